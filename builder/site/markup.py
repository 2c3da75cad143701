"""
Make HTML of a released text: a letter typeset as one, with its outline and an address for every paragraph.

There are two ways to the same bytes.  `to_letter_reference` sends every block through Python-Markdown (`dialect`).
`to_letter` does so only with blocks that hold more than plain words, lists and links of them, which few letters have;
the rest it writes itself, several times as fast.  What a letter looks like is decided before, in `letter`, and the
same for both; `tests/property/test_markup_fast.py` holds them to it.

Everything in the text is escaped, so nothing in it can become an element of its own.  Links are made only to what
*resolve* gives for their target, and never with a scheme that runs code.

Lines of the text (paragraphs, headings, items, table rows) carry the ids `p1`, `p2`, … in document order, and all but
rows an empty `<a aria-label>` with the link by which the line is cited (`citing`), to which the style sheet gives its
sign: so the sign is no part of the text, of what is copied, or of the search index.  Classes: `salutation`, `contact`,
`closing`, `signature`, `date`; `n1` `n2` `n3` for numbered headings and for paragraphs that begin with one, which
stands in `<b class="run-in">`; `removed`; and in tables `left`, `center`, `right`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from builder.site.citing import check_code
from builder.site.inline import BARE, escape, has_marks, is_plain, is_safe, plain_html, targets, without_marks
from builder.site.letter import (
    BULLET,
    EDGES,
    HEADING,
    Setting,
    blocks_of,
    items_of,
    join_lines,
    settings,
    shown,
    shown_places,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from xml.etree.ElementTree import Element


_OUTLINE_LENGTH = 60
# Where a paragraph is too long for a heading, its first words stand for it.
_OUTLINE_LENGTH_OF_PARAGRAPH = 30
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# The elements that hold a line of the text, and none of the others.
_LINES = _HEADINGS | {"p", "li", "tr"}
_VOID = frozenset({"hr"})
# With which a heading, a list, a quotation or a rule can begin.
_BEGINNINGS = frozenset("#->_")

_LINK = re.compile(r'<a aria-label="[^"]*" href="#[^"]*:~:[a-p]{5}" id="[^"]*"></a>')


class OutlineEntry(NamedTuple):
    """A heading, or a paragraph that begins with one."""

    level: int
    """Counted from 1."""
    label: str
    """As printed, such as `一、`; empty if it has no number."""
    text: str
    """Without label and closing punctuation; cut with … where it is long."""
    anchor: str
    """The id of its element."""


class Line(NamedTuple):
    """A line of the text that has an address: a paragraph, heading, item or table row."""

    tag: str
    """`p`, `li`, `tr`, or `h1` … `h6` for a heading written with `#`."""
    anchor: str
    """Its id on the page."""
    text: str
    """Without markup."""
    is_edge: bool
    """It is one of those with which a letter begins and ends: salutation, contact line, closing words, unit or date."""


class Letter(NamedTuple):
    """A text as it goes into a page."""

    text: str
    """As released."""
    blocks: tuple[str, ...]
    """The HTML of each block."""
    outline: tuple[OutlineEntry, ...]
    links: tuple[str, ...]
    """Targets as written that were refused, each once."""
    lines: tuple[Line, ...]
    """What `lines_of` gives, by the way; their anchors have no prefix."""

    @property
    def html(self) -> str:
        """The whole of it."""
        return "\n".join(self.blocks)


# A block: its tag, its source, and what it holds if that is no single line: the items of a list; or, of a block that
# needed the parser, the element made of it, whose text is still Markdown.
_Part: TypeAlias = "tuple[str, str, list[str] | Element | None]"


def to_letter(
    text: str, *, resolve: Callable[[str], str | None], prefix: str = "", anchor_label: str = "段落"
) -> Letter:
    """
    Typeset a text, the short way where it is sure to be right.

    Args:
        text: The released text of a document.
        resolve: Gives the address that a link's target stands for, or `None`: then the link is its text.
        prefix: Begins every id, for a page that shows several texts.
        anchor_label: Names the link to a paragraph, before its number and check code.
    """
    return _typeset(text, _parts(blocks_of(text)), _Page(resolve, prefix, anchor_label))


def to_letter_reference(
    text: str, *, resolve: Callable[[str], str | None], prefix: str = "", anchor_label: str = "段落"
) -> Letter:
    """Typeset a text with Python-Markdown alone; the result defines what `to_letter` has to give."""
    return _typeset(text, _parsed(blocks_of(text)), _Page(resolve, prefix, anchor_label))


def lines_of(text: str, *, prefix: str = "") -> tuple[Line, ...]:
    """Read a text line by line, without markup, each line with the id that it has on the page."""
    parts = _parts(blocks_of(text))
    lines = (
        (*line, setting.css in EDGES)
        for part, setting in zip(parts, _settings(parts), strict=True)
        for line in _lines(part)
    )
    return tuple(
        [Line(tag, f"{prefix}p{number}", line, is_edge) for number, (tag, line, is_edge) in enumerate(lines, 1)]
    )


def passages(text: str, *, prefix: str = "") -> tuple[tuple[str, str], ...]:
    """Give the id of each line on the page, and its words."""
    lines = (line for part in _parts(blocks_of(text)) for _, line in _lines(part))
    return tuple([(f"{prefix}p{number}", line) for number, line in enumerate(lines, 1)])


def plain_text(text: str) -> str:
    """Give the text as a reader reads it: no markup, one line for each paragraph."""
    return "\n".join(line for part in _parts(blocks_of(text)) for _, line in _lines(part))


def references(text: str) -> tuple[tuple[str, int, int], ...]:
    """Find every target that the text links to, with its line and column, counted from 1."""
    found = targets(shown(text)) if "]" in text or "<" in text else ()
    if not found:
        return ()
    places = shown_places(text)
    return tuple(
        (target, text.count("\n", 0, places[at]) + 1, places[at] - text.rfind("\n", 0, places[at]))
        for target, at in found
    )


def _parts(blocks: Sequence[str]) -> list[_Part]:
    """Send what needs it through the parser: a run of blocks at a time, since it may join neighbours."""
    is_marked = has_marks("\n".join(blocks))
    parts: list[_Part] = []
    run: list[str] = []
    for block in blocks:
        is_words = not is_marked and block[0] not in _BEGINNINGS and "\n" not in block
        part = ("p", block, None) if is_words else _plain(block)
        if part is None:
            run.append(block)
            continue
        if run:
            parts += _parsed(run)
            run = []
        parts.append(part)
    return parts + _parsed(run)


def _plain(block: str) -> _Part | None:
    """Read a block without the parser; `None` if it takes one."""
    heading = HEADING.match(block)
    if is_plain(heading[2] if heading else block):
        return (f"h{len(heading[1])}", heading[2], None) if heading else ("p", join_lines(block), None)
    items = items_of(block.split("\n")) if BULLET.match(block) else ()
    return ("ul", "", [*map(join_lines, items)]) if items and all(map(is_plain, items)) else None


def _parsed(blocks: Sequence[str]) -> list[_Part]:
    """Send blocks through the parser."""
    if not blocks:
        return []
    from builder.site.dialect import parse

    return [(element.tag, element.text or "", element) for element in parse(blocks)]


def _settings(parts: Sequence[_Part]) -> list[Setting]:
    return settings([part[:2] for part in parts])


def _lines(part: _Part) -> Iterator[tuple[str, str]]:
    """Read the lines of a block, each with its tag."""
    tag, source, inner = part
    if inner is None:
        yield tag, without_marks(source)
    elif isinstance(inner, list):
        yield from (("li", without_marks(item)) for item in inner)
    else:
        from builder.site.dialect import convert_inline

        convert_inline(inner)
        yield from ((line.tag, _text_of(line)) for line in inner.iter() if line.tag in _LINES)


def _text_of(line: Element) -> str:
    """Read the text of an element; the cells of a row stand apart."""
    return " ".join("".join(cell.itertext()) for cell in line) if line.tag == "tr" else "".join(line.itertext())


class _Page:
    """What the blocks of a letter have in common: the numbers of its lines, and where its links lead."""

    def __init__(self, resolve: Callable[[str], str | None], prefix: str, anchor_label: str) -> None:
        self.lines: list[Line] = []
        self.refused: dict[str, None] = {}
        self._resolve = resolve
        self._prefix = _attribute(prefix)
        self._label = _attribute(anchor_label)

    def anchor(self, number: int) -> str:
        """Give the id of a line."""
        return f"{self._prefix}p{number}"

    def number(self, tag: str, text: str, css: str) -> tuple[str, str]:
        """Take in the next line, and give its id and the link by which it is cited."""
        number = len(self.lines) + 1
        self.lines.append(Line(tag, f"p{number}", text, css in EDGES))
        anchor, code = self.anchor(number), check_code(text)
        link = f"{anchor}:~:{code}"
        return anchor, f'<a aria-label="{self._label} {number} {code}" href="#{link}" id="{link}"></a>'

    def address(self, target: str) -> str | None:
        """Give the address that a target stands for; a target without a safe one is refused."""
        href = self._resolve(target)
        if href is not None and is_safe(href):
            return href
        self.refused[target] = None
        return None

    def link(self, words: str, target: str) -> str:
        """Write a link; one without address becomes its words."""
        href = self.address(target)
        return escape(words) if href is None else f'<a href="{_attribute(href)}">{escape(words)}</a>'


def _typeset(text: str, parts: Sequence[_Part], page: _Page) -> Letter:
    """Write each block as its setting says."""
    html: list[str] = []
    outline: list[OutlineEntry] = []
    for (tag, source, inner), setting in zip(parts, _settings(parts), strict=True):
        number = len(page.lines) + 1
        words = ""
        if inner is None:
            html.append(_written(setting, tag, source, page))
            if setting.level:
                words = without_marks(setting.run_in or setting.body)
        elif isinstance(inner, list):
            items = [_written(Setting("li", "", "", item), "li", item, page) for item in inner]
            html.append(f"<ul>{''.join(items)}</ul>")
        else:
            block, words = _dressed(inner, setting, page)
            html.append(block)
        if setting.level:
            outline.append(_entry(setting, words, page.anchor(number)))
    return Letter(text, tuple(html), tuple(outline), tuple(page.refused), tuple(page.lines))


def without_links(html: str) -> str:
    """Leave out the links by which lines are cited, but not the ids to which others lead."""
    return _LINK.sub("", html)


def _entry(setting: Setting, words: str, anchor: str) -> OutlineEntry:
    """Make an entry of the outline."""
    is_heading = setting.run_in or setting.tag != "p"
    limit = _OUTLINE_LENGTH if is_heading else _OUTLINE_LENGTH_OF_PARAGRAPH
    text = words.removeprefix(setting.label).strip().rstrip("。：:；;，,、")
    return OutlineEntry(setting.level, setting.label, text if len(text) <= limit else text[:limit] + "…", anchor)


def _written(setting: Setting, tag: str, source: str, page: _Page) -> str:
    """Write a block without the parser; *tag* and *source* are what it was before it was set."""
    anchor, permalink = page.number(tag, without_marks(source), setting.css)
    tag, css, run_in, body, _, _ = setting
    css = f' class="{css}"' if css else ""
    run_in = f'<b class="run-in">{plain_html(run_in, page.link)}</b>' if run_in else ""
    return f'<{tag}{css} id="{anchor}">{run_in}{plain_html(body, page.link)}{permalink}</{tag}>'


def _dressed(element: Element, setting: Setting, page: _Page) -> tuple[str, str]:
    """Set an element of the parser as the setting says, and write it; and give its heading's words."""
    from builder.site.dialect import convert_inline, split_run_in

    tags = [line.tag for line in element.iter() if line.tag in _LINES]
    element.tag = setting.tag
    element.text = setting.body
    if setting.css:
        element.set("class", setting.css)
    if setting.run_in:
        split_run_in(element, setting.run_in, setting.body)
    convert_inline(element)
    for below in element.iter():
        if below is not element and below.tag in _HEADINGS:
            below.tag = "p"
        elif "style" in below.attrib:
            below.set("class", below.attrib.pop("style").removeprefix("text-align: ").rstrip(";"))
    for link in tuple(element.iter("a")):
        href = page.address(link.attrib["href"])
        if href is None:
            link.tag = BARE
        else:
            link.set("href", href)
    lines = [line for line in element.iter() if line.tag in _LINES]
    anchors = {line: page.number(tag, _text_of(line), setting.css) for tag, line in zip(tags, lines, strict=True)}
    heading = element[0] if setting.run_in else element
    return _serialised(element, anchors), "".join(heading.itertext())


def _serialised(element: Element, anchors: Mapping[Element, tuple[str, str]]) -> str:
    """Write an element; attributes in the order of their names, then its id."""
    parts = [escape(element.text or "")]
    for child in element:
        parts += _serialised(child, anchors), escape(child.tail or "")
    tag, inner = element.tag, "".join(parts)
    if tag == BARE:
        return inner
    attributes = "".join(f' {name}="{_attribute(value)}"' for name, value in sorted(element.items()))
    if element in anchors:
        anchor, permalink = anchors[element]
        attributes += f' id="{anchor}"'
        # Nothing but cells may stand in a row.
        inner += "" if tag == "tr" else permalink
    return f"<{tag}{attributes}>" if tag in _VOID else f"<{tag}{attributes}>{inner}</{tag}>"


def _attribute(value: str) -> str:
    """Write a value between double quotes."""
    return escape(value).replace('"', "&quot;")
