"""
Search text for what may not be shown, exactly and fast.

A run of twelve characters is *secret* if it stands in a secret text and nowhere in what may be shown; so is a shorter
secret as a whole.  Every run of twelve that stands in a secret text holds one of the windows of six that begin at each
seventh character of it, so these windows are all that has to be looked up; what the page's own public text holds, or
a public value is, need not be looked at, since it is no secret.

Longer runs are secret through the runs of twelve in them.  Where public blocks meet (a label and a name, a title and
a unit), a run that lies across them is no secret: nobody learns more from it than from its parts.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from functools import cached_property
from hashlib import sha256
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from builder.output.plain import APART, BLOCK, decoded, folded, normal, squeezed, written
from builder.output.shown import RUN, WORD, Form, Shown, numbers_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

NAME_RUN = 5
"""Characters that make a run of a text a secret in the name of a file."""
_WINDOW = 6
_STEP = RUN - _WINDOW + 1
_REACH = 8 * RUN
"""How far about a stretch its context is looked for; blocks in it may be empty."""

_LEAST_WORD = 4
_LEAST_DIGITS = 5
"""Shorter numbers stand everywhere (a year, a page, a count): as text they cannot be told from a withheld number."""
_LEAST_NUMBER = 7
"""Digits of a personal datum that are looked for however they are grouped."""
_IS_NUMBER = re.compile(r"[0-9\s.()+-]+x?")
_LEAST = 2
"""Characters of a short secret; every single character stands somewhere."""
_LEAST_GUESS = 3
"""Shorter secrets are found by chance in bytes whose encoding is only guessed."""

_PIECE = 64
_REMEMBERED = 100_000
_REMEMBERED_LENGTH = 256
_GENERATION = 10_000


class Secret(NamedTuple):
    """A text that may not be shown, and where it stands."""

    text: str
    origin: str
    """The content file."""
    line: int
    kind: str = "text"
    """`text` (a body, a removed passage), `field` (of the front matter) or `datum` (a masked personal datum)."""


class Hit(NamedTuple):
    """A secret that was found: never its text, only where it comes from."""

    origin: str
    line: int
    kind: str


class Gathered(NamedTuple):
    """Secrets in the form in which they are searched for; plain data, fit to be kept in a private cache."""

    text: str
    """All long secrets, parted by `BLOCK`."""
    starts: array[int]
    owners: list[tuple[Hit, tuple[int, ...]]]
    """Whose text begins at each start, and where in it each line of the file ends."""
    keys: array[int]
    """Checksums of all windows, sorted."""
    places: array[int]
    """Where the window of each key stands in `text`."""
    short: dict[str, tuple[str, ...]]
    """Secrets of less than a run, by their first two characters."""
    words: frozenset[bytes]
    numbers: frozenset[bytes]
    name_runs: frozenset[str]
    """Runs of `NAME_RUN` without Chinese: file names are full of such."""
    whole: dict[str, Hit]
    """Where each short secret, word or number comes from."""


def digest_of(secrets: Iterable[Secret]) -> str:
    """Name a set of secrets by its texts; empty for none."""
    lines = sorted({f"{secret.kind}{BLOCK}{secret.text}" for secret in secrets})
    return sha256((BLOCK * 2).join(lines).encode("utf-8", "surrogatepass")).hexdigest() if lines else ""


def gather(secrets: Iterable[Secret]) -> Gathered:
    """Bring secrets into the form in which they are searched for."""
    long: dict[str, tuple[Hit, tuple[int, ...]]] = {}
    whole: dict[str, Hit] = {}
    words, numbers, short = set[bytes](), set[bytes](), dict[str, tuple[str, ...]]()
    for secret in secrets:
        hit = Hit(secret.origin, secret.line, secret.kind)
        folds = written(secret.text)
        digits = re.sub("[^0-9]", "", folds)
        if secret.kind == "datum" and len(digits) >= _LEAST_NUMBER and _IS_NUMBER.fullmatch(folds.strip()):
            numbers.add(digits.encode())
            whole[digits] = hit
            continue
        for block in folds.split(BLOCK):
            plain = squeezed(block)
            if len(plain) >= RUN:
                long.setdefault(plain, (hit, _line_ends(block)))
            elif WORD.fullmatch(block.strip().encode("ascii", "replace")):
                if len(plain) >= (_LEAST_DIGITS if plain.isdigit() else _LEAST_WORD):
                    words.add(plain.encode())
                    whole.setdefault(plain, hit)
            elif len(plain) > 1 and any(map(str.isalnum, plain)) and plain not in whole:
                whole[plain] = hit
                short[plain[:2]] = (*short.get(plain[:2], ()), plain)
    text = BLOCK.join(long)
    keys, places = _windows(text)
    return Gathered(
        text=text,
        starts=array("I", accumulate((len(plain) + 1 for plain in long), initial=0))[: len(long)],
        owners=list(long.values()),
        keys=keys,
        places=places,
        short=short,
        words=frozenset(words),
        numbers=frozenset(numbers),
        name_runs=_name_runs(text),
        whole=whole,
    )


class _Block(NamedTuple):
    """A block that was searched by itself."""

    plain: str
    is_public: bool


class _Met:
    """Remembers the blocks that were met lately, in two generations, each of bounded size."""

    def __init__(self) -> None:
        self._young: dict[str, _Block] = {}
        self._old: dict[str, _Block] = {}

    def among(self, blocks: Iterable[str]) -> dict[str, _Block]:
        """Give those of *blocks* that were met."""
        different = set(blocks)
        for block in different & self._old.keys():
            self.put(block, self._old[block])
        return {block: self._young[block] for block in different & self._young.keys()}

    def put(self, block: str, met: _Block) -> None:
        """Remember a block."""
        self._young[block] = met

    def age(self) -> None:
        """Forget the old generation when the young one is full."""
        if len(self._young) >= _GENERATION:
            self._old, self._young = self._young, {}


class _Known:
    """What a text probably shows, and what stood in its place when it was found clean; made when asked for."""

    def __init__(self, own: Callable[[], Sequence[Form]], clean: str) -> None:
        self._own, self._clean = own, clean

    @cached_property
    def own(self) -> Sequence[Form]:
        return self._own()

    @cached_property
    def forms(self) -> Sequence[Form]:
        return (*self.own, *self._before)

    def is_clean(self, piece: str) -> bool:
        """Tell whether *piece* stood there before."""
        return any(piece in form.joined for form in self._before)

    @cached_property
    def _before(self) -> tuple[Form, ...]:
        return (Form.of_clean(self._clean),) if self._clean else ()


class _Sieve:
    """
    Finds runs of the secrets fast, and now and then one that is none.

    Each run of the secrets sets three flags, which its hash names; a run one of whose flags is not set is not among
    them.  Few of the others have all three set by chance, which whoever asks finds out.  Runs that stand in public
    values as well (names of units, beginnings of titles) are no secrets, and left out at once.
    """

    def __init__(self, text: str, public: str) -> None:
        """
        Set the flags of every run of *text* that *public* does not have.

        They take up to 64 MiB, which forked processes share.
        """
        self._mask = mask = (1 << max(12, min(26, len(text).bit_length() + 5))) - 1
        self._flags = flags = bytearray(mask + 1)
        harmless = {hash(public[at : at + RUN]) for at in range(len(public) - RUN + 1)}
        for at in range(len(text) - RUN + 1):
            name = hash(text[at : at + RUN])
            if name not in harmless:
                flags[name & mask] = flags[name >> 27 & mask] = flags[(name ^ name >> 33) & mask] = 1

    def places(self, text: str) -> list[int]:
        """Find where a run may begin that the secrets have."""
        flags, mask = self._flags, self._mask
        runs = range(len(text) - RUN + 1)
        return [
            at
            for at in runs
            if flags[(n := hash(text[at : at + RUN])) & mask] and flags[n >> 27 & mask] and flags[(n ^ n >> 33) & mask]
        ]


class Secrets:
    """Everything that may not be shown, ready to be searched for; it does not change."""

    def __init__(self, digest: str, gathered: Callable[[], Gathered], shown: Shown) -> None:
        """
        Keep how to get the secrets; they are got at the first search.

        Args:
            digest: Names the secrets alone.  A file that was clean and has not changed stays clean when other public
                texts come and go: what it shows is public through the documents that it was made from.
        """
        self.digest = digest
        self.shown = shown
        self._gather = gathered
        self._got: Gathered | None = None
        self._sieve: _Sieve | None = None
        self._met = _Met()
        self._clean: set[str] = set()

    @classmethod
    def make(cls, secrets: Iterable[Secret], shown: Shown) -> Secrets:
        """Make them from a list."""
        secrets = tuple(secrets)
        return cls(digest_of(secrets), lambda: gather(secrets), shown)

    def prepare(self) -> Secrets:
        """Make now what searching many files is faster with, so that forked processes share it."""
        self._sieve = _Sieve(self._gathered().text, self.shown.prepare())
        return self

    def in_text(
        self, text: str, own: Callable[[], Sequence[Form]] = tuple, *, clean: str = "", is_guess: bool = False
    ) -> Iterator[Hit]:
        """
        Find secrets in blocks of text.

        Args:
            own: Gives the public texts that it probably shows.
            clean: What stood in its place before, and was found clean against the same secrets.
        """
        known = _Known(own, clean)
        blocks = text.split(BLOCK)
        found, hits = self._blocks_of(blocks, known, _LEAST_GUESS if is_guess else _LEAST)
        yield from hits
        if all(found[block].is_public for block in found):
            return
        plain = BLOCK.join([found[block].plain for block in blocks])
        for start, end in _stretches([found[block] for block in blocks]):
            before = plain[max(0, start - _REACH) : start].replace(BLOCK, "")[1 - RUN :]
            after = plain[end : end + _REACH].replace(BLOCK, "")[: RUN - 1]
            flat = before + plain[start:end].replace(BLOCK, "") + after
            if len(flat) >= RUN:
                yield from self._runs(plain, (start, end), flat, known)

    def _blocks_of(self, blocks: Sequence[str], known: _Known, least: int) -> tuple[dict[str, _Block], list[Hit]]:
        """
        Fold each different block, and find the secrets that lie whole within one.

        Most blocks of a page were met before, on another page or in the same letter elsewhere: those that held
        nothing are remembered as they came, so that they are neither folded nor searched again.
        """
        self._met.age()
        found = self._met.among(blocks)
        new = [block for block in dict.fromkeys(blocks) if block not in found]
        fold = folded(decoded(BLOCK.join(new)))
        hits = [*self._words(fold, known)]
        for block, plain in zip(new, squeezed(fold).split(BLOCK), strict=True) if new else ():
            found[block] = _Block(plain, self.shown.is_known(plain, known.own if len(plain) >= RUN else ()))
            if not found[block].is_public:
                hits += self._whole(plain, known, least)
            if not hits and least == _LEAST:
                self._met.put(block, found[block])
        return found, hits

    def in_tags(self, text: str, *, clean: str = "") -> Iterator[Hit]:
        """Find secrets in tags and their values, each by itself; most of a page's were seen on another."""
        parts = _parts_of_tags(text) - self._clean
        if clean:
            parts -= _parts_of_tags(clean)
        hits = [*self.in_text(APART.join(sorted(parts)))]
        yield from hits
        if not hits and len(self._clean) < _REMEMBERED:
            self._clean |= parts

    def in_name(self, path: str) -> Iterator[Hit]:
        """Find secrets in the name of a file and of the folders it is in, each by itself."""
        names = set(path.split("/")) - self._clean
        hits = [*self.in_text(APART.join(sorted(names))), *map(self._in_one_name, sorted(names))]
        found = [hit for hit in hits if hit is not None]
        yield from found
        if not found and len(self._clean) < _REMEMBERED:
            self._clean |= names

    def _in_one_name(self, name: str) -> Hit | None:
        got, plain = self._gathered(), normal(name)
        for at in range(len(plain) - NAME_RUN + 1):
            run = plain[at : at + NAME_RUN]
            if not any(map(str.isalpha, run)):
                continue  # dates and numbers; a number is searched as a field
            is_secret = run in got.name_runs if run.isascii() else run in got.text
            if is_secret and not self.shown.is_public(plain) and not self.shown.holds(run):
                return _hit(got, got.text.find(run))
        return None

    def _gathered(self) -> Gathered:
        if self._got is None:
            self._got = self._gather()
        return self._got

    def _words(self, plain: str, known: _Known) -> Iterator[Hit]:
        """Find numbers and Latin words that are secret as a whole."""
        got, ascii_ = self._gathered(), plain.encode("ascii", "replace")
        words = got.words.intersection(WORD.findall(ascii_)) if got.words else ()
        for word in sorted(found.decode() for found in words):
            if not self.shown.holds_word(word, known.forms):
                yield got.whole[word]
        numbers = numbers_in(ascii_) if got.numbers else b""
        for digits in sorted(found.decode() for found in got.numbers if found in numbers):
            if not self.shown.holds_number(digits, known.forms):
                yield got.whole[digits]

    def _whole(self, block: str, known: _Known, least: int) -> Iterator[Hit]:
        """Find short secrets in one block."""
        got = self._gathered()
        for at in [i for i in range(len(block) - 1) if block[i : i + 2] in got.short]:
            for secret in got.short[block[at : at + 2]]:
                is_there = len(secret) >= least and block.startswith(secret, at)
                if is_there and not self.shown.holds(secret, known.forms) and not self.shown.is_public(block):
                    yield got.whole[secret]

    def _runs(self, plain: str, span: tuple[int, int], flat: str, known: _Known) -> Iterator[Hit]:
        """Find runs of long secrets in *flat*, the blocks of *span* joined with what stands around them."""
        if flat in self._clean:
            return
        found = self._sieve.places(flat) if self._sieve else self._places(flat, known)
        if not found and len(flat) < _REMEMBERED_LENGTH and len(self._clean) < _REMEMBERED:
            self._clean.add(flat)
        for first, last in _regions(found):
            if self.shown.holds_nearby(flat[first : last + RUN], known.forms):
                continue
            for at in range(first, last + 1):
                run = flat[at : at + RUN]
                if self.shown.holds_nearby(run, known.forms):
                    continue
                place = self._gathered().text.find(run)
                # The last question may read every public text, so it is asked last.
                if place >= 0 and not self._is_meeting(plain, span, run, known.forms) and not self.shown.holds(run):
                    yield _hit(self._gathered(), place)
                    break

    def _places(self, flat: str, known: _Known) -> list[int]:
        """Find where a run of a secret may begin, for few files: in what was not there before, by windows."""
        found: set[int] = set()
        for start in range(0, len(flat) - RUN + 1, _PIECE):
            piece = flat[start : start + _PIECE + RUN - 1]
            if not known.is_clean(piece):
                for at in self._windows_in(piece, self._gathered()):
                    found.update(range(max(0, start + at - _STEP + 1), min(start + at, len(flat) - RUN) + 1))
        return sorted(at for at in found if flat[at : at + RUN] in self._gathered().text)

    def _windows_in(self, piece: str, got: Gathered) -> list[int]:
        """Find where a window of a secret may stand in *piece*."""
        keys = [_key(piece[at : at + _WINDOW]) for at in range(len(piece) - _WINDOW + 1)]
        numbers = (bisect_left(got.keys, key) for key in keys)
        return [at for at, number in enumerate(numbers) if number < len(got.keys) and got.keys[number] == keys[at]]

    def _is_meeting(self, plain: str, span: tuple[int, int], run: str, known: Sequence[Form]) -> bool:
        """Tell whether *run* lies only in blocks that are public as a whole, wherever it stands about *span*."""
        start, end = max(0, span[0] - _REACH), min(len(plain), span[1] + _REACH)
        places = [at for at in range(start, end) if plain[at] != BLOCK]
        flat = plain[start:end].replace(BLOCK, "")
        at = flat.find(run)
        while at >= 0:
            first = plain.rfind(BLOCK, 0, places[at] + 1) + 1
            last = plain.find(BLOCK, places[at + RUN - 1])
            blocks = plain[first : last if last >= 0 else len(plain)].split(BLOCK)
            if not all(self.shown.is_public(block, known) for block in blocks):
                return False
            at = flat.find(run, at + 1)
        return True


def _parts_of_tags(text: str) -> set[str]:
    return set(text.replace('"', BLOCK).replace("'", BLOCK).split(BLOCK))


def _stretches(blocks: Iterable[_Block]) -> Iterator[tuple[int, int]]:
    """Yield where blocks stand that are not public as a whole; neighbours are one stretch."""
    start, at = -1, 0
    for plain, is_public in blocks:
        if not is_public:
            start = at if start < 0 else start
        elif start >= 0:
            yield start, at - 1
            start = -1
        at += len(plain) + 1
    if start >= 0:
        yield start, at - 1


def _regions(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Put successive places together."""
    if places:
        cuts = [0, *(i for i, (a, b) in enumerate(pairwise(places), 1) if b != a + 1), len(places)]
        yield from ((places[a], places[b - 1]) for a, b in pairwise(cuts))


def _hit(got: Gathered, place: int) -> Hit:
    """Say whose text stands at *place*, and on which line."""
    number = max(0, bisect_right(got.starts, place) - 1)
    hit, line_ends = got.owners[number]
    return hit._replace(line=hit.line + bisect_right(line_ends, place - got.starts[number]))


def _line_ends(folds: str) -> tuple[int, ...]:
    """Count the characters up to the end of each line but the last."""
    return tuple(accumulate(len(squeezed(line)) for line in folds.split("\n")))[:-1]


def _key(window: str) -> int:
    return crc32(window.encode("utf-16-le", "surrogatepass"))


def _windows(text: str) -> tuple[array[int], array[int]]:
    """Give the checksums of the windows at every step, in order, and where each stands."""
    places = range(0, max(0, len(text) - _WINDOW + 1), _STEP)
    windows = ((text[place : place + _WINDOW], place) for place in places)
    found = sorted((_key(window) << 32) | place for window, place in windows if BLOCK not in window)
    return array("I", [both >> 32 for both in found]), array("I", [both & 0xFFFFFFFF for both in found])


def _name_runs(text: str) -> frozenset[str]:
    plain = (run for run in re.findall(f"[\x21-\x7e]{{{NAME_RUN},}}", text))
    return frozenset(run[i : i + NAME_RUN] for run in plain for i in range(len(run) - NAME_RUN + 1))
