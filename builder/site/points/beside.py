"""
Set each suggestion of a proposal beside the answers of its public replies.

Everything here is made from public records and released texts: a reply that may not be shown is the same as none.
A reply whose summary alone may be read counts as a letter in which nothing can be found: it may answer anything.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from builder.site.points.answers import read_reply
from builder.site.points.matching import Letter, match
from builder.site.points.outline import without_label
from builder.site.points.register import FiledAnswer, FiledPoint, Folio
from builder.site.points.suggestions import read_proposal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from builder.disclosure.public import DepartmentSlug, PublicReply, TextName
    from builder.site.inputs import Links, PlacedReply, ProposalInputs
    from builder.site.markup import Letter as Typeset
    from builder.site.points.answers import Answer, Read
    from builder.site.points.matching import Row
    from builder.site.views import Unit

_SENTENCE = re.compile("[^。；;！？]+[。；;！？]?")
# A line of a table: what is shorter than a clause goes on, what is longer than two lines is cut.
_SHORTEST = 16
_LONGEST = 48


class Passage(NamedTuple):
    """A part of a reply that answers a suggestion, or says who does."""

    reply: int
    """The place of the reply among those of the proposal, from 0."""
    anchors: tuple[str, ...]
    text: str
    """As printed, without number."""
    opening: str
    """The first sentence of what it says, without number, for a line of a table."""
    is_answer: bool
    """Else it is a sentence that leaves the suggestion to others."""


class Point(NamedTuple):
    """A suggestion, and what became of it."""

    order: int
    text: str
    """As printed, without number."""
    anchor: str
    state: str
    units: tuple[str, ...]
    """Who answers instead: by its short name if it has to do with the proposal, else as the letters print it."""
    reason: str
    """Of a state that no passage shows: as in `matching`, or `summary` where no reply may be read in full."""
    passages: tuple[Passage, ...]


class Points(NamedTuple):
    """The suggestions of a proposal."""

    points: tuple[Point, ...]
    reason: str
    """Why there are none: `no-text` (it may not be read here), `no-section` or `no-list`; else empty."""


def points_of(
    inputs: ProposalInputs, typeset: Callable[[TextName, Links], Typeset], units: Mapping[DepartmentSlug, Unit]
) -> Points:
    """
    Set the suggestions of a proposal beside its answers.

    Args:
        typeset: Gives a text as its page shows it, with these links.
    """
    proposal = inputs.proposal
    if proposal is None or proposal.text is None:
        return Points((), "no-text")
    shown = typeset(proposal.text, inputs.links)
    asked = read_proposal(shown.text, shown.lines)
    if not asked.suggestions:
        return Points((), asked.reason)
    replies = [reply.record for reply in inputs.replies]
    letters = [
        letter_of(reply.record, _read(reply, typeset), units, proposal.co_handlers, place)
        for place, reply in enumerate(inputs.replies)
    ]
    only_summaries = bool(replies) and all(reply.text is None for reply in replies)
    involved = [*proposal.lead, *proposal.co_handlers]
    involved += [slug for reply in replies for slug in (reply.department, *reply.consulted)]
    known = [units[slug] for slug in dict.fromkeys(involved)]
    rows = match(asked.suggestions, letters, proposal.number)
    return Points(tuple([_point(row, letters, known, only_summaries=only_summaries) for row in rows]), "")


def filed(inputs: ProposalInputs, points: Points) -> Folio | None:
    """File what became of a proposal's suggestions; nothing, if none can be read."""
    proposal, address = inputs.proposal, inputs.matter.address
    if proposal is None or address is None or not points.points:
        return None
    replies = inputs.replies
    return Folio(
        address=address,
        number=proposal.number,
        title=proposal.title,
        session=proposal.session,
        year=proposal.year,
        answering=tuple(dict.fromkeys([reply.record.department for reply in replies])),
        points=tuple(
            [
                FiledPoint(
                    point.order,
                    point.text,
                    point.state,
                    tuple(filter(None, point.units)),
                    tuple([FiledAnswer(replies[p.reply].address, p.anchors) for p in point.passages if p.is_answer]),
                )
                for point in points.points
            ]
        ),
    )


def letter_of(
    reply: PublicReply,
    read: Read,
    units: Mapping[DepartmentSlug, Unit],
    co_handlers: tuple[DepartmentSlug, ...] = (),
    place: int = 0,
) -> Letter:
    """Show a reply to the matching, which knows it by its place."""
    others = [units[slug] for slug in (*co_handlers, *reply.consulted)]
    return Letter(
        str(place),
        units[reply.department].name,
        # A letter that does not say in which part it answers has the one that the proposal gives to its unit.
        reply.role or ("co" if reply.department in co_handlers else None),
        reply.numbers,
        read,
        reply.answered_points,
        tuple([name for unit in others for name in (unit.name, unit.short_name)]),
    )


def _read(reply: PlacedReply, typeset: Callable[[TextName, Links], Typeset]) -> Read:
    if reply.record.text is None:
        return read_reply("")
    shown = typeset(reply.record.text, reply.links)
    return read_reply(shown.text, shown.lines)


def _point(row: Row, letters: Sequence[Letter], known: Sequence[Unit], *, only_summaries: bool) -> Point:
    passages = [_passage(int(found.letter), found.answer) for found in row.matches]
    passages += [_sentence(letters[int(key)], int(key), anchor, row.units) for key, anchor in row.anchors]
    units = tuple(dict.fromkeys([_shortened(name, known) for name in row.units if name]))
    reason = "summary" if only_summaries and row.state == "unclear" else row.reason
    asked = row.suggestion
    return Point(asked.order, asked.text, asked.anchors[0], row.state, units, reason, tuple(passages))


def _shortened(printed: str, known: Sequence[Unit]) -> str:
    """Call a unit by one name, however a letter prints it: 市教育局 and 澜川市教育局 are one."""
    same = (unit.short_name for unit in known if printed in unit.name or unit.short_name == printed)
    return next(same, printed)


def _passage(reply: int, answer: Answer) -> Passage:
    # What names the suggestion says nothing new beside it: the line begins after it.
    first, *more = answer.printed
    said = next(filter(None, answer.detail), first) if answer.is_framed else first
    if more and not answer.is_framed and first.rstrip("。：:") == answer.text:
        said = more[0]
    return Passage(reply, answer.anchors, "\n".join(answer.printed), _opening(said), is_answer=True)


def _sentence(letter: Letter, reply: int, anchor: str, units: Sequence[str]) -> Passage:
    """Find the sentence of a paragraph that names who answers."""
    paragraph = next(text for place, text in letter.read.prose if place == anchor)
    sentences = _SENTENCE.findall(paragraph)
    said = next((part for part in sentences if any(unit and unit in part for unit in units)), paragraph)
    return Passage(reply, (anchor,), paragraph, _opening(said), is_answer=False)


def _opening(text: str) -> str:
    """Take the first sentence of a passage; if it is a mere heading, the next one too."""
    text = without_label(text)
    end = next((found.end() for found in _SENTENCE.finditer(text) if found.end() >= _SHORTEST), len(text))
    return text[:_LONGEST].rstrip("，、") + "…" if end > _LONGEST else text[:end].rstrip("。；;")
