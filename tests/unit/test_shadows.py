"""The shadow pages that are kept from one search index to the next."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from builder.output.search import fragments
from builder.pipeline import build
from builder.pipeline.run import Options, Paths, Report
from builder.site.shadow import original
from tests.conftest import paths_in
from tests.makers import a_proposal, a_reply, a_site, write_tree
from tests.outputs import built

if TYPE_CHECKING:
    from pathlib import Path

ASKING = "巷内太暗。建议：\n\n1. 增设路灯。\n\n2. 定期检修。\n"


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """Lay out a small site and name the folders of its build."""
    paths = paths_in(tmp_path)
    write_tree(
        paths.content, a_site(**{"proposals/2024/042.md": a_proposal(ASKING, 编号='"042"', 标题="关于照明的提案")})
    )
    return paths


def shadows(paths: Paths) -> dict[str, tuple[int, int]]:
    """Tell of each shadow page in the cache which file it is, and of when."""
    found = paths.cache.glob("*/shadow/**/*.html")
    return {path.as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns) for path in found}


def told(paths: Paths) -> str:
    """Read all that the index knows of the texts."""
    return "\n".join(original(page["content"]) for _, page in fragments(paths.output / "pagefind"))


def known(paths: Paths) -> tuple[list[str], int]:
    """List the pages that the index knows, and count the suggestions."""
    index = paths.output / "pagefind"
    points = json.loads((index / "records.json").read_text(encoding="utf-8"))["points"]["of"]
    return sorted(page["url"] for _, page in fragments(index)), len(points)


def test_an_edit_makes_the_shadows_again_that_it_changes(paths: Paths) -> None:
    """The others stay as they lie there, and the index has the new text and not the old one."""
    built(paths, search=True)
    before = shadows(paths)
    reply = next(paths.content.glob("replies/*/*.md"))
    reply.write_text(reply.read_text(encoding="utf-8") + "\n\n又添了一盏路灯。\n", encoding="utf-8")
    built(paths, search=True)
    after = shadows(paths)

    assert before.keys() == after.keys()
    # The reply, and its proposal, whose suggestions it answers.
    assert {"replies", "proposals"} == {
        path.rpartition("shadow/")[2].split("/")[1] for path in after if after[path] != before[path]
    }
    assert any(before[path] == after[path] for path in after)
    assert "又添了一盏路灯" in told(paths)


def test_what_is_withdrawn_leaves_the_shadows(paths: Paths) -> None:
    """Neither the folder nor the index holds it after the build that withdraws it."""
    built(paths, search=True)
    before = shadows(paths)
    proposal = paths.content / "proposals/2024/042.md"
    proposal.write_text(
        a_proposal(编号='"042"', 标题="关于照明的提案", 信息公开属性="不予公开", 不公开理由="个人隐私"),
        encoding="utf-8",
    )
    built(paths, search=True)

    assert {"042"} == {path.split("/")[-2] for path in before.keys() - shadows(paths).keys()}


def test_shadows_without_a_note_are_not_trusted(paths: Paths) -> None:
    """A build that was cut off leaves none: whatever lies there is made anew."""
    built(paths, search=True)
    for path in paths.cache.glob("*/shadow/**/*.html"):
        path.write_text(path.read_text(encoding="utf-8").replace("</body>", "甲乙 乙丙</body>"), encoding="utf-8")
    stray = next(paths.cache.glob("*/shadow")) / "2024/stray/index.html"
    stray.parent.mkdir(parents=True)
    stray.write_text("<html lang='und'><body data-pagefind-body>丁戊</body></html>", encoding="utf-8")
    next(paths.cache.glob("*/shadows")).unlink()
    write_tree(paths.content, {"replies/2024/043-mzj.md": a_reply(答复编号='"43"')})
    built(paths, search=True)

    assert not stray.exists()
    assert not {"甲乙", "丁戊"} & set(told(paths).split())
    assert "甲乙" not in told(paths)


def test_a_shadow_that_somebody_took_away_is_made_again(paths: Paths) -> None:
    """Those who clean old files out of caches take no document out of the search."""
    built(paths, search=True)
    before = known(paths)
    found = sorted(path for path in paths.cache.glob("*/shadow/**/*") if path.is_file())
    for path in found:
        path.unlink()
    reply = next(paths.content.glob("replies/*/*.md"))
    reply.write_text(reply.read_text(encoding="utf-8") + "\n\n又添了一盏路灯。\n", encoding="utf-8")
    built(paths, search=True)

    assert {"index.html", "points.json"} == {path.name for path in found}
    assert found == sorted(path for path in paths.cache.glob("*/shadow/**/*") if path.is_file())
    assert before == known(paths)


def test_files_of_an_index_that_stay_as_they_were_are_not_audited_again(paths: Paths) -> None:
    """They were found clean when they were new, against the same secrets; after a withdrawal all are read."""

    def audited() -> int:
        totals: list[int] = []
        report = Report(
            clock=lambda: 0.0, progress=lambda stage, _, total: totals.append(total) if stage == "audit" else None
        )
        build(paths, Options(search=True, data=False), report)
        return max(totals, default=0)

    all_files = audited()
    reply = next(paths.content.glob("replies/*/*.md"))
    text = reply.read_text(encoding="utf-8")
    reply.write_text(text + "\n\n又添了一盏路灯。\n", encoding="utf-8")
    few = audited()
    reply.write_text(text.replace("可以公开", "不予公开\n不公开理由: 个人隐私"), encoding="utf-8")
    after_withdrawal = audited()

    assert few < all_files / 2
    assert after_withdrawal > all_files / 2
