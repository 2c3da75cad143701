"""
Cut a source into pieces: lines without their marks and indents, each with its place, and what was left out.

From here on nothing is lost in silence: each piece ends in a draft, or in the list of what was dropped and why.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from builder.content.printed.folding import HAN, folded, squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.importing.text import Line, Source


class Piece(NamedTuple):
    """A line, or a part of one that holds several (a letter pasted into one line)."""

    text: str
    """As it stands, without marks, indents and white space at its ends; never empty."""
    fold: str
    """The same, folded: what patterns are matched against; as long as `text`."""
    line: int
    form: str
    """As of a `Line`, or `byline`: names behind a mark."""
    is_apart: bool
    """A blank line, or the start of a page, stands before it."""
    is_indented: bool


class Dropped(NamedTuple):
    """Text that goes into no draft."""

    line: int
    text: str
    reason: str
    """A key of `text.DROPPED` or `DROPPED` below."""


DROPPED = {
    "markup": ("排版标记", "marks of formatting"),
    "web": ("网页附带的文字", "furniture of a web page"),
    "web-head": ("网页的发布信息行", "the line on a web page that says when and by whom it was put there"),
    "catalogue": ("信息公开目录的条目", "entries of a disclosure catalogue"),
    "letterhead": ("文头", "letterhead"),
    "label": ("标签", "the label of a field"),
    "repeated": ("重复的标题", "a title that is repeated"),
    "imprint": ("版记（抄送、印发、校对等）", "imprint: copies, printing, proof-reading"),
    "unplaced": ("不知道放在哪里的文字", "text that has no place in a draft"),
    "not-a-record": (
        "这份文件不是答复、提案、报告、发言或动态",
        "the file is no reply, proposal, report, meeting or news",
    ),
}
"""Why text goes into no draft, in Chinese and English, besides what readers leave out."""

_HEADING_MARK = re.compile(r"#{1,6}\s+")
_MARK = re.compile(r"<!--.*?-->|^[■□●◆○◎▲★△▢☆]+\s*(?=\S)|[\u200b\u200c\u200d\ufeff\u00ad]+")
_PIPES = re.compile(r"^\|.*\|\s*$")
"""A row of a table, as text converters write it."""
# ■张三 李四 under the title of an article
_MARKED_NAMES = re.compile(rf"^[■□●◆○◎▲★△▢☆]\s*(?:[{HAN}]{{2,4}}[\s、]*){{1,6}}$")
# Two stars are a mark where they stand in pairs about some words, or at the end of a line; 王** and 138****09 hide names.
_BOLD = re.compile(r"(?<![*\d])\*\*(?=[^\s*])([^*]{3,})(?<=[^\s*])\*\*(?![*\d])")
_LONE_BOLD = re.compile(r"^\*\*(?=[^\s*\d])|(?<=[。：:；;！!？?”）)])\*\*(?!\*)")
_LONG_GAP = re.compile("[ \u3000\u00a0]{40,}")
"""Wider than any line of a letter; searching in it could take for ever."""
_INDENT = re.compile(r"(?:\u3000{1,4}|[ \u00a0]{2,8}|\t{1,2})(?=\S)")
"""An indent of a paragraph; more is the place of a signature."""


def pieces_of(source: Source) -> tuple[list[Piece], list[Dropped]]:
    """Cut a source into pieces; what its reader left out, and marks of formatting, are dropped."""
    pieces: list[Piece] = []
    dropped: list[Dropped] = []
    is_apart, page = True, 0
    for line in source.lines:
        if line.dropped:
            if line.text.strip():
                dropped.append(Dropped(line.number, line.text.strip(), line.dropped))
            continue
        if not line.text.strip():
            is_apart = True
            continue
        is_apart = is_apart or line.page != page
        cut = enumerate(_pieces_of_line(line, dropped))
        pieces.extend([piece._replace(is_apart=is_apart and not position) for position, piece in cut])
        is_apart, page = False, line.page
    return pieces, dropped


def _pieces_of_line(line: Line, dropped: list[Dropped]) -> Iterator[Piece]:
    is_indented = _INDENT.match(line.text) is not None
    text, form = _LONG_GAP.sub("        ", line.text.strip()), line.form
    heading = _HEADING_MARK.match(text) if form == "line" else None
    if heading:
        dropped.append(Dropped(line.number, heading[0].strip(), "markup"))
        text, form = text[heading.end() :], "heading"
    if form != "row" and _MARKED_NAMES.match(text):
        form = "byline"
    dropped += [Dropped(line.number, squeezed(mark), "markup") for mark in _MARK.findall(text)]
    text = _MARK.sub("", text).strip()
    plain = _LONE_BOLD.sub("", _BOLD.sub(r"\1", text))
    dropped += [Dropped(line.number, "**", "markup")] * ((len(text) - len(plain)) // 2)
    text = plain
    if form == "line" and _PIPES.match(text):
        dropped.append(Dropped(line.number, "|" * text.count("|"), "markup"))
        text = "\t".join(cell.strip() for cell in text.strip("| ").split("|"))
        if not text.replace("\t", "").strip("-: "):
            dropped.append(Dropped(line.number, squeezed(text), "markup"))
            return
        form = "row"
    if form == "line" and "\t" in text:
        form = "row"
    parts = _parts_of_letter(text) if form != "row" else [text]
    for part in filter(None, map(str.strip, parts)):
        yield Piece(part, folded(part), line.number, form, is_apart=False, is_indented=is_indented)


# --- a letter that was pasted into one line ---------------------------------------------------------------------
_LONG = 150
_GREETING_IN_LINE = re.compile(
    r"^(?P<head>.{0,500}?(?:委员|代表)们?(?:[,]?[您你]们?好)?(?:[:!]|(?=\s)))\s*(?=[您你贵]|首先|感谢|衷心|非常|收到|近日)"
)
_GAP = re.compile(r"(?<![>»])\s+(?![>»]|\d{1,2}\s?[:：]\s?\d)")
_SENTENCE_END = re.compile(r"(?<=[。!?:;])\s+(?=\S)")
_NUMBERED = re.compile(rf"(?<=[。:;!?])\s*(?=[一二三四五六七八九十]{{1,3}}、[{HAN}])")


def _parts_of_letter(text: str) -> list[str]:
    """Part a line that holds a whole letter: what stands above it, greeting, paragraphs, what stands under it."""
    found = _GREETING_IN_LINE.match(folded(text)) if len(text) >= _LONG else None
    if found is None:
        return [text]
    head = _GAP.split(text[: found.end("head")])
    if len(head) > 1 and len(head[-2]) == 1:  # a name of two characters, spaced
        head[-2:] = [" ".join(head[-2:])]
    rest = text[found.end("head") :].strip()
    cuts = {cut.end() for pattern in (_SENTENCE_END, _NUMBERED) for cut in pattern.finditer(folded(rest))}
    places = [0, *sorted(cuts - {0}), len(rest)]
    blocks = [rest[start:end].strip() for start, end in pairwise(places)]
    return [*head, *blocks[:-1], *_parts_of_tail(blocks[-1])]


_DATE = r"(?:\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日|[一二三四五六七八九〇零0]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日)"
_SIGNED = re.compile(rf"^(?P<before>.*?)(?P<unit>[{HAN}]{{3,25}})\s+(?P<date>{_DATE})(?P<after>.*)$")


def _parts_of_tail(text: str) -> list[str]:
    found = _SIGNED.match(folded(text))
    if found is None:
        return [text]
    return [text[found.start(name) : found.end(name)] for name in ("before", "unit", "date", "after")]
