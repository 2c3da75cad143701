"""
Say what search may know of a page: the words that stand on it, each block with the anchor of its place.

A page is found by its own document.  The replies under a proposal are found on their own pages, and a proposal that
may not be read is not found at all.  The suggestions of a proposal are found by themselves too, each with its state.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from builder.disclosure.public import PublicProposal
from builder.site.inputs import (
    MeetingInputs,
    ProposalInputs,
    ReplyInputs,
    ReportInputs,
    StandingInputs,
    UpdateInputs,
)
from builder.site.markup import lines_of, passages
from builder.site.points.places import Extent, Spot, extents
from builder.site.points.suggestions import read_proposal
from builder.site.shadow import Passage, Searchable, SearchableAnswer, SearchablePoint
from builder.site.views import Words, point_anchor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from builder.disclosure.public import (
        DepartmentSlug,
        PublicMeeting,
        PublicPage,
        PublicReply,
        PublicReport,
        PublicUpdate,
        TextName,
    )
    from builder.site.context import SiteContext
    from builder.site.inputs import PlacedReply
    from builder.site.plan.values import Page
    from builder.site.points.beside import Passage as Answer
    from builder.site.points.beside import Point, Points


class Sources(NamedTuple):
    """Where the words of a page come from."""

    context: SiteContext
    read: Callable[[TextName], str]
    say: Callable[[Words], str]
    points: Callable[[ProposalInputs], Points]
    """Sets the suggestions of a proposal beside their answers."""


def is_findable(page: Page) -> bool:
    """Tell whether search knows the page."""
    match page.kind:
        case "proposal":
            return isinstance(page.inputs, ProposalInputs) and page.inputs.proposal is not None
        case "reply" | "report" | "meeting" | "update" | "page":
            return True
        case _:
            return False


def searchable(page: Page, sources: Sources) -> Searchable:
    """
    Give what search may know of a page.

    Raises:
        ValueError: The page is not one that search knows.
    """
    match page.inputs:
        case ProposalInputs(_, PublicProposal() as proposal) as inputs:
            return _proposal(page.url, proposal, inputs, sources)
        case ReplyInputs(reply, matter):
            return _reply(page.url, reply.record, matter.proposers, sources)
        case ReportInputs(report):
            return _report(page.url, report, sources)
        case MeetingInputs(meeting):
            return _meeting(page.url, meeting, sources)
        case UpdateInputs(update):
            return _update(page.url, update, sources)
        case StandingInputs(standing):
            return _standing(page.url, standing, sources)
        case _:
            message = f"search does not know {page.url}"
            raise ValueError(message)


def _proposal(url: str, proposal: PublicProposal, inputs: ProposalInputs, sources: Sources) -> Searchable:
    session = sources.context.session_links[proposal.session]
    departments = (*proposal.lead, *proposal.co_handlers)
    return Searchable(
        url=url,
        title=proposal.title,
        passages=_text(proposal, sources),
        names=(*proposal.proposers, *_unit_names(departments, sources)),
        keys=(proposal.key,),
        filters=(
            ("年份", str(proposal.year)),
            *_units(departments, sources),
            ("届次", session.name),
            _kind(session.body, sources),
            *_topics(proposal.topics),
        ),
        date=proposal.submitted,
        year=proposal.year,
        points=tuple(_points(proposal, inputs, sources)),
    )


def _points(proposal: PublicProposal, inputs: ProposalInputs, sources: Sources) -> Iterator[SearchablePoint]:
    """Give the suggestions; the lines of the text are the last passages of the page."""
    found = sources.points(inputs).points
    if not found or proposal.text is None:
        return
    text = sources.read(proposal.text)
    lines = lines_of(text)
    places = extents(read_proposal(text, lines).suggestions, lines)
    number = sources.say(Words("value.number", (("number", proposal.number),)))
    before = 1 if proposal.summary else 0
    for point, extent in zip(found, places, strict=True):
        yield SearchablePoint(
            text=point.text,
            anchor=point_anchor(point.order),
            extent=Extent(*[Spot(spot.line + before, spot.character) for spot in extent]),
            kind=sources.say(Words("kind.point")),
            state=sources.say(Words(f"state.{point.state}")),
            sign=sources.say(Words(f"sign.{point.state}")),
            said=sources.say(_said(point, sources)),
            reason=sources.say(Words(f"points.{point.reason}")) if point.reason and not point.passages else "",
            number=number,
            answers=tuple([_answer(passage, inputs.replies, sources) for passage in point.passages]),
        )


def _said(point: Point, sources: Sources) -> Words:
    units = sources.say(Words("value.separator")).join(filter(None, point.units))
    return Words(f"state.{point.state}-by", (("units", units),)) if units else Words(f"state.{point.state}")


def _answer(passage: Answer, replies: tuple[PlacedReply, ...], sources: Sources) -> SearchableAnswer:
    reply = replies[passage.reply]
    unit = sources.context.units[reply.record.department]
    return SearchableAnswer(unit.short_name, reply.address[1:], passage.anchors[0], passage.opening)


def _reply(url: str, reply: PublicReply, proposers: tuple[str, ...], sources: Sources) -> Searchable:
    session = sources.context.session_links[reply.session]
    return Searchable(
        url=url,
        title=reply.title,
        passages=(*_text(reply, sources), *_promises(reply)),
        names=(
            *proposers,
            *_unit_names((reply.department, *reply.consulted), sources),
            *filter(None, (reply.doc_number,)),
        ),
        keys=reply.keys,
        doc_numbers=tuple(filter(None, (reply.doc_number,))),
        filters=(
            ("年份", str(reply.year)),
            *_units((reply.department,), sources),
            ("办理结果", sources.say(Words(f"result.{reply.result}"))),
            ("届次", session.name),
            _kind("reply", sources),
            *_topics(reply.topics),
        ),
        date=reply.replied,
        year=reply.year,
    )


def _promises(reply: PublicReply) -> Iterator[Passage]:
    for place, promise in enumerate(reply.commitments, 1):
        yield Passage(f"c{place}", "。".join(filter(None, (promise.item, promise.basis))))


def _report(url: str, report: PublicReport, sources: Sources) -> Searchable:
    departments = (report.unit,) if report.unit else ()
    return Searchable(
        url=url,
        title=report.title,
        passages=_text(report, sources),
        names=_unit_names(departments, sources),
        filters=(("年份", str(report.year)), *_units(departments, sources), _kind("report", sources)),
        year=report.year,
    )


def _meeting(url: str, meeting: PublicMeeting, sources: Sources) -> Searchable:
    departments = tuple(dict.fromkeys(speech.department for speech in meeting.speeches if speech.department))
    return Searchable(
        url=url,
        title=meeting.title,
        passages=(*_text(meeting, sources), *_speeches(meeting, sources)),
        names=(
            *filter(None, (meeting.theme,)),
            *[speech.speaker for speech in meeting.speeches if speech.speaker],
            *_unit_names(departments, sources),
        ),
        filters=(("年份", str(meeting.year)), *_units(departments, sources), _kind("meeting", sources)),
        date=meeting.date,
        year=meeting.year,
    )


def _speeches(meeting: PublicMeeting, sources: Sources) -> Iterator[Passage]:
    for place, speech in enumerate(meeting.speeches, 1):
        yield Passage(f"s{place}", speech.heading)
        yield from _passages(sources.read(speech.text), f"s{place}-")


def _update(url: str, update: PublicUpdate, sources: Sources) -> Searchable:
    return Searchable(
        url=url,
        title=update.title,
        passages=_text(update, sources),
        names=tuple(filter(None, (update.source, update.author))),
        filters=(("年份", str(update.year)), _kind("update", sources)),
        date=update.date,
        year=update.year,
    )


def _standing(url: str, page: PublicPage, sources: Sources) -> Searchable:
    return Searchable(url=url, title=page.title, passages=_text(page, sources), filters=(_kind("page", sources),))


# --- Parts ------------------------------------------------------------------------------------------------------------


def _text(
    record: PublicProposal | PublicReply | PublicReport | PublicMeeting | PublicUpdate | PublicPage, sources: Sources
) -> tuple[Passage, ...]:
    """Read the text of a document, or its summary, which has no anchors."""
    summary = (Passage(None, record.summary),) if record.summary else ()
    return (*summary, *(_passages(sources.read(record.text), "") if record.text else ()))


def _passages(text: str, prefix: str) -> Iterator[Passage]:
    return (Passage(anchor, line) for anchor, line in passages(text, prefix=prefix))


def _unit_names(departments: Iterable[DepartmentSlug], sources: Sources) -> tuple[str, ...]:
    units = [sources.context.units[slug] for slug in departments]
    return tuple(dict.fromkeys(name for unit in units for name in (unit.name, unit.short_name)))


def _units(departments: Iterable[DepartmentSlug], sources: Sources) -> tuple[tuple[str, str], ...]:
    return tuple(("单位", sources.context.units[slug].name) for slug in dict.fromkeys(departments))


def _kind(kind: str, sources: Sources) -> tuple[str, str]:
    return "类型", sources.say(Words(f"kind.{kind}"))


def _topics(names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple(("主题", name) for name in names)
