"""
Characters on pages to lines and paragraphs.

A line that fills its column and is followed by one without an indent goes on in it, over the end of a page too.
Centred lines, rows of tables, page numbers and running heads are told by their place.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby, pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# All measures are in heights of a character: of the line, or of most of the text.
_GAP_OF_WORDS = 0.2
_GAP_OF_HAN = 0.4
"""Justified text is spaced up to here."""
_GAP_OF_CELLS = 2.2
_FULL = 2.5
"""From the end of a line to the margin: a word or a mark that did not fit leaves at most this."""
_MOST = 0.7
_FAR_RIGHT = 0.35
"""Of the width of a column."""
_INDENT = 0.8
_APART = 1.9
"""Between the feet of two lines, in usual distances."""

_EDGE = 0.12
"""Of the height of a page, above and below: page numbers stand here."""
_OUTER_EDGE = 0.095
"""Running heads stand here.  A letterhead stands lower, and is the text's."""
_PAGE_NUMBER = re.compile(
    r"[-—–－―~·•\s]*(?:\d{1,4}|[ivxIVX]{1,6})[-—–－―~·•\s]*|第?\s*[\d一二三四五六七八九十百]{1,4}\s*页(?:[\s,，/]*共?\s*第?\s*\d{1,4}\s*页)?"
    r"|\d{1,4}\s*[/／]\s*\d{1,4}|[Pp](?:age|\.)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?"
)
_HEADING = re.compile(
    r"[（(]?[一二三四五六七八九十百]+[、.．)）]|[（(]?\d{1,2}[、.．)）](?!\d)|第[一二三四五六七八九十百]+[条章节]|[①-⑳]"
)
_ENDS = "。！？；：.!?;:…”’）)》】"


class Char(NamedTuple):
    """A character and its box; places are counted from the lower left."""

    text: str
    left: float
    right: float
    bottom: float
    top: float


class Sheet(NamedTuple):
    """A page as it was read."""

    number: int
    chars: list[Char]
    foot: float
    head: float
    turned: str = ""
    """Text that stands at an angle to the rest: a watermark, a label at the side."""


class Row(NamedTuple):
    """Characters at one height."""

    page: int
    parts: tuple[tuple[str, float, float], ...]
    """Texts that stand apart, each with where it begins and ends."""
    bottom: float
    height: float
    """Of its characters."""
    place: float
    """Of its middle on the page: 0 at the foot, 1 at the head."""
    column: int = 0
    dropped: str = ""

    @property
    def text(self) -> str:
        """Join the parts."""
        return "\t".join(text for text, _, _ in self.parts)

    @property
    def left(self) -> float:
        """Tell where it begins."""
        return self.parts[0][1]

    @property
    def right(self) -> float:
        """Tell where it ends."""
        return self.parts[-1][2]


class _Column(NamedTuple):
    """Where the text of a page stands."""

    left: float
    right: float
    pitch: float
    """From the foot of a line to that of the next."""
    height: float


Found: TypeAlias = tuple[str, int, str, str]
"""A text, its page, its form, and why it is left out."""


def lines(sheets: Iterable[Sheet]) -> tuple[list[Found], list[int]]:
    """Read the pages of a document, and say on which the order is doubtful: two columns of text, or tables."""
    pages: list[list[Row]] = []
    doubtful: list[int] = []
    turned: list[Found] = []
    for sheet in sheets:
        rows = _rows(sheet)
        split = _in_columns(rows)
        if split or sum(len(row.parts) > 1 for row in rows) > 3:
            doubtful.append(sheet.number)
        pages.append(split or rows)
        if sheet.turned:
            turned.append((sheet.turned, sheet.number, "line", "running-head"))
    return [*_paragraphs(_without_running_heads(pages)), *turned], doubtful


# --- rows


def _rows(sheet: Sheet) -> list[Row]:
    """Gather the characters of a page into rows, from its head to its foot."""
    chars = [char for char in sheet.chars if char.top > char.bottom]
    spaces = [char for char in chars if char.text.isspace()]
    clusters: list[list[Char]] = []
    for char in sorted((char for char in chars if not char.text.isspace()), key=lambda c: -(c.bottom + c.top)):
        if clusters and _is_level(char, clusters[-1][0]):
            clusters[-1].append(char)
        else:
            clusters.append([char])
    return [_row(sheet, cluster, spaces) for cluster in clusters]


def _is_level(char: Char, first: Char) -> bool:
    return abs(char.bottom + char.top - first.bottom - first.top) < 1.1 * (first.top - first.bottom)


def _row(sheet: Sheet, chars: list[Char], spaces: list[Char]) -> Row:
    height = median(char.top - char.bottom for char in chars)
    level = [space for space in spaces if _is_level(space, chars[0])]
    parts: list[tuple[str, float, float]] = []
    for char in _once(sorted(chars, key=lambda char: char.left), height):
        if not parts or (gap := (char.left - parts[-1][2]) / height) > _GAP_OF_CELLS:
            parts.append((char.text, char.left, char.right))
            continue
        text, left, right = parts[-1]
        is_spaced = any(right - height / 4 <= space.left and space.right <= char.left + height / 4 for space in level)
        is_latin = text[-1].isascii() and char.text.isascii()
        space = " " if is_spaced or gap > (_GAP_OF_WORDS if is_latin else _GAP_OF_HAN) else ""
        parts[-1] = (text + space + char.text, left, max(right, char.right))
    middle = (chars[0].bottom + chars[0].top) / 2
    place = (middle - sheet.foot) / max(sheet.head - sheet.foot, 1)
    return Row(sheet.number, tuple(parts), median(char.bottom for char in chars), height, place)


def _once(chars: list[Char], height: float) -> Iterator[Char]:
    """
    Pass over characters that are printed twice, a little apart, to look bold.

    What a font draws as one sign (ffi, a long dash) stands for several at exactly one place: that is not printed twice.
    """
    last: list[Char] = []
    for char in chars:
        if not any(_is_twice(other, char, height) for other in last[-2:]):
            yield char
        last.append(char)


def _is_twice(other: Char, char: Char, height: float) -> bool:
    apart = char.left - other.left
    is_one_sign = apart < 0.001 * height and not "\u3400" <= char.text <= "\u9fff"
    return char.text == other.text and apart < 0.2 * height and not is_one_sign


# --- columns


def _in_columns(rows: list[Row]) -> list[Row]:
    """Put the rows of a page with two columns of text in order; empty where it has none."""
    pairs = [row for row in rows if len(row.parts) == 2 and all(len(text) >= 8 for text, _, _ in row.parts)]
    if len(pairs) < 6 or len(pairs) < 0.6 * len(rows):
        return []
    begin = median(row.parts[1][1] for row in pairs)
    if sum(abs(row.parts[1][1] - begin) < 2.5 * row.height for row in pairs) < 0.8 * len(pairs):
        return []
    found: list[Row] = []
    for is_across, group in groupby(rows, key=lambda row: _is_across(row, begin)):
        some = list(group)
        found += some if is_across else [*_side(some, begin, 1), *_side(some, begin, 2)]
    return found


def _is_across(row: Row, begin: float) -> bool:
    return any(left < begin - row.height and right > begin + row.height for _, left, right in row.parts)


def _side(rows: list[Row], begin: float, column: int) -> Iterator[Row]:
    for row in rows:
        parts = tuple(part for part in row.parts if (part[1] >= begin - row.height) == (column == 2))
        if parts:
            yield row._replace(parts=parts, column=column)


# --- what stands at the edges


def _without_running_heads(pages: list[list[Row]]) -> list[Row]:
    """Mark page numbers and running heads."""
    seen = Counter(key for rows in pages for key in {_edge_key(row) for row in rows if _is_at_edge(row)})
    heights = [row.height for rows in pages for row in rows]
    usual = median(heights) if heights else 0
    found = []
    for rows in pages:
        for n, row in enumerate(rows):
            is_outer = n in {0, 1, len(rows) - 2, len(rows) - 1}
            if is_outer and min(row.place, 1 - row.place) < _EDGE and _PAGE_NUMBER.fullmatch(row.text):
                found.append(row._replace(dropped="page-number"))
            elif _is_at_edge(row) and seen[_edge_key(row)] > max(1, len(pages) // 3) and row.height < 1.2 * usual:
                found.append(row._replace(dropped="running-head"))
            else:
                found.append(row)
    return found


def _is_at_edge(row: Row) -> bool:
    return min(row.place, 1 - row.place) < _OUTER_EDGE


def _edge_key(row: Row) -> tuple[str, int]:
    return re.sub(r"\d+", "0", row.text), round(row.place * 50)


# --- paragraphs


def _paragraphs(rows: list[Row]) -> Iterator[Found]:
    kept = [row for row in rows if not row.dropped]
    columns = _margins(kept)
    text, first, last = "", None, None
    waiting: list[Found] = []
    for row in rows:
        if row.dropped:
            waiting.append((row.text, row.page, "line", row.dropped))
            if first is None:
                yield waiting.pop()
            continue
        if last is not None and first is not None:
            if _goes_on(last, row, columns):
                text, last = _joined(text, row.text), row
                continue
            yield text, first.page, _form(first, columns), ""
            yield from waiting
            waiting = []
        text, first, last = row.text, row, row
    if first is not None:
        yield text, first.page, _form(first, columns), ""
    yield from waiting


def _margins(rows: list[Row]) -> dict[tuple[int, int], _Column]:
    """Measure where the text of each page (and column) stands; a page with a few lines is measured by the fullest."""
    groups: dict[tuple[int, int], list[Row]] = {}
    for row in rows:
        groups.setdefault((row.page, row.column), []).append(row)
    fullest: dict[int, list[Row]] = {}
    for (_, column), some in groups.items():
        if len(some) > len(fullest.get(column, ())):
            fullest[column] = some
    measured = {column: _column(some) for column, some in fullest.items()}
    return {key: _column(some) if len(some) > 5 else measured[key[1]] for key, some in groups.items()}


def _column(rows: list[Row]) -> _Column:
    height = median(row.height for row in rows)
    pitches = [a.bottom - b.bottom for a, b in pairwise(rows) if a.bottom > b.bottom]
    left = _margin(sorted(row.left for row in rows), height)
    right = -_margin(sorted(-row.right for row in rows), height)
    return _Column(left, right, median(pitches) if pitches else 2 * height, height)


def _margin(ends: list[float], height: float) -> float:
    """Find the outermost place where at least two lines end; of a few lines, the outermost."""
    if len(ends) < 5:
        return ends[0]
    return next((a for a, b in pairwise(ends) if b - a < height), ends[0])


def _goes_on(row: Row, following: Row, columns: dict[tuple[int, int], _Column]) -> bool:
    here, there = columns[row.page, row.column], columns[following.page, following.column]
    if _form(row, columns) != "paragraph" or _form(following, columns) != "paragraph":
        return False
    if row.left > here.left + _FAR_RIGHT * (here.right - here.left):
        return False  # a unit or a date, set at the right
    is_full = row.right > here.right - _FULL * row.height or _breaks_off(row, here)
    is_indented = following.left > there.left + _INDENT * following.height
    if not is_full or is_indented or abs(row.height - following.height) > 0.25 * row.height:
        return False
    if _HEADING.match(following.text) and row.text[-1] in _ENDS:
        return False
    is_same_page = row.page == following.page and row.column == following.column
    return not is_same_page or row.bottom - following.bottom < _APART * here.pitch


def _breaks_off(row: Row, column: _Column) -> bool:
    """Tell whether a line that does not quite fill its column stops within a sentence, as ragged text does."""
    return row.right > column.left + _MOST * (column.right - column.left) and row.text[-1] not in _ENDS


def _form(row: Row, columns: dict[tuple[int, int], _Column]) -> str:
    """Tell the form of a line by itself: a row of a table, a line of a title, or part of a paragraph."""
    if len(row.parts) > 1:
        return "row"
    column = columns[row.page, row.column]
    if row.height > 1.15 * column.height:
        return "line"
    before, after = row.left - column.left, column.right - row.right
    is_centred = abs(before - after) < 1.2 * row.height and before > 3 * row.height
    return "line" if is_centred else "paragraph"


def _joined(text: str, following: str) -> str:
    is_latin = text[-1].isascii() and following[0].isascii()
    is_between_words = is_latin and (text[-1].isalpha() or following[0].isalpha()) and text[-1] != "-"
    return f"{text}{' ' if is_between_words else ''}{following}"
