"""
Files, folders and archives to what readers make of them, lazily and one file at a time.

Nothing is unpacked to disk, and a name within an archive is a name only: it never becomes a path.
"""

from __future__ import annotations

import io
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias
from zipfile import ZipFile

from builder.importing import kinds
from builder.importing.limits import MIB, Limits
from builder.importing.text import Refused, Result, Sheet, Source, Unreadable, note
from builder.importing.zips import BROKEN_ZIP, LOCKED, is_bomb, name_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import BinaryIO
    from zipfile import ZipInfo

Reader: TypeAlias = "Callable[[str, bytes, Limits], Iterable[Source | Sheet]]"

_CLUTTER = frozenset({"__macosx", "thumbs.db", "desktop.ini"})


def read(paths: Iterable[str | os.PathLike[str]], limits: Limits | None = None) -> Iterator[Result]:
    """
    Read files, folders and zip archives in the order given; within a folder or archive by name.

    Hidden files, the lock files of office programs (`~$…`) and the clutter of other systems are passed over.  A file
    that cannot be read is `Refused`, and the others go on.
    """
    for path in paths:
        yield from _path(os.fspath(path), limits or Limits())


def _path(name: str, limits: Limits) -> Iterator[Result]:
    path = Path(name)
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        yield Refused(name, "I001")
        return
    except (OSError, ValueError) as error:
        yield _unread(name, error)
        return
    if stat.S_ISDIR(mode):
        yield from _folder(name, limits)
    elif stat.S_ISREG(mode):
        yield from _file(name, limits)
    else:
        yield Refused(name, "F021")


def _folder(name: str, limits: Limits) -> Iterator[Result]:
    try:
        entries = sorted(os.scandir(name), key=lambda entry: entry.name)
    except OSError as error:
        yield _unread(name, error)
        return
    for entry in entries:
        inner = f"{name.rstrip('/')}/{entry.name}"
        if _is_passed_over(entry.name):
            continue
        if entry.is_symlink():
            yield Refused(inner, "I021")
        else:
            yield from _path(inner, limits)


def _file(name: str, limits: Limits) -> Iterator[Result]:
    try:
        with Path(name).open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size > limits.file_bytes:
                yield from _large_file(name, file, size, limits)
                return
            data = file.read()
    except OSError as error:
        yield _unread(name, error)
        return
    yield from _bytes(name, data, _Room(limits), 0)


def _large_file(name: str, file: BinaryIO, size: int, limits: Limits) -> Iterator[Result]:
    """Read an archive where it lies; anything else is held in memory, and refused if it is too large for that."""
    is_zip = file.read(2) == b"PK"
    file.seek(0)
    if is_zip and kinds.kind_of_zip(file) == "zip":
        yield from _archive(name, file, _Room(limits), 1)
    else:
        yield _too_large(name, size, limits)


class _Room:
    """How much may still be read from one archive and all that are in it."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.files = limits.archive_files
        self.bytes = limits.archive_bytes

    def take(self, size: int) -> None:
        self.files -= 1
        self.bytes -= size
        if self.files < 0:
            raise Unreadable("I005", limit=self.limits.archive_files)
        if self.bytes < 0:
            raise Unreadable("I004", limit=self.limits.archive_bytes // MIB)


def _bytes(name: str, data: bytes, room: _Room, depth: int) -> Iterator[Result]:
    kind = kinds.kind_of(name, data)
    if kind == "zip":
        yield from _archive(name, io.BytesIO(data), room, depth + 1)
        return
    try:
        results = tuple(_reader(kind, data)(name, data, room.limits))
    except Unreadable as why:
        yield why.refused(name)
        return
    except ModuleNotFoundError as missing:
        yield Refused(name, "I022", (("library", str(missing.name)),))
        return
    for result in results:
        yield _remarked(kind, result)


def _remarked(kind: str, result: Source | Sheet) -> Result:
    """Say of what was read that its name is wrong; a source without any text is none."""
    if isinstance(result, Source) and not any(line.text.strip() for line in result.lines if not line.dropped):
        return Refused(result.name, "I020")
    if kinds.is_named_as(kind, result.name):
        return result
    remark = note("I030", ending=kinds.ending(result.name), found=kind)
    return result._replace(notes=(remark, *result.notes))


# --- archives


def _archive(name: str, file: BinaryIO, room: _Room, depth: int) -> Iterator[Result]:
    if depth > room.limits.archive_depth:
        yield Refused(name, "I006", (("limit", str(room.limits.archive_depth)),))
        return
    try:
        archive = ZipFile(file)
    except BROKEN_ZIP as error:
        yield _damaged(name, error)
        return
    with archive:
        members = [(name_of(member), member) for member in archive.infolist() if not member.is_dir()]
        if len(members) > room.limits.archive_files:
            yield Refused(name, "I005", (("limit", str(room.limits.archive_files)),))
            return
        for inner, member in sorted(members, key=lambda pair: pair[0]):
            if not any(map(_is_passed_over, inner.split("/"))):
                yield from _member(f"{name}/{inner}", archive, member, room, depth)


def _member(name: str, archive: ZipFile, member: ZipInfo, room: _Room, depth: int) -> Iterator[Result]:
    try:
        data = _unpacked(archive, member, room)
    except Unreadable as why:
        yield why.refused(name)
    except BROKEN_ZIP as error:
        yield _damaged(name, error)
    else:
        yield from _bytes(name, data, room, depth)


def _unpacked(archive: ZipFile, member: ZipInfo, room: _Room) -> bytes:
    """Unpack a member, which never gives more than the size that it states."""
    if member.flag_bits & LOCKED:
        raise Unreadable("I007")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise Unreadable("I021")
    if member.file_size > room.limits.file_bytes:
        raise Unreadable("I003", size=member.file_size // MIB, limit=room.limits.file_bytes // MIB)
    if is_bomb(member, room.limits):
        raise Unreadable("I004", limit=room.limits.archive_bytes // MIB)
    room.take(member.file_size)
    return archive.read(member)


# --- readers


def _reader(kind: str, data: bytes) -> Reader:
    if not data.strip(b"\0\t\n\v\f\r \xef\xbb\xbf\xfe\xff"):
        raise Unreadable("I020")
    if kind in kinds.FOREIGN:
        raise Unreadable("I012", found=kinds.FOREIGN[kind])
    if kind in _REFUSED:
        raise Unreadable(_REFUSED[kind])
    if kind not in _READERS:
        raise Unreadable("I009", found=kind)
    return _READERS[kind]


def _txt(name: str, data: bytes, limits: Limits) -> Iterator[Source]:
    from builder.importing.readers import plain

    yield plain.read(name, data, limits)


def _html(name: str, data: bytes, limits: Limits) -> Iterator[Source | Sheet]:
    from builder.importing.readers import html

    page = html.read(name, data, limits)
    if kinds.is_named_as("xls", name) and kinds.ending(name):
        from builder.importing.readers import sheets

        yield sheets.of_page(page)
    else:
        yield page


def _mht(name: str, data: bytes, limits: Limits) -> Iterator[Source]:
    from builder.importing.readers import html

    yield html.read_saved_with_pictures(name, data, limits)


def _docx(name: str, data: bytes, limits: Limits) -> Iterator[Source]:
    from builder.importing.readers import docx

    yield docx.read(name, data, limits)


def _pdf(name: str, data: bytes, limits: Limits) -> Iterator[Source]:
    from builder.importing.readers import pdf

    yield pdf.read(name, data, limits)


def _xlsx(name: str, data: bytes, limits: Limits) -> Iterable[Sheet]:
    from builder.importing.readers import sheets

    return sheets.read_workbook(name, data, limits)


def _csv(name: str, data: bytes, limits: Limits) -> Iterable[Sheet]:
    from builder.importing.readers import sheets

    return sheets.read_values(name, data, limits)


def _through_office(kind: str) -> Reader:
    """Make a reader that has a file converted first."""

    def read_converted(name: str, data: bytes, limits: Limits) -> Iterator[Source | Sheet]:
        from builder.importing.readers import office

        reader = _docx if kind in office.DOCUMENTS else _xlsx
        for result in reader(name, office.converted(data, kind, limits), limits):
            yield result._replace(notes=(note("I040", kind=kind), *result.notes))

    return read_converted


_REFUSED = {"locked": "I007", "nul": "I016", "ofd": "I011"}
_READERS: dict[str, Reader] = {
    "txt": _txt,
    "html": _html,
    "mht": _mht,
    "docx": _docx,
    "pdf": _pdf,
    "xlsx": _xlsx,
    "csv": _csv,
    **{kind: _through_office(kind) for kind in ("doc", "rtf", "odt", "wordml", "xls", "ods")},
}


# --- refusals


def _is_passed_over(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in _CLUTTER


def _unread(name: str, error: OSError | ValueError) -> Refused:
    return Refused(name, "I002", (("reason", getattr(error, "strerror", None) or str(error)),))


def _too_large(name: str, size: int, limits: Limits) -> Refused:
    return Refused(name, "I003", (("size", str(size // MIB)), ("limit", str(limits.file_bytes // MIB))))


def _damaged(name: str, error: BaseException) -> Refused:
    return Refused(name, "I008", (("reason", f"{type(error).__name__}: {error}"[:100]),))
