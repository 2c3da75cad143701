"""Builds made and read by tests: with everything, or with the door alone."""

from __future__ import annotations

import atexit
import gzip
import html
import io
import shutil
import tempfile
import zipfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from builder.cache import Cache, code_version
from builder.content import sources
from builder.disclosure import intake
from builder.output.search import IndexResult, indexing
from builder.pipeline import build
from builder.pipeline.planning import plan_site
from builder.pipeline.reading import examine
from builder.pipeline.run import Options, Paths
from builder.site import layouts, shadow
from builder.site.plan.later import with_search_state
from builder.site.render import Renderer, Texts
from tests.conftest import a_report

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from builder.pipeline.run import BuildResult
    from builder.site.plan.values import SitePlan

Files = dict[str, bytes]


def built(paths: Paths, *, search: bool = False, jobs: int = 1, as_of: str | None = None) -> BuildResult:
    """Build a site as the command does; templates that a test before this one has compiled are not compiled again."""
    templates = Cache(paths.cache, paths.content).folder / "templates"
    if not templates.exists():
        templates.symlink_to(_compiled(), target_is_directory=True)
    return build(paths, Options(jobs=jobs, search=search, as_of=as_of), a_report())


@cache
def _compiled() -> Path:
    """Make the folder that all tests of a run share: to compile takes twice as long as the rest of a small build."""
    folder = Path(tempfile.mkdtemp(prefix="gongkai-templates-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def index_of(shadow_folder: Path, out: Path) -> IndexResult:
    """Make a search index and wait for it."""
    with indexing(shadow_folder, out) as finish:
        return finish()


def site_of(output: Path) -> Files:
    """Read every file of an output, names with a dot in front aside, which are not published."""
    paths = {path.relative_to(output).as_posix(): path for path in sorted(output.rglob("*")) if path.is_file()}
    return {name: path.read_bytes() for name, path in paths.items() if not name.startswith(".")}


def without_audit(paths: Paths, templates: Path, *, search_state: str = "ready") -> Files:
    """Make every file of a site, and what search would be told, by what stands before the audit alone."""
    plan, renderer = _ready(paths, templates, search_state)
    files = {page.path: renderer.page(page) for page in plan.pages}
    files |= {copy.path: sources.read(paths.content, copy.source) for copy in plan.copies}
    files |= dict(renderer.files)
    for page in renderer.searchables(plan):
        found = renderer.searchable(page)
        files[f"shadow/{shadow.shadow_name(found)}"] = shadow.shadow_page(found).encode()
    return files


def pages_below(folder: str, paths: Paths, templates: Path) -> Files:
    """Make the pages of one folder of a site as a build makes them, and the assets, and nothing else."""
    plan, renderer = _ready(paths, templates, "ready")
    pages = {page.path: renderer.page(page) for page in plan.pages if page.path.startswith(folder)}
    return pages | dict(renderer.files)


def _ready(paths: Paths, templates: Path, search_state: str) -> tuple[SitePlan, Renderer]:
    """Plan a site, and get ready to make its files."""
    report = a_report()
    examined = examine(paths, Options(), report, Cache(paths.cache, paths.content))
    plan = with_search_state(plan_site(examined, paths.content, report), search_state)
    report.stop_on_errors()
    texts = intake.ReleasedTexts(paths.content, examined.origins, examined.config.policy)
    design = layouts.read(paths.layouts)
    return plan, Renderer(plan.context, design, Texts(texts.named, texts.digest), templates, code_version())


def readings(files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Read files, and what is packed in them, as a stranger would: (file, its name and text in every dress)."""
    for name, data in files.items():
        yield name, f"{name}\n{unquote(name)}"
        for inner, content in _unpacked(name, data):
            text = content.decode(errors="replace")
            yield inner, "\n".join((text, html.unescape(unquote(text))))


def _unpacked(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    if data[:2] == b"\x1f\x8b":
        yield name, gzip.decompress(data)
    elif data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for inner in packed.namelist():
                yield f"{name}!{inner}", inner.encode() + b"\n" + packed.read(inner)
    else:
        yield name, data
