"""Marked passages under random text: nothing inside survives, nothing outside is lost."""

from __future__ import annotations

import itertools
import re

from hypothesis import assume, given
from hypothesis import strategies as st

from builder.content.wordings import REASON_CLASSES
from builder.disclosure.personal_data import find, mask
from builder.disclosure.redaction import marks, near_marks, remove

# Outside a mark: ordinary characters, with those that marks are made of, singly.
OUTSIDE = st.text(alphabet="甲乙丙丁，。|[]:：#* \n1a`<>", max_size=30)
# Inside: characters that occur nowhere else, so that a survivor is recognised, and what a passage may hold.
INSIDE = st.from_regex(r"[戌亥|*`]*[戌亥][戌亥|*`]{0,20}(\n[戌亥|]{1,9})?", fullmatch=True)
REASON = st.sampled_from(REASON_CLASSES).flatmap(lambda name: st.sampled_from([name, f"{name}（细节）"]))
INLINE = st.builds("[[不公开：{}|{}]]".format, REASON, INSIDE)
BLOCK = st.builds("\n::: 不公开 {}\n{}\n:::\n".format, REASON, INSIDE)
TEXTS = st.lists(st.tuples(OUTSIDE, INLINE | BLOCK), min_size=1, max_size=4)
SECRET = re.compile("[戌亥细节]")


@given(TEXTS, OUTSIDE)
def test_no_character_of_a_passage_survives(parts: list[tuple[str, str]], end: str) -> None:
    """A text without problems shows nothing of its passages and of the details of its reasons."""
    text = "".join(map("".join, parts)) + end
    found, problems = marks(text)
    assume(not problems)

    shown = remove(text, found)
    assert len(parts) == len(found)
    assert not SECRET.search(shown)


@given(TEXTS, OUTSIDE)
def test_text_outside_the_marks_is_untouched(parts: list[tuple[str, str]], end: str) -> None:
    """What is not marked stays character for character; only blank lines around a block are added."""
    text = "".join(map("".join, parts)) + end
    found, problems = marks(text)
    assume(not problems)

    outside = re.sub(r"〔不公开：[^〕]*〕", "", remove(text, found))
    expected = "".join(before + ("\n\n" if inside.startswith("\n:::") else "") for before, inside in parts) + end
    assert expected.replace("\n", "") == outside.replace("\n", "")


@given(TEXTS, OUTSIDE)
def test_removal_happens_once(parts: list[tuple[str, str]], end: str) -> None:
    """A text whose passages are removed has no marks left."""
    text = "".join(map("".join, parts)) + end
    found, problems = marks(text)
    assume(not problems)

    shown = remove(text, found)
    assert () == marks(shown)[0]
    assert "P012" not in [problem.code for problem in near_marks(shown)]
    assert shown == remove(shown, marks(shown)[0])


@st.composite
def _broken(draw: st.DrawFn) -> str:
    """Damage one character of a mark: drop it, double it, or put another in its place or before it."""
    mark = draw(INLINE | BLOCK)
    k = draw(st.integers(0, len(mark) - 1))
    other = draw(
        st.sampled_from("[]|:： 【】｜不公开甲\n\u200b，") | st.characters(codec="utf-8", exclude_characters="戌亥细节")
    )
    kept = draw(st.sampled_from(["", mark[k] * 2, other, other + mark[k]]))
    return f"前文{mark[:k]}{kept}{mark[k + 1 :]}后文"


@given(_broken())
def test_a_damaged_mark_is_never_silently_public(text: str) -> None:
    """Whatever one slip makes of a mark, the passage is removed or the document is refused."""
    found, problems = marks(text)

    assert problems or not SECRET.search(remove(text, found))


NUMBER = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
JOINT = st.sampled_from(["", "", " ", "-", "\u200b", "\n", "－", "&nbsp;", "<!-- -->", "**"])


@given(st.text(alphabet="甲乙，。：（）号", max_size=9), NUMBER, st.lists(JOINT, min_size=10, max_size=10))
def test_a_mobile_number_is_found_however_it_is_cut(before: str, number: str, joints: list[str]) -> None:
    """A number of eleven digits is found whatever joins them, and a mask leaves five of them."""
    written = "".join(digit + joint for digit, joint in zip(number, [*joints, ""], strict=True))
    text = before + written
    found = find(text)

    assert [("mobile", len(before), len(text))] == [tuple(one) for one in found]
    assert 6 == mask(text, found).count("＊")
    assert len(text) == len(mask(text, found))
    assert () == find(mask(text, found))


@given(st.text(max_size=200))
def test_any_text_can_be_masked(text: str) -> None:
    """Findings are in order and apart, and a mask keeps the length of the text."""
    found = find(text)

    assert all(left.end <= right.start for left, right in itertools.pairwise(found))
    assert len(text) == len(mask(text, found))
