"""
Let a build write beside the output, and put all of it in place at once or nothing.

    with staging(output, cache) as stage:
        entries = {page.path: stage.write(page.path, data, fingerprint), …}
        changes = stage.promote(entries)

Until `promote` has written its journal, nothing in the output changes, and leaving the block by any other way takes
the staging folder away.  From then on the build can only be finished: by this process, or, if it dies or its disk
fails, by the next command that calls `recover`.  Files that stay the same are not touched.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from builder.diagnostics import EnvironmentProblem, Place, diagnostic
from builder.output.journal import Places, carry_out, places_beside, plan, read_journal, write_journal
from builder.output.manifest import (
    MARKER,
    MARKER_TEXT,
    Entry,
    Manifest,
    Survey,
    digest,
    directories_for,
    file_state,
    folder_stamp,
    nothing,
    parent_of,
    read_manifest,
    survey,
    untouched,
    write_manifest,
)
from builder.workers import beside

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from pathlib import Path

    from builder.output.journal import Journal, Step

_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC


class Changes(NamedTuple):
    """What a promotion did to the site, by path in order; a file that is put right again counts as changed."""

    appeared: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]


def _unwatched(_step: str) -> None:
    """Take no notice of a step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A build on its way into the output."""

    root: Path
    """Where the new files are; what is to replace a whole folder is made in here by that folder's name."""
    places: Places
    survey: Callable[[], Survey]
    """What the output held at the start, as soon as that is known."""
    record: Path
    """Where it is remembered what the output was left with."""
    step: Step

    @property
    def found(self) -> Survey:
        """What the output held when this build began."""
        return self.survey()

    @property
    def previous(self) -> Manifest:
        """What the last build left in the output and nobody has altered since."""
        return self.found.intact

    @property
    def strays(self) -> frozenset[str]:
        """Files in the output that are not ours, and go with the next promotion."""
        return self.found.strays

    @property
    def is_intact(self) -> bool:
        """Tell whether the output is just as the last build left it."""
        found = self.found
        return (
            not found.strays
            and found.intact.entries.keys() == found.recorded.entries.keys()
            and (found.intact.folders == found.recorded.folders)
        )

    def write(self, path: str, data: bytes, fingerprint: str = "") -> Entry:
        """
        Write a file of the new site, unless the output holds it already, and say what to enter in the manifest.

        May be called in a forked process: nothing is shared but the disk.
        """
        name = digest(data)
        known = self.found.intact.entries.get(path)
        if known and known.digest == name:
            return known._replace(fingerprint=fingerprint)
        try:
            _write(str(self.root), path, data)
        except OSError as error:
            raise _problem(error, self.places.output / path) from error
        return Entry(name, len(data), fingerprint)

    def adopt(self, path: str) -> Entry:
        """Enter a file that was written below `root`, unless the output holds it already; for files of any size."""
        file = self.root / path
        with file.open("rb") as data:
            name = hashlib.file_digest(data, "sha256").hexdigest()
        known = self.found.intact.entries.get(path)
        if known and known.digest == name:
            file.unlink()
            return known
        return Entry(name, file.stat().st_size, "")

    def find(self, path: str) -> Path:
        """Tell where the new site's version of a file or whole folder is now: staged, or in the output."""
        staged = self.root / path
        return staged if os.path.lexists(staged) else self.places.output / path

    def promote(
        self, entries: Mapping[str, Entry], *, folders: Collection[str] = (), extra: Mapping[str, str] | None = None
    ) -> Changes:
        """
        Make the output hold exactly these files and folders, and remember it.

        Args:
            entries: What `write` gave for each file, or the entry in `previous` of a file that was not made again.
            folders: Names of folders at the top that are replaced as a whole: `root / name` if that exists, else the
                one in the output stays.
            extra: What to find in `previous.extra` next time.
        """
        with _as_problem(self.places.output):
            staged = file_state(str(self.root))
        extra = extra or {}
        if not staged and self._is_settled(entries, folders, extra):
            return Changes((), (), ())
        self._refuse_gaps(entries, folders, staged)
        units = {top if (top := path.partition("/")[0]) in folders else path for path in staged}
        journal = plan(self.root.name, units, entries.keys(), folders, self.found)
        if not journal.is_empty:
            with _as_problem(self.places.output):
                # From here on the record is not true, and whoever finishes this build does not know the new one.
                self.record.unlink(missing_ok=True)
                write_journal(journal, self.places, self.step)
            _finish(journal, self.places, self.step)
        self._remember(entries, folders, extra, staged, journal)
        return self._changes(entries)

    def _is_settled(self, entries: Mapping[str, Entry], folders: Collection[str], extra: Mapping[str, str]) -> bool:
        """Tell whether nothing is to be done or remembered, which is quicker than to make an empty plan."""
        recorded = self.found.recorded
        wanted = Manifest(entries, recorded.directories, recorded.folders, extra)
        return wanted == recorded == self.previous and not self.strays and {*folders} == recorded.folders.keys()

    def _refuse_gaps(self, entries: Mapping[str, Entry], folders: Collection[str], staged: Collection[str]) -> None:
        """Stop on a mistake of ours: a file that is entered but does not exist, or exists but is not entered."""
        loose = {path for path in staged if path not in entries and path.partition("/")[0] not in folders} - {MARKER}
        absent = entries.keys() - staged - self.previous.entries.keys()
        absent |= {name for name in folders if name not in self.previous.folders and not (self.root / name).is_dir()}
        private = {path for path in entries if path.startswith(".")}
        if loose or absent or private:
            message = f"staged but not entered {sorted(loose)}, entered but not staged {sorted(absent)}, "
            raise ValueError(message + f"names that are not ours {sorted(private)}")

    def _remember(
        self,
        entries: Mapping[str, Entry],
        folders: Collection[str],
        extra: Mapping[str, str],
        staged: Mapping[str, tuple[int, int]],
        journal: Journal,
    ) -> None:
        output, known = self.places.output, self.previous
        needed = directories_for(entries.keys(), self.found.recorded)
        touched = {parent_of(path) for path in (*journal.moves, *journal.removals, *journal.directories)}
        still = {path: time for path, time in known.directories.items() if path not in touched}
        manifest = Manifest(
            # A rename keeps the time at which a file was written; what is not staged stands as it is remembered.
            {**entries, **{path: entries[path]._replace(mtime_ns=staged[path][1]) for path in entries.keys() & staged}},
            {path: still.get(path) or os.stat(f"{output}/{path}").st_mtime_ns for path in sorted(needed)},  # noqa: PTH116
            {name: folder_stamp(output / name) for name in sorted(folders)},
            dict(extra),
        )
        if manifest != self.found.recorded:
            try:
                write_manifest(self.record, manifest)
            except OSError as error:
                raise _blocked("B010", error.filename or self.record, reason=_reason(error)) from error

    def _changes(self, entries: Mapping[str, Entry]) -> Changes:
        intact = self.previous.entries
        before = intact.keys() | self.found.altered
        changed = {path for path in entries if path in intact and entries[path].digest != intact[path].digest}
        return Changes(
            tuple(sorted(entries.keys() - before)),
            tuple(sorted(changed | (entries.keys() & self.found.altered))),
            tuple(sorted(before - entries.keys())),
        )


@contextmanager
def staging(output: Path, cache: Path, *, jobs: int = 1, step: Step = _unwatched) -> Iterator[Stage]:
    """
    Give a place in which to make the next state of *output*, alone.

    Raises `EnvironmentProblem` where another process is at it, where the folder holds what we did not make, and where
    the disk does not let us.  A build that was cut off is finished first.

    Args:
        cache: The private folder in which to remember what the output was left with.
        jobs: With two or more, the output is looked through in another process while the caller goes on.
        step: Is told of every change to the disk before it is made.
    """
    places = places_beside(output)
    with _locked(places):
        _finish_what_was_left(places, step)
        with _as_problem(places.output):
            _refuse_foreign(places.output)
            record = cache / f"output-{digest(os.fsencode(places.output))[:16]}.json"
            recorded = read_manifest(record)
            shutil.rmtree(places.staging, ignore_errors=True)
            step("make the staging folder")
            places.staging.mkdir(mode=0o700, exist_ok=True)
            # A name of its own, so that a process that outlived a killed build writes into nothing of ours.
            root = places.staging / os.urandom(8).hex()
            root.mkdir()
            if not (places.output / MARKER).exists():
                _write(str(root), MARKER, MARKER_TEXT)
        try:
            with _surveying(places.output, recorded, jobs=jobs) as found:
                yield Stage(root=root, places=places, survey=found, record=record, step=step)
        finally:
            if not places.journal.exists():
                step("remove the staging folder")
                shutil.rmtree(places.staging, ignore_errors=True)


@contextmanager
def _surveying(output: Path, recorded: Manifest | None, *, jobs: int) -> Iterator[Callable[[], Survey]]:
    """Look through the output while the caller goes on, and give what waits for the survey."""

    def look() -> Survey | None:
        with _as_problem(output):
            found = survey(output, recorded)
        # The record is known on both sides: that it is still true is said in a word, and not file by file.
        return None if recorded and found == untouched(recorded) else found

    with beside(look, jobs=jobs if recorded else 1) as found:
        yield cache(lambda: found() or untouched(recorded or nothing()))


def recover(output: Path, *, step: Step = _unwatched) -> bool:
    """Finish a build of *output* that was cut off, and tell whether there was one; to be called before it is read."""
    places = places_beside(output)
    if not places.journal.exists():
        return False
    with _locked(places):
        return _finish_what_was_left(places, step)


def _finish_what_was_left(places: Places, step: Step) -> bool:
    with _as_problem(places.journal):
        journal = read_journal(places)
    if journal is None:
        return False
    _finish(journal, places, step)
    return True


def _finish(journal: Journal, places: Places, step: Step) -> None:
    """Carry the journal out; what stops it is for the next command to go on with."""
    try:
        carry_out(journal, places, step)
    except OSError as error:
        raise _blocked("B008", error.filename or places.output, reason=_reason(error)) from error


def _refuse_foreign(output: Path) -> None:
    """Stop where the output is no folder, is a disk of its own, or holds what somebody else put there."""
    if not output.exists():
        return
    if not output.is_dir():
        raise _blocked("B003", output)
    if output.stat().st_dev != output.parent.stat().st_dev:
        raise _blocked("B004", output)
    if (output / MARKER).exists():
        return
    foreign = sorted(name.name for name in output.iterdir() if not name.name.startswith("."))
    if foreign:
        raise _blocked("B002", output, found=foreign[0])


@contextmanager
def _locked(places: Places) -> Iterator[None]:
    """
    Keep other processes away from the output.

    The lock is a POSIX record lock: it belongs to this process and dies with it, whatever workers live on.  It does
    not keep apart two threads of one process.
    """
    with _as_problem(places.lock):
        places.lock.parent.mkdir(parents=True, exist_ok=True)
        handle = _take_lock(places)
    try:
        yield
    finally:
        places.lock.unlink(missing_ok=True)
        os.close(handle)


def _take_lock(places: Places) -> int:
    import fcntl

    while True:
        handle = os.open(places.lock, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
        try:
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            holder = os.read(handle, 20).decode("ascii", "replace").strip() or "?"
            os.close(handle)
            raise _blocked("B001", places.output, process=holder) from None
        if _is_at(handle, places.lock):
            os.ftruncate(handle, 0)
            os.write(handle, f"{os.getpid()}\n".encode())
            return handle
        # Its holder took the file away while we opened it, so that this lock would keep nobody out.
        os.close(handle)


def _is_at(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.lstat())
    except FileNotFoundError:
        return False


def _write(root: str, path: str, data: bytes) -> None:
    name = f"{root}/{path}"
    try:
        handle = os.open(name, _NEW_FILE, 0o666)
    except FileNotFoundError:
        _make_folder(root, parent_of(path))
        handle = os.open(name, _NEW_FILE, 0o666)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(handle, left) :]
    finally:
        os.close(handle)


def _make_folder(root: str, folder: str) -> None:
    """Make a folder and those above it, but never the root: where that is gone, the build is over."""
    if not folder:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), root)
    try:
        os.mkdir(f"{root}/{folder}")  # noqa: PTH102
    except FileExistsError:
        return
    except FileNotFoundError:
        _make_folder(root, parent_of(folder))
        _make_folder(root, folder)


@contextmanager
def _as_problem(path: Path) -> Iterator[None]:
    """Report what the operating system refuses as a problem of the environment."""
    try:
        yield
    except OSError as error:
        raise _problem(error, path) from error


def _problem(error: OSError, path: Path) -> EnvironmentProblem:
    where = error.filename or path
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return _blocked("B005", where)
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return _blocked("B006", where)
    return _blocked("B007", where, reason=_reason(error))


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__


def _blocked(code: str, path: object, **values: object) -> EnvironmentProblem:
    return EnvironmentProblem(diagnostic(code, Place(str(path)), path=path, **values))
