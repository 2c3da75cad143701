"""
Remember results by the digest of their inputs.

The cache is private: what is read from the content stands in it, decided or not.  It lives in a folder that only its
owner may enter, outside the content and the output, and is never published.  Deleting it changes time, never output.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import pickle
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from builder.diagnostics import EnvironmentProblem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_RACY_NS = 2_000_000_000
"""A file changed within this time before the memo was written may have changed again in the same tick of the clock."""

_UNREADABLE = (
    OSError,
    pickle.UnpicklingError,
    EOFError,
    AttributeError,
    ImportError,
    IndexError,
    TypeError,
    ValueError,
)
"""What is raised by a file that is absent, cut off, or written by another version of the program."""


class Cache:
    """The private folder of one content tree."""

    def __init__(self, base: Path, content: Path) -> None:
        """Open, or make, the part of *base* that belongs to the tree at *content*."""
        name = hashlib.blake2b(os.fsencode(os.path.realpath(content)), digest_size=8).hexdigest()
        self.folder = base / name
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            owner = self.folder.stat()
        except OSError as error:
            raise EnvironmentProblem(f"{self.folder}: {error.strerror}") from error
        if hasattr(os, "getuid") and owner.st_uid != os.getuid():
            raise EnvironmentProblem(f"{self.folder}: belongs to another user; choose another --cache")
        if owner.st_mode & 0o077:
            self.folder.chmod(0o700)

    def stats(self, name: str) -> dict[str, tuple[tuple[int, int, int], str]]:
        """Recall what the file system said of files and their digests, but for files too fresh to be sure of."""
        path = self.folder / name
        try:
            data = path.read_bytes()
            limit = path.stat().st_mtime_ns - _RACY_NS
            known: dict[str, tuple[tuple[int, int, int], str]] = marshal.loads(data)  # noqa: S302 - our own private file
        except (OSError, ValueError, EOFError, TypeError):
            return {}
        return {path: entry for path, entry in known.items() if entry[0][1] < limit}

    def remember_stats(self, name: str, known: Mapping[str, tuple[tuple[int, int, int], str]]) -> None:
        """Keep what `stats` gives."""
        self._write(name, marshal.dumps(dict(known)))

    def value(self, name: str, key: str) -> Any:  # noqa: ANN401 - whatever was kept
        """Recall a value that was kept under *name* with the same *key*, or `None`."""
        try:
            with (self.folder / name).open("rb") as file:
                if pickle.load(file) != key:  # noqa: S301 - our own private file
                    return None
                return pickle.load(file)  # noqa: S301 - our own private file
        except _UNREADABLE:
            return None

    def holds(self, name: str, key: str) -> bool:
        """Tell whether a value is kept under *name* with the same *key*."""
        try:
            with (self.folder / name).open("rb") as file:
                return bool(pickle.load(file) == key)  # noqa: S301 - our own private file
        except _UNREADABLE:
            return False

    def keep(self, name: str, key: str, value: object) -> None:
        """Keep a value under *name*, to be recalled only with the same *key*."""
        protocol = pickle.HIGHEST_PROTOCOL
        self._write(name, pickle.dumps(key, protocol) + pickle.dumps(value, protocol))

    def _write(self, name: str, data: bytes) -> None:
        path = self.folder / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary = path.with_name(f"{path.name}.{os.getpid()}")
        temporary.write_bytes(data)
        temporary.replace(path)


@lru_cache(maxsize=1)
def code_version() -> str:
    """Name the program that is running: its own sources and the libraries whose output ends up in pages."""
    package = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120 - start-up time
    digest = hashlib.blake2b(digest_size=12)
    for folder, folders, names in os.walk(package):
        folders[:] = sorted(name for name in folders if name not in {"__pycache__", "layouts"})
        for name in sorted(names):
            if name.endswith(".py"):
                with open(f"{folder}/{name}", "rb") as file:  # noqa: PTH123 - start-up time
                    digest.update(file.read())
    digest.update(repr(_library_versions()).encode())
    return digest.hexdigest()


def _library_versions() -> tuple[str, ...]:
    """Read versions off the names of the libraries' metadata folders, without importing anything."""
    import sys

    named = ("jinja2-", "markdown-", "markupsafe-", "pyyaml-", "pagefind_bin-", "chinesecalendar-")
    found: set[str] = set()
    for folder in sys.path:
        if folder.endswith("-packages") and os.path.isdir(folder):  # noqa: PTH112 - start-up time
            found.update(name for name in os.listdir(folder) if name.lower().startswith(named) and "info" in name)  # noqa: PTH208
    return tuple(sorted(found))
