"""Read what holds other files: zip with its kin (docx, xlsx, odt, ofd …), tar, gzip, bzip2, xz."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from builder.output.plain import BLOCK
from builder.output.unpack.encodings import guesses
from builder.output.unpack.parts import MAX_MEMBERS, Stop, Text, Unread

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator

    from builder.output.unpack.parts import Found, Part


_LOCKED = 1
"""The bit by which a zip says that a member is encrypted."""


def read_compressed(part: Part) -> Iterator[Found]:
    """Read the one file that a compressed file holds."""
    name = re.sub(r"\.(gz|bz2|xz|tgz)$", "", part.name, flags=re.IGNORECASE)
    yield from part.inner(name, b"".join(inflated(part)))


def inflated(part: Part) -> Iterator[bytes]:
    """Decompress gzip (of several members), bzip2 or xz, within the room that is left."""
    import bz2
    import lzma
    import zlib

    data = part.data
    while data:
        limit = part.room.left + 1
        try:
            if data.startswith(b"\x1f\x8b"):
                gunzip = zlib.decompressobj(31)
                yield part.taken(gunzip.decompress(data, limit))
                is_whole, data = gunzip.eof, gunzip.unused_data
            else:
                other = bz2.BZ2Decompressor() if data.startswith(b"BZh") else lzma.LZMADecompressor()
                yield part.taken(other.decompress(data, limit))
                is_whole, data = other.eof, other.unused_data
        except (OSError, ValueError, zlib.error, lzma.LZMAError, EOFError) as error:
            raise Stop("A005") from error
        if not is_whole:
            raise Stop("A005")


def read_zip(part: Part) -> Iterator[Found]:
    """Read a zip (docx, xlsx, odt, ofd …): names, notes and members, and what stands before the first of them."""
    import io
    from zipfile import BadZipFile, ZipFile

    try:
        archive = ZipFile(io.BytesIO(part.data))
    except (BadZipFile, ValueError, NotImplementedError) as error:
        raise Stop("A005") from error
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise Stop("A006")
    yield Text(part.where, BLOCK.join(member.filename for member in members))
    first = part.data.find(b"PK\x03\x04")
    notes = [part.data[: max(first, 0)], archive.comment]
    notes += [note for member in members for note in (member.comment, member.extra)]
    yield from guesses(part.where, b"\n".join(notes))
    for member in members:
        if not member.is_dir():
            yield from _member(part, archive, member)


def _member(part: Part, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[Found]:
    import zlib
    from zipfile import BadZipFile

    where = part.place(member.filename)
    if member.flag_bits & _LOCKED:
        yield Unread(where, "A007")
        return
    try:
        with archive.open(member) as file:
            data = file.read(part.room.left + 1)
    except (BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError):
        yield Unread(where, "A005")
        return
    yield from part.inner(member.filename, data)


def read_tar(part: Part) -> Iterator[Found]:
    """Read a tar: the names in it, and its members."""
    import io
    import tarfile

    try:
        with tarfile.open(fileobj=io.BytesIO(part.data), mode="r:") as archive:
            members = archive.getmembers()
            yield Text(part.where, BLOCK.join(text for m in members for text in (m.name, m.linkname, m.uname)))
            for member in members:
                file = archive.extractfile(member) if member.isfile() else None
                if file is not None:
                    yield from part.inner(member.name, file.read(part.room.left + 1))
    except (tarfile.TarError, EOFError, ValueError) as error:
        raise Stop("A005") from error
