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
        DepartmentSlug,
        ListedNotice,
        PublicDepartment,
        PublicMeeting,
        PublicPage,
        PublicProposal,
        PublicReply,
        PublicReport,
        PublicSession,
        PublicUpdate,
        SessionSlug,
        Site,
        Terms,
        WithheldCount,
    )
    from builder.site.catalogue import Entry, Line, Matter
    from builder.site.figures.declared import Check, Compared
    from builder.site.figures.summary import Figures
    from builder.site.histories import Step
    from builder.site.pairs import Asked
    from builder.site.points.register import Folio
    from builder.site.promises import Promise
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


class HandledRecord(NamedTuple):
    """A number in the hands of a unit, as a line behind a figure."""

    title: str
    number: str | None
    address: str | None
    unit: DepartmentSlug
    role: str
    """Empty: not stated."""
    result: str | None
    is_answered: bool
    is_on_request: bool


class ReportInputs(NamedTuple):
    """A report in full, and what its figures are compared with."""

    record: PublicReport
    links: Links
    compared: tuple[Compared, ...]
    records: tuple[HandledRecord, ...]


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
    promised: int
    """How much a unit has promised."""
    figures: Figures | None = None
    """Of a year, a unit or a unit's year, on the list's own address."""


class CommitmentGroup(NamedTuple):
    """Promises of one kind: `overdue`, `upcoming`, `undated` or `done`."""

    kind: str
    total: int
    promises: tuple[Promise, ...]
    """The first of them."""


class CommitmentsInputs(NamedTuple):
    """One page of a list of promises; what grows or is reckoned is given to the list's own address only."""

    head: ListHead
    as_of: str | None
    """The day to reckon by; `None` where nothing is."""
    groups: tuple[CommitmentGroup, ...]
    """Those that hold something, on the list's own address."""
    promises: tuple[Promise, ...]
    """Oldest first, on a numbered page."""
    number: int | None
    """`None`: the list's own address."""
    newer: int
    older: int
    """The numbered pages beside it; 0: none."""
    pages: int
    """How many numbered pages there are, on the list's own address."""
    total: int | None
    units: tuple[tuple[DepartmentSlug, int], ...]
    """Every unit that has promised something, with how much; on the list of the whole site."""

    @property
    def shown(self) -> tuple[Promise, ...]:
        """Give every promise that has a row."""
        return (*[promise for group in self.groups for promise in group.promises], *self.promises)


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


class ComparedReport(NamedTuple):
    """A report, each of its figures beside what is on record."""

    title: str
    address: str
    unit: DepartmentSlug | None
    compared: tuple[Compared, ...]


class UnevenLetter(NamedTuple):
    """A reply whose declared figures do not fit together, with those that do not."""

    title: str
    address: str
    unit: DepartmentSlug
    checks: tuple[Check, ...]


class DeclaringLetter(NamedTuple):
    """A reply to one number that declares how many suggestions there are."""

    address: str
    unit: DepartmentSlug
    total: int


class CountedLetter(NamedTuple):
    """A reply, and how many suggestions can be told apart in the public text of its proposal."""

    title: str
    """Of the proposal."""
    letter: DeclaringLetter
    found: int


class LateReply(NamedTuple):
    """A record that was not in time."""

    title: str
    address: str | None
    unit: DepartmentSlug
    days: int | None
    """Days to the reply, or working days to its publication."""


class DeclaredYear(NamedTuple):
    """How many declared figures of a year were compared, and what came of it."""

    year: int
    reports: int
    figures: int
    """Of all reports."""
    same: int
    open: int
    letters: int
    """Replies that declare figures of adoption."""
    uneven: int
    """Those whose figures do not fit together."""


class StatisticsInputs(NamedTuple):
    """The figures of the whole site, or of one year in detail."""

    year: int | None
    """`None`: the whole site."""
    figures: Figures
    units: tuple[tuple[DepartmentSlug, Figures], ...]
    """In the order of units; never by a figure."""
    years: tuple[tuple[int, Figures], ...] = ()
    """Of the whole site, the newest first."""
    declared: tuple[DeclaredYear, ...] = ()
    """Of the whole site; each year tells the rest on its page."""
    reports: tuple[ComparedReport, ...] = ()
    letters: tuple[UnevenLetter, ...] = ()
    late: tuple[LateReply, ...] = ()
    late_published: tuple[LateReply, ...] = ()
    declaring: tuple[tuple[str, DeclaringLetter], ...] = ()
    """Each with the address of its proposal."""
    counted: tuple[CountedLetter, ...] = ()
    """Those of them whose proposals have been read; filled in from the register, like all that follows."""
    states: tuple[YearOfPoints, ...] = ()
    """What became of suggestions, by year, the newest first."""
    states_of_units: tuple[tuple[DepartmentSlug, tuple[tuple[str, int], ...]], ...] = ()
    """In the order of units; a suggestion counts for each unit that replied to its proposal."""


class CommitmentFeedInputs(NamedTuple):
    """The feed of a list of promises."""

    head: ListHead
    shown: tuple[Promise, ...]
    """The last changed first."""


class DataFile(NamedTuple):
    """A file of the open data, as it was made."""

    table: str
    """Empty: the database, which has all."""
    form: str
    """`csv`, `excel`, `jsonl` or `sqlite`."""
    name: str
    """Below `/data/`."""
    rows: int
    bytes: int
    sha256: str


class OpenDataInputs(NamedTuple):
    """The page of the open data, and what of them stands in no document."""

    site: Site
    departments: tuple[PublicDepartment, ...]
    sessions: tuple[PublicSession, ...]
    topics: tuple[str, ...]
    """That a public document has, in the order of the site."""
    listed: tuple[ListedNotice, ...]
    withheld: tuple[WithheldCount, ...]
    redirects: tuple[tuple[str, str], ...]
    """Old address and new one."""
    as_of: str | None
    terms: Terms
    state: str = "absent"
    """Of the files: `ready`, `absent` or `renewing`, which are those of an earlier build, or none."""
    files: tuple[DataFile, ...] = ()


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
    | StatisticsInputs
    | CommitmentsInputs
    | CommitmentFeedInputs
    | OpenDataInputs
    | AddressInputs
)
