"""Documents find each other, and what does not fit is reported at its field."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import pytest

from builder.diagnostics import Diagnostic
from builder.pipeline.reading import Examined
from tests.makers import a_document, a_proposal, a_reply, a_site

Read: TypeAlias = Callable[[dict[str, str | bytes]], tuple[Examined | None, list[Diagnostic]]]
_CLOSED = {"信息公开属性": "不予公开", "不公开理由": "个人隐私"}


def found(read: Read, **files: str | bytes | None) -> list[tuple[str, str, int]]:
    """Examine a small site with some more files: code, file and line of what is wrong."""
    return [(problem.code, problem.place.path, problem.place.line) for problem in read(a_site(**files))[1]]


@pytest.mark.parametrize("number", ["41", "０４１", "0041"])
def test_numbers_compare_without_width_and_leading_zeros(number: str, read: Read) -> None:
    """041 and ０４１ are one number; the second file is the one complained of."""
    files = {"proposals/2024/again.md": a_proposal(编号=f'"{number}"')}

    assert ("L006", "proposals/2024/again.md", 4) in found(read, **files)


def test_same_number_in_another_session_is_another_proposal(read: Read) -> None:
    """Numbers are unique within a session, not beyond."""
    files = {"proposals/2023/041.md": a_proposal(届次="rd-6-2", 提出日期="2023-01-20")}

    assert [] == found(read, **files)


@pytest.mark.parametrize("name", ["市民政局", "测试市民政局", "民政局", "mzj", "测试市 民政局"])
def test_unit_is_known_by_each_of_its_names(name: str, read: Read) -> None:
    """Name, short name, alias and slug mean the same unit, white space aside."""
    assert [] == found(read, **{"replies/2024/041-mzj.md": a_reply(答复单位=name)})


def test_name_of_two_units_is_an_error_at_the_second_file(read: Read) -> None:
    """A name, 简称 or 别名 belongs to one unit only."""
    files = {"departments/zzz.yml": "名称: 测试市退役军人局\n别名: [其他, 民政局]\n"}

    assert [("L003", "departments/zzz.yml", 2)] == found(read, **files)


def test_reply_may_answer_a_number_that_has_no_proposal(read: Read) -> None:
    """A reply to a number without a proposal file is normal, and so is one without a date."""
    assert [] == found(read, **{"replies/2024/077.md": a_reply(答复编号='"077"', 答复日期=None)})


def test_two_replies_of_one_unit_name_both_files(read: Read) -> None:
    """Without 再次答复 it is not known which one counts."""
    _, problems = read(a_site(**{"replies/2024/041-mzj-2.md": a_reply()}))
    (problem,) = problems

    assert ("L007", "replies/2024/041-mzj.md") == (problem.code, problem.place.path)
    assert "replies/2024/041-mzj-2.md" in problem.message("zh")


def test_two_units_may_answer_one_number_and_one_reply_several(read: Read) -> None:
    """分办 and 并案 are ordinary."""
    files = {
        "replies/2024/041-jyj.md": a_reply(答复单位="市教育局"),
        "replies/2024/050.md": a_reply(答复编号='["050", "051"]'),
    }

    assert [] == found(read, **files)


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("replies/2024/041-mzj-2.md", "L009"),
        ("replies/2024/none.md", "L008"),
        ("proposals/2024/041.md", "L008"),
        ("../041-mzj.md", "D016"),
        ("/replies/2024/041-mzj.md", "D016"),
    ],
)
def test_second_reply_follows_one_that_is_there(target: str, code: str, read: Read) -> None:
    """It neither follows itself, nor what does not exist, nor anything but a reply; paths begin at the content folder."""
    files = {"replies/2024/041-mzj-2.md": a_reply(答复编号='"042"', 再次答复=target)}

    assert [(code, "replies/2024/041-mzj-2.md", 9)] == [
        (code, path, line) for code, path, line in found(read, **files) if code[0] != "R"
    ]


def test_only_one_reply_follows_another(read: Read) -> None:
    """A chain has one end."""
    follows = {"再次答复": "replies/2024/041-mzj.md"}
    files = {"replies/2024/041-mzj-2.md": a_reply(**follows), "replies/2024/041-mzj-3.md": a_reply(**follows)}

    assert [("L011", "replies/2024/041-mzj-3.md", 9)] == found(read, **files)


def test_reference_to_a_file_that_could_not_be_read_is_not_reported_too(read: Read) -> None:
    """One mistake is one message."""
    files = {
        "replies/2024/041-mzj.md": a_reply(信息公开属性=None),
        "replies/2024/041-mzj-2.md": a_reply(再次答复="replies/2024/041-mzj.md"),
    }

    assert ["D021"] == [code for code, _, _ in found(read, **files)]


def test_topic_outside_the_vocabulary_is_an_error_where_there_is_one(read: Read) -> None:
    """Without topics.yml topics are free; with it an alias is as good as the name."""
    files = {"topics.yml": "- 名称: 交通\n  别名: [道路]\n"}

    assert [] == found(read, **{"proposals/2024/041.md": a_proposal(分类="[道路拥堵]")})
    assert [] == found(read, **files, **{"proposals/2024/041.md": a_proposal(分类="[道路]")})
    assert ["L016"] == [
        code for code, _, _ in found(read, **files, **{"proposals/2024/041.md": a_proposal(分类="[教育]")})
    ]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"建议采纳": "{建议: 2, 采纳: 3}"}, "R003"),
        ({"满意度": "尚可"}, "R006"),
        ({"答复日期": "2024-01-01"}, "R007"),
        ({"答复日期": "2023-12-31"}, "R002"),
        ({"公开日期": "2024-06-01"}, "R001"),
        ({"办理结果": "研究中"}, "R004"),
        ({"办理结果": "E"}, "R005"),
    ],
    ids=str,
)
def test_what_is_odd_is_a_warning_and_shown_as_declared(fields: dict[str, str], code: str, read: Read) -> None:
    """Anything that does not add up is said, and nothing is corrected."""
    examined, problems = read(a_site(**{"replies/2024/041-mzj.md": a_reply(**fields)}))

    assert code in {problem.code for problem in problems}
    assert examined is not None


def test_negative_count_is_an_error(read: Read) -> None:
    """A count below zero is no figure that anyone declared."""
    assert ["D012"] == [
        code for code, _, _ in found(read, **{"replies/2024/041-mzj.md": a_reply(建议采纳="{建议: -1}")})
    ]


def test_message_about_a_public_reply_quotes_no_withheld_proposal(read: Read) -> None:
    """A reply whose proposal is withheld learns of a difference, and not of the proposal's number or date."""
    files = {
        "proposals/2024/041.md": a_proposal(编号='"0041"', 提出日期="2024-09-09", **_CLOSED),
        "replies/2024/041-mzj.md": a_reply(答复编号='"41"'),
    }
    _, problems = read(a_site(**files))
    said = " ".join(problem.message("zh") + problem.hint("zh") for problem in problems)

    assert {"R007", "L018"} <= {problem.code for problem in problems}
    assert "0041" not in said
    assert "2024-09-09" not in said


def test_attachment_that_one_document_publishes_and_another_does_not_is_an_error(read: Read) -> None:
    """Contradictory attributes of one file are reported at the second document, by the line of its attribute."""
    named = "[{{文件: attachments/a.txt, 信息公开属性: {}, 不公开理由: 个人隐私}}]"
    files = {
        "attachments/a.txt": "表",
        "replies/2024/041-mzj.md": a_reply(附件="[{文件: attachments/a.txt, 信息公开属性: 可以公开}]"),
        "replies/2024/042.md": a_reply(答复编号='"042"', 附件=named.format("不予公开")),
    }

    assert [("L019", "replies/2024/042.md", 9)] == found(read, **files)


def test_standing_pages_and_updates_carry_the_attribute(read: Read) -> None:
    """No Markdown file is public by default."""
    files = {"pages/about.md": a_document(标题="关于"), "updates/2024/a.md": a_document(标题="动态")}

    assert ["D021", "D021"] == [code for code, _, _ in found(read, **files)]
