"""
Write tables as CSV and JSON Lines, a row at a time.

CSV is what RFC 4180 says: UTF-8, commas, CR and LF at the end of a line, names in the first one.  A second CSV is for
Excel and its like: it begins with a byte order mark, by which they know it as UTF-8, and nothing in it is a formula or
loses its zeros.
"""

from __future__ import annotations

import csv
import json
import re
from contextlib import ExitStack
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from builder.site.opendata import tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from io import TextIOWrapper
    from pathlib import Path

    from builder.site.opendata.rows import Row, Value
    from builder.site.opendata.tables import Column, Table

    Write: TypeAlias = Callable[[Sequence[str]], object]

LIST_SEPARATOR = "|"
"""Between the texts of a list in one cell."""

_ENCODINGS = {"csv": "utf-8", "excel": "utf-8-sig", "jsonl": "utf-8"}
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_FORMULA = re.compile(r"[\s'\"]*[=+\-@＝＋－＠]")
_READ_AS_NUMBER = re.compile(r"[0-9０-９][0-9０-９.,，:：/eE%\-–() ]*\Z")
"""What a spreadsheet takes for a number, a day or a share, and writes in its own way: 091, 1-2, 0999-5550100, 100%."""


def as_cell(value: Value, _kind: str = "") -> str:
    """Write a value as CSV holds it."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            return value
        case int():
            return str(value)
        case _:
            return LIST_SEPARATOR.join(map(str, value))


def as_excel_cell(value: Value, kind: str) -> str:
    """
    Write a value so that a spreadsheet shows it as it is.

    A cell that begins as a formula does gets an apostrophe in front, so that it is text; one that looks like a number
    but is a text (091) gets a tab, which is not seen.
    """
    cell = as_cell(value)
    if kind in {"integer", "boolean", "date"}:
        return cell
    if _FORMULA.match(cell):
        return f"'{cell}"
    return f"\t{cell}" if _READ_AS_NUMBER.match(cell) else cell


class _Sheet(NamedTuple):
    """The open files of one table."""

    table: Table
    columns: tuple[Column, ...]
    """Of CSV."""
    writers: tuple[tuple[str, Write], ...]
    """`csv`, and `excel` where there is one, each with what writes a row of cells."""
    lines: TextIOWrapper | None


def write(rows: Iterable[Row], folder: Path, names: Mapping[tuple[str, str], str]) -> dict[str, int]:
    """
    Write all tables.

    Args:
        names: The file of each table in each form, below *folder*: `csv`, `excel`, `jsonl`.

    Returns:
        How many rows each table has.
    """
    counts = {table.name: 0 for table in tables.TABLES}
    with ExitStack() as stack:
        sheets = {table.name: _open(table, folder, names, stack) for table in tables.TABLES}
        for name, values in rows:
            counts[name] += 1
            _write_row(sheets[name], values)
    return counts


def _open(table: Table, folder: Path, names: Mapping[tuple[str, str], str], stack: ExitStack) -> _Sheet:
    columns = tables.in_csv(table.columns)
    files = {
        form: stack.enter_context((folder / names[table.name, form]).open("w", encoding=encoding, newline=""))
        for form, encoding in _ENCODINGS.items()
        if (table.name, form) in names
    }
    writers = tuple((form, csv.writer(file).writerow) for form, file in files.items() if form != "jsonl")
    for _, write_row in writers:
        write_row([column.name for column in columns])
    return _Sheet(table, columns, writers, files.get("jsonl"))


def _write_row(sheet: _Sheet, values: Mapping[str, Value]) -> None:
    for form, write_row in sheet.writers:
        as_text = as_excel_cell if form == "excel" else as_cell
        write_row([as_text(values.get(column.name), column.kind) for column in sheet.columns])
    if sheet.lines:
        line = {column.name: values.get(column.name) for column in sheet.table.columns}
        sheet.lines.write(_JSON.encode(line) + "\n")
