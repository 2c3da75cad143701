"""Name the content files behind a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.site.catalogue import Entry
from builder.site.inputs import (
    CommitmentFeedInputs,
    CommitmentsInputs,
    FeedInputs,
    HomeInputs,
    ListingInputs,
    MeetingInputs,
    ProposalInputs,
    ReplyInputs,
    ReportInputs,
    StandingInputs,
    UpdateInputs,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from builder.site.catalogue import Matter
    from builder.site.plan.values import Page


def sources_of(page: Page) -> tuple[str, ...]:
    """Name the content files that a page shows, in full or as a line."""
    match page.inputs:
        case ProposalInputs(_, proposal, _, replies):
            asked = [each.path for reply in replies for each in reply.asked]
            own = [proposal.path] if proposal else []
            return tuple(dict.fromkeys((*own, *[reply.record.path for reply in replies], *asked)))
        case ReplyInputs(reply, matter, _, history):
            others = [entry.path for entry in (matter.proposal, *matter.answers) if entry]
            beside = [step.path for step in history] + [each.path for each in reply.asked]
            return tuple(dict.fromkeys((reply.record.path, *others, *beside)))
        case ReportInputs(record) | MeetingInputs(record) | UpdateInputs(record) | StandingInputs(record):
            return (record.path,)
        case ListingInputs() as listing:
            return _paths(listing.lines)
        case HomeInputs() as home:
            return _paths((*home.newest, *home.updates))
        case FeedInputs() as feed:
            return _paths(feed.entries)
        case CommitmentsInputs() | CommitmentFeedInputs():
            return _paths([promise.reply for promise in page.inputs.shown])
        case _:
            return ()


def _paths(lines: Iterable[Matter | Entry]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for line in lines:
        entries = (line,) if isinstance(line, Entry) else (line.proposal, *line.answers)
        found.update((entry.path, None) for entry in entries if entry)
    return tuple(found)
