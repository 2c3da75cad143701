"""
Automatic numbering of a Word document as the text that a reader sees.

Word keeps 一、 and （一） out of the characters: a paragraph names a list and a level, and the number is counted when
the page is shown (ECMA-376, part 1, 17.9).  In a proposal these numbers are the suggestions.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from builder.importing.readers.numerals import numeral
from builder.importing.readers.wordml import child, children, number_of, value_of

if TYPE_CHECKING:
    from lxml.etree import _Element


class Level(NamedTuple):
    """How one level of a list counts and shows."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    """With `%1` to `%9` for the numbers of the levels."""
    suffix: str = "tab"
    restart: int = -1
    """The level (from 1) after which this one begins anew; 0 never, -1 after any that is higher."""
    style: str = ""
    is_legal: bool = False
    """All numbers are shown in plain digits."""


class _List(NamedTuple):
    abstract: str
    """Lists of one abstract list count on from each other."""
    levels: dict[int, Level]
    starts: dict[int, int]
    """Levels that begin anew when this list is first used."""


class Numbering:
    """The lists of one document, and how far each has counted."""

    def __init__(self, root: _Element | None, list_of_style: dict[str, str]) -> None:
        """
        Take the part `numbering.xml`.

        Args:
            list_of_style: The list that each numbering style names.
        """
        self._lists = {} if root is None else _lists(root, list_of_style)
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def level_of_style(self, list_id: str, style: str) -> int:
        """Find the level of a list that belongs to a paragraph style; the first where none does."""
        found = self._lists.get(list_id)
        return next((n for n, level in found.levels.items() if level.style == style), 0) if found else 0

    def next(self, list_id: str, level: int) -> str:
        """Count one paragraph and give its number as shown, with the gap after it; empty for bullets."""
        found = self._lists.get(list_id)
        if not found or level not in found.levels:
            return ""
        counts = self._counts.setdefault(found.abstract, {})
        self._count(list_id, found, counts, level)
        shape = found.levels[level]
        if shape.form == "bullet":
            return ""
        text = re.sub(r"%([1-9])", lambda mark: _shown(found, counts, int(mark[1]) - 1, shape), shape.text)
        return text + _gap(text, shape.suffix) if text.strip() else ""

    def _count(self, list_id: str, found: _List, counts: dict[int, int], level: int) -> None:
        begins = level in found.starts and (list_id, level) not in self._begun
        self._begun.add((list_id, level))
        if begins:
            counts[level] = found.starts[level]
        else:
            counts[level] = counts[level] + 1 if level in counts else _start(found, level)
        for higher in range(level):
            counts.setdefault(higher, _start(found, higher))
        for lower in [n for n in counts if n > level]:
            after = found.levels[lower].restart if lower in found.levels else -1
            if after == -1 or level < after:
                del counts[lower]


def _start(found: _List, level: int) -> int:
    return found.starts.get(level, found.levels[level].start if level in found.levels else 1)


def _shown(found: _List, counts: dict[int, int], level: int, shape: Level) -> str:
    form = found.levels[level].form if level in found.levels else "decimal"
    return numeral(counts.get(level, _start(found, level)), "decimal" if shape.is_legal else form)


def _gap(text: str, suffix: str) -> str:
    """Give what stands after a number: a tab is a gap that a full-width mark has in itself."""
    if suffix == "nothing" or (suffix == "tab" and text[-1] in "、．。）】〕，："):
        return ""
    return " "


# --- numbering.xml


def _lists(root: _Element, list_of_style: dict[str, str]) -> dict[str, _List]:
    abstract = {value_of(item, "abstractNumId"): item for item in children(root, "abstractNum")}
    numbers = {value_of(item, "numId"): item for item in children(root, "num")}
    found = {}
    for list_id, item in numbers.items():
        key = value_of(child(item, "abstractNumId"))
        levels = _levels(_followed(key, abstract, numbers, list_of_style))
        starts = {}
        for override in children(item, "lvlOverride"):
            place = number_of(override, "ilvl")
            if (own := child(override, "lvl")) is not None:
                levels[place] = _level(own)
            if (start := child(override, "startOverride")) is not None:
                starts[place] = number_of(start)
        found[list_id] = _List(key, levels, starts)
    return found


def _followed(
    key: str, abstract: dict[str, _Element], numbers: dict[str, _Element], list_of_style: dict[str, str]
) -> _Element | None:
    """Find the abstract list that has the levels: one may only name a numbering style, which names a list."""
    item = abstract.get(key)
    link = value_of(child(item, "numStyleLink"))
    if not link:
        return item
    number = numbers.get(list_of_style.get(link, ""))
    linked = abstract.get(value_of(child(number, "abstractNumId")))
    return linked if linked is not None else item


def _levels(item: _Element | None) -> dict[int, Level]:
    return {number_of(level, "ilvl"): _level(level) for level in children(item, "lvl")}


def _level(item: _Element) -> Level:
    form = next((found for found in item.iter("{*}numFmt")), None)  # also within the choice of a later format
    name = value_of(form) or "decimal"
    if name == "custom":  # such as 001, 002, 003, ...: zeros make up the width
        name = f"zeros{len(value_of(form, 'format').partition(',')[0])}"
    restart = child(item, "lvlRestart")
    return Level(
        start=number_of(child(item, "start"), default=1 if child(item, "start") is None else 0),
        form=name,
        text=value_of(child(item, "lvlText")),
        suffix=value_of(child(item, "suff")) or "tab",
        restart=-1 if restart is None else number_of(restart),
        style=value_of(child(item, "pStyle")),
        is_legal=(legal := child(item, "isLgl")) is not None and value_of(legal) not in {"0", "false"},
    )
