"""
The fourth promise, with the whole program: kill real builds, fill real disks, run builds at once.

`test_promotion` kills the promotion at each of its steps; here a command dies at any moment of its life, with its
workers and its search engine about, and what counts is the site that a reader finds before and after the next command.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from builder.cli import BAD_ENVIRONMENT, FINE
from builder.output.staging import recover, staging
from tests.makers import a_proposal, a_reply, a_site, write_tree
from tests.outputs import site_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.outputs import Files

_PROGRAM = Path(__file__).parents[2] / "build.py"
_LONG = "此处是答复的一段正文，说明办理的经过和结果。" * 20


def content_of(folder: Path, *, documents: int, edition: str) -> Path:
    """Write a content folder with some replies, each of which says which edition it is of."""
    files = {
        f"replies/2024/{number}.md": a_reply(f"{edition}。{_LONG}\n", 答复编号=f'"{number}"')
        for number in range(100, 100 + documents)
    }
    shutil.rmtree(folder / "content", ignore_errors=True)
    return write_tree(folder / "content", a_site(**files, **{f"proposals/2024/{edition}.md": a_proposal(编号='"9"')}))


def start(folder: Path, *more: str, output: str = "site", cache: str = "cache") -> subprocess.Popen[str]:
    """Start to build the content of a folder."""
    command = [sys.executable, str(_PROGRAM), "build", "--lang", "en", "--output", output, "--cache", cache, *more]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finish(build: subprocess.Popen[str]) -> tuple[int, str]:
    """Wait for a build, and give its exit status and what it said."""
    out, err = build.communicate(timeout=120)
    return build.returncode, out + err


def built(folder: Path, *more: str) -> Files:
    """Build, and read the site."""
    status, said = finish(start(folder, *more))
    assert status == FINE, said
    return site_of(folder / "site")


def readable(site: Files) -> Files:
    """Leave out the index, which is never the same twice."""
    return {path: data for path, data in site.items() if not path.startswith("pagefind/")}


def kill_while_building(folder: Path, moments: list[float], *more: str, documents: int = 12) -> set[str]:
    """
    Kill builds of a new edition at these shares of the time that one takes, and say what each death left.

    Each time the site is wholly old, or wholly new once the next command has begun, and the next build makes it new.
    """
    content_of(folder, documents=documents, edition="old")
    old = built(folder, *more)
    shutil.copytree(folder / "site", folder / "kept" / "site", copy_function=shutil.copy2)
    shutil.copytree(folder / "cache", folder / "kept" / "cache", copy_function=shutil.copy2)
    content_of(folder, documents=documents + 3, edition="new")
    begun = time.monotonic()
    new = built(folder, *more)
    whole = time.monotonic() - begun
    left = set()
    for share in moments:
        for name in ("site", "cache"):
            shutil.rmtree(folder / name)
            shutil.copytree(folder / "kept" / name, folder / name, copy_function=shutil.copy2)
        build = start(folder, *more)
        with suppress(subprocess.TimeoutExpired):
            build.communicate(timeout=share * whole)
        build.kill()
        build.communicate()
        has_begun = recover(folder / "site")
        now = readable(site_of(folder / "site"))

        assert now in ([readable(new)] if has_begun else [readable(old), readable(new)]), share
        left.add("new" if now == readable(new) else "old")
        assert readable(built(folder, *more)) == readable(new), share
        assert {path.name for path in folder.iterdir()} <= {"content", "site", "cache", "kept", ".site.lock"}
    return left


def test_killed_build_leaves_a_whole_site(tmp_path: Path) -> None:
    """Killed when most is done, a build leaves the old site whole or the new one to be finished."""
    assert kill_while_building(tmp_path, [0.8], "--no-search", "--jobs=1", documents=3)


@pytest.mark.slow
def test_killed_at_twenty_moments(tmp_path: Path) -> None:
    """Kills swept over the whole life of a build with two workers, who may outlive it; the last comes too late."""
    moments = [*(step / 18 for step in range(19)), 100]

    assert {"old", "new"} == kill_while_building(tmp_path, moments, "--no-search", "--jobs=2", documents=60)


@pytest.mark.slow
def test_killed_at_seven_moments_with_the_index(tmp_path: Path) -> None:
    """The same with the search engine at work, which is a process of its own."""
    moments = [*(step / 5 for step in range(6)), 100]

    assert {"old", "new"} == kill_while_building(tmp_path, moments, "--jobs=2", documents=20)


# --- full disks -------------------------------------------------------------------------------------------------
@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of six megabytes, where that is allowed."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=6m", "none", str(folder)]
    if os.geteuid() or not shutil.which("mount") or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("only root can mount a small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.slow
@pytest.mark.parametrize("what", ["site", "cache"])
def test_full_disk_leaves_the_old_site(what: str, small_disk: Path, tmp_path: Path) -> None:
    """A build for whose site or cache there is no room says so, is exit status 2, and changes nothing."""
    places = {"site": str(tmp_path / "site"), "cache": str(tmp_path / "cache"), what: str(small_disk / what)}
    options = ("--no-search", "--jobs=2")
    content_of(tmp_path, documents=5, edition="old")
    status, said = finish(start(tmp_path, *options, output=places["site"], cache=places["cache"]))
    old = site_of(Path(places["site"]))
    content_of(tmp_path, documents=200, edition="new")
    filler = small_disk / ".filler"
    with filler.open("wb") as file:
        free = shutil.disk_usage(small_disk).free
        file.write(b"x" * max(0, free - 300_000 if what == "site" else free))
    full = finish(start(tmp_path, *options, output=places["site"], cache=places["cache"]))
    after = site_of(Path(places["site"]))
    filler.unlink()

    assert status == FINE, said
    assert full[0] == BAD_ENVIRONMENT, full[1]
    assert old == after
    content_of(tmp_path, documents=6, edition="new")
    assert finish(start(tmp_path, *options, output=places["site"], cache=places["cache"]))[0] == FINE


# --- at once ------------------------------------------------------------------------------------------------------
def test_second_build_of_an_output_is_refused_and_told_who_holds_it(tmp_path: Path) -> None:
    """While one build writes, another exits with 2 and names its process; the site stays as it was."""
    content_of(tmp_path, documents=2, edition="old")
    old = built(tmp_path, "--no-search")
    with staging(tmp_path / "site", tmp_path / "cache"):
        status, said = finish(start(tmp_path, "--no-search"))

    assert status == BAD_ENVIRONMENT
    assert f"process {os.getpid()}" in said
    assert old == site_of(tmp_path / "site")


@pytest.mark.slow
def test_two_builds_of_one_output_at_once_leave_one_site(tmp_path: Path) -> None:
    """Whichever comes first, the other is refused or follows it, and the site is whole."""
    content_of(tmp_path, documents=40, edition="new")
    for _ in range(5):
        shutil.rmtree(tmp_path / "site", ignore_errors=True)
        builds = [start(tmp_path, "--no-search") for _ in range(2)]
        outcomes = [finish(build) for build in builds]

        assert {FINE} <= {status for status, _ in outcomes} <= {FINE, BAD_ENVIRONMENT}, outcomes
        site = site_of(tmp_path / "site")
        assert site == built(tmp_path, "--no-search")


@pytest.mark.slow
@pytest.mark.parametrize("options", [("--no-search",), ()], ids=["without index", "with index"])
def test_two_builds_with_one_cache_at_once_do_not_mix(options: tuple[str, ...], tmp_path: Path) -> None:
    """Two content trees, and one tree into two outputs, share a cache at the same moment and give what each gives alone."""
    cache = str(tmp_path / "shared")
    for name, documents in (("one", 20), ("two", 30)):
        (tmp_path / name).mkdir()
        content_of(tmp_path / name, documents=documents, edition=name)
    for _ in range(3):
        builds = [
            start(tmp_path / "one", *options, cache=cache),
            start(tmp_path / "two", *options, cache=cache),
            start(tmp_path / "two", *options, cache=cache, output="other"),
        ]
        outcomes = [finish(build) for build in builds]

        assert [FINE] * 3 == [status for status, _ in outcomes], outcomes
        content_of(tmp_path / "two", documents=31, edition="two")
    for name, output in (("one", "site"), ("two", "site"), ("two", "other")):
        if name == "two":
            assert finish(start(tmp_path / name, *options, cache=cache, output=output))[0] == FINE
        alone = start(tmp_path / name, *options, cache=str(tmp_path / "alone"), output=f"alone-{output}")

        assert finish(alone)[0] == FINE
        here, there = (site_of(tmp_path / name / place) for place in (output, f"alone-{output}"))
        assert readable(there) == readable(here)
        assert ("pagefind/records.json" in here) == (not options)
