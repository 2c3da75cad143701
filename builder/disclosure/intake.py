"""
Take in one content file: bytes to a released document, and a released text again when a page needs it.

The characters of a text are not kept: a record holds its name, and `ReleasedTexts` makes them again from the file
by the same function when a page is rendered.  So an archive of any size stays small in memory, no copy of it lies
about, and what a page gets is what was checked, or the build stops because the file changed meanwhile.  The last few
texts are remembered: the pages and data that show a text are made one after another.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from itertools import count, takewhile
from typing import TYPE_CHECKING, NamedTuple

from builder.content import frontmatter, schema, sources
from builder.content.fields import LABELS
from builder.content.model import Disclosure, Meeting
from builder.diagnostics import Diagnostic, EnvironmentProblem
from builder.disclosure.public import TextName
from builder.disclosure.release import Released, public_text, release, split_speeches, text_digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
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


def take_in(root: Path, source: sources.Source, policy: Policy, before: Intake | None = None) -> Intake:
    """
    Read, split, decode and release one document.

    Args:
        before: What the file gave before it was edited; only saves time.
    """
    text, problems = frontmatter.decode_text(source.path, sources.read(root, source.path))
    if problems:
        return Intake(source.path, source.digest, None, problems)
    raw, problems = frontmatter.split(source.path, text, LABELS)
    if raw is None:
        return Intake(source.path, source.digest, None, problems)
    document, found = schema.decode(source.kind, source.path, raw.fields)
    if document is None:
        return Intake(source.path, source.digest, None, problems + found)
    released, more = release(document, raw.body, raw.body_line, policy, before.released if before else None)
    return Intake(source.path, source.digest, released, problems + found + more)


class Origin(NamedTuple):
    """Where a released text comes from."""

    digest: TextDigest
    path: str
    state: Disclosure
    speech: int | None
    """Of a meeting's texts the place of the speech, 0 for what stands before the first; `None`: the whole text."""


def text_name(path: str, speech: int = 0) -> TextName:
    """Name the text of a document, or a speech in it, counted from 1."""
    return TextName(f"{path}#{speech}" if speech else path)


def origins_of(released: Released) -> Iterator[tuple[TextName, Origin]]:
    """Name the texts of a document."""
    document = released.document
    if released.text is not None:
        path, state = document.path, document.attribute.state
        yield text_name(path), Origin(released.text, path, state, 0 if isinstance(document, Meeting) else None)
        for place, speech in enumerate(released.speeches, 1):
            yield text_name(path, place), Origin(speech.text, path, state, place)


_REMEMBERED = 64
"""Texts of a few thousand characters, in each process."""


class ReleasedTexts:
    """Give the characters of released texts by their names."""

    def __init__(self, root: Path, origins: Mapping[TextName, Origin], policy: Policy) -> None:
        """Note which file each text is made from."""
        self._root, self._origins, self._policy = root, origins, policy
        self._made = lru_cache(maxsize=_REMEMBERED)(self._make)

    @property
    def digests(self) -> Iterable[TextDigest]:
        """Name the characters of every text."""
        return self._by_digest.keys()

    @cached_property
    def _by_digest(self) -> Mapping[TextDigest, Origin]:
        return {origin.digest: origin for origin in self._origins.values()}

    def of(self, path: str) -> tuple[TextDigest, ...]:
        """Name the characters of the texts of a document."""
        names = takewhile(self._origins.__contains__, (text_name(path, place) for place in count()))
        return tuple(self._origins[name].digest for name in names)

    def digest(self, name: TextName) -> TextDigest:
        """Name the characters of a text."""
        return self._origins[name].digest

    def read(self, digest: TextDigest) -> str:
        """Make a text again by its digest."""
        return self._made(self._by_digest[digest])

    def named(self, name: TextName) -> str:
        """Make a text again by its name."""
        return self._made(self._origins[name])

    def _make(self, origin: Origin) -> str:
        """Make a text again; a file that has changed since it was checked stops the build."""
        text = public_text(origin.state, parts_of(self._root, origin.path)[1], self._policy) or ""
        if origin.speech is not None:
            intro, speeches = split_speeches(text)
            parts = (intro, *(speech for _, _, speech in speeches))
            text = parts[origin.speech] if origin.speech < len(parts) else ""
        if text_digest(text) != origin.digest:
            raise EnvironmentProblem(f"{origin.path}: changed while the site was being built; build again")
        return text


_FRONT = re.compile(r"---[ \t]*\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")


def parts_of(root: Path, path: str) -> tuple[str, str]:
    """Read a document that has been taken in before: its front matter with the fences, and its body."""
    text, _ = frontmatter.decode_text(path, sources.read(root, path))
    front = _FRONT.match(text)
    return (front[0], text[front.end() :]) if front else ("", "")
