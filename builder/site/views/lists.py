"""Lists, lists of lists, and the ledger of all numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from builder.site.views.figures import Measure
    from builder.site.views.frame import Frame
    from builder.site.views.rows import Paging, Row
    from builder.site.views.values import Figure, Link, SessionLink, Unit, Words


class UnitCard(NamedTuple):
    """What is known of a unit, at the head of its list."""

    name: str
    phone: str | None
    parent: Unit | None
    merged_into: Unit | None
    children: tuple[Unit, ...]
    """Units that name this one as 上级."""
    predecessors: tuple[Unit, ...]
    """Units that were merged into this one."""
    years: tuple[Link, ...]
    """The lists of single years, newest first; empty on those lists themselves."""
    commitments: Figure | None
    """What it has promised, on its own list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithheldFigure:
    """How many documents of the year are not public, for one class of reasons."""

    reason: str
    """国家秘密, 商业秘密, 个人隐私, 内部事务, 过程性信息 or 其他: a value, printed as it is."""
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingView:
    """A list of rows, fifty to a page."""

    frame: Frame
    kind: str
    """
    `year`, `department`, `department-year`, `session`, `result`, `topic`, `proposer`, `reports`, `meetings` or
    `updates`: the text for an empty list is `empty.{kind}`.
    """
    count: int | None
    """All rows of the list; `None` on a numbered page, which must not change when a row is added elsewhere."""
    figures: tuple[Figure, ...]
    """Counts of records that say something of this kind of list, none of them zero; only on its own address."""
    measures: tuple[Measure, ...]
    """Of a year, a unit or a unit's year, on its own address."""
    statistics: str | None
    """The page that explains them."""
    withheld: tuple[WithheldFigure, ...]
    """Only on a year's own address, and only where the site's policy counts."""
    unit: UnitCard | None
    """Of `department` and `department-year`, on the list's own address."""
    rows: tuple[Row, ...]
    """Newest first; write each with `row(value)`."""
    paging: Paging


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryEntry:
    """A way in: a year, a unit, a session, a result, a topic or a proposer."""

    label: Words
    address: str
    count: int
    """Rows of its list."""


class DirectoryView(NamedTuple):
    """All lists of one sort."""

    frame: Frame
    kind: str
    """`years`, `departments`, `sessions`, `results`, `topics` or `proposers`."""
    entries: tuple[DirectoryEntry, ...]


class NumberGroup(NamedTuple):
    """The public numbers of a session."""

    session: SessionLink
    numbers: tuple[Link, ...]
    """As printed, each with the page of its proposal."""


class NumberPart(NamedTuple):
    """Another page of numbers."""

    label: Words
    address: str


class NumbersView(NamedTuple):
    """All public numbers, for readers who know nothing else; a large archive has a page for each session."""

    frame: Frame
    groups: tuple[NumberGroup, ...]
    """Empty where there are none, or where they stand on the pages of `parts`."""
    parts: tuple[NumberPart, ...]
