"""What the program and its pages say of one thing, of several and of none."""

from __future__ import annotations

import re

import pytest

from builder.codes import CODES
from builder.diagnostics import Place, diagnostic
from builder.phrases import PHRASES, say
from builder.site.translations import Translations
from builder.site.views import Words
from tests.unit.test_layouts import CHINESE, ENGLISH

TEXTS = {
    **PHRASES,
    **{name: (code.zh + code.hint_zh, code.en + code.hint_en) for name, code in CODES.items()},
}
CHOICE = re.compile(r"(?<!\{)\{\w+:([^}]*)\}")
# A gap that is no count, or a word that is no plural, may look like one.
RIGID = re.compile(r"\{(?!year\})\w+\} (?:(?!with\b|together\b)\w+ )?(?!as\b)(?:\w+s|are|were|have)\b")


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
    choices = CHOICE.findall(english)

    assert [] == re.findall(r"(?<!\{)\{\w+:", chinese)
    assert all(len(set(choice.split("|"))) == 2 for choice in choices)


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_no_number_stands_before_a_plural_that_cannot_change(key: str) -> None:
    """A count is followed by a choice, unless it is a measure, or a limit that is more than one."""
    counts = re.findall(r"(?<!more than )(?<!of )\{(?:count|errors|files|documents)\} (\w+s)\b", TEXTS[key][1])

    assert [] == [word for word in counts if word not in {"units", "pages"}]  # of which there are several


# --- Pages ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "1 day is left"),
        ("1", "1 day is left"),
        (0, "0 days are left"),
        (2, "2 days are left"),
        ("1.5", "1.5 days are left"),
        ("1,234", "1,234 days are left"),
    ],
)
def test_a_page_chooses_its_words_by_a_number_or_what_is_written_for_it(count: int | str, said: str) -> None:
    """In a template, in a view and in plain text it is the same."""
    texts = Translations({"left": "{count} {count:day is|days are} left"}, "en")
    words = Words("left", (("count", str(count)),))

    assert said == texts.t("left", count=count) == texts.html(words) == texts.say(words)


def test_what_surrounds_a_choice_is_escaped() -> None:
    """A text with a choice is HTML like any other: itself, the words to choose from, and what fills its gaps."""
    texts = Translations({"a": "<{name}> {count:it's|they're}"}, "en")

    assert "&lt;&lt;b&gt;&gt; it&#39;s" == texts.t("a", name="<b>", count=1)
    assert '&lt;<span lang="zh-CN">{x:y}甲</span>&gt; they&#39;re' == texts.t("a", name="{x:y}甲", count=2)
    assert "<<b>> it's" == texts.say(Words("a", (("name", "<b>"), ("count", "1"))))


def test_a_choice_on_a_page_is_between_two_words_of_english() -> None:
    """Chinese has no plural; and the script that fills the words of the search only knows values."""
    choices = {key: CHOICE.findall(text) for key, text in ENGLISH.items()}

    assert [] == [text for text in CHINESE.values() if CHOICE.search(text)]
    assert [] == [key for key, found in choices.items() if found and key.startswith("search.")]
    assert {2} == {len(set(choice.split("|"))) for found in choices.values() for choice in found}
    assert {2} == {len(choice.split("|")) for found in choices.values() for choice in found}


def test_no_number_on_a_page_stands_before_a_plural_that_cannot_change() -> None:
    """A count is followed by a choice, also where a word stands between."""
    assert {} == {key: found for key, text in ENGLISH.items() if (found := RIGID.findall(text))}


@pytest.mark.parametrize(
    "text", ["{count} items", "within {days} working days", "Own {own} are more", "{n} results found"]
)
def test_the_reader_of_words_sees_a_plural_that_cannot_change(text: str) -> None:
    """The examiner is awake."""
    assert RIGID.search(text)
    assert not RIGID.search("{count} {count:item|items} of {year} as papers")
