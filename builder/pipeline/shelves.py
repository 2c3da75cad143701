"""
Take in the documents of a content tree, shelf by shelf, and open only the shelves in which something changed.

A shelf is a folder of documents of one kind and year.  What the rest of the program has to know of one is brief: its
problems, where its texts come from, and its shape, which names all that its documents say but for the characters of
texts.  Shapes that are the same link, pass the door and are planned in the same way.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from builder.cache import code_version
from builder.content.fields import DOCUMENT_TABLES
from builder.content.sources import digest_of
from builder.disclosure.intake import Intake, Origin, origins_of, take_in
from builder.workers import in_chunks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from builder.cache import Cache
    from builder.config import Policy
    from builder.content.sources import Source
    from builder.diagnostics import Diagnostic
    from builder.disclosure.public import TextName


class Brief(NamedTuple):
    """What a shelf comes to."""

    shape: str
    problems: tuple[Diagnostic, ...]
    origins: dict[TextName, Origin]


class Shelves:
    """The documents of a content tree."""

    def __init__(
        self,
        root: Path,
        listed: Iterable[Source],
        policy: Policy,
        jobs: int,
        cache: Cache,
        done: Callable[[int], None],
    ) -> None:
        """Take in what changed; *done* is told how many documents were."""
        self._root, self._policy, self._jobs, self._cache, self._done = root, policy, jobs, cache, done
        settings = (policy.masks_personal_data, policy.lists_on_request, sorted(policy.allowed))
        self._key = repr((code_version(), *settings))
        self._sources: dict[str, list[Source]] = defaultdict(list)
        for source in listed:
            if source.kind in DOCUMENT_TABLES:
                self._sources["-".join(source.path.split("/", 2)[:2])].append(source)
        self._documents: dict[str, list[Intake]] = {}
        self._briefs: dict[str, Brief | None] = {
            shelf: cache.value(f"brief-{shelf}", self._name(shelf)) for shelf in self._sources
        }
        self._open([shelf for shelf, brief in self._briefs.items() if brief is None])

    @property
    def briefs(self) -> list[Brief]:
        """Say what each shelf comes to."""
        return [brief for brief in self._briefs.values() if brief is not None]

    @property
    def shape(self) -> str:
        """Name all that the documents say but for the characters of texts."""
        return digest_of("".join(brief.shape for brief in self.briefs).encode())

    @property
    def origins(self) -> Mapping[TextName, Origin]:
        """Say where every released text comes from."""
        return {name: origin for brief in self.briefs for name, origin in brief.origins.items()}

    @property
    def documents(self) -> list[Intake]:
        """Open all shelves and give what they hold, in order of path."""
        self._open([shelf for shelf in self._sources if shelf not in self._documents])
        return sorted(item for documents in self._documents.values() for item in documents)

    def _name(self, shelf: str) -> str:
        """Name a shelf by its files."""
        return digest_of(repr((self._key, self._sources[shelf])).encode())

    def _open(self, shelves: Sequence[str]) -> None:
        """Open shelves; documents whose bytes are not known from the cache are taken in."""
        known: dict[str, dict[str, Intake]] = {
            shelf: self._cache.value(f"documents-{shelf}", self._key) or {} for shelf in shelves
        }
        pending = [
            source
            for shelf in shelves
            for source in self._sources[shelf]
            if (item := known[shelf].get(source.path)) is None or item.digest != source.digest
        ]
        before = {path: item for items in known.values() for path, item in items.items()}
        taken = in_chunks(
            lambda chunk: [take_in(self._root, s, self._policy, before.get(s.path)) for s in chunk],
            pending,
            jobs=self._jobs,
            size=64,
            done=self._done,
        )
        fresh = {item.path: item for item in taken}
        for shelf in shelves:
            current = {s.path: fresh.get(s.path) or known[shelf][s.path] for s in self._sources[shelf]}
            self._documents[shelf] = list(current.values())
            if current != known[shelf]:
                self._cache.keep(f"documents-{shelf}", self._key, current)
            if self._briefs[shelf] is None:
                self._briefs[shelf] = brief = _brief(self._documents[shelf])
                self._cache.keep(f"brief-{shelf}", self._name(shelf), brief)


def _brief(documents: Iterable[Intake]) -> Brief:
    shapes = [(item.path, item.released and (item.released.digest, item.released.document.marks)) for item in documents]
    released = [item.released for item in documents if item.released]
    return Brief(
        digest_of(repr(shapes).encode()),
        tuple(problem for item in documents for problem in item.problems),
        {name: origin for each in released for name, origin in origins_of(each)},
    )
