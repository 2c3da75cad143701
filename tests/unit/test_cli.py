"""Words in, lines and an exit status out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from builder.cli import BAD_CONTENT, BAD_ENVIRONMENT, FAULT, FINE, main
from tests.makers import a_reply, a_site, write_tree
from tests.outputs import site_of

_PROGRAM = Path(__file__).parents[2] / "build.py"
_FIELDS = ["code", "severity", "path", "line", "column", "field", "message", "hint"]
_WRONG = {"replies/2024/041-mzj.md": a_reply(信息公开属性=None)}

Run: TypeAlias = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in an empty folder: its status, standard output and standard error."""
    monkeypatch.chdir(tmp_path)

    def command(*words: str) -> tuple[int, str, str]:
        try:
            status = main(words)
        except SystemExit as left:  # argparse leaves like this
            status = int(left.code or 0)
        said = capsys.readouterr()
        return status, said.out, said.err

    return command


def test_build_that_warns_is_fine(run: Run, tmp_path: Path) -> None:
    """Warnings and notes leave the exit status at 0, and the site is there."""
    write_tree(tmp_path / "content", a_site(**{"replies/2024/041-mzj.md": a_reply(满意度="尚可")}))
    status, _, said = run("build", "--no-search")

    assert status == FINE
    assert "警告 R006" in said
    assert (tmp_path / "site" / "index.html").is_file()


@pytest.mark.parametrize("verb", ["build", "check", "audit", "explain"])
def test_errors_in_the_content_are_one(verb: str, run: Run, tmp_path: Path) -> None:
    """Every command that reads the content exits with 1 where it has errors, and writes no site."""
    write_tree(tmp_path / "content", a_site(**_WRONG))
    status, _, said = run(verb, *(("/",) if verb == "explain" else ()))

    assert status == BAD_CONTENT
    assert "replies/2024/041-mzj.md:1:1: 错误 D021" in said
    assert not list((tmp_path / "site").glob("*.html"))


@pytest.mark.parametrize(
    "words",
    [
        ("biuld",),
        ("build", "--no-serach"),
        ("build", "--jobs", "many"),
        ("build", "--as-of", "2024-02-30"),
        ("build", "--format", "xml"),
        ("build", "--content", "nowhere"),
        ("check", "--layouts", "nowhere"),
        ("new", "novel"),
        ("audit", "nowhere"),
        ("explain",),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_two(words: tuple[str, ...], run: Run, tmp_path: Path) -> None:
    """What cannot be meant, or is not there, is exit status 2, with a word about it."""
    write_tree(tmp_path / "content", a_site())
    status, _, said = run(*words)

    assert status == BAD_ENVIRONMENT
    assert said


def test_foreign_output_is_refused(run: Run, tmp_path: Path) -> None:
    """A folder that holds what we did not make is left alone, but for names with a dot in front."""
    write_tree(tmp_path / "content", a_site())
    write_tree(tmp_path / "site", {"thesis.txt": "ten years of work", ".gitkeep": ""})
    status, _, said = run("build", "--no-search")

    assert status == BAD_ENVIRONMENT
    assert "thesis.txt" in said
    assert {"thesis.txt": b"ten years of work"} == site_of(tmp_path / "site")


def test_fault_of_ours_is_three(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bug says that it is ours, and where."""
    write_tree(tmp_path / "content", a_site())
    monkeypatch.setattr("builder.pipeline.check", lambda *_: 1 // 0)
    status, _, said = run("check")

    assert status == FAULT
    assert "这是我们的问题" in said
    assert "ZeroDivisionError" in said


def test_no_verb_means_build(run: Run, tmp_path: Path) -> None:
    """Options alone are those of `build`."""
    write_tree(tmp_path / "texts", a_site())
    status, _, _ = run("--content", "texts", "--output", "out", "--no-search")

    assert status == FINE
    assert (tmp_path / "out" / "index.html").is_file()


def test_build_runs_from_any_directory(tmp_path: Path) -> None:
    """Called from elsewhere, all of the defaults lie in the working directory."""
    write_tree(tmp_path / "content", a_site())
    done = subprocess.run([sys.executable, _PROGRAM, "--no-search"], cwd=tmp_path, capture_output=True, check=False)

    assert done.returncode == FINE, done.stderr.decode()
    assert {"content", "site", ".cache"} <= {path.name for path in tmp_path.iterdir()}


def test_json_is_one_object_a_line_with_the_fields_of_the_contract(run: Run, tmp_path: Path) -> None:
    """`check --format json` writes nothing to standard output but diagnostics, and no summary."""
    write_tree(tmp_path / "content", a_site(**_WRONG, **{"README.md": "x"}))
    status, out, _ = run("check", "--format", "json")
    found = [json.loads(line) for line in out.splitlines()]

    assert status == BAD_CONTENT
    assert [_FIELDS] * len(found) == [list(item) for item in found]
    assert {"error", "note"} == {item["severity"] for item in found}
    place = {"path": "replies/2024/041-mzj.md", "line": 1, "column": 1, "field": "信息公开属性", "severity": "error"}
    assert place.items() <= next(item for item in found if item["code"] == "D021").items()


def test_json_of_a_build_ends_with_its_summary(run: Run, tmp_path: Path) -> None:
    """The last line counts the pages, and what appeared, changed and went: here the reply, its data, and the number it answers."""
    write_tree(tmp_path / "content", a_site())
    run("build", "--no-search", "--no-data")
    write_tree(tmp_path / "content", {"replies/2024/041-mzj.md": a_reply("改过的正文。\n")})
    status, out, _ = run("build", "--no-search", "--no-data", "--format", "json")
    *found, last = [json.loads(line) for line in out.splitlines()]
    summary = last["summary"]

    assert status == FINE
    assert all(list(item) == _FIELDS for item in found)
    assert ["summary"] == list(last)
    assert {"pages", "rendered", "appeared", "changed", "gone", "searchable", "seconds", "peak_mib"} <= summary.keys()
    assert (0, 3, 0) == (summary["appeared"], summary["changed"], summary["gone"])
    assert all(isinstance(seconds, float) for seconds in summary["seconds"].values())


def test_github_form_names_file_and_line(run: Run, tmp_path: Path) -> None:
    """Diagnostics become workflow commands, which a forge shows beside the line."""
    write_tree(tmp_path / "content", a_site(**_WRONG))
    _, out, _ = run("check", "--format", "github")

    assert "::error file=replies/2024/041-mzj.md,line=1,col=1,title=D021::" in out


@pytest.mark.parametrize(
    ("words", "environment", "expected"),
    [
        ((), {}, "错误 D021"),
        ((), {"LANG": "en_GB.UTF-8"}, "error D021"),
        ((), {"LANG": "fr_FR.UTF-8"}, "错误 D021"),
        ((), {"LANG": "en_GB.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "错误 D021"),
        (("--lang", "en"), {}, "error D021"),
        (("--lang=zh",), {"LANG": "en_GB.UTF-8"}, "错误 D021"),
    ],
    ids=str,
)
def test_language_is_that_asked_for_else_of_the_locale_else_chinese(
    words: tuple[str, ...],
    environment: dict[str, str],
    expected: str,
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """`--lang` wins over the locale, and a locale that we do not speak is answered in Chinese."""
    for name in ("LANG", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    write_tree(tmp_path / "content", a_site(**_WRONG))
    _, _, said = run("check", *words)

    assert expected in said


def test_message_needs_no_locale_that_can_print_it(tmp_path: Path) -> None:
    """Standard streams that know no Chinese change the letters of a message, and nothing else."""
    write_tree(tmp_path / "content", a_site())
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1", "LC_ALL": "C"}
    command = [sys.executable, _PROGRAM, "check", "--lang", "zh"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, env=environment)

    assert done.returncode == FINE, done.stderr.decode()


def test_help_imports_nothing_that_had_to_be_installed() -> None:
    """Help is there at once, and also where the libraries are not: no module of another's is loaded for it."""
    command = [sys.executable, "-X", "importtime", _PROGRAM, "--help"]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines()}

    assert set() == loaded & {"jinja2", "markdown", "markupsafe", "pagefind_bin", "pypdf", "watchdog", "yaml"}
    assert "sqlite3" not in loaded
    assert "build" in done.stdout


def test_build_in_which_nothing_changed_loads_no_stage_that_it_does_not_reach(tmp_path: Path) -> None:
    """Nothing is read, planned or rendered, so that no module for it is loaded."""
    write_tree(tmp_path / "content", a_site())
    folders = ["--content", "content", "--output", "site", "--cache", "cache", "--no-search"]
    command = [sys.executable, "-X", "importtime", _PROGRAM, "build", *folders]
    first, second = (
        {
            line.rpartition("|")[2].strip()
            for line in subprocess.run(
                command, cwd=tmp_path, capture_output=True, check=True, text=True
            ).stderr.splitlines()
        }
        for _ in range(2)
    )
    stages = {
        "builder.content.schema",
        "builder.disclosure.intake",
        "builder.pipeline.evidence",
        "builder.site.plan",
        "jinja2",
    }

    assert stages <= first
    assert set() == stages & second


def test_explain_tells_files_of_an_address_and_addresses_of_a_file(run: Run, tmp_path: Path) -> None:
    """Both ways round, with or without slashes; what nobody knows is exit status 1."""
    write_tree(tmp_path / "content", a_site())
    by_address = run("explain", "/replies/zx-5-3/041/mzj/")
    by_file = run("explain", "content/replies/2024/041-mzj.md")
    unknown = run("explain", "/replies/zx-5-3/999/")

    assert (FINE, FINE, BAD_CONTENT) == (by_address[0], by_file[0], unknown[0])
    assert "replies/2024/041-mzj.md" in by_address[1]
    assert "/replies/zx-5-3/041/mzj/" in by_file[1]


def test_new_writes_a_skeleton_that_check_can_read(run: Run, tmp_path: Path) -> None:
    """A skeleton is printed, or written where its name says, and never over a file."""
    write_tree(tmp_path / "content", a_site())
    printed = run("new", "reply")
    written = run("new", "reply", "2024/050-mzj")
    again = run("new", "reply", "2024/050-mzj")

    assert (FINE, FINE, BAD_ENVIRONMENT) == (printed[0], written[0], again[0])
    assert printed[1] == (tmp_path / "content/replies/2024/050-mzj.md").read_text(encoding="utf-8")
    assert "D021" in run("check")[2]


@pytest.mark.parametrize(
    ("called", "program"),
    [
        ([".venv/bin/gongkai"], ".venv/bin/gongkai"),
        (["/opt/gongkai/bin/gongkai"], "/opt/gongkai/bin/gongkai"),
        (["/usr/bin/gongkai"], "gongkai"),
        (["python", "build.py"], "python build.py"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_the_next_command_is_called_as_this_one_was(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, called: list[str], program: str
) -> None:
    """What is suggested works when it is copied: the program as it was called, with the folders of this run."""
    monkeypatch.setattr(sys, "argv", [called[-1]])
    monkeypatch.setattr(sys, "orig_argv", called)
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    withheld = a_reply(答复单位="市教育局", 信息公开属性="不予公开", 不公开理由="内部事务")
    write_tree(tmp_path / "my city", a_site(**{"replies/2024/041-jyj.md": withheld}))
    written = run("new", "reply", "2025/050-mzj", "--content", "my city", "--lang", "en")[1]
    (tmp_path / "my city/replies/2025/050-mzj.md").unlink()
    built = run("build", "--no-search", "--content", "my city", "--lang", "en")[1]

    assert f"run {program} check --content 'my city'\n" in written
    assert f"({program} explain --content 'my city' FILE says why)" in built
    assert f": {program} serve --content 'my city' ," in built


def test_audit_of_a_built_site_finds_nothing_and_of_a_soiled_one_its_secret(run: Run, tmp_path: Path) -> None:
    """The audit alone reads what lies there, and is exit status 1 where something may not be shown."""
    kept = "此处记有尚未定案的拆迁补偿标准与名单"
    withheld = a_reply(f"{kept}。\n", 答复单位="市教育局", 信息公开属性="不予公开", 不公开理由="内部事务")
    write_tree(tmp_path / "content", a_site(**{"replies/2024/041-jyj.md": withheld}))
    run("build", "--no-search")
    clean = run("audit")
    page = tmp_path / "site" / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("</main>", f"<p>{kept}</p></main>"), encoding="utf-8")
    soiled = run("audit", "site")

    assert (FINE, BAD_CONTENT) == (clean[0], soiled[0])
    assert "replies/2024/041-jyj.md" in soiled[2]
    assert kept not in soiled[1] + soiled[2]
