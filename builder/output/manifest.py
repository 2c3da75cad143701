"""
Remember what the output folder was left with, and see what has become of it since.

The record is private and lies in the cache.  The output itself holds one constant file, the marker, by which a folder
of ours is told from a stranger's: digests are rows of digits in which any scanner sees telephone numbers, and what is
published is read.  A record that is lost costs time (every file is read once), never a difference in the output.

The record is JSON and not pickle or marshal, which would run, or crash on, whatever somebody put there.  It holds
columns rather than rows, since ten thousand rows are then read in C.
"""

from __future__ import annotations

import hashlib
import json
import os
from stat import S_ISDIR, S_ISREG
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

MARKER = ".gongkai"
"""The file in the output by which we know it as ours."""

MARKER_TEXT = (
    "本文件夹由“公开”（Gongkai）生成，手工所作的改动在下次生成时会被还原。\n"
    "This folder is written by Gongkai; what is changed in it by hand is undone by the next build.\n"
).encode()

_FORMAT = 1


class Entry(NamedTuple):
    """One file of the output."""

    digest: str
    size: int
    fingerprint: str
    """Names everything the file was made from; empty where that is not known."""
    mtime_ns: int = 0
    """When it was written, by the file system's clock; 0 until it is promoted."""


class Manifest(NamedTuple):
    """Everything that a build left in the output, by path with `/` between the parts."""

    entries: Mapping[str, Entry]
    directories: Mapping[str, int]
    """Modification times; `""` is the output itself.  A folder comes before those in it."""
    folders: Mapping[str, str]
    """Folders at the top that are made and replaced as a whole, with a digest of their names, sizes and times."""
    extra: Mapping[str, str]
    """What the pipeline wants to know next time, such as the digest of what the search index was made from."""


class Survey(NamedTuple):
    """What the output holds now."""

    recorded: Manifest
    intact: Manifest
    """The part of the record that is still true."""
    altered: frozenset[str]
    """Recorded files that are there, but not as we left them."""
    strays: frozenset[str]
    """Files and symbolic links that we did not make."""
    directories: Mapping[str, int]
    """Every real folder, ours or not, but for the folders replaced as a whole."""


def digest(data: bytes) -> str:
    """Name some bytes."""
    return hashlib.sha256(data).hexdigest()


def nothing() -> Manifest:
    """Make the manifest of a folder that does not exist."""
    return Manifest({}, {}, {}, {})


def read_manifest(record: Path) -> Manifest | None:
    """Read a record; `None` where there is none that can be read."""
    try:
        stored = json.loads(record.read_bytes())
        if stored["format"] != _FORMAT:
            return None
        entries = dict(zip(stored["paths"], map(Entry._make, zip(*stored["columns"], strict=True)), strict=True))
        return Manifest(entries, stored["directories"], stored["folders"], stored["extra"])
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def write_manifest(record: Path, manifest: Manifest) -> None:
    """Replace a record in one step; its folder is made where it is missing, for our eyes only."""
    stored = {
        "format": _FORMAT,
        "paths": list(manifest.entries),
        "columns": list(zip(*manifest.entries.values(), strict=True)) or [()] * len(Entry._fields),
        "directories": dict(manifest.directories),
        "folders": dict(manifest.folders),
        "extra": dict(manifest.extra),
    }
    record.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = record.with_name(f"{record.name}.{os.getpid()}")
    draft.write_bytes(json.dumps(stored).encode())
    draft.replace(record)


def survey(output: Path, recorded: Manifest | None) -> Survey:
    """
    Compare the output with the record of it.

    A file is taken as unchanged when size and time are those we left; when only the time differs (a copied tree, a
    `touch`), it is read.  A folder is listed only if its own time has changed: names cannot come or go without that.
    Nothing is followed: a symbolic link is a stray, and what lies behind it is missing.
    """
    if recorded is None:
        return _adopted(output)
    directories, lost, strays = _look_through(output, recorded)
    intact, altered = _compare(output, recorded, lost)
    folders = {name: stamp for name, stamp in recorded.folders.items() if stamp == folder_stamp(output / name)}
    still_true = Manifest(intact, directories, folders, recorded.extra)
    return Survey(recorded, still_true, frozenset(altered), frozenset(strays), directories)


def untouched(recorded: Manifest) -> Survey:
    """Give what a survey finds where everything is as the record says."""
    return Survey(recorded, recorded, frozenset(), frozenset(), recorded.directories)


def folder_stamp(folder: Path) -> str:
    """Name the state of a folder by the names, sizes and times in it; empty if it is not a folder."""
    if folder.is_symlink() or not folder.is_dir():
        return ""
    return digest(json.dumps(sorted(_files(str(folder)))).encode())


def directories_of(paths: Iterable[str]) -> set[str]:
    """Collect every folder that these files need, `""` included."""
    needed = {""}
    for path in paths:
        parent = parent_of(path)
        while parent not in needed:
            needed.add(parent)
            parent = parent_of(parent)
    return needed


def directories_for(paths: Collection[str], recorded: Manifest) -> Collection[str]:
    """Collect every folder that these files need, at no price where the files are those of the record."""
    return recorded.directories if paths == recorded.entries.keys() else directories_of(paths)


def parent_of(path: str) -> str:
    """Give the folder of a file or folder; `""` is the output itself."""
    return path.rpartition("/")[0]


def file_state(folder: str) -> dict[str, tuple[int, int]]:
    """Give size and time of every file below a folder, by path."""
    return {path: (size, mtime_ns) for path, size, mtime_ns in _files(folder)}


def _files(folder: str, prefix: str = "") -> Iterator[tuple[str, int, int]]:
    waiting = [prefix]
    while waiting:
        prefix = waiting.pop()
        with os.scandir(f"{folder}/{prefix}") as found:
            for item in found:
                if item.is_dir(follow_symlinks=False):
                    waiting.append(f"{prefix}{item.name}/")
                else:
                    state = item.stat(follow_symlinks=False)
                    yield prefix + item.name, state.st_size, state.st_mtime_ns


def _look_through(output: Path, recorded: Manifest) -> tuple[dict[str, int], set[str], list[str]]:
    """Give the folders that exist, those that do not any more, and the files that are not ours."""
    directories: dict[str, int] = {}
    lost: set[str] = set()
    strays: list[str] = []
    for directory, mtime_ns in (recorded.directories or {"": 0}).items():
        found = None if lost and parent_of(directory) in lost else _lstat(f"{output}/{directory}")
        if found is None or not S_ISDIR(found.st_mode):
            lost.add(directory)
            continue
        directories[directory] = found.st_mtime_ns
        if found.st_mtime_ns != mtime_ns:
            _list(output, directory, recorded, directories, strays)
    return directories, lost, strays


def _list(output: Path, directory: str, recorded: Manifest, directories: dict[str, int], strays: list[str]) -> None:
    """Add the strays in one folder, and in folders below it that are not ours."""
    with os.scandir(f"{output}/{directory}") as found:
        for item in found:
            path = f"{directory}/{item.name}" if directory else item.name
            if not directory and (item.name.startswith(".") or item.name in recorded.folders):
                continue
            if not item.is_dir(follow_symlinks=False):
                if path not in recorded.entries:
                    strays.append(path)
            elif path not in recorded.directories:
                directories[path] = item.stat(follow_symlinks=False).st_mtime_ns
                _list(output, path, recorded, directories, strays)


def _compare(output: Path, recorded: Manifest, lost: set[str]) -> tuple[dict[str, Entry], list[str]]:
    """Give the files that are as we left them, and those that are there but are not."""
    intact: dict[str, Entry] = {}
    altered: list[str] = []
    for path, entry in recorded.entries.items():
        found = None if lost and parent_of(path) in lost else _lstat(f"{output}/{path}")
        if found is None or S_ISDIR(found.st_mode):
            continue
        if found.st_mtime_ns == entry.mtime_ns and found.st_size == entry.size and S_ISREG(found.st_mode):
            intact[path] = entry
        elif (now := _entry(output, path, found)) and now.digest == entry.digest:
            intact[path] = entry._replace(mtime_ns=now.mtime_ns)
        else:
            altered.append(path)
    return intact, altered


def _adopted(output: Path) -> Survey:
    """Take what an output of ours holds for what we left in it, since there is no record that says otherwise."""
    found = survey(output, nothing())
    read = {path: _entry(output, path, os.lstat(f"{output}/{path}")) for path in sorted(found.strays)}
    entries = {path: entry for path, entry in read.items() if entry}
    needed = directories_of(entries)
    directories = {path: time for path, time in found.directories.items() if path in needed}
    manifest = Manifest(entries, directories, {}, {})
    return Survey(manifest, manifest, frozenset(), found.strays - entries.keys(), found.directories)


def _entry(output: Path, path: str, state: os.stat_result) -> Entry | None:
    """Read a file that we know nothing of; `None` if it is not a regular one."""
    if not S_ISREG(state.st_mode):
        return None
    with open(f"{output}/{path}", "rb") as file:  # noqa: PTH123 - a path object for each file is what costs
        return Entry(hashlib.file_digest(file, "sha256").hexdigest(), state.st_size, "", state.st_mtime_ns)


def _lstat(path: str) -> os.stat_result | None:
    try:
        return os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
