"""Running the search engine: real runs over a few pages, and what is said when one cannot be."""

from __future__ import annotations

import json
import os
import time
from typing import TYPE_CHECKING

import pytest

from builder.diagnostics import EnvironmentProblem
from builder.output import search
from builder.site.shadow import Passage, Searchable, original, shadow_name, shadow_page
from tests.outputs import index_of

if TYPE_CHECKING:
    from pathlib import Path

ITEMS = (
    Searchable(
        "/replies/yz-5-1/091/jtj/",
        "关于渡口的答复",
        (Passage("p1", "渡口改造，方便 <两岸> 居民 & 旅客。"), Passage("p2", "完。")),
        filters=(("年份", "2022"), ("单位", "市交通局"), ("单位", "市水利局")),
        date="2022-05-10",
        year=2022,
    ),
    Searchable(
        "/replies/yz-5-1/〔12〕/jyj/",
        "关于托育的答复",
        (Passage("p1", "托育。"),),
        filters=(("年份", "2022"),),
        year=2022,
    ),
    Searchable("/about/", "关于本站", (Passage(None, "说明渡口。"),)),
)


def write(folder: Path) -> Path:
    """Write the shadow pages of a small archive."""
    for item in ITEMS:
        path = folder / shadow_name(item)
        path.parent.mkdir(parents=True)
        path.write_text(shadow_page(item), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, search.IndexResult]:
    """Run the engine once."""
    folder = tmp_path_factory.mktemp("search")
    return folder / "out", index_of(write(folder / "shadow"), folder / "out")


def test_every_page_is_indexed_and_the_run_is_measured(indexed: tuple[Path, search.IndexResult]) -> None:
    """The result says how many pages there are and what the engine took."""
    _, result = indexed

    assert 3 == result.pages
    assert result.peak_mib > 1


def test_only_what_the_search_page_needs_is_left(indexed: tuple[Path, search.IndexResult]) -> None:
    """None of Pagefind's own boxes, styles or programs for other pages is published."""
    out, _ = indexed
    names = {path.name for path in out.iterdir()}

    assert names == {name for name in names if not name.endswith(".css")}
    assert {"pagefind.js", "pagefind-worker.js"} == {name for name in names if name.endswith(".js")}
    assert {"pagefind-entry.json", "records.json"} == {name for name in names if name.endswith(".json")}
    assert {"index", "fragment", "filter", "characters"} == {path.name for path in out.iterdir() if path.is_dir()}


def test_the_text_can_be_read_back_from_the_index(indexed: tuple[Path, search.IndexResult]) -> None:
    """The audit sees in the index what a reader would see; addresses follow the date."""
    pages = {page["url"]: page for _, page in search.fragments(indexed[0])}

    assert {"/2022-05-10/replies/yz-5-1/091/jtj/", "/2022/replies/yz-5-1/〔12〕/jyj/", "/0000/about/"} == set(pages)
    reply = pages["/2022-05-10/replies/yz-5-1/091/jtj/"]
    assert "渡口改造，方便 <两岸> 居民 & 旅客。完。" == original(reply["content"])
    assert "关于渡口的答复" == original(reply["meta"]["title"])
    assert [("p1", 0), ("p2", 12)] == [(anchor["id"], anchor["location"]) for anchor in reply["anchors"]]


def test_the_records_stand_newest_first_with_their_facets(indexed: tuple[Path, search.IndexResult]) -> None:
    """A dated document is newer than an undated one of its year, and one without any year is the oldest."""
    out, _ = indexed
    records = json.loads((out / "records.json").read_text(encoding="utf-8"))
    urls = {name: page["url"] for name, page in search.fragments(out)}

    assert ["/2022-05-10", "/2022/repli", "/0000/about"] == [urls[name][:11] for name in records["ids"]]
    assert {"values": ["市交通局", "市水利局"], "of": [[0, 1], [], []]} == records["filters"]["单位"]
    assert {"values": ["2022"], "of": [[0], [0], []]} == records["filters"]["年份"]


def test_a_character_leads_to_every_page_that_holds_it(indexed: tuple[Path, search.IndexResult]) -> None:
    """Places in the records are given as steps, in the bucket of the character's code."""
    out, _ = indexed

    def steps(character: str) -> list[int]:
        bucket = out / "characters" / f"{ord(character) % 64}.json"
        found: list[int] = json.loads(bucket.read_text(encoding="utf-8")).get(character, [])
        return found

    assert [0, 2] == steps("渡")
    assert [0, 1, 1] == steps("关")
    assert [1] == steps("托")
    assert [] == steps("桥")


def test_the_name_of_a_set_of_pages_changes_with_any_of_them() -> None:
    """The same pages in any order have one name; another content, page or place has another."""
    pages = [("a", "1"), ("b", "2")]

    assert search.digest(pages) == search.digest(reversed(pages))
    assert 4 == len({search.digest(p) for p in (pages, pages[:1], [("a", "1"), ("b", "3")], [("a", "2"), ("b", "1")])})


@pytest.mark.parametrize(
    ("pages", "machine", "codes"), [(1_000, 8_000, []), (4_000, 8_000, ["B051"]), (9_000, 8_000, ["B050"])]
)
def test_want_of_memory_is_said_before_it_starts(pages: int, machine: int, codes: list[str]) -> None:
    """A warning above half of the machine's memory, an error above all of it."""
    assert codes == [found.code for found in search.memory_problems(pages, machine)]


def test_the_memory_of_this_machine_is_known() -> None:
    """In MiB, so that some hundreds are the least."""
    assert 100 < search.machine_memory() < 100_000_000


def test_an_old_index_is_never_written_into(tmp_path: Path) -> None:
    """The engine would leave the text of withdrawn documents there."""
    out = tmp_path / "out"
    out.mkdir()
    (out / "old.pf_fragment").touch()

    with pytest.raises(EnvironmentProblem) as refused:
        index_of(write(tmp_path / "shadow"), out)
    assert "B053" == refused.value.args[0].code


def test_nothing_to_index_is_said(tmp_path: Path) -> None:
    """The engine would make an index that no page can open."""
    with pytest.raises(EnvironmentProblem) as refused:
        index_of(tmp_path / "shadow", tmp_path / "out")

    assert "B052" == refused.value.args[0].code


def test_a_page_that_the_engine_leaves_out_is_noticed(tmp_path: Path) -> None:
    """An index that lacks a document is worse than none."""
    shadow = write(tmp_path / "shadow")
    (shadow / "stray.html").write_text("<!DOCTYPE html><html><body>没有标记</body></html>", encoding="utf-8")

    with pytest.raises(EnvironmentProblem) as refused:
        index_of(shadow, tmp_path / "out")
    assert "B054" == refused.value.args[0].code


def test_a_missing_engine_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says what to install."""
    monkeypatch.setitem(__import__("sys").modules, "pagefind_bin", None)

    with pytest.raises(EnvironmentProblem) as refused:
        index_of(write(tmp_path / "shadow"), tmp_path / "out")
    assert "B055" == refused.value.args[0].code


def test_an_engine_that_fails_is_quoted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its exit status and its last words are in the message."""
    engine = tmp_path / "engine"
    engine.write_text("#!/bin/sh\necho no room left\nexit 7\n", encoding="utf-8")
    engine.chmod(0o755)
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: engine)

    with pytest.raises(EnvironmentProblem) as refused:
        index_of(write(tmp_path / "shadow"), tmp_path / "out")
    assert "B056" == refused.value.args[0].code
    assert "Pagefind failed (status 7): no room left" == refused.value.args[0].message("en")


def test_an_engine_that_nobody_waits_for_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that ends with an error leaves no process behind."""
    engine = tmp_path / "engine"
    engine.write_text(
        f"#!/bin/sh\necho $$ > {tmp_path}/pid.new; mv {tmp_path}/pid.new {tmp_path}/pid\nexec sleep 600\n"
    )
    engine.chmod(0o755)
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: engine)
    started = tmp_path / "pid"

    with pytest.raises(LookupError), search.indexing(write(tmp_path / "shadow"), tmp_path / "out"):
        deadline = time.monotonic() + 60
        while not started.exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        raise LookupError

    with pytest.raises(ProcessLookupError):
        os.kill(int(started.read_text()), 0)
