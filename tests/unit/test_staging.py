"""The output folder changes as a whole or not at all, and nobody else's things are touched."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING

import pytest

from builder.diagnostics import EnvironmentProblem
from builder.output import staging as module
from builder.output.manifest import MARKER, MARKER_TEXT
from builder.output.staging import Changes, recover, staging
from builder.workers import in_chunks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from builder.output.journal import Step

A = {"index.html": b"home", "replies/5-1/023/jyj/index.html": b"a letter", "years/2024/index.html": b"2024"}
B = {"index.html": b"home", "replies/5-1/023/jyj/index.html": b"a letter, mended", "topics/养老/index.html": b"topic"}


def build(
    output: Path,
    files: Mapping[str, bytes],
    *,
    folders: Mapping[str, Mapping[str, bytes]] | None = None,
    keep: Iterable[str] = (),
    extra: Mapping[str, str] | None = None,
) -> Changes:
    """
    Make the output hold *files* and whole *folders*, and those that it *keep*s; the cache lies two levels up.

    The output is looked through in another process, as in a build; the tests that call `staging` do it in this one.
    """
    with staging(output, output.parent.parent / "cache", jobs=2) as stage:
        entries = {path: stage.write(path, data, f"made from {data!r}") for path, data in files.items()}
        for name, contents in (folders or {}).items():
            for path, data in contents.items():
                (stage.root / name / path).parent.mkdir(parents=True, exist_ok=True)
                (stage.root / name / path).write_bytes(data)
        return stage.promote(entries, folders={*(folders or {}), *keep}, extra=extra)


def tree(output: Path) -> dict[str, bytes]:
    """Read every file below a folder that has no dot-name at the top."""
    files = (path for path in output.rglob("*") if path.is_file() or path.is_symlink())
    named = {path.relative_to(output).as_posix(): path for path in files}
    return {name: path.read_bytes() for name, path in named.items() if not name.startswith(".")}


def code(problem: pytest.ExceptionInfo[EnvironmentProblem]) -> str:
    """Give the code of what stopped a command."""
    code: str = problem.value.args[0].code
    return code


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """Name an output that does not exist, in a folder of its own."""
    (tmp_path / "web").mkdir()
    return tmp_path / "web" / "site"


def test_the_output_holds_exactly_what_was_promoted(output: Path) -> None:
    """After a promotion the output holds the entered files and the marker, and nothing lies beside it."""
    build(output, A)
    build(output, B)

    assert tree(output) == B
    assert (output / MARKER).read_bytes() == MARKER_TEXT
    assert [path.name for path in output.parent.iterdir()] == ["site"]


def test_changes_say_what_appeared_changed_and_went(output: Path) -> None:
    """The changes name every path once, in order."""
    first, second, third = build(output, A), build(output, B), build(output, B)

    assert first == Changes(tuple(sorted(A)), (), ())
    assert second == Changes(
        ("topics/养老/index.html",), ("replies/5-1/023/jyj/index.html",), ("years/2024/index.html",)
    )
    assert third == Changes((), (), ())


def test_empty_folders_go(output: Path) -> None:
    """A folder whose last file goes is removed with it, and so are those above it."""
    build(output, A)
    build(output, {"index.html": b"home"})

    assert sorted(path.name for path in output.iterdir()) == [MARKER, "index.html"]


def test_an_unchanged_file_is_not_touched(output: Path) -> None:
    """A file with the same bytes stays the same file, with its time."""
    build(output, A)
    before = (output / "index.html").stat()
    build(output, B)
    after = (output / "index.html").stat()

    assert (before.st_ino, before.st_mtime_ns, before.st_ctime_ns) == (
        after.st_ino,
        after.st_mtime_ns,
        after.st_ctime_ns,
    )


def test_nothing_changed_writes_no_journal(output: Path, tmp_path: Path) -> None:
    """A build without changes changes nothing on the disk but its own staging folder."""
    build(output, A)
    steps: list[str] = []
    with staging(output, tmp_path / "cache", step=steps.append) as stage:
        stage.promote(stage.previous.entries)

    assert steps == ["make the staging folder", "remove the staging folder"]


def test_a_build_that_fails_leaves_the_output_alone(output: Path, tmp_path: Path) -> None:
    """An exception in the block drops what was staged."""
    build(output, A)
    with pytest.raises(ZeroDivisionError), staging(output, tmp_path / "cache") as stage:
        stage.write("index.html", b"new home")
        _ = 1 / 0

    assert tree(output) == A
    assert [path.name for path in output.parent.iterdir()] == ["site"]


def test_a_first_build_that_fails_makes_no_output(output: Path, tmp_path: Path) -> None:
    """A first build that does not come to its end leaves no output at all."""
    with staging(output, tmp_path / "cache") as stage:
        stage.write("index.html", b"home")

    assert list(output.parent.iterdir()) == []


def test_a_file_becomes_a_folder_and_a_folder_a_file(output: Path) -> None:
    """A path may turn from file to folder and back, whatever else is in it."""
    as_file = {"foo": b"file", "index.html": b"home"}
    as_folder = {"foo/index.html": b"page", "foo/bar/index.html": b"page", "index.html": b"home"}
    for files in (as_file, as_folder, as_file):
        build(output, files)

        assert tree(output) == files


def test_whole_folders_are_replaced_kept_and_dropped(output: Path) -> None:
    """A folder that is made as a whole holds nothing of its predecessor, stays when kept, and goes when not named."""
    build(output, A, folders={"pagefind": {"old.pf": b"1", "index/a.pf": b"1"}})
    build(output, A, folders={"pagefind": {"new.pf": b"2", "index/b.pf": b"2"}})
    replaced = tree(output)
    build(output, A, keep=["pagefind"])
    kept = tree(output)
    build(output, A)

    assert replaced == {**A, "pagefind/new.pf": b"2", "pagefind/index/b.pf": b"2"}
    assert kept == replaced
    assert tree(output) == A


def test_a_whole_folder_that_was_altered_is_not_intact(output: Path, tmp_path: Path) -> None:
    """Whoever makes the folder is told by its absence in `previous` that it has to be made again."""
    build(output, A, folders={"pagefind": {"index/a.pf": b"1"}}, extra={"search": "digest"})
    with staging(output, tmp_path / "cache") as stage:
        before = (set(stage.previous.folders), stage.previous.extra["search"])
    (output / "pagefind/index/a.pf").write_bytes(b"22")
    with staging(output, tmp_path / "cache") as stage:
        after = set(stage.previous.folders)

    assert before == ({"pagefind"}, "digest")
    assert after == set()


@pytest.mark.parametrize("harm", ["edit", "edit and hide", "delete", "link", "folder"])
def test_a_file_that_was_altered_is_written_again(output: Path, tmp_path: Path, harm: str) -> None:
    """A file that was edited, deleted or replaced is not in `previous`, and put right by the next promotion."""
    build(output, A)
    victim = output / "years/2024/index.html"
    (tmp_path / "elsewhere").write_bytes(b"2024")
    if harm.startswith("edit"):
        victim.write_bytes(b"2 24" if harm == "edit" else b"a longer text")
    else:
        victim.unlink()
    if harm == "edit and hide":
        os.utime(victim, ns=(0, 0))
    if harm == "link":
        victim.symlink_to(tmp_path / "elsewhere")
    if harm == "folder":
        (victim / "deep").mkdir(parents=True)
        (victim / "deep/x.html").write_bytes(b"x")
    with staging(output, tmp_path / "cache") as stage:
        known = set(stage.previous.entries)
    build(output, A)

    assert known == A.keys() - {"years/2024/index.html"}
    assert tree(output) == A
    assert not victim.is_symlink()
    assert (tmp_path / "elsewhere").read_bytes() == b"2024"


def test_strays_are_reported_and_go(output: Path, tmp_path: Path) -> None:
    """What we did not make goes with the next promotion, wherever it lies."""
    build(output, A)
    (output / "google.html").write_bytes(b"?")
    (output / "years/2024/.DS_Store").write_bytes(b"?")
    (output / "old/deep").mkdir(parents=True)
    (output / "old/deep/page.html").write_bytes(b"?")
    with staging(output, tmp_path / "cache") as stage:
        strays = stage.strays
    build(output, A)

    assert strays == {"google.html", "years/2024/.DS_Store", "old/deep/page.html"}
    assert tree(output) == A
    assert not (output / "old").exists()


def test_a_linked_folder_is_a_stray_and_what_lies_behind_it_is_safe(output: Path, tmp_path: Path) -> None:
    """Nothing is written or removed through a symbolic link in the output."""
    build(output, A)
    (output / "years").rename(tmp_path / "years")
    (output / "years").symlink_to(tmp_path / "years")
    build(output, {**A, "years/2024/index.html": b"2024, mended"})

    assert tree(output) == {**A, "years/2024/index.html": b"2024, mended"}
    assert not (output / "years").is_symlink()
    assert (tmp_path / "years/2024/index.html").read_bytes() == b"2024"


def test_dot_names_at_the_top_are_left_alone(output: Path) -> None:
    """`.git`, `.nojekyll` and the like stay as they are, before the first build and after every one."""
    (output / ".git").mkdir(parents=True)
    (output / ".git/HEAD").write_bytes(b"ref")
    (output / ".gitkeep").write_bytes(b"")
    build(output, A)
    build(output, B)

    assert tree(output) == B
    assert (output / ".git/HEAD").read_bytes() == b"ref"
    assert (output / ".gitkeep").exists()


def test_a_foreign_folder_is_refused(output: Path) -> None:
    """A folder with files that we did not make is not touched."""
    output.mkdir()
    (output / "thesis.docx").write_bytes(b"years of work")
    with pytest.raises(EnvironmentProblem) as problem:
        build(output, A)

    assert code(problem) == "B002"
    assert dict(problem.value.args[0].values)["found"] == "thesis.docx"
    assert tree(output) == {"thesis.docx": b"years of work"}


def test_a_file_in_the_place_of_the_output_is_refused(output: Path) -> None:
    """The output has to be a folder."""
    output.write_bytes(b"a file")
    with pytest.raises(EnvironmentProblem) as problem:
        build(output, A)

    assert code(problem) == "B003"


def test_an_output_behind_a_link_is_built_where_it_points(output: Path, tmp_path: Path) -> None:
    """The output itself may be a symbolic link, which stays one."""
    (tmp_path / "disk").mkdir()
    output.symlink_to(tmp_path / "disk/real")
    build(output, A)

    assert output.is_symlink()
    assert tree(tmp_path / "disk/real") == A


def test_losing_the_cache_changes_nothing_in_the_output(output: Path, tmp_path: Path) -> None:
    """Without the record every page is made again, but files that come out the same are not touched."""
    build(output, A, folders={"pagefind": {"a.pf": b"1"}})
    before = {path: (output / path).stat().st_ctime_ns for path in A}
    for record in (tmp_path / "cache").iterdir():
        record.unlink()
    with staging(output, tmp_path / "cache") as stage:
        known = {entry.fingerprint for entry in stage.previous.entries.values()}
    changes = build(output, A, folders={"pagefind": {"a.pf": b"1"}})

    assert known == {""}
    assert changes == Changes((), (), ("pagefind/a.pf",))
    assert {path: (output / path).stat().st_ctime_ns for path in A} == before


def test_deleting_the_output_makes_a_first_build_of_the_next_one(output: Path) -> None:
    """A record of an output that is gone says nothing."""
    build(output, A)
    subprocess.run(["rm", "-r", output], check=True)
    changes = build(output, A)

    assert changes == Changes(tuple(sorted(A)), (), ())
    assert tree(output) == A


def test_a_copied_output_is_known_by_its_bytes(output: Path, tmp_path: Path) -> None:
    """New times on old bytes are no change."""
    build(output, A)
    for path in A:
        os.utime(output / path)
    with staging(output, tmp_path / "cache") as stage:
        known = stage.previous.entries

    assert set(known) == A.keys()
    assert {entry.fingerprint for entry in known.values()} == {f"made from {data!r}" for data in A.values()}


def test_find_gives_the_new_version_of_a_file(output: Path, tmp_path: Path) -> None:
    """A staged file is found in the staging folder, one that stays in the output."""
    build(output, A)
    with staging(output, tmp_path / "cache") as stage:
        stage.write("index.html", b"home")
        stage.write("years/2024/index.html", b"mended")
        staged, kept = stage.find("years/2024/index.html").read_bytes(), stage.find("index.html")

    assert (staged, kept) == (b"mended", output / "index.html")


@pytest.mark.parametrize("mistake", ["not entered", "not staged", "dot name", "no folder"])
def test_a_mistake_of_ours_stops_before_anything_changes(output: Path, tmp_path: Path, mistake: str) -> None:
    """Files that are staged and not entered, or entered and not staged, are never promoted."""
    build(output, A)
    with pytest.raises(ValueError, match="staged but not entered"), staging(output, tmp_path / "cache") as stage:
        entries = dict(stage.previous.entries)
        match mistake:
            case "not entered":
                stage.write("secret.html", b"secret")
            case "not staged":
                entries["new.html"] = entries["index.html"]
            case "dot name":
                entries[".hidden"] = stage.write(".hidden", b"?")
        stage.promote(entries, folders=["pagefind"] if mistake == "no folder" else ())

    assert tree(output) == A


def test_a_stage_writes_in_a_worker(output: Path) -> None:
    """A forked process writes into the same staging folder, and knows what the output holds."""
    build(output, A)
    with staging(output, output.parent.parent / "cache", jobs=2) as stage:
        assert not stage.strays
        entries = in_chunks(
            lambda chunk: [(path, stage.write(path, B[path])) for path in chunk],
            list(B),
            jobs=2,
            size=1,
            done=lambda _: None,
        )
        assert not (stage.root / "index.html").exists()
        stage.promote(dict(entries))

    assert tree(output) == B


def test_a_worker_of_a_killed_build_cannot_bring_its_folder_back(output: Path, tmp_path: Path) -> None:
    """Whoever writes after the staging folder is gone fails, and leaves nothing behind."""
    with staging(output, tmp_path / "cache") as stage:
        pass
    with pytest.raises(EnvironmentProblem):
        stage.write("years/2024/index.html", b"late")

    assert list(output.parent.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "expected"), [(errno.ENOSPC, "B005"), (errno.EDQUOT, "B005"), (errno.EACCES, "B006")]
)
def test_a_disk_that_refuses_a_page_leaves_the_old_site(
    output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, expected: str
) -> None:
    """Out of space or permission while pages are written: the old site stays, and the message names the file."""
    build(output, A)

    def refuse(_root: str, path: str, _data: bytes) -> None:
        raise OSError(number, os.strerror(number), str(output / path))

    with pytest.raises(EnvironmentProblem) as problem, staging(output, tmp_path / "cache") as stage:
        monkeypatch.setattr(module, "_write", refuse)
        stage.write("index.html", b"new home")

    assert code(problem) == expected
    assert str(output / "index.html") == problem.value.args[0].place.path
    assert tree(output) == A
    assert [path.name for path in output.parent.iterdir()] == ["site"]


def test_a_disk_that_refuses_the_journal_leaves_the_old_site(output: Path, tmp_path: Path) -> None:
    """Out of space while the journal is written: the old site stays, and no journal is found later."""
    build(output, A)
    with (
        pytest.raises(EnvironmentProblem) as problem,
        staging(output, tmp_path / "cache", step=full_at("write the journal")) as stage,
    ):
        stage.promote({path: stage.write(path, data) for path, data in B.items()})

    assert code(problem) == "B005"
    assert not recover(output)
    assert tree(output) == A


def test_a_disk_that_refuses_a_rename_is_finished_by_the_next_command(output: Path, tmp_path: Path) -> None:
    """A failure while files are put in place keeps journal and staging folder, and `recover` goes on."""
    build(output, A)
    with (
        pytest.raises(EnvironmentProblem) as problem,
        staging(output, tmp_path / "cache", step=full_at("move replies")) as stage,
    ):
        stage.promote({path: stage.write(path, data) for path, data in B.items()})

    assert code(problem) == "B008"
    assert recover(output)
    assert tree(output) == B
    assert not recover(output)
    assert [path.name for path in output.parent.iterdir()] == ["site"]


def test_a_build_first_finishes_the_one_before(output: Path, tmp_path: Path) -> None:
    """Entering a stage finishes what a dead build began, and sees its result."""
    build(output, A)
    with pytest.raises(EnvironmentProblem), staging(output, tmp_path / "cache", step=full_at("move topics")) as stage:
        stage.promote({path: stage.write(path, data) for path, data in B.items()})
    with staging(output, tmp_path / "cache"):
        seen = tree(output)

    assert seen == B
    assert build(output, B) == Changes((), (), ())
    assert build(output, A) == Changes(
        ("years/2024/index.html",), ("replies/5-1/023/jyj/index.html",), ("topics/养老/index.html",)
    )


@pytest.mark.parametrize(
    "stored",
    [
        b"not json",
        b"[]",
        json.dumps({"format": 1, "build": "b", "removals": ["../x"], "directories": [], "moves": []}).encode(),
        json.dumps({"format": 1, "build": "b", "removals": ["/x"], "directories": [], "moves": []}).encode(),
        json.dumps({"format": 1, "build": "b", "removals": [".git/config"], "directories": [], "moves": []}).encode(),
        json.dumps({"format": 1, "build": "../b", "removals": [], "directories": [], "moves": []}).encode(),
        json.dumps({"format": 1, "build": "..", "removals": [], "directories": [], "moves": []}).encode(),
        json.dumps({"format": 9, "build": "b", "removals": [], "directories": [], "moves": []}).encode(),
    ],
)
def test_a_journal_that_we_did_not_write_is_not_obeyed(output: Path, stored: bytes) -> None:
    """A journal that leads out of the output, or is none, stops the command."""
    build(output, A)
    (output.parent / ".site.journal").write_bytes(stored)
    with pytest.raises(EnvironmentProblem) as problem:
        recover(output)

    assert code(problem) == "B009"
    assert tree(output) == A


def test_a_second_build_is_told_who_holds_the_lock(output: Path, tmp_path: Path) -> None:
    """Two processes do not build one output at once: the second one fails, naming the first."""
    with staging(output, tmp_path / "cache") as stage:
        second = run_elsewhere(output, tmp_path)
        changes = stage.promote({"index.html": stage.write("index.html", b"home")})

    assert second == f"B001 {os.getpid()}"
    assert changes.appeared == ("index.html",)
    assert run_elsewhere(output, tmp_path) == "built"


def test_two_outputs_are_built_at_once(output: Path, tmp_path: Path) -> None:
    """Builds of different outputs in one folder, even with one cache, know nothing of each other."""
    with staging(output, tmp_path / "cache") as stage:
        other = run_elsewhere(output.with_name("site.staging"), tmp_path)
        stage.promote({path: stage.write(path, data) for path, data in A.items()})

    assert other == "built"
    assert tree(output) == A
    assert tree(output.with_name("site.staging")) == {"index.html": b"other"}


def test_the_lock_of_a_dead_process_is_no_obstacle(output: Path) -> None:
    """A lock file that nobody holds is taken over."""
    (output.parent / ".site.lock").write_text("1\n")
    build(output, A)

    assert tree(output) == A


def test_leftovers_of_a_killed_build_are_cleared(output: Path) -> None:
    """A staging folder without a journal is dropped by the next build."""
    (output.parent / ".site.staging/dead/years").mkdir(parents=True)
    (output.parent / ".site.staging/dead/years/index.html").write_bytes(b"half a p")
    build(output, A)

    assert tree(output) == A
    assert [path.name for path in output.parent.iterdir()] == ["site"]


def test_the_marker_says_nothing_about_the_site(output: Path) -> None:
    """Two outputs with different content hold the same marker, so that trees can be compared byte for byte."""
    build(output, A)
    build(output.with_name("other"), B)

    assert (output / MARKER).read_bytes() == (output.with_name("other") / MARKER).read_bytes()


def full_at(where: str) -> Step:
    """Make a disk that is full at the first step that begins like this."""

    def step(what: str) -> None:
        if what.startswith(where):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    return step


def run_elsewhere(output: Path, tmp_path: Path) -> str:
    """Build an output of one page in another process, and say how that went."""
    program = """
        import sys
        from pathlib import Path
        from builder.diagnostics import EnvironmentProblem
        from builder.output.staging import staging
        try:
            with staging(Path(sys.argv[1]), Path(sys.argv[2])) as stage:
                stage.promote({"index.html": stage.write("index.html", b"other")})
            print("built")
        except EnvironmentProblem as problem:
            found = problem.args[0]
            print(found.code, dict(found.values)["process"])
    """
    command = [sys.executable, "-c", textwrap.dedent(program), str(output), str(tmp_path / "cache")]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
