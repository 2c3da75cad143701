"""
Let attachments pass the door: each has an attribute of its own, must be there, and is looked through.

Masking is impossible in a file that is copied byte for byte, so personal data in one is always refused.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from builder.content import sources
from builder.content.model import Attachment, Disclosure, Document, place_of
from builder.content.schema import sealed
from builder.diagnostics import Diagnostic, diagnostic
from builder.disclosure import personal_data
from builder.disclosure.gate import AttachmentFile
from builder.output import unpack

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from builder.config import Policy

FOLDER = "attachments/"


class Examined(NamedTuple):
    """The attachments of an archive."""

    files: dict[str, AttachmentFile]
    """By content path, those that are there and may be copied as far as they themselves go."""
    problems: tuple[Diagnostic, ...]
    memo: dict[str, tuple[sources.Stat, str]]


def examine(
    root: Path, documents: Iterable[Document], policy: Policy, memo: Mapping[str, tuple[sources.Stat, str]]
) -> Examined:
    """Find every attachment that a document names, and look through those that would be published."""
    files: dict[str, AttachmentFile] = {}
    problems: list[Diagnostic] = []
    known: dict[str, tuple[sources.Stat, str]] = {}
    decided: dict[str, tuple[bool, str]] = {}
    for document in documents:
        for index, attachment in enumerate(document.attachments):
            found = list(_location_problems(root, document, index, attachment))
            is_public = attachment.attribute.state is Disclosure.PUBLIC
            before, other = decided.setdefault(attachment.file, (is_public, document.path))
            if before is not is_public:
                place = place_of(document, f"attachments.{index}.disclosure")
                found.append(diagnostic("L019", place, found=attachment.file, other=other))
            if not found:
                files[attachment.file], known[attachment.file] = _file(root, attachment.file, memo)
                if _is_published(document, attachment):
                    found.extend(_content_problems(root, document, index, attachment, policy))
            is_open = document.attribute.state is Disclosure.PUBLIC
            problems.extend(found if is_open else sealed(found))
    return Examined(files, tuple(problems), known)


def _is_published(document: Document, attachment: Attachment) -> bool:
    states = (Disclosure.PUBLIC, Disclosure.REDACTED)
    return document.attribute.state in states and attachment.attribute.state is Disclosure.PUBLIC


def _location_problems(root: Path, document: Document, index: int, attachment: Attachment) -> Iterable[Diagnostic]:
    place = place_of(document, f"attachments.{index}.file")
    if not attachment.file.startswith(FOLDER):
        yield diagnostic("L013", place, found=attachment.file)
    elif not os.path.isfile(f"{root}/{attachment.file}"):  # noqa: PTH113 - as everywhere in the content tree
        yield diagnostic("L012", place, found=attachment.file)
    elif not sources.inside(root, attachment.file):
        yield diagnostic("L014", place, found=attachment.file)


def _file(
    root: Path, path: str, memo: Mapping[str, tuple[sources.Stat, str]]
) -> tuple[AttachmentFile, tuple[sources.Stat, str]]:
    info = os.stat(f"{root}/{path}")  # noqa: PTH116 - as everywhere in the content tree
    stat = (info.st_size, info.st_mtime_ns, info.st_ino)
    before = memo.get(path)
    digest = before[1] if before and before[0] == stat else sources.digest_of(sources.read(root, path))
    return AttachmentFile(size=info.st_size, digest=digest), (stat, digest)


def _content_problems(
    root: Path, document: Document, index: int, attachment: Attachment, policy: Policy
) -> Iterable[Diagnostic]:
    place = place_of(document, f"attachments.{index}.file")
    if personal_data.find(attachment.file, allowed=policy.allowed):
        yield diagnostic("P057", place)
    text, unread = unpack.documents_text(attachment.file, sources.read(root, attachment.file))
    for kind in sorted({finding.kind for finding in personal_data.find(text, allowed=policy.allowed)}):
        yield diagnostic("P055", place, file=attachment.file, kind=kind)
    for reason in unread:
        yield diagnostic("P056", place, file=attachment.file, reason=reason.code)
