"""
Keep a plan, and recall it while everything that it was made from is the same.

Linking, the door and planning see what documents say but not the characters of their texts: after an edit of a text
the plan is the one of the last build, and only the pages that show the text have another fingerprint.  What such pages
are made from is kept in parts, a session each, which are read when one of their pages is to be rendered.
"""

from __future__ import annotations

from functools import cache as memoised
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from builder.content.sources import digest_of
from builder.site.context import make_context
from builder.site.plan.later import FROM_REGISTER
from builder.site.plan.values import Page, SitePlan

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from builder.cache import Cache
    from builder.content.model import Document
    from builder.diagnostics import Diagnostic
    from builder.site.inputs import Inputs


class Planned(NamedTuple):
    """A plan, with what else the rest of a build has to know of the documents behind it."""

    plan: SitePlan
    problems: tuple[Diagnostic, ...]
    """What linking and checking found."""
    documents: tuple[Document, ...]
    """Those that may hold secrets, linked."""
    shown: int
    """How many documents have a page."""
    held_back: int
    attached: Mapping[str, str]
    """The attachments that are named, with their digests."""


class _Row(NamedTuple):
    """A page, without what it is made from."""

    url: str
    kind: str
    digest: str
    texts: tuple[str, ...]
    part: str
    place: int


def keep(planned: Planned, key: str, cache: Cache) -> None:
    """Keep a plan under the name of what it was made from; parts that have not changed are not written again."""
    rows: list[_Row] = []
    parts: dict[str, list[Page]] = {}
    for page in planned.plan.pages:
        part = _part_of(page)
        pages = parts.setdefault(part, [])
        rows.append(_Row(page.url, page.kind, page.digest, page.texts, part, len(pages)))
        pages.append(page)
    parts.pop("", None)
    keys = {
        part: digest_of(repr([(page.digest, page.texts) for page in pages]).encode()) for part, pages in parts.items()
    }
    for part, pages in parts.items():
        if not cache.holds(part, keys[part]):
            cache.keep(part, keys[part], [page.inputs for page in pages])
    context = planned.plan.context
    basis = (context.site, context.view, tuple(context.departments.values()), tuple(context.sessions.values()))
    # The context holds read-only views, which cannot be kept, and is made again of its parts.
    rest = (planned.plan[2:], planned[1:])
    cache.keep("plan", key, (tuple(zip(*rows, strict=True)), keys, basis, rest))


def recall(key: str, cache: Cache, make: Callable[[], SitePlan]) -> Planned | None:
    """
    Recall the plan that was kept under this key.

    Args:
        make: Makes the plan anew, where the inputs of a page are asked for that were not kept, or are lost.
    """
    kept = cache.value("plan", key)
    if kept is None:
        return None
    columns, keys, basis, (rest_of_plan, rest) = kept

    @memoised
    def anew() -> Mapping[str, Page]:
        return {page.url: page for page in make().pages}

    @memoised
    def inputs_of(part: str) -> Sequence[Inputs] | None:
        return cache.value(part, keys[part]) if part else None

    def give(url: str, part: str, place: int) -> Inputs:
        inputs = inputs_of(part)
        return anew()[url].inputs if inputs is None else inputs[place]

    pages = tuple(
        [
            Page(url, kind, partial(give, url, part, place), digest, texts)
            for url, kind, digest, texts, part, place in zip(*columns, strict=True)
        ]
    )
    return Planned(SitePlan(make_context(*basis), pages, *rest_of_plan), *rest)


def _part_of(page: Page) -> str:
    """
    Say in which part a page's inputs are kept; empty where they are not.

    A page that shows nothing of a text is made again only after a change of the layouts, together with all others.
    """
    parts = page.url.split("/", 3)
    if parts[1] in {"proposals", "replies"} and page.kind in {"proposal", "data", "reply"}:
        return f"plan-session-{parts[2]}"
    return (
        f"plan-{page.kind}" if page.texts or page.kind in {"search", "open-data"} or page.kind in FROM_REGISTER else ""
    )
