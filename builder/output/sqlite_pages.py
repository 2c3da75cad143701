"""
Bring the pages of a SQLite file to one form: what is in no row is zero.

Between the list of cells and the cells of a page lies a gap, in which SQLite leaves whatever stood there while it moved
cells about; versions differ in what they leave.  The header counts changes and names the version that wrote the file;
readers take both for hints.  The layout: https://www.sqlite.org/fileformat2.html.
"""

from __future__ import annotations

_HEADER = 100
_COUNTERS = ((24, 1), (92, 1), (40, 1), (96, 0))
"""Of changes (twice: while both are the same, the size in the header holds) and of those of the schema; the version."""
_TREES = frozenset({2, 5, 10, 13})
"""What the first byte says of the pages of a table or an index; another page has no gap."""
_INNER = frozenset({2, 5})


def in_one_form(data: bytes) -> bytes:
    """Give a database with zeros in the gaps of its pages, and with counts that do not depend on who wrote it."""
    tidy = bytearray(data)
    size = int.from_bytes(data[16:18], "big")
    size = 65_536 if size == 1 else size
    for start in range(0, len(data), size):
        head = start + (_HEADER if start == 0 else 0)
        if data[head] in _TREES:
            cells = int.from_bytes(data[head + 3 : head + 5], "big")
            content = int.from_bytes(data[head + 5 : head + 7], "big") or 65_536
            gap = slice(head + (12 if data[head] in _INNER else 8) + 2 * cells, start + content)
            tidy[gap] = bytes(max(gap.stop - gap.start, 0))
    for at, value in _COUNTERS:
        tidy[at : at + 4] = value.to_bytes(4, "big")
    return bytes(tidy)
