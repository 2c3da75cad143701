from __future__ import annotations

import http.client
import itertools
import json
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import pytest

from builder.diagnostics import EnvironmentProblem, Place, diagnostic
from builder.output.staging import Changes
from builder.pipeline import build
from builder.pipeline.run import Options
from builder.preview.news import Board, News, Problem, after_build, after_failure, as_json, problems_of, stamp
from builder.preview.renewal import attempt
from builder.preview.server import answer, answering, dressed, find, is_for_us, listen, type_of
from builder.preview.watch import is_change, settle, watching
from builder.serve import pause
from tests.conftest import a_report, paths_in
from tests.makers import a_proposal, a_reply, a_site, write_tree

if TYPE_CHECKING:
    from collections.abc import Iterator

BUILT = News(site=3, search=1)
PAGE = (
    b'<html><head><meta http-equiv="Content-Security-Policy" content="script-src \'self\'"></head><body>x</body></html>'
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a small output folder, with something beside it that is not for anybody."""
    tree: dict[str, str | bytes] = {
        "site/index.html": PAGE,
        "site/404.html": b"<body>gone</body>",
        "site/search/index.html": PAGE,
        "site/proposers/张文/index.html": PAGE,
        "site/attachments/a b.pdf": b"%PDF",
        "site/.gongkai": b"marker",
        "site/.well-known/x.txt": b"x",
        "secret.txt": b"secret",
    }
    write_tree(tmp_path, tree)
    (tmp_path / "site" / "way-out.txt").symlink_to(tmp_path / "secret.txt")
    return tmp_path / "site"


# --- what is found ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("/", "index.html"),
        ("/index.html", "index.html"),
        ("/search/", "search/index.html"),
        ("/proposers/%E5%BC%A0%E6%96%87/", "proposers/张文/index.html"),
        ("/attachments/a%20b.pdf", "attachments/a b.pdf"),
    ],
)
def test_find_names_the_file_of_an_address(folder: Path, path: str, file: str) -> None:
    """An address is the path of a file, percent-encoded, and that of a folder means its index page."""
    assert folder / file == find(folder, path)


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/search/../../secret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "/way-out.txt",
        "/.gongkai",
        "/.well-known/x.txt",
        "//index.html",
        "/search//",
        "//",
        "/search",
        "/attachments/",
        "/index.html/",
        "/%00",
        "/%ff",
        "/" + "a" * 5000,
        "",
    ],
)
def test_find_gives_nothing_else(folder: Path, path: str) -> None:
    """Nothing outside the folder, no name that begins with a dot, and no list of a folder is ever found."""
    assert find(folder, path) is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("feed.xml", "application/xml"),
        ("search.js", "text/javascript; charset=utf-8"),
        ("pagefind.wasm", "application/wasm"),
        ("wasm.unknown.pagefind", "application/octet-stream"),
        ("zh_1a2b.pf_fragment", "application/octet-stream"),
        ("scan.PDF", "application/pdf"),
    ],
)
def test_type_of_every_sort_of_file(name: str, expected: str) -> None:
    """Every sort of file of a site has the type by which a browser takes it for what it is."""
    assert expected == type_of(name)


def test_answer_leads_to_the_folder_and_keeps_the_query(folder: Path) -> None:
    """The address of a folder without its slash leads to the one with it, and a search stays a search."""
    found = answer(folder, "/search?q=x", BUILT, "run", "zh")

    assert (302, "/search/?q=x") == (found.status, found.location)


def test_answer_not_found_is_the_sites_own_page(folder: Path) -> None:
    """What does not exist is answered with the site's own page and the status 404."""
    found = answer(folder, "/nowhere/", BUILT, "run", "zh")

    assert 404 == found.status
    assert b"gone" in found.body


def test_answer_before_the_first_build_is_the_list_of_errors(folder: Path) -> None:
    """Until a build has succeeded every address shows what is to be mended, as text and nothing but text."""
    news = News(problems=(Problem("a.md:3:1", "<script>alert(1)</script>", ""),))

    for target in ("/", "/search/", "/nowhere"):
        found = answer(folder, target, news, "run", "zh")

        assert 503 == found.status
        assert b"a.md:3:1 &lt;script&gt;alert(1)&lt;/script&gt;" in found.body


# --- what is put into a page ------------------------------------------------------------------------------------


def test_dressed_adds_the_script_and_the_permission() -> None:
    """A page gets the script at the end of its body, and may ask the server it came from for news."""
    page = dressed(PAGE, BUILT, "run", of_search=False).decode()

    assert "content=\"script-src 'self'; connect-src 'self'\"" in page
    assert page.endswith(
        'x<script src="/-/preview.js" data-about="site" data-seen="run.3" async></script>\n</body></html>'
    )


def test_dressed_leaves_a_policy_that_permits_it() -> None:
    """The search page may ask already, and its policy stays as it is."""
    page = PAGE.replace(b"script-src", b"connect-src 'self'; script-src")

    assert 1 == dressed(page, BUILT, "run", of_search=True).count(b"connect-src")


def test_dressed_page_without_an_end() -> None:
    """A page whose body is not closed gets the script too."""
    assert dressed(b"<p>x", BUILT, "run", of_search=False).startswith(b"<p>x<script ")


def test_is_for_us_only_by_our_own_names() -> None:
    """A page of somebody else's that has its name pointed at this machine is not answered."""
    assert all(is_for_us(host) for host in ("127.0.0.1:8000", "localhost", "localhost:9"))
    assert not any(is_for_us(host) for host in ("evil.example:8000", "127.0.0.1.evil.example", "", None))


# --- the server -------------------------------------------------------------------------------------------------


@pytest.fixture
def board() -> Board:
    """Make a board on which a build has been posted."""
    board = Board("run")
    board.post(BUILT)
    return board


@pytest.fixture
def connection(folder: Path, board: Board) -> Iterator[http.client.HTTPConnection]:
    """Serve the folder and connect to it."""
    with listen(0, folder, board, "zh") as server, answering(server):
        connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
        yield connection
        connection.close()
        send_away(board)


def send_away(board: Board) -> None:
    """Post news until every thread that tells them knows that nobody listens; else it would find out at a sign of life."""
    for site in range(1_000, 2_000):
        if not any("process_request_thread" in thread.name for thread in threading.enumerate()):
            return
        board.post(News(site, 1))
        time.sleep(0.01)


def test_server_headers(connection: http.client.HTTPConnection) -> None:
    """Nothing is kept by the browser or guessed by it, and the site's strict policy holds."""
    connection.request("GET", "/")
    response = connection.getresponse()
    body = response.read()

    assert 200 == response.status
    assert "no-store" == response.getheader("Cache-Control")
    assert "nosniff" == response.getheader("X-Content-Type-Options")
    assert (response.getheader("Content-Security-Policy") or "").startswith("default-src 'none'; script-src 'self'")
    assert str(len(body)) == response.getheader("Content-Length")


def test_server_answers_head_without_a_body(connection: http.client.HTTPConnection) -> None:
    """HEAD is GET without the body, and the connection goes on."""
    connection.request("HEAD", "/")
    head = connection.getresponse()
    body = head.read()
    connection.request("GET", "/")

    assert b"" == body
    assert head.getheader("Content-Length") == str(len(connection.getresponse().read()))


def test_server_refuses_other_names_and_methods(connection: http.client.HTTPConnection) -> None:
    """Another host name is refused, and nothing but reading is known."""
    connection.request("GET", "/", headers={"Host": "evil.example"})
    response = connection.getresponse()
    response.read()
    connection.request("POST", "/")

    assert (403, 501) == (response.status, connection.getresponse().status)


def test_server_tells_news_as_they_come(connection: http.client.HTTPConnection, board: Board) -> None:
    """A page is told how things stand at once, and again when they change."""
    connection.request("GET", "/-/news")
    response = connection.getresponse()
    first = json.loads(response.readline().removeprefix(b"data: "))
    response.readline()
    board.post(after_failure(board.read(), [Problem("a.md:3:1", "wrong", "mend it")]))
    second = json.loads(response.readline().removeprefix(b"data: "))
    response.close()

    assert ("run.3", []) == (first["site"], first["problems"])
    assert [{"place": "a.md:3:1", "message": "wrong", "hint": "mend it"}] == second["problems"]


def test_port_that_is_taken(folder: Path, board: Board) -> None:
    """A port that another program has is a problem of the machine that names the way out."""
    with listen(0, folder, board, "en") as server, pytest.raises(EnvironmentProblem) as caught:
        listen(server.server_port, folder, board, "en")

    assert f"port {server.server_port} is taken; choose another with --port" == str(caught.value)


# --- what is told -----------------------------------------------------------------------------------------------


def test_after_build_only_what_changed_is_old() -> None:
    """A build makes all pages old, or the search page alone, or nothing."""
    assert News(4, 1) == after_build(BUILT, Changes((), ("index.html", "search/index.html"), ()))
    assert News(4, 1) == after_build(BUILT, Changes((), (), ("replies/x/index.html",)))
    assert News(3, 2) == after_build(BUILT, Changes((), ("search/index.html",), ()))
    assert BUILT == after_build(BUILT, Changes((), (), ()))


def test_after_build_the_first_one_counts_though_nothing_changed() -> None:
    """The first build that succeeds takes the list of errors away, also where the site was there already."""
    assert News(1, 0) == after_build(News(problems=(Problem("", "x", ""),)), Changes((), (), ()))


def test_after_failure_the_pages_stay_as_they_were() -> None:
    """A build that fails makes no page old."""
    failed = after_failure(BUILT, [Problem("", "x", "")])

    assert stamp(BUILT, "run", of_search=True) == stamp(failed, "run", of_search=True)
    assert BUILT == after_build(failed, Changes((), (), ()))


def test_problems_of_are_errors_in_the_language_asked_for() -> None:
    """Errors are listed with their place, message and hint; warnings and notes are for the terminal."""
    error = diagnostic("B003", Place("site.yml", 4, 2), path="x")
    note = diagnostic("B060", Place("site.yml"))

    listed = problems_of([note, error, "the machine"], "en")

    assert Problem("site.yml:4:2", "B003 x is not a folder", "Give a folder with --output.") == listed[0]
    assert (Problem("", "the machine", ""),) == listed[1:]


def test_news_are_one_line() -> None:
    """News are one line, whatever a message holds, as an event has to be."""
    assert "\n" not in as_json(News(problems=(Problem("", "a\nb\r\nc\u2028d", ""),)), "run", "zh")


# --- what is watched --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "paths"),
    [
        ("modified", ["replies/2024/a.md"]),
        ("deleted", ["site.yml"]),
        ("moved", ["replies/2024/.a.md.swp", "replies/2024/a.md"]),
        ("moved", ["replies/2024/a.md", "replies/2024/a.md~"]),
        ("created", ["replies/2025/"]),
        ("moved", ["replies/2025/", "replies/2026/"]),
    ],
)
def test_is_change_of_what_a_site_is_made_from(kind: str, paths: list[str]) -> None:
    """Writing, deleting and renaming are changes, also when only one of the two names is that of content."""
    assert is_change("/c", kind, [f"/c/{path}" for path in paths], is_folder=paths[0].endswith("/"))


@pytest.mark.parametrize(
    ("kind", "paths"),
    [
        ("opened", ["replies/2024/a.md"]),
        ("closed_no_write", ["replies/2024/a.md"]),
        ("modified", ["replies/2024/.a.md.swp"]),
        ("created", ["replies/2024/4913~"]),
        ("moved", [".goutputstream-1", ".goutputstream-2"]),
        ("modified", ["_drafts/a.md"]),
        ("modified", ["replies/2024/"]),
        ("modified", [""]),
    ],
)
def test_is_change_no_other(kind: str, paths: list[str]) -> None:
    """Reading is no change, nor is what an editor writes beside a file, nor that a folder's list was touched."""
    assert not is_change("/c", kind, [f"/c/{path}" for path in paths], is_folder=paths[0].endswith("/"))


def test_settle_waits_for_the_last_of_many_changes() -> None:
    """Several writes within a tenth of a second are one change."""
    changed, slept = Event(), []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) < 4:
            changed.set()

    settle(changed, sleep, lambda: sum(slept))

    assert [0.1] * 4 == slept
    assert not changed.is_set()


def test_settle_does_not_wait_for_ever() -> None:
    """What never comes to rest is built every two seconds, and the unrest is not forgotten."""
    changed = Event()
    clock = itertools.count(step=0.5)

    settle(changed, lambda _: changed.set(), lambda: next(clock))

    assert changed.is_set()


def test_watching_hears_a_file_that_is_saved_and_none_that_is_read(tmp_path: Path) -> None:
    """Saving a file is heard, and what a build does with it is not."""
    file = tmp_path / "a.md"
    file.write_text("x", encoding="utf-8")
    changed = Event()
    with watching([tmp_path], changed):
        file.read_text(encoding="utf-8")
        is_heard_when_read = changed.wait(0.3)
        file.write_text("y", encoding="utf-8")

        assert not is_heard_when_read
        assert changed.wait(5)


def test_pause_between_two_looks() -> None:
    """Without work one waits for a change alone; an index is begun after a rest, and looked after while it is made."""
    assert pause(is_due=False, is_running=False) is None
    assert 1.0 == pause(is_due=True, is_running=False)
    assert 0.2 == pause(is_due=True, is_running=True)


# --- the index that waits ---------------------------------------------------------------------------------------


def test_index_waits_and_is_kept_while_nothing_is_withdrawn(tmp_path: Path) -> None:
    """An edit leaves the old index in place, and the search page says that it is being renewed."""
    paths = paths_in(tmp_path)
    write_tree(paths.content, a_site())
    first = build(paths, Options(), a_report())
    write_tree(paths.content, {"replies/2024/041-mzj.md": a_reply("已经修好渡口。\n")})
    second = build(paths, Options(index_later=True), a_report())

    assert ("ready", "renewing") == (first.search_state, second.search_state)
    assert (paths.output / "pagefind").is_dir()
    assert 'data-state="renewing"' in (paths.output / "search" / "index.html").read_text(encoding="utf-8")
    assert "ready" == build(paths, Options(), a_report()).search_state


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(None, id="deleted"),
        pytest.param(a_proposal(信息公开属性="不予公开", 不公开理由="内部事务"), id="withheld"),
        pytest.param(a_proposal(信息公开属性="摘要公开", 不公开理由="内部事务", 摘要="有人提了。"), id="summary"),
    ],
)
def test_index_goes_at_once_with_what_is_withdrawn(tmp_path: Path, change: str | None) -> None:
    """No index is served that holds a document which has been withdrawn since, in whole or in part."""
    paths = paths_in(tmp_path)
    write_tree(paths.content, a_site())
    build(paths, Options(), a_report())
    proposal = paths.content / "proposals" / "2024" / "041.md"
    proposal.write_text(change, encoding="utf-8") if change else proposal.unlink()
    result = build(paths, Options(index_later=True), a_report())

    assert "renewing" == result.search_state
    assert not (paths.output / "pagefind").exists()


# --- layouts that are being edited ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("home", "line"),
    [
        ("{% extends 'base.html' %}\n{% block main %}\n{{ view. }}{% endblock %}", 3),
        ("{% extends 'base.html' %}\n{% block main %}\n{{ view.nonsense }}{% endblock %}", 3),
        ("{% extends 'absent.html' %}", 1),
    ],
)
def test_attempt_outlives_a_wrong_template(tmp_path: Path, home: str, line: int) -> None:
    """A template that is wrong is told by its file and line, and the preview goes on."""
    paths = paths_in(tmp_path)
    write_tree(paths.content, a_site())
    write_tree(tmp_path / "own", {"pages/home.html": home})
    overlaid = replace(paths, layouts=(tmp_path / "own", *paths.layouts))
    outcome = attempt(overlaid, Options(search=False), a_report())

    assert outcome.result is None
    assert ("layouts/pages/home.html", line) in [(found.place.path, found.place.line) for found in outcome.found]


# --- the command ------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_serve_ends_cleanly_when_it_is_told_to(tmp_path: Path) -> None:
    """Asked to end while the index is made, it ends with status 0 and leaves no lock, journal or staging."""
    write_tree(tmp_path / "content", a_site())
    command = [sys.executable, str(Path(__file__).parents[2] / "build.py"), "serve", "--port", "0", "--lang", "en"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as started:
        assert started.stdout
        while "look at it" not in started.stdout.readline():
            assert started.poll() is None
        started.terminate()
        status = started.wait(20)

    assert 0 == status
    assert {"content", "site", ".cache"} == {path.name for path in tmp_path.iterdir()}
