"""
Tell whether the text that a font of a PDF shows can be read: whether its codes are known to mean characters.

A font may show glyphs by numbers that mean nothing outside of it.  Then the page is legible, and its text is noise.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from builder.output.unpack.pdf.objects import entry, resolved

if TYPE_CHECKING:
    from builder.output.unpack.pdf.objects import Object

_SHOWS_TEXT = {"/Type0", "/Type1", "/MMType1", "/TrueType", "/Type3"}
_OF_ONE_BYTE = {"/WinAnsiEncoding", "/MacRomanEncoding", "/StandardEncoding", "/PDFDocEncoding"}
_OF_SEVERAL = re.compile(
    r"/(?:GB-EUC|GBpc-EUC|GBK-EUC|GBK2K|ETen-B5|ETenms-B5|90ms-RKSJ|Uni(?:GB|CNS|JIS|KS)-(?:UCS2|UTF16))-[HV]"
)
"""Predefined encodings that pypdf decodes (ISO 32000-2, table 116).  Identity-H and -V only number glyphs."""
_TWIN = {"/GBKp-EUC-H": "/GBK-EUC-H", "/GBKp-EUC-V": "/GBK-EUC-V"}
"""The same characters under the same codes; only the width of Latin letters is another."""
_NUMBERED = re.compile(r"/(?!uni[0-9A-F]{4}|u[0-9A-F]{4,6}|afii\d|SF\d)(?:[A-Za-z]{0,5}_?\d+|\.?notdef\d+)$")
"""The name of a glyph that says where it stands in the font, not which character it is."""
_SYMBOLIC = 4
"""The flag of a font with characters of its own (ISO 32000-2, table 121)."""


def is_font(value: Object) -> bool:
    """Tell whether a dictionary is a font that pages name."""
    return entry(value, "/Type") == "/Font" and entry(value, "/Subtype") in _SHOWS_TEXT


def translate(font: Object) -> None:
    """Put in the place of an encoding that pypdf does not know the one that it knows under another name."""
    from pypdf.generic import NameObject

    twin = _TWIN.get(_name(font, "/Encoding"))
    if twin:
        font[NameObject("/Encoding")] = NameObject(twin)


def is_readable(font: Object) -> bool:
    """Tell whether it is known which characters a font shows."""
    table = entry(font, "/ToUnicode")
    if table is not None:
        return isinstance(table, str) or re.search(rb"beginbf(?:char|range)", table.get_data()) is not None
    if entry(font, "/Subtype") == "/Type0":
        return _OF_SEVERAL.fullmatch(_name(font, "/Encoding")) is not None
    if entry(font, "/Subtype") == "/Type3":
        return not _is_numbered(entry(font, "/CharProcs"))
    encoding = entry(font, "/Encoding")
    if isinstance(encoding, dict):
        return _name(font, "/BaseFont").endswith("ZapfDingbats") or not _is_numbered(entry(encoding, "/Differences"))
    if encoding is not None:
        return encoding in _OF_ONE_BYTE
    descriptor = entry(font, "/FontDescriptor") or {}
    is_own = "/FontFile2" in descriptor or "/FontFile3" in descriptor
    return not (is_own and int(entry(descriptor, "/Flags") or 0) & _SYMBOLIC)


def _is_numbered(names: Object) -> bool:
    return any(isinstance(name, str) and _NUMBERED.match(name) for name in map(resolved, names or ()))


def _name(font: Object, key: str) -> str:
    found = entry(font, key)
    return found if isinstance(found, str) else ""
