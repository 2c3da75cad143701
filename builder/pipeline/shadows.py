"""
Keep the shadow pages of a search index, so that the next one needs only those made again that have changed.

They lie in the private cache, which holds what is read from the content anyway, and one build at a time has them.  What
they were made from is noted when all of them are there: after a build that was cut off there is no note, and the next
one begins with an empty folder.  What somebody took away is made again, so that no document is missing from the index.
"""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from builder.cache import Cache, code_version

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from builder.site.plan.values import Page

_NOTE = "shadows"


class Shadow(NamedTuple):
    """A shadow page that is there."""

    digest: str
    """Of all that it was made from."""
    files: tuple[str, ...]
    """The page, and what is told of the suggestions on it, below the folder."""


class Shadows:
    """The shadow pages in a cache, while nobody else has them."""

    def __init__(self, cache: Cache) -> None:
        """Look what is there."""
        self._cache = cache
        self.folder: Path = cache.folder / "shadow"
        self._known: Mapping[str, Shadow] = cache.value(_NOTE, code_version()) or {}

    def outdated(self, items: Sequence[Page]) -> list[Page]:
        """Remove what is no longer to be found or has changed, and list what has to be made."""
        (self._cache.folder / _NOTE).unlink(missing_ok=True)
        if not self._known:
            shutil.rmtree(self.folder, ignore_errors=True)
        wanted = {item.url: item.digest for item in items}
        for url, shadow in self._known.items():
            if wanted.get(url) != shadow.digest:
                for name in shadow.files:
                    (self.folder / name).unlink(missing_ok=True)
        return [item for item in items if not self._is_there(item.url)]

    def note(self, items: Sequence[Page], made: Mapping[str, tuple[str, ...]]) -> None:
        """Note that all are there: those *made* now, with their files by address, and the others as they were."""
        files = {**{url: shadow.files for url, shadow in self._known.items()}, **made}
        self._cache.keep(_NOTE, code_version(), {item.url: Shadow(item.digest, files[item.url]) for item in items})

    def _is_there(self, url: str) -> bool:
        shadow = self._known.get(url)
        return shadow is not None and all((self.folder / name).is_file() for name in shadow.files)


@contextmanager
def shadows_in(cache: Cache) -> Iterator[Shadows]:
    """Give the shadow pages in a cache, alone: a second build of the same content waits."""
    import fcntl

    with (cache.folder / f"{_NOTE}.lock").open("w") as lock:
        fcntl.lockf(lock, fcntl.LOCK_EX)
        yield Shadows(cache)
