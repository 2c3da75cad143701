"""
PDF files with a text layer: characters at places become lines, lines become paragraphs.

pypdfium2 gives the characters; what belongs together is told by geometry (`layout`).  A scan has no text and is
refused, and so is a text layer whose characters mean nothing: both look like a letter on the screen.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import pypdfium2 as pdfium
from pypdfium2 import raw

from builder.importing.readers import layout
from builder.importing.readers.layout import Char
from builder.importing.text import Line, Note, Source, Unreadable, note

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from builder.importing.limits import Limits

FEW = 8
"""Characters: a page with fewer has no text of its own (a page number under a scan)."""
UNUSABLE = 0.2
"""Of the characters of a file; where so many mean nothing, the rest cannot be trusted."""
_INVISIBLE = 3
"""The way of drawing text in which text recognition puts what it read over the scan."""


_Placed: TypeAlias = tuple[Char, int]
"""A character, and the angle at which it stands, in degrees."""


class _Page(NamedTuple):
    sheet: layout.Sheet
    unknown: int
    """Characters without a meaning."""
    is_scan: bool
    is_recognised: bool


def read(name: str, data: bytes, limits: Limits) -> Source:
    """Read a PDF file."""
    pages = _pages(data, limits)
    scans = [page.sheet.number for page in pages if page.is_scan]
    if scans and len(scans) == sum(page.is_scan or bool(page.sheet.chars) for page in pages):
        raise Unreadable("I010")
    unknown = sum(page.unknown for page in pages)
    if unknown > UNUSABLE * sum(len(page.sheet.chars) + page.unknown for page in pages):
        raise Unreadable("I018")
    lines, doubtful = layout.lines(page.sheet for page in pages)
    notes = (
        _of_pages("I036", scans),
        _of_pages("I034", [page.sheet.number for page in pages if page.is_recognised]),
        _of_pages("I037", doubtful),
        _of_pages("I038", [page.sheet.number for page in pages if page.unknown]),
        _of_pages("I043", [page.sheet.number for page in pages if page.sheet.turned]),
    )
    numbered = tuple(Line(text, n, page, form, why) for n, (text, page, form, why) in enumerate(lines, 1))
    return Source(name, "pdf", numbered, tuple(remark for remark in notes if remark))


def _of_pages(code: str, pages: list[int]) -> Note | None:
    return note(code, pages=_ranges(pages), count=len(pages)) if pages else None


def _ranges(numbers: Iterable[int]) -> str:
    """Write numbers as 1, 3-5."""
    out: list[list[int]] = []
    for number in numbers:
        if out and number == out[-1][-1] + 1:
            out[-1][1:] = [number]
        else:
            out.append([number])
    return ", ".join("-".join(map(str, run)) for run in out)


def _pages(data: bytes, limits: Limits) -> list[_Page]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise Unreadable("I007") if "password" in str(error).lower() else _damaged(error) from error
    try:
        if len(document) > limits.pages:
            raise Unreadable("I019", count=len(document), limit=limits.pages)
        return [_page(document, number) for number in range(1, len(document) + 1)]
    except pdfium.PdfiumError as error:
        raise _damaged(error) from error
    finally:
        document.close()


def _page(document: pdfium.PdfDocument, number: int) -> _Page:
    page = document[number - 1]
    try:
        textpage = page.get_textpage()
        try:
            placed = list(_placed(textpage.raw))
            is_recognised = _is_invisible(textpage.raw)
        finally:
            textpage.close()
        is_scan = len(placed) < FEW and _has_picture(page)
        box = page.get_cropbox()
    finally:
        page.close()
    return _page_of(number, placed, box, is_scan=is_scan, is_recognised=is_recognised)


def _page_of(
    number: int, placed: list[_Placed], box: tuple[float, float, float, float], *, is_scan: bool, is_recognised: bool
) -> _Page:
    """Turn a page so that most of its text stands upright; what then does not is told apart."""
    most = Counter(angle for _, angle in placed).most_common(1)
    upright = most[0][0] if most and most[0][0] % 90 == 0 else 0
    chars = [_turned(char, upright) for char, angle in placed if angle == upright]
    turned = "".join(char.text for char, angle in placed if angle != upright).strip()
    known = [char for char in chars if not _is_unknown(char.text)]
    _, _, _, foot, head = _turned(Char("", box[0], box[2], box[1], box[3]), upright)
    return _Page(layout.Sheet(number, known, foot, head, turned), len(chars) - len(known), is_scan, is_recognised)


def _placed(textpage: raw.FPDF_TEXTPAGE) -> Iterator[_Placed]:
    """Yield each character with its box and the angle at which it stands."""
    box = raw.FS_RECTF()
    high = 0
    for n in range(max(raw.FPDFText_CountChars(textpage), 0)):
        code = raw.FPDFText_GetUnicode(textpage, n)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        if code in {0x0A, 0x0D, 0xAD} or raw.FPDFText_IsGenerated(textpage, n) == 1:
            continue  # breaks and spaces that the engine guesses, soft hyphens
        if not raw.FPDFText_GetLooseCharBox(textpage, n, ctypes.byref(box)):
            continue
        angle = -5 * round(math.degrees(raw.FPDFText_GetCharAngle(textpage, n)) / 5) % 360  # the engine's go clockwise
        text = _usual(chr(code)) if 0 < code < 0x110000 else "\ufffd"
        yield Char(text, box.left, box.right, box.bottom, box.top), angle


def _usual(character: str) -> str:
    """Replace a radical by the character that looks like it: fonts give the one code for both, and mean the other."""
    if "\u2e80" <= character <= "\u2fdf" or "\uf900" <= character <= "\ufaff":
        return unicodedata.normalize("NFKC", character)
    return "-" if character in "\x02\ufffe" else character  # a hyphen at the end of a line


def _is_unknown(character: str) -> bool:
    return character == "\ufffd" or "\ue000" <= character <= "\uf8ff" or (character < " " and character != "\t")


def _turned(char: Char, angle: int) -> Char:
    match angle:
        case 90:
            return Char(char.text, char.bottom, char.top, -char.right, -char.left)
        case 180:
            return Char(char.text, -char.right, -char.left, -char.top, -char.bottom)
        case 270:
            return Char(char.text, -char.top, -char.bottom, char.left, char.right)
        case _:
            return char


def _is_invisible(textpage: raw.FPDF_TEXTPAGE) -> bool:
    """Tell whether the text of a page lies unseen over a picture, judged by a few of its characters."""
    count = raw.FPDFText_CountChars(textpage)
    if count < FEW:
        return False
    objects = [raw.FPDFText_GetTextObject(textpage, count * n // 5) for n in range(1, 5)]
    modes = [raw.FPDFTextObj_GetTextRenderMode(found) for found in objects if found]
    return bool(modes) and all(mode == _INVISIBLE for mode in modes)


def _has_picture(page: pdfium.PdfPage) -> bool:
    return any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4))


def _damaged(error: Exception) -> Unreadable:
    return Unreadable("I008", reason=f"{type(error).__name__}: {error}"[:100])
