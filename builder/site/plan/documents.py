"""Plan the pages of documents, and the documents as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.disclosure.public import PublicMeeting, PublicReport, PublicUpdate
from builder.site import chains, routes
from builder.site.histories import histories, newest_first
from builder.site.inputs import (
    MeetingInputs,
    PlacedReply,
    ProposalInputs,
    ReplyInputs,
    ReportInputs,
    StandingInputs,
    UpdateInputs,
)
from builder.site.plan.values import Pointing, make_page
from builder.site.views import Link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.disclosure.public import PublicArchive, PublicProposal, PublicReply
    from builder.site.catalogue import Entry, Matter
    from builder.site.histories import Step
    from builder.site.plan.values import Ground, Page


def matter_pages(ground: Ground) -> Iterator[Page]:
    """Plan a page for every number with a public proposal or reply, the same as data, and those of its replies."""
    neighbours = chains.neighbours(ground.public, ground.catalogue)
    addresses = {path: entry.address for path, entry in ground.catalogue.reply_entries.items()}
    before = {path: entry.path for path, entry in neighbours.earlier.items()}
    told = histories(ground.public.replies, addresses, before)
    for matter, proposal, replies in ground.catalogue.groups:
        placed = [_placed(reply, ground) for reply in newest_first(replies)]
        if matter.address and matter.number is not None:
            yield from _with_data(_proposal_page(matter.address, matter, proposal, tuple(placed), ground))
        for reply in placed:
            # A reply to several numbers stands in several matters, and has one page, with the first.
            if not reply.numbers or ground.catalogue.matters_of_reply[reply.record.path] is matter:
                earlier = neighbours.earlier.get(reply.record.path)
                yield from _with_data(_reply_page(reply, matter, earlier, told.get(reply.record.path, ())))


def article_pages(ground: Ground) -> Iterator[Page]:
    """Plan the pages of reports, meetings and updates."""
    titles = {entry.path: Link(entry.title, entry.address) for entry in ground.catalogue.entries}
    titles |= {page.path: Link(page.title, routes.standing(page.name)) for page in ground.public.pages}
    for _, record, entry in ground.catalogue.articles:
        links = ground.links.get(record.path, ())
        own = (record.digest, repr(links))
        match record:
            case PublicReport():
                compared, behind = ground.statistics.compared(record), ground.statistics.records(record)
                inputs = ReportInputs(record, links, compared, behind)
                page = make_page(entry.address, "report", inputs, *own, repr((compared, behind)), texts=(record.text,))
            case PublicMeeting():
                texts = (record.text, *[speech.text for speech in record.speeches])
                page = make_page(entry.address, "meeting", MeetingInputs(record, links), *own, texts=texts)
            case PublicUpdate():
                related = tuple(titles[path] for path in record.related if path in titles)
                news = UpdateInputs(record, links, related)
                page = make_page(entry.address, "update", news, *own, repr(related), texts=(record.text,))
        yield from _with_data(page)


def standing_pages(ground: Ground) -> Iterator[Page]:
    """Plan the standing pages."""
    for record in ground.public.pages:
        links = ground.links.get(record.path, ())
        inputs = StandingInputs(record, links)
        own = (record.digest, repr(links))
        yield from _with_data(make_page(routes.standing(record.name), "page", inputs, *own, texts=(record.text,)))


def pointing_of(public: PublicArchive) -> Iterator[Pointing]:
    """Find the replies whose 对应 can be followed."""
    texts = {(proposal.session, proposal.key): proposal.text for proposal in public.proposals if proposal.text}
    for reply in public.replies:
        if reply.answered_points and reply.text and reply.keys:
            found = tuple([texts[reply.session, key] for key in reply.keys if (reply.session, key) in texts])
            if len(found) == len(reply.keys):
                yield Pointing(reply, found)


def _with_data(page: Page) -> Iterator[Page]:
    """Plan the page of a document, and the document as data."""
    yield page
    yield make_page(routes.data(page.url), "data", page.inputs, page.digest, texts=page.texts)


def _proposal_page(
    url: str, matter: Matter, proposal: PublicProposal | None, replies: tuple[PlacedReply, ...], ground: Ground
) -> Page:
    links = ground.links.get(proposal.path, ()) if proposal else ()
    return make_page(
        url,
        "proposal",
        ProposalInputs(matter, proposal, links, replies),
        matter.digest,
        proposal.digest if proposal else "",
        repr(links) if links else "",
        *[_placed_digest(reply) for reply in replies],
        texts=(proposal.text if proposal else None, *[reply.record.text for reply in replies]),
    )


def _reply_page(reply: PlacedReply, matter: Matter, earlier: Entry | None, history: tuple[Step, ...]) -> Page:
    inputs = ReplyInputs(reply, matter, earlier, history)
    chain = (earlier.digest if earlier else "", repr(history) if history else "")
    digests = (_placed_digest(reply), matter.digest, *chain)
    return make_page(reply.address, "reply", inputs, *digests, texts=(reply.record.text,))


def _placed(reply: PublicReply, ground: Ground) -> PlacedReply:
    numbers = ground.catalogue.numbers
    return PlacedReply(
        reply,
        ground.catalogue.reply_entries[reply.path].address,
        tuple(
            [
                Link(printed, routes.proposal(reply.session, numbers[reply.session, key]))
                for key, printed in zip(reply.keys, reply.numbers, strict=True)
            ]
        ),
        ground.links.get(reply.path, ()),
        tuple([ground.asked[reply.session, key] for key in reply.keys if (reply.session, key) in ground.asked]),
    )


def _placed_digest(reply: PlacedReply) -> str:
    addresses = [number.address for number in reply.numbers]
    links = repr(reply.links) if reply.links else ""
    return "\n".join((reply.record.digest, reply.address, *addresses, links, repr(reply.asked)))
