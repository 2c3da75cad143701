"""Suggestions beside answers: the table of a proposal's page, and the same as data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from builder.disclosure.public import AnsweredPoint
from builder.pipeline import build, check
from builder.pipeline.run import Options
from builder.site import plan
from builder.site.compose import view_of
from builder.site.render import Renderer, Texts
from tests import makers
from tests.conftest import a_report, paths_in
from tests.makers_public import a_department, a_page, a_proposal, a_reply, an_archive
from tests.unit.test_render import DESIGN

if TYPE_CHECKING:
    from pathlib import Path

    from builder.disclosure.public import PublicProposal, PublicReply
    from builder.site.views import PointsPart

ASKED = """路灯坏了。建议：

一、沿河装路灯。河边三里没有一盏灯。

二、每季度清淤一次。淤泥有半人深。

三、修好木栏杆。
"""
UNITS = (
    a_department("swj", name="澜川市水务局", short_name="市水务局"),
    a_department("cgj", name="澜川市城管局", short_name="市城管局"),
    a_department("jtj", name="澜川市交通局", short_name="市交通局"),
)


class Made:
    """The page of a proposal, as a view and as data."""

    def __init__(
        self, texts: dict[str, str], replies: tuple[PublicReply, ...], proposal: PublicProposal | None
    ) -> None:
        """Plan an archive and read what its first number says."""
        proposals = (proposal,) if proposal else ()
        self.plan = plan.make(
            an_archive(departments=UNITS, proposals=proposals, replies=replies, pages=(a_page(title="关于"),))
        )
        self.renderer = Renderer(self.plan.context, DESIGN, Texts(texts.__getitem__, str), None, "1")
        self.page, self.data_page = self.plan.pages[1:3]
        self.data: dict[str, Any] = json.loads(self.renderer.page(self.data_page))
        self.html = self.renderer.page(self.page).decode()

    @property
    def part(self) -> PointsPart:
        """Give what the template gets."""
        return view_of(self.page, self.renderer._desk).points

    @property
    def states(self) -> list[str]:
        """Give the states of the data, in order."""
        return [point["state"] for point in self.data["suggestions"]]

    @property
    def reasons(self) -> list[str | None]:
        """Give the reasons of the table, in order."""
        return [point.reason for point in self.part.points]


def made(
    *texts: str,
    asked: str | None = ASKED,
    proposal: dict[str, Any] | None = None,
    roles: str = "stated",
    **changes: Any,
) -> Made:
    """Make a proposal with a letter for each text; *changes* are those of the first letter."""
    units = ("swj", "cgj", "jtj")
    replies = [
        a_reply(
            "12",
            path=f"replies/{place}.md",
            department=units[place],
            text=str(place),
            role=None if roles == "unstated" else "co" if place else "lead",
        )
        for place, _ in enumerate(texts)
    ]
    if changes:
        replies[0] = a_reply(
            "12", **{"path": "replies/0.md", "department": "swj", "text": "0", "role": "lead", **changes}
        )
    known = {"asked": asked or "", **{str(place): text for place, text in enumerate(texts)}}
    fields = {"lead": ("swj",), "co_handlers": ("cgj",), "text": "asked", **(proposal or {})}
    return Made(known, tuple(replies), None if asked is None else a_proposal("12", **fields))


# --- Each state -------------------------------------------------------------------------------------------------------


def test_an_answer_is_linked_to_its_paragraphs() -> None:
    """The table shows what the answer says, not the words by which it names the suggestion."""
    page = made(
        "一、针对“每季度清淤一次”的建议。三月已清两里。\n\n六月再清一里。\n\n二、针对“沿河装路灯”的建议。已装。"
    )
    point = page.part.points[1]

    assert ("answered", "每季度清淤一次", "p3") == (point.state, point.text, point.anchor)
    assert [("r1-p1", "三月已清两里", 2)] == [(a.anchor, a.text, a.paragraphs) for a in point.answers]
    assert '<dt><b>2</b> <a href="#p3">每季度清淤一次</a></dt>' in page.html
    assert '<a href="#r1-p1">三月已清两里</a><br><small>市水务局，共2段</small>' in page.html
    assert 'id="r1-p1"' in page.html


def test_a_heading_by_itself_goes_on() -> None:
    """Numbers are left out, and what is too short to say anything takes the next sentence."""
    page = made("一、沿河装路灯\n\n（一）情况。已装一百盏，由街道照管。\n\n二、每季度清淤一次。已清。\n\n三、其余。")

    assert ["情况。已装一百盏，由街道照管"] == [answer.text for answer in page.part.points[0].answers]


def test_a_long_sentence_is_cut() -> None:
    """A line of the table holds at most forty-eight characters; the data hold all."""
    sentence = "灯" * 100
    page = made(f"一、针对“沿河装路灯”的建议。{sentence}。")

    assert ["灯" * 48 + "…"] == [answer.text for answer in page.part.points[0].answers]
    assert f"针对“沿河装路灯”的建议。{sentence}。" == page.data["suggestions"][0]["answers"][0]["text"]


def test_what_is_taken_up_in_part_says_so() -> None:
    """The letter itself says that it takes up only a part."""
    page = made("一、针对“沿河装路灯”的建议。这一条只落实了一半。\n\n二、针对“修好木栏杆”的建议。已修。")

    assert "partly" == page.states[0]
    assert "△</b> 部分答复" in page.html


def test_a_co_handler_is_named_by_its_short_name() -> None:
    """However the letters print it, one unit stands there once."""
    lead = "一、针对“沿河装路灯”的建议。此条由城管局答复。\n\n二、针对“修好木栏杆”的建议。已修。"
    page = made(lead, "提案中“沿河装路灯”一条由我局会办。现提出意见如下：\n\n已装一百盏。")

    assert "co-handler" == page.states[0]
    assert ("市城管局",) == page.part.points[0].units
    assert "＋</b> 由市城管局答复（会办）" in page.html


def test_a_letter_without_a_role_has_that_of_its_unit_in_the_proposal() -> None:
    """The letter of a co-handler is one, though it does not say so, and addresses no more than its part."""
    lead = "一、针对“沿河装路灯”的建议。此条由城管局答复。\n\n二、针对“每季度清淤一次”的建议。已清。"
    page = made(lead, "一、针对“沿河装路灯”的建议。已装一百盏。", roles="unstated")

    assert ["co-handler", "answered", "not-addressed"] == page.states


def test_a_sentence_that_leaves_a_suggestion_to_others_is_linked() -> None:
    """The table shows the sentence; the data have no answer there."""
    page = made("修好木栏杆由市交通局答复。其他答复如下：\n\n一、针对“沿河装路灯”的建议。已装。")
    point = page.part.points[2]

    assert ("elsewhere", ("市交通局",)) == (point.state, point.units)
    assert [("r1-p1", "修好木栏杆由市交通局答复")] == [(answer.anchor, answer.text) for answer in point.answers]
    assert {"order": 3, "text": "修好木栏杆", "state": "elsewhere", "answers": []} == page.data["suggestions"][2]
    assert "→</b> 转由市交通局答复" in page.html


def test_what_no_letter_addresses_is_shown_as_such() -> None:
    """Every part of the lead's letter answers something else."""
    page = made("一、针对“沿河装路灯”的建议。已装。\n\n二、针对“修好木栏杆”的建议。已修。")

    assert ["answered", "not-addressed", "answered"] == page.states
    assert "all-matched" == page.reasons[1]
    assert '<dd class="state not-addressed"><b aria-hidden="true">×</b> 公开的答复没有谈到</dd>' in page.html


def test_beside_a_cut_reply_nothing_is_called_missing() -> None:
    """The table says that a part of the reply is not public."""
    page = made("一、针对“沿河装路灯”的建议。已装。\n\n〔不公开：内部事务〕\n\n三、针对“修好木栏杆”的建议。已修。")

    assert ["answered", "unclear", "answered"] == page.states
    assert "removed" == page.reasons[1]
    assert "<p>答复有一部分不公开，公开的部分里没有能够确定与它对应的段落</p>" in page.html
    assert [1] == [answer.paragraphs for answer in page.part.points[0].answers]


@pytest.mark.parametrize(
    ("texts", "reason", "words"),
    [
        ((), "no-reply", "没有公开的答复"),
        (("已经办好，谢谢您的关心。",), "no-structure", "答复没有分条"),
        (("一、加强领导。成立专班。\n\n二、完善机制。每月调度。",), "unmatched", "没有能够确定与它对应的段落"),
    ],
)
def test_what_cannot_be_told_says_why(texts: tuple[str, ...], reason: str, words: str) -> None:
    """In words, and without an answer."""
    page = made(*texts)

    assert ["unclear"] * 3 == page.states
    assert [reason] * 3 == page.reasons
    assert words in page.html


# --- Several letters, summaries, the front matter ---------------------------------------------------------------------


def test_each_letter_has_its_own_answers() -> None:
    """Answers stand in the order of the letters, each with its unit and its place on the page."""
    page = made("一、针对“沿河装路灯”的建议。已装。", "一、针对“沿河装路灯”的建议。电费由我局出。")
    answers = page.data["suggestions"][0]["answers"]

    assert [("市水务局", "r1-p1"), ("市城管局", "r2-p1")] == [
        (answer.unit.short_name, answer.anchor) for answer in page.part.points[0].answers
    ]
    assert ["/replies/zx-5-1/12/swj/", "/replies/zx-5-1/12/cgj/"] == [answer["reply"] for answer in answers]
    assert [["p1"], ["p1"]] == [answer["anchors"] for answer in answers]


def test_a_summary_has_no_answers_and_may_be_one() -> None:
    """Nothing in it is matched, and nothing is said to be passed over beside it."""
    alone = made("", text=None, disclosure="summary", summary="已办", role=None)
    beside = made("", "一、针对“沿河装路灯”的建议。已装。", text=None, disclosure="summary", summary="已办", role=None)

    assert ["summary"] * 3 == alone.reasons
    assert "公开的答复只有摘要" in alone.html
    assert ["co-handler", "unclear", "unclear"] == beside.states


def test_the_front_matter_wins() -> None:
    """对应 of a reply says which part answers which suggestion."""
    page = made("一、灯。已装。\n\n二、泥。已清。", answered_points=(AnsweredPoint(2, "一"),))

    assert ["r1-p1"] == [answer.anchor for answer in page.part.points[1].answers]


@pytest.mark.parametrize(
    ("proposal", "none", "words"),
    [
        ({"asked": "路灯坏了，河边很暗。"}, "no-section", "没有分条写明的建议"),
        ({"asked": "路灯坏了。建议：\n\n多装灯。\n\n多清淤。"}, "no-list", "没有分条"),
        ({"proposal": {"text": None, "disclosure": "summary", "summary": "摘要"}}, "no-text", "没有在本站公开"),
        ({"asked": None}, "no-text", "没有在本站公开"),
    ],
)
def test_without_suggestions_there_are_words_instead(proposal: dict[str, Any], none: str, words: str) -> None:
    """A proposal without structure, or without public text, has no table."""
    page = made("一、针对“沿河装路灯”的建议。已装。", **proposal)

    assert none == page.part.none
    assert words in page.html
    assert '<dl class="points">' not in page.html
    assert [] == page.data["suggestions"]


# --- The page and the data --------------------------------------------------------------------------------------------


def test_the_table_says_who_made_it() -> None:
    """States come from matching, not from a document; the page about the site may say more."""
    page = made("")

    assert '对照由程序按文字作出，以全文为准。 <a href="../../../about/">关于</a>' in page.html
    assert '<link rel="alternate" type="application/json" href="../../../proposals/zx-5-1/12/index.json"' in page.html


def test_the_data_hold_the_proposal_and_its_replies() -> None:
    """Under the English keys of the fields; addresses are those of the site."""
    data = made("一、针对“沿河装路灯”的建议。已装。").data

    assert "/proposals/zx-5-1/12/" == data["address"]
    assert ("关于第12件事的提案", "12", ["周岚"], "2022-01-10", "public") == tuple(
        data[key] for key in ("title", "number", "proposers", "submitted", "disclosure")
    )
    assert [{"id": "cgj", "name": "澜川市城管局"}] == data["co_handlers"]
    assert ("/replies/zx-5-1/12/swj/", "2022-05-20", "solved") == tuple(
        data["replies"][0][key] for key in ("address", "replied", "result")
    )
    assert {"order", "text", "state", "answers"} == data["suggestions"][0].keys()
    assert {"reply", "anchors", "text"} == data["suggestions"][0]["answers"][0].keys()


# --- 对应 that points at nothing --------------------------------------------------------------------------------------


def _tree(points: str, **fields: str) -> dict[str, str]:
    asked = "建议：\n\n一、增设信号灯。\n\n二、拓宽路口。\n"
    letter = "一、信号灯已装。\n\n二、路口已拓宽。\n"
    return makers.a_site(
        **{
            "proposals/2024/041.md": makers.a_proposal(asked, **fields),
            "replies/2024/041-mzj.md": makers.a_reply(letter, 对应=points),
        }
    )


WRONG = "\n  - {建议: 1, 答复: 一}\n  - {建议: 3, 答复: 二}\n  - {建议: 2, 答复: 三、}"


def test_what_points_at_nothing_is_a_warning_at_its_item(tmp_path: Path) -> None:
    """`check` and `build` say the same, also where the plan is recalled, or the texts are known."""
    paths = paths_in(tmp_path)
    makers.write_tree(paths.content, _tree(WRONG))
    reports = []
    for run in (check, lambda *given: build(given[0], Options(search=False), given[2])):
        for _ in range(2):
            reports.append(a_report())
            run(paths, Options(search=False), reports[-1])
    found = [[(item.code, item.place.line) for item in report.diagnostics if item.code == "R008"] for report in reports]

    lines = (paths.content / "replies/2024/041-mzj.md").read_text("utf-8").splitlines()
    wrong = [place for place, line in enumerate(lines, 1) if "建议: 3" in line or "建议: 2" in line]

    assert [[("R008", place) for place in wrong]] * 4 == found
    assert {"suggestion": "3", "answer": "二", "count": "2"} in [dict(item.values) for item in reports[0].diagnostics]


def test_nothing_is_said_of_a_proposal_that_may_not_be_read(tmp_path: Path) -> None:
    """Whether 对应 fits a withheld text is nobody's business."""
    paths = paths_in(tmp_path)
    makers.write_tree(paths.content, _tree(WRONG, 信息公开属性="不予公开", 不公开理由="个人隐私"))
    report = a_report()
    check(paths, Options(), report)

    assert [] == [item for item in report.diagnostics if item.code == "R008"]


# --- Room for letters -------------------------------------------------------------------------------------------------


def test_a_letter_without_room_stands_on_its_own_page() -> None:
    """The first letter stays; a later one that would make the page too heavy is linked, and so are its answers."""
    long = "这一段说明办理的经过。" * 150
    page = made(
        f"一、针对“沿河装路灯”的建议。已装。\n\n{long}\n\n{long}\n\n{long}\n\n{long}",
        f"一、针对“修好木栏杆”的建议。已修。\n\n{long}\n\n{long}\n\n{long}\n\n{long}",
    )
    answers = [(answer.address, answer.anchor) for point in page.part.points for answer in point.answers]

    assert [(None, "r1-p1"), ("/replies/zx-5-1/12/cgj/", "p1")] == answers
    assert 'href="../../../replies/zx-5-1/12/cgj/#p1"' in page.html
    assert 'id="r1-p1"' in page.html
    assert 'id="r2-p1"' not in page.html
    assert len(page.html.encode()) < 45_000
