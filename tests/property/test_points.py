"""Whatever a text is, reading it gives paragraphs of its page, in order, and one row for each suggestion."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from builder.site.markup import lines_of
from builder.site.points import wording
from builder.site.points.answers import read_reply
from builder.site.points.likeness import Asked, pairs
from builder.site.points.matching import Letter, match
from builder.site.points.outline import Outline, Part
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


@given(st.lists(st.integers(0, 4), max_size=12))
def test_parts_stand_below_the_last_one_that_is_less_deep(depths: list[int]) -> None:
    """And they end where one comes that is not deeper."""
    outline = Outline(tuple([Part("", 0, "", "", "", depth) for depth in depths]))
    for place, depth in enumerate(depths):
        above = [other for other in range(place) if depths[other] < depth]
        after = [other for other in range(place + 1, len(depths)) if depths[other] <= depth]

        assert max(above, default=-1) == outline.parent(place)
        assert min(after, default=len(depths)) == outline.end(place)


WORDS = (
    "针对 关于 对于 围绕 就 对 您 你们 贵单位 各位 委员 代表 提案 提案人 建议 建议中 上述 在提案中 所提 反映 关心 关注 的 第 建议二 第一、三条 "
    "部分采纳 部分 采纳 采纳了其中 只落实 一半 仅 只 能就 就 一项 一点 答复 说明 其余 另外 后半 没有 2条 建议3条 其中 涉及 我局 本单位的 有 1条 甲 ，"
).split(" ")


@given(st.lists(st.sampled_from(WORDS), max_size=8).map("".join))
def test_what_is_looked_at_first_rules_nothing_out(text: str) -> None:
    """A pattern finds nothing where the sign is missing without which it is not tried."""
    lead = wording.LEAD.match(text)

    assert text[:1] in wording.FRAME_STARTS or not (
        wording.ORDINALS.match(text) or (lead and (lead["about"] or lead["asker"]))
    )
    assert wording.PARTLY_SIGNS.search(text) or not wording.PARTLY.search(text)
    assert wording.OWN_SHARE.search(text) or not wording.SHARE.search(text)
