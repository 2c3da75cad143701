"""
Plan the lists of promises: of the whole site and of each unit.

A list's own address shows what is urgent first, as of a day: terms that have passed, terms to come, promises without a
term that can be reckoned with, and what is done, at most `IN_GROUP` of each.  Where there are more, all of them stand
on numbered pages, from the oldest, which reckon with nothing: a full one stays as it is when the day moves on, and when
a promise is added.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from builder.site import routes
from builder.site.inputs import CommitmentFeedInputs, CommitmentGroup, CommitmentsInputs, ListHead
from builder.site.paging import numbered
from builder.site.promises import counts, group_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from builder.disclosure.public import DepartmentSlug, PublicArchive
    from builder.site.inputs import Inputs
    from builder.site.promises import Promise

GROUPS = ("overdue", "upcoming", "undated", "done")
"""In the order in which they stand."""
IN_GROUP = 30
"""Rows of a group on a list's own address, so that it stays light however much was promised."""
ROWS = 50
"""Rows of a numbered page."""
FEED_ENTRIES = 30


class Sketch(NamedTuple):
    """A page to be planned."""

    url: str
    kind: str
    inputs: Inputs
    digests: tuple[str, ...]


def addresses(public: PublicArchive) -> Iterator[str]:
    """List the addresses that a text may link to: of every list and its feed, but not of numbered pages."""
    promised = counts(public)
    for address in (routes.COMMITMENTS, *map(routes.commitments, promised)) if promised else ():
        yield address
        yield routes.feed(address)


def sketches(public: PublicArchive, promises: Sequence[Promise]) -> Iterator[Sketch]:
    """Plan the lists, with their feeds; none where nothing was promised."""
    if not promises:
        return
    of_units: dict[DepartmentSlug, list[Promise]] = {unit.slug: [] for unit in public.departments}
    for promise in promises:
        of_units[promise.department].append(promise)
    units = tuple((slug, len(found)) for slug, found in of_units.items() if found)
    yield from _list(site_head(), promises, public.as_of, units)
    for slug, _ in units:
        yield from _list(unit_head(slug), of_units[slug], public.as_of, ())


def site_head() -> ListHead:
    """Name the list of the whole site."""
    return ListHead("commitments", "commitments", None, routes.COMMITMENTS)


def unit_head(slug: DepartmentSlug) -> ListHead:
    """Name the list of a unit."""
    return ListHead("department-commitments", slug, None, routes.commitments(slug))


def _list(
    head: ListHead, promises: Sequence[Promise], as_of: str | None, units: tuple[tuple[DepartmentSlug, int], ...]
) -> Iterator[Sketch]:
    pages = numbered(promises, ROWS, shown=IN_GROUP)
    # Where everything is done, nothing is reckoned, and the page stays as it is when the day moves on.
    day = None if all(promise.is_done for promise in promises) else as_of
    groups = tuple(_groups(promises, day))
    yield _sketch(head, CommitmentsInputs(head, day, groups, (), None, 0, 0, len(pages), len(promises), units))
    for page in pages:
        numbers = (page.number, page.newer, page.older)
        yield _sketch(head, CommitmentsInputs(head, None, (), page.rows, *numbers, 0, None, ()))
    newest = tuple(
        sorted(promises, key=lambda promise: (promise.changed, promise.reply.first), reverse=True)[:FEED_ENTRIES]
    )
    feed = CommitmentFeedInputs(head, newest)
    yield Sketch(routes.feed(head.address), "feed", feed, (repr(head), *_digests(newest)))


def _sketch(head: ListHead, inputs: CommitmentsInputs) -> Sketch:
    url = head.address if inputs.number is None else routes.numbered(head.address, inputs.number)
    totals = [(group.kind, group.total, len(group.promises)) for group in inputs.groups]
    known = repr((head, inputs.as_of, totals, inputs[4:]))
    return Sketch(url, "commitments", inputs, (known, *_digests(inputs.shown)))


def _digests(promises: Iterable[Promise]) -> Iterator[str]:
    return (promise.digest for promise in promises)


def _groups(promises: Sequence[Promise], as_of: str | None) -> Iterator[CommitmentGroup]:
    found: dict[str, list[Promise]] = {kind: [] for kind in GROUPS}
    for promise in promises:
        found[group_of(promise, as_of)].append(promise)
    for kind, members in found.items():
        if members:
            yield CommitmentGroup(kind, len(members), tuple(_in_order(kind, members)[:IN_GROUP]))


def _in_order(kind: str, promises: Sequence[Promise]) -> list[Promise]:
    """Put the earliest term first; without one the newest reply; of what is done the last that was heard."""
    match kind:
        case "overdue" | "upcoming":
            return sorted(promises, key=lambda promise: promise.recorded.due or "")
        case "done":
            return sorted(promises, key=lambda promise: promise.heard or "", reverse=True)
        case _:
            return list(reversed(promises))
