"""
The text of a file as every reader gives it: line by line, in the order in which a person reads it.

Readers know formats and nothing of proposals; all that follows knows proposals and nothing of formats.  A reader leaves
nothing out in silence: what is no part of the text that a person reads (navigation, page numbers) is a line with the
reason for which it is dropped.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias


class Line(NamedTuple):
    """One line of a source, without its end."""

    text: str
    """For a row of a table the cells, parted by tabs; what spans several columns stands in the first of them."""
    number: int
    """Counted from 1: the line of a text file, else the line or paragraph of the document (of all its pages)."""
    page: int = 0
    """From 1; 0 where the source has no pages."""
    form: str = "line"
    """
    `line` (may break off in the middle of a sentence, as in text files; with its indent), `paragraph` (whole),
    `heading` (whole, and marked as a heading by the source) or `row` (of a table).  Only text files have empty lines.
    """
    dropped: str = ""
    """Why the reader leaves it out (a key of `DROPPED`); empty: it is text."""


class Note(NamedTuple):
    """What a person should know about how a source was read; `code` is a diagnostic's."""

    code: str
    line: int
    values: tuple[tuple[str, str], ...] = ()


class Source(NamedTuple):
    """A file that was read as text."""

    name: str
    """As given; a file in a zip is `archive.zip/path/in/it`."""
    format: str
    """`txt`, `html`, `docx` or `pdf` (what was converted has the format it was converted to)."""
    lines: tuple[Line, ...]
    """
    What the head of a web page says (`title`, `ArticleTitle`, `PubDate`, `ContentSource` …) comes first, as rows of
    name and value that are dropped as `hidden`: weak evidence.
    """
    notes: tuple[Note, ...] = ()


class Sheet(NamedTuple):
    """A table that was read from a spreadsheet: a catalogue, if its head says so."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    """As shown; row 1 is the first of the file, so that a place can be told."""
    title: str = ""
    """The name of the sheet in its workbook."""
    notes: tuple[Note, ...] = ()


class Refused(NamedTuple):
    """A file that cannot be read, and why."""

    name: str
    code: str
    """A diagnostic's: it says what was found and the way out."""
    values: tuple[tuple[str, str], ...] = ()


Result: TypeAlias = Source | Sheet | Refused


class Unreadable(Exception):  # noqa: N818 - the state of a file, which becomes its `Refused`; no fault of the program
    """Raised where a file turns out to be unreadable."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = {key: str(value) for key, value in values.items()}

    def refused(self, name: str) -> Refused:
        """Say it of the file."""
        return Refused(name, self.code, tuple(self.values.items()))


def note(code: str, line: int = 1, **values: object) -> Note:
    """Make a note with its values as text."""
    return Note(code, line, tuple((key, str(value)) for key, value in values.items()))


DROPPED = {
    "navigation": ("网页导航、工具条", "navigation and tools of the web page"),
    "footer": ("网页页脚", "footer of the web page"),
    "hidden": ("不显示的内容", "not shown on the page"),
    "page-number": ("页码", "page number"),
    "running-head": ("页眉、页脚", "running head or foot"),
}
"""Why a reader leaves a line out, in Chinese and English."""
