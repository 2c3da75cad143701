"""Plan the site, or recall its plan, and report what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.cache import code_version
from builder.content import sources
from builder.diagnostics import Place, diagnostic, has_errors
from builder.pipeline.reading import disclose
from builder.pipeline.run import Report
from builder.pipeline.settled import are_unchanged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from builder.cache import Cache
    from builder.content import words
    from builder.disclosure import intake
    from builder.disclosure.public import PublicArchive
    from builder.pipeline.planned import Planned
    from builder.pipeline.reading import Examined, Reading
    from builder.pipeline.run import Options, Paths
    from builder.site.plan.values import Pointing, SitePlan


def plan_of(
    reading: Reading, paths: Paths, options: Options, report: Report, cache: Cache
) -> tuple[Planned, Callable[[], PublicArchive]]:
    """
    Plan the site, or recall the plan if all that it is made from is the same.

    The public archive behind the plan is made when it is asked for.
    """
    from builder.content.fields import DOCUMENT_TABLES
    from builder.disclosure import intake
    from builder.disclosure.secrets import may_hold_secrets
    from builder.pipeline import planned
    from builder.site.plan import make

    def anew(report: Report) -> tuple[Examined, SitePlan]:
        examined = disclose(reading, paths, options, report, cache)
        with report.stage("plan"):
            return examined, make(examined.public)

    quiet = Report(clock=report.clock, progress=report.progress)
    beside = [source for source in reading.listing.sources if source.kind not in DOCUMENT_TABLES]
    key = sources.digest_of(repr((code_version(), beside, reading.shelves.shape, options.as_of)).encode())
    with report.stage("plan"):
        recalled = planned.recall(key, cache, lambda: anew(quiet)[1])
    texts = intake.ReleasedTexts(paths.content, reading.shelves.origins, reading.config.policy)
    if recalled and are_unchanged(recalled.attached, cache, paths.content):
        report.diagnostics.extend(recalled.problems)
        report.stop_on_errors()
        report_plan(recalled.plan, reading.words.redirects, paths.content, report)
        report_points(recalled.plan, texts, paths.content, cache, report)
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
    report_plan(plan, reading.words.redirects, paths.content, report)
    report_points(plan, texts, paths.content, cache, report)
    if not has_errors(report.diagnostics):
        with report.stage("plan"):
            planned.keep(made, key, cache)
    return made, lambda: examined.public


def plan_site(examined: Examined, content: Path, report: Report) -> SitePlan:
    """Decide which pages exist; addresses that clash and links that lead nowhere are reported."""
    from builder.site.plan import make

    plan = make(examined.public)
    report_plan(plan, examined.redirects, content, report)
    return plan


def report_plan(plan: SitePlan, redirects: Iterable[words.Redirect], content: Path, report: Report) -> None:
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


def report_points(plan: SitePlan, texts: intake.ReleasedTexts, content: Path, cache: Cache, report: Report) -> None:
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
