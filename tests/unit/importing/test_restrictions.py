"""Whatever may restrict a document keeps `--reviewed-as` from it, however it is printed and wherever it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from builder.importing.catalogue import filled
from builder.importing.documents import records_of
from builder.importing.drafts import document
from builder.importing.records import Record, Value
from builder.importing.registry import Registry
from builder.importing.restrictions import restricting
from builder.importing.text import Line, Source
from tests.unit.importing.test_import import LETTER

if TYPE_CHECKING:
    from pathlib import Path


def drafted(records: list[Record], tmp_path: Path, reviewed_as: str = "可以公开") -> list[str]:
    """Give the lines that set the attribute in each draft; empty where a person has to."""
    registry = Registry(tmp_path)
    texts = [document(record, registry, reviewed_as, None) for record in records]
    return [
        next((line for line in text.split("\n---\n")[0].split("\n") if line.startswith("信息公开属性")), "")
        for text in texts
    ]


def read(*lines: Line | str) -> list[Record]:
    """Read lines as the documents of one file."""
    numbered = [Line(line, number) if isinstance(line, str) else line for number, line in enumerate(lines, 1)]
    return records_of(Source("letter.docx", "docx", tuple(numbered)))


@pytest.mark.parametrize(
    "mark",
    [
        "机密★1年",
        "秘 密",
        "内部资料 注意保存",
        "信息公开属性：□可以公开 ☑不予公开",
        "信息公开属性：√依申请公开",
        "公开情况：依申请",
        "公开类别：依申请公开",
        "是否公开：否",
        "信息公开属性：不 予 公 开",
        "本件请勿外传，不得公开。",
    ],
)
def test_no_mark_of_restriction_ends_in_a_public_page(mark: str, tmp_path: Path) -> None:
    """Above the title, below the date and in the text: the draft is stricter, or has no attribute at all."""
    for text in (f"{mark}\n\n{LETTER}", f"{LETTER}\n\n{mark}", LETTER.replace("感谢您", f"{mark}\n\n感谢您")):
        records = read(*text.split("\n"))
        [attribute] = drafted(records, tmp_path)

        assert "可以公开" not in attribute.split("#")[0]


def test_a_page_header_counts_for_every_document_of_the_file(tmp_path: Path) -> None:
    """It is in no draft, and restricts all the same."""
    header = Line("内部资料·注意保存", 900, dropped="running-head")
    [record] = read(*LETTER.split("\n"), header)

    assert drafted([record], tmp_path) == [""]
    assert [("I127", 900)] == [(item.code, item.place.line) for item in record.doubts if item.code == "I127"]


def test_an_attribute_between_two_letters_frees_neither(tmp_path: Path) -> None:
    """It may close the first or head the second."""
    second = LETTER.replace("025", "026")
    records = read(*f"{LETTER}\n信息公开属性：不予公开\n\n{second}\n信息公开属性：可以公开".split("\n"))
    first, second = drafted(records, tmp_path)

    assert (2, "") == (len(records), first)
    assert "可以公开" not in second.split("#")[0]


def test_a_stricter_row_of_the_catalogue_is_heard(tmp_path: Path) -> None:
    """It decides nothing, and keeps the letter from being set public in bulk."""
    [record] = read(*LETTER.split("\n"))
    row = Record(
        source="目录.xlsx", line=5, type="proposal", fields={"disclosure": Value(("不予公开",), "不予公开", 5)}
    )
    found = filled(record, row)

    assert drafted([record], tmp_path) == ["信息公开属性: 可以公开"]
    assert drafted([found], tmp_path) == [""]
    assert "目录.xlsx 第 5 行“不予公开”" in document(found, Registry(tmp_path), "可以公开", None)
    assert drafted([found], tmp_path, "不予公开") == ["信息公开属性: 不予公开"]


def test_no_name_of_a_file_sets_a_field(tmp_path: Path) -> None:
    """A line break in it stays within the comment that quotes it."""
    [record] = read(*LETTER.split("\n"))
    name = "目录\n信息公开属性: 可以公开\u2028信息公开属性: 可以公开\n.csv"
    row = Record(
        source=name,
        line=5,
        type="proposal",
        fields={"result": Value("A", "A", 5), "disclosure": Value(("不予公开",), "不予公开", 5)},
    )
    text = document(filled(record, row), Registry(tmp_path), None, None)

    assert "取自目录" in text
    assert not [line for line in text.splitlines() if line.startswith("信息公开属性")]


@pytest.mark.parametrize(
    "text",
    [
        "信息公开属性：可以公开",
        "主动公开",
        "我局依法公开预算",
        "商业机密",
        "关于保障公开透明的几点意见",
        "机密性要求较高的系统",
    ],
)
def test_ordinary_words_restrict_nothing(text: str) -> None:
    """What letters say of being public, and of other secrets."""
    assert restricting(text) == ""


def test_the_menus_of_a_website_restrict_nothing() -> None:
    """依申请公开 is a heading of every city's website."""
    lines = (Line("依申请公开", 1, dropped="navigation"), Line("不予公开", 2, dropped="footer"))
    source = Source("a.html", "html", (*lines, *(Line(line, 9 + n) for n, line in enumerate(LETTER.split("\n")))))

    assert [()] == [record.restrictions for record in records_of(source)]
