"""The wordings of one half: what both have, and what only this one has."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from . import topics_dev, topics_test, wording, wording_dev, wording_test

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

    from .deal import Dealer, Way
    from .letters import Case, Place


class Point(NamedTuple):
    """One thing that is asked, and what is answered."""

    ask: str
    why: str
    did: str
    """What was done, as a heading."""
    answer: str


class Topic(NamedTuple):
    """What a proposal is about."""

    title: str
    """In full: 关于…的建议."""
    subject: str
    """What members are thanked for caring about."""
    unit: str
    """The answering unit without its place."""
    mark: str
    """What stands in its document numbers."""
    background: tuple[str, ...]
    reply_intro: str
    points: tuple[Point, ...]
    plan: str


@dataclass(slots=True, kw_only=True)
class Pools:
    """All that a half is made from; the names are those of the wording modules, in lower case."""

    places: tuple[Place, ...]
    topics: tuple[Topic, ...]
    surnames: str
    given: tuple[str, ...]
    bodies_cppcc: tuple[str, ...]
    bodies_npc: tuple[str, ...]
    ways: dict[str, tuple[Way, ...]]
    formal_titles: tuple[str, ...]
    layouts: tuple[str, ...]
    fillers: tuple[str, ...]
    """Sentences that make an answer longer, with dates, numbers and titles of other things."""
    long_paragraphs: tuple[str, ...]
    """Paragraphs that make a letter long."""
    texts: ModuleType
    """The half's own module: articles, notices, speeches."""
    _next: list[Topic] = field(default_factory=list)

    def __getattr__(self, name: str) -> tuple[Way, ...]:
        """Give the ways of a dimension by its name."""
        try:
            return self.ways[name]
        except KeyError:
            raise AttributeError(name) from None

    def next_topic(self, deal: Dealer) -> Topic:
        """Give the next topic; none comes twice before all have come once."""
        if not self._next:
            self._next = list(self.topics)
            deal.random.shuffle(self._next)
        return self._next.pop()

    def people(self, deal: Dealer, count: int) -> list[str]:
        """Invent people, of whom no two have the same name, and some have two characters."""
        names: list[str] = []
        while len(names) < count:
            surname = deal.one(self.surnames)
            name = surname + deal.one(self.given)
            if name not in names:
                names.append(name)
        if not any(len(name) == 2 for name in names):
            names[5] = names[5][:1] + names[5][-1:]
        return names

    def other_units(self, deal: Dealer, case: Case, count: int) -> list[str]:
        """Name other units of the same place."""
        others = sorted({topic.unit for topic in self.topics} - {case.topic.unit})
        deal.random.shuffle(others)
        return [case.place.level + unit for unit in others[:count]]


_DIMENSIONS = {
    "titles": "TITLES",
    "openings": "OPENINGS",
    "consults": "CONSULTS",
    "roles": "ROLES",
    "sessions_cppcc": "SESSIONS_CPPCC",
    "sessions_npc": "SESSIONS_NPC",
    "digits": "DIGITS",
    "numbers": "NUMBERS",
    "greetings": "GREETINGS",
    "closings": "CLOSINGS",
    "dates": "DATES",
    "signatures": "SIGNATURES",
    "contacts": "CONTACTS",
    "copies": "COPIES",
    "disclosure_places": "DISCLOSURE_PLACES",
    "disclosures": "DISCLOSURES",
    "tails": "TAILS",
    "result_places": "RESULT_PLACES",
    "results": "RESULTS",
    "doc_numbers": "DOC_NUMBERS",
    "signers": "SIGNERS",
    "letterheads": "LETTERHEADS",
    "body_shapes": "BODIES",
    "adoptions": "ADOPTIONS",
    "txt_noise": "TXT_NOISE",
    "txt_codes": "TXT_CODES",
    "web": "WEB",
    "web_titles": "WEB_TITLES",
    "nav": "NAV",
    "meta": "META",
    "web_times": "WEB_TIMES",
    "web_tails": "WEB_TAILS",
    "footers": "FOOTERS",
    "catalogues": "CATALOGUES",
    "shapes": "SHAPES",
    "formats": "FORMATS",
    "title_lines": "TITLE_LINES",
    "affiliations": "AFFILIATIONS",
    "proposal_bodies": "PROPOSAL_BODIES",
    "co_titles": "CO_TITLES",
    "co_openings": "CO_OPENINGS",
    "statements": "STATEMENTS",
    "docx_features": "DOCX_FEATURES",
    "lengths": "LENGTHS",
}
"""Dimensions and the constants that hold their ways."""


def pools_of(half: str) -> Pools:
    """Gather the wordings of a half, `dev` or `test`."""
    own = {"dev": wording_dev, "test": wording_test}[half]
    topics = {"dev": topics_dev, "test": topics_test}[half]
    ways: dict[str, tuple[Way, ...]] = {
        name: (*_ways(wording, constant), *_ways(own, constant)) for name, constant in _DIMENSIONS.items()
    }
    return Pools(
        places=own.PLACES,
        topics=tuple(_topic(row) for row in topics.TOPICS),
        surnames=own.SURNAMES,
        given=own.GIVEN,
        bodies_cppcc=own.BODIES_CPPCC,
        bodies_npc=own.BODIES_NPC,
        ways=ways,
        formal_titles=tuple(way.text for way in ways["titles"] if "{s}" in way.text and "{n}" in way.text),
        layouts=own.LAYOUTS,
        fillers=own.FILLERS,
        long_paragraphs=own.LONG_PARAGRAPHS,
        texts=own,
    )


def _topic(row: tuple[Any, ...]) -> Topic:
    """Read a topic; quotes within quotes stay in what may itself be quoted, the title and what is asked."""
    title, subject, unit, mark, background, intro, points, plan = row
    return Topic(
        title,
        subject,
        unit,
        mark,
        tuple(_outer(text) for text in background),
        _outer(intro),
        tuple(Point(ask, _outer(why), _outer(did), _outer(answer)) for ask, why, did, answer in points),
        _outer(plan),
    )


def _outer(text: str) -> str:
    return text.replace("‘", "“").replace("’", "”")


def _ways(module: ModuleType, constant: str) -> Sequence[Way]:
    return getattr(module, constant, ())
