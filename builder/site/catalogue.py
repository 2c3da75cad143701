"""
Arrange the public archive as its readers look for it: suggestions with their answers, and the lists they stand in.

A *matter* is one number of a session, with its proposal and the replies to it, whichever of them may be read; a
reply that answers three numbers stands in three matters, and a letter without a number is one of its own.  An
*entry* is what lists, feeds and neighbours show of one document.  Neither has a place for a text, so a page that is
given them depends on nothing else: an edit inside a text leaves every list alone.

Order: a matter keeps the place of the day on which it became known, which is the day of its proposal (提出日期), else
of its first reply, else the first moment of its year.  A later reply does not move it.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from builder.site import routes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from builder.disclosure.public import (
        DepartmentSlug,
        ListedNotice,
        PublicArchive,
        PublicMeeting,
        PublicProposal,
        PublicReply,
        PublicReport,
        PublicUpdate,
        SessionSlug,
    )

NumberId: TypeAlias = "tuple[SessionSlug, str]"
"""A session, and a number in the form in which numbers compare."""
Article: TypeAlias = "PublicReport | PublicMeeting | PublicUpdate"
ShelfKey: TypeAlias = tuple[str, str, "int | None"]
"""Kind and name of a list, and the year of a unit's year."""

RESULTS = ("solved", "in-progress", "planned", "deferred", "reference", "unstated")

_DIGITS = re.compile(r"\d+")


class Entry(NamedTuple):
    """One document, as a line."""

    digest: str
    kind: str
    """`proposal`, `reply`, `report`, `meeting` or `update`."""
    path: str
    """The content file, for `explain`; never published."""
    address: str
    title: str
    year: int
    date: str | None
    """提出日期, 答复日期 or 日期."""
    published: str | None
    """公开日期; of an update its 日期."""
    first: str
    """What it is ordered by: the day on which it became public, else its date, else the year alone."""
    department: DepartmentSlug | None
    place: int
    role: str | None
    result: str
    result_printed: str | None
    note: str | None
    """The theme of a meeting, the source of an update."""


class Matter(NamedTuple):
    """One suggestion with its answers, as a row."""

    digest: str
    first: str
    """What it is ordered by: a date, or the year alone, which sorts before every date in it."""
    address: str | None
    """Where it is read; `None`: nothing of it may be."""
    number: str | None
    title: str
    named_by: str
    """Whose title it is: `proposal` (its own, public or listed), else `reply`."""
    session: SessionSlug
    year: int
    proposal: Entry | None
    proposers: tuple[str, ...]
    others: str | None
    departments: tuple[DepartmentSlug, ...]
    """主办, then 会办."""
    topics: tuple[str, ...]
    """Of the proposal and of every reply, each once."""
    key_item: bool
    answers: tuple[Entry, ...]
    notices: tuple[ListedNotice, ...]


Line: TypeAlias = Matter | Entry
"""What a list is made of; an entry is a report, meeting or update there."""


class Group(NamedTuple):
    """A matter with its documents in full."""

    matter: Matter
    proposal: PublicProposal | None
    replies: tuple[PublicReply, ...]


class Shelf(NamedTuple):
    """Everything in one list, oldest first."""

    kind: str
    """`year`, `department`, `department-year`, `session`, `result`, `topic`, `proposer` or a section of articles."""
    name: str
    """The year, the slug, the normal form of a result, the topic, the proposer or the section."""
    year: int | None
    """Of a unit's year."""
    address: str
    lines: tuple[Line, ...]
    entries: tuple[Entry, ...]
    """The documents among them, for the feed."""


class Catalogue(NamedTuple):
    """The archive in order; whatever is a sequence here begins with the oldest."""

    groups: tuple[Group, ...]
    articles: tuple[tuple[str, Article, Entry], ...]
    """Reports, meetings and updates, each with its section."""
    entries: tuple[Entry, ...]
    reply_entries: Mapping[str, Entry]
    """By content path."""
    matters_of_reply: Mapping[str, Matter]
    """The matter of the first number that a reply answers, by the reply's content path."""
    numbers: Mapping[NumberId, str]
    """How each number is written in addresses."""
    shelves: Mapping[ShelfKey, Shelf]


def arrange(public: PublicArchive) -> Catalogue:
    """Arrange an archive."""
    numbers = _numbers(public)
    reply_entries = {reply.path: _reply_entry(reply, numbers) for reply in public.replies}
    groups = tuple(sorted(_groups(public, numbers, reply_entries), key=_place))
    articles = _articles(public)
    entries = _entries(groups, reply_entries, articles)
    return Catalogue(
        groups=groups,
        articles=articles,
        entries=entries,
        reply_entries=MappingProxyType(reply_entries),
        matters_of_reply=MappingProxyType(_matters_of_replies(public, groups, numbers, reply_entries)),
        numbers=MappingProxyType(numbers),
        shelves=MappingProxyType(_shelves(public, groups, articles, entries)),
    )


# --- Addresses and entries --------------------------------------------------------------------------------------------


def _numbers(public: PublicArchive) -> dict[NumberId, str]:
    """Choose how each number is written: as on its proposal, else as on the first reply by path."""
    numbers = {(proposal.session, proposal.key): proposal.number for proposal in public.proposals}
    for reply in sorted(public.replies, key=lambda reply: reply.path):
        for key, printed in zip(reply.keys, reply.numbers, strict=True):
            numbers.setdefault((reply.session, key), printed)
    return numbers


def _reply_address(reply: PublicReply, numbers: Mapping[NumberId, str]) -> str:
    if not reply.keys:
        return routes.letter(reply.session, reply.name, reply.department, reply.place)
    return routes.reply(reply.session, numbers[reply.session, reply.keys[0]], reply.department, reply.place)


def _reply_entry(reply: PublicReply, numbers: Mapping[NumberId, str]) -> Entry:
    address = _reply_address(reply, numbers)
    return Entry(
        digest=f"{reply.row} {address}",
        kind="reply",
        path=reply.path,
        address=address,
        title=reply.title,
        year=reply.year,
        date=reply.replied,
        published=reply.published,
        first=reply.published or reply.replied or str(reply.year),
        department=reply.department,
        place=reply.place,
        role=reply.role,
        result=reply.result,
        result_printed=reply.result_printed,
        note=None,
    )


def _proposal_entry(proposal: PublicProposal) -> Entry:
    address = routes.proposal(proposal.session, proposal.number)
    return _entry("proposal", proposal, address, date=proposal.submitted)


def _entry(
    kind: str,
    record: PublicProposal | Article,
    address: str,
    *,
    date: str | None,
    published: str | None = None,
    department: DepartmentSlug | None = None,
    note: str | None = None,
) -> Entry:
    return Entry(
        digest=f"{record.row} {address}",
        kind=kind,
        path=record.path,
        address=address,
        title=record.title,
        year=record.year,
        date=date,
        published=published,
        first=published or date or str(record.year),
        department=department,
        place=1,
        role=None,
        result="unstated",
        result_printed=None,
        note=note,
    )


def _articles(public: PublicArchive) -> tuple[tuple[str, Article, Entry], ...]:
    found: list[tuple[str, Article, Entry]] = []
    for report in public.reports:
        address = routes.document("reports", report.year, report.name)
        found.append(("reports", report, _entry("report", report, address, date=None, department=report.unit)))
    for meeting in public.meetings:
        address = routes.document("meetings", meeting.year, meeting.name)
        found.append(("meetings", meeting, _entry("meeting", meeting, address, date=meeting.date, note=meeting.theme)))
    for update in public.updates:
        address = routes.document("updates", update.year, update.name)
        entry = _entry("update", update, address, date=update.date, published=update.date, note=update.source)
        found.append(("updates", update, entry))
    return tuple(sorted(found, key=lambda article: entry_place(article[2])))


def entry_place(entry: Entry) -> tuple[str, str]:
    """Order documents by the day on which they became public, then by address."""
    return entry.first, entry.address


def _entries(
    groups: Iterable[Group],
    reply_entries: Mapping[str, Entry],
    articles: Iterable[tuple[str, Article, Entry]],
) -> tuple[Entry, ...]:
    proposals = [group.matter.proposal for group in groups if group.matter.proposal]
    return tuple(sorted((*proposals, *reply_entries.values(), *(a[2] for a in articles)), key=entry_place))


# --- Matters ----------------------------------------------------------------------------------------------------------


def _groups(
    public: PublicArchive,
    numbers: Mapping[NumberId, str],
    reply_entries: Mapping[str, Entry],
) -> Iterator[Group]:
    proposals = {(proposal.session, proposal.key): proposal for proposal in public.proposals}
    replies: dict[NumberId, list[PublicReply]] = {}
    notices: dict[NumberId, list[ListedNotice]] = {}
    for reply in public.replies:
        for key in reply.keys:
            replies.setdefault((reply.session, key), []).append(reply)
        if not reply.keys:
            yield _group(None, None, (reply,), (), reply_entries)
    for notice in public.listed:
        if notice.key is None:
            yield _group(None, None, (), (notice,), reply_entries)
        else:
            notices.setdefault((notice.session, notice.key), []).append(notice)
    for number_id in dict.fromkeys((*proposals, *replies, *notices)):
        yield _group(
            numbers.get(number_id),
            proposals.get(number_id),
            tuple(replies.get(number_id, ())),
            tuple(notices.get(number_id, ())),
            reply_entries,
        )


def _group(
    number: str | None,
    proposal: PublicProposal | None,
    replies: tuple[PublicReply, ...],
    notices: tuple[ListedNotice, ...],
    reply_entries: Mapping[str, Entry],
) -> Group:
    """Put together what is known of one number; at least one of the documents is there."""
    entry = _proposal_entry(proposal) if proposal else None
    answers = tuple([reply_entries[reply.path] for reply in replies])
    named_by = proposal or _own_notice(notices) or (replies[0] if replies else notices[0])
    address = answers[0].address if answers else None
    if number is not None:
        address = routes.proposal(named_by.session, number)
    notice_number = next((notice.number for notice in notices), None)
    known = [entry.digest if entry else "", *[answer.digest for answer in answers], *[n.digest for n in notices]]
    return Group(
        Matter(
            digest=hashlib.sha256("\n".join((address or "", *known)).encode()).hexdigest(),
            first=_first_day(proposal, replies) or str(named_by.year),
            address=address,
            number=notice_number if number is None else number,
            title=named_by.title,
            named_by="proposal" if proposal or _own_notice(notices) else "reply",
            session=named_by.session,
            year=named_by.year,
            proposal=entry,
            proposers=proposal.proposers if proposal else (),
            others=proposal.others if proposal else None,
            departments=(*proposal.lead, *proposal.co_handlers) if proposal else (),
            topics=_topics(proposal, replies),
            key_item=(proposal is not None and proposal.key_item) or any(reply.key_item for reply in replies),
            answers=answers,
            notices=notices,
        ),
        proposal,
        replies,
    )


def _own_notice(notices: Iterable[ListedNotice]) -> ListedNotice | None:
    """Find the notice of the suggestion itself, whose title may be known though its text may not."""
    return next((notice for notice in notices if notice.kind == "proposal"), None)


def _first_day(proposal: PublicProposal | None, replies: tuple[PublicReply, ...]) -> str | None:
    if proposal and proposal.submitted:
        return proposal.submitted
    return min((reply.replied for reply in replies if reply.replied), default=None)


def _topics(proposal: PublicProposal | None, replies: tuple[PublicReply, ...]) -> tuple[str, ...]:
    own = proposal.topics if proposal else ()
    return tuple(dict.fromkeys((*own, *[topic for reply in replies for topic in reply.topics])))


def _place(group: Group) -> tuple[str, str, str, str]:
    matter = group.matter
    number = matter.number or ""
    number = number.zfill(9) if number.isdecimal() else _DIGITS.sub(lambda digits: digits[0].zfill(9), number)
    return matter.first, matter.session, number, matter.address or matter.digest


def _matters_of_replies(
    public: PublicArchive,
    groups: Iterable[Group],
    numbers: Mapping[NumberId, str],
    reply_entries: Mapping[str, Entry],
) -> dict[str, Matter]:
    matters = {group.matter.address: group.matter for group in groups}
    return {
        reply.path: matters[
            routes.proposal(reply.session, numbers[reply.session, reply.keys[0]])
            if reply.keys
            else reply_entries[reply.path].address
        ]
        for reply in public.replies
    }


# --- Lists ------------------------------------------------------------------------------------------------------------


def _shelves(
    public: PublicArchive,
    groups: Iterable[Group],
    articles: Iterable[tuple[str, Article, Entry]],
    entries: Iterable[Entry],
) -> dict[ShelfKey, Shelf]:
    """Fill every list, in the order in which its sort is shown: units, sessions and counted years even with no line."""
    lines: dict[ShelfKey, list[Line]] = defaultdict(list)
    documents: dict[ShelfKey, list[Entry]] = defaultdict(list)
    keys_of_entry: dict[str, tuple[ShelfKey, ...]] = {}
    placed: list[tuple[Line, tuple[ShelfKey, ...]]] = []
    for group in groups:
        matter = group.matter
        shared = _keys("topic", matter.topics) + _keys("proposer", matter.proposers)
        placed.append((matter, _keys_of_matter(matter) + shared))
        if matter.proposal:
            own = _common_keys(matter.year, matter.departments, matter.session)
            keys_of_entry[matter.proposal.path] = own + shared
        for answer in matter.answers:
            own = _common_keys(matter.year, (answer.department,), matter.session)
            keys = own + _keys("result", (answer.result,)) + shared
            known = keys_of_entry.get(answer.path)
            # A reply to several numbers stands in the lists of each, once.
            keys_of_entry[answer.path] = tuple(dict.fromkeys((*known, *keys))) if known else keys
    for section, _, entry in articles:
        keys = _common_keys(entry.year, (entry.department,), None) + _keys(section, (section,))
        placed.append((entry, keys))
        keys_of_entry[entry.path] = keys
    # The sort is stable: matters keep the order that their numbers give them within a day.
    for line, line_keys in sorted(placed, key=lambda item: item[0].first):
        for key in line_keys:
            lines[key].append(line)
    for entry in entries:
        for key in keys_of_entry[entry.path]:
            documents[key].append(entry)
    return {key: _shelf(key, lines[key], documents[key]) for key in _shelf_order(public, frozenset(lines))}


def _keys_of_matter(matter: Matter) -> tuple[ShelfKey, ...]:
    departments = (
        *matter.departments,
        *[answer.department for answer in matter.answers],
        *[notice.department for notice in matter.notices],
    )
    results = tuple(dict.fromkeys([answer.result for answer in matter.answers]))
    return _common_keys(matter.year, departments, matter.session) + _keys("result", results)


# The same few units, sessions and topics come again and again, so their keys are made once.
@lru_cache(maxsize=1 << 14)
def _common_keys(
    year: int, departments: tuple[DepartmentSlug | None, ...], session: SessionSlug | None
) -> tuple[ShelfKey, ...]:
    keys: list[ShelfKey] = [("year", str(year), None)]
    if session is not None:
        keys.append(("session", session, None))
    for department in departments:
        if department is not None:
            keys += [("department", department, None), ("department-year", department, year)]
    return tuple(dict.fromkeys(keys))


@lru_cache(maxsize=1 << 14)
def _keys(kind: str, names: tuple[str, ...]) -> tuple[ShelfKey, ...]:
    return tuple(dict.fromkeys((kind, name, None) for name in names))


def _shelf_order(public: PublicArchive, filled: frozenset[ShelfKey]) -> Iterator[ShelfKey]:
    counted = {withheld.year for withheld in public.withheld}
    years = sorted({int(name) for kind, name, _ in filled if kind == "year"} | counted, reverse=True)
    yield from (("year", str(year), None) for year in years)
    for unit in sorted(public.departments, key=lambda unit: unit.order):
        yield ("department", unit.slug, None)
        yield from (("department-year", unit.slug, y) for y in years if ("department-year", unit.slug, y) in filled)
    for session in sorted(public.sessions, key=lambda session: (-session.year, session.slug)):
        yield ("session", session.slug, None)
    ordered = [("result", kind) for kind in RESULTS]
    ordered += [("topic", topic) for topic in public.topics]
    ordered += sorted((kind, name) for kind, name, _ in filled if kind == "proposer")
    ordered += [(name, name) for name in ("reports", "meetings", "updates")]
    yield from ((kind, name, None) for kind, name in ordered if (kind, name, None) in filled)


def _shelf(key: ShelfKey, lines: list[Line], documents: list[Entry]) -> Shelf:
    kind, name, year = key
    match kind:
        case "year":
            address = routes.year(int(name))
        case "department":
            address = routes.department(name)
        case "department-year":
            address = routes.department_year(name, year or 0)
        case "session":
            address = routes.session(name)
        case "result":
            address = routes.result(name)
        case "topic":
            address = routes.topic(name)
        case "proposer":
            address = routes.proposer(name)
        case _:
            address = routes.section(name)
    return Shelf(kind, name, year, address, tuple(lines), tuple(documents))
