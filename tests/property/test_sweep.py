"""The search in bulk passes over nothing: it finds all that slow ways find, wherever it stands and however it is written."""

from __future__ import annotations

import json
import unicodedata
from base64 import b64encode
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builder.output import flat as flats
from builder.output.audit import inspect_file
from builder.output.checksums import checksums
from builder.output.flat import Stretch, flat, of_pages, of_texts, units_of
from builder.output.needles import Needles, Runs
from builder.output.plain import BLOCK, CUT, SEAM, decoded, folded, squeezed
from builder.output.runs import RUN, Sieve
from builder.output.secret import Secret, Secrets
from builder.output.shown import Shown
from builder.output.sweep import Sweep
from builder.output.unpack import Text, texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FEW = "甲乙丙"
NASTY = "甲乙aＡ１%：…①℃㎡ﬁΣσ가각ᄀ\u1161\u11a8ｶﾞ\u3099e\u0301\u00e9\u00ad\u200b*\\ \n\t\u3000\0\1\2\6\7\U00020000\U0001f600\ud800"


def exact(text: str) -> str:
    """Fold text as the exact search does, blocks joined."""
    return squeezed(folded(text)).replace(BLOCK, "")


def text_of(units: Iterable[int]) -> str:
    """Read units."""
    return np.array([*units], "<u2").tobytes().decode("utf-16-le", "surrogatepass")


def test_every_character_folds_as_it_does_exactly() -> None:
    """Alone, and where what stands beside it could change it."""
    for start in range(1, 0x10000, 0x100):
        for around in ("", "甲", "e", "가", "ｶ"):
            characters = [chr(code) for code in range(start, start + 0x100) if chr(code) not in SEAM + BLOCK]
            pieces = [f"{around}{character}{around}" for character in characters]

            assert SEAM.join(map(exact, pieces)) == text_of(flat(SEAM.join(pieces)))


@settings(max_examples=150, deadline=None)
@given(parts=st.lists(st.text(NASTY.replace(SEAM, ""), max_size=12), min_size=1, max_size=5))
def test_texts_fold_together_as_they_do_exactly(parts: list[str]) -> None:
    """What is odd in one of them changes none of the others."""
    assert SEAM.join(map(exact, parts)) == text_of(flat(SEAM.join(parts)))


@settings(max_examples=100, deadline=None)
@given(blocks=st.lists(st.text(NASTY.replace(SEAM, "").replace(BLOCK, ""), max_size=12), max_size=30))
def test_a_long_text_is_folded_in_parts_that_overlap(blocks: list[str]) -> None:
    """Every run of the whole stands in one of its parts."""
    text = BLOCK.join(blocks)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flats, "_LONGEST", 8)
        parts = ["".join(map(chr, stretch.units.tolist())) for stretch in of_texts([(0, text)])]
    whole = "".join(map(chr, flat(decoded(text)).tolist()))

    assert all(any(whole[at : at + RUN] in part for part in parts) for at in range(len(whole) - RUN + 1))


PIECES = st.sampled_from(
    [
        *("甲乙丙", "丁\n戊", "…", "℃", "100", "20", '<p class="乙丙">', "</p>", "<b>", "</b>", "<td>", "</td>"),
        *('<script type="application/ld+json">{"a": "甲乙"}</script>', '<a href="/%E7%94%B2/x">', "</a>", "<br/>", " "),
    ]
)


@settings(max_examples=150, deadline=None)
@given(pages=st.lists(st.lists(PIECES, max_size=12).map("".join), min_size=1, max_size=4))
def test_a_plain_page_is_taken_apart_as_unpacking_does(pages: list[str]) -> None:
    """All that a reader sees stands in one piece, and what stands in each tag too."""
    seen, tags = of_pages([*enumerate(pages)])
    for page, between, within in zip(
        pages, *(text_of(stretch.units).split(SEAM) for stretch in (seen, tags)), strict=True
    ):
        found = [text for text in texts("x.html", page.encode()) if isinstance(text, Text)]

        assert [between] == [text_of(flat(text.text)) for text in found if text.kind == "text"]
        assert all(exact(part) in within for text in found if text.kind == "tags" for part in text.text.split(BLOCK))


@settings(max_examples=150, deadline=None)
@given(
    secrets=st.lists(st.text(FEW, max_size=40), max_size=4),
    wholes=st.lists(st.text(FEW, min_size=2, max_size=RUN - 1), max_size=4, unique=True),
    numbers=st.lists(st.text("12", min_size=7, max_size=18), max_size=3, unique=True),
    text=st.text(FEW + "12-", max_size=80),
    left_out=st.sets(st.integers(0, 30), max_size=20),
)
def test_needles_are_found_wherever_they_stand(
    secrets: list[str], wholes: list[str], numbers: list[str], text: str, left_out: set[int]
) -> None:
    """At every place of a text, and those that are left out nowhere."""
    needles = Needles.of(BLOCK.join(secrets), wholes, numbers)
    units = needles.runs.units
    runs = [text_of(units[at : at + RUN]) for at in needles.runs.at]
    gone = [number for number in left_out if number < len(runs)]
    needles = needles.without(np.array(gone, np.intp), left_out, left_out)
    found = needles.find(units_of(text))
    digits = "".join(filter(str.isdigit, text))

    assert {s[i : i + RUN] for s in secrets for i in range(len(s) - RUN + 1)} == set(runs)
    assert len(runs) == len(set(runs))
    assert sorted(
        (number, at)
        for number, run in enumerate(runs)
        for at in range(len(text))
        if text.startswith(run, at)
        if number not in left_out
    ) == sorted(zip(found.runs.tolist(), found.at.tolist(), strict=True))
    assert sorted(
        (number, at)
        for number, whole in enumerate(wholes)
        for at in range(len(text))
        if text.startswith(whole, at)
        if number not in left_out
    ) == sorted(found.wholes)
    assert {number for number, one in enumerate(numbers) if one in digits and number not in left_out} == {
        number for number, _ in found.numbers
    }


@settings(max_examples=150, deadline=None)
@given(
    secrets=st.lists(st.text(FEW[:2] + "\U00020000", min_size=RUN, max_size=40), max_size=4),
    left_out=st.sets(st.integers(0, 60)),
)
def test_the_text_that_is_left_holds_every_run_that_may_not_be_shown(secrets: list[str], left_out: set[int]) -> None:
    """In one piece, also where characters of two units are in it, of which nobody can tell."""
    runs = Runs.of(BLOCK.join(secrets))
    left = runs.without(np.array([number for number in left_out if number < len(runs.at)], np.intp))
    pieces = left.text_left().split(BLOCK)
    every = {secret[at : at + RUN] for secret in secrets for at in range(len(secret) - RUN + 1)}

    assert [] == [run for run in every if left.is_left(run) is not False and not any(run in piece for piece in pieces)]


@given(text=st.text(FEW + "a\U00020000", max_size=60))
def test_checksums_are_those_of_zlib(text: str) -> None:
    """So that a sieve made in bulk lets through what is looked up one by one."""
    assert [*range(len(text) - RUN + 1)] == Sieve.of(text).places(text)
    assert max(0, len(text) - 5) == len(checksums(text, 6))


DRESSES = st.sampled_from(
    [
        lambda text: text,
        lambda text: f"<p>{text}</p>",
        lambda text: f"<b>{text[:4]}</b>{text[4:]}",
        lambda text: "".join(f"<td>{character}</td>" for character in text),
        lambda text: "".join(f"&#{ord(character)};" for character in text),
        lambda text: f"&lt;p>{text[:3]}&lt;/p>{text[3:]}",
        lambda text: f"<a title='{text}'>x</a>",
        lambda text: f"<a href='/{text.encode().hex('%', 1)}'>x</a>" if text else "",
        lambda text: f"<a href='/%{text.encode().hex('%', 1)}'>x</a>" if text else "",
        lambda text: f"/%{text.encode().hex('%', 1)}/" if text else "",
        lambda text: "".join(f"%<b></b>{byte:02x}" for byte in text.encode()),
        lambda text: f"<!-- {text} -->",
        lambda text: f'<img src="data:text/plain;base64,{b64encode(text.encode()).decode()}">',
        lambda text: f"%06\\u0006{text}",
        lambda text: f'<script type="application/ld+json">{{"a": "{text}"}}</script>',
        lambda text: unicodedata.normalize("NFD", text),
        "\u200b ".join,
        lambda text: f"{text[:5]}</p>\n<p>{text[5:]}",
        lambda text: f"{text[:5]}℃{text[5:]}",
        lambda text: f"100%</td><td>20{text}",
    ]
)
SECRETS = (
    "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳",
    "各省가나다각ｶﾞ\U00020000é㎡甲乙丙丁戊",
    "尹问渠",
    "第三十七号文",
    "tokens",
    "13912345678",
)


_DRESSED = {
    "pages": st.lists(
        st.lists(
            st.builds(
                lambda secret, start, size, dress: dress(secret[start : start + size]),
                st.sampled_from([*SECRETS, "今天天气很好"]),
                st.integers(0, 6),
                st.sampled_from((2, 3, 6, 11, 12, 20)),
                DRESSES,
            ),
            max_size=4,
        ).map("".join),
        min_size=1,
        max_size=4,
    ),
    "public": st.lists(st.sampled_from(SECRETS).map(lambda text: text[:13]), max_size=2),
    "is_whole": st.booleans(),
}


@settings(max_examples=40, deadline=None)
@given(**_DRESSED)
@example(pages=[f"100%</td><td>20{SECRETS[0]}"], public=[], is_whole=True)
def test_what_the_exact_search_finds_is_never_passed_over(
    pages: list[str], public: list[str], *, is_whole: bool
) -> None:
    """However it is written, in whichever of many files."""
    files = [
        (
            "a/index.html",
            (f"<!DOCTYPE html>\n<main>\n{page}\n</main>\n" if is_whole else page).encode("utf-8", "replace"),
        )
        for page in pages
    ]

    assert found_exactly(files, public) <= suspected(files, public)


@settings(max_examples=150, deadline=None)
@given(
    values=st.lists(
        st.recursive(
            st.one_of(
                st.builds(
                    lambda secret, start, size: secret[start : start + size],
                    st.sampled_from([*SECRETS, "今天\n\n天气", '说"好"', "<b>甲乙</b>"]),
                    st.integers(0, 6),
                    st.sampled_from((3, 6, 11, 12, 20)),
                ),
                st.sampled_from([13912345678, 1391234567, 8, 2.5, -1e-7, True, None]),
            ),
            lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.sampled_from(SECRETS), inner)),
            max_leaves=8,
        ),
        min_size=1,
        max_size=3,
    ),
    is_ascii=st.booleans(),
    is_broken=st.booleans(),
)
def test_what_the_exact_search_finds_in_json_is_never_passed_over(
    values: list[object], *, is_ascii: bool, is_broken: bool
) -> None:
    """In keys, strings and numbers, escaped or not, and in what is no JSON after all."""
    texts_of_files = [
        json.dumps(value, ensure_ascii=is_ascii).replace("[", "甲[" if is_broken else "[") for value in values
    ]
    files = [("a/index.json", text.encode("utf-8", "replace")) for text in texts_of_files]

    assert found_exactly(files, []) <= suspected(files, [])


def secrets_beside(public: Sequence[str]) -> Secrets:
    """Make secrets of every kind, but for what is public."""
    kinds = ["text", "text", "field", "field", "field", "datum"]
    listed = [Secret(text, "a.md", 1, kind) for text, kind in zip(SECRETS, kinds, strict=True)]
    return Secrets.make(listed, Shown(lambda: public, lambda: (), (), str, lambda _: ()))


def found_exactly(files: Sequence[tuple[str, bytes]], public: Sequence[str]) -> set[int]:
    """Tell in which files the exact search finds something."""
    return {number for number, file in enumerate(files) if inspect_file(*file, secrets_beside(public))}


def suspected(files: Sequence[tuple[str, bytes]], public: Sequence[str]) -> set[int]:
    """Tell which files the search in bulk would have looked at closely."""
    sweep = Sweep(secrets_beside(public))
    sweep.leave_out(sweep.meet(sweep.sources))
    return sweep.suspects(files)


def test_places_belong_to_the_texts_they_stand_in() -> None:
    """At both ends of each, and where one is empty."""
    stretch = Stretch(units_of(f"甲乙{SEAM}{SEAM}丙"), [7, 8, 9])

    assert [{7}, {7}, {9}] == [stretch.owners_at(np.array([place], np.intp)) for place in (0, 1, 4)]
    assert CUT not in text_of(flat(f"甲{CUT}乙"))


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(**_DRESSED)
def test_what_the_exact_search_finds_is_never_passed_over_in_many_dresses(**case: Any) -> None:
    """As above, many times."""
    test_what_the_exact_search_finds_is_never_passed_over.hypothesis.inner_test(**case)
