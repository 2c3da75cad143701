"""
Let one document pass the door: remove marked passages, look for personal data, return the text that may be read.

Removal comes first: nothing else, neither Markdown nor the search index nor a cache, ever sees a marked passage.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any, NamedTuple, assert_never

from builder.content.model import Attachment, Disclosure, Document, Meeting, Proposal, Reply, place_of
from builder.diagnostics import Diagnostic, Place, diagnostic
from builder.disclosure import personal_data, redaction
from builder.disclosure.excerpts import Excerpt, excerpt
from builder.disclosure.public import TextDigest
from builder.site import markup

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from builder.config import Policy
    from builder.disclosure.public import Printed


class ReleasedSpeech(NamedTuple):
    """A speech of a meeting, its text known by digest."""

    heading: str
    speaker: str | None
    text: TextDigest


class Released(NamedTuple):
    """A document past the door: its fields masked where the policy masks, its text known by digest."""

    document: Document
    text: TextDigest | None
    """`None` where the text may not be read, as of a `summary` document."""
    speeches: tuple[ReleasedSpeech, ...] = ()
    references: tuple[str, ...] = ()
    printed: Printed | None = None
    """
    What a reply says of itself: in its released text, else, for the checks alone, in the text that may not be read.

    It goes past the door only where `text` does.
    """
    excerpt: Excerpt | None = None
    """The lines from which that was read."""
    digest: str = ""
    """Of all that was released but the characters of texts."""
    row: str = ""
    """Of what list rows show of it: an edit of the text leaves lists alone."""


def public_text(state: Disclosure, body: str, policy: Policy) -> str | None:
    """
    Make the text that may be read: passages taken out, comments dropped, personal data masked if the policy masks.

    `None` where no text may be read.  Removal comes before anything else sees the text.
    """
    match state:
        case Disclosure.PUBLIC:
            text = body
        case Disclosure.REDACTED:
            text = redaction.remove(body, redaction.marks(body)[0])
        case Disclosure.SUMMARY | Disclosure.ON_REQUEST | Disclosure.WITHHELD:
            return None
        case _:
            assert_never(state)
    if "<!--" in text:
        text = COMMENT.sub("", text)
    return masked(text, policy)


COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
"""An HTML comment; one that is never closed is text."""


def masked(text: str, policy: Policy) -> str:
    """Mask the personal data of a text, if the policy is to mask."""
    if not policy.masks_personal_data:
        return text
    found = personal_data.find(text, allowed=policy.allowed)
    return personal_data.mask(text, found) if found else text


_SPEECH = re.compile(r"^## *(?!#)(.*?)[ #]*$", re.MULTILINE)


def split_speeches(text: str) -> tuple[str, tuple[tuple[str, str | None, str], ...]]:
    """Split a meeting's text at its second-level headings: what stands before, and (heading, speaker, text) of each."""
    parts = _SPEECH.split(text)
    speeches = []
    for heading, block in zip(parts[1::2], parts[2::2], strict=True):
        first, _, rest = block.lstrip("\n").partition("\n")
        has_speaker = block[:2] != "\n\n" and bool(first.strip()) and not rest.startswith("#")
        speaker = first.strip() if has_speaker else None
        speeches.append((heading.strip(), speaker, rest if has_speaker else block))
    return parts[0], tuple(speeches)


def text_digest(text: str) -> TextDigest:
    """Name a released text by its content."""
    return TextDigest(hashlib.sha256(text.encode()).hexdigest()[:32])


def release(
    document: Document, body: str, body_line: int, policy: Policy, before: Released | None = None
) -> tuple[Released, tuple[Diagnostic, ...]]:
    """
    Let one document pass the door.

    Args:
        before: What the file came to before it was edited; only saves time.

    Reports marks that are wrong or out of place, and personal data in whatever would be published; nothing of either
    is quoted.  A document with such problems is returned all the same, for the other checks; the build stops.
    """
    state = document.attribute.state
    problems = [*_mark_problems(document, body, body_line), *_name_problems(document, policy)]
    shown = _shown_fields(document, policy)
    text = None if problems else public_text(state, body, policy)
    if not policy.masks_personal_data:
        problems.extend(_personal_problems(document, shown, body, body_line, text, policy))
    document = _masked_fields(document, shown, policy)
    if state.is_shown and text is not None and not text.strip():
        problems.append(diagnostic("P060", Place(document.path, body_line)))
    released = _with_text(document, text)
    if isinstance(document, Reply):
        lines = excerpt(document.title, COMMENT.sub("", body) if text is None else text)
        released = released._replace(printed=_printed(lines, before), excerpt=lines)
    return _summed_up(released), tuple(problems)


def _printed(lines: Excerpt, before: Released | None) -> Printed:
    """Read what a letter says of itself, unless it says so in the lines in which it did before."""
    if before and before.printed and before.excerpt == lines:
        return before.printed
    from builder.disclosure import printed  # its patterns take as long to make as all the others

    return printed.read(lines)


def _with_text(document: Document, text: str | None) -> Released:
    """Join a document with its released text, cut into speeches if it is a meeting's."""
    if text is None:
        return Released(document, None)
    references = tuple(dict.fromkeys(target for target, _, _ in markup.references(text)))
    if not isinstance(document, Meeting):
        return Released(document, text_digest(text), (), references)
    intro, spoken = split_speeches(text)
    speeches = tuple(ReleasedSpeech(heading, speaker, text_digest(part)) for heading, speaker, part in spoken)
    return Released(document, text_digest(intro), speeches, references)


def _summed_up(released: Released) -> Released:
    """Name what was released by its content; places in the file are no part of it."""
    document = released.document._replace(marks="")
    outline = (released.text is None, tuple((speech.heading, speech.speaker) for speech in released.speeches))
    whole = text_digest(repr((document, outline, released.references, released.printed)))
    shown = (value for name, value in zip(document._fields, document, strict=True) if name not in _BESIDES_ROW)
    row = text_digest(repr((released.text is None, tuple(shown))))
    return released._replace(digest=whole, row=row)


_BESIDES_ROW = frozenset(
    "marks summary attachments adoption commitments answered_points contact signer doc_number satisfaction figures "
    "author related".split()
)
"""Fields that no list row shows."""


def _mark_problems(document: Document, body: str, body_line: int) -> Iterator[Diagnostic]:
    """Report marks but in the body of a `redacted` document, where there is at least one, each whole."""
    fields = tuple(texts_of(document))
    if redaction.near_marks(_joined(fields)):
        for field, text in fields:
            for problem in redaction.near_marks(text):
                yield diagnostic(problem.code, place_of(document, field))
    if document.attribute.state is not Disclosure.REDACTED:
        yield from _at_offsets(document.path, body, body_line, redaction.near_marks(body))
        return
    marks, wrong = redaction.marks(body)
    yield from _at_offsets(document.path, body, body_line, wrong)
    if not marks and not wrong:
        yield diagnostic("P061", place_of(document, "disclosure"))


def _joined(fields: Iterable[tuple[str, str]]) -> str:
    """Join texts by empty lines, over which neither a mark nor a number goes on: mostly there is nothing in any."""
    return "\n\n".join(text for _, text in fields)


def _name_problems(document: Document, policy: Policy) -> Iterator[Diagnostic]:
    """Look for personal data in a file name that becomes an address, where nothing can be masked."""
    is_in_address = not isinstance(document, Proposal) and not getattr(document, "numbers", ())
    name = document.path.rpartition("/")[2].removesuffix(".md")
    if document.attribute.state.is_shown and is_in_address and personal_data.find(name, allowed=policy.allowed):
        yield diagnostic("P058", Place(document.path))


def _at_offsets(
    path: str, body: str, body_line: int, problems: Iterable[redaction.MarkProblem]
) -> Iterator[Diagnostic]:
    for problem in problems:
        yield diagnostic(problem.code, _place_in_body(path, body, body_line, problem.offset))


def _place_in_body(path: str, body: str, body_line: int, offset: int) -> Place:
    line = body.count("\n", 0, offset)
    return Place(path, body_line + line, offset - body.rfind("\n", 0, offset))


_UNPUBLISHED = frozenset({"path", "marks", "attribute", "session", "number", "numbers", "follows", "related"})
"""Fields that are references or file names, or never published; numbers are no phones by their own rule."""
_OF_SUMMARY = frozenset({"title", "summary", "department", "lead", "co_handlers"})
"""What a summary document shows that is text (design 2.4)."""


def _shown_fields(document: Document, policy: Policy) -> frozenset[str]:
    """Name the text fields that the document's attribute lets be published."""
    match document.attribute.state:
        case Disclosure.PUBLIC | Disclosure.REDACTED:
            return frozenset(document._fields) - _UNPUBLISHED
        case Disclosure.SUMMARY:
            return _OF_SUMMARY & frozenset(document._fields)
        case Disclosure.ON_REQUEST:
            return frozenset({"title"}) if policy.lists_on_request else frozenset()
        case Disclosure.WITHHELD:
            return frozenset()
        case state:
            assert_never(state)


def texts_of(document: Document) -> Iterator[tuple[str, str]]:
    """Walk through every text in the fields of a document, as (field path, text)."""
    for field, value in zip(document._fields, document, strict=True):
        if field not in {"path", "marks", "attribute"}:
            yield from _texts_in(field, value)


def _texts_in(field: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield field, value
    elif isinstance(value, Attachment):
        yield f"{field}.name", value.name
        yield f"{field}.file", value.file
        yield f"{field}.reason", value.attribute.reason or ""
    elif isinstance(value, tuple):
        names = getattr(value, "_fields", range(len(value)))
        for name, item in zip(names, value, strict=True):
            yield from _texts_in(f"{field}.{name}", item)


def _personal_problems(
    document: Document, shown: frozenset[str], body: str, body_line: int, text: str | None, policy: Policy
) -> Iterator[Diagnostic]:
    fields = tuple((field, value) for field, value in texts_of(document) if field.split(".")[0] in shown)
    if personal_data.find(_joined(fields)):
        for field, value in fields:
            for finding in personal_data.find(value, allowed=policy.allowed):
                yield diagnostic(PERSONAL_CODES[finding.kind], place_of(document, field))
    if text:
        found = personal_data.find(text, allowed=policy.allowed)
        for finding, offset in _in_body(text, body, found):
            yield diagnostic(PERSONAL_CODES[finding.kind], _place_in_body(document.path, body, body_line, offset))


PERSONAL_CODES = {
    "mobile": "P050",
    "id-card": "P051",
    "bank-card": "P052",
    "email": "P053",
    "home-address": "P054",
}


def _in_body(
    text: str, body: str, found: Iterable[personal_data.Finding]
) -> Iterator[tuple[personal_data.Finding, int]]:
    """Find where in the body as written each finding of the released text stands: the next place of its characters."""
    offset = 0
    for finding in found:
        at = body.find(text[finding.start : finding.end], offset)
        offset = max(at, offset)
        yield finding, offset


def _masked_fields(document: Document, shown: frozenset[str], policy: Policy) -> Document:
    """Mask personal data in the fields that are published, if the policy masks."""
    if not policy.masks_personal_data:
        return document
    changed = {
        field: _masked_value(value, policy)
        for field, value in zip(document._fields, document, strict=True)
        if field in shown and value
    }
    return document._replace(**{field: value for field, value in changed.items() if value != getattr(document, field)})


def _masked_value(value: Any, policy: Policy) -> Any:  # noqa: ANN401 - a field of any shape
    if isinstance(value, str):
        return masked(value, policy)
    if isinstance(value, Attachment):
        return value._replace(name=masked(value.name, policy))
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*(_masked_value(item, policy) for item in value))
    if isinstance(value, tuple):
        return tuple(_masked_value(item, policy) for item in value)
    return value
