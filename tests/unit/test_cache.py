"""What is remembered, for whom, and when it is not trusted."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from builder.cache import Cache, code_version
from builder.diagnostics import EnvironmentProblem

if TYPE_CHECKING:
    from pathlib import Path


def test_value_is_recalled_under_its_key_only(tmp_path: Path) -> None:
    """What was made from other inputs is no result."""
    cache = Cache(tmp_path / "cache", tmp_path)
    cache.keep("pages", "one", {"a": (1, 2)})

    assert {"a": (1, 2)} == cache.value("pages", "one")
    assert cache.value("pages", "two") is None
    assert [True, False, False] == [
        cache.holds(*asked) for asked in (("pages", "one"), ("pages", "two"), ("no", "one"))
    ]
    assert cache.value("none", "one") is None


@pytest.mark.parametrize("keep", [0, 1, 5, 10, 15])
def test_value_that_was_cut_off_is_none(keep: int, tmp_path: Path) -> None:
    """A damaged cache costs time, and never a build."""
    cache = Cache(tmp_path / "cache", tmp_path)
    cache.keep("pages", "one", ["value"] * 3)
    path = cache.folder / "pages"
    path.write_bytes(path.read_bytes()[:keep])

    assert cache.value("pages", "one") is None


def test_two_content_trees_do_not_share(tmp_path: Path) -> None:
    """Each tree has a folder of its own, known by where it really is."""
    (tmp_path / "a").mkdir()
    (tmp_path / "b").symlink_to("a")
    base = tmp_path / "cache"

    assert Cache(base, tmp_path / "a").folder == Cache(base, tmp_path / "b").folder
    assert Cache(base, tmp_path / "a").folder != Cache(base, tmp_path / "c").folder


def test_only_the_owner_may_enter(tmp_path: Path) -> None:
    """Raw documents stand in it; a folder that was open is closed."""
    cache = Cache(tmp_path / "cache", tmp_path)
    cache.folder.chmod(0o755)
    Cache(tmp_path / "cache", tmp_path)

    assert 0o700 == cache.folder.stat().st_mode & 0o777


def test_file_too_fresh_to_be_sure_of_is_read_again(tmp_path: Path) -> None:
    """What changed within the tick of the clock in which it was noted may have changed again in it."""
    cache = Cache(tmp_path / "cache", tmp_path)
    now = time.time_ns()
    old, fresh = ((3, now - 10**10, 1), "old"), ((3, now, 2), "fresh")
    cache.remember_stats("sources", {"old": old, "fresh": fresh})

    assert {"old": old} == cache.stats("sources")


def test_folder_that_cannot_be_made_is_a_problem_of_the_environment(tmp_path: Path) -> None:
    """A file in its place is named, not overwritten."""
    (tmp_path / "cache").write_text("mine", encoding="utf-8")
    with pytest.raises(EnvironmentProblem):
        Cache(tmp_path / "cache", tmp_path)


def test_program_is_named_by_its_sources() -> None:
    """The same program has the same name, whenever it is asked."""
    assert code_version() == code_version()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a folder away")
def test_folder_of_another_user_is_refused(tmp_path: Path) -> None:
    """Nobody reads raw documents out of a cache that was laid out for them."""
    cache = Cache(tmp_path / "cache", tmp_path)
    os.chown(cache.folder, 12345, 12345)
    with pytest.raises(EnvironmentProblem):
        Cache(tmp_path / "cache", tmp_path)
