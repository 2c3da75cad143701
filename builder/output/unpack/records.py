"""Read tables and JSON: a record with a text in it by itself, with the address that it belongs to."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from builder.output.plain import BLOCK, CUT, foreign
from builder.output.unpack.encodings import as_text
from builder.output.unpack.markup import gap_of_html, without_tags
from builder.output.unpack.parts import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from builder.output.unpack.parts import Found, Part


_LONG_CELL = 40
"""Characters of a cell that is a text and no name, number or date."""


def read_table(part: Part) -> Iterator[Found]:
    """Read CSV, or TSV by its name."""
    import csv
    import io

    text = as_text(part)
    lines = io.StringIO(text, newline="")
    rows = csv.reader(lines, delimiter="\t" if part.name.lower().endswith("tsv") else ",")
    try:
        yield from read_rows(part, rows)
    except csv.Error:
        yield Text(part.where, text.replace("\n", BLOCK))


def read_rows(part: Part, rows: Iterable[Sequence[str]]) -> Iterator[Found]:
    """
    Yield the cells of a table; a row with a text in it, and the address that it belongs to, by itself.

    What is public there is then known from what stands at that address, and a table of any length is read in pieces.
    """
    rest: list[str] = []
    for row in rows:
        address = _address_in(row)
        blocks = BLOCK.join([_parted(cell) for cell in row])
        if address is not None:
            yield Text(part.where, blocks, "text", address)
        else:
            rest.append(blocks)
    yield Text(part.where, BLOCK.join(rest))


def _address_in(cells: Sequence[str]) -> str | None:
    """Find the address that a row with a text belongs to: it stands in the row."""
    if all(len(cell) < _LONG_CELL or cell.startswith("/") for cell in cells):
        return None
    return next((cell.partition("#")[0] for cell in cells if cell.startswith("/") and "\n" not in cell), None)


def _parted(text: str) -> str:
    """Part the paragraphs of a text as a page does."""
    return text.replace("\n\n", BLOCK)


def read_json(part: Part) -> Iterator[Found]:
    """Read a JSON text, or one to a line: keys, strings and numbers; what is no JSON as it stands."""
    import json

    text = as_text(part)
    try:
        yield from without_tags(
            part, BLOCK.join(strings_of(json.loads(text, object_pairs_hook=_in_a_row))), gap_of_html
        )
    except (ValueError, RecursionError):
        yield from _json_lines(part, text)


def _json_lines(part: Part, text: str) -> Iterator[Found]:
    import json

    rest: list[str] = []
    for line in text.split("\n"):
        try:
            strings = [*strings_of(json.loads(line, object_pairs_hook=_in_a_row))]
        except (ValueError, RecursionError):
            strings = [line]
        address = _address_in(strings)
        blocks = BLOCK.join(map(_parted, strings))
        if address is not None:
            yield from without_tags(part, blocks, gap_of_html, address)
        else:
            rest.append(blocks)
    yield from without_tags(part, BLOCK.join(rest), gap_of_html)


def _in_a_row(pairs: list[tuple[str, object]]) -> list[object]:
    """Put the keys and values of an object in a row: one that has a key twice holds both values."""
    return [*chain.from_iterable(pairs)]


def strings_of(value: object) -> list[str]:
    """List keys, strings and numbers of a JSON value in order."""
    found: list[str] = []
    _collect(value, found)
    together = "".join(found)
    return [*map(foreign, found)] if BLOCK in together or CUT in together else found


def _collect(value: object, found: list[str]) -> None:
    if isinstance(value, str):
        found.append(value)
    elif isinstance(value, dict):
        _collect(_in_a_row([*value.items()]), found)
    elif isinstance(value, list):
        for item in value:
            if isinstance(item, str):
                found.append(item)
            else:
                _collect(item, found)
    elif value is not None:
        found.append(str(value))
