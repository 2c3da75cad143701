from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.conftest import paths_in
from tests.golden.test_golden import HERE as GOLDEN
from tests.makers import a_reply, a_site, write_tree
from tests.outputs import built, site_of
from tests.rebuilding import rebuild
from tests.unit.test_open_data import TREE

if TYPE_CHECKING:
    from pathlib import Path

SAMPLE = GOLDEN.parents[1] / "content"


def sites(content: Path, folder: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Build a site, make content from its data, and build that."""
    first, second = replace(paths_in(folder / "first"), content=content), paths_in(folder / "second")
    built(first)
    date = rebuild(first.output, second.content)
    built(second, as_of=date)
    return site_of(first.output), site_of(second.output)


def different(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """Name the files that are not in both, byte for byte."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


@pytest.mark.parametrize("content", [GOLDEN / "content", SAMPLE], ids=["golden", "sample"])
def test_the_data_make_the_same_site(content: Path, tmp_path: Path) -> None:
    """Every page, feed, attachment and file of data, byte for byte."""
    assert [] == different(*sites(content, tmp_path))


def test_listed_counted_and_hidden_documents_make_the_same_site(tmp_path: Path) -> None:
    """Rows, counts, and the place of a reply whose predecessor nobody may read."""
    later = a_reply("再次答复。\n", 再次答复="replies/2024/043-jyj.md", 答复编号="043", 答复单位="市教育局")
    write_tree(tmp_path / "content", a_site(**TREE, **{"replies/2024/043-jyj-2.md": later}))

    assert [] == different(*sites(tmp_path / "content", tmp_path))


def test_masked_and_allowed_personal_data_stay_as_they_were(tmp_path: Path) -> None:
    """What was masked is a text of stars; what somebody allowed is allowed again."""
    policy = "名称: 测试市答复公开（示例）\n公开: {个人信息: 遮盖, 允许: [{文字: 13900005678, 理由: 值班手机}]}\n"
    letter = a_reply("请打13800001234，或值班手机13900005678。\n")
    write_tree(tmp_path / "content", a_site(**{"site.yml": policy, "replies/2024/041-mzj.md": letter}))
    one, other = sites(tmp_path / "content", tmp_path)

    assert [] == different(one, other)
    assert "138＊＊＊＊＊＊34，或值班手机13900005678" in one["replies/zx-5-3/041/mzj/index.html"].decode()


@pytest.mark.seeds
def test_the_real_archive_is_made_again_from_its_data(archive_of_seeds: Path, tmp_path: Path) -> None:
    """Five real pairs."""
    assert [] == different(*sites(archive_of_seeds, tmp_path))
