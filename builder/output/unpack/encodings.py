"""Read bytes as text: in the encoding that is theirs, or in each that could be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from builder.output.plain import BLOCK, foreign
from builder.output.unpack.parts import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.output.unpack.parts import Found


_ENCODINGS = (
    *(("utf-8", 0), ("gb18030", 0), ("gb18030", 1)),
    *(("utf-16-le", 0), ("utf-16-le", 1), ("utf-16-be", 0), ("utf-16-be", 1)),
)
# Random bytes read as UTF-16 or GB18030 look like Chinese, so shorter runs than this are only noise.
READABLE = re.compile("[\u0020-\u007e\u00b7\u200b-\u203b\u3000-\u303f\u3400-\u9fff\ufeff\uff00-\uff5e]{3,}")


def as_text(data: bytes) -> str:
    """Decode what should be text: as its mark says, as UTF-8, else as GB18030."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return foreign(data.decode("utf-16", "replace"))
    try:
        return foreign(data.decode())
    except UnicodeDecodeError:
        return foreign(data.decode("gb18030", "replace"))


def is_utf8(data: bytes) -> bool:
    """Tell whether bytes are UTF-8 throughout."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def guesses(where: str, data: bytes) -> Iterator[Found]:
    """Yield what could be read in bytes, in each usual encoding."""
    for encoding, at in _ENCODINGS:
        runs = READABLE.findall(data[at:].decode(encoding, "replace"))
        if runs:
            yield Text(where, BLOCK.join(runs), "guess")
