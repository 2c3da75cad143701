"""A file in, a released document out; and its text again when a page wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from builder.config import Policy
from builder.content.sources import Source, digest_of
from builder.diagnostics import EnvironmentProblem
from builder.disclosure.intake import Intake, ReleasedTexts, origins_of, parts_of, take_in
from tests.makers import a_document, a_reply, write_tree

if TYPE_CHECKING:
    from pathlib import Path

_PATH = "replies/2024/a.md"


def taken(root: Path, text: str, path: str = _PATH, kind: str = "reply") -> Intake:
    """Write a file and take it in."""
    write_tree(root, {path: text})
    return take_in(root, Source(path, kind, digest_of(text.encode())), Policy())


def test_released_text_is_made_again_from_the_file(tmp_path: Path) -> None:
    """The characters are not kept: by its digest the text is made anew, without comments and passages."""
    text = "甲[[不公开：个人隐私|乙]]<!-- 丙 -->丁。\n"
    item = taken(tmp_path, a_reply(text, 信息公开属性="部分公开", 不公开理由="个人隐私"))
    assert item.released
    texts = ReleasedTexts(tmp_path, dict(origins_of(item.released)), Policy())
    (digest,) = texts.of(_PATH)

    assert "甲〔不公开：个人隐私〕丁。" == texts.read(digest).strip()


def test_file_that_changes_during_a_build_stops_it(tmp_path: Path) -> None:
    """A text that is not the one that was checked is not published."""
    item = taken(tmp_path, a_reply("甲。\n"))
    assert item.released
    texts = ReleasedTexts(tmp_path, dict(origins_of(item.released)), Policy())
    (digest,) = texts.of(_PATH)
    write_tree(tmp_path, {_PATH: a_reply("乙。\n")})
    with pytest.raises(EnvironmentProblem):
        texts.read(digest)


def test_texts_of_a_meeting_are_its_speeches(tmp_path: Path) -> None:
    """The text before the first heading and each speech have digests of their own."""
    meeting = a_document("开场。\n\n## 一\n张文\n\n甲。\n\n## 二\n李文\n\n乙。\n", 标题="会", 信息公开属性="可以公开")
    item = taken(tmp_path, meeting, "meetings/2024/a.md", "meeting")
    assert item.released
    texts = ReleasedTexts(tmp_path, dict(origins_of(item.released)), Policy())

    assert ["开场。", "甲。", "乙。"] == [texts.read(digest).strip() for digest in texts.of("meetings/2024/a.md")]


def test_text_of_what_is_not_public_has_no_name(tmp_path: Path) -> None:
    """Nothing can ask for the text of a withheld document."""
    item = taken(tmp_path, a_reply("甲。\n", 信息公开属性="不予公开", 不公开理由="个人隐私"))
    assert item.released
    texts = ReleasedTexts(tmp_path, dict(origins_of(item.released)), Policy())

    assert () == texts.of(_PATH)
    assert [] == list(texts.digests)


@pytest.mark.parametrize("text", ["没有开头", "---\n标题: 甲\n", "---\n标题: [\n---\n"], ids=["none", "open", "yaml"])
def test_file_that_cannot_be_read_gives_no_document(text: str, tmp_path: Path) -> None:
    """Problems are values; no half of a document passes."""
    item = taken(tmp_path, text)

    assert item.released is None
    assert item.problems


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old"])
def test_parts_are_split_where_they_were_when_the_file_was_taken_in(end: str, tmp_path: Path) -> None:
    """Front matter ends at its first closing fence, whatever ends the lines and follows in the text."""
    text = "---\n标题: 甲\n---\n\n正文。\n---\n不是字段\n"
    write_tree(tmp_path, {_PATH: text.replace("\n", end)})

    assert ("---\n标题: 甲\n---\n", "\n正文。\n---\n不是字段\n") == parts_of(tmp_path, _PATH)
