"""
Keep the suggestions of all proposals in one register, for the pages that speak of many proposals.

What became of a suggestion is found where the page of its proposal is made, and filed as a *folio*, which holds what
lists and figures show of it.  Folios are bound by session; a page that is made from a session's binding names it by its
digest, so that an edit which changes no state changes no other page.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from builder.disclosure.public import DepartmentSlug, SessionSlug

STATES = ("answered", "partly", "co-handler", "elsewhere", "not-addressed", "unclear")
"""In the order in which they are counted; what each means: `matching`."""


class FiledAnswer(NamedTuple):
    """Where a reply answers a suggestion."""

    reply: str
    """The reply's address."""
    anchors: tuple[str, ...]
    """Of the paragraphs, on the reply's own page."""


class FiledPoint(NamedTuple):
    """A suggestion, and what became of it."""

    order: int
    text: str
    """As printed, without number."""
    state: str
    """One of `STATES`."""
    units: tuple[str, ...]
    """Who answers instead, by name."""
    answers: tuple[FiledAnswer, ...]


class Folio(NamedTuple):
    """The suggestions of a proposal that can be read."""

    address: str
    number: str
    title: str
    session: SessionSlug
    year: int
    answering: tuple[DepartmentSlug, ...]
    """The units of its public replies; empty: there is none, so nothing is said of who answered."""
    points: tuple[FiledPoint, ...]


class Tallied(NamedTuple):
    """How many suggestions that the same units answered, or should have, are in one state."""

    answering: tuple[DepartmentSlug, ...]
    state: str
    suggestions: int


class Binding(NamedTuple):
    """The folios of a session."""

    session: SessionSlug
    year: int
    digest: str
    """Of the folios."""
    tally: tuple[Tallied, ...]
    """Of proposals with a public reply; of the others nothing can be said."""
    give: Callable[[], Sequence[Folio]]
    """Gives the folios, in the order of the plan; they are not read before."""


class Register(NamedTuple):
    """The suggestions of all proposals."""

    bindings: tuple[Binding, ...]

    def of_year(self, year: int) -> tuple[Binding, ...]:
        """Give the bindings of the sessions of a year."""
        return tuple(binding for binding in self.bindings if binding.year == year)


def tally(folios: Iterable[Folio]) -> tuple[Tallied, ...]:
    """Count suggestions by the units that answer, and by state."""
    counts = Counter([(folio.answering, point.state) for folio in folios if folio.answering for point in folio.points])
    return tuple(Tallied(answering, state, counts[answering, state]) for answering, state in sorted(counts))


def in_states(bindings: Iterable[Binding]) -> Mapping[str, int]:
    """Count suggestions by state."""
    counts = Counter[str]()
    for binding in bindings:
        for counted in binding.tally:
            counts[counted.state] += counted.suggestions
    return {state: counts[state] for state in STATES}


def digest_of(folios: Iterable[Folio]) -> str:
    """Name everything that a binding holds."""
    return hashlib.sha256("\n".join([repr(folio) for folio in folios]).encode()).hexdigest()
