"""Make the views of reports, meetings, news and standing pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.site import citing, views
from builder.site.compose.parts import attachments_of, letter_of, section_step
from builder.site.figures import present
from builder.site.frames import document_frame
from builder.site.rows import day
from builder.site.translations import plain
from builder.site.views import Disclosure

if TYPE_CHECKING:
    from builder.disclosure.public import PublicMeeting, PublicPage, PublicReport, PublicUpdate, Speech
    from builder.site.compose.desk import Desk
    from builder.site.inputs import Links, MeetingInputs, ReportInputs, StandingInputs, UpdateInputs


def report_view(url: str, inputs: ReportInputs, desk: Desk) -> views.ReportView:
    """Make the view of a report, its figures beside the records."""
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
        letter=letter_of(record.text, inputs.links, desk),
        attachments=attachments_of(record.attachments),
        citation=_article_citation(url, record.title, unit.name if unit else None, desk),
    )


def meeting_view(url: str, inputs: MeetingInputs, desk: Desk) -> views.MeetingView:
    """Make the view of a meeting, speech by speech."""
    record = inputs.record
    return views.MeetingView(
        frame=_article_frame(url, record, "meetings", None, desk, date=record.date),
        title=record.title,
        year=record.year,
        date=day(record.date),
        theme=record.theme,
        disclosure=Disclosure(record.disclosure, record.disclosure_printed),
        summary=record.summary,
        letter=letter_of(record.text, inputs.links, desk),
        speeches=tuple([_speech(speech, place, inputs.links, desk) for place, speech in enumerate(record.speeches, 1)]),
        attachments=attachments_of(record.attachments),
        citation=_article_citation(url, record.title, None, desk, date=record.date),
    )


def update_view(url: str, inputs: UpdateInputs, desk: Desk) -> views.UpdateView:
    """Make the view of a piece of news."""
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
        letter=letter_of(record.text, inputs.links, desk),
        attachments=attachments_of(record.attachments),
        citation=_article_citation(url, record.title, record.source, desk, date=record.date),
    )


def standing_view(url: str, inputs: StandingInputs, desk: Desk) -> views.StandingView:
    """Make the view of a standing page."""
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
        letter=letter_of(record.text, inputs.links, desk),
        attachments=attachments_of(record.attachments),
    )


def _speech(speech: Speech, place: int, links: Links, desk: Desk) -> views.SpeechPart:
    return views.SpeechPart(
        anchor=f"s{place}",
        heading=speech.heading,
        speaker=speech.speaker,
        unit=desk.context.units[speech.department] if speech.department else None,
        letter=desk.letter(speech.text, links, f"s{place}-", None),
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
        trail=(section_step(section),),
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
