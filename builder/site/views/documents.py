"""Proposals and replies."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from builder.site.views.frame import Frame
    from builder.site.views.rows import NoticeCell
    from builder.site.views.values import (
        Attachment,
        Citation,
        Commitment,
        Contact,
        Day,
        Disclosure,
        Letter,
        Link,
        Result,
        SessionLink,
        Unit,
        Words,
    )


class ProposalPart(NamedTuple):
    """The proposal itself, where it may be read."""

    title: str
    proposers: tuple[Link, ...]
    others: str | None
    lead: tuple[Unit, ...]
    co_handlers: tuple[Unit, ...]
    submitted: Day | None
    assigned: Day | None
    due: Day | None
    disclosure: Disclosure
    summary: str | None
    """Only of a document with the attribute `summary`, which has no text."""
    letter: Letter | None
    """Paragraphs are `#p1`, `#p2` …"""
    topics: tuple[Link, ...]
    key_item: bool
    attachments: tuple[Attachment, ...]


class Difference(NamedTuple):
    """What a letter says of itself, and what its records or the proposal say instead: `difference.{kind}`."""

    kind: str
    """`kind`, `number`, `session`, `title`, `addressee`, `unit`, `signed`, `submitted`, `assigned` or `published`."""
    printed: str
    recorded: str
    days: tuple[Day, Day] | None
    """Both, where they are dates."""


class Step(NamedTuple):
    """One reply of a unit that answered more than once, as a line."""

    address: str
    place: int
    """1 for the first reply, 2 for the second …"""
    replied: Day | None
    result: Result
    doc_number: str | None
    is_here: bool
    """It is the one on the page."""


class Outcome(NamedTuple):
    """What the newest public reply of a unit says became of the suggestion."""

    unit: Unit
    result: Result
    replied: Day | None


class AdoptionCheck(NamedTuple):
    """A reckoning with what a letter declares; the words say what was reckoned, and the mark what came of it."""

    words: Words
    verdict: str
    """`same`, `differs`, or `counted` otherwise: the text is `verdict.{verdict}`."""


class AdoptionPart(NamedTuple):
    """建议采纳 as a letter declares it, and whether its figures fit together."""

    figures: tuple[tuple[str, str], ...]
    """Those stated: `adoption.{key}` and the value as printed."""
    checks: tuple[AdoptionCheck, ...]


class ReplyPart(NamedTuple):
    """One reply, in full; the same value on its own page and under its proposal."""

    address: str
    anchor: str
    """For `id` on the proposal's page: `r1`, `r2` …"""
    title: str
    numbers: tuple[Link, ...]
    """The numbers it answers, each with the page of its proposal; empty for a letter without one."""
    unit: Unit
    place: int
    """1 for the unit's first reply to the number, 2 for the second …"""
    role: str | None
    """`sole`, `lead`, `split`, `co` or `assist`: `role.{role}`."""
    consulted: tuple[Unit, ...]
    doc_number: str | None
    signer: str | None
    replied: Day | None
    published: Day | None
    result: Result
    satisfaction: str | None
    adoption: AdoptionPart | None
    disclosure: Disclosure
    summary: str | None
    letter: Letter | None
    """On the reply's own page paragraphs are `#p1`, `#p2` …; under the proposal `#r1-p1` …"""
    is_apart: bool
    """The page of the proposal has no room for the letter, which is `None` there and stands on the reply's own."""
    topics: tuple[Link, ...]
    key_item: bool
    commitments: tuple[Commitment, ...]
    all_commitments: str
    """The list of all that the unit has promised, where this reply promises something."""
    contact: Contact | None
    attachments: tuple[Attachment, ...]
    is_newest: bool
    """No later reply of the unit is public."""
    differences: tuple[Difference, ...]
    """Where the letter disagrees with what it answers, or with its records; of public documents only."""


class Sibling(NamedTuple):
    """The reply of another unit to the same suggestion: enough for a link."""

    address: str
    title: str
    unit: Unit
    place: int
    replied: Day | None
    result: Result


class PointAnswer(NamedTuple):
    """Where a reply answers a suggestion, or says who does."""

    unit: Unit
    address: str | None
    """Of the reply, where its letter does not stand on this page."""
    anchor: str
    """Of its first paragraph, on this page or on that of the reply."""
    text: str
    """Its first sentence, as printed."""
    paragraphs: int


class Point(NamedTuple):
    """A suggestion, what became of it, and where the replies say so."""

    order: int
    row: str
    """The anchor of its row, `point-1`."""
    anchor: str
    """Of the paragraph in the proposal's text."""
    text: str
    """As printed, without its number."""
    state: str
    """`answered`, `partly`, `co-handler`, `elsewhere`, `not-addressed` or `unclear`: its mark."""
    units: tuple[str, ...]
    """Who answers instead, by name; the text is `state.{state}-by`, without units `state.{state}`."""
    reason: str | None
    """Why that cannot be told, or from what it follows (`points.{reason}`); `None`: the answers show it."""
    answers: tuple[PointAnswer, ...]


def point_anchor(order: int) -> str:
    """Name the row of a suggestion on the page of its proposal."""
    return f"point-{order}"


class PointsPart(NamedTuple):
    """Each suggestion of a proposal beside its answers."""

    points: tuple[Point, ...]
    none: str | None
    """Why there are none to show: `points.{none}`."""
    about: Link | None
    """The page about the site, where it has one."""


class ProposalView(NamedTuple):
    """A suggestion with its answers; also where only the answers may be read."""

    frame: Frame
    number: str
    session: SessionLink
    proposal: ProposalPart | None
    """`None`: its text is not published, or not in the archive."""
    points: PointsPart
    replies: tuple[ReplyPart, ...]
    """By unit, the newest of each first; empty: none is published, which says nothing about whether there is one."""
    outcomes: tuple[Outcome, ...]
    """Of each unit whose newest reply states a result."""
    notices: tuple[NoticeCell, ...]
    """What exists on request (only where the site lists it)."""
    citation: Citation | None
    """Of the proposal; `None` where it is not published: then its replies are to be cited, on their own pages."""


class ReplyView(NamedTuple):
    """One reply as a document."""

    frame: Frame
    session: SessionLink
    reply: ReplyPart
    proposal: Link | None
    """The suggestion that it answers first, by its own title; `None` where that is not known here."""
    proposers: tuple[str, ...]
    """Of that proposal, where it may be read."""
    others: str | None
    history: tuple[Step, ...]
    """All public replies of this unit that belong together, the newest first; empty where it is the only one."""
    siblings: tuple[Sibling, ...]
    """The replies of other units to the same number."""
    citation: Citation
