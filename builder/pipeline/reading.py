"""Read content, link and check it, and let it pass the door."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from builder.cache import code_version
from builder.content import sources

if TYPE_CHECKING:
    from collections.abc import Mapping

    from builder.cache import Cache
    from builder.config import Config
    from builder.content import archive, words
    from builder.disclosure import gate, intake
    from builder.disclosure.gate import Decision
    from builder.disclosure.public import PublicArchive, TextName
    from builder.pipeline.run import Options, Paths, Report
    from builder.pipeline.shelves import Shelves


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
    from builder.pipeline.shelves import Shelves

    with report.stage("read") as done:
        report.diagnostics.extend(listing.problems)
        vocabulary_files = _words(listing, paths, cache)
        report.diagnostics.extend(vocabulary_files.problems)
        config = configuration.decode(vocabulary_files.site)
        shelves = Shelves(paths.content, listing.sources, config.policy, options.jobs, cache, done)
        report.diagnostics.extend(problem for brief in shelves.briefs for problem in brief.problems)
        cache.remember_stats("sources", listing.memo)
    return Reading(listing, vocabulary_files, config, shelves)


def _words(listing: sources.Listing, paths: Paths, cache: Cache) -> words.Words:
    """Read the vocabulary, or recall it where its files are the same."""
    from builder.content.words import KINDS, read_words

    files = [source for source in listing.sources if source.kind in KINDS]
    key = sources.digest_of(repr((code_version(), files)).encode())
    found: words.Words | None = cache.value("words", key)
    if found is None:
        found = read_words(paths.content, files)
        cache.keep("words", key, found)
    return found


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
