"""Show where a page of a long list stands among the pages of that list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.site import routes
from builder.site.views import PageNumber, Paging

if TYPE_CHECKING:
    from builder.site.inputs import CommitmentsInputs, ListingInputs, UnansweredInputs


def paging(address: str, inputs: ListingInputs | CommitmentsInputs | UnansweredInputs) -> Paging:
    """Link a page to its neighbours, and the list's own *address* to every numbered page."""
    return Paging(
        number=inputs.number,
        newest=address,
        newer=routes.numbered(address, inputs.newer) if inputs.newer else None,
        older=routes.numbered(address, inputs.older) if inputs.older else None,
        pages=tuple([PageNumber(n, routes.numbered(address, n)) for n in range(inputs.pages, 0, -1)]),
    )
