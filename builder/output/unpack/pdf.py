"""Read PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from builder.output.plain import BLOCK, foreign
from builder.output.unpack.encodings import guesses
from builder.output.unpack.parts import Stop, Text, Unread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.output.unpack.parts import Found, Part


def read_pdf(part: Part) -> Iterator[Found]:
    """Read the pages, notes, properties and enclosed files of a PDF with pypdf, where that is installed."""
    import io

    yield from guesses(part.where, part.data)
    try:
        from pypdf import PdfReader
    except ImportError:
        yield Unread(part.where, "A008")
        return
    try:
        document = PdfReader(io.BytesIO(part.data))
        if document.is_encrypted and not document.decrypt(""):
            raise Stop("A007")  # noqa: TRY301 - caught below as itself
        pages = [_page_of_pdf(page) for page in document.pages]
        properties = [str(value) for value in (document.metadata or {}).values()]
        enclosed = [(name, data) for name, files in document.attachments.items() for data in files]
    except Stop:
        raise
    except Exception as error:  # a damaged PDF makes pypdf raise anything, and counts as unread
        raise Stop("A005") from error
    for number, page in enumerate(pages, 1):
        yield Text(part.place(f"page {number}"), page)
    yield Text(part.where, BLOCK.join(properties))
    for name, data in enclosed:
        yield from part.inner(name, data)


def _page_of_pdf(page: Any) -> str:  # noqa: ANN401 - pypdf is an extra, so its types are not there to name
    """Give the text of a page; a line ends where the paper does, not the sentence, and so is no block."""
    notes = [str(note.get_object().get("/Contents", "")) for note in page.get("/Annots") or ()]
    return BLOCK.join(foreign(text) for text in (page.extract_text(), *notes))
