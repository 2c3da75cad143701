"""
Find the runs of a set of texts in any amount of other text.

A run is twelve characters in a row.  Wherever one stands, it holds one of the windows of six that begin at each
seventh character, so only these are looked up in all that is searched.
"""

from __future__ import annotations

from typing import NamedTuple
from zlib import crc32

RUN = 12
"""Characters that make a run of a text a secret of its own."""
_WINDOW = 6
_STEP = RUN - _WINDOW + 1

_BYTES = 4
"""Of one character in the form that is hashed."""
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
    def of(cls, text: str, spare: int = 2) -> Sieve:
        """
        Let through every run of *text*.

        Args:
            spare: The binary logarithm of how many flags there are at least for each character: the more, the less is
                let through by chance.
        """
        from builder.output.checksums import flags

        size = 1 << max(12, min(_MOST_FLAGS, len(text).bit_length() + spare))
        return cls(flags(text, _WINDOW, size), flags(text, RUN, size))

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


def _hashable(text: str) -> bytes:
    return text.encode("utf-32-le", "surrogatepass")
