"""Whatever a text is, reading it gives paragraphs of its page, in order, and one row for each suggestion."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from builder.site.markup import lines_of
from builder.site.points.answers import read_reply
from builder.site.points.likeness import Asked, pairs
from builder.site.points.matching import Letter, match
from builder.site.points.suggestions import read_proposal, suggestions

PIECES = (
    "一、 二、 （一） （二） 1. 2. 1） ① ② 第一， 第二， 一是 二是 首先， 最后， 建议一： 甲、 建议： 提出以下建议： 针对“ ”的建议。 "
    "关于 问题 的建议 。 ； ： ## -  |---| ** 您提出的 第二条建议 由市教育局答复 此条由市交通局会办。 下步打算 其中涉及我单位1条 "
    "提出建议2条， 加强 路灯 栏杆 “ ‘ ’ 〔不公开：个人隐私〕 关于第51号提案 部分采纳"
).split(" ")
TEXTS = st.lists(st.sampled_from([*PIECES, "\n\n", "\n\n", "\n", "\u3000"]), max_size=40).map("".join)


@given(TEXTS, TEXTS)
def test_anchors_are_paragraphs_of_the_page_in_order(proposal: str, reply: str) -> None:
    """Every suggestion and every answer has at least one, and none that the page has not."""
    for text, found in ((proposal, read_proposal(proposal).suggestions), (reply, read_reply(reply).answers)):
        on_page = [line.anchor for line in lines_of(text)]
        for part in found:
            assert list(part.anchors) == sorted(set(part.anchors) & set(on_page), key=on_page.index) != []


@given(TEXTS, TEXTS, st.sampled_from([None, "lead", "split", "co"]))
def test_every_suggestion_has_a_row(proposal: str, reply: str, role: str | None) -> None:
    """A row without answers is never called answered, one with answers never unclear."""
    letters = [Letter("a", "市水务局", role, ("51",), read_reply(reply))]
    asked = read_proposal(proposal)
    rows = match(asked.suggestions, letters, "51")

    assert asked.suggestions == tuple(row.suggestion for row in rows)
    assert (not asked.suggestions) == bool(asked.reason)
    for row in rows:
        assert row.matches or row.state in {"co-handler", "elsewhere", "not-addressed", "unclear"}
        assert not row.matches or row.state in {"answered", "partly", "co-handler", "elsewhere"}


@given(st.permutations(sorted(pairs("提升小区物业服务质量，加强员工培训"))))
def test_likeness_knows_no_order(found: list[str]) -> None:
    """The pairs of a passage are a set, and the same set weighs the same in every process."""
    asked = Asked(suggestions("建议：\n\n一、提升物业质量。\n\n二、加强小区员工管理。\n\n三、物业小区培训。"))

    assert asked.weight(sorted(found)) == asked.weight(found)
