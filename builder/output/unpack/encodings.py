"""Read bytes as text: in the encoding that is theirs, or in each that could be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from builder.output.plain import BLOCK, foreign
from builder.output.unpack.parts import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.output.unpack.parts import Found, Part


_ENCODINGS = (
    *(("utf-8", 0), ("gb18030", 0), ("gb18030", 1)),
    *(("utf-16-le", 0), ("utf-16-le", 1), ("utf-16-be", 0), ("utf-16-be", 1)),
)
# Random bytes read as UTF-16 or GB18030 look like Chinese, so shorter runs than this are only noise.
READABLE = re.compile("[\u0020-\u007e\u00b7\u200b-\u203b\u3000-\u303f\u3400-\u9fff\ufeff\uff00-\uff5e]{3,}")


def as_text(part: Part) -> str:
    """Decode what should be text: as its mark says, as UTF-8, else as GB18030."""
    text = from_utf8(part.data) if part.text is None else part.text
    if text is None:
        has_mark = part.data.startswith((b"\xff\xfe", b"\xfe\xff"))
        text = part.data.decode("utf-16" if has_mark else "gb18030", "replace")
    return foreign(text)


def from_utf8(data: bytes) -> str | None:
    """Decode bytes that are UTF-8 throughout; `None` for others."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None


def guesses(where: str, data: bytes) -> Iterator[Found]:
    """Yield what could be read in bytes, in each usual encoding."""
    for encoding, at in _ENCODINGS:
        runs = READABLE.findall(data[at:].decode(encoding, "replace"))
        if runs:
            yield Text(where, BLOCK.join(runs), "guess")
