"""
Cut from a letter the few lines that say what it is: its title, what greets and the paragraph below, what ends it.

What a letter prints of itself (`printed`) is read from these and nothing else, so that it is known, and no pattern has
to be made, where they are what they were.
"""

from __future__ import annotations

from typing import NamedTuple

_GREETING_WITHIN = 6
_LONGEST_GREETING = 120
_LONGEST_OPENING = 400
_END_WITHIN = 24
_LONGEST_END = 60
_COLONS = (":", "：")
_SENTENCE_ENDS = ("。", "；", "！", "？", ".", ";", "!", "?")


class Excerpt(NamedTuple):
    """The lines of a letter that may say what it is."""

    title: str
    greetings: tuple[str, ...]
    """Lines among the first that end in a colon, each with the beginning of the paragraph below it."""
    openings: tuple[str, ...]
    ending: tuple[str, ...]
    """The short lines at its end that are no sentences."""


def excerpt(title: str, text: str) -> Excerpt:
    """Cut from a letter what may say what it is; only the first lines and the last are looked at."""
    lines = text.split("\n")
    greetings: list[str] = []
    openings: list[str] = []
    filled = 0
    for place, line in enumerate(lines):
        bare = line.strip()
        if not bare:
            continue
        if bare.endswith(_COLONS) and len(bare) <= _LONGEST_GREETING and "。" not in bare:
            greetings.append(bare.strip("* "))
            openings.append(_paragraph(lines, place + 1))
        filled += 1
        if filled == _GREETING_WITHIN:
            break
    return Excerpt(title, tuple(greetings), tuple(openings), _ending(lines))


def _paragraph(lines: list[str], start: int) -> str:
    """Join the first paragraph from a line on."""
    parts: list[str] = []
    for line in lines[start:]:
        bare = line.strip()
        if not bare and parts:
            break
        parts.append(bare)
        if sum(map(len, parts)) > _LONGEST_OPENING:
            break
    return "".join(parts)[:_LONGEST_OPENING]


def _ending(lines: list[str]) -> tuple[str, ...]:
    found: list[str] = []
    for line in reversed(lines):
        bare = line.strip()
        if len(bare) > _LONGEST_END or len(found) == _END_WITHIN:
            break
        if bare and not bare.endswith(_SENTENCE_ENDS):
            found.append(bare)
    return tuple(reversed(found))
