"""What is found in a file, a file on its way to a reader, and how much may be unpacked of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


MAX_UNPACKED = 256 * 2**20
"""Bytes that one file may unpack to in all; an archive of letters stays far below, a zip bomb does not."""
MAX_DEPTH = 5
MAX_MEMBERS = 20_000


class Text(NamedTuple):
    """A piece of text, its blocks parted by `BLOCK`."""

    where: str
    """Place within the file, such as `word/document.xml`; empty: the file itself."""
    text: str
    kind: str = "text"
    """`text`; `tags` (one block each); `guess`: bytes read in some encoding that may not be theirs."""
    address: str | None = None
    """The site's address that the text belongs to, where the file says so."""


class Unread(NamedTuple):
    """A part that could not be read."""

    where: str
    code: str
    """A diagnostic code: A005 damaged, A006 too large or too deep, A007 locked, A008 no PDF reader, A009 no reader."""


Found = Text | Unread
Reader: TypeAlias = "Callable[[Part], Iterator[Found]]"


class Stop(Exception):  # noqa: N818 - control flow within this package
    """Ends the reading of a file; it carries what `Unread` will say."""

    def __init__(self, code: str) -> None:
        """Take a diagnostic code."""
        super().__init__(code)
        self.code = code


class Room:
    """How much may still be unpacked from one file."""

    def __init__(self, size: int) -> None:
        """Take the bytes of the file as it is."""
        self.left = MAX_UNPACKED + size

    def take(self, size: int) -> None:
        """Take bytes, or stop (A006)."""
        self.left -= size
        if self.left < 0:
            raise Stop("A006")


class Part(NamedTuple):
    """A file, or a file within one, on its way to a reader."""

    where: str
    name: str
    data: bytes
    depth: int
    room: Room
    read: Reader
    """Reads files within it, of any kind."""
    text: str | None = None
    """What it holds, where a reader of text takes it and it is UTF-8."""

    def inner(self, name: str, data: bytes) -> Iterator[Found]:
        """Read a file that this one holds."""
        return self.read(self._replace(where=self.place(name), name=name, data=data, depth=self.depth + 1))

    def taken(self, data: bytes) -> bytes:
        """Take what was unpacked out of the room that is left."""
        self.room.take(len(data))
        return data

    def place(self, name: str) -> str:
        """Say where a file stands that this one holds."""
        return f"{self.where}!{name}" if self.where else name
