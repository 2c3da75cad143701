"""Which files make an address, and why something is not public."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from builder.explain import explain
from builder.pipeline.run import Options
from tests.conftest import a_report, paths_in
from tests.makers import SITE, a_reply, a_site, write_tree

if TYPE_CHECKING:
    from pathlib import Path

_CLOSED = {"信息公开属性": "不予公开", "不公开理由": "个人隐私，某甲的病历"}


def explained(what: str, folder: Path, **files: str | bytes | None) -> tuple[str, bool]:
    """Explain something of a small site."""
    paths = paths_in(folder)
    write_tree(paths.content, a_site(**files))
    lines, is_known = explain(what, paths, Options(), a_report(), "zh")
    return "\n".join(lines), is_known


@pytest.mark.parametrize(
    "what",
    ["/replies/zx-5-3/041/mzj/", "replies/zx-5-3/041/mzj", "/replies/zx-5-3/041/mzj/index.html"],
)
def test_address_is_known_in_every_spelling(what: str, tmp_path: Path) -> None:
    """With or without slashes at the ends and the name of the file."""
    said, is_known = explained(what, tmp_path)

    assert is_known
    assert "replies/2024/041-mzj.md" in said
    assert "proposals/2024/041.md" in said


def test_whole_address_is_known_where_the_site_has_one(tmp_path: Path) -> None:
    """What is copied from a browser is understood, percent signs and all."""
    site = SITE + "网址: https://www.example.gov.cn/dafu/\n"
    address = "https://www.example.gov.cn/dafu/proposers/%E5%BC%A0%E6%96%87/"

    assert explained(address, tmp_path, **{"site.yml": site})[1]


def test_file_tells_its_pages_and_the_line_that_decided(tmp_path: Path) -> None:
    """The line is that of the attribute."""
    said, is_known = explained("replies/2024/041-mzj.md", tmp_path)

    assert is_known
    assert "第 8 行" in said
    assert "/replies/zx-5-3/041/mzj/" in said


def test_withheld_file_tells_why_and_no_more(tmp_path: Path) -> None:
    """The state is said; the reason's wording, the title and the text are not."""
    withheld = a_reply("不可泄露的正文。\n", 标题="不可泄露的标题", **_CLOSED)
    said, is_known = explained("replies/2024/041-mzj.md", tmp_path, **{"replies/2024/041-mzj.md": withheld})

    assert is_known
    assert "withheld" in said
    assert "不可泄露" not in said
    assert "病历" not in said


def test_what_is_neither_is_not_known(tmp_path: Path) -> None:
    """A word that means nothing here is said to mean nothing."""
    assert not explained("/replies/zx-5-3/099/mzj/", tmp_path)[1]
