"""
Bring text to the form in which the audit compares it, whatever it has been through.

The same form is made of secrets, of what may be shown and of every built file, so what is folded here can hide
nothing: entities, percent and backslash escapes, width, case, white space, unseen characters, marks of Markdown.
`BLOCK` parts pieces that stand in different elements, cells or lines; it survives every step.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from html import unescape

BLOCK = "\0"
"""Parts blocks.  Text that comes from outside has it removed first, since it could part what belongs together."""

CUT = "\1"
"""Parts texts that do not stand beside each other: no run goes across.  Folded text does not hold it."""
APART = f"{BLOCK}{CUT}{BLOCK}"
"""Puts it between blocks."""
SEAM = "\6"
"""Parts whole texts where many are compared at once.  Folded text does not hold it either."""

_OUR_SIGNS = re.compile("[\0-\7]")
"""Signs that mean something here; no escape gives any of them."""

# An escape may be escaped again (a page within a feed within a script); deeper nesting is no text that anyone sees.
_ESCAPED_TIMES = 3
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}(?:%[0-9A-Fa-f]{2})*")  # begins with what can be searched for fast
_BACKSLASH = re.compile(r"\\(?:u\{([0-9A-Fa-f]{1,6})\}|u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|([nrtbf\"'/]))")
_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]")

# Soft hyphen, joiners, directions, variation selectors and the like, which a reader does not see; and what Markdown
# (or markup shown as text) writes around words where a page does not.
_PASSED_OVER = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0*`#|\\\\<>\\[\\]\1-\7]+"
)
# The usual signs of Chinese text that NFKC changes, and the kinds of dash.  Replacing them first leaves most blocks in
# normal form, which NFKC sees at a tenth of the cost of making it.
_WIDE = (
    *zip("，：；（）！？％～　\u00a0\u2010\u2011\u2012\u2013\u2014\u2015\u2212", ",:;()!?%~  -------", strict=True),
    ("…", "..."),
)

_LINK_TARGET = re.compile(r"\]\(\s*([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)[^()\n]*\)")
_BULLET = re.compile(r"\n[ \t]*[-+][ \t]+")


def foreign(text: str) -> str:
    """Remove from text that comes from outside the signs that part blocks here."""
    return text.replace(BLOCK, "").replace(CUT, "") if BLOCK in text or CUT in text else text


def decoded(text: str) -> str:
    """Undo entities, percent-encoding and backslash escapes, also where they are nested."""
    for _ in range(_ESCAPED_TIMES):
        before = text
        if "&" in text:
            text = unescape(text)
        if "%" in text:
            text = _PERCENT.sub(_from_percent, text)
        if "\\" in text:
            has_pairs = "\\ud" in text or "\\uD" in text
            text = _BACKSLASH.sub(_from_backslash, text)
            text = _SURROGATES.sub(_from_surrogates, text) if has_pairs else text
        if text == before:
            break
    return text


def folded(text: str) -> str:
    """Bring text to one width and case, without unseen characters and marks; white space stays."""
    for sign, plain in _WIDE:
        text = text.replace(sign, plain)
    text = _PASSED_OVER.sub("", text)
    return BLOCK.join([unicodedata.normalize("NFKC", block) for block in text.split(BLOCK)]).lower()


def squeezed(text: str) -> str:
    """Remove all white space of folded text."""
    return "".join(text.split())


def normal(text: str) -> str:
    """Bring one text to the form in which it is compared."""
    return squeezed(folded(decoded(text.replace(BLOCK, ""))))


def written(text: str) -> str:
    """
    Fold a Markdown text, its words apart from the targets of its links.

    A page shows the words in one piece and hides the target in an attribute, so the targets follow as blocks.
    """
    return BLOCK.join(folded(decoded(part)) for part in parts_of_markdown(text))


def parts_of_markdown(text: str) -> tuple[str, ...]:
    """Take the targets of links out of a Markdown text, and the marks before the items of its lists."""
    text = text.replace(BLOCK, "")
    targets = _LINK_TARGET.findall(text) if "](" in text else ()
    words = _LINK_TARGET.sub("]", text) if targets else text
    if "-" in words or "+" in words:
        words = _BULLET.sub("\n", f"\n{words}")[1:]
    return (words, *targets)


def _from_percent(found: re.Match[str]) -> str:
    return _of_percent(found[0])


@lru_cache(maxsize=8192)  # addresses of topics and proposers stand on every page that names them
def _of_percent(encoded: str) -> str:
    data = bytes.fromhex(encoded.replace("%", ""))
    for encoding in ("utf-8", "gb18030"):
        try:
            return _OUR_SIGNS.sub("", data.decode(encoding))
        except UnicodeDecodeError:
            continue
    return encoded


def _from_backslash(found: re.Match[str]) -> str:
    if found[4]:
        return " " if found[4] in "nrtbf" else found[4]
    code = int(found[1] or found[2] or found[3], 16)
    return _OUR_SIGNS.sub("", chr(code)) if code <= 0x10FFFF else ""  # the last code point


def _from_surrogates(found: re.Match[str]) -> str:
    return found[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le")
