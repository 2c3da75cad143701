"""
Set declared figures against what the public records come to: those of reports (数据) and of letters (建议采纳).

Nothing is corrected and nobody is accused.  A site holds what may be public and was handed in, so it may well count
less than a unit declares: that is `less`, and says no more.  Where records do not say enough, it is `open`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from builder.site.figures.facts import SUPPORTING, declared_base
from builder.site.figures.summary import LEADING, Share

if TYPE_CHECKING:
    from collections.abc import Iterable

    from builder.disclosure.public import Adoption, PublicReport
    from builder.site.figures.facts import Handling

SATISFIED = ("非常满意", "满意", "基本满意")


class Compared(NamedTuple):
    """A figure of a report, beside what the public records of its year and unit come to."""

    key: str
    printed: str
    found: int | Share | None
    """`None`: nothing on record can be compared."""
    unsaid: int
    """Records that might belong to it, but do not say so."""
    verdict: str
    """`same`, `less` (fewer on record than declared), `more`, or `open` (the records do not say)."""


class Check(NamedTuple):
    """A reckoning with the figures of one letter."""

    key: str
    """`sum` (own and co-handlers' against the total), `own`, `adopted` (each against the total) or `rate`."""
    numbers: tuple[tuple[str, str], ...]
    """What its sentence is filled with."""
    agrees: bool


# --- Reports ----------------------------------------------------------------------------------------------------------


def compare(report: PublicReport, handlings: list[Handling], numbers: int) -> tuple[Compared, ...]:
    """
    Compare each figure of a report.

    Args:
        handlings: Those of its year and unit, or of its year where it is the whole site's.
        numbers: How many numbers are on record there.
    """
    answered = [handling for handling in handlings if handling.is_answered]
    return tuple(
        [_compared(key, printed, _found(key, report, handlings, answered, numbers)) for key, printed in report.figures]
    )


class _Found(NamedTuple):
    value: int | Share | None
    unsaid: int = 0


def _found(key: str, report: PublicReport, handlings: list[Handling], answered: list[Handling], numbers: int) -> _Found:
    if not handlings:
        return _Found(None)
    published = _numbers(answered)
    replied = published + _numbers([handling for handling in handlings if handling.is_on_request])
    match key:
        case "handled":
            return _Found(numbers)
        case "published":
            return _Found(published)
        case "answered":
            return _Found(replied)
        case "answer_rate":
            silent = [one for one in handlings if one.role in SUPPORTING and not (one.is_answered or one.is_on_request)]
            return _Found(Share(replied, numbers - (len(silent) if report.unit else 0)))
        case "lead":
            # 主办 takes in 独办 and 分办 where a report does not list them by themselves.
            declared = {name for name, _ in report.figures}
            return _roles(handlings, [role for role in LEADING if role == "lead" or role not in declared])
        case "co":
            return _roles(handlings, SUPPORTING)
        case "sole" | "split":
            return _roles(handlings, (key,))
        case "solved":
            return _solved(answered)
        case "satisfaction_rate":
            return _satisfied(answered, dict(report.figures)[key])
        case _:
            return _Found(None)


def _numbers(handlings: Iterable[Handling]) -> int:
    """Count the numbers in handlings; two units may have one in hand."""
    return len({handling.matter.digest for handling in handlings})


def _roles(handlings: Iterable[Handling], roles: Iterable[str]) -> _Found:
    stated = [handling.role for handling in handlings]
    return _Found(sum([stated.count(role) for role in roles]), stated.count(""))


def _solved(answered: Iterable[Handling]) -> _Found:
    """Count numbers that somebody has solved, and those of which nobody states a result."""
    results: dict[str, set[str]] = {}
    for handling in answered:
        results.setdefault(handling.matter.digest, set()).add(handling.result or "unstated")
    solved = sum(["solved" in stated for stated in results.values()])
    return _Found(solved, sum([stated == {"unstated"} for stated in results.values()]))


def _satisfied(answered: list[Handling], printed: str) -> _Found:
    """Count the satisfied, with 基本满意 or, where the printed rate says so, without."""
    stated = [handling.satisfaction for handling in answered if handling.satisfaction]
    if not stated:
        return _Found(None, len(answered))
    shares = [Share(sum([word in words for word in stated]), len(stated)) for words in (SATISFIED, SATISFIED[:2])]
    number = _number(printed)
    found = next((share for share in shares if number and agrees(number, share)), shares[0])
    return _Found(found, len(answered) - len(stated))


def _compared(key: str, printed: str, found: _Found) -> Compared:
    value, unsaid = found
    number = _number(printed)
    if value is None or number is None or number.is_rate != isinstance(value, Share):
        return Compared(key, printed, value, unsaid, "open")
    if isinstance(value, Share):
        return Compared(key, printed, value, unsaid, _verdict_of_rate(number, value, unsaid))
    if number.value == value:
        verdict = "same"
    elif number.value < value:
        verdict = "more"
    else:
        verdict = "open" if number.value <= value + unsaid else "less"
    return Compared(key, printed, value, unsaid, verdict)


def _verdict_of_rate(number: _Number, share: Share, unsaid: int) -> str:
    if agrees(number, share):
        return "same"
    if unsaid:
        return "open"
    return "less" if share.part * 100 < number.value * share.whole else "more"


# --- Letters ----------------------------------------------------------------------------------------------------------


# Letters of a kind declare the same few figures.
@lru_cache(maxsize=1 << 12)
def checks(adoption: Adoption) -> tuple[Check, ...]:
    """Reckon with what a letter declares, as far as it declares enough."""
    total, own, co, adopted, rate = adoption
    found: list[Check] = []
    if total is not None and own is not None:
        if co is not None:
            numbers = (("own", str(own)), ("co", str(co)), ("sum", str(own + co)), ("total", str(total)))
            found.append(Check("sum", numbers, own + co == total))
        elif own > total:
            found.append(Check("own", (("own", str(own)), ("total", str(total))), agrees=False))
    if total is not None and adopted is not None:
        found.append(Check("adopted", (("adopted", str(adopted)), ("total", str(total))), adopted <= total))
    number = _number(rate) if rate else None
    if number and number.is_rate and adopted is not None:
        found += _rate(number, adopted, adoption, rate or "")
    return tuple(found)


def _rate(number: _Number, adopted: int, adoption: Adoption, printed: str) -> Iterable[Check]:
    """Compare the rate with what was adopted of the own suggestions, of those spoken of, or of all: whichever it is."""
    wholes = [whole for whole in (adoption.own, declared_base(adoption), adoption.total) if whole]
    for whole in wholes:
        if agrees(number, Share(adopted, whole)):
            yield _rate_check(printed, Share(adopted, whole), agrees=True)
            return
    if wholes:
        yield _rate_check(printed, Share(adopted, wholes[0]), agrees=False)


def _rate_check(printed: str, share: Share, *, agrees: bool) -> Check:
    numbers = (
        ("adopted", str(share.part)),
        ("whole", str(share.whole)),
        ("found", percent(share)),
        ("rate", printed),
    )
    return Check("rate", numbers, agrees)


# --- Numbers ----------------------------------------------------------------------------------------------------------


class _Number(NamedTuple):
    """A number as printed, exact."""

    value: float
    step: float
    """One in the last place that is printed."""
    is_rate: bool


_PRINTED = re.compile(r"(\d{1,12})(?:\.(\d{1,6}))?(%?)\Z")


def _number(printed: str) -> _Number | None:
    """Read a count or a percentage."""
    found = _PRINTED.match(unicodedata.normalize("NFKC", printed).replace(" ", ""))
    if found is None:
        return None
    whole, places, sign = found.groups()
    return _Number(float(f"{whole}.{places or 0}"), 10.0 ** -len(places or ""), sign == "%")


def agrees(number: _Number, share: Share) -> bool:
    """Tell whether a printed rate is that of a share, rounded or cut off at its last place."""
    return abs(number.value * share.whole - share.part * 100) < number.step * share.whole


def percent(share: Share) -> str:
    """Write a rate with one place, which is left out where it is zero."""
    tenths = (share.part * 2000 + share.whole) // (2 * share.whole)
    return f"{tenths // 10}.{tenths % 10}%" if tenths % 10 else f"{tenths // 10}%"
