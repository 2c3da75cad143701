"""Make what stands beside a letter: the history it belongs to, what came of it, and where it disagrees with others."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from builder.site import pairs
from builder.site.rows import day, result_of
from builder.site.views import Difference, Outcome, Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from builder.disclosure.public import PublicDepartment
    from builder.site import histories
    from builder.site.context import SiteContext
    from builder.site.inputs import PlacedReply


def newest_places(replies: Sequence[PlacedReply]) -> frozenset[int]:
    """Tell which of the replies to a number, the newest of each unit first, are the newest of theirs."""
    first: dict[str, int] = {}
    for place, reply in enumerate(replies):
        first.setdefault(reply.record.department, place)
    return frozenset(first.values())


def outcomes(newest: Iterable[PlacedReply], context: SiteContext) -> tuple[Outcome, ...]:
    """Say what became of a suggestion, by every unit that states it; *newest* holds the last reply of each."""
    stated = [reply.record for reply in newest if reply.record.result_printed]
    return tuple(
        [Outcome(context.units[r.department], result_of(r.result, r.result_printed), day(r.replied)) for r in stated]
    )


def steps(history: Iterable[histories.Step], here: str) -> tuple[Step, ...]:
    """Show a history on the page of the reply at the address *here*."""
    return tuple(
        [
            Step(
                address=step.address,
                place=step.place,
                replied=day(step.replied),
                result=result_of(step.result, step.result_printed),
                doc_number=step.doc_number,
                is_here=step.address == here,
            )
            for step in history
        ]
    )


def differences_of(reply: PlacedReply, context: SiteContext) -> tuple[Difference, ...]:
    """Compare a letter with its records and with the proposals that it answers, as far as they may be read."""
    record = reply.record
    session = context.sessions.get(record.session)
    units = cast("Mapping[str, PublicDepartment]", context.departments)
    found = pairs.differences(record, record.printed, reply.asked, session, record.department, units)
    return tuple([_difference(each) for each in found])


def _difference(found: pairs.Difference) -> Difference:
    first, second = (day(found.printed), day(found.recorded)) if found.kind in _DATED else (None, None)
    return Difference(found.kind, found.printed, found.recorded, (first, second) if first and second else None)


_DATED = frozenset({"signed", "submitted", "assigned", "published"})
