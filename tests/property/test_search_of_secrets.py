"""
The second promise: the fast search of built pages finds what a slow and obvious one finds, and nothing else.

The slow one is written from the promise alone and knows nothing of memories, outlines or sieves: it looks at every run
of every page.  All texts are cut from the same cloth, so that secrets, public texts and pages share runs all the time,
and a page often shows a secret cut into blocks, some of which are public.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.output.audit import inspect_file, inspect_many
from builder.output.runs import RUN
from builder.output.secret import Secret, Secrets
from builder.output.shown import Shown
from builder.output.sweep import Sweep

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LETTERS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"
_SOME = settings(max_examples=40, deadline=None)
_MANY = settings(_SOME, max_examples=150)


class World(NamedTuple):
    """What may not be shown, and what may be."""

    secrets: tuple[str, ...]
    texts: tuple[str, ...]
    values: tuple[str, ...]

    def may_be_shown(self, run: str) -> bool:
        """Tell whether it stands in a public text or value."""
        return any(run in text for text in (*(text.replace("\n", "") for text in self.texts), *self.values))

    def is_public(self, block: str) -> bool:
        """Tell whether a block is public as a whole: a part of a text, or values side by side."""
        ends = {0}
        for start in range(len(block)):
            if start in ends:
                ends |= {start + len(value) for value in self.values if value and block.startswith(value, start)}
        texts = (text.replace("\n", "") for text in self.texts)
        return len(block) in ends or (len(block) >= RUN and any(block in text for text in texts))

    def leaks(self, blocks: Sequence[str]) -> Iterator[str]:
        """Look at every run and every short secret of blocks that stand beside each other."""
        flat = "".join(blocks)
        owners = [block for block in blocks for _ in block]
        for at in range(len(flat) - RUN + 1):
            run = flat[at : at + RUN]
            is_secret = any(run in secret for secret in self.secrets) and not self.may_be_shown(run)
            if is_secret and not all(map(self.is_public, owners[at : at + RUN])):
                yield run
        for secret in self.secrets:
            if len(secret) < RUN and not self.may_be_shown(secret):
                yield from (secret for block in blocks if secret in block and not self.is_public(block))


class Paragraph(NamedTuple):
    """A block of a page, with its words in inline elements, and what its tag says."""

    words: tuple[str, ...]
    title: str
    breaks: str
    """What stands between it and the next one."""

    def html(self) -> str:
        """Write it."""
        first, *rest = self.words
        words = first + "".join(f"<b>{word}</b>" for word in rest)
        return f'<p title="{self.title}">{words}</p>{self.breaks}'


Page = tuple[Paragraph, ...]


def html(page: Page) -> bytes:
    """Write a page."""
    return "".join(("<!DOCTYPE html>\n<main>\n", *(paragraph.html() for paragraph in page), "</main>\n")).encode()


def has_leak(world: World, page: Page) -> bool:
    """Look at a page in the slow and obvious way."""
    blocks = ["".join(paragraph.words).replace("\n", "") for paragraph in page]
    alone = [[paragraph.title] for paragraph in page]
    return any(leak for beside in (blocks, *alone) for leak in world.leaks(beside))


@st.composite
def worlds(draw: st.DrawFn) -> tuple[World, tuple[Page, ...]]:
    """Draw secrets, public texts and values that are cut from the same cloth, and pages made of all of them."""
    cloth = draw(st.lists(st.text(LETTERS, min_size=1, max_size=60), min_size=1, max_size=3))
    pieces = st.builds(
        lambda text, start, size: text[start : start + size],
        st.sampled_from(cloth),
        st.integers(0, 30),
        st.sampled_from((1, 2, 5, 11, 12, 13, 20, 40)),
    )
    joined = st.lists(pieces, min_size=1, max_size=3).map("".join)
    secrets = draw(st.lists(joined.filter(lambda text: len(text) > 1), min_size=1, max_size=3))
    cuts = sorted(draw(st.sets(st.integers(1, max(1, len(secrets[0]) - 1)), max_size=4)))
    parts = [secrets[0][start:end] for start, end in pairwise((0, *cuts, len(secrets[0])))]
    lines = st.lists(st.one_of(joined, st.sampled_from(parts)), min_size=1, max_size=3).map("\n".join)
    texts = draw(st.lists(lines, max_size=2))
    values = draw(st.lists(st.one_of(pieces, st.sampled_from(parts)), max_size=3))
    known = [*secrets, *values, *(line for text in texts for line in text.split("\n")), ""]
    words = st.one_of(pieces, st.sampled_from(known), joined)
    paragraphs = st.builds(
        Paragraph,
        words=st.lists(st.one_of(words, words.map(lambda word: f"{word[:3]}\n{word[3:]}")), min_size=1, max_size=3).map(
            tuple
        ),
        title=st.one_of(st.just(""), words),
        breaks=st.sampled_from(("\n", "\n", "", "\n\n  ")),
    )
    in_parts = st.tuples(*(st.builds(Paragraph, st.just((part,)), st.just(""), st.just("\n")) for part in parts))
    ends = st.lists(paragraphs, max_size=1).map(tuple)
    cut = st.builds(lambda before, middle, after: before + middle + after, ends, in_parts, ends)
    page = st.one_of(cut, st.lists(paragraphs, max_size=5).map(tuple))
    pages = draw(st.lists(page, min_size=2, max_size=3))
    return World(tuple(secrets), tuple(texts), tuple(values)), tuple(pages)


def shown(world: World) -> Shown:
    """Say what may be shown, each page being near to every text."""
    named = {str(number): text for number, text in enumerate(world.texts)}
    return Shown(lambda: world.values, lambda: (), named, named.__getitem__, lambda _: tuple(named))


def secrets_of(world: World) -> Secrets:
    """Make the secrets ready to be searched for."""
    return Secrets.make([Secret(text, "replies/2024/a.md", 1) for text in world.secrets], shown(world))


def swept(secrets: Secrets) -> Sweep:
    """Prepare for many files."""
    sweep = Sweep(secrets)
    sweep.leave_out(sweep.meet(sweep.sources))
    sweep.settle()
    return sweep


@_SOME
@given(case=worlds())
def test_few_pages_leak_as_the_promise_says(case: tuple[World, tuple[Page, ...]]) -> None:
    """A page by itself is searched exactly."""
    world, pages = case
    for page in pages:
        found = inspect_file("a/index.html", html(page), secrets_of(world))

        assert has_leak(world, page) == bool(found)


@_SOME
@given(case=worlds())
def test_many_pages_leak_as_the_promise_says(case: tuple[World, tuple[Page, ...]]) -> None:
    """What is remembered of one page, and prepared for many, changes nothing of what is found on the next."""
    world, pages = case
    secrets = secrets_of(world)
    sweep = swept(secrets)
    for page in (*pages, *pages):
        found = [*inspect_many([("a/index.html", html(page))], secrets, sweep)]

        assert has_leak(world, page) == bool(found)
    together = inspect_many([(f"{number}/index.html", html(page)) for number, page in enumerate(pages)], secrets, sweep)

    assert {f"{number}/index.html" for number, page in enumerate(pages) if has_leak(world, page)} == {
        leak.path for leak in together
    }


@_SOME
@given(case=worlds())
def test_a_changed_page_leaks_as_the_promise_says(case: tuple[World, tuple[Page, ...]]) -> None:
    """Where a page was clean, only what it has gained is searched, and that suffices."""
    world, (before, after, *_) = case
    if not has_leak(world, before):
        found = inspect_file("a/index.html", html(after), secrets_of(world), clean=html(before))

        assert has_leak(world, after) == bool(found)


_CUT_RUNS = {
    "run": st.permutations(LETTERS).map(lambda letters: "".join(letters[:RUN])),
    "cuts": st.sets(st.integers(1, RUN - 1), min_size=1, max_size=6),
    "private": st.integers(0, 6),
    "filler": st.integers(0, 40),
    "is_many": st.booleans(),
}


@_SOME
@given(**_CUT_RUNS)
def test_a_run_is_found_if_one_of_its_blocks_is_not_public(
    run: str, cuts: set[int], private: int, filler: int, *, is_many: bool
) -> None:
    """However many public blocks a run lies across, and wherever the one stands that is not."""
    parts = [run[start:end] for start, end in pairwise((0, *sorted(cuts), RUN))]
    hidden = parts[private % len(parts)]
    lines = (f"{'天' * filler}{parts[0]}", f"{parts[-1]}{'地' * filler}")
    blocks = (lines[0], *parts[1:-1], lines[1])
    shown_lines = [line for line, part in zip(lines, (parts[0], parts[-1]), strict=True) if part != hidden]
    world = World((f"人{run}人",), tuple(shown_lines), tuple(part for part in parts if part != hidden))
    page = tuple(Paragraph((block,), "", "\n") for block in blocks)
    secrets = secrets_of(world)

    if is_many:
        assert [*inspect_many([("a/index.html", html(page))], secrets, swept(secrets))]
    else:
        assert inspect_file("a/index.html", html(page), secrets)


# --- the same with many examples ----------------------------------------------------------------------------------
@pytest.mark.slow
@pytest.mark.parametrize(
    "claim",
    [
        test_few_pages_leak_as_the_promise_says,
        test_many_pages_leak_as_the_promise_says,
        test_a_changed_page_leaks_as_the_promise_says,
    ],
)
@_MANY
@given(case=worlds())
def test_pages_leak_as_the_promise_says_in_many_worlds(claim: Any, case: tuple[World, tuple[Page, ...]]) -> None:
    """Each of the claims above, many times."""
    claim.hypothesis.inner_test(case)


@pytest.mark.slow
@settings(_SOME, max_examples=300)
@given(**_CUT_RUNS)
def test_a_run_is_found_however_it_is_cut(**case: Any) -> None:
    """As above, many times."""
    test_a_run_is_found_if_one_of_its_blocks_is_not_public.hypothesis.inner_test(**case)
