"""Notice that files were written, and wait until whoever writes them has come to rest."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from watchdog.events import FileSystemEvent, FileSystemEventHandler

from builder.content.sources import is_ignored

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from threading import Event

    from watchdog.observers.api import BaseObserver

QUIET = 0.1
"""Seconds without a change after which a change is over: an editor saves in several steps."""
LONGEST = 2.0
"""Seconds after which a change counts as over though files are still being written."""

_WRITES = frozenset({"created", "modified", "moved", "deleted"})
"""Not among them: that a file was opened or read, which is what a build does."""


def is_change(root: str, kind: str, paths: Iterable[str], *, is_folder: bool) -> bool:
    """
    Tell whether something happened below *root* that a site could be made from.

    Args:
        kind: The watcher's word for what happened.
        paths: What it happened to; of a move, both names, since editors write a file beside the old one.
        is_folder: That a folder was modified only means that something in it was, which is told by itself.
    """
    if kind not in _WRITES or (is_folder and kind == "modified"):
        return False
    below = (Path(os.path.relpath(path, root)).parts for path in paths if path)
    return any(names and not any(is_ignored(name) for name in names) for names in below)


def settle(changed: Event, sleep: Callable[[float], None], clock: Callable[[], float]) -> None:
    """Wait until nothing has changed for a moment; changes up to then are taken as noticed."""
    start = clock()
    changed.clear()
    sleep(QUIET)
    while changed.is_set() and clock() - start < LONGEST:
        changed.clear()
        sleep(QUIET)


@contextmanager
def watching(folders: Iterable[Path], changed: Event) -> Iterator[None]:
    """Set *changed* whenever something is written in one of the folders."""
    from watchdog.observers import Observer
    from watchdog.observers.polling import PollingObserver

    roots = [str(folder.absolute()) for folder in folders]
    try:
        observer = _started(Observer(), roots, changed)
    except OSError:
        # The system has no watches left (fs.inotify.max_user_watches): look around once a second instead.
        observer = _started(PollingObserver(timeout=1), roots, changed)
    try:
        yield
    finally:
        observer.stop()
        observer.join()


def _started(observer: BaseObserver, roots: Iterable[str], changed: Event) -> BaseObserver:
    for root in roots:
        observer.schedule(_Bell(root, changed), root, recursive=True)
    observer.start()
    return observer


class _Bell(FileSystemEventHandler):
    """Rings for changes below one folder."""

    def __init__(self, root: str, changed: Event) -> None:
        self._root, self._changed = root, changed

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Ring, if it is a change."""
        paths = [os.fsdecode(path) for path in (event.src_path, event.dest_path)]
        if is_change(self._root, event.event_type, paths, is_folder=event.is_directory):
            self._changed.set()
