"""Make the files of the site, but for those that stand as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.cache import code_version
from builder.content import sources
from builder.workers import in_chunks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from builder.cache import Cache
    from builder.output.manifest import Entry
    from builder.output.secret import Secrets
    from builder.output.staging import Stage
    from builder.pipeline.open_data import OpenData
    from builder.pipeline.register import Fingerprinted
    from builder.pipeline.run import Options, Report
    from builder.site.layouts import Layouts
    from builder.site.plan.values import Page, SitePlan
    from builder.site.points.register import Folio
    from builder.site.render import Renderer
    from builder.site.translations import Translations


PAGES_TO_A_CHUNK = 48


def words_kept_in(cache: Cache) -> Callable[[Layouts, str], Translations]:
    """Give what reads the words of a language as they were kept: loading what parses them takes longer than a page."""
    from builder.site import translations

    def load(design: Layouts, language: str) -> Translations:
        key = sources.digest_of(repr((code_version(), design.words_digest(), language)).encode())
        texts = cache.value("words-of-pages", key)
        if texts is None:
            texts = translations.texts_of(design, language)
            cache.keep("words-of-pages", key, texts)
        return translations.Translations(texts, language)

    return load


def render_all(
    plan: SitePlan, renderer: Renderer, stage: Stage, cache: Cache, options: Options, report: Report
) -> tuple[dict[str, Entry], int]:
    """
    Render the pages whose fingerprints the output does not have; the others stay as they are.

    The pages that speak of many proposals come last: they are made from what became of the suggestions of each, which
    is found where the pages of the proposals are made.
    """
    from builder.pipeline import register
    from builder.pipeline.register import Fingerprinted
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
            done_pages = in_chunks(make, pending, jobs=options.jobs, size=PAGES_TO_A_CHUNK, done=done)
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
    from builder.pipeline.register import Fingerprinted

    entries: dict[str, Entry] = {}
    pending: list[Fingerprinted] = []
    with report.stage("plan"):
        previous = stage.previous.entries
        for page in pages:
            path, fingerprint = page.path, renderer.fingerprint(page)
            known = previous.get(path)
            if known and known.fingerprint == fingerprint:
                entries[path] = known
            else:
                pending.append(Fingerprinted(fingerprint, page))
    return entries, pending


def _folios(pages: Sequence[Page], renderer: Renderer, options: Options) -> list[Folio | None]:
    """File the suggestions of proposals whose pages stand, but whose folios are lost."""
    from builder.site.plan.values import fetch

    fetch(pages)

    def make(chunk: Sequence[Page]) -> list[Folio | None]:
        return [renderer.folio(page) for page in chunk]

    return in_chunks(make, pages, jobs=options.jobs, size=PAGES_TO_A_CHUNK, done=lambda _: None)


def _neighbours(page: Page) -> tuple[str, str]:
    """Put the pages of one number side by side: they show the same letters, which are converted once."""
    parts = page.url.split("/")
    return ("/".join(parts[2:4]) if parts[1] in {"proposals", "replies"} else "~", page.url)


def write_files(plan: SitePlan, renderer: Renderer, content: Path, stage: Stage) -> dict[str, Entry]:
    """Stage assets, and attachments byte for byte."""
    entries = {path: stage.write(path, data) for path, data in renderer.files}
    for copy in plan.copies:
        known = stage.previous.entries.get(copy.path)
        if known and known.fingerprint == copy.digest:
            entries[copy.path] = known
        else:
            entries[copy.path] = stage.write(copy.path, sources.read(content, copy.source), copy.digest)
    return entries


def make_data(
    plan: SitePlan,
    entries: Mapping[str, Entry],
    secrets: Secrets,
    stage: Stage,
    cache: Cache,
    options: Options,
    report: Report,
) -> OpenData:
    """Bring the open data up to date, or leave them out."""
    from builder.pipeline import open_data

    if not options.data:
        return open_data.OpenData("absent")
    with report.stage("data"):
        return open_data.renew(
            plan, entries, stage, cache, secrets=secrets.digest, is_later=options.index_later, jobs=options.jobs
        )


def render_last(plan: SitePlan, renderer: Renderer, stage: Stage, entries: dict[str, Entry], report: Report) -> int:
    """Render the page of the open data, which names the files; gives how many pages that were."""
    pages = [page for page in plan.pages if page.kind == "open-data"]
    known, pending = _with_fingerprints(pages, renderer, stage, report)
    entries |= known
    for fingerprint, page in pending:
        entries[page.path] = stage.write(page.path, renderer.page(page), fingerprint)
    return len(pending)
