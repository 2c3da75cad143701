"""
Open a package of office parts (docx, xlsx): a zip of XML parts that refer to one another.

Two libraries read such packages further on; what is dangerous in one is looked for here, before either sees it.
"""

from __future__ import annotations

import io
import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple
from zipfile import ZipFile

from lxml import etree

from builder.importing.limits import MIB
from builder.importing.text import Unreadable
from builder.importing.zips import BROKEN_ZIP, LOCKED, is_bomb

if TYPE_CHECKING:
    from lxml.etree import _Element

    from builder.importing.limits import Limits

_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
"""The strict form of the standard names the same things by other addresses."""

_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']+)""")


class Reference(NamedTuple):
    """What one part says of another."""

    kind: str
    """The last word of the address that names the kind, such as `footnotes`."""
    part: str


class Package:
    """The parts of an office document, read when asked for."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        try:
            self._zip = ZipFile(io.BytesIO(data))
        except BROKEN_ZIP as error:
            raise _damaged(error) from error
        self._limits = limits
        self._names = {_plain(name): name for name in self._zip.namelist()}
        self._check_sizes()

    def names(self) -> tuple[str, ...]:
        """List the parts."""
        return tuple(self._names)

    def bytes(self, part: str) -> bytes:
        """
        Read a part; empty where it is not there.

        Raises:
            Unreadable: Damaged, or too large for a part that is parsed.
        """
        if part not in self._names:
            return b""
        member = self._zip.getinfo(self._names[part])
        if member.file_size > self._limits.xml_bytes:
            raise Unreadable("I004", limit=self._limits.xml_bytes // MIB)
        try:
            return self._zip.read(member)
        except BROKEN_ZIP as error:
            raise _damaged(error) from error

    def xml(self, part: str) -> _Element | None:
        """
        Parse a part; `None` where it is not there.

        Raises:
            Unreadable: Damaged, or with a document type, which the standard forbids.
        """
        data = self.bytes(part)
        if not data.strip():
            return None
        refuse_document_type(data)
        if b"purl.oclc.org" in data:
            for strict, usual in _STRICT:
                data = data.replace(strict, usual)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise _damaged(error) from error

    def references(self, part: str = "") -> dict[str, Reference]:
        """List what a part refers to within the package, by id; without a part, what the package itself does."""
        folder, _, name = part.rpartition("/")
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        found = {}
        for item in () if root is None else root:
            if isinstance(item.tag, str) and item.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, item.get("Target") or ""))
                found[item.get("Id") or ""] = Reference((item.get("Type") or "").rpartition("/")[2], _plain(target))
        return found

    def check_all_xml(self) -> None:
        """Look through every XML part, for a library that will parse them itself."""
        for part in self._names:
            if part.endswith((".xml", ".rels", ".vml")):
                refuse_document_type(self.bytes(part))

    def _check_sizes(self) -> None:
        members = self._zip.infolist()
        if len(members) > self._limits.archive_files:
            raise Unreadable("I005", limit=self._limits.archive_files)
        if any(member.flag_bits & LOCKED for member in members):
            raise Unreadable("I007")
        if sum(member.file_size for member in members) > self._limits.unpacked_bytes or any(
            is_bomb(member, self._limits) for member in members
        ):
            raise Unreadable("I004", limit=self._limits.unpacked_bytes // MIB)


def refuse_document_type(data: bytes) -> None:
    """
    Refuse XML that declares a document type or entities, or an encoding in which it could hide them.

    Packages may hold neither (ECMA-376, part 2, 8.1), and what declares them is made to harm: a billion laughs, or an
    entity that stands for a file of this machine.
    """
    plain = data.replace(b"\0", b"") if b"\0" in data[:64] else data
    encoding = _ENCODING.match(
        plain[:200].removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    )
    if encoding and encoding[1].lower() not in {b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii"}:
        raise Unreadable("I017")
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise Unreadable("I017")


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _damaged(error: BaseException) -> Unreadable:
    return Unreadable("I008", reason=f"{type(error).__name__}: {error}"[:100])
