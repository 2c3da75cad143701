"""What was promised, and by when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from builder.site.views.frame import Frame
    from builder.site.views.lists import DirectoryEntry
    from builder.site.views.rows import Paging
    from builder.site.views.values import Commitment, Day, Figure, Link, Unit


class LaterWord(NamedTuple):
    """A reply that goes on from the one in which a promise stands."""

    address: str
    replied: Day | None


class CommitmentRow(NamedTuple):
    """A promise in a list, with the days that were reckoned; on a numbered page there are none."""

    commitment: Commitment
    reply: str
    """The address of the reply in which it stands."""
    unit: Unit
    numbers: tuple[str, ...]
    """Which the reply answers."""
    proposal: Link | None
    """What it answers first; the label is empty where the title cannot be read here."""
    body: str
    """Of the session, for what such a proposal is called."""
    replied: Day | None
    later: LaterWord | None
    """The last reply of the unit that goes on from it."""
    overdue: int | None
    """Days since its term."""
    left: int | None
    """Days to its term."""
    silent: int | None
    """Days since the last word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentRows:
    """Promises of one kind."""

    kind: str
    """`overdue`, `upcoming`, `undated` or `done`: the heading is `commitments.{kind}`."""
    count: int
    """All of them, of which the list's own address shows the first."""
    rows: tuple[CommitmentRow, ...]


class CommitmentsView(NamedTuple):
    """What was promised: as of a day on the list's own address, as recorded on numbered pages."""

    frame: Frame
    as_of: Day | None
    """The day by which days are reckoned; `None` where none are."""
    unit: Unit | None
    """Whose list it is; `None`: of the whole site."""
    figures: tuple[Figure, ...]
    """The groups, each with its count."""
    groups: tuple[CommitmentRows, ...]
    """On the list's own address, none of them empty."""
    rows: tuple[CommitmentRow, ...]
    """On a numbered page, newest first."""
    units: tuple[DirectoryEntry, ...]
    """The lists of single units, on that of the whole site."""
    paging: Paging
