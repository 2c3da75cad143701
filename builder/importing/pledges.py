"""
Point out sentences of a letter that may be promises (承诺), for a person to read.

A sentence counts that sets a term (年底前, 六月底前) or that announces something (预计, 力争, 拟于, 将于) and names a time.  It is
quoted as it stands, with its line, and nothing is made of it: what was promised, by when, is for a person to say.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from builder.content.printed.folding import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.importing.paragraphs import Paragraph
    from builder.importing.pieces import Piece


class Pledge(NamedTuple):
    """A sentence that may promise something."""

    text: str
    """As the source has it."""
    line: int


_SENTENCE = re.compile(r"[^。！？!?；;]+[。！？!?；;]?[”’）)]*")
_MONTH = (
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份|底|末|上旬|中旬|下旬|(?:\d{1,2}|[一二三四五六七八九十]{1,3})日)?"
)
_TIME = rf"(?:20\d\d年|今年|明年|后年|年底|年末|{_MONTH}|[一二三四1-4]季度|上半年|下半年|学期|开学|汛期|[0-9一二三两]{{1,2}}年|年(?=内))"
_TERM = re.compile(rf"{_TIME}(?:度|底|末)?(?:以前|之前|前|内)")
_ANNOUNCES = re.compile(
    rf"(?:预计|力争|争取|确保|计划|拟[于在]|将[于在])[^。]{{0,40}}{_TIME}|{_TIME}[^。]{{0,30}}(?:预计|力争|争取|确保|拟|(?<!已)将)"
)
_BEFORE = re.compile(r"(?:已|截至|自|近|过去)[^,。;]{0,15}$")
_AFTER = re.compile(r"[^,。;]{0,4}[已共]")
"""Before or after a time: what has been done by then, or since."""
_SHORTEST = 8


def find(paragraphs: Sequence[Paragraph], pieces: Sequence[Piece]) -> tuple[Pledge, ...]:
    """
    List the sentences of a letter that may promise something, in order.

    Args:
        pieces: What the paragraphs were put together from, for the line of a sentence.
    """
    return tuple(pledge for paragraph in paragraphs for pledge in _of(paragraph, pieces))


def _of(paragraph: Paragraph, pieces: Sequence[Piece]) -> Iterator[Pledge]:
    if paragraph.form == "row":
        return
    for found in _SENTENCE.finditer(paragraph.text):
        sentence = found[0].strip()
        if len(sentence) >= _SHORTEST and _promises(folded(sentence)):
            yield Pledge(sentence, _line(paragraph, pieces, found.start() + len(found[0]) - len(found[0].lstrip())))


def _promises(fold: str) -> bool:
    found = _TERM.search(fold) or _ANNOUNCES.search(fold)
    return bool(found and not _BEFORE.search(fold[: found.start()]) and not _AFTER.match(fold[found.end() :]))


def _line(paragraph: Paragraph, pieces: Sequence[Piece], start: int) -> int:
    """Name the line on which a sentence begins: that of the last piece that begins before it."""
    line, end = paragraph.line, 0
    for place in paragraph.pieces:
        begins = paragraph.text.find(pieces[place].text, end)
        if begins < 0 or begins > start:
            break
        line, end = pieces[place].line, begins + len(pieces[place].text)
    return line
