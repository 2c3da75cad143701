"""Say what pages of figures are made from: the overview, a page for each year, what reports are compared with."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from builder.disclosure.public import PublicReport
from builder.site import routes
from builder.site.figures.declared import checks, compare
from builder.site.figures.facts import SITE, Facts, Handling, Letter, gather
from builder.site.figures.summary import of_unit, summed
from builder.site.inputs import (
    ComparedReport,
    CountedLetter,
    DeclaredYear,
    DeclaringLetter,
    HandledRecord,
    LateReply,
    StatisticsInputs,
    UnevenLetter,
    YearOfPoints,
)
from builder.site.points.register import STATES, in_states

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from builder.disclosure.public import DepartmentSlug, PublicArchive
    from builder.site.catalogue import Catalogue, ShelfKey
    from builder.site.figures.declared import Compared
    from builder.site.figures.summary import Figures
    from builder.site.points.register import Binding

Timed = TypeVar("Timed", Handling, Letter)

LATE = 200
"""Records out of time that the page of a year lists."""
_NOTHING = Facts([], [], [])
_UNITS = ("department", "department-year")


class Statistics:
    """The figures of an archive; each scope is summed up when it is asked for, once."""

    def __init__(self, public: PublicArchive, catalogue: Catalogue) -> None:
        """Read the facts off all records."""
        self._public, self._catalogue = public, catalogue
        self._facts = gather(public, catalogue)
        self._figures: dict[ShelfKey, Figures] = {}
        # Of a text with passages removed nobody can count the suggestions.
        self._whole = {
            matter.address for matter, proposal, _ in catalogue.groups if proposal and proposal.disclosure == "public"
        }
        self._units = tuple([unit.slug for unit in sorted(public.departments, key=lambda unit: unit.order)])
        self._years = tuple(sorted({int(name) for kind, name, _ in self._facts if kind == "year"}, reverse=True))

    def figures(self, scope: ShelfKey) -> Figures | None:
        """Give the figures of a list; `None` where it holds no suggestions, or is of a kind that has none."""
        facts = self._facts.get(scope)
        if facts is None:
            return None
        if scope not in self._figures:
            total = of_unit if scope[0] in _UNITS else summed
            self._figures[scope] = total(facts, self._public.terms)
        return self._figures[scope]

    def compared(self, report: PublicReport) -> tuple[Compared, ...]:
        """Set the figures of a report against the records of its year and unit."""
        facts = self._facts_behind(report)
        return compare(report, facts.handlings, len(facts.matters))

    def records(self, report: PublicReport) -> tuple[HandledRecord, ...]:
        """Give the records that a report is compared with."""
        if not report.figures:
            return ()
        return tuple([_record(handling) for handling in self._facts_behind(report).handlings])

    def inputs(self) -> Iterator[tuple[str, StatisticsInputs]]:
        """Give the pages of figures with what they are made from; none for an archive without suggestions."""
        if SITE not in self._facts:
            return
        declared = {year: self._declared(year) for year in self._years}
        yield (
            routes.STATISTICS,
            StatisticsInputs(
                year=None,
                figures=self._known(SITE),
                years=tuple([(year, self._known(("year", str(year), None))) for year in self._years]),
                units=self._of_units(None),
                declared=tuple([_counted(year, *found) for year, found in declared.items() if any(found)]),
            ),
        )
        for year, (reports, letters, _) in declared.items():
            scope: ShelfKey = ("year", str(year), None)
            facts = self._facts[scope]
            yield (
                routes.statistics_year(year),
                StatisticsInputs(
                    year=year,
                    figures=self._known(scope),
                    units=self._of_units(year),
                    reports=reports,
                    letters=letters,
                    declaring=tuple(self._declaring(year)),
                    late=tuple(map(_late, _out_of_time(facts.handlings))),
                    late_published=tuple(map(self._late_letter, _out_of_time(facts.letters))),
                ),
            )

    def _known(self, scope: ShelfKey) -> Figures:
        found = self.figures(scope)
        if found is None:
            message = f"no figures of {scope}"
            raise ValueError(message)
        return found

    def _of_units(self, year: int | None) -> tuple[tuple[DepartmentSlug, Figures], ...]:
        scopes = [(unit, (_UNITS[year is not None], unit, year)) for unit in self._units]
        return tuple([(unit, found) for unit, scope in scopes if (found := self.figures(scope))])

    def _facts_behind(self, report: PublicReport) -> Facts:
        scope: ShelfKey = ("year", str(report.year), None)
        if report.unit:
            scope = ("department-year", report.unit, report.year)
        return self._facts.get(scope, _NOTHING)

    def _declared(self, year: int) -> tuple[tuple[ComparedReport, ...], tuple[UnevenLetter, ...], int]:
        """Compare the reports of a year, reckon with its letters, and count the letters that declare something."""
        reports = tuple(
            [
                ComparedReport(record.title, entry.address, record.unit, self.compared(record))
                for _, record, entry in self._catalogue.articles
                if entry.kind == "report"
                and isinstance(record, PublicReport)
                and record.year == year
                and record.figures
            ]
        )
        letters = [letter.reply for letter in self._facts[("year", str(year), None)].letters]
        declaring = [(reply, checks(reply.adoption)) for reply in letters if reply.adoption]
        uneven = [
            UnevenLetter(
                reply.title,
                self._catalogue.reply_entries[reply.path].address,
                reply.department,
                tuple([check for check in found if not check.agrees]),
            )
            for reply, found in declaring
            if not all(check.agrees for check in found)
        ]
        return reports, tuple(uneven), len(declaring)

    def _declaring(self, year: int) -> Iterator[tuple[str, DeclaringLetter]]:
        """Give the letters of a year whose declared number of suggestions can be compared with a whole text."""
        for letter in self._facts[("year", str(year), None)].letters:
            reply, adoption = letter.reply, letter.reply.adoption
            if adoption and adoption.total is not None and len(reply.keys) == 1:
                entry = self._catalogue.reply_entries[reply.path]
                address = self._catalogue.matters_of_reply[reply.path].address
                if address and address in self._whole:
                    yield address, DeclaringLetter(entry.address, reply.department, adoption.total)

    def _late_letter(self, letter: Letter) -> LateReply:
        entry = self._catalogue.reply_entries[letter.reply.path]
        days = letter.days.days if letter.days else None
        return LateReply(entry.title, entry.address, letter.reply.department, days)


def with_states(inputs: StatisticsInputs, bindings: Sequence[Binding]) -> StatisticsInputs:
    """Fill in what became of the suggestions of these sessions."""
    years = sorted({binding.year for binding in bindings}, reverse=True)
    by_year = ((year, in_states([binding for binding in bindings if binding.year == year])) for year in years)
    units = {unit: Counter[str]() for unit, _ in inputs.units}
    for counted in [counted for binding in bindings for counted in binding.tally]:
        for unit in counted.answering:
            units[unit][counted.state] += counted.suggestions
    folios = {folio.address: folio for binding in bindings for folio in binding.give()} if inputs.declaring else {}
    return inputs._replace(
        counted=tuple(
            [
                CountedLetter(folios[address].title, letter, len(folios[address].points))
                for address, letter in inputs.declaring
                if address in folios
            ]
        ),
        states=tuple([YearOfPoints(year, tuple(states.items())) for year, states in by_year if any(states.values())]),
        states_of_units=tuple(
            [(unit, tuple([(state, states[state]) for state in STATES])) for unit, states in units.items() if states]
        ),
    )


def _counted(
    year: int, reports: tuple[ComparedReport, ...], letters: tuple[UnevenLetter, ...], declaring: int
) -> DeclaredYear:
    verdicts = [compared.verdict for report in reports for compared in report.compared]
    return DeclaredYear(
        year,
        len(reports),
        len(verdicts),
        verdicts.count("same"),
        verdicts.count("open"),
        declaring,
        len(letters),
    )


def _record(handling: Handling) -> HandledRecord:
    matter = handling.matter
    return HandledRecord(
        matter.title,
        matter.number,
        matter.address,
        handling.unit,
        handling.role,
        handling.result,
        handling.is_answered,
        handling.is_on_request,
    )


def _out_of_time(records: Iterable[Timed]) -> Iterator[Timed]:
    """Give the first records that were not in time, as many as a page lists."""
    return islice((record for record in records if record.is_in_time is False), LATE)


def _late(handling: Handling) -> LateReply:
    return LateReply(handling.matter.title, handling.matter.address, handling.unit, handling.days)
