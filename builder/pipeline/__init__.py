"""
Content to site as functions, one line per stage (the diagram of docs/architecture.md); owns the processes.

Every stage imports what it works with when it is reached: a build in which nothing changed ends before most of them.
`examine` is all that happens before anything is written, and is what `check` does; `build` goes on from there.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from builder.cache import Cache, code_version
from builder.content import sources
from builder.diagnostics import BuildFailed
from builder.output.staging import Changes, staging
from builder.pipeline.run import BuildResult, peak_mib
from builder.pipeline.settled import Settled, name_of_inputs, recall_settled
from builder.site import layouts

if TYPE_CHECKING:
    from builder.pipeline.run import Options, Paths, Report


def build(paths: Paths, options: Options, report: Report) -> BuildResult:
    """Build the whole site, or leave it exactly as it was."""
    cache = Cache(paths.cache, paths.content)
    with staging(paths.output, cache.folder, jobs=options.jobs) as stage:
        with report.stage("read"):
            listing = sources.list_sources(paths.content, cache.stats("sources"), jobs=options.jobs)
            design = layouts.read(paths.layouts)
            inputs = name_of_inputs(listing, design, options)
            settled = recall_settled(inputs, stage, cache, paths.content)
        if settled:
            report.diagnostics.extend(settled.diagnostics)
            return replace(settled.result, seconds=report.seconds, peak_mib=peak_mib())
        from builder.disclosure import intake
        from builder.pipeline.auditing import StagedAudit, gather_secrets, name_of_public
        from builder.pipeline.indexing import index_beside, memory_problems, plan_index
        from builder.pipeline.planning import plan_of
        from builder.pipeline.reading import read
        from builder.pipeline.rendering import make_data, render_all, render_last, words_kept_in, write_files
        from builder.site.plan.later import with_open_data, with_search_state
        from builder.site.render import Renderer, Texts

        reading = read(listing, paths, options, report, cache)
        planned, public = plan_of(reading, paths, options, report, cache)
        plan = planned.plan
        report.stop_on_errors()
        texts = intake.ReleasedTexts(paths.content, reading.shelves.origins, reading.config.policy)
        with report.faults_of_layouts():
            readable = Texts(texts.named, texts.digest)
            compiled, words = cache.folder / "templates", words_kept_in(cache)
            renderer = Renderer(plan.context, design, readable, compiled, code_version(), words)
            secrets = gather_secrets(reading, planned, public, design, texts, paths.content, cache)
            index = plan_index(plan, renderer, stage, secrets, cache, options)
            report.diagnostics.extend(memory_problems(index.items))
            report.stop_on_errors()
            plan = with_search_state(plan, index.state)
            with index_beside(index.items, renderer, stage, cache, options, report) as finished_index:
                entries, rendered = render_all(plan, renderer, stage, cache, options, report)
                entries |= write_files(plan, renderer, paths.content, stage)
                data = make_data(plan, entries, secrets, stage, cache, options, report)
                entries |= data.entries
                plan = with_open_data(plan, data.state, data.files)
                rendered += render_last(plan, renderer, stage, entries, report)
                audit = StagedAudit(secrets, name_of_public(reading, texts), plan.copies, stage, options, report)
                audit.look_into_files(entries)
                search_peak = finished_index()
        audit.look_into_folders(index.folders)
        report.stop_on_errors()
        with report.stage("promote"):
            extra = {**index.extra, **data.extra, **audit.extra, "inputs": inputs}
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
        peak_mib=peak_mib(),
        search_peak_mib=search_peak,
    )
    unchanged = replace(result, changes=Changes((), (), ()), rendered=0, search_peak_mib=0.0)
    cache.keep("settled", inputs, Settled(unchanged, tuple(report.diagnostics), planned.attached))
    return result


def check(paths: Paths, options: Options, report: Report) -> None:
    """Do everything but write; every problem is in the report."""
    from builder.disclosure import intake
    from builder.pipeline.planning import plan_site, report_points
    from builder.pipeline.reading import examine

    cache = Cache(paths.cache, paths.content)
    try:
        examined = examine(paths, options, report, cache)
        plan = plan_site(examined, paths.content, report)
        texts = intake.ReleasedTexts(paths.content, examined.origins, examined.config.policy)
        report_points(plan, texts, paths.content, cache, report)
    except BuildFailed:
        return  # what it carries is in the report already
