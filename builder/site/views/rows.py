"""The rows of lists, and the numbered pages of a long list."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from builder.site.views.values import Day, Result, SessionLink, Unit


class AnswerCell(NamedTuple):
    """One published reply inside a row."""

    unit: Unit
    address: str
    role: str | None
    """`sole`, `lead`, `split`, `co` or `assist`: `role.{role}`; `None`: not stated."""
    replied: Day | None
    result: Result


class NoticeCell(NamedTuple):
    """A document that is open on request only: it is named, has no page, and can be applied for."""

    kind: str
    """`proposal` or `reply`."""
    title: str
    unit: Unit | None


class MatterRow(NamedTuple):
    """
    One suggestion with its answers.

    A suggestion has one row in a list however many replies it has; without a published reply `answers` is empty,
    which says no more than that (a reply may exist that may not be shown).
    """

    digest: str
    """Names the row's content; nothing to show."""
    address: str | None
    """The proposal's page (or the letter's, where it has no number); `None`: only notices, nothing to open."""
    number: str | None
    title: str
    named_by: str
    """Whose title it is: `proposal` (its own), else `reply`, which the row has to say."""
    session: SessionLink
    proposers: tuple[str, ...]
    others: str | None
    """`等` or `等5人`, as printed after the names."""
    units: tuple[Unit, ...]
    """Who handles it (主办, then 会办), shown where there is no answer yet."""
    submitted: Day | None
    key_item: bool
    answers: tuple[AnswerCell, ...]
    notices: tuple[NoticeCell, ...]
    is_answered: bool
    """A reply is published, or listed as open on request."""


class DocumentRow(NamedTuple):
    """A report, meeting or update in a list."""

    digest: str
    kind: str
    """`report`, `meeting` or `update`."""
    address: str
    title: str
    year: int
    date: Day | None
    unit: Unit | None
    """Of a report; `None`: of the whole site."""
    note: str | None
    """The theme of a meeting, the source of an update."""


Row: TypeAlias = MatterRow | DocumentRow


class PageNumber(NamedTuple):
    """A numbered page of a list."""

    number: int
    address: str


class Paging(NamedTuple):
    """
    The pages of a list, numbered from the oldest rows (1) to the newest, so that a full page never changes.

    The list's own address shows the newest rows.  A numbered page knows only its neighbours, since a count of pages
    on it would change whenever a document is added.
    """

    number: int | None
    """`None` on the list's own address."""
    newest: str
    """The list's own address."""
    newer: str | None
    older: str | None
    pages: tuple[PageNumber, ...]
    """All numbered pages, newest first, on the list's own address; empty on a numbered page and for a short list."""
