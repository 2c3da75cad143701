"""
Run the importer on documents of which the truth is known, and say how near it comes.

    python -m bench.import.run                      # the development half, all formats
    python -m bench.import.run --formats txt        # text files alone
    python -m bench.import.run --half test          # the half that is kept aside
    python -m bench.import.run --half fresh         # the set written by hand, by others
    python -m bench.import.run --half unseen        # another one, after the websites of governments
    python -m bench.import.run --half third         # a third one, of many kinds of office
    python -m bench.import.run --scale 1000         # time, processor time and memory of 1,000 files
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import documents
from .score import NEVER_INVENTED, Result, Tally, compare
from .truth import FIELDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .documents import SourceFile

PROGRAM = Path(__file__).parents[2] / "build.py"
TYPES = ("reply", "proposal", "report", "meeting", "update", "none")
GOAL = 97.0
"""Percent of the stated fields that should be right."""


def main() -> int:
    """Make the files, import them, compare, print; give 1 where a value or a reply was invented."""
    options = _options()
    if options.scale:
        return _timed(options.scale, options.half, options.max_seconds)
    formats = options.formats.split(",") if options.formats else documents.FORMATS
    sources = documents.sources_of(options.half, options.count)
    sources = [source for source in sources if source.name.rsplit(".", 1)[-1] in formats]
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        documents.write(folder / "files", sources)
        report, status, messages = imported(folder, [source.name for source in sources])
    if not report:
        print(messages[-3000:])
        print(f"the importer ended with {status} and reported nothing")
        return 2
    result = compare(sources, report)
    show(result, sources, status, options.show)
    return 1 if result.turned or _invented(result) else 0


def imported(folder: Path, names: Sequence[str]) -> tuple[dict[str, list[dict[str, Any]]], int, str]:
    """Run the importer over files of `folder/files`; give its report by file, its exit status, what it printed."""
    into, report = (folder / "into").absolute(), (folder / "report.jsonl").absolute()
    command = [sys.executable, str(PROGRAM), "import", *names, "--into", str(into), "--report", str(report)]
    done = subprocess.run(command, cwd=folder / "files", capture_output=True, text=True, check=False)
    (folder / "messages.txt").write_text(done.stdout + done.stderr, encoding="utf-8")
    lines = report.read_text(encoding="utf-8").splitlines() if report.exists() else []
    by_file: dict[str, list[dict[str, Any]]] = {}
    for line in lines:
        document = json.loads(line)
        by_file.setdefault(Path(document["file"]).name, []).append(document)
    return by_file, done.returncode, done.stdout + done.stderr


def show(result: Result, sources: Sequence[SourceFile], status: int, worst: int) -> None:
    """Print what a comparison came to."""
    count = sum(len(source.truths) for source in sources)
    print(f"{len(sources)} files, {count} documents; the importer ended with {status}\n")
    print(
        f"{'field':<16}{'stated':>8}{'right':>7}{'wrong':>7}{'missed':>8}{'invented':>10}{'precision':>11}{'recall':>9}"
    )
    parts = ("session.body", "session.term", "session.meeting")
    for each in FIELDS:
        for name in parts if each == "session" else (each,):
            if name in result.fields:
                _row(name, result.fields[name])
    whole = _sum(result.fields.values())
    _row("all", whole)
    print("\nby format")
    for name, tally in sorted(result.per_format.items()):
        _row(name, tally)
    print("\nby shape")
    for name, tally in sorted(result.per_shape.items()):
        _row(name, tally)
    print("\ntypes: expected below, found across")
    across = [*TYPES, "(missing)"]
    print(" " * 12 + "".join(f"{name:>11}" for name in across))
    for expected in (*TYPES, "(nothing)"):
        print(f"{expected:<12}" + "".join(f"{result.types[expected, name] or '·':>11}" for name in across))
    for title, lines in (
        ("turned into a reply", result.turned),
        ("documents that are not there", result.extra),
        ("documents not found", result.missing),
    ):
        if lines:
            print(
                f"\n{title}:\n  " + "\n  ".join(lines[:15]) + (f"\n  … {len(lines)} in all" if len(lines) > 15 else "")
            )
    mean = sum(result.ratios) / len(result.ratios) if result.ratios else 0
    print(
        f"\nbodies: {result.bodies_exact} of {result.bodies} the same but for white space, likeness {mean:.4f}, "
        f"{result.paragraphs_exact} with the same paragraphs"
    )
    invented = _invented(result)
    print("invented: " + (", ".join(f"{name} {n}" for name, n in invented.items()) or "no disclosure, date or number"))
    print(f"non-replies turned into replies: {len(result.turned)}")
    doubted = sum(slip.doubted for slip in result.slips)
    print(f"slips in documents about which the importer had doubts: {doubted} of {len(result.slips)}")
    share = 100 * whole.right / whole.stated if whole.stated else 0
    print(f"stated fields right: {share:.2f} % (goal {GOAL:.0f} %)\n")
    order = {"invented": 0, "wrong": 1, "missed": 2}
    slips = sorted(result.slips, key=lambda slip: (slip.field not in NEVER_INVENTED, order[slip.what], slip.field))
    for slip in slips[:worst]:
        print(f"{slip.what:<9}{slip.field:<16}{slip.file}")
        print(f"    expected {_short(slip.expected)}\n    found    {_short(slip.found)}")


def _short(value: Any, length: int = 160) -> str:  # noqa: ANN401 - of every kind
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= length else f"{text[: length // 2]} … {text[-length // 2 :]}"


def _invented(result: Result) -> dict[str, int]:
    counts = {name: tally.invented for name, tally in result.fields.items() if name in NEVER_INVENTED}
    return {name: count for name, count in counts.items() if count}


def _sum(tallies: Any) -> Tally:  # noqa: ANN401 - an iterable of tallies
    whole = Tally()
    for tally in tallies:
        for name in ("stated", "right", "wrong", "missed", "invented", "silent"):
            setattr(whole, name, getattr(whole, name) + getattr(tally, name))
    return whole


def _row(name: str, tally: Tally) -> None:
    said = tally.right + tally.wrong + tally.invented
    precision = f"{100 * tally.right / said:.1f}" if said else "–"
    recall = f"{100 * tally.right / tally.stated:.1f}" if tally.stated else "–"
    print(
        f"{name:<16}{tally.stated:>8}{tally.right:>7}{tally.wrong:>7}{tally.missed:>8}{tally.invented:>10}"
        f"{precision:>11}{recall:>9}"
    )


def _timed(count: int, half: str, limit: float) -> int:
    """Import `count` files and print time, processor time and memory."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        sources = list(documents.source_files(half, count))
        documents.write(folder / "files", sources)
        size = sum(len(source.data) for source in sources)
        start = time.perf_counter()
        _, status, _ = imported(folder, [source.name for source in sources])
        seconds = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        f"{len(sources)} files, {size / 1e6:.1f} MB: {seconds:.1f} s, {used.ru_utime + used.ru_stime:.1f} s of CPU "
        f"time, {used.ru_maxrss / 1024:.0f} MiB in the largest process, status {status}"
    )
    return 1 if limit and seconds > limit else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=documents.HALVES, default="dev")
    parser.add_argument("--formats", help="of " + ",".join(documents.FORMATS))
    parser.add_argument("--count", type=int, default=documents.COUNT, help="files to make")
    parser.add_argument("--keep", type=Path, help="leave files, truth, report and drafts in this folder")
    parser.add_argument("--show", type=int, help="how many slips to list (20; none of the half kept aside)")
    parser.add_argument("--scale", type=int, default=0, help="measure time and memory of so many files instead")
    parser.add_argument("--max-seconds", type=float, default=0, help="with --scale: status 1 above it")
    options = parser.parse_args()
    if options.scale and options.half in documents.BY_HAND:
        parser.error("--scale needs a half that is made, not written")
    if options.show is None:
        options.show = 20 if options.half == "dev" else 0
    return options


if __name__ == "__main__":
    raise SystemExit(main())
