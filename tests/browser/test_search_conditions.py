"""Conditions typed into the search box, and suggestions as results of their own, in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from tests.browser.asking import BASE, EXAMPLES, WORDS, ask, build, counts, found, says, settle, status, write

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.browser.conftest import Served

pytestmark = pytest.mark.browser


def reply(title: str, session: str, number: str, unit: str, text: str, **fields: str) -> str:
    """Write a public reply."""
    lines = [
        f"标题: {title}",
        f"届次: {session}",
        f'答复编号: "{number}"',
        f"答复单位: {unit}",
        "信息公开属性: 可以公开",
    ]
    lines += [f"{name}: {value}" for name, value in fields.items()]
    return "---\n" + "\n".join(lines) + f"\n---\n{text}\n"


CITY = {
    "site.yml": "名称: 云州市提案答复公开（测试）",
    "departments/jtj.yml": "名称: 云州市交通运输局\n简称: 市交通局\n别名: [云州市航运管理处]",
    "departments/jyj.yml": "名称: 云州市教育局\n简称: 市教育局",
    "departments/mzj.yml": "名称: 云州市民政局\n简称: 市民政局",
    "departments/hbq.yml": "名称: 云州市河北区人民政府",
    "sessions/yz-5-1.yml": "机构: 政协\n名称: 五届一次会议\n年份: 2021",
    "sessions/yz-5-2.yml": "机构: 政协\n名称: 五届二次会议\n年份: 2022",
    "sessions/yz-5-3.yml": "机构: 政协\n名称: 五届三次会议\n年份: 2023",
    "proposals/2023/12.md": """---
标题: 关于方便过江的提案
届次: 五届三次会议
编号: "12"
提案人: [何知白]
主办单位: 市交通局
会办单位: 市教育局
提出日期: 2023-01-10
信息公开属性: 可以公开
---
临江居民过江不便。

建议：

一、改造老旧渡口，增加夜航。乾元码头先行。

二、增设“夜猫子”公交线路，7月前开通。

三、在渡口旁兴建图书角。请文化部门提供图书。
""",
    "replies/2023/12-jtj.md": reply(
        "关于方便过江的答复",
        "五届三次会议",
        "12",
        "市交通局",
        """何知白委员：

您的提案收悉，现答复如下。

一、关于改造老旧渡口，增加夜航的建议

今年改造三处渡口，夜航增加到二十二时。

二、关于增设“夜猫子”公交线路的建议

两条线路已经开通，收费两元。

云州市交通运输局""",
        文号="云交函〔2023〕7号",
        办理结果="已解决",
        答复日期="2023-05-10",
    ),
    "replies/2021/5-jyj.md": reply(
        "关于校门口停车的答复",
        "五届一次会议",
        "5",
        "市教育局",
        "校门口停车不收费。7月起实行。",
        文号="云教函〔2021〕31号",
        办理结果="正在解决",
        答复日期="2021-05-01",
    ),
    "replies/2022/6-mzj.md": reply(
        "关于养老院停车的答复",
        "五届二次会议",
        "6",
        "市民政局",
        "养老院停车 位共 7 处，月租另计，收费从低。",
        办理结果="列入计划",
        答复日期="2022-06-01",
    ),
    "replies/2022/7-jtj.md": reply(
        "关于码头停车的答复",
        "五届二次会议",
        "7",
        "市交通局",
        "码头停车位二十个。图书角旁不停车。",
        文号="云交函〔2022〕62号",
        办理结果="已解决",
        答复日期="2022-07-01",
    ),
}
"""The content of an invented city, by file."""

PROPOSAL = "/proposals/yz-5-3/12/"
REPLY_12 = "/replies/yz-5-3/12/jtj/"
SCHOOL = "/replies/yz-5-1/5/jyj/"
HOME = "/replies/yz-5-2/6/mzj/"
PIER = "/replies/yz-5-2/7/jtj/"


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site of the invented city once."""
    folder = tmp_path_factory.mktemp("city")
    return build(write(folder / "content", CITY), folder)


@pytest.fixture
def site(city: Path, serve: Callable[..., Served]) -> Served:
    """Serve the site of the invented city."""
    return serve(city, f"{BASE}/")


def chips(page: Page) -> list[str]:
    """Tell how the page says that it understood the query."""
    return [text.removesuffix("×").strip() for text in page.locator("#search-asked a").all_inner_texts()]


def notes(page: Page) -> list[str]:
    """Tell what the page says that it did not understand, and what else there is."""
    return [text.strip() for text in page.locator("#search-notes p").all_inner_texts()]


def points(page: Page) -> list[str]:
    """Tell the suggestions shown beside documents."""
    return page.locator(".search-points h4").all_inner_texts()


# --- Conditions -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected", "understood"),
    [
        ("停车 单位:市交通局", {PIER}, "单位：云州市交通运输局"),
        ("停车 单位:交通", {PIER}, "单位：云州市交通运输局"),
        ("停车 单位:云州市航运", {PIER}, "单位：云州市交通运输局"),
        ("停车 單位：市交通局", {PIER}, "单位：云州市交通运输局"),
        ("停车 单位: 市民政局", {HOME}, "单位：云州市民政局"),
        ("停车 单位:民政", {HOME}, "单位：云州市民政局"),
        ("停车 单位:“市民政局”", {HOME}, "单位：云州市民政局"),
        ("停车 dept:市教育局", {SCHOOL}, "单位：云州市教育局"),
        ("停车 ＤＥＰＴ：市教育局", {SCHOOL}, "单位：云州市教育局"),
        ("停车 年:2021", {SCHOOL}, "年份：2021"),
        ("停车 年：２０２１－２０２２", {SCHOOL, HOME, PIER}, "年份：2021–2022"),
        ("停车 年:2022至2023年", {HOME, PIER}, "年份：2022–2023"),
        ("停车 year:2022-", {HOME, PIER}, "年份：2022–2023"),
        ("停车 年:二〇二一", {SCHOOL}, "年份：2021"),
        ("停车 结果:已解决", {PIER}, "结果：已解决"),
        ("停车 结果:采纳", {PIER}, "结果：已解决"),
        ("停车 結果:正在", {SCHOOL}, "结果：正在解决"),
        ("停车 result:planned", {HOME}, "结果：列入计划"),
        ("文号:云交函〔2022〕62号", {PIER}, "文号：云交函〔2022〕62号"),
        ("文號：雲交函[2022]62", {PIER}, "文号：雲交函[2022]62"),
        ("文号:（2021）031", {SCHOOL}, "文号：（2021）031"),
        ("no:2022年62号", {PIER}, "文号：2022年62号"),
        ("停车 文号:〔2022〕62号", {PIER}, "文号：〔2022〕62号"),
        ("停车 -收费", {PIER}, "不含：收费"),
        ("停车 －收费", {PIER}, "不含：收费"),
        ("停车 -“图书角旁”", {SCHOOL, HOME}, "不含：图书角旁"),
        ("停车 -7月", {HOME, PIER}, "不含：7月"),
        ("停车 -角", {SCHOOL, HOME}, "不含：角"),
        ("“停车 位”", {HOME, PIER}, "原文：停车 位"),
        ('"停车位"', {HOME, PIER}, "原文：停车位"),
        ("「停車位」", {HOME, PIER}, "原文：停車位"),
        ("“码头停车”", {PIER}, "原文：码头停车"),
        ("“7月”", {SCHOOL, PROPOSAL}, "原文：7月"),
    ],
)
def test_a_condition_narrows_and_is_shown_as_understood(
    page: Page, site: Served, text: str, expected: set[str], understood: str
) -> None:
    """In any width, form of characters and language of the name; the results are exactly those that meet it."""
    page.goto(site.url + "search/")

    assert expected == set(ask(page, text))
    assert [understood] == chips(page)
    assert says("found", n=len(expected)) == status(page)


def test_conditions_hold_together(page: Page, site: Served) -> None:
    """Conditions of different kinds all hold, two of one kind hold either; each has its chip, in the order typed."""
    page.goto(site.url + "search/")

    assert [HOME] == ask(page, "停车 年:2021-2022 -图书角 单位:民政局 单位:交通局")
    assert ["年份：2021–2022", "不含：图书角", "单位：云州市民政局", "单位：云州市交通运输局"] == chips(page)


def test_conditions_alone_list_their_documents(page: Page, site: Served) -> None:
    """Without a word to look for, the newest come first."""
    page.goto(site.url + "search/")

    assert [PIER, HOME] == ask(page, "年:2022")
    assert [PROPOSAL] == ask(page, "年:2023 -收费")


def test_counts_are_of_what_meets_the_conditions(page: Page, site: Served) -> None:
    """What a word leaves out is in no count; a condition shows as a chosen value of its filter."""
    page.goto(site.url + "search/")
    ask(page, "停车 -收费")

    assert {"2022": 1} == counts(page, "年份")
    assert {"云州市交通运输局": 1} == counts(page, "单位")

    ask(page, "停车 年:2022")
    assert {"2022": 2, "2021": 1} == counts(page, "年份")
    assert page.is_checked("input[name=year][value='2022']")


def test_a_chip_takes_its_condition_out(page: Page, site: Served) -> None:
    """The rest of the query stays, in the box and in the address, and the focus goes to the results."""
    page.goto(site.url + "search/")
    ask(page, "停车 年:2022 -图书角")
    page.get_by_label(says("remove", value="年份：2022")).click()
    settle(page, says("found", n=2))
    page.get_by_label(says("remove", value="不含：图书角")).click()
    settle(page, says("found", n=3))

    assert "停车" == page.input_value("#search-q")
    assert {"q": ["停车"]} == parse_qs(urlsplit(page.url).query)
    assert "search-results" == page.evaluate("document.activeElement.id")


def test_a_typed_condition_can_be_changed_by_its_boxes(page: Page, site: Served) -> None:
    """Whoever clears or adds a box has boxes from then on, in place of what was typed."""
    page.goto(site.url + "search/")
    ask(page, "停车 年:2021-2022")
    page.uncheck("input[name=year][value='2021']")
    settle(page, says("found", n=2))

    assert "停车" == page.input_value("#search-q")
    assert {"q": ["停车"], "year": ["2022"]} == parse_qs(urlsplit(page.url).query)
    assert [] == chips(page)


def test_clearing_the_filters_clears_typed_ones_too(page: Page, site: Served) -> None:
    """Words, also those to leave out, stay."""
    page.goto(site.url + "search/")
    ask(page, "停车 年:2022 -收费")
    page.click(".search-clear")
    settle(page, says("found", n=1))

    assert "停车 -收费" == page.input_value("#search-q")


def test_an_address_with_conditions_keeps_its_state(page: Page, site: Served) -> None:
    """It can be sent to somebody; back leads to the state before."""
    page.goto(site.url + "search/?q=停车 单位:民政&year=2022&sort=old")
    settle(page, says("found", n=1))
    assert [HOME] == found(page)
    assert "停车 单位:民政" == page.input_value("#search-q")
    assert page.is_checked("input[name=unit][value=云州市民政局]")

    page.get_by_label(says("remove", value="单位：云州市民政局")).click()
    settle(page, says("found", n=2))
    page.go_back()
    settle(page, says("found", n=1))


@pytest.mark.parametrize(
    ("text", "note", "nearest", "left"),
    [
        ("停车 单位:民正局", "value", "单位:云州市民政局", {SCHOOL, HOME, PIER}),
        ("停车 年:2019", "value", "年:2021", {SCHOOL, HOME, PIER}),
        ("停车 年:明年", "value", "年:2021", {SCHOOL, HOME, PIER}),
        ("停车 结果:己解决", "value", "结果:已解决", {SCHOOL, HOME, PIER}),
        ("停车 文号:云交字〔2022〕62号", "value", "文号:〔2022〕62号", {SCHOOL, HOME, PIER}),
        ("停车 文号:云交函", "number_form", None, {SCHOOL, HOME, PIER}),
        ("停车 单位:", "empty", None, {SCHOOL, HOME, PIER}),
        ("停车 单位: 年:2021", "empty", None, {SCHOOL}),
        ("停车 -单位:民政局", "refused", None, {SCHOOL, HOME, PIER}),
        ("停车 部们:民政局", "unknown", "单位:民政局", {SCHOOL, HOME, PIER}),
        ("停车 主題:月租", "word", None, set()),
    ],
)
def test_what_is_not_understood_is_said_and_the_rest_is_searched(
    page: Page, site: Served, text: str, note: str, nearest: str | None, left: set[str]
) -> None:
    """With the nearest thing that would be, as a link to the query mended by it."""
    page.goto(site.url + "search/")
    ask(page, text)
    if left:
        assert left == set(found(page))
    sentence = WORDS[f"note_{note}"].split("，")[-1]
    (said,) = notes(page)
    assert sentence.rstrip("。") in said

    links = page.locator("#search-notes a").all_inner_texts()
    assert ([nearest] if nearest else []) == links
    if nearest:
        page.click("#search-notes a")
        page.wait_for_function("box => document.querySelector('#search-q').value === box", arg=f"停车 {nearest}")


def test_what_cannot_be_understood_alone_lists_nothing(page: Page, site: Served) -> None:
    """The whole archive is no answer to it."""
    page.goto(site.url + "search/?q=单位:火星")
    page.wait_for_selector("#search-notes p")

    assert [] == found(page)


def test_signs_within_a_sentence_are_no_conditions(page: Page, site: Served) -> None:
    """A pasted title with quotation marks, a time of day and a hyphen in a word are looked for as they are."""
    page.goto(site.url + "search/")

    assert PROPOSAL in ask(page, "增设“夜猫子”公交线路")
    assert PROPOSAL in ask(page, "“夜猫子”公交线路")
    assert [] == chips(page)
    for text in ("12:30开通", "A-1停车"):
        ask(page, text)
        assert ([], []) == (chips(page), notes(page))


# --- Suggestions ------------------------------------------------------------------------------------------------------


def test_a_suggestion_is_a_result_of_its_own(page: Page, site: Served) -> None:
    """Its words are the title; its state, its proposal and its answer stand below; documents are counted for themselves."""
    page.goto(site.url + "search/")
    ask(page, "老旧渡口")

    assert says("found", n=2) == status(page)
    assert [says("also_points", n=1)] == notes(page)
    assert ["改造老旧渡口，增加夜航"] == points(page)
    result = page.locator(".search-points .search-hit")
    assert ["老旧渡口，"] == result.locator("h4 mark").all_inner_texts()
    assert ["√ 已答复", "第12号 关于方便过江的提案", "云州市交通运输局", "云州市教育局"] == result.locator(
        ".search-facts > *"
    ).all_inner_texts()
    assert "市交通局：今年改造三处渡口，夜航增加到二十二时" == result.locator(".search-answer").inner_text()


def test_a_suggestion_leads_to_its_row_and_to_its_answer(page: Page, site: Served) -> None:
    """The links end at the row on the proposal's page and at the paragraph of the reply, which say what the result says."""
    page.goto(site.url + "search/?q=老旧渡口")
    page.click(".search-points h4 a")
    page.wait_for_url(f"**{PROPOSAL}#*")
    row = page.locator(f"[id='{urlsplit(page.url).fragment}']")
    assert "改造老旧渡口，增加夜航" in row.inner_text()
    assert "已答复" in row.inner_text()

    page.go_back()
    page.click(".search-answer a")
    page.wait_for_url(f"**{REPLY_12}#*")
    assert "关于改造老旧渡口" in page.locator(f"[id='{urlsplit(page.url).fragment}']").inner_text()


def test_a_hit_below_the_heading_of_a_suggestion_is_shown(page: Page, site: Served) -> None:
    """What stands under its heading belongs to it; the words around the hit are shown, of this suggestion alone."""
    page.goto(site.url + "search/")
    ask(page, "乾元码头")

    assert ["改造老旧渡口，增加夜航"] == points(page)
    assert ["乾元码头先行。"] == page.locator(".search-points .search-excerpt").all_inner_texts()


def test_words_of_two_suggestions_find_neither(page: Page, site: Served) -> None:
    """Every word must stand in the suggestion itself; the document, which holds both, is found."""
    page.goto(site.url + "search/")

    assert PROPOSAL in ask(page, "夜航 图书角")
    assert [] == points(page)
    ask(page, "渡口 图书角")
    assert ["在渡口旁兴建图书角"] == points(page)
    ask(page, "渡口 -图书角")
    assert ["改造老旧渡口，增加夜航"] == points(page)


@pytest.mark.parametrize("text", ["角", "7月", "“7月”", "图书角"])
def test_single_characters_and_numbers_find_suggestions_too(page: Page, site: Served, text: str) -> None:
    """As they find documents."""
    page.goto(site.url + "search/")
    ask(page, text)

    assert {"角": 1, "7月": 1, "“7月”": 1, "图书角": 1}[text] == len(points(page))


def test_a_suggestion_is_filtered_by_what_became_of_it(page: Page, site: Served) -> None:
    """The filter counts suggestions; once a state is chosen, suggestions are what is listed, with right counts."""
    page.goto(site.url + "search/?q=年:2023")
    settle(page, says("found", n=2))
    states = counts(page, "答复情况")
    assert 3 == sum(states.values())
    assert 2 == states["已答复"]
    assert 3 == counts(page, "类型")["单条建议"]

    page.check("input[name=state][value=已答复]")
    settle(page, says("found_points", n=2))
    assert states == counts(page, "答复情况")
    assert {"2023": 2} == counts(page, "年份")
    assert [f"{PROPOSAL}#point-1", f"{PROPOSAL}#point-2"] == [
        unquote(link).removeprefix(BASE)
        for link in page.eval_on_selector_all(".search-hit h3 a", "all => all.map(a => a.pathname + a.hash)")
    ]
    assert {"q": ["年:2023"], "state": ["已答复"]} == parse_qs(urlsplit(page.url).query)

    page.reload()
    settle(page, says("found_points", n=2))


def test_an_unanswered_suggestion_says_why_nothing_is_shown(page: Page, site: Served) -> None:
    """The state of each, as on the page of the proposal."""
    page.goto(site.url + "search/?q=兴建图书角&type=单条建议")
    settle(page, says("found_points", n=1))
    said = page.locator(".search-hit .search-facts b").inner_text()
    page.click(".search-hit h3 a")
    page.wait_for_url(f"**{PROPOSAL}#point-3")

    assert said.split() == page.locator("#point-3 .state").inner_text().split()


def test_suggestions_are_read_only_where_they_are_shown(page: Page, site: Served) -> None:
    """What is shown of them is one more small file, not one for each."""
    page.goto(site.url + "search/")
    ask(page, "停车")
    assert [] == [path for path in site.requests if "/pagefind/points/" in path]

    ask(page, "渡口")
    assert 1 == len([path for path in site.requests if "/pagefind/points/" in path])


# --- For everyone -----------------------------------------------------------------------------------------------------


def test_the_help_is_there_without_script(page: Page, site: Served) -> None:
    """It opens without script, shows an example of each condition, and says that search needs script."""
    context = page.context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]  # it is open
    plain = context.new_page()
    plain.goto(site.url + "search/")
    plain.click(".search-help summary")
    text = plain.inner_text(".search-help")
    context.close()

    for name in ("unit", "year", "result", "number", "phrase", "out"):
        assert EXAMPLES[name] in text
        assert WORDS[f"help_{name}"] in text
    assert WORDS["help_end"] in text


@pytest.mark.parametrize("query", ["?q=渡口 年:2023 单位:火星", "?q=年:2023&state=已答复"])
def test_results_have_no_barriers(page: Page, site: Served, query: str) -> None:
    """Axe objects to nothing on a page with chips, notes, suggestions and documents."""
    axe = pytest.importorskip("axe_playwright_python").__path__[0]
    page.goto(site.url + f"search/{query}")
    page.wait_for_selector(".search-hit")
    page.evaluate((Path(axe) / "axe.min.js").read_text(encoding="utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    violations = page.evaluate("tags => axe.run({runOnly: tags}).then(found => found.violations)", tags)

    assert [] == [f"{found['id']}: {node['html']}" for found in violations for node in found["nodes"]]


def test_live_regions_say_the_numbers(page: Page, site: Served) -> None:
    """The regions stand in the page before anything is said in them, so that screen readers hear it."""
    page.goto(site.url + "search/")
    regions = page.locator("#search [role=status][aria-live=polite]")
    assert 2 == regions.count()

    ask(page, "渡口")
    assert [says("found", n=2), says("also_points", n=2)] == [text.strip() for text in regions.all_inner_texts()]
