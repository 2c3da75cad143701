"""Tables: Excel workbooks and comma-separated values, as catalogues of proposals are kept."""

from __future__ import annotations

import csv
import io
import re
import warnings
from collections import Counter
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from openpyxl import load_workbook
from openpyxl.utils.datetime import from_excel

from builder.importing.readers.package import Package
from builder.importing.readers.plain import CONTROLS, decoded
from builder.importing.text import Sheet, Source, Unreadable, note

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from openpyxl.cell.read_only import ReadOnlyCell

    from builder.importing.limits import Limits

_CHINESE_DATES = frozenset({*range(27, 37), *range(50, 59)})
"""Numbers of formats that are dates in a Chinese Excel, such as 2023年6月10日; openpyxl does not know them."""
_ZEROS = re.compile(r"0{2,}")
_DECIMALS = re.compile(r"[#,0]*0\.(0+)(%?)|0(%)")
_FORMULA_OF_TEXT = re.compile(r'="(.*)"')
"""How text that looks like a number is kept from Excel."""
_DELIMITERS = (",", "\t", ";", "|", "，")


def read_workbook(name: str, data: bytes, limits: Limits) -> list[Sheet]:
    """Read every sheet of a workbook that shows something."""
    Package(data, limits).check_all_xml()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what openpyxl passes over: drawings, checks of what is typed in
            return _with_content(_workbook(name, data, limits))
    except (MemoryError, Unreadable):
        raise
    except Exception as error:  # what openpyxl raises on a damaged workbook is not documented, and is of every kind
        raise Unreadable("I008", reason=f"{type(error).__name__}: {error}"[:100]) from error


def read_values(name: str, data: bytes, limits: Limits) -> list[Sheet]:
    """Read comma-separated values, whatever parts them."""
    text = decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    rows = _rows_of_text(text, limits)
    return _with_content([Sheet(name, tuple(_trimmed(rows)))])


def of_page(source: Source) -> Sheet | Source:
    """Take the rows of a web page under the name of a workbook, which is how many systems "export to Excel"."""
    rows = [line.text.split("\t") for line in source.lines if line.form == "row" and not line.dropped]
    return Sheet(source.name, tuple(_trimmed(rows)), notes=source.notes) if len(rows) > 1 else source


def _with_content(sheets: Iterable[Sheet]) -> list[Sheet]:
    found = [sheet for sheet in sheets if sheet.rows]
    if not found:
        raise Unreadable("I020")
    return found


# --- workbooks


def _workbook(name: str, data: bytes, limits: Limits) -> list[Sheet]:
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        hidden = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
        found = []
        for sheet in book.worksheets:
            if sheet.title not in hidden:
                sheet.reset_dimensions()  # what a sheet says of its size is often wrong
                rows = _filled(sheet.iter_rows(), book.epoch, limits)
                found.append(Sheet(name, tuple(_trimmed(rows)), sheet.title))
        if found and hidden:
            found[0] = found[0]._replace(notes=(note("I041", titles="、".join(hidden)),))
        return found
    finally:
        book.close()


def _filled(rows: Iterable[Iterable[ReadOnlyCell]], epoch: datetime, limits: Limits) -> Iterator[list[str]]:
    """Yield rows as shown; empty ones only where another follows, since sheets go on for a million of them."""
    empty = 0
    for number, row in enumerate(rows, 1):
        shown = [_shown(cell, epoch) for cell in row]
        if not any(shown):
            empty += 1
            continue
        if number > limits.rows or len(_without_end(shown)) > limits.columns:
            raise Unreadable("I024", rows=limits.rows, columns=limits.columns)
        yield from ([] for _ in range(empty))
        empty = 0
        yield shown


def _shown(cell: ReadOnlyCell, epoch: datetime) -> str:
    value = cell.value
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case int() | float():
            return _number(value, cell, epoch)
        case datetime() | date() | time() | timedelta():
            return _moment(value)
        case _:
            return _text(str(value))


def _number(value: float, cell: ReadOnlyCell, epoch: datetime) -> str:
    """Write a number as the sheet shows it: 0091 under a format of four zeros, 50% and not 0.5."""
    if cell.style_array.numFmtId in _CHINESE_DATES:
        return _moment(from_excel(value, epoch))
    form = str(cell.number_format)
    if _ZEROS.fullmatch(form):
        return f"{value:0{len(form)}.0f}"
    if decimals := _DECIMALS.fullmatch(form):
        is_share = bool(decimals[2] or decimals[3])
        return f"{value * (100 if is_share else 1):.{len(decimals[1] or '')}f}{'%' if is_share else ''}"
    return str(int(value)) if value == int(value) else f"{value:.15g}"


def _moment(value: datetime | date | time | timedelta | None) -> str:
    match value:
        case None:
            return ""
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime():
            return value.isoformat(" ", "minutes")
        case _:
            return str(value)


# --- values


def _rows_of_text(text: str, limits: Limits) -> list[list[str]]:
    first, _, rest = text.partition("\n")
    named = re.fullmatch(r"sep=(.)", first)  # how Excel is told
    body = rest if named else text
    delimiter = named[1] if named else _delimiter(body)
    rows = []
    try:
        for number, row in enumerate(csv.reader(io.StringIO(body), delimiter=delimiter), 1):
            if number > limits.rows or len(row) > limits.columns:
                raise Unreadable("I024", rows=limits.rows, columns=limits.columns)
            rows.append([_text(_FORMULA_OF_TEXT.sub(r"\1", cell)) for cell in row])
    except csv.Error as error:
        raise Unreadable("I008", reason=f"CSV: {error}"[:100]) from error
    return rows


def _delimiter(text: str) -> str:
    """Find what parts the cells: that by which most of the first rows have the same number of them, more than one."""
    best, most = ",", 0
    for delimiter in _DELIMITERS:
        try:
            rows = csv.reader(io.StringIO(text[:20_000]), delimiter=delimiter)
            widths = Counter(len(row) for _, row in zip(range(30), rows, strict=False))
        except csv.Error:
            continue
        alike = max((count for width, count in widths.items() if width > 1), default=0)
        if alike > most:
            best, most = delimiter, alike
    return best


# --- cells and rows


def _text(text: str) -> str:
    return CONTROLS.sub("", text.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")).strip()


def _trimmed(rows: Iterable[list[str]]) -> list[tuple[str, ...]]:
    """Cut empty cells at the ends of rows and empty rows at the end."""
    found = [tuple(_without_end(row)) for row in rows]
    while found and not found[-1]:
        found.pop()
    return found


def _without_end(row: list[str]) -> list[str]:
    filled = next((n for n in range(len(row), 0, -1) if row[n - 1]), 0)
    return row[:filled]
