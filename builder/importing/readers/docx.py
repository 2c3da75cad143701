"""
Word documents, as a person sees them with all changes accepted.

The parts are read with lxml and not with python-docx, which knows neither automatic numbering nor changes nor text
boxes, and gives up on whole documents over one reference that leads nowhere, on strict and on macro-enabled ones.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from builder.importing.readers.numbering import Numbering
from builder.importing.readers.package import Package
from builder.importing.readers.plain import CONTROLS
from builder.importing.readers.rows import as_row, is_row
from builder.importing.readers.styles import Styles
from builder.importing.readers.wordml import W, child, children, number_of, value_of
from builder.importing.text import Line, Note, Source, Unreadable, note

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

    from builder.importing.limits import Limits

# Elements whose content stands where they stand.
_CLEAR = frozenset(
    f"{W}{name}"
    for name in (
        "hyperlink",
        "ins",
        "moveTo",
        "smartTag",
        "customXml",
        "sdt",
        "sdtContent",
        "dir",
        "bdo",
        "fldSimple",
        "ruby",
        "rubyBase",
    )
)
_DELETED = frozenset({f"{W}del", f"{W}moveFrom"})
_NUMBERS_OF_PAGES = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)
_NAMESPACE = re.compile(r"\{[^}]*\}")
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SYMBOLS = {
    ("wingdings", 0xFC): "✓",
    ("wingdings", 0xFE): "☑",
    ("wingdings", 0xA8): "□",
    ("wingdings", 0x6F): "□",
    ("wingdings", 0x6C): "●",
    ("wingdings", 0x6E): "■",
    ("wingdings 2", 0x52): "☑",
    ("wingdings 2", 0xA3): "□",
    ("wingdings 2", 0x50): "✓",
}
"""The marks of forms; what else stands in a font of pictures has no text."""


class Piece(NamedTuple):
    """A line on its way: text with its form, and why it is dropped."""

    text: str
    form: str = "paragraph"
    dropped: str = ""


def read(name: str, data: bytes, limits: Limits) -> Source:
    """Read a Word document."""
    package = Package(data, limits)
    main = next((found.part for found in package.references().values() if found.kind == "officeDocument"), "")
    root = package.xml(main or "word/document.xml")
    body = child(root, "body")
    if root is None or body is None:
        raise Unreadable("I008", reason="word/document.xml")
    document = _Document(package, main or "word/document.xml")
    pieces = [*document.blocks(body), *document.notes_below(), *document.running_heads()]
    lines = tuple(Line(piece.text, number, 0, piece.form, piece.dropped) for number, piece in enumerate(pieces, 1))
    if document.pictures and not any(line.text for line in lines if not line.dropped):
        raise Unreadable("I010")
    return Source(name, "docx", lines, tuple(_notes(document, root, package)))


class _Document:
    """One document while it is read: its lists count on, its fields open and close."""

    def __init__(self, package: Package, main: str) -> None:
        self.package = package
        references = package.references(main)
        self._parts: dict[str, list[str]] = {}
        for found in references.values():
            self._parts.setdefault(found.kind, []).append(found.part)
        self.styles = Styles(self.part("styles"))
        self.numbering = Numbering(self.part("numbering"), self.styles.list_of_style())
        self.numbered = 0
        self.pictures = 0
        self.symbols = 0
        self.footnotes: list[tuple[str, str]] = []
        self._fields: list[str] = []

    def part(self, kind: str) -> _Element | None:
        """Parse the part of that kind; `None` where there is none."""
        return next(self.parts(kind), None)

    def parts(self, kind: str) -> Iterator[_Element]:
        """Parse the parts of that kind, in the order of their names."""
        for part in sorted(self._parts.get(kind, ())):
            root = self.package.xml(part)
            if root is not None:
                yield root

    # --- blocks

    def blocks(self, container: _Element) -> Iterator[Piece]:
        """Read paragraphs and tables in order."""
        before = (
            ""  # of paragraphs whose end was deleted: they go on in the next one, which has the number and the style
        )
        for item in _flat(container):
            if item.tag == f"{W}tbl":
                yield from self._table(item)
                continue
            paragraph = _Paragraph(self, item)
            before += paragraph.text
            if not paragraph.is_end_deleted:
                number = paragraph.number()
                yield from _lines(number + before if before.strip() else "", paragraph.form)
                before = ""
            yield from paragraph.beside
        yield from _lines(before, "paragraph")

    def _table(self, table: _Element) -> Iterator[Piece]:
        for row in _flat(table, f"{W}tr"):
            properties = child(row, "trPr")
            if child(properties, "del") is None:
                yield from self._row(row, number_of(child(properties, "gridBefore")))

    def _row(self, row: _Element, before: int) -> Iterator[Piece]:
        cells: list[list[str]] = [[] for _ in range(min(before, 100))]
        pieces: list[Piece] = []
        for cell in _flat(row, f"{W}tc"):
            properties = child(cell, "tcPr")
            merge = child(properties, "vMerge")
            goes_on = merge is not None and value_of(merge) in {"", "continue"}
            inside = [] if goes_on else list(self.blocks(cell))
            pieces += inside
            cells.append([piece.text for piece in inside if not piece.dropped])
            cells += [[] for _ in range(min(number_of(child(properties, "gridSpan"), default=1), 100) - 1)]
        if is_row(cells) and not any(piece.form == "row" for piece in pieces):
            yield Piece(as_row(cells), "row")
            yield from (piece for piece in pieces if piece.dropped)
        else:
            yield from pieces

    # --- what stands outside the text

    def notes_below(self) -> Iterator[Piece]:
        """Read the notes that the text refers to, each with its number."""
        known: dict[tuple[str, str], _Element] = {}
        for kind in ("footnote", "endnote"):
            root = self.part(f"{kind}s")
            known |= {(kind, value_of(item, "id")): item for item in children(root, kind)}
        for number, key in enumerate(self.footnotes, 1):
            texts = [] if key not in known else [piece.text for piece in self.blocks(known[key]) if not piece.dropped]
            if any(texts):
                yield Piece(f"[{number}] {' '.join(texts).strip()}")

    def running_heads(self) -> Iterator[Piece]:
        """Read headers and footers, each text once."""
        pieces = (
            piece.text for kind in ("header", "footer") for root in self.parts(kind) for piece in self.blocks(root)
        )
        for text in dict.fromkeys(pieces):
            yield Piece(text, dropped="running-head")

    # --- fields

    def field(self, mark: _Element) -> None:
        """Follow the beginning and the end of a field."""
        match value_of(mark, "fldCharType"):
            case "begin":
                self._fields.append("")
            case "end" if self._fields:
                self._fields.pop()

    def instruct(self, text: str) -> None:
        """Take what a field is to show."""
        if self._fields:
            self._fields[-1] += text

    def is_page_number(self) -> bool:
        """Tell whether what is shown now is the number of a page."""
        return any(map(_NUMBERS_OF_PAGES.match, self._fields))


class _Paragraph:
    """One paragraph: its text, and what is anchored in it."""

    def __init__(self, document: _Document, item: _Element) -> None:
        self._document = document
        self._style = value_of(child(child(item, "pPr"), "pStyle"))
        self._hidden: list[str] = []
        self._boxes: list[Piece] = []
        properties = child(item, "pPr")
        mark = child(properties, "rPr")
        self.is_end_deleted = any(child(mark, name) is not None for name in ("del", "moveFrom"))
        self.form = "heading" if document.styles.is_heading(self._style, properties) else "paragraph"
        self._properties = properties
        self.text = "".join(self._inline(item))

    @property
    def beside(self) -> Iterator[Piece]:
        """Give what stands beside the paragraph: text boxes, and hidden text as dropped lines."""
        yield from self._boxes
        yield from _lines("".join(self._hidden), "paragraph", "hidden")

    def number(self) -> str:
        """Count the paragraph and give its number; one without text counts too, as long as it is seen."""
        document = self._document
        list_id, level = document.styles.list_of(self._style, self._properties)
        if not list_id or list_id == "0" or document.styles.is_hidden(self._style, child(self._properties, "rPr")):
            return ""
        if level < 0:
            level = document.numbering.level_of_style(list_id, self._style)
        number = document.numbering.next(list_id, level)
        document.numbered += bool(number) and bool(self.text.strip())
        return number

    def _inline(self, container: _Element) -> Iterator[str]:
        for item in container:
            tag = item.tag
            if tag == f"{W}r":
                yield from self._run(item)
            elif tag in _DELETED or not isinstance(tag, str) or _is_page_field(item):
                continue
            elif tag in _CLEAR:
                yield from self._inline(item)
            elif tag.startswith(_MATH):
                yield "".join(found.text or "" for found in item.iter(_MATH_TEXT))
            elif tag.endswith("}AlternateContent"):
                yield from self._inline(_choice(item))

    def _run(self, run: _Element) -> Iterator[str]:
        text = "".join(self._run_content(run))
        if self._document.is_page_number():
            return
        if self._document.styles.is_hidden(self._style, child(run, "rPr")):
            self._hidden.append(text)
        else:
            yield text

    def _run_content(self, run: _Element) -> Iterator[str]:
        for item in run:
            if not isinstance(item.tag, str):
                continue
            match _NAMESPACE.sub("", item.tag):
                case "t":
                    yield item.text or ""
                case "tab" | "ptab":
                    yield "\t"
                case "br" | "cr":
                    yield "\n"
                case "noBreakHyphen":
                    yield "-"
                case "sym":
                    yield self._symbol(item)
                case "fldChar":
                    self._document.field(item)
                case "instrText":
                    self._document.instruct(item.text or "")
                case "footnoteReference" | "endnoteReference" as kind:
                    yield self._reference(item, kind.removesuffix("Reference"))
                case "ruby":
                    yield from self._inline(item)
                case "drawing" | "pict" | "object":
                    self._drawing(item)
                case "AlternateContent":
                    yield from self._run_content(_choice(item))

    def _symbol(self, item: _Element) -> str:
        try:
            code = int(value_of(item, "char"), 16)
        except ValueError:
            return ""
        if not 0xF000 <= code <= 0xF0FF and 0x20 <= code < 0xD800:
            return chr(code)
        known = _SYMBOLS.get((value_of(item, "font").lower(), code & 0xFF), "")
        self._document.symbols += not known
        return known

    def _reference(self, item: _Element, kind: str) -> str:
        self._document.footnotes.append((kind, value_of(item, "id")))
        return f"[{len(self._document.footnotes)}]"

    def _drawing(self, item: _Element) -> None:
        """Read the text boxes of a drawing; a picture has no text."""
        boxes = [
            box
            for box in item.iter(f"{W}txbxContent")
            if not any(_is_box(above, item) for above in box.iterancestors())
        ]
        for box in boxes:
            self._boxes += self._document.blocks(box)
        shown = (
            found
            for found in item.iter("{*}blip", "{*}imagedata")
            if _NAMESPACE.sub("", found.tag) in {"blip", "imagedata"}
        )
        self._document.pictures += any(True for _ in shown)


def _is_page_field(item: _Element) -> bool:
    return item.tag == f"{W}fldSimple" and bool(_NUMBERS_OF_PAGES.match(value_of(item, "instr")))


def _is_box(above: _Element, top: _Element) -> bool:
    return above.tag == f"{W}txbxContent" and any(higher is top for higher in above.iterancestors())


def _choice(item: _Element) -> _Element:
    """Choose one of the forms in which a drawing is given: they hold the same text."""
    return next((found for found in item if isinstance(found.tag, str) and len(found)), item)


def _flat(container: _Element, *wanted: str) -> Iterator[_Element]:
    """Yield the paragraphs and tables (or rows, or cells) of a container, also those in a wrapping of some kind."""
    tags = wanted or (f"{W}p", f"{W}tbl")
    for item in container:
        if item.tag in tags:
            yield item
        elif item.tag in _CLEAR:
            yield from _flat(item, *tags)
        elif isinstance(item.tag, str) and item.tag.endswith("}AlternateContent"):
            yield from _flat(_choice(item), *tags)


def _lines(text: str, form: str, dropped: str = "") -> Iterator[Piece]:
    """Part a paragraph at its line breaks: several lines of one paragraph are lines, of a heading still headings."""
    parts = [CONTROLS.sub("", part).strip() for part in text.split("\n")]
    filled = [part for part in parts if part]
    for part in filled:
        yield Piece(part, "line" if form == "paragraph" and len(filled) > 1 else form, dropped)


# --- what a person should know


def _notes(document: _Document, root: _Element, package: Package) -> Iterator[Note]:
    inserted, deleted = _count(root, ("ins", "moveTo")), _count(root, ("del", "moveFrom"))
    if inserted or deleted:
        yield note("I032", inserted=inserted, deleted=deleted)
    comments = sum(1 for part in document.parts("comments") for _ in children(part, "comment"))
    if comments:
        yield note("I033", count=comments)
    if document.pictures:
        yield note("I035", count=document.pictures)
    if document.footnotes:
        yield note("I039", count=len(document.footnotes))
    if document.numbered:
        yield note("I044", count=document.numbered)
    if document.symbols:
        yield note("I045", count=document.symbols)
    if any(part.endswith("vbaproject.bin") for part in package.names()):
        yield note("I042")
    if (embedded := _count(root, ("altChunk", "object"))) > 0:
        yield note("I046", count=embedded)


def _count(root: _Element, names: Iterable[str]) -> int:
    return sum(1 for _ in root.iter(*(f"{W}{name}" for name in names)))
