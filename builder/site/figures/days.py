"""
Reckon with days: calendar days, terms in months, and the working days of China.

Working days are those of the State Council's yearly notices, with the weekends that are worked in exchange for longer
holidays.  A notice comes in the autumn before its year: for a year that the library does not know Monday to Friday
count, and the result says that it is an estimate.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple, TypeAlias

# Terms end before the calendar does, so that a mistyped year is a late date and no fault.
_LAST = date(9998, 12, 31)


Date: TypeAlias = date


class Worked(NamedTuple):
    """A number of working days."""

    days: int
    is_estimate: bool
    """Of at least one of the years the holidays are not known."""


@lru_cache(maxsize=1 << 14)
def read(iso: str | None) -> date | None:
    """Read a date as records write it; what is no full date is none."""
    return date.fromisoformat(iso) if iso and len(iso) == len("2021-06-10") else None


def after_months(start: date, months: int) -> date:
    """
    Give the last day of a term in months: the same day of a later month, or that month's last one.

    A term that would end on a day off ends on the next working day.  Source: 民法典, articles 202 and 203.
    """
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    if year >= _LAST.year:
        return _LAST
    day = date(year, month + 1, min(start.day, _length(year, month + 1)))
    while not _is_worked(day):
        day = date.fromordinal(day.toordinal() + 1)
    return day


def working_days(start: date, end: date) -> Worked:
    """Count the working days after *start*, up to *end* and with it."""
    if start.year == end.year:
        calendar = _calendar(start.year)
        return Worked(calendar.until(end) - calendar.until(start), not calendar.is_known)
    years = [_calendar(year) for year in range(start.year, end.year + 1)]
    total = years[-1].until(end) - years[0].until(start) + sum([year.upto[-1] for year in years[:-1]])
    return Worked(total, not all(year.is_known for year in years))


class _Calendar(NamedTuple):
    """The working days of a year."""

    first: int
    """The ordinal of the first of January."""
    upto: tuple[int, ...]
    """For each day how many there have been, that day among them."""
    is_known: bool

    def until(self, day: date) -> int:
        """Count up to a day of the year, and with it."""
        return self.upto[day.toordinal() - self.first]


@lru_cache(maxsize=1 << 8)
def _calendar(year: int) -> _Calendar:
    from chinese_calendar.constants import holidays, workdays

    first = date(year, 1, 1).toordinal()
    upto: list[int] = []
    for ordinal in range(first, date(year, 12, 31).toordinal() + 1):
        day = date.fromordinal(ordinal)
        is_worked = day in workdays or (day.weekday() < 5 and day not in holidays)
        upto.append((upto[-1] if upto else 0) + is_worked)
    return _Calendar(first, tuple(upto), date(year, 1, 1) in holidays)


def _is_worked(day: date) -> bool:
    first, upto, _ = _calendar(day.year)
    place = day.toordinal() - first
    return upto[place] > (upto[place - 1] if place else 0)


def _length(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following.toordinal() - date(year, month, 1).toordinal()
