"""Suggestions that no public reply answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from builder.site.views.frame import Frame
    from builder.site.views.rows import Paging
    from builder.site.views.values import SessionLink, Unit


class YearOfStates(NamedTuple):
    """What became of the suggestions of a year."""

    year: int
    address: str | None
    """Of the year's list; `None` on that list."""
    suggestions: int
    counts: tuple[int, ...]
    """In the order of the view's `states`."""


class UnansweredPoint(NamedTuple):
    """A suggestion without an answer here."""

    order: int
    anchor: str
    """Of its row on the page of the proposal."""
    text: str
    """As printed, without its number; its beginning, if it is long."""
    state: str
    """`not-addressed` or `elsewhere`: its mark."""
    units: tuple[str, ...]
    """Who answers instead, by name; the text is `state.{state}-by`, without units `state.{state}`."""


class UnansweredRow(NamedTuple):
    """A proposal some of whose suggestions have no answer here."""

    address: str
    number: str
    title: str
    session: SessionLink
    units: tuple[Unit, ...]
    """That replied."""
    suggestions: int
    points: tuple[UnansweredPoint, ...]
    unclear: int
    """How many more there are of which it cannot be told."""


class UnansweredView(NamedTuple):
    """Suggestions that no public reply answers: how many in each year, or those of a year."""

    frame: Frame
    year: int | None
    """`None`: all years, without rows."""
    states: tuple[str, ...]
    """The rows of the table (`state.{state}`)."""
    years: tuple[YearOfStates, ...]
    """Newest first; of a year's list itself alone."""
    rows: tuple[UnansweredRow, ...]
    """Newest first."""
    paging: Paging
