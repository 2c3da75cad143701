"""What stands beside a letter: the history of a unit's replies, what came of it, and where it disagrees with others."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from builder.site.histories import histories, newest_first
from tests.conftest import paths_in
from tests.makers import a_letter, a_proposal, a_reply, a_site, write_tree
from tests.makers_public import a_reply as a_public_reply
from tests.outputs import Files, built, site_of

if TYPE_CHECKING:
    from pathlib import Path

    from builder.disclosure.public import PublicReply
    from builder.pipeline.run import Paths

_PROPOSAL = "proposals/zx-5-3/041/index.html"
_REPLY = "replies/zx-5-3/041/mzj/index.html"
_LETTER = a_letter(day="2024-06-13").replace("张文", "李五").replace("的提案", "的《关于清理河道的提案》")


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """Name the folders of a build."""
    return paths_in(tmp_path)


def pages(paths: Paths, **files: str | None) -> Files:
    """Build the small site with these files."""
    write_tree(paths.content, a_site(**files))
    built(paths)
    return site_of(paths.output)


def notes(page: bytes) -> list[str]:
    """Give what a page says of statements that do not agree."""
    found = re.search('<p class="notice-title">有几处不一致.*?<ul[^>]*>(.*?)</ul>', page.decode(), re.DOTALL)
    return re.findall("<li>(.*?)</li>", re.sub("</?time[^>]*>", "", found[1])) if found else []


def test_both_pages_tell_where_a_letter_disagrees(paths: Paths) -> None:
    """Both statements are told as they stand, on the page of the proposal and on that of the reply."""
    site = pages(paths, **{"replies/2024/041-mzj.md": a_reply(_LETTER)})
    expected = [
        "答复所引的题目是《关于清理河道的提案》，所答复的是《关于增设信号灯的提案》。",
        "答复的称呼是李五，提出人是张文。",
        "答复的落款日期是2024年6月13日，所载的答复日期是2024年6月3日。",
    ]

    assert expected == notes(site[_REPLY])
    assert expected == notes(site[_PROPOSAL])


def test_a_pair_that_agrees_has_no_note(paths: Paths) -> None:
    """Nothing is said where there is nothing to say."""
    site = pages(paths)

    assert b"notice plain" not in site[_REPLY] + site[_PROPOSAL]


@pytest.mark.parametrize("state", ["不予公开", "依申请公开"])
def test_nothing_is_compared_with_a_proposal_that_may_not_be_read(paths: Paths, state: str) -> None:
    """What the letter and its own record say is all there is: the page is the one that a missing proposal leaves."""
    reply = {"replies/2024/041-mzj.md": a_reply(_LETTER)}
    closed = a_proposal(信息公开属性=state, 不公开理由="个人隐私", 交办日期="2024-08-08")
    site = pages(paths, **reply, **{"proposals/2024/041.md": closed})
    (paths.content / "proposals/2024/041.md").unlink()
    built(paths)

    assert ["答复的落款日期是2024年6月13日，所载的答复日期是2024年6月3日。"] == notes(site[_REPLY])
    assert site_of(paths.output) == site


def test_a_summary_is_not_compared_with_its_text(paths: Paths) -> None:
    """The text of a reply of which a summary is public says nothing to readers."""
    reply = a_reply(_LETTER, 信息公开属性="摘要公开", 不公开理由="个人隐私", 摘要="已增设。")

    assert [] == notes(pages(paths, **{"replies/2024/041-mzj.md": reply})[_REPLY])


def test_a_greeting_that_was_taken_out_is_not_compared(paths: Paths) -> None:
    """Nor is what stands below it, since nothing tells where the letter begins."""
    letter = _LETTER.replace("李五", "[[不公开：个人隐私|李五]]")
    site = pages(
        paths, **{"replies/2024/041-mzj.md": a_reply(letter, 信息公开属性="删减后公开", 不公开理由="个人隐私")}
    )

    assert ["答复的落款日期是2024年6月13日，所载的答复日期是2024年6月3日。"] == notes(site[_REPLY])


def test_a_note_follows_an_edit_of_the_other_document(paths: Paths) -> None:
    """A page that compares is made again with what it compares, and is that of a cold build."""
    first = pages(paths)
    second = pages(paths, **{"proposals/2024/041.md": a_proposal(提案人="[李五]")})
    cold = replace(paths, output=paths.output.with_name("cold"), cache=paths.cache / "cold")
    built(cold)

    assert [] == notes(first[_REPLY])
    assert ["答复的称呼是张文，提出人是李五。"] == notes(second[_REPLY]) == notes(second[_PROPOSAL])
    assert second == site_of(cold.output)


# --- histories --------------------------------------------------------------------------------------------------
def a_chain(*places: int, number: str = "23", department: str = "mzj") -> list[PublicReply]:
    """Make replies of one unit to one number."""
    return [
        a_public_reply(
            number, path=f"replies/2022/{number}-{department}-{place}.md", place=place, department=department
        )
        for place in places
    ]


def placed(replies: list[PublicReply], earlier: dict[str, str]) -> dict[str, list[int]]:
    """Give the places in the history of each reply that has one."""
    addresses = {reply.path: reply.path for reply in replies}
    return {path: [step.place for step in steps] for path, steps in histories(replies, addresses, earlier).items()}


def test_replies_of_one_unit_to_one_number_are_one_history() -> None:
    """Also where the one between them may not be shown; other units and numbers have their own."""
    replies = [*a_chain(1, 3), *a_chain(1, department="jyj"), *a_chain(1, number="24")]

    assert {"replies/2022/23-mzj-1.md": [3, 1], "replies/2022/23-mzj-3.md": [3, 1]} == placed(replies, {})


def test_a_letter_without_number_continues_what_it_names() -> None:
    """The chain is as long as it is."""
    replies = [reply._replace(numbers=(), keys=()) for reply in a_chain(1, 2, 3)]
    earlier = {replies[1].path: replies[0].path, replies[2].path: replies[1].path}

    assert [[3, 2, 1]] * 3 == list(placed(replies, earlier).values())


def test_a_joint_reply_joins_the_histories_of_its_numbers() -> None:
    """What continues it for one number only is on its page too."""
    (joint,) = a_chain(1)
    joint = joint._replace(numbers=("23", "24"), keys=("23", "24"))
    later = [*a_chain(2), *a_chain(2, number="24")]

    assert [[2, 2, 1]] * 3 == list(placed([joint, *later], {}).values())


def test_the_newest_reply_of_each_unit_comes_first() -> None:
    """Units stay in their order."""
    replies = [*a_chain(1, 2), *a_chain(1, department="jyj")]

    assert [("mzj", 2), ("mzj", 1), ("jyj", 1)] == [(r.department, r.place) for r in newest_first(replies)]


def test_the_newest_result_is_told_first_everywhere(paths: Paths) -> None:
    """In the head of the proposal, in its letters and table, and on the page of either reply."""
    files = {
        "replies/2024/041-mzj.md": a_reply(办理结果="C"),
        "replies/2024/041-mzj-2.md": a_reply(
            a_letter(day="2024-08-08"),
            再次答复="replies/2024/041-mzj.md",
            办理结果="A",
            答复日期="2024-08-08",
            文号="测民〔2024〕9号",
        ),
    }
    site = pages(paths, **files)
    proposal = site[_PROPOSAL].decode()
    head = proposal[proposal.index("<article") :].partition("</header>")[0]
    table = proposal[proposal.index('id="history"') :]

    assert ["solved"] == re.findall('class="mark ([a-z-]+)"', head)
    assert "2024年8月8日" in head
    assert ["solved", "planned"] == re.findall('class="mark ([a-z-]+)"', table)
    assert table.index("测民〔2024〕9号") < table.index("2024年6月3日") < table.index("提出</th>")
    for page, here in ((_REPLY, "第1次答复（本页）"), ("replies/zx-5-3/041/mzj/2/index.html", "第2次答复（本页）")):
        steps = site[page].decode().partition('id="steps"')[2].partition("</nav>")[0]
        assert ["solved", "planned"] == re.findall('class="mark ([a-z-]+)"', steps)
        assert here in steps
        assert 1 == steps.count("<a href")
