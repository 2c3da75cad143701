"""
Keep a plan, and recall it while everything that it was made from is the same.

Linking, the door and planning see what documents say but not the characters of their texts: after an edit of a text
the plan is the one of the last build, and only the pages that show the text have another fingerprint.  What pages are
made from is kept in parts, a session or a sort of list each, which are read when one of their pages is to be rendered.
"""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

from builder.content.sources import digest_of
from builder.site.context import make_context
from builder.site.plan import Page, SitePlan

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


class _Part:
    """What some pages are made from, read from the cache when it is asked for."""

    def __init__(self, name: str, key: str, cache: Cache, lost: Callable[[], Sequence[Inputs]]) -> None:
        """Keep where it lies, and how to make it again should it be lost."""
        self._name, self._key, self._cache, self._lost = name, key, cache, lost

    def give(self, place: int) -> Inputs:
        """Give what one page is made from."""
        return self._inputs[place]

    @cached_property
    def _inputs(self) -> Sequence[Inputs]:
        inputs: Sequence[Inputs] | None = self._cache.value(self._name, self._key)
        return self._lost() if inputs is None else inputs


def keep(planned: Planned, key: str, cache: Cache) -> None:
    """Keep a plan under the name of what it was made from; parts that have not changed are not written again."""
    rows: list[_Row] = []
    parts: dict[str, list[Page]] = {}
    for page in planned.plan.pages:
        part = _part_of(page)
        pages = parts.setdefault(part, [])
        rows.append(_Row(page.url, page.kind, page.digest, page.texts, part, len(pages)))
        pages.append(page)
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
        make: Makes the plan anew, should a part of it be lost.
    """
    kept = cache.value("plan", key)
    if kept is None:
        return None
    columns, keys, basis, (rest_of_plan, rest) = kept

    def lost(part: str) -> Sequence[Inputs]:
        return [page.inputs for page in make().pages if _part_of(page) == part]

    parts = {name: _Part(name, key, cache, partial(lost, name)) for name, key in keys.items()}
    pages = tuple(
        [
            Page(url, kind, partial(parts[part].give, place), digest, texts)
            for url, kind, digest, texts, part, place in zip(*columns, strict=True)
        ]
    )
    return Planned(SitePlan(make_context(*basis), pages, *rest_of_plan), *rest)


def _part_of(page: Page) -> str:
    """Say in which part a page's inputs are kept: a session, a sort of lists, or a kind of other pages."""
    if page.kind in {"proposal", "reply"}:
        return f"plan-session-{page.url.split('/')[2]}"
    if page.kind in {"listing", "feed"}:
        return f"plan-lists-{page.url.split('/')[1]}"
    return f"plan-{page.kind}"
