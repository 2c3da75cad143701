"""Search as readers use it: typed into the page, in a real browser, over an index that the real engine made."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from builder.output import search
from builder.site.shadow import FILTERS, Passage, Searchable, original, shadow_name, shadow_page, tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from playwright.sync_api import Page

    from tests.browser.conftest import Served

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
ARCHIVE = ROOT.parent / "shared" / "archive"
seeds = pytest.mark.seeds

WORDS = {
    "searching": "正在搜索",
    "found": "找到 {n} 条",
    "found_near": "找到 {n} 条，近似 {m} 条",
    "only_near": "近似 {m} 条",
    "none": "没有找到“{q}”",
    "near_heading": "近似结果",
    "direct": "编号相符",
    "renewing": "索引正在更新",
    "failed": "搜索出错",
    "retry": "重试",
    "previous": "上一页",
    "next": "下一页",
    "page_of": "第 {page} 页，共 {pages} 页",
    "more": "更多",
    "clear": "清除筛选",
    "filters": [{"name": name, "param": param, "label": name} for name, param in FILTERS],
}
PAGE = """<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>搜索</title></head><body>
<div id="search" data-state="{state}" data-index="../pagefind/" data-root="../">
<form id="search-form" role="search"><input type="search" id="search-q" name="q" aria-label="搜索">
<select id="search-sort" name="sort" aria-label="排序"><option value="">相关度<option value="new">新<option value="old">旧</select>
<button type="submit">搜索</button></form><div id="search-fallback">没有脚本</div>
<p id="search-status" role="status" aria-live="polite"></p><div id="search-filters"></div>
<div id="search-results" tabindex="-1"></div><nav id="search-pages" aria-label="分页"></nav></div>
<script type="application/json" id="search-words">{words}</script><script type="module" src="../search.js"></script>"""

FERRY = "渡口改造"
INVENTED = (
    Searchable(
        "/replies/yz-5-1/091/jtj/",
        "关于增设临江渡口候船亭的答复",
        (
            Passage("p1", "您提出的建议收悉，现答复如下。"),
            Passage("p2", "我局将加快渡口改造，方便两岸居民出行。乾元码头的栏杆 <b>已换新</b>。"),
            Passage("p3", "联系电话另附，共 18 处。"),
        ),
        names=("柳青禾", "云州市交通局"),
        keys=("91",),
        doc_numbers=("云交函〔2022〕7号",),
        filters=(("年份", "2022"), ("单位", "市交通局"), ("办理结果", "已解决"), ("类型", "答复")),
        date="2022-05-10",
        year=2022,
    ),
    Searchable(
        "/replies/yz-5-2/12/jtj/",
        "关于夜间公交的答复",
        (Passage("p1", "夜间公交与渡口改造同步推进。"), Passage("p2", "鸢尾路设站。")),
        keys=("12",),
        filters=(("年份", "2023"), ("单位", "市交通局"), ("办理结果", "正在解决"), ("类型", "答复")),
        date="2023-06-01",
        year=2023,
    ),
    Searchable(
        "/replies/yz-5-2/13/jyj/",
        "关于社区托育的答复",
        (Passage("p1", "依托渡口改造新建托育点，社区工作者参与。"),),
        keys=("13",),
        filters=(("年份", "2023"), ("单位", "市教育局"), ("办理结果", "已解决"), ("类型", "答复")),
        date="2023-07-01",
        year=2023,
    ),
    Searchable(
        "/proposals/yz-5-2/12/",
        "关于渡口改造的提案",
        (Passage(None, "建议：一是渡口改造；二是夜间公交。"),),
        keys=("12",),
        filters=(("年份", "2023"), ("单位", "市交通局"), ("类型", "提案")),
        year=2023,
    ),
    *(
        Searchable(
            f"/updates/2021/{i}/",
            f"动态之{i}",
            (Passage("p1", f"第 {i} 期简报：河道清淤。"),),
            filters=(("年份", "2021"), ("类型", "动态")),
            date=f"2021-03-{i:02}",
            year=2021,
        )
        for i in range(1, 24)
    ),
)


def build(site: Path, items: Iterable[Searchable], state: str = "ready") -> Path:
    """Make a site that holds nothing but a search page and its index."""
    shadow = site.with_name(site.name + "-shadow")
    for item in items:
        path = shadow / shadow_name(item)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(shadow_page(item), encoding="utf-8")
    search.index(shadow, site / "pagefind")
    (site / "search").mkdir()
    page = PAGE.replace("{state}", state).replace("{words}", json.dumps(WORDS, ensure_ascii=False))
    (site / "search" / "index.html").write_text(page, encoding="utf-8")
    for script in (ROOT / "layouts/assets/js").glob("search*.js"):
        (site / script.name).write_bytes(script.read_bytes())
    return site


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the site of an invented city once."""
    return build(tmp_path_factory.mktemp("invented") / "site", INVENTED)


@pytest.fixture
def site(invented: Path, serve: Callable[..., Served]) -> Served:
    """Serve it below a path, as many cities do."""
    return serve(invented, "/gk/archive/")


def ask(page: Page, text: str) -> list[str]:
    """Type *text* and tell the addresses found, from the site's root."""
    page.fill("#search-q", text)
    return answered(page, text)


def answered(page: Page, text: str) -> list[str]:
    """Wait for the answer to *text* and tell the addresses found."""
    page.wait_for_function("q => (new URLSearchParams(location.search).get('q') ?? '') === q", arg=text)
    page.wait_for_function("() => /^(找到|近似|没有找到)/.test(document.querySelector('#search-status').textContent)")
    return found(page)


def found(page: Page) -> list[str]:
    """Tell the addresses of the results shown."""
    links = page.eval_on_selector_all(".search-hit h3 a", "all => all.map(a => decodeURIComponent(a.pathname))")
    return [re.sub(r"^/gk/archive", "", link) for link in links]


def status(page: Page) -> str:
    return page.inner_text("#search-status")


def counts(page: Page, filter_name: str) -> dict[str, int]:
    """Tell the values of a filter with their counts, in the order shown."""
    group = page.locator("fieldset", has=page.locator("legend", has_text=filter_name))
    return {label.split()[0]: int(label.rsplit(maxsplit=1)[1]) for label in group.locator("label").all_inner_texts()}


def settle(page: Page, expected: str) -> None:
    """Wait until the status begins with *expected*."""
    page.wait_for_function(
        "text => document.querySelector('#search-status').textContent.startsWith(text)", arg=expected
    )


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("渡口改造，方便", "/replies/yz-5-1/091/jtj/"),
        ("渡口改造方便", "/replies/yz-5-1/091/jtj/"),
        ("091", "/replies/yz-5-1/091/jtj/"),
        ("91", "/replies/yz-5-1/091/jtj/"),
        ("第０９１号", "/replies/yz-5-1/091/jtj/"),
        ("云交函〔2022〕7号", "/replies/yz-5-1/091/jtj/"),
        ("[2022]7", "/replies/yz-5-1/091/jtj/"),
        ("柳青禾", "/replies/yz-5-1/091/jtj/"),
        ("關於增設臨江渡口", "/replies/yz-5-1/091/jtj/"),
        ("关于夜间公交的答复", "/replies/yz-5-2/12/jtj/"),
        ("鸢", "/replies/yz-5-2/12/jtj/"),
        ("站", "/replies/yz-5-2/12/jtj/"),
        ("托育 社區", "/replies/yz-5-2/13/jyj/"),
        ("增设渡口候船亭", "/replies/yz-5-1/091/jtj/"),
    ],
)
def test_a_document_is_found_however_its_words_are_typed(page: Page, site: Served, text: str, first: str) -> None:
    """Punctuation, width, form of characters, leading zeros and word order do not hide a document."""
    page.goto(site.url + "search/")

    assert first == ask(page, text)[0]


def test_a_phrase_finds_the_documents_that_hold_it_and_no_other(page: Page, site: Served) -> None:
    """With enough exact results, nothing that only resembles the query is shown."""
    page.goto(site.url + "search/")

    assert {item.url for item in INVENTED[:4]} == set(ask(page, FERRY))
    assert "找到 4 条" == status(page)


def test_approximate_results_are_announced_as_such(page: Page, site: Served) -> None:
    """A result that holds only a part of the words stands below a heading that says so."""
    page.goto(site.url + "search/")

    assert "/replies/yz-5-1/091/jtj/" in ask(page, "临江码头候船亭")
    assert status(page).startswith("近似")
    assert "近似结果" == page.inner_text(".search-near")


def test_nothing_is_found_where_nothing_is(page: Page, site: Served) -> None:
    """The reader is told, with the words that were typed."""
    page.goto(site.url + "search/")

    assert [] == ask(page, "火星<b>基地")
    assert "没有找到“火星<b>基地”" == status(page)


def test_counts_and_filters_are_right(page: Page, site: Served) -> None:
    """Each value says how many results it leaves; other values of a chosen filter stay, and can be added."""
    page.goto(site.url + "search/")
    ask(page, FERRY)

    assert {"2023": 3, "2022": 1} == counts(page, "年份")
    assert {"市交通局": 3, "市教育局": 1} == counts(page, "单位")
    assert {"已解决": 2, "正在解决": 1} == counts(page, "办理结果")

    page.check("input[name=result][value=已解决]")
    settle(page, "找到 2 条")
    assert {"2023": 1, "2022": 1} == counts(page, "年份")
    assert {"已解决": 2, "正在解决": 1} == counts(page, "办理结果")

    page.check("input[name=year][value='2022']")
    settle(page, "找到 1 条")
    assert ["/replies/yz-5-1/091/jtj/"] == found(page)
    assert "2022" == page.evaluate("document.activeElement.value")

    page.check("input[name=year][value='2023']")
    settle(page, "找到 2 条")
    page.click(".search-clear")
    settle(page, "找到 4 条")


def test_results_are_sorted_by_date(page: Page, site: Served) -> None:
    """Newest or oldest first; a document without a date stands at the beginning of its year."""
    newest = [
        "/replies/yz-5-2/13/jyj/",
        "/replies/yz-5-2/12/jtj/",
        "/proposals/yz-5-2/12/",
        "/replies/yz-5-1/091/jtj/",
    ]
    page.goto(site.url + "search/")
    ask(page, FERRY)
    page.select_option("#search-sort", "new")
    page.wait_for_function("url => document.querySelector('h3 a').pathname.endsWith(url)", arg=newest[0])
    assert newest == found(page)

    page.select_option("#search-sort", "old")
    page.wait_for_function("url => document.querySelector('h3 a').pathname.endsWith(url)", arg=newest[-1])
    assert newest[::-1] == found(page)


def test_a_title_counts_more_than_a_mention(page: Page, site: Served) -> None:
    """By relevance, the document that is about the words comes first."""
    page.goto(site.url + "search/")

    assert "/proposals/yz-5-2/12/" == ask(page, FERRY)[0]


def test_an_excerpt_shows_the_hit_as_printed_and_leads_to_it(page: Page, site: Served) -> None:
    """Punctuation and traditional or rare forms come back, markup in the text stays text, the link has the anchor."""
    page.goto(site.url + "search/")
    ask(page, "方便两岸")
    excerpt = page.locator(".search-excerpt").first

    assert "我局将加快渡口改造，方便两岸居民出行。乾元码头的栏杆 <b>已换新</b>。" == excerpt.inner_text()
    assert ["方便两岸"] == excerpt.locator("mark").all_inner_texts()
    link = urlsplit(excerpt.locator("a").evaluate("a => a.href"))
    assert ("/gk/archive/replies/yz-5-1/091/jtj/", "p2") == (link.path, link.fragment)


def test_a_mark_may_cross_punctuation(page: Page, site: Served) -> None:
    """What was typed without the comma is marked with it."""
    page.goto(site.url + "search/")
    ask(page, "渡口改造方便")

    assert "渡口改造，方便" == page.locator(".search-excerpt mark").first.inner_text()


def test_the_address_keeps_the_state(page: Page, site: Served) -> None:
    """An address can be sent to somebody; back and forward walk through what was chosen."""
    page.goto(site.url + "search/?q=%E6%B8%A1%E5%8F%A3%E6%94%B9%E9%80%A0&year=2023&sort=new")
    settle(page, "找到 3 条")
    assert FERRY == page.input_value("#search-q")
    assert "/replies/yz-5-2/13/jyj/" == found(page)[0]
    assert page.is_checked("input[name=year][value='2023']")

    page.check("input[name=unit][value=市教育局]")
    settle(page, "找到 1 条")
    assert {"q": [FERRY], "year": ["2023"], "unit": ["市教育局"], "sort": ["new"]} == parse_qs(urlsplit(page.url).query)

    page.go_back()
    settle(page, "找到 3 条")
    page.go_forward()
    settle(page, "找到 1 条")


def test_long_results_are_paged(page: Page, site: Served) -> None:
    """Ten to a page, with links that carry the state; the focus moves to the new results."""
    page.goto(site.url + "search/?q=%E6%B8%85%E6%B7%A4&sort=old")
    settle(page, "找到 23 条")
    assert 10 == len(found(page))
    page.click("#search-pages a[rel=next]")
    page.wait_for_selector("a[rel=prev]")
    assert "/updates/2021/11/" == found(page)[0]
    assert "search-results" == page.evaluate("document.activeElement.id")

    page.goto(page.url.replace("page=2", "page=3"))
    settle(page, "找到 23 条")
    assert ["/updates/2021/21/", "/updates/2021/22/", "/updates/2021/23/"] == found(page)


def test_filters_alone_list_their_documents(page: Page, site: Served) -> None:
    """Without words, the filters answer by themselves, the newest first."""
    page.goto(site.url + "search/?unit=%E5%B8%82%E4%BA%A4%E9%80%9A%E5%B1%80")
    settle(page, "找到 3 条")

    assert "/replies/yz-5-2/12/jtj/" == found(page)[0]


def test_search_works_from_the_keyboard(page: Page, site: Served) -> None:
    """Typing and Enter lead to the results, and Tab to the first of them."""
    page.goto(site.url + "search/")
    page.focus("#search-q")
    page.keyboard.type("鸢尾路")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.id === 'search-results'")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.pathname").endswith("/replies/yz-5-2/12/jtj/")


def test_nothing_is_asked_before_anybody_asks(page: Page, site: Served) -> None:
    """Opening the page loads no index; typing loads only what the words need."""
    page.goto(site.url + "search/")
    page.wait_for_selector("#search-fallback", state="hidden")
    assert [] == [path for path in site.requests if "/pagefind/" in path]

    ask(page, "鸢尾路")
    assert 0 < len([path for path in site.requests if "/pagefind/" in path]) < 15


def test_the_index_opens_with_a_neutral_language_and_the_page_keeps_its_own(page: Page, site: Served) -> None:
    """
    Pagefind reads the language when `init` is called and only then; opened as Chinese, it would cut our pairs again.

    If this fails after an update of Pagefind, see `open` in search.js: what it does may be needed no more, or not enough.
    """
    page.goto(site.url + "search/")
    languages = page.evaluate("""async () => {
        const html = document.documentElement;
        const asked = [];
        const watch = new MutationObserver((changes) => asked.push([changes.length, html.lang]));
        watch.observe(html, {attributes: true, attributeFilter: ["lang"]});
        const {open} = await import(new URL("../search-engine.js", location.href).href);
        const engine = await open(new URL("../pagefind/", location.href));
        return {
            after: html.lang,
            seen: asked,
            neutral: (await engine.exact(["鸢尾", "尾路"])).size,
        };
    }""")
    chinese = page.evaluate("""async () => {
        const pagefind = await import(new URL("../pagefind/pagefind.js?again", location.href).href);
        const instance = pagefind.createInstance({basePath: new URL("../pagefind/", location.href).pathname});
        return (await instance.search('"鸢尾 尾路"')).results.length;
    }""")

    assert {"after": "zh-CN", "seen": [[2, "zh-CN"]], "neutral": 1} == languages
    assert 0 == chinese


@pytest.mark.parametrize(
    "text",
    [
        "外卖小哥",
        "快递员，外卖 小哥",
        "GB/T—2012",
        "社區工作者",
        "２０２３年7月",
        "乾隆〇々",
        "ＡＢＣ第号①",
        "𠮷野家",
    ],
)
def test_both_sides_cut_text_into_the_same_tokens(page: Page, site: Served, text: str) -> None:
    """The words that the page asks for are among those that the builder wrote for the same text, in the same order."""
    page.goto(site.url + "search/")
    asked = page.evaluate(
        """async (text) => {
            const {characters, terms, phrase} = await import(new URL("../search-letters.js", location.href).href);
            const table = characters(await (await fetch("../pagefind/traditional.txt")).text());
            return terms(text.replaceAll(" ", ""), table).map((letters) => phrase(letters).words).flat();
        }""",
        text,
    )
    written = [re.sub(r"[\W_]", "", token).lower() for token in tokens(text)]

    assert asked == written[: len(asked)]
    assert len(written) - 1 <= len(asked)


def test_without_an_index_the_page_says_so(page: Page, tmp_path: Path, serve: Callable[..., Served]) -> None:
    """A site built without search asks for no index; what stands in the page says why, and leads to the lists."""
    site = serve(build(tmp_path / "site", INVENTED[:1], state="absent"))
    page.goto(site.url + "search/?q=%E6%B8%A1%E5%8F%A3", wait_until="networkidle")

    assert page.is_visible("#search-fallback")
    assert [] == [path for path in site.requests if "/pagefind/" in path]


def test_while_the_index_is_renewed_the_page_says_so(page: Page, tmp_path: Path, serve: Callable[..., Served]) -> None:
    """The old index goes on answering, with a notice."""
    site = serve(build(tmp_path / "site", INVENTED[:1], state="renewing"))
    page.goto(site.url + "search/?q=%E6%B8%A1%E5%8F%A3")
    settle(page, "索引正在更新 找到 1 条")


def test_a_broken_index_gives_an_error_and_another_try(
    page: Page, tmp_path: Path, serve: Callable[..., Served]
) -> None:
    """The page never stands at “searching” for ever."""
    folder = build(tmp_path / "site", INVENTED[:1])
    records = folder / "pagefind" / "records.json"
    records.rename(folder / "away.json")
    page.goto(serve(folder).url + "search/?q=%E6%B8%A1%E5%8F%A3")
    settle(page, "搜索出错")

    (folder / "away.json").rename(records)
    page.click("#search-status button")
    settle(page, "找到 1 条")


def test_opened_from_disk_the_page_shows_its_static_lists(page: Page, invented: Path) -> None:
    """A browser runs no module from file://, so what stands in the page must be enough."""
    page.goto((invented / "search" / "index.html").as_uri())

    assert page.is_visible("#search-fallback")


def real_items() -> list[Searchable]:
    """Read the letters of the real archive, by a short way that is good enough for a test."""
    items = []
    for path in sorted(ARCHIVE.glob("*/*/*.md")):
        _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
        field = dict(re.findall(r"^(\w+): \"?(.*?)\"?$", front, re.MULTILINE))
        blocks = [block.strip("# \n") for block in body.split("\n\n") if block.strip()]
        number = field.get("答复编号") or field.get("编号") or ""
        items.append(
            Searchable(
                f"/{path.parts[-3]}/{path.parts[-2]}/{path.stem}/",
                field["标题"],
                tuple(Passage(f"p{i}", text) for i, text in enumerate(blocks, 1)),
                keys=(number,) if number else (),
                doc_numbers=(field["文号"],) if "文号" in field else (),
                filters=(("年份", path.parts[-2]), ("类型", path.parts[-3])),
                date=field.get("答复日期"),
                year=int(path.parts[-2]),
            )
        )
    return items


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Index the real documents, where they lie beside the repository."""
    if not ARCHIVE.is_dir():
        pytest.skip("the real archive is not here")
    return build(tmp_path_factory.mktemp("real") / "site", real_items())


@seeds
@pytest.mark.parametrize(
    ("text", "document"),
    [
        ("外卖小哥", "/replies/2024/113330-zz-shgzb/"),
        ("三岗十八级", "/replies/2024/113371-zz-shgzb/"),
        ("社區工作者", "/replies/2024/113371-zz-shgzb/"),
        ("２０２３１２８", "/replies/2023/2023128-tz-mzj/"),
        ("西民发〔2021〕62号", "/replies/2021/25-xg-mzj/"),
        ("[2021]62", "/replies/2021/25-xg-mzj/"),
        ("周浩", "/replies/2024/113134-zz-shgzb/"),
        ("关于对区政协九届四次会议第25号提案的答复意见", "/replies/2021/25-xg-mzj/"),
        ("回应群众新期盼、新需求", "/replies/2024/113134-zz-shgzb/"),
        ("对存在问题我们开展的工作和下步", "/replies/2021/25-xg-mzj/"),
        ("网格", "/replies/2024/113202-zz-shgzb/"),
        ("浩", "/replies/2024/113134-zz-shgzb/"),
    ],
)
def test_the_real_documents_are_found(
    page: Page, real: Path, serve: Callable[..., Served], text: str, document: str
) -> None:
    """Each known document is on the first page of results for what a reader would type."""
    page.goto(serve(real).url + "search/")

    assert document in ask(page, text)


@seeds
def test_the_real_text_comes_back_from_its_tokens() -> None:
    """What is read back differs from the text in the width of letters and in white space only."""
    for item in real_items() if ARCHIVE.is_dir() else []:
        for passage in item.passages:
            back = original(" ".join(tokens(passage.text)))

            assert " ".join(passage.text.split()) == back
