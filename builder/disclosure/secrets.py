"""
List what may not be shown: the audit's half of the truth, taken from the raw documents and not from the door.

For a document without a page that is every text of it; of a summary, all but the summary and what stands beside it; of
a redacted text, the passages; and everywhere reasons, personal data under masks and withheld attachments.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.content import wordings
from builder.content.model import Attachment, Disclosure, Document, Proposal, Reply, place_of
from builder.disclosure import personal_data, redaction
from builder.disclosure.release import texts_of
from builder.output.secret import Secret

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.config import Policy

_NO_SECRETS = frozenset({"session", "department", "lead", "co_handlers", "consulted", "unit", "role", "topics"})
"""References to public vocabularies."""
_DATES = frozenset({"submitted", "assigned", "due", "replied", "published", "date"})
"""A day by itself says nothing, and every day stands somewhere."""
_BESIDE_A_SUMMARY = frozenset({"title", "summary", "number", "numbers", "result", "follows"})
_ON_A_ROW = frozenset({"title", "number", "numbers"})
"""What 列目录 lists."""


def secrets_of(document: Document, head: str, body: str, policy: Policy) -> Iterator[Secret]:
    """
    List the secrets of one document as written.

    Args:
        head: The raw front matter with its fences; the fields of *document* may have been masked already.
        body: The raw text below it.
    """
    body_line = head.count("\n") + 1
    state = document.attribute.state
    path = document.path
    shown = _shown(document, policy)
    for field, text in texts_of(document):
        name = field.split(".")[0]
        hidden = name not in shown and name not in _NO_SECRETS | _DATES
        if text and hidden and name != "attachments":
            yield Secret(text, path, place_of(document, field).line, "field")
    yield from _attachment_secrets(document, hidden=not state.is_shown or state is Disclosure.SUMMARY)
    reason = document.attribute.reason
    if reason and reason not in (*wordings.REASON_CLASSES, wordings.OTHER_REASON):
        yield Secret(reason, path, place_of(document, "reason").line, "field")
    if state not in {Disclosure.PUBLIC, Disclosure.REDACTED}:
        yield Secret(body, path, body_line, "text")
    for mark in redaction.marks(body)[0] if state is Disclosure.REDACTED else ():
        yield Secret(mark.passage, path, body_line + body.count("\n", 0, mark.start), "text")
    if policy.masks_personal_data and state.is_shown | policy.lists_on_request:
        yield from _data(document, head + body, policy)


def may_hold_secrets(document: Document, policy: Policy) -> bool:
    """Tell, without reading its text, whether a document can have secrets; all can where personal data is masked."""
    if document.attribute.state is not Disclosure.PUBLIC or document.attribute.reason or policy.masks_personal_data:
        return True
    return any(attachment.attribute.state is not Disclosure.PUBLIC for attachment in document.attachments)


def _shown(document: Document, policy: Policy) -> frozenset[str]:
    state = document.attribute.state
    if state in {Disclosure.PUBLIC, Disclosure.REDACTED}:
        return frozenset(document._fields)
    if state is Disclosure.SUMMARY:
        return _BESIDE_A_SUMMARY
    listed = state is Disclosure.ON_REQUEST and policy.lists_on_request and isinstance(document, Proposal | Reply)
    return _ON_A_ROW if listed else frozenset()


def _attachment_secrets(document: Document, *, hidden: bool) -> Iterator[Secret]:
    for index, attachment in enumerate(document.attachments):
        if hidden or attachment.attribute.state is not Disclosure.PUBLIC:
            line = place_of(document, "attachments", index).line
            for text in _texts_of_attachment(attachment):
                yield Secret(text, document.path, line, "field")


def _texts_of_attachment(attachment: Attachment) -> tuple[str, ...]:
    stem = attachment.file.rpartition("/")[2].rpartition(".")[0]
    reason = attachment.attribute.reason or ""
    known = (*wordings.REASON_CLASSES, wordings.OTHER_REASON, "")
    return (attachment.name, stem, *(() if reason in known else (reason,)))


def _data(document: Document, written: str, policy: Policy) -> Iterator[Secret]:
    """List the personal data that a mask hides, in fields and text."""
    for finding in personal_data.find(written, allowed=policy.allowed):
        line = written.count("\n", 0, finding.start) + 1
        yield Secret(written[finding.start : finding.end], document.path, line, "datum")


def public_values(record: object) -> Iterator[str]:
    """Walk through every text in public records, in order."""
    waiting = [record]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            yield item
        elif isinstance(item, tuple):
            waiting.extend(reversed(item))
