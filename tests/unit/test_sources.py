"""The content tree: what is content, what is left out and said, what is remembered."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from builder.content.sources import Stat, digest_of, inside, is_ignored, list_sources
from tests.makers import a_site, write_tree

_UPDATE = "---\n标题: 动态\n信息公开属性: 可以公开\n---\n正文。\n"


def listed(root: Path, memo: dict[str, tuple[Stat, str]] | None = None) -> tuple[list[str], list[tuple[str, str]]]:
    """List a tree: the paths of its content, and code and path of every problem."""
    listing = list_sources(root, memo or {})
    paths = [source.path for source in listing.sources]
    return paths, [(problem.code, problem.place.path) for problem in listing.problems]


@pytest.mark.parametrize("name", [".a.md", "_a.md", "a.md~", "a.md.swp", "a.bak", "a.draft.md"])
def test_names_of_unfinished_work_are_no_content(name: str, tmp_path: Path) -> None:
    """Hidden files, drafts and what editors leave behind are not read, and a note says so."""
    write_tree(tmp_path, {"site.yml": "名称: 甲\n", f"updates/2024/{name}": _UPDATE})

    assert is_ignored(name)
    assert (["site.yml"], [("F014", f"updates/2024/{name}")]) == listed(tmp_path)


def test_folder_of_unfinished_work_is_not_entered(tmp_path: Path) -> None:
    """A folder that begins with `_` is noted once, whatever it holds."""
    write_tree(tmp_path, {"site.yml": "名称: 甲\n", "updates/_old/2024/a.md": _UPDATE, "_x/b.md": _UPDATE})

    assert (["site.yml"], [("F014", "_x"), ("F014", "updates/_old")]) == listed(tmp_path)


def test_folders_below_the_year_are_free(tmp_path: Path) -> None:
    """Type and year are in the first two folders; what is below them is the webmaster's."""
    write_tree(tmp_path, {"site.yml": "名称: 甲\n", "updates/2024/第一季度/甲/a.md": _UPDATE})

    assert (["site.yml", "updates/2024/第一季度/甲/a.md"], []) == listed(tmp_path)


def test_attachments_are_no_documents(tmp_path: Path) -> None:
    """Nothing below attachments/ is read unless a document names it."""
    write_tree(tmp_path, {"site.yml": "名称: 甲\n", "attachments/a.md": _UPDATE})

    assert (["site.yml"], []) == listed(tmp_path)


@pytest.mark.parametrize("target", ["/etc", "..", "../outside.md"])
def test_nothing_is_followed_out_of_the_tree(target: str, tmp_path: Path) -> None:
    """A link that leads out is an error; what it leads to is not read."""
    (tmp_path / "outside.md").write_text(_UPDATE, encoding="utf-8")
    root = write_tree(tmp_path / "content", {"site.yml": "名称: 甲\n", "updates/2024/b.md": _UPDATE})
    (root / "updates/2024/a.md").symlink_to(target if target[0] == "/" else Path("../..") / target)

    assert (["site.yml", "updates/2024/b.md"], [("F013", "updates/2024/a.md")]) == listed(root)
    assert not inside(root, "updates/2024/a.md")


def test_link_within_the_tree_is_read(tmp_path: Path) -> None:
    """A link to a file of the tree is that file."""
    write_tree(tmp_path, {"site.yml": "名称: 甲\n", "updates/2024/a.md": _UPDATE})
    (tmp_path / "updates/2024/b.md").symlink_to("a.md")

    assert (["site.yml", "updates/2024/a.md", "updates/2024/b.md"], []) == listed(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_pipe_among_the_documents_is_an_error_and_is_not_waited_for(tmp_path: Path) -> None:
    """What is no ordinary file is not opened."""
    write_tree(tmp_path, {"site.yml": "名称: 甲\n", "updates/2024/a.md": _UPDATE})
    os.mkfifo(tmp_path / "updates/2024/b.md")

    assert (["site.yml", "updates/2024/a.md"], [("F021", "updates/2024/b.md")]) == listed(tmp_path)


def test_name_that_is_no_text_is_an_error(tmp_path: Path) -> None:
    """A file name with bytes that are no UTF-8, or a control character, could not stand in an address."""
    write_tree(tmp_path, {"site.yml": "名称: 甲\n", "updates/2024/a\x07.md": _UPDATE})
    (tmp_path / os.fsdecode(b"updates/2024/\xff.md")).write_text(_UPDATE, encoding="utf-8")

    assert ["F020", "F020"] == [code for code, _ in listed(tmp_path)[1]]


@pytest.mark.parametrize("name", ["Mzj.yml", "民政局.yml", "m_z.yml", "mzj.yaml", "a/mzj.yml"])
def test_slug_is_lower_case_letters_digits_and_hyphens(name: str, tmp_path: Path) -> None:
    """The file name of a unit stands in addresses and is never guessed."""
    write_tree(tmp_path, {"site.yml": "名称: 甲\n", f"departments/{name}": "名称: 市民政局\n"})
    paths, problems = listed(tmp_path)

    assert ["site.yml"] == paths
    assert problems[0][0] in {"F016", "F019"}


def test_file_whose_stat_is_remembered_is_not_read(tmp_path: Path) -> None:
    """Size, time and inode that have not moved stand for the bytes; anything else is read."""
    write_tree(tmp_path, a_site())
    memo = list_sources(tmp_path, {}).memo
    stat, _ = memo["site.yml"]
    path = "replies/2024/041-mzj.md"
    wrong = {**memo, "site.yml": (stat, "remembered"), path: ((0, 0, 0), "stale")}
    digests = {source.path: source.digest for source in list_sources(tmp_path, wrong).sources}

    assert "remembered" == digests["site.yml"]
    assert digest_of((tmp_path / path).read_bytes()) == digests[path]
