"""Plan the sitemap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.site import routes
from builder.site.inputs import AddressInputs, ProposalInputs, ReplyInputs
from builder.site.plan.values import make_page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from builder.site.plan.values import Page


SITEMAP_FILE = 5_000
"""Addresses that one sitemap holds before it is cut by year, so that one more document does not rewrite them all."""
SITEMAP_LIMIT = 50_000
"""The protocol's limit for a file: https://www.sitemaps.org/protocol.html."""
_NOT_IN_SITEMAP = ("404", "redirect", "feed", "robots", "opensearch", "data")


def sitemaps_of(pages: Iterable[Page]) -> list[Page]:
    """Plan `/sitemap.xml`: all addresses, or, for a large site, the parts that hold them."""
    listed = [page for page in pages if page.kind not in _NOT_IN_SITEMAP]
    if len(listed) <= SITEMAP_FILE:
        return [_addresses(routes.SITEMAP, "sitemap", [page.url for page in listed])]
    years: dict[str, list[str]] = {}
    for page in listed:
        years.setdefault(_sitemap_year(page), []).append(page.url)
    parts = [
        _addresses(routes.sitemap_part(name if start == 0 else f"{name}-{start // SITEMAP_LIMIT + 1}"), "sitemap", cut)
        for name, urls in sorted(years.items())
        for start in range(0, len(urls), SITEMAP_LIMIT)
        if (cut := urls[start : start + SITEMAP_LIMIT])
    ]
    return [_addresses(routes.SITEMAP, "sitemap-index", [part.url for part in parts]), *parts]


def _sitemap_year(page: Page) -> str:
    match page.inputs:
        case ProposalInputs(matter) | ReplyInputs(_, matter):
            return str(matter.year)
        case _:
            return "pages"


def _addresses(url: str, kind: str, addresses: Iterable[str]) -> Page:
    inputs = AddressInputs(tuple(addresses))
    return make_page(url, kind, inputs, *inputs.addresses)
