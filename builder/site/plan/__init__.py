"""
Decide which pages exist, and what each is made from.

Nothing is rendered and no text is read here: a plan of ten thousand documents is a matter of a moment, and a page's
digest says whether the page of the last build still stands.  `PAGE_KINDS` holds one generator for each sort of page.

Lists show the newest rows first, but their pages are numbered from the oldest, fifty rows to a page, so that a full
page never changes.  The list's own address shows the newest fifty rows; its link to older rows leads to the numbered
page that holds the next one.  A new document at the end touches the list's own address and the last numbered page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.site.catalogue import arrange
from builder.site.context import context_of
from builder.site.figures.pages import Statistics
from builder.site.plan.documents import article_pages, matter_pages, pointing_of, standing_pages
from builder.site.plan.files import collisions_of, copies_of
from builder.site.plan.links import asked_of, links_of, targets_of
from builder.site.plan.lists import (
    commitment_pages,
    directory_pages,
    feed_pages,
    listing_pages,
    number_pages,
    unanswered_pages,
)
from builder.site.plan.pages import (
    home_page,
    open_data_inputs,
    open_data_page,
    plain_pages,
    redirects_of,
    search_page,
    statistics_pages,
)
from builder.site.plan.sitemaps import sitemaps_of
from builder.site.plan.values import Ground, SitePlan

if TYPE_CHECKING:
    from builder.disclosure.public import PublicArchive
    from builder.site.plan.values import PageKind


def make(public: PublicArchive) -> SitePlan:
    """Plan the site of a public archive."""
    catalogue = arrange(public)
    known = targets_of(public, catalogue)
    links, dead = links_of(public, known)
    ground = Ground(public, catalogue, links, Statistics(public, catalogue), asked_of(public))
    pages = [page for kind in PAGE_KINDS for page in kind(ground)]
    moved = redirects_of(public, known)
    pages += moved.values()
    pages.append(open_data_page(open_data_inputs(ground, moved)))
    pages += sitemaps_of(pages)
    copies = copies_of(public)
    return SitePlan(
        context=context_of(public),
        pages=tuple(pages),
        copies=copies,
        collisions=tuple(collisions_of(pages, copies)),
        dead_references=dead,
        dead_redirects=frozenset(old for old, _ in public.redirects if old not in moved),
        pointing=tuple(pointing_of(public)),
    )


PAGE_KINDS: tuple[PageKind, ...] = (
    home_page,
    matter_pages,
    article_pages,
    standing_pages,
    listing_pages,
    unanswered_pages,
    directory_pages,
    commitment_pages,
    number_pages,
    statistics_pages,
    search_page,
    plain_pages,
    feed_pages,
)
