"""Plan the lists, and the feeds of them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from builder.disclosure.public import DepartmentSlug, SessionSlug
from builder.site import commitments, numbers, promises, routes
from builder.site.catalogue import RESULTS, entry_place
from builder.site.inputs import DirectoryInputs, FeedInputs, ListHead, ListingInputs, Tally, UnansweredInputs, Way
from builder.site.paging import goes_on, numbered
from builder.site.plan.values import make_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from builder.site.catalogue import Catalogue, Entry, Shelf
    from builder.site.plan.values import Ground, Page


ROWS = 50
"""Rows of a page of a list."""
BLOCK = 60
"""Proposals whose suggestions without an answer stand on one page."""
FEED_ENTRIES = 30
DIRECTORIES = ("years", "departments", "sessions", "results", "topics", "proposers")
SECTION_OF_KIND = {section.removesuffix("s"): section for section in DIRECTORIES}
"""The directory in which a kind of list stands."""


def listing_pages(ground: Ground) -> Iterator[Page]:
    """Plan every list: its own address, and numbered pages where it is long."""
    years = _years_of_units(ground.catalogue)
    promised = promises.counts(ground.public)
    for key, shelf in ground.catalogue.shelves.items():
        head = _head(shelf)
        pages = numbered(shelf.lines, ROWS, shown=ROWS)
        withheld = tuple(w for w in ground.public.withheld if shelf.kind == "year" and str(w.year) == shelf.name)
        tally = None if shelf.kind in ("reports", "meetings", "updates") else tally_of(shelf.entries)
        own_years = years.get(shelf.name, ()) if shelf.kind == "department" else ()
        figures = ground.statistics.figures(key)
        own_promises = promised.get(DepartmentSlug(shelf.name), 0) if shelf.kind == "department" else 0
        newest = ListingInputs(
            head,
            shelf.lines[-ROWS:],
            None,
            0,
            goes_on(pages),
            len(pages),
            len(shelf.lines),
            tally,
            withheld,
            own_years,
            own_promises,
            figures,
        )
        yield _listing(shelf.address, newest)
        for page in pages:
            full = ListingInputs(head, page.rows, page.number, page.newer, page.older, 0, None, None, (), (), 0)
            yield _listing(routes.numbered(shelf.address, page.number), full)


def unanswered_pages(ground: Ground) -> Iterator[Page]:
    """Plan the lists of suggestions without an answer: one of all years, and for each year its proposals in blocks."""
    years: dict[int, list[str]] = {}
    for matter, proposal, replies in ground.catalogue.groups:
        if matter.address and proposal and proposal.text and replies:
            years.setdefault(matter.year, []).append(matter.address)
    if years:
        yield _unanswered(routes.UNANSWERED, UnansweredInputs(None, (), None, 0, 0, 0))
    for year in sorted(years, reverse=True):
        address, found = routes.unanswered_year(year), tuple(years[year])
        pages = numbered(found, BLOCK, shown=BLOCK)
        yield _unanswered(address, UnansweredInputs(year, found[-BLOCK:], None, 0, goes_on(pages), len(pages)))
        for page in pages:
            url = routes.numbered(address, page.number)
            yield _unanswered(url, UnansweredInputs(year, page.rows, page.number, page.newer, page.older, 0))


def directory_pages(ground: Ground) -> Iterator[Page]:
    """Plan the lists of lists: all years, all units and so on."""
    for directory in directories_of(ground.catalogue):
        if directory.ways:
            yield make_page(routes.section(directory.kind), "directory", directory, repr(directory))


def directories_of(catalogue: Catalogue) -> tuple[DirectoryInputs, ...]:
    """Give the ways into the archive, by sort."""
    ways: dict[str, list[Way]] = {section: [] for section in DIRECTORIES}
    for shelf in catalogue.shelves.values():
        if shelf.kind in SECTION_OF_KIND:
            ways[SECTION_OF_KIND[shelf.kind]].append(Way(_head(shelf), len(shelf.lines)))
    return tuple(DirectoryInputs(section, tuple(found)) for section, found in ways.items())


def number_pages(ground: Ground) -> Iterator[Page]:
    """Plan the ledger of all numbers."""
    sessions = [session for kind, session, _ in ground.catalogue.shelves if kind == "session"]
    for inputs in numbers.ledger(ground.catalogue.groups, map(SessionSlug, sessions)):
        yield make_page(numbers.address_of(inputs), "numbers", inputs, repr(inputs))


def commitment_pages(ground: Ground) -> Iterator[Page]:
    """Plan the lists of promises, of the whole site and of each unit, with their feeds."""
    for sketch in commitments.sketches(ground.public, promises.gather(ground.public, ground.catalogue)):
        yield make_page(sketch.url, sketch.kind, sketch.inputs, *sketch.digests)


def feed_pages(ground: Ground) -> Iterator[Page]:
    """Plan the feed of the site, of every list, and of every list of lists."""
    yield _feed(None, ground.catalogue.entries)
    newest: dict[str, set[Entry]] = {}
    for shelf in ground.catalogue.shelves.values():
        yield _feed(_head(shelf), shelf.entries)
        if shelf.kind in SECTION_OF_KIND:
            newest.setdefault(SECTION_OF_KIND[shelf.kind], set()).update(shelf.entries[-FEED_ENTRIES:])
    for name, entries in newest.items():
        yield _feed(ListHead(name, name, None, routes.section(name)), tuple(sorted(entries, key=entry_place)))


def tally_of(entries: Iterable[Entry]) -> Tally:
    """Count what a list holds."""
    replies = [entry for entry in entries if entry.kind == "reply"]
    results = Counter([entry.result for entry in replies])
    return Tally(
        proposals=sum([entry.kind == "proposal" for entry in entries]),
        replies=len(replies),
        units=len({entry.department for entry in replies}),
        results=tuple((kind, results[kind]) for kind in RESULTS if results[kind]),
    )


def _listing(url: str, inputs: ListingInputs) -> Page:
    known = repr((inputs.head, inputs[2:]))
    return make_page(url, "listing", inputs, known, "".join([line.digest for line in inputs.lines]))


def _head(shelf: Shelf) -> ListHead:
    return ListHead(shelf.kind, shelf.name, shelf.year, shelf.address)


def _years_of_units(catalogue: Catalogue) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for shelf in catalogue.shelves.values():
        if shelf.kind == "department-year" and shelf.year is not None:
            found.setdefault(shelf.name, []).append(shelf.year)
    return {slug: tuple(years) for slug, years in found.items()}


def _unanswered(url: str, inputs: UnansweredInputs) -> Page:
    return make_page(url, "unanswered", inputs, repr(inputs))


def _feed(head: ListHead | None, entries: tuple[Entry, ...]) -> Page:
    inputs = FeedInputs(head, entries[: -FEED_ENTRIES - 1 : -1])
    address = routes.feed(head.address if head else routes.HOME)
    return make_page(address, "feed", inputs, repr(head), "".join([entry.digest for entry in inputs.entries]))
