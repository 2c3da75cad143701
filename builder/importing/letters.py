"""Read a reply: what stands above the letter, its greeting and first sentence, its text, and what stands under it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from builder.importing import (
    closings,
    dates,
    figures,
    furniture,
    labels,
    markdown,
    numbers,
    openings,
    paragraphs,
    people,
    sessions,
    titles,
)
from builder.importing.folding import HAN, closed, folded, squeezed
from builder.importing.pieces import Dropped, Piece
from builder.importing.records import DOUBTFUL, LIKELY, SURE, Record, Value, doubt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from builder.diagnostics import Diagnostic
    from builder.importing.labels import Labelled
    from builder.importing.parts import Part

Note: TypeAlias = "Callable[..., None]"
"""Notes a doubt: its code, its line, the field it is about."""


class Head(NamedTuple):
    """What the lines above a text say."""

    values: dict[str, list[Value]]
    """Every statement of each field, in order."""
    rest: tuple[Piece, ...]
    """Lines that state no field: titles, and what nobody knows."""
    words: tuple[str, ...]
    """What of the lines went into fields."""
    dropped: tuple[Dropped, ...]


def read(source: str, pieces: Sequence[Piece], part: Part) -> Record:
    """Read one letter."""
    letter = list(pieces[part.text : part.end])
    head = read_head(pieces[part.start : part.text])
    tail, tail_places = _tail_fields(letter)
    closing = closings.read([piece for place, piece in enumerate(letter) if place not in tail_places], 0)
    kept = [piece for place, piece in enumerate(letter) if place not in tail_places]
    # Above the date only what is surely no text is left out; a form for the member's opinion may stand there.
    is_imprint = [
        place >= closing.end or (closing.signed is None and place in closing.imprint) for place in range(len(kept))
    ]
    text = [piece for piece, is_out in zip(kept, is_imprint, strict=True) if not is_out]
    below = [piece for piece, is_out in zip(kept, is_imprint, strict=True) if is_out]
    dropped = [*head.dropped, *(Dropped(piece.line, piece.text, "imprint") for piece in below)]
    whole = paragraphs.joined(text)
    opening_piece = _opening_paragraph(whole)
    opening = openings.read(opening_piece.text)
    values: dict[str, Value] = {}
    doubts: list[Diagnostic] = []

    def note(code: str, line: int, name: str | None = None, **more: object) -> None:
        doubts.append(doubt(source, code, line, name, **more))

    title, titled = _title(head.rest, note)
    if title:
        values["title"] = title
    dropped += titled.dropped
    greeting = people.greeted(text[0].text)
    if greeting and (greeting.is_unit or (greeting.is_collective and _is_opinion(title, opening_piece.text))):
        # A co-handler writes to the lead unit, and names the member in its first sentence.
        greeting = people.named_in(opening_piece.text)
    if greeting:
        values["proposers"] = Value(greeting, text[0].text, text[0].line)
    place = Value(opening_piece.text, opening_piece.text, opening_piece.line)
    _session(values, title, place, head, note)
    _numbers(values, title, titled.numbers, place, head, note)
    _department(values, title, titled, closing, head, kept, note)
    _opening(values, opening, title, opening_piece)
    _stated(values, head, tail, titled)
    _dates(values, closing, head, note)
    adoption = next(((figures.adoption(p.text), p) for p in whole[:12] if figures.adoption(p.text)), None)
    if adoption and adoption[0]:
        values["adoption"] = Value(adoption[0].values, adoption[0].raw, adoption[1].line)
    signer = closing.units[0] if closing.units else (values["department"].value if "department" in values else "")
    contact = closings.contact([*text, *below][-18:], signer)
    if contact:
        values["contact"] = Value(contact, contact.raw, contact.line, LIKELY if not contact.phone else SURE)
    if title and titles.is_second_reply(title.value):
        values["second_reply"] = Value(value=True, raw=title.value, line=title.line)
    for piece in titled.unplaced:
        dropped.append(Dropped(piece.line, piece.text, "unplaced"))
        note("I116", piece.line)
    return Record(
        source=source,
        line=pieces[part.start].line,
        type="reply",
        kind=_kind(values, greeting, title, opening_piece),
        reasons=part.reasons,
        fields=values,
        head=(*head.words, *titled.words, *(letter[place].text for place in sorted(tail_places))),
        body=markdown.blocks(whole),
        mobiles=closings.mobiles([piece.text for piece in pieces[part.start : part.end]]),
        dropped=tuple(dropped),
        doubts=tuple(doubts),
    )


def _is_opinion(title: Value | None, opening: str) -> bool:
    """Tell whether a letter is the opinion of a co-handler."""
    return bool(title and titles.role_in(title.value)) or bool(re.search("(?:会办|协办)(?:的)?意见", folded(opening)))


def _opening_paragraph(whole: Sequence[paragraphs.Paragraph]) -> paragraphs.Paragraph:
    """Find the first sentence of a letter among its first paragraphs."""
    found = (paragraph for paragraph in whole[:5] if openings.is_opening(folded(paragraph.text)))
    return next(found, whole[min(1, len(whole) - 1)])


# --- the head ---------------------------------------------------------------------------------------------------
def read_head(pieces: Sequence[Piece]) -> Head:
    """Read labels, catalogue rows and web lines; what is left are titles, and lines that nobody knows."""
    values: dict[str, list[Value]] = {}
    rest: list[Piece] = []
    words: list[str] = []
    dropped: list[Dropped] = []
    is_list = is_apart = False
    for piece in _with_rows(_with_whole_numbers(pieces)):
        if is_list and people.is_unit_name(piece.text):  # the publisher, in a catalogue that lost its labels
            _add(values, "publisher", Value(squeezed(piece.text), piece.text, piece.line, LIKELY))
            dropped.append(Dropped(piece.line, piece.text, "catalogue"))
            continue
        is_list = labels.is_catalogue_value(piece.text)
        catalogue = labels.catalogue(piece.text, piece.form)
        if catalogue is not None:
            _keep_catalogue(values, catalogue, piece)
            dropped.append(Dropped(piece.line, piece.text, "catalogue"))
            continue
        if is_list:
            dropped.append(Dropped(piece.line, piece.text, "catalogue"))
            continue
        web = furniture.web_head(piece.text, piece.fold)
        if web and not titles.is_reply_title(folded(closed(piece.text))):
            if web.published:
                _add(values, "published", Value(web.published.iso, web.published.raw, piece.line))
            if web.source:
                _add(values, "publisher", Value(web.source, web.source, piece.line, LIKELY))
            dropped.append(Dropped(piece.line, piece.text, "web-head"))
            continue
        if piece.form == "row":
            text = labels.with_colons(piece.text)
            piece = piece._replace(text=text, fold=folded(text))  # noqa: PLW2901 - the same line, as it is read
        left, items = _stated_on(piece)
        for item in items:
            _add(values, item.field, Value(item.value, piece.text[item.start : item.end].strip(), piece.line))
        if not left:
            words.append(piece.text)
            is_apart = True  # what stands above a label and what stands below it are not one title
            continue
        words += [piece.text[item.start : item.end] for item in items]
        rest.append(piece._replace(text=left, fold=folded(left), is_apart=piece.is_apart or is_apart))
        is_apart = False
    return Head(values, tuple(rest), tuple(words), tuple(dropped))


_NUMBERS_FIRST_HALF = re.compile(rf"^[{HAN}]{{2,12}}$")
_NUMBERS_OTHER_HALF = re.compile(r"^[〔\[(【]\s*(?:19|20)\d\d\s*[〕\])】]\s*(?:第\s*)?\d{1,5}\s*号")


def _with_whole_numbers(pieces: Sequence[Piece]) -> list[Piece]:
    """Put a document number together that is broken over two lines."""
    found: list[Piece] = []
    for piece in pieces:
        if found and _NUMBERS_OTHER_HALF.match(piece.fold) and _NUMBERS_FIRST_HALF.match(found[-1].fold):
            found[-1] = found[-1]._replace(text=found[-1].text + piece.text, fold=found[-1].fold + piece.fold)
        else:
            found.append(piece)
    return found


def _with_rows(pieces: Sequence[Piece]) -> list[Piece]:
    texts = labels.as_rows([piece.text for piece in pieces])
    return [
        piece._replace(text=text, fold=folded(text), form="row") if text != piece.text else piece
        for piece, text in zip(pieces, texts, strict=True)
    ]


def _stated_on(piece: Piece) -> tuple[str, list[Labelled]]:
    """Find what a line states; where much of it is left over it is no line of labels, but a title."""
    common = labels.common(piece.text)
    found = [
        *labels.attributes(piece.text),
        *labels.results(piece.text),
        *labels.signers(piece.text),
        *labels.doc_numbers(piece.text),
    ]
    found = [item for item in found if not any(other.start <= item.start < other.end for other in common)] + common
    left = labels.remainder(piece.text, found)
    plain = re.sub(r"[\W_]", "", left)
    is_number = numbers.on_a_line(left) is not None
    if found and len(plain) > max(8, len(piece.text) // 3) and not common and not is_number:
        return piece.text, []
    return (left if plain else ""), found


def _keep_catalogue(values: dict[str, list[Value]], rows: Iterable[Labelled], piece: Piece) -> None:
    for row in rows:
        if not row.value:
            continue
        if row.field in {"signed", "published"}:
            day = dates.find(row.value)
            if day:
                _add(values, row.field, Value(day.iso, row.value, piece.line, LIKELY))
        elif row.field == "disclosure":
            found = labels.attributes(f"公开属性:{row.value}")
            if (found and labels.attributes(row.value)) or labels.attributes(f"({row.value})"):
                _add(values, "disclosure", Value(row.value, row.value, piece.line))
        elif row.field == "doc_number":
            for number in labels.doc_numbers(row.value):
                _add(values, "doc_number", Value(number.value, row.value, piece.line))
        elif row.field:
            _add(
                values,
                row.field if row.field != "title" else "listed_title",
                Value(row.value, row.value, piece.line, LIKELY),
            )


def _add(values: dict[str, list[Value]], name: str, value: Value) -> None:
    values.setdefault(name, []).append(value)


# --- the title --------------------------------------------------------------------------------------------------
class _Titled(NamedTuple):
    """What the lines that state no label turned out to be."""

    dropped: tuple[Dropped, ...]
    numbers: Value | None
    units: tuple[Value, ...]
    doc_number: Value | None
    words: tuple[str, ...]
    """What of them went into fields."""
    unplaced: tuple[Piece, ...]


def _title(rest: Sequence[Piece], note: Note) -> tuple[Value | None, _Titled]:
    """Take the letter's own title, the last one above the greeting; the one on the web page is a copy of it."""
    dropped: list[Dropped] = []
    number, units, words, rest = _lines_of_their_own(rest, dropped)
    rest, repeats = titles.distinct(rest)
    dropped += [Dropped(piece.line, piece.text, "repeated") for piece in repeats]
    found = titles.reply_titles(rest)
    used = {place for title in found for place in title.places}
    others = [place for place in range(len(rest)) if place not in used]
    if not found:
        title, others = _topic(rest, others, note)
    else:
        last = found[-1]
        title = Value(last.text, " ".join(rest[place].text for place in last.places), rest[last.places[0]].line)
        copies = (rest[place] for copy in found[:-1] for place in copy.places)
        dropped += [Dropped(piece.line, piece.text, "repeated") for piece in copies]
    doc_number = None
    if title:
        words.append(title.raw)
        title, doc_number = _without_doc_number(title)
        others = [place for place in others if not _repeats(rest[place], title.value, dropped)]
    unplaced = tuple(rest[place] for place in others)
    return title, _Titled(tuple(dropped), number, tuple(units), doc_number, tuple(words), unplaced)


def _lines_of_their_own(
    lines: Sequence[Piece], dropped: list[Dropped]
) -> tuple[Value | None, list[Value], list[str], list[Piece]]:
    """Find the line that is a number, and those that are a unit or a letterhead."""
    number, units, words = None, [], []
    left: list[Piece] = []
    for place, piece in enumerate(lines):
        below = lines[place + 1] if place + 1 < len(lines) else None
        on_line, letterhead = numbers.on_a_line(piece.text), labels.letterhead(piece.text)
        if on_line and not (left and titles.is_unfinished(left[-1].fold)):
            number = number or Value(on_line.values, piece.text, piece.line)
            words.append(piece.text)
        elif letterhead:
            units.append(Value(squeezed(letterhead.value), letterhead.value, piece.line))
            words.append(letterhead.value)
            dropped.append(Dropped(piece.line, piece.text[letterhead.end :].strip(), "letterhead"))
        elif people.is_unit_name(piece.text) and not (below and not below.is_apart and re.match("关于|对", below.fold)):
            units.append(Value(squeezed(piece.text), piece.text, piece.line, LIKELY))
            words.append(piece.text)
        else:
            left.append(piece)
    return number, units, words, left


def _topic(rest: Sequence[Piece], places: Sequence[int], note: Note) -> tuple[Value | None, list[int]]:
    """Where no line ends as the title of a reply does, a topic may be all the title there is."""
    for group in reversed(_groups(places)):
        joined = closed(" ".join(rest[place].text for place in group))
        fold = folded(joined)
        if titles.is_topic_title(fold) or titles.is_proposal_title(fold) or titles.speaks_of_one(fold):
            note("I102", rest[group[0]].line, "title")
            raw = " ".join(rest[place].text for place in group)
            return Value(joined, raw, rest[group[0]].line, LIKELY), [place for place in places if place not in group]
    return None, list(places)


def _groups(places: Sequence[int]) -> list[list[int]]:
    groups: list[list[int]] = []
    for place in places:
        if groups and groups[-1][-1] == place - 1:
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


_BRACKETED_DOC_NUMBER = re.compile(r"^\s*[\[(【]\s*|\s*[\])】]\s*$")


def _without_doc_number(title: Value) -> tuple[Value, Value | None]:
    """Take a document number that a web title carries out of the title."""
    for number in labels.doc_numbers(title.value):
        before, after = title.value[: number.start].rstrip(), title.value[number.end :].lstrip()
        if (not before or before[-1] in "[(（【［〔") and (not after or after[0] in "])）】］〕"):
            text = before[:-1] + after[1:] if before and after else (before + after).strip("[]()（）【】［］")
            return title._replace(value=text.strip()), Value(number.value, number.value, title.line)
        if not before or not after:
            return title._replace(value=(before + after).strip()), Value(number.value, number.value, title.line)
    return title, None


def _repeats(piece: Piece, title: str, dropped: list[Dropped]) -> bool:
    if squeezed(piece.fold) in squeezed(folded(title)):
        dropped.append(Dropped(piece.line, piece.text, "repeated"))
        return True
    return False


# --- fields -----------------------------------------------------------------------------------------------------
def _session(values: dict[str, Value], title: Value | None, opening: Value, head: Head, note: Note) -> None:
    sources = [title, opening, *head.values.get("session_label", ()), *head.values.get("listed_title", ())]
    found = [(sessions.find(source.value), source) for source in sources if source]
    named = [(session, source) for session, source in found if session]
    if not named:
        note("I103", opening.line, "session")
        return
    first, place = named[0]
    same = [
        (session, source) for session, source in named if (session.term, session.meeting) == (first.term, first.meeting)
    ]
    best, place = max(same, key=lambda item: (bool(item[0].kind), len(item[0].body)))
    values["session"] = Value(best, best.raw, place.line, SURE if best.kind else DOUBTFUL)
    if len(same) < len([item for item in named if item[1] in (title, opening)]):
        note("I104", place.line, "session")


def _numbers(
    values: dict[str, Value], title: Value | None, on_line: Value | None, opening: Value, head: Head, note: Note
) -> None:
    found: list[Value] = []
    for source in (title, opening):
        read = numbers.find(source.value[:300]) if source else None
        if source and read:
            found.append(Value(read.values, read.raw, source.line))
    if on_line:
        found.insert(1 if title and found and found[0].line == title.line else 0, on_line)
    for labelled in head.values.get("number", ()):
        read = numbers.after_a_label(labelled.value)
        if read:
            found.append(Value(read.values, labelled.raw, labelled.line))
    if not found:
        note("I105", opening.line, "numbers")
        return
    best = max(found, key=lambda value: (len(value.value), -found.index(value)))
    values["numbers"] = best
    keys = {_key(number) for number in best.value}
    if any(not {_key(number) for number in other.value} <= keys for other in found):
        values["numbers"] = best._replace(confidence=DOUBTFUL)
        note("I106", best.line, "numbers")


def _key(number: str) -> str:
    return squeezed(folded(number)).upper().lstrip("0")


def _department(
    values: dict[str, Value],
    title: Value | None,
    titled: _Titled,
    closing: closings.Closing,
    head: Head,
    letter: Sequence[Piece],
    note: Note,
) -> None:
    """Take the unit that signs, in the fullest form that the letter prints of its name."""
    firm: list[Value] = [Value(unit, unit, closing.units_line) for unit in closing.units[:1]]
    if title and titles.unit_in(title.value):
        unit = titles.unit_in(title.value)
        firm.append(Value(unit, unit, title.line))
    firm += [
        value._replace(value=squeezed(value.value)) for value in (*titled.units, *head.values.get("department", ()))
    ]
    weak = [
        value._replace(value=squeezed(value.value), confidence=LIKELY)
        for name in ("publisher",)
        for value in head.values.get(name, ())
        if people.is_unit_name(value.value)
    ]
    contact = closings.contact(letter[-14:], "")
    if contact and contact.unit and people.is_unit_name(contact.unit):
        weak.insert(0, Value(contact.unit, contact.unit, contact.line, LIKELY))
    if not firm and not weak:
        note("I107", letter[0].line, "department")
        return
    chosen = (firm or weak)[0]
    for other in (*firm, *weak):
        if agrees(chosen.value, other.value) and len(other.value) > len(chosen.value):
            chosen = other
    if any(not agrees(chosen.value, other.value) for other in firm):
        chosen = chosen._replace(confidence=DOUBTFUL)
    if not firm or chosen.confidence == DOUBTFUL:
        note("I108", chosen.line, "department", found=chosen.value)
    if len(closing.units) > 1:
        note("I109", closing.units_line, "department", count=len(closing.units))
    values["department"] = chosen


def agrees(one: str, other: str) -> bool:
    """Tell whether one of two names can be a shorter form of the other: 市民政局, 澜川市民政局."""
    short, long = sorted((squeezed(folded(one)), squeezed(folded(other))), key=len)
    rest = iter(long)
    return all(sign in rest for sign in short) and short[-2:] == long[-2:]


def _opening(
    values: dict[str, Value], opening: openings.Opening, title: Value | None, piece: paragraphs.Paragraph
) -> None:
    role = titles.role_in(title.value) if title else ""
    if role and title:
        values["role"] = Value(role, title.value, title.line)
    elif opening.role:
        values["role"] = Value(opening.role, opening.role, piece.line)
    elif opening.is_lead:
        values["role"] = Value("主办", opening.raw_consulted, piece.line, LIKELY)
    if opening.consulted:
        values["consulted"] = Value(opening.consulted, opening.raw_consulted, piece.line, LIKELY)


def _stated(values: dict[str, Value], head: Head, tail: dict[str, list[Value]], titled: _Titled) -> None:
    """Take over what stands behind labels."""
    for name in ("signer", "doc_number", "satisfaction"):
        stated = head.values.get(name) or tail.get(name)
        if stated:
            values[name] = stated[0]
    if titled.doc_number and "doc_number" not in values:
        values["doc_number"] = titled.doc_number
    for name in ("disclosure", "result"):
        stated = [*head.values.get(name, ()), *tail.get(name, ())]
        if stated:
            values[name] = (
                stated[0]._replace(value=tuple(dict.fromkeys(value.value for value in stated)))
                if name == "disclosure"
                else stated[0]
            )
    if "consulted" not in values and head.values.get("consulted"):
        stated = head.values["consulted"]
        values["consulted"] = stated[0]._replace(
            value=tuple(filter(None, map(squeezed, re.split("[、,，;； ]", stated[0].value))))
        )
    if "proposers" not in values and head.values.get("proposers"):
        stated = head.values["proposers"]
        named = people.proposers(stated[0].value)
        if named:
            addressees = people.Addressees(named.names, named.is_collective, named.others, "")
            values["proposers"] = stated[0]._replace(value=addressees)


def _dates(values: dict[str, Value], closing: closings.Closing, head: Head, note: Note) -> None:
    if closing.signed:
        values["replied"] = Value(closing.signed.iso, closing.signed.raw, closing.signed_line)
    else:
        for stated in head.values.get("replied", ()):
            day = dates.find(stated.value)
            if day:
                values["replied"] = Value(day.iso, stated.raw, stated.line)
        for stated in head.values.get("signed", ()):
            values.setdefault("replied", stated)
    published = head.values.get("published")
    if published:
        values["published"] = published[0]
    if "replied" in values and published and values["replied"].value > published[0].value:
        note("I110", values["replied"].line, "replied")


_TAIL_LINES = 14


def _tail_fields(letter: Sequence[Piece]) -> tuple[dict[str, list[Value]], frozenset[int]]:
    """Read attributes and labelled results that stand by themselves under the letter."""
    values: dict[str, list[Value]] = {}
    places: set[int] = set()
    for place in range(max(1, len(letter) - _TAIL_LINES), len(letter)):
        piece = letter[place]
        if len(piece.fold) > 60:
            continue
        found = [*labels.attributes(piece.text), *(item for item in labels.results(piece.text) if ":" in piece.fold)]
        if found and not re.sub(r"[\W_]", "", labels.remainder(piece.text, found)):
            places.add(place)
        elif found and not dates.on_a_line(piece.text):
            continue
        for item in found:
            _add(values, item.field, Value(item.value, piece.text[item.start : item.end].strip(), piece.line))
    return values, frozenset(places)


def _kind(
    values: dict[str, Value], greeting: people.Addressees | None, title: Value | None, opening: paragraphs.Paragraph
) -> str:
    session = values.get("session")
    if session and session.value.kind:
        return str(session.value.kind)
    greeted = "".join(greeting.names) if greeting and greeting.is_collective else ""
    words = squeezed(folded(greeted + (title.value if title else "") + opening.text[:200]))
    if re.search("人大|代表建议|代表提出|议案", words):
        return "suggestion"
    if re.search("政协|提案", words):
        return "proposal"
    if greeting and greeting.noun:
        return "suggestion" if "代表" in greeting.noun else "proposal"
    return "suggestion" if "号建议" in words else ""
