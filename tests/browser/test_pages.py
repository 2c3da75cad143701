"""
Every kind of page as readers meet it: by keyboard, in large print, in the dark, on a narrow screen, without script.

The sample archive is built once; each kind of page is looked at in one address that has much on it.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import Served

pytestmark = pytest.mark.browser

FULL = 60_000
"""What a document page may weigh in HTML and CSS, in bytes."""

KINDS = {
    "home": "",
    "year": "years/2024/",
    "years": "years/",
    "departments": "departments/",
    "department": "departments/mzj/",
    "department of a year": "departments/mzj/2024/",
    "sessions": "sessions/",
    "session": "sessions/zx-5-3/",
    "results": "results/",
    "result": "results/solved/",
    "promises": "commitments/",
    "promises of a department": "commitments/mzj/",
    "page of promises": "commitments/page/1/",
    "topics": "topics/",
    "topic": "topics/*/",
    "proposers": "proposers/",
    "proposer": "proposers/*/",
    "numbers": "numbers/",
    "statistics": "statistics/",
    "statistics of a year": "statistics/2024/",
    "reports": "reports/",
    "report": "reports/*/*/",
    "meetings": "meetings/",
    "meeting": "meetings/*/*/",
    "updates": "updates/",
    "update": "updates/*/*/",
    "standing page": "about/",
    "glossary": "glossary/",
    "open data": "data/",
    "without an answer": "unanswered/",
    "without an answer in a year": "unanswered/2024/",
    "search": "search/",
    "not found": "404.html",
}
"""An address of each kind; `*` stands for the first that there is."""
CONTROLS = (
    ".nav a, .breadcrumb a, .foot a, .entries a, .numbers a, .pagination a, .outline a, "
    "summary, button, select, input:not([type=checkbox])"
)
STOPS = "a[href], button, input, select, summary, [tabindex='0']"
HEIGHTS = """
all => all.filter(one => one.checkVisibility()).map(one => [one.textContent, one.getBoundingClientRect().height])
"""
DOCUMENTS = ("proposals/*/*/", "replies/*/*/*/")
"""Of these kinds every page is looked at, since they differ in what they may show."""


@pytest.fixture(scope="module")
def built(sample: Path) -> Path:
    """Take the sample archive."""
    return sample


@pytest.fixture
def site(built: Path, serve: Callable[..., Served]) -> str:
    """Serve the sample archive below a path of its own, as many are; gives its address."""
    return serve(built, "/archive/").url


def addresses(built: Path) -> dict[str, str]:
    """Find an address for each kind of page."""
    kinds = {kind: first(built, address) for kind, address in KINDS.items()}
    documents = {address: address for pattern in DOCUMENTS for address in every(built, pattern)}
    return {**kinds, **documents}


def every(built: Path, pattern: str) -> list[str]:
    """List the addresses of a pattern."""
    return sorted(f"{path.relative_to(built).as_posix()}/" for path in built.glob(pattern) if path.is_dir())


def first(built: Path, pattern: str) -> str:
    """Give the first address of a pattern."""
    return every(built, pattern)[0] if "*" in pattern else pattern


def kinds_only(built: Path) -> dict[str, str]:
    """Give one address of each kind, documents too."""
    return {kind: first(built, pattern) for kind, pattern in (*KINDS.items(), *zip(DOCUMENTS, DOCUMENTS, strict=True))}


# --- For everyone -----------------------------------------------------------------------------------------------------


def objections(page: Page, site: str, chosen: dict[str, str], axe: Callable[[Page], list[str]]) -> dict[str, list[str]]:
    """Collect what axe objects to, by address."""
    found = {}
    for address in chosen.values():
        page.goto(site + address)
        found[address] = axe(page)
    return {address: problems for address, problems in found.items() if problems}


def test_axe_sees_what_is_wrong(dressed: Callable[..., Page], axe: Callable[[Page], list[str]]) -> None:
    """The examiner is awake: a picture without words and grey on grey are objected to."""
    page = dressed()
    page.set_content(
        "<html lang='zh'><title>x</title><img src='x'><p style='color:#999;background:#888'>灰底灰字</p></html>"
    )
    found = {problem.split(":")[0] for problem in axe(page)}

    assert found >= {"image-alt", "color-contrast"}


def test_axe_objects_to_no_page(
    dressed: Callable[..., Page], built: Path, site: str, axe: Callable[[Page], list[str]]
) -> None:
    """No page breaks a rule of WCAG 2.2 A or AA that a machine can check."""
    assert {} == objections(dressed(), site, addresses(built), axe)


@pytest.mark.parametrize(
    "settings",
    [{"color_scheme": "dark"}, {"is_large": True}, {"contrast": "more"}, {"contrast": "more", "color_scheme": "dark"}],
    ids=["dark", "large print", "high contrast", "high contrast, dark"],
)
def test_axe_objects_to_no_kind_of_page_in_another_dress(
    settings: dict[str, Any],
    dressed: Callable[..., Page],
    built: Path,
    site: str,
    axe: Callable[[Page], list[str]],
) -> None:
    """The same holds of each kind of page in the dark, in large print and in high contrast."""
    assert {} == objections(dressed(**settings), site, kinds_only(built), axe)


def test_the_outline_of_headings_has_no_gaps(page: Page, built: Path, site: str) -> None:
    """Each page has one first-level heading, and no heading lies two levels below the one before it."""
    wrong = {}
    for address in addresses(built).values():
        page.goto(site + address)
        levels = page.eval_on_selector_all("h1, h2, h3, h4, h5, h6", "all => all.map(one => +one.tagName[1])")
        steps = [after - before for before, after in pairwise(levels)]
        if levels.count(1) != 1 or levels[0] != 1 or max(steps, default=0) > 1:
            wrong[address] = levels

    assert {} == wrong


def test_nothing_is_wider_than_a_small_screen(chromium: Browser, built: Path, site: str) -> None:
    """At 320 pixels, which is 400 % zoom on a desk, no page scrolls sideways, in large print neither."""
    wide = []
    for is_large in (False, True):
        context = chromium.new_context(viewport={"width": 320, "height": 640})
        if is_large:
            context.add_init_script("localStorage.setItem('gongkai.large-print', '1')")
        page = context.new_page()
        for address in addresses(built).values():
            page.goto(site + address)
            if page.evaluate("document.documentElement.scrollWidth") > 320:
                wide.append((address, is_large))
        context.close()

    assert [] == wide


def test_targets_are_large_enough_to_hit(chromium: Browser, built: Path, site: str) -> None:
    """Menu, breadcrumb, buttons and ways in are 44 pixels high, in large print 60; links in a sentence may be less."""
    small = []
    for is_large, least in ((False, 44), (True, 60)):
        context = chromium.new_context(viewport={"width": 390, "height": 800})
        if is_large:
            context.add_init_script("localStorage.setItem('gongkai.large-print', '1')")
        page = context.new_page()
        for address in kinds_only(built).values():
            page.goto(site + address)
            heights = page.eval_on_selector_all(CONTROLS, HEIGHTS)
            small.extend((address, is_large, text) for text, height in heights if height < least - 0.5)
        context.close()

    assert [] == small


# --- By keyboard ------------------------------------------------------------------------------------------------------


def test_the_keyboard_reaches_everything_in_the_order_of_sight(page: Page, built: Path, site: str) -> None:
    """The first stop skips to the text; every link is a stop, shows its focus, and follows the one before it."""
    page.goto(site + first(built, "replies/*/*/*/"))
    page.keyboard.press("Tab")
    label = page.evaluate("document.activeElement.getAttribute('href')")
    visible = page.evaluate("document.activeElement.getBoundingClientRect().top >= 0")
    stops = page.locator(STOPS).filter(visible=True).count()
    seen = [page.evaluate("document.activeElement.outerHTML")]
    unmarked = []
    for _ in range(stops - 1):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.outerHTML"))
        if page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "none":
            unmarked.append(seen[-1])
    order = page.locator(STOPS).filter(visible=True).evaluate_all("all => all.map(one => one.outerHTML)")

    assert ("#main", True) == (label, visible)
    assert order == seen
    assert [] == unmarked


def test_the_skip_link_leads_to_the_text(page: Page, built: Path, site: str) -> None:
    """After the skip link the next stop lies in the text."""
    page.goto(site + first(built, "replies/*/*/*/"))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


# --- Large print ------------------------------------------------------------------------------------------------------


def test_large_print_is_remembered_in_this_browser_only(page: Page, built: Path, site: str) -> None:
    """The switch enlarges the text to 22 pixels or more, holds on the next page, and sets no cookie."""
    page.goto(site)
    page.get_by_role("button", name="大字版").click()
    page.goto(site + first(built, "replies/*/*/*/"))
    size = page.eval_on_selector(".letter p", "one => parseFloat(getComputedStyle(one).fontSize)")
    pressed = page.get_by_role("button", name="大字版").get_attribute("aria-pressed")

    assert size >= 22
    assert "true" == pressed
    assert [] == page.context.cookies()


def test_the_text_is_large_to_begin_with(page: Page, built: Path, site: str) -> None:
    """Text is 18 pixels or more, set 1.7 lines high or higher, and a line holds at most 40 Han characters."""
    page.goto(site + first(built, "replies/*/*/*/"))
    size, height, width = page.eval_on_selector(
        ".letter p:not(.salutation)",
        "one => [getComputedStyle(one).fontSize, getComputedStyle(one).lineHeight, one.offsetWidth].map(parseFloat)",
    )

    assert size >= 18
    assert height >= 1.7 * size
    assert width <= 40 * size


# --- Nothing but the page ---------------------------------------------------------------------------------------------


def test_pages_can_be_read_without_script(chromium: Browser, built: Path, site: str) -> None:
    """With script off every page shows its text, no dead button, and the search page its lists."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    for address in kinds_only(built).values():
        page.goto(site + address)

        assert page.locator("main h1, header h1").first.is_visible()
        assert not page.locator(".display-switch").is_visible()
    page.goto(site + "search/")

    assert page.locator("#search-fallback a").first.is_visible()
    context.close()


def test_pages_keep_to_their_own_policy(page: Page, built: Path, site: str) -> None:
    """No page does what its Content-Security-Policy forbids, and none asks another host for anything."""
    complaints: list[str] = []
    page.on(
        "console", lambda message: complaints.append(f"{page.url}: {message.text}") if message.type == "error" else None
    )
    for address in kinds_only(built).values():
        page.goto(site + address)

    assert [] == complaints


def test_pages_can_be_opened_from_disk(page: Page, built: Path) -> None:
    """A page opened as a file has its style, and its links lead to other files."""
    page.goto((built / "index.html").as_uri())
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")

    assert "rgba(0, 0, 0, 0)" != colour


def test_data_for_machines_can_be_read(page: Page, built: Path, site: str) -> None:
    """Each page tells machines in JSON-LD what it is."""
    kinds = {}
    for kind, address in kinds_only(built).items():
        page.goto(site + address)
        kinds[kind] = json.loads(page.locator("script[type='application/ld+json']").text_content() or "")["@type"]

    assert "WebSite" == kinds["home"]
    assert all(kinds.values())


# --- Suggestions beside answers ---------------------------------------------------------------------------------------


def test_each_suggestion_leads_to_its_answer(page: Page, built: Path, site: str) -> None:
    """In every table the links lead to paragraphs of the same page, and the data name paragraphs of the letters."""
    states = set()
    for address in every(built, "proposals/*/*/"):
        page.goto(site + address)
        targets = page.eval_on_selector_all(".points a", "all => all.map(one => one.getAttribute('href').slice(1))")
        data = json.loads((built / address / "index.json").read_text("utf-8"))
        states |= {point["state"] for point in data["suggestions"]}
        named = [
            (answer["reply"], anchor)
            for point in data["suggestions"]
            for answer in point["answers"]
            for anchor in answer["anchors"]
        ]

        assert [] == [anchor for anchor in targets if not page.locator(f"[id='{anchor}']").count()]
        assert len(data["suggestions"]) == page.locator(".points > div").count()
        for reply, anchor in named:
            assert f'id="{anchor}"' in (built / reply.strip("/") / "index.html").read_text("utf-8")

    assert {"answered", "partly", "co-handler", "elsewhere", "not-addressed", "unclear"} == states


@pytest.mark.parametrize(("width", "columns"), [(390, 1), (1280, 3)])
def test_suggestion_state_and_answer_stand_beside_each_other(
    chromium: Browser, built: Path, site: str, width: int, columns: int
) -> None:
    """On a wide screen the state stands between suggestion and answer, on a phone one is below the other."""
    context = chromium.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(site + "proposals/zx-5-3/083/")
    row = page.eval_on_selector_all(
        ".points > div:first-child > *", "all => all.map(one => Math.round(one.getBoundingClientRect().left))"
    )
    context.close()

    assert columns == len(set(row))
    assert sorted(row) == row


# --- Citing -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("is_changed", [False, True], ids=["as cited", "changed since"])
def test_a_link_leads_to_its_paragraph_and_shows_the_code_that_holds_now(
    page: Page,
    built: Path,
    site: str,
    is_changed: bool,
) -> None:
    """A paragraph that was changed after it was cited is found all the same, without script, and its code differs."""
    page.goto(site + first(built, "replies/*/*/*/"))
    link = page.locator("#p3 > [aria-label]").get_attribute("href")
    cited = "#p3:~:aaaaa" if is_changed else link
    page.goto("about:blank")
    page.goto(site + first(built, "replies/*/*/*/") + str(cited))

    assert "p3" == page.evaluate("document.querySelector(':target').id")
    assert page.locator("#p3").evaluate("one => Math.abs(one.getBoundingClientRect().top) < innerHeight")
    assert f'"{link}"' in page.locator(":target > [aria-label]").evaluate(
        "one => getComputedStyle(one, '::after').content"
    )
    assert (cited == link) is not is_changed


def test_one_click_takes_a_whole_entry(page: Page, built: Path, site: str) -> None:
    """Each can be copied line by line as it stands, without script."""
    page.goto(site + first(built, "replies/*/*/*/"))
    page.locator(".citation summary").click()
    taken = []
    for entry in page.locator(".entry").all():
        entry.click()
        taken.append(page.evaluate("getSelection().toString()"))

    assert 3 == len(taken)
    assert "[EB/OL]" in taken[0]
    assert taken[1].splitlines()[0].startswith("@online{")
    assert ["TY  - ELEC", "ER  - "] == [taken[2].splitlines()[0], taken[2].splitlines()[-1]]


# --- On paper ---------------------------------------------------------------------------------------------------------


def test_a_printed_reply_is_no_original(page: Page, built: Path, site: str) -> None:
    """A print carries no menu, is set in 16 points, and says at its head that it is a web print."""
    page.goto(site + first(built, "replies/*/*/*/"))
    page.emulate_media(media="print")
    size = page.eval_on_selector(".letter p", "one => parseFloat(getComputedStyle(one).fontSize)")

    assert page.locator(".print-note").is_visible()
    assert not page.locator(".nav").is_visible()
    assert not page.locator(".display-switch").is_visible()
    assert 16 == pytest.approx(size * 0.75, abs=0.1)


def test_a_printed_letter_keeps_the_measures_of_official_papers(page: Page, built: Path, site: str) -> None:
    """On A4 a full page has 22 lines of 28 characters and its number (GB/T 9704-2012); the title is on the first."""
    pypdf = pytest.importorskip("pypdf")
    page.goto(site + first(built, "replies/*/*/*/"))
    title = page.locator("h1").text_content() or ""
    page.eval_on_selector(".letter", "one => one.innerHTML = `<p>${'字'.repeat(28 * 22 * 3)}</p>`")
    sheets = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    texts = [sheet.extract_text() for sheet in sheets]
    full = next(text for text in texts if text.count("字") > 28 * 20)

    assert (595, 842) == tuple(round(float(side)) for side in sheets[0].mediabox[2:])
    assert 22 == sum(line == "字" * 28 for line in full.splitlines())
    assert [f"— {number} —" in text for number, text in enumerate(texts, 1)] == [True] * len(texts)
    assert title[:4] in texts[0]


# --- Weight and form --------------------------------------------------------------------------------------------------


def test_a_document_page_is_light(built: Path) -> None:
    """A document page weighs under 60 KB of HTML and CSS."""
    styles = {path.name: path.stat().st_size for path in built.glob("assets/*.css")}
    pages = {
        address: (built / address / "index.html").read_text("utf-8") for p in DOCUMENTS for address in every(built, p)
    }
    weights = {
        address: len(page.encode()) + sum(size for name, size in styles.items() if name in page)
        for address, page in pages.items()
    }

    assert {} == {address: weight for address, weight in weights.items() if weight >= FULL}


def test_html_is_valid(built: Path, tmp_path: Path) -> None:
    """The validator finds no error on any page; `HTML_VALIDATE` names its program (html-validate, from npm)."""
    program = os.environ.get("HTML_VALIDATE") or shutil.which("html-validate")
    if not program:
        pytest.skip("html-validate is not installed (npm install html-validate; HTML_VALIDATE=its path)")
    rules = {"extends": ["html-validate:standard"], "root": True}
    (tmp_path / ".htmlvalidate.json").write_text(json.dumps(rules), "utf-8")
    done = subprocess.run(
        [program, "--config", tmp_path / ".htmlvalidate.json", "--formatter", "text", built],
        capture_output=True,
        text=True,
        check=False,
    )

    assert "" == done.stdout
    assert 0 == done.returncode
