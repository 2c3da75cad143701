"""The figures of the site and of its years."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from builder.site.views.articles import ReportFigure
    from builder.site.views.documents import AdoptionCheck
    from builder.site.views.frame import Frame
    from builder.site.views.values import Unit, Words


class Measure(NamedTuple):
    """A figure that is defined: its name is `measure.{key}`, its meaning `meaning.{key}`, its anchor the key."""

    key: str
    value: Words
    """The figure, or why there is none."""
    of: Words | None
    """What it is out of."""
    meaning: Words


class Bar(NamedTuple):
    """A line of a chart: a frame, and within it a filled bar, both as parts of the whole width (`62.5%`)."""

    label: Words
    value: Words
    frame: str
    filled: str


class Chart(NamedTuple):
    """Bars below each other; the words are `chart.{key}` and `chart.{key}_about`, its data the table beside it."""

    key: str
    bars: tuple[Bar, ...]


class FigureRow(NamedTuple):
    """A year or a unit in a table of figures."""

    label: Words
    address: str
    cells: tuple[Words, ...]


class FigureTable(NamedTuple):
    """Figures of years or units, beside each other; never in the order of a figure."""

    key: str
    """The caption is `figures.{key}`."""
    anchor: str
    """Where on the page of a row its details stand; may be empty."""
    head: str
    """What stands in the first column: `label.{head}`."""
    columns: tuple[Words, ...]
    rows: tuple[FigureRow, ...]


class ComparedReport(NamedTuple):
    """A report, with those of its declared figures that are not the same on record."""

    title: str
    address: str
    unit: Unit | None
    figures: int
    same: int
    others: tuple[ReportFigure, ...]


class UnevenLetter(NamedTuple):
    """A reply whose declared figures do not fit together."""

    title: str
    address: str
    unit: Unit
    checks: tuple[AdoptionCheck, ...]


class LateRow(NamedTuple):
    """A record that was not in time."""

    title: str
    address: str | None
    unit: Unit
    days: Words | None


class StatisticsView(NamedTuple):
    """The figures of the whole site, or of one year in detail."""

    frame: Frame
    year: int | None
    records: str
    """The list behind the figures."""
    measures: tuple[Measure, ...]
    charts: tuple[Chart, ...]
    """Each stands before the table of the same key."""
    results: FigureTable | None
    years: tuple[FigureTable, ...]
    """Only of the whole site."""
    units: tuple[FigureTable, ...]
    states: tuple[FigureTable, ...]
    """What became of suggestions; empty where none can be read."""
    declared: FigureTable | None
    """Of the whole site: how many declared figures of each year were compared."""
    reports: tuple[ComparedReport, ...]
    letters: tuple[UnevenLetter, ...]
    counted: int
    """Letters whose declared number of suggestions was compared with the text of the proposal."""
    recounted: tuple[UnevenLetter, ...]
    """Those of them in which another number was read."""
    late: tuple[LateRow, ...]
    late_published: tuple[LateRow, ...]
