"""Where a reply and what it answers disagree: what is read of a letter, which rules there are, and what is passed over."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.config import Policy
from builder.disclosure import intake
from builder.disclosure.excerpts import excerpt
from builder.disclosure.printed import read as read_printed
from builder.disclosure.public import Printed
from builder.pipeline import build
from builder.pipeline.run import Options
from builder.site import pairs
from tests.conftest import a_report, paths_in
from tests.makers import a_letter, a_proposal, a_reply, a_site, write_tree

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from builder.diagnostics import Diagnostic
    from builder.disclosure.public import Printed as Read

    Reader: TypeAlias = Callable[[dict[str, str | bytes]], tuple[object, list[Diagnostic]]]

_TITLE = "关于市政协五届三次会议第041号提案的答复"


def printed(title: str = _TITLE, text: str = "") -> Read:
    """Read what a letter says of itself."""
    return read_printed(excerpt(title, text))


def codes(read: Reader, **files: str) -> set[str]:
    """Check a site and name what was found but for notes on the site."""
    return {problem.code for problem in read(a_site(**files))[1]} - {"B060"}


def with_reply(text: str | None = None, **fields: str | None) -> dict[str, str]:
    """Put another reply in the place of that of the small site."""
    return {"replies/2024/041-mzj.md": a_reply(text, **fields)}


# --- what is read -----------------------------------------------------------------------------------------------
def test_a_letter_says_what_it_is() -> None:
    """Number, session, title, addressees, unit and date are read from title, first and last lines."""
    text = (
        "张文、李五等4位委员：\n\n你们提出的《关于增设信号灯的提案》（第041号）收悉。现答复如下：\n\n正文。\n\n"
        "测试市民政局\n\n2024年6月3日\n\n（此件公开发布）\n"
    )

    assert Printed(
        kind="提案",
        numbers=("041",),
        is_title_numbered=True,
        session="市政协五届三次会议",
        body="cppcc",
        term=5,
        meeting=3,
        titles=("关于增设信号灯的提案",),
        names=("张文", "李五"),
        noun="委员",
        title_unit="测试市民政局",
        signers=("测试市民政局",),
        signed="2024-06-03",
    ) == printed(f"测试市民政局{_TITLE}", text)


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("关于增设信号灯的复函", "正文没有称呼，也没有落款。\n", Printed()),
        ("答复", "市教育局：\n\n市政协第12号提案由我局会办，意见如下。\n", Printed()),
        ("答复", "张〔不公开：个人隐私〕委员：\n\n您好。\n", Printed()),
        ("答复", "张文委员：\n\n根据《关于加强管理的意见》，现答复如下。\n", Printed(names=("张文",), noun="委员")),
        (
            "答复",
            "张文委员：\n您提出的“关于增设信号灯的建议”收悉。\n",
            Printed(names=("张文",), noun="委员", titles=("关于增设信号灯的建议",)),
        ),
        (
            "对第17号人大代表建议的答复",
            "正文。\n\n测试市民政局  测试市教育局\n二〇二四年六月三日",
            Printed(
                kind="建议",
                numbers=("17",),
                is_title_numbered=True,
                signers=("测试市民政局", "测试市教育局"),
                signed="2024-06-03",
            ),
        ),
    ],
)
def test_what_a_letter_does_not_say_stays_empty(title: str, text: str, expected: Printed) -> None:
    """A unit that is greeted asked for nothing, a rule is no proposal, and what was removed is not guessed at."""
    assert expected == printed(title, text)


def test_a_letter_that_begins_and_ends_as_before_is_not_read_again(tmp_path: Path) -> None:
    """What it says of itself is taken from the last time, and is what a new reading gives."""
    write_tree(tmp_path, a_site())
    policy = Policy()

    def taken(text: str, before: intake.Intake | None) -> intake.Intake:
        write_tree(tmp_path, with_reply(text))
        listing = intake.sources.list_sources(tmp_path, {}, jobs=1).sources
        source = next(item for item in listing if item.path == "replies/2024/041-mzj.md")
        return intake.take_in(tmp_path, source, policy, before)

    first = taken(a_letter(), None)
    second = taken(a_letter(said="另一段。"), first)
    third = taken(a_letter().replace("张文", "李五"), second)

    assert first.released
    assert second.released
    assert third.released
    assert first.released.printed is second.released.printed
    assert third == taken(a_letter().replace("张文", "李五"), None)
    assert third.released.printed == first.released.printed._replace(names=("李五",))  # type: ignore[union-attr]


# --- what disagrees ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("files", "code"),
    [
        (with_reply(标题="关于市第041号建议的答复"), "R020"),
        (with_reply(a_letter().replace("委员：", "代表：")), "R020"),
        (with_reply(标题="关于市政协五届三次会议第141号提案的答复"), "R021"),
        (with_reply(标题="关于市政协五届三次会议第041号、第042号提案的答复"), "R021"),
        (with_reply(a_letter().replace("提案收", "提案（第14号）收"), 标题="答复"), "R021"),
        (with_reply(标题="关于市政协五届二次会议第041号提案的答复"), "R022"),
        (with_reply(标题="关于市五届人大三次会议第041号建议的答复"), "R022"),
        (with_reply(a_letter().replace("的提案", "的《关于清理河道的提案》")), "R023"),
        (with_reply(a_letter().replace("张文", "李五")), "R024"),
        (with_reply(a_letter().replace("张文", "张文、李五")), "R024"),
        (with_reply(a_letter("测试市教育局")), "R025"),
        (with_reply(a_letter("测试市园林局")), "R025"),
        (with_reply(标题=f"测试市教育局{_TITLE}"), "R025"),
        (with_reply(a_letter(day="2024-06-13")), "R026"),
        ({"proposals/2024/041.md": a_proposal(交办日期="2024-06-04")}, "R027"),
        ({"proposals/2024/041.md": a_proposal(提出日期="2024-06-04")}, "R007"),
        (
            {
                "proposals/2024/041.md": a_proposal(提案人="[民盟测试市委]"),
                **with_reply(a_letter().replace("张文委员", "民建测试市委")),
            },
            "R024",
        ),
    ],
)
def test_a_disagreement_is_reported_once(read: Reader, files: dict[str, str], code: str) -> None:
    """Each sort has a code, at the field that one of the two sides can be mended at."""
    assert {code} == codes(read, **files)


def test_a_second_reply_before_the_first_is_reported(read: Reader) -> None:
    """Mostly 再次答复 stands in the wrong file."""
    second = a_reply(答复日期="2024-05-03", 再次答复="replies/2024/041-mzj.md")

    assert {"R028"} == codes(read, **{"replies/2024/041-mzj-2.md": second})


_JOINED = {"proposals/2024/042.md": a_proposal(标题="关于清理河道的提案", 编号='"042"', 提案人="[李五]")}


@pytest.mark.parametrize(
    "files",
    [
        with_reply("正文，什么也没有写明。\n", 标题="答复"),
        with_reply(a_letter().replace("的提案", "的《增设 信号灯》的提案")),
        with_reply(a_letter().replace("的提案", "的《关于增设路口信号灯的几点建议》")),
        with_reply(a_letter().replace("张文", "张  文")),
        with_reply(a_letter().replace("张文委员", "尊敬的张文等3位委员")),
        with_reply(a_letter().replace("张文", "张某某")),
        with_reply(a_letter().replace("张文委员", "市教育局"), 办理方式="会办"),
        with_reply(a_letter("市民政局办公室")),
        with_reply(a_letter("测试市民政局  测试市教育局")),
        with_reply(a_letter().replace("提案收", "提案（第041号，与第042号并案）收"), 标题="答复"),
        {"proposals/2024/041.md": a_proposal(提案人="[王七, 等]")},
        {"proposals/2024/041.md": a_proposal(提案人="[民盟测试市委]")},
        {"proposals/2024/041.md": a_proposal(提案人=None)},
        {
            "departments/jyj.yml": "名称: 测试市教育局\n简称: 市教育局\n并入: 市民政局\n",
            **with_reply(a_letter("市教育局")),
        },
        {
            "departments/jyj.yml": "名称: 测试市教育局\n简称: 市教育局\n上级: 市民政局\n",
            **with_reply(a_letter("市教育局")),
        },
        {**_JOINED, **with_reply(a_letter().replace("张文", "李五、张文"), 答复编号='["041", "042"]')},
        # The second number has no proposal file, and may be what the letter quotes and whom it greets.
        with_reply(
            a_letter().replace("张文", "李五").replace("的提案", "的《关于清理河道的提案》"), 答复编号='["041", "042"]'
        ),
    ],
)
def test_what_may_agree_is_not_reported(read: Reader, files: dict[str, str]) -> None:
    """A warning that is wrong now and then is a warning that nobody reads."""
    assert set() == codes(read, **files)


@given(st.text(), st.text())
def test_what_is_written_alike_is_the_same_by_every_rule(one: str, other: str) -> None:
    """So a rule may ask first whether both sides are written alike."""
    assert pairs._is_same_number(one, one)
    assert pairs._is_same_title(one, one)
    assert pairs._is_same_person(one, one)
    assert pairs._parties([one]) <= pairs._parties([one, other])


def test_a_number_without_the_code_of_its_session_is_the_same_number(read: Reader) -> None:
    """第134号 is 113134 where that is made of term, meeting and serial number."""
    files = {
        "proposals/2024/041.md": a_proposal(编号='"53041"'),
        "replies/2024/041-mzj.md": a_reply(标题=_TITLE, 答复编号='"53041"'),
    }

    assert set() == codes(read, **files)


# --- what is told to whom ---------------------------------------------------------------------------------------
_CLOSED = {"信息公开属性": "不予公开", "不公开理由": "个人隐私"}


@pytest.mark.parametrize("state", ["reply", "proposal"])
def test_a_warning_quotes_nothing_of_what_is_not_public(read: Reader, state: str) -> None:
    """It says that they disagree, and where: never a title, a name or a date of theirs."""
    letter = a_letter(day="2024-01-01").replace("张文", "李五").replace("的提案", "的《关于清理河道的提案》")
    reply, proposal = (_CLOSED if state == which else {} for which in ("reply", "proposal"))
    _, problems = read(
        a_site(
            **{
                "proposals/2024/041.md": a_proposal(**{"交办日期": "2024-08-08", **proposal}),
                "replies/2024/041-mzj.md": a_reply(letter, **{"标题": "甲乙丙第141号", **reply}),
            }
        )
    )
    said = "".join(problem.message(language) for problem in problems for language in ("zh", "en"))

    assert {"R021", "R023", "R024", "R026", "R027"} <= {problem.code for problem in problems}
    assert [] == [word for word in ("李五", "张文", "河道", "信号灯", "2024-08-08", "甲乙丙", "141") if word in said]


def test_an_edit_of_a_greeting_is_noticed(tmp_path: Path) -> None:
    """A plan is not recalled where what is compared has changed, and the warnings are those of a cold build."""
    paths = paths_in(tmp_path)
    write_tree(paths.content, a_site())
    build(paths, Options(search=False), a_report())
    found = []
    for name in ("李五", "张文", "李五"):
        write_tree(paths.content, with_reply(a_letter().replace("张文", name)))
        warm, cold = a_report(), a_report()
        build(paths, Options(search=False), warm)
        build(replace(paths, cache=tmp_path / f"cold-{len(found)}", output=tmp_path / "o"), Options(search=False), cold)
        assert warm.diagnostics == cold.diagnostics
        found.append({problem.code for problem in warm.diagnostics} - {"B060"})

    assert [{"R024"}, set(), {"R024"}] == found
