"""
Put paragraphs together that lines, pages or columns broke, without touching a word.

Two things break them: text files wrapped at a column, in which every line but the last of a paragraph is nearly full,
and the end of a page, after which a sentence goes on behind a blank line.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from builder.content.printed import dates, people
from builder.content.printed.folding import HAN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.importing.pieces import Piece


class Paragraph(NamedTuple):
    """A whole paragraph."""

    text: str
    line: int
    form: str
    pieces: tuple[int, ...] = ()
    """Which pieces it was made of."""


_ENDS = re.compile(r"[。!?;:.…]['\"”’)】》]*$|[。!?;…]$")
_WEAK_ENDS = re.compile(r"['\"”’)】》]$")
_OPEN_END = re.compile(r"[,、]$|[(《“‘〔]$")
_STARTS = re.compile(
    r"^(?:[(]?[一二三四五六七八九十百]{1,4}[)]|[一二三四五六七八九十]{1,4}[、.．]|\d{1,2}[、.)](?!\d)|[(]\d{1,2}[)]|[①-⑳]|第[一二三四五六七八九十]+[,、条章部]|"
    r"[一二三四五六七八九十]是|一方面|另一方面|附[:]|附件|抄送|联系|经办|承办|感谢|专此|特此|此复|此致|敬礼|[■●◆-] ?)"
)
_SENTENCE = re.compile("[。;!?]|[,:].{8}")
_MOST_HEADING = 30
_LEAST_BROKEN = 22
_LEAST_COLUMN, _MOST_COLUMN = 18, 60
_SLACK = 3.0
_LEAST_INDENTS = 3
"""Where paragraphs are indented, a line that is not goes on."""


def joined(pieces: Sequence[Piece]) -> list[Paragraph]:
    """Put pieces together to paragraphs."""
    column = _column(pieces)
    has_indents = _has_indents(pieces)
    found: list[Paragraph] = []
    for place, piece in enumerate(pieces):
        before = pieces[place - 1] if place else None
        if found and before is not None and _goes_on(before, piece, found[-1], column, has_indents=has_indents):
            last = found[-1]
            found[-1] = last._replace(text=_put_together(last.text, piece.text), pieces=(*last.pieces, place))
        else:
            found.append(Paragraph(piece.text, piece.line, piece.form, (place,)))
    return found


def _put_together(left: str, right: str) -> str:
    between = " " if left[-1].isascii() and right[0].isascii() and left[-1].isalnum() and right[0].isalnum() else ""
    return left + between + right


def _goes_on(before: Piece, piece: Piece, paragraph: Paragraph, column: float, *, has_indents: bool) -> bool:
    if "row" in {before.form, piece.form} or "heading" in {before.form, piece.form}:
        return False
    if _is_by_itself(piece) or _is_by_itself(before) or _STARTS.match(piece.fold):
        return False
    if (column or has_indents) and not piece.is_apart and not piece.is_indented and before.form == "line":
        return has_indents or width(before.fold) >= column - _SLACK or bool(_OPEN_END.search(before.fold))
    if _ENDS.search(before.fold):
        return False
    if _OPEN_END.search(before.fold):
        return True
    if before.form == "paragraph" and piece.form == "paragraph" and not piece.is_apart and piece.is_indented:
        return False
    if _WEAK_ENDS.search(before.fold) and not _SENTENCE.search(paragraph.text):
        return False
    if column and width(before.fold) >= column - _SLACK and not piece.is_indented:
        return True
    if _STARTS.match(paragraph.text) and "。" not in paragraph.text and len(paragraph.text) <= _MOST_HEADING + 10:
        return False
    return len(paragraph.text) >= _LEAST_BROKEN and bool(_SENTENCE.search(paragraph.text)) and len(piece.fold) > 1


def _has_indents(pieces: Sequence[Piece]) -> bool:
    """Tell whether paragraphs begin with an indent, so that a line without one goes on."""
    inner = [
        before
        for before, piece in pairwise(pieces)
        if piece.form == "line" and not (piece.is_apart or piece.is_indented or _is_by_itself(piece))
    ]
    broken = sum(not _ENDS.search(before.fold) for before in inner)
    return sum(piece.is_indented for piece in pieces) >= _LEAST_INDENTS and broken * 2 > len(inner)


def _is_by_itself(piece: Piece) -> bool:
    """Tell whether a line neither goes on nor continues anything: a greeting, a date, a unit, a label with its value."""
    return (
        people.greeted(piece.text) is not None
        or dates.on_a_line(piece.text) is not None
        or (len(piece.fold) < 40 and people.is_unit_name(piece.text))
        or bool(_LABEL.match(piece.fold))
    )


_LABEL = re.compile(rf"^[(]?[{HAN}][{HAN} ]{{1,11}}\s*:\s*[^。]{{0,60}}$")


def _column(pieces: Sequence[Piece]) -> float:
    """Tell at which width a text was wrapped; 0 where each line is a paragraph."""
    runs: list[list[float]] = [[]]
    for piece in pieces:
        if piece.is_apart or piece.form != "line":
            runs.append([])
        runs[-1].append(width(piece.fold))
    inner = [wide for run in runs if len(run) >= 3 for wide in run[:-1]]
    if len(inner) < 3:
        return 0.0
    widest = max(inner)
    full = sum(wide >= widest - _SLACK for wide in inner)
    if not _LEAST_COLUMN <= widest <= _MOST_COLUMN or full < len(inner) * 0.5:
        return 0.0
    return widest


def width(fold: str) -> float:
    """Measure a line in Han characters; Latin letters and digits count half."""
    return sum(0.5 if sign.isascii() and (sign.isalnum() or sign in " .-/") else 1.0 for sign in fold)
