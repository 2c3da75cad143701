"""Read a PDF: its pages, then what stands in any other of its objects."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from builder.output.plain import BLOCK, foreign
from builder.output.unpack.encodings import guesses
from builder.output.unpack.markup import parted
from builder.output.unpack.parts import MAX_UNPACKED, Stop, Text, Unread
from builder.output.unpack.pdf import fonts
from builder.output.unpack.pdf.drawings import Drawings
from builder.output.unpack.pdf.listening import code_of, listening
from builder.output.unpack.pdf.objects import entry, is_stream, is_string, objects_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.output.unpack.parts import Found, Part
    from builder.output.unpack.pdf.objects import Held, Object

MAX_REVISIONS = 128
"""Of one document; each takes as much room as if it were as large as that allows."""
_UNUSABLE = 0.2
"""Of the characters of a page: where so many have no meaning outside of a font, the rest cannot be trusted."""
_MEANINGLESS = re.compile("[\0-\10\16-\37\ue000-\uf8ff]")
_END = re.compile(rb"startxref\s+(\d{1,10})\s+%%EOF")
_TABLE = re.compile(rb"\s*(?:xref\b|\d+\s+\d+\s+obj\b)")
_NO_TEXT = {"/ObjStm", "/XRef"}
"""Types of streams that hold objects, which are read as such."""


def read_pdf(part: Part) -> Iterator[Found]:
    """
    Read a PDF with pypdf, where that is installed: pages, then strings, names and streams wherever they hang.

    What it was before it was changed is read too.  Why something of it was not read is told once for each reason.
    What is drawn as a picture is not read.
    """
    yield from guesses(part.where, part.data)
    try:
        import pypdf  # noqa: F401 - whether it is there
    except ImportError:
        yield Unread(part.where, "A008")
        return
    codes = set[str]()
    for end in (len(part.data), *earlier_ends(part.data)):
        try:
            yield from _read(_until(part, end), codes)
        except Stop as stop:
            codes.add(stop.code)
    for code in sorted(codes):
        yield Unread(part.where, code)


def earlier_ends(data: bytes) -> list[int]:
    """
    Find where a document ended before it was changed: a change may be appended, and what it replaces is still there.

    Such an end names the place of a table that stands before it.  The first end of a file made to be shown while it is
    loading (linearized) is none: its table names what comes after.
    """
    found = [end for end in _END.finditer(data) if int(end[1]) < end.start() and _TABLE.match(data, int(end[1]))]
    return [end.end() for end in found[b"/Linearized" in data[:1024] : -1]]


def _until(part: Part, end: int) -> Part:
    """Give a document as it was when it ended at some byte."""
    if end == len(part.data):
        return part
    part.room.take(max(end, MAX_UNPACKED // MAX_REVISIONS))
    return part._replace(where=part.place(f"revision of {end} bytes"), data=part.data[:end])


def _read(part: Part, codes: set[str]) -> Iterator[Found]:
    with listening(codes):
        document = _opened(part.data)
        held = objects_of(document, codes)
        _look_at_fonts(held, codes)
        drawings = Drawings(document, held)
    yield from _pages(part, drawings, codes)
    yield from _strings(part, held)
    yield from _streams(part, held, drawings, codes)


def _opened(data: bytes) -> Object:
    import io

    from pypdf import PdfReader

    try:
        document = PdfReader(io.BytesIO(data))
        if document.is_encrypted and not document.decrypt(""):
            raise Stop("A007")  # noqa: TRY301 - caught below as itself
        document.root_object  # noqa: B018 - a document without one is damaged
    except Stop:
        raise
    except Exception as error:  # a damaged PDF makes pypdf raise anything, and counts as unread
        raise Stop(code_of(error)) from error
    return document


def _look_at_fonts(held: Sequence[Held], codes: set[str]) -> None:
    """Make fonts known to the reader by another name, and tell of those whose text means nothing (A009)."""
    for value, _ in held:
        if isinstance(value, dict):
            try:
                if fonts.is_font(value):
                    fonts.translate(value)
                    if not fonts.is_readable(value):
                        codes.add("A009")
            except Exception as error:  # noqa: BLE001 - as above
                codes.add(code_of(error))


def _pages(part: Part, drawings: Drawings, codes: set[str]) -> Iterator[Found]:
    with listening(codes):
        pages = drawings.pages(codes)
    for number, page in enumerate(pages, 1):
        text = ""
        try:
            with listening(codes):
                text = drawings.text_of_page(page, part.room)
        except Stop:
            raise
        except Exception as error:  # noqa: BLE001 - as above
            codes.add(code_of(error))
        yield _checked(Text(part.place(f"page {number}"), text), codes)


def _checked(text: Text, codes: set[str]) -> Text:
    """Tell of characters that the reader could not make out."""
    seen = text.text.replace(BLOCK, "")
    if "\ufffd" in seen or len(_MEANINGLESS.findall(seen)) > _UNUSABLE * len(seen):
        codes.add("A009")
    return text


def _strings(part: Part, held: Sequence[Held]) -> Iterator[Found]:
    """Yield strings and names, wherever they stand: of strings also what the library does not take for text."""
    strings = [value for value, _ in held if is_string(value)]
    names = dict.fromkeys(value for value, _ in held if isinstance(value, str) and not is_string(value))
    names |= dict.fromkeys(key for value, _ in held if isinstance(value, dict) for key in value)
    part.room.take(sum(map(len, strings)))
    seen = [foreign(value) for value in strings if isinstance(value, str)]
    yield Text(part.where, BLOCK.join(seen))
    marked = [parted(text)[0] for text in seen if "<" in text and ">" in text]
    if marked:
        yield Text(part.where, BLOCK.join(marked))
    yield Text(part.where, BLOCK.join(foreign(name.removeprefix("/")) for name in names), "tags")
    raw = (value.original_bytes for value in strings)
    yield from guesses(part.where, b"\n".join(data for data in raw if not data.isascii()))


def _streams(part: Part, held: Sequence[Held], drawings: Drawings, codes: set[str]) -> Iterator[Found]:
    """Yield the texts of drawings that no page draws, and read every other stream as a file."""
    enclosed = _enclosed(held)
    for value, key in held:
        if not is_stream(value) or entry(value, "/Type") in _NO_TEXT:
            continue
        name = enclosed.get(id(value))
        if name is None and (id(value) in drawings.done or entry(value, "/Subtype") == "/Image"):
            continue
        try:
            with listening(codes):
                text = drawings.text_of_form(value, part.room) if name is None else None
                data = value.get_data() if text is None else b""
        except Stop:
            raise
        except Exception as error:  # noqa: BLE001 - as above
            codes.add(code_of(error))
            continue
        if text is None:
            yield from part.inner(name or f"stream {key}", data)
        else:
            yield _checked(Text(part.place("drawing"), text), codes)


def _enclosed(held: Sequence[Held]) -> dict[int, str]:
    """Name the streams that are files, by identity: they hang on `/EF` of what specifies a file, wherever that is."""
    names: dict[int, str] = {}
    for value, _ in held:
        files = entry(value, "/EF")
        if isinstance(files, dict):
            name = str(entry(value, "/UF") or entry(value, "/F") or "file")
            names.update((id(entry(files, key)), name) for key in files)
    return names
