"""Look for what may not be shown, in what is about to be published or in a site as it lies there."""

from __future__ import annotations

from filecmp import cmp
from typing import TYPE_CHECKING

from builder.cache import Cache
from builder.content import sources
from builder.diagnostics import EnvironmentProblem, Place, diagnostic
from builder.output.staging import recover
from builder.pipeline.indexing import INDEX
from builder.pipeline.planning import plan_of
from builder.pipeline.reading import digests_of, read
from builder.site import layouts
from builder.workers import in_chunks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from builder.diagnostics import Diagnostic
    from builder.disclosure import intake
    from builder.disclosure.public import PublicArchive
    from builder.output.audit import Leak
    from builder.output.manifest import Entry
    from builder.output.secret import Secrets
    from builder.output.staging import Stage
    from builder.pipeline.planned import Planned
    from builder.pipeline.reading import Reading
    from builder.pipeline.run import Options, Paths, Report


_FILES_TO_A_CHUNK = 64
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
        report.diagnostics.extend(_inspect(sorted(found), folder.joinpath, lambda _: None, secrets, options.jobs, done))
    return len(found)


def audit_staged(
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
            is_known = known_clean and folder in stage.previous.folders
            before = stage.places.output / folder if is_known else None
            files.extend(f"{folder}/{path}" for path in _different(stage.find(folder), before))

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
