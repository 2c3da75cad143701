"""
Make the open data from the documents as data, or leave them as they are, or put them off.

The files are a function of every `index.json`, of what stands in no document, and of the program: while these are the
same, what the output holds stands.  Two processes make them, one the sheets and one the database; both read a document
at a time, so that no more than one is in memory.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from builder.cache import code_version
from builder.content.sources import digest_of
from builder.site import routes
from builder.site.inputs import DataFile
from builder.site.opendata import files
from builder.site.opendata.rows import rows_of, rows_of_site
from builder.site.plan.later import open_data_of
from builder.workers import in_chunks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from builder.cache import Cache
    from builder.output.manifest import Entry
    from builder.output.staging import Stage
    from builder.site.inputs import OpenDataInputs
    from builder.site.opendata.rows import Document, Row
    from builder.site.plan.values import SitePlan

KEY = "data"
"""Under which the output remembers what its data were made from."""


class OpenData(NamedTuple):
    """What became of the open data in a build."""

    state: str
    """What their page says of them: `ready`, `absent` or `renewing`."""
    files: tuple[DataFile, ...] = ()
    entries: Mapping[str, Entry] = {}
    extra: Mapping[str, str] = {}


class _Kept(NamedTuple):
    """What is remembered of files that were made."""

    documents: frozenset[str]
    """Paths of the data of the documents in them."""
    files: tuple[DataFile, ...]


def renew(
    plan: SitePlan,
    entries: Mapping[str, Entry],
    stage: Stage,
    cache: Cache,
    *,
    secrets: str,
    is_later: bool,
    jobs: int,
) -> OpenData:
    """
    Bring the open data up to date.

    Files that wait are kept only while nothing has been withdrawn since they were made: every document in them is
    still public, and what may not be shown is the same.  Else they go in this build, and there are none until the next.

    Args:
        entries: Of all pages, the data of the documents among them.
        secrets: Names what may not be shown.
        is_later: Leave files that are out of date to the next build.
    """
    site, pages = open_data_of(plan)
    documents = [page.path for page in pages]
    known = repr([(path, entries[path].digest) for path in documents])
    made_from = digest_of("\n".join((code_version(), repr(site), known)).encode())
    before = stage.previous.extra.get(KEY, "")
    kept: _Kept | None = cache.value("open-data", before) if before else None
    standing = _standing(kept.files, stage) if kept else None
    if kept and standing is not None and before == made_from:
        return OpenData("ready", kept.files, standing, {KEY: before})
    if is_later:
        is_fit = kept and kept.documents <= set(documents) and stage.previous.extra.get("secrets") == secrets
        if kept and standing is not None and is_fit:
            return OpenData("renewing", kept.files, standing, {KEY: before})
        return OpenData("renewing")
    made = _make(site, documents, stage, jobs)
    cache.keep("open-data", made_from, _Kept(frozenset(documents), made.files))
    return made._replace(extra={KEY: made_from})


def paths() -> frozenset[str]:
    """Name every file of the open data, below the output folder."""
    return frozenset(map(_path, files.every()))


def _standing(known: Sequence[DataFile], stage: Stage) -> dict[str, Entry] | None:
    """Give the entries of the files in the output, if they are all there as they were made."""
    paths = [_path(name) for name in files.every()]
    found = {path: stage.previous.entries[path] for path in paths if path in stage.previous.entries}
    is_whole = len(found) == len(paths) and all(found[_path(file.name)].digest == file.sha256 for file in known)
    return found if is_whole else None


def _path(name: str) -> str:
    return routes.file_path(routes.data_file(name))


def _make(site: OpenDataInputs, documents: Sequence[str], stage: Stage, jobs: int) -> OpenData:
    """Write all files beside the output."""
    from builder.output import database, sheets

    folder = stage.root / routes.DATA.strip("/")
    folder.mkdir(exist_ok=True)
    named = tuple(files.of_tables())

    def read() -> Iterator[Document]:
        return (json.loads(stage.find(path).read_bytes()) for path in documents)

    def rows() -> Iterator[Row]:
        yield from rows_of_site(site)
        for document in read():
            yield from rows_of(document)

    def write(parts: Sequence[str]) -> list[dict[str, int]]:
        if parts[0] == "database":
            database.write(read(), rows_of_site(site), folder / f".{files.DATABASE}", folder / files.DATABASE)
            return [{}]
        return [sheets.write(rows(), folder, {(file.table, file.form): file.name for file in named})]

    counts, _ = in_chunks(write, ("sheets", "database"), jobs=jobs, size=1, done=lambda _: None)
    entries = {_path(name): stage.adopt(_path(name)) for name in (*[file.name for file in named], files.DATABASE)}

    def described(table: str, form: str, name: str) -> DataFile:
        entry = entries[_path(name)]
        return DataFile(table, form, name, counts.get(table, 0), entry.size, entry.digest)

    database_file = described("", "sqlite", files.DATABASE)
    made = (*[described(*file) for file in named], database_file)
    texts = {
        files.PACKAGE: _json(files.package(site, made)),
        files.METADATA: _json(files.metadata(site)),
        files.SUMS: files.sums(made),
    }
    entries |= {_path(name): stage.write(_path(name), text.encode()) for name, text in texts.items()}
    return OpenData("ready", made, entries)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
