"""Make the views of lists, and of lists of lists."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from builder.site import routes, views
from builder.site.figures import present
from builder.site.frames import list_frame, list_name, plain_frame
from builder.site.inputs import DirectoryInputs
from builder.site.paging import paging
from builder.site.views import Link, Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from builder.disclosure.public import PublicDepartment
    from builder.site.compose.desk import Desk
    from builder.site.inputs import ListHead, ListingInputs, Tally, Way
    from builder.site.views import Unit

_TOLD = MappingProxyType(
    {
        "year": ("proposals", "replies", "units", "results"),
        "session": ("proposals", "replies", "units", "results"),
        "topic": ("proposals", "replies", "results"),
        "proposer": ("proposals", "replies", "results"),
        "department": ("replies", "results"),
        "department-year": ("replies", "results"),
        "result": ("replies", "units"),
    }
)
"""The counts that say something of a kind of list: who answers is no question on the list of a unit."""


def listing_view(inputs: ListingInputs, desk: Desk) -> views.ListingView:
    """Make the view of one page of a list."""
    head = inputs.head
    own = head if inputs.number is None else None
    return views.ListingView(
        frame=list_frame(desk.context, head, inputs.number),
        kind=head.kind,
        count=inputs.total,
        figures=_figures(inputs.tally, head) if inputs.tally else (),
        measures=present.brief_measures(inputs.figures) if inputs.figures else (),
        statistics=_statistics_of(head) if inputs.figures else None,
        withheld=tuple([views.WithheldFigure(reason=w.reason, count=w.documents) for w in inputs.withheld]),
        unit=_unit_card(own, inputs, desk) if own and own.kind.startswith("department") else None,
        rows=tuple([desk.row(line) for line in reversed(inputs.lines)]),
        paging=paging(head.address, inputs),
    )


def directory_view(url: str, inputs: DirectoryInputs, desk: Desk) -> views.DirectoryView:
    """Make the view of a list of lists."""
    return views.DirectoryView(
        frame=plain_frame(desk.context, url, inputs.kind, Words(f"section.{inputs.kind}"), feed=url),
        kind=inputs.kind,
        entries=entries_of(inputs, desk),
    )


def entries_of(directory: DirectoryInputs, desk: Desk) -> tuple[views.DirectoryEntry, ...]:
    """Give the entries of a list of lists."""
    return tuple([_way(way, desk) for way in directory.ways])


def filled(directory: DirectoryInputs) -> DirectoryInputs:
    """Leave out the lists that hold nothing."""
    return DirectoryInputs(directory.kind, tuple([way for way in directory.ways if way.total]))


def _statistics_of(head: ListHead) -> str:
    """Address the figures of the same year, or of the whole site."""
    year = int(head.name) if head.kind == "year" else head.year
    return routes.STATISTICS if year is None else routes.statistics_year(year)


def _figures(tally: Tally, head: ListHead) -> tuple[views.Figure, ...]:
    counts = {"proposals": tally.proposals, "replies": tally.replies, "units": tally.units}
    told = _TOLD[head.kind]
    figures = [
        views.Figure(label=Words(f"tally.{name}"), count=counts[name], address=head.address)
        for name in told
        if counts.get(name)
    ]
    if "results" in told:
        figures += [
            views.Figure(label=Words(f"result.{kind}"), count=n, address=routes.result(kind))
            for kind, n in tally.results
        ]
    return tuple(figures)


def _unit_card(head: ListHead, inputs: ListingInputs, desk: Desk) -> views.UnitCard:
    context = desk.context
    unit = next(unit for unit in context.departments.values() if unit.slug == head.name)
    others = context.departments.values()
    return views.UnitCard(
        name=unit.name,
        phone=unit.phone,
        parent=context.units[unit.parent] if unit.parent else None,
        merged_into=context.units[unit.merged_into] if unit.merged_into else None,
        children=_in_order((other for other in others if other.parent == unit.slug), desk),
        predecessors=_in_order((other for other in others if other.merged_into == unit.slug), desk),
        years=tuple([Link(str(year), routes.department_year(unit.slug, year)) for year in inputs.years]),
        commitments=views.Figure(
            label=Words("label.commitments"), count=inputs.promised, address=routes.commitments(unit.slug)
        )
        if inputs.promised
        else None,
    )


def _in_order(departments: Iterable[PublicDepartment], desk: Desk) -> tuple[Unit, ...]:
    return tuple([desk.context.units[unit.slug] for unit in sorted(departments, key=lambda unit: unit.order)])


def _way(way: Way, desk: Desk) -> views.DirectoryEntry:
    return views.DirectoryEntry(label=list_name(way.head, desk.context), address=way.head.address, count=way.total)
