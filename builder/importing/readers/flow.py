"""The tree of a web page as lines: what browsers part by blocks and breaks becomes paragraphs, lines and rows."""

from __future__ import annotations

import re
from itertools import groupby, islice
from typing import NamedTuple

from builder.importing.readers.numerals import numeral
from builder.importing.readers.page import BLOCKS, HEADINGS, Element
from builder.importing.readers.rows import as_row, is_row

_SPACE = re.compile(r"[ \t\n\r\f]+")
_BETWEEN_HAN = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])[ \t]*[\r\n][ \t\r\n]*(?=[\u3000-\u9fff\uff00-\uffef])")
"""A line break of the source between two Chinese characters, where nobody would write a space."""
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufeff\u200b\u2060]")
_NUMBERED = re.compile(
    r"\s*(?:[（(]\s*)?(?:[一二三四五六七八九十百]+|\d+|[①-⑳])\s*[、.．)）]|\s*第[一二三四五六七八九十百\d]+"
)
_LABEL = re.compile(
    r"(?:信息|文章|稿件|内容)?(?:来源|作者|编辑|责任编辑|审核|发布|点击|浏览|阅读|访问|时间|日期|字体|字号|文号)[^：:]{0,4}[：:]"
)
"""What the line below a title says of the page; its parts are kept apart by margins that only a browser knows."""
_LIST_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_WIDEST = 50
"""Columns that a cell may span; more are a mistake or malice."""


class Piece(NamedTuple):
    """A line on its way."""

    text: str
    form: str
    dropped: str = ""


class _List:
    """How far an ordered list has counted."""

    def __init__(self, element: Element) -> None:
        self.form = _LIST_FORMS.get(element.get("type"), "decimal")
        self.number = _whole(element.get("start"), 1) - 1
        self.is_shown = element.tag == "ol" and "list-style" not in element.get("style")

    def next(self, item: Element) -> str:
        """Give the number of an item, unless its text has one."""
        self.number = _whole(item.get("value"), self.number + 1)
        is_numbered = _NUMBERED.match(_first_text(item))
        return f"{numeral(self.number, self.form)}. " if self.is_shown and not is_numbered else ""


class _Table:
    """The cells of the row that is being read, and those of the rows above that reach into it."""

    def __init__(self) -> None:
        self.cells: list[list[Piece]] = []
        self.below: dict[int, int] = {}

    def begin_row(self) -> None:
        self.cells = []

    def add(self, cell: list[Piece], columns: int, rows: int) -> None:
        self._pass_reaching()
        for column in range(columns):
            if rows > 1:
                self.below[len(self.cells)] = rows - 1
            self.cells.append(cell if column == 0 else [])

    def end_row(self) -> list[list[Piece]]:
        self._pass_reaching()
        return self.cells

    def _pass_reaching(self) -> None:
        while self.below.get(len(self.cells)):
            self.below[len(self.cells)] -= 1
            self.cells.append([])


class Flow:
    """Reads one page; its state is what is open: the run of text, lists, tables, and what is left out."""

    def __init__(self) -> None:
        self._frames: list[list[Piece]] = [[]]
        self._parts: list[tuple[str, str]] = []
        """Texts of the block that is open, each with the reason for which it is left out."""
        self._marks: list[str] = [""]
        self._dropped: list[str] = [""]
        self._forms: list[str] = ["paragraph"]
        self._lists: list[_List] = []
        self._tables: list[_Table] = []
        self._kept = 0

    def read(self, body: Element) -> list[Piece]:
        """Read a page whose furniture is marked."""
        stack: list[tuple[Element | str, bool]] = [(body, True)]
        while stack:
            item, opens = stack.pop()
            if isinstance(item, str):
                self._text(item)
            elif opens:
                self._open(item)
                stack.append((item, False))
                stack += [(child, True) for child in reversed(item.children)]
            else:
                self._close(item)
        self._break()
        return self._frames[0]

    # --- elements

    def _open(self, element: Element) -> None:
        if element.tag in BLOCKS:
            self._break()
        self._dropped.append(self._dropped[-1] or element.dropped)
        self._forms.append("heading" if element.tag in HEADINGS else self._forms[-1])
        match element.tag:
            case "span" | "em" | "i" | "label" if _LABEL.match(_first_text(element).lstrip()):
                self._parts.append((self._dropped[-1], " "))
            case "br":
                self._parts.append((self._dropped[-1], "\n"))
            case "pre":
                self._kept += 1
            case "ol" | "ul":
                self._lists.append(_List(element))
            case "li" if self._lists:
                self._marks.append(self._lists[-1].next(element))
            case "table":
                self._tables.append(_Table())
            case "tr":
                self._tables[-1].begin_row()
            case "td" | "th":
                self._frames.append([])

    def _close(self, element: Element) -> None:
        if element.tag in BLOCKS:
            self._break()
        match element.tag:
            case "pre":
                self._kept -= 1
            case "ol" | "ul":
                self._lists.pop()
            case "li" if self._lists:
                self._marks.pop()
            case "td" | "th":
                columns, rows = (_whole(element.get(name), 1) for name in ("colspan", "rowspan"))
                self._tables[-1].add(self._frames.pop(), min(max(columns, 1), _WIDEST), min(rows, 1000))
            case "tr":
                self._row(self._tables[-1].end_row())
            case "table":
                self._tables.pop()
        self._forms.pop()
        self._dropped.pop()

    def _row(self, cells: list[list[Piece]]) -> None:
        reason = self._dropped[-1]
        texts = [[piece.text for piece in cell if piece.dropped == reason] for cell in cells]
        pieces = [piece for cell in cells for piece in cell]
        if is_row(texts) and not any(piece.form == "row" for piece in pieces):
            self._frames[-1].append(Piece(as_row(texts), "row", reason))
            self._frames[-1] += [piece for piece in pieces if piece.dropped != reason]
        else:
            self._frames[-1] += pieces

    # --- text

    def _text(self, text: str) -> None:
        if self._kept:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        else:
            text = _SPACE.sub(" ", _BETWEEN_HAN.sub("", text))
        self._parts.append((self._dropped[-1], text))

    def _break(self) -> None:
        """End a block: write what stood in it, then what of it is left out."""
        if not self._parts:
            return
        parts, self._parts = self._parts, []
        for reason in dict.fromkeys(("", *(reason for reason, _ in parts))):
            self._write("".join(text for why, text in parts if why == reason), reason)

    def _write(self, text: str, reason: str) -> None:
        """
        Write the text of a block, which breaks may part into lines.

        An empty line between two parts makes paragraphs of them; a part with single breaks in it is lines, since a text
        that was pasted from elsewhere may break off in the middle of a sentence.
        """
        lines = [_clean(line) for line in text.split("\n")]
        groups = [list(group) for is_filled, group in groupby(lines, key=lambda line: bool(line.strip())) if is_filled]
        if not groups:
            return
        groups[0][0] = self._mark(reason) + groups[0][0]
        form = self._forms[-1]
        for group in groups:
            if form == "paragraph" and len(group) > 1:
                self._frames[-1] += [Piece(line, "line", reason) for line in group]
            else:
                self._frames[-1] += [Piece(line.strip(), form, reason) for line in group]

    def _mark(self, reason: str) -> str:
        """Take the number of the list item that begins here."""
        if reason:
            return ""
        mark, self._marks[-1] = self._marks[-1], ""
        return mark


def _clean(line: str) -> str:
    return _UNSEEN.sub("", re.sub(" {2,}", " ", line).strip(" ")).replace("\xa0", " ").rstrip()


def _first_text(element: Element) -> str:
    """Find the first text in an element; empty where it begins with nothing but elements."""
    for inner in islice(element.elements(), 20):
        for child in inner.children:
            if isinstance(child, str) and child.strip():
                return child
    return ""


def _whole(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else default
