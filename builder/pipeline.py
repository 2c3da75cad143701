"""
Content to site as functions, one line per stage (the diagram of docs/architecture.md); owns the processes.

Every stage imports what it works with when it is reached: a build in which nothing changed ends before most of them.
`examine` is all that happens before anything is written, and is what `check` does; `build` goes on from there.
"""

from __future__ import annotations

import shutil
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from builder.cache import Cache, code_version
from builder.content import sources
from builder.diagnostics import (
    BuildFailed,
    Diagnostic,
    EnvironmentProblem,
    Place,
    diagnostic,
    has_errors,
    in_order,
)
from builder.output.staging import Changes, recover, staging
from builder.site import layouts
from builder.workers import in_chunks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from builder.config import Config
    from builder.content import archive, words
    from builder.disclosure import gate, intake
    from builder.disclosure.gate import Decision
    from builder.disclosure.public import PublicArchive, TextName
    from builder.open_data import OpenData
    from builder.output.audit import Leak
    from builder.output.manifest import Entry
    from builder.output.secret import Secrets
    from builder.output.staging import Stage
    from builder.planned import Planned
    from builder.register import Fingerprinted
    from builder.shelves import Shelves
    from builder.site.plan.values import Page, Pointing, SitePlan
    from builder.site.points.register import Folio
    from builder.site.render import Renderer

Value = TypeVar("Value")

_HERE = Path(__file__).resolve().parent
SHIPPED_LAYOUTS = _HERE / "layouts" if (_HERE / "layouts").is_dir() else _HERE.parent / "layouts"
"""In an installed package the layouts lie inside it, in a checkout beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paths:
    """The folders of one build."""

    content: Path
    output: Path
    cache: Path
    layouts: tuple[Path, ...]
    """The first that has a template gives it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to build, apart from what."""

    jobs: int = 1
    as_of: str | None = None
    search: bool = True
    data: bool = True
    index_later: bool = False
    """Leave a search index and open data that are out of date to the next build; their pages say so (for `serve`)."""


@dataclass(slots=True)
class Report:
    """What a run found, and what each stage took."""

    clock: Callable[[], float]
    progress: Callable[[str, int, int], None]
    """Is told the stage, how much of it is done, and how much there is."""
    diagnostics: list[Diagnostic] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    def keep(self, outcome: tuple[Value, Iterable[Diagnostic]]) -> Value:
        """Store the diagnostics of a stage and hand its value on."""
        value, found = outcome
        self.diagnostics.extend(found)
        return value

    def stop_on_errors(self) -> None:
        """End the build with everything found so far, if any of it is an error."""
        if has_errors(self.diagnostics):
            raise BuildFailed(in_order(self.diagnostics))

    @contextmanager
    def faults_of_layouts(self) -> Iterator[None]:
        """Take a template that is wrong as a problem at its place, which ends the build."""
        try:
            yield
        except layouts.LayoutFault as fault:
            self.diagnostics.append(diagnostic("L060", Place(fault.path, fault.line), problem=fault.problem))
            self.stop_on_errors()

    @contextmanager
    def stage(self, name: str, total: int = 0) -> Iterator[Callable[[int], None]]:
        """Time a stage; the value tells progress when given how many items are done more."""
        start = self.clock()
        finished = 0

        def done(count: int) -> None:
            nonlocal finished
            finished += count
            self.progress(name, finished, total)

        yield done
        self.seconds[name] = self.seconds.get(name, 0.0) + self.clock() - start


class Reading(NamedTuple):
    """Content that has been read, each file for itself."""

    listing: sources.Listing
    words: words.Words
    config: Config
    shelves: Shelves


class Examined(NamedTuple):
    """Content that has been read, linked, checked and disclosed."""

    config: Config
    archive: archive.Archive
    public: PublicArchive
    ledger: tuple[Decision, ...]
    files: Mapping[str, gate.AttachmentFile]
    redirects: tuple[words.Redirect, ...]
    digests: Mapping[str, str]
    """By path, of the bytes of every file."""
    origins: Mapping[TextName, intake.Origin]
    """Every released text."""


def examine(paths: Paths, options: Options, report: Report, cache: Cache) -> Examined:
    """Read, link, check and disclose the content; raises `BuildFailed` with every problem found."""
    with report.stage("read"):
        listing = sources.list_sources(paths.content, cache.stats("sources"), jobs=options.jobs)
    return disclose(read(listing, paths, options, report, cache), paths, options, report, cache)


def read(listing: sources.Listing, paths: Paths, options: Options, report: Report, cache: Cache) -> Reading:
    """Read every file that changed."""
    from builder import config as configuration
    from builder.content import words
    from builder.shelves import Shelves

    with report.stage("read") as done:
        report.diagnostics.extend(listing.problems)
        vocabulary_files = words.read_words(paths.content, listing.sources)
        report.diagnostics.extend(vocabulary_files.problems)
        config = configuration.decode(vocabulary_files.site)
        shelves = Shelves(paths.content, listing.sources, config.policy, options.jobs, cache, done)
        report.diagnostics.extend(problem for brief in shelves.briefs for problem in brief.problems)
        cache.remember_stats("sources", listing.memo)
    return Reading(listing, vocabulary_files, config, shelves)


def disclose(reading: Reading, paths: Paths, options: Options, report: Report, cache: Cache) -> Examined:
    """Link and check documents, and let them pass the door."""
    from builder.content import archive, checks
    from builder.disclosure import attachments, gate, pairs

    listing, vocabulary_files, config, shelves = reading
    with report.stage("link"):
        taken = shelves.documents
        vocabulary = report.keep(
            archive.vocabulary(vocabulary_files.departments, vocabulary_files.sessions, vocabulary_files.topics)
        )
        documents = [item.released.document for item in taken if item.released]
        unread = frozenset(item.path for item in taken if item.released is None)
        linked = report.keep(archive.link(documents, vocabulary, unread))
        report.diagnostics.extend(checks.run(linked))
        released = {item.path: item.released for item in taken if item.released}
        report.diagnostics.extend(pairs.audit(linked, released))
        files, found, memo = attachments.examine(
            paths.content, linked.documents, config.policy, cache.stats("attachments")
        )
        report.diagnostics.extend(found)
        cache.remember_stats("attachments", memo)
    report.stop_on_errors()
    with report.stage("disclose"):
        public, ledger = gate.disclose(linked, released, files, config, vocabulary_files.redirects, options.as_of)
    return Examined(
        config, linked, public, ledger, files, vocabulary_files.redirects, digests_of(listing), shelves.origins
    )


def digests_of(listing: sources.Listing) -> dict[str, str]:
    """Give the digests of all files by path."""
    return {source.path: source.digest for source in listing.sources}


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildResult:
    """What a build made."""

    changes: Changes
    pages: int
    rendered: int
    documents: int
    held_back: int
    searchable: int
    search_state: str
    """What the search page says of its index: `ready`, `absent` or `renewing`."""
    data_state: str
    """What the page of the open data says of them."""
    seconds: Mapping[str, float]
    peak_mib: float
    search_peak_mib: float

    def summary(self) -> dict[str, Any]:
        """Give the last line of `--format json`."""
        return {
            "pages": self.pages,
            "rendered": self.rendered,
            "documents": self.documents,
            "held_back": self.held_back,
            "appeared": len(self.changes.appeared),
            "changed": len(self.changes.changed),
            "gone": len(self.changes.gone),
            "searchable": self.searchable,
            "seconds": {stage: round(seconds, 4) for stage, seconds in self.seconds.items()},
            "peak_mib": round(max(self.peak_mib, self.search_peak_mib), 1),
            "search_peak_mib": round(self.search_peak_mib, 1),
        }


def build(paths: Paths, options: Options, report: Report) -> BuildResult:
    """Build the whole site, or leave it exactly as it was."""
    cache = Cache(paths.cache, paths.content)
    with staging(paths.output, cache.folder) as stage:
        with report.stage("read"):
            listing = sources.list_sources(paths.content, cache.stats("sources"), jobs=options.jobs)
            design = layouts.read(paths.layouts)
            inputs = _name_of_inputs(listing, design, options)
            settled = _settled(inputs, stage, cache, paths.content)
        if settled:
            report.diagnostics.extend(settled.diagnostics)
            return replace(settled.result, seconds=report.seconds, peak_mib=_peak_mib())
        from builder.disclosure import intake
        from builder.site.plan import later
        from builder.site.render import Renderer, Texts

        reading = read(listing, paths, options, report, cache)
        planned, public = plan_of(reading, paths, options, report, cache)
        plan = planned.plan
        report.stop_on_errors()
        texts = intake.ReleasedTexts(paths.content, reading.shelves.origins, reading.config.policy)
        with report.faults_of_layouts():
            readable = Texts(texts.named, texts.digest)
            renderer = Renderer(plan.context, design, readable, cache.folder / "templates", code_version())
            secrets = _secrets(reading, planned, public, design, texts, paths.content, cache)
            index = _plan_index(plan, renderer, stage, secrets, cache, options)
            report.diagnostics.extend(_memory_problems(index.items))
            report.stop_on_errors()
            plan = later.with_search_state(plan, index.state)
            entries, rendered = _render_all(plan, renderer, stage, cache, options, report)
            entries |= _write_files(plan, renderer, paths.content, stage)
            data = _make_data(plan, entries, secrets, stage, cache, options, report)
            entries |= data.entries
            plan = later.with_open_data(plan, data.state, data.files)
            rendered += _render_last(plan, renderer, stage, entries, report)
            search_peak = _make_index(index.items, renderer, stage, options, report)
        _audit_staged(secrets, stage, entries, index.folders, options, report)
        report.stop_on_errors()
        with report.stage("promote"):
            extra = {**index.extra, **data.extra, "secrets": secrets.digest, "inputs": inputs}
            changes = stage.promote(entries, folders=index.folders, extra=extra)
    result = BuildResult(
        changes=changes,
        pages=len(plan.pages),
        rendered=rendered,
        documents=planned.shown,
        held_back=planned.held_back,
        searchable=int(extra.get("searchable", "0")),
        search_state=index.state,
        data_state=data.state,
        seconds=report.seconds,
        peak_mib=_peak_mib(),
        search_peak_mib=search_peak,
    )
    unchanged = replace(result, changes=Changes((), (), ()), rendered=0, search_peak_mib=0.0)
    cache.keep("settled", inputs, Settled(unchanged, tuple(report.diagnostics), planned.attached))
    return result


class Settled(NamedTuple):
    """What a build would come to that has the same inputs as the last one, and finds its output as that one left it."""

    result: BuildResult
    diagnostics: tuple[Diagnostic, ...]
    attached: Mapping[str, str]
    """The attachments that were named, with their digests."""


def _name_of_inputs(listing: sources.Listing, design: layouts.Layouts, options: Options) -> str:
    """Name everything that a build is made from, but for attachments, which only reading the documents tells."""
    chosen = (options.as_of, options.search, options.data, options.index_later)
    return sources.digest_of(
        repr((code_version(), listing.sources, listing.problems, design.digest(), chosen)).encode()
    )


def _settled(inputs: str, stage: Stage, cache: Cache, content: Path) -> Settled | None:
    """Tell what came of the same inputs, if the output is as that build left it and the attachments are the same."""
    kept: Settled | None = cache.value("settled", inputs)
    if kept is None or stage.previous.extra.get("inputs") != inputs or not stage.is_intact:
        return None
    return kept if _are_unchanged(kept.attached, cache, content) else None


def _are_unchanged(attached: Mapping[str, str], cache: Cache, content: Path) -> bool:
    """Tell whether attachments still have these digests, as far as the file system can say."""
    known = cache.stats("attachments")
    return all(sources.is_unchanged(content, path, digest, known) for path, digest in attached.items())


def plan_of(
    reading: Reading, paths: Paths, options: Options, report: Report, cache: Cache
) -> tuple[Planned, Callable[[], PublicArchive]]:
    """
    Plan the site, or recall the plan if all that it is made from is the same.

    The public archive behind the plan is made when it is asked for.
    """
    from builder import planned
    from builder.content.fields import DOCUMENT_TABLES
    from builder.disclosure import intake
    from builder.disclosure.secrets import may_hold_secrets
    from builder.site import plan as planning

    def anew(report: Report) -> tuple[Examined, SitePlan]:
        examined = disclose(reading, paths, options, report, cache)
        with report.stage("plan"):
            return examined, planning.make(examined.public)

    quiet = Report(clock=report.clock, progress=report.progress)
    beside = [source for source in reading.listing.sources if source.kind not in DOCUMENT_TABLES]
    key = sources.digest_of(repr((code_version(), beside, reading.shelves.shape, options.as_of)).encode())
    with report.stage("plan"):
        recalled = planned.recall(key, cache, lambda: anew(quiet)[1])
    texts = intake.ReleasedTexts(paths.content, reading.shelves.origins, reading.config.policy)
    if recalled and _are_unchanged(recalled.attached, cache, paths.content):
        report.diagnostics.extend(recalled.problems)
        report.stop_on_errors()
        _report_plan(recalled.plan, reading.words.redirects, paths.content, report)
        _report_points(recalled.plan, texts, paths.content, cache, report)
        return recalled, lambda: anew(quiet)[0].public
    before = len(report.diagnostics)
    examined, plan = anew(report)
    made = planned.Planned(
        plan=plan,
        problems=tuple(report.diagnostics[before:]),
        documents=tuple(d for d in examined.archive.documents if may_hold_secrets(d, reading.config.policy)),
        shown=sum(decision.shown == "page" for decision in examined.ledger),
        held_back=sum(decision.shown != "page" for decision in examined.ledger),
        attached={path: file.digest for path, file in examined.files.items()},
    )
    _report_plan(plan, reading.words.redirects, paths.content, report)
    _report_points(plan, texts, paths.content, cache, report)
    if not has_errors(report.diagnostics):
        with report.stage("plan"):
            planned.keep(made, key, cache)
    return made, lambda: examined.public


def check(paths: Paths, options: Options, report: Report) -> None:
    """Do everything but write; every problem is in the report."""
    from builder.disclosure import intake

    cache = Cache(paths.cache, paths.content)
    try:
        examined = examine(paths, options, report, cache)
        plan = plan_site(examined, paths.content, report)
        texts = intake.ReleasedTexts(paths.content, examined.origins, examined.config.policy)
        _report_points(plan, texts, paths.content, cache, report)
    except BuildFailed:
        return  # what it carries is in the report already


def audit(paths: Paths, options: Options, report: Report, folder: Path) -> int:
    """Look through a built site as it lies there, against its content; gives the number of files looked at."""
    from builder import open_data
    from builder.disclosure import intake
    from builder.output import audit as output_audit
    from builder.site import assets

    recover(paths.output)
    cache = Cache(paths.cache, paths.content)
    with report.stage("read"):
        listing = sources.list_sources(paths.content, cache.stats("sources"), jobs=options.jobs)
    reading = read(listing, paths, options, report, cache)
    planned, public = plan_of(reading, paths, options, report, cache)
    plan = planned.plan
    design = layouts.read(paths.layouts)
    texts = intake.ReleasedTexts(paths.content, reading.shelves.origins, reading.config.policy)
    if not folder.is_dir():
        raise EnvironmentProblem(diagnostic("B061", Place(str(folder)), path=folder))
    found = frozenset(_files_below(folder))
    expected = frozenset(
        (
            *(page.path for page in plan.pages),
            *(copy.path for copy in plan.copies),
            *(path for path, _ in assets.table(design).files),
            *(path for path in found if path.startswith(f"{_INDEX}/")),
            *(path for path in open_data.paths() if path in found),
        )
    )
    for look in output_audit.AUDITS:
        report.diagnostics.extend(look(found, expected))
    secrets = _secrets(reading, planned, public, design, texts, paths.content, cache)
    with report.stage("audit", len(found)) as done:
        report.diagnostics.extend(_inspect(sorted(found), folder.joinpath, lambda _: None, secrets, options.jobs, done))
    return len(found)


def plan_site(examined: Examined, content: Path, report: Report) -> SitePlan:
    """Decide which pages exist; addresses that clash and links that lead nowhere are reported."""
    from builder.site import plan as planning

    plan = planning.make(examined.public)
    _report_plan(plan, examined.redirects, content, report)
    return plan


def _report_plan(plan: SitePlan, redirects: Iterable[words.Redirect], content: Path, report: Report) -> None:
    """Report addresses that clash and links that lead nowhere."""
    moved = {redirect.old: Place("redirects.yml", redirect.line) for redirect in redirects}
    for url, other, (*files,) in plan.collisions:
        place = Place(files[0]) if files else moved.get(url, Place("site.yml"))
        report.diagnostics.append(diagnostic("L050", place, address=url, other=files[-1] if files[1:] else other))
    for path, target in plan.dead_references:
        report.diagnostics.append(diagnostic("L020", _place_of_link(content, path, target), found=target))
    for redirect in redirects:
        if redirect.old in plan.dead_redirects:
            report.diagnostics.append(diagnostic("L022", Place("redirects.yml", redirect.line), found=redirect.new))
    if plan.context.site.base_url is None:
        report.diagnostics.append(diagnostic("B060", Place("site.yml")))


def _report_points(plan: SitePlan, texts: intake.ReleasedTexts, content: Path, cache: Cache, report: Report) -> None:
    """Report where 对应 points at nothing; what was found for the same texts is known."""
    if not plan.pointing:
        return
    from builder.content import schema

    known: Mapping[str, tuple[int, tuple[int, ...]]] = cache.value("pointing", code_version()) or {}
    found: dict[str, tuple[int, tuple[int, ...]]] = {}
    for pointing in plan.pointing:
        reply = pointing.reply
        names = (*pointing.proposals, *([reply.text] if reply.text else []))
        key = repr((reply.answered_points, reply.numbers, [texts.digest(name) for name in names]))
        found[key] = count, places = known[key] if key in known else _pointing_nowhere(pointing, texts, plan)
        for place in places:
            point = reply.answered_points[place]
            where = _place_of_item(content, reply.path, "answered_points", place)
            gaps = {"suggestion": point.suggestion, "answer": point.answer, "count": count}
            problem = diagnostic("R008", where, **gaps)
            report.diagnostics.extend([problem] if reply.disclosure == "public" else schema.sealed([problem]))
    if found != known:
        cache.keep("pointing", code_version(), found)


def _pointing_nowhere(pointing: Pointing, texts: intake.ReleasedTexts, plan: SitePlan) -> tuple[int, tuple[int, ...]]:
    """Count the suggestions, and list the places in 对应 that point at nothing in any of the proposals."""
    from builder.site.points.answers import read_reply
    from builder.site.points.beside import letter_of
    from builder.site.points.matching import unresolved
    from builder.site.points.suggestions import suggestions

    text = texts.named(pointing.reply.text) if pointing.reply.text else ""
    letter = letter_of(pointing.reply, read_reply(text), plan.context.units)
    asked = [suggestions(texts.named(name)) for name in pointing.proposals]
    lost = [unresolved(found, letter) for found in asked]
    places = (place for place, point in enumerate(letter.explicit) if all(point in points for points in lost))
    return max(map(len, asked)), tuple(places)


def _place_of_item(content: Path, path: str, field: str, index: int) -> Place:
    """Find where an item in the front matter of a reply stands."""
    from builder.content import frontmatter, schema
    from builder.content.fields import LABELS
    from builder.content.model import place_of
    from builder.disclosure import intake

    raw, _ = frontmatter.split(path, "".join(intake.parts_of(content, path)), LABELS)
    document = schema.decode("reply", path, raw.fields)[0] if raw else None
    return place_of(document, field, index) if document else Place(path)


def _place_of_link(content: Path, path: str, target: str) -> Place:
    """Find where a document's text first links to *target*."""
    from builder.disclosure import intake
    from builder.site import markup

    head, body = intake.parts_of(content, path)
    places = ((line, column) for found, line, column in markup.references(body) if found == target)
    line, column = next(places, (1, 1))
    return Place(path, head.count("\n") + line, column)


# --- pages ------------------------------------------------------------------------------------------------------
_INDEX = "pagefind"


def _render_all(
    plan: SitePlan, renderer: Renderer, stage: Stage, cache: Cache, options: Options, report: Report
) -> tuple[dict[str, Entry], int]:
    """
    Render the pages whose fingerprints the output does not have; the others stay as they are.

    The pages that speak of many proposals come last: they are made from what became of the suggestions of each, which
    is found where the pages of the proposals are made.
    """
    from builder import register
    from builder.register import Fingerprinted
    from builder.site.plan.later import FROM_REGISTER, with_register
    from builder.site.plan.values import fetch, is_proposal_data

    own = [page for page in plan.pages if page.kind not in FROM_REGISTER | {"open-data"}]
    entries, pending = _with_fingerprints(own, renderer, stage, report)
    pending.sort(key=lambda item: _neighbours(item.page))
    made: dict[str, Folio | None] = {}

    def make(chunk: Sequence[Fingerprinted]) -> list[tuple[Entry, Folio | None]]:
        return [
            (
                stage.write(page.path, renderer.page(page), mark),
                renderer.folio(page) if is_proposal_data(page) else None,
            )
            for mark, page in chunk
        ]

    def render(pending: Sequence[Fingerprinted]) -> None:
        with report.stage("render", len(pending)) as done:
            if pending:
                renderer.prepare({page.kind for _, page in pending})
                fetch(page for _, page in pending)
            done_pages = in_chunks(make, pending, jobs=options.jobs, size=_PAGES_TO_A_CHUNK, done=done)
        for (_, page), (entry, folio) in zip(pending, done_pages, strict=True):
            entries[page.path] = entry
            if is_proposal_data(page):
                made[page.url] = folio

    render(pending)
    with report.stage("points"):
        data = [Fingerprinted(entries[page.path].fingerprint, page) for page in own if is_proposal_data(page)]
        years = {session.slug: session.year for session in plan.context.sessions.values()}
        found = register.gather(data, made, lambda pages: _folios(pages, renderer, options), years, cache)
    late = [page for page in with_register(plan, found).pages if page.kind in FROM_REGISTER]
    known, pending_late = _with_fingerprints(late, renderer, stage, report)
    entries |= known
    render(pending_late)
    return entries, len(pending) + len(pending_late)


def _with_fingerprints(
    pages: Iterable[Page], renderer: Renderer, stage: Stage, report: Report
) -> tuple[dict[str, Entry], list[Fingerprinted]]:
    """Part the pages that the output has from those that are to be made."""
    from builder.register import Fingerprinted

    entries: dict[str, Entry] = {}
    pending: list[Fingerprinted] = []
    with report.stage("plan"):
        for page in pages:
            fingerprint = renderer.fingerprint(page)
            known = stage.previous.entries.get(page.path)
            if known and known.fingerprint == fingerprint:
                entries[page.path] = known
            else:
                pending.append(Fingerprinted(fingerprint, page))
    return entries, pending


def _folios(pages: Sequence[Page], renderer: Renderer, options: Options) -> list[Folio | None]:
    """File the suggestions of proposals whose pages stand, but whose folios are lost."""
    from builder.site.plan.values import fetch

    fetch(pages)

    def make(chunk: Sequence[Page]) -> list[Folio | None]:
        return [renderer.folio(page) for page in chunk]

    return in_chunks(make, pages, jobs=options.jobs, size=_PAGES_TO_A_CHUNK, done=lambda _: None)


def _neighbours(page: Page) -> tuple[str, str]:
    """Put the pages of one number side by side: they show the same letters, which are converted once."""
    parts = page.url.split("/")
    return ("/".join(parts[2:4]) if parts[1] in {"proposals", "replies"} else "~", page.url)


_PAGES_TO_A_CHUNK = 48


def _write_files(plan: SitePlan, renderer: Renderer, content: Path, stage: Stage) -> dict[str, Entry]:
    """Stage assets, and attachments byte for byte."""
    entries = {path: stage.write(path, data) for path, data in renderer.files}
    for copy in plan.copies:
        known = stage.previous.entries.get(copy.path)
        if known and known.fingerprint == copy.digest:
            entries[copy.path] = known
        else:
            entries[copy.path] = stage.write(copy.path, sources.read(content, copy.source), copy.digest)
    return entries


# --- open data --------------------------------------------------------------------------------------------------
def _make_data(
    plan: SitePlan,
    entries: Mapping[str, Entry],
    secrets: Secrets,
    stage: Stage,
    cache: Cache,
    options: Options,
    report: Report,
) -> OpenData:
    """Bring the open data up to date, or leave them out."""
    from builder import open_data

    if not options.data:
        return open_data.OpenData("absent")
    with report.stage("data"):
        return open_data.renew(
            plan, entries, stage, cache, secrets=secrets.digest, is_later=options.index_later, jobs=options.jobs
        )


def _render_last(plan: SitePlan, renderer: Renderer, stage: Stage, entries: dict[str, Entry], report: Report) -> int:
    """Render the page of the open data, which names the files; gives how many pages that were."""
    pages = [page for page in plan.pages if page.kind == "open-data"]
    known, pending = _with_fingerprints(pages, renderer, stage, report)
    entries |= known
    for fingerprint, page in pending:
        entries[page.path] = stage.write(page.path, renderer.page(page), fingerprint)
    return len(pending)


# --- search -----------------------------------------------------------------------------------------------------
class IndexPlan(NamedTuple):
    """What becomes of the search index in a build."""

    state: str
    """What the search page says of it: `ready`, `absent` or `renewing`."""
    items: Sequence[Page] = ()
    """What the index is to be made from now; empty where it stands, waits or is not wanted."""
    folders: frozenset[str] = frozenset()
    extra: Mapping[str, str] = MappingProxyType({})


def _plan_index(
    plan: SitePlan, renderer: Renderer, stage: Stage, secrets: Secrets, cache: Cache, options: Options
) -> IndexPlan:
    """
    Decide whether the search index stands, is made again, or waits.

    One that waits is kept only while nothing has been withdrawn since it was made: every document in it is still
    public, and what may not be shown is the same.  Else it goes in this build, and there is none until the next one.
    """
    from builder.output import search
    from builder.site.plan.sources import sources_of

    items = renderer.searchables(plan) if options.search else []
    if not items:
        return IndexPlan("absent")
    made_from = search.digest((item.url, item.digest) for item in items)
    indexed = stage.previous.extra.get("search", "") if _INDEX in stage.previous.folders else ""
    extra = {"search": made_from, "searchable": str(len(items))}
    if indexed == made_from:
        return IndexPlan("ready", (), frozenset({_INDEX}), extra)
    documents = frozenset(path for item in items for path in sources_of(item))
    if not options.index_later:
        cache.keep("indexed", made_from, documents)
        return IndexPlan("ready", items, frozenset({_INDEX}), extra)
    held = cache.value("indexed", indexed)
    if held is not None and held <= documents and stage.previous.extra.get("secrets") == secrets.digest:
        return IndexPlan("renewing", (), frozenset({_INDEX}), {**extra, "search": indexed})
    return IndexPlan("renewing", extra={"searchable": extra["searchable"]})


def _memory_problems(items: Sequence[Page]) -> tuple[Diagnostic, ...]:
    """Say before it starts whether an index of these pages can be made on this machine."""
    if not items:
        return ()
    from builder.output import search

    return search.memory_problems(len(items), search.machine_memory())


def _make_index(items: Sequence[Page], renderer: Renderer, stage: Stage, options: Options, report: Report) -> float:
    """Stage an index of these pages, which replaces the old one as a whole; gives the memory it took in MiB."""
    if not items:
        return 0.0
    from builder.output import search
    from builder.site import shadow
    from builder.site.plan.values import fetch

    fetch(items)
    shadows = stage.root / ".shadow"  # of this build alone, and gone with its stage: others may share the cache

    def shade(chunk: Sequence[Page]) -> list[int]:
        for item in chunk:
            searchable = renderer.searchable(item)
            path = shadows / shadow.shadow_name(searchable)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(shadow.shadow_page(searchable), encoding="utf-8")
            if searchable.points:
                path.with_name(search.POINTS).write_text(shadow.shadow_points(searchable), encoding="utf-8")
        return []

    with report.stage("shadow", len(items)) as done:
        in_chunks(shade, items, jobs=options.jobs, size=_PAGES_TO_A_CHUNK, done=done)
    with report.stage("search"):
        result = search.index(shadows, stage.root / _INDEX)
    shutil.rmtree(shadows)
    return result.peak_mib


# --- audit ------------------------------------------------------------------------------------------------------
_FILES_TO_A_CHUNK = 64
_BYTES_AT_ONCE = 8 << 20
"""Of files that are held in memory together."""


def _audit_staged(
    secrets: Secrets,
    stage: Stage,
    entries: Mapping[str, Entry],
    folders: frozenset[str],
    options: Options,
    report: Report,
) -> None:
    """
    Look for secrets in what is about to be published.

    What was found clean against the same secrets, and has not changed, is not read again.
    """
    known_clean = stage.previous.extra.get("secrets") == secrets.digest
    previous = stage.previous.entries if known_clean else {}
    files = [path for path, entry in entries.items() if path not in previous or previous[path].digest != entry.digest]
    for folder in folders:
        if not known_clean or (stage.root / folder).is_dir():
            files.extend(f"{folder}/{path}" for path in _files_below(stage.find(folder)))

    def clean(path: str) -> Path | None:
        return stage.places.output / path if path in previous else None

    with report.stage("audit", len(files)) as done:
        report.diagnostics.extend(_inspect(files, stage.find, clean, secrets, options.jobs, done))


def _inspect(
    files: Sequence[str],
    find: Callable[[str], Path],
    clean: Callable[[str], Path | None],
    secrets: Secrets,
    jobs: int,
    done: Callable[[int], None],
) -> list[Diagnostic]:
    """Look into files; *clean* says where a file is as it was when it was last found clean."""
    from builder.output import audit as output_audit

    if len(files) <= _FILES_TO_A_CHUNK:
        few = [(path, find(path).read_bytes(), clean(path)) for path in files]
        found = [
            leak
            for path, data, before in few
            for leak in output_audit.inspect_file(path, data, secrets, before.read_bytes() if before else b"")
        ]
        done(len(files))
        return [*map(output_audit.as_diagnostic, found)]
    from builder.output.sweep import Sweep

    sweep = Sweep(secrets)
    sweep.leave_out(in_chunks(sweep.meet, sweep.sources, jobs=jobs, size=_FILES_TO_A_CHUNK, done=lambda _: None))
    secrets.shown.settle(sweep.may_be_shown)

    def look(chunk: Sequence[str]) -> list[Leak]:
        leaks: list[Leak] = []
        files: list[tuple[str, bytes]] = []
        for path in chunk:
            files.append((path, find(path).read_bytes()))
            if path == chunk[-1] or sum(len(data) for _, data in files) > _BYTES_AT_ONCE:
                leaks += output_audit.inspect_many(files, secrets, sweep, clean)
                files = []
        return leaks

    leaks = in_chunks(look, sorted(files, key=_company), jobs=jobs, size=_FILES_TO_A_CHUNK, done=done)
    return [*map(output_audit.as_diagnostic, leaks)]


def _company(path: str) -> str:
    """Put the page of a proposal beside those of its replies: what one has shown is known when the next is read."""
    return path.partition("/")[2]


def _secrets(
    reading: Reading,
    planned: Planned,
    public: Callable[[], PublicArchive],
    design: layouts.Layouts,
    texts: intake.ReleasedTexts,
    content: Path,
    cache: Cache,
) -> Secrets:
    """Gather what may not be shown from the raw documents, and what may be from the public ones."""
    from builder import evidence

    shown = evidence.shown(public, planned.plan, design, texts)
    digests = digests_of(reading.listing)
    return evidence.secrets(planned.documents, digests, reading.config.policy, content, cache, shown)


def _files_below(folder: Path) -> Iterator[str]:
    """Name every file below a folder, but for what begins with a dot at its top, which is not ours."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not name.startswith(".") and not path.is_dir():
            yield name


def _peak_mib() -> float:
    """Tell the largest memory of any one process of this run."""
    import resource

    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    peaks = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return max(peaks) / unit
