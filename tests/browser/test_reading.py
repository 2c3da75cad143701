"""Long letters on small and wide screens: what is folded, what stands beside the text, and a site in English."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.browser.asking import ROOT, build

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

    from tests.browser.conftest import Served

pytestmark = pytest.mark.browser

LETTER = "replies/zx-5-3/008/mzj/"
"""It opens with a paragraph that is only a courtesy: its second."""
PROPOSAL = "proposals/zx-5-3/008/"
LINE = 40
"""A line of text is 29 to 33 pixels high; two are more than this."""
DOCUMENTS = ("proposals/*/*/", "replies/*/*/*/", "reports/*/*/", "meetings/*/*/", "updates/*/*/", "about/")
LISTS = ("", "years/", "years/2024/", "departments/mzj/", "results/solved/", "topics/", "search/", "404.html")


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sample archive with English words, and its search index."""
    folder = tmp_path_factory.mktemp("english")
    content = shutil.copytree(ROOT / "content", folder / "content")
    settings = content / "site.yml"
    settings.write_text(settings.read_text("utf-8").replace("语言: zh-CN", "语言: en"), "utf-8")
    return build(content, folder)


@pytest.fixture
def site(sample: Path, serve: Callable[..., Served]) -> str:
    """Serve the sample archive."""
    return serve(sample).url


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    """Open a page on a phone, without script, which no fold may need."""
    context = chromium.new_context(viewport={"width": 390, "height": 800}, java_script_enabled=False)
    yield context.new_page()
    context.close()


def height(element: Locator) -> float:
    """Measure an element."""
    box = element.bounding_box()
    return box["height"] if box else 0


# --- Courtesies -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [LETTER, PROPOSAL])
def test_a_courtesy_is_one_line_on_a_phone_until_it_is_unfolded(phone: Page, site: str, address: str) -> None:
    """Its first words stay, a press on its name shows all of it, another folds it again."""
    phone.goto(site + address)
    courtesy = phone.locator(".courtesies p")
    control = phone.locator(".courtesies summary")

    assert height(courtesy) < LINE
    assert height(control) >= 44
    control.click()
    assert height(courtesy) > 2 * LINE
    control.click()
    assert height(courtesy) < LINE


def test_a_courtesy_is_open_on_a_desk_and_on_paper(page: Page, site: str, phone: Page) -> None:
    """There it is a paragraph like the others, and nothing is there to unfold it; on paper neither."""
    page.goto(site + LETTER)
    phone.goto(site + LETTER)
    phone.emulate_media(media="print")

    for opened in (page, phone):
        assert height(opened.locator(".courtesies p")) > LINE
        assert not opened.locator(".courtesies summary").is_visible()
    assert page.locator(".courtesies p").evaluate("one => getComputedStyle(one).textIndent") == "36px"


@pytest.mark.parametrize("place", ["p2", "p2:~:abcde", "{link}"])
def test_a_link_to_a_folded_paragraph_shows_it(phone: Page, site: str, place: str) -> None:
    """Who follows a link to it, with a check code or without, or in an old browser to the sign at its end, sees it."""
    phone.goto(site + LETTER)
    link = phone.locator(".courtesies p a").get_attribute("id") or ""
    phone.goto("about:blank")
    # What a browser takes for the fragment directive, it does not look for as an id.
    phone.goto(f"{site}{LETTER}#{place.format(link=link.replace(':~:', '%3A~%3A'))}")

    assert height(phone.locator(".courtesies p")) > 2 * LINE
    assert phone.locator(".courtesies p").evaluate("one => one.scrollWidth <= one.clientWidth")


def test_the_focus_in_a_folded_paragraph_shows_it(phone: Page, site: str) -> None:
    """Who comes by keyboard to the link at its end sees all of it, and the link."""
    phone.goto(site + LETTER)
    phone.locator(".courtesies p a").focus()

    assert height(phone.locator(".courtesies p")) > 2 * LINE


def test_folded_words_are_read_out_and_found(phone: Page, site: str) -> None:
    """A screen reader gets all of a folded paragraph, and who is led to its last words sees them."""
    phone.goto(site + LETTER)
    spoken = phone.locator(".courtesies").aria_snapshot()
    phone.goto(f"{site}{LETTER}#:~:text={quote('现答复如下')}")

    assert "现答复如下" in spoken
    assert height(phone.locator(".courtesies p")) > 2 * LINE


# --- Outlines ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [LETTER, PROPOSAL, "about/"])
def test_an_outline_is_folded_on_a_phone(phone: Page, site: str, address: str) -> None:
    """It is one line above the text, and its links are there when it is unfolded."""
    phone.goto(site + address)
    links = phone.locator(".outline a")

    assert not links.first.is_visible()
    assert height(phone.locator(".outline")) < 2 * LINE
    phone.locator(".outline summary").click()
    assert links.first.is_visible()
    assert height(links.first) >= 44


@pytest.mark.parametrize("address", [LETTER, PROPOSAL])
def test_an_outline_stands_beside_the_text_and_stays_there(page: Page, site: str, address: str) -> None:
    """On a wide screen it covers nothing, wherever one has scrolled to, and a long one scrolls in itself."""
    page.set_viewport_size({"width": 1280, "height": 200})
    page.goto(site + address)
    texts = page.locator(".with-outline > :not(.outline)")
    right = max(box["x"] + box["width"] for box in map(box_of, texts.all()) if box)
    for place in (0, 600, 1500):
        page.evaluate("to => scrollTo(0, to)", place)
        box = page.locator(".outline").bounding_box()

        assert box is not None
        assert box["x"] >= right
        assert box["height"] <= 200
        assert place == 0 or 0 <= box["y"] < 200
    assert not page.locator(".outline summary").is_visible()
    assert page.locator(".outline").evaluate("one => one.scrollHeight > one.clientHeight")


def box_of(element: Locator) -> dict[str, float] | None:
    """Measure an element."""
    box = element.bounding_box()
    return dict(box) if box else None


def test_letters_stand_before_the_text_of_the_proposal(phone: Page, site: str) -> None:
    """First the points, then the letters, to which links lead above the points, then the proposal and what followed."""
    phone.goto(site + PROPOSAL)
    order = phone.eval_on_selector_all("main h2[id]", "all => all.map(one => one.id)")
    jumps = phone.eval_on_selector_all("#points + p a", "all => all.map(one => one.getAttribute('href'))")

    assert ["outline-title", "points", "r1", "text", "history"] == order
    assert ["#r1"] == jumps


# --- In English -------------------------------------------------------------------------------------------------------


def some(built: Path) -> list[str]:
    """List the addresses of lists, and two of each kind of document."""
    return [*LISTS, *(f"{path.relative_to(built)}/" for kind in DOCUMENTS for path in sorted(built.glob(kind))[:2])]


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_objects_to_no_page_in_english(
    width: int,
    dressed: Callable[..., Page],
    english: Path,
    serve: Callable[..., Served],
    axe: Callable[[Page], list[str]],
) -> None:
    """No page of an English site breaks a rule that a machine can check, on a phone or on a desk."""
    page = dressed(viewport={"width": width, "height": 800})
    url = serve(english).url
    found = {}
    for address in some(english):
        page.goto(url + address)
        found[address] = axe(page)

    assert {} == {address: problems for address, problems in found.items() if problems}


def test_nothing_in_english_is_wider_than_a_small_screen(
    chromium: Browser, english: Path, serve: Callable[..., Served]
) -> None:
    """English words are longer: at 320 pixels no page scrolls sideways, in large print neither."""
    url = serve(english).url
    wide = []
    for is_large in (False, True):
        context = chromium.new_context(viewport={"width": 320, "height": 640})
        if is_large:
            context.add_init_script("localStorage.setItem('gongkai.large-print', '1')")
        page = context.new_page()
        for address in some(english):
            page.goto(url + address)
            if page.evaluate("document.documentElement.scrollWidth") > 320:
                wide.append((address, is_large))
        context.close()

    assert [] == wide


UNMARKED = """
() => [...document.querySelectorAll("#search *")].filter(
    one => !one.closest("[lang='zh-CN'], script") &&
        [...one.childNodes].some(node => node.nodeType === 3 && /[\u3400-\u9fff]/.test(node.data))
).map(one => one.outerHTML)
"""


def test_results_in_english_are_marked_as_chinese(page: Page, english: Path, serve: Callable[..., Served]) -> None:
    """What the search finds is Chinese, and says so; the words around it are English."""
    page.goto(f"{serve(english).url}search/?q={quote('老年人')}")
    page.locator(".search-hit").first.wait_for()

    assert page.locator(".search-hit a[lang='zh-CN']").count() > 1
    assert page.locator(".search-hit mark").count() > 1
    assert [] == page.evaluate(UNMARKED)
