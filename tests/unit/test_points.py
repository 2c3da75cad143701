"""What a proposal asks for and what a reply answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bench.points.run import HALVES, LEAST_PRECISION, LEAST_RECALL, cases, judge
from builder.disclosure.public import AnsweredPoint
from builder.site.markup import to_letter
from builder.site.points.answers import answers, points_answered, read_reply
from builder.site.points.matching import Letter, Row, match, unresolved
from builder.site.points.outline import number_of
from builder.site.points.suggestions import points_asked, read_proposal, suggestions

if TYPE_CHECKING:
    from pathlib import Path


def text_of(path: Path) -> str:
    """Give what stands below the front matter."""
    return path.read_text("utf-8").split("---\n", 2)[2]


# --- Suggestions ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("桥上没有灯。\n\n建议：\n\n一、装路灯。\n\n二、修栏杆。", ("装路灯", "修栏杆")),
        ("几点建议：\n\n（一）装路灯。每隔二十米一盏。\n\n（二）修栏杆。", ("装路灯", "修栏杆")),
        ("为此，提出以下建议：\n\n1.装路灯\n\n每隔二十米一盏。\n\n2.修栏杆", ("装路灯", "修栏杆")),
        ("我们的建议是：\n\n1）装路灯；\n\n2）修栏杆。", ("装路灯", "修栏杆")),
        ("具体建议如下：\n\n①装路灯。\n\n②修栏杆。", ("装路灯", "修栏杆")),
        ("为此建议：\n\n第一，装路灯。\n\n第二，修栏杆。", ("装路灯", "修栏杆")),
        ("为此建议：一是装路灯；二是修栏杆；三是清淤。", ("装路灯", "修栏杆", "清淤")),
        ("为此，我们建议：（1）装路灯；（2）修栏杆。", ("装路灯", "修栏杆")),
        ("对策建议\n\n- 装路灯\n- 修栏杆", ("装路灯", "修栏杆")),
        ("## 建议\n\n1. 装路灯：每隔二十米一盏。\n\n2. 修栏杆：漆成白色。", ("装路灯", "修栏杆")),
        ("建议一：装路灯。\n\n建议二：修栏杆。", ("装路灯", "修栏杆")),
        ("一、把“三盏灯。”写进名称。其余照旧。\n\n二、建立台账。", ("把“三盏灯。”写进名称", "建立台账")),
    ],
)
def test_every_way_of_numbering(text: str, expected: tuple[str, ...]) -> None:
    """The points are the heading sentences as printed, without number and closing punctuation."""
    assert expected == points_asked(text)


def test_only_the_section_of_suggestions_counts() -> None:
    """Background and problems are numbered too."""
    text = (
        "一、背景\n\n（一）人多。\n\n（二）车多。\n\n二、存在的问题\n\n（一）路窄。\n\n（二）灯暗。\n\n"
        "三、建议\n\n（一）拓宽道路。\n\n（二）更换路灯。"
    )

    assert ("拓宽道路", "更换路灯") == points_asked(text)


def test_a_list_within_a_suggestion_is_its_detail() -> None:
    """The level right below the announcement carries the suggestions."""
    text = (
        "二、针对以上问题，需要多措并举：\n\n（一）建好站点。\n\n一是选址。靠近路口。\n\n二是建棚。\n\n（二）管好站点。"
    )
    first, second = suggestions(text)

    assert ("建好站点", ("一是选址。靠近路口。", "二是建棚。"), ("p2", "p3", "p4")) == (
        first.text,
        first.detail,
        first.anchors,
    )
    assert ("（二）", "管好站点") == (second.label, second.text)


@pytest.mark.parametrize("indent", ["  ", "    ", "\t"])
def test_a_bullet_below_another_is_its_detail(indent: str) -> None:
    """The page sets lists flat, but by their indents bullets belong to the suggestion above them."""
    first, second = suggestions(f"对策建议\n\n- 装路灯。\n{indent}- 每隔二十米一盏\n\n{indent}* 用暖光\n- 修栏杆。")

    assert ("装路灯", ("每隔二十米一盏", "用暖光"), ("p2", "p3", "p4")) == (first.text, first.detail, first.anchors)
    assert "修栏杆" == second.text
    assert ("装路灯", "修栏杆") == points_asked(f"对策建议\n\n{indent}- 装路灯\n{indent}- 修栏杆")


def test_a_number_without_words_asks_nothing() -> None:
    """一、。。。 is no suggestion."""
    assert ("装路灯",) == points_asked("建议：\n\n一、。。。\n\n二、！？\n\n三、装路灯。")


def test_categories_are_looked_into() -> None:
    """政府层面 asks for nothing; what stands below it does."""
    text = "三、对策建议\n\n（一）政府层面\n\n1.出台办法。\n\n2.安排经费。\n\n（二）企业层面\n\n1.公开账目。"

    assert ("出台办法", "安排经费", "公开账目") == points_asked(text)


def test_a_title_in_the_text_announces_nothing() -> None:
    """关于……的建议 is what the proposal is called."""
    text = "# 关于装路灯的建议\n\n一、背景\n\n天黑。\n\n二、建议\n\n1.装路灯。\n\n2.修栏杆。"

    assert ("装路灯", "修栏杆") == points_asked(text)


def test_demands_that_nothing_announces() -> None:
    """Headings that all demand are suggestions, after headings that all tell of problems or of the background."""
    text = "一、现状\n\n灯少。\n\n二、存在的问题\n\n路黑。\n\n三、加强巡查\n\n每晚。\n\n四、解决停电问题\n\n换线。"

    assert ("加强巡查", "解决停电问题") == points_asked(text)


def test_a_suggestion_may_ask_a_unit() -> None:
    """请市教育局…… is no closing where it is numbered."""
    assert ("请市教育局开放操场", "希望有关部门装灯") == points_asked(
        "建议：\n\n一、请市教育局开放操场。\n\n二、希望有关部门装灯。"
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("桥上没有灯。应当装灯，还要修栏杆。", "no-section"),
        ("一、路窄。\n\n二、灯暗。", "no-section"),
        ("一、宣传力度不够。\n\n二、建设资金不足。", "no-section"),
        ("建议：\n\n装路灯，也要修栏杆。\n\n清淤的事同样要紧。", "no-list"),
    ],
)
def test_nothing_is_guessed(text: str, reason: str) -> None:
    """A proposal without a list has no suggestions, and the reason is given."""
    assert ((), reason) == read_proposal(text)


def test_what_closes_a_proposal_belongs_to_no_suggestion() -> None:
    """The words after the list and the signature are not its last item."""
    text = "建议：\n\n一、装路灯。\n\n二、修栏杆。\n\n以上建议，请予考虑。\n\n周小满\n\n2024年1月3日"

    assert ("p3",) == suggestions(text)[-1].anchors


def test_anchors_are_those_of_the_page() -> None:
    """A suggestion leads to its own paragraph, whatever stands before it."""
    text = "# 提案\n\n- 甲\n- 乙\n\n| 年 | 数 |\n|---|---|\n| 1 | 2 |\n\n建议：\n\n一、装路灯。\n\n二、修栏杆。"
    html = to_letter(text, resolve=lambda _: None).html

    assert [f'id="{anchor}">' in html for anchor in ("p7", "p8")] == [True, True]
    assert (("p7",), ("p8",)) == tuple(suggestion.anchors for suggestion in suggestions(text))
    assert 'id="p7"><b class="run-in">' in html or 'id="p7">一、装路灯' in html


# --- Answers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、针对“装路灯”的建议。已装。\n\n二、针对“修栏杆”的建议。已修。", ("装路灯", "修栏杆")),
        ("一、针对“用好‘百米灯’”的建议。已装。", ("用好‘百米灯’",)),
        ('一、针对"装路灯"的建议,已装。', ("装路灯",)),
        ("一、关于装路灯的建议\n\n已装。\n\n二、关于栏杆问题\n\n已修。", ("装路灯", "栏杆")),
        ("（一）对于您提出的装路灯的建议，我局已装。\n\n（二）对于您提出的修栏杆的建议，已修。", ("装路灯", "修栏杆")),
        ("关于装路灯的建议。已装。\n\n关于修栏杆的建议。已修。", ("装路灯", "修栏杆")),
        ("针对“装路灯”“修栏杆”的建议，一并办理。", ("装路灯", "修栏杆")),
        ("一是装路灯。已装。\n\n二是修栏杆。已修。", ("装路灯", "修栏杆")),
        ("一、装好路灯\n\n已装。\n\n二、修好栏杆\n\n已修。\n\n三、下步工作打算\n\n再看。", ("装好路灯", "修好栏杆")),
        (
            "一、对本提案的办理概述\n\n重视。\n\n二、对提案建议的答复\n\n（一）装灯。已装。\n\n（二）修栏。已修。",
            ("装灯", "修栏"),
        ),
    ],
)
def test_every_way_of_answering(text: str, expected: tuple[str, ...]) -> None:
    """The points are what is answered, without number and without the words around it."""
    assert expected == points_answered("周小满委员：\n\n您的提案收悉，现答复如下：\n\n" + text)


def test_a_measure_word_at_the_end_of_a_suggestion_stays() -> None:
    """疏导点 and 事项 end in words that also count suggestions."""
    text = "一、关于设置流动摊贩疏导点的建议。已设十五处。\n\n二、关于公布首违不罚事项的建议。已公布三批。\n\n三、关于停车、通行两点建议。已拓宽路口。"

    assert ("设置流动摊贩疏导点", "公布首违不罚事项", "停车、通行") == points_answered(text)


def test_a_suggestion_may_be_named_by_its_number() -> None:
    """您提出的第一、三条建议 names two."""
    (answer,) = answers("您提出的第一、三条建议，已经采纳。")

    assert (1, 3) == answer.ordinals


@pytest.mark.parametrize(
    "text",
    [
        "第二项工作已经完成。",
        "第三个小区的路灯，年内装好。",
        "对第三个小区，我们另行研究。",
        "建议广泛听取居民意见。",
        "关注群众的意见。",
        "针对“十四五”规划的目标，我局正在编制方案。",
        "您提出的关于路灯的建议由我局承办，已经装好。",
        "您提出的关于路灯的建议，现已收悉，感谢关心。",
        "您提出的“关于路灯”的建议收悉。",
        "您提出的“关于路灯”的建议由我局承办，已经装好。",
    ],
)
def test_what_only_looks_like_a_frame(text: str) -> None:
    """A sentence with 建议 or 第二项 in it is not yet an answer to a suggestion."""
    assert () == answers("周小满委员：\n\n您的提案收悉。\n\n" + text)


def test_what_comes_next_is_no_answer() -> None:
    """Praise, counts, plans and thanks stand outside the answers."""
    text = (
        "感谢您的关心。\n\n提案中提出建议 2 条，其中涉及我单位 1 条。\n\n一、针对“装路灯”的建议。已装。\n\n"
        "二、下步工作打算。继续。\n\n感谢支持。"
    )
    read = read_reply(text)

    assert [("p3",)] == [answer.anchors for answer in read.answers]
    assert (2, 1) == read.share


def test_a_letter_without_structure_has_no_answers() -> None:
    """Prose is not cut up."""
    assert () == answers("周小满委员：\n\n先说路灯，已经装了。\n\n再说栏杆，年内修。")


def test_a_letter_for_two_proposals() -> None:
    """Each answer knows the proposal in whose section it stands."""
    text = "一、关于第12号提案\n\n（一）针对“装路灯”的建议。已装。\n\n二、关于第15号提案\n\n（一）针对“修栏杆”的建议。已修。"

    assert [("装路灯", "12"), ("修栏杆", "15")] == [(answer.text, answer.proposal) for answer in answers(text)]


def test_a_co_handlers_letter_about_one_suggestion() -> None:
    """It says at its beginning which one, and all of it is about that."""
    text = "市园林处：\n\n提案中“修栏杆”一条由我局会办，意见如下：\n\n1.材料。用木头。\n\n2.时间。六月。\n\n以上意见，请一并考虑。"
    (answer,) = answers(text)

    assert (("修栏杆",), ("p3", "p4")) == (answer.quotes, answer.anchors)


# --- Hostile texts ----------------------------------------------------------------------------------------------------

REPEATED = (
    "1" * 2000,
    "一" * 2000,
    "建议和" * 30000,
    "（" * 5000,
    "“" * 5000,
    "一方面" * 700,
    "甲局和" * 700,
    "甲局和乙局、" * 700,
    "的" * 5000,
)


@pytest.mark.parametrize("before", ["", "关于", "针对“灯”", "由", "第", "一、", "建议：", "提案中“", "提案提出"])
@pytest.mark.parametrize("repeated", REPEATED, ids=lambda text: text[:3])
def test_no_text_is_searched_without_end(before: str, repeated: str) -> None:
    """A pattern that can divide a text in many ways tries them all where none fits: these would never return."""
    text = before + repeated + "已经办好，涉及"

    assert len(points_asked(text)) < 2
    assert len(points_answered(text)) < 2


@pytest.mark.parametrize(
    "text",
    [
        "一、对第" + "9" * 5000 + "条建议的答复。好。",
        "一、对第1至9999999999条建议的答复。好。",
        "对第1至20240101点建议，已办。",
        "对第五至二条建议，已办。",
        "提案中提出建议" + "9" * 5000 + "条，其中涉及我单位1条。",
    ],
)
def test_a_number_that_nobody_counts_to_is_none(text: str) -> None:
    """It is neither computed nor counted up to."""
    read = read_reply(text)

    assert None is read.share
    assert [()] * len(read.answers) == [answer.ordinals for answer in read.answers]


@pytest.mark.parametrize(("printed", "number"), [("第999项", 999), ("20240101", 0), ("二三", 0), ("二十三", 23)])
def test_numbers_have_an_end(printed: str, number: int) -> None:
    """Nor is 两三 one number."""
    assert number == number_of(printed)


def test_labels_have_up_to_three_digits() -> None:
    """A list may be long."""
    text = "建议：\n\n" + "\n\n".join(f"{number}. 修路{number}。" for number in range(1, 121))

    assert 120 == len(points_asked(text))


# --- Matching ---------------------------------------------------------------------------------------------------------

ASKED = "建议：\n\n一、沿河装路灯。\n\n二、修好木栏杆。\n\n三、每季度清淤。"


def letter(
    text: str, *, role: str = "lead", unit: str = "市水务局", explicit: tuple[AnsweredPoint, ...] = ()
) -> Letter:
    """Make a reply to the proposal."""
    return Letter(unit, unit, role, ("12",), read_reply(text), explicit)


def outcome(row: Row) -> tuple[str, str]:
    """Give a row's state, and the labels of the answers with the signs that tie them."""
    return row.state, " ".join(f"{found.answer.label}{found.how}" for found in row.matches)


def outcomes(*letters: Letter, asked: str = ASKED) -> list[tuple[str, str]]:
    """Match and describe every row."""
    return [outcome(row) for row in match(suggestions(asked), letters, "12")]


def test_quoted_words_tie() -> None:
    """In any order, shortened or with several quotations in one answer."""
    text = "一、针对“清淤”的建议。已做。\n\n二、针对“沿河装路灯”和“修好木栏杆”的建议。已做。"

    assert [("answered", "二、quoted"), ("answered", "二、quoted"), ("answered", "一、quoted")] == outcomes(
        letter(text)
    )


def test_numbers_tie() -> None:
    """您提出的第三条建议 is the third."""
    text = "您提出的第三条建议，今年起每季度一次。\n\n您提出的第一、二条建议，年内完成。"

    assert [("answered", "ordinal")] * 3 == outcomes(letter(text))


def test_likeness_ties_headings_of_the_letters_own() -> None:
    """A section that says almost the same answers it, wherever it stands."""
    text = "一、每季度清淤一次。已做。\n\n二、沿河装好路灯。已做。\n\n三、加强宣传。已做。"

    assert [("answered", "二、likeness"), ("unclear", ""), ("answered", "一、likeness")] == outcomes(letter(text))


def test_place_ties_only_where_the_rest_agrees() -> None:
    """As many sections as suggestions, the others tied in order, and something in common."""
    text = "一、路灯。沿河一百盏。\n\n二、栏杆。木栏杆换了新的。\n\n三、淤泥。请了两条船。"

    assert "三、order" == outcomes(letter(text))[2][1]


def test_as_many_sections_are_no_reason_by_themselves() -> None:
    """A report of work is not laid beside the suggestions."""
    text = "一、加强领导。成立专班。\n\n二、完善机制。每月调度。\n\n三、营造氛围。发放传单。"

    assert [("unclear", "")] * 3 == outcomes(letter(text))


def test_the_front_matter_wins() -> None:
    """对应 names a part by its label or first words, also one that is no answer by itself."""
    explicit = (AnsweredPoint(1, "一"), AnsweredPoint(2, "栏杆的事"))
    text = "一、针对“每季度清淤”的建议。已做。\n\n栏杆的事，年内办。"

    rows = match(suggestions(ASKED), [letter(text, explicit=explicit)], "12")

    assert ["explicit", "explicit"] == [found.how for row in rows for found in row.matches]
    assert [("p1", "p2"), ("p2",)] == [found.answer.anchors for row in rows for found in row.matches]


def test_what_the_front_matter_names_in_vain_is_told() -> None:
    """A suggestion or part that is not there can be reported."""
    explicit = (AnsweredPoint(9, "一"), AnsweredPoint(1, "七"), AnsweredPoint(1, "一"))

    assert explicit[:2] == unresolved(suggestions(ASKED), letter("一、装灯。\n\n二、修栏。", explicit=explicit))


def test_a_letter_that_counts_only_its_own_leaves_the_rest_to_others() -> None:
    """提案中提出建议 3 条，其中涉及我单位 1 条, and one is answered."""
    text = "提案中提出建议 3 条，其中涉及我单位 1 条。\n\n一、针对“沿河装路灯”的建议。已做。"

    assert [("answered", "一、quoted"), ("elsewhere", ""), ("elsewhere", "")] == outcomes(letter(text, role="co"))


def test_a_sentence_may_refer_a_suggestion_to_others() -> None:
    """It names the unit, and the row leads to it."""
    text = "修好木栏杆一条由市园林处另行答复。\n\n一、针对“沿河装路灯”的建议。已做。"
    row = match(suggestions(ASKED), [letter(text)], "12")[1]

    assert ("elsewhere", ("市园林处",), (("市水务局", "p1"),)) == (row.state, row.units, row.anchors)


def test_a_sentence_may_be_all_that_an_answer_is() -> None:
    """It refers its own point to others, but not to the unit that writes the letter."""
    text = "一、沿河装路灯由市财政局负责落实。\n\n二、修好木栏杆由市水务局负责落实。\n\n三、每季度清淤。由我局负责。"
    first, second, third = match(suggestions(ASKED), [letter(text)], "12")

    assert ("elsewhere", ("市财政局",)) == (first.state, first.units)
    assert ["answered", "answered"] == [second.state, third.state]


def test_the_rest_is_what_is_left_of_the_suggestions() -> None:
    """其余两条 stands for all others, 其余费用 for none."""
    text = "由{}。\n\n一、针对“沿河装路灯”的建议。已做。"

    assert ["answered", "elsewhere", "elsewhere"] == [
        state for state, _ in outcomes(letter(f"其余两条建议{text.format('市园林处另行答复')}"))
    ]
    assert "elsewhere" not in [state for state, _ in outcomes(letter(f"其余费用{text.format('市财政局负责')}"))]


def test_a_co_handler_answers_for_the_lead() -> None:
    """The lead's letter points to it, the co-handler's own letter is tied as well, and the unit is named."""
    lead = letter(
        "一、针对“沿河装路灯”的建议。已做。\n\n二、针对“修好木栏杆”的建议。由市园林处会办，意见附后。\n\n"
        "三、针对“每季度清淤”的建议。已做。"
    )
    other = letter("市水务局：\n\n提案中“修好木栏杆”一条由我处会办。年内修好。", role="co", unit="市园林处")
    row = match(suggestions(ASKED), [lead, other], "12")[1]

    assert ("co-handler", ("市园林处",)) == (row.state, row.units)
    assert ["市水务局", "市园林处"] == [found.letter for found in row.matches]


def test_what_is_taken_up_in_part() -> None:
    """Only where the letter says so itself."""
    text = "一、针对“沿河装路灯”的建议。部分采纳，先装东岸。\n\n二、针对“修好木栏杆”的建议。没有采纳，改用石栏。"

    assert ["partly", "answered", "not-addressed"] == [state for state, _ in outcomes(letter(text))]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("一、针对“沿河装路灯”的建议。已做。\n\n二、针对“修好木栏杆”的建议。已做。", "not-addressed"),
        ("一、针对“沿河装路灯”的建议。已做。\n\n二、关于另一件事。已做。", "unclear"),
        ("顺带一提，每季度清淤要增加经费。\n\n一、针对“沿河装路灯”的建议。已做。", "unclear"),
        ("路灯装好了，栏杆也修了。", "unclear"),
    ],
)
def test_passed_over_or_unclear(text: str, state: str) -> None:
    """Nothing is called passed over while any part of a letter may be about it."""
    assert state == outcomes(letter(text))[2][0]


def test_a_letter_for_two_proposals_answers_each_with_its_own_section() -> None:
    """The same words in the other section are another proposal's."""
    text = "一、关于第12号提案\n\n（一）关于清淤。已做。\n\n二、关于第15号提案\n\n（一）关于沿河装路灯。已做。"
    both = letter(text)._replace(numbers=("12", "15"))

    assert ["", "", "（一）quoted"] == [tied for _, tied in outcomes(both)]


SEVERAL = (
    "您提出的提案收悉，现一并答复如下：\n\n一、对第12号提案的答复\n\n（一）关于沿河装路灯的建议。已装。\n\n"
    "二、对第13号提案的答复\n\n（一）关于每季度清淤的建议。已清。\n\n（二）修船。年内修好。\n\n{}"
)


def of_several(text: str, number: str, *explicit: AnsweredPoint) -> tuple[Row, ...]:
    """Match one letter that answers two proposals with one of them."""
    made = Letter("市水务局", "市水务局", "lead", ("１２", "013"), read_reply(text), explicit)
    return match(suggestions(ASKED), [made], number)


@pytest.mark.parametrize("said", ["其余建议由市教育局答复。", "修好木栏杆由市教育局答复。"])
def test_what_a_letter_says_in_a_section_is_said_of_its_proposal(said: str) -> None:
    """其余建议 in the section of the second is not the rest of the first."""
    text = SEVERAL.format(said)

    assert ["answered", "not-addressed", "not-addressed"] == [row.state for row in of_several(text, "012")]
    assert "elsewhere" == of_several(text, "13")[1].state


def test_what_is_left_of_several_proposals_is_nobodys() -> None:
    """Outside the sections, 其余建议 may be those of either."""
    text = "其余建议由市教育局答复。\n\n" + SEVERAL.format("")

    assert ["answered", "unclear", "unclear"] == [row.state for row in of_several(text, "12")]


def test_a_letter_for_several_proposals_counts_those_of_each() -> None:
    """涉及我局1条 is said of all of them, unless it stands in a section."""
    counted = "提案中提出建议3条，其中涉及我局1条。"
    in_section = SEVERAL.format("").replace("的答复\n", f"的答复。{counted}\n", 1)

    assert "own-part" != of_several(counted + "\n\n" + SEVERAL.format(""), "12")[1].reason
    assert "own-part" == of_several(in_section, "12")[1].reason
    assert "own-part" != of_several(in_section, "13")[1].reason


def test_the_front_matter_names_no_part_of_another_section() -> None:
    """Where the words stand in the second proposal's section, they answer that one."""
    point = AnsweredPoint(2, "修船")

    assert [] == [found.how for found in of_several(SEVERAL.format(""), "12", point)[1].matches]
    assert ["explicit"] == [found.how for found in of_several(SEVERAL.format(""), "13", point)[1].matches]


def test_without_a_reply_nothing_can_be_told() -> None:
    """The reason says so."""
    assert ["no-reply"] * 3 == [row.reason for row in match(suggestions(ASKED), [], "12")]


@pytest.mark.parametrize("half", HALVES)
def test_the_goals_are_met(half: str) -> None:
    """On both halves of the pairs in `bench/points`."""
    score = judge(cases(half))[0]["matching"]

    assert score.precision >= LEAST_PRECISION
    assert score.recall >= LEAST_RECALL


# --- Removed passages -------------------------------------------------------------------------------------------------

REMOVED = "〔不公开：内部事务〕"
FIRST_AND_LAST = "一、针对“沿河装路灯”的建议。已装。\n\n{}\n\n三、针对“每季度清淤”的建议。已清。"


@pytest.mark.parametrize("removed", [REMOVED, "另有安排" + REMOVED + "。"])
def test_a_removed_passage_may_answer_anything(removed: str) -> None:
    """What is not public must not be called missing."""
    row = match(suggestions(ASKED), [letter(FIRST_AND_LAST.format(removed))], "12")[1]

    assert ("unclear", "removed") == (row.state, row.reason)
    assert "not-addressed" == match(suggestions(ASKED), [letter(FIRST_AND_LAST.format(""))], "12")[1].state


def test_a_removed_paragraph_ends_the_answer_before_it() -> None:
    """Nobody can tell whose it is."""
    first, second = answers(FIRST_AND_LAST.format(REMOVED))

    assert [("p1",), ("p3",)] == [first.anchors, second.anchors]
    named = letter("您好。\n\n一、总的情况。\n\n" + REMOVED, explicit=(AnsweredPoint(1, "一"),))
    assert ("p2",) == match(suggestions(ASKED), [named], "12")[0].matches[0].answer.anchors


def test_where_suggestions_were_removed_only_printed_numbers_count() -> None:
    """第三条建议 is the one that has this number, not the third that is public."""
    asked = f"建议：\n\n一、沿河装路灯。\n\n{REMOVED}\n\n三、修好木栏杆。\n\n四、每季度清淤。"
    text = "一、关于第三条建议。已修。\n\n二、关于第四条建议。已清。\n\n三、关于第二条建议。已办。"

    assert ["", "一、ordinal", "二、ordinal"] == [what for _, what in outcomes(letter(text), asked=asked)]
    explicit = (AnsweredPoint(3, "二"), AnsweredPoint(2, "一"))
    made = letter("一、木材。\n\n二、栏杆。", explicit=explicit)
    assert "二、explicit" == outcomes(made, asked=asked)[1][1]
    assert explicit[1:] == unresolved(suggestions(asked), made)


def test_where_suggestions_without_numbers_were_removed_none_is_counted() -> None:
    """Neither the third that is public, nor the third section."""
    asked = "建议：\n\n- 沿河装路灯\n- 修好木栏杆\n- 每季度清淤\n\n"
    by_number = letter("关于第一、二条建议，已办。")
    by_place = letter("一、路灯。沿河一百盏。\n\n二、栏杆。木栏杆换了新的。\n\n三、淤泥。请了两条船。")
    cut = letter("一、路灯。沿河一百盏。\n\n二、栏杆。木栏杆换了新的。\n\n三、淤泥。请了两条船。\n\n" + REMOVED)

    assert ["ordinal", "ordinal", ""] == [what for _, what in outcomes(by_number, asked=asked)]
    assert ["", "", ""] == [what for _, what in outcomes(by_number, asked=asked + REMOVED)]
    assert "三、order" == outcomes(by_place, asked=asked)[2][1]
    assert "" == outcomes(by_place, asked=asked + REMOVED)[2][1]
    assert "" == outcomes(cut, asked=asked)[2][1]


def test_the_words_of_a_mark_are_nobodys() -> None:
    """Two passages that were removed have nothing in common."""
    asked = f"建议：\n\n一、沿河装路灯。\n\n二、{REMOVED}。\n\n三、修好木栏杆。"
    text = f"一、针对“沿河装路灯”的建议。已装。\n\n二、针对“{REMOVED}”的建议。已办。"

    assert ["一、quoted", "", ""] == [what for _, what in outcomes(letter(text), asked=asked)]


def test_printed_numbers_are_followed_where_they_tell_something() -> None:
    """Not where they begin again in each category, or go on from the problems."""
    by_category = "三、建议\n\n（一）政府层面\n\n1.出台办法。\n\n2.安排经费。\n\n（二）企业层面\n\n1.公开账目。"
    goes_on = "一、路灯缺失。\n\n二、栏杆不足。\n\n三、建立台账。\n\n四、完善照明。"

    assert [1, 2, 3] == [suggestion.number for suggestion in suggestions(by_category)]
    assert [1, 2] == [suggestion.number for suggestion in suggestions(goes_on)]


# --- Real documents ---------------------------------------------------------------------------------------------------


@pytest.mark.seeds
@pytest.mark.parametrize(
    ("number", "asked", "answered"),
    [("113134", 6, 1), ("113138", 2, 1), ("113202", 9, 9), ("113330", 6, 4), ("113371", 4, 4)],
)
def test_the_real_pairs_are_read(archive_of_seeds: Path, number: str, asked: int, answered: int) -> None:
    """As many points as the text has."""
    proposal = text_of(archive_of_seeds / f"proposals/2024/{number}.md")
    reply = text_of(archive_of_seeds / f"replies/2024/{number}-zz-shgzb.md")

    assert (asked, answered) == (len(points_asked(proposal)), len(points_answered(reply)))


@pytest.mark.seeds
@pytest.mark.parametrize(
    ("number", "role", "expected"),
    [
        ("113134", "co", ["elsewhere"] * 4 + ["answered", "elsewhere"]),
        ("113138", "co", ["answered", "elsewhere"]),
        ("113202", "lead", ["answered"] * 9),
        ("113330", "lead", ["unclear"] * 3 + ["answered"] + ["unclear"] * 2),
        ("113371", "lead", ["answered"] * 4),
    ],
)
def test_the_real_pairs_are_matched(archive_of_seeds: Path, number: str, role: str, expected: list[str]) -> None:
    """Never an answer beside a suggestion that it does not answer: 113330 answers in words of its own."""
    proposal = text_of(archive_of_seeds / f"proposals/2024/{number}.md")
    reply = text_of(archive_of_seeds / f"replies/2024/{number}-zz-shgzb.md")
    rows = match(suggestions(proposal), [Letter("a", "社会工作部", role, (number,), read_reply(reply))], number)

    assert expected == [row.state for row in rows]
    for row in rows:
        for found in row.matches:
            is_quoted = found.how == "quoted" and row.suggestion.text[:4] in found.answer.text.replace("‘", "“")
            assert is_quoted or (number, row.suggestion.order, found.answer.label) == ("113330", 4, "三、")
