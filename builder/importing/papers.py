"""Read what is no letter: proposals, accounts of a year's handling, speeches of a meeting, news."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from builder.content.printed import dates, numbers, people, sessions
from builder.content.printed.folding import HAN, closed, folded, squeezed
from builder.content.printed.people import Addressees
from builder.importing import figures, furniture, heads, letters, markdown, paragraphs, parts, titles
from builder.importing.closings import mobiles
from builder.importing.pieces import Dropped, Piece
from builder.importing.records import LIKELY, Record, Value, doubt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.diagnostics import Diagnostic
    from builder.importing.parts import Part

_HEAD = 14


# --- proposals --------------------------------------------------------------------------------------------------
def proposal(source: str, pieces: Sequence[Piece], part: Part) -> Record:
    """Read a proposal: its title, the lines below it that say who makes it, and its text."""
    run = list(pieces[part.start : part.end])
    first = _first_of_text(run)
    head = heads.read(run[:first])
    values: dict[str, Value] = {}
    doubts: list[Diagnostic] = []
    dropped = list(head.dropped)
    rest, repeats = titles.distinct(head.rest)
    dropped += [Dropped(piece.line, piece.text, "repeated") for piece in repeats]
    text = list(run[first:])
    words = list(head.words)
    title, rest = _title(rest)
    subject = head.first("subject")
    if title and subject and _NO_TOPIC.search(folded(title.value)):  # 市政协八届三次会议提案: the name of a form
        values["title"] = subject
    elif title or subject:
        values["title"] = title or subject  # type: ignore[assignment] # one of them is there
    else:
        doubts.append(doubt(source, "I101", run[0].line, "title"))
    if title:
        _number_in_title(values)
    left, text = _proposers(values, head, rest, text)
    left = _number(values, head, left)
    used = [piece.text for piece in rest if piece not in left and piece not in text]
    rest = left
    found = [sessions.find(piece.text) for piece in run[: first + 2]]
    stated = [(session, run[place]) for place, session in enumerate(found) if session and session.kind]
    if stated:
        session, piece = max(stated, key=lambda item: len(item[0].body))
        values["session"] = Value(session, session.raw, piece.line)
    for name, target in (("department", "lead"), ("consulted", "co_handlers")):
        for value in head.all(name):
            values[target] = value._replace(value=letters.units_in(value.value))
    if head.all("disclosure"):
        values["disclosure"] = letters.wordings_of(head.all("disclosure"))
    for piece in rest:
        if not _is_repeat(piece, values, dropped):
            dropped.append(Dropped(piece.line, piece.text, "unplaced"))
            doubts.append(doubt(source, "I116", piece.line))
    unused = head.unused(_USED, values["title"].raw if "title" in values else "")
    # What a form says of its subject beside the title is part of the text.
    subjects = [piece for piece in run[:first] if any(piece.text == value.raw for value in head.all("subject"))]
    in_text = {piece.text for piece in subjects if any(piece.text == value.raw for value in unused)}
    text = [*(piece for piece in subjects if piece.text in in_text), *text]
    for value in unused:
        if value.raw not in in_text:
            dropped.append(Dropped(value.line, value.raw, "unplaced"))
            doubts.append(doubt(source, "I116", value.line))
    body = paragraphs.joined(text)
    return Record(
        source=source,
        line=run[0].line,
        type="proposal",
        kind=_kind(values, run),
        reasons=part.reasons,
        fields=values,
        head=(*words, *((title.raw,) if title else ()), *used),
        body=markdown.blocks(body),
        mobiles=mobiles([piece.text for piece in run]),
        dropped=tuple(dropped),
        doubts=tuple(doubts),
    )


_USED = heads.OF_THE_PAGE | {"number", "proposers", "department", "consulted", "disclosure", "session_label"}
_NO_TOPIC = re.compile(r"(?:会议|全会|政协|人大|委员会|年度?)(?:委员|代表)?(?:提案|建议|议案)(?:表|单|登记表)?$")
_TEXT_LABEL = re.compile(
    r"^(?:理由|事由|内容|正文|(?:提案|建议)(?:内容|正文|理由)|情况(?:分析|反映)|(?:具体|有关|工作)?建议|办法|(?:主要)?问题)\s*:"
)
_TEXT_STARTS = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|[(][一二三四五六七八九十]{1,3}[)]|近年来|当前|目前|随着|我就|据|为)"
)


def _first_of_text(run: Sequence[Piece]) -> int:
    """Count the lines of the head: up to the first that is a sentence, or is numbered."""
    for place, piece in enumerate(run[:_HEAD]):
        if parts.is_text(piece) or (place and _can_begin(piece)):
            return place
    return min(len(run), _HEAD)


def _can_begin(piece: Piece) -> bool:
    """Tell whether a short line below others begins the text: numbered, behind 内容：, or a sentence."""
    fold = piece.fold
    is_sentence = fold.endswith("。") and ":" not in fold
    return is_sentence or bool(_TEXT_STARTS.match(fold) or _TEXT_LABEL.match(fold))


def _title(rest: list[Piece]) -> tuple[Value | None, list[Piece]]:
    for first in range(len(rest)):
        for lines in range(1, min(4, len(rest) - first + 1)):
            raw = " ".join(piece.text for piece in rest[first : first + lines])
            if titles.is_proposal_title(folded(squeezed(raw))):
                return Value(closed(raw), raw, rest[first].line), rest[:first] + rest[first + lines :]
    for first, piece in enumerate(rest):
        if titles.is_topic_title(piece.fold):
            return Value(closed(piece.text), piece.text, piece.line, LIKELY), rest[:first] + rest[first + 1 :]
    return None, rest


_NUMBER_AFTER_TITLE = re.compile(r"^(?P<title>.{4,}?)\s*(?P<number>\(\s*第?[^()]{1,12}号\s*\))$")


def _number_in_title(values: dict[str, Value]) -> None:
    """Take a number in parentheses after the title for what it is."""
    title = values["title"]
    found = _NUMBER_AFTER_TITLE.match(folded(title.value))
    read = numbers.on_a_line(title.value[found.start("number") :]) if found else None
    if found and read:
        values["title"] = title._replace(value=title.value[: found.end("title")])
        values.setdefault("numbers", Value(read.values, read.raw, title.line))


def _proposers(
    values: dict[str, Value], head: heads.Head, rest: list[Piece], text: list[Piece]
) -> tuple[list[Piece], list[Piece]]:
    for labelled in head.all("proposers"):
        named = people.proposers(labelled.value)
        first = values.get("proposers")
        if named and first is None:
            values["proposers"] = labelled._replace(
                value=Addressees(named.names, named.is_collective, named.others, "")
            )
        elif named and first:  # 联名人, 附议人
            names = tuple(dict.fromkeys((*first.value.names, *named.names)))
            others = named.others if first.value.others == 0 else first.value.others
            values["proposers"] = first._replace(
                value=first.value._replace(names=names, others=others), raw=f"{first.raw} / {labelled.raw}"
            )
    for place, piece in enumerate(rest):
        named = people.proposers(piece.text) if len(piece.fold) <= 120 and not numbers.on_a_line(piece.text) else None
        if named is None or titles.is_proposal_title(piece.fold):
            continue
        value = Value(Addressees(named.names, named.is_collective, named.others, ""), piece.text, piece.line)
        values.setdefault("proposers", value)
        left = rest[:place] + rest[place + 1 :]
        # A line with an affiliation stays in the text, since no field holds that.
        return left, text if named.is_whole else [piece, *text]
    return rest, text


def _number(values: dict[str, Value], head: heads.Head, rest: list[Piece]) -> list[Piece]:
    for labelled in head.all("number"):
        read = numbers.after_a_label(labelled.value)
        if read:
            values.setdefault("numbers", Value(read.values, labelled.raw, labelled.line))
    for place, piece in enumerate(rest):
        read = numbers.on_a_line(piece.text)
        if read:
            values.setdefault("numbers", Value(read.values, piece.text, piece.line))
            return rest[:place] + rest[place + 1 :]
    for place, piece in enumerate(rest):
        read = numbers.find(piece.text)
        if read and len(piece.fold) < 60:
            values.setdefault("numbers", Value(read.values, read.raw, piece.line))
            return rest[:place] + rest[place + 1 :]
    return rest


def _is_repeat(piece: Piece, values: dict[str, Value], dropped: list[Dropped]) -> bool:
    title = values.get("title")
    session = values.get("session")
    for kept, reason in ((title, "repeated"), (session, "label")):
        if kept and squeezed(folded(piece.text)) in squeezed(folded(kept.raw)):
            dropped.append(Dropped(piece.line, piece.text, reason))
            return True
    return False


def _kind(values: dict[str, Value], run: Sequence[Piece]) -> str:
    session = values.get("session")
    if session and session.value.kind:
        return str(session.value.kind)
    words = "".join(piece.fold for piece in run[:6])
    if re.search("人大|代表建议|领衔代表|建议人|议案", words):
        return "suggestion"
    if re.search("政协|提案", words):
        return "proposal"
    return ""


# --- accounts of a year -----------------------------------------------------------------------------------------
_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d|[二一][〇零九][〇零一二三四五六七八九]{2})\s*年(?:度)?")
_UNIT_OF_TITLE = re.compile(
    rf"^(?:(?:19|20)\d\d\s*年(?:度|上半年|下半年)?)?(?:关于)?(?P<unit>[{HAN}()]{{2,30}}{people.UNIT_ENDING})(?:关于)?(?:承办|办理)?(?:(?:19|20)\d\d\s*年(?:度)?)?(?:.{{0,12}}?)(?:提案|建议|议案)"
)
_UNIT_OF_TEXT = re.compile(
    rf"(?:^|[,。])(?P<unit>[{HAN}()]{{2,30}}?{people.UNIT_ENDING})(?:共|总共|一共|全年)?(?:承办|办理|收到)"
)
_WE = re.compile("^(?:我|本|全|各|由|经|我们)")


def report(source: str, pieces: Sequence[Piece], part: Part) -> Record:
    """Read an account of handling: its year, its unit and the figures it declares."""
    run = list(pieces[part.start : part.end])
    first = next((place for place, piece in enumerate(run) if parts.is_text(piece)), len(run))
    head = heads.read(run[:first])
    values: dict[str, Value] = {}
    doubts: list[Diagnostic] = []
    dropped = list(head.dropped)
    rest, repeats = titles.distinct(head.rest)
    dropped += [Dropped(piece.line, piece.text, "repeated") for piece in repeats]
    title, rest = _report_title(rest)
    text = paragraphs.joined(run[first:])
    if title:
        values["title"] = title
        _report_year(values, title, text, source, doubts)
    unit = _report_unit(title, text, head, run)
    if unit:
        values["unit"] = unit
    declared = figures.report("".join(paragraph.text for paragraph in text))
    if declared:
        values["figures"] = Value(declared.values, "", text[0].line if text else run[0].line)
    if head.all("disclosure"):
        values["disclosure"] = letters.wordings_of(head.all("disclosure"))
    published = head.first("published")
    if published:
        values["published"] = published
    for piece in rest:
        if people.is_unit_name(piece.text) and unit and letters.agrees(piece.text, unit.value):
            dropped.append(Dropped(piece.line, piece.text, "repeated"))
        else:
            dropped.append(Dropped(piece.line, piece.text, "unplaced"))
            doubts.append(doubt(source, "I116", piece.line))
    return Record(
        source=source,
        line=run[0].line,
        type="report",
        kind=_kind({}, run),
        reasons=part.reasons,
        fields=values,
        head=(*head.words, *((title.raw,) if title else ())),
        body=markdown.blocks(text),
        mobiles=mobiles([piece.text for piece in run]),
        dropped=tuple(dropped),
        doubts=tuple(doubts),
    )


def _report_title(rest: list[Piece]) -> tuple[Value | None, list[Piece]]:
    best: tuple[int, int] | None = None
    for first in range(len(rest)):
        for lines in range(1, min(4, len(rest) - first + 1)):
            raw = squeezed("".join(piece.text for piece in rest[first : first + lines]))
            if titles.is_report_title(folded(raw)) and (best is None or (best[0] == first and lines > best[1])):
                best = (first, lines)
    if best is None:
        return None, rest
    first, lines = best
    raw = " ".join(piece.text for piece in rest[first : first + lines])
    return Value(closed(raw), raw, rest[first].line), rest[:first] + rest[first + lines :]


def _report_year(
    values: dict[str, Value], title: Value, text: Sequence[paragraphs.Paragraph], source: str, doubts: list[Diagnostic]
) -> None:
    found = _YEAR.search(folded(title.value))
    if found:
        year = dates.years_in(title.value)
        values["year"] = Value(year[0] if year else None, title.raw, title.line)
        if year:
            return
    years = [year for paragraph in text for year in dates.years_in(paragraph.text)]
    if years:
        values["year"] = Value(years[0], "", title.line, LIKELY)
        doubts.append(doubt(source, "I117", title.line, "year", found=years[0]))
    else:
        values.pop("year", None)
        doubts.append(doubt(source, "I118", title.line, "year"))


def _report_unit(
    title: Value | None, text: Sequence[paragraphs.Paragraph], head: heads.Head, run: Sequence[Piece]
) -> Value | None:
    """Give the unit in its fullest form: of the title, of the sentence that counts, of the signature."""
    found: list[Value] = []
    if title:
        named = _UNIT_OF_TITLE.match(folded(title.value))
        if named and not re.search("人大|政协", named["unit"]):
            unit = title.value[named.start("unit") : named.end("unit")]
            found.append(Value(unit, title.raw, title.line))
    for paragraph in text[:4]:
        fold = folded(paragraph.text)
        for named in _UNIT_OF_TEXT.finditer(fold):
            unit = paragraph.text[named.start("unit") : named.end("unit")]
            if not _WE.match(named["unit"]) and not re.search("人大|政协|会议", named["unit"]):
                found.append(Value(squeezed(unit), unit, paragraph.line))
    found += [
        Value(squeezed(piece.text), piece.text, piece.line) for piece in run[-3:] if people.is_unit_name(piece.text)
    ]
    found += [value for value in head.all("publisher") if people.is_unit_name(value.value)] if not found else []
    return letters.fullest(found) if found else None


# --- speeches ---------------------------------------------------------------------------------------------------
_INTRO = re.compile(r"^(?:(?:19|20)\d\d年)?\d{1,2}月\d{1,2}日[,，]?|^(?:近日|日前|为)")
_THEME = re.compile(r"[“\"《](?P<theme>[^”\"》]{4,60})[”\"》]\s*(?:专题|对口|双周|界别)?(?:协商|议政|座谈|发言)")


def meeting(source: str, pieces: Sequence[Piece], part: Part) -> Record:
    """Read the speeches of a meeting: each under its title, with the line that names the speaker."""
    run = list(pieces[part.start : part.end])
    found = parts.speeches(run)
    begins = (
        place
        for place, piece in enumerate(run)
        if place and (_INTRO.match(piece.fold) or len(piece.fold) > 60 or piece.fold.endswith("。"))
    )
    first = min(next(begins, found[0][0]), found[0][0])
    head = heads.read(run[:first])
    rest, repeats = titles.distinct(head.rest)
    raw = " ".join(piece.text for piece in rest)
    line = rest[0].line if rest else run[0].line
    values = {"title": Value(_meeting_title(rest), raw, line)} if rest else {}
    intro = run[first : found[0][0]]
    words = " ".join([raw, *(piece.text for piece in intro)])
    theme = _THEME.search(words)
    day = next(
        (dates.find(piece.text, dates.PRINTED) for piece in (*rest, *intro) if dates.find(piece.text, dates.PRINTED)),
        None,
    )
    if day:
        values["date"] = Value(day.iso, day.raw, intro[0].line if intro else line)
    if theme:
        values["theme"] = Value(theme["theme"], theme[0], line)
    body = list(markdown.blocks(paragraphs.joined(intro)))
    ends = [*(title for title, _ in found[1:]), len(run)]
    for (title, speaker), end in zip(found, ends, strict=True):
        body.append(f"## {markdown.escaped(run[title].text)}\n{markdown.escaped(run[speaker].text)}")
        body += markdown.blocks(paragraphs.joined(run[speaker + 1 : end]))
    return Record(
        source=source,
        line=run[0].line,
        type="meeting",
        kind="proposal" if "政协" in words else "",
        reasons=part.reasons,
        fields=values,
        head=(*head.words, raw),
        body=tuple(body),
        mobiles=mobiles([piece.text for piece in run]),
        dropped=(*head.dropped, *(Dropped(piece.line, piece.text, "repeated") for piece in repeats)),
    )


def _meeting_title(rest: Sequence[Piece]) -> str:
    joined = ""
    for piece in rest:
        text = piece.text
        joined += text if not joined or text.startswith(("—", "-", "－")) else f" {text}"
    return re.sub(r"[ \u3000]+", " ", joined)


# --- news -------------------------------------------------------------------------------------------------------
_BYLINE_MARKS = re.compile(r"^[\W_]+")


def articles(source: str, pieces: Sequence[Piece], part: Part) -> list[Record]:
    """Read the articles of a news page, each from the title above its byline."""
    run = list(pieces[part.start : part.end])
    bylines = [place for place, piece in enumerate(run) if parts.is_byline(piece) and len(piece.fold) <= 80]
    starts = [_title_above(run, place) for place in bylines] or [0]
    starts[0] = 0
    ends = [*starts[1:], len(run)]
    return [_article(source, run[start:end], part) for start, end in zip(starts, ends, strict=True)]


def _title_above(run: Sequence[Piece], byline: int) -> int:
    place = byline
    while place and byline - place < 3 and len(run[place - 1].fold) <= 60 and not run[place - 1].fold.endswith("。"):
        place -= 1
    return place


def _article(source: str, run: Sequence[Piece], part: Part) -> Record:
    begins = (place for place, piece in enumerate(run) if place and parts.is_text(piece) and not parts.is_byline(piece))
    first = next(begins, min(1, len(run) - 1))
    values: dict[str, Value] = {}
    rest: list[Piece] = []
    dropped: list[Dropped] = []
    for piece in run[:first]:
        web = furniture.web_head(piece.text, piece.fold)
        if parts.is_byline(piece) and len(piece.fold) <= 80:
            values["author"] = Value(_BYLINE_MARKS.sub("", piece.text).strip("()（）"), piece.text, piece.line)
        elif web:
            if web.published:
                values["date"] = Value(web.published.iso, web.published.raw, piece.line)
            if web.source:
                values["source"] = Value(web.source, web.source, piece.line)
            dropped.append(Dropped(piece.line, piece.text, "web-head"))
        else:
            rest.append(piece)
    rest, repeats = titles.distinct(rest)
    dropped += [Dropped(piece.line, piece.text, "repeated") for piece in repeats]
    if rest:
        raw = " ".join(piece.text for piece in rest)
        values["title"] = Value(_news_title(raw), raw, rest[0].line)
    text = [piece._replace(text=piece.text) for piece in run[first:]]
    body: list[str] = []
    for paragraph in paragraphs.joined(text):
        heading = paragraph.form == "heading"
        body += [f"## {markdown.escaped(paragraph.text)}"] if heading else markdown.blocks([paragraph])
    return Record(
        source=source,
        line=run[0].line,
        type="update",
        reasons=part.reasons,
        fields=values,
        head=tuple(values[name].raw for name in ("title", "author") if name in values),
        body=tuple(body),
        mobiles=mobiles([piece.text for piece in run]),
        dropped=tuple(dropped),
    )


_GAP_AFTER_SIGN = re.compile(r"(?<=[：:，。！？、]) +")


def _news_title(raw: str) -> str:
    return re.sub(r"[ \u3000]+", " ", _GAP_AFTER_SIGN.sub("", raw)).strip()
