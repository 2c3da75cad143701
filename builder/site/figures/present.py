"""Turn figures into what pages show of them: words, tables and charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.site import routes, views
from builder.site.figures.declared import checks, percent
from builder.site.figures.summary import FEWEST, Share
from builder.site.frames import plain_frame
from builder.site.points.register import STATES
from builder.site.translations import plain
from builder.site.views import Bar, Chart, Crumb, FigureRow, FigureTable, Link, Measure, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from builder.disclosure.public import Adoption, DepartmentSlug
    from builder.site.context import SiteContext
    from builder.site.figures.declared import Check, Compared
    from builder.site.figures.summary import Figures, Spread
    from builder.site.inputs import (
        ComparedReport,
        CountedLetter,
        DeclaredYear,
        HandledRecord,
        LateReply,
        ReportInputs,
        StatisticsInputs,
        UnevenLetter,
    )

LISTED = 60
"""Records behind a report that its page lists; a longer list has a page of its own."""
COUNT_COLUMNS = ("matters", "answered", "answer_rate", "solved", "adopted")
TIME_COLUMNS = (
    "reply_median",
    "reply_ninetieth",
    "reply_in_time",
    "publish_median",
    "publish_ninetieth",
    "publish_in_time",
)


# --- Single figures ---------------------------------------------------------------------------------------------------


def measures(figures: Figures) -> tuple[Measure, ...]:
    """Name each figure of a scope, with what it is out of and what it means."""
    return tuple(_measures(figures))


def brief_measures(figures: Figures) -> tuple[Measure, ...]:
    """Give the figures of a scope for the head of its list: those that there are records for."""
    return tuple([measure for measure in _measures(figures) if measure.value.key != "figures.none"])


def _measures(figures: Figures) -> Iterator[Measure]:
    yield _measure("handled", _count("items", figures.matters))
    roles = sum([count for _, count in figures.roles])
    for role, count in figures.roles:
        if count or role != "unstated":
            yield _measure(f"role_{role}", _count("handlings", count), _count("of_handlings", roles))
    yield _measure("answered", _rate(figures.answered, "items"), _of("of_items", figures.answered))
    if figures.on_request:
        yield _measure("on_request", _count("items", figures.on_request))
    if figures.letters:
        yield _measure("letters", _count("letters", figures.letters), _forms(figures))
    adopted = figures.adopted
    if adopted.letters:
        told = (("letters", str(adopted.letters)), ("suggestions", str(adopted.suggestions)))
        yield _measure("adopted", _count("suggestions", adopted.adopted), Words("figures.of_suggestions", told))
    yield _measure("reply_days", _median(figures.reply_days, "days"), _of_spread(figures.reply_days, "days"))
    yield _measure(
        "reply_in_time",
        _rate(figures.reply_in_time, "handlings"),
        _of("of_handlings_part", figures.reply_in_time),
        ("months", str(figures.terms.reply_months)),
    )
    yield _measure(
        "publish_days", _median(figures.publish_days, "workdays"), _of_spread(figures.publish_days, "workdays")
    )
    yield _measure(
        "publish_in_time",
        _rate(figures.publish_in_time, "letters"),
        _of("of_letters_part", figures.publish_in_time),
        ("days", str(figures.terms.publish_workdays)),
    )
    if figures.estimates:
        yield _measure("estimates", _count("letters", figures.estimates))


def _forms(figures: Figures) -> Words:
    """Say how many replies can be read in full."""
    if dict(figures.disclosures)["public"] == figures.letters:
        return Words("figures.of_letters_full")
    return Words("figures.of_letters", tuple((form, str(count)) for form, count in figures.disclosures))


def _measure(key: str, value: Words, of: Words | None = None, *gaps: tuple[str, str]) -> Measure:
    return Measure(key, value, of, Words(f"meaning.{key}", gaps))


def _count(unit: str, count: int) -> Words:
    return Words(f"figures.{unit}", (("count", str(count)),))


def _rate(share: Share, unit: str) -> Words:
    """Give a rate, from few records their number alone."""
    if not share.whole:
        return Words("figures.none")
    return plain(percent(share)) if share.whole >= FEWEST else _count(unit, share.part)


def _of(key: str, share: Share) -> Words | None:
    return Words(f"figures.{key}", (("part", str(share.part)), ("whole", str(share.whole)))) if share.whole else None


def _median(spread: Spread, unit: str) -> Words:
    if spread.halves is None:
        return Words("figures.few") if spread.records else Words("figures.none")
    return Words(f"figures.median_{unit}", (("count", halved(spread.halves)),))


def _of_spread(spread: Spread, unit: str) -> Words | None:
    if not spread.records:
        return None
    counted = (("records", str(spread.records)),)
    if spread.ninetieth is None:
        return Words(f"figures.of_{unit}_few", counted)
    return Words(f"figures.of_{unit}", (*counted, ("count", str(spread.ninetieth))))


def halved(halves: int) -> str:
    """Write half of a number."""
    return f"{halves // 2}.5" if halves % 2 else str(halves // 2)


# --- Tables and charts ------------------------------------------------------------------------------------------------


def _tables(key: str, head: str, rows: Iterable[tuple[Words, str, Figures]]) -> tuple[FigureTable, ...]:
    known = list(rows)
    if not known:
        return ()
    return (
        FigureTable(
            f"{key}_counts",
            "",
            head,
            _columns(COUNT_COLUMNS),
            tuple([FigureRow(label, address, _count_cells(figures)) for label, address, figures in known]),
        ),
        FigureTable(
            f"{key}_times",
            "",
            head,
            _columns(TIME_COLUMNS),
            tuple([FigureRow(label, address, _time_cells(figures)) for label, address, figures in known]),
        ),
    )


def _columns(names: Iterable[str]) -> tuple[Words, ...]:
    return tuple([Words(f"column_of.{name}") for name in names])


def _count_cells(figures: Figures) -> tuple[Words, ...]:
    solved, answered = dict(figures.results).get("solved", 0), figures.answered
    adopted = figures.adopted
    return (
        plain(str(figures.matters)),
        plain(str(answered.part)),
        _cell(plain(percent(answered)) if answered.whole >= FEWEST else None, answered.whole),
        plain(str(solved)),
        plain(f"{adopted.adopted}/{adopted.suggestions}") if adopted.letters else Words("figures.dash"),
    )


def _time_cells(figures: Figures) -> tuple[Words, ...]:
    return (
        *_spread_cells(figures.reply_days),
        _share_cell(figures.reply_in_time),
        *_spread_cells(figures.publish_days),
        _share_cell(figures.publish_in_time),
    )


def _spread_cells(spread: Spread) -> tuple[Words, Words]:
    median = plain(halved(spread.halves)) if spread.halves is not None else None
    ninetieth = plain(str(spread.ninetieth)) if spread.ninetieth is not None else None
    return _cell(median, spread.records), _cell(ninetieth, spread.records)


def _share_cell(share: Share) -> Words:
    return plain(f"{share.part}/{share.whole}") if share.whole else Words("figures.dash")


def _cell(value: Words | None, records: int) -> Words:
    """Fill a cell: nothing on record is a dash, and too few records say so."""
    return value or Words("figures.few_short" if records else "figures.dash")


def _results(figures: Figures) -> FigureTable | None:
    whole = sum([count for _, count in figures.results])
    rows = [
        FigureRow(
            Words(f"result.{kind}"),
            routes.result(kind),
            (plain(str(count)), plain(percent(Share(count, whole))) if whole >= FEWEST else Words("figures.dash")),
        )
        for kind, count in figures.results
    ]
    return FigureTable("results", "", "result", _columns(("handlings", "share")), tuple(rows)) if rows else None


def _states(
    key: str, head: str, rows: Iterable[tuple[Words, str, tuple[tuple[str, int], ...]]]
) -> tuple[FigureTable, ...]:
    """Show what became of suggestions, a state to a column."""
    known = [
        FigureRow(
            label, address, tuple([plain(str(n)) for n in (sum([n for _, n in states]), *[n for _, n in states])])
        )
        for label, address, states in rows
    ]
    columns = (Words("states.all"), *[Words(f"state.{state}") for state in STATES])
    return (FigureTable(key, "", head, columns, tuple(known)),) if known else ()


def _charts(inputs: StatisticsInputs) -> Iterator[Chart]:
    counts = [
        (Words(f"result.{kind}"), _count("handlings", count), count, count) for kind, count in inputs.figures.results
    ]
    yield _chart("results", counts)
    answered = [
        (
            _year(year),
            Words("figures.bar_answered", (("part", str(share.part)), ("whole", str(share.whole)))),
            *share[::-1],
        )
        for year, figures in inputs.years
        if (share := figures.answered).whole
    ]
    yield _chart("years_counts", answered)
    days = [
        (
            _year(year),
            Words("figures.bar_days", (("median", halved(spread.halves)), ("ninetieth", str(spread.ninetieth)))),
            2 * spread.ninetieth,
            spread.halves,
        )
        for year, figures in inputs.years
        if (spread := figures.reply_days).halves is not None and spread.ninetieth is not None
    ]
    yield _chart("years_times", days)
    states = [
        (
            _year(found.year),
            Words("figures.bar_states", (("part", str(counts["answered"])), ("whole", str(sum(counts.values()))))),
            sum(counts.values()),
            counts["answered"],
        )
        for found in inputs.states
        for counts in [dict(found.counts)]
    ]
    yield _chart("years_states", states)


def _chart(key: str, bars: list[tuple[Words, Words, int, int]]) -> Chart:
    """Draw bars of a frame and what is filled of it, the longest as wide as the chart."""
    longest = max([frame for _, _, frame, _ in bars], default=0) or 1
    return Chart(
        key,
        tuple(
            [Bar(label, value, _width(frame, longest), _width(filled, longest)) for label, value, frame, filled in bars]
        ),
    )


def _width(part: int, whole: int) -> str:
    tenths = (part * 2000 + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10}%"


def _year(year: int) -> Words:
    return Words("value.year", (("year", str(year)),))


# --- Pages ------------------------------------------------------------------------------------------------------------


def statistics_view(url: str, inputs: StatisticsInputs, context: SiteContext) -> views.StatisticsView:
    """Make the view of a page of figures."""
    year = inputs.year
    units = [(plain(context.units[slug].name), _of_unit(slug, year), figures) for slug, figures in inputs.units]
    years = [(_year(number), routes.statistics_year(number), figures) for number, figures in inputs.years]
    return views.StatisticsView(
        frame=_frame(url, year, context),
        year=year,
        records=routes.section("years") if year is None else routes.year(year),
        measures=measures(inputs.figures),
        charts=tuple([chart for chart in _charts(inputs) if len(chart.bars) > 1]),
        results=_results(inputs.figures),
        years=_tables("years", "year", years),
        units=_tables("units", "unit", units),
        states=(
            *_states(
                "years_states",
                "year",
                [(_year(found.year), routes.unanswered_year(found.year), found.counts) for found in inputs.states],
            ),
            *_states(
                "units_states",
                "unit",
                [
                    (plain(context.units[slug].name), _of_unit(slug, year), states)
                    for slug, states in inputs.states_of_units
                ],
            ),
        ),
        declared=_declared(inputs.declared) if inputs.declared else None,
        reports=tuple([_compared_report(report, context) for report in inputs.reports]),
        letters=tuple([_uneven(letter, context) for letter in inputs.letters]),
        counted=len(inputs.counted),
        recounted=tuple(
            [_recounted(counted, context) for counted in inputs.counted if counted.found != counted.letter.total]
        ),
        late=tuple([_late(record, "late_days", context) for record in inputs.late]),
        late_published=tuple([_late(record, "late_workdays", context) for record in inputs.late_published]),
    )


def _frame(url: str, year: int | None, context: SiteContext) -> views.Frame:
    if year is None:
        return plain_frame(context, url, "statistics", Words("section.statistics"))
    title = Words("heading.statistics", (("year", str(year)),))
    trail = (Crumb(Words("section.statistics"), routes.STATISTICS),)
    return plain_frame(context, url, "statistics", title, trail=trail, own_step=_year(year))


def _of_unit(slug: DepartmentSlug, year: int | None) -> str:
    return routes.department(slug) if year is None else routes.department_year(slug, year)


def _declared(years: Iterable[DeclaredYear]) -> FigureTable:
    rows = [
        FigureRow(
            _year(found.year),
            routes.statistics_year(found.year),
            tuple(
                [
                    plain(str(count))
                    for count in (
                        found.reports,
                        found.figures,
                        found.same,
                        found.figures - found.same - found.open,
                        found.open,
                        found.letters,
                        found.uneven,
                    )
                ]
            ),
        )
        for found in years
    ]
    columns = ("reports", "declared", "same", "differs", "open", "declaring", "uneven")
    return FigureTable("declared", "declared", "year", _columns(columns), tuple(rows))


def _compared_report(report: ComparedReport, context: SiteContext) -> views.ComparedReport:
    others = [compared for compared in report.compared if compared.verdict != "same"]
    return views.ComparedReport(
        report.title,
        report.address,
        context.units[report.unit] if report.unit else None,
        len(report.compared),
        len(report.compared) - len(others),
        report_figures(others),
    )


def _recounted(counted: CountedLetter, context: SiteContext) -> views.UnevenLetter:
    """Set the number of suggestions that a letter declares beside the number that its proposal is read to have."""
    letter = counted.letter
    words = Words("check.suggestions", (("total", str(letter.total)), ("found", str(counted.found))))
    return views.UnevenLetter(
        counted.title, letter.address, context.units[letter.unit], (views.AdoptionCheck(words, "counted"),)
    )


def _uneven(letter: UnevenLetter, context: SiteContext) -> views.UnevenLetter:
    return views.UnevenLetter(letter.title, letter.address, context.units[letter.unit], _checks(letter.checks))


def _late(record: LateReply, key: str, context: SiteContext) -> views.LateRow:
    days = Words(f"figures.{key}", (("count", str(record.days)),)) if record.days is not None else None
    return views.LateRow(record.title, record.address, context.units[record.unit], days)


# --- Declared figures -------------------------------------------------------------------------------------------------


def report_figures(compared: Iterable[Compared]) -> tuple[views.ReportFigure, ...]:
    """Set declared figures beside what is on record."""
    return tuple([views.ReportFigure(one.key, one.printed, _found(one), one.verdict) for one in compared])


def _found(compared: Compared) -> Words | None:
    found, unsaid = compared.found, compared.unsaid
    if found is None or (isinstance(found, Share) and not found.whole):
        return None
    if isinstance(found, Share):
        numbers = (("part", str(found.part)), ("whole", str(found.whole)), ("rate", percent(found)))
        words = Words("figures.found_rate", numbers)
    else:
        words = plain(str(found))
    is_short = compared.verdict != "same" and unsaid
    return Words("figures.found_unsaid", (("found", words), ("count", str(unsaid)))) if is_short else words


def report_records(inputs: ReportInputs, context: SiteContext) -> tuple[views.HandledRow, ...]:
    """List the records behind the figures of a report, if they are few enough for its page."""
    if len(inputs.records) > LISTED:
        return ()
    return tuple([_handled(record, context) for record in inputs.records])


def _handled(record: HandledRecord, context: SiteContext) -> views.HandledRow:
    unanswered = "on-request" if record.is_on_request else "unanswered"
    return views.HandledRow(
        record.title,
        record.number,
        record.address,
        context.units[record.unit],
        record.role,
        record.result,
        "answered" if record.is_answered else unanswered,
    )


def list_of_report(inputs: ReportInputs) -> Link | None:
    """Link to the list of a report's year and unit."""
    report = inputs.record
    if not inputs.records:
        return None
    address = routes.department_year(report.unit, report.year) if report.unit else routes.year(report.year)
    return Link(str(report.year), address)


def adoption_part(adoption: Adoption | None) -> views.AdoptionPart | None:
    """Show 建议采纳 as declared, and whether it fits together."""
    if adoption is None:
        return None
    stated = [(key, str(value)) for key, value in zip(adoption._fields, adoption, strict=True) if value is not None]
    return views.AdoptionPart(tuple(stated), _checks(checks(adoption)))


def _checks(found: Iterable[Check]) -> tuple[views.AdoptionCheck, ...]:
    return tuple(
        [
            views.AdoptionCheck(
                Words(f"check.{check.key}_{'same' if check.agrees else 'differs'}", check.numbers),
                "same" if check.agrees else "differs",
            )
            for check in found
        ]
    )
