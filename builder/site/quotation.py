"""
Give a released text as Markdown that may leave the site: what a page shows of it, links included.

A page hides some of what a text says: comments, the titles of links, and above all the target of a link to what is not
published, which may name a withheld document.  So a link leads here where it leads on the page, as an address from the
site's root, and one that leads nowhere is its words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.site.inline import LINKED, is_safe, unescaped
from builder.site.letter import shown
from builder.site.routes import ROOT

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

    from builder.site.inputs import Links


def quotation(text: str, links: Links) -> str:
    """Rewrite a released text; *links* are the targets that lead somewhere, with the links that they become."""
    text = shown(text).strip("\n")
    if "](" not in text:
        return text
    known = dict(links)
    return LINKED.sub(lambda found: _link(found, known), text)


def _link(found: re.Match[str], known: Mapping[str, str]) -> str:
    written = found[2]
    if written is None:  # an escaped sign, or an address in angle brackets, which leads out of the site
        return found[0]
    words = LINKED.sub(lambda inner: _link(inner, known), found[1])
    target = unescaped(written)
    link = known.get(target)
    if link is None or not is_safe(link):
        return words
    # What resolves to itself stays as it was typed: its escapes keep signs in it from being marks.
    return f"[{words}]({written if link == target else link.replace(ROOT, '/', 1)})"
