"""
The fifth promise: a site that was edited many times is, byte for byte, the site that a clean build makes.

A world is an archive with its vocabulary, settings and layouts.  Edits are drawn at random and applied to one content
folder, whose cache and output stay; after each the same content is built from nothing elsewhere.  Between edits the
content is broken now and then: that build has to fail, and to leave the site as it was.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from builder.cache import Cache
from builder.diagnostics import BuildFailed, in_order
from builder.output import search
from builder.pipeline import build
from builder.pipeline.run import SHIPPED_LAYOUTS, Options
from tests.conftest import a_report, paths_in
from tests.makers import UNITS, a_site, write_tree
from tests.outputs import Files, built, site_of, without_audit
from tests.property.archives import KINDS, STATES, Archive, Draft, archives

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from builder.diagnostics import Diagnostic
    from builder.pipeline.run import Paths

_PROGRAM = Path(__file__).parents[2] / "build.py"


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Everything that a site is made from."""

    archive: Archive
    files: Mapping[str, str] = field(default_factory=dict)
    """Written over those of the archive."""
    layouts: Mapping[str, str] = field(default_factory=dict)
    """Of the overlay."""


Edit = tuple[str, int, int]
"""What is done, to which of several, and how."""


def edited(world: World, edit: Edit) -> World:
    """Apply an edit."""
    what, which, how = edit
    return EDITS[what](world, which, how)


def _draft_changed(world: World, which: int, change: Callable[[Draft], Draft]) -> World:
    drafts = world.archive.drafts
    if not drafts:
        return world
    at = which % len(drafts)
    changed = (*drafts[:at], change(drafts[at]), *drafts[at + 1 :])
    return replace(world, archive=replace(world.archive, drafts=changed))


def _set_state(world: World, which: int, how: int) -> World:
    return _draft_changed(world, which, lambda draft: replace(draft, state=STATES[how % len(STATES)]))


def _set_text(world: World, which: int, _how: int) -> World:
    return _draft_changed(world, which, lambda draft: replace(draft, edition=draft.edition + 1))


def _set_files(world: World, which: int, _how: int) -> World:
    return _draft_changed(world, which, lambda draft: replace(draft, files_edition=draft.files_edition + 1))


def _move(world: World, which: int, how: int) -> World:
    drafts = world.archive.drafts
    moved = drafts[which % len(drafts)].path if drafts else ""
    if any(draft.follows == moved for draft in drafts):  # whoever follows it would have to be told
        return world
    return _draft_changed(world, which, lambda draft: replace(draft, subfolder=("", "甲/", "乙/丙/")[how % 3]))


def _attach(world: World, which: int, how: int) -> World:
    attached = ((), (True,), (False,), (True, True))[how % 4]
    return _draft_changed(world, which, lambda draft: replace(draft, attached=attached))


def _add(world: World, which: int, how: int) -> World:
    serial = max((draft.serial for draft in world.archive.drafts), default=0) + 1
    kind, state = KINDS[which % len(KINDS)], STATES[how % len(STATES)]
    matter = 0 if kind not in {"proposal", "reply"} else serial % 29 + 1
    taken = {(draft.kind, draft.matter, draft.unit) for draft in world.archive.drafts}
    if (kind, matter, 0) in taken:
        return world
    draft = Draft(kind=kind, serial=serial, state=state, matter=matter, attached=(True,) * (how % 2))
    return replace(world, archive=replace(world.archive, drafts=(*world.archive.drafts, draft)))


def _delete(world: World, which: int, _how: int) -> World:
    drafts = world.archive.drafts
    at = which % len(drafts) if drafts else 0
    if not drafts or any(draft.follows == drafts[at].path for draft in drafts):
        return world
    return replace(world, archive=replace(world.archive, drafts=(*drafts[:at], *drafts[at + 1 :])))


def _with_file(path: str, *texts: str) -> Callable[[World, int, int], World]:
    """Write one of these texts to a content file; an empty one removes it."""

    def write(world: World, _which: int, how: int) -> World:
        replaced = _TWO_UNITS if path in _TWO_UNITS else {path}
        files = {name: text for name, text in world.files.items() if name not in replaced}
        text = texts[how % len(texts)]
        return replace(world, files={**files, path: text} if text else files)

    return write


_TWO_UNITS = ("departments/mzj.yml", "departments/jyj.yml")


def _swap_units(world: World, _which: int, how: int) -> World:
    """Let every name of one unit mean another, so that documents that did not change lead elsewhere."""
    one, other = _TWO_UNITS
    files = {name: text for name, text in world.files.items() if name not in _TWO_UNITS}
    return replace(world, files={**files, one: UNITS[other], other: UNITS[one]} if how % 2 else files)


def _set_policy(world: World, which: int, how: int) -> World:
    name = ("lists_on_request", "counts_withheld", "masks")[which % 3]
    if name == "masks" and not how % 2:
        return world  # personal data that was masked would be refused
    return replace(world, archive=replace(world.archive, **{name: bool(how % 2)}))


def _set_address(world: World, _which: int, how: int) -> World:
    address = (None, "https://www.example.gov.cn/", "https://www.example.gov.cn/dafu/")[how % 3]
    return replace(world, archive=replace(world.archive, base_url=address))


def _set_layout(world: World, which: int, how: int) -> World:
    name = ("i18n/zh-CN.yml", "pages/reply.html", "assets/css/print.css", "components/rows/matter.html")[which % 4]
    layouts = {path: text for path, text in world.layouts.items() if path != name}
    if how % 3:
        shipped = (SHIPPED_LAYOUTS / name).read_text(encoding="utf-8")
        changed = {
            "yml": f"section:\n  home: 首页{how}\n",
            "css": f"{shipped}\np {{ widows: {how}; }}\n",
            "html": shipped.replace("{% block main %}", "{% block main %}<!-- main -->") + f"<!-- {how} -->",
        }
        layouts[name] = changed[name.rpartition(".")[2]]
    return replace(world, layouts=layouts)


EDITS: dict[str, Callable[[World, int, int], World]] = {
    "state": _set_state,
    "text": _set_text,
    "move": _move,
    "attach": _attach,
    "attached files": _set_files,
    "add": _add,
    "delete": _delete,
    "policy": _set_policy,
    "address": _set_address,
    "layout": _set_layout,
    "unit": _with_file(
        "departments/mzj.yml",
        "名称: 测试市民政局\n简称: 市民政局\n排序: 9\n",
        "名称: 测试市民政和退役事务局\n别名: [市民政局]\n电话: 0999-5550101\n",
        "",
    ),
    "another unit": _with_file("departments/gaj.yml", "名称: 测试市公安局\n排序: 0\n上级: jyj\n", ""),
    "session": _with_file(
        "sessions/zx-5-3.yml",
        "机构: 政协\n名称: 测试市政协五届三次全会\n年份: 2024\n",
        "机构: 人大\n名称: 测试市五届人大三次会议\n年份: 2025\n",
        "",
    ),
    "swapped units": _swap_units,
    "redirect": _with_file("redirects.yml", "/old/: /years/\n", "/older/: /search/\n", ""),
}
BROKEN = (
    ("replies/2024/broken.md", "---\n标题: 没有写属性\n届次: zx-5-3\n答复单位: 市民政局\n---\n正文。\n"),
    ("replies/2024/broken.md", "没有开头"),
    ("sessions/zx-9-9.yml", "机构: 政协\n"),
    ("proposals/2024/secret.md", "---\n标题: 某件\n届次: zx-5-3\n编号: 999\n信息公开属性: 机密\n---\n正文。\n"),
)


class Workplace:
    """A content folder that is edited, with the cache and the output that it keeps."""

    def __init__(self, folder: Path) -> None:
        self.paths = paths_in(folder)
        self.overlay = folder / "layouts"
        self.paths = replace(self.paths, layouts=(self.overlay, SHIPPED_LAYOUTS))
        self.step = 0
        self.told: list[Diagnostic] = []
        """What the last build found."""

    def lay(self, world: World) -> None:
        """Bring the folders to the state of a world; only what differs is written, at a time long past."""
        self.step += 1
        self._lay(self.paths.content, {**world.archive.tree(), **{p: t.encode() for p, t in world.files.items()}})
        self._lay(self.overlay, {path: text.encode() for path, text in world.layouts.items()})

    def _lay(self, root: Path, tree: Mapping[str, bytes]) -> None:
        root.mkdir(exist_ok=True)
        for path in [path for path in root.rglob("*") if path.is_file()]:
            if path.relative_to(root).as_posix() not in tree:
                path.unlink()
        for name, data in tree.items():
            file = root / name
            if not file.is_file() or file.read_bytes() != data:
                write_tree(root, {name: data})
                os.utime(file, (1_600_000_000 + self.step, 1_600_000_000 + self.step))

    def build(self, *, with_index: bool = False) -> Files:
        """Build into the output that is there."""
        return self._built(self.paths, with_index=with_index)

    def clean_build(self, *, with_index: bool = False) -> Files:
        """Build the same content into an empty folder, with nothing remembered but compiled templates."""
        with tempfile.TemporaryDirectory(dir=self.paths.cache.parent) as folder:
            paths = replace(self.paths, output=Path(folder) / "site", cache=Path(folder) / "cache")
            warm, cold = (Cache(place.cache, place.content).folder for place in (self.paths, paths))
            if (warm / "templates").is_dir():
                shutil.copytree(warm / "templates", cold / "templates")
            return self._built(paths, with_index=with_index)

    def _built(self, paths: Paths, *, with_index: bool) -> Files:
        report = a_report()
        build(paths, Options(search=with_index), report)
        self.told = in_order(report.diagnostics)
        return site_of(paths.output)


def answers(files: Files, output: Path) -> list[str]:
    """Give what the search index answers with, in an order of its own."""
    return sorted(repr(sorted(page.items())) for _, page in search.fragments(output / "pagefind")) if files else []


def differing(one: Files, other: Files) -> set[str]:
    """Name the files that two sites do not share, the index aside."""
    names = {name for name in one.keys() | other.keys() if not name.startswith("pagefind/")}
    return {name for name in names if one.get(name) != other.get(name)}


def follow(start: World, edits: list[Edit], breaks: list[int]) -> None:
    """Edit, build and compare, step by step; before the steps in *breaks* the content is broken for a moment."""
    with tempfile.TemporaryDirectory() as folder:
        place = Workplace(Path(folder))
        place.lay(start)
        site = place.build()
        world = start
        for step, edit in enumerate(edits):
            if step in breaks:
                path, text = BROKEN[edit[2] % len(BROKEN)]
                place.lay(replace(world, files={**world.files, path: text}))
                with pytest.raises(BuildFailed):
                    place.build()

                assert site == site_of(place.paths.output)
            world = edited(world, edit)
            place.lay(world)
            site = place.build()
            told = place.told

            assert set() == differing(place.clean_build(), site), (step, edit)
            assert place.told == told, (step, edit)


_EDIT = st.tuples(st.sampled_from(sorted(EDITS)), st.integers(0, 11), st.integers(0, 11))
_WORLD = st.builds(World, archive=archives().map(lambda archive: replace(archive, masks=True)))
_SOME = settings(
    max_examples=1,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow],
)


@given(start=_WORLD, edits=st.lists(_EDIT, min_size=2, max_size=4), breaks=st.lists(st.integers(0, 3), max_size=1))
@_SOME
def test_site_edited_several_times_is_that_of_a_clean_build(start: World, edits: list[Edit], breaks: list[int]) -> None:
    """After every edit the site is byte for byte what a clean build makes; a broken state leaves it as it was."""
    follow(start, edits, breaks)


@pytest.mark.slow
@given(
    start=st.builds(World, archive=archives(most_matters=5, most_others=8).map(lambda a: replace(a, masks=True))),
    edits=st.lists(_EDIT, min_size=8, max_size=20),
    breaks=st.lists(st.integers(0, 19), max_size=4),
)
@settings(_SOME, max_examples=6)
def test_site_edited_many_times_is_that_of_a_clean_build(start: World, edits: list[Edit], breaks: list[int]) -> None:
    """As above, with larger archives and long histories."""
    follow(start, edits, breaks)


@pytest.mark.slow
@pytest.mark.parametrize("what", sorted(EDITS))
def test_every_kind_of_edit_alone(what: str, tmp_path: Path) -> None:
    """Each kind of edit, and taking it back, gives the sites of clean builds."""
    drafts = tuple(
        Draft(
            kind=kind, serial=serial, state="public", matter=1 if kind in {"proposal", "reply"} else 0, attached=(True,)
        )
        for serial, kind in enumerate(KINDS, 1)
    )
    start = World(archive=Archive(drafts=drafts, masks=True))
    place = Workplace(tmp_path)
    place.lay(start)
    first = place.build()
    place.lay(edited(start, (what, 1, 1)))
    second = place.build()

    assert set() == differing(place.clean_build(), second)
    place.lay(start)
    assert set() == differing(first, place.build())


_EVERY_EDIT = [*((what, which, 1) for which, what in enumerate(EDITS)), *(("layout", which, 1) for which in range(4))]


@pytest.mark.parametrize(
    "edits",
    [
        pytest.param(_EVERY_EDIT[::6], id="some"),
        pytest.param(_EVERY_EDIT, id="all", marks=pytest.mark.slow),
    ],
)
def test_kinds_of_edits_one_after_another(edits: list[Edit], tmp_path: Path) -> None:
    """After each edit the site is what the same content gives without a memory."""
    drafts = tuple(
        Draft(
            kind=kind, serial=serial, state="public", matter=1 if kind in {"proposal", "reply"} else 0, attached=(True,)
        )
        for serial, kind in enumerate(KINDS, 1)
    )
    world = World(archive=Archive(drafts=drafts, masks=True))
    place = Workplace(tmp_path)
    place.lay(world)
    place.build()
    for edit in edits:
        world = edited(world, edit)
        place.lay(world)
        site = place.build()
        fresh = without_audit(place.paths, tmp_path / "templates", search_state="absent")
        # The files of `/data/` are made from other files, and are compared with those of a clean build elsewhere.
        fresh, site = (
            {path: data for path, data in files.items() if not path.startswith(("shadow/", "data/"))}
            for files in (fresh, site)
        )

        assert set() == differing(fresh, site), edit


@pytest.mark.parametrize(
    "edits",
    [
        pytest.param(_EVERY_EDIT[1::8], id="some"),
        pytest.param(_EVERY_EDIT, id="all", marks=pytest.mark.slow),
    ],
)
def test_shadows_that_are_kept_are_those_of_a_clean_build(edits: list[Edit], tmp_path: Path) -> None:
    """After each edit every page that the search engine reads is what the same content gives without a memory."""
    drafts = tuple(
        Draft(kind=kind, serial=serial, state="public", matter=1 if kind in {"proposal", "reply"} else 0)
        for serial, kind in enumerate(KINDS, 1)
    )
    world = World(archive=Archive(drafts=drafts, masks=True))
    place = Workplace(tmp_path / "a")
    place.paths.content.parent.mkdir()
    place.lay(world)
    place.build(with_index=True)
    for number, edit in enumerate(edits):
        world = edited(world, edit)
        place.lay(world)
        place.build(with_index=True)
        clean = replace(place.paths, output=tmp_path / f"{number}/site", cache=tmp_path / f"{number}/cache")
        built(clean, search=True)

        assert shadows(clean) == shadows(place.paths), edit


def shadows(paths: Paths) -> Files:
    """Read what the search engine was given."""
    return site_of(Cache(paths.cache, paths.content).folder / "shadow")


def test_index_that_is_kept_answers_as_one_made_anew(tmp_path: Path) -> None:
    """After edits with the index, its fragments are those of a clean build."""
    archive = Archive(drafts=tuple(Draft(kind="reply", serial=n, state="public", matter=n) for n in (1, 2, 3)))
    place = Workplace(tmp_path / "a")
    place.paths.content.parent.mkdir()
    place.lay(World(archive=archive))
    place.build(with_index=True)
    world = edited(edited(World(archive=archive), ("text", 1, 0)), ("state", 0, 4))
    place.lay(world)
    site = place.build(with_index=True)
    clean = replace(place.paths, output=tmp_path / "clean" / "site", cache=tmp_path / "clean" / "cache")
    built(clean, search=True)

    assert set() == differing(site_of(clean.output), site)
    assert answers(site_of(clean.output), clean.output) == answers(site, place.paths.output)


# --- other machines -----------------------------------------------------------------------------------------------
def build_elsewhere(content: Path, output: Path, *more: str, cwd: Path, **environment: str) -> Files:
    """Build by the command line in a process of its own."""
    command = [
        sys.executable,
        str(_PROGRAM),
        "build",
        "--no-search",
        "--content",
        str(content),
        "--output",
        str(output),
    ]
    command += ["--cache", str(output.parent / "cache"), *more]
    subprocess.run(command, check=True, cwd=cwd, env={**os.environ, **environment}, capture_output=True)
    return site_of(cwd / output)


def test_site_does_not_depend_on_machine_or_process(tmp_path: Path) -> None:
    """Time zone, locale, hash seed, working directory, number of processes and order of files change no byte."""
    tree: dict[str, Any] = {**a_site(), **_every_kind().tree(), "site.yml": "名称: 测试\n公开: {个人信息: 遮盖}\n"}
    write_tree(tmp_path / "a" / "content", tree)
    write_tree(tmp_path / "b" / "other name", dict(reversed(tree.items())))
    one = build_elsewhere(
        Path("content"),
        Path("site"),
        "--jobs=1",
        cwd=tmp_path / "a",
        TZ="Pacific/Kiritimati",
        LC_ALL="C",
        PYTHONHASHSEED="1",
        LANG="C",
    )
    other = build_elsewhere(
        tmp_path / "b" / "other name",
        tmp_path / "b" / "site",
        "--jobs=2",
        cwd=tmp_path,
        TZ="America/Adak",
        LC_ALL="C.UTF-8",
        PYTHONHASHSEED="2",
        PYTHONUTF8="0",
    )

    assert set() == differing(one, other)
    assert len(one) > 50


def _every_kind() -> Archive:
    kinds = [(kind, state) for kind in KINDS for state in ("public", "summary", "redacted")]
    return Archive(
        drafts=tuple(
            Draft(kind=kind, serial=serial, state=state, matter=serial if kind in {"proposal", "reply"} else 0)
            for serial, (kind, state) in enumerate(kinds, 1)
        )
    )


def test_deleting_the_cache_changes_no_byte(tmp_path: Path) -> None:
    """Without its cache the next build gives the same site and touches no file of it."""
    paths = paths_in(tmp_path)
    write_tree(paths.content, a_site())
    built(paths)
    before = {path: path.stat().st_mtime_ns for path in paths.output.rglob("*")}
    first = site_of(paths.output)
    shutil.rmtree(paths.cache)
    build(paths, Options(search=False), a_report())

    assert first == site_of(paths.output)
    assert before == {path: path.stat().st_mtime_ns for path in paths.output.rglob("*")}
