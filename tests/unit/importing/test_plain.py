"""Text files in every character set that offices use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from builder.importing.text import Line, Refused
from tests.documents import refusal, results, shown, source

if TYPE_CHECKING:
    from pathlib import Path

LETTER = "关于对市政协五届二次会议第25号提案的答复\n\n赵一川委员：\n　　您提出的提案收悉，现答复如下：\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk", "gb2312"])
def test_text_in_a_usual_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    """UTF-8 and UTF-16 by their marks, UTF-8 without one and GB18030 by their bytes."""
    found = source(tmp_path, "a.txt", LETTER.encode(encoding))

    assert LETTER.splitlines() == [line.text for line in found.lines]
    assert "txt" == found.format


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_each_kind_of_line_end_counts_once(tmp_path: Path, end: str) -> None:
    """Numbers of lines are those that an editor shows, empty lines stay."""
    found = source(tmp_path, "a.txt", f"甲{end}{end}乙{end}".encode())

    assert (Line("甲", 1), Line("", 2), Line("乙", 3)) == found.lines


def test_form_feeds_begin_pages(tmp_path: Path) -> None:
    """Text that was taken from a paged document keeps its pages; a form feed is no line of its own."""
    found = source(tmp_path, "a.txt", "第一页\n\f第二页\n".encode())

    assert [("第一页", 1, 1), ("", 2, 1), ("第二页", 2, 2)] == [line[:3] for line in found.lines]


def test_marks_of_markdown_are_left(tmp_path: Path) -> None:
    """What they mean is for those who know the documents."""
    text = "# 标题\n**一、加强领导**\n■记者"

    assert text.split("\n") == shown(source(tmp_path, "a.txt", text.encode()))


def test_one_damaged_byte_in_utf8_is_an_error_and_not_gibberish(tmp_path: Path) -> None:
    """Read as GB18030 it would give other characters without any error."""
    data = (LETTER * 3).encode()
    broken = data[:70] + b"\xff" + data[71:]

    (found,) = results(tmp_path, "a.txt", broken)

    assert Refused("a.txt", "I015", (("place", "3"), ("byte", "0xFF"))) == found


def test_text_in_big5_is_refused(tmp_path: Path) -> None:
    """Its bytes are valid GB18030, but what comes out is not Chinese."""
    text = "關於加強社區治理工作的建議收悉，經研究，現答覆如下：各區縣應當進一步完善網格化管理機制"

    assert "I015" == refusal(tmp_path, "a.txt", text.encode("big5"))
    assert [text] == shown(source(tmp_path, "b.txt", text.encode("gb18030")))


def test_nul_bytes_are_refused(tmp_path: Path) -> None:
    """They stand in UTF-16 without its mark, or in what is no text at all."""
    assert "I016" == refusal(tmp_path, "a.txt", LETTER.encode("utf-16-le"))


def test_a_file_without_text_is_refused(tmp_path: Path) -> None:
    """A mark and white space are no text."""
    assert "I020" == refusal(tmp_path, "a.txt", b"\xef\xbb\xbf \r\n\r\n")
    assert "I020" == refusal(tmp_path, "b.txt", b"")
