"""Rendering: every kind of page, with the shipped layouts, from made-up records."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin

import pytest
from jinja2 import Environment, meta

from builder.disclosure.public import Commitment, Contact, ListedNotice, PublicArchive, Speech, WithheldCount
from builder.site import layouts, plan, render
from builder.site.render import TEMPLATES, Renderer, Texts
from builder.site.routes import file_path
from tests.makers_public import (
    a_meeting,
    a_page,
    a_proposal,
    a_reply,
    a_report,
    a_site,
    an_archive,
    an_attachment,
    an_update,
)

if TYPE_CHECKING:
    from builder.site.plan.values import SitePlan

SHIPPED = Path(__file__).parents[2] / "layouts"
DESIGN = layouts.read([SHIPPED])
TEXT = """民盟澜川市委：

贵单位提出的提案收悉，现答复如下：

一、针对“补上夜间照明”的建议。见[第23号](/proposals/zx-5-1/23/)和[不公开的](/proposals/zx-5-1/98/)。

市民政局

2022年5月27日
"""


@cache
def archive(base_url: str | None = None) -> PublicArchive:
    """Make an archive that has a page of every kind."""
    references = ("/proposals/zx-5-1/23/", "/proposals/zx-5-1/98/")
    return an_archive(
        site=a_site(base_url=base_url, site_id="3400000001", corrections="jiucuo@example.org"),
        topics=("养老<助残>",),
        proposals=(
            a_proposal("023", topics=("养老<助残>",), text="t", title="关于“&<b>”的提案</script>"),
            a_proposal("24", disclosure="summary", summary="只有摘要"),
        ),
        replies=(
            a_reply(
                "023",
                text="t",
                references=references,
                published="2022-06-01",
                commitments=(
                    Commitment("装<灯>", "2022-05-31", "adjusted", "2022-05-30", "另行招标"),
                    Commitment("公布结果", "年底前", None, None, None),
                ),
                contact=Contact("办公室", "0999-5550100", None),
                attachments=(an_attachment("2022/表 1.pdf"),),
            ),
            a_reply("023", path="replies/2022/b.md", place=2, follows=("zx-5-1", "023", "mzj", 1), text="t"),
            a_reply("99", path="replies/2022/c.md", replied=None),
            a_reply("", numbers=(), keys=(), name="来信", path="replies/2022/d.md"),
        ),
        reports=(a_report(text="t", unit="mzj"),),
        meetings=(a_meeting(text="t", speeches=(Speech("加装电梯", "市mzj局", "mzj", "t"),)),),
        updates=(an_update(text="t", related=("replies/2022/c.md",)),),
        pages=(a_page(text="t"),),
        listed=(ListedNotice("d", "reply", "zx-5-1", 2022, "55", "55", "依申请公开的答复", "mzj"),),
        withheld=(WithheldCount(2022, "个人隐私", 2),),
        redirects=(("/guanyu/", "/about/"),),
        as_of="2022-07-01",
    )


def renderer_of(made: SitePlan, design: layouts.Layouts = DESIGN, cache: Path | None = None) -> Renderer:
    """Make a renderer to which every text is the same letter."""
    return Renderer(made.context, design, Texts(lambda _: TEXT, str), cache, "1")


@cache
def site(base_url: str | None = None) -> dict[str, str]:
    """Render every page, by address."""
    made = plan.make(archive(base_url))
    renderer = renderer_of(made)
    return {page.url: renderer.page(page).decode() for page in made.pages}


def links(html: str) -> list[str]:
    """Find every link and source of a page."""
    return re.findall(r'\b(?:href|src)="([^"]*)"', html)


def test_every_kind_of_page_has_been_rendered() -> None:
    """The archive of these tests has all kinds (but for the parts of a large sitemap), and data, which has no template."""
    assert {page.kind for page in plan.make(archive()).pages} == TEMPLATES.keys() - {"sitemap-index"} | {"data"}


@pytest.mark.parametrize("base_url", [None, "https://example.org/open/"])
def test_every_link_leads_to_something(base_url: str | None) -> None:
    """A link inside the site names a page, a file or an asset that is written, and an anchor that is there."""
    made = plan.make(archive(base_url))
    pages = site(base_url)
    files = {path for path, _ in renderer_of(made).files} | {copy.path for copy in made.copies}
    files |= {page.path for page in made.pages}
    root = base_url or "https://example.org/"
    for url, html in pages.items():
        for link in links(html):
            target, _, anchor = urljoin(root + url[1:], link).partition("#")
            if target.startswith(root):
                address = "/" + unquote(target.removeprefix(root)).partition("?")[0]
                assert file_path(address) in files, (url, link)
                assert not anchor or f'id="{unquote(anchor)}"' in pages[address], (url, link)


def test_without_a_base_address_all_links_are_relative() -> None:
    """The site works under any path and from a disk."""
    inside = [link for html in site().values() for link in links(html) if not re.match(r"https?:|mailto:|\.|#", link)]

    assert [] == inside


def test_a_page_for_what_does_not_exist_links_from_the_root() -> None:
    """It is shown at any depth; with a base address its links hold everywhere."""
    assert all(
        link.startswith(("/open/", "#", "mailto:", "https:"))
        for link in links(site("https://example.org/open/")["/404.html"])
    )


def test_what_a_document_says_is_text() -> None:
    """Markup in a title, a topic or a link of structured data is shown, not obeyed."""
    html = site()["/proposals/zx-5-1/023/"]

    assert "关于“&amp;&lt;b&gt;”的提案&lt;/script&gt;" in html
    assert "</script>”" not in html
    assert "<助残>" not in html


def test_structured_data_can_be_read() -> None:
    """Each page carries one JSON-LD object that names its kind."""
    found = {}
    for url, html in site("https://example.org/open/").items():
        for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL):
            found[url] = json.loads(text)

    assert "关于“&<b>”的提案</script>" == found["/proposals/zx-5-1/023/"]["headline"]
    assert "https://example.org/open/replies/zx-5-1/023/mzj/" == found["/replies/zx-5-1/023/mzj/"]["url"]
    assert {"WebSite", "Article", "CollectionPage", "WebPage", "Dataset"} == {
        facts["@type"] for facts in found.values()
    }


def test_government_meta_tags_hold_what_is_known() -> None:
    """A day of publication stands where it is stated, and is never made up."""
    pages = site()
    stated, unstated = pages["/replies/zx-5-1/023/mzj/"], pages["/replies/zx-5-1/99/mzj/"]

    assert '<meta name="PubDate" content="2022-06-01">' in stated
    assert '<meta name="ContentSource" content="市mzj局">' in stated
    assert '<meta name="SiteIDCode" content="3400000001">' in stated
    assert "PubDate" not in unstated
    assert '<meta name="ColumnDescription"' in pages["/years/2022/"]


def test_only_a_site_with_an_address_has_canonical_links() -> None:
    """An absolute address is never made up."""
    assert 'rel="canonical"' not in site()["/years/2022/"]
    assert (
        '<link rel="canonical" href="https://example.org/open/years/2022/">'
        in site("https://example.org/open/")["/years/2022/"]
    )


def test_a_letter_links_to_public_documents_only() -> None:
    """A link to nothing, or to what may not be shown, is its text."""
    html = site()["/replies/zx-5-1/023/mzj/"]

    assert '<a href="../../../../proposals/zx-5-1/023/">第23号</a>' in html
    assert "和不公开的。" in html


def test_anchors_on_a_page_are_unique() -> None:
    """Two letters on one page do not share an id."""
    for url, html in site().items():
        ids = re.findall(r'\bid="([^"]*)"', html)
        assert len(set(ids)) == len(ids), url


def test_a_page_is_the_same_in_another_renderer(tmp_path: Path) -> None:
    """Rows kept from other pages, and templates compiled before, change nothing."""
    made = plan.make(archive())
    last = made.pages[::-1]
    first, second = renderer_of(made, cache=tmp_path), renderer_of(made, cache=tmp_path)

    assert site() == {page.url: first.page(page).decode() for page in last}
    assert site() == {page.url: second.page(page).decode() for page in made.pages}


def test_an_undefined_name_is_an_error() -> None:
    """A template cannot ask for what its view does not have."""
    design = layouts.Layouts({**DESIGN.files, "pages/404.html": b"{{ view.nothing }}"}, DESIGN.words)
    made = plan.make(archive())
    page = next(page for page in made.pages if page.kind == "404")

    with pytest.raises(layouts.LayoutFault) as fault:
        renderer_of(made, design).page(page)

    assert ("layouts/pages/404.html", 1) == (fault.value.path, fault.value.line)


@pytest.mark.parametrize(
    ("source", "html"),
    [
        (
            "{% macro m(x) %}<b>{{ x }}</b>{% endmacro %}{{ m(x='<i>') }} {{ m('<i>') }}",
            "<b>&lt;i&gt;</b> <b>&lt;i&gt;</b>",
        ),
        ("{% macro m(x='<i>') %}{{ x }}{% endmacro %}{{ m() }} {{ m(x=m()) }}", "&lt;i&gt; &lt;i&gt;"),
        ("{% macro m() %}<b>{{ caller() }}</b>{% endmacro %}{% call m() %}<i>{% endcall %}", "<b><i></b>"),
        ("{{ '<' ~ 1 }} {{ '<' ~ t('frame.home') }}", "&lt;1 &lt;首页"),
        ("{% set text, m = '<', '>'.upper %}{{ text }}{{ m() }}", "&lt;&gt;"),
        ("{% macro m(t) %}{{ t.upper() }}{% endmacro %}{{ m(t='<a') }}", "&lt;A"),
        ("{% for url in ['<'] %}{{ url }}{{ loop.last }}{% endfor %}", "&lt;True"),
    ],
)
def test_only_what_is_html_is_not_escaped(source: str, html: str) -> None:
    """Macros make HTML, of whatever they are given, and a name that a template gives itself is its own."""
    design = layouts.Layouts({**DESIGN.files, "pages/404.html": source.encode()}, DESIGN.words)
    made = plan.make(archive())
    page = next(page for page in made.pages if page.kind == "404")

    assert f"{html}\n" == renderer_of(made, design).page(page).decode()


def test_what_fails_in_the_program_is_no_fault_of_the_layouts() -> None:
    """What a function of ours looks for in vain is told as it is, with the way to it."""
    design = layouts.Layouts({**DESIGN.files, "pages/404.html": b"{{ url(site) }}"}, DESIGN.words)
    made = plan.make(archive())
    page = next(page for page in made.pages if page.kind == "404")

    with pytest.raises(AttributeError, match="startswith"):
        renderer_of(made, design).page(page)


@pytest.mark.parametrize(
    ("source", "line"), [(b"\n{% if %}", 2), (b"{{ t('no.such.words') }}", 1), (b"{% include 'pages/none.html' %}", 1)]
)
def test_a_template_that_is_wrong_is_named(source: bytes, line: int) -> None:
    """Bad syntax, words that nobody has written and files that are not there are faults of the layouts."""
    design = layouts.Layouts({**DESIGN.files, "pages/404.html": source}, DESIGN.words)
    made = plan.make(archive())
    page = next(page for page in made.pages if page.kind == "404")

    with pytest.raises(layouts.LayoutFault) as fault:
        renderer_of(made, design).page(page)

    assert fault.value.path.startswith("layouts/")
    assert line == fault.value.line


# --- Fingerprints -----------------------------------------------------------------------------------------------------


def fingerprints(design: layouts.Layouts, code: str = "1") -> dict[str, str]:
    """Name what each kind of page depends on."""
    made = plan.make(archive())
    renderer = Renderer(made.context, design, Texts(lambda _: TEXT, str), None, code)
    return {page.kind: renderer.fingerprint(page) for page in made.pages}


def test_a_template_changes_the_pages_that_use_it() -> None:
    """Another word in a component changes what includes it, and nothing else."""
    name = "components/citation/macro.html"
    design = layouts.Layouts({**DESIGN.files, name: DESIGN.files[name] + b" "}, DESIGN.words)
    before, after = fingerprints(DESIGN), fingerprints(design)

    assert {"proposal", "reply", "report", "meeting", "update"} == {
        kind for kind in before if before[kind] != after[kind]
    }


def test_a_row_changes_the_pages_that_list_it() -> None:
    """Rows are part of the look of every page that draws them."""
    name = "components/rows/matter.html"
    design = layouts.Layouts({**DESIGN.files, name: DESIGN.files[name] + b" "}, DESIGN.words)
    before, after = fingerprints(DESIGN), fingerprints(design)

    assert {"home", "listing"} == {kind for kind in before if before[kind] != after[kind]}


@pytest.mark.parametrize("change", ["words", "code", "style"])
def test_words_code_and_style_change_every_page(change: str) -> None:
    """What all pages share is in every fingerprint."""
    words = {**DESIGN.words, "zh-CN": (*DESIGN.words["zh-CN"], b"frame:\n  home: x\n")}
    files = {**DESIGN.files, "assets/css/base.css": b"x"}
    before = fingerprints(DESIGN)
    after = {
        "words": lambda: fingerprints(layouts.Layouts(DESIGN.files, words)),
        "code": lambda: fingerprints(DESIGN, "2"),
        "style": lambda: fingerprints(layouts.Layouts(files, DESIGN.words)),
    }[change]()

    assert not [kind for kind in before if before[kind] == after[kind]]


@pytest.mark.parametrize("name", sorted(DESIGN.templates))
def test_references_are_what_the_engine_finds(name: str) -> None:
    """The quick look for references sees what the template engine's own parser sees."""
    source = DESIGN.templates[name]
    rows = set(layouts.ROW_TEMPLATES.values()) if re.search(r"\brow\(", source) else set()

    assert set(meta.find_referenced_templates(Environment().parse(source))) | rows == set(
        layouts.referenced(source, name)
    )


def test_a_reference_that_is_not_a_plain_string_is_refused() -> None:
    """Otherwise nobody could say what a page depends on."""
    with pytest.raises(layouts.LayoutFault, match="plain strings"):
        list(layouts.referenced("{% include name %}", "pages/x.html"))


# --- Layouts of one's own ---------------------------------------------------------------------------------------------


def test_own_layouts_replace_single_files_and_words(tmp_path: Path) -> None:
    """A site overrides one template and one sentence without copying the rest."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "i18n").mkdir()
    (tmp_path / "pages/404.html").write_text("{{ t('frame.home') }} {{ t('frame.skip') }}", "utf-8")
    (tmp_path / "i18n/zh-CN.yml").write_text("frame:\n  home: 我们的首页\n", "utf-8")
    design = layouts.read([tmp_path, SHIPPED])
    made = plan.make(archive())
    page = next(page for page in made.pages if page.kind == "404")

    assert b"\xe6\x88\x91\xe4\xbb\xac\xe7\x9a\x84\xe9\xa6\x96\xe9\xa1\xb5" in renderer_of(made, design).page(page)
    assert "我们的首页 跳到正文\n" == renderer_of(made, design).page(page).decode()


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_page_can_be_said_in_each_language(language: str) -> None:
    """No key is missing in either language."""
    made = plan.make(archive()._replace(site=a_site(language=language)))
    renderer = renderer_of(made)

    assert all(renderer.page(page) for page in made.pages)


# --- Search -----------------------------------------------------------------------------------------------------------


def test_search_knows_every_document_once() -> None:
    """Proposals that may be read, replies, reports, meetings, updates and standing pages; no lists."""
    made = plan.make(archive())
    renderer = renderer_of(made)
    found = [renderer.searchable(page) for page in renderer.searchables(made)]

    assert {
        "/proposals/zx-5-1/023/",
        "/proposals/zx-5-1/24/",
        "/replies/zx-5-1/023/mzj/",
        "/replies/zx-5-1/023/mzj/2/",
        "/replies/zx-5-1/99/mzj/",
        "/replies/zx-5-1/x-来信/mzj/",
        "/reports/2022/zongjie/",
        "/meetings/2022/xieshang/",
        "/updates/2022/dongtai/",
        "/about/",
    } == {item.url for item in found}


def test_search_hits_have_a_place_on_the_page() -> None:
    """Every anchor of a passage is an id of the page."""
    made = plan.make(archive())
    renderer = renderer_of(made)
    pages = site()
    for page in renderer.searchables(made):
        for passage in renderer.searchable(page).passages:
            assert passage.anchor is None or f'id="{passage.anchor}"' in pages[page.url], (page.url, passage)


def test_search_filters_are_words() -> None:
    """A reply is found by year, unit, result, session and type."""
    made = plan.make(archive())
    renderer = renderer_of(made)
    page = next(page for page in renderer.searchables(made) if page.url == "/replies/zx-5-1/023/mzj/")

    assert (
        ("年份", "2022"),
        ("单位", "市mzj局"),
        ("办理结果", "已解决"),
        ("届次", "市政协五届一次会议"),
        ("类型", "答复"),
    ) == renderer.searchable(page).filters


def test_the_page_of_a_summary_has_nothing_but_the_summary() -> None:
    """A proposal with 摘要公开 shows and is found by its summary alone."""
    made = plan.make(archive())
    renderer = renderer_of(made)
    page = next(page for page in renderer.searchables(made) if page.url == "/proposals/zx-5-1/24/")

    assert ["只有摘要"] == [passage.text for passage in renderer.searchable(page).passages]
    assert "只有摘要" in site()["/proposals/zx-5-1/24/"]


def test_a_shipped_page_is_light() -> None:
    """All style sheets stay under 25 KB, and a document under 60 KB with those that it loads."""
    made = plan.make(archive())
    styles = {f"/{path}": len(data) for path, data in renderer_of(made).files if path.endswith(".css")}
    page = site()["/proposals/zx-5-1/023/"]
    loaded = [size for address, size in styles.items() if address in page]

    assert sum(styles.values()) < 25_000
    assert len(loaded) == 2
    assert len(page.encode()) + sum(loaded) < 60_000


def test_no_template_is_left_over() -> None:
    """Every template is a kind of page, or part of one."""
    used = {name for template in render.TEMPLATES.values() for name in DESIGN.closure(template)}

    assert set() == set(DESIGN.templates) - used
