"""
Find where each suggestion of a proposal stands in its lines: from its first word to its last.

What was found has lost its number and punctuation on the way, so its words are looked for in the lines that it came
from.  Where they are not found as they are, whole lines are taken, but nothing of another suggestion.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.site.markup import Line
    from builder.site.points.suggestions import Suggestion


class Spot(NamedTuple):
    """A place between two characters of a text."""

    line: int
    """Counted from 0."""
    character: int


class Extent(NamedTuple):
    """Where a suggestion stands."""

    start: Spot
    end_of_heading: Spot
    end: Spot


def extents(suggestions: Sequence[Suggestion], lines: Sequence[Line]) -> tuple[Extent, ...]:
    """
    Give the extent of each suggestion; none overlaps another.

    Args:
        suggestions: Of one proposal, in order.
        lines: All that its text has.
    """
    places = {line.anchor: place for place, line in enumerate(lines)}
    starts: list[Spot] = []
    at = Spot(0, 0)
    for suggestion in suggestions:
        start = _start(suggestion, lines, places, at)
        starts.append(start)
        at = Spot(start.line, start.character + len(suggestion.text))
    limits: list[Spot | None] = [
        Spot(start.line, max(0, start.character - len(following.label)))
        for start, following in zip(starts[1:], suggestions[1:], strict=True)
    ]
    return tuple(
        [
            _extent(suggestion, start, limit, lines, places)
            for suggestion, start, limit in zip(suggestions, starts, [*limits, None], strict=True)
        ]
    )


def _start(suggestion: Suggestion, lines: Sequence[Line], places: dict[str, int], at: Spot) -> Spot:
    line = places[suggestion.anchors[0]]
    after = at.character if line == at.line else 0
    found = lines[line].text.find(suggestion.text, after)
    return Spot(line, max(found, after))


def _extent(
    suggestion: Suggestion, start: Spot, limit: Spot | None, lines: Sequence[Line], places: dict[str, int]
) -> Extent:
    last = max(places[suggestion.anchors[-1]], start.line)
    text = lines[last].text
    end = Spot(last, len(text))
    closing = suggestion.detail[-1] if suggestion.detail else suggestion.text
    found = text.find(closing, start.character if last == start.line else 0)
    if found >= 0 and suggestion.detail:
        end = Spot(last, found + len(closing))
    if limit is not None:
        end = min(end, limit)
    heading = min(Spot(start.line, start.character + len(suggestion.text)), end)
    return Extent(start, heading, max(end, heading))
