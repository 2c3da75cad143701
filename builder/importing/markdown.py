"""Write paragraphs as the Markdown that the builder reads, so that every sign of theirs is shown as it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from builder.importing.paragraphs import Paragraph

_EVERYWHERE = re.compile(r"[\\*]|\[(?=\[)|\](?=\()|!(?=\[)|<(?=https?://|!--)")
_AT_START = re.compile(r"^(?:#{1,6}(?= )|[-+>](?= )|[|]|:::|---|___|={3,})")


def escaped(text: str) -> str:
    """Escape what the letters' dialect would take for marks."""
    text = _EVERYWHERE.sub(lambda found: f"\\{found[0]}", text)
    start = _AT_START.match(text)
    return f"\\{text}" if start else text


_ESCAPE = re.compile(r"\\([\\*\[\]!<#+>|:_=-])")


def unescaped(text: str) -> str:
    """Take the escapes away again."""
    return _ESCAPE.sub(r"\1", text)


_HEADING = re.compile(r"^## ", re.MULTILINE)
_CELL = re.compile(r"(?<!\\)\|")


def plain(block: str) -> str:
    """Give a block as the text that it stands for: no marks, the cells of a table parted by tabs."""
    if block.startswith("| "):
        rows = [row for number, row in enumerate(block.split("\n")) if number != 1]
        cells = ([cell.strip().replace("\\|", "|") for cell in _CELL.split(row.strip()[1:-1])] for row in rows)
        return "\n".join(unescaped("\t".join(row)) for row in cells)
    return unescaped(_HEADING.sub("", block))


def blocks(paragraphs: Sequence[Paragraph]) -> tuple[str, ...]:
    """Write paragraphs as blocks; successive rows become a table."""
    found: list[str] = []
    rows: list[str] = []
    for paragraph in paragraphs:
        if paragraph.form == "row":
            rows.append(paragraph.text)
            continue
        if rows:
            found.append(table(rows))
            rows = []
        found.append(escaped(paragraph.text))
    return (*found, *((table(rows),) if rows else ()))


def table(rows: Iterable[str]) -> str:
    """Write rows of tab-parted cells as a table, the first row as its head."""
    cells = [[escaped(cell.strip()).replace("|", "\\|") for cell in row.split("\t")] for row in rows]
    wide = max(map(len, cells))
    lines = ["| " + " | ".join([*row, *[""] * (wide - len(row))]) + " |" for row in cells]
    return "\n".join([lines[0], "|" + " --- |" * wide, *lines[1:]])
