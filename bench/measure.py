"""
Run a program and say what it cost.

CPU time and memory come from `wait4`: they cover the process and all of its descendants that were waited for, which
our builder and Hugo both do with theirs.  The peak is that of the largest single process, not a sum: memory that
forked processes share with their parent is counted in each of them.
"""

from __future__ import annotations

import os
import statistics
import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


class Cost(NamedTuple):
    """What one run of a program took."""

    wall: float
    """In seconds, like *cpu*."""
    cpu: float
    """User and system time."""
    peak_mib: float
    """A new process begins as a copy of this one, so that less than some 30 MiB cannot be told."""
    output: str
    """Standard output."""


class Failed(Exception):  # noqa: N818 - it names what happened to the program
    """The program ended with an error."""


def run(command: Sequence[str], log: Path) -> Cost:
    """Run a command to its end; standard error goes to the file *log* after what is there."""
    output = log.with_suffix(".out")
    actions = [
        (os.POSIX_SPAWN_OPEN, 1, str(output), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644),
        (os.POSIX_SPAWN_OPEN, 2, str(log), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644),
    ]
    start = time.perf_counter()
    process = os.posix_spawn(command[0], list(command), _environment(), file_actions=actions)
    _, status, usage = os.wait4(process, 0)
    wall = time.perf_counter() - start
    text = output.read_text("utf-8")
    if status:
        raise Failed(f"{' '.join(command)}: exit status {os.waitstatus_to_exitcode(status)}\n{text[-2000:]}\nsee {log}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, text)


def _environment() -> dict[str, str]:
    """Let Python keep its compiled modules, as it does by itself: without, a start takes 0.3 s more."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def median(values: Iterable[float]) -> float:
    """Give the middle value, the mean of the middle two where their number is even."""
    return statistics.median(values)


def size_of(folder: Path) -> tuple[int, int]:
    """Count files and bytes below a folder."""
    files, total = 0, 0
    for base, _, names in os.walk(folder):
        files += len(names)
        total += sum(os.stat(f"{base}/{name}").st_size for name in names)  # noqa: PTH116 - many files
    return files, total
