"""Plan the pages of which a site has one, and those of old addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.site import references, routes
from builder.site.inputs import AddressInputs, HomeInputs, OpenDataInputs, SearchInputs
from builder.site.plan.lists import directories_of, tally_of
from builder.site.plan.values import make_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from builder.disclosure.public import PublicArchive
    from builder.site.catalogue import Matter
    from builder.site.inputs import DirectoryInputs
    from builder.site.plan.values import Ground, Page


NEWEST = 10
"""Rows of the front page."""


def home_page(ground: Ground) -> Iterator[Page]:
    """Plan the front page."""
    catalogue = ground.catalogue
    latest = next((shelf for shelf in catalogue.shelves.values() if shelf.kind == "year"), None)
    replies = (entry for entry in reversed(catalogue.entries) if entry.kind == "reply")
    newest: dict[str, Matter] = {}
    for reply in replies:
        matter = catalogue.matters_of_reply[reply.path]
        newest.setdefault(matter.digest, matter)
        if len(newest) == NEWEST:
            break
    inputs = HomeInputs(
        int(latest.name) if latest else None,
        tally_of(latest.entries) if latest else None,
        tuple(newest.values()),
        tuple(entry for _, _, entry in reversed(catalogue.articles) if entry.kind == "update")[:3],
        directories_of(catalogue),
    )
    shown = "".join([*newest, *[entry.digest for entry in inputs.updates]])
    yield make_page(routes.HOME, "home", inputs, repr((inputs.year, inputs.tally, inputs.directories)), shown)


def statistics_pages(ground: Ground) -> Iterator[Page]:
    """Plan the figures of the whole site and of each year."""
    for url, inputs in ground.statistics.inputs():
        yield make_page(url, "statistics", inputs, repr(inputs))


def search_page(ground: Ground) -> Iterator[Page]:
    """Plan the search page, with the lists that stand in where script is off."""
    lists = tuple(d for d in directories_of(ground.catalogue) if d.kind in ("years", "departments"))
    yield page_of_search("ready", lists)


def page_of_search(state: str, lists: tuple[DirectoryInputs, ...]) -> Page:
    """Plan the search page in a state of its index."""
    return make_page(routes.SEARCH, "search", SearchInputs(state, lists), state, repr(lists))


def plain_pages(ground: Ground) -> Iterator[Page]:
    """Plan what is made from the site's settings alone; a site may write a glossary of its own."""
    if routes.GLOSSARY not in [routes.standing(page.name) for page in ground.public.pages]:
        yield make_page(routes.GLOSSARY, "glossary", AddressInputs(()))
    for url, kind in ((routes.NOT_FOUND, "404"), (routes.ROBOTS, "robots"), (routes.OPEN_SEARCH, "opensearch")):
        yield make_page(url, kind, AddressInputs(()))


def redirects_of(public: PublicArchive, known: references.Targets) -> dict[str, Page]:
    """
    Plan a page for every old address whose new one exists.

    It is a page that refreshes itself, not a rule for a server, since the site has to work from any server and disk.
    """
    found = {old: references.resolve(new, "redirects.yml", known) for old, new in public.redirects}
    return {old: make_page(old, "redirect", AddressInputs((link,)), link) for old, link in found.items() if link}


def open_data_inputs(ground: Ground, moved: Mapping[str, Page]) -> OpenDataInputs:
    """Gather what of the open data stands in no document."""
    public = ground.public
    used = {name for kind, name, _ in ground.catalogue.shelves if kind == "topic"}
    targets = {old: page.inputs.addresses[0] for old, page in moved.items() if isinstance(page.inputs, AddressInputs)}
    return OpenDataInputs(
        public.site,
        public.departments,
        public.sessions,
        tuple(topic for topic in public.topics if topic in used),
        public.listed,
        public.withheld,
        tuple((old, routes.from_root(link, "/")) for old, link in targets.items()),
        _newest_date(public),
        public.terms,
    )


def open_data_page(inputs: OpenDataInputs) -> Page:
    """Plan the page of the open data."""
    return make_page(routes.DATA, "open-data", inputs, repr(inputs))


def _newest_date(public: PublicArchive) -> str | None:
    """Find the newest date of a public document: the data do not change with the day for which figures are made."""
    dates = [proposal.submitted for proposal in public.proposals]
    dates += [date for reply in public.replies for date in (reply.replied, reply.published)]
    dates += [meeting.date for meeting in public.meetings]
    dates += [update.date for update in public.updates]
    return max((date for date in dates if date), default=None)
