"""
Look for all secrets at once in any amount of folded text.

Text in memory can be read as words of four characters, wherever these begin.  Eleven characters in a row hold two such
words side by side, and seven hold one; which words these can be in a secret is known beforehand.  So nearly all of a
text is passed over after one look-up for four characters, and only what is left is compared.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from builder.output.flat import SEAM_UNIT, Places, Units, text_of, units_of
from builder.output.plain import BLOCK, SEAM
from builder.output.runs import RUN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Flags: TypeAlias = npt.NDArray[np.bool_]
Words: TypeAlias = npt.NDArray[np.uint64]
Hints: TypeAlias = defaultdict[bytes, list[tuple[int, bytes]]]
"""By the first characters of secrets: number of the secret, and all of it."""

_WORD = 4
"""Characters that fit into 64 bits."""
_LONG = 2 * _WORD - 1
"""Characters that hold a word wherever it begins."""
_SHORT = 2
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
    keys: Words
    """The hash of each."""
    wide: Places
    """The numbers of those with a half of a character of two units."""
    are_left: Flags
    flagged: int
    """How many were left when the flags were set."""
    pair_flags: Flags
    """By a hash of two words: whether they may stand side by side in a run that is left."""
    run_flags: Flags
    """By either of two pieces of its hash: whether this may be a run that is left."""

    @classmethod
    def of(cls, text: str) -> Runs:
        """Take every run that does not go across blocks."""
        units = units_of(text.replace(BLOCK, SEAM))
        words = _words_at(units)
        at = np.flatnonzero(~_is_any(units == SEAM_UNIT))
        keys = _hash_of_three(words[: -2 * _WORD], words[_WORD:-_WORD], words[2 * _WORD :])[at]
        order = np.argsort(keys, kind="stable")  # faster here than what is not
        at = at[order]
        keys = keys[order]
        is_new = np.ones(len(at), np.bool_)
        is_new[1:] = False
        for offset in range(0, RUN, _WORD):
            beside = words[at + offset]
            is_new[1:] |= beside[1:] != beside[:-1]
        at, keys = at[is_new], keys[is_new]
        wide = np.flatnonzero(_is_any(_are_halves(units))[at])
        return cls(units, at, keys, wide, np.ones(len(at), np.bool_), 0, *_NO_FLAGS).with_flags()

    def without(self, numbers: Places) -> Runs:
        """Leave runs out, but none with a character of two units: in text it ends elsewhere."""
        are_left = self.are_left.copy()
        are_left[numbers] = False
        are_left[self.wide] = True
        left = self._replace(are_left=are_left)
        # Flags that are not needed any more cost time, but setting them does, too.
        return left.with_flags() if np.count_nonzero(are_left) <= self.flagged * _STALE else left

    def with_flags(self) -> Runs:
        """Set flags for those runs alone that are left."""
        at, words = self.at[self.are_left], _words_at(self.units)
        pairs, runs = (np.zeros(1 << min(26, max(12, len(at).bit_length() + extra)), np.bool_) for extra in (5, 4))
        for offset in range(_WORD):
            pairs[_upper(_hash_of_two(words[at + offset], words[at + offset + _WORD]), len(pairs))] = True
        for piece in (0, 1):
            runs[_piece(self.keys[self.are_left], piece, len(runs))] = True
        return self._replace(flagged=len(at), pair_flags=pairs, run_flags=runs)

    def find(self, units: Units) -> tuple[Places, Places]:
        """Find runs that are left: their numbers, and where they stand."""
        words = _whole_words(units)
        if not self.flagged or len(words) < 2:
            return self.at[:0], self.at[:0]
        pairs = _upper(_hash_of_two(words[:-1], words[1:]), len(self.pair_flags))
        places = _starts(np.flatnonzero(self.pair_flags.take(pairs)), len(units) - RUN)
        hashes = _hash_of_run(units, places)
        for piece in (0, 1):  # the second is asked of what the first lets through by chance
            may_be = self.run_flags.take(_piece(hashes, piece, len(self.run_flags)))
            places, hashes = places[may_be], hashes[may_be]
        numbers, places = self._same(units, places, hashes)
        are_left = self.are_left[numbers]
        return numbers[are_left], places[are_left]

    def _same(self, units: Units, places: Places, hashes: Words) -> tuple[Places, Places]:
        """Find which of all runs stand at these places."""
        numbers = np.searchsorted(self.keys, hashes)
        found = [(self.at[:0], self.at[:0])]
        while len(numbers):  # nearly always once: what has the same hash is the same
            has_hash = numbers < len(self.keys)
            has_hash[has_hash] = self.keys[numbers[has_hash]] == hashes[has_hash]
            numbers, places, hashes = numbers[has_hash], places[has_hash], hashes[has_hash]
            is_same = _are_same(units, places, self.units, self.at[numbers])
            found.append((numbers[is_same], places[is_same]))
            numbers, places, hashes = numbers[~is_same] + 1, places[~is_same], hashes[~is_same]
        return np.concatenate([one for one, _ in found]), np.concatenate([place for _, place in found])

    def text_left(self) -> str:
        """Give pieces of the text, parted by `BLOCK`, that hold every run that is left."""
        begins = np.zeros(len(self.units), np.bool_)
        begins[self.at[self.are_left]] = True
        wide = _is_any(_are_halves(self.units))
        begins[: len(wide)] |= wide  # wherever they stand: a run of such characters is longer than one of units
        count = np.concatenate([np.zeros(RUN, np.int32), np.cumsum(begins, dtype=np.int32)])
        is_held = count[RUN:] != count[:-RUN]
        is_given = is_held.copy()
        is_given[1:] |= is_held[:-1]
        return text_of(np.where(is_held, self.units, np.uint16(SEAM_UNIT))[is_given]).replace(SEAM, BLOCK)

    def is_left(self, run: str) -> bool | None:
        """Tell whether a run is looked for; `None` if it never was."""
        units = units_of(run)
        if len(units) != RUN:
            return None
        place = np.zeros(1, np.intp)
        numbers, _ = self._same(units, place, _hash_of_run(units, place))
        return bool(self.are_left[numbers].any()) if len(numbers) else None


class Wholes(NamedTuple):
    """Short secrets by their first characters: as many as hold a word wherever it begins, or two where it has less."""

    texts: dict[int, str]
    long: Hints
    short: Hints
    word_flags: Flags
    """By a word: whether it may stand in the first characters of a long one."""
    long_flags: Flags
    """By a hash of these characters: whether they may be those of a long one."""
    first_flags: Flags
    """By a character: whether a short one begins with it."""
    short_flags: Flags
    """By two characters: whether a short one may begin with them."""

    @classmethod
    def of(cls, texts: dict[int, str]) -> Wholes:
        """Take secrets by their numbers."""
        long, short = Hints(list), Hints(list)
        for number, text in texts.items():
            data = units_of(text).tobytes()
            is_long = len(data) >= _LONG * 2
            (long if is_long else short)[data[: 2 * (_LONG if is_long else _SHORT)]].append((number, data))
        units, pairs = (np.frombuffer(b"".join(starts), np.uint16) for starts in (long, short))
        at, pairs_at = np.arange(0, len(units), _LONG), np.arange(0, len(pairs), _SHORT)
        first_flags = np.zeros(1 << 16, np.bool_)
        first_flags[pairs[pairs_at]] = True
        words = np.concatenate([_words_at(units)[at + offset] for offset in range(_WORD)])
        return cls(
            *(texts, long, short, _flags_of(words * _MIX[0]), _flags_of(_hash_of_long(units, at))),
            *(first_flags, _flags_of(_hash_of_short(pairs, pairs_at))),
        )

    def without(self, numbers: set[int]) -> Wholes:
        """Leave secrets out."""
        if not numbers:
            return self
        return Wholes.of({number: text for number, text in self.texts.items() if number not in numbers})

    def find(self, units: Units) -> Iterator[tuple[int, int]]:
        """Find secrets: their numbers, and where they stand."""
        if self.long:
            near = np.flatnonzero(self.word_flags.take(_upper(_whole_words(units) * _MIX[0], _SIZE)))
            places = _starts(near, len(units) - _LONG)
            may_be = self.long_flags.take(_upper(_hash_of_long(units, places), _SIZE))
            yield from _beginning(self.long, _LONG, units, places[may_be])
        if self.short:
            places = np.flatnonzero(self.first_flags.take(units[: 1 - _SHORT]))
            may_be = self.short_flags.take(_upper(_hash_of_short(units, places), _SIZE))
            yield from _beginning(self.short, _SHORT, units, places[may_be])


def _beginning(known: Hints, size: int, units: Units, places: Places) -> Iterator[tuple[int, int]]:
    """Find which secrets, known by *size* characters, begin at these places: their numbers, and where."""
    if len(places):
        data = units.tobytes()
        for place in places.tolist():
            for number, text in known.get(data[2 * place : 2 * (place + size)], ()):
                if data.startswith(text, 2 * place):
                    yield number, place


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
        return cls(texts, dict(by_digits), _flags_of(np.array([*by_digits], np.uint64) * _MIX[0]))

    def without(self, numbers: set[int]) -> Numbers:
        """Leave numbers out."""
        if not numbers:
            return self
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


def _piece(hashes: Words, number: int, size: int) -> Places:
    """Give the *number*th piece of hashes, from above: as many bits as tell *size* apart."""
    return _upper(hashes << np.uint64(number * (size.bit_length() - 1)), size)


def _upper(hashes: Words, size: int) -> Places:
    """Give the upper bits of hashes, as many as tell *size* apart."""
    found: Places = (hashes >> np.uint64(65 - size.bit_length())).view(np.intp)
    return found


def _flags_of(hashes: Words) -> Flags:
    flags = np.zeros(_SIZE, np.bool_)
    flags[_upper(hashes, _SIZE)] = True
    return flags


def _hash_of_two(first: Words, second: Words) -> Words:
    hashes: Words = first * _MIX[0] + second * _MIX[1]
    return hashes


def _hash_of_three(first: Words, second: Words, third: Words) -> Words:
    hashes: Words = _hash_of_two(first, second) + third * _MIX[2]
    return hashes


def _words_at(units: Units) -> Words:
    """See a text as words that begin at every character."""
    return np.ndarray((max(0, len(units) - _WORD + 1),), np.uint64, units, strides=(units.itemsize,))


def _whole_words(units: Units) -> Words:
    """See a text as words side by side."""
    words: Words = units[: len(units) // _WORD * _WORD].view(np.uint64)
    return words


def _starts(numbers: Places, last: int) -> Places:
    """Tell where up to the *last* place something may begin whose first whole word is one of these."""
    places = (numbers[:, None] * _WORD - np.arange(_WORD)).ravel()
    starts: Places = places[(places >= 0) & (places <= last)]
    return starts


def _words_of_runs(units: Units, places: Places) -> Words:
    """Give the first words of the runs at these places, the second and the third ones."""
    runs = np.ndarray((max(0, len(units) - RUN + 1),), f"V{RUN * units.itemsize}", units, strides=(units.itemsize,))
    words: Words = runs[places].view(np.uint64).reshape(-1, RUN // _WORD).T
    return words


def _are_halves(units: Units) -> Flags:
    """Tell which units are halves of surrogate pairs."""
    are_halves: Flags = (units & 0xF800) == 0xD800
    return are_halves


def _is_any(flags: Flags) -> Flags:
    """Tell of every run whether a flag is set in it."""
    count = np.concatenate([np.zeros(1, np.int32), np.cumsum(flags, dtype=np.int32)])
    are_set: Flags = count[RUN:] != count[: max(0, len(count) - RUN)]
    return are_set


def _hash_of_run(units: Units, places: Places) -> Words:
    return _hash_of_three(*_words_of_runs(units, places))


def _hash_of_long(units: Units, places: Places) -> Words:
    words = _words_at(units)
    return _hash_of_two(words[places], words[places + _LONG - _WORD])


def _hash_of_short(units: Units, places: Places) -> Words:
    pairs = np.ndarray((max(0, len(units) - 1),), np.uint32, units, strides=(units.itemsize,))
    hashes: Words = pairs[places] * _MIX[0]
    return hashes


def _are_same(units: Units, places: Places, others: Units, at: Places) -> Flags:
    """Tell where the same run stands."""
    first, second, third = map(np.equal, _words_of_runs(units, places), _words_of_runs(others, at))
    are_same: Flags = first & second & third
    return are_same
