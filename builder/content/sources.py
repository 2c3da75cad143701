"""
List the content tree and read its files.

Nothing is followed out of the tree, nothing hidden is content, and a file is known by the digest of its bytes.  The
digest is remembered together with what the file system says of the file (`Stat`), as git's index does, so that a file
whose size, time and inode have not moved is not read again.
"""

from __future__ import annotations

import hashlib
import os
import re
from typing import TYPE_CHECKING, NamedTuple

from builder.content.fields import FOLDERS
from builder.diagnostics import Diagnostic, Place, diagnostic
from builder.workers import in_chunks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

Stat = tuple[int, int, int]
"""Size, time of last change in nanoseconds, inode."""

TOP_FILES = {"site.yml": "site", "topics.yml": "topics", "redirects.yml": "redirects"}
_ATTACHMENTS = "attachments"
_UNUSABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""What no file name may hold: controls, line ends, and bytes that are no UTF-8."""
_UNFINISHED = ("~", ".swp", ".bak", ".draft.md")


class Source(NamedTuple):
    """One content file."""

    path: str
    """Relative to the content folder, with `/`."""
    kind: str
    """A key of `fields.TABLES`, or `topics`, `redirects`."""
    digest: str


class Listing(NamedTuple):
    """The content tree as it stands."""

    sources: tuple[Source, ...]
    """In order of path."""
    problems: tuple[Diagnostic, ...]
    memo: dict[str, tuple[Stat, str]]
    """Path to stat and digest, for the next run."""


def list_sources(root: Path, memo: Mapping[str, tuple[Stat, str]], *, jobs: int = 1) -> Listing:
    """List every content file below *root*; files whose stat is in *memo* are not read."""
    problems: list[Diagnostic] = []
    kinds: dict[str, str] = {}
    known: dict[str, tuple[Stat, str]] = {}
    for path, entry in _files(str(root), "", problems):
        kind = _kind(path, problems)
        if kind is None:
            continue
        try:
            info = entry.stat()
        except OSError as error:
            problems.append(diagnostic("F012", Place(path), reason=error.strerror or "?"))
            continue
        stat = (info.st_size, info.st_mtime_ns, info.st_ino)
        before = memo.get(path)
        kinds[path] = kind
        known[path] = before if before and before[0] == stat else (stat, "")
    fresh = [path for path, (_, digest) in known.items() if not digest]
    digests = in_chunks(
        lambda chunk: [_digest_of_file(root, path) for path in chunk], fresh, jobs=jobs, size=512, done=lambda _: None
    )
    for path, (digest, reason) in zip(fresh, digests, strict=True):
        known[path] = (known[path][0], digest)
        if reason:
            problems.append(diagnostic("F012", Place(path), reason=reason))
            del known[path]
    if "site.yml" not in known:
        problems.append(diagnostic("F018", Place("site.yml")))
    sources = tuple([Source(path, kinds[path], known[path][1]) for path in sorted(known)])
    return Listing(sources, tuple(problems), known)


def _digest_of_file(root: Path, path: str) -> tuple[str, str]:
    """Give a file's digest, or the reason why it cannot be read."""
    try:
        return digest_of(read(root, path)), ""
    except OSError as error:
        return "", error.strerror or "?"


def read(root: Path, path: str) -> bytes:
    """Read one file of the tree."""
    with open(f"{root}/{path}", "rb") as file:  # noqa: PTH123 - a hot path: a third of the time of Path.read_bytes
        return file.read()


def is_unchanged(root: Path, path: str, digest: str, memo: Mapping[str, tuple[Stat, str]]) -> bool:
    """Tell, without reading it, whether a file is as it was when it had this digest."""
    try:
        info = os.stat(f"{root}/{path}")  # noqa: PTH116 - as everywhere in the content tree
    except OSError:
        return False
    return memo.get(path) == ((info.st_size, info.st_mtime_ns, info.st_ino), digest)


def digest_of(data: bytes) -> str:
    """Name bytes by their content."""
    return hashlib.sha256(data).hexdigest()[:40]


def is_ignored(name: str) -> bool:
    """Tell whether a file or folder of this name is no content."""
    return name[0] in "._" or name.endswith(_UNFINISHED)


def inside(root: Path, path: str) -> bool:
    """Tell whether *path* below *root* is still inside it when links are followed."""
    real_root = os.path.realpath(root)
    return os.path.realpath(f"{root}/{path}").startswith(real_root + os.sep)


def _files(root: str, folder: str, problems: list[Diagnostic]) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Walk the tree; a folder that is not content is noted once and not entered."""
    try:
        with os.scandir(f"{root}/{folder}") as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        problems.append(diagnostic("F012", Place(folder or "."), reason=error.strerror or "?"))
        return
    for entry in listed:
        path = folder + entry.name
        if entry.name == ".git":
            continue
        if is_ignored(entry.name):
            problems.append(diagnostic("F014", Place(path)))
        elif _UNUSABLE.search(entry.name):
            problems.append(diagnostic("F020", Place(path)))
        elif entry.is_symlink() and (entry.is_dir() or not _stays_inside(root, path)):
            problems.append(diagnostic("F013", Place(path)))
        elif entry.is_dir():
            if folder or _is_content_folder(entry.name, path, problems):
                yield from _files(root, path + "/", problems)
        elif not entry.is_file() and os.path.exists(f"{root}/{path}"):  # noqa: PTH110 - as everywhere in the content tree
            problems.append(diagnostic("F021", Place(path)))
        else:
            yield path, entry


def _stays_inside(root: str, path: str) -> bool:
    return os.path.realpath(f"{root}/{path}").startswith(os.path.realpath(root) + os.sep)


def _is_content_folder(name: str, path: str, problems: list[Diagnostic]) -> bool:
    if name in FOLDERS:
        return True
    if name != _ATTACHMENTS:  # attachments are read when a document names them
        from builder.content.schema import nearest

        problems.append(diagnostic("F015", Place(path), nearest=nearest(name, FOLDERS)))
    return False


def _kind(path: str, problems: list[Diagnostic]) -> str | None:
    """Tell what a file is by its folder; what is no content, or not where it should be, is noted."""
    folder, _, rest = path.partition("/")
    if not rest:
        kind = TOP_FILES.get(path)
        if kind is None:
            problems.append(diagnostic("F014", Place(path)))
        return kind
    kind = FOLDERS[folder]
    name = path.rpartition("/")[2]
    stem, dot, extension = name.rpartition(".")
    expected = "yml" if kind in {"department", "session"} else "md"
    if dot + extension != f".{expected}":
        likely = extension.lower() in {"md", "yml", "yaml", "markdown", "txt"}
        code = "F019" if likely else "F014"
        problems.append(diagnostic(code, Place(path), expected=f".{expected}"))
        return None
    if kind in {"department", "session", "page"}:
        if not _is_slug(stem) or rest != name:
            problems.append(diagnostic("F016", Place(path)))
            return None
    elif not (rest[:4].isdecimal() and rest[4:5] == "/"):
        problems.append(diagnostic("F017", Place(path), folder=folder))
        return None
    return kind


def _is_slug(name: str) -> bool:
    return bool(name) and all(character in "abcdefghijklmnopqrstuvwxyz0123456789-" for character in name)
