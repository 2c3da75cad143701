"""Look for what may not be shown, in what is about to be published or in a site as it lies there."""

from __future__ import annotations

from filecmp import cmp
from functools import cached_property
from typing import TYPE_CHECKING

from builder.cache import Cache
from builder.content import sources
from builder.content.fields import DOCUMENT_TABLES
from builder.diagnostics import EnvironmentProblem, Place, diagnostic
from builder.output.staging import recover
from builder.pipeline.indexing import INDEX
from builder.pipeline.planning import plan_of
from builder.pipeline.reading import digests_of, read
from builder.site import layouts
from builder.workers import in_chunks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from builder.diagnostics import Diagnostic
    from builder.disclosure import intake
    from builder.disclosure.public import PublicArchive
    from builder.output.audit import Leak
    from builder.output.manifest import Entry
    from builder.output.secret import Secrets
    from builder.output.staging import Stage
    from builder.output.sweep import Sweep
    from builder.pipeline.planned import Planned
    from builder.pipeline.reading import Reading
    from builder.pipeline.run import Options, Paths, Report
    from builder.site.plan.values import Copy


_FILES_TO_A_CHUNK = 64
_TEXTS_TO_A_CHUNK = 256
_PAGES = ("/index.html", "/index.json")
"""How the names of files end that show what documents say."""
_BYTES_AT_ONCE = 8 << 20
"""Of files that are held in memory together."""


def audit(paths: Paths, options: Options, report: Report, folder: Path) -> int:
    """Look through a built site as it lies there, against its content; gives the number of files looked at."""
    from builder.disclosure import intake
    from builder.output import audit as output_audit
    from builder.pipeline import open_data
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
            *(path for path in found if path.startswith(f"{INDEX}/")),
            *(path for path in open_data.paths() if path in found),
        )
    )
    for look in output_audit.AUDITS:
        report.diagnostics.extend(look(found, expected))
    secrets = gather_secrets(reading, planned, public, design, texts, paths.content, cache)
    with report.stage("audit", len(found)) as done:
        search = _Search(secrets, options.jobs)
        report.diagnostics.extend(search.problems(sorted(found), folder.joinpath, lambda _: None, done))
    return len(found)


class StagedAudit:
    """
    Looks for secrets in what is about to be published.

    What was found clean against the same secrets, and has not changed, is not read again; but a file that quotes what a
    public document said is clean only as long as one says it.
    """

    def __init__(
        self,
        secrets: Secrets,
        public: str,
        copies: Sequence[Copy],
        stage: Stage,
        options: Options,
        report: Report,
    ) -> None:
        """
        Look at nothing yet.

        Args:
            public: Names all that documents and vocabulary say in public.
            copies: The files that are not made from public records, and may quote them.
        """
        self._stage, self._report = stage, report
        self._copies = copies
        self._search = _Search(secrets, options.jobs)
        self.extra = {"secrets": secrets.digest, "public": public}
        """What to find in `stage.previous.extra` next time."""
        before = stage.previous.extra
        self._is_known = before.get("secrets") == secrets.digest
        self._is_same = before.get("public") == public

    @property
    def _previous(self) -> Mapping[str, Entry]:
        return self._stage.previous.entries if self._is_known else {}

    def look_into_files(self, entries: Mapping[str, Entry]) -> None:
        """Report the secrets in files."""
        if not self._is_same and any(copy.path in self._previous for copy in self._copies):
            self._is_known = not self._has_lost_secrets(entries)
        known = self._previous
        self._look([path for path, entry in entries.items() if path not in known or known[path].digest != entry.digest])

    def look_into_folders(self, folders: Iterable[str]) -> None:
        """Report the secrets in folders that are replaced as a whole."""
        stage = self._stage
        for folder in folders:
            if not self._is_known or (stage.root / folder).is_dir():
                is_known = self._is_known and folder in stage.previous.folders
                before = stage.places.output / folder if is_known else None
                self._look([f"{folder}/{path}" for path in _different(stage.find(folder), before)])

    def _look(self, files: Sequence[str]) -> None:
        with self._report.stage("audit", len(files)) as done:
            self._report.diagnostics.extend(self._search.problems(files, self._stage.find, self._clean, done))

    def _has_lost_secrets(self, entries: Mapping[str, Entry]) -> bool:
        """Tell whether pages that go or change said what may not be shown now, since nothing public says it."""
        stage, now = self._stage, entries.keys()
        gone = [
            path
            for path, entry in stage.previous.entries.items()
            if path.endswith(_PAGES) and (path not in now or entries[path].digest != entry.digest)
        ]
        with self._report.stage("audit", len(gone)) as done:
            return bool(
                self._search.problems(
                    gone, stage.places.output.joinpath, lambda path: stage.find(path) if path in now else None, done
                )
            )

    def _clean(self, path: str) -> Path | None:
        return self._stage.places.output / path if path in self._previous else None


class _Search:
    """Looks into files, as many at a time as there are."""

    def __init__(self, secrets: Secrets, jobs: int) -> None:
        self._secrets, self._jobs = secrets, jobs

    def problems(
        self,
        files: Sequence[str],
        find: Callable[[str], Path],
        clean: Callable[[str], Path | None],
        done: Callable[[int], None],
    ) -> list[Diagnostic]:
        """Look into files; *clean* says where a file is as it was when it was last found clean."""
        from builder.output import audit as output_audit

        def look_closely(some: Sequence[str]) -> list[Leak]:
            return [
                leak
                for path in some
                for leak in output_audit.inspect_file(path, find(path).read_bytes(), self._secrets, _read(clean(path)))
            ]

        if len(files) > _FILES_TO_A_CHUNK:
            sweep = self._sweep  # made before the processes part that use it

            def look(chunk: Sequence[str]) -> list[Leak]:
                leaks: list[Leak] = []
                files: list[tuple[str, bytes]] = []
                size = 0
                for path in chunk:
                    files.append((path, find(path).read_bytes()))
                    size += len(files[-1][1])
                    if path == chunk[-1] or size > _BYTES_AT_ONCE:
                        leaks += output_audit.inspect_many(files, self._secrets, sweep, clean)
                        files, size = [], 0
                return leaks

            leaks = in_chunks(look, sorted(files, key=_company), jobs=self._jobs, size=_FILES_TO_A_CHUNK, done=done)
        else:
            is_much = sum(find(path).stat().st_size for path in files) > _BYTES_AT_ONCE
            leaks = in_chunks(look_closely, files, jobs=self._jobs if is_much else 1, size=1, done=done)
        return [*map(output_audit.as_diagnostic, leaks)]

    @cached_property
    def _sweep(self) -> Sweep:
        from builder.output.sweep import Sweep

        sweep = Sweep(self._secrets)
        found = in_chunks(sweep.meet, sweep.sources, jobs=self._jobs, size=_TEXTS_TO_A_CHUNK, done=lambda _: None)
        sweep.leave_out(found)
        sweep.settle()
        return sweep


def _read(file: Path | None) -> bytes:
    return file.read_bytes() if file else b""


def _company(path: str) -> str:
    """Put the page of a proposal beside those of its replies: what one has shown is known when the next is read."""
    return path.partition("/")[2]


def gather_secrets(
    reading: Reading,
    planned: Planned,
    public: Callable[[], PublicArchive],
    design: layouts.Layouts,
    texts: intake.ReleasedTexts,
    content: Path,
    cache: Cache,
) -> Secrets:
    """Gather what may not be shown from the raw documents, and what may be from the public ones."""
    from builder.pipeline import evidence

    shown = evidence.shown(public, planned.plan, design, texts)
    digests = digests_of(reading.listing)
    return evidence.secrets(planned.documents, digests, reading.config.policy, content, cache, shown)


def name_of_public(reading: Reading, texts: intake.ReleasedTexts) -> str:
    """Name all that may be shown of documents and vocabulary: what they say, and the characters of released texts."""
    beside = [source for source in reading.listing.sources if source.kind not in DOCUMENT_TABLES]
    return sources.digest_of(repr((beside, reading.shelves.shape, sorted(texts.digests))).encode())


def _different(folder: Path, before: Path | None) -> Iterator[str]:
    """Name the files below a folder that it did not hold before, byte for byte: most of a search index stays."""
    for name in _files_below(folder):
        if before is None or not (before / name).is_file() or not cmp(folder / name, before / name, shallow=False):
            yield name


def _files_below(folder: Path) -> Iterator[str]:
    """Name every file below a folder, but for what begins with a dot at its top, which is not ours."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not name.startswith(".") and not path.is_dir():
            yield name
