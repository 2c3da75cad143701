"""
Make a content folder of any size: the same seed and size give the same bytes on every machine.

    python -m bench.make_archive DIR --documents 10000

Half of the documents are proposals, half are replies (a few more or less, since some proposals have two replies and
some have none), spread over ten years and twenty sessions; reports, meetings, updates and standing pages come on top.
How a real archive looks was counted in real letters: about 2,600 characters on average, some four times as long; five
in six hold nothing but paragraphs with printed numbering, the others headings, lists, emphasis, links, a few tables.

First the archive is planned (`Case`, `Answer`: who asked what, who answered when), then every document is written from
its place in the plan with a random generator of its own.
"""

from __future__ import annotations

import argparse
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from bench import wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

YEARS = range(2015, 2025)
SEED = 20241122

MEDIAN_LENGTH = 2030
LENGTH_SPREAD = 0.42
"""Lengths aimed at are log-normal, as real ones are; the last paragraph goes over by some."""
SHORTEST, LONGEST = 500, 9000
RICH_SHARE = 0.17
TABLE_SHARE = 0.12
"""Of the rich documents: about 2 % of all have a table."""
UPDATE_EVERY = 200
REPORTING_UNITS = wording.UNITS[:5]

# What is special about one in every 25 numbers of a session, by its place among them.
_EVERY = 25
_WITH_CO_HANDLER = 3
_UNANSWERED = 7
_ANSWERED_AGAIN = 11
_WITHOUT_PROPOSAL_FILE = 13
_SHARED_OUT = 16
_ANSWERS_PREVIOUS_TOO = 20

# Attribute, what the file writes, and how many of a hundred documents have it.
_ATTRIBUTES = (
    ("public", ("可以公开", "主动公开", "公开"), 920),
    ("withheld", ("不予公开", "不公开"), 35),
    ("on-request", ("依申请公开",), 20),
    ("summary", ("摘要公开",), 15),
    ("redacted", ("部分公开", "删减后公开"), 10),
)
_RESULTS = (("A", "已解决", 55), ("B", "正在解决", 27), ("C", "列入计划", 12), ("D", "留作参考", 6))
_LETTERS_UNTIL = 2019
_NUMERALS = "一二三四五六七八九十"


class Session(NamedTuple):
    """A session of 政协 or 人大."""

    slug: str
    body: str
    name: str
    alias: str
    term: int
    meeting: int
    year: int

    @property
    def kind(self) -> str:
        """Name what its documents are called."""
        return "提案" if self.body == "政协" else "建议"


class Case(NamedTuple):
    """One suggestion, before anything is written about it."""

    session: Session
    place_in_session: int
    topic: wording.Topic
    asks: tuple[str, ...]
    place: str
    proposers: tuple[str, ...]
    lead: wording.Unit
    other: wording.Unit
    submitted: date

    @property
    def number(self) -> str:
        """Give the printed number: three digits at 政协, as short as can be at 人大."""
        return f"{self.place_in_session:03d}" if self.session.body == "政协" else str(self.place_in_session)

    @property
    def title(self) -> str:
        """Give the title of the proposal."""
        return f"关于在{self.place}{self.asks[0]}的{self.session.kind}"

    @property
    def path(self) -> str:
        """Name the proposal's file."""
        return f"proposals/{self.session.year}/{self.session.slug}-{self.place_in_session:05d}.md"


class Answer(NamedTuple):
    """One reply, before it is written."""

    cases: tuple[Case, ...]
    unit: wording.Unit
    role: str
    replied: date
    serial: int
    """In the unit's document numbers of the year."""
    follows: str | None = None

    @property
    def path(self) -> str:
        """Name the reply's file."""
        case = self.cases[0]
        again = "-2" if self.follows else ""
        name = f"{case.session.slug}-{case.place_in_session:05d}-{self.unit.slug}{again}"
        return f"replies/{case.session.year}/{name}.md"


class Document(NamedTuple):
    """A finished file."""

    path: str
    text: str


def archive(documents: int, seed: int = SEED) -> Iterator[Document]:
    """Give every file of an archive of about *documents* proposals and replies."""
    cases = _cases(documents // 2, seed)
    answers = list(_answers(cases, seed))
    yield from _vocabulary()
    for case in cases:
        if case.place_in_session % _EVERY != _WITHOUT_PROPOSAL_FILE:
            yield _proposal(case, _random(seed, case.path))
    for answer in answers:
        yield _reply(answer, _random(seed, answer.path))
    yield from _reports(answers)
    yield from _articles(documents, cases, seed)


def write(folder: Path, documents: Iterable[Document]) -> int:
    """Write files below *folder*, which must be empty or new; tells how many."""
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty")
    made: set[str] = set()
    count = 0
    for document in documents:
        path = f"{folder}/{document.path}"
        parent = path.rpartition("/")[0]
        if parent not in made:
            Path(parent).mkdir(parents=True, exist_ok=True)
            made.add(parent)
        Path(path).write_text(document.text, encoding="utf-8", newline="\n")
        count += 1
    return count


# --- The plan ---------------------------------------------------------------------------------------------------------


def _random(seed: int, name: str) -> Random:
    """Make the generator of one document; text seeds are hashed with SHA-512, the same everywhere."""
    return Random(f"{seed}:{name}")


def sessions() -> tuple[Session, ...]:
    """Give two sessions for every year, 政协 first."""
    found = []
    for year in YEARS:
        for slug, body, first_year, first_term in (("zx", "政协", 2012, 3), ("rd", "人大", 2012, 4)):
            term, meeting = first_term + (year - first_year) // 5, (year - first_year) % 5 + 1
            spelt = f"{_NUMERALS[term - 1]}届"
            time = f"{_NUMERALS[meeting - 1]}次会议"
            name = f"澜川市政协{spelt}{time}" if body == "政协" else f"澜川市{spelt}人大{time}"
            found.append(
                Session(f"{slug}-{term}-{meeting}", body, name, name.removeprefix("澜川"), term, meeting, year)
            )
    return tuple(found)


def _people(count: int, seed: int) -> list[str]:
    random = _random(seed, "people")
    names: dict[str, None] = {}
    while len(names) < count:
        names["".join((random.choice(wording.SURNAMES), *random.sample(wording.GIVEN, 2)))] = None
    return list(names)


def _cases(count: int, seed: int) -> list[Case]:
    """Plan the suggestions; a member makes about eight in ten years, as long as the pool of names lasts."""
    random = _random(seed, "cases")
    held = sessions()
    people = _people(min(600, max(30, count // 8)), seed)
    units = {unit.slug: unit for unit in wording.UNITS}
    found = []
    for index in range(count):
        session = held[index * len(held) // count]
        first_index = -(-held.index(session) * count // len(held))
        topic = random.choice(wording.TOPICS)
        lead, other = (units[slug] for slug in random.sample(topic.units, 2))
        if random.random() < 0.35:
            lead = random.choice([unit for unit in wording.UNITS if unit != other])
        found.append(
            Case(
                session=session,
                place_in_session=index - first_index + 1,
                topic=topic,
                asks=tuple(random.sample(topic.asks, random.choice((2, 3, 3, 4, 4, 5)))),
                place=random.choice(wording.PLACES),
                proposers=_proposers(random, people),
                lead=lead,
                other=other,
                submitted=date(session.year, 1, random.randint(6, 28)),
            )
        )
    return found


def _proposers(random: Random, people: Sequence[str]) -> tuple[str, ...]:
    if random.random() < 0.1:
        return (random.choice(wording.BODIES),)
    names = tuple(random.sample(people, random.choice((1, 1, 1, 2, 2, 3))))
    return (*names, f"等{len(names) + random.randint(1, 6)}人") if random.random() < 0.12 else names


def _answers(cases: Sequence[Case], seed: int) -> Iterator[Answer]:
    """Plan the replies to all suggestions, and number them."""
    serials: Counter[tuple[str, int]] = Counter()
    for case, previous in zip(cases, (None, *cases), strict=False):
        for answer in _answers_to(case, previous, _random(seed, f"answers {case.path}")):
            counted = answer.unit.slug, answer.replied.year
            serials[counted] += 1
            yield answer._replace(serial=serials[counted])


def _answers_to(case: Case, previous: Case | None, random: Random) -> Iterator[Answer]:
    """Plan the replies to one suggestion; most have one."""
    slot = case.place_in_session % _EVERY
    if slot in {_UNANSWERED, _ANSWERS_PREVIOUS_TOO - 1}:
        return
    replied = date(case.session.year, 4, 10) + timedelta(days=random.randint(0, 80))
    role = "独办"
    if slot == _WITH_CO_HANDLER:
        role = "主办"
        yield Answer((case,), case.other, "会办", replied - timedelta(days=random.randint(10, 30)), 0)
    elif slot == _SHARED_OUT:
        role = "分办"
        yield Answer((case,), case.other, "分办", replied + timedelta(days=random.randint(0, 9)), 0)
    cases = (previous, case) if slot == _ANSWERS_PREVIOUS_TOO and previous else (case,)
    first = Answer(cases, case.lead, role, replied, 0)
    yield first
    if slot == _ANSWERED_AGAIN:
        yield Answer(cases, case.lead, role, replied + timedelta(days=random.randint(50, 90)), 0, first.path)


# --- Texts ------------------------------------------------------------------------------------------------------------


class _Gaps(dict[str, str]):
    """What fills the gaps of sentences: what is fixed for the document, else something drawn anew each time."""

    def __init__(self, random: Random, case: Case) -> None:
        super().__init__()
        self.random, self.case = random, case

    def __missing__(self, gap: str) -> str:
        return _GAPS[gap](self.random, self.case)


_GAPS: dict[str, Callable[[Random, Case], str]] = {
    "place": lambda random, case: case.place if random.random() < 0.6 else random.choice(wording.PLACES),
    "thing": lambda random, case: random.choice(case.topic.things),
    "unit": lambda random, _case: random.choice(wording.UNITS).short_name,
    "person": lambda random, _case: random.choice(wording.SURNAMES) + "某" + random.choice(wording.GIVEN),
    "n": lambda random, _case: str(random.randint(11, 980)),
    "few": lambda random, _case: str(random.randint(11, 48)),
    "m": lambda random, _case: str(random.randint(3, 9)),
    "percent": lambda random, _case: f"{random.randint(12, 98)}%",
    "month": lambda random, _case: str(random.randint(1, 12)),
    "money": lambda random, _case: str(random.randint(5, 640)),
}


class _Writer:
    """Writes the text of one document, paragraph by paragraph."""

    def __init__(self, random: Random, case: Case) -> None:
        self.random = random
        self.gaps = _Gaps(random, case)
        self.is_rich = random.random() < RICH_SHARE
        self.length = int(min(LONGEST, max(SHORTEST, random.lognormvariate(0, LENGTH_SPREAD) * MEDIAN_LENGTH)))
        self.blocks: list[str] = []

    def sentence(self, bank: Sequence[str]) -> str:
        return self.random.choice(bank).format_map(self.gaps)

    def sentences(self, bank: Sequence[str], count: int) -> str:
        """Write different sentences one after another."""
        return "".join([sentence.format_map(self.gaps) for sentence in self.random.sample(bank, count)])

    def heading(self, text: str) -> None:
        self.blocks.append(f"## {text}" if self.is_rich else text)

    def part(self, head: str, bank: Sequence[str], budget: int) -> None:
        """Write paragraphs of about *budget* characters, the first one beginning with *head*."""
        written = 0
        while written < budget or not written:
            block = self._block(bank, head if not written else "")
            self.blocks.append(block)
            written += len(block)

    def _block(self, bank: Sequence[str], head: str) -> str:
        chance = self.random.random() if self.is_rich else 1.0
        if not head and chance < 0.12:
            return "\n".join(f"- {sentence.format_map(self.gaps)}" for sentence in self.random.sample(bank, 3))
        text = self.sentences(bank, self.random.randint(2, 5))
        if head and self.is_rich:
            return f"**{head}**{text}"
        if chance < 0.2:
            return f"{text}详见[依申请公开办法](/apply/)和[有关说明](https://example.org/shuoming?n={len(text)})。"
        return head + text

    def table(self) -> None:
        """Add a table, to few of the documents that have any markup."""
        if self.is_rich and self.random.random() < TABLE_SHARE:
            rows = [f"| {self.gaps['place']} | {self.gaps['n']} | {self.gaps['month']}月 |" for _ in range(4)]
            self.blocks.append("\n".join(("| 地点 | 数量 | 完成时间 |", "| --- | ---: | --- |", *rows)))

    def text(self) -> str:
        return "\n\n".join(self.blocks) + "\n"


def _proposal_text(case: Case, random: Random) -> str:
    writer = _Writer(random, case)
    writer.blocks.append(writer.sentences(wording.BACKGROUND, 4))
    heads, problems = wording.PROBLEMS
    chosen = random.sample(heads, random.randint(2, 4))
    budget = (writer.length - len(writer.blocks[0])) // (len(chosen) + len(case.asks))
    writer.heading("一、存在的主要问题")
    for index, head in enumerate(chosen):
        writer.part(f"（{_NUMERALS[index]}）{head}。", problems, budget)
    writer.table()
    writer.heading(f"二、{case.session.kind}内容" if case.session.body == "政协" else "二、具体建议")
    label = random.choice(("（{}）", "第{}，"))
    for index, ask in enumerate(case.asks):
        writer.part(f"{label.format(_NUMERALS[index])}{ask}。", wording.ADVICE, budget)
    return writer.text()


def _reply_text(answer: Answer, random: Random) -> str:
    case = answer.cases[-1]
    writer = _Writer(random, case)
    numbers = "、".join(f"第{one.number}号" for one in answer.cases)
    people = "委员" if case.session.body == "政协" else "代表"
    to, manner = "、".join(case.proposers).replace("、等", "等") + people, "您提出"
    if answer.role == "会办":
        to, manner = case.lead.name, "你单位转来"
    opening = f"{manner}的《{case.title}》（{numbers}）收悉。{writer.sentence(wording.ANSWERS)}现答复如下："
    writer.blocks += [f"{to}：", opening]
    count = len(case.asks)
    adopted = random.randint(max(1, count - 2), count)
    writer.blocks.append(
        f"{case.session.kind}中提出建议{count}条，已采纳落实{adopted}条，落实率{100 * adopted // count}%。"
    )
    budget = (writer.length - 200) // count
    for index, ask in enumerate(case.asks):
        writer.part(f"{_NUMERALS[index]}、针对“{ask}”的建议。", wording.ANSWERS, budget)
    writer.table()
    writer.blocks.append(writer.sentences(wording.NEXT, 2) + writer.sentence(wording.CLOSINGS))
    day = answer.replied
    writer.blocks += [
        f"联系单位：{answer.unit.name}",
        f"联系电话：{_phone(answer.unit)}",
        answer.unit.name,
        f"{day.year}年{day.month}月{day.day}日",
    ]
    return writer.text()


def _phone(unit: wording.Unit) -> str:
    return f"0999-55502{wording.UNITS.index(unit):02d}"


# --- Files ------------------------------------------------------------------------------------------------------------


def _proposal(case: Case, random: Random) -> Document:
    text = _proposal_text(case, random)
    fields = [
        ("标题", case.title),
        ("届次", random.choice((case.session.slug, case.session.name, case.session.alias))),
        ("编号", f'"{case.number}"'),
        ("提案人", f"[{', '.join(case.proposers)}]"),
        ("主办单位", random.choice((case.lead.name, case.lead.short_name))),
    ]
    if case.place_in_session % _EVERY == _WITH_CO_HANDLER:
        fields.append(("会办单位", f"[{case.other.short_name}]"))
    fields += [
        ("提出日期", case.submitted.isoformat()),
        ("交办日期", f"{case.session.year}-03-{random.randint(1, 15):02d}"),
        ("办理期限", f"{case.session.year}-06-{random.randint(10, 28):02d}"),
        ("分类", case.topic.name),
    ]
    if random.random() < 0.04:
        fields.append(("重点", "是"))
    return _document(case.path, fields, text, case, random)


def _reply(answer: Answer, random: Random) -> Document:
    text = _reply_text(answer, random)
    case = answer.cases[-1]
    numbers = [f'"{one.number}"' for one in answer.cases]
    printed = "、".join(f"第{one.number}号" for one in answer.cases)
    manner = "协办意见" if answer.role == "会办" else "再次答复" if answer.follows else "答复"
    count = len(case.asks)
    fields = [
        ("标题", f"{answer.unit.name}关于{case.session.alias}{printed}{case.session.kind}的{manner}"),
        ("届次", case.session.alias),
        ("答复编号", numbers[0] if len(numbers) == 1 else f"[{', '.join(numbers)}]"),
        ("答复单位", random.choice((answer.unit.name, answer.unit.short_name))),
        ("办理方式", answer.role),
        ("文号", f"澜{answer.unit.mark}函〔{answer.replied.year}〕{answer.serial}号"),
        ("答复日期", answer.replied.isoformat()),
        ("公开日期", (answer.replied + timedelta(days=random.randint(7, 40))).isoformat()),
    ]
    if answer.role != "会办":
        letter, words, _ = random.choices(_RESULTS, [weight for *_, weight in _RESULTS])[0]
        adopted = random.randint(max(1, count - 2), count)
        fields += [
            ("办理结果", letter if case.session.year <= _LETTERS_UNTIL else words),
            ("建议采纳", f"{{建议: {count}, 涉及本单位: {count}, 采纳: {adopted}, 落实率: {100 * adopted // count}%}}"),
            ("满意度", random.choice(("非常满意", "满意", "满意", "满意", "基本满意"))),
        ]
    if answer.follows:
        fields.append(("再次答复", answer.follows))
    fields.append(("联系", f'{{单位: {answer.unit.name}, 电话: "{_phone(answer.unit)}"}}'))
    return _document(answer.path, fields, text, case, random)


def _document(path: str, fields: list[tuple[str, str]], text: str, case: Case, random: Random) -> Document:
    """Finish a document: draw its attribute, and give it what the attribute asks for."""
    state, words, _ = random.choices(_ATTRIBUTES, [weight for *_, weight in _ATTRIBUTES])[0]
    fields.append(("信息公开属性", random.choice(words)))
    if state != "public":
        fields.append(("不公开理由", random.choice(wording.REASONS)))
    if state == "summary":
        gaps = _Gaps(random, case)
        fields.append(("摘要", "".join(random.choice(wording.ANSWERS).format_map(gaps) for _ in range(3))))
    if state == "redacted":
        text = _marked(text, case, random)
    head = "".join(f"{label}: {value}\n" for label, value in fields)
    return Document(path, f"---\n{head}---\n\n{text}")


def _marked(text: str, case: Case, random: Random) -> str:
    """Put two passages that are taken out into a text: one within a sentence, one as a paragraph of its own."""
    gaps = _Gaps(random, case)
    inline, block = (random.choice(wording.REDACTED).format_map(gaps) for _ in range(2))
    paragraphs = text.split("\n\n")
    paragraphs.insert(2, f"另据了解，[[不公开：个人隐私|{inline}]]，我们一并作了考虑。")
    paragraphs.insert(4, f"::: 不公开 个人隐私\n{block}。\n:::")
    return "\n\n".join(paragraphs)


def _vocabulary() -> Iterator[Document]:
    yield Document("site.yml", _SITE)
    for order, unit in enumerate(wording.UNITS, 1):
        lines = (f"名称: {unit.name}", f"简称: {unit.short_name}", f'电话: "{_phone(unit)}"', f"排序: {order}")
        yield Document(f"departments/{unit.slug}.yml", "\n".join(lines) + "\n")
    for session in sessions():
        held = (
            f"机构: {session.body}",
            f"名称: {session.name}",
            f"届: {session.term}",
            f"次: {session.meeting}",
            f"年份: {session.year}",
            f"别名: [{session.alias}]",
            f"结果分类: {{{', '.join(f'{letter}: {words}' for letter, words, _ in _RESULTS)}}}",
        )
        yield Document(f"sessions/{session.slug}.yml", "\n".join(held) + "\n")
    yield Document("topics.yml", "".join(f"- 名称: {topic.name}\n" for topic in wording.TOPICS))


_SITE = """\
名称: 澜川市建议提案答复公开（测速用，虚构城市）
网址: https://example.org/
主办单位: 澜川市建议提案办理联席办公室（虚构）
联系: {电话: "0999-5550100", 地址: 澜川市青简路1号（虚构地址）, 邮编: "000000"}
公开: {依申请公开: 列目录, 不予公开: 计数, 个人信息: 拒绝}
纠错: https://example.org/jiucuo
"""


def _reports(answers: Sequence[Answer]) -> Iterator[Document]:
    """Report, for every year, what the whole city and some units handled."""
    for year in YEARS:
        of_year = [answer for answer in answers if answer.cases[0].session.year == year]
        for unit in (None, *REPORTING_UNITS):
            handled = sum(unit in (None, answer.unit) for answer in of_year)
            name = unit.name if unit else "澜川市"
            fields = [("标题", f"{name}{year}年度建议提案办理总体情况"), ("年份", str(year))]
            if unit:
                fields.append(("单位", unit.short_name))
            fields += [("数据", f"{{承办: {handled}, 办复: {handled}, 办复率: 100%}}"), ("信息公开属性", "可以公开")]
            text = (
                f"{year}年，{name}共承办建议提案{handled}件，全部办复。\n\n办理中先见面、后动笔，答复以后继续报账。\n"
            )
            yield _plain(f"reports/{year}/{unit.slug if unit else 'zongti'}.md", fields, text)


def _articles(documents: int, cases: Sequence[Case], seed: int) -> Iterator[Document]:
    """Write a meeting a year, an update for every two hundred documents, and the standing pages."""
    for year, case in zip(YEARS, cases, strict=False):
        writer = _Writer(_random(seed, f"meeting {year}"), case)
        for unit in wording.UNITS[:4]:
            writer.blocks += [f"## {unit.short_name}的回应", unit.short_name, writer.sentences(wording.ANSWERS, 6)]
        fields = [("标题", f"{year}年专题协商会"), ("日期", f"{year}-09-15"), ("主题", case.topic.name)]
        yield _plain(f"meetings/{year}/xieshang.md", [*fields, ("信息公开属性", "可以公开")], writer.text())
    for index, case in enumerate(cases[: documents // UPDATE_EVERY]):
        year = YEARS[index % len(YEARS)]
        writer = _Writer(_random(seed, f"update {index}"), case)
        writer.blocks.append(writer.sentences(wording.ANSWERS, 12))
        fields = [("标题", f"{case.place}的办理进展（{index + 1}）"), ("日期", f"{year}-07-{index % 28 + 1:02d}")]
        yield _plain(f"updates/{year}/{index:04d}.md", [*fields, ("信息公开属性", "可以公开")], writer.text())
    for name, title in (("about", "关于本站"), ("apply", "依申请公开"), ("guide", "使用说明")):
        text = "本站用来测量构建的快慢，澜川市是虚构的城市。\n"
        yield _plain(f"pages/{name}.md", [("标题", title), ("信息公开属性", "可以公开")], text)


def _plain(path: str, fields: Iterable[tuple[str, str]], text: str) -> Document:
    head = "".join(f"{label}: {value}\n" for label, value in fields)
    return Document(path, f"---\n{head}---\n\n{text}")


def main() -> None:
    """Make the archive that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    count = write(options.folder, archive(options.documents, options.seed))
    print(f"{count} files in {options.folder}")


if __name__ == "__main__":
    main()
