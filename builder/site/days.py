"""
Reckon with calendar days as documents state them: ISO text, from one to another.

Nothing here knows what day it is.  The day by which something is overdue is given: `PublicArchive.as_of`.
"""

from __future__ import annotations

import calendar
import re
from typing import TypeGuard

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def is_day(text: str | None) -> TypeGuard[str]:
    """Tell whether a value is a whole day; a year alone is none, nor is a term in words, such as 年底前."""
    return text is not None and _DAY.fullmatch(text) is not None


def days_between(first: str, last: str) -> int:
    """Count the days from one to another; below zero where *last* is the earlier one."""
    return _number(last) - _number(first)


def _number(day: str) -> int:
    """Give the number of a day among all others."""
    parts = (int(day[:4]), int(day[5:7]), int(day[8:]), 0, 0, 0)
    return calendar.timegm(parts) // 86_400
