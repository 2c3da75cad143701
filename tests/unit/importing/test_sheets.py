"""Catalogues: workbooks and comma-separated values as they are shown."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from builder.importing.limits import Limits
from tests.documents import codes, packed, refusal, sheets

if TYPE_CHECKING:
    from pathlib import Path


def workbook(book: Workbook) -> bytes:
    """Save a workbook."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_values_are_read_as_they_are_shown(tmp_path: Path) -> None:
    """Whole numbers without a point, zeros in front, dates as ISO text, shares in percent."""
    book = Workbook()
    sheet = book.active
    sheet.title = "提案目录"
    for row in [
        ["编号", "标题", "交办日期", "采纳率", "备注"],
        [113134, " 关于社区治理的提案 ", dt.datetime.fromisoformat("2023-06-10"), 0.5, None],
        ["091", "甲\n乙", dt.datetime.fromisoformat("2023-06-10 17:33"), 12.5, True],
    ]:
        sheet.append(row)
    sheet.append([25, None, 45087, 0.125])
    sheet["A4"].number_format = "0000"
    sheet["D2"].number_format = "0%"
    sheet["D4"].number_format = "0.0%"

    (found,) = sheets(tmp_path, "a.xlsx", workbook(book))

    assert "提案目录" == found.title
    assert (
        ("编号", "标题", "交办日期", "采纳率", "备注"),
        ("113134", "关于社区治理的提案", "2023-06-10", "50%"),
        ("091", "甲\n乙", "2023-06-10 17:33", "12.5", "TRUE"),
        ("0025", "", "45087", "12.5%"),
    ) == found.rows


def test_a_date_in_the_way_of_a_chinese_excel(tmp_path: Path) -> None:
    """Its format has a number and no text, and the library takes it for a plain number."""
    import zipfile

    book = Workbook()
    book.active.append([45087])
    book.active["A1"].number_format = "0"
    old = zipfile.ZipFile(io.BytesIO(workbook(book)))
    parts = {name: old.read(name) for name in old.namelist()}
    parts["xl/styles.xml"] = parts["xl/styles.xml"].replace(b'numFmtId="1"', b'numFmtId="31"')

    assert (("2023-06-10",),) == sheets(tmp_path, "a.xlsx", packed(dict(parts)))[0].rows


def test_rows_keep_their_places_and_hidden_sheets_are_not_read(tmp_path: Path) -> None:
    """Row 1 is the first of the sheet, empty rows within stay; every sheet with content comes."""
    book = Workbook()
    book.active["B3"] = "甲"
    book.create_sheet("空")
    book.create_sheet("第二").append(["乙"])
    hidden = book.create_sheet("内部")
    hidden.append(["丙"])
    hidden.sheet_state = "hidden"

    found = sheets(tmp_path, "a.xlsx", workbook(book))

    assert [("Sheet", ((), (), ("", "甲"))), ("第二", (("乙",),))] == [(s.title, s.rows) for s in found]
    assert [["I041"], []] == [codes(sheet) for sheet in found]


def test_a_sheet_that_is_too_large_is_refused(tmp_path: Path) -> None:
    """A single cell may lie as far out as a million rows; empty ones do no harm."""
    book = Workbook()
    book.active["A1"] = "甲"
    book.active["A5000"] = "乙"

    assert "I024" == refusal(tmp_path, "a.xlsx", workbook(book), Limits(rows=1000))


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "，"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_values_parted_by_anything(tmp_path: Path, delimiter: str, encoding: str) -> None:
    """Quotes keep what they enclose, and zeros stay."""
    text = delimiter.join(["编号", "标题", "承办单位"]) + "\r\n"
    text += delimiter.join(["091", f'"关于""公交""{delimiter}地铁\n的提案"', '="007"']) + "\r\n"

    (found,) = sheets(tmp_path, "a.csv", text.encode(encoding))

    assert (("编号", "标题", "承办单位"), ("091", f'关于"公交"{delimiter}地铁\n的提案', "007")) == found.rows


def test_a_page_that_calls_itself_a_workbook(tmp_path: Path) -> None:
    """Many systems write one when asked for Excel."""
    page = "<html><table><tr><th>编号<th>标题<tr><td>025<td>关于公交的提案</table></html>"

    (found,) = sheets(tmp_path, "a.xls", page.encode("gbk"))

    assert (("编号", "标题"), ("025", "关于公交的提案")) == found.rows
    assert ["I030"] == codes(found)


def test_a_damaged_workbook_is_refused(tmp_path: Path) -> None:
    """Whatever the library makes of it."""
    data = workbook(Workbook())
    broken = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook"}

    assert "I020" == refusal(tmp_path, "a.xlsx", data)
    assert "I008" == refusal(tmp_path, "b.xlsx", data[: len(data) // 2])
    assert "I008" == refusal(tmp_path, "c.xlsx", packed(dict(broken)))
