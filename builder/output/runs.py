"""
Find the runs of a set of texts in any amount of other text.

A run is twelve characters in a row.  Wherever one stands, it holds one of the windows of six that begin at each
seventh character, so only these are looked up in all that is searched.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterable

RUN = 12
"""Characters that make a run of a text a secret of its own."""
_WINDOW = 6
_STEP = RUN - _WINDOW + 1

_BYTES = 4
"""Of one character in the form that is hashed."""
_STOP = "。"
_MOST_FLAGS = 26
"""The binary logarithm of how many flags there are at most: 64 MiB each for windows and runs."""


class Sieve(NamedTuple):
    """
    Lets through every run of a set, and now and then one that is none.

    Each window and each run of the set sets a flag, which its checksum names; plain data, fit to be kept in a cache.
    """

    windows: bytes
    runs: bytes

    @classmethod
    def of(cls, texts: Iterable[str]) -> Sieve:
        """Let through the runs of these texts."""
        pieces = {piece for text in texts for piece in _pieces(text) if len(piece) >= RUN}
        flags = 1 << max(12, min(_MOST_FLAGS, sum(map(len, pieces)).bit_length() + 2))
        windows, runs = bytearray(flags), bytearray(flags)
        for piece in pieces:
            data = _hashable(piece)
            _flag(windows, data, _WINDOW)
            _flag(runs, data, RUN)
        return cls(bytes(windows), bytes(runs))

    def places(self, text: str) -> list[int]:
        """Find where in *text* a run of the set may begin, in order."""
        data, windows, runs = _hashable(text), self.windows, self.runs
        mask, width = len(windows) - 1, _WINDOW * _BYTES
        last = len(data) - width
        met = [at for at in range(0, last + 1, _STEP * _BYTES) if windows[crc32(data[at : at + width]) & mask]]
        if not met:
            return met
        width, reach = RUN * _BYTES, (RUN - _WINDOW) * _BYTES
        last = len(data) - width
        return [
            at // _BYTES
            for window in met
            for at in range(max(0, window - reach), min(window, last) + 1, _BYTES)
            if runs[crc32(data[at : at + width]) & mask]
        ]


def _pieces(text: str) -> list[str]:
    """Cut *text* so that every run stands whole in a piece: into sentences, and what meets at their ends."""
    if _STOP not in text:
        return [text]
    sentences = text.split(_STOP)
    stops = [end - 1 for end in accumulate(len(sentence) + 1 for sentence in sentences[:-1])]
    return sentences + [text[max(0, stop - RUN + 1) : stop + RUN] for stop in stops]


def _hashable(text: str) -> bytes:
    return text.encode("utf-32-le", "surrogatepass")


def _flag(flags: bytearray, data: bytes, width: int) -> None:
    """Set the flag of every *width* characters of *data*."""
    mask, size = len(flags) - 1, width * _BYTES
    for at in range(0, len(data) - size + 1, _BYTES):
        flags[crc32(data[at : at + size]) & mask] = 1
