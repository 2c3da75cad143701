"""
Show the suggestions that have no answer here, proposal by proposal.

Only proposals with a public reply are spoken of: where no reply may be read there may be one that is not public, so
nothing is said of what it answers.  Two states count as without an answer: `not-addressed` (every part of the letters
answers something else) and `elsewhere` (a letter leaves it to others, whose answer is not found here).  What cannot be
told is counted beside them, and never called unanswered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.site import routes, views
from builder.site.frames import plain_frame
from builder.site.inputs import UnansweredInputs, YearOfPoints
from builder.site.paging import paging
from builder.site.points.register import STATES, in_states
from builder.site.views import Crumb, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.site.context import SiteContext
    from builder.site.points.register import Binding, Folio

WITHOUT_ANSWER = ("not-addressed", "elsewhere")
_LONGEST = 60
_SECTION = Crumb(Words("section.unanswered"), routes.UNANSWERED)


def filled(inputs: UnansweredInputs, bindings: Sequence[Binding]) -> UnansweredInputs:
    """Fill in what became of the suggestions of a block of proposals, and the counts of the years."""
    found: tuple[Folio, ...] = ()
    if inputs.addresses:
        folios = {folio.address: folio for binding in bindings for folio in binding.give()}
        found = tuple([folios[address] for address in inputs.addresses if address in folios])
    years = sorted({binding.year for binding in bindings}, reverse=True)
    counts = ((year, in_states(binding for binding in bindings if binding.year == year)) for year in years)
    return inputs._replace(
        folios=found, years=tuple([YearOfPoints(year, tuple(states.items())) for year, states in counts])
    )


def unanswered_view(url: str, inputs: UnansweredInputs, context: SiteContext) -> views.UnansweredView:
    """Make the view of a page of suggestions without an answer."""
    rows = [row for folio in reversed(inputs.folios) if (row := _row(folio, context))]
    return views.UnansweredView(
        frame=_frame(url, inputs, context),
        year=inputs.year,
        years=tuple([_year(counted, is_link=inputs.year is None) for counted in inputs.years]),
        states=STATES,
        rows=tuple(rows),
        paging=paging(routes.UNANSWERED if inputs.year is None else routes.unanswered_year(inputs.year), inputs),
    )


def _frame(url: str, inputs: UnansweredInputs, context: SiteContext) -> views.Frame:
    if inputs.year is None:
        return plain_frame(context, url, "unanswered", Words("unanswered.title"))
    year = Words("value.year", (("year", str(inputs.year)),))
    title = Words("unanswered.title_year", (("year", str(inputs.year)),))
    address = routes.unanswered_year(inputs.year)
    if inputs.number is None:
        return plain_frame(context, url, "unanswered", title, trail=(_SECTION,), own_step=year)
    number = (("number", str(inputs.number)),)
    return plain_frame(
        context,
        url,
        "unanswered",
        Words("heading.page", (("title", title), *number)),
        trail=(_SECTION, Crumb(year, address)),
        own_step=Words("heading.page_number", number),
    )


def _year(counted: YearOfPoints, *, is_link: bool) -> views.YearOfStates:
    return views.YearOfStates(
        year=counted.year,
        address=routes.unanswered_year(counted.year) if is_link else None,
        suggestions=sum(count for _, count in counted.counts),
        counts=tuple([count for _, count in counted.counts]),
    )


def _row(folio: Folio, context: SiteContext) -> views.UnansweredRow | None:
    points = tuple(
        [
            views.UnansweredPoint(
                order=point.order,
                anchor=views.point_anchor(point.order),
                text=point.text if len(point.text) <= _LONGEST else point.text[:_LONGEST].rstrip("，、") + "…",
                state=point.state,
                units=point.units,
            )
            for point in folio.points
            if point.state in WITHOUT_ANSWER
        ]
    )
    unclear = sum(point.state == "unclear" for point in folio.points)
    if not points and not unclear:
        return None
    return views.UnansweredRow(
        address=folio.address,
        number=folio.number,
        title=folio.title,
        session=context.session_links[folio.session],
        units=tuple([context.units[slug] for slug in folio.answering]),
        suggestions=len(folio.points),
        points=points,
        unclear=unclear,
    )
