"""Sentences that may be promises: quoted with their line, and never made into a field."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from builder.cli import main
from builder.importing import pledges
from builder.importing.paragraphs import Paragraph

if TYPE_CHECKING:
    from pathlib import Path

LETTER = """关于对市政协五届三次会议第025号提案的答复

沈知微委员：

您在市政协五届三次会议上提出的《关于增设社区食堂的提案》收悉，现答复如下：

一、关于布点。我局已在六个社区开办食堂。其余四个今年年底前全部
开办；选址结果将于9月份公布。

二、关于价格。2022年底前已完成调查，每餐补贴三元。

云渡区民政局

2023年6月10日
"""


def found(text: str) -> list[str]:
    """Give the sentences of a paragraph that may be promises."""
    return [pledge.text for pledge in pledges.find((Paragraph(text, 1, "paragraph"),), ())]


@pytest.mark.parametrize(
    "sentence",
    [
        "其余33所学校的接送点，我局将在2023年春季开学前全部设好。",
        "照明和雨棚力争明年上半年全部装完。",
        "预计2024年12月投入使用。",
        "新的办法拟于三季度印发。",
        "其余限期六月底前改完。",
        "这项工作在两年内完成。",
    ],
)
def test_a_sentence_with_a_term_or_an_announced_time_is_pointed_out(sentence: str) -> None:
    """As it stands, and alone, whatever is said before it."""
    assert [sentence] == found(f"谢谢您的关心。{sentence}")


@pytest.mark.parametrize(
    "sentence",
    [
        "今后我们将进一步加强管理。",
        "该项工作已于2022年底前完成。",
        "截至5月底前受理申请93件。",
        "四月份抽检9批。",
        "我局力争做得更好。",
    ],
)
def test_what_has_no_time_or_is_done_is_not(sentence: str) -> None:
    """Good intentions have no term, and what has been done is no promise."""
    assert [] == found(sentence)


def test_a_draft_quotes_them_and_sets_nothing(tmp_path: Path) -> None:
    """Each with the line on which it begins, in a comment; the report has them too."""
    (tmp_path / "letter.txt").write_text(LETTER, encoding="utf-8")
    report = tmp_path / "report.jsonl"
    into = tmp_path / "content"
    assert 0 == main(["import", str(tmp_path / "letter.txt"), "--into", str(into), "--report", str(report)])
    [draft] = into.glob("replies/*/*.md")
    head = draft.read_text("utf-8").split("---")[1]
    [told] = [json.loads(line) for line in report.read_text("utf-8").splitlines()]

    assert [(7, "其余四个今年年底前全部开办；"), (8, "选址结果将于9月份公布。")] == [
        (pledge["line"], pledge["text"]) for pledge in told["pledges"]
    ]
    assert "#   第 7 行：其余四个今年年底前全部开办；" in head
    assert not any(line.startswith("承诺") for line in head.splitlines())
