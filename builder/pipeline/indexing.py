"""Let the search index stand, make it again, or put it off."""

from __future__ import annotations

from contextlib import contextmanager
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from builder.pipeline.rendering import PAGES_TO_A_CHUNK
from builder.workers import in_chunks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from builder.cache import Cache
    from builder.diagnostics import Diagnostic
    from builder.output.secret import Secrets
    from builder.output.staging import Stage
    from builder.pipeline.run import Options, Report
    from builder.site.plan.values import Page, SitePlan
    from builder.site.render import Renderer


INDEX = "pagefind"


class IndexPlan(NamedTuple):
    """What becomes of the search index in a build."""

    state: str
    """What the search page says of it: `ready`, `absent` or `renewing`."""
    items: Sequence[Page] = ()
    """What the index is to be made from now; empty where it stands, waits or is not wanted."""
    folders: frozenset[str] = frozenset()
    extra: Mapping[str, str] = MappingProxyType({})


def plan_index(
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
    indexed = stage.previous.extra.get("search", "") if INDEX in stage.previous.folders else ""
    extra = {"search": made_from, "searchable": str(len(items))}
    if indexed == made_from:
        return IndexPlan("ready", (), frozenset({INDEX}), extra)
    documents = frozenset(path for item in items for path in sources_of(item))
    if not options.index_later:
        cache.keep("indexed", made_from, documents)
        return IndexPlan("ready", items, frozenset({INDEX}), extra)
    held = cache.value("indexed", indexed)
    if held is not None and held <= documents and stage.previous.extra.get("secrets") == secrets.digest:
        return IndexPlan("renewing", (), frozenset({INDEX}), {**extra, "search": indexed})
    return IndexPlan("renewing", extra={"searchable": extra["searchable"]})


def memory_problems(items: Sequence[Page]) -> tuple[Diagnostic, ...]:
    """Say before it starts whether an index of these pages can be made on this machine."""
    if not items:
        return ()
    from builder.output import search

    return search.memory_problems(len(items), search.machine_memory())


@contextmanager
def index_beside(
    items: Sequence[Page], renderer: Renderer, stage: Stage, cache: Cache, options: Options, report: Report
) -> Iterator[Callable[[], float]]:
    """
    Stage an index of these pages, which replaces the old one as a whole, while the build goes on.

    The engine is a program of its own and uses one core, so that the pages are made beside it.  The value waits for the
    index, and gives the memory it took in MiB.
    """
    if not items:
        yield lambda: 0.0
        return
    from builder.output import search
    from builder.pipeline.shadows import shadows_in
    from builder.site import shadow
    from builder.site.plan.values import fetch

    with shadows_in(cache) as shadows:
        pending = shadows.outdated(items)
        fetch(pending)

        def write(name: str, text: str) -> str:
            path = shadows.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            return name

        def shade(chunk: Sequence[Page]) -> list[tuple[str, ...]]:
            made: list[tuple[str, ...]] = []
            for item in chunk:
                searchable = renderer.searchable(item)
                page = write(shadow.shadow_name(searchable), shadow.shadow_page(searchable))
                told = f"{page.rpartition('/')[0]}/{search.POINTS}"
                points = [write(told, shadow.shadow_points(searchable))] if searchable.points else []
                made.append((page, *points))
            return made

        with report.stage("shadow", len(pending)) as done:
            made = in_chunks(shade, pending, jobs=options.jobs, size=PAGES_TO_A_CHUNK, done=done)
            shadows.note(items, dict(zip([item.url for item in pending], made, strict=True)))
        with search.indexing(shadows.folder, stage.root / INDEX) as finish:

            def finished() -> float:
                with report.stage("search"):
                    return finish().peak_mib

            yield finished
