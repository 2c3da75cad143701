"""
Kill a build at every step it takes, and at many moments between, and look at what is left.

What is promised is checked after each kill: the output is wholly the old site, or the next command makes it wholly
the new one.  Nothing here is simulated: a process of its own does the work and dies by SIGKILL.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from builder.diagnostics import EnvironmentProblem
from builder.output.manifest import MARKER
from builder.output.staging import recover, staging

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from builder.output.journal import Step

pytestmark = pytest.mark.slow

Site = dict[str, bytes]

SMALL_A: Site = {
    "index.html": b"old home",
    "same.html": b"the same",
    "replies/1/index.html": b"old letter",
    "replies/2/index.html": b"withdrawn",
    "foo": b"a file that becomes a folder",
    "bar/index.html": b"a folder that becomes a file",
    "pagefind/a.pf": b"old index",
    "pagefind/both.pf": b"old",
}
SMALL_B: Site = {
    "index.html": b"new home",
    "same.html": b"the same",
    "replies/1/index.html": b"new letter",
    "replies/3/index.html": b"a reply to come",
    "years/2024/index.html": b"a new year",
    "foo/index.html": b"a file that became a folder",
    "bar": b"a folder that became a file",
    "pagefind/b.pf": b"new index",
    "pagefind/both.pf": b"new",
}


def promote(output: Path, files: Site, step: Step = lambda _: None) -> None:
    """Build a site whose search index is a whole folder."""
    with staging(output, output.parent / "cache", step=step) as stage:
        for path in files:
            if path.startswith("pagefind/"):
                (stage.root / "pagefind").mkdir(exist_ok=True)
                (stage.root / path).write_bytes(files[path])
        pages = {path: stage.write(path, data) for path, data in files.items() if not path.startswith("pagefind/")}
        stage.promote(pages, folders=["pagefind"] if len(pages) < len(files) else [])


def tree(output: Path) -> Site:
    """Read every file of the output but the marker."""
    paths = {path.relative_to(output).as_posix(): path for path in output.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in paths.items() if name != MARKER}


def die_at(last: int, work: Callable[..., object]) -> bool:
    """Run some work in a child that kills itself at a step (counted from 0); tell whether it got that far."""
    child = os.fork()
    if not child:
        passed = 0

        def step(_what: str) -> None:
            nonlocal passed
            if passed == last:
                os.kill(os.getpid(), signal.SIGKILL)
            passed += 1

        try:
            work(step=step)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def after_next_command(output: Path, old: Site, new: Site) -> str:
    """Recover, and say what the output is then: `finished` if that made it the new site, `new` if it was already."""
    finished = recover(output)
    now = tree(output)
    if finished:
        return "finished" if now == new else "mixed"
    return "old" if now == old else "new" if now == new else "mixed"


def leftovers(folder: Path) -> set[str]:
    """Name what lies beside output and cache."""
    return {path.name for path in folder.iterdir()} - {"site", "cache"}


def test_killed_at_any_step_the_old_site_stands_or_the_new_one_is_finished(tmp_path: Path) -> None:
    """For every step k: after a kill at k the tree is the old one, or `recover` makes it the new one."""
    outcomes = set()
    for last in range(1000):
        output = tmp_path / str(last) / "site"
        output.parent.mkdir()
        promote(output, SMALL_A)
        if not die_at(last, partial(promote, output, SMALL_B)):
            break
        outcome = after_next_command(output, SMALL_A, SMALL_B)
        outcomes.add(outcome)

        assert outcome != "mixed", last
        promote(output, SMALL_B)
        assert tree(output) == SMALL_B
        assert leftovers(output.parent) == set()

    assert outcomes == {"old", "finished", "new"}
    assert last > len(SMALL_B)


def test_killed_while_recovering_the_next_command_goes_on(tmp_path: Path) -> None:
    """For every pair of steps: killed in the build and killed again in the recovery, the third finishes."""
    dying = 0
    for first in range(3, 1000):
        template = tmp_path / "template" / "site"
        template.parent.mkdir()
        promote(template, SMALL_A)
        if not die_at(first, partial(promote, template, SMALL_B)):
            break
        for second in range(1000):
            shutil.copytree(template.parent, tmp_path / "copy")
            output = tmp_path / "copy" / "site"
            killed = die_at(second, partial(recover, output))
            dying += killed

            assert after_next_command(output, SMALL_A, SMALL_B) != "mixed", (first, second)
            shutil.rmtree(tmp_path / "copy")
            if not killed:
                break
        shutil.rmtree(template.parent)

    assert dying > len(SMALL_B)


def test_killed_at_any_step_a_first_build_leaves_nothing_or_all(tmp_path: Path) -> None:
    """The first build into a folder with a `.gitkeep` is no exception."""
    for last in range(1000):
        output = tmp_path / str(last) / "site"
        output.mkdir(parents=True)
        (output / ".gitkeep").touch()
        if not die_at(last, partial(promote, output, SMALL_B)):
            break
        kept = {".gitkeep": b""}

        assert after_next_command(output, kept, kept | SMALL_B) != "mixed", last


BUILD = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from tests.crash.test_promotion import large, promote
print("ready", flush=True)
promote(Path(sys.argv[1]), large(sys.argv[2]))
"""


def large(name: str) -> Site:
    """Make a site of some hundred pages, of which two versions share a third."""
    chance = random.Random(name)
    shared = {f"shared/{number}/index.html": b"same" * 100 for number in range(60)}
    own = {f"years/{chance.randrange(40)}/{number}/index.html": name.encode() * 500 for number in range(150)}
    return {**shared, **own, **{f"pagefind/{number}.pf": name.encode() for number in range(20)}}


def test_killed_at_any_moment_before_the_journal_the_old_site_stands(tmp_path: Path) -> None:
    """Kills from the start of a build of 200 files on leave the old site, until the build is quicker than the kill."""
    output = tmp_path / "site"
    outcomes = []
    for attempt in range(200):
        promote(output, large("a"))
        with build_elsewhere(output, "b") as child:
            time.sleep(0.03 * attempt)
            child.kill()
        outcomes.append(after_next_command(output, large("a"), large("b")))

        assert outcomes[-1] != "mixed", attempt
        if outcomes[-1] == "new":
            break

    assert (outcomes[0], outcomes[-1]) == ("old", "new")


def test_killed_while_files_are_put_in_place_the_next_command_finishes(tmp_path: Path) -> None:
    """Kills swept over the milliseconds after the journal appears leave a site that is, or is made, wholly new."""
    output = tmp_path / "site"
    outcomes = set()
    for attempt in range(10):
        promote(output, large("a"))
        with build_elsewhere(output, "b") as child:
            while not (tmp_path / ".site.journal").exists() and child.poll() is None:
                time.sleep(0.0002)
            time.sleep(0.002 * attempt)
            child.kill()
        outcomes.add(after_next_command(output, large("a"), large("b")))

        assert outcomes <= {"finished", "new"}, attempt

    assert "finished" in outcomes


@contextmanager
def build_elsewhere(output: Path, name: str) -> Iterator[subprocess.Popen[bytes]]:
    """Build a large site in another process, which has just begun when it is handed over."""
    command = [sys.executable, "-c", BUILD, str(output), name, str(Path(__file__).parents[2])]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
        assert child.stdout
        child.stdout.readline()
        yield child


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of a quarter of a megabyte, where that is allowed."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "none", str(folder)]
    if os.geteuid() or not shutil.which("mount") or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("only root can mount a small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_leaves_the_old_site(small_disk: Path) -> None:
    """A build that does not fit leaves the old site, no leftovers, and room for one that does."""
    output = small_disk / "site"
    promote(output, SMALL_A)
    with pytest.raises(EnvironmentProblem) as problem:
        promote(output, {f"{number}.html": b"x" * 10_000 for number in range(100)})

    assert problem.value.args[0].code == "B005"
    assert tree(output) == SMALL_A
    assert leftovers(small_disk) == set()
    promote(output, SMALL_B)
    assert tree(output) == SMALL_B


def test_the_lock_of_a_killed_build_is_free_though_its_worker_lives(tmp_path: Path) -> None:
    """A worker that outlives its killed build neither holds the lock nor writes into the next one."""
    program = """
import os, sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from builder.output.staging import staging
with staging(Path(sys.argv[1]) / "site", Path(sys.argv[1]) / "cache") as stage:
    if not os.fork():
        while not (Path(sys.argv[1]) / "go").exists():
            time.sleep(0.01)
        try:
            stage.write("late/index.html", b"late")
        finally:
            (Path(sys.argv[1]) / "went").touch()
            os._exit(0)
    print("ready", flush=True)
    time.sleep(60)
"""
    command = [sys.executable, "-c", program, str(tmp_path), str(Path(__file__).parents[2])]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:
        assert child.stdout
        child.stdout.readline()
        child.kill()
        child.wait()
        with staging(tmp_path / "site", tmp_path / "cache") as stage:
            entries = {path: stage.write(path, data) for path, data in {"index.html": b"home"}.items()}
            (tmp_path / "go").touch()
            while not (tmp_path / "went").exists():
                time.sleep(0.01)
            stage.promote(entries)

    assert tree(tmp_path / "site") == {"index.html": b"home"}
