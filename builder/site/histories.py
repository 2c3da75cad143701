"""
Put the replies of one unit to one suggestion together: its letter, and those that continue it (再次答复).

Only public replies are known here, and which of them belong together follows from these alone: the same unit and a
number in common, or a letter without a number that names the one it continues.  A reply between two that may not be
shown therefore parts nothing, and is told by nothing but the place of the next one, which its address has anyway.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from builder.disclosure.public import PublicReply


class Step(NamedTuple):
    """One reply of a history, as a line."""

    path: str
    """The content file; never published."""
    address: str
    place: int
    replied: str | None
    result: str
    result_printed: str | None
    doc_number: str | None


def newest_first(replies: Iterable[PublicReply]) -> list[PublicReply]:
    """Order the replies to a number: by unit, in the order in which the units appear, the newest of each first."""
    found: dict[str, list[PublicReply]] = {}
    for reply in replies:
        found.setdefault(reply.department, []).append(reply)
    return [reply for own in found.values() for reply in sorted(own, key=_age, reverse=True)]


def histories(
    replies: Sequence[PublicReply], addresses: Mapping[str, str], earlier: Mapping[str, str]
) -> dict[str, tuple[Step, ...]]:
    """
    Give each reply that does not stand alone the history it belongs to, the newest reply first.

    Args:
        addresses: By content path.
        earlier: By content path, the path of the public reply that a reply continues.
    """
    chains: dict[str, list[PublicReply]] = {}
    of_number: dict[tuple[str, str, str], str] = {}
    root: dict[str, str] = {}

    def first(path: str) -> str:
        while root[path] != path:
            path = root[path]
        return path

    root.update((reply.path, reply.path) for reply in replies)
    for reply in replies:
        known = [of_number.setdefault((reply.session, key, reply.department), reply.path) for key in reply.keys]
        for other in (*known, *([earlier[reply.path]] if reply.path in earlier else [])):
            root[first(reply.path)] = first(other)
    for reply in replies:
        chains.setdefault(first(reply.path), []).append(reply)
    found = {}
    for chain in chains.values():
        if len(chain) > 1:
            steps = tuple([_step(reply, addresses[reply.path]) for reply in sorted(chain, key=_age, reverse=True)])
            found.update(dict.fromkeys([reply.path for reply in chain], steps))
    return found


def _age(reply: PublicReply) -> tuple[int, str, str]:
    return reply.place, reply.replied or "", reply.path


def _step(reply: PublicReply, address: str) -> Step:
    return Step(reply.path, address, reply.place, reply.replied, reply.result, reply.result_printed, reply.doc_number)
