"""
Look for all secrets at once in any amount of folded text.

Text in memory can be read as words of four characters, wherever these begin.  Eleven characters in a row hold two such
words side by side, and seven hold one; which words these can be in a secret is known beforehand.  So nearly all of a
text is passed over after one look-up for four characters, and only what is left is compared.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from builder.output.flat import SEAM_UNIT, Places, Units, units_of
from builder.output.plain import BLOCK, SEAM
from builder.output.runs import RUN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Flags: TypeAlias = npt.NDArray[np.bool_]
Words: TypeAlias = npt.NDArray[np.uint64]
Hints: TypeAlias = defaultdict[int, list[tuple[int, int, bytes]]]
"""By some characters of secrets: number of the secret, where in it they begin, and all of it."""

_WORD = 4
"""Characters that fit into 64 bits."""
_HOLDS_WORD = 2 * _WORD - 1
_STALE = 0.8
"""Flags are set again when no more than this share of their runs is left."""
_FIRST_DIGITS = 7
"""Digits of a number that are looked up; none that is a secret has fewer."""

# What multiplication by such odd numbers carries into the upper bits depends on every lower bit.
_MIX = np.array((0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9), np.uint64)


class Found(NamedTuple):
    """Needles that stand in a text: numbers of needles, and the places where they begin."""

    runs: Places
    at: Places
    wholes: list[tuple[int, int]]
    """Needle and place."""
    numbers: list[tuple[int, int]]

    @property
    def places(self) -> Places:
        """Give all places."""
        return np.concatenate([self.at, np.array([place for _, place in (*self.wholes, *self.numbers)], np.intp)])


class Needles(NamedTuple):
    """What is looked for.  A needle has the same number in whatever is left when others were taken out."""

    runs: Runs
    wholes: Wholes
    numbers: Numbers

    @classmethod
    def of(cls, text: str, wholes: Sequence[str], numbers: Sequence[str]) -> Needles:
        """
        Take needles.

        Args:
            text: Long secrets, parted by `BLOCK`: every run of `RUN` characters is a needle.
            wholes: Secrets of two characters to one less than a run.
            numbers: Digits.
        """
        return cls(Runs.of(text), Wholes.of(dict(enumerate(wholes))), Numbers.of(dict(enumerate(numbers))))

    def without(self, runs: Places, wholes: set[int], numbers: set[int]) -> Needles:
        """Leave some needles out."""
        return Needles(self.runs.without(runs), self.wholes.without(wholes), self.numbers.without(numbers))

    def find(self, units: Units) -> Found:
        """Find every needle that stands in a text."""
        return Found(*self.runs.find(units), [*self.wholes.find(units)], [*self.numbers.find(units)])


class Runs(NamedTuple):
    """Runs of a text, in the order of a hash of theirs."""

    units: Units
    at: Places
    """Where in *units* each stands, or one that is the same."""
    starts: Places
    """Where the runs begin whose hashes have the same upper bits, for all such bits, and where the last ones end."""
    are_left: Flags
    flagged: int
    """How many were left when the flags were set."""
    pair_flags: Flags
    """By a hash of two words: whether they may stand side by side in a run that is left."""
    run_flags: Flags
    """By a hash of three words: whether they may be a run that is left."""

    @classmethod
    def of(cls, text: str) -> Runs:
        """Take every run that does not go across blocks."""
        units = units_of(text.replace(BLOCK, SEAM))
        at = np.flatnonzero(~_is_any(units == SEAM_UNIT))
        keys = _hash_of_run(units, at)
        order = np.argsort(keys)
        at, keys = at[order], keys[order]
        is_new = np.ones(len(at), np.bool_)
        is_new[1:] = (keys[1:] != keys[:-1]) | ~_are_same(units, at[1:], units, at[:-1])
        at, keys = at[is_new], keys[is_new]
        bits = max(1, len(at).bit_length())
        starts = np.searchsorted(keys >> np.uint64(64 - bits), np.arange((1 << bits) + 1, dtype=np.uint64))
        return cls(units, at, starts, np.ones(len(at), np.bool_), 0, *_NO_FLAGS).with_flags()

    def without(self, numbers: Places) -> Runs:
        """Leave runs out, but none with a character of two units: in text it ends elsewhere."""
        are_left = self.are_left.copy()
        are_left[numbers] = False
        is_wide = (self.units & 0xF800) == 0xD800  # halves of surrogate pairs
        if is_wide.any():
            are_left |= _is_any(is_wide)[self.at]
        left = self._replace(are_left=are_left)
        # Flags that are not needed any more cost time, but setting them does, too.
        return left.with_flags() if np.count_nonzero(are_left) <= self.flagged * _STALE else left

    def with_flags(self) -> Runs:
        """Set flags for those runs alone that are left."""
        at, words = self.at[self.are_left], _words_at(self.units)
        pairs, runs = (np.zeros(1 << min(26, max(12, len(at).bit_length() + extra)), np.bool_) for extra in (5, 3))
        for offset in range(_WORD):
            pairs[_upper(_hash_of_two(words[at + offset], words[at + offset + _WORD]), len(pairs))] = True
        runs[_upper(_hash_of_run(self.units, at), len(runs))] = True
        return self._replace(flagged=len(at), pair_flags=pairs, run_flags=runs)

    def find(self, units: Units) -> tuple[Places, Places]:
        """Find runs that are left: their numbers, and where they stand."""
        words = units[: len(units) // _WORD * _WORD].view(np.uint64)
        if not self.flagged or len(words) < 2:
            return self.at[:0], self.at[:0]
        pairs = _upper(_hash_of_two(words[:-1], words[1:]), len(self.pair_flags))
        near = np.flatnonzero(self.pair_flags.take(pairs)) * _WORD
        places = (near[:, None] - np.arange(_WORD)).ravel()
        places = places[(places >= 0) & (places <= len(units) - RUN)]
        hashes = _hash_of_run(units, places)
        may_be = self.run_flags.take(_upper(hashes, len(self.run_flags)))
        numbers, places = self._same(units, places[may_be], hashes[may_be])
        are_left = self.are_left[numbers]
        return numbers[are_left], places[are_left]

    def _same(self, units: Units, places: Places, hashes: Words) -> tuple[Places, Places]:
        """Find which of all runs stand at these places."""
        group = _upper(hashes, len(self.starts) - 1)
        numbers, ends = self.starts[group], self.starts[group + 1]
        found = [(self.at[:0], self.at[:0])]
        while len(numbers):
            is_one = numbers < ends
            places, numbers, ends = places[is_one], numbers[is_one], ends[is_one]
            is_same = _are_same(units, places, self.units, self.at[numbers])
            found.append((numbers[is_same], places[is_same]))
            numbers = numbers + 1
        return np.concatenate([one for one, _ in found]), np.concatenate([place for _, place in found])

    def is_left(self, run: str) -> bool | None:
        """Tell whether a run is looked for; `None` if it never was."""
        units = units_of(run)
        if len(units) != RUN:
            return None
        place = np.zeros(1, np.intp)
        numbers, _ = self._same(units, place, _hash_of_run(units, place))
        return bool(self.are_left[numbers].any()) if len(numbers) else None


class Wholes(NamedTuple):
    """Short secrets, each by a word or, where it may hold none, by its first two characters."""

    texts: dict[int, str]
    by_word: Hints
    by_pair: Hints
    word_flags: Flags
    pair_flags: Flags

    @classmethod
    def of(cls, texts: dict[int, str]) -> Wholes:
        """Take secrets by their numbers."""
        by_word, by_pair = Hints(list), Hints(list)
        for number, text in texts.items():
            data = units_of(text).tobytes()
            if len(data) < 2 * _HOLDS_WORD:
                by_pair[int.from_bytes(data[:4], sys.byteorder)].append((number, 0, data))
            else:
                for offset in range(_WORD):
                    word = int.from_bytes(data[2 * offset : 2 * (offset + _WORD)], sys.byteorder)
                    by_word[word].append((number, offset, data))
        return cls(texts, by_word, by_pair, _flags_of(by_word), _flags_of(by_pair))

    def without(self, numbers: set[int]) -> Wholes:
        """Leave secrets out."""
        return Wholes.of({number: text for number, text in self.texts.items() if number not in numbers})

    def find(self, units: Units) -> Iterator[tuple[int, int]]:
        """Find secrets: their numbers, and where they stand."""
        if not len(units):
            return
        data = memoryview(units.tobytes())
        if self.by_word:
            words = units[: len(units) // _WORD * _WORD].view(np.uint64)
            yield from _compared(self.by_word, self.word_flags, words, 0, _WORD, data)
        if self.by_pair:
            for first in (0, 1):
                pairs = units[first : first + (len(units) - first) // 2 * 2].copy().view(np.uint32).astype(np.uint64)
                yield from _compared(self.by_pair, self.pair_flags, pairs, first, 2, data)


def _compared(
    known: Hints, flags: Flags, keys: Words, first: int, step: int, data: memoryview
) -> Iterator[tuple[int, int]]:
    near = np.flatnonzero(flags.take(_upper(keys * _MIX[0], _SIZE)))
    for key, place in zip(keys[near].tolist(), (near * step + first).tolist(), strict=True):
        for number, offset, text in known.get(key, ()):
            start = place - offset
            if start >= 0 and data[2 * start : 2 * start + len(text)] == text:
                yield number, start


class Numbers(NamedTuple):
    """Numbers by their first digits, however they are grouped."""

    texts: dict[int, str]
    by_digits: dict[int, list[tuple[int, bytes]]]
    flags: Flags

    @classmethod
    def of(cls, texts: dict[int, str]) -> Numbers:
        """Take numbers."""
        by_digits = defaultdict[int, list[tuple[int, bytes]]](list)
        for number, text in texts.items():
            by_digits[int(text[:_FIRST_DIGITS])].append((number, text.encode()))
        return cls(texts, dict(by_digits), _flags_of(by_digits))

    def without(self, numbers: set[int]) -> Numbers:
        """Leave numbers out."""
        return Numbers.of({number: text for number, text in self.texts.items() if number not in numbers})

    def find(self, units: Units) -> Iterator[tuple[int, int]]:
        """Find numbers in the digits of a text, whatever stands between these."""
        if not self.texts:
            return
        at = np.flatnonzero((units >= ord("0")) & (units <= ord("9")))
        digits = (units[at] - ord("0")).astype(np.uint64)
        count = len(digits) - _FIRST_DIGITS + 1
        if count < 1:
            return
        first = np.zeros(count, np.uint64)
        for place in range(_FIRST_DIGITS):
            first = first * np.uint64(10) + digits[place : place + count]
        data = units[at].astype(np.uint8).tobytes()
        for place in np.flatnonzero(self.flags.take(_upper(first * _MIX[0], _SIZE))).tolist():
            for number, text in self.by_digits.get(int(first[place]), ()):
                if data.startswith(text, place):
                    yield number, int(at[place])


# --- hashes


_SIZE = 1 << 16
"""Of the flags for few needles."""
_NO_FLAGS = (np.zeros(0, np.bool_), np.zeros(0, np.bool_))


def _upper(hashes: Words, size: int) -> Places:
    """Give the upper bits of hashes, as many as tell *size* apart."""
    found: Places = (hashes >> np.uint64(65 - size.bit_length())).view(np.intp)
    return found


def _flags_of(keys: Iterable[int]) -> Flags:
    flags = np.zeros(_SIZE, np.bool_)
    flags[_upper(np.array([*keys], np.uint64) * _MIX[0], _SIZE)] = True
    return flags


def _hash_of_two(first: Words, second: Words) -> Words:
    hashes: Words = first * _MIX[0] + second * _MIX[1]
    return hashes


def _words_at(units: Units) -> Words:
    """See a text as words that begin at every character."""
    return np.ndarray((max(0, len(units) - _WORD + 1),), np.uint64, units, strides=(units.itemsize,))


def _is_any(flags: Flags) -> Flags:
    """Tell of every run whether a flag is set in it."""
    count = np.concatenate([np.zeros(1, np.int32), np.cumsum(flags, dtype=np.int32)])
    are_set: Flags = count[RUN:] != count[: max(0, len(count) - RUN)]
    return are_set


def _hash_of_run(units: Units, places: Places) -> Words:
    words = _words_at(units)
    hashes: Words = words[places] * _MIX[0]
    for number in (1, 2):
        hashes += words[places + number * _WORD] * _MIX[number]
    return hashes


def _are_same(units: Units, places: Places, others: Units, at: Places) -> Flags:
    """Tell where the same run stands."""
    words, known = _words_at(units), _words_at(others)
    are_same: Flags = words[places] == known[at]
    for offset in (_WORD, 2 * _WORD):
        are_same &= words[places + offset] == known[at + offset]
    return are_same
