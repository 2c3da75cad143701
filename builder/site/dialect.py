r"""
The Markdown of letters: Python-Markdown with what letters need, and without what they would trip over.

| Python-Markdown has                          | here                                                            |
|----------------------------------------------|-----------------------------------------------------------------|
| `1.` lists                                   | text: printed numbers are never renumbered                      |
| indented code, fences, backticks             | text: a letter has indents, but no code                         |
| `===` and `---` under a line                 | text under the one, a rule under the other: never a heading     |
| reference links, raw HTML, entities          | text                                                            |
| `_emphasis_`                                 | text: `____` is a blank to fill in                              |
| `*emphasis*`, `**strong**`                   | not after a word (王*) or before punctuation (王**、李**)            |
| `>5%` as a quotation, `#1` as a heading      | text: both marks want a blank after them                        |
| images                                       | a link named by the alternative text                            |

Bullets, tables, rules, quotations, `# ` headings, links and `\*` are as everywhere; lists are flat and tight.  The
parser is kept for the life of the process; a conversion leaves nothing behind in it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from markdown import Extension, Markdown
from markdown.blockprocessors import BlockProcessor, BlockQuoteProcessor
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from builder.site.inline import AUTOLINK, BARE, EMPHASIS, LINK, REMOVED, STRONG
from builder.site.letter import BULLET, HEADING, items_of, join_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_UNUSED_BLOCKS = ("indent", "code", "hashheader", "setextheader", "olist", "ulist", "quote", "reference")
# The names of every supported release; each release has some of them.
_UNUSED_PATTERNS = (
    *("backtick", "reference", "link", "image_link", "image_reference", "short_reference", "short_image_ref"),
    *("autolink", "automail", "linebreak", "html", "entity", "not_strong", "em_strong", "em_strong2"),
)
_LINES_TO_JOIN = ("p", "li")


def parse(blocks: Sequence[str]) -> list[Element]:
    """Make an element of each block (sometimes several), whose text is still Markdown."""
    root = Element("div")
    _markdown().parser.parseBlocks(root, list(blocks))
    for element in root.iter():
        if element.text and element.tag in _LINES_TO_JOIN:
            element.text = join_lines(element.text)
    return list(root)


def convert_inline(element: Element) -> None:
    """Turn the Markdown in an element's text, and below, into elements; a link's target stays as written."""
    markdown = _markdown()
    root = Element("div")
    root.append(element)
    markdown.treeprocessors["inline"].run(root)
    markdown.treeprocessors["unescape"].run(root)


def split_run_in(element: Element, heading: str, rest: str) -> None:
    """Part a paragraph's text into the heading at its start and the rest."""
    element.text = None
    element.append(_element("b", heading, **{"class": "run-in"}))
    # Not the heading's tail: the parser reads the elements that it makes of a tail twice.
    element.append(_element(BARE, rest))


@cache
def _markdown() -> Markdown:
    """Make the parser."""
    return Markdown(extensions=[TableExtension(), _Letters()])


class _Letters(Extension):
    """Leaves of Python-Markdown what a letter needs."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        """Replace block processors, and all inline patterns but the escape."""
        for name in _UNUSED_BLOCKS:
            md.parser.blockprocessors.deregister(name)
        for name in _UNUSED_PATTERNS:
            md.inlinePatterns.deregister(name, strict=False)
        md.parser.blockprocessors.register(_Heading(md.parser), "heading", 70)
        md.parser.blockprocessors.register(_Bullets(md.parser), "bullets", 30)
        md.parser.blockprocessors.register(_Quotation(md.parser), "quotation", 20)
        for place, (name, pattern) in enumerate(_PATTERNS.items()):
            md.inlinePatterns.register(pattern, name, 100 - place)


class _Heading(BlockProcessor):
    """`# ` at the start of a block of one line."""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002
        """Tell whether the block is a heading."""
        return HEADING.match(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Make an element of the depth that is written; the page's own depths come later."""
        found = HEADING.match(blocks.pop(0))
        if found:
            SubElement(parent, f"h{len(found[1])}").text = found[2]


class _Bullets(BlockProcessor):
    """Lines that begin with `- ` or `* `; other lines go on with the item before them."""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002
        """Tell whether a line of the block is an item."""
        return any(map(BULLET.match, block.split("\n")))

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Make a list; what stands before the first bullet is a block of its own."""
        lines = blocks.pop(0).split("\n")
        first = next(place for place, line in enumerate(lines) if BULLET.match(line))
        if first:
            self.parser.parseBlocks(parent, ["\n".join(lines[:first])])
        found = SubElement(parent, "ul")
        for item in items_of(lines[first:]):
            SubElement(found, "li").text = item


class _Quotation(BlockQuoteProcessor):
    """Lines that begin with `> `."""

    RE = re.compile(r"(^|\n)[ ]{0,3}>(?:[ ]|(?=\n|\Z))(.*)")


class _Pattern(InlineProcessor):
    """An inline pattern, and the function that makes an element of what it finds."""

    def __init__(self, pattern: str, make: Callable[[re.Match[str]], Element]) -> None:
        """Keep the function."""
        super().__init__(pattern)
        self._make = make

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the name is Python-Markdown's
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[Element, int, int]:
        """Make the element of all that was found."""
        return self._make(m), m.start(), m.end()


class _LinkPattern(_Pattern):
    """A pattern of links, which HTML does not allow in links."""

    ANCESTOR_EXCLUDES = ("a",)


def _link(found: re.Match[str]) -> Element:
    """Make a link, named by its target where it has no text."""
    return _element("a", found[1].strip() or found[2], href=found[2])


def _autolink(found: re.Match[str]) -> Element:
    """Make a link that shows its target."""
    return _element("a", found[1], href=found[1])


def _removed(found: re.Match[str]) -> Element:
    """Make a mark of the words that stand where a passage was removed."""
    return _element("mark", AtomicString(found[0]), **{"class": "removed"})


def _strong(found: re.Match[str]) -> Element:
    """Make strong words."""
    return _element("strong", found[1])


def _emphasis(found: re.Match[str]) -> Element:
    """Make emphasis."""
    return _element("em", found[1])


def _element(tag: str, text: str, **attributes: str) -> Element:
    """Make an element whose text is still Markdown."""
    element = Element(tag, attributes)
    element.text = text
    return element


_PATTERNS = {
    "link": _LinkPattern(LINK, _link),
    "autolink": _LinkPattern(AUTOLINK, _autolink),
    "removed": _Pattern(REMOVED, _removed),
    "strong": _Pattern(STRONG, _strong),
    "emphasis": _Pattern(EMPHASIS, _emphasis),
}
"""In the order in which they apply, all after the escape (180)."""
