"""
Search text for what may not be shown, exactly and fast.

A run of twelve characters is *secret* if it stands in a secret text and nowhere in what may be shown; so is a shorter
secret as a whole.  Longer runs are secret through the runs of twelve in them.  Where public blocks meet (a label and a
name, a title and a unit), a run that lies across them is no secret: nobody learns more from it than from its parts.

Text is searched in two steps.  Its *outline* is what has to be searched for runs: of a block that is a line of a
public text, only the ends, where it meets its neighbours.  What one outline shares with another is searched once.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from copy import copy
from functools import cache, cached_property
from hashlib import sha256
from itertools import accumulate, chain
from typing import TYPE_CHECKING, NamedTuple

from builder.output.plain import APART, BLOCK, CUT, decoded, folded, normal, squeezed, written
from builder.output.runs import RUN, Sieve
from builder.output.shown import WORD, numbers_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from builder.output.shown import Shown

NAME_RUN = 5
"""Characters that make a run of a text a secret in the name of a file."""
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

_REMEMBERED = 100_000
"""Blocks, parts of outlines and runs that are not searched again."""
_PUBLIC = "\2"
"""Marks in an outline a block that is public as a whole.  No folded text holds it."""


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
    sieve: Sieve
    """Of the runs of `text`."""
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
    return Gathered(
        text=text,
        starts=array("I", accumulate((len(plain) + 1 for plain in long), initial=0))[: len(long)],
        owners=list(long.values()),
        sieve=Sieve.of(text),
        short=short,
        words=frozenset(words),
        numbers=frozenset(numbers),
        name_runs=_name_runs(text),
        whole=whole,
    )


class Secrets:
    """Everything that may not be shown, ready to be searched for; what it remembers does not change its answers."""

    def __init__(self, digest: str, gathered: Callable[[], Gathered], shown: Shown) -> None:
        """
        Keep how to get the secrets; they are got at the first search.

        Args:
            digest: Names the secrets alone.  A file that was clean and has not changed stays clean when other public
                texts come; when one goes that said a secret, `StagedAudit` looks at all files again.
        """
        self.digest = digest
        self.shown = shown
        self._gather = cache(gathered)
        self._blocks = dict(_NOTHING_MET)
        self._clean: set[str] = set()
        self._before = ""
        self._clean_parts: set[str] = set()
        self._clean_names: set[str] = set()
        self._found_runs: dict[str, int] = {}
        self._left: Sieve | None = None

    @classmethod
    def make(cls, secrets: Iterable[Secret], shown: Shown) -> Secrets:
        """Make them from a list."""
        secrets = tuple(secrets)
        return cls(digest_of(secrets), lambda: gather(secrets), shown)

    def in_text(self, text: str, place: str = "", *, is_guess: bool = False) -> Iterator[Hit]:
        """
        Find secrets in blocks of text.

        Args:
            place: The file or address where it stands; what is public there is probably what it shows.
        """
        outlines, hits = self.outlines(text.split(BLOCK), place, is_guess=is_guess)
        yield from hits
        yield from self.in_outlines(outlines, place)

    def outlines(self, blocks: Sequence[str], place: str, *, is_guess: bool = False) -> tuple[list[str], list[Hit]]:
        """Leave of each block what has to be searched for runs, and give the secrets that stand whole in one."""
        known = _NOTHING_MET if is_guess else self._blocks
        new = [block for block in set(blocks) if block not in known]
        found, hits = self._looked_at(new, place, _LEAST_GUESS if is_guess else _LEAST) if new else ({}, [])
        outlines = [found[block] if block in found else known[block] for block in blocks]
        if not hits and not is_guess:
            if len(self._blocks) > _REMEMBERED:
                self._blocks = dict(_NOTHING_MET)
            self._blocks.update(found)
        return outlines, hits

    def in_outlines(self, outlines: Sequence[str], place: str) -> Iterator[Hit]:
        """Find runs of long secrets in what `outlines` has left of blocks that stand beside each other."""
        for part in dict.fromkeys(self._parts(outlines)):
            if part not in self._clean:
                hits = [*self._runs(part, place)]
                yield from hits
                if not hits and len(self._clean) < _REMEMBERED:
                    self._clean.add(part)

    def trusting(self, texts: Iterable[str], tags: Iterable[str]) -> Secrets:
        """Give the same secrets, for a file that held this when it was found clean: only what is new is searched."""
        there = copy(self)
        there.trust(texts, tags)
        return there

    def trust(self, texts: Iterable[str], tags: Iterable[str]) -> None:
        """Search no more for what stands in *texts* and *tags*, nor for what meets in a text."""
        self._blocks, self._clean = dict(self._blocks), set(self._clean)
        self._clean_parts = self._clean_parts.union(*map(parts_of_tags, tags))
        for blocks in (text.split(BLOCK) for text in texts):
            new = [block for block in set(blocks) if block not in self._blocks]
            plains = squeezed(folded(decoded(BLOCK.join(new)))).split(BLOCK)
            self._blocks.update(zip(new, plains, strict=False))
            outlines = [self._blocks[block] for block in blocks]
            self._clean.update(self._parts(outlines))
            self._before += CUT + _seams(BLOCK.join(outlines))

    def in_tags(self, text: str, place: str) -> Iterator[Hit]:
        """Find secrets in tags and their values, each by itself."""
        new = parts_of_tags(text) - self._clean_parts
        if not new:
            return
        fold = folded(decoded(BLOCK.join(new)))
        plain = squeezed(fold)
        hits = [*self._words(fold, place), *self._whole(plain, place, _LEAST)]
        # Each paragraph of a page has a tag of its own: only those that may hold a run are looked at by themselves.
        suspect = dict.fromkeys(plain.rfind(BLOCK, 0, at) + 1 for at in self._sieve.places(plain))
        parts = (plain[start:].partition(BLOCK)[0] for start in suspect)
        hits += [hit for part in parts for hit in self._runs(part, place)]
        yield from hits
        if not hits and len(self._clean_parts) < _REMEMBERED:
            self._clean_parts |= new

    def in_name(self, path: str) -> Iterator[Hit]:
        """Find secrets in the name of a file and of the folders it is in, each by itself."""
        names = sorted(set(path.split("/")) - self._clean_names)
        if not names:
            return
        hits = [*self.in_text(APART.join(names)), *filter(None, map(self._in_one_name, names))]
        yield from hits
        if not hits and len(self._clean_names) < _REMEMBERED:
            self._clean_names.update(names)

    def _in_one_name(self, name: str) -> Hit | None:
        got, plain = self.gathered, normal(name)
        for at in range(len(plain) - NAME_RUN + 1):
            run = plain[at : at + NAME_RUN]
            if not any(map(str.isalpha, run)):
                continue  # dates and numbers; a number is searched as a field
            is_secret = run in got.name_runs if run.isascii() else run in got.text
            if is_secret and not self.shown.is_public(plain) and not self.shown.holds(run):
                return _hit(got, got.text.find(run))
        return None

    def settle(self, left: str, known: Callable[[str, str], bool | None]) -> None:
        """
        Search for no run of long secrets but those that may not be shown, when this is known of all.

        Args:
            left: Holds these, parted by `BLOCK`.
            known: As `Shown.settle` takes it.
        """
        self._left = Sieve.of(left, spare=5)
        self.shown.settle(known)

    @property
    def _sieve(self) -> Sieve:
        """Let through what may be a run of a long secret that may not be shown."""
        return self._left or self.gathered.sieve

    @cached_property
    def gathered(self) -> Gathered:
        """Give the secrets in the form in which they are searched for."""
        return self._gather()

    def _looked_at(self, blocks: list[str], place: str, least: int) -> tuple[dict[str, str], list[Hit]]:
        """Give the outline of each block, and what was found within one."""
        self.shown.learn_near(place)
        fold = folded(decoded(BLOCK.join(blocks)))
        hits = [*self._words(fold, place)]
        outlines: dict[str, str] = {}
        private: list[str] = []
        for block, plain in zip(blocks, squeezed(fold).split(BLOCK), strict=True):
            if not plain:
                outlines[block] = ""
            elif self.shown.is_line(block, plain) or self.shown.is_quoted(plain, place):
                outlines[block] = _ends(plain)
            else:
                outlines[block] = plain
                private.append(plain)
        hits += self._whole(BLOCK.join(private), place, least)
        return outlines, hits

    def _words(self, plain: str, place: str) -> Iterator[Hit]:
        """Find numbers and Latin words that are secret as a whole."""
        got = self.gathered
        if not got.words and not got.numbers:
            return
        ascii_ = plain.encode("ascii", "replace")
        words = got.words.intersection(WORD.findall(ascii_)) if got.words else ()
        for word in sorted(found.decode() for found in words):
            if not self.shown.holds_word(word, place):
                yield got.whole[word]
        numbers = numbers_in(ascii_) if got.numbers else b""
        for digits in sorted(found.decode() for found in got.numbers if found in numbers):
            if not self.shown.holds_number(digits, place):
                yield got.whole[digits]

    def _whole(self, plain: str, place: str, least: int) -> Iterator[Hit]:
        """Find short secrets, each within one block."""
        got = self.gathered
        for found in self._first_two.finditer(plain):
            at = found.start()
            for secret in got.short.get(plain[at : at + 2], ()):
                if len(secret) >= least and plain.startswith(secret, at) and not self.shown.holds(secret, place):
                    block = plain[plain.rfind(BLOCK, 0, at) + 1 :].partition(BLOCK)[0]
                    if not self.shown.is_public(block, place):
                        yield got.whole[secret]

    @cached_property
    def _first_two(self) -> re.Pattern[str]:
        """Find where the first two characters of a short secret may stand."""
        firsts, seconds = ("".join(sorted({pair[i] for pair in self.gathered.short})) for i in (0, 1))
        return re.compile(f"[{re.escape(firsts)}](?=[{re.escape(seconds)}])" if firsts else "(?!)")

    def _parts(self, outlines: Sequence[str]) -> Iterator[str]:
        """Give what is left of each block that is not public, with its surroundings, where a run may stand."""
        ends = [*accumulate(len(_flat(outline)) for outline in outlines)]
        touched = (
            range(bisect_right(ends, at), bisect_right(ends, at + RUN - 1) + 1)
            for at in self._sieve.places(_flat("".join(outlines)))
        )
        for number in dict.fromkeys(chain.from_iterable(touched)):
            if has_private(outlines[number]):
                yield surroundings(outlines, number)

    def _runs(self, part: str, place: str) -> Iterator[Hit]:
        """Find runs of long secrets in a part of an outline."""
        flat = _flat(part)
        places = self._sieve.places(flat)
        if not places:
            return
        blocks = part.split(BLOCK)
        starts = [0, *accumulate(len(block) - block.count(_PUBLIC) for block in blocks)]
        is_public: dict[int, bool] = {}
        seams = _seams(part) if self._before else ""
        within = [number for number, character in enumerate(seams) if character != BLOCK]
        done = 0
        for at in places:
            run = flat[at : at + RUN]
            if at < done or (seams and seams[within[at] : within[at + RUN - 1] + 1] in self._before):
                continue  # the same run, cut into the same blocks, stood there when the file was found clean
            if not self.shown.is_settled and self._found(run) < 0:
                continue  # let through by chance, and what follows would read every public value
            # Where only blocks meet that are public as a whole, the run is none.
            for number in range(bisect_right(starts, at) - 1, bisect_left(starts, at + RUN)):
                if number not in is_public:
                    is_public[number] = _PUBLIC in blocks[number] or self.shown.is_public(blocks[number], place)
                if not is_public[number]:
                    break
            else:
                continue
            found = -1 if self.shown.holds_nearby(run, place) else self._found(run)
            # The last question may read every public text, so it is asked last.
            if found >= 0 and not self.shown.holds(run, place):
                yield _hit(self.gathered, found)
                done = at + RUN

    def _found(self, run: str) -> int:
        """Tell where a run stands in the secrets; -1 if it does not."""
        found = self._found_runs.get(run)
        if found is None:
            found = self.gathered.text.find(run)
            if len(self._found_runs) < _REMEMBERED:
                self._found_runs[run] = found
        return found


_NOTHING_MET = {CUT: CUT, "": ""}


def _ends(plain: str) -> str:
    """Leave of a public block the ends that a run may reach, marked."""
    if len(plain) < 2 * RUN:
        return plain + _PUBLIC
    return f"{plain[: RUN - 1]}{_PUBLIC}{CUT}{_PUBLIC}{plain[1 - RUN :]}"


_HAS_PRIVATE = re.compile(f"(?:^|{BLOCK})[^{BLOCK}{CUT}{_PUBLIC}]+(?:{BLOCK}|$)")


def has_private(outline: str) -> bool:
    """Tell whether something is left of a block that is not public as a whole: only what touches it can be secret."""
    if BLOCK not in outline:  # most are of one block, and need no search
        return bool(outline) and _PUBLIC not in outline and CUT not in outline
    return _HAS_PRIVATE.search(outline) is not None


def _flat(outline: str) -> str:
    """Join blocks."""
    return outline.replace(BLOCK, "").replace(_PUBLIC, "")


def _seams(outline: str) -> str:
    """Leave one sign where blocks meet, however many empty ones are between them."""
    return re.sub(f"{BLOCK}+", BLOCK, outline.replace(_PUBLIC, ""))


def surroundings(outlines: Sequence[str], number: int) -> str:
    """Give an outline with as much before and after it as a run may reach."""
    before = BLOCK.join(_reach(outlines[at] for at in range(number - 1, -1, -1))[::-1])
    after = BLOCK.join(_reach(outlines[at] for at in range(number + 1, len(outlines))))
    return BLOCK.join((before.rpartition(CUT)[2], outlines[number], after.partition(CUT)[0]))


def _reach(outlines: Iterable[str]) -> list[str]:
    """Take outlines until they have as many characters as a run may have outside."""
    found: list[str] = []
    size = 0
    for outline in outlines:
        found.append(outline)
        size += len(outline) - outline.count(_PUBLIC) - outline.count(BLOCK)
        if size >= RUN - 1 or CUT in outline:
            break
    return found


def parts_of_tags(text: str) -> set[str]:
    """Part tags at their quotes."""
    return set(text.replace('"', BLOCK).replace("'", BLOCK).split(BLOCK))


def _hit(got: Gathered, place: int) -> Hit:
    """Say whose text stands at *place*, and on which line."""
    number = max(0, bisect_right(got.starts, place) - 1)
    hit, line_ends = got.owners[number]
    return hit._replace(line=hit.line + bisect_right(line_ends, place - got.starts[number]))


def _line_ends(folds: str) -> tuple[int, ...]:
    """Count the characters up to the end of each line but the last."""
    return tuple(accumulate(len(squeezed(line)) for line in folds.split("\n")))[:-1]


def _name_runs(text: str) -> frozenset[str]:
    plain = (run for run in re.findall(f"[\x21-\x7e]{{{NAME_RUN},}}", text))
    return frozenset(run[i : i + NAME_RUN] for run in plain for i in range(len(run) - NAME_RUN + 1))
