"""
Gather what replies promise (承诺), with the last that was heard of it, and reckon with its term as of a day.

A promise is shown as it is recorded.  Ours is only what is reckoned here: that its term has passed without its being
recorded as done, and how many days it is to its term, since it, and since the last word.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from builder.site import chains
from builder.site.days import days_between, is_day
from builder.site.views import Link

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from builder.disclosure.public import Commitment, DepartmentSlug, PublicArchive, PublicReply, SessionSlug
    from builder.site.catalogue import Catalogue, Entry


class Promise(NamedTuple):
    """One 承诺, with the reply in which it stands and the last that was heard of it."""

    digest: str
    """Of all the rest."""
    place: int
    """In its reply, from 1."""
    recorded: Commitment
    reply: Entry
    department: DepartmentSlug
    session: SessionSlug
    numbers: tuple[str, ...]
    """Which the reply answers, as the addresses have them."""
    proposal: Link | None
    """What it answers first; without a label where that cannot be read here, `None` for a letter without number."""
    newest: Entry | None
    """The last reply of the chain that goes on from this one (再次答复)."""

    @property
    def is_done(self) -> bool:
        """Tell whether it is recorded as done."""
        return self.recorded.state == "done"

    @property
    def heard(self) -> str | None:
        """Give the day of the last word on it: 更新, or of the newest reply of its chain, whichever is later."""
        last = self.newest or self.reply
        return max(filter(is_day, (self.recorded.updated, last.date or last.published)), default=None)

    @property
    def changed(self) -> str:
        """Give what a feed orders it by: 更新, else the day on which the reply became public, else its own."""
        return self.recorded.updated or self.reply.first


def gather(public: PublicArchive, catalogue: Catalogue) -> tuple[Promise, ...]:
    """List every promise of a public reply, by the day on which the reply became public."""
    promising = [reply for reply in public.replies if reply.commitments]
    if not promising:
        return ()
    chain = chains.neighbours(public, catalogue)
    promises = [promise for reply in promising for promise in _promises(reply, catalogue, chain)]
    return tuple(sorted(promises, key=lambda promise: (promise.reply.first, promise.reply.address, promise.place)))


def _promises(reply: PublicReply, catalogue: Catalogue, chain: chains.Neighbours) -> Iterator[Promise]:
    entry, matter = catalogue.reply_entries[reply.path], catalogue.matters_of_reply[reply.path]
    newest = chain.newest(reply.path)
    proposal = None
    if reply.numbers and matter.address:
        proposal = Link(matter.proposal.title if matter.proposal else "", matter.address)
    numbers = tuple([catalogue.numbers[reply.session, key] for key in reply.keys])
    around = (entry.digest, numbers, proposal, newest and newest.digest)
    for place, recorded in enumerate(reply.commitments, 1):
        yield Promise(
            repr((place, recorded, around)),
            place,
            recorded,
            entry,
            reply.department,
            reply.session,
            numbers,
            proposal,
            newest,
        )


def counts(public: PublicArchive) -> Mapping[DepartmentSlug, int]:
    """Count what each unit has promised."""
    return Counter([reply.department for reply in public.replies for _ in reply.commitments])


def group_of(promise: Promise, as_of: str | None) -> str:
    """
    Tell in which group a promise stands.

    Overdue is our own reckoning and no record: its term is a day before *as_of*, and it is not recorded as done.
    """
    due = promise.recorded.due
    if promise.is_done:
        return "done"
    if as_of is None or not is_day(due):
        return "undated"
    return "overdue" if due < as_of else "upcoming"


def overdue(promise: Promise, as_of: str | None) -> int | None:
    """Count the days since its term; `None` where that cannot be said, or the term is still to come."""
    due = promise.recorded.due
    if as_of is None or promise.is_done or not is_day(due) or due >= as_of:
        return None
    return days_between(due, as_of)


def left(promise: Promise, as_of: str | None) -> int | None:
    """Count the days to its term; `None` where that cannot be said, or the term has passed."""
    due = promise.recorded.due
    if as_of is None or promise.is_done or not is_day(due) or due < as_of:
        return None
    return days_between(as_of, due)


def silent(promise: Promise, as_of: str | None) -> int | None:
    """Count the days since the last word on what is not done; `None` where that word has no day, or a later one."""
    heard = promise.heard
    if as_of is None or promise.is_done or heard is None or heard > as_of:
        return None
    return days_between(heard, as_of)
