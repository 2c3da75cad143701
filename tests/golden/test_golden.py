"""
A small site, whole: thirteen documents in every state of disclosure, and the pages that they make, read by eye.

`content/` is the site.  `expected/` holds the pages to read, byte for byte, and `files.txt` the name of every file that
is built.  Style sheets and scripts are emptied before the build: their names hold the digests of what is in them, and a
new colour should not change every page here.  `pytest --update-golden` writes both anew, to be read in the diff.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from builder.pipeline import build
from builder.pipeline.run import SHIPPED_LAYOUTS, Options, Paths
from tests.conftest import a_report

if TYPE_CHECKING:
    from collections.abc import Mapping

HERE = Path(__file__).parent
EXPECTED = HERE / "expected"
FILES = HERE / "files.txt"
READ = (
    "404.html",
    "about/index.html",
    "commitments/feed.xml",
    "commitments/index.html",
    "commitments/jtj/index.html",
    "departments/index.html",
    "departments/jtj/index.html",
    "departments/jyj/index.html",
    "feed.xml",
    "glossary/index.html",
    "index.html",
    "meetings/2024/xiexiang/index.html",
    "meetings/2024/xiexiang/index.json",
    "numbers/index.html",
    "opensearch.xml",
    "proposals/zx-1-1/001/index.html",
    "proposals/zx-1-1/001/index.json",
    "proposals/zx-1-1/002/index.html",
    "proposals/zx-1-1/002/index.json",
    "proposals/zx-1-1/003/index.html",
    "proposals/zx-1-1/004/index.html",
    "replies/zx-1-1/001/jtj/2/index.html",
    "replies/zx-1-1/001/jtj/index.html",
    "replies/zx-1-1/001/jyj/index.html",
    "replies/zx-1-1/001/jyj/index.json",
    "replies/zx-1-1/003/jtj/index.html",
    "reports/2024/zongti/index.html",
    "reports/2024/zongti/index.json",
    "results/solved/index.html",
    "robots.txt",
    "search/index.html",
    "sessions/zx-1-1/index.html",
    "sitemap.xml",
    "statistics/2024/index.html",
    "statistics/index.html",
    "updates/2024/liangdeng/index.html",
    "updates/2024/liangdeng/index.json",
    "years/2024/index.html",
    "years/index.html",
)
NEVER = "不应出现 学生甲乙丙 遮去 全貌 报价 13800001234 mingdan 005-jtj".split()
"""What stands only in what may not be shown."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Build the site, and read every file of it."""
    folder = tmp_path_factory.mktemp("golden")
    layouts = folder / "layouts"
    shutil.copytree(SHIPPED_LAYOUTS, layouts)
    for asset in (*layouts.rglob("*.css"), *layouts.rglob("*.js"), *layouts.rglob("*.svg")):
        asset.write_bytes(b"")
    paths = Paths(content=HERE / "content", output=folder / "site", cache=folder / "cache", layouts=(layouts,))
    build(paths, Options(search=False), a_report())
    files = sorted(path for path in paths.output.rglob("*") if path.is_file() and path.name != ".gongkai")
    return {path.relative_to(paths.output).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="module", autouse=True)
def _update(site: Mapping[str, bytes], request: pytest.FixtureRequest) -> None:
    """Write what is expected anew, where that was asked for."""
    if request.config.getoption("--update-golden"):
        shutil.rmtree(EXPECTED, ignore_errors=True)
        for name in READ:
            path = EXPECTED / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(site[name])
        FILES.write_text("".join(f"{name}\n" for name in site), encoding="utf-8")


@pytest.mark.parametrize("name", READ)
def test_page_is_the_one_that_was_read(site: Mapping[str, bytes], name: str) -> None:
    """A page is, byte for byte, the one that somebody has looked at."""
    assert (EXPECTED / name).read_text(encoding="utf-8") == site[name].decode()


def test_site_has_these_files_and_no_others(site: Mapping[str, bytes]) -> None:
    """Every document, list and feed has its file, and what may not be shown has none."""
    assert FILES.read_text(encoding="utf-8").splitlines() == list(site)


@pytest.mark.parametrize("words", NEVER)
def test_what_may_not_be_shown_is_nowhere(site: Mapping[str, bytes], words: str) -> None:
    """No file and no name of a file holds what stands only in withheld documents and passages."""
    assert [] == [name for name, data in site.items() if words.encode() in data or words in name]
