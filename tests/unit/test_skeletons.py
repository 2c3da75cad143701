"""Skeletons: all fields of the table, filled in by hand, never over a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from builder.content import frontmatter, schema
from builder.content.fields import LABELS, TABLES
from builder.skeletons import NewProblem, skeleton, write

if TYPE_CHECKING:
    from pathlib import Path

_KINDS = ("proposal", "reply", "department", "session", "site")


@pytest.mark.parametrize("kind", _KINDS)
def test_skeleton_names_every_field_of_its_kind(kind: str) -> None:
    """Each field is there, to be filled in or behind a `#`."""
    text = skeleton(kind)

    assert [] == [field.label for field in TABLES[kind] if f"{field.label}:" not in text]


@pytest.mark.parametrize("kind", _KINDS)
def test_skeleton_as_it_is_lacks_only_what_is_required(kind: str) -> None:
    """It can be read; what is not filled in is missing, and nothing is unknown."""
    text = skeleton(kind)
    if text.startswith("---"):
        raw, problems = frontmatter.split("a.md", text, LABELS)
        assert raw
        fields = raw.fields
    else:
        node, problems = frontmatter.parse("a.yml", text, LABELS)
        assert node
        fields = node
    found = schema.decode(kind, "a.md", fields).problems

    assert () == problems
    assert {"D003", "D021"} >= {problem.code for problem in found}


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """A file that is there stays as it is."""
    write("reply", "2024/041-mzj", tmp_path)
    (tmp_path / "replies/2024/041-mzj.md").write_text("mine", encoding="utf-8")
    with pytest.raises(NewProblem):
        write("reply", "replies/2024/041-mzj.md", tmp_path)

    assert (tmp_path / "replies/2024/041-mzj.md").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("reply", "041"),
        ("reply", "2024/../../x"),
        ("reply", "24/x"),
        ("department", "民政局"),
        ("session", "a/b"),
        ("reply", "2024/"),
    ],
)
def test_name_that_would_not_be_content_is_refused(kind: str, name: str, tmp_path: Path) -> None:
    """A document needs its year, a unit its slug, and neither leaves the folder."""
    with pytest.raises(NewProblem):
        write(kind, name, tmp_path / "content")

    assert [] == [path for path in tmp_path.rglob("*") if path.is_file()]
