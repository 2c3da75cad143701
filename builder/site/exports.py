"""
Write documents as data: `index.json` beside the page, with the English keys of the fields.

Addresses are those of the site, from its root; what a document does not state is `null` or an empty list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from builder.disclosure.public import DepartmentSlug
    from builder.site.compose import Desk
    from builder.site.context import SiteContext
    from builder.site.inputs import PlacedReply, ProposalInputs
    from builder.site.points.beside import Point

Data: TypeAlias = "Mapping[str, Data] | Sequence[Data] | str | int | bool | None"


def proposal_data(address: str, inputs: ProposalInputs, desk: Desk) -> Data:
    """Write a number: what may be read of its proposal, its replies as lines, and each suggestion with its answers."""
    context, matter, proposal = desk.context, inputs.matter, inputs.proposal
    session = context.session_links[matter.session]
    return {
        "address": address,
        "title": proposal.title if proposal else None,
        "number": matter.number,
        "session": {"id": matter.session, "name": session.name, "body": session.body, "year": session.year},
        "proposers": list(proposal.proposers) if proposal else [],
        "others": proposal.others if proposal else None,
        "lead": _units(proposal.lead if proposal else (), context),
        "co_handlers": _units(proposal.co_handlers if proposal else (), context),
        "submitted": proposal.submitted if proposal else None,
        "assigned": proposal.assigned if proposal else None,
        "due": proposal.due if proposal else None,
        "disclosure": proposal.disclosure if proposal else None,
        "summary": proposal.summary if proposal else None,
        "topics": list(proposal.topics) if proposal else [],
        "key_item": proposal.key_item if proposal else None,
        "replies": [_reply(reply, context) for reply in inputs.replies],
        "suggestions": [_suggestion(point, inputs) for point in desk.points(inputs).points],
    }


def _units(slugs: Sequence[DepartmentSlug], context: SiteContext) -> Data:
    return [_unit(slug, context) for slug in slugs]


def _unit(slug: DepartmentSlug, context: SiteContext) -> Data:
    return {"id": slug, "name": context.units[slug].name}


def _reply(reply: PlacedReply, context: SiteContext) -> Data:
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
