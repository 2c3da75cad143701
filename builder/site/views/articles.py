"""Reports, meetings, news and standing pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from builder.site.views.frame import Frame
    from builder.site.views.values import Attachment, Citation, Day, Disclosure, Letter, Link, Unit, Words


class ReportFigure(NamedTuple):
    """A declared figure, as printed; the text is `figure.{key}`."""

    key: str
    value: str
    found: Words | None
    """What the public records of its year and unit come to; `None`: nothing on record can be compared."""
    verdict: str
    """`same`, `less`, `more` or `open`: the text is `verdict.{verdict}`."""


class HandledRow(NamedTuple):
    """A record behind the figures of a report."""

    title: str
    number: str | None
    address: str | None
    unit: Unit
    role: str
    """`role.{role}`; empty: not stated."""
    result: str | None
    """`result.{result}`; `None`: none to show."""
    state: str
    """`answered`, `on-request` or `unanswered`."""


class ReportView(NamedTuple):
    """The general report of a unit, or of the whole site."""

    frame: Frame
    title: str
    year: int
    unit: Unit | None
    figures: tuple[ReportFigure, ...]
    records: tuple[HandledRow, ...]
    """What the figures were compared with; empty where a list says it all (`list`)."""
    list: Link | None
    """The list of the same year and unit, where it has records."""
    disclosure: Disclosure
    summary: str | None
    letter: Letter | None
    attachments: tuple[Attachment, ...]
    citation: Citation


class SpeechPart(NamedTuple):
    """One speech of a meeting."""

    anchor: str
    """`s1`, `s2` …; its paragraphs are `#s1-p1` …"""
    heading: str
    speaker: str | None
    """As printed."""
    unit: Unit | None
    """Where the speaker is a unit of this site."""
    letter: Letter


class MeetingView(NamedTuple):
    """A 专题协商 meeting."""

    frame: Frame
    title: str
    year: int
    date: Day | None
    theme: str | None
    disclosure: Disclosure
    summary: str | None
    letter: Letter | None
    """What stands before the first speech."""
    speeches: tuple[SpeechPart, ...]
    attachments: tuple[Attachment, ...]
    citation: Citation


class UpdateView(NamedTuple):
    """A piece of news about the handling (工作动态)."""

    frame: Frame
    title: str
    year: int
    date: Day | None
    source: str | None
    author: str | None
    related: tuple[Link, ...]
    disclosure: Disclosure
    summary: str | None
    letter: Letter | None
    attachments: tuple[Attachment, ...]
    citation: Citation


class StandingView(NamedTuple):
    """A standing page, such as how to apply for a document."""

    frame: Frame
    title: str
    disclosure: Disclosure
    summary: str | None
    letter: Letter | None
    attachments: tuple[Attachment, ...]
