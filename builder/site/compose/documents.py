"""Make the views of proposals and replies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.site import citing, commitment_views, routes, views
from builder.site.asides import differences_of, newest_places, outcomes, steps
from builder.site.compose.parts import attachments_of, letter_of, section_step, topics_of, units_of
from builder.site.courtesies import Told
from builder.site.figures import present
from builder.site.frames import document_frame
from builder.site.markup import without_links
from builder.site.rows import day, notices_of, result_of
from builder.site.translations import as_markup, plain
from builder.site.views import Crumb, Disclosure, Link, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.disclosure.public import PublicProposal, SessionSlug
    from builder.site.catalogue import Entry, Matter
    from builder.site.compose.desk import Desk
    from builder.site.context import SiteContext
    from builder.site.inputs import Links, PlacedReply, ProposalInputs, ReplyInputs
    from builder.site.points.beside import Passage, Point
    from builder.site.views import Letter


ROOM = 28_500
"""Bytes of letters that the page of a proposal holds, which with all else stays under 60 KB (design, section 3)."""
HEAD = 1_200
"""What the head of a reply and its line in the history take of it."""


def proposal_view(url: str, inputs: ProposalInputs, desk: Desk) -> views.ProposalView:
    """Make the view of a proposal with its answers."""
    context, matter, proposal = desk.context, inputs.matter, inputs.proposal
    session = context.session_links[matter.session]
    number = matter.number or ""
    newest = newest_places(inputs.replies)
    own = _proposal_part(proposal, inputs.links, desk) if proposal else None
    letters = [
        _without_links(_letter_of_reply(reply, matter, desk, f"{_prefix(place)}-"))
        for place, reply in enumerate(inputs.replies)
    ]
    apart = _without_room(own.letter if own else None, letters)
    return views.ProposalView(
        frame=document_frame(
            context,
            address=url,
            column="proposals",
            section="sessions",
            title=_title(matter, session),
            trail=_session_trail(matter.session, context),
            own_step=Words("value.number", (("number", number),)),
            source=context.site.publisher,
            description=proposal.summary if proposal else None,
            dated=(("submitted", proposal.submitted),) if proposal else None,
            facts={
                "identifier": number,
                **({"dateCreated": proposal.submitted} if proposal and proposal.submitted else {}),
            },
        ),
        number=number,
        session=session,
        proposal=own,
        points=_points_part(inputs, apart, desk),
        replies=tuple(
            [
                _reply_part(
                    reply,
                    desk,
                    _prefix(place),
                    None if place in apart else letters[place],
                    is_apart=place in apart,
                    is_newest=place in newest,
                )
                for place, reply in enumerate(inputs.replies)
            ]
        ),
        outcomes=outcomes([reply for place, reply in enumerate(inputs.replies) if place in newest], context),
        notices=notices_of(matter, context),
        citation=citing.citation(
            context,
            url,
            title=proposal.title,
            authors=proposal.proposers,
            has_others=proposal.others is not None,
            number=f"{session.name}第{number}号",
            date=proposal.submitted,
        )
        if proposal
        else None,
    )


def reply_view(inputs: ReplyInputs, desk: Desk) -> views.ReplyView:
    """Make the view of a reply on its own page."""
    context, matter, reply = desk.context, inputs.matter, inputs.reply.record
    unit = context.units[reply.department]
    trail = _session_trail(matter.session, context)
    if inputs.reply.numbers:
        first = inputs.reply.numbers[0]
        trail += (Crumb(Words("value.number", (("number", first.label),)), first.address),)
    own = {inputs.reply.address, *[step.address for step in inputs.history]}
    is_newest = not inputs.history or inputs.history[0].address == inputs.reply.address
    return views.ReplyView(
        frame=document_frame(
            context,
            address=inputs.reply.address,
            column="replies",
            section="sessions",
            title=plain(reply.title),
            trail=trail,
            own_step=plain(unit.name),
            published=reply.published,
            source=unit.name,
            description=reply.summary,
            dated=(("published", reply.published), ("replied", reply.replied)),
            facts={
                **({"dateCreated": reply.replied} if reply.replied else {}),
                **({"identifier": reply.doc_number} if reply.doc_number else {}),
                **({"about": matter.proposal.title} if matter.proposal else {}),
            },
        ),
        session=context.session_links[matter.session],
        reply=_reply_part(
            inputs.reply,
            desk,
            "r1",
            _letter_of_reply(inputs.reply, matter, desk, ""),
            is_apart=False,
            is_newest=is_newest,
        ),
        proposal=Link(matter.title, matter.address) if matter.named_by == "proposal" and matter.address else None,
        proposers=matter.proposers,
        others=matter.others,
        history=steps(inputs.history, inputs.reply.address),
        siblings=tuple([_sibling(entry, context) for entry in matter.answers if entry.address not in own]),
        citation=citing.citation(
            context,
            inputs.reply.address,
            title=reply.title,
            authors=(unit.name,),
            number=reply.doc_number,
            date=reply.published or reply.replied,
        ),
    )


def _without_room(proposal: Letter | None, replies: Sequence[Letter | None]) -> frozenset[int]:
    """Find the letters for which the page of a proposal has no room beside its text."""
    room = ROOM - HEAD * len(replies) - _size(proposal)
    apart: set[int] = set()
    for place, letter in enumerate(replies):
        size = _size(letter)
        if size > room:
            apart.add(place)
        else:
            room -= size
    return frozenset(apart)


def _without_links(letter: Letter | None) -> Letter | None:
    """Leave the links to paragraphs to the reply's own page, which is the one to cite."""
    return letter._replace(html=as_markup(without_links(letter.html))) if letter else None


def _size(letter: Letter | None) -> int:
    return len(letter.html.encode()) if letter else 0


def _title(matter: Matter, session: views.SessionLink) -> Words:
    """Name a suggestion by its own title, else by its number; never by the title of a letter."""
    if matter.named_by == "proposal":
        return plain(matter.title)
    return Words(f"heading.untitled_{session.body}", (("session", session.name), ("number", matter.number or "")))


def _proposal_part(proposal: PublicProposal, links: Links, desk: Desk) -> views.ProposalPart:
    return views.ProposalPart(
        title=proposal.title,
        proposers=tuple([Link(name, routes.proposer(name)) for name in proposal.proposers]),
        others=proposal.others,
        lead=units_of(proposal.lead, desk),
        co_handlers=units_of(proposal.co_handlers, desk),
        submitted=day(proposal.submitted),
        assigned=day(proposal.assigned),
        due=day(proposal.due),
        disclosure=Disclosure(proposal.disclosure, proposal.disclosure_printed),
        summary=proposal.summary,
        letter=letter_of(proposal.text, links, desk),
        topics=topics_of(proposal.topics),
        key_item=proposal.key_item,
        attachments=attachments_of(proposal.attachments),
    )


def _points_part(inputs: ProposalInputs, apart: frozenset[int], desk: Desk) -> views.PointsPart:
    found = desk.points(inputs)
    return views.PointsPart(
        points=tuple([_point(point, inputs, apart, desk) for point in found.points]),
        none=found.reason or None,
        about=next((page for page in desk.context.view.pages if page.address == routes.ABOUT), None),
    )


def _point(point: Point, inputs: ProposalInputs, apart: frozenset[int], desk: Desk) -> views.Point:
    return views.Point(
        order=point.order,
        row=views.point_anchor(point.order),
        anchor=point.anchor,
        text=point.text,
        state=point.state,
        units=tuple(filter(None, point.units)),
        reason=point.reason if point.reason and not point.passages else None,
        answers=tuple([_point_answer(passage, inputs, apart, desk) for passage in point.passages]),
    )


def _point_answer(passage: Passage, inputs: ProposalInputs, apart: frozenset[int], desk: Desk) -> views.PointAnswer:
    reply = inputs.replies[passage.reply]
    unit = desk.context.units[reply.record.department]
    address, anchor = None, f"{_prefix(passage.reply)}-{passage.anchors[0]}"
    if passage.reply in apart:
        address, anchor = reply.address, passage.anchors[0]
    return views.PointAnswer(
        unit=unit, address=address, anchor=anchor, text=passage.opening, paragraphs=len(passage.anchors)
    )


def _prefix(place: int) -> str:
    """Name a reply on the page of its proposal, by its place there."""
    return f"r{place + 1}"


def _letter_of_reply(reply: PlacedReply, matter: Matter, desk: Desk, prefix: str) -> Letter | None:
    return letter_of(reply.record.text, reply.links, desk, prefix, _told(reply, matter, desk))


def _reply_part(
    reply: PlacedReply, desk: Desk, anchor: str, letter: Letter | None, *, is_apart: bool, is_newest: bool
) -> views.ReplyPart:
    record = reply.record
    return views.ReplyPart(
        address=reply.address,
        anchor=anchor,
        title=record.title,
        numbers=reply.numbers,
        unit=desk.context.units[record.department],
        place=record.place,
        role=record.role,
        consulted=units_of(record.consulted, desk),
        doc_number=record.doc_number,
        signer=record.signer,
        replied=day(record.replied),
        published=day(record.published),
        result=result_of(record.result, record.result_printed),
        satisfaction=record.satisfaction,
        adoption=present.adoption_part(record.adoption),
        disclosure=Disclosure(record.disclosure, record.disclosure_printed),
        summary=record.summary,
        letter=letter,
        is_apart=is_apart,
        topics=topics_of(record.topics),
        key_item=record.key_item,
        commitments=tuple([commitment_views.commitment(place, one) for place, one in enumerate(record.commitments, 1)]),
        all_commitments=routes.commitments(record.department),
        contact=views.Contact(*record.contact) if record.contact else None,
        attachments=attachments_of(record.attachments),
        is_newest=is_newest,
        differences=differences_of(reply, desk.context),
    )


def _told(reply: PlacedReply, matter: Matter, desk: Desk) -> Told:
    """Say what the head of a letter's page tells the reader, here and on the page of the proposal."""
    record = reply.record
    units = units_of(record.consulted, desk)
    return Told(
        titles=(record.title, *([matter.title] if matter.named_by == "proposal" else [])),
        numbers=tuple([number.label for number in reply.numbers]),
        role=record.role,
        units=tuple([name for unit in units for name in (unit.name, unit.short_name)]),
    )


def _sibling(entry: Entry, context: SiteContext) -> views.Sibling:
    if entry.department is None:
        message = f"a reply has a unit: {entry.path}"
        raise ValueError(message)
    return views.Sibling(
        address=entry.address,
        title=entry.title,
        unit=context.units[entry.department],
        place=entry.place,
        replied=day(entry.date),
        result=result_of(entry.result, entry.result_printed),
    )


def _session_trail(slug: SessionSlug, context: SiteContext) -> tuple[Crumb, ...]:
    session = context.session_links[slug]
    return (section_step("sessions"), Crumb(plain(session.name), session.address))
