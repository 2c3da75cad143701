"""What is common to zip archives and to office documents, which are zip files of their own."""

from __future__ import annotations

import lzma
import zlib
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from builder.importing.limits import MIB

if TYPE_CHECKING:
    from zipfile import ZipInfo

    from builder.importing.limits import Limits

BROKEN_ZIP = (BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
"""What `zipfile` raises on a damaged archive; the last one where a member is locked."""

LOCKED, _UTF8 = 0x1, 0x800
"""Bits by which a zip says that a member is encrypted, and that its name is UTF-8."""


def is_bomb(member: ZipInfo, limits: Limits) -> bool:
    """Tell whether a member unpacks to a size out of all proportion."""
    return member.file_size > MIB and member.file_size > limits.ratio * member.compress_size


def name_of(member: ZipInfo) -> str:
    """
    Give the name of a member as its maker saw it, without what would make it a path out of the archive.

    Windows in China writes names in GBK and does not say so; `zipfile` then reads them as code page 437.
    """
    name = member.orig_filename if member.flag_bits & _UTF8 else _from_gbk(member.orig_filename)
    parts = name.split("\0")[0].replace("\\", "/").split("/")
    return "/".join(part for part in parts if part not in {"", ".", ".."} and not part.endswith(":")) or "?"


def _from_gbk(name: str) -> str:
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name
