"""
Read off each public record once what figures are made from, and lay it beside everything else of its year and unit.

A *handling* is one number in the hands of one unit: what its proposal and the unit's replies say of it.  A *letter* is
one published reply.  A *scope* is the whole site, a year, a unit or a unit's year: the lists that readers know, so that
what a figure counts are the rows of a list.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from builder.site.figures import days

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from builder.disclosure.public import Adoption, DepartmentSlug, PublicArchive, PublicProposal, PublicReply, Terms
    from builder.site.catalogue import Catalogue, Group, Matter, ShelfKey

SITE: ShelfKey = ("site", "", None)
"""The scope of everything."""
SUPPORTING = frozenset({"co", "assist"})
"""Roles whose letters go to the unit that answers, within a term of their own."""


class Handling(NamedTuple):
    """One number in the hands of one unit."""

    matter: Matter
    unit: DepartmentSlug
    role: str
    """As in `PublicReply`; from the proposal, where the letter does not state it; empty: neither does."""
    is_answered: bool
    """The unit has a published reply."""
    is_on_request: bool
    """It has none, but one that the site lists as open on request."""
    result: str | None
    """Of the newest reply; `None`: none is expected (no reply, or a supporting letter that states none)."""
    satisfaction: str | None
    """满意度, as the newest reply that has one states it."""
    days: int | None
    """From 交办日期, else 提出日期, to the first reply; `None`: a date is missing or contradicts the other."""
    is_in_time: bool | None
    """The first reply against 办理期限, else against the site's own term."""


class Letter(NamedTuple):
    """One published reply."""

    reply: PublicReply
    days: days.Worked | None
    """Working days from reply to publication; `None`: a date is missing or contradicts the other."""
    is_in_time: bool | None
    """Against the site's own term."""
    adopted: tuple[int, int] | None
    """
    建议采纳 as declared: suggestions that it speaks of, and how many of them are adopted.

    `None`: it does not state both, or a later public reply of the unit takes its place.
    """


class Facts(NamedTuple):
    """All that is known of one scope."""

    matters: list[Matter]
    handlings: list[Handling]
    letters: list[Letter]


def gather(public: PublicArchive, catalogue: Catalogue) -> Mapping[ShelfKey, Facts]:
    """Read every record, and lay what it says into each scope that it belongs to."""
    found: dict[ShelfKey, Facts] = defaultdict(lambda: Facts([], [], []))
    for group in catalogue.groups:
        matter = group.matter
        handlings = tuple(_handlings(group, public.terms))
        units = tuple([handling.unit for handling in handlings])
        for scope in _scopes(matter.year, units):
            found[scope].matters.append(matter)
        for scope in _scopes_of_all(matter.year):
            found[scope].handlings.extend(handlings)
        for handling in handlings:
            for scope in _scopes_of_unit(matter.year, handling.unit):
                found[scope].handlings.append(handling)
    continued = frozenset([reply.follows for reply in public.replies if reply.follows])
    for reply in public.replies:
        letter = _letter(reply, continued, public.terms)
        for scope in _scopes(reply.year, (reply.department,)):
            found[scope].letters.append(letter)
    return dict(found)


# The same few units and years come again and again.
@lru_cache(maxsize=1 << 14)
def _scopes(year: int, units: tuple[DepartmentSlug, ...]) -> tuple[ShelfKey, ...]:
    return (*_scopes_of_all(year), *[scope for unit in units for scope in _scopes_of_unit(year, unit)])


@lru_cache(maxsize=1 << 8)
def _scopes_of_all(year: int) -> tuple[ShelfKey, ...]:
    return SITE, ("year", str(year), None)


@lru_cache(maxsize=1 << 14)
def _scopes_of_unit(year: int, unit: DepartmentSlug) -> tuple[ShelfKey, ...]:
    return ("department", unit, None), ("department-year", unit, year)


# --- Handlings --------------------------------------------------------------------------------------------------------


def _handlings(group: Group, terms: Terms) -> Iterator[Handling]:
    """Give each unit in whose list the number stands, with what it did."""
    matter, proposal = group.matter, group.proposal
    replies: dict[DepartmentSlug, list[PublicReply]] = {}
    for reply in group.replies:
        replies.setdefault(reply.department, []).append(reply)
    listed = [notice.department for notice in matter.notices if notice.department]
    for unit in dict.fromkeys((*matter.departments, *replies, *listed)):
        own = sorted(replies.get(unit, ()), key=lambda reply: reply.place)
        role = _role(unit, own, proposal)
        first = _first(own) if role not in SUPPORTING else None
        replied = days.read(first.replied) if first else None
        yield Handling(
            matter,
            unit,
            role,
            bool(own),
            not own and any(notice.kind == "reply" and notice.department == unit for notice in matter.notices),
            _result(own[-1], role) if own else None,
            next((reply.satisfaction for reply in reversed(own) if reply.satisfaction), None),
            _days(_start(proposal), replied),
            _is_in_time(proposal, replied, terms),
        )


def _role(unit: DepartmentSlug, replies: list[PublicReply], proposal: PublicProposal | None) -> str:
    stated = next((reply.role for reply in replies if reply.role), None)
    if stated or proposal is None:
        return stated or ""
    if unit in proposal.lead:
        return "lead"
    return "co" if unit in proposal.co_handlers else ""


def _first(replies: list[PublicReply]) -> PublicReply | None:
    """Give the unit's first reply; where that one is not public, a later one says nothing of how long it took."""
    return replies[0] if replies and replies[0].place == 1 else None


def _result(newest: PublicReply, role: str) -> str | None:
    return None if role in SUPPORTING and newest.result == "unstated" else newest.result


def _start(proposal: PublicProposal | None) -> days.Date | None:
    return days.read(proposal.assigned or proposal.submitted) if proposal else None


def _days(start: days.Date | None, end: days.Date | None) -> int | None:
    return end.toordinal() - start.toordinal() if start and end and start <= end else None


def _is_in_time(proposal: PublicProposal | None, replied: days.Date | None, terms: Terms) -> bool | None:
    start, due = _start(proposal), days.read(proposal.due) if proposal else None
    if replied is None or (start and replied < start):
        return None
    if due is None and start:
        due = days.after_months(start, terms.reply_months)
    return replied <= due if due else None


# --- Letters ----------------------------------------------------------------------------------------------------------


def _letter(reply: PublicReply, continued: frozenset[tuple[str, str, str, int]], terms: Terms) -> Letter:
    replied, published = days.read(reply.replied), days.read(reply.published)
    worked = days.working_days(replied, published) if replied and published and replied <= published else None
    return Letter(
        reply,
        worked,
        worked.days <= terms.publish_workdays if worked else None,
        _adopted(reply.adoption) if reply.adoption and _place(reply) not in continued else None,
    )


def _place(reply: PublicReply) -> tuple[str, str, str, int]:
    """Name a reply as a later one names it."""
    number = reply.numbers[0] if reply.numbers else f"x-{reply.name}"
    return reply.session, number, reply.department, reply.place


def _adopted(adoption: Adoption) -> tuple[int, int] | None:
    base = declared_base(adoption)
    return (base, adoption.adopted) if base is not None and adoption.adopted is not None else None


def declared_base(adoption: Adoption) -> int | None:
    """
    Count the suggestions that a letter speaks of: its unit's own and the co-handlers', at most all there are.

    A suggestion may concern both, so their sum may exceed the total; `None` where the letter states neither.
    """
    if adoption.own is None:
        return adoption.total
    both = adoption.own + (adoption.co or 0)
    return both if adoption.total is None else min(both, adoption.total)
