"""
Put a finished build in the place of the old one, so that being killed half-way loses nothing.

Everything that has to be done is written down first, and every item may be done twice: what is in the staging folder
is moved, and what has left it was moved before.  So whoever finds a journal can finish it, and does.

What is promised: against a killed process and a full disk, the old site or (after the next command) the new one.
Against a power cut, that the journal is whole or absent, since it is flushed to the disk; staged pages are not, which
would take longer than the build.  The next build compares sizes and times and writes again what came to harm.
"""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from builder.diagnostics import EnvironmentProblem, Place, diagnostic
from builder.output.manifest import MARKER, directories_for, parent_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from pathlib import Path

    from builder.output.manifest import Survey

Step: TypeAlias = "Callable[[str], None]"
"""Is told of every change to the disk before it is made; a test dies in it."""

_FORMAT = 1


class Places(NamedTuple):
    """Where things lie: beside the output, so that a rename is enough, and named after it, so that two do not meet."""

    output: Path
    staging: Path
    journal: Path
    lock: Path


class Journal(NamedTuple):
    """What is still to be done, in this order; paths are those of the output."""

    build: str
    """The folder inside the staging folder that holds the new files."""
    removals: tuple[str, ...]
    """What goes.  None of them lies at, below or above a move, so that doing it twice does no harm."""
    directories: tuple[str, ...]
    """Folders that are empty then, the deepest first."""
    moves: tuple[str, ...]
    """Files, and whole folders where the output has none of that name or has one that is replaced."""

    @property
    def is_empty(self) -> bool:
        """Tell whether the output is as it should be."""
        return not (self.removals or self.directories or self.moves)


def places_beside(output: Path) -> Places:
    """Say where staging folder, journal and lock of an output are."""
    output = output.resolve()
    return Places(output, *(output.with_name(f".{output.name}.{what}") for what in ("staging", "journal", "lock")))


def plan(build: str, staged: Iterable[str], kept: Collection[str], folders: Collection[str], found: Survey) -> Journal:
    """
    Write down what makes of the output, as *found*, what it should be.

    Args:
        staged: Files, and the names of whole folders, that are in the staging folder.
        kept: Every file that the output shall have, staged or there already.
        folders: The whole folders that it shall have.
    """
    moves = {path if path in folders else _highest_new(path, found.directories) for path in staged}
    present = {*found.intact.entries, *found.altered, *found.strays, *found.recorded.folders}
    goes = present.difference(kept, folders)
    empty = found.directories.keys() - directories_for(kept, found.recorded) - {*folders}
    return Journal(
        build,
        tuple(sorted(path for path in goes if not _is_within(path, moves))),
        tuple(sorted((path for path in empty if not _is_within(path, moves)), reverse=True)),
        tuple(sorted(moves)),
    )


def write_journal(journal: Journal, places: Places, step: Step) -> None:
    """Write the journal, whole or not at all; from now on the build can only go forward."""
    draft = places.staging / "journal"
    step("write the journal")
    with draft.open("w") as file:
        json.dump({"format": _FORMAT, **journal._asdict()}, file)
        file.flush()
        os.fsync(file.fileno())
    step("put the journal in its place")
    draft.rename(places.journal)
    step("make the journal last")
    _flush_folder(places.journal.parent)


def read_journal(places: Places) -> Journal | None:
    """Read the journal that a build left behind, if there is one."""
    try:
        stored = json.loads(places.journal.read_bytes())
        found = Journal(stored["build"], *(tuple(stored[part]) for part in ("removals", "directories", "moves")))
        paths = (*found.removals, *found.directories, *found.moves)
        sound = stored["format"] == _FORMAT and found.build.isalnum() and all(map(_is_harmless, paths))
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError, AttributeError):
        sound = False
    if not sound:
        raise EnvironmentProblem(diagnostic("B009", Place(str(places.journal)), path=places.journal))
    return found


def carry_out(journal: Journal, places: Places, step: Step) -> None:
    """Do what the journal says and is not done yet, and drop it when all is done."""
    if (places.staging / journal.build).is_dir():
        _change(journal, places, step)
    step("drop the journal")
    places.journal.unlink()
    step("clear up")
    shutil.rmtree(places.staging, ignore_errors=True)


def _change(journal: Journal, places: Places, step: Step) -> None:
    build, aside = places.staging / journal.build, places.staging / "aside"
    step("make the output")
    places.output.mkdir(exist_ok=True)
    aside.mkdir(exist_ok=True)
    spare = _spare_names(aside)
    for path in journal.removals:
        step(f"remove {path}")
        _remove(f"{places.output}/{path}", spare)
    for path in journal.directories:
        step(f"remove folder {path}")
        _remove_if_empty(f"{places.output}/{path}")
    for path in journal.moves:
        step(f"move {path}")
        _move(f"{build}/{path}", f"{places.output}/{path}", spare, step)


def _remove(target: str, spare: Iterator[str]) -> None:
    if os.path.isdir(target) and not os.path.islink(target):  # noqa: PTH112, PTH114
        os.rename(target, next(spare))  # noqa: PTH104
        return
    try:
        os.unlink(target)  # noqa: PTH108
    except (FileNotFoundError, NotADirectoryError):
        return


def _remove_if_empty(target: str) -> None:
    try:
        os.rmdir(target)  # noqa: PTH106
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError:
        # Somebody put something there since we looked: the next build will see it.
        if not os.path.isdir(target):  # noqa: PTH112
            raise


def _move(source: str, target: str, spare: Iterator[str], step: Step) -> None:
    """Move a file or folder to its place; a folder, or a file in the place of a folder, first makes room there."""
    if not os.path.lexists(source):
        return
    if os.path.lexists(target) and (_is_folder(source) or _is_folder(target)):
        os.rename(target, next(spare))  # noqa: PTH104
        step(f"and in its place {target}")
    try:
        os.rename(source, target)  # noqa: PTH104
    except FileNotFoundError:
        # A folder that was there when the journal was written has been taken away since.
        os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120
        os.rename(source, target)  # noqa: PTH104


def _is_folder(path: str) -> bool:
    return os.path.isdir(path) and not os.path.islink(path)  # noqa: PTH112, PTH114


def _spare_names(folder: Path) -> Iterator[str]:
    """Give names in *folder* that no earlier attempt at the same journal has used."""
    taken = set(os.listdir(folder))  # noqa: PTH208
    number = 0
    while True:
        number += 1
        if str(number) not in taken:
            yield f"{folder}/{number}"


def _highest_new(path: str, directories: Collection[str]) -> str:
    """Give the highest folder above *path* that the output does not have, or *path* itself."""
    parent = parent_of(path)
    while parent and parent not in directories:
        path, parent = parent, parent_of(parent)
    return path


def _is_within(path: str, moves: Collection[str]) -> bool:
    """Tell whether *path* is one of the moves or lies below one."""
    while path:
        if path in moves:
            return True
        path = parent_of(path)
    return False


def _is_harmless(path: str) -> bool:
    """Tell whether a path stays in the output, and out of the names in it that are not ours."""
    parts = path.split("/")
    return path == MARKER or ("" not in parts and ".." not in parts and not path.startswith("."))


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
