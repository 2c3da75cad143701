"""Search as readers use it: typed into the page of a built site, in a real browser."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from builder.site.shadow import tokens
from tests.browser.asking import BASE, ROOT, WORDS, ask, build, counts, found, says, settle, status, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import Served

pytestmark = pytest.mark.browser

ARCHIVE = ROOT.parent / "shared" / "archive"

FERRY = "渡口改造"
INVENTED = {
    "site.yml": "名称: 云州市提案答复公开（测试）",
    "departments/jtj.yml": "名称: 云州市交通局\n简称: 市交通局",
    "departments/jyj.yml": "名称: 云州市教育局\n简称: 市教育局",
    "sessions/yz-5-1.yml": "机构: 政协\n名称: 云州市政协五届一次会议\n年份: 2022",
    "sessions/yz-5-2.yml": "机构: 政协\n名称: 云州市政协五届二次会议\n年份: 2023",
    "proposals/2022/091.md": """---
标题: 关于方便临江居民过江的提案
届次: 云州市政协五届一次会议
编号: "091"
提案人: [柳青禾]
主办单位: 市交通局
信息公开属性: 不予公开
不公开理由: 过程性信息
---
临江居民过江要等一小时。
""",
    "proposals/2023/12.md": """---
标题: 关于渡口改造的提案
届次: 云州市政协五届二次会议
编号: "12"
提案人: [何知白]
主办单位: 市交通局
信息公开属性: 可以公开
---
建议：一是渡口改造；二是夜间公交。
""",
    "replies/2022/091-jtj.md": """---
标题: 关于增设临江渡口候船亭的答复
届次: 云州市政协五届一次会议
答复编号: "091"
答复单位: 市交通局
文号: 云交函〔2022〕7号
办理结果: 已解决
答复日期: 2022-05-10
信息公开属性: 可以公开
---
柳青禾委员：

您提出的建议收悉，现答复如下。

我局将加快渡口改造，方便两岸居民出行。乾元码头的栏杆 <b>已换新</b>。

候船亭共 18 处。
""",
    "replies/2023/12-jtj.md": """---
标题: 关于夜间公交的答复
届次: 云州市政协五届二次会议
答复编号: "12"
答复单位: 市交通局
办理结果: 正在解决
答复日期: 2023-06-01
信息公开属性: 可以公开
---
夜间公交与渡口改造同步推进。

鸢尾路设站。
""",
    "replies/2023/13-jyj.md": """---
标题: 关于社区托育的答复
届次: 云州市政协五届二次会议
答复编号: "13"
答复单位: 市教育局
办理结果: 已解决
答复日期: 2023-07-01
信息公开属性: 可以公开
---
依托渡口改造新建托育点，社区工作者参与。
""",
    **{
        f"updates/2021/{i:02}.md": f"""---
标题: 简报第{i}期
日期: 2021-03-{i:02}
信息公开属性: 可以公开
---
本期说河道清淤。
"""
        for i in range(1, 24)
    },
}
"""The content of an invented city, by file."""

REPLY_91 = "/replies/yz-5-1/091/jtj/"
REPLY_12 = "/replies/yz-5-2/12/jtj/"
REPLY_13 = "/replies/yz-5-2/13/jyj/"
PROPOSAL_12 = "/proposals/yz-5-2/12/"


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site of the invented city once."""
    folder = tmp_path_factory.mktemp("invented")
    return build(write(folder / "content", INVENTED), folder)


@pytest.fixture
def copy(invented: Path, tmp_path: Path) -> Path:
    """Copy the site, to change something in it."""
    return shutil.copytree(invented, tmp_path / "copy")


@pytest.fixture
def site(invented: Path, serve: Callable[..., Served]) -> Served:
    """Serve the site of the invented city."""
    return serve(invented, f"{BASE}/")


def scripts(page: Page) -> str:
    """Tell the folder of the scripts, for tests that ask a part of them."""
    source: str = page.evaluate("document.querySelector('script[type=module][src$=\"search.js\"]').src")
    return source.removesuffix("search.js")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("渡口改造，方便", REPLY_91),
        ("渡口改造方便", REPLY_91),
        ("091", REPLY_91),
        ("91", REPLY_91),
        ("第０９１号", REPLY_91),
        ("云交函〔2022〕7号", REPLY_91),
        ("[2022]7", REPLY_91),
        ("柳青禾", REPLY_91),
        ("關於增設臨江渡口", REPLY_91),
        ("关于夜间公交的答复", REPLY_12),
        ("鸢", REPLY_12),
        ("站", REPLY_12),
        ("托育 社區", REPLY_13),
        ("增设渡口候船亭", REPLY_91),
    ],
)
def test_a_document_is_found_however_its_words_are_typed(page: Page, site: Served, text: str, first: str) -> None:
    """Punctuation, width, form of characters, leading zeros and word order do not hide a document."""
    page.goto(site.url + "search/")

    assert first == ask(page, text)[0]


def test_a_phrase_finds_the_documents_that_hold_it_and_no_other(page: Page, site: Served) -> None:
    """With enough exact results, nothing that only resembles the query is shown."""
    page.goto(site.url + "search/")

    assert {REPLY_91, REPLY_12, REPLY_13, PROPOSAL_12} == set(ask(page, FERRY))
    assert says("found", n=4) == status(page)


def test_approximate_results_are_announced_as_such(page: Page, site: Served) -> None:
    """A result that holds only a part of the words stands below a heading that says so."""
    page.goto(site.url + "search/")

    assert REPLY_91 in ask(page, "临江码头候船亭")
    assert status(page) == says("only_near", m=len(found(page)))
    assert WORDS["near_heading"] == page.inner_text(".search-near")


def test_nothing_is_found_where_nothing_is(page: Page, site: Served) -> None:
    """The reader is told, with the words that were typed."""
    page.goto(site.url + "search/")

    assert [] == ask(page, "火星<b>基地")
    assert says("none", q="火星<b>基地") == status(page)


def test_counts_and_filters_are_right(page: Page, site: Served) -> None:
    """Each value says how many results it leaves; other values of a chosen filter stay, and can be added."""
    page.goto(site.url + "search/")
    ask(page, FERRY)

    assert {"2023": 3, "2022": 1} == counts(page, "年份")
    assert {"云州市交通局": 3, "云州市教育局": 1} == counts(page, "单位")
    assert {"已解决": 2, "正在解决": 1} == counts(page, "办理结果")

    page.check("input[name=result][value=已解决]")
    settle(page, says("found", n=2))
    assert {"2023": 1, "2022": 1} == counts(page, "年份")
    assert {"已解决": 2, "正在解决": 1} == counts(page, "办理结果")

    page.check("input[name=year][value='2022']")
    settle(page, says("found", n=1))
    assert [REPLY_91] == found(page)
    assert "2022" == page.evaluate("document.activeElement.value")

    page.check("input[name=year][value='2023']")
    settle(page, says("found", n=2))
    page.click(".search-clear")
    settle(page, says("found", n=4))


def test_on_a_phone_the_filters_are_folded_away(page: Page, site: Served) -> None:
    """The results come first on a narrow screen; once opened, the filters stay open."""
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(site.url + "search/")
    ask(page, FERRY)
    box = page.locator("input[name=year][value='2022']")
    assert not box.is_visible()

    page.click(f"summary:text-is('{WORDS['narrow']}')")
    box.check()
    settle(page, says("found", n=1))
    assert box.is_visible()


def test_results_are_sorted_by_date(page: Page, site: Served) -> None:
    """Newest or oldest first; a document without a date stands at the beginning of its year."""
    newest = [
        REPLY_13,
        REPLY_12,
        PROPOSAL_12,
        REPLY_91,
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

    assert PROPOSAL_12 == ask(page, FERRY)[0]


def test_an_excerpt_shows_the_hit_as_printed_and_leads_to_it(page: Page, site: Served) -> None:
    """Punctuation and traditional or rare forms come back, markup in the text stays text, the link has the anchor."""
    page.goto(site.url + "search/")
    ask(page, "方便两岸")
    excerpt = page.locator(".search-excerpt").first

    assert "我局将加快渡口改造，方便两岸居民出行。乾元码头的栏杆 <b>已换新</b>。" == excerpt.inner_text()
    assert ["方便两岸"] == excerpt.locator("mark").all_inner_texts()

    excerpt.locator("a").click()
    page.wait_for_url(f"**{REPLY_91}#*")
    place = page.locator(f"[id='{urlsplit(page.url).fragment}']")
    assert place.inner_text().startswith("我局将加快渡口改造，方便两岸居民出行。")


def test_a_mark_may_cross_punctuation(page: Page, site: Served) -> None:
    """What was typed without the comma is marked with it."""
    page.goto(site.url + "search/")
    ask(page, "渡口改造方便")

    assert "渡口改造，方便" == page.locator(".search-excerpt mark").first.inner_text()


def test_the_address_keeps_the_state(page: Page, site: Served) -> None:
    """An address can be sent to somebody; back and forward walk through what was chosen."""
    page.goto(site.url + "search/?q=渡口改造&year=2023&sort=new")
    settle(page, says("found", n=3))
    assert FERRY == page.input_value("#search-q")
    assert REPLY_13 == found(page)[0]
    assert page.is_checked("input[name=year][value='2023']")

    page.check("input[name=unit][value=云州市教育局]")
    settle(page, says("found", n=1))
    assert {"q": [FERRY], "year": ["2023"], "unit": ["云州市教育局"], "sort": ["new"]} == parse_qs(
        urlsplit(page.url).query
    )

    page.go_back()
    settle(page, says("found", n=3))
    page.go_forward()
    settle(page, says("found", n=1))


def test_long_results_are_paged(page: Page, site: Served) -> None:
    """Ten to a page, with links that carry the state; the focus moves to the new results."""
    page.goto(site.url + "search/?q=清淤&sort=old")
    settle(page, says("found", n=23))
    assert 10 == len(found(page))
    page.click("#search-pages a[rel=next]")
    page.wait_for_selector("a[rel=prev]")
    assert "/updates/2021/11/" == found(page)[0]
    assert "search-results" == page.evaluate("document.activeElement.id")

    page.goto(page.url.replace("page=2", "page=3"))
    settle(page, says("found", n=23))
    assert ["/updates/2021/21/", "/updates/2021/22/", "/updates/2021/23/"] == found(page)


def test_filters_alone_list_their_documents(page: Page, site: Served) -> None:
    """Without words, the filters answer by themselves, the newest first."""
    page.goto(site.url + "search/?unit=云州市交通局")
    settle(page, says("found", n=3))

    assert REPLY_12 == found(page)[0]


def test_search_works_from_the_keyboard(page: Page, site: Served) -> None:
    """Typing and Enter lead to the results, and Tab to the first of them."""
    page.goto(site.url + "search/")
    page.focus("#search-q")
    page.keyboard.type("鸢尾路")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.id === 'search-results'")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.pathname").endswith(REPLY_12)


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

    If this fails after an update of Pagefind, see search-engine.js: what it does may be needed no more, or not enough.
    """
    page.goto(site.url + "search/")
    languages = page.evaluate(
        """async (scripts) => {
            const html = document.documentElement;
            const asked = [];
            const watch = new MutationObserver((changes) => asked.push([changes.length, html.lang]));
            watch.observe(html, {attributes: true, attributeFilter: ["lang"]});
            const {open} = await import(scripts + "search-engine.js");
            const engine = await open(new URL("../pagefind/", location.href));
            return {after: html.lang, seen: asked, neutral: (await engine.exact(["鸢尾", "尾路"])).size};
        }""",
        scripts(page),
    )
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
        """async ([text, scripts]) => {
            const {characters, terms, phrase} = await import(scripts + "search-letters.js");
            const table = characters(await (await fetch("../pagefind/traditional.txt")).text());
            return terms(text.replaceAll(" ", ""), table).map((letters) => phrase(letters).words).flat();
        }""",
        [text, scripts(page)],
    )
    written = [re.sub(r"[\W_]", "", token).lower() for token in tokens(text)]

    assert asked == written[: len(asked)]
    assert len(written) - 1 <= len(asked)


def test_without_an_index_the_page_says_so(page: Page, tmp_path: Path, serve: Callable[..., Served]) -> None:
    """A site built without search asks for no index; what stands in the page says why, and leads to the lists."""
    site = serve(build(write(tmp_path / "content", INVENTED), tmp_path, "--no-search"))
    page.goto(site.url + "search/?q=渡口", wait_until="networkidle")

    assert WORDS["absent"] in page.inner_text("#search-fallback")
    assert [] == [path for path in site.requests if "/pagefind/" in path]


def test_while_the_index_is_renewed_the_page_says_so(page: Page, copy: Path, serve: Callable[..., Served]) -> None:
    """The old index goes on answering, with a notice."""
    html = copy / "search" / "index.html"
    text = html.read_text(encoding="utf-8")
    html.write_text(text.replace('data-state="ready"', 'data-state="renewing"'), encoding="utf-8")
    page.goto(serve(copy).url + "search/?q=鸢尾路")

    settle(page, f"{says('renewing')} {says('found', n=1)}")


def test_a_broken_index_gives_an_error_and_another_try(page: Page, copy: Path, serve: Callable[..., Served]) -> None:
    """The page never stands at “searching” for ever."""
    records = copy / "pagefind" / "records.json"
    records.rename(copy / "away.json")
    page.goto(serve(copy).url + "search/?q=鸢尾路")
    settle(page, f"{says('failed')} {says('retry')}")

    (copy / "away.json").rename(records)
    page.click("#search-status button")
    settle(page, says("found", n=1))


def test_what_is_not_public_is_not_found(page: Page, site: Served) -> None:
    """Neither the text nor the title nor the proposer's own number leads to a withheld proposal."""
    page.goto(site.url + "search/")

    assert "/proposals/yz-5-1/091/" not in ask(page, "临江居民过江")
    assert [REPLY_91] == ask(page, "091")


def test_opened_from_disk_the_page_shows_its_static_lists(page: Page, invented: Path) -> None:
    """A browser runs no module from file://, so what stands in the page must be enough."""
    page.goto((invented / "search" / "index.html").as_uri())

    assert page.is_visible("#search-fallback")


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the real documents, where they lie beside the repository."""
    if not ARCHIVE.is_dir():
        pytest.skip("the real archive is not here")
    return build(ARCHIVE, tmp_path_factory.mktemp("real"))


@pytest.mark.seeds
@pytest.mark.parametrize(
    ("text", "document"),
    [
        ("外卖小哥", "/replies/zz-zx-11-3/113330/zz-shgzb/"),
        ("三岗十八级", "/replies/zz-zx-11-3/113371/zz-shgzb/"),
        ("社區工作者", "/replies/zz-zx-11-3/113371/zz-shgzb/"),
        ("２０２３１２８", "/replies/tz-zx-6-2/2023128/tz-mzj/"),
        ("西民发〔2021〕62号", "/replies/xg-zx-9-4/25/xg-mzj/"),
        ("[2021]62", "/replies/xg-zx-9-4/25/xg-mzj/"),
        ("周浩", "/replies/zz-zx-11-3/113134/zz-shgzb/"),
        ("关于对区政协九届四次会议第25号提案的答复意见", "/replies/xg-zx-9-4/25/xg-mzj/"),
        ("回应群众新期盼、新需求", "/replies/zz-zx-11-3/113134/zz-shgzb/"),
        ("对存在问题我们开展的工作和下步", "/replies/xg-zx-9-4/25/xg-mzj/"),
        ("网格", "/replies/zz-zx-11-3/113202/zz-shgzb/"),
        ("浩", "/replies/zz-zx-11-3/113134/zz-shgzb/"),
    ],
)
def test_the_real_documents_are_found(
    page: Page, real: Path, serve: Callable[..., Served], text: str, document: str
) -> None:
    """Each known document is on the first page of results for what a reader would type."""
    page.goto(serve(real).url + "search/")

    assert document in ask(page, text)
