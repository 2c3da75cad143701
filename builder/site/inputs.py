"""
What each kind of page is made from.

A view function sees the inputs of its page, the site's context and the texts that the inputs name, and nothing else;
the digest of these inputs therefore says whether a page has to be made again.  A page that shows a document in full
has the record; one that lists it has only its entry or matter, which hold what a row shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from builder.disclosure.public import (
        PublicMeeting,
        PublicPage,
        PublicProposal,
        PublicReply,
        PublicReport,
        PublicUpdate,
        SessionSlug,
        WithheldCount,
    )
    from builder.site.catalogue import Entry, Line, Matter
    from builder.site.histories import Step
    from builder.site.pairs import Asked
    from builder.site.points.register import Folio
    from builder.site.views import Link

Links: TypeAlias = "tuple[tuple[str, str], ...]"
"""Targets as a text writes them, each with the link that it becomes; any other target becomes plain text."""


class PlacedReply(NamedTuple):
    """A reply, with what it links to."""

    record: PublicReply
    address: str
    numbers: tuple[Link, ...]
    """The numbers it answers, each with its page."""
    links: Links
    asked: tuple[Asked, ...] = ()
    """What the proposals say of themselves that it answers, those that may be read."""


class ProposalInputs(NamedTuple):
    """A number: its proposal and replies in full."""

    matter: Matter
    proposal: PublicProposal | None
    links: Links
    replies: tuple[PlacedReply, ...]
    """By unit, the newest of each first."""


class ReplyInputs(NamedTuple):
    """A reply in full, and its neighbours as lines."""

    reply: PlacedReply
    matter: Matter
    earlier: Entry | None
    """The reply that it continues."""
    history: tuple[Step, ...]
    """All replies of the unit that belong together, the newest first; empty where it is the only one."""


class ReportInputs(NamedTuple):
    """A report in full."""

    record: PublicReport
    links: Links


class MeetingInputs(NamedTuple):
    """A meeting in full."""

    record: PublicMeeting
    links: Links


class UpdateInputs(NamedTuple):
    """A piece of news in full."""

    record: PublicUpdate
    links: Links
    related: tuple[Link, ...]


class StandingInputs(NamedTuple):
    """A standing page in full."""

    record: PublicPage
    links: Links


class Tally(NamedTuple):
    """Counts of records."""

    proposals: int
    replies: int
    units: int
    """That replied."""
    results: tuple[tuple[str, int], ...]
    """Normal forms that occur, in their order."""


class ListHead(NamedTuple):
    """Which list it is."""

    kind: str
    name: str
    year: int | None
    address: str


class ListingInputs(NamedTuple):
    """One page of a list; counts and everything else that grows are given to the list's own address only."""

    head: ListHead
    lines: tuple[Line, ...]
    """Oldest first."""
    number: int | None
    """`None`: the list's own address."""
    newer: int
    older: int
    """The numbered pages beside it; 0: none."""
    pages: int
    """How many numbered pages there are, on the list's own address; 0 on a numbered page."""
    total: int | None
    tally: Tally | None
    withheld: tuple[WithheldCount, ...]
    years: tuple[int, ...]
    """In which a unit has a list."""


class Way(NamedTuple):
    """A list, as a way in."""

    head: ListHead
    total: int


class DirectoryInputs(NamedTuple):
    """All lists of one sort."""

    kind: str
    ways: tuple[Way, ...]


class YearOfPoints(NamedTuple):
    """What became of the suggestions of a year."""

    year: int
    counts: tuple[tuple[str, int], ...]
    """By state, all of them in their order."""


class UnansweredInputs(NamedTuple):
    """
    Suggestions without an answer: of all years their counts, of one year the proposals, a block of them to a page.

    The plan says which proposals are in a block; what became of their suggestions is filled in from the register.
    """

    year: int | None
    """`None`: of all."""
    addresses: tuple[str, ...]
    """The proposals of the block, oldest first: with a text and a public reply."""
    number: int | None
    """`None`: the year's own address, which shows the newest."""
    newer: int
    older: int
    """The numbered pages beside it; 0: none."""
    pages: int
    """How many numbered pages there are, on the year's own address."""
    folios: tuple[Folio, ...] = ()
    years: tuple[YearOfPoints, ...] = ()
    """Of this year, or of all, newest first."""


class NumbersInputs(NamedTuple):
    """A page of numbers; it has numbers, or leads to other such pages."""

    session: SessionSlug | None
    """`None`: of the whole archive."""
    block: int | None
    """The first of a thousand, where a session is cut further."""
    groups: tuple[tuple[SessionSlug, tuple[Link, ...]], ...]
    """Each number with the address of its page."""
    parts: tuple[SessionSlug | int, ...]
    """Sessions, or the first number of each thousand of this session."""


class HomeInputs(NamedTuple):
    """The front page."""

    year: int | None
    tally: Tally | None
    """Of that year."""
    newest: tuple[Matter, ...]
    updates: tuple[Entry, ...]
    directories: tuple[DirectoryInputs, ...]


class SearchInputs(NamedTuple):
    """The search page."""

    state: str
    directories: tuple[DirectoryInputs, ...]


class FeedInputs(NamedTuple):
    """The feed of a list, or of the site (no list)."""

    head: ListHead | None
    entries: tuple[Entry, ...]
    """Newest first."""


class AddressInputs(NamedTuple):
    """Nothing but addresses: of a sitemap its pages, of a redirect its target."""

    addresses: tuple[str, ...]


Inputs: TypeAlias = (
    ProposalInputs
    | ReplyInputs
    | ReportInputs
    | MeetingInputs
    | UpdateInputs
    | StandingInputs
    | ListingInputs
    | DirectoryInputs
    | UnansweredInputs
    | NumbersInputs
    | HomeInputs
    | SearchInputs
    | FeedInputs
    | AddressInputs
)
