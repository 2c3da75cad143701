r"""
What may stand within a line: strong words, emphasis, links and the words in place of a removed passage.

The patterns are those of the parser (`dialect`), and of the short way round it (`is_plain`, `plain_html`), which is
taken where a text has no more than plain words, strong ones, links of both, and removed passages.  Whatever else looks
like a mark goes to the parser: a backslash, a lone star, a bracket, a bar, a quotation, a bullet, a rule.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_CLOSING_PUNCTUATION = r"、，。；：！？）」』》〉】〕”’,.;:!?)\]"
_ESCAPABLE = r"[\\`*_{}\[\]()>#+.!|-]"

# Stars also cover names: 王*、李* and 王**、李** are no marks, so an opening one never stands before such a sign.
STRONG: Final = rf"(?<!\*)\*\*(?![\s*{_CLOSING_PUNCTUATION}])((?:[^*]|\*(?!\*))++)(?<=[^\s*])\*\*(?!\*)"
EMPHASIS: Final = rf"(?<![\w*])\*(?![\s*{_CLOSING_PUNCTUATION}])([^*]++)(?<![\s、，；：])\*(?![A-Za-z0-9*])"
# One pair of brackets may stand in the text, and one in the target (printed numbers have them); a title is dropped.
LINK: Final = (
    r"!?\[((?:[^\[\]\\\n]|\\.|\n(?!\s*\n)|\[[^\[\]\n]*\])*+)\]"
    r"\(<?((?:[^\s()<>]|\([^\s()<>]*\))++)>?(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\)"
)
AUTOLINK: Final = r"<(https?://[^\s<>]+)>"
REMOVED: Final = r"〔(?:此处)?不公开：[^〕*&<>\[\\]{1,12}〕"
"""What the door puts in place of a passage; shown as a mark wherever it stands."""

BARE: Final = "bare"
"""The tag of an element of which only the content is written."""

_STRONG = re.compile(STRONG)
_REMOVED = re.compile(REMOVED)
# What `LINK` finds where neither words nor target hold anything that could be a mark.
_PLAIN_LINK = re.compile(r"!?\[([^\[\]\\*〔\n]*)\]\(([^\s()<>\[\]\\*|〔]+)\)")
_LINK_HERE = "<\x02>"
"""Stands for a link in HTML; no text can hold it."""
# Looked for one by one, each at the speed of memchr; the others are marks only at the start of a line.
_MARKS = ("\\", "*", "[", "|", "<http")
_LINE_MARKS = ("\n-", "\n>", "\n_")
LINKED: Final = re.compile(rf"\\{_ESCAPABLE}|{LINK}|{AUTOLINK}")
"""Links in a text: words and target, or an address alone; an escaped sign, which begins none, has no group."""
_ESCAPED = re.compile(rf"\\({_ESCAPABLE})")
# Everything before the first of `/ ? # :` is a scheme if a colon ends it, however it is spelt.
_SAFE_HREF = re.compile(r"(?:https?:|mailto:|[^:/?#]*(?:[/?#]|\Z))", re.IGNORECASE)


def is_plain(source: str) -> bool:
    """Tell whether the short way is right for a block."""
    bare = without_marks(source)
    return not has_marks(bare) and not any(mark in "\n" + bare for mark in _LINE_MARKS)


def has_marks(source: str) -> bool:
    """Tell whether there may be marks within the lines of a text."""
    return any(mark in source for mark in _MARKS)


def plain_html(source: str, link: Callable[[str, str], str]) -> str:
    """
    Make HTML of a plain source.

    Args:
        link: Makes HTML of a link, of its words and its target.
    """
    if "](" not in source:
        return _strong(_words(source))
    words, *found = _PLAIN_LINK.split(source)
    # Links are put in last: nothing in an address is a mark.
    html, *parts = _strong(_LINK_HERE.join(map(_words, (words, *found[2::3])))).split(_LINK_HERE)
    for name, target, part in zip(found[::3], found[1::3], parts, strict=True):
        html += link(_name(name, target), target) + part
    return html


def _strong(html: str) -> str:
    """Make elements of strong words."""
    return _STRONG.sub(r"<strong>\1</strong>", html) if "*" in html else html


def _words(source: str) -> str:
    """Make HTML of words without links, each removed passage as a mark."""
    html = escape(source)
    return _REMOVED.sub(r'<mark class="removed">\g<0></mark>', html) if "〔" in html else html


def without_marks(source: str) -> str:
    """Take the marks out of a plain source."""
    if "](" in source:
        source = _PLAIN_LINK.sub(lambda found: _name(*found.groups()), source)
    return _STRONG.sub(r"\1", source) if "*" in source else source


def _name(words: str, target: str) -> str:
    """Name a link by its target where it has no words."""
    return words.strip() or target


def escape(text: str) -> str:
    """Write text as HTML, entities included: `&nbsp;` is shown as it was typed."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    return text.replace(">", "&gt;") if ">" in text else text


def is_safe(href: str) -> bool:
    """Tell whether an address is relative, or one of http, https and mailto."""
    return _SAFE_HREF.match(href) is not None


def targets(text: str) -> tuple[tuple[str, int], ...]:
    """Find the link targets of a text without comments, each with its offset."""
    if "](" not in text and "<http" not in text:
        return ()
    return tuple(
        (unescaped(found[2] or found[3]), found.start()) for found in LINKED.finditer(text) if found[2] or found[3]
    )


def unescaped(target: str) -> str:
    """Read a link's target as the parser does."""
    return _ESCAPED.sub(r"\1", target)
