"""Follow 再次答复: which public reply each one continues, and which ones continue it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from builder.site import routes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from builder.disclosure.public import PublicArchive, PublicReply
    from builder.site.catalogue import Catalogue, Entry


class Neighbours(NamedTuple):
    """What each reply continues, and what continues it, by content path."""

    earlier: Mapping[str, Entry]
    later: Mapping[str, list[Entry]]

    def newest(self, path: str) -> Entry | None:
        """Give the last reply of the chain that goes on from this one; `None`: none does."""
        last = None
        while followers := self.later.get(path):
            last = followers[0]  # one at most: a second one is an error of the content
            path = last.path
        return last


def neighbours(public: PublicArchive, catalogue: Catalogue) -> Neighbours:
    """Follow every chain of an archive; it breaks where a reply may not be shown."""
    earlier: dict[str, Entry] = {}
    later: dict[str, list[Entry]] = {}
    by_address = {entry.address: entry for entry in catalogue.reply_entries.values()}
    for reply in public.replies:
        before = _followed(reply, catalogue, by_address)
        if before:
            earlier[reply.path] = before
            later.setdefault(before.path, []).append(catalogue.reply_entries[reply.path])
    return Neighbours(earlier, later)


def _followed(reply: PublicReply, catalogue: Catalogue, by_address: Mapping[str, Entry]) -> Entry | None:
    if reply.follows is None:
        return None
    session, number, department, place = reply.follows
    written = catalogue.numbers.get((session, routes.number_key(number)), number)
    return by_address.get(routes.reply(session, written, department, place))
