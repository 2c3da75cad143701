"""What the program says of one thing, of several and of none."""

from __future__ import annotations

import re

import pytest

from builder.codes import CODES
from builder.diagnostics import Place, diagnostic
from builder.phrases import PHRASES, say

TEXTS = {
    **PHRASES,
    **{name: (code.zh + code.hint_zh, code.en + code.hint_en) for name, code in CODES.items()},
}


def test_one_is_singular_and_any_other_number_is_plural() -> None:
    """English has a word for one, and another for none and for several."""
    assert "checked: 1 error, 2 warnings, 0 notes" == say("checked", "en", errors=1, warnings=2, notes=0)
    assert "检查完毕：1 个错误，2 个警告，0 个提示" == say("checked", "zh", errors=1, warnings=2, notes=0)


@pytest.mark.parametrize(
    ("count", "message"), [(1, "1 comment was not imported"), (11, "11 comments were not imported")]
)
def test_a_diagnostic_chooses_its_words_too(count: int, message: str) -> None:
    """The values of a diagnostic are texts, and count all the same."""
    assert message == diagnostic("I033", Place("a.docx"), count=count).message("en")


def test_what_fills_a_gap_is_not_read_as_a_gap() -> None:
    """A field of a document may hold braces."""
    assert "there is no unit “{count:a|b}”" == diagnostic("L001", Place("a.md"), found="{count:a|b}").message("en")


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_a_choice_is_between_two_words_of_english(key: str) -> None:
    """Chinese has no plural; in English a word stands for one, and another one for the rest."""
    chinese, english = TEXTS[key]
    choices = re.findall(r"(?<!\{)\{\w+:([^}]*)\}", english)

    assert [] == re.findall(r"(?<!\{)\{\w+:", chinese)
    assert all(len(set(choice.split("|"))) == 2 for choice in choices)


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_no_number_stands_before_a_plural_that_cannot_change(key: str) -> None:
    """A count is followed by a choice, unless it is a measure, or a limit that is more than one."""
    counts = re.findall(r"(?<!more than )(?<!of )\{(?:count|errors|files|documents)\} (\w+s)\b", TEXTS[key][1])

    assert [] == [word for word in counts if word not in {"units", "pages"}]  # of which there are several
