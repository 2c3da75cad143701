"""
Arrange all public numbers as a ledger, for readers who know a number and nothing else.

`/numbers/` holds every number that has a page, session by session, so that a browser's own search finds it without any
script.  Where they are too many for one page, it leads to a page for each session, and a session with too many to one
for each thousand.  Only pages that show a number know of it: a new one touches one page, none of which counts.

A number without a public document is simply not there, and nothing says how many are not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from builder.site import routes
from builder.site.frames import plain_frame
from builder.site.inputs import NumbersInputs
from builder.site.translations import plain
from builder.site.views import Crumb, Link, NumberGroup, NumberPart, NumbersView, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from builder.disclosure.public import SessionSlug
    from builder.site.catalogue import Group
    from builder.site.context import SiteContext

FULL = 1_500
"""Numbers on one page, which is some 100 KB of them."""
BLOCK = 1_000

_DIGITS = re.compile(r"\d+")


def ledger(groups: Iterable[Group], sessions: Iterable[SessionSlug]) -> Iterator[NumbersInputs]:
    """Give what each page of numbers is made from; *sessions* stand in the order in which they are listed."""
    numbers = _by_session(groups)
    filled = tuple([(session, numbers[session]) for session in sessions if session in numbers])
    if sum([len(found) for _, found in filled]) <= FULL:
        yield NumbersInputs(None, None, filled, ())
        return
    yield NumbersInputs(None, None, (), tuple([session for session, _ in filled]))
    for session, found in filled:
        yield from _of_session(session, found)


def address_of(inputs: NumbersInputs) -> str:
    """Address a page of numbers."""
    return routes.numbers(inputs.session, inputs.block)


def numbers_view(inputs: NumbersInputs, context: SiteContext) -> NumbersView:
    """Make the view of a page of numbers."""
    session = context.session_links[inputs.session] if inputs.session else None
    trail: tuple[Crumb, ...] = ()
    title = Words("numbers.title")
    step: Words | None = None
    if session:
        trail = (Crumb(title, routes.numbers(None, None)),)
        step = plain(session.name)
        title = Words("numbers.of_session", (("session", session.name),))
    if session and inputs.block is not None:
        trail += (Crumb(plain(session.name), routes.numbers(inputs.session, None)),)
        step = _block_name(inputs.block)
        title = Words("numbers.of_block", (("session", session.name), ("block", step)))
    return NumbersView(
        frame=plain_frame(
            context,
            address_of(inputs),
            "numbers",
            title,
            trail=trail,
            own_step=step,
            feed=session.address if session else routes.HOME,
        ),
        groups=tuple([NumberGroup(context.session_links[slug], found) for slug, found in inputs.groups]),
        parts=tuple([_part(part, inputs.session, context) for part in inputs.parts]),
    )


def _by_session(groups: Iterable[Group]) -> Mapping[SessionSlug, tuple[Link, ...]]:
    found: dict[SessionSlug, list[Link]] = {}
    for matter, _, _ in groups:
        if matter.number is not None and matter.address:
            found.setdefault(matter.session, []).append(Link(matter.number, matter.address))
    return {session: tuple(sorted(links, key=_place)) for session, links in found.items()}


def _place(link: Link) -> tuple[str, str]:
    """Order numbers as people count: 2 before 10."""
    return _DIGITS.sub(lambda digits: digits[0].zfill(9), routes.number_key(link.label)), link.label


def _of_session(session: SessionSlug, found: tuple[Link, ...]) -> Iterator[NumbersInputs]:
    if len(found) <= FULL:
        yield NumbersInputs(session, None, ((session, found),), ())
        return
    blocks: dict[int, list[Link]] = {}
    for link in found:
        blocks.setdefault(_block(link), []).append(link)
    yield NumbersInputs(session, None, (), tuple(sorted(blocks)))
    for block, links in sorted(blocks.items()):
        yield NumbersInputs(session, block, ((session, tuple(links)),), ())


def _block(link: Link) -> int:
    """Give the thousand in which a number lies: 2000 for 2371; 0 for one without digits."""
    digits = _DIGITS.search(routes.number_key(link.label))
    return int(digits[0]) // BLOCK * BLOCK if digits else 0


def _block_name(block: int) -> Words:
    return Words("numbers.block", (("first", str(block)), ("last", str(block + BLOCK - 1))))


def _part(part: SessionSlug | int, session: SessionSlug | None, context: SiteContext) -> NumberPart:
    if isinstance(part, int):
        return NumberPart(_block_name(part), routes.numbers(session, part))
    return NumberPart(plain(context.session_links[part].name), routes.numbers(part, None))
