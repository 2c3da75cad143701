"""Marked passages: what is a mark, what is nearly one, and what stands in its place."""

from __future__ import annotations

import pytest

from builder.codes import CODES
from builder.content.wordings import OTHER_REASON, REASON_CLASSES, reason_class
from builder.disclosure.redaction import marks, near_marks, remove


def released(text: str) -> str:
    """Remove the marks of a text without problems."""
    found, problems = marks(text)
    assert () == problems
    return remove(text, found)


def codes(text: str) -> list[str]:
    """Read the codes of the problems of a text that may have marks."""
    return [problem.code for problem in marks(text)[1]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("由[[不公开：个人隐私|张某某]]反映。", "由〔不公开：个人隐私〕反映。"),
        ("[[不公开：商业秘密|报价|含税]]。", "〔不公开：商业秘密〕。"),
        ("见[[不公开：个人隐私|附表[1] `x` **甲**\n乙]]。", "见〔不公开：个人隐私〕。"),
        ("## 关于[[不公开：个人隐私|李某]]", "## 关于〔不公开：个人隐私〕"),
        ("| 甲 | [[不公开：个人隐私|乙|丙]] | 丁 |", "| 甲 | 〔不公开：个人隐私〕 | 丁 |"),
        ("[见[[不公开：个人隐私|王某]]](x.md)", "[见〔不公开：个人隐私〕](x.md)"),
        ("[[不公开：个人隐私|甲[1]]]后", "〔不公开：个人隐私〕]后"),
        ("[[不公开：个人隐私|甲]][[不公开：内部事务|乙]]", "〔不公开：个人隐私〕〔不公开：内部事务〕"),
        ("`[[不公开：个人隐私|甲]]`", "`〔不公开：个人隐私〕`"),
        ("<!-- [[不公开：个人隐私|甲]] -->", "<!-- 〔不公开：个人隐私〕 -->"),
        ("[[不公开：个人隐私|甲<!-- 乙 -->]]", "〔不公开：个人隐私〕"),
    ],
)
def test_an_inline_mark_is_replaced_by_the_class_of_its_reason(text: str, expected: str) -> None:
    """A passage goes up to the first ]], whatever Markdown it holds or stands in."""
    assert expected == released(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("前\n\n::: 不公开 个人隐私\n甲\n\n乙\n:::\n\n后\n", "前\n\n〔不公开：个人隐私〕\n\n后\n"),
        ("前\n::: 不公开 个人隐私\n甲\n:::\n后\n", "前\n\n〔不公开：个人隐私〕\n\n后\n"),
        ("::: 不公开 内部事务\n甲\n:::", "〔不公开：内部事务〕"),
        ("前\n\n::: 不公开 其他\n甲\n:::\n", "前\n\n〔不公开：其他〕\n"),
        ("::: 不公开 个人隐私 \r\n甲\r\n:::\r\n\r\n后", "〔不公开：个人隐私〕\r\n\r\n后"),
    ],
)
def test_a_block_becomes_a_paragraph_of_its_own(text: str, expected: str) -> None:
    """A block leaves blank lines around its mark, and may begin or end the file."""
    assert expected == released(text)


def test_what_is_shown_has_one_width_whatever_it_hides() -> None:
    """Two passages of different lengths leave the same words."""
    assert released("[[不公开：个人隐私|甲]]") == released(f"[[不公开：个人隐私|{'甲' * 99}]]")


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("个人隐私（住址）", "个人隐私"),
        (" 国家 秘密", "国家秘密"),
        ("张三", "其他"),
        ("", "其他"),
        ("涉及个人隐私", "其他"),
    ],
)
def test_a_reason_is_known_by_how_it_begins(reason: str, expected: str) -> None:
    """Whatever begins with no class is 其他, so that a reason in the place of the passage tells nothing."""
    assert expected == reason_class(reason)
    assert expected in (*REASON_CLASSES, OTHER_REASON)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[[不公开：个人隐私|甲", ["P001"]),
        ("[[不公开：个人隐私]]", ["P002"]),
        ("[[不公开：|甲]]", ["P003"]),
        ("[[不公开： |甲]]", ["P003"]),
        ("[[不公开：个人隐私| ]]", ["P004"]),
        ("::: 不公开 个人隐私\n\n:::", ["P004"]),
        ("[[不公开：个人隐私|甲\n\n乙]]", ["P005", "P008"]),
        ("[[不公开：个人隐私|甲\n乙\n丙]]", ["P005", "P008"]),
        ("[[不公开：个人隐私|甲 [[不公开：内部事务|乙]] 丙]]", ["P006", "P008"]),
        ("[[不公开：个人隐私|见[[附件]] 丙]]", ["P006", "P008", "P008", "P008"]),
        ("::: 不公开 个人隐私\n甲\n::: 不公开 其他\n乙\n:::", ["P006"]),
        ("::: 不公开 个人隐私\n甲\n：：：\n乙\n:::", ["P006", "P007", "P007"]),
        ("::: 不公开 个人隐私\n甲", ["P009"]),
        ("甲\n:::\n", ["P007"]),
        ("乙]]", ["P008"]),
        ("<!-- 甲 [[不公开：个人隐私|乙 --> 丙]]", ["P011"]),
        ("[[不公开：个人隐私|乙 <!-- ]] 丙 -->", ["P011"]),
        ("::: 不公开\n甲\n:::", ["P007", "P007"]),
        ("  ::: 不公开 个人隐私\n甲\n  :::", ["P007", "P007"]),
    ],
)
def test_a_broken_mark_is_a_problem(text: str, expected: list[str]) -> None:
    """What begins like a mark and is none stops the document."""
    assert expected == codes(text)


NEARLY = (
    "[[不公开:个人隐私|甲]]",
    "【【不公开：个人隐私|甲】】",
    "［［不公开：个人隐私｜甲］］",
    "[ [不公开：个人隐私|甲]]",
    "[[ 不公开：个人隐私|甲]]",
    "[[不 公 开：个人隐私|甲]]",
    "[[不公開：个人隐私|甲]]",
    "[不公开：个人隐私|甲]",
    "【不公开：个人隐私|甲】",
    "不公开：个人隐私|甲]]",
    "[[公开：个人隐私|甲]]",
    "[[不公：个人隐私|甲]]",
    "：：：不公开 个人隐私",
    "：：： 不公开 个人隐私",
    ":: 不公开 个人隐私",
    ":::不公开 个人隐私",
    ":::: 不公开 个人隐私",
    "::： 不公开 个人隐私",
    "> ::: 不公开 个人隐私",
    "::: 公开 个人隐私",
    "::: 不公开：个人隐私",
    "⟦不公开：个人隐私|甲⟧",
    "[[\u200b不公开：个人隐私|甲]]",
)


@pytest.mark.parametrize("text", NEARLY)
def test_what_is_nearly_a_mark_is_a_problem_anywhere(text: str) -> None:
    """A mark written with other characters stops the document, whatever its attribute."""
    assert () == marks(text)[0]
    assert marks(text)[1]
    assert near_marks(f"前文。\n{text}\n后文。")


@pytest.mark.parametrize("text", ["[[不公开：个人隐私|甲]]", "::: 不公开 个人隐私\n甲\n:::"])
def test_a_mark_where_none_may_stand_is_a_problem(text: str) -> None:
    """A title, a field and a document of another attribute may have no mark."""
    assert ["P012"] == [problem.code for problem in near_marks(text)]


@pytest.mark.parametrize(
    "text",
    [
        "不公开的理由见《条例》。",
        "（《不公开信息目录》）",
        "“不公开”是例外，〔不公开：个人隐私〕。",
        "| 属性 | 件数 |\n|:---:|---:|\n| 不公开：国家秘密 | 3 |\n| （不公开） | 2 |",
        "时间：2021年：共3件",
        "[一](a.md)、[二][三]，[[1]](a.md)",
        "答复如下：\n一、……",
    ],
)
def test_ordinary_text_is_no_mark(text: str) -> None:
    """Words about disclosure, tables and links pass in documents that have no marks."""
    assert () == near_marks(text)


def test_every_code_has_its_text() -> None:
    """The codes of this module stand in the table."""
    reported = {problem.code for text in NEARLY for problem in (*marks(text)[1], *near_marks(text))}

    assert reported <= set(CODES)


def test_a_problem_is_reported_where_it_begins() -> None:
    """The offset of a problem is that of its first character."""
    assert [3] == [problem.offset for problem in marks("甲乙\n[[不公开：个人隐私]]")[1]]
