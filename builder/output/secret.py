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
from bisect import bisect_right
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from builder.output.plain import BLOCK, decoded, folded, normal, squeezed, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

RUN = 12
"""Characters that make a run of a text a secret of its own."""
NAME_RUN = 5
"""The same in the name of a file."""
_WINDOW = 6
_STEP = RUN - _WINDOW + 1

_WORD = re.compile(rb"[0-9a-z]+")
_LEAST_WORD = 4
_LEAST_DIGITS = 5
"""Shorter numbers stand everywhere (a year, a page, a count): as text they cannot be told from a withheld number."""
_NUMBER = re.compile(rb"[0-9][0-9\s.()-]+[0-9]")
_LEAST_NUMBER = 7
_IS_NUMBER = re.compile(r"[0-9\s.()+-]+x?")
"""Digits of a personal datum that are looked for however they are grouped."""
_LEAST_GUESS = 3
"""Shorter secrets are found by chance in bytes whose encoding is only guessed."""

_PIECE = 64
_REMEMBERED = 100_000
_LONGEST_COMPOSED = 400
_SMALL = re.compile(r"(?<!\d)\d{1,4}(?!\d)|[\W_]")
"""What may stand between public values without being one: a count, a day, a sign."""
_GAP = re.compile(r"\{[^{}]*\}|<[^>]*>|[\n\"'{}]|:\s")
"""What parts the strings in a file of strings, a template or a script: gaps, tags, quotes, lines and keys."""


_QUOTES = re.compile(f"[\"'{BLOCK}]")
_APART = f"{BLOCK}\1{BLOCK}"
"""Parts texts that do not stand beside each other: no run goes across, since no text holds this sign."""


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


class _Form(NamedTuple):
    """A public text as it is compared."""

    text: str
    """Squeezed."""
    ascii: bytes
    """Folded, with `?` for all that is not ASCII: words and numbers stand apart in it."""

    @classmethod
    def of(cls, text: str) -> _Form:
        """Make the form of folded text."""
        return cls(squeezed(text), text.encode("ascii", "replace"))

    def holds(self, run: str) -> bool:
        return run in self.text

    def holds_word(self, word: str) -> bool:
        return word.encode() in _WORD.findall(self.ascii)

    def holds_number(self, digits: str) -> bool:
        return digits.encode() in _numbers(self.ascii)


class Shown:
    """
    What may be shown: public values, the program's own strings, and the released texts, which are read when asked for.

    Its answers never change; it remembers them.
    """

    def __init__(
        self,
        values: Iterable[str],
        layouts: Iterable[str],
        texts: Iterable[str],
        read: Callable[[str], str],
        near: Callable[[str], Iterable[str]],
    ) -> None:
        """
        Keep what is shown.

        Args:
            values: Each public field, vocabulary word and part of an address.
            layouts: Strings, templates, styles and scripts of the program, with their `{gaps}` and tags.
            texts: The names of all released texts.
            read: Gives a released text by its name.
            near: Names the texts that a file or address of the site probably shows; this only saves time.
        """
        layouts = tuple(layouts)
        folds = [folded(decoded(value.replace(BLOCK, ""))) for value in (*values, *layouts)]
        pieces = (normal(piece) for layout in layouts for piece in _GAP.split(layout))
        self.values = frozenset((*map(squeezed, folds), *pieces, ""))
        self._longest = max(map(len, self.values))
        self._first = _Form.of(BLOCK.join(folds))
        self._read, self._near = read, near
        self._forms: dict[str, _Form] = {}
        self._unread = iter(tuple(texts))
        self._answers: dict[tuple[str, str], bool] = {}
        self._composed: dict[str, bool] = {}

    def own(self, place: str) -> tuple[_Form, ...]:
        """Give the texts that the file at *place* probably shows."""
        return tuple(self._form(name) for name in self._near(place))

    def holds(self, run: str, own: Sequence[_Form] = ()) -> bool:
        """Tell whether *run* stands in something that may be shown."""
        return self._ask("run", run, _Form.holds, own)

    def holds_word(self, word: str, own: Sequence[_Form] = ()) -> bool:
        """Tell whether *word* stands there, apart from other letters and digits."""
        return self._ask("word", word, _Form.holds_word, own)

    def holds_number(self, digits: str, own: Sequence[_Form] = ()) -> bool:
        """Tell whether *digits* stand there, however they are grouped."""
        return self._ask("number", digits, _Form.holds_number, own)

    def is_public(self, block: str, own: Sequence[_Form] = ()) -> bool:
        """
        Tell whether all of *block* is public.

        It stands in one of the texts *own*, or is made of public values side by side, signs and small numbers
        between them.
        """
        if len(block) >= RUN and any(block in form.text for form in own):
            return True
        composed = self._composed.get(block)
        if composed is None:
            composed = len(block) <= _LONGEST_COMPOSED and self._can_be_cut(block)
            if len(self._composed) < _REMEMBERED:
                self._composed[block] = composed
        return composed

    def _can_be_cut(self, block: str) -> bool:
        reached = {0}
        for start in range(len(block)):
            if start in reached:
                ends = range(start + 1, min(len(block), start + self._longest) + 1)
                reached.update(end for end in ends if block[start:end] in self.values)
                small = _SMALL.match(block, start)
                reached.update((small.end(),) if small else ())
        return len(block) in reached

    def _ask(self, kind: str, what: str, holds: Callable[[_Form, str], bool], own: Sequence[_Form]) -> bool:
        if any(holds(form, what) for form in own) or holds(self._first, what):
            return True
        if (kind, what) not in self._answers:
            self._answers[kind, what] = any(holds(form, what) for form in self._all())
        return self._answers[kind, what]

    def _all(self) -> Iterator[_Form]:
        """Give every released text, reading what was not yet read."""
        yield from tuple(self._forms.values())
        for name in self._unread:
            yield self._form(name)

    def _form(self, name: str) -> _Form:
        if name not in self._forms:
            self._forms[name] = _Form.of(written(self._read(name)))
        return self._forms[name]


class _Index(NamedTuple):
    """Secrets in the form in which they are searched."""

    text: str
    """All long secrets, parted by `BLOCK`."""
    starts: list[int]
    owners: list[tuple[Secret, int]]
    """The secret that begins at each start, and which block of it."""
    windows: dict[str, int]
    """Each window with the last of its places, counted in steps."""
    previous: array[int]
    """At each step, the place before with the same window; -1: none."""
    short: dict[str, tuple[str, ...]]
    """Secrets of less than a run, by their first two characters."""
    words: frozenset[bytes]
    numbers: frozenset[bytes]
    name_runs: frozenset[str]
    """Runs of `NAME_RUN` without Chinese: file names are full of such."""
    whole: dict[str, Secret]
    """The secret that each short one, word or number comes from."""


class Secrets:
    """Everything that may not be shown, ready to be searched for; made once, it does not change."""

    def __init__(self, secrets: Iterable[Secret], shown: Shown) -> None:
        """Keep the secrets; what is needed to search is made at the first search."""
        self.shown = shown
        self._secrets = tuple(dict.fromkeys(secrets))
        lines = sorted({f"{secret.kind}{BLOCK}{secret.text}" for secret in self._secrets})
        self.digest = sha256((BLOCK * 2).join(lines).encode("utf-8", "surrogatepass")).hexdigest()
        self._made: _Index | None = None
        self._clean: set[str] = set()

    @classmethod
    def make(cls, secrets: Iterable[Secret], shown: Shown) -> Secrets:
        """
        Bring secrets into the form in which they are searched for.

        The digest is that of the secrets alone.  A file that was clean and has not changed stays clean when other
        public texts come and go: what it shows is public through the documents that it was made from.
        """
        return cls(secrets, shown)

    def prepare(self) -> Secrets:
        """Make now what searching needs, so that forked processes share it."""
        self._index()
        return self

    def in_text(self, text: str, own: Sequence[_Form] = (), *, is_guess: bool = False) -> Iterator[Hit]:
        """Find secrets in blocks of text; *own* are the public texts that it probably shows."""
        index = self._index()
        plain = folded(decoded(text))
        yield from self._in_words(index, plain, own)
        plain = squeezed(plain)
        for start, end in self._unknown(plain, own):
            before = plain[max(0, start - 8 * RUN) : start].replace(BLOCK, "")[1 - RUN :]
            after = plain[end : end + 8 * RUN].replace(BLOCK, "")[: RUN - 1]
            stretch = plain[start:end]
            key = f"{before}{BLOCK}{stretch}{BLOCK}{after}"
            if key in self._clean:
                continue
            hits = [
                *self._in_blocks(index, stretch, own, _LEAST_GUESS if is_guess else 2),
                *self._in_runs(index, plain, (start, end), before + stretch.replace(BLOCK, "") + after, own),
            ]
            yield from hits
            if not hits and len(key) < _PIECE * 4 and len(self._clean) < _REMEMBERED:
                self._clean.add(key)

    def in_tags(self, text: str) -> Iterator[Hit]:
        """Find secrets in tags and their values, each by itself; most of a page's were seen on another."""
        parts = set(_QUOTES.split(text)) - self._clean
        hits = [*self.in_text(_APART.join(sorted(parts)))]
        yield from hits
        if not hits and len(self._clean) < _REMEMBERED:
            self._clean |= parts

    def in_name(self, path: str) -> Iterator[Hit]:
        """Find secrets in the name of a file and of the folders it is in."""
        index = self._index()
        yield from self.in_text(path.replace("/", BLOCK))
        for part in path.split("/"):
            plain = normal(part)
            if self.shown.is_public(plain):
                continue
            for at in range(len(plain) - NAME_RUN + 1):
                run = plain[at : at + NAME_RUN]
                if not any(map(str.isalpha, run)):
                    continue  # dates and numbers; a number is searched as a field
                if (run in index.name_runs if run.isascii() else run in index.text) and not self.shown.holds(run):
                    yield self._hit(index, index.text.find(run))
                    break

    def _unknown(self, plain: str, own: Sequence[_Form]) -> Iterator[tuple[int, int]]:
        """Yield where blocks stand that are not public as a whole; neighbours are one stretch."""
        blocks = plain.split(BLOCK)
        unknown = {block for block in set(blocks) - self.shown.values if not self.shown.is_public(block, own)}
        start, at = -1, 0
        for block in blocks if unknown else ():
            if block in unknown:
                start = at if start < 0 else start
            elif start >= 0:
                yield start, at - 1
                start = -1
            at += len(block) + 1
        if start >= 0:
            yield start, at - 1

    def _in_words(self, index: _Index, plain: str, own: Sequence[_Form]) -> Iterator[Hit]:
        ascii_ = plain.encode("ascii", "replace")
        words = index.words.intersection(_WORD.findall(ascii_)) if index.words else ()
        for word in sorted(found.decode() for found in words):
            if not self.shown.holds_word(word, own):
                yield _hit_of(index.whole[word])
        numbers = _numbers(ascii_) if index.numbers else b""
        for digits in sorted(found.decode() for found in index.numbers if found in numbers):
            if not self.shown.holds_number(digits, own):
                yield _hit_of(index.whole[digits])

    def _in_blocks(self, index: _Index, stretch: str, own: Sequence[_Form], least: int) -> Iterator[Hit]:
        """Find short secrets, each within one block."""
        for block in stretch.split(BLOCK):
            if any(block in form.text for form in own):
                continue
            for at in [i for i in range(len(block) - 1) if block[i : i + 2] in index.short]:
                for secret in index.short[block[at : at + 2]]:
                    if (
                        len(secret) >= least
                        and block.startswith(secret, at)
                        and not self._may_stand(secret, block, own)
                    ):
                        yield _hit_of(index.whole[secret])

    def _may_stand(self, secret: str, block: str, own: Sequence[_Form]) -> bool:
        return self.shown.holds(secret, own) or self.shown.is_public(block)

    def _in_runs(
        self, index: _Index, plain: str, span: tuple[int, int], flat: str, own: Sequence[_Form]
    ) -> Iterator[Hit]:
        """Find runs of long secrets in *flat*, the blocks of *span* joined with what stands around them."""
        found: dict[int, int] = {}
        for start in range(0, len(flat) - RUN + 1, _PIECE):
            piece = flat[start : start + _PIECE + RUN - 1]
            if not any(piece in form.text for form in own):
                found |= _runs(index, piece, start)
        for first, last in _regions(sorted(found)):
            if self.shown.holds(flat[first : last + RUN], own):
                continue
            for at in range(first, last + 1):
                run = flat[at : at + RUN]
                if not self.shown.holds(run, own) and not self._is_meeting(plain, span, run, own):
                    yield self._hit(index, found[at])
                    break

    def _is_meeting(self, plain: str, span: tuple[int, int], run: str, own: Sequence[_Form]) -> bool:
        """Tell whether *run* lies only in blocks that are public as a whole, wherever it stands about *span*."""
        start, end = max(0, span[0] - 8 * RUN), min(len(plain), span[1] + 8 * RUN)
        places = [at for at in range(start, end) if plain[at] != BLOCK]
        flat = plain[start:end].replace(BLOCK, "")
        at = flat.find(run)
        while at >= 0:
            first = plain.rfind(BLOCK, 0, places[at] + 1) + 1
            last = plain.find(BLOCK, places[at + RUN - 1])
            blocks = plain[first : last if last >= 0 else len(plain)].split(BLOCK)
            if not all(self.shown.is_public(block, own) for block in blocks):
                return False
            at = flat.find(run, at + 1)
        return True

    def _hit(self, index: _Index, place: int) -> Hit:
        number = max(0, bisect_right(index.starts, place) - 1)
        secret, part = index.owners[number]
        return Hit(
            secret.origin, _line(secret, place - index.starts[number]) if part == 0 else secret.line, secret.kind
        )

    def _index(self) -> _Index:
        if self._made is None:
            self._made = _indexed(self._secrets)
        return self._made


def _runs(index: _Index, piece: str, start: int) -> dict[int, int]:
    """Find where a run of a secret begins in *piece*, and where that run stands in the secrets."""
    found: dict[int, int] = {}
    windows, text = index.windows, index.text
    for at in [i for i in range(len(piece) - _WINDOW + 1) if piece[i : i + _WINDOW] in windows]:
        step = windows[piece[at : at + _WINDOW]]
        while step >= 0:
            place = step * _STEP
            before = _common(piece[max(0, at - _STEP + 1) : at][::-1], text[max(0, place - _STEP + 1) : place][::-1])
            after = _common(piece[at + _WINDOW : at + RUN], text[place + _WINDOW : place + RUN])
            for shift in range(before, RUN - _WINDOW - after - 1, -1):
                found.setdefault(start + at - shift, place - shift)
            if before + after == 2 * (RUN - _WINDOW):
                break  # no other place can add a run
            step = index.previous[step]
    return found


def _common(one: str, other: str) -> int:
    """Count the characters with which both begin."""
    for count, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b or a == BLOCK:
            return count
    return min(len(one), len(other))


def _regions(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Put successive places together."""
    if places:
        cuts = [0, *(i for i, (a, b) in enumerate(pairwise(places), 1) if b != a + 1), len(places)]
        yield from ((places[a], places[b - 1]) for a, b in pairwise(cuts))


def _line(secret: Secret, offset: int) -> int:
    """Count the line of the file in which the character at *offset* of a secret's form stands."""
    end = 0
    for number, line in enumerate(secret.text.split("\n")):
        end += len(squeezed(written(line).partition(BLOCK)[0]))
        if offset < end:
            return secret.line + number
    return secret.line


def _numbers(text: bytes) -> bytes:
    """Give the digits of each number, however they are grouped."""
    return b"?".join(re.sub(rb"[^0-9]", b"", found) for found in _NUMBER.findall(text))


def _hit_of(secret: Secret) -> Hit:
    return Hit(secret.origin, secret.line, secret.kind)


def _indexed(secrets: Iterable[Secret]) -> _Index:
    long: dict[str, tuple[Secret, int]] = {}
    whole: dict[str, Secret] = {}
    words, numbers, short = set[bytes](), set[bytes](), dict[str, tuple[str, ...]]()
    for secret in secrets:
        folds = written(secret.text)
        digits = re.sub("[^0-9]", "", folds)
        if secret.kind == "datum" and len(digits) >= _LEAST_NUMBER and _IS_NUMBER.fullmatch(folds.strip()):
            numbers.add(digits.encode())
            whole[digits] = secret
            continue
        for part, block in enumerate(folds.split(BLOCK)):
            plain = squeezed(block)
            if len(plain) >= RUN:
                long.setdefault(plain, (secret, part))
            elif _WORD.fullmatch(block.strip().encode("ascii", "replace")):
                if len(plain) >= (_LEAST_DIGITS if plain.isdigit() else _LEAST_WORD):
                    words.add(plain.encode())
                    whole.setdefault(plain, secret)
            elif len(plain) > 1 and any(map(str.isalnum, plain)) and plain not in whole:
                whole[plain] = secret
                short[plain[:2]] = (*short.get(plain[:2], ()), plain)
    text = BLOCK.join(long)
    windows, previous = _windows(text)
    starts, at = [], 0
    for plain in long:
        starts.append(at)
        at += len(plain) + 1
    return _Index(
        text=text,
        starts=starts,
        owners=list(long.values()),
        windows=windows,
        previous=previous,
        short=short,
        words=frozenset(words),
        numbers=frozenset(numbers),
        name_runs=_name_runs(text),
        whole=whole,
    )


def _windows(text: str) -> tuple[dict[str, int], array[int]]:
    windows: dict[str, int] = {}
    previous = array("l", [-1]) * (len(text) // _STEP + 1)
    for step, place in enumerate(range(0, len(text) - _WINDOW + 1, _STEP)):
        window = text[place : place + _WINDOW]
        if BLOCK not in window:
            previous[step] = windows.get(window, -1)
            windows[window] = step
    return windows, previous


def _name_runs(text: str) -> frozenset[str]:
    plain = (run for run in re.findall(f"[\x21-\x7e]{{{NAME_RUN},}}", text))
    return frozenset(run[i : i + NAME_RUN] for run in plain for i in range(len(run) - NAME_RUN + 1))
