"""
Documents as written, before anyone decided who may read them.

What exists once per document is a `NamedTuple`: ten thousand are made, pickled and compared in a build.  `None` means
"not stated".  Names of units and sessions are as the file has them until `archive.link` puts slugs in their place.
The body is not here: it passes the door by itself (`disclosure.gate.release`), so that a linked archive of any size
stays small.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple, TypeAlias

from builder.diagnostics import Place


class Disclosure(StrEnum):
    """信息公开属性 in its normal forms (design 2.2)."""

    PUBLIC = "public"
    SUMMARY = "summary"
    REDACTED = "redacted"
    ON_REQUEST = "on-request"
    WITHHELD = "withheld"

    @property
    def is_shown(self) -> bool:
        """Tell whether the document has a page."""
        return self in {Disclosure.PUBLIC, Disclosure.SUMMARY, Disclosure.REDACTED}


class Attribute(NamedTuple):
    """The disclosure decision that a file carries."""

    state: Disclosure
    printed: str
    """The wording of the file."""
    reason: str | None = None
    """不公开理由; never published."""


class Attachment(NamedTuple):
    """附件: a file below `attachments/` with an attribute of its own."""

    file: str
    name: str
    attribute: Attribute


class Department(NamedTuple):
    """A unit (承办单位), one file each."""

    path: str
    marks: str
    slug: str
    name: str
    short_name: str | None
    aliases: tuple[str, ...]
    parent: str | None
    merged_into: str | None
    phone: str | None
    order: int | None


class Session(NamedTuple):
    """A session of the 政协 or the 人大."""

    path: str
    marks: str
    slug: str
    body: str
    """`cppcc` or `npc`."""
    name: str
    term: int | None
    meeting: int | None
    year: int
    aliases: tuple[str, ...]
    result_classes: tuple[tuple[str, str], ...]
    """Letter and normal form."""


class Topic(NamedTuple):
    """One entry of the controlled vocabulary for 分类."""

    name: str
    aliases: tuple[str, ...]


class Adoption(NamedTuple):
    """建议采纳 as declared."""

    total: int | None
    own: int | None
    co: int | None
    adopted: int | None
    rate: str | None


class Commitment(NamedTuple):
    """One 承诺."""

    item: str
    due: str | None
    state: str | None
    updated: str | None
    basis: str | None


class Point(NamedTuple):
    """One 对应."""

    suggestion: int
    answer: str


class Contact(NamedTuple):
    """An office line."""

    unit: str | None
    phone: str | None
    postcode: str | None


class Proposal(NamedTuple):
    """A 提案 or 建议."""

    path: str
    marks: str
    attribute: Attribute
    title: str
    session: str
    number: str
    proposers: tuple[str, ...]
    others: str | None
    lead: tuple[str, ...]
    co_handlers: tuple[str, ...]
    submitted: str | None
    assigned: str | None
    due: str | None
    summary: str | None
    topics: tuple[str, ...]
    key_item: bool
    attachments: tuple[Attachment, ...]


class Reply(NamedTuple):
    """An 答复."""

    path: str
    marks: str
    attribute: Attribute
    title: str
    session: str
    numbers: tuple[str, ...]
    department: str
    role: str | None
    consulted: tuple[str, ...]
    doc_number: str | None
    signer: str | None
    replied: str | None
    published: str | None
    result: str | None
    """As printed, words or a letter."""
    adoption: Adoption | None
    commitments: tuple[Commitment, ...]
    answered_points: tuple[Point, ...]
    satisfaction: str | None
    follows: str | None
    summary: str | None
    topics: tuple[str, ...]
    key_item: bool
    contact: Contact | None
    attachments: tuple[Attachment, ...]


class Report(NamedTuple):
    """办理总体情况."""

    path: str
    marks: str
    attribute: Attribute
    title: str
    year: int
    unit: str | None
    figures: tuple[tuple[str, str], ...]
    summary: str | None
    attachments: tuple[Attachment, ...]


class Meeting(NamedTuple):
    """A 专题协商; its speeches are in the body."""

    path: str
    marks: str
    attribute: Attribute
    title: str
    date: str | None
    theme: str | None
    summary: str | None
    attachments: tuple[Attachment, ...]


class Update(NamedTuple):
    """工作动态."""

    path: str
    marks: str
    attribute: Attribute
    title: str
    date: str | None
    source: str | None
    author: str | None
    related: tuple[str, ...]
    summary: str | None
    attachments: tuple[Attachment, ...]


class Page(NamedTuple):
    """A standing page."""

    path: str
    marks: str
    attribute: Attribute
    title: str
    summary: str | None
    attachments: tuple[Attachment, ...]


Document: TypeAlias = Proposal | Reply | Report | Meeting | Update | Page
"""What stands in a Markdown file and carries an attribute."""


def place_of(document: Document | Department | Session, field: str, index: int | None = None) -> Place:
    """
    Find where a field of *document* stands in its file.

    Falls back from an item to its field, and from an absent field to the first line.
    """
    marks = dict(mark.split("@") for mark in document.marks.split(";") if mark)
    label = marks.get(f"{field}=", field)
    for key in (f"{field}.{index}", field):
        if key in marks:
            line, column = marks[key].split(":")
            return Place(document.path, int(line), int(column), label)
    return Place(document.path, 1, 1, None)
