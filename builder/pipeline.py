"""
Section 5.1 of the architecture as functions: content to site, one line per stage; owns the processes.

`examine` is all that happens before anything is written, and is what `check` does; `build` goes on from there.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from builder import config as configuration
from builder.cache import Cache, code_version
from builder.content import archive, checks, sources, words
from builder.content.fields import DOCUMENT_TABLES
from builder.content.model import Document, place_of
from builder.diagnostics import BuildFailed, Diagnostic, has_errors, in_order
from builder.disclosure import attachments, gate, intake
from builder.workers import in_chunks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from builder.config import Config, Policy
    from builder.disclosure.gate import Decision
    from builder.disclosure.public import PublicArchive
    from builder.disclosure.release import Released

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
    def stage(self, name: str) -> Iterator[Callable[[int], None]]:
        """Time a stage; the value tells progress when given how many items are done more."""
        start = self.clock()
        total, finished = 0, 0

        def done(count: int) -> None:
            nonlocal finished
            finished += count
            self.progress(name, finished, total)

        yield done
        self.seconds[name] = self.seconds.get(name, 0.0) + self.clock() - start


class Examined(NamedTuple):
    """Content that has been read, linked, checked and disclosed."""

    config: Config
    archive: archive.Archive
    public: PublicArchive
    ledger: tuple[Decision, ...]
    released: Mapping[str, Released]
    files: Mapping[str, gate.AttachmentFile]


def examine(paths: Paths, options: Options, report: Report, cache: Cache) -> Examined:
    """Read, link, check and disclose the content; raises `BuildFailed` with every problem found."""
    with report.stage("read") as done:
        listing = sources.list_sources(paths.content, cache.stats("sources"))
        report.diagnostics.extend(listing.problems)
        vocabulary_files = words.read_words(paths.content, listing.sources)
        report.diagnostics.extend(vocabulary_files.problems)
        config = configuration.decode(vocabulary_files.site)
        taken = _take_in_all(paths.content, listing.sources, config.policy, options.jobs, cache, done)
        report.diagnostics.extend(problem for item in taken for problem in item.problems)
        cache.remember_stats("sources", listing.memo)
    with report.stage("link"):
        vocabulary = report.keep(
            archive.vocabulary(vocabulary_files.departments, vocabulary_files.sessions, vocabulary_files.topics)
        )
        documents = [item.released.document for item in taken if item.released]
        unread = frozenset(item.path for item in taken if item.released is None)
        linked = report.keep(archive.link(documents, vocabulary, unread))
        report.diagnostics.extend(checks.run(linked))
        files, found, memo = attachments.examine(
            paths.content, linked.documents, config.policy, cache.stats("attachments")
        )
        report.diagnostics.extend(found)
        cache.remember_stats("attachments", memo)
    report.stop_on_errors()
    with report.stage("disclose"):
        released = {item.path: item.released for item in taken if item.released}
        public, ledger = gate.disclose(linked, released, files, config, options.as_of)
    return Examined(config, linked, public, ledger, released, files)


def _take_in_all(
    root: Path,
    listed: Iterable[sources.Source],
    policy: Policy,
    jobs: int,
    cache: Cache,
    done: Callable[[int], None],
) -> list[intake.Intake]:
    """Take in every document, those whose bytes are known from the cache; the cache is kept folder by folder."""
    shelves: dict[str, list[sources.Source]] = defaultdict(list)
    for source in listed:
        if source.kind in DOCUMENT_TABLES:
            shelves["-".join(source.path.split("/")[:2])].append(source)
    key = repr((code_version(), policy.masks_personal_data, policy.lists_on_request, sorted(policy.allowed)))
    known: dict[str, dict[str, intake.Intake]] = {}
    pending: list[sources.Source] = []
    for shelf, group in shelves.items():
        known[shelf] = cache.value(f"documents-{shelf}", key) or {}
        for source in group:
            item = known[shelf].get(source.path)
            if item is None or item.digest != source.digest:
                pending.append(source)
    fresh = {
        item.path: item
        for item in in_chunks(
            lambda chunk: [intake.take_in(root, source, policy) for source in chunk],
            pending,
            jobs=jobs,
            size=64,
            done=done,
        )
    }
    taken: list[intake.Intake] = []
    for shelf, group in shelves.items():
        current = {source.path: fresh.get(source.path) or known[shelf][source.path] for source in group}
        if current.keys() != known[shelf].keys() or any(source.path in fresh for source in group):
            cache.keep(f"documents-{shelf}", key, current)
        taken.extend(current.values())
    return sorted(taken)
