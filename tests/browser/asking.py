"""What tests of search do: build a site, ask its search page, and read what it answers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]
_ALL_WORDS = yaml.safe_load((ROOT / "layouts/i18n/zh-CN.yml").read_text(encoding="utf-8"))
WORDS = _ALL_WORDS["search"]
EXAMPLES = _ALL_WORDS["official"]["search"]
BASE = "/gk/archive"
"""The site is served below a path, as many are."""


def says(key: str, **values: object) -> str:
    """Tell what the search page says, from the words of the site."""
    text: str = WORDS[key]
    return text.format_map(values)


def build(content: Path, folder: Path, *options: str) -> Path:
    """Build a site from content as a webmaster does."""
    command = [sys.executable, ROOT / "build.py", "build", "--content", content, "--output", folder / "site", *options]
    subprocess.run(command, check=True, cwd=folder)
    return folder / "site"


def write(content: Path, files: Mapping[str, str]) -> Path:
    """Write a content folder."""
    for name, text in files.items():
        (content / name).parent.mkdir(parents=True, exist_ok=True)
        (content / name).write_text(text, encoding="utf-8")
    return content


def ask(page: Page, text: str) -> list[str]:
    """Type *text* and tell the addresses found, from the site's root."""
    page.evaluate("document.querySelector('#search-status').textContent = ''")
    page.fill("#search-q", text)
    return answered(page, text)


def answered(page: Page, text: str) -> list[str]:
    """Wait for the answer to *text* and tell the addresses found."""
    page.wait_for_function("q => (new URLSearchParams(location.search).get('q') ?? '') === q", arg=text)
    page.wait_for_function(
        "busy => ![busy, ''].includes(document.querySelector('#search-status').textContent)", arg=says("searching")
    )
    return found(page)


def found(page: Page) -> list[str]:
    """Tell the addresses of the results shown."""
    links = page.eval_on_selector_all(".search-hit h3 a", "all => all.map(a => a.pathname)")
    return [unquote(link).removeprefix(BASE) for link in links]


def status(page: Page) -> str:
    """Tell what the page says of its answer."""
    return page.inner_text("#search-status")


def counts(page: Page, filter_name: str) -> dict[str, int]:
    """Tell the values of a filter with their counts, in the order shown."""
    group = page.locator("fieldset", has=page.locator("legend", has_text=filter_name))
    return {label.split()[0]: int(label.rsplit(maxsplit=1)[1]) for label in group.locator("label").all_inner_texts()}


def settle(page: Page, expected: str) -> None:
    """Wait until the status says what is expected."""
    page.wait_for_function("text => document.querySelector('#search-status').textContent.trim() === text", arg=expected)
