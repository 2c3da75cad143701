"""Fixtures that every kind of test shares."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from builder.cache import Cache
from builder.diagnostics import BuildFailed, Diagnostic, in_order
from builder.pipeline.reading import Examined, examine
from builder.pipeline.run import SHIPPED_LAYOUTS, Options, Paths, Report
from tests.makers import write_tree

if TYPE_CHECKING:
    from collections.abc import Callable

SEEDS = Path(__file__).parents[2] / "shared" / "archive"

# A change is judged by the same examples today and tomorrow, on a busy machine too; whoever looks for more draws others:
# `pytest --hypothesis-profile=explore`.  Within two seconds (milliseconds here) an example ends everywhere, unless a
# pattern runs away.
settings.register_profile("alike", derandomize=True, database=None, deadline=2_000)
settings.register_profile("explore", settings.get_profile("default"))
settings.load_profile("alike")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip, and say so, what reads the real documents where they are not."""
    for item in items:
        if item.get_closest_marker("seeds") and not SEEDS.is_dir():
            item.add_marker(pytest.mark.skip(reason="the real documents are not beside this checkout"))


@pytest.fixture
def seeds() -> Path:
    """Give the folder of the raw documents that the real archive was made from."""
    return SEEDS.parent / "seeds"


@pytest.fixture
def archive_of_seeds() -> Path:
    """Give the content tree of the real documents."""
    return SEEDS


def paths_in(folder: Path) -> Paths:
    """Name the folders of a build inside *folder*."""
    return Paths(content=folder / "content", output=folder / "site", cache=folder / "cache", layouts=(SHIPPED_LAYOUTS,))


def a_report() -> Report:
    """Make a report whose clock stands still."""
    return Report(clock=lambda: 0.0, progress=lambda _stage, _finished, _total: None)


@pytest.fixture
def read(tmp_path: Path) -> Callable[[dict[str, str | bytes]], tuple[Examined | None, list[Diagnostic]]]:
    """Examine a tree of files: what passed the door, or nothing, and every diagnostic in order."""

    def run(tree: dict[str, str | bytes]) -> tuple[Examined | None, list[Diagnostic]]:
        paths, report = paths_in(tmp_path), a_report()
        write_tree(paths.content, tree)
        try:
            examined = examine(paths, Options(), report, Cache(paths.cache, paths.content))
        except BuildFailed:
            examined = None
        return examined, in_order(report.diagnostics)

    return run


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let expected reports and pages be written anew, to be read in the diff."""
    parser.addoption("--update-invalid", action="store_true", help="write the expected reports of tests/invalid anew")
    parser.addoption("--update-golden", action="store_true", help="write the expected pages of tests/golden anew")
