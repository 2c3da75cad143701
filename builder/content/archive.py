"""
Connect documents into one archive: names become slugs, replies find their proposals and their earlier replies.

What does not fit is reported at its field, the second of two files that clash being the one complained of.  A file
that could not be decoded is known by its path, so that what refers to it is not reported as well.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from builder.content import wordings
from builder.content.model import (
    Department,
    Disclosure,
    Document,
    Proposal,
    Reply,
    Report,
    Session,
    Topic,
    Update,
    place_of,
)
from builder.content.schema import nearest, sealed
from builder.diagnostics import Diagnostic, diagnostic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

Named: TypeAlias = Department | Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The units, sessions and topics, and what each of their names stands for."""

    departments: Mapping[str, Department]
    """By slug, in the order of lists."""
    sessions: Mapping[str, Session]
    topics: tuple[Topic, ...]
    department_names: Mapping[str, str]
    """Folded name, short name, alias or slug → slug."""
    session_names: Mapping[str, str]
    topic_names: Mapping[str, str]

    def department(self, name: str) -> str | None:
        """Find the slug of a unit by any of its names."""
        return self.department_names.get(name) or self.department_names.get(folded(name))

    def session(self, name: str) -> str | None:
        """Find the slug of a session by any of its names."""
        return self.session_names.get(name) or self.session_names.get(folded(name))


class Archive(NamedTuple):
    """All documents, with slugs in place of names; nothing has been decided about who may read them."""

    vocabulary: Vocabulary
    documents: tuple[Document, ...]
    """In order of path."""
    places: Mapping[str, int]
    """Path of a reply that follows another → its place in the chain, from 2."""
    proposals: Mapping[tuple[str, str], Proposal]
    """By session and number key."""


def folded(name: str) -> str:
    """Bring a name into the form in which names are compared: NFKC, no white space."""
    return "".join(unicodedata.normalize("NFKC", name).split())


def vocabulary(
    departments: Iterable[Department], sessions: Iterable[Session], topics: Iterable[Topic]
) -> tuple[Vocabulary, tuple[Diagnostic, ...]]:
    """Index units, sessions and topics by all of their names; a name of two is reported."""
    found: list[Diagnostic] = []
    by_slug = {unit.slug: unit for unit in sorted(departments, key=lambda unit: unit.slug)}
    unit_names = _names(by_slug.values(), lambda unit: (unit.name, unit.short_name, *unit.aliases), found)
    resolved = {slug: _resolved_unit(unit, unit_names, found) for slug, unit in by_slug.items()}
    found.extend(_unit_loops(resolved))
    session_slugs = {session.slug: session for session in sorted(sessions, key=lambda session: session.slug)}
    session_names = _names(session_slugs.values(), lambda session: (session.name, *session.aliases), found)
    topics = tuple(topics)
    topic_names = {folded(name): topic.name for topic in topics for name in (topic.name, *topic.aliases)}
    return Vocabulary(
        departments=resolved,
        sessions=session_slugs,
        topics=topics,
        department_names=unit_names,
        session_names=session_names,
        topic_names=topic_names,
    ), tuple(found)


def link(
    documents: Iterable[Document], words: Vocabulary, unread: frozenset[str]
) -> tuple[Archive, tuple[Diagnostic, ...]]:
    """
    Put slugs in place of names and connect replies with proposals and with each other.

    Args:
        unread: Paths of files that are there but could not be decoded: references to them are not reported.
    """
    found: list[Diagnostic] = []
    linked = tuple(_linked(document, words, found) for document in documents)
    paths = {document.path for document in linked} | unread
    for document in linked:
        if isinstance(document, Update):
            _check_related(document, paths, found)
    proposals = [document for document in linked if isinstance(document, Proposal)]
    replies = [document for document in linked if isinstance(document, Reply)]
    numbered = _number_clashes(proposals, found)
    places = _chains(replies, paths, found)
    _reply_clashes(replies, found)
    return Archive(words, linked, places, numbered), tuple(found)


# --- vocabulary -------------------------------------------------------------------------------------------------
def _names(
    items: Iterable[Named], names_of: Callable[[Any], Iterable[str | None]], found: list[Diagnostic]
) -> dict[str, str]:
    names: dict[str, str] = {}
    owners: dict[str, Named] = {}
    for item in items:
        own = {folded(name): name for name in (item.slug, *names_of(item)) if name}
        for key, name in own.items():
            if key in names:
                found.append(
                    diagnostic("L003", place_of(item, _field_of(item, name)), found=name, other=owners[key].path)
                )
            else:
                names[key] = item.slug
                owners[key] = item
    return names


def _field_of(item: Named, name: str) -> str:
    if name == item.name:
        return "name"
    return "short_name" if isinstance(item, Department) and name == item.short_name else "aliases"


def _resolved_unit(unit: Department, names: Mapping[str, str], found: list[Diagnostic]) -> Department:
    slugs: dict[str, str | None] = {}
    for field in ("parent", "merged_into"):
        name = getattr(unit, field)
        slugs[field] = names.get(folded(name)) if name else None
        if name and slugs[field] is None:
            found.append(diagnostic("L001", place_of(unit, field), found=name, nearest=nearest(name, names)))
    return unit._replace(parent=slugs["parent"], merged_into=slugs["merged_into"])


def _unit_loops(units: Mapping[str, Department]) -> Iterable[Diagnostic]:
    for unit in units.values():
        for field in ("parent", "merged_into"):
            seen, slug = {unit.slug}, getattr(unit, field)
            while slug is not None and slug not in seen:
                seen.add(slug)
                slug = getattr(units[slug], field)
            if slug == unit.slug:
                yield diagnostic("L005", place_of(unit, field))


# --- documents --------------------------------------------------------------------------------------------------
def _linked(document: Document, words: Vocabulary, found: list[Diagnostic]) -> Document:
    """Put slugs in place of the names in one document; an unknown name stays and is reported."""
    problems: list[Diagnostic] = []
    linker = _Linker(document, words, problems)
    if isinstance(document, Proposal):
        document = document._replace(
            session=linker.session(document.session),
            lead=linker.departments("lead", document.lead),
            co_handlers=linker.departments("co_handlers", document.co_handlers),
            topics=linker.topics(document.topics),
        )
    elif isinstance(document, Reply):
        document = document._replace(
            session=linker.session(document.session),
            department=linker.department("department", document.department),
            consulted=linker.departments("consulted", document.consulted),
            topics=linker.topics(document.topics),
        )
    elif isinstance(document, Report) and document.unit:
        document = document._replace(unit=linker.department("unit", document.unit))
    if problems:
        is_open = document.attribute.state is Disclosure.PUBLIC
        found.extend(problems if is_open else sealed(problems))
    return document


class _Linker:
    """Resolve the names of one document."""

    def __init__(self, document: Document, words: Vocabulary, problems: list[Diagnostic]) -> None:
        self.document, self.words, self.problems = document, words, problems

    def session(self, name: str) -> str:
        slug = self.words.session(name)
        if slug is None:
            self._report("L002", "session", None, name, self.words.session_names)
            return name
        year = self.words.sessions[slug].year
        if self.document.path.split("/")[1] != str(year):
            place = place_of(self.document, "session")
            self.problems.append(diagnostic("L017", place, limit=year))
        return slug

    def department(self, field: str, name: str, index: int | None = None) -> str:
        slug = self.words.department(name)
        if slug is None:
            self._report("L001", field, index, name, self.words.department_names)
        return slug or name

    def departments(self, field: str, names: tuple[str, ...]) -> tuple[str, ...]:
        if not names:
            return names
        slugs = tuple(self.department(field, name, index) for index, name in enumerate(names))
        return tuple(dict.fromkeys(slugs))

    def topics(self, names: tuple[str, ...]) -> tuple[str, ...]:
        if not names or not self.words.topics:
            return names
        for index, name in enumerate(names):
            if folded(name) not in self.words.topic_names:
                self._report("L016", "topics", index, name, self.words.topic_names)
        return tuple(dict.fromkeys(self.words.topic_names.get(folded(name), name) for name in names))

    def _report(self, code: str, field: str, index: int | None, name: str, known: Mapping[str, str]) -> None:
        place = place_of(self.document, field, index)
        self.problems.append(diagnostic(code, place, found=name, nearest=nearest(name, known)))


def _check_related(document: Update, paths: set[str], found: list[Diagnostic]) -> None:
    for index, path in enumerate(document.related):
        if path not in paths:
            _report(found, document, diagnostic("L015", place_of(document, "related", index), found=path))


def _report(found: list[Diagnostic], document: Document, problem: Diagnostic) -> None:
    found.extend((problem,) if document.attribute.state is Disclosure.PUBLIC else sealed((problem,)))


# --- numbers ----------------------------------------------------------------------------------------------------
def _number_clashes(proposals: list[Proposal], found: list[Diagnostic]) -> dict[tuple[str, str], Proposal]:
    """Index proposals by session and number; 091 and 91 are one number."""
    numbered: dict[tuple[str, str], Proposal] = {}
    for proposal in proposals:
        key = (proposal.session, wordings.number_key(proposal.number))
        first = numbered.setdefault(key, proposal)
        if first is not proposal:
            problem = diagnostic("L006", place_of(proposal, "number"), found=proposal.number, other=first.path)
            _report(found, proposal, problem)
    return numbered


def _reply_clashes(replies: list[Reply], found: list[Diagnostic]) -> None:
    """Report two replies of one unit to one number, neither of which continues the other."""
    first: dict[tuple[str, str, str], Reply] = {}
    for reply in replies:
        if reply.follows:
            continue
        for index, number in enumerate(reply.numbers):
            key = (reply.session, wordings.number_key(number), reply.department)
            if key in first:
                place = place_of(reply, "answers", index)
                _report(found, reply, diagnostic("L007", place, other=first[key].path))
            else:
                first[key] = reply


def _chains(replies: list[Reply], paths: set[str], found: list[Diagnostic]) -> dict[str, int]:
    """Give each reply that follows another its place, from 2, withheld ones counted, so that addresses never move."""
    by_path = {reply.path: reply for reply in replies}
    followers: dict[str, list[Reply]] = defaultdict(list)
    for reply in replies:
        if reply.follows is None:
            continue
        problem = _follows_problem(reply, by_path, paths, followers)
        if problem:
            _report(found, reply, problem)
        else:
            followers[reply.follows].append(reply)
    return {
        reply.path: place for reply in replies if reply.follows and (place := _chain_place(reply, by_path)) is not None
    }


def _follows_problem(
    reply: Reply, by_path: Mapping[str, Reply], paths: set[str], followers: Mapping[str, list[Reply]]
) -> Diagnostic | None:
    place = place_of(reply, "follows")
    earlier = by_path.get(reply.follows or "")
    if reply.follows == reply.path:
        return diagnostic("L009", place)
    if earlier is None:
        return (
            None
            if reply.follows in paths and _is_reply(reply.follows)
            else diagnostic("L008", place, found=reply.follows)
        )
    if _chain_place(reply, by_path) is None:
        return diagnostic("L009", place)
    if (earlier.session, earlier.department) != (reply.session, reply.department) or not _share_number(earlier, reply):
        return diagnostic("L010", place, other=earlier.path)
    if followers.get(earlier.path):
        return diagnostic("L011", place, other=followers[earlier.path][0].path)
    return None


def _is_reply(path: str | None) -> bool:
    return bool(path) and str(path).startswith("replies/")


def _share_number(one: Reply, other: Reply) -> bool:
    if not one.numbers and not other.numbers:
        return True
    return bool({wordings.number_key(n) for n in one.numbers} & {wordings.number_key(n) for n in other.numbers})


def _chain_place(reply: Reply, by_path: Mapping[str, Reply]) -> int | None:
    """Count how many replies the chain has up to this one; `None` where it runs in a circle."""
    seen = {reply.path}
    earlier = by_path.get(reply.follows or "")
    while earlier is not None:
        if earlier.path in seen:
            return None
        seen.add(earlier.path)
        earlier = by_path.get(earlier.follows or "")
    return len(seen)
