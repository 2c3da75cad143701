"""The drawings of a PDF: pages, and the forms that they draw, or that an annotation or nothing at all draws."""

from __future__ import annotations

import io
import re
from itertools import chain
from typing import TYPE_CHECKING

from builder.output.plain import BLOCK, foreign
from builder.output.unpack.pdf.listening import code_of
from builder.output.unpack.pdf.objects import entry, is_stream, resolved, strings_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from builder.output.unpack.parts import Room
    from builder.output.unpack.pdf.objects import Held, Object

_ANY_WAY_UP = (0, 90, 180, 270)
_DRAWS = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
_PROPERTIES = re.compile(rb"<<[^<>(]*[(<]")
"""The beginning of a dictionary within content that holds a string, such as the text that a passage stands for."""
_OF_FONTS = ("/FontFile", "/FontFile2", "/FontFile3", "/ToUnicode", "/CIDToGIDMap", "/CIDSet")


class Drawings:
    """The pages and forms of a document, each read once."""

    def __init__(self, document: Object, held: Sequence[Held]) -> None:
        """Take a document and its objects."""
        self._document = document
        self._held = held
        self.done = _of_fonts(held)
        """Streams that need not be read any more, by identity: parts of fonts, and what a page draws."""

    def pages(self, codes: set[str]) -> list[Object]:
        """Give the pages in order, then those that belong to no tree any more."""
        from pypdf import PageObject

        pages: dict[object, Object] = {}
        try:
            for page in self._document.pages:
                pages.setdefault(_place(page), page)
        except Exception as error:  # noqa: BLE001 - a damaged PDF makes pypdf raise anything
            codes.add(code_of(error))
        for value, _ in self._held:
            if entry(value, "/Type") in ("/Page", "/Template") and _place(value) not in pages:
                page = PageObject(self._document)
                page.update(value)
                pages[_place(value)] = page
        return list(pages.values())

    def text_of_page(self, page: Object, room: Room) -> str:
        """Read a page; a line ends where the paper does, not the sentence, and so is no block."""
        content = _streams(entry(page, "/Contents"))
        self.done.update(map(id, content))
        _lend(page, page.get_inherited("/Resources"))
        drawn = self._drawn(page, b"\n".join(stream.get_data() for stream in content), room)
        return _joined(page.extract_text(), drawn)

    def text_of_form(self, form: Object, room: Room) -> str | None:
        """Read what a stream draws; nothing where it is no drawing."""
        from pypdf import PageObject

        if entry(form, "/Subtype") != "/Form" and "/PatternType" not in form:
            return None
        _lend(form, entry(entry(self._document.root_object, "/AcroForm"), "/DR"))
        drawn = self._drawn(form, form.get_data(), room)
        return _joined(PageObject(self._document).extract_xform_text(form, _ANY_WAY_UP), drawn)

    def _drawn(self, drawing: Object, data: bytes, room: Room) -> list[bytes]:
        """Give the content of a drawing and of the forms that it draws, which then are done."""
        contents, waiting = [], [(drawing, data)]
        while waiting:
            drawing, data = waiting.pop()
            room.take(len(data))
            contents.append(data)
            forms = entry(entry(drawing, "/Resources"), "/XObject")
            for name in dict.fromkeys(_DRAWS.findall(data)):
                form = entry(forms, f"/{name.decode('latin-1')}")
                if is_stream(form) and entry(form, "/Subtype") == "/Form" and id(form) not in self.done:
                    _lend(form, entry(drawing, "/Resources"))
                    waiting.append((form, form.get_data()))
                    self.done.add(id(form))
        return contents


def _lend(drawing: Object, resources: Object) -> None:
    """Give resources to a drawing that has none: without any the library takes it for empty."""
    from pypdf.generic import DictionaryObject, NameObject

    if not entry(drawing, "/Resources"):
        without = DictionaryObject({NameObject("/Font"): DictionaryObject()})
        drawing[NameObject("/Resources")] = resolved(resources) or without


def _joined(text: str, contents: Iterable[bytes]) -> str:
    return BLOCK.join(foreign(found) for found in (text, *chain.from_iterable(map(_properties, contents))))


def _properties(data: bytes) -> Iterator[str]:
    """Yield the strings of dictionaries within content, which no one sees and some programs read aloud."""
    from pypdf.generic import read_object

    content = io.BytesIO(data)
    for found in _PROPERTIES.finditer(data):
        content.seek(found.start())
        try:
            value = read_object(content, None)
        except Exception:  # noqa: BLE001, S112 - it only looks like one, within a picture or a text that is read anyhow
            continue
        yield from (text for text in strings_in(value) if isinstance(text, str))


def _of_fonts(held: Sequence[Held]) -> set[int]:
    """Find the streams that make up fonts: outlines of glyphs, and tables."""
    parts = set[int]()
    for value, _ in held:
        if entry(value, "/Type") in ("/Font", "/FontDescriptor"):
            glyphs = entry(value, "/CharProcs") or {}
            found = (*(entry(value, key) for key in _OF_FONTS), *(entry(glyphs, name) for name in glyphs))
            parts.update(map(id, filter(is_stream, found)))
    return parts


def _streams(value: Object) -> list[Object]:
    return list(filter(is_stream, map(resolved, value if isinstance(value, list) else [value])))


def _place(page: Object) -> object:
    """Name a page by its number as an object, else by itself."""
    reference = getattr(page, "indirect_reference", None)
    return id(page) if reference is None else (reference.idnum, reference.generation)
