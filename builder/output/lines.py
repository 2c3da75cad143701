"""
Take a page apart by its lines, most of which other pages have too.

This finds nothing by itself: it tells of most pages that they are clean, at a tenth of the cost of reading them whole,
and leaves the others to `audit`.  A line is taken apart once; then it is known what it leaves to be searched for runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.output.plain import APART, BLOCK, CUT
from builder.output.secret import has_private, surroundings
from builder.output.unpack import parted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.output.secret import Secrets

_ENDINGS = (".html", ".xml")
_REMEMBERED = 50_000


class Lines:
    """The lines that were met and found clean; what is remembered changes no answer."""

    def __init__(self, secrets: Secrets) -> None:
        """Look for *secrets*."""
        self._secrets = secrets
        self._outlines = {"": ""}
        self._kinds = {"": ""}
        self._tags: set[str] = set()

    def are_clean(self, path: str, data: bytes) -> bool:
        """Tell whether it is sure that a page holds no secret."""
        text = _text_of(path, data)
        if not text:
            return False
        if len(self._outlines) > _REMEMBERED:
            self._outlines, self._kinds, self._tags = {"": ""}, {"": ""}, set()
        lines = text.split("\n")
        new = [*set(lines).difference(self._kinds)]
        if new and not self._take_in(new, path):
            return False
        kinds = [*map(self._kinds.__getitem__, lines)]
        joined = "".join(kinds)
        if _GOES_ON in joined:
            return False
        if _PRIVATE not in joined:
            return True
        outlines = [*map(self._outlines.__getitem__, lines)]
        private = [number for number, kind in enumerate(kinds) if _PRIVATE in kind]
        about = (surroundings(outlines, number).split(BLOCK) for number in private)
        return not any(hit for blocks in about for hit in self._secrets.in_outlines(blocks, path))

    def _take_in(self, lines: Sequence[str], path: str) -> bool:
        """Take lines apart, and tell whether each could be by itself, and is clean."""
        joined = "\n".join(lines)
        if "<!--" in joined or ("<script" in joined and any(map(_is_open_script, lines))):
            return False
        text, tags = parted(joined)
        texts = text.split("\n")
        if len(texts) != len(lines) or "<" in text or "&lt;" in text:
            return False  # a tag that goes on in the next line, or markup within markup
        new = tags.keys() - self._tags
        if any(self._secrets.in_tags(BLOCK.join(new), path)):
            return False
        outlines, hits = self._secrets.outlines(APART.join(texts).split(BLOCK), path)
        if hits:
            return False
        self._tags |= new
        for line, outline in zip(lines, BLOCK.join(outlines).split(APART), strict=True):
            self._outlines[line] = outline
            self._kinds[line] = _kind(outline)
        return True


_OPEN = "o"
_GOES_ON = _OPEN * 2
"""Where one line is open at its end and the next at its begin, a block goes on."""
_PRIVATE = "p"


def _kind(outline: str) -> str:
    """Tell whether a line begins and ends with a block of its own, and whether it has to be searched for runs."""
    if not outline:
        return ""
    kind = _PRIVATE if has_private(outline) else " "
    if outline[0] != BLOCK:
        kind = _OPEN + kind
    return kind if outline[-1] == BLOCK else kind + _OPEN


def _is_open_script(line: str) -> bool:
    return "<script" in line and "</script" not in line


def _text_of(path: str, data: bytes) -> str:
    """Give the text of a page that can be taken apart by its lines; empty for any other file."""
    if not path.endswith(_ENDINGS) or not data.startswith(b"<"):
        return ""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return ""
    return "" if BLOCK in text or CUT in text or "base64," in text else text
