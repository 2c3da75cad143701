"""Suggestions as results of search: where each stands in its proposal, and what the index says of it."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from builder.output import search
from builder.site.markup import lines_of
from builder.site.points.places import Extent, Spot, extents
from builder.site.points.suggestions import read_proposal
from builder.site.render import Renderer, Texts
from builder.site.shadow import (
    Passage,
    Searchable,
    SearchableAnswer,
    SearchablePoint,
    original,
    shadow_name,
    shadow_page,
    shadow_points,
    tokens,
)
from tests.outputs import index_of
from tests.unit.test_beside import ASKED, made
from tests.unit.test_render import DESIGN

if TYPE_CHECKING:
    from pathlib import Path

    from builder.site.markup import Line

SHAPES = (
    ASKED,
    "建议：一是渡口改造；二是夜间公交，七月开通；三是图书角。\n",
    "路不好走。\n\n三、建议\n\n（一）修路。路面坑洼。\n\n1.先修主路。\n\n2.再修支路。\n\n（二）装灯。\n\n以上建议，请予考虑。\n",
    "建议：\n\n1. “一键呼叫”进社区：每户一部。\n\n2. “一键呼叫”进社区：每户一部。\n",
    "# 关于渡口的提案\n\n建议一：改造渡口。\n\n建议二：增设夜航。\n",
)


def between(lines: tuple[Line, ...], start: Spot, end: Spot) -> str:
    """Give the text between two places, lines apart."""
    if start.line == end.line:
        return lines[start.line].text[start.character : end.character]
    middle = [line.text for line in lines[start.line + 1 : end.line]]
    return "\n".join([lines[start.line].text[start.character :], *middle, lines[end.line].text[: end.character]])


# --- Places -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", SHAPES)
def test_a_suggestion_stands_where_its_words_are(text: str) -> None:
    """Its heading is there as printed, all that it says is within it, and no two overlap."""
    lines = lines_of(text)
    asked = read_proposal(text, lines).suggestions
    places = extents(asked, lines)

    assert len(asked) == len(places) > 1
    for suggestion, place in zip(asked, places, strict=True):
        assert suggestion.text == between(lines, place.start, place.end_of_heading)
        said = between(lines, place.end_of_heading, place.end)
        assert all(detail in said for detail in suggestion.detail)
    assert all(one.end <= other.start for one, other in pairwise(places))


def test_what_follows_the_last_suggestion_is_not_part_of_it() -> None:
    """Closing words belong to the proposal."""
    lines = lines_of(SHAPES[2])
    *_, last = extents(read_proposal(SHAPES[2], lines).suggestions, lines)

    assert "装灯" == between(lines, last.start, last.end).rstrip("。")


def test_neighbours_in_one_line_end_before_the_next_number() -> None:
    """The number of the next one is no word of this one."""
    lines = lines_of(SHAPES[1])
    first, *_ = extents(read_proposal(SHAPES[1], lines).suggestions, lines)

    assert "渡口改造；" == between(lines, first.start, first.end)


# --- What the index says ----------------------------------------------------------------------------------------------


def told(page: Searchable) -> list[dict[str, Any]]:
    """Read what lies beside the shadow page."""
    points: list[dict[str, Any]] = json.loads(shadow_points(page))
    return points


def searchable_of(*texts: str, asked: str = ASKED, **proposal: Any) -> Searchable:
    """Give what search knows of a proposal with these letters."""
    found = made(*texts, asked=asked, proposal=proposal)
    return found.renderer.searchable(found.page)


LETTER = "一、沿河装路灯。灯已装好。\n\n二、每季度清淤。已经清淤。\n"


def test_each_suggestion_has_its_state_and_its_answer() -> None:
    """In the words of the table, with the anchors of the proposal's page."""
    found = made(LETTER)
    page = found.renderer.searchable(found.page)
    first, second, third = page.points

    assert ["已答复", "已答复", "公开的答复没有谈到"] == [point.state for point in page.points]
    assert ("沿河装路灯", "point-1", "√", "第12号", "") == (
        first.text,
        first.anchor,
        first.sign,
        first.number,
        first.reason,
    )
    assert "市水务局" == first.answers[0].unit
    assert third.reason
    for answer in (*first.answers, *second.answers):
        assert f'id="{answer.anchor}"' in found.html
    assert all(f'id="{point.anchor}"' in found.html for point in page.points)


def test_the_unit_that_answers_instead_is_named() -> None:
    """The filter has one value for all of a state, the result says who."""
    lead = "一、针对“沿河装路灯”的建议。此条由城管局答复。\n\n二、针对“修好木栏杆”的建议。已修。"
    page = searchable_of(lead, "提案中“沿河装路灯”一条由我局会办。现提出意见如下：\n\n已装一百盏。")

    assert "由会办单位答复" == page.points[0].state
    assert "由市城管局答复（会办）" == page.points[0].said


@pytest.mark.parametrize("fields", [{"text": None}, {"text": None, "summary": "只有摘要", "disclosure": "summary"}])
def test_what_may_not_be_read_has_no_suggestions(fields: dict[str, Any]) -> None:
    """Neither without a text nor with a summary in its place."""
    assert () == searchable_of(LETTER, **fields).points


def test_places_are_counted_after_names_and_summary() -> None:
    """The tokens between the places of a suggestion are its words, whatever stands before the text."""
    page = searchable_of(LETTER, summary="路灯、清淤和栏杆。")
    written = [token for name in page.names for token in tokens(name)]
    written += [token for passage in page.passages for token in tokens(passage.text)]

    headings = [original(" ".join(written[start:end])) for start, end, _ in (point["at"] for point in told(page))]
    assert ["沿河装路灯。", "每季度清淤一次。", "修好木栏杆。"] == headings
    wholes = [original(" ".join(written[start:end])) for start, _, end in (point["at"] for point in told(page))]
    assert "每季度清淤一次。淤泥有半人深。" == wholes[1]


def test_signs_at_the_start_of_a_line_are_no_tokens() -> None:
    """A sign goes with the letter behind it where nothing stands before it."""
    point = SearchablePoint(
        "乙丙", "point-1", Extent(Spot(0, 2), Spot(0, 4), Spot(0, 5)), "类", "态", "√", "说", "", "第1号", ()
    )
    page = Searchable("/p/", "题", (Passage("p1", "（“乙丙”丁）"),), points=(point,))

    assert [[0, 2, 2]] == [told_point["at"] for told_point in told(page)]


def test_a_new_answer_makes_a_new_index() -> None:
    """The digest of a proposal's search page changes with the text of a reply to it."""
    texts = {"asked": ASKED, "0": LETTER}

    def digests() -> dict[str, str]:
        found = made(LETTER)
        renderer = Renderer(found.plan.context, DESIGN, Texts(texts.__getitem__, texts.__getitem__), None, "1")
        return {page.url: page.digest for page in renderer.searchables(found.plan)}

    before = digests()
    texts["0"] += "\n\n三、修好木栏杆。已经修好。\n"
    address = "/proposals/zx-5-1/12/"

    assert before[address] != digests()[address]
    assert before.keys() == digests().keys()


# --- In the index -----------------------------------------------------------------------------------------------------


def a_point(text: str, start: int, end: int, state: str) -> SearchablePoint:
    """Make a suggestion in the first passage."""
    answers = (SearchableAnswer("市交通局", "replies/zx/1/jtj/", "p2", "已办。"),) if state == "已答复" else ()
    extent = Extent(Spot(0, start), Spot(0, start + len(text)), Spot(0, end))
    return SearchablePoint(text, "point-1", extent, "单条建议", state, "√", state, "", "第1号", answers)


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Index a proposal with two suggestions, and a newer page with none."""
    folder = tmp_path_factory.mktemp("points")
    asked = Searchable(
        "/proposals/yz-5-1/1/",
        "关于渡口的提案",
        (Passage("p1", "一、修渡口。二、建桥，先勘测。"),),
        names=("何知白",),
        filters=(("类型", "政协提案"),),
        year=2022,
        points=(a_point("修渡口", 2, 6, "已答复"), a_point("建桥", 8, 14, "不能判断")),
    )
    for item in (asked, Searchable("/about/", "关于本站", (Passage(None, "说明。"),), date="2023-01-01")):
        path = folder / "shadow" / shadow_name(item)
        path.parent.mkdir(parents=True)
        path.write_text(shadow_page(item), encoding="utf-8")
        if item.points:
            path.with_name(search.POINTS).write_text(shadow_points(item), encoding="utf-8")
    index_of(folder / "shadow", folder / "out")
    return folder / "out"


def test_the_records_say_where_suggestions_stand(indexed: Path) -> None:
    """The places are those of the engine's own tokens, behind the place of the page and before kind and state."""
    records = json.loads((indexed / "records.json").read_text(encoding="utf-8"))
    texts = {name: page["content"].split() for name, page in search.fragments(indexed)}

    assert {"类型": ["单条建议"], "答复情况": ["不能判断", "已答复"]} == records["points"]["values"]
    assert [[1, 0, 1], [1, 0, 0]] == [[row[0], *row[4:]] for row in records["points"]["of"]]
    held = texts[records["ids"][1]]
    assert ["修渡口。", "建桥，先勘测。"] == [
        original(" ".join(held[start:end])) for _, start, _, end, *_ in records["points"]["of"]
    ]


def test_what_is_shown_of_suggestions_lies_in_small_files(indexed: Path) -> None:
    """As plain text, which the audit reads as it is."""
    (cards,) = [json.loads(path.read_text(encoding="utf-8")) for path in (indexed / "points").iterdir()]

    assert ["修渡口", "建桥"] == [card["text"] for card in cards]
    assert [{"unit": "市交通局", "path": "replies/zx/1/jtj/", "anchor": "p2", "text": "已办。"}] == cards[0]["answers"]


def test_a_character_leads_to_the_suggestions_that_hold_it(indexed: Path) -> None:
    """Beside the pages, under the character with a point; the first character of what follows is not among them."""

    def steps(name: str) -> list[int]:
        bucket = json.loads((indexed / "characters" / f"{ord(name[0]) % 64}.json").read_text(encoding="utf-8"))
        found: list[int] = bucket.get(name, [])
        return found

    assert [0] == steps("渡·")
    assert [1] == steps("勘·")
    assert [] == steps("何·")
    assert [] == steps("二·")
    assert [1] == steps("二")
