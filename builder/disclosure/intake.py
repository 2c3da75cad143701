"""
Take in one content file: bytes to a released document, and a released text again when a page needs it.

The characters of a text are not kept: a record holds their digest, and `ReleasedTexts` makes them again from the file
by the same function when a page is rendered.  So an archive of any size stays small in memory, no copy of it lies
about, and what a page gets is what was checked, or the build stops because the file changed meanwhile.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from builder.content import frontmatter, schema, sources
from builder.content.fields import LABELS
from builder.content.model import Disclosure, Meeting
from builder.diagnostics import Diagnostic, EnvironmentProblem
from builder.disclosure.release import Released, public_text, release, split_speeches, text_digest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from builder.config import Policy
    from builder.disclosure.public import TextDigest


class Intake(NamedTuple):
    """What one Markdown file gave."""

    path: str
    digest: str
    """Of the file."""
    released: Released | None
    """`None` where the file could not be read."""
    problems: tuple[Diagnostic, ...]


def take_in(root: Path, source: sources.Source, policy: Policy) -> Intake:
    """Read, split, decode and release one document."""
    text, problems = frontmatter.decode_text(source.path, sources.read(root, source.path))
    if problems:
        return Intake(source.path, source.digest, None, problems)
    raw, problems = frontmatter.split(source.path, text, LABELS)
    if raw is None:
        return Intake(source.path, source.digest, None, problems)
    document, found = schema.decode(source.kind, source.path, raw.fields)
    if document is None:
        return Intake(source.path, source.digest, None, problems + found)
    released, more = release(document, raw.body, raw.body_line, policy)
    return Intake(source.path, source.digest, released, problems + found + more)


class ReleasedTexts:
    """Give the characters of released texts by their digests."""

    def __init__(self, root: Path, released: Iterable[Released], policy: Policy) -> None:
        """Note which file each text is made from."""
        self._root, self._policy = root, policy
        self._origins: dict[TextDigest, tuple[str, Disclosure, int | None]] = {}
        self._by_path: dict[str, tuple[TextDigest, ...]] = {}
        for item in released:
            document = item.document
            if item.text is None:
                continue
            self._by_path[document.path] = (item.text, *(speech.text for speech in item.speeches))
            part = -1 if isinstance(document, Meeting) else None
            self._origins[item.text] = (document.path, document.attribute.state, part)
            for index, speech in enumerate(item.speeches):
                self._origins[speech.text] = (document.path, document.attribute.state, index)

    @property
    def digests(self) -> Iterable[TextDigest]:
        """Name every text."""
        return self._origins.keys()

    def of(self, path: str) -> tuple[TextDigest, ...]:
        """Name the texts of a document."""
        return self._by_path.get(path, ())

    def read(self, digest: TextDigest) -> str:
        """Make the text again; a file that has changed since it was checked stops the build."""
        path, state, part = self._origins[digest]
        text = public_text(state, parts_of(self._root, path)[1], self._policy) or ""
        if part is not None:
            intro, speeches = split_speeches(text)
            text = intro if part < 0 else speeches[part][2] if part < len(speeches) else ""
        if text_digest(text) != digest:
            raise EnvironmentProblem(f"{path}: changed while the site was being built; build again")
        return text


_FRONT = re.compile(r"---[ \t]*\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")


def parts_of(root: Path, path: str) -> tuple[str, str]:
    """Read a document that has been taken in before: its front matter with the fences, and its body."""
    text, _ = frontmatter.decode_text(path, sources.read(root, path))
    front = _FRONT.match(text)
    return (front[0], text[front.end() :]) if front else ("", "")
