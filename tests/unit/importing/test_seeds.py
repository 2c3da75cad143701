"""The five real documents become what a person made of them, field by field and character by character."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from builder.cli import main
from builder.content import archive, frontmatter, schema, words
from builder.content.fields import DOCUMENT_TABLES, LABELS
from builder.content.sources import list_sources

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.seeds

_LEFT_TO_A_PERSON = {"path", "marks", "attribute"}


def documents_in(root: Path) -> dict[tuple[str, str], dict[str, Any]]:
    """Read every document of a tree: its fields with the names of units and sessions, and its body without white space."""
    listed = list_sources(root, {}).sources
    read = words.read_words(root, listed)
    known, _ = archive.vocabulary(read.departments, read.sessions, read.topics)
    found = {}
    for source in listed:
        if source.kind not in DOCUMENT_TABLES:
            continue
        raw, problems = frontmatter.split(source.path, (root / source.path).read_text("utf-8"), LABELS)
        assert raw is not None, problems
        document = schema.decode(source.kind, source.path, raw.fields).document
        assert document is not None, source.path
        fields = {name: value for name, value in document._asdict().items() if name not in _LEFT_TO_A_PERSON}
        if "session" in fields:
            session = known.sessions[known.session(fields["session"]) or ""]
            fields["session"] = (session.body, session.term, session.meeting, session.year)
        year = source.path.split("/")[1]
        key = (source.kind, str(fields.get("number") or fields.get("numbers") or "".join(fields["title"].split())))
        found[key] = {
            **fields,
            "year": year,
            "title": "".join(fields["title"].split()),
            "body": "".join(raw.body.split()),
        }
    return found


@pytest.fixture
def imported(tmp_path: Path, seeds: Path) -> Path:
    """Import the five files as a person would who has read them."""
    into = tmp_path / "content"
    report = str(tmp_path / "report.jsonl")
    assert main(["import", str(seeds), "--into", str(into), "--reviewed-as", "可以公开", "--report", report]) == 0
    return into


def test_every_document_is_there_with_its_fields_and_its_text(imported: Path, archive_of_seeds: Path) -> None:
    """Slugs and file names apart, drafts hold what the archive holds, and nothing else."""
    expected, found = documents_in(archive_of_seeds), documents_in(imported)

    assert expected.keys() == found.keys()
    for key, fields in expected.items():
        assert fields == found[key], key


def test_the_build_stops_at_the_mobile_number_alone(
    imported: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a person said may be public is built, but for one handler's mobile, whose place and remedy are told."""
    place = ["--content", str(imported), "--output", str(tmp_path / "site"), "--cache", str(tmp_path / "cache")]
    capsys.readouterr()

    assert main(["build", *place, "--no-search", "--format", "json", "--lang", "en"]) == 1
    errors = [
        found for line in capsys.readouterr().out.splitlines() if (found := json.loads(line)).get("severity") == "error"
    ]
    assert [("P050", True)] == [(found["code"], found["path"].startswith("replies/2021/25-")) for found in errors]
    assert errors[0]["hint"]


def test_with_masking_the_site_is_built(imported: Path, tmp_path: Path) -> None:
    """The policy 遮盖 is all that is missing."""
    with (imported / "site.yml").open("a", encoding="utf-8") as settings:
        settings.write("公开: {个人信息: 遮盖}\n")
    place = ["--content", str(imported), "--output", str(tmp_path / "site"), "--cache", str(tmp_path / "cache")]

    assert main(["build", *place, "--no-search"]) == 0
    pages = [page.read_text("utf-8") for page in (tmp_path / "site").rglob("*.html")]
    assert any("136＊＊＊＊＊＊09" in page for page in pages)
    assert not any("13654116109" in page for page in pages)
