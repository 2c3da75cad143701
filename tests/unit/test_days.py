"""Days and terms: the calendar of China, its make-up days, and years that nobody knows yet."""

from __future__ import annotations

from datetime import date

import pytest

from builder.site.figures import days


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2024-06-03", "2024-06-03", 0),
        ("2024-06-03", "2024-06-04", 1),
        ("2024-06-07", "2024-06-11", 1),  # a weekend and 端午 on Monday
        ("2024-02-09", "2024-02-18", 1),  # 春节 over the Saturday, and the Sunday after it is worked
        ("2023-12-29", "2024-01-02", 1),  # over the end of a year, 元旦 on a Monday
        ("2023-07-17", "2023-10-07", 54),  # the real letter of 2023: 82 days
    ],
)
def test_working_days_are_counted_from_the_day_after(start: str, end: str, expected: int) -> None:
    """Weekends and statutory holidays are none, make-up days are some, and the first day is not counted."""
    assert days.Worked(expected, is_estimate=False) == days.working_days(
        date.fromisoformat(start), date.fromisoformat(end)
    )


def test_a_year_that_is_not_known_is_an_estimate() -> None:
    """Monday to Friday are counted, and it is said; nothing breaks."""
    assert days.Worked(5, is_estimate=True) == days.working_days(date(2090, 6, 5), date(2090, 6, 12))
    assert days.working_days(date(2024, 12, 1), date(2090, 1, 2)).is_estimate


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("2024-03-11", 3, "2024-06-11"),
        ("2024-01-31", 1, "2024-02-29"),  # there is no 31 February
        ("2023-11-15", 3, "2024-02-18"),  # in the middle of 春节: the next day that is worked is a Sunday
        ("2024-12-02", 3, "2025-03-03"),  # a Sunday
        ("9998-12-01", 6, "9998-12-31"),  # a slip of the pen is a late date
    ],
)
def test_a_term_ends_on_the_same_day_of_a_later_month(start: str, months: int, expected: str) -> None:
    """Where there is no such day it is the last of the month, and a day off is put off to the next working day."""
    assert date.fromisoformat(expected) == days.after_months(date.fromisoformat(start), months)


@pytest.mark.parametrize("text", [None, "", "2024", "2024-06"])
def test_what_is_no_full_date_is_none(text: str | None) -> None:
    """A year or a month alone says nothing of days."""
    assert days.read(text) is None
