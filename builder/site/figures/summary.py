"""
Sum up a scope: counts and shares, and how long things took.

From fewer than five records no median, percentile or rate is made: a single document would stand out in it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from builder.site.catalogue import RESULTS
from builder.site.figures.facts import SUPPORTING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from builder.disclosure.public import Terms
    from builder.site.catalogue import Matter
    from builder.site.figures.facts import Facts, Handling, Letter

FEWEST = 5
"""Records from which a median, a percentile or a rate is made."""
LEADING = ("lead", "sole", "split")
DISCLOSURES = ("public", "redacted", "summary")


class Share(NamedTuple):
    """A part of a whole, both counted."""

    part: int
    whole: int


class Spread(NamedTuple):
    """How long something took."""

    records: int
    halves: int | None
    """Twice the median, which lies between two days in half of the cases; `None`: too few records."""
    ninetieth: int | None
    """The smallest number of days within which at least 90 % were done."""


class Adopted(NamedTuple):
    """建议采纳 as letters declare it, added up."""

    letters: int
    suggestions: int
    adopted: int


class Figures(NamedTuple):
    """What the records of a scope come to."""

    matters: int
    """Rows of the list: suggestions on public record."""
    roles: tuple[tuple[str, int], ...]
    """Handlings by `lead` (with `sole` and `split`), `co` (with `assist`) and `unstated`; each is there."""
    answered: Share
    """
    Matters with a published reply, out of all but those whose only reply is listed as open on request.

    Of a unit what it has answered itself: `answered_by_unit`.
    """
    on_request: int
    letters: int
    disclosures: tuple[tuple[str, int], ...]
    """Published replies in full, with passages taken out, as a summary; each is there."""
    results: tuple[tuple[str, int], ...]
    """Answered handlings by the result of the newest reply; those that occur, in the order of results."""
    adopted: Adopted
    reply_days: Spread
    reply_in_time: Share
    publish_days: Spread
    publish_in_time: Share
    estimates: int
    """Replies whose working days are an estimate."""
    terms: Terms
    """What was in time by."""


def summed(facts: Facts, terms: Terms) -> Figures:
    """Sum up a scope."""
    handlings = facts.handlings
    results = Counter([handling.result for handling in handlings if handling.result])
    forms = Counter([letter.reply.disclosure for letter in facts.letters])
    worked = [letter.days for letter in facts.letters if letter.days]
    on_request = sum([_is_on_request(matter) for matter in facts.matters if matter.notices])
    return Figures(
        matters=len(facts.matters),
        roles=_roles(Counter([handling.role for handling in handlings])),
        answered=Share(sum([bool(matter.answers) for matter in facts.matters]), len(facts.matters) - on_request),
        on_request=on_request,
        letters=len(facts.letters),
        disclosures=tuple([(form, forms[form]) for form in DISCLOSURES]),
        results=tuple([(kind, results[kind]) for kind in RESULTS if results[kind]]),
        adopted=_adopted(facts.letters),
        reply_days=_spread([handling.days for handling in handlings if handling.days is not None]),
        reply_in_time=_share([handling.is_in_time for handling in handlings]),
        publish_days=_spread([days for days, _ in worked]),
        publish_in_time=_share([letter.is_in_time for letter in facts.letters]),
        estimates=sum([is_estimate for _, is_estimate in worked]),
        terms=terms,
    )


def of_unit(facts: Facts, terms: Terms) -> Figures:
    """Sum up the scope of one unit: answered is what this unit has answered, whatever others have."""
    on_request = sum([handling.is_on_request for handling in facts.handlings])
    return summed(facts, terms)._replace(answered=answered_by_unit(facts.handlings), on_request=on_request)


def answered_by_unit(handlings: Iterable[Handling]) -> Share:
    """
    Count what units answered of what was for them to answer.

    An opinion goes to the unit that answers, and need not be published by itself: where there is none, a supporting
    role is no part of the whole.
    """
    expected = [
        handling.is_answered
        for handling in handlings
        if handling.is_answered or not (handling.is_on_request or handling.role in SUPPORTING)
    ]
    return Share(sum(expected), len(expected))


def _roles(roles: Counter[str]) -> tuple[tuple[str, int], ...]:
    leading = sum([roles[role] for role in LEADING])
    supporting = sum([roles[role] for role in SUPPORTING])
    return ("lead", leading), ("co", supporting), ("unstated", roles[""])


def _is_on_request(matter: Matter) -> bool:
    return not matter.answers and any(notice.kind == "reply" for notice in matter.notices)


def _adopted(letters: Iterable[Letter]) -> Adopted:
    stated = [letter.adopted for letter in letters if letter.adopted]
    return Adopted(
        len(stated), sum([suggestions for suggestions, _ in stated]), sum([adopted for _, adopted in stated])
    )


def _share(claims: Iterable[bool | None]) -> Share:
    known = [claim for claim in claims if claim is not None]
    return Share(sum(known), len(known))


def _spread(values: list[int]) -> Spread:
    count = len(values)
    if count < FEWEST:
        return Spread(count, None, None)
    values = sorted(values)
    return Spread(count, values[(count - 1) // 2] + values[count // 2], values[-(-count * 9 // 10) - 1])
