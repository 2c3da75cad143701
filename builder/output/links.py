"""
Follow the links of built pages: each leads to something that is there, and none makes a browser ask another host.

The pages are read as a browser reads them, not as the builder meant them.
"""

from __future__ import annotations

import posixpath
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urldefrag, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_LINKS = frozenset({"href", "src", "poster", "data", "action", "formaction", "cite", "background", "manifest"})
# The only elements with an address that a browser does not fetch before the reader asks for it.
_ON_CLICK = frozenset({("a", "href"), ("area", "href"), ("form", "action"), ("blockquote", "cite"), ("q", "cite")})
# Relations that name an address without fetching it.
_NAMED_ONLY = frozenset({"canonical", "alternate", "author", "license", "next", "prev", "search", "up", "home"})
_STYLE_ADDRESS = re.compile(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]([^'\"]+)", re.IGNORECASE)


class DeadLink(NamedTuple):
    """A link that leads nowhere."""

    page: str
    target: str
    """As the page writes it."""


class _Page(HTMLParser):
    """What a page links to, fetches, and can be linked at."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: dict[str, None] = {}
        self.fetches: dict[str, None] = {}
        self.anchors: set[str] = set()
        self._in_style = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.anchors.update(values[name] for name in ("id", "name") if name == "id" or tag == "a" if name in values)
        self._in_style = tag == "style"
        found = [(name, value) for name, value in values.items() if name in _LINKS]
        found += [("srcset", item.split()[0]) for item in values.get("srcset", "").split(",") if item.split()]
        found += [("style", address) for address in addresses_of_style(values.get("style", ""))]
        if values.get("http-equiv", "").lower() == "refresh":
            self.links[values.get("content", "").partition("=")[2].strip(" '\"")] = None
        for name, value in found:
            self.links[value] = None
            is_named = tag == "link" and set(values.get("rel", "").lower().split()) <= _NAMED_ONLY
            if (tag, name) not in _ON_CLICK and not is_named:
                self.fetches[value] = None

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self.fetches |= dict.fromkeys(addresses_of_style(data))

    def handle_endtag(self, tag: str) -> None:
        self._in_style = self._in_style and tag != "style"


def addresses_of_style(css: str) -> tuple[str, ...]:
    """Give every address that a style sheet makes the browser fetch."""
    return tuple(one or other for one, other in _STYLE_ADDRESS.findall(css))


def foreign_requests(html: str) -> tuple[str, ...]:
    """Give the addresses on other hosts that opening the page would fetch; links to click are none."""
    return tuple(address for address in _Page(html).fetches if _host(address))


def dead_links(root: Path, pages: Iterable[str], base: str = "/") -> Iterator[DeadLink]:
    """
    Follow every link of *pages*, which are paths below *root*, to a file and to an anchor of it.

    Args:
        base: The site's address without its host; what begins with `/` is looked for below it.

    Links to other hosts are not followed.
    """
    anchors: dict[str, frozenset[str]] = {}
    for page in pages:
        for link in _Page(_text(root, page)).links:
            is_ours = not _host(link) and urlsplit(link).scheme in {"", "http", "https"}
            if is_ours and not _is_alive(root, page, link, base, anchors):
                yield DeadLink(page, link)


def _is_alive(root: Path, page: str, link: str, base: str, anchors: dict[str, frozenset[str]]) -> bool:
    address, fragment = urldefrag(link)
    path = unquote(urlsplit(address).path)
    if path.startswith("/"):
        if not path.startswith(base):
            return False
        target = path.removeprefix(base).lstrip("/")
    else:
        target = posixpath.join(posixpath.dirname(page), path) if path else page
    is_folder = target.endswith("/") or target == ""
    target = posixpath.normpath(f"{target}index.html" if is_folder else target)
    if target.startswith("../") or not (root / target).is_file():
        return False
    if not fragment or not target.endswith(".html"):
        return True
    if target not in anchors:
        anchors[target] = frozenset(_Page(_text(root, target)).anchors)
    return fragment in anchors[target] or unquote(fragment) in anchors[target]


def _text(root: Path, path: str) -> str:
    return (root / path).read_text(encoding="utf-8")


def _host(address: str) -> str:
    return urlsplit(address.strip()).netloc
