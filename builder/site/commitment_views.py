"""Make the views of promises: as rows of their lists, as the table on a reply's page, and as entries of a feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.disclosure.public import DepartmentSlug
from builder.site import promises, routes, views
from builder.site.days import is_day
from builder.site.feeds import feed_of, moment, stable_id
from builder.site.frames import list_frame
from builder.site.paging import paging
from builder.site.rows import day
from builder.site.translations import plain
from builder.site.views import Words

if TYPE_CHECKING:
    from builder.disclosure.public import Commitment
    from builder.site.context import SiteContext
    from builder.site.inputs import CommitmentFeedInputs, CommitmentsInputs
    from builder.site.promises import Promise


def commitment(place: int, recorded: Commitment) -> views.Commitment:
    """Show a promise as it is recorded; a term that is no day stays as printed."""
    due = recorded.due
    return views.Commitment(
        anchor=_anchor(place),
        item=recorded.item,
        due=day(due) if is_day(due) else None,
        due_printed=None if is_day(due) else due,
        state=recorded.state or "unstated",
        updated=day(recorded.updated),
        basis=recorded.basis,
    )


def _anchor(place: int) -> str:
    return f"c{place}"


def commitments_view(inputs: CommitmentsInputs, context: SiteContext) -> views.CommitmentsView:
    """Make the view of one page of a list."""
    head = inputs.head
    return views.CommitmentsView(
        frame=list_frame(context, head, inputs.number),
        as_of=day(inputs.as_of),
        unit=context.units[DepartmentSlug(head.name)] if head.kind == "department-commitments" else None,
        figures=tuple(
            [
                views.Figure(label=Words(f"commitments.{group.kind}"), count=group.total, address=f"#{group.kind}")
                for group in inputs.groups
            ]
        ),
        groups=tuple(
            [
                views.CommitmentRows(
                    kind=group.kind,
                    count=group.total,
                    rows=tuple([_row(promise, inputs.as_of, context) for promise in group.promises]),
                )
                for group in inputs.groups
            ]
        ),
        rows=tuple([_row(promise, None, context) for promise in reversed(inputs.promises)]),
        units=tuple(
            [
                views.DirectoryEntry(label=plain(context.units[slug].name), address=routes.commitments(slug), count=n)
                for slug, n in inputs.units
            ]
        ),
        paging=paging(head.address, inputs),
    )


def _row(promise: Promise, as_of: str | None, context: SiteContext) -> views.CommitmentRow:
    newest = promise.newest
    return views.CommitmentRow(
        commitment=commitment(promise.place, promise.recorded),
        reply=promise.reply.address,
        unit=context.units[promise.department],
        numbers=promise.numbers,
        proposal=promise.proposal,
        body=context.session_links[promise.session].body,
        replied=day(promise.reply.date),
        later=views.LaterWord(newest.address, day(newest.date)) if newest else None,
        overdue=promises.overdue(promise, as_of),
        left=promises.left(promise, as_of),
        silent=promises.silent(promise, as_of),
    )


def commitment_feed(url: str, inputs: CommitmentFeedInputs, context: SiteContext) -> views.FeedView:
    """Make the view of a feed of promises; an entry changes when 更新 does."""
    entries = tuple([_entry(promise, context) for promise in inputs.shown])
    return feed_of(url, inputs.head, moment(inputs.shown[0].changed), entries, context)


def _entry(promise: Promise, context: SiteContext) -> views.FeedEntry:
    unit = context.units[promise.department].name
    recorded = commitment(promise.place, promise.recorded)
    return views.FeedEntry(
        id=stable_id(promise.reply.address, context, recorded.anchor),
        address=promise.reply.address,
        anchor=recorded.anchor,
        title=recorded.item,
        updated=moment(promise.changed),
        published=None,
        author=unit,
        summary=Words(
            "feed.commitment_basis" if recorded.basis else "feed.commitment",
            (
                ("department", unit),
                ("due", _term(recorded)),
                ("state", Words(f"commitment.{recorded.state}")),
                ("basis", recorded.basis or ""),
            ),
        ),
    )


def _term(recorded: views.Commitment) -> Words:
    due = recorded.due
    if due:
        return Words("date.long", (("year", str(due.year)), ("month", str(due.month)), ("day", str(due.day))))
    return plain(recorded.due_printed) if recorded.due_printed else Words("commitment.no_due")
