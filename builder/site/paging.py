"""
Deal a long list out to numbered pages, and show where each stands.

Pages are numbered from the oldest row: a full one stays as it is when a row is added, but for the newest one's link to
the next.  The list's own address shows the newest rows itself, as many as a page holds, or what it likes; the numbered
pages hold all rows, those too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from builder.site import routes
from builder.site.views import PageNumber, Paging

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.site.inputs import CommitmentsInputs, ListingInputs, UnansweredInputs

Row = TypeVar("Row")


class NumberedPage(NamedTuple, Generic[Row]):
    """A numbered page of a list, and the numbers of those beside it."""

    number: int
    rows: tuple[Row, ...]
    """Oldest first."""
    newer: int
    older: int
    """0: none."""


def numbered(rows: Sequence[Row], size: int, *, shown: int) -> tuple[NumberedPage[Row], ...]:
    """
    Deal rows, oldest first, out to pages of *size*; none where the list's own address can show them all.

    Args:
        shown: Rows for which the list's own address has room.
    """
    last = -(-len(rows) // size) if len(rows) > shown else 0
    return tuple(
        [
            NumberedPage(n, tuple(rows[(n - 1) * size : n * size]), n + 1 if n < last else 0, n - 1)
            for n in range(1, last + 1)
        ]
    )


def goes_on(pages: Sequence[NumberedPage[Row]]) -> int:
    """Give the page of the newest row that the list's own address does not show, where it shows as many as a page."""
    return max(len(pages) - 1, 0)


def paging(address: str, inputs: ListingInputs | CommitmentsInputs | UnansweredInputs) -> Paging:
    """Link a page to its neighbours, and the list's own *address* to every numbered page."""
    return Paging(
        number=inputs.number,
        newest=address,
        newer=routes.numbered(address, inputs.newer) if inputs.newer else None,
        older=routes.numbered(address, inputs.older) if inputs.older else None,
        pages=tuple([PageNumber(n, routes.numbered(address, n)) for n in range(inputs.pages, 0, -1)]),
    )
