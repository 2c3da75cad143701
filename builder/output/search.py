"""
Run the search engine over the shadow pages: the one place that knows it is Pagefind.

The engine gets an empty folder each time, since it never removes what an earlier run left there, and its totals are
checked afterwards.  Its own search boxes are thrown away; beside its files come some of ours, which `search.js` reads:
`records.json` (every page's facets, newest first, so that counts and date order are right for any set of results, and
where the suggestions on each page stand), `points/` (what is shown of them), `characters/` (which pages and suggestions
hold a character) and `traditional.txt` (what search folds).  The per-page Python interface
of Pagefind is not used: it answers ten pages a second at most.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from builder.diagnostics import EnvironmentProblem, Place, diagnostic
from builder.site.shadow import FILTERS, KIND, STATE, han
from builder.site.traditional import SIMPLIFIED, TRADITIONAL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from builder.diagnostics import Diagnostic

LANGUAGE = "und"
"""Neutral: for a Chinese page the engine would cut the tokens once more, by its own rules."""

_KEPT = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "wasm.unknown.pagefind")
_KEPT_FOLDERS = ("index", "fragment", "filter")
_SIGNATURE = b"pagefind_dcd"
"""What every file of the engine begins with, once unpacked."""

POINTS = "points.json"
"""The file beside a shadow page that tells of the suggestions on it (`shadow.shadow_points`)."""

_BUCKETS = 64
_CARDS = 32
"""Suggestions to a file of what is shown of them."""

# Measured with 1.5.2 on replies of 2,600 characters: 0.9 to 1.1 MiB a page, linear from 1,000 to 10,000 pages.
_MIB_PER_PAGE = 1.1
_MIB_AT_LEAST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexResult:
    """What a run of the engine took."""

    pages: int
    peak_mib: float
    """The largest memory of the engine's process."""


class _Indexed(NamedTuple):
    """What our own files say of one page in the index."""

    id: str
    """The engine's name for it."""
    url: str
    filters: Mapping[str, list[str]]
    characters: str
    """Each of its Han characters once."""
    points: tuple[_Point, ...]


class _Point(NamedTuple):
    """What our own files say of a suggestion."""

    at: tuple[int, int, int]
    """Among the page's tokens: where it starts, where its heading ends, where it ends."""
    kind: str
    state: str
    card: Mapping[str, Any]
    characters: str


def digest(pages: Iterable[tuple[str, str]]) -> str:
    """
    Name a set of shadow pages: while it has this name, the index that was made from it stays good.

    Args:
        pages: Each page's file name and the digest of its content, in any order.
    """
    summed = hashlib.blake2b(_engine_version().encode(), digest_size=16)
    for name, content in sorted(pages):
        summed.update(f"\n{name}\t{content}".encode())
    return summed.hexdigest()


def memory_needed(pages: int) -> int:
    """Estimate how many MiB the engine will need."""
    return _MIB_AT_LEAST + round(pages * _MIB_PER_PAGE)


def machine_memory() -> int:
    """Tell how many MiB this machine, or the container we run in, has."""
    import os

    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    limit = Path("/sys/fs/cgroup/memory.max")
    allowed = limit.read_text(encoding="ascii").strip() if limit.is_file() else "max"
    return (total if allowed == "max" else min(total, int(allowed))) >> 20


def memory_problems(pages: int, machine: int) -> tuple[Diagnostic, ...]:
    """
    Say before it starts whether the index can be made on this machine.

    Args:
        machine: The memory of the machine in MiB.

    Returns:
        An error where it cannot fit, a warning where it takes more than half, else nothing.
    """
    needed = memory_needed(pages)
    if needed * 2 <= machine:
        return ()
    code = "B050" if needed > machine else "B051"
    return (diagnostic(code, Place("site.yml"), pages=pages, needed=needed, machine=machine),)


@contextmanager
def indexing(shadow_folder: Path, out: Path) -> Iterator[Callable[[], IndexResult]]:
    """
    Make the search index of all pages under *shadow_folder*, beside whatever is done meanwhile.

    The value waits for the engine and completes the index; who leaves before that stops the engine.

    Args:
        out: A folder that does not exist, or is empty.

    Raises:
        EnvironmentProblem: The engine is missing, failed, or did not take every page.
    """
    given = sum(1 for _ in shadow_folder.rglob("*.html"))
    if given == 0:
        raise _problem("B052", shadow_folder)
    if out.exists() and any(out.iterdir()):
        raise _problem("B053", out)
    command = [_engine(), "--site", shadow_folder, "--output-path", out, "--force-language", LANGUAGE, "--silent"]
    with _running([str(part) for part in command]) as ended:

        def finish() -> IndexResult:
            peak_mib = ended()
            taken = _pages_taken(out)
            if taken != given:
                raise _problem("B054", out, taken=taken, given=given)
            _complete(out, shadow_folder)
            return IndexResult(pages=given, peak_mib=peak_mib)

        yield finish


def _complete(out: Path, shadow_folder: Path) -> None:
    """Throw away what no page loads, and add the files that the engine does not make."""
    _keep_only_what_is_used(out)
    pages = _newest_first(out, shadow_folder)
    _write_json(out / "records.json", _records(pages))
    (out / "characters").mkdir()
    for number, bucket in enumerate(_characters(pages)):
        _write_json(out / "characters" / f"{number}.json", bucket)
    for number, cards in enumerate(_cards(pages)):
        (out / "points").mkdir(exist_ok=True)
        _write_json(out / "points" / f"{number}.json", cards)
    (out / "traditional.txt").write_text(f"{TRADITIONAL}\n{SIMPLIFIED}\n", encoding="utf-8")


def fragments(out: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Read back what the index holds of each page: its address, tokens, meta and filters, with the engine's id."""
    for path in sorted((out / "fragment").glob("*.pf_fragment")):
        yield path.stem, json.loads(gzip.decompress(path.read_bytes()).removeprefix(_SIGNATURE))


def _newest_first(out: Path, shadow_folder: Path) -> list[_Indexed]:
    pages = [
        _Indexed(
            name,
            page["url"],
            page["filters"],
            "".join(sorted(han(page["content"] + " " + page["meta"].get("title", "")))),
            tuple(_points(shadow_folder / page["url"].strip("/") / POINTS, page["content"])),
        )
        for name, page in fragments(out)
    ]
    # The address in the index begins with the date, or with the year alone, which is older than any date in it.
    return sorted(pages, key=lambda page: page.url.split("/"), reverse=True)


def _points(told: Path, content: str) -> Iterator[_Point]:
    if not told.is_file():
        return
    tokens = content.split()
    for point in json.loads(told.read_text(encoding="utf-8")):
        start, _, end = point["at"]
        # The second character of the last token may belong to what follows.
        letters = {token[0] for token in tokens[start:end]}
        characters = "".join(sorted(han(" ".join(letters))))
        yield _Point(tuple(point["at"]), point["kind"], point["state"], point["card"], characters)


def _records(pages: Sequence[_Indexed]) -> dict[str, object]:
    """
    Put the facets of all pages into one table: their ids, and for each filter its values by place.

    Suggestions stand in the order of their pages: the place of the page, the three places among its tokens, and the
    places of kind and state among `values`; all other facets are those of the page.

    Pagefind counts facets only for its own plain queries; the search page joins several, and counts with this table.
    """
    filters: dict[str, object] = {}
    for name, _ in FILTERS:
        values = sorted({value for page in pages for value in page.filters.get(name, ())})
        place = {value: i for i, value in enumerate(values)}
        of = [sorted({place[value] for value in page.filters.get(name, ())}) for page in pages]
        filters[name] = {"values": values, "of": of}
    points = [(place, point) for place, page in enumerate(pages) for point in page.points]
    own = {
        KIND: sorted({point.kind for _, point in points}),
        STATE[0]: sorted({point.state for _, point in points}),
    }
    of_points = [
        (place, *point.at, own[KIND].index(point.kind), own[STATE[0]].index(point.state)) for place, point in points
    ]
    return {"ids": [page.id for page in pages], "filters": filters, "points": {"values": own, "of": of_points}}


def _cards(pages: Sequence[_Indexed]) -> Iterator[list[Mapping[str, Any]]]:
    cards = [point.card for page in pages for point in page.points]
    return (cards[at : at + _CARDS] for at in range(0, len(cards), _CARDS))


def _characters(pages: Sequence[_Indexed]) -> list[dict[str, list[int]]]:
    """
    List for each Han character the pages that hold it, as steps from one place in the records to the next.

    Under the character with a point (`渡·`) come the suggestions that hold it, in the same way.

    A query of one character is answered from here: Pagefind would need the square of the results' number in time for
    it, or half as much memory again for words of one character.

    Returns:
        Buckets; a character's is its code point modulo their number.
    """
    buckets: list[dict[str, list[int]]] = [{} for _ in range(_BUCKETS)]
    last: dict[str, int] = {}

    def add(name: str, place: int) -> None:
        buckets[ord(name[0]) % _BUCKETS].setdefault(name, []).append(place - last.get(name, 0))
        last[name] = place

    for place, page in enumerate(pages):
        for character in page.characters:
            add(character, place)
    for place, point in enumerate(point for page in pages for point in page.points):
        for character in point.characters:
            add(f"{character}·", place)
    return buckets


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _problem(code: str, path: Path, **values: object) -> EnvironmentProblem:
    return EnvironmentProblem(diagnostic(code, Place(str(path)), **values))


def _engine() -> Path:
    try:
        import pagefind_bin  # type: ignore[import-untyped]  # it has no types

        return Path(pagefind_bin.get_executable())
    except (ImportError, FileNotFoundError) as missing:
        raise _problem("B055", Path("site.yml")) from missing


def _engine_version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("pagefind-bin")
    except PackageNotFoundError:
        return "none"


@contextmanager
def _running(command: list[str]) -> Iterator[Callable[[], float]]:
    """Run the engine; the value waits for its end and tells its largest memory in MiB."""
    import os
    import subprocess
    import sys
    import tempfile

    with tempfile.TemporaryFile() as output:
        try:
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
        except OSError as refused:
            raise _problem("B056", Path(command[0]), status="-", said=refused.strerror) from refused

        def ended() -> float:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode != 0:
                output.seek(0)
                said = output.read()[-2000:].decode("utf-8", "replace").strip()
                raise _problem("B056", Path(command[0]), status=process.returncode, said=said)
            # Linux counts in KiB, macOS in bytes.
            return usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)

        try:
            yield ended
        finally:
            if process.returncode is None:
                process.kill()
                process.wait()


def _pages_taken(out: Path) -> int:
    entry = json.loads((out / "pagefind-entry.json").read_text(encoding="utf-8"))
    return sum(language["page_count"] for language in entry["languages"].values())


def _keep_only_what_is_used(out: Path) -> None:
    import shutil

    for path in out.iterdir():
        if path.name in _KEPT or path.name in _KEPT_FOLDERS or path.suffix == ".pf_meta":
            continue
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
