"""Read bytes of other makes: pictures, files that nothing here can open, files whose make nothing tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.output.unpack.encodings import from_utf8, guesses
from builder.output.unpack.markup import read_html, read_lines
from builder.output.unpack.parts import Unread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.output.unpack.parts import Found, Part


def is_picture(data: bytes) -> bool:
    """Tell whether a file is a picture of a usual make."""
    return data.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM")) or data[8:12] == b"WEBP"


def read_png(part: Part) -> Iterator[Found]:
    """Read a picture's bytes, its compressed texts unpacked."""
    import zlib

    yield from guesses(part.where, part.data)
    at = 8
    while at + 8 <= len(part.data):
        size, kind = int.from_bytes(part.data[at : at + 4], "big"), part.data[at + 4 : at + 8]
        content = part.data[at + 8 : at + 8 + size]
        at += size + 12
        compressed = content.find(b"\x78", content.find(b"\0"))
        if kind in (b"zTXt", b"iTXt", b"iCCP") and compressed > 0:
            try:
                data = zlib.decompressobj().decompress(content[compressed:], part.room.left + 1)
            except zlib.error:
                continue  # an iTXt that is not compressed: its text is among the bytes
            yield from guesses(part.where, part.taken(data))


def refuse(part: Part) -> Iterator[Found]:
    """Say that a format has no reader here, and read what its bytes give away."""
    yield Unread(part.where, "A009")
    yield from guesses(part.where, part.data)


def read_unknown(part: Part) -> Iterator[Found]:
    """Read a file of unknown make: as text if it can be text, else in every encoding."""
    if b"\0" in part.data or from_utf8(part.data) is None:
        return guesses(part.where, part.data)
    return read_html(part) if b"<" in part.data else read_lines(part)
