"""Fill into a plan what is known only while the site is made."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from builder.site import routes, unanswered
from builder.site.figures.pages import with_states
from builder.site.inputs import OpenDataInputs, SearchInputs, StatisticsInputs, UnansweredInputs
from builder.site.plan.pages import open_data_page, page_of_search

if TYPE_CHECKING:
    from builder.site.inputs import DataFile, Inputs
    from builder.site.plan.values import Page, SitePlan
    from builder.site.points.register import Register


FROM_REGISTER = frozenset({"statistics", "unanswered"})
"""Kinds of pages that are complete only with the register of suggestions (`with_register`)."""


def with_search_state(site_plan: SitePlan, state: str) -> SitePlan:
    """Let the search page say of its index that it is `ready`, `absent` or `renewing`; no other page changes."""
    pages = tuple(
        [
            page_of_search(state, page.inputs.directories)
            if page.kind == "search" and isinstance(page.inputs, SearchInputs)
            else page
            for page in site_plan.pages
        ]
    )
    return site_plan._replace(pages=pages)


def with_open_data(site_plan: SitePlan, state: str, files: tuple[DataFile, ...]) -> SitePlan:
    """Let the page of the open data name the files that were made; no other page changes."""
    pages = tuple(
        [
            open_data_page(page.inputs._replace(state=state, files=files))
            if page.kind == "open-data" and isinstance(page.inputs, OpenDataInputs)
            else page
            for page in site_plan.pages
        ]
    )
    return site_plan._replace(pages=pages)


def open_data_of(site_plan: SitePlan) -> tuple[OpenDataInputs, tuple[Page, ...]]:
    """Give what the open data are made from: what stands in no document, and every document as data."""
    found = (page.inputs for page in site_plan.pages if page.kind == "open-data")
    site = next(inputs for inputs in found if isinstance(inputs, OpenDataInputs))
    return site, tuple([page for page in site_plan.pages if page.kind == "data"])


def with_register(site_plan: SitePlan, register: Register) -> SitePlan:
    """Fill in what became of suggestions where a page speaks of many proposals; no other page changes."""
    pages = tuple(
        [_registered(page, register) if page.kind in FROM_REGISTER else page for page in site_plan.pages],
    )
    return site_plan._replace(pages=pages)


def _registered(page: Page, register: Register) -> Page:
    year = routes.year_of(page.url)
    bindings = register.bindings if year is None else register.of_year(year)
    # Figures of all years show counts alone, so an edit that changes no state leaves them as they are.
    is_counts = page.kind == "statistics" and year is None
    known = "\n".join((page.digest, *[repr((b.year, b.tally)) if is_counts else b.digest for b in bindings]))

    def give() -> Inputs:
        match page.inputs:
            case UnansweredInputs() as inputs:
                return unanswered.filled(inputs, bindings)
            case StatisticsInputs() as inputs:
                return with_states(inputs, bindings)
            case inputs:
                return inputs

    return page._replace(give=give, digest=hashlib.sha256(known.encode()).hexdigest())
