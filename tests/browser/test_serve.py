"""The preview as a writer uses it: a page stands open beside the editor, and nobody touches the keyboard."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.makers import a_reply, a_site, write_tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

PROGRAM = Path(__file__).parents[2] / "build.py"
REPLY = "replies/2024/041-mzj.md"
ADDRESS = "replies/zx-5-3/041/mzj/"
PATIENCE = 60_000
"""Milliseconds; everything is a matter of a second or two on a machine that has nothing else to do."""


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Callable[[], str]]:
    """Start the preview of the content in *tmp_path*: gives its address, and ends it after the test."""
    command = [sys.executable, str(PROGRAM), "serve", "--port", "0", "--lang", "zh"]
    started: list[subprocess.Popen[str]] = []

    def start() -> str:
        errors = (tmp_path / "errors.txt").open("w")
        with errors:
            process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=errors, text=True)
        started.append(process)
        assert process.stdout
        for line in process.stdout:
            if found := re.search(r"http://127\.0\.0\.1:\d+/", line):
                return found.group()
        raise AssertionError((tmp_path / "errors.txt").read_text(encoding="utf-8"))

    yield start
    for process in started:
        process.terminate()
        with process:
            assert process.wait(20) == 0


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Make a small site."""
    return write_tree(tmp_path / "content", a_site())


def test_page_follows_the_file(page: Page, preview: Callable[[], str], content: Path) -> None:
    """A page that is open shows what was written a moment ago, and is not loaded again without a reason."""
    page.goto(preview() + ADDRESS)
    page.wait_for_load_state()
    page.evaluate("window.isTheSame = true")
    (content / "replies" / "2024" / ".041-mzj.md.swp").write_text("x", encoding="utf-8")
    page.wait_for_timeout(700)

    assert page.evaluate("window.isTheSame") is True

    (content / REPLY).write_text(a_reply("渡口已经改造完成。\n"), encoding="utf-8")
    page.get_by_text("渡口已经改造完成。").wait_for(timeout=PATIENCE)

    assert page.evaluate("window.isTheSame") is None


def test_page_keeps_its_place(page: Page, preview: Callable[[], str], content: Path) -> None:
    """A long letter is still open at the same line after it was loaded again."""
    lines = [f"第{n}件事情已经办好。\n" for n in range(200)]
    (content / REPLY).write_text(a_reply("\n".join(lines)), encoding="utf-8")
    page.goto(preview() + ADDRESS)
    page.evaluate("scrollTo(0, 3000)")
    (content / REPLY).write_text(a_reply("\n".join([*lines, "最后一句是新的。\n"])), encoding="utf-8")
    page.get_by_text("最后一句是新的。").wait_for(timeout=PATIENCE)
    page.wait_for_function("scrollY > 0")

    assert page.evaluate("scrollY") == pytest.approx(3000, abs=2)


def test_errors_stand_in_the_page_until_they_are_mended(page: Page, preview: Callable[[], str], content: Path) -> None:
    """An error is listed over the page with file, line and column; the site stays as it was, and the list goes by itself."""
    page.goto(preview() + ADDRESS)
    before = page.locator("h1").inner_text()
    (content / REPLY).write_text(a_reply(答复日期="<b>某日</b>"), encoding="utf-8")
    problems = page.locator("dialog#preview-problems[open]")
    problems.wait_for(timeout=PATIENCE)

    assert re.search(r"replies/2024/041-mzj\.md:\d+:\d+", problems.inner_text())
    assert problems.locator("b").count() == 0
    assert before == page.locator("h1").inner_text()

    (content / REPLY).write_text(a_reply("已经改正。\n"), encoding="utf-8")
    page.get_by_text("已经改正。").wait_for(timeout=PATIENCE)

    assert problems.count() == 0


def test_errors_from_the_beginning_are_all_there_is(page: Page, preview: Callable[[], str], content: Path) -> None:
    """A site that cannot be built is previewed as its list of errors, and comes up when they are mended."""
    (content / REPLY).write_text(a_reply(答复单位="没有这个单位"), encoding="utf-8")
    address = preview()
    for path in ("", ADDRESS):
        page.goto(address + path)
        page.get_by_text(re.compile(r"replies/2024/041-mzj\.md:\d+:\d+")).wait_for(timeout=PATIENCE)
    (content / REPLY).write_text(a_reply("终于成了。\n"), encoding="utf-8")
    page.get_by_text("终于成了。").wait_for(timeout=PATIENCE)


def test_search_says_that_it_is_renewed_and_then_finds(page: Page, preview: Callable[[], str], content: Path) -> None:
    """The search page says that its index is older than the site, and finds the new word once it no longer is."""
    address = preview()
    page.goto(address + "search/?q=渡口")
    page.locator("#search[data-state=ready]").wait_for(timeout=PATIENCE)
    (content / REPLY).write_text(a_reply("渡口已经改造完成。\n"), encoding="utf-8")
    page.locator("#search[data-state=renewing]").wait_for(timeout=PATIENCE)
    page.locator("#search[data-state=ready]").wait_for(timeout=PATIENCE)
    page.locator(".search-hit").first.wait_for(timeout=PATIENCE)

    assert "渡口" in page.locator("#search-results mark").first.inner_text()
    assert page.url.endswith("%E6%B8%A1%E5%8F%A3")


def test_reading_pages_keep_their_strict_policy(page: Page, preview: Callable[[], str], content: Path) -> None:
    """What the preview adds to a page is allowed by its policy, and an inline script is still refused."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(preview() + ADDRESS)
    page.wait_for_timeout(500)

    assert said == []

    with page.expect_console_message(lambda message: "Content Security Policy" in message.text):
        page.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: 'window.ran = 1'}))")
    assert page.evaluate("window.ran") is None
