"""Read HTML, XML and plain lines: what a reader sees, what stands in the tags, and files within addresses."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from builder.output.plain import BLOCK, decoded
from builder.output.unpack.encodings import as_text
from builder.output.unpack.parts import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from builder.output.unpack.parts import Found, Part


_TAG = re.compile(r"(<[^>]*>)")
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|big|cite|code|del|dfn|em|font|i|ins|kbd|mark|q|rp|rt|ruby|s|samp|small|span|strike|strong"
    r"|sub|sup|tt|u|var|wbr)(?:[\s/][^>]*)?>",
    re.IGNORECASE,
)
# Word and its like cut a sentence into any number of runs; only these end a paragraph or a cell.
_OFFICE_BLOCK = re.compile(
    r"</?(?:\w+:)?(?:p|si|c|v|f|is|tr|tc|tab|br|cr|h|row|table-cell|list-item|creator|title|subject|keywords|description"
    r"|lastModifiedBy|category|company|manager|lpwstr|lpstr|definedName)(?:[\s/][^>]*)?>",
    re.IGNORECASE,
)
# Letters of base64, of the kind for addresses too (`-` and `_`), and the signs by which any of them may be written.
_DATA_ADDRESS = re.compile(r"data:([\w/+.-]*)[^,\"'\s]*;base64,([a-zA-Z0-9+/_=%-]+)")


def read_html(part: Part) -> Iterator[Found]:
    """Read HTML, or markup of any kind."""
    return without_tags(part, as_text(part), gap_of_html)


def read_xml(part: Part) -> Iterator[Found]:
    """Read XML: a feed of the site, or within a container a document of an office program."""
    text = as_text(part)
    if part.depth == 0:
        return without_tags(part, text, gap_of_html)
    return without_tags(part, _OFFICE_BLOCK.sub(lambda m: f"{BLOCK}{m[0]}", text), _no_gap)


def read_lines(part: Part) -> Iterator[Found]:
    """Read plain text: a line is a block."""
    text = as_text(part)
    yield Text(part.where, text.replace("\n", BLOCK))
    if "base64," in text:
        yield from data_addresses(part, text)


def without_tags(part: Part, text: str, gap_of: Callable[[str], str], address: str | None = None) -> Iterator[Found]:
    """Yield what a reader sees, then what stands in the tags."""
    hidden: list[str] = []
    if "<" in text and "<!--" in text:
        hidden += _COMMENT.findall(text)
        text = _COMMENT.sub("", text)
    seen, tags = parted(text, gap_of)
    if "&" in seen and "&lt;" in seen:  # markup within markup: the entries of a feed
        seen, more = parted(decoded(seen), gap_of)
        tags |= more
    yield Text(part.where, seen, "text", address)
    if tags or hidden:
        yield Text(part.where, BLOCK.join((*tags, *hidden)), "tags")
    if "base64," in text:
        yield from data_addresses(part, text)


@lru_cache(maxsize=8192)
def gap_of_html(tag: str) -> str:
    """Tell what stands in the place of a tag: nothing within a sentence."""
    return "" if _INLINE.match(tag) else BLOCK


def parted(text: str, gap_of: Callable[[str], str] = gap_of_html) -> tuple[str, dict[str, str]]:
    """Take the tags out of text, and give what stands in the place of each."""
    if "<" not in text:
        return text, {}
    pieces = _TAG.split(text)
    tags = {tag: gap_of(tag) for tag in dict.fromkeys(pieces[1::2])}
    scripts = {tag for tag in tags if tag.startswith("<script") and "json" in tag}
    for place in range(1, len(pieces), 2) if scripts else ():
        if pieces[place] in scripts:  # each string of it is a block
            pieces[place + 1] = pieces[place + 1].replace('"', BLOCK)
    pieces[1::2] = map(tags.__getitem__, pieces[1::2])
    return "".join(pieces), tags


def _no_gap(_: str) -> str:
    return ""


def data_addresses(part: Part, text: str) -> Iterator[Found]:
    """Read the files that stand within `data:` addresses."""
    from base64 import b64decode

    for number, (kind, content) in enumerate(_DATA_ADDRESS.findall(text), 1):
        letters = re.sub(r"[^a-zA-Z0-9+/]", "", unquote(content).replace("-", "+").replace("_", "/"))
        data = b64decode(letters[: len(letters) - (len(letters) % 4 == 1)] + "==")
        yield from part.inner(f"data-{number}.{kind.rpartition('/')[2]}", data)
