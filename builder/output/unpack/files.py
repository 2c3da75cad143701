"""Tell the make of a file and give it to its reader, and so each file within it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.output.plain import BLOCK, decoded
from builder.output.unpack.binary import is_picture, read_png, read_unknown, refuse
from builder.output.unpack.containers import read_compressed, read_tar, read_zip
from builder.output.unpack.databases import read_sqlite
from builder.output.unpack.encodings import from_utf8, guesses
from builder.output.unpack.index import read_index
from builder.output.unpack.markup import read_html, read_lines, read_xml
from builder.output.unpack.parts import MAX_DEPTH, Part, Room, Stop, Unread
from builder.output.unpack.pdf.reader import read_pdf
from builder.output.unpack.records import read_json, read_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.output.unpack.parts import Found, Reader


_BY_MAGIC: tuple[tuple[bytes, Reader], ...] = (
    (b"PK\x03\x04", read_zip),
    (b"PK\x05\x06", read_zip),
    (b"\x1f\x8b", read_compressed),
    (b"BZh", read_compressed),
    (b"\xfd7zXZ\0", read_compressed),
    (b"SQLite format 3\0", read_sqlite),
    (b"%PDF-", read_pdf),
    (b"\x89PNG\r\n", read_png),
    (b"7z\xbc\xaf", refuse),
    (b"Rar!", refuse),
    (b"\x28\xb5\x2f\xfd", refuse),
)
_BY_ENDING: tuple[tuple[frozenset[str], Reader], ...] = (
    (frozenset({"html", "htm", "xhtml", "svg"}), read_html),
    (frozenset({"xml", "rss", "atom", "rdf", "xmp", "rels"}), read_xml),
    (frozenset({"json", "jsonl", "ndjson", "geojson", "webmanifest"}), read_json),
    (frozenset({"csv", "tsv"}), read_table),
    (frozenset({"txt", "css", "js", "mjs", "md", "yml", "yaml"}), read_lines),
    (frozenset({"br", "zst", "lzma"}), refuse),
)
_TEXT_READERS = (read_html, read_xml, read_json, read_table, read_lines)


def texts(name: str, data: bytes) -> Iterator[Found]:
    """Yield every text in the file *name* holding *data*, and what could not be read."""
    yield from _read(Part("", name, data, 0, Room(len(data)), _read))


def documents_text(name: str, data: bytes) -> tuple[str, tuple[Unread, ...]]:
    """
    Read the text of an attachment, a block to a line, and what of it could not be read.

    Pictures have no text; a binary format without a reader here (an old .doc) is reported as A009.
    """
    parts, unread = [], []
    for found in texts(name, data):
        if isinstance(found, Unread):
            unread.append(found)
        elif found.kind == "text":
            parts.append(decoded(found.text).replace(BLOCK, "\n"))
    if not parts and not unread and not is_picture(data):
        unread.append(Unread("", "A009"))
    return "\n".join(parts), tuple(unread)


def _read(part: Part) -> Iterator[Found]:
    if part.depth > MAX_DEPTH:
        yield Unread(part.where, "A006")
        return
    reader = _reader(part.name, part.data)
    is_text = reader in _TEXT_READERS
    part = part._replace(text=from_utf8(part.data) if is_text else None)
    try:
        part.room.take(len(part.data))
        yield from reader(part)
    except Stop as stop:
        yield Unread(part.where, stop.code)
    if is_text and part.text is None:
        yield from guesses(part.where, part.data)


def _reader(name: str, data: bytes) -> Reader:
    ending = name.lower().rpartition(".")[2]
    if ending.startswith("pf_"):
        return read_index
    for magic, reader in _BY_MAGIC:
        if data.startswith(magic):
            return reader
    if data[257:262] == b"ustar":
        return read_tar
    for endings, reader in _BY_ENDING:
        if ending in endings:
            return reader
    return read_zip if b"PK\x05\x06" in data[-66_000:] else read_unknown
