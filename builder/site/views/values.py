"""The small values that views are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Words:
    """Something visible: a key of layouts/i18n with what fills its gaps, or, where the key is empty, a plain text."""

    key: str
    values: tuple[tuple[str, str | Words], ...] = ()


Fact: TypeAlias = "str | int | Words | Facts | tuple[Facts, ...]"
Facts: TypeAlias = "Mapping[str, Fact]"
"""Properties in the words of schema.org."""


class Day(NamedTuple):
    """A calendar day as a document states it."""

    iso: str
    year: int
    month: int
    day: int


class Link(NamedTuple):
    """A name and the site address that it leads to (`url(link.address)`)."""

    label: str
    address: str


class Result(NamedTuple):
    """What became of a suggestion."""

    kind: str
    """`solved`, `in-progress`, `planned`, `deferred`, `reference` or `unstated`: the text is `result.{kind}`."""
    printed: str | None
    """The place's own wording or letter, shown beside it; `None`: not stated."""
    address: str
    """The list of everything with this result."""


class Unit(NamedTuple):
    """A department as a link."""

    name: str
    short_name: str
    """The name itself where there is no short one."""
    address: str


class SessionLink(NamedTuple):
    """A session as a link."""

    name: str
    body: str
    """`cppcc` (its documents are 提案, proposals) or `npc` (建议, suggestions): texts are `document.{body}` …"""
    year: int
    address: str


class Attachment(NamedTuple):
    """A file to download."""

    name: str
    address: str
    extension: str
    """Lower case without the dot, such as `pdf`; empty if there is none."""
    size: int
    """In bytes."""


class OutlineEntry(NamedTuple):
    """One line of a letter's outline."""

    level: int
    """Counted from 1."""
    anchor: str
    """Without `#`."""
    text: str
    """With its printed number."""


class Letter(NamedTuple):
    """A text, typeset: paragraphs with anchors, two-character indents, signature at the right."""

    html: Markup
    outline: tuple[OutlineEntry, ...]
    """Empty where the text has no parts."""


class Citation(NamedTuple):
    """How a document is cited, ready to copy."""

    standard: str
    """After GB/T 7714, up to the day of access, which is the reader's to fill in."""
    address: str | None
    """The absolute address, which ends that entry; `None`: the site does not know where it stands."""
    bibtex: tuple[str, ...]
    ris: tuple[str, ...]
    """Line by line."""


class Contact(NamedTuple):
    """An office line; what is not stated is `None`."""

    unit: str | None
    phone: str | None
    postcode: str | None


class Disclosure(NamedTuple):
    """The attribute of the document, as it stands on the letter."""

    kind: str
    """`public`, `summary` (no text, only the summary) or `redacted` (passages taken out): `disclosure.{kind}`."""
    printed: str
    """The wording of the file, such as 可以公开."""


class Commitment(NamedTuple):
    """One 承诺, as it is recorded with the reply."""

    anchor: str
    """Of its row on the page of the reply: `c1`, `c2` …"""
    item: str
    due: Day | None
    due_printed: str | None
    """A term that is no day, as printed (年底前)."""
    state: str
    """`in-progress`, `done`, `not-done`, `adjusted` or `unstated`: the text is `commitment.{state}`."""
    updated: Day | None
    basis: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A count of records, with the page that lists them."""

    label: Words
    count: int
    address: str
