"""
Bring the register of suggestions up to date: folios of pages that were made anew, and the others as they were filed.

A folio is filed under the fingerprint of the proposal's data, which names all that matching has seen.  Folios are kept
session by session, and only the sessions in which one has changed are opened; what is said of the rest is brief.
"""

from __future__ import annotations

from functools import cache as memoised
from typing import TYPE_CHECKING, NamedTuple

from builder.cache import code_version
from builder.content.sources import digest_of
from builder.disclosure.public import SessionSlug
from builder.site.points import register

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from builder.cache import Cache
    from builder.site.plan.values import Page
    from builder.site.points.register import Binding, Folio, Register, Tallied


class Fingerprinted(NamedTuple):
    """The data of a proposal, with its fingerprint."""

    fingerprint: str
    page: Page


class _Brief(NamedTuple):
    """What is known of a session without its folios."""

    key: str
    year: int
    digest: str
    tally: tuple[Tallied, ...]


def gather(
    pages: Sequence[Fingerprinted],
    made: Mapping[str, Folio | None],
    make: Callable[[Sequence[Page]], list[Folio | None]],
    years: Mapping[SessionSlug, int],
    cache: Cache,
) -> Register:
    """
    Gather the register.

    Args:
        pages: The data of every proposal, in the order of the plan.
        made: By address, the folios of the pages that were made in this build.
        make: Makes the folios that are neither made nor kept.
        years: Of every session.
    """
    sessions: dict[SessionSlug, list[Fingerprinted]] = {}
    for item in pages:
        sessions.setdefault(_session_of(item.page), []).append(item)
    kept: Mapping[str, _Brief] = cache.value("register", code_version()) or {}
    briefs: dict[str, _Brief] = {}
    bindings: list[Binding] = []
    for session, items in sessions.items():
        key = digest_of(repr([(item.page.url, item.fingerprint) for item in items]).encode())
        brief = kept.get(session)
        if brief is None or brief.key != key:
            folios = _folios(session, items, made, make, cache)
            brief = _Brief(key, years[session], register.digest_of(folios), register.tally(folios))
        briefs[session] = brief
        bindings.append(_binding(session, brief, items, make, cache))
    if briefs != kept:
        cache.keep("register", code_version(), briefs)
    return register.Register(tuple(bindings))


def _binding(
    session: SessionSlug,
    brief: _Brief,
    items: Sequence[Fingerprinted],
    make: Callable[[Sequence[Page]], list[Folio | None]],
    cache: Cache,
) -> Binding:
    @memoised
    def give() -> Sequence[Folio]:
        return _folios(session, items, {}, make, cache)

    return register.Binding(session, brief.year, brief.digest, brief.tally, give)


def _folios(
    session: SessionSlug,
    items: Sequence[Fingerprinted],
    made: Mapping[str, Folio | None],
    make: Callable[[Sequence[Page]], list[Folio | None]],
    cache: Cache,
) -> list[Folio]:
    """Give the folios of a session: made in this build, kept, or else made now."""
    name = f"register-{session}"
    kept: Mapping[str, Folio | None] = cache.value(name, code_version()) or {}
    known = {
        item.fingerprint: made[item.page.url] if item.page.url in made else kept[item.fingerprint]
        for item in items
        if item.page.url in made or item.fingerprint in kept
    }
    missing = [item for item in items if item.fingerprint not in known]
    known |= zip([item.fingerprint for item in missing], make([item.page for item in missing]), strict=True)
    if known.keys() != kept.keys():
        cache.keep(name, code_version(), known)
    return [folio for item in items if (folio := known[item.fingerprint])]


def _session_of(page: Page) -> SessionSlug:
    return SessionSlug(page.url.split("/")[2])
