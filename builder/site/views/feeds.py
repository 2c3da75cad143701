"""What machines read: feeds, sitemaps, the search description."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from builder.site.views.values import Words


class FeedEntry(NamedTuple):
    """One document in a feed; `url(address)` is absolute here where the site has an address, else relative."""

    id: str
    address: str
    anchor: str | None
    """Where on the page it stands; `None`: it is all of it."""
    title: str
    updated: str
    """RFC 3339; the document's own date, never the clock's."""
    published: str | None
    """RFC 3339; only where the document states it."""
    author: str
    summary: Words | None


class FeedView(NamedTuple):
    """An Atom feed."""

    id: str
    title: Words
    updated: str
    """Of the newest entry."""
    self_address: str
    page_address: str
    author: str
    entries: tuple[FeedEntry, ...]
    """Newest first, at most thirty."""


class SitemapView(NamedTuple):
    """Addresses of pages for crawlers; no dates of change, since none are known."""

    addresses: tuple[str, ...]


class SitemapIndexView(NamedTuple):
    """The parts of a large sitemap."""

    addresses: tuple[str, ...]


class OpenSearchView(NamedTuple):
    """How a browser adds the site's search."""

    search_address: str
    self_address: str


class RobotsView(NamedTuple):
    """What crawlers may read: everything."""

    sitemap: str
