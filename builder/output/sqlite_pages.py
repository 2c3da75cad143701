"""
Bring the pages of a SQLite file to one form: what is in no row is zero.

Between the list of cells and the cells of a page lies a gap, in which SQLite leaves whatever stood there while it moved
cells about; versions differ in what they leave.  The header counts changes and names the version that wrote the file;
readers take both for hints.  The layout: https://www.sqlite.org/fileformat2.html.

A file is taken a page at a time, since it may be large.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_HEADER = 100
_COUNTERS = ((24, 1), (92, 1), (40, 1), (96, 0))
"""Of changes (twice: while both are the same, the size in the header holds) and of those of the schema; the version."""
_TREES = frozenset({2, 5, 10, 13})
"""What the first byte says of the pages of a table or an index; another page has no gap."""
_INNER = frozenset({2, 5})


def bring_to_one_form(database: Path) -> None:
    """Put zeros in the gaps of a file's pages, and counts that do not depend on who wrote it."""
    at = 0
    with database.open("r+b") as file:
        for page in _tidy_pages(database):
            file.seek(at)
            at += file.write(page)


def is_in_one_form(data: bytes, copy: Path) -> bool:
    """Tell whether a database is what a copy of it gives once that is brought to one form."""
    at = 0
    for page in _tidy_pages(copy):
        if data[at : at + len(page)] != page:
            return False
        at += len(page)
    return at == len(data)


def _tidy_pages(database: Path) -> Iterator[bytes]:
    with database.open("rb") as file:
        size = int.from_bytes(file.read(18)[16:], "big")
        size = 65_536 if size == 1 else size
        file.seek(0)
        yield bytes(_tidied(bytearray(file.read(size)), _HEADER))
        while page := file.read(size):
            yield bytes(_tidied(bytearray(page), 0))


def _tidied(page: bytearray, head: int) -> bytearray:
    if page[head] in _TREES:
        cells = int.from_bytes(page[head + 3 : head + 5], "big")
        content = int.from_bytes(page[head + 5 : head + 7], "big") or 65_536
        gap = slice(head + (12 if page[head] in _INNER else 8) + 2 * cells, content)
        page[gap] = bytes(max(gap.stop - gap.start, 0))
    for at, value in _COUNTERS if head else ():
        page[at : at + 4] = value.to_bytes(4, "big")
    return page
