"""
Read what a letter says of itself: the number, session and title that it names, whom it greets, who signs it and when.

Only what stands in a form that leaves no doubt is read; what a letter does not say stays empty.  `pairs` compares it
with what the front matter and the proposal say.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from builder.content.printed import dates, numbers, people, sessions
from builder.content.printed.folding import closed, folded
from builder.disclosure.public import IsoDate, Printed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.disclosure.excerpts import Excerpt


def read(excerpt: Excerpt) -> Printed:
    """Read what a letter says of itself."""
    title = excerpt.title
    greeting, opening = _beginning(excerpt)
    first = _first_sentence(opening)
    bare_title, bare_first = _without_titles(title), _without_titles(first)
    printed = numbers.find(bare_title)
    is_title_numbered = printed is not None
    printed = printed or numbers.find(bare_first)
    kind = _KIND.search(folded(bare_title))
    session = sessions.find(bare_title) or sessions.find(bare_first)
    signers, signed = _ending(excerpt.ending)
    return Printed(
        kind=(kind["after"] or kind["before"]) if kind else "",
        numbers=printed.values if printed else (),
        is_title_numbered=is_title_numbered,
        session=session.raw if session else "",
        body=_BODIES[session.kind] if session else "",
        term=session.term if session else None,
        meeting=session.meeting if session else None,
        titles=_titles(title) or _titles(first),
        names=greeting.names if greeting and not greeting.is_unit else (),
        noun=greeting.noun if greeting else "",
        title_unit=people.unit_in_title(title),
        signers=signers,
        signed=IsoDate(signed) if signed else None,
    )


_BODIES = {"proposal": "cppcc", "suggestion": "npc", "": ""}
# 第17号建议, 第17号人大代表建议, 建议第17号; 建议提案 says neither.
_KIND = re.compile(
    r"号\s*(?:政协|人大)?(?:委员|代表)?的?(?P<after>提案|建议)(?!提案|建议)|(?<!提案)(?<!建议)(?P<before>提案|建议)第"
)


# --- the beginning ----------------------------------------------------------------------------------------------


def _beginning(excerpt: Excerpt) -> tuple[people.Addressees | None, str]:
    """Find the line that greets, and the paragraph below it; without one nothing tells where a letter begins."""
    for line, opening in zip(excerpt.greetings, excerpt.openings, strict=True):
        greeting = people.greeted(line)
        if greeting:
            return greeting, opening
    return None, ""


_SENTENCE = re.compile(r"(?:《(?:[^《》]|《[^《》]*》)*》|“[^”]*”|[^。])*")
_RECEIVED = re.compile(r"收悉|收到|已阅|经研究|经商|现(?:将|就|答复|回复|函复|提出)")


def _first_sentence(opening: str) -> str:
    """Take what says which proposal came in, up to the word that it did."""
    sentence = _SENTENCE.match(opening)
    received = _RECEIVED.search(sentence[0]) if sentence else None
    return opening[: received.end()] if received else ""


# A title may quote another, and stands in quotation marks where an office has no 《》.
_TITLE = re.compile(
    r"《(?P<title>(?:[^《》]|《[^《》]*》){4,160})》|“(?P<quoted>关于(?:[^“”]|“[^“”]*”){4,160}(?:提案|建议|议案))”"
)
_IS_A_PROPOSAL = re.compile(r"(?:提案|建议|议案)$")
_REMOVED = "〔不公开："


def _titles(text: str) -> tuple[str, ...]:
    """Give the titles of proposals that a text names: those that end as one does."""
    found = (match["title"] or match["quoted"] for match in _TITLE.finditer(text))
    return tuple(dict.fromkeys(closed(one) for one in found if _IS_A_PROPOSAL.search(one) and _REMOVED not in one))


def _without_titles(text: str) -> str:
    """Leave out the titles that a text names: what they say of numbers and sessions is not the letter's."""
    return _TITLE.sub("", text)


# --- the end ----------------------------------------------------------------------------------------------------
_DATE_ENDS = ("日", ")", "）")


def _ending(lines: Sequence[str]) -> tuple[tuple[str, ...], str | None]:
    """Read the last date that stands on a line of its own, and the units above it or before it on its line."""
    for place in range(len(lines) - 1, -1, -1):
        signed = dates.on_a_line(lines[place]) if lines[place].endswith(_DATE_ENDS) else None
        if signed:
            units = people.units_on_a_line(signed.unit) if signed.unit else _units_above(lines[:place])
            return units, signed.day.iso
    return (), None


def _units_above(lines: Sequence[str]) -> tuple[str, ...]:
    found: tuple[str, ...] = ()
    for line in reversed(lines):
        units = people.units_on_a_line(line)
        if not units:
            break
        found = (*units, *found)
    return found
