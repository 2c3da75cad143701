"""The tree of a web page, as browsers build it, with what is measured on it: text, links, sentences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from builder.importing.text import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset"
    " figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html iframe legend li main menu nav object ol"
    " optgroup option p pre section select summary table tbody td textarea tfoot th thead tr ul".split()
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NO_TEXT = frozenset({"script", "style", "head", "link", "meta", "base"})
_NOT_SHOWN = frozenset(
    {"template", "noscript", "svg", "canvas", "audio", "video", "textarea", "datalist", "rp", "rt", "del"}
)
_HIDING = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|mso-element\s*:\s*comment)",
    re.IGNORECASE,
)
_SENTENCE = re.compile("[，。；！？]|,(?=[\u3400-\u9fff])")
_SPACE = re.compile(r"\s+")
_FILES = re.compile(r"\.(?:docx?|xlsx?|pdf|wps|et|ofd|rtf|zip|rar|7z|txt|jpe?g|png)(?:[?#]|$)", re.IGNORECASE)
_TAG = re.compile(
    r"<(/?)(?!(?:p|li|td|th|tr|tbody|option|dt|dd|br|img|input|meta|link|hr|col|o:p)\b)([a-z][a-z0-9]*)", re.IGNORECASE
)
"""Of the elements that stay open until they are closed."""
_FONTS = frozenset("a b big code em font i nobr s small strike strong tt u".split())
MAX_DEPTH = 3000
MAX_FONTS = 5_000_000
"""Fonts that are open at a time, times the tags of the page."""
LONG_LINK = 80
"""Characters; a link around more than this is one that was never closed, or a whole article made clickable."""


class Element:
    """An element of the page; its children are elements and texts."""

    __slots__ = ("attributes", "chars", "children", "dropped", "files", "linked", "links", "prose", "size", "tag")

    def __init__(self, tag: str, attributes: dict[str, str | None]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.children: list[Element | str] = []
        self.dropped = ""
        """Why all of it is left out."""
        self.chars = 0
        """Characters of text that are seen, without spaces."""
        self.linked = 0
        """Those of them in links."""
        self.prose = 0
        """Those of them outside links, in texts with the marks of a sentence."""
        self.links = 0
        self.files = 0
        """Links that lead to a document to load: attachments."""
        self.size = 1
        """Elements in it, with itself."""

    def get(self, attribute: str) -> str:
        """Read an attribute; empty where it is not there."""
        return self.attributes.get(attribute) or ""

    def elements(self) -> Iterator[Element]:
        """Yield this element and all in it, in order."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack += [child for child in reversed(element.children) if isinstance(child, Element)]

    def text(self) -> str:
        """Join the text that is seen, without spaces."""
        parts: list[str] = []
        stack: list[Element | str] = [self]
        while stack:
            item = stack.pop()
            if isinstance(item, str):
                parts.append(item)
            elif item.dropped != "hidden":
                stack += reversed(item.children)
        return _SPACE.sub("", "".join(parts))


def parse(text: str) -> tuple[Element, tuple[tuple[str, str], ...]]:
    """
    Parse a page into its body and what its head says: the title, and each `meta` with a name.

    Raises:
        Unreadable: Nested so that building the tree would take minutes or fill the memory.
    """
    _refuse_malice(text)
    parser = LexborHTMLParser(text)
    body = parser.body
    root = Element("body", {})
    if body is not None:
        _grow(root, body)
        measure(root)
    return root, tuple(_said(parser))


def _refuse_malice(text: str) -> None:
    """
    Refuse a page that is nested as no page is.

    Each element that opens looks through all that are open, and each block opens anew the fonts that were never closed
    (HTML5, 13.2.4.3): both grow with the square of the page.
    """
    depth = fonts = deepest = most = tags = 0
    for tag in _TAG.finditer(text):
        tags += 1
        step = -1 if tag[1] else 1
        depth = max(depth + step, 0)
        deepest = max(deepest, depth)
        if tag[2].lower() in _FONTS:
            fonts = max(fonts + step, 0)
            most = max(most, fonts)
    if deepest > MAX_DEPTH or most * tags > MAX_FONTS:
        raise Unreadable("I023")


def _said(parser: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    for node in parser.css("title, meta[name]"):
        if node.tag == "title" and node.parent is not None and node.parent.tag != "svg":
            yield "title", _SPACE.sub(" ", node.text()).strip()
        elif node.tag == "meta":
            yield node.attributes.get("name") or "", _SPACE.sub(" ", node.attributes.get("content") or "").strip()


def _grow(root: Element, top: LexborNode) -> None:
    """Copy the parser's tree; iteratively, since a page may be nested deeper than a program may call."""
    stack: list[tuple[Element, LexborNode | None]] = [(root, top.child)]
    while stack:
        parent, node = stack.pop()
        if node is None:
            continue
        stack.append((parent, node.next))
        tag = node.tag or ""
        if tag == "-text":
            parent.children.append(node.text_content or "")
        elif not tag.startswith("-") and tag not in _NO_TEXT:
            element = Element(tag, node.attributes)
            if _is_hidden(element):
                element.dropped = "hidden"
            parent.children.append(element)
            stack.append((element, node.child))


def _is_hidden(element: Element) -> bool:
    return (
        element.tag in _NOT_SHOWN
        or "hidden" in element.attributes
        or (element.tag == "input" and element.get("type") == "hidden")
        or (bool(element.get("style")) and bool(_HIDING.search(element.get("style"))))
    )


def measure(root: Element) -> None:
    """Count up what is seen in each element; what is hidden is counted for itself, not in what holds it."""
    for element in reversed(list(root.elements())):
        own = [_SPACE.sub("", child) for child in element.children if isinstance(child, str)]
        inner = [child for child in element.children if isinstance(child, Element) and not child.dropped]
        element.size = 1 + sum(child.size for child in inner)
        element.chars = sum(map(len, own)) + sum(child.chars for child in inner)
        if _is_link(element):
            element.linked, element.links, element.prose = element.chars, 1, 0
            element.files = bool(_FILES.search(element.get("href")))
        else:
            element.linked = sum(child.linked for child in inner)
            element.links = sum(child.links for child in inner)
            element.files = sum(child.files for child in inner)
            element.prose = sum(len(text) for text in own if _SENTENCE.search(text)) + sum(
                child.prose for child in inner
            )


def _is_link(element: Element) -> bool:
    leads = "href" in element.attributes or "onclick" in element.attributes
    return element.tag == "a" and leads and element.chars <= LONG_LINK
