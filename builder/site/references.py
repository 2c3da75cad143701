"""
Decide what a link in a public text becomes: a link to a page or file of this site, one to the outside, or plain text.

Only what is published is known here, so a link to a document that may not be shown becomes plain text like a link to
nothing, and nobody can tell the two apart.
"""

from __future__ import annotations

import posixpath
import re
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote

from builder.disclosure.public import SessionSlug
from builder.site import routes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from builder.site.catalogue import NumberId

_OUTSIDE = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_NUMBERED = re.compile(r"/(?P<section>proposals|replies)/(?P<session>[^/]+)/(?P<number>[^/]+)/(?P<rest>.*)", re.DOTALL)


class Targets(NamedTuple):
    """Everything that a text may link to."""

    addresses: frozenset[str]
    """Of pages and files of the site."""
    documents: Mapping[str, str]
    """Content paths of public documents, with their addresses."""
    numbers: Mapping[NumberId, str]


def targets(addresses: Iterable[str], documents: Mapping[str, str], numbers: Mapping[NumberId, str]) -> Targets:
    """Gather what may be linked to."""
    return Targets(addresses=frozenset(addresses), documents=MappingProxyType(dict(documents)), numbers=numbers)


def resolve(written: str, path: str, known: Targets) -> str | None:
    """
    Say what a target written in the content file *path* becomes.

    A leading `/` is the site's root; any other path is one of the content folder, or relative to the file that names
    it.  What follows `?` or `#` is kept.

    Returns:
        A link, still with the mark for the site's root where it leads into the site; `None`: plain text.
    """
    if written.startswith("#") or _OUTSIDE.match(written):
        return written
    base, tail = _split(written)
    address = _site_address(unquote(base), path, known)
    return None if address is None else routes.href(address) + tail


def _split(written: str) -> tuple[str, str]:
    cut = min((at for at in (written.find("?"), written.find("#")) if at >= 0), default=len(written))
    return written[:cut], quote(written[cut:], safe="?#&=/%:+,;@!$'()*-._~")


def _site_address(target: str, path: str, known: Targets) -> str | None:
    if target.startswith("/"):
        return _page_address(target, known)
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
    for candidate in (posixpath.normpath(target), beside):
        if candidate in known.documents:
            return known.documents[candidate]
        if f"/{candidate}" in known.addresses:
            return f"/{candidate}"
    return None


def _page_address(address: str, known: Targets) -> str | None:
    """Find a page by its address; a number may be written another way, and the last `/` or `index.html` left out."""
    address = address.removesuffix("index.html")
    for candidate in (address, f"{address}/"):
        found = _NUMBERED.match(candidate)
        if found:
            number_id = (SessionSlug(found["session"]), routes.number_key(found["number"]))
            number = known.numbers.get(number_id, found["number"])
            candidate = f"/{found['section']}/{found['session']}/{number}/{found['rest']}"  # noqa: PLW2901
        if candidate in known.addresses:
            return candidate
    return None
