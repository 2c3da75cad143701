r"""
What may stand within a line: strong words, emphasis, links and the words in place of a removed passage.

The patterns are those of the parser (`dialect`), and of the short way round it (`is_plain`, `plain_html`), which is
taken where a text has no more than plain words, strong ones and removed passages.  Whatever else looks like a mark goes
to the parser: a backslash, a lone star, a bracket, a bar, a quotation, a bullet, a rule.
"""

from __future__ import annotations

import re
from typing import Final

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
# Looked for one by one, each at the speed of memchr.
_NEED_PARSER = ("\\", "*", "[", "|", "<http", "\n-", "\n>", "\n_")
LINKED: Final = re.compile(rf"\\{_ESCAPABLE}|{LINK}|{AUTOLINK}")
"""Links in a text: words and target, or an address alone; an escaped sign, which begins none, has no group."""
_ESCAPED = re.compile(rf"\\({_ESCAPABLE})")
# Everything before the first of `/ ? # :` is a scheme if a colon ends it, however it is spelt.
_SAFE_HREF = re.compile(r"(?:https?:|mailto:|[^:/?#]*(?:[/?#]|\Z))", re.IGNORECASE)


def is_plain(source: str) -> bool:
    """Tell whether the short way is right for a block."""
    return not has_marks(source) or ("*" in source and not has_marks(without_marks(source)))


def has_marks(source: str) -> bool:
    """Tell whether anything in a block, or in blocks one below the other, may be a mark other than of removal."""
    lines = "\n" + source
    return any(sign in lines for sign in _NEED_PARSER)


def plain_html(source: str) -> str:
    """Make HTML of a plain source."""
    html = escape(source)
    if "*" in html:
        html = _STRONG.sub(r"<strong>\1</strong>", html)
    return _REMOVED.sub(r'<mark class="removed">\g<0></mark>', html) if "〔" in html else html


def without_marks(source: str) -> str:
    """Take the marks out of a plain source."""
    return _STRONG.sub(r"\1", source) if "*" in source else source


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
