"""
Make the view of a page from its inputs.

`view_of` is the only way from a plan to a template.  A function here sees the inputs of one page, the site's context,
and, through the desk, the texts that those inputs name.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, assert_never

from builder.site import citing, commitment_views, feeds, numbers, routes, unanswered, views
from builder.site.asides import differences_of, newest_places, outcomes, steps
from builder.site.courtesies import Told
from builder.site.figures import present
from builder.site.frames import document_frame, list_frame, list_name, plain_frame
from builder.site.inputs import (
    AddressInputs,
    CommitmentFeedInputs,
    CommitmentsInputs,
    DirectoryInputs,
    FeedInputs,
    HomeInputs,
    ListingInputs,
    MeetingInputs,
    NumbersInputs,
    OpenDataInputs,
    ProposalInputs,
    ReplyInputs,
    ReportInputs,
    SearchInputs,
    StandingInputs,
    StatisticsInputs,
    UnansweredInputs,
    UpdateInputs,
)
from builder.site.markup import without_links
from builder.site.opendata.page import open_data_view
from builder.site.rows import day, document_row, matter_row, notices_of, result_of
from builder.site.shadow import FILTERS, STATE
from builder.site.translations import as_markup, plain
from builder.site.views import Crumb, Disclosure, Link, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from builder.disclosure.public import (
        DepartmentSlug,
        PublicAttachment,
        PublicDepartment,
        PublicMeeting,
        PublicPage,
        PublicProposal,
        PublicReport,
        PublicUpdate,
        SessionSlug,
        Speech,
        TextName,
    )
    from builder.site.catalogue import Entry, Line, Matter
    from builder.site.context import SiteContext
    from builder.site.inputs import Links, ListHead, PlacedReply, Tally, Way
    from builder.site.plan import Page
    from builder.site.points.beside import Passage, Point, Points
    from builder.site.views import Letter, Row, Unit, View


_TOLD = MappingProxyType(
    {
        "year": ("proposals", "replies", "units", "results"),
        "session": ("proposals", "replies", "units", "results"),
        "topic": ("proposals", "replies", "results"),
        "proposer": ("proposals", "replies", "results"),
        "department": ("replies", "results"),
        "department-year": ("replies", "results"),
        "result": ("replies", "units"),
    }
)
"""The counts that say something of a kind of list: who answers is no question on the list of a unit."""


ROOM = 28_500
"""Bytes of letters that the page of a proposal holds, which with all else stays under 60 KB (design, section 3)."""
HEAD = 1_200
"""What the head of a reply and its line in the history take of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What a view function works with, besides its page's inputs."""

    context: SiteContext
    letter: Callable[[TextName, Links, str, Told | None], Letter]
    """Typesets a text, with its links, what begins its anchors, and, for a reply, what the page's head says."""
    row: Callable[[Line], Row]
    """Makes the row of a line."""
    points: Callable[[ProposalInputs], Points]
    """Sets the suggestions of a proposal beside their answers."""


def view_of(page: Page, desk: Desk) -> View:
    """Make the view of a page."""
    match page.inputs:
        case ProposalInputs() as inputs:
            return _proposal_view(page.url, inputs, desk)
        case ReplyInputs() as inputs:
            return _reply_view(inputs, desk)
        case ReportInputs() as inputs:
            return _report_view(page.url, inputs, desk)
        case MeetingInputs() as inputs:
            return _meeting_view(page.url, inputs, desk)
        case UpdateInputs() as inputs:
            return _update_view(page.url, inputs, desk)
        case StandingInputs() as inputs:
            return _standing_view(page.url, inputs, desk)
        case ListingInputs() as inputs:
            return _listing_view(inputs, desk)
        case UnansweredInputs() as inputs:
            return unanswered.unanswered_view(page.url, inputs, desk.context)
        case DirectoryInputs() as inputs:
            return _directory_view(page.url, inputs, desk)
        case NumbersInputs() as inputs:
            return numbers.numbers_view(inputs, desk.context)
        case CommitmentsInputs() as inputs:
            return commitment_views.commitments_view(inputs, desk.context, _paging(inputs))
        case HomeInputs() as inputs:
            return _home_view(inputs, desk)
        case StatisticsInputs() as inputs:
            return present.statistics_view(page.url, inputs, desk.context)
        case SearchInputs() as inputs:
            return _search_view(inputs, desk)
        case FeedInputs() as inputs:
            return feeds.feed_view(page.url, inputs, desk.context)
        case CommitmentFeedInputs() as inputs:
            return commitment_views.commitment_feed(page.url, inputs, desk.context)
        case OpenDataInputs() as inputs:
            return open_data_view(inputs, desk.context)
        case AddressInputs() as inputs:
            return _address_view(page, inputs, desk)
        case _:
            assert_never(page.inputs)


# --- Proposals and replies --------------------------------------------------------------------------------------------


def _proposal_view(url: str, inputs: ProposalInputs, desk: Desk) -> views.ProposalView:
    context, matter, proposal = desk.context, inputs.matter, inputs.proposal
    session = context.session_links[matter.session]
    number = matter.number or ""
    newest = newest_places(inputs.replies)
    own = _proposal_part(proposal, inputs.links, desk) if proposal else None
    replies = [
        _without_links(
            _reply_part(reply, matter, desk, _prefix(place), f"{_prefix(place)}-", is_newest=place in newest)
        )
        for place, reply in enumerate(inputs.replies)
    ]
    apart = _without_room(own, replies)
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
                replace(reply, letter=None, is_apart=True) if place in apart else reply
                for place, reply in enumerate(replies)
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


def _without_room(proposal: views.ProposalPart | None, replies: Sequence[views.ReplyPart]) -> frozenset[int]:
    """Find the letters for which the page of a proposal has no room beside its text."""
    room = ROOM - HEAD * len(replies) - (_size(proposal.letter) if proposal else 0)
    apart: set[int] = set()
    for place, reply in enumerate(replies):
        size = _size(reply.letter)
        if size > room:
            apart.add(place)
        else:
            room -= size
    return frozenset(apart)


def _without_links(reply: views.ReplyPart) -> views.ReplyPart:
    """Leave the links to paragraphs to the reply's own page, which is the one to cite."""
    if reply.letter is None:
        return reply
    return replace(reply, letter=reply.letter._replace(html=as_markup(without_links(reply.letter.html))))


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
        lead=_units(proposal.lead, desk),
        co_handlers=_units(proposal.co_handlers, desk),
        submitted=day(proposal.submitted),
        assigned=day(proposal.assigned),
        due=day(proposal.due),
        disclosure=Disclosure(proposal.disclosure, proposal.disclosure_printed),
        summary=proposal.summary,
        letter=_letter(proposal.text, links, desk),
        topics=_topics(proposal.topics),
        key_item=proposal.key_item,
        attachments=_attachments(proposal.attachments),
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


def _reply_view(inputs: ReplyInputs, desk: Desk) -> views.ReplyView:
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
        reply=_reply_part(inputs.reply, matter, desk, "r1", "", is_newest=is_newest),
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


def _reply_part(
    reply: PlacedReply, matter: Matter, desk: Desk, anchor: str, prefix: str, *, is_newest: bool
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
        consulted=_units(record.consulted, desk),
        doc_number=record.doc_number,
        signer=record.signer,
        replied=day(record.replied),
        published=day(record.published),
        result=result_of(record.result, record.result_printed),
        satisfaction=record.satisfaction,
        adoption=present.adoption_part(record.adoption),
        disclosure=Disclosure(record.disclosure, record.disclosure_printed),
        summary=record.summary,
        letter=_letter(record.text, reply.links, desk, prefix, _told(reply, matter, desk)),
        is_apart=False,
        topics=_topics(record.topics),
        key_item=record.key_item,
        commitments=tuple([commitment_views.commitment(place, one) for place, one in enumerate(record.commitments, 1)]),
        all_commitments=routes.commitments(record.department),
        contact=views.Contact(*record.contact) if record.contact else None,
        attachments=_attachments(record.attachments),
        is_newest=is_newest,
        differences=differences_of(reply, desk.context),
    )


def _told(reply: PlacedReply, matter: Matter, desk: Desk) -> Told:
    """Say what the head of a letter's page tells the reader, here and on the page of the proposal."""
    record = reply.record
    units = _units(record.consulted, desk)
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
    return (_section_step("sessions"), Crumb(plain(session.name), session.address))


def _section_step(name: str) -> Crumb:
    return Crumb(Words(f"section.{name}"), routes.section(name))


# --- Other documents --------------------------------------------------------------------------------------------------


def _report_view(url: str, inputs: ReportInputs, desk: Desk) -> views.ReportView:
    record = inputs.record
    unit = desk.context.units[record.unit] if record.unit else None
    return views.ReportView(
        frame=_article_frame(url, record, "reports", unit.name if unit else None, desk, date=None),
        title=record.title,
        year=record.year,
        unit=unit,
        figures=present.report_figures(inputs.compared),
        records=present.report_records(inputs, desk.context),
        list=present.list_of_report(inputs),
        disclosure=Disclosure(record.disclosure, record.disclosure_printed),
        summary=record.summary,
        letter=_letter(record.text, inputs.links, desk),
        attachments=_attachments(record.attachments),
        citation=_article_citation(url, record.title, unit.name if unit else None, desk),
    )


def _meeting_view(url: str, inputs: MeetingInputs, desk: Desk) -> views.MeetingView:
    record = inputs.record
    return views.MeetingView(
        frame=_article_frame(url, record, "meetings", None, desk, date=record.date),
        title=record.title,
        year=record.year,
        date=day(record.date),
        theme=record.theme,
        disclosure=Disclosure(record.disclosure, record.disclosure_printed),
        summary=record.summary,
        letter=_letter(record.text, inputs.links, desk),
        speeches=tuple([_speech(speech, place, inputs.links, desk) for place, speech in enumerate(record.speeches, 1)]),
        attachments=_attachments(record.attachments),
        citation=_article_citation(url, record.title, None, desk, date=record.date),
    )


def _speech(speech: Speech, place: int, links: Links, desk: Desk) -> views.SpeechPart:
    return views.SpeechPart(
        anchor=f"s{place}",
        heading=speech.heading,
        speaker=speech.speaker,
        unit=desk.context.units[speech.department] if speech.department else None,
        letter=desk.letter(speech.text, links, f"s{place}-", None),
    )


def _update_view(url: str, inputs: UpdateInputs, desk: Desk) -> views.UpdateView:
    record = inputs.record
    return views.UpdateView(
        frame=_article_frame(url, record, "updates", record.source, desk, date=record.date, published=record.date),
        title=record.title,
        year=record.year,
        date=day(record.date),
        source=record.source,
        author=record.author,
        related=inputs.related,
        disclosure=Disclosure(record.disclosure, record.disclosure_printed),
        summary=record.summary,
        letter=_letter(record.text, inputs.links, desk),
        attachments=_attachments(record.attachments),
        citation=_article_citation(url, record.title, record.source, desk, date=record.date),
    )


def _article_frame(
    url: str,
    record: PublicReport | PublicMeeting | PublicUpdate,
    section: str,
    source: str | None,
    desk: Desk,
    *,
    date: str | None,
    published: str | None = None,
) -> views.Frame:
    return document_frame(
        desk.context,
        address=url,
        column=section,
        section=section,
        title=plain(record.title),
        trail=(_section_step(section),),
        published=published,
        source=source or desk.context.site.publisher,
        description=record.summary,
        dated=(("date", date),),
        facts={},
    )


def _article_citation(
    url: str, title: str, source: str | None, desk: Desk, *, date: str | None = None
) -> views.Citation:
    """Cite a document that names no author by its source, else by who publishes the site, as its meta tags do."""
    author = source or desk.context.site.publisher
    return citing.citation(desk.context, url, title=title, authors=(author,) if author else (), date=date)


def _standing_view(url: str, inputs: StandingInputs, desk: Desk) -> views.StandingView:
    record: PublicPage = inputs.record
    return views.StandingView(
        frame=document_frame(
            desk.context,
            address=url,
            column="pages",
            section=None,
            title=plain(record.title),
            trail=(),
            source=desk.context.site.publisher,
            description=record.summary,
            facts={},
        ),
        title=record.title,
        disclosure=Disclosure(record.disclosure, record.disclosure_printed),
        summary=record.summary,
        letter=_letter(record.text, inputs.links, desk),
        attachments=_attachments(record.attachments),
    )


# --- Lists ------------------------------------------------------------------------------------------------------------


def _listing_view(inputs: ListingInputs, desk: Desk) -> views.ListingView:
    head = inputs.head
    own = head if inputs.number is None else None
    return views.ListingView(
        frame=list_frame(desk.context, head, inputs.number),
        kind=head.kind,
        count=inputs.total,
        figures=_figures(inputs.tally, head) if inputs.tally else (),
        measures=present.brief_measures(inputs.figures) if inputs.figures else (),
        statistics=_statistics_of(head) if inputs.figures else None,
        withheld=tuple([views.WithheldFigure(reason=w.reason, count=w.documents) for w in inputs.withheld]),
        unit=_unit_card(own, inputs, desk) if own and own.kind.startswith("department") else None,
        rows=tuple([desk.row(line) for line in reversed(inputs.lines)]),
        paging=_paging(inputs),
    )


def _statistics_of(head: ListHead) -> str:
    """Address the figures of the same year, or of the whole site."""
    year = int(head.name) if head.kind == "year" else head.year
    return routes.STATISTICS if year is None else routes.statistics_year(year)


def _paging(inputs: ListingInputs | CommitmentsInputs) -> views.Paging:
    address = inputs.head.address
    return views.Paging(
        number=inputs.number,
        newest=address,
        newer=routes.numbered(address, inputs.newer) if inputs.newer else None,
        older=routes.numbered(address, inputs.older) if inputs.older else None,
        pages=tuple([views.PageNumber(n, routes.numbered(address, n)) for n in range(inputs.pages, 0, -1)]),
    )


def _figures(tally: Tally, head: ListHead) -> tuple[views.Figure, ...]:
    counts = {"proposals": tally.proposals, "replies": tally.replies, "units": tally.units}
    told = _TOLD[head.kind]
    figures = [
        views.Figure(label=Words(f"tally.{name}"), count=counts[name], address=head.address)
        for name in told
        if counts.get(name)
    ]
    if "results" in told:
        figures += [
            views.Figure(label=Words(f"result.{kind}"), count=n, address=routes.result(kind))
            for kind, n in tally.results
        ]
    return tuple(figures)


def _unit_card(head: ListHead, inputs: ListingInputs, desk: Desk) -> views.UnitCard:
    context = desk.context
    unit = next(unit for unit in context.departments.values() if unit.slug == head.name)
    others = context.departments.values()
    return views.UnitCard(
        name=unit.name,
        phone=unit.phone,
        parent=context.units[unit.parent] if unit.parent else None,
        merged_into=context.units[unit.merged_into] if unit.merged_into else None,
        children=_in_order((other for other in others if other.parent == unit.slug), desk),
        predecessors=_in_order((other for other in others if other.merged_into == unit.slug), desk),
        years=tuple([Link(str(year), routes.department_year(unit.slug, year)) for year in inputs.years]),
        commitments=views.Figure(
            label=Words("label.commitments"), count=inputs.promised, address=routes.commitments(unit.slug)
        )
        if inputs.promised
        else None,
    )


def _in_order(departments: Iterable[PublicDepartment], desk: Desk) -> tuple[Unit, ...]:
    return tuple([desk.context.units[unit.slug] for unit in sorted(departments, key=lambda unit: unit.order)])


def _directory_view(url: str, inputs: DirectoryInputs, desk: Desk) -> views.DirectoryView:
    return views.DirectoryView(
        frame=plain_frame(desk.context, url, inputs.kind, Words(f"section.{inputs.kind}"), feed=url),
        kind=inputs.kind,
        entries=_entries(inputs, desk),
    )


def _entries(directory: DirectoryInputs, desk: Desk) -> tuple[views.DirectoryEntry, ...]:
    return tuple([_way(way, desk) for way in directory.ways])


def _way(way: Way, desk: Desk) -> views.DirectoryEntry:
    return views.DirectoryEntry(label=list_name(way.head, desk.context), address=way.head.address, count=way.total)


def _home_view(inputs: HomeInputs, desk: Desk) -> views.HomeView:
    directories = {directory.kind: _filled(directory) for directory in inputs.directories}
    return views.HomeView(
        frame=plain_frame(desk.context, routes.HOME, "home", Words("section.home")),
        year=inputs.year,
        figures=_home_figures(inputs.tally, inputs.year) if inputs.tally and inputs.year else (),
        newest=tuple([matter_row(matter, desk.context) for matter in inputs.newest]),
        updates=tuple([document_row(entry, desk.context) for entry in inputs.updates]),
        years=_entries(directories["years"], desk),
        departments=_entries(directories["departments"], desk),
        sessions=_entries(directories["sessions"], desk),
        topics=_entries(directories["topics"], desk),
        results=_entries(directories["results"], desk),
    )


def _filled(directory: DirectoryInputs) -> DirectoryInputs:
    return DirectoryInputs(directory.kind, tuple([way for way in directory.ways if way.total]))


def _home_figures(tally: Tally, year: int) -> tuple[views.Figure, ...]:
    counts = (
        ("proposals", tally.proposals, routes.year(year)),
        ("replies", tally.replies, routes.year(year)),
        ("units", tally.units, routes.section("departments")),
        ("solved", dict(tally.results).get("solved", 0), routes.section("results")),
    )
    return tuple([views.Figure(label=Words(f"tally.{name}"), count=n, address=to) for name, n, to in counts])


# --- Single pages -----------------------------------------------------------------------------------------------------


def _search_view(inputs: SearchInputs, desk: Desk) -> views.SearchView:
    lists = {directory.kind: _filled(directory).ways for directory in inputs.directories}
    return views.SearchView(
        frame=plain_frame(desk.context, routes.SEARCH, "search", Words("search.title")),
        state=inputs.state,
        filters=(*FILTERS[:3], STATE, *FILTERS[3:]),
        units=tuple([_names_of(unit) for unit in desk.context.departments.values()]),
        years=tuple([Link(way.head.name, way.head.address) for way in lists["years"]]),
        departments=tuple([Link(_unit_name(way, desk), way.head.address) for way in lists["departments"]]),
    )


def _names_of(unit: PublicDepartment) -> tuple[str, ...]:
    return tuple(dict.fromkeys((unit.name, unit.short_name, *unit.aliases)))


def _unit_name(way: Way, desk: Desk) -> str:
    return next(unit.name for unit in desk.context.departments.values() if unit.slug == way.head.name)


def _address_view(page: Page, inputs: AddressInputs, desk: Desk) -> View:
    match page.kind:
        case "sitemap":
            return feeds.sitemap_view(inputs)
        case "sitemap-index":
            return feeds.sitemap_index_view(inputs)
        case "robots":
            return feeds.robots_view()
        case "opensearch":
            return feeds.open_search_view()
        case "glossary":
            return views.GlossaryView(frame=plain_frame(desk.context, page.url, None, Words("glossary.title")))
        case "redirect":
            frame = plain_frame(desk.context, page.url, None, Words("heading.redirect"), is_indexed=False)
            return views.RedirectView(frame=frame, target=inputs.addresses[0])
        case _:
            frame = plain_frame(desk.context, page.url, None, Words("not_found.title"), is_indexed=False)
            return views.NotFoundView(frame=frame)


# --- Parts ------------------------------------------------------------------------------------------------------------


def _letter(
    text: TextName | None, links: Links, desk: Desk, prefix: str = "", told: Told | None = None
) -> Letter | None:
    return desk.letter(text, links, prefix, told) if text else None


def _units(slugs: tuple[DepartmentSlug, ...], desk: Desk) -> tuple[Unit, ...]:
    return tuple([desk.context.units[slug] for slug in slugs])


def _topics(names: tuple[str, ...]) -> tuple[Link, ...]:
    return tuple([Link(name, routes.topic(name)) for name in names])


def _attachments(files: tuple[PublicAttachment, ...]) -> tuple[views.Attachment, ...]:
    return tuple([_attachment(file) for file in files])


def _attachment(file: PublicAttachment) -> views.Attachment:
    name = file.path.rpartition("/")[2]
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    return views.Attachment(file.name, routes.attachment(file.path), extension, file.size)
