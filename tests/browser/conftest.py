"""
A real Chromium and a plain static server, for tests that look at pages as a reader does.

The server sends the headers that the deployment guide asks for, so that a page which needs more fails here.
"""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from tests.browser.asking import ROOT, build

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; "
    "style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'"
)
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@dataclass
class Served:
    """A folder on loopback, and what was asked of it."""

    url: str
    """Ends in `/`."""
    requests: list[str] = field(default_factory=list)
    """The path of each request, in order."""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start the Chromium of this machine (`GONGKAI_CHROMIUM`, else /usr/bin/chromium, else playwright's own)."""
    playwright = pytest.importorskip("playwright.sync_api")
    named = os.environ.get("GONGKAI_CHROMIUM", "/usr/bin/chromium")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=named if Path(named).exists() else None, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """Open a page of its own for a test, in which no script may fail and nothing may be asked of another host."""
    context = chromium.new_context(locale="zh-CN", viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.set_default_timeout(15_000)
    problems: list[str] = []
    opened.on("pageerror", lambda error: problems.append(f"script: {error}"))
    opened.on("request", lambda request: problems.extend(_foreign(request.url)))
    yield opened
    context.close()

    assert problems == []


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sample archive once, without the search index."""
    return build(ROOT / "content", tmp_path_factory.mktemp("sample"), "--no-search")


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """Give a function that names what axe-core objects to on the page that is open."""
    script = pytest.importorskip("axe_playwright_python").__path__[0]
    source = (Path(script) / "axe.min.js").read_text("utf-8")

    def violations(page: Page) -> list[str]:
        page.evaluate(source)
        found: dict[str, Any] = page.evaluate("tags => axe.run({runOnly: tags, resultTypes: ['violations']})", WCAG)
        return [f"{item['id']}: {node['html']}" for item in found["violations"] for node in item["nodes"]]

    return violations


@pytest.fixture
def dressed(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Give a function that opens a page as one reader or another has set it up."""
    contexts = []

    def dress(*, is_large: bool = False, **settings: Any) -> Page:
        # axe is not ours; what our own pages may do is tested elsewhere.
        context = chromium.new_context(locale="zh-CN", bypass_csp=True, **settings)
        if is_large:
            context.add_init_script("localStorage.setItem('gongkai.large-print', '1')")
        contexts.append(context)
        return context.new_page()

    yield dress
    for context in contexts:
        context.close()


@pytest.fixture
def serve() -> Iterator[Callable[..., Served]]:
    """Serve folders until the test ends: `serve(folder)`, or `serve(folder, "/sub/dir/")` for a path below the root."""
    servers: list[ThreadingHTTPServer] = []

    def start(folder: Path, base: str = "/") -> Served:
        served = Served(url="")
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, folder=folder, base=base, served=served))
        served.url = f"http://127.0.0.1:{server.server_port}{base}"
        servers.append(server)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return served

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


class _Handler(SimpleHTTPRequestHandler):
    """Serve the files of one folder below one path, and note what is asked for."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, folder: Path, base: str, served: Served) -> None:
        self._base, self._served = base, served
        super().__init__(*args, directory=str(folder))  # type: ignore[arg-type]  # the server passes them on

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        self._served.requests.append(path)
        if not path.startswith(self._base):
            self.send_error(404)
            return
        self.path = "/" + self.path.removeprefix(self._base)
        super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Stay silent."""


def _foreign(url: str) -> list[str]:
    at = urlsplit(url)
    return [] if at.scheme in {"data", "blob", "file", "about"} or at.hostname == "127.0.0.1" else [f"asked {url}"]
