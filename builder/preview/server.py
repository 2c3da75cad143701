"""
Serve the output folder on this machine alone, as a plain web server would, with a script for the preview in each page.

The script needs one permission that reading pages do not give, to ask this server for news; `dressed` adds it to the
policy in the page.  Only names that the site could have made are looked up, and nothing outside its folder is found.
"""

from __future__ import annotations

import errno
import html
import mimetypes
import os
import re
import socketserver
import threading
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from builder import __version__
from builder.diagnostics import EnvironmentProblem
from builder.phrases import say
from builder.preview.news import Board, News, as_json, stamp

if TYPE_CHECKING:
    from collections.abc import Iterator

HOST = "127.0.0.1"
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; "
    "style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""What the search page needs; other pages ask for less in their own policy, and get less."""

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".xml": "application/xml",
}
_KNOWN_TYPES = mimetypes.MimeTypes(filenames=())
"""Without the tables of this machine: a preview looks the same everywhere."""

_PAGE_POLICY = re.compile(rb'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)"')
_NEWS = "/-/news"
_OWN_FILES = {"/-/preview.js": "preview.js", "/-/preview.css": "preview.css"}
"""No address of a site is below `/-/`."""
_HERE = Path(__file__).parent

_SIGN_OF_LIFE = 15.0
"""Seconds after which a silent connection is written to, which shows whether the page is still there."""


class Answer(NamedTuple):
    """What is sent back for an address."""

    status: HTTPStatus
    content_type: str
    body: bytes
    location: str = ""
    """Where to look instead."""


def find(folder: Path, path: str) -> Path | None:
    """Name the file that the path of an address stands for, a folder's being `index.html`; `None` if there is none."""
    try:
        names = unquote(path, errors="strict").removeprefix("/").removesuffix("/").split("/")
    except UnicodeDecodeError:
        return None
    if path.endswith("/"):
        names = [name for name in names if path != "/"] + ["index.html"]
    if any(not name or name.startswith(".") or not name.isprintable() or "\\" in name for name in names):
        return None
    # Not Path.is_file: a name that is too long for the disk is not found, rather than an error.
    found = os.path.join(folder, *names)  # noqa: PTH118
    if not os.path.isfile(found) or not Path(found).resolve().is_relative_to(folder.resolve()):  # noqa: PTH113
        return None
    return Path(found)


def answer(folder: Path, target: str, news: News, run: str, language: str) -> Answer:
    """Answer a request for a file of the site."""
    path, query = urlsplit(target).path, urlsplit(target).query
    if news.site == 0:
        return Answer(HTTPStatus.SERVICE_UNAVAILABLE, _TYPES[".html"], _unbuilt(news, language))
    found = find(folder, path)
    status = HTTPStatus.OK
    if found is None and not path.endswith("/") and find(folder, f"{path}/"):
        return Answer(HTTPStatus.FOUND, _TYPES[".txt"], b"", f"{path}/" + (f"?{query}" if query else ""))
    if found is None:
        status, found = HTTPStatus.NOT_FOUND, find(folder, "/404.html")
    try:
        body = found.read_bytes() if found else b""
    except FileNotFoundError:  # taken away by a build between two steps
        return Answer(HTTPStatus.NOT_FOUND, _TYPES[".txt"], b"")
    content_type = type_of(found.name) if found else _TYPES[".txt"]
    if content_type == _TYPES[".html"]:
        body = dressed(body, news, run, of_search=path.startswith("/search/"))
    return Answer(status, content_type, body)


def type_of(name: str) -> str:
    """Tell the content type of a file by its name; what we do not know is just bytes."""
    return _TYPES.get(Path(name).suffix.lower()) or _KNOWN_TYPES.guess_type(name)[0] or "application/octet-stream"


def dressed(page: bytes, news: News, run: str, *, of_search: bool) -> bytes:
    """Put the preview's script into a page, and let its policy permit what the script does."""
    about = "search" if of_search else "site"
    script = _script(about, stamp(news, run, of_search=of_search))
    page = _PAGE_POLICY.sub(_permitting, page, count=1)
    head, end, rest = page.rpartition(b"</body>")
    return head + script + end + rest if end else rest + script


def is_for_us(host: str | None) -> bool:
    """Tell whether a request means this machine, and not a name that somebody else has pointed at it."""
    return host is not None and host.rsplit(":", 1)[0] in {HOST, "localhost"}


def _permitting(policy: re.Match[bytes]) -> bytes:
    opening, rules = policy.groups()
    return opening + rules + (b"" if b"connect-src" in rules else b"; connect-src 'self'") + b'"'


def _script(about: str, seen: str) -> bytes:
    return f'<script src="/-/preview.js" data-about="{about}" data-seen="{seen}" async></script>\n'.encode()


def _unbuilt(news: News, language: str) -> bytes:
    """Write the page that stands in for a site that has not been built yet."""
    title = html.escape(say("preview.problems", language, errors=len(news.problems)))
    items = [html.escape(" ".join(filter(None, problem))) for problem in news.problems]
    listed = "".join(f"<li>{item}</li>" for item in items)
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><noscript><h1>{title}</h1><ol>{listed}</ol></noscript>\n"
    ).encode() + _script("site", "")


class Server(ThreadingHTTPServer):
    """Listens on the loopback address alone; each connection has a thread that ends with the process."""

    daemon_threads = True

    def server_bind(self) -> None:
        """Take the port, without asking the name service who we are."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address[:2]  # type: ignore[assignment]  # of an IPv4 socket

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of readers who went away; anything else is a fault of ours."""
        import sys

        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # handed on as it came


def listen(port: int, folder: Path, board: Board, language: str) -> Server:
    """Take the port (0: any that is free); nothing is answered before `serve_forever` runs."""
    try:
        return Server((HOST, port), partial(_Request, folder=folder, board=board, language=language))
    except (OSError, OverflowError) as refused:
        is_taken = isinstance(refused, OSError) and refused.errno == errno.EADDRINUSE
        phrase = "port-taken" if is_taken else "port-refused"
        raise EnvironmentProblem(say(phrase, language, port=port)) from refused


@contextmanager
def answering(server: Server) -> Iterator[None]:
    """Answer requests, in other threads."""
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()
    try:
        yield
    finally:
        server.shutdown()


class _Request(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, folder: Path, board: Board, language: str) -> None:
        self._folder, self._board, self._language = folder, board, language
        super().__init__(*args)  # type: ignore[arg-type]  # the server passes them on

    def version_string(self) -> str:
        """Name the program, and not what it is written in."""
        return f"gongkai/{__version__}"

    def do_GET(self) -> None:
        """Answer with a file of the site, a file of the preview, or the news."""
        path = urlsplit(self.path).path
        if not is_for_us(self.headers.get("Host")):
            self._send(Answer(HTTPStatus.FORBIDDEN, _TYPES[".txt"], b""))
        elif path == _NEWS:
            self._send_news()
        elif path in _OWN_FILES:
            self._send(Answer(HTTPStatus.OK, type_of(path), (_HERE / _OWN_FILES[path]).read_bytes()))
        else:
            # The news are read before the file is: a page may be newer than it believes, never older.
            self._send(answer(self._folder, self.path, self._board.read(), self._board.run, self._language))

    def do_HEAD(self) -> None:
        """Answer as to GET, without the body."""
        self.do_GET()

    def _send(self, found: Answer) -> None:
        self.send_response(found.status)
        if found.location:
            self.send_header("Location", found.location)
        self._send_headers(found.content_type)
        self.send_header("Content-Length", str(len(found.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(found.body)

    def _send_news(self) -> None:
        """Tell the news, and again whenever they change, until the page goes away (server-sent events)."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self._send_headers("text/event-stream; charset=utf-8")
        self.end_headers()
        if self.command == "HEAD":
            return
        told = self._board.read()
        line = self._written(told)
        while True:
            self.wfile.write(line)
            news = self._board.wait(told, _SIGN_OF_LIFE)
            line = b":\n\n" if news == told else self._written(news)
            told = news

    def _written(self, news: News) -> bytes:
        return f"data: {as_json(news, self._board.run, self._language)}\n\n".encode()

    def _send_headers(self, content_type: str) -> None:
        self.send_header("Content-Type", content_type)
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")

    def log_message(self, *_: object) -> None:
        """Stay silent: the terminal tells of builds."""
