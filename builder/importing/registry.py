"""
Know the units and sessions: those that the content folder defines, and new ones, each with a stable code for a slug.

A letter shortens names (市民政局, 区政协九届四次会议), so a name is taken for a known one that ends with it, if only one
does.  Where that joins two names, a person is told.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from builder.content import archive, words
from builder.content.printed.folding import folded, squeezed
from builder.content.sources import list_sources

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from builder.content.archive import Vocabulary
    from builder.content.model import Session
    from builder.content.printed.sessions import SessionName
    from builder.content.sources import Listing

_LEAST_SHORT = 4
"""A name of three characters (区政府) could be anyone's."""
_BODY_WORDS = re.compile("中国人民政治协商会议|政治协商会议|人民代表大会|全国委员会|委员会|政协|人大")


@dataclass(slots=True)
class NewUnit:
    """A unit that no file defines yet."""

    slug: str
    name: str
    aliases: list[str] = field(default_factory=list)


@dataclass(slots=True)
class NewSession:
    """A session that no file defines yet."""

    slug: str
    kind: str
    """`proposal` (政协) or `suggestion` (人大)."""
    name: SessionName
    aliases: list[str] = field(default_factory=list)
    dated: list[str] = field(default_factory=list)
    """Dates of its documents."""
    stated: list[int] = field(default_factory=list)
    """Years of the accounts imported with it."""
    numbered: list[int] = field(default_factory=list)
    """Years that its numbers begin with."""

    @property
    def year(self) -> int | None:
        """The year of its earliest dated document, else of an account, else of a number; `None` where nothing tells."""
        years = [int(day[:4]) for day in self.dated] or self.stated or self.numbered
        return min(years) if years else None


class Registry:
    """Every unit and session that an import meets; grows while it runs."""

    def __init__(self, root: Path) -> None:
        """Read what the content folder at *root* defines; a folder that is not there defines nothing."""
        self.listing: Listing | None = list_sources(root, {}) if root.is_dir() else None
        read = words.read_words(root, self.listing.sources) if self.listing else None
        self.problems = read.problems if read else ()
        self.known: Vocabulary = archive.vocabulary(
            read.departments if read else (), read.sessions if read else (), read.topics if read else ()
        )[0]
        self.units: dict[str, NewUnit] = {}
        self.sessions: list[NewSession] = []

    # --- units
    def unit(self, name: str) -> str:
        """Give the slug of a unit, a new one where nobody knows it."""
        slug = self.known.department(name)
        if slug:
            return slug
        new = self.units.get(key(name))
        if new:
            return new.slug
        near = self._near_unit(name)
        if near:
            self.units[key(name)] = near
            if name not in near.aliases:
                near.aliases.append(name)
            return near.slug
        known = self._near_known(name)
        if known:
            return known
        made = NewUnit(f"u-{digest(name)}", name)
        self.units[key(name)] = made
        return made.slug

    def known_as(self, name: str) -> str | None:
        """Give the longer name of a unit of the folder that a short one was taken for, if it was."""
        if self.known.department(name) or key(name) in self.units:
            return None
        slug = self._near_known(name)
        return self.known.departments[slug].name if slug else None

    def name_for(self, name: str) -> str:
        """Give the name under which a file may refer to a unit: as printed, unless only a known longer name tells it."""
        return self.known_as(name) or name

    def new_units(self) -> list[NewUnit]:
        """Give the units that no file defines, each once, the fullest of its names first."""
        different = {unit.slug: unit for unit in self.units.values()}
        for unit in different.values():
            fullest = max((unit.name, *unit.aliases), key=len)
            names = dict.fromkeys((fullest, unit.name, *unit.aliases))
            unit.name, unit.aliases = fullest, [name for name in names if name != fullest]
        return sorted(different.values(), key=lambda unit: unit.slug)

    def _near_unit(self, name: str) -> NewUnit | None:
        near = {
            unit.slug: unit
            for unit in self.units.values()
            if is_short_of(unit.name, name) or is_short_of(name, unit.name)
        }
        return next(iter(near.values())) if len(near) == 1 else None

    def _near_known(self, name: str) -> str | None:
        near = {slug for slug, unit in self.known.departments.items() if is_short_of(unit.name, name)}
        return next(iter(near)) if len(near) == 1 else None

    # --- sessions
    def session(self, name: SessionName, kind: str) -> NewSession | Session | None:
        """Find a session, or make a new one; `None` where neither name nor papers say whether 政协 or 人大."""
        slug = self.known.session(name.raw)
        if slug:
            return self.known.sessions[slug]
        kind = name.kind or kind
        body = {"proposal": "cppcc", "suggestion": "npc"}.get(kind, "")
        known = [
            session
            for session in self.known.sessions.values()
            if (session.body, session.term, session.meeting) == (body, name.term, name.meeting)
            and _same_area(session.name, name.raw)
        ]
        if len(known) == 1:
            return known[0]
        new = [
            session
            for session in self.sessions
            if (session.kind, session.name.term, session.name.meeting) == (kind, name.term, name.meeting)
            and _same_area(session.name.raw, name.raw)
        ]
        if new:
            return self._joined(new[0], name)
        if not kind:
            return None
        made = NewSession(self._free_slug(name, kind), kind, name)
        self.sessions.append(made)
        return made

    def _joined(self, session: NewSession, name: SessionName) -> NewSession:
        names = dict.fromkeys((session.name.raw, *session.aliases, name.raw))
        if name.kind and len(name.raw) > len(session.name.raw):
            session.name = name
        session.aliases = [other for other in names if other != session.name.raw]
        return session

    def _free_slug(self, name: SessionName, kind: str) -> str:
        parts = ["zx" if kind == "proposal" else "rd", str(name.term)]
        if name.meeting is not None:
            parts.append(str(name.meeting))
        slug = "-".join(parts)
        taken = {*self.known.sessions, *(session.slug for session in self.sessions)}
        return slug if slug not in taken else f"{slug}-{digest(name.raw)}"


def _same_area(one: str, other: str) -> bool:
    """Tell whether two names of sessions can be of one body: 市政协…, 澜川市政协…."""
    areas = sorted((_area(one), _area(other)), key=len)
    return areas[1].endswith(areas[0])


def _area(name: str) -> str:
    return re.sub(r"第?[〇零一二三四五六七八九十百0-9]+(?:届|次)|会议|闭会期间", "", _BODY_WORDS.sub("", key(name)))


def is_short_of(long: str, short: str) -> bool:
    """Tell whether a name can be the short form of another: the end of it, less the place."""
    long, short = key(long), key(short)
    return len(long) > len(short) >= _LEAST_SHORT and long.endswith(short)


def key(name: str) -> str:
    """Bring a name into the form in which names are compared."""
    return squeezed(folded(name))


def digest(text: str) -> str:
    """Give six hex digits that stand for a text."""
    return hashlib.sha256(key(text).encode()).hexdigest()[:6]


def earlier_documents(root: Path, listing: Listing | None) -> Iterable[tuple[str, str, str]]:
    """Give kind, path and text of the proposals and replies that are in the folder already."""
    for source in listing.sources if listing else ():
        if source.kind in {"proposal", "reply"}:
            yield source.kind, source.path, (root / source.path).read_text("utf-8", errors="replace")
