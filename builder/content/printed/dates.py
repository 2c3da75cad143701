"""Read dates as letters, signatures and web pages write them; what is no day of the calendar is no date."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from builder.content.printed.folding import HAN, folded, number_of, squeezed


class Day(NamedTuple):
    """A date as ISO text, and the words that name it."""

    iso: str
    raw: str


_ARABIC = r"(?P<y>(?:19|20)\d\d)\s*年\s*(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*日"
_SPELT = r"(?P<ys>[一二三四五六七八九〇零0]{4})\s*年\s*(?P<ms>十[一二]?|元|[一二三四五六七八九])\s*月\s*(?P<ds>三十一?|二?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九])\s*日"
_WEB = r"(?P<yw>(?:19|20)\d\d)\s*[-/.]\s*(?P<mw>\d{1,2})\s*[-/.]\s*(?P<dw>\d{1,2})(?![\d-])"
PRINTED = re.compile(f"{_ARABIC}|{_SPELT}")
WEB = re.compile(_WEB)
ANY = re.compile(f"{_ARABIC}|{_SPELT}|{_WEB}")
CLOCK = r"\d{1,2}\s*:\s*\d{1,2}(?:\s*:\s*\d{1,2})?"


def day_of(found: re.Match[str]) -> str | None:
    """Give the ISO form of a match of the patterns above; `None` for a day that no calendar has."""
    parts = found.groupdict()
    for names in (("y", "m", "d"), ("ys", "ms", "ds"), ("yw", "mw", "dw")):
        written = [parts.get(name) for name in names]
        if all(written):
            values = [number_of(str(part).replace("元", "一").replace("廿", "二十")) for part in written]
            try:
                return date(*map(int, values)).isoformat()  # type: ignore[arg-type] # the patterns hold numerals only
            except ValueError:
                return None
    return None


def find(text: str, pattern: re.Pattern[str] = ANY) -> Day | None:
    """Find the first date in a text."""
    for found in pattern.finditer(folded(text)):
        iso = day_of(found)
        if iso:
            return Day(iso, text[found.start() : found.end()])
    return None


_ALONE = re.compile(
    rf"^\s*(?P<unit>[{HAN}() ]{{0,60}}?)\s*(?P<day>{_ARABIC}|{_SPELT})\s*(?P<after>\((?:此件)?[{HAN}]{{2,10}}\))?\s*$"
)
_ALONE_WEB = re.compile(rf"^\s*{_WEB}\s*$")


class Signed(NamedTuple):
    """A line that ends a letter: its date, and the unit where it stands on the same line."""

    day: Day
    unit: str


def on_a_line(text: str) -> Signed | None:
    """Read a line that holds a printed date and at most a unit before it."""
    found = _ALONE.match(folded(text))
    if found is None:
        return None
    iso = day_of(found)
    if iso is None:
        return None
    unit = text[found.start("unit") : found.end("unit")]
    return Signed(Day(iso, text[found.start("day") : found.end("day")]), squeezed(unit) if unit.strip() else "")


def web_on_a_line(text: str) -> Day | None:
    """Read a line that holds nothing but a date of the form 2021-06-10."""
    return find(text, WEB) if _ALONE_WEB.match(folded(text)) else None


_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年")


def years_in(text: str) -> list[int]:
    """Give every year that a text names."""
    return [int(year) for year in _YEAR.findall(folded(text))]
