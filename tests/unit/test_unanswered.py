"""Suggestions without an answer: what became of the suggestions of many proposals, and the pages that say so."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from builder.site import plan
from builder.site.plan.lists import BLOCK
from builder.site.points import register
from builder.site.points.register import FiledAnswer, FiledPoint, Folio
from tests.conftest import paths_in
from tests.makers import a_proposal, a_reply, a_site, write_tree
from tests.makers_public import a_proposal as a_record
from tests.makers_public import a_reply as an_answer
from tests.makers_public import an_archive
from tests.outputs import Files, built, site_of

if TYPE_CHECKING:
    from pathlib import Path

    from builder.pipeline.run import Paths

ASKED = "路灯坏了。建议：\n\n一、沿河装路灯。河边三里没有一盏灯。\n\n二、每季度清淤一次。\n\n三、修好木栏杆。\n"
ANSWERED = (
    "张文委员：\n\n现答复如下：\n\n一、关于沿河装路灯的建议。今年装三十盏。\n\n"
    "二、关于修好木栏杆的建议。已经修好。\n\n测试市民政局\n\n2024年6月3日\n"
)
PAGE = "unanswered/2024/index.html"


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """Name the folders of a build."""
    return paths_in(tmp_path)


def site(paths: Paths, **files: str | bytes | None) -> Files:
    """Build a site with one proposal of three suggestions, and a reply to two of them."""
    base = {"proposals/2024/041.md": a_proposal(ASKED), "replies/2024/041-mzj.md": a_reply(ANSWERED)}
    write_tree(paths.content, a_site(**{**base, **files}))
    built(paths)
    return site_of(paths.output)


def words(page: bytes) -> str:
    """Give what a page says."""
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", page.decode()))


def a_folio(*states: str, answering: tuple[str, ...] = ("mzj",), number: str = "1") -> Folio:
    """Make a folio whose suggestions are in these states."""
    points = tuple(FiledPoint(order, f"第{order}", state, (), ()) for order, state in enumerate(states, 1))
    return Folio(f"/proposals/zx/{number}/", number, "题目", "zx", 2024, answering, points)


# --- The page ---------------------------------------------------------------------------------------------------------


def test_what_no_reply_addresses_is_listed_with_a_link_to_its_row(paths: Paths) -> None:
    """It stands in the list of its year, and the link leads to a row that exists."""
    files = site(paths)

    assert '<a href="../../proposals/zx-5-3/041/#point-2">每季度清淤一次</a>' in files[PAGE].decode()
    assert 'id="point-2"' in files["proposals/zx-5-3/041/index.html"].decode()
    assert "沿河装路灯" not in files[PAGE].decode()


def test_the_table_counts_every_suggestion(paths: Paths) -> None:
    """Two are answered, one is not: three in all, here and in the list of all years."""
    files = site(paths)

    for page in (PAGE, "unanswered/index.html"):
        assert re.search("已答复 2 .*公开的答复没有谈到 1 .*不能判断 0 全部建议 3", words(files[page]))


@pytest.mark.parametrize(
    "reply",
    [
        None,
        a_reply(ANSWERED, 信息公开属性="不予公开", 不公开理由="个人隐私"),
        a_reply(ANSWERED, 信息公开属性="依申请公开", 不公开理由="其他"),
    ],
    ids=["no reply", "withheld", "on request"],
)
def test_nothing_is_said_of_a_proposal_without_a_public_reply(paths: Paths, reply: str | None) -> None:
    """Whether a reply was never given or may not be shown makes no difference."""
    files = site(paths, **{"replies/2024/041-mzj.md": reply})

    assert [] == [path for path in files if path.startswith("unanswered/")]


def test_a_site_without_a_gap_says_so(paths: Paths) -> None:
    """Where all suggestions are answered there is a sentence instead of rows."""
    all_answered = ANSWERED.replace("测试市民政局\n", "三、关于每季度清淤一次的建议。已经清淤。\n\n测试市民政局\n")
    files = site(paths, **{"replies/2024/041-mzj.md": a_reply(all_answered)})

    assert "这里没有未见答复的建议" in words(files[PAGE])


def test_an_edit_of_a_reply_moves_its_suggestions(paths: Paths) -> None:
    """The list follows the text, though the plan is recalled, and is that of a clean build."""
    site(paths)
    other = ANSWERED.replace("关于修好木栏杆的建议。已经修好", "关于每季度清淤一次的建议。已经清淤")
    write_tree(paths.content, {"replies/2024/041-mzj.md": a_reply(other)})
    changes = built(paths).changes
    cold = replace(paths, output=paths.output.with_name("cold"), cache=paths.cache / "cold")
    built(cold)

    assert PAGE in changes.changed
    assert site_of(cold.output) == site_of(paths.output)


def test_an_edit_that_moves_no_suggestion_leaves_the_list_alone(paths: Paths) -> None:
    """Another sentence in an answer is no other state."""
    site(paths)
    write_tree(paths.content, {"replies/2024/041-mzj.md": a_reply(ANSWERED.replace("三十盏", "四十盏"))})

    assert ("proposals/zx-5-3/041/index.html", "replies/zx-5-3/041/mzj/index.html") == tuple(
        path for path in built(paths).changes.changed if not path.endswith(".json") and not path.startswith("data/")
    )


def test_a_lost_register_is_made_again(paths: Paths) -> None:
    """A damaged cache costs time, and never a page."""
    before = site(paths)
    for part in paths.cache.rglob("register*"):
        part.write_bytes(part.read_bytes()[:-9])
    write_tree(paths.content, {"replies/2024/002-jyj.md": a_reply(答复编号='"2"', 答复单位="市教育局")})
    built(paths)

    assert before[PAGE] == site_of(paths.output)[PAGE]


# --- Blocks of proposals ----------------------------------------------------------------------------------------------


def test_a_year_with_many_proposals_is_cut_from_the_oldest() -> None:
    """A full block never changes; the year's own address shows the newest."""
    many = range(1, BLOCK * 2 + 2)
    archive = an_archive(
        proposals=tuple(a_record(str(n), text=f"t{n}", path=f"p/{n}.md") for n in many),
        replies=tuple(an_answer(str(n), path=f"r/{n}.md") for n in many),
    )
    pages = {page.url: page.inputs for page in plan.make(archive).pages if page.kind == "unanswered"}
    year = next(inputs for inputs in pages.values() if inputs.year and inputs.number is None)
    numbered = {inputs.number: inputs for inputs in pages.values() if inputs.number}

    assert [BLOCK, BLOCK, 1] == [len(numbered[number].addresses) for number in (1, 2, 3)]
    assert (BLOCK, 3, 2) == (len(year.addresses), year.pages, year.older)
    assert year.addresses[-1:] == numbered[3].addresses
    assert (0, 2) == (numbered[1].older, numbered[1].newer)


# --- The register -----------------------------------------------------------------------------------------------------


def test_a_tally_counts_by_units_and_state() -> None:
    """Suggestions of proposals without a public reply are not counted."""
    folios = [a_folio("answered", "answered", "unclear"), a_folio("answered", answering=()), a_folio("answered")]

    assert [(("mzj",), "answered", 3), (("mzj",), "unclear", 1)] == [tuple(row) for row in register.tally(folios)]


def test_a_digest_names_where_an_answer_stands() -> None:
    """Two folios that differ only in the paragraphs of an answer are two."""
    one = a_folio("answered")
    point = one.points[0]
    other = one._replace(points=(point._replace(answers=(FiledAnswer("/replies/zx/1/mzj/", ("p1",)),)),))

    assert register.digest_of([one]) != register.digest_of([other])
    assert register.digest_of([one]) == register.digest_of([a_folio("answered")])
