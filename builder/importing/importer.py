"""
Raw files to drafts in a content folder, in two passes.

The first reads one file at a time and keeps what was read on disk; the second writes the drafts, once it is known which
sessions, units and earlier replies there are.  So memory stays flat, however many files there are.
"""

from __future__ import annotations

import pickle
import tempfile
from collections import Counter
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from typing import IO, TYPE_CHECKING, Any, NamedTuple, TypeAlias

from builder.content import frontmatter, schema, wordings
from builder.content.fields import LABELS
from builder.diagnostics import Diagnostic, EnvironmentProblem, Place, diagnostic
from builder.importing import catalogue, drafts, outcomes
from builder.importing.documents import lost, records_of
from builder.importing.files import read
from builder.importing.records import Record, doubt
from builder.importing.registry import NewSession, Registry, digest, earlier_documents
from builder.importing.text import Refused, Sheet, Source
from builder.site.points.answers import suggestions_named
from builder.site.points.suggestions import points_asked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from builder.content.model import Session


@dataclass(slots=True)
class Outcome:
    """What an import did, for the summary."""

    files: int = 0
    types: Counter[str] = field(default_factory=Counter)
    written: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    refused: int = 0
    new_units: list[str] = field(default_factory=list)
    new_sessions: list[str] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    first_to_look_at: list[tuple[str, int]] = field(default_factory=list)
    """Drafts with the number of their doubts, most first."""
    made_site: bool = False


@dataclass(slots=True)
class _Planned:
    """What has to be known of a record before any draft is written."""

    type: str
    session: NewSession | Session | None
    unit: str | None
    """The slug of the answering or accounting unit."""
    numbers: tuple[str, ...]
    replied: str
    is_second: bool
    own_year: str
    """The year that the record itself tells; its session's goes before it."""
    name: str
    """Of its file, without place and ending."""
    place: int = 1
    follows: _Planned | str | None = None
    """The earlier reply: one of this import, or the path of one that is in the folder already."""
    existing: str | None = None
    """The file that this document has in the folder already, however it is named there."""

    @property
    def path(self) -> str:
        """Where its draft lies in the content folder."""
        if self.existing:
            return self.existing
        year = str(self.session.year) if self.session and self.session.year else self.own_year
        return drafts.path_of(self.type, year, f"{self.name}-{self.place}" if self.place > 1 else self.name)


class Options(NamedTuple):
    """How to import, apart from what."""

    into: Path
    reviewed_as: str | None
    report: Path | None
    language: str


def run(paths: Sequence[str], options: Options, progress: Callable[[str, int, int], None]) -> Outcome:
    """Import files, folders and archives into a content folder; an existing file is never overwritten."""
    outcome = Outcome()
    registry = Registry(options.into)
    rows: list[Record] = []
    with tempfile.TemporaryFile() as spool:
        planned = _take_in(paths, registry, rows, spool, outcome, progress)
        planned += _take_rows(rows, planned, registry, spool)
        _chain(planned, _earlier(options.into, registry))
        spool.seek(0)
        records = (_completed(pickle.load(spool), rows) for _ in planned)  # noqa: S301 - written by this very process
        _write_all(planned, records, registry, options, outcome, progress)
    _write_vocabulary(registry, options.into, outcome)
    return outcome


# --- first pass -------------------------------------------------------------------------------------------------
def _take_in(
    paths: Sequence[str],
    registry: Registry,
    rows: list[Record],
    spool: IO[bytes],
    outcome: Outcome,
    progress: Callable[[str, int, int], None],
) -> list[_Planned]:
    planned: list[_Planned] = []
    for item in read(paths):
        outcome.files += 1
        progress("import", outcome.files, 0)
        of_item: list[_Planned] = []
        stated: int | None = None
        for record in _records_in(item, rows, outcome):
            pickle.dump(record, spool)
            of_item.append(_plan(record, registry))
            stated = record.get("year") or stated
        for one in of_item:
            if stated and isinstance(one.session, NewSession):
                one.session.stated.append(stated)
            if one.own_year == drafts.NO_YEAR:  # articles of one page are of one year
                one.own_year = max((other.own_year for other in of_item), default=drafts.NO_YEAR)
        planned += of_item
    return planned


def _records_in(item: Source | Sheet | Refused, rows: list[Record], outcome: Outcome) -> Iterator[Record]:
    if isinstance(item, Refused):
        outcome.refused += 1
        outcome.diagnostics.append(Diagnostic(item.code, Place(item.name), item.values))
        yield Record(source=item.name, line=1, type="refused", doubts=(outcome.diagnostics[-1],))
        return
    notes = [Diagnostic(note.code, Place(item.name, note.line), note.values) for note in item.notes]
    if isinstance(item, Sheet):
        outcome.diagnostics += notes
        listed = catalogue.read(item)
        if listed is None:
            outcome.diagnostics.append(doubt(item.name, "I124", 1))
            yield Record(source=item.name, line=1, type="none", reasons=("nothing",))
        else:
            rows += listed.records
        return
    found = records_of(item)
    found[0] = replace(found[0], doubts=(*notes, *found[0].doubts))
    missing = lost(item, found)
    if missing:
        found[0] = found[0].with_doubt("I125", found[0].line, count=sum(missing.values()))
    yield from found


def _plan(record: Record, registry: Registry) -> _Planned:
    named = record.get("session")
    session = registry.session(named, record.kind) if named else None
    unit_name = record.get("department") or record.get("unit")
    unit = registry.unit(unit_name) if unit_name else None
    for name in (*(record.get("consulted") or ()), *(record.get("lead") or ()), *(record.get("co_handlers") or ())):
        registry.unit(name)
    if isinstance(session, NewSession):
        _note_years(record, session)
    return _Planned(
        type=record.type,
        session=session,
        unit=unit,
        numbers=tuple(record.get("numbers") or ()),
        replied=record.get("replied") or "",
        is_second=bool(record.get("second_reply")),
        own_year=drafts.own_year(record),
        name=drafts.file_name(record, unit),
    )


def _note_years(record: Record, session: NewSession) -> None:
    day = record.get("replied") or record.get("submitted") or record.get("published")
    if day:
        session.dated.append(day)
    for number in record.get("numbers") or ():
        if len(number) > 6 and number.isdecimal() and "2000" <= number[:4] <= "2099":
            session.numbered.append(int(number[:4]))


def _take_rows(
    rows: Sequence[Record], planned: Sequence[_Planned], registry: Registry, spool: IO[bytes]
) -> list[_Planned]:
    """Let catalogue rows give sessions to letters without one, and become proposals where no text was imported."""
    by_number = {_number(row): row for row in rows}
    for item in planned:
        row = by_number.get(wordings.number_key(item.numbers[0])) if item.numbers else None
        if item.session is None and row and row.get("session") and item.type in {"reply", "proposal"}:
            item.session = registry.session(row.get("session"), row.kind)
    with_text = {wordings.number_key(number) for item in planned if item.type == "proposal" for number in item.numbers}
    sessions = {id(item.session): item.session for item in planned if item.session is not None}
    only = next(iter(sessions.values())) if len(sessions) == 1 else None
    more: list[_Planned] = []
    for row in rows:
        item = _plan(row, registry)  # its units are met, whether or not it becomes a draft
        if _number(row) in with_text:
            continue
        item.session = item.session or only
        if row.get("session") is None and isinstance(only, NewSession):
            row = row.with_field("session", row.fields["numbers"]._replace(value=only.name))  # noqa: PLW2901
        pickle.dump(row, spool)
        more.append(item)
    return more


def _number(record: Record) -> str:
    return wordings.number_key(record.get("numbers")[0])


# --- between the passes -----------------------------------------------------------------------------------------
_Where: TypeAlias = "tuple[str, str, str]"
"""Session and number of a document, and the unit of a reply."""


def _earlier(root: Path, registry: Registry) -> dict[_Where, list[tuple[str, str]]]:
    """Index the proposals and replies that are in the folder already: where they belong to dates and paths."""
    found: dict[_Where, list[tuple[str, str]]] = {}
    for kind, path, text in earlier_documents(root, registry.listing):
        raw, _ = frontmatter.split(path, text, LABELS)
        values = schema.values_of(kind, path, raw.fields) if raw else {}
        session = registry.known.session(values.get("session") or "")
        if kind == "reply":
            numbers, unit = values.get("answers") or (), registry.known.department(values.get("department") or "")
        else:
            numbers, unit = [values["number"]] if "number" in values else [], ""
        day = str(values.get("replied" if kind == "reply" else "submitted") or "")
        for number in numbers if session and unit is not None else ():
            found.setdefault((str(session), wordings.number_key(number), str(unit)), []).append((day, path))
    return found


def _chain(planned: Sequence[_Planned], earlier: Mapping[_Where, Sequence[tuple[str, str]]]) -> None:
    """Find the file that a document has already, and let each second reply follow the one before it."""
    groups: dict[_Where, list[_Planned]] = {}
    for item in planned:
        if (
            item.type in {"reply", "proposal"}
            and item.session
            and item.numbers
            and (item.unit or item.type == "proposal")
        ):
            unit = item.unit if item.type == "reply" else ""
            groups.setdefault((item.session.slug, wordings.number_key(item.numbers[0]), str(unit)), []).append(item)
    for where, group in groups.items():
        before: list[tuple[str, _Planned | str]] = sorted(earlier.get(where, ()))
        for item in sorted(group, key=lambda one: (one.is_second, one.replied)):
            _take_place(item, before)
            before.append((item.replied, item))


def _take_place(item: _Planned, before: Sequence[tuple[str, _Planned | str]]) -> None:
    """Put a document behind those of the same session, number and unit, or in the place of the one that it is."""
    same = next((one for day, one in before if day and day == item.replied), None)
    if item.is_second and not same:
        item.place, item.follows = len(before) + 1, before[-1][1] if before else None
        return
    if isinstance(same, _Planned):  # the same letter twice, as Word and as PDF
        item.place, item.follows, item.existing = same.place, same.follows, same.existing
        return
    files = [one for _, one in before if isinstance(one, str)]
    if files:
        item.existing = same or files[0]
        item.follows = (
            next((one for day, one in reversed(before) if day < item.replied), None) if item.is_second else None
        )
    elif before and item.replied and all(day for day, _ in before):
        item.place = len(before) + 1  # two letters of different days, neither of which says that it is a second one


# --- second pass ------------------------------------------------------------------------------------------------
def _completed(record: Record, rows: Sequence[Record]) -> Record:
    """Fill the gaps of a record from the catalogue."""
    if record.type not in {"reply", "proposal"} or not record.get("numbers"):
        return record
    row = next((row for row in rows if _number(row) == _number(record)), None)
    return catalogue.filled(record, row) if row else record


def _write_all(
    planned: Sequence[_Planned],
    records: Iterable[Record],
    registry: Registry,
    options: Options,
    outcome: Outcome,
    progress: Callable[[str, int, int], None],
) -> None:
    taken: dict[str, str] = {}
    with _report(options.report) as report:
        for done, (item, record) in enumerate(zip(planned, records, strict=True), 1):
            progress("drafts", done, len(planned))
            is_record = item.type not in {"none", "refused"}
            if item.type == "none" and record.dropped:
                record = record.with_doubt("I129", record.line)  # noqa: PLW2901 - the same record, a doubt added
            record = _doubted(record, registry, options.reviewed_as)  # noqa: PLW2901 - the same record, doubts added
            if is_record:
                _write(item, record, registry, options, outcome, taken)
            outcome.types[item.type] += 1
            outcome.diagnostics += record.doubts if item.type != "refused" else ()
            if is_record and record.doubts:
                outcome.first_to_look_at.append((item.path, len(record.doubts)))
            if report:
                described = outcomes.as_object(
                    record, options.language, item.path if is_record else None, _points(record)
                )
                report.write(outcomes.as_line(described) + "\n")
    outcome.first_to_look_at.sort(key=lambda entry: (-entry[1], entry[0]))


def _points(record: Record) -> tuple[str, ...]:
    """Give what a proposal asks or a reply answers, point by point, as the page will show it."""
    text = "\n\n".join(record.body)
    if record.type == "proposal":
        return points_asked(text)
    return suggestions_named(text) if record.type == "reply" else ()


def _report(path: Path | None) -> Any:  # noqa: ANN401 - an open file or nothing
    if path is None:
        return nullcontext()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)  # it holds whole texts and mobile numbers, decided or not
        return path.open("w", encoding="utf-8")
    except OSError as error:
        raise EnvironmentProblem(f"{path}: {error.strerror}") from error


def _doubted(record: Record, registry: Registry, reviewed_as: str | None) -> Record:
    """Note what only the whole import tells: a short name taken for a known one, an attribute stricter than the review."""
    unit = record.get("department") or record.get("unit")
    longer = registry.known_as(unit) if unit else None
    if longer:
        record = record.with_doubt(
            "I126", record.fields["department" if record.get("department") else "unit"].line, "department", found=longer
        )
    printed = record.get("disclosure") or ()
    if reviewed_as and outcomes.is_stricter(printed, reviewed_as):
        record = record.with_doubt("I111", record.fields["disclosure"].line, "disclosure", value=reviewed_as)
    return record


def _write(
    item: _Planned, record: Record, registry: Registry, options: Options, outcome: Outcome, taken: dict[str, str]
) -> None:
    follows = item.follows.path if isinstance(item.follows, _Planned) else item.follows
    text = drafts.document(record, registry, options.reviewed_as, follows)
    path = item.path
    if path in taken:
        state = "same" if taken[path] == digest(text) else "conflict"
    else:
        state = _put(options.into, path, text)
        taken[path] = digest(text)
    {"written": outcome.written, "same": outcome.same, "conflict": outcome.conflicts}[state].append(path)
    if state == "conflict":
        outcome.diagnostics.append(diagnostic("I201", Place(record.source, record.line), other=path))


def _put(root: Path, path: str, text: str) -> str:
    """Write a new file; an existing one is left as it is, and told whether it is the same."""
    target = root / path
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        return "same" if target.read_bytes() == text.encode() else "conflict"
    except OSError as error:
        raise EnvironmentProblem(f"{target}: {error.strerror}") from error
    return "written"


def _write_vocabulary(registry: Registry, root: Path, outcome: Outcome) -> None:
    """Write the files of new units and sessions, and the site's settings where there are none."""
    files = {f"departments/{unit.slug}.yml": drafts.unit_file(unit) for unit in registry.new_units()}
    outcome.new_units = list(files)
    sessions = {f"sessions/{session.slug}.yml": drafts.session_file(session) for session in registry.sessions}
    outcome.new_sessions = list(sessions)
    if outcome.written and not (root / "site.yml").exists():
        outcome.made_site = True
        files["site.yml"] = drafts.site_file()
    for path, text in {**files, **sessions}.items():
        if _put(root, path, text) == "conflict":
            outcome.conflicts.append(path)
            outcome.diagnostics.append(diagnostic("I201", Place(path), other=path))
