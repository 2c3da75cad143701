"""
Answer what may be shown: public values, the program's own strings, and the released texts.

Nothing is folded or read before it is asked for, since after a small edit nearly nothing is.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from builder.output.plain import BLOCK, decoded, folded, squeezed, written
from builder.output.runs import RUN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from builder.disclosure.public import TextDigest

WORD = re.compile(rb"[0-9a-z]+")
_NUMBER = re.compile(rb"[0-9][0-9\s.()-]+[0-9]")

_REMEMBERED = 100_000
_LONGEST_COMPOSED = 400
_QUOTED = re.compile(r"\A\d{1,3}(?!\d)|[….]+\Z")
_SMALL = re.compile(r"(?<!\d)\d{1,4}(?!\d)|[\W_]")
"""What may stand between public values without being one: a count, a day, a sign."""
_NUMBERS = re.compile(r"(?<!\d)\d{1,4}(?!\d)")
_GAP = re.compile(r"\{[^{}]*\}|<[^>]*>|[\n\"'{}]|:\s")
"""What parts the strings in a file of strings, a template or a script: gaps, tags, quotes, lines and keys."""


_MARKS = ("*", "`", "[", "\n#", "\n-", "\n+", "\n>")
"""What a line of Markdown has that its page does not show."""


class Form(NamedTuple):
    """A text that may be shown, as it is compared."""

    text: str
    """Squeezed, blocks apart."""
    ascii: bytes
    """Folded, with `?` for all that is not ASCII: words and numbers stand apart in it."""

    @classmethod
    def of(cls, text: str) -> Form:
        """Make the form of a folded text."""
        return cls(squeezed(text), text.encode("ascii", "replace"))

    def parts(self) -> Iterator[Form]:
        """Take blocks apart."""
        return map(Form, self.text.split(BLOCK), self.ascii.split(BLOCK.encode()))


class _Values(NamedTuple):
    """Public values and strings of the program, as they are compared."""

    every: frozenset[str]
    form: Form
    lengths: dict[str, tuple[int, ...]]
    """How long the values are that begin with these two characters."""


class Shown:
    """What may be shown.  Its answers never change; it remembers them."""

    def __init__(
        self,
        values: Callable[[], Iterable[str]],
        layouts: Callable[[], Iterable[str]],
        texts: Iterable[TextDigest],
        read: Callable[[TextDigest], str],
        near: Callable[[str], Iterable[TextDigest]],
    ) -> None:
        """
        Keep where to find what is shown.

        Args:
            values: Gives each public field, vocabulary word and part of an address.
            layouts: Gives strings, templates, styles and scripts of the program, with their `{gaps}` and tags.
            texts: The names of all released texts.
            read: Gives a released text by its name.
            near: Names the texts that a file or address of the site probably shows; this only saves time.
        """
        self._give_values, self._give_layouts = values, layouts
        self._names = tuple(texts)
        self._read, self._near = read, near
        self._forms: dict[TextDigest, Form] = {}
        self._lines: set[int] = set()
        self._with_lines: set[TextDigest] = set()
        self._answers: dict[tuple[str, str], bool] = {}
        self._composed: dict[str, bool] = {}
        self._known: Callable[[str, str], bool | None] = lambda *_: None
        self.is_settled = False
        """What may be shown has been met, all of it."""

    @property
    def texts(self) -> tuple[TextDigest, ...]:
        """Name all released texts."""
        return self._names

    def read(self, name: TextDigest) -> str:
        """Give a released text."""
        return self._read(name)

    @property
    def values(self) -> Form:
        """Give each public value, and each file of strings, parted by `BLOCK`."""
        return self._values.form

    def settle(self, known: Callable[[str, str], bool | None]) -> None:
        """
        Ask *known* first whether something may be shown; it says `None` where it does not know.

        Args:
            known: Takes `run`, `word` or `number`, and what is asked for.
        """
        self._known = known
        self.is_settled = True

    def learn_near(self, place: str) -> None:
        """Know the lines of what *place* probably shows."""
        for name in self._near(place):
            if name not in self._with_lines:
                self._with_lines.add(name)
                self._lines.update(self._lines_of(name))

    def _lines_of(self, name: TextDigest) -> set[int]:
        """Name the lines of a text, and the first sentence of each, as `is_line` knows them in this process."""
        text = f"\n{self._read(name)}"
        lines = [line for line in map(str.strip, text.split("\n")) if len(line) >= RUN]
        if any(mark in text for mark in _MARKS):
            marked = (line for line in lines if any(mark in f"\n{line}" for mark in _MARKS))
            lines += map(squeezed, written("\n".join(marked)).partition(BLOCK)[0].split("\n"))
        return {*map(hash, lines), *[hash(line.partition("。")[0]) for line in lines]}

    def is_line(self, block: str, plain: str) -> bool:
        """
        Tell whether a block, as it came or folded, is a line of those texts whose lines are known.

        Lines are told apart by 64 bits of a hash that nobody can foresee.
        """
        return len(plain) >= RUN and (hash(block.strip()) in self._lines or hash(plain) in self._lines)

    def own(self, place: str) -> tuple[Form, ...]:
        """Give the texts that the file at *place* probably shows."""
        return tuple(map(self._form, self._near(place)))

    def holds(self, run: str, place: str = "") -> bool:
        """Tell whether *run* stands in something that may be shown."""
        return self._ask("run", run, _holds_run, place)

    def holds_nearby(self, run: str, place: str) -> bool:
        """Tell whether *run* stands in what *place* probably shows, without asking all other texts."""
        return any(run in form.text for form in self.own(place))

    def is_quoted(self, plain: str, place: str) -> bool:
        """Tell whether a folded block stands in what *place* shows, but for a number before it and … after it."""
        quoted = _QUOTED.sub("", plain)
        return len(quoted) >= RUN and self.holds_nearby(quoted, place)

    def holds_word(self, word: str, place: str = "") -> bool:
        """Tell whether *word* stands there, apart from other letters and digits."""
        return self._ask("word", word, holds_word, place)

    def holds_number(self, digits: str, place: str = "") -> bool:
        """Tell whether *digits* stand there, however they are grouped."""
        return self._ask("number", digits, holds_number, place)

    def is_public(self, block: str, place: str = "") -> bool:
        """
        Tell whether all of *block* is public.

        It is made of public values side by side, signs and small numbers between them, or stands in a text that
        *place* shows.
        """
        return self._is_composed(block) or (len(block) >= RUN and self.holds_nearby(block, place))

    def _is_composed(self, block: str) -> bool:
        if block in self._values.every:
            return True
        # One small number may stand for another, so most blocks are like one that was seen.
        return self._can_be_cut(_NUMBERS.sub("\u0966", block)) or self._can_be_cut(block)

    def _can_be_cut(self, block: str) -> bool:
        known = self._composed.get(block)
        if known is None:
            known = len(block) <= _LONGEST_COMPOSED and _can_be_cut(block, self._values)
            if len(self._composed) < _REMEMBERED:
                self._composed[block] = known
        return known

    def _ask(self, kind: str, what: str, holds: Callable[[Form, str], bool], place: str) -> bool:
        answer = self._answers.get((kind, what))
        if answer is None:
            answer = self._known(kind, what)
        if answer is None:
            near = any(holds(form, what) for form in self.own(place))
            answer = (
                near or holds(self._values.form, what) or any(holds(self._form(name), what) for name in self._names)
            )
            self._answers[kind, what] = answer
        return answer

    def _form(self, name: TextDigest) -> Form:
        if name not in self._forms:
            self._forms[name] = Form.of(written(self._read(name)))
        return self._forms[name]

    @cached_property
    def _values(self) -> _Values:
        return _folded(self._give_values(), self._give_layouts())


def numbers_in(text: bytes) -> bytes:
    """Give the digits of each number, however they are grouped."""
    return b"?".join(re.sub(rb"[^0-9]", b"", found) for found in _NUMBER.findall(text))


def _folded(values: Iterable[str], layouts: Iterable[str]) -> _Values:
    layouts = tuple(layouts)
    fold = folded(decoded(BLOCK.join(value.replace(BLOCK, "") for value in dict.fromkeys((*values, *layouts)))))
    pieces = squeezed(folded(decoded(BLOCK.join(_GAP.sub(BLOCK, layout) for layout in layouts)))).split(BLOCK)
    every = frozenset((*squeezed(fold).split(BLOCK), *pieces, ""))
    lengths: dict[str, set[int]] = {}
    for value in every:
        lengths.setdefault(value[:2], set()).add(len(value))
    return _Values(every, Form.of(fold), {first: tuple(sorted(found)) for first, found in lengths.items()})


def _can_be_cut(block: str, values: _Values) -> bool:
    """Tell whether *block* is made of values, signs and small numbers alone; long values are tried first."""
    size, open_, seen = len(block), [0], {0}
    while open_:
        start = open_.pop()
        if start == size:
            return True
        small = _SMALL.match(block, start)
        ends = [small.end()] if small else []
        if block[start] in values.every:
            ends.append(start + 1)
        room = size - start
        ends += [
            start + length
            for length in values.lengths.get(block[start : start + 2], ())
            if length <= room and block[start : start + length] in values.every
        ]
        open_ += [end for end in ends if end not in seen]
        seen.update(ends)
    return False


def _holds_run(form: Form, run: str) -> bool:
    return run in form.text


def holds_word(form: Form, word: str) -> bool:
    """Tell whether a word stands in a text, apart from other letters and digits."""
    return word.encode() in WORD.findall(form.ascii)


def holds_number(form: Form, digits: str) -> bool:
    """Tell whether digits stand in a text, however they are grouped."""
    return digits.encode() in numbers_in(form.ascii)
