"""
Make the checksums of all runs of a text at once.

CRC-32 is linear: the checksum of some bytes is the exclusive or of what each of them does to that of as many zeros.
So what a character does at a place comes out of a table, and a text is summed place by place, all its runs together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

_BYTES = 4
"""Of one character."""


def checksums(text: str, width: int) -> npt.NDArray[np.uint32]:
    """Give the CRC-32 of every *width* characters of *text* as UTF-32, little end first."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.dtype("<u4")).astype(np.uint32)
    count = max(0, len(codes) - width + 1)
    found = np.full(count, crc32(bytes(width * _BYTES)), np.uint32)
    low, high = (codes & 0xFFFF).astype(np.uint16), (codes >> 16).astype(np.uint8)
    for place in range(width):
        first, second, third = (_effects(place * _BYTES + byte, width * _BYTES) for byte in range(3))
        found ^= (second[:, None] ^ first[None, :]).ravel()[low[place : place + count]]
        if high.any():
            found ^= third[high[place : place + count]]
    return found


def flags(text: str, width: int, size: int) -> bytes:
    """Set a flag for each of these checksums, modulo *size*, which is a power of two."""
    found = np.zeros(size, np.uint8)
    found[checksums(text, width) & np.uint32(size - 1)] = 1
    return found.tobytes()


def _effects(place: int, size: int) -> npt.NDArray[np.uint32]:
    """Say what each value of the byte at *place* does to the checksum of *size* bytes."""
    before, after = bytes(place), bytes(size - place - 1)
    zeros = crc32(bytes(size))
    return np.array([crc32(before + bytes((value,)) + after) ^ zeros for value in range(256)], np.uint32)
