"""One letter (or one proposal) with its truth: the shapes are dealt, the truth is what was put in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from .deal import Way
from .truth import Truth, truth

if TYPE_CHECKING:
    from .deal import Dealer
    from .pools import Pools, Topic

CN_DIGITS = "〇一二三四五六七八九"


class Block(NamedTuple):
    """A piece of a document, before it has a format."""

    kind: str
    """`nav`, `catalogue`, `table`, `head`, `title`, `para`, `line`, `sign`, `tail` or `footer`."""
    text: str = ""
    """Several printed lines are parted by line ends."""
    rows: tuple[tuple[str, ...], ...] = ()
    """Of a table or catalogue."""


@dataclass(slots=True, kw_only=True)
class Piece:
    """A document with its truth, ready to be put in a file."""

    blocks: list[Block]
    truth: Truth


class Place(NamedTuple):
    """A city, county or district that does not exist."""

    full: str
    level: str
    """市, 县 or 区: how it calls itself."""


@dataclass(slots=True, kw_only=True)
class Case:
    """Who asked whom for what."""

    place: Place
    kind: str
    session_text: str
    body: str
    term: int
    meeting: int | None
    year: int
    numbers: list[str]
    number_phrase: str
    topic: Topic
    unit: str
    """In full."""
    short: str
    people: list[str]
    signed: date
    numbers_accepted: list[list[str]]
    alike: tuple[str, ...]
    """Titles of two other proposals that are answered with it."""
    mark: str
    """What the document numbers of the unit begin with."""

    @property
    def noun(self) -> str:
        """Say what it is that is answered."""
        return "建议" if self.kind == "suggestion" else "提案"

    @property
    def member(self) -> str:
        """Say what the proposers are."""
        return "代表" if self.kind == "suggestion" else "委员"

    @property
    def session(self) -> dict[str, object]:
        """Give the session as the report has it."""
        return {"body": self.body, "term": self.term, "meeting": self.meeting}


def chinese(number: int) -> str:
    """Write a number below 100 in Chinese."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else CN_DIGITS[tens] + "十"
    return head + (CN_DIGITS[ones] if ones else "")


def full_width(text: str) -> str:
    """Write digits as wide as Chinese characters."""
    return text.translate({ord("0") + digit: ord("０") + digit for digit in range(10)})


def make_case(deal: Dealer, pools: Pools, *, topic: Topic | None = None, like: Case | None = None) -> Case:
    """Invent a case; `like` another one of the same unit and session."""
    topic = topic or pools.next_topic(deal)
    if like is None:
        place = deal.one(pools.places)
        kind = deal.way("kind", (Way("proposal", 3), Way("suggestion", 2)))
        year = deal.number(2012, 2024)
        term, meeting = deal.number(4, 19), deal.number(1, 6)
        session_text, body, said_meeting = _session(deal, pools, place, kind, term, meeting)
        short = place.level + topic.unit
        unit = place.full + topic.unit
    else:
        place, kind, year, term, said_meeting = like.place, like.kind, like.year, like.term, like.meeting
        meeting = said_meeting or 1
        session_text, body, unit, short = like.session_text, like.body, like.unit, like.short
    numbers, phrase, accepted = _numbers(deal, pools, place, term, meeting, year)
    people = pools.people(deal, 14)
    signed = date(year, 4, 1) + timedelta(days=deal.number(0, 200))
    return Case(
        place=place,
        kind=kind,
        session_text=session_text,
        body=body,
        term=term,
        meeting=said_meeting,
        year=year,
        numbers=numbers,
        number_phrase=phrase,
        topic=spoken_of(topic, "建议" if kind == "suggestion" else "提案"),
        unit=unit,
        short=short,
        people=people,
        signed=signed,
        numbers_accepted=accepted,
        mark=like.mark if like else place.full[0] + topic.mark,
        alike=tuple(each.title for each in deal.random.sample([t for t in pools.topics if t.title != topic.title], 2)),
    )


def spoken_of(topic: Topic, noun: str) -> Topic:
    """Let the texts of a topic call what they answer by its right name."""
    return topic._replace(
        background=tuple(text.replace("提案", noun) for text in topic.background),
        reply_intro=topic.reply_intro.replace("提案", noun),
        points=tuple(point._replace(answer=point.answer.replace("提案", noun)) for point in topic.points),
        plan=topic.plan.replace("提案", noun),
    )


def _session(
    deal: Dealer, pools: Pools, place: Place, kind: str, term: int, meeting: int
) -> tuple[str, str, int | None]:
    """Word a session; give the body and, where it is said, the meeting."""
    ways = pools.sessions_npc if kind == "suggestion" else pools.sessions_cppcc
    text = deal.way(f"session-{kind}", ways)
    digits = deal.way("digits", pools.digits)
    said_term = chinese(term) if digits.startswith("chinese") else str(term)
    said_meeting = str(meeting) if digits in {"arabic", "arabic-meeting", "full-width"} else chinese(meeting)
    if digits == "arabic-meeting":
        said_term = chinese(term)
    if digits == "full-width":
        said_term, said_meeting = full_width(said_term), full_width(said_meeting)
    names = {"lv": place.level, "full": place.full}
    body = re.sub(r"第?\{T\}届|第?\{M\}次(全体)?(会议)?(闭会期间)?", "", text).format(**names)
    printed = text.format(T=said_term, M=said_meeting, **names)
    return printed, body, meeting if "{M}" in text else None


def _numbers(
    deal: Dealer, pools: Pools, place: Place, term: int, meeting: int, year: int
) -> tuple[list[str], str, list[list[str]]]:
    """Invent the number or numbers of a case, with the phrase that prints them."""
    form = deal.way("number", pools.numbers)
    n = deal.number(1, 420)
    second, third = n + deal.number(1, 40), n + deal.number(41, 90)
    plain = str(n)
    one = {
        "plain": (plain, "第{}号"),
        "padded": (f"{n:0{3 + n % 2}}", "第{}号"),
        "code": (f"{term:02}{meeting:02}{n:03}" if n % 2 else f"{term}{meeting}{n:03}", "第{}号"),
        "year": (f"{year}{n:03}", "第{}号"),
        "letter": (f"D{n:03}", "第{}号"),
        "letter-no-di": (f"A{n % 90 + 1}", "{}号"),
        "prefix": (f"{place.full[0]}{n}", "{}号"),
        "no-di": (plain, "{}号"),
        "brackets": (plain, "（{}号）"),
        "spaced": (f"{term}{meeting}{n:03}", "第 {} 号"),
        "bracketed-year": (f"B〔{year}〕{n:03}", "{}号"),
        "half-brackets-spaced": (plain, "(第 {} 号)"),
    }
    if form in one:
        number, phrase = one[form]
        return [number], phrase.format(number), []
    if form == "list-one-di":
        return [plain, str(second), str(third)], f"第{n}、{second}、{third}号", []
    if form == "list-each-di":
        return [plain, str(second)], f"第{n}号、第{second}号", []
    if form == "and":
        return [f"{n:04}", f"{second:04}"], f"第{n:04}号（并第{second:04}号）", []
    if form == "range":
        numbers = [str(n), str(n + 1), str(n + 2)]
        return numbers, f"第{n}-{n + 2}号", [[f"{n}-{n + 2}"], [str(n), str(n + 2)]]
    raise ValueError(f"no such form of a number: {form}")


def quoted(case: Case, style: str) -> str:
    """Give the topic as it is quoted in a title or a sentence."""
    title = case.topic.title
    return f"“{title}”" if style == "curly" else f"《{title}》"


def bare(topic: Topic) -> str:
    """Give the topic without 关于 and 的建议."""
    return re.sub(r"^关于|的(建议|提案)$", "", topic.title)


@dataclass(slots=True)
class Said:
    """What a letter has printed so far."""

    session: bool = False
    number: bool = False
    units: list[str] = field(default_factory=list)


def fill(deal: Dealer, case: Case, text: str, said: Said, **more: str) -> str:
    """Fill the gaps of a wording, and note what it says."""
    said.session |= "{s}" in text
    said.number |= "{n}" in text
    unit = case.unit if deal.chance(70) else case.short
    if "{u}" in text:
        said.units.append(unit)
    if "{short}" in text and "{u}" not in text:
        said.units.append(case.short)
    style = "curly" if deal.chance(20) else "book"
    if "{titles3}" in text:
        more["titles3"] = "、".join([quoted(case, "book"), *(f"《{title}》" for title in case.alike)])
    if "{suffix}" in text:
        said.units.append(case.topic.unit)
    gaps = {
        "u": unit,
        "s": case.session_text,
        "n": case.number_phrase,
        "k": case.noun,
        "m": case.member,
        "t": quoted(case, style),
        "b": bare(case.topic),
        "bare_title": case.topic.title,
        "name": case.people[0],
        "short": case.short,
        "suffix": case.topic.unit,
        "full": case.place.full,
        "lv": case.place.level,
        "y": str(case.year),
        "subject": case.topic.subject,
    }
    if case.number_phrase[0] in "（(":
        text = text.replace("（{n}）", "{n}").replace("({n})", "{n}")
    return text.format(**(gaps | more))


def title_truth(text: str) -> str:
    """Close up a printed title: one line, no spaces around numbers."""
    text = text.replace("\n", "")
    return re.sub(r"\s*([0-9０-９A-Z]+)\s*", r"\1", text)


def greeting(deal: Dealer, pools: Pools, case: Case, values: dict[str, object], *, named: bool) -> tuple[str, str]:
    """Word the greeting and note whom it names (one, where the title has `named` one); give it, and 您 or 你们."""
    fits = [way.text for way in pools.greetings if not named or "{A}" in way.text]
    form = deal.fitting("greeting", pools.greetings, fits)
    a, b, c = case.people[:3]
    spaced = a
    if "{A}{m}" in form and deal.way("letter-spaced name", (Way("no", 24), Way("yes", 1))) == "yes":
        a = next(name for name in case.people if len(name) == 2)
        spaced = " ".join(a)
    if "{body}" in form:
        name = deal.one(pools.bodies_npc if case.kind == "suggestion" else pools.bodies_cppcc)
        name = name.format(full=case.place.full, lv=case.place.level)
        values |= {"proposers": [name], "collective": True}
        return form.format(body=name, m=case.member), deal.one(("贵委", "你们", "贵单位"))
    count = deal.number(4, 15)
    many = case.people[: deal.number(6, 13)]
    names = {"{A}": [a], "{B}": [b], "{C}": [c], "{many}": many}
    listed = [name for gap, given in names.items() if gap in form for name in given]
    values["proposers"] = listed
    if "等{m}" in form or "（等）" in form:
        values["others"] = 0 if "全部" in form else None
    elif "{N}" in form or "{CN}" in form:
        values["others"] = count - len(listed)
    text = form.format(
        A=spaced, B=b, C=c, N=count, CN=chinese(count), m=case.member, many="、".join(many), full=case.place.full
    )
    return text, "您" if len(listed) == 1 and values.get("others", 0) == 0 else "你们"


def points_of(deal: Dealer, pools: Pools, case: Case, shape: str) -> tuple[list[str], list[str]]:
    """Write the middle of a letter; give its paragraphs and the suggestions that it answers."""
    topic = case.topic
    points = topic.points
    paragraphs, answered = [], []
    extra = {"short": 0, "middle": 2, "long": 8}[deal.way("length", pools.lengths)]
    fillers = list(pools.fillers)
    deal.random.shuffle(fillers)
    points = tuple(
        point._replace(answer=point.answer + "".join(fillers.pop() for _ in range(extra) if fillers))
        for point in points
    )
    for index, point in enumerate(points, 1):
        head = point.ask.rstrip("。")
        if shape == "against":
            paragraphs.append(f"{chinese(index)}、针对“{head}”的建议。{point.answer}")
        elif shape == "against-colon":
            paragraphs.append(f"（{chinese(index)}）针对“{head}”的建议：{point.answer}")
        elif shape == "question":
            paragraphs.append(f"{chinese(index)}、{point.did}情况。您问到能否{head}，{point.answer}")
        elif shape == "about":
            paragraphs.append(f"{chinese(index)}、关于{head}的建议。{point.answer}")
        elif shape == "about-own-line":
            paragraphs += [f"{chinese(index)}、关于{head}的问题", point.answer]
        elif shape == "about-plain":
            paragraphs.append(f"{chinese(index)}、关于{head}。{point.answer}")
        elif shape == "arabic-dun-about":
            paragraphs.append(f"{index}、关于“{head}”的问题。{point.answer}")
        elif shape == "arabic-about":
            paragraphs.append(f"{index}.关于{head}。{point.answer}")
        elif shape == "paren":
            paragraphs.append(f"（{chinese(index)}）{point.did}。{point.answer}")
        elif shape == "heads":
            paragraphs += [f"{chinese(index)}、{point.did}", point.answer]
        elif shape == "paren-about":
            paragraphs.append(f"（{chinese(index)}）关于{head}的建议。{point.answer}")
        elif shape == "none":
            paragraphs.append(point.answer)
        answered.append(head)
    if shape == "inline":
        run = "".join(f"{chinese(index)}是{point.did}。{point.answer}" for index, point in enumerate(points, 1))
        paragraphs = [run]
    if shape in {"against", "about"} and deal.chance(50):
        paragraphs.append(f"{chinese(len(points) + 1)}、{deal.one(('下步工作打算', '下一步工作'))}。{topic.plan}")
    else:
        paragraphs.append(topic.plan)
    if not shape.startswith(("against", "about", "arabic-", "paren-about")):
        answered = []
    return paragraphs, answered


def printed_date(deal: Dealer, pools: Pools, day: date) -> str:
    """Print the date below a signature, or nothing."""
    form = deal.way("date", pools.dates)
    if form == "none":
        return ""
    if form.startswith("cn"):
        year = "".join(CN_DIGITS[int(digit)] for digit in str(day.year)).replace("〇", form[2])
        return f"{year}年{chinese(day.month)}月{chinese(day.day)}日"
    return form.format(y=day.year, mo=day.month, d=day.day)


def adoption(deal: Dealer, pools: Pools, case: Case) -> tuple[str, dict[str, int | None] | None]:
    """Word the sentence that counts suggestions."""
    form = deal.way("adoption", pools.adoptions)
    if not form:
        return "", None
    own = len(case.topic.points)
    total = own + deal.number(0, 3)
    co = deal.number(1, 4) if "{co}" in form else None
    adopted = own if deal.chance(70) else max(1, own - 1)
    rate = 100 * adopted // own
    figures = {"total": total, "own": own, "co": co, "adopted": adopted, "rate": rate}
    return form.format(k=case.noun, **figures), figures


def compose(  # noqa: PLR0915 - a letter from its first line to its last
    deal: Dealer, pools: Pools, case: Case, *, plain: bool = False, formal: bool = False, is_web: bool = False
) -> Piece:
    """
    Write a letter.

    A `plain` one has no head and ends after its last sentence; a `formal` one has a title with session and number;
    one that `is_web` may have its attribute in the page's catalogue.
    """
    said = Said()
    values: dict[str, object] = {"kind": case.kind}
    unscored: set[str] = set()
    accepted: dict[str, list[object]] = {}
    head: list[Block] = []
    below: list[Block] = []

    # Above the title.
    places = [way.text for way in pools.disclosure_places if is_web or not way.text.startswith("catalogue")]
    place = "none" if plain else deal.fitting("disclosure place", pools.disclosure_places, places)
    deal.current.pop("attribute of catalogue", None)
    attribute = ""
    if place in {"label", "label-bracket", "question", "catalogue", "scope", "below-title"}:
        raw, normal = deal.way("disclosure", pools.disclosures).split("|")
        attribute = raw
        if place != "catalogue":
            values |= {"disclosure_raw": raw, "disclosure": normal}
    if place == "label":
        head.append(Block("head", f"信息公开属性：{attribute}"))
    elif place == "label-bracket":
        head.append(Block("head", f"〔{attribute}〕"))
    elif place == "scope":
        head.append(Block("head", f"公文范围:{attribute}"))
    elif place == "below-title":
        below.append(Block("head", deal.one((f"（{attribute}）", f"〔{attribute}〕"))))
    elif place == "conflict":
        head.append(Block("head", "信息公开属性：可以公开"))
        values |= {"disclosure_raw": "依申请公开", "disclosure": "on-request"}
        unscored.add("disclosure_raw")
    elif place == "traditional":
        head.append(Block("head", "信息公開屬性：主動公開"))
        values |= {"disclosure_raw": "主動公開", "disclosure": "public"}
        accepted["disclosure_raw"] = ["主动公开"]
    elif place == "label-blank":
        head.append(Block("head", "信息公开属性："))
    elif place == "label-unknown":
        raw = deal.one(("请办公室审定", "待定"))
        head.append(Block("head", f"信息公开属性：{raw}"))
        values |= {"disclosure_raw": raw, "disclosure": "unknown"}
    elif place == "number-line":
        letter = deal.one(("A", "B", "A1", "B2"))
        agreed = deal.one(("同意公开", "同意对外公开"))
        head.append(Block("head", f"{case.number_phrase}　{letter}类　{agreed}"))
        said.number = True
        values |= {"result_raw": letter, "result": "letter-only", "disclosure_raw": agreed, "disclosure": "public"}
        accepted["result_raw"] = [f"{letter}类"]
    elif place == "question":
        head.append(Block("head", f"是否同意公开:{'是' if values['disclosure'] == 'public' else '否'}"))
        public = values["disclosure"] == "public"
        values |= {"disclosure_raw": "是" if public else "否", "disclosure": "public" if public else "withheld"}
    result_place = "none" if plain or place == "number-line" else deal.way("result place", pools.result_places)
    if result_place not in {"none", "kind-of-document"}:
        _result(deal, pools, result_place, below if result_place == "below-title" else head, values, accepted)
    elif result_place == "kind-of-document":
        head.append(Block("head", f"类别：{case.noun}"))
    number = "none" if plain else deal.way("doc number", pools.doc_numbers)
    if number != "none":
        letterhead = deal.way("letterhead", pools.letterheads)
        if letterhead != "none":
            head.append(Block("head", letterhead.format(u=case.unit)))
            said.units.append(case.unit)
        mark, serial = case.mark, deal.number(1, 160)
        head.append(Block("head", number.format(mark=mark, y=case.year, no=serial)))
        mark += "函" if "函" in number else ""
        values["doc_number"] = f"{mark}〔{case.year}〕{serial}号"
        accepted["doc_number"] = [f"{mark}〔{case.year}〕第{serial}号"] if "第" in number else []
    signer = "none" if plain else deal.way("signer", pools.signers)
    if signer != "none":
        head.append(Block("head", signer.format(person=case.people[-1])))
        values["signer"] = case.people[-1]

    # Title.
    form = (
        deal.fitting("title", pools.titles, pools.formal_titles) if plain or formal else deal.way("title", pools.titles)
    )
    more = {}
    if "{docno}" in form:
        own = values.get("doc_number") or f"{case.mark}〔{case.year}〕{deal.number(1, 160)}号"
        values["doc_number"] = own
        more["docno"] = str(own)
        unscored.add("title")  # the number is part of the title for some
    if "{first}" in form:
        said.number = True
        more["first"] = case.numbers[0]
        if len(case.numbers) > 1:
            unscored.add("numbers")
    titled = fill(deal, case, form, said, **more)
    if titled:
        values["title"] = title_truth(titled)
    if form == "{t}":
        accepted["title"] = [case.topic.title]
    title_blocks = [Block("title", _broken(deal, pools, titled))] if titled else []

    # Greeting and first sentence.
    paragraphs: list[str] = []
    hello, you = greeting(deal, pools, case, values, named="{name}" in form)
    paragraphs.append(hello)
    opening = deal.way("opening", pools.openings)
    consult = ""
    if "{consult}" in opening:
        consult = deal.way("consulted", pools.consults)
        units = pools.other_units(deal, case, deal.number(1, 3))
        if consult:
            values["consulted"] = units
            consult = consult.format(list="、".join(units))
        if "会办" in consult:
            unscored.add("role")  # that others are consulted as co-handlers makes this unit the lead, for some readers
    said_role = ""
    if "{role}" in opening:
        said_role = deal.way("role", pools.roles)
        if said_role:
            values["role"] = re.sub("作为|单位.*", "", said_role)
    paragraphs.append(fill(deal, case, opening, said, you=you, consult=consult, role=said_role))

    # Body.
    counted, figures = adoption(deal, pools, case)
    if figures:
        paragraphs.append(counted)
        values["adoption"] = figures
    paragraphs.append(case.topic.reply_intro)
    if deal.way("long beginning", (Way("no", 5), Way("yes", 1))) == "yes":
        paragraphs += deal.random.sample(pools.long_paragraphs, deal.number(2, len(pools.long_paragraphs)))
    shape = deal.way("body", pools.body_shapes)
    middle, answered = points_of(deal, pools, case, shape)
    paragraphs += middle
    values["suggestions"] = answered
    if not answered:
        unscored.add("suggestions")
    closing = deal.way("closing", pools.closings)
    if closing:
        paragraphs += fill(deal, case, closing, said, you=you).split("|")

    # Foot.
    blocks = [Block("para", text) for text in paragraphs]
    body_texts = list(paragraphs)
    contact = "" if plain else deal.way("contact", pools.contacts)
    contact_lines = _contact(deal, case, contact, values, said, accepted) if contact else []
    contact_first = not contact_lines or deal.way("contact before signature", (Way("yes", 3), Way("no", 1))) == "yes"
    signature = "none" if plain else deal.way("signature", pools.signatures)
    day = "" if plain else printed_date(deal, pools, case.signed)
    foot = []
    if contact_first:
        foot += [Block("line", text) for text in contact_lines]
    if signature != "none":
        name = case.unit if signature == "full" else case.short
        said.units.append(name)
        foot.append(Block("sign", name))
    if day:
        foot.append(Block("sign", day))
        values["replied"] = case.signed.isoformat()
    body_texts += [block.text for block in foot]
    if not contact_first:
        foot += [Block("line", text) for text in contact_lines]
        if not day:
            unscored.add("body")
    copies = "" if plain else deal.way("copies", pools.copies)
    if copies:
        foot += [Block("line", text) for text in fill(deal, case, copies, Said()).split("|")]
        if not day:
            unscored.add("body")
    if place == "conflict":
        foot.append(Block("line", "（依申请公开）"))
    if place == "tail":
        raw, normal = deal.way("disclosure tail", pools.tails).split("|")
        foot.append(Block("line", f"（{raw}）"))
        values |= {"disclosure_raw": raw, "disclosure": normal}
        if not day:
            unscored.add("body")

    # What the letter states, all in all.
    if said.session:
        values["session"] = case.session
    if not says_kind(case.kind, titled + hello + paragraphs[1]):
        unscored.add("kind")
    if said.number:
        values["numbers"] = case.numbers
        if case.numbers_accepted:
            accepted["numbers"] = list(case.numbers_accepted)
    if said.units:
        values["department"] = max(said.units, key=len)
    values["body"] = "\n\n".join(body_texts)
    blocks = head + title_blocks + below + blocks + foot
    made = truth("reply", **values)
    made.unscored |= unscored
    made.accepted |= accepted
    if case.meeting is None or "人代会" in case.session_text:
        made.unscored.add("session.body")
    if place == "catalogue":
        deal.current["attribute of catalogue"] = attribute
    return Piece(blocks=blocks, truth=made)


def says_kind(kind: str, text: str) -> bool:
    """Tell whether a text lets a reader see that it answers a proposal, or a suggestion."""
    return bool(re.search("人大|人民代表|代表|号建议" if kind == "suggestion" else "政协|提案|委员(?!会)", text))


def _result(
    deal: Dealer,
    pools: Pools,
    place: str,
    head: list[Block],
    values: dict[str, object],
    accepted: dict[str, list[object]],
) -> None:
    """Print a result above the title."""
    raw, normal = deal.way("result", pools.results).split("|")
    if place in {"bracket", "lone", "label-class", "bracket-class"} and normal != "letter-only":
        place = "label-result"
    line = {
        "label-result": f"办理结果：{raw}",
        "label-class": f"类别：{raw}",
        "label-class-spaced": f"类  别：{raw}",
        "label-mark": f"类别标记：{raw}" + ("类" if normal == "letter-only" else ""),
        "label-answer": f"答复类别：{raw}" + ("类" if normal == "letter-only" else ""),
        "bracket": f"〔{raw}〕",
        "bracket-class": f"（{raw}类）",
        "lone": raw,
        "below-title": f"办理结果:{raw}" + ("类" if normal == "letter-only" else ""),
    }[place]
    head.append(Block("head", line))
    values |= {"result_raw": raw, "result": normal}
    accepted["result_raw"] = [raw.upper(), f"{raw}类", f"{raw.upper()}类"]


def _contact(
    deal: Dealer,
    case: Case,
    form: str,
    values: dict[str, object],
    said: Said,
    accepted: dict[str, list[object]],
) -> list[str]:
    """Print how to reach the unit, and note its telephone and the mobiles."""
    local = f"555{deal.number(1000, 9999)}"
    phone = deal.one((f"0999-{local}", local, f"0999—{local}", f"（0999）{local}"))
    extension = "-7817" if "{ext}" in form else ""
    mobile = f"154{deal.number(10000000, 99999999)}"
    gaps = {
        "person": case.people[-2],
        "chief": case.people[-3],
        "phone": phone,
        "ext": extension,
        "mobile": mobile,
        "masked": f"{mobile[:3]}******{mobile[-2:]}",
        "post": "999001",
        "u": case.unit,
        "short": case.short,
    }
    if "{u}" in form:
        said.units.append(case.unit)
    if "{phone}" in form:
        values["contact_phone"] = phone + extension
        accepted["contact_phone"] = [
            re.sub("[（）—]", lambda found: "-" if found[0] in "）—" else "", phone) + extension
        ]
    if "{mobile}" in form:
        values["mobiles"] = [mobile]
    return form.format(**gaps).split("|")


def _broken(deal: Dealer, pools: Pools, title: str) -> str:
    """Break a long title over lines, as it stands on paper."""
    form = deal.way("title lines", pools.title_lines)
    count = int(form)
    if count == 1 or len(title) < 12 * count:
        return title
    return "\n".join(wrapped(title, len(title) // count + 1))


def wrapped(text: str, width: int) -> list[str]:
    """
    Break a text into lines of about `width` characters, as programs do.

    No line begins with a closing mark, and no number is cut.
    """
    lines, line = [], ""
    for piece in re.findall(r"[0-9A-Za-z.%]+|.", text, re.DOTALL):
        if len(line) + len(piece) > width and piece not in "，。；：、！？）》”’,;:!?)" and line:
            lines.append(line)
            line = ""
        line += piece
    return [*lines, line]


def proposal(deal: Dealer, pools: Pools, case: Case, *, numbered: bool) -> Piece:
    """Write the text of a proposal."""
    topic = case.topic
    blocks = [Block("title", topic.title)]
    values: dict[str, object] = {"title": topic.title, "kind": case.kind}
    body: list[str] = []
    number = deal.one(case.numbers)
    if numbered:
        blocks.append(Block("head", deal.one((f"(第 {number} 号)", f"（第{number}号）"))))
        values["numbers"] = [number]
    other = "政协" if case.kind == "suggestion" else "人大"
    fits = [way.text for way in pools.affiliations if other not in way.text]
    affiliation = deal.fitting("affiliation", pools.affiliations, fits)
    if affiliation != "none":
        line = affiliation.format(
            full=case.place.full, lv=case.place.level, name=case.people[0], name2=case.people[1], m=case.member
        )
        body.append(line)
        values["proposers"] = case.people[: 2 if "{name2}" in affiliation else 1]
    shape = deal.way("proposal body", pools.proposal_bodies)
    body += topic.background
    lead = deal.one(("建议：", "为此，建议：", "几点建议：", "为此，特提出以下建议："))
    asks = [point.ask.rstrip("。") for point in topic.points]
    whys = [point.why for point in topic.points]
    if shape == "heads":
        body.append(deal.one(("意见建议", "工作建议", "对策与建议")))
    elif shape not in {"inline", "paren-no-lead"}:
        body.append(lead)
    for index, (ask, why) in enumerate(zip(asks, whys, strict=True), 1):
        mark = {
            "heads": f"（{chinese(index)}）",
            "paren-no-lead": f"（{chinese(index)}）",
            "dun": f"{chinese(index)}、",
            "arabic": f"{index}.",
        }.get(shape)
        if mark:
            body.append(f"{mark}{ask}。{why}")
    if shape == "inline":
        body.append(
            "建议："
            + "".join(f"{chinese(i)}是{ask}。{why}" for i, (ask, why) in enumerate(zip(asks, whys, strict=True), 1))
        )
    values["suggestions"] = asks
    values["body"] = "\n\n".join(body)
    made = truth("proposal", **values)
    made.unscored |= {"session", "kind"}
    if affiliation.startswith(("提案人", "提案者")):
        made.unscored.add("body")  # a label is a field for some, the first line of the text for others
    if affiliation == "none":
        made.unscored |= {"proposers", "others", "collective"}
    blocks += [Block("para", text) for text in body]
    return Piece(blocks=blocks, truth=made)
