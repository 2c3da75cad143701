"""
Make the views of what machines read: feeds, sitemaps, the search description.

Every time in a feed comes from the documents.  Atom wants a moment for each entry: it is the first one, in China, of
the day on which the document became public, else of its own date, else of its year; `published` is there only where
公开日期 is stated.  A feed without entries says that it was never updated.  Sitemaps have no dates, since the day on
which a page last changed is not known.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from builder.site import routes
from builder.site.frames import heading
from builder.site.translations import plain
from builder.site.views import FeedEntry, FeedView, OpenSearchView, RobotsView, SitemapIndexView, SitemapView, Words

if TYPE_CHECKING:
    from builder.site.catalogue import Entry
    from builder.site.context import SiteContext
    from builder.site.inputs import AddressInputs, FeedInputs, ListHead

_NEVER = "1970-01-01T00:00:00Z"
_YEAR_LENGTH = 4


def feed_view(url: str, inputs: FeedInputs, context: SiteContext) -> FeedView:
    """Make the view of a feed."""
    updated = moment(inputs.entries[0].first) if inputs.entries else _NEVER
    return feed_of(url, inputs.head, updated, tuple([_entry(entry, context) for entry in inputs.entries]), context)


def feed_of(
    url: str, head: ListHead | None, updated: str, entries: tuple[FeedEntry, ...], context: SiteContext
) -> FeedView:
    """Put entries into the feed of a list, or of the site (no list)."""
    site = context.site
    return FeedView(
        id=stable_id(url, context),
        title=Words("feed.title", (("title", heading(head, context)), ("site", site.title)))
        if head
        else plain(site.title),
        updated=updated,
        self_address=url,
        page_address=head.address if head else routes.HOME,
        author=site.publisher or site.title,
        entries=entries,
    )


def moment(first: str) -> str:
    """Write the first moment of a day, or of a year, as RFC 3339 wants it."""
    day = f"{first}-01-01" if len(first) == _YEAR_LENGTH else first
    return f"{day}T00:00:00+08:00"


def stable_id(address: str, context: SiteContext, anchor: str | None = None) -> str:
    """Name a page, or a place on it, for feed readers: by its absolute address, or by a UUID of site and address."""
    site = context.site
    place = f"#{anchor}" if anchor else ""
    if site.base_url:
        return routes.absolute(site.base_url, address) + place
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{site.title}\n{address}{place}").urn


def sitemap_view(inputs: AddressInputs) -> SitemapView:
    """Make the view of a sitemap."""
    return SitemapView(addresses=inputs.addresses)


def sitemap_index_view(inputs: AddressInputs) -> SitemapIndexView:
    """Make the view of a sitemap that names others."""
    return SitemapIndexView(addresses=inputs.addresses)


def open_search_view() -> OpenSearchView:
    """Make the view of the search description."""
    return OpenSearchView(search_address=routes.SEARCH, self_address=routes.OPEN_SEARCH)


def robots_view() -> RobotsView:
    """Make the view of the rules for crawlers."""
    return RobotsView(sitemap=routes.SITEMAP)


def _entry(entry: Entry, context: SiteContext) -> FeedEntry:
    site = context.site
    unit = context.units[entry.department] if entry.department else None
    return FeedEntry(
        id=stable_id(entry.address, context),
        address=entry.address,
        anchor=None,
        title=entry.title,
        updated=moment(entry.first),
        published=moment(entry.published) if entry.published else None,
        author=unit.name if unit else site.publisher or site.title,
        summary=_summary(entry, unit.name if unit else None),
    )


def _summary(entry: Entry, unit: str | None) -> Words | None:
    if entry.kind == "reply" and unit:
        return Words("feed.reply", (("department", unit), ("result", Words(f"result.{entry.result}"))))
    return plain(entry.note) if entry.note else None
