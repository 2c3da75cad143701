"""The record says what the output was left with; a record that cannot be trusted is none."""

from __future__ import annotations

import json
import stat
from typing import TYPE_CHECKING

import pytest

from builder.output.manifest import (
    Entry,
    Manifest,
    digest,
    directories_of,
    folder_stamp,
    nothing,
    parent_of,
    read_manifest,
    survey,
    write_manifest,
)

if TYPE_CHECKING:
    from pathlib import Path

SAMPLE = Manifest(
    {"index.html": Entry("d1", 4, "f1", 1_700_000_000_123_456_789), "topics/养老/index.html": Entry("d2", 5, "", 2)},
    {"": 7, "topics": 8, "topics/养老": 9},
    {"pagefind": "stamp"},
    {"search": "digest"},
)


@pytest.mark.parametrize("manifest", [SAMPLE, nothing()], ids=["full", "empty"])
def test_a_record_is_read_as_it_was_written(tmp_path: Path, manifest: Manifest) -> None:
    """Writing and reading give the same manifest, nanoseconds and Chinese names included."""
    write_manifest(tmp_path / "cache/record.json", manifest)

    assert read_manifest(tmp_path / "cache/record.json") == manifest


def test_a_record_is_private(tmp_path: Path) -> None:
    """The folder of the record is made for the user alone, and holds nothing but the record."""
    write_manifest(tmp_path / "cache/record.json", SAMPLE)

    assert stat.S_IMODE((tmp_path / "cache").stat().st_mode) == 0o700
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["record.json"]


@pytest.mark.parametrize(
    "stored",
    [
        b"",
        b"{",
        b"[]",
        b"3",
        b"{}",
        b"\xff",
        json.dumps({"format": 0}).encode(),
        b'{"format": 1, "paths": ["a"], "columns": []}',
    ],
)
def test_a_record_that_cannot_be_read_is_none(tmp_path: Path, stored: bytes) -> None:
    """A record of another version, or a broken one, counts as lost."""
    (tmp_path / "record.json").write_bytes(stored)

    assert read_manifest(tmp_path / "record.json") is None
    assert read_manifest(tmp_path / "missing.json") is None


def test_without_a_record_the_output_is_read(tmp_path: Path) -> None:
    """Every file there is becomes an entry that names its bytes but not what it was made from."""
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/b/page.html").write_bytes(b"page")
    (tmp_path / "a/link").symlink_to("b")
    (tmp_path / ".git").mkdir()
    found = survey(tmp_path, None)
    modified = (tmp_path / "a/b/page.html").stat().st_mtime_ns

    assert found.intact.entries == {"a/b/page.html": Entry(digest(b"page"), 4, "", modified)}
    assert found.strays == {"a/link"}
    assert set(found.directories) == {"", "a", "a/b"}


def test_an_output_that_does_not_exist_holds_nothing(tmp_path: Path) -> None:
    """Neither a record nor its absence makes something of a missing folder."""
    for recorded in (None, SAMPLE):
        found = survey(tmp_path / "site", recorded)

        assert (found.intact.entries, found.altered, found.strays, found.directories) == (
            {},
            frozenset(),
            frozenset(),
            {},
        )


def test_the_stamp_of_a_folder_follows_names_sizes_and_times(tmp_path: Path) -> None:
    """The same folder keeps its stamp, also under another name; a change in it does not."""
    (tmp_path / "one/in").mkdir(parents=True)
    (tmp_path / "one/in/x").write_bytes(b"1")
    before = folder_stamp(tmp_path / "one")
    (tmp_path / "one").rename(tmp_path / "two")
    moved = folder_stamp(tmp_path / "two")
    (tmp_path / "two/in/y").write_bytes(b"")

    assert before == moved != folder_stamp(tmp_path / "two")
    assert folder_stamp(tmp_path / "one") == ""


def test_parents_are_collected_up_to_the_output() -> None:
    """The folder of a file at the top is the output itself, whose path is empty."""
    assert parent_of("index.html") == ""
    assert directories_of(["index.html", "a/b/c.html", "a/d.html"]) == {"", "a", "a/b"}
    assert directories_of([]) == {""}
