"""
Write documents as data: `index.json` beside the page, with the English keys of the fields.

It holds all that may be read of a document, so that the tables of `/data/` are made from these files alone.  Addresses
are those of the site, from its root; what a document does not state is `null` or an empty list; a text is Markdown
(`quotation`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

from builder.site import routes
from builder.site.inputs import (
    MeetingInputs,
    ProposalInputs,
    ReplyInputs,
    ReportInputs,
    StandingInputs,
    UpdateInputs,
)
from builder.site.quotation import quotation

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from builder.disclosure.public import (
        DepartmentSlug,
        PublicAttachment,
        PublicProposal,
        PublicReply,
        SessionSlug,
        Speech,
        TextName,
    )
    from builder.site.compose.desk import Desk
    from builder.site.context import SiteContext
    from builder.site.inputs import Inputs, Links, PlacedReply
    from builder.site.points.beside import Point

Data: TypeAlias = "Mapping[str, Data] | Sequence[Data] | str | int | bool | None"
Read: TypeAlias = "Callable[[TextName], str]"
"""Gives the characters of a released text."""


class _Record(Protocol):
    """What the public record of every document has."""

    @property
    def disclosure(self) -> str: ...
    @property
    def disclosure_printed(self) -> str: ...
    @property
    def summary(self) -> str | None: ...
    @property
    def text(self) -> TextName | None: ...
    @property
    def attachments(self) -> tuple[PublicAttachment, ...]: ...


def data_of(address: str, inputs: Inputs, desk: Desk, read: Read) -> Data:
    """
    Write the document that a page shows.

    Args:
        address: Of the page.

    Raises:
        ValueError: The page is not that of a document.
    """
    match inputs:
        case ProposalInputs():
            return _proposal(address, inputs, desk, read)
        case ReplyInputs():
            return _reply(inputs, desk.context, read)
        case ReportInputs(record, links):
            return {
                "address": address,
                "title": record.title,
                "year": record.year,
                "unit": _unit(record.unit, desk.context) if record.unit else None,
                "figures": dict(record.figures),
                **_common(record, links, read),
            }
        case MeetingInputs(record, links):
            return {
                "address": address,
                "title": record.title,
                "year": record.year,
                "date": record.date,
                "theme": record.theme,
                **_common(record, links, read),
                "speeches": [_speech(speech, links, desk.context, read) for speech in record.speeches],
            }
        case UpdateInputs(record, links, related):
            return {
                "address": address,
                "title": record.title,
                "year": record.year,
                "date": record.date,
                "source": record.source,
                "author": record.author,
                "related": [{"address": link.address, "title": link.label} for link in related],
                **_common(record, links, read),
            }
        case StandingInputs(record, links):
            return {"address": address, "title": record.title, **_common(record, links, read)}
        case _:
            message = f"no document at {address}"
            raise ValueError(message)


def _proposal(address: str, inputs: ProposalInputs, desk: Desk, read: Read) -> Data:
    """Write a number: what may be read of its proposal, its replies as lines, and each suggestion with its answers."""
    context, matter, proposal = desk.context, inputs.matter, inputs.proposal
    points = desk.points(inputs).points
    # As in lists: the page may put the newest result on top.
    listed = {entry.address: place for place, entry in enumerate(matter.answers)}
    return {
        "address": address,
        "title": proposal.title if proposal else None,
        "number": matter.number,
        "session": _session(matter.session, context),
        "proposers": list(proposal.proposers) if proposal else [],
        "others": proposal.others if proposal else None,
        "lead": _units(proposal.lead if proposal else (), context),
        "co_handlers": _units(proposal.co_handlers if proposal else (), context),
        "submitted": proposal.submitted if proposal else None,
        "assigned": proposal.assigned if proposal else None,
        "due": proposal.due if proposal else None,
        "topics": list(proposal.topics) if proposal else [],
        "key_item": _flag(proposal) if proposal else None,
        **_of_proposal(proposal, inputs.links, read),
        "replies": [_line(reply, context) for reply in sorted(inputs.replies, key=lambda reply: listed[reply.address])],
        "suggestions": [_suggestion(point, inputs) for point in points],
        "suggestion_details": [_detail(point) for point in points],
    }


def _of_proposal(proposal: PublicProposal | None, links: Links, read: Read) -> dict[str, Data]:
    """Write what every document has; of a proposal that may not be read, that there is nothing."""
    if proposal:
        return _common(proposal, links, read)
    return {"disclosure": None, "disclosure_printed": None, "summary": None, "text": None, "attachments": []}


def _line(reply: PlacedReply, context: SiteContext) -> Data:
    record = reply.record
    return {
        "address": reply.address,
        "department": _unit(record.department, context),
        "role": record.role,
        "replied": record.replied,
        "published": record.published,
        "result": record.result,
        "result_printed": record.result_printed,
        "disclosure": record.disclosure,
    }


def _suggestion(point: Point, inputs: ProposalInputs) -> Data:
    """Write a suggestion; a sentence that leaves it to others is no answer to it."""
    return {
        "order": point.order,
        "text": point.text,
        "state": point.state,
        "answers": [
            {"reply": inputs.replies[passage.reply].address, "anchors": list(passage.anchors), "text": passage.text}
            for passage in point.passages
            if passage.is_answer
        ],
    }


def _detail(point: Point) -> Data:
    """Write where a suggestion stands, and who answers it instead."""
    return {"order": point.order, "anchor": point.anchor, "units": list(filter(None, point.units))}


def _reply(inputs: ReplyInputs, context: SiteContext, read: Read) -> Data:
    record = inputs.reply.record
    return {
        "address": inputs.reply.address,
        "title": record.title,
        "session": _session(record.session, context),
        "answers": [{"number": link.label, "address": link.address} for link in inputs.reply.numbers],
        "department": _unit(record.department, context),
        "place": record.place,
        "follows": inputs.earlier.address if inputs.earlier else None,
        "role": record.role,
        "consulted": _units(record.consulted, context),
        "doc_number": record.doc_number,
        "signer": record.signer,
        "replied": record.replied,
        "published": record.published,
        "result": record.result,
        "result_printed": record.result_printed,
        "adoption": record.adoption._asdict() if record.adoption else None,
        "answered_points": [point._asdict() for point in record.answered_points],
        "commitments": [commitment._asdict() for commitment in record.commitments],
        "satisfaction": record.satisfaction,
        "topics": list(record.topics),
        "key_item": _flag(record),
        "contact": record.contact._asdict() if record.contact else None,
        **_common(record, inputs.reply.links, read),
    }


def _speech(speech: Speech, links: Links, context: SiteContext, read: Read) -> Data:
    return {
        "heading": speech.heading,
        "speaker": speech.speaker,
        "department": _unit(speech.department, context) if speech.department else None,
        "text": quotation(read(speech.text), links),
    }


def _common(record: _Record, links: Links, read: Read) -> dict[str, Data]:
    """Write what every document has."""
    return {
        "disclosure": record.disclosure,
        "disclosure_printed": record.disclosure_printed,
        "summary": record.summary,
        "text": quotation(read(record.text), links) if record.text else None,
        "attachments": [_attachment(file) for file in record.attachments],
    }


def _flag(record: PublicProposal | PublicReply) -> bool | None:
    """Say whether a document is a key item; of a summary that is not known."""
    return None if record.disclosure == "summary" else record.key_item


def _attachment(file: PublicAttachment) -> Data:
    return {
        "address": routes.attachment(file.path),
        "name": file.name,
        "bytes": file.size,
    }


def _session(slug: SessionSlug, context: SiteContext) -> Data:
    session = context.session_links[slug]
    return {"id": slug, "name": session.name, "body": session.body, "year": session.year}


def _units(slugs: Sequence[DepartmentSlug], context: SiteContext) -> Data:
    return [_unit(slug, context) for slug in slugs]


def _unit(slug: DepartmentSlug, context: SiteContext) -> Data:
    return {"id": slug, "name": context.units[slug].name}
