"""One document at the door: what is taken out, covered, refused."""

from __future__ import annotations

import pytest

from builder.config import Policy
from builder.content import frontmatter, schema
from builder.content.fields import LABELS
from builder.content.model import Disclosure
from builder.disclosure.release import public_text, release, split_speeches
from tests.makers import a_document, a_reply

_MASKS = Policy(masks_personal_data=True)
_CLOSED = {"信息公开属性": "不予公开", "不公开理由": "个人隐私"}


def released(text: str, policy: Policy = Policy(), path: str = "replies/2024/a.md", kind: str = "reply"):  # type: ignore[no-untyped-def] # noqa: ANN201, B008 - a value
    """Take one file to the door: what passed, and the codes and places of what was wrong."""
    raw, _ = frontmatter.split(path, text, LABELS)
    assert raw
    decoded = schema.decode(kind, path, raw.fields)
    passed, found = release(decoded.document, raw.body, raw.body_line, policy)
    return passed, [(problem.code, problem.place.line, problem.place.column) for problem in found]


@pytest.mark.parametrize("state", [Disclosure.SUMMARY, Disclosure.ON_REQUEST, Disclosure.WITHHELD])
def test_text_of_what_is_not_public_is_none(state: Disclosure) -> None:
    """There is no released text, not even an empty one."""
    assert public_text(state, "正文。", Policy()) is None


def test_comments_are_dropped_and_an_unclosed_one_is_text() -> None:
    """HTML comments never reach a page; what is not closed was no comment."""
    assert public_text(Disclosure.PUBLIC, "甲<!-- 乙\n丙 -->丁<!-- 戊", Policy()) == "甲丁<!-- 戊"


def test_passages_go_before_personal_data_is_looked_for() -> None:
    """A number inside a removed passage is no finding, and no mask betrays its width."""
    text = public_text(Disclosure.REDACTED, "来电[[不公开：个人隐私|13912345678]]。", _MASKS)

    assert text == "来电〔不公开：个人隐私〕。"


def test_personal_data_is_refused_at_its_place() -> None:
    """The default policy is an error at line and column, in fields and text."""
    _, found = released(a_reply("第一行。\n\n请打13912345678。\n", 标题="找13812345678"))

    assert [("P050", 2, 5), ("P050", 13, 3)] == [(code, line, column) for code, line, column in found]


def test_personal_data_is_masked_everywhere_it_would_be_seen() -> None:
    """遮盖 keeps the first three and last two digits, in title, lists and contacts too."""
    passed, found = released(a_reply(标题="找13812345678", 联系="{单位: 值班13912345678}"), _MASKS)

    assert [] == found
    assert "找138＊＊＊＊＊＊78" == passed.document.title
    assert "值班139＊＊＊＊＊＊78" == passed.document.contact.unit


def test_personal_data_of_what_is_not_shown_is_nobodys_business() -> None:
    """A withheld document may hold any number: it is not published."""
    _, found = released(a_reply("请打13912345678。\n", 标题="找13812345678", **_CLOSED))

    assert [] == found


@pytest.mark.parametrize("policy", [Policy(), _MASKS], ids=["refuse", "mask"])
def test_file_name_that_becomes_an_address_holds_no_personal_data(policy: Policy) -> None:
    """A letter without number is addressed by its file's name, where nothing can be masked."""
    letter = a_reply(答复编号=None)

    assert [("P058", 1, 1)] == released(letter, policy, "replies/2024/13912345678.md")[1]
    assert [] == released(a_reply(), policy, "replies/2024/13912345678.md")[1]
    assert [] == released(a_reply(答复编号=None, **_CLOSED), policy, "replies/2024/13912345678.md")[1]


def test_mark_in_a_field_or_another_attribute_is_an_error() -> None:
    """Marks belong in the text of a redacted document and nowhere else."""
    mark = "[[不公开：个人隐私|某]]"
    redacted = {"信息公开属性": "部分公开", "不公开理由": "个人隐私"}

    assert "P012" in {code for code, _, _ in released(a_reply(f"甲{mark}。\n"))[1]}
    assert "P012" in {code for code, _, _ in released(a_reply(f"甲{mark}。\n", 签发人=f'"{mark}"', **redacted))[1]}
    assert [] == released(a_reply(f"甲{mark}。\n", **redacted))[1]


def test_redacted_text_without_a_mark_and_empty_public_text_are_noticed() -> None:
    """The first is an error at the attribute, the second a warning."""
    redacted = a_reply("全文。\n", 信息公开属性="部分公开", 不公开理由="个人隐私")

    assert ["P061"] == [code for code, _, _ in released(redacted)[1]]
    assert ["P060"] == [code for code, _, _ in released(a_reply("\n"))[1]]


def test_speeches_are_second_level_headings_with_a_speaker_below() -> None:
    """The line right under the heading names the speaker; a blank line means there is none."""
    intro, speeches = split_speeches("开场。\n\n## 发言一\n张文\n\n甲。\n\n## 发言二\n\n乙。\n### 小节\n")

    assert "开场。" == intro.strip()
    assert [("发言一", "张文"), ("发言二", None)] == [(heading, speaker) for heading, speaker, _ in speeches]


def test_meeting_is_masked_in_headings_and_speakers() -> None:
    """What becomes a heading or a speaker has passed the same mask as the text."""
    text = a_document("## 热线13912345678\n李某13812345678\n\n好。\n", 标题="会", 信息公开属性="可以公开")
    passed, _ = released(text, _MASKS, "meetings/2024/a.md", "meeting")

    assert [("热线139＊＊＊＊＊＊78", "李某138＊＊＊＊＊＊78")] == [(s.heading, s.speaker) for s in passed.speeches]
