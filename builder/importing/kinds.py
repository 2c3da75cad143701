"""
Tell what a file is by its bytes.

A name only decides between kinds that look alike: a table of comma-separated values is text, and a page may begin with
anything.  What is known but cannot be read has a kind too, so that the refusal can say what to do.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

if TYPE_CHECKING:
    from typing import BinaryIO

TEXT_ENDINGS = frozenset({"txt", "text", "md", "markdown"})
TABLE_ENDINGS = frozenset({"csv", "tsv"})
PAGE_ENDINGS = frozenset({"html", "htm", "shtml", "xhtml", "jhtml", "phtml", "asp", "aspx", "jsp", "php"})
ENDINGS = {
    "txt": TEXT_ENDINGS,
    "csv": TABLE_ENDINGS,
    "html": PAGE_ENDINGS,
    "mht": frozenset({"mht", "mhtml"}),
    "docx": frozenset({"docx", "docm", "dotx", "dotm"}),
    "xlsx": frozenset({"xlsx", "xlsm", "xltx", "xltm"}),
    "pdf": frozenset({"pdf"}),
    "zip": frozenset({"zip"}),
    "doc": frozenset({"doc", "dot", "wps", "wpt"}),
    "rtf": frozenset({"rtf", "doc"}),  # Word itself saves the one under the name of the other
    "odt": frozenset({"odt", "ott"}),
    "wordml": frozenset({"xml", "doc"}),
    "xls": frozenset({"xls", "xlt", "et", "ett"}),
    "ods": frozenset({"ods", "ots"}),
    "ofd": frozenset({"ofd"}),
}
"""The endings that a file of each kind may have without a remark."""

FOREIGN = {
    "jpeg": "JPEG",
    "png": "PNG",
    "gif": "GIF",
    "bmp": "BMP",
    "tiff": "TIFF",
    "webp": "WebP",
}
"""Pictures."""

_MAGIC = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"PK\x07\x08", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "rtf"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF8", "gif"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"Rar!\x1a", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\0", "xz"),
    (b"MZ", "EXE"),
    (b"\x7fELF", "ELF"),
    (b"SQLite format 3\0", "SQLite"),
    (b"L\0\0\0\x01\x14\x02\0", "LNK"),
    (b"%!PS", "PostScript"),
)
_STREAMS = (
    ("EncryptedPackage", "locked"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
    ("MatOST", "Works"),
)
"""What the parts of a compound file of Microsoft's are called; the first that is there tells what it is."""

_PAGE_START = re.compile(rb"\s*(?:<!--.*?-->\s*)*(?:<!doctype\s+html|<html[\s>])", re.IGNORECASE | re.DOTALL)
_PAGE_TAG = re.compile(rb"<(?:html|head|body|meta|title|table|div|p|br|span|font|a|center|h[1-6])[\s/>]", re.IGNORECASE)
_WORD_XML = re.compile(rb"mso-application|schemas\.microsoft\.com/office/word/2003|2006/xmlPackage")
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def ending(name: str) -> str:
    """Give the ending of a name in lower case, without its dot; empty where there is none."""
    stem, dot, end = name.rpartition("/")[2].rpartition(".")
    return end.lower() if dot and stem else ""


def kind_of(name: str, data: bytes) -> str:
    """
    Tell the kind of a file: a key of `ENDINGS` or `FOREIGN`, else a word for what it is.

    `locked` is an office document under a password, `nul` text with NUL bytes in it, `binary` anything unknown.
    """
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            if kind == "zip":
                return kind_of_zip(io.BytesIO(data))
            return _kind_of_compound(data) if kind == "ole" else kind
    if data[8:12] == b"WEBP":
        return "webp"
    if data.startswith(b"BM") and data[6:10] == b"\0\0\0\0":
        return "bmp"
    if b"%PDF-" in data[:1024]:  # readers of PDF pass over what stands before it
        return "pdf"
    return _kind_of_text(ending(name), data)


def is_named_as(kind: str, name: str) -> bool:
    """Tell whether the name of a file says what it is; one without an ending says nothing wrong."""
    end = ending(name)
    return not end or end in ENDINGS.get(kind, ()) or end not in _KNOWN_ENDINGS


def kind_of_zip(file: BinaryIO) -> str:
    """Tell what a zip file holds: a document that is a package of parts, or other files (`zip`)."""
    try:
        with ZipFile(file) as archive:
            names = {name.replace("\\", "/").lower() for name in archive.namelist()}
            if "mimetype" in names:
                return _OPEN_DOCUMENT.get(archive.read("mimetype")[:100].strip(), "zip")
    except (BadZipFile, OSError, ValueError, KeyError, NotImplementedError, RuntimeError, EOFError):
        file.seek(0)
        return _damaged_package(file.read(65536))
    if "[content_types].xml" in names or "_rels/.rels" in names:
        folders = {name.partition("/")[0] for name in names}
        return next((kind for folder, kind in _PACKAGES if folder in folders), "zip")
    return "ofd" if "ofd.xml" in names else "zip"


def _damaged_package(head: bytes) -> str:
    """Tell what a zip without its table of contents was to be: a document that was cut off is not called an archive."""
    if b"[Content_Types].xml" in head or b"_rels/.rels" in head:
        return "xlsx" if b"xl/" in head else "docx"
    return "zip"


def _kind_of_compound(data: bytes) -> str:
    """Tell what a compound file holds, by the names of its streams, which stand in it in UTF-16."""
    for stream, kind in _STREAMS:
        if stream.encode("utf-16-le") + b"\0\0" in data:
            return "locked" if kind == "doc" and _is_locked_word(data) else kind
    return "OLE"


def _is_locked_word(data: bytes) -> bool:
    """Read the bit of a Word 97 file that says it is encrypted; its text nearly always stands in the first sector."""
    return data[512:514] == b"\xec\xa5" and bool(data[512 + 11] & 1)


def _kind_of_text(end: str, data: bytes) -> str:
    if data.startswith(_MARKS[1:]):
        data = data.decode("utf-16", "replace").encode()
    elif b"\0" in data:
        return "nul" if end in TEXT_ENDINGS | TABLE_ENDINGS | PAGE_ENDINGS else "binary"
    data = data.removeprefix(_MARKS[0])
    head = data[:4096]
    if re.search(rb"^mime-version:", head, re.IGNORECASE | re.MULTILINE) and b"Content-Type:" in head:
        return "mht"
    if head.lstrip().startswith(b"<?xml"):
        if _WORD_XML.search(head):
            return "wordml"
        return "html" if re.search(rb"<html[\s>]", head, re.IGNORECASE) else "XML"
    if _PAGE_START.match(data[:65536]) or (end not in TEXT_ENDINGS and _PAGE_TAG.search(data[:65536])):
        return "html"
    return "csv" if end in TABLE_ENDINGS else "txt"


_OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
_PACKAGES = (("word", "docx"), ("xl", "xlsx"), ("ppt", "PowerPoint"))
_KNOWN_ENDINGS = frozenset().union(*ENDINGS.values()) | {"jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff", "webp"}
