"""
Read what stands above a text: labels, rows of a catalogue, the line of the web page, letterhead, number and title.

What is left over has no place, and is listed as such: nothing above a text is lost in silence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from builder.content.printed import dates, numbers, people
from builder.content.printed.folding import HAN, closed, folded, squeezed
from builder.importing import furniture, labels, titles
from builder.importing.pieces import Dropped, Piece
from builder.importing.records import LIKELY, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from builder.importing.labels import Labelled


class Head(NamedTuple):
    """What the lines above a text say."""

    values: dict[str, list[Value]]
    """Every statement of each field, in order."""
    rest: tuple[Piece, ...]
    """Lines that state no field: titles, and what nobody knows."""
    words: tuple[str, ...]
    """What of the lines went into fields."""
    dropped: tuple[Dropped, ...]

    def all(self, name: str) -> list[Value]:
        """Give every statement of a field."""
        return self.values.get(name, [])

    def first(self, name: str) -> Value | None:
        """Give the first statement of a field, if there is one."""
        return next(iter(self.all(name)), None)

    def unused(self, used: frozenset[str], title: str) -> list[Value]:
        """Give the statements that no field is made from, but for those that the title repeats."""
        stated = (value for name, values in self.values.items() if name not in used for value in values)
        return [value for value in stated if squeezed(folded(value.value)) not in squeezed(folded(title))]


OF_THE_PAGE = frozenset({"publisher", "published", "listed_title", "signed"})
"""What a web page says about itself; it is listed as that, whether or not a field is made from it."""


class Titled(NamedTuple):
    """What the lines that state no label turned out to be."""

    title: Value | None
    is_topic: bool
    """It is no more than a topic, without the words of a reply."""
    numbers: Value | None
    units: tuple[Value, ...]
    doc_number: Value | None
    words: tuple[str, ...]
    """What of the lines went into fields."""
    dropped: tuple[Dropped, ...]
    unplaced: tuple[Piece, ...]


def read(pieces: Sequence[Piece]) -> Head:
    """Read labels, catalogue rows and web lines; what is left are titles, and lines that nobody knows."""
    values: dict[str, list[Value]] = {}
    rest: list[Piece] = []
    words: list[str] = []
    dropped: list[Dropped] = []
    is_list = is_apart = False
    for piece in _with_rows(_with_whole_numbers(pieces)):
        if is_list and people.is_unit_name(piece.text):  # the publisher, in a catalogue that lost its labels
            add(values, "publisher", Value(squeezed(piece.text), piece.text, piece.line, LIKELY))
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
                add(values, "published", Value(web.published.iso, web.published.raw, piece.line))
            if web.source:
                add(values, "publisher", Value(web.source, web.source, piece.line, LIKELY))
            dropped.append(Dropped(piece.line, piece.text, "web-head"))
            continue
        if piece.form == "row":
            text = labels.with_colons(piece.text)
            piece = piece._replace(text=text, fold=folded(text))  # noqa: PLW2901 - the same line, as it is read
        left, items = _stated_on(piece)
        for item in items:
            add(values, item.field, Value(item.value, piece.text[item.start : item.end].strip(), piece.line))
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
                add(values, row.field, Value(day.iso, row.value, piece.line, LIKELY))
        elif row.field == "disclosure":
            found = labels.attributes(f"公开属性:{row.value}")
            if (found and labels.attributes(row.value)) or labels.attributes(f"({row.value})"):
                add(values, "disclosure", Value(row.value, row.value, piece.line))
        elif row.field == "doc_number":
            for number in labels.doc_numbers(row.value):
                add(values, "doc_number", Value(number.value, row.value, piece.line))
        elif row.field:
            add(
                values,
                row.field if row.field != "title" else "listed_title",
                Value(row.value, row.value, piece.line, LIKELY),
            )


def add(values: dict[str, list[Value]], name: str, value: Value) -> None:
    """Note one more statement of a field."""
    values.setdefault(name, []).append(value)


# --- the title --------------------------------------------------------------------------------------------------
def titled(rest: Sequence[Piece]) -> Titled:
    """Take the letter's own title, the last one above the greeting; the one on the web page is a copy of it."""
    dropped: list[Dropped] = []
    number, units, words, rest = _lines_of_their_own(rest, dropped)
    rest, repeats = titles.distinct(rest)
    dropped += [Dropped(piece.line, piece.text, "repeated") for piece in repeats]
    found = titles.reply_titles(rest)
    used = {place for title in found for place in title.places}
    others = [place for place in range(len(rest)) if place not in used]
    if found:
        last = found[-1]
        title: Value | None = Value(last.text, _words_at(rest, last.places), rest[last.places[0]].line)
        copies = (rest[place] for copy in found[:-1] for place in copy.places)
        dropped += [Dropped(piece.line, piece.text, "repeated") for piece in copies]
    else:
        title, others = _topic(rest, others)
    doc_number = None
    if title:
        words.append(title.raw)
        title, doc_number = _without_doc_number(title)
        others = [place for place in others if not _repeats(rest[place], title.value, dropped)]
    return Titled(
        title=title,
        is_topic=title is not None and not found,
        numbers=number,
        units=tuple(units),
        doc_number=doc_number,
        words=tuple(words),
        dropped=tuple(dropped),
        unplaced=tuple(rest[place] for place in others),
    )


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


def _topic(rest: Sequence[Piece], places: Sequence[int]) -> tuple[Value | None, list[int]]:
    """Where no line ends as the title of a reply does, a topic may be all the title there is."""
    for group in reversed(_groups(places)):
        raw = _words_at(rest, group)
        fold = folded(closed(raw))
        if titles.is_topic_title(fold) or titles.is_proposal_title(fold) or titles.speaks_of_one(fold):
            left = [place for place in places if place not in group]
            return Value(closed(raw), raw, rest[group[0]].line, LIKELY), left
    return None, list(places)


def _words_at(rest: Sequence[Piece], places: Sequence[int]) -> str:
    return " ".join(rest[place].text for place in places)


def _groups(places: Sequence[int]) -> list[list[int]]:
    groups: list[list[int]] = []
    for place in places:
        if groups and groups[-1][-1] == place - 1:
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


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
