"""What a row of a table gives, in a web page and in a Word document alike."""

from __future__ import annotations

import re

LONG = 200
"""Characters; a cell that holds more than this in several paragraphs holds a text, not a value."""


def is_row(cells: list[list[str]]) -> bool:
    """
    Tell whether the cells of a row, given as their paragraphs, are values that stand side by side.

    Pages are laid out by tables, and forms hold a whole letter in one cell: these are read paragraph by paragraph.
    """
    filled = [cell for cell in cells if any(cell)]
    return len(filled) > 1 and not any(len(cell) > 1 and sum(map(len, cell)) > LONG for cell in cells)


def as_row(cells: list[list[str]]) -> str:
    """Write cells as the text of a row: parted by tabs, the paragraphs of a cell by spaces."""
    return "\t".join(re.sub(r"\s+", " ", " ".join(cell)).strip() for cell in cells).rstrip("\t")
