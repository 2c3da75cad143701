"""Text files, and the character sets of all that is text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from builder.importing.text import Line, Source, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.importing.limits import Limits

CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufeff]")
"""What a file may hold by accident and nobody sees; line breaks, tabs and form feeds are none of it."""

_ENDS = re.compile("\r\n|\r|\n")
_INNER_ENDS = re.compile("[\v\x85\u2028\u2029]")
"""Ends of lines that an editor does not count."""
_HAN = re.compile("[\u3400-\u9fff]")
_STRANGE = re.compile("[\ufffd\ue000-\uf8ff\x80-\x9f]")
"""No characters of a text: unassigned ones of GB18030."""


def read(name: str, data: bytes, _: Limits) -> Source:
    """Read a text file."""
    return Source(name, "txt", tuple(_lines(decoded(data))))


def decoded(data: bytes) -> str:
    """
    Decode text: by its mark, as UTF-8, else as GB18030, each strictly.

    UTF-8 with a bad byte is often valid GB18030 by chance, and so is Big5: what comes out is then checked for being
    Chinese as it is written, since garbage in a letter is worse than a letter refused.

    Raises:
        Unreadable: With the line and the byte where the better of the two readings stops.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise _bad_byte(data, error) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if _is_mostly_utf8(data):
            raise _bad_byte(data, error) from error
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        raise _bad_byte(data, error) from error
    if not _is_likely(text):
        raise Unreadable("I015", place=1, byte=f"0x{next(byte for byte in data if byte > 127):02X}")
    return text


def _lines(text: str) -> Iterator[Line]:
    page = 1 if "\f" in text else 0
    for number, whole in enumerate(_ENDS.split(text.removesuffix("\n").removesuffix("\r")), 1):
        for turn, part in enumerate(whole.split("\f")):
            page += turn > 0
            if turn and not part:
                continue
            for piece in _INNER_ENDS.split(part):
                yield Line(CONTROLS.sub("", piece), number, page)


def _bad_byte(data: bytes, error: UnicodeDecodeError) -> Unreadable:
    before = data[: error.start]
    return Unreadable("I015", place=before.count(b"\n") + 1, byte=f"0x{data[error.start]:02X}")


def _is_mostly_utf8(data: bytes) -> bool:
    """Tell whether bytes are UTF-8 that was damaged: read as UTF-8 they give many Han characters and few faults."""
    text = data.decode("utf-8", "replace")
    return len(_HAN.findall(text)) > 10 * text.count("\ufffd")


def _is_likely(text: str) -> bool:
    """
    Tell whether text that was read as GB18030 is Chinese.

    The 3,755 most frequent characters stand first in GB 2312 (lead bytes B0 to D7) and make up nine tenths of a letter,
    also of one in traditional characters two thirds; other encodings read as this one scatter over the whole table.
    """
    han = _HAN.findall(text)
    strange = len(_STRANGE.findall(text))
    if len(han) < 8 or 50 * strange > len(han):
        return not strange
    codes = [character.encode("gb18030") for character in han]
    frequent = sum(0xB0 <= code[0] <= 0xD7 and code[1] >= 0xA1 for code in codes)
    return bool(frequent > 0.6 * len(han))
