"""
Answer what may be shown: public values, the program's own strings, and the released texts.

Nothing is folded or read before it is asked for, since after a small edit nearly nothing is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from builder.output.plain import BLOCK, decoded, folded, squeezed, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from builder.disclosure.public import TextDigest

RUN = 12
"""Characters that make a run of a text a secret of its own."""

WORD = re.compile(rb"[0-9a-z]+")
_NUMBER = re.compile(rb"[0-9][0-9\s.()-]+[0-9]")

_REMEMBERED = 100_000
_LONGEST_COMPOSED = 400
_SMALL = re.compile(r"(?<!\d)\d{1,4}(?!\d)|[\W_]")
"""What may stand between public values without being one: a count, a day, a sign."""
_GAP = re.compile(r"\{[^{}]*\}|<[^>]*>|[\n\"'{}]|:\s")
"""What parts the strings in a file of strings, a template or a script: gaps, tags, quotes, lines and keys."""


class Form(NamedTuple):
    """A text that needs no search, as it is compared."""

    text: str
    """Squeezed, blocks apart."""
    joined: str
    """The same with its blocks joined, where they were searched so before."""
    ascii: bytes
    """Folded, with `?` for all that is not ASCII: words and numbers stand apart in it."""

    @classmethod
    def of_public(cls, text: str) -> Form:
        """Make the form of a folded public text."""
        plain = squeezed(text)
        return cls(plain, plain, text.encode("ascii", "replace"))

    @classmethod
    def of_clean(cls, text: str) -> Form:
        """Make the form of what a file held when it was last found clean."""
        fold = folded(decoded(text))
        plain = squeezed(fold)
        return cls(plain, plain.replace(BLOCK, ""), fold.encode("ascii", "replace"))


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
        self._read, self._near = read, near
        self._unread: Iterator[TextDigest] = iter(texts)
        self._values: _Values | None = None
        self._forms: dict[TextDigest, Form] = {}
        self._answers: dict[tuple[str, str], bool] = {}
        self._composed: dict[str, bool] = {}
        self._among_values: dict[str, bool] = {}

    def prepare(self) -> str:
        """Fold the public values now, which is worth it before many files, and give them as one text."""
        return self._folded_values().form.joined

    def own(self, place: str) -> tuple[Form, ...]:
        """Give the texts that the file at *place* probably shows."""
        return tuple(self._form(name) for name in self._near(place))

    def holds(self, run: str, own: Sequence[Form] = ()) -> bool:
        """Tell whether *run* stands in something that may be shown."""
        return self._ask("run", run, _holds_run, own)

    def holds_nearby(self, run: str, own: Sequence[Form] = ()) -> bool:
        """Tell whether *run* stands in the texts *own* or in a public value, without asking all other texts."""
        if any(_holds_run(form, run) for form in own):
            return True
        known = self._among_values.get(run)
        if known is None:
            known = _holds_run(self._folded_values().form, run)
            if len(self._among_values) < _REMEMBERED:
                self._among_values[run] = known
        return known

    def holds_word(self, word: str, own: Sequence[Form] = ()) -> bool:
        """Tell whether *word* stands there, apart from other letters and digits."""
        return self._ask("word", word, _holds_word, own)

    def holds_number(self, digits: str, own: Sequence[Form] = ()) -> bool:
        """Tell whether *digits* stand there, however they are grouped."""
        return self._ask("number", digits, _holds_number, own)

    def is_known(self, block: str, own: Sequence[Form] = ()) -> bool:
        """Tell whether *block* is public as a whole, as far as that is cheap to tell."""
        if _is_in(block, own) or not block:
            return True
        return self._values is not None and block in self._values.every

    def is_public(self, block: str, own: Sequence[Form] = ()) -> bool:
        """
        Tell whether all of *block* is public.

        It stands in one of the texts *own*, or is made of public values side by side, signs and small numbers
        between them.
        """
        if _is_in(block, own):
            return True
        composed = self._composed.get(block)
        if composed is None:
            composed = len(block) <= _LONGEST_COMPOSED and _can_be_cut(block, self._folded_values())
            if len(self._composed) < _REMEMBERED:
                self._composed[block] = composed
        return composed

    def _ask(self, kind: str, what: str, holds: Callable[[Form, str], bool], own: Sequence[Form]) -> bool:
        if any(holds(form, what) for form in own):
            return True
        answer = self._answers.get((kind, what))
        if answer is None:
            answer = holds(self._folded_values().form, what) or any(holds(form, what) for form in self._all())
            self._answers[kind, what] = answer
        return answer

    def _all(self) -> Iterator[Form]:
        """Give every released text, reading what was not yet read."""
        yield from tuple(self._forms.values())
        for name in self._unread:
            yield self._form(name)

    def _form(self, name: TextDigest) -> Form:
        if name not in self._forms:
            self._forms[name] = Form.of_public(written(self._read(name)))
        return self._forms[name]

    def _folded_values(self) -> _Values:
        if self._values is None:
            self._values = _folded(self._give_values(), self._give_layouts())
        return self._values


def numbers_in(text: bytes) -> bytes:
    """Give the digits of each number, however they are grouped."""
    return b"?".join(re.sub(rb"[^0-9]", b"", found) for found in _NUMBER.findall(text))


def _folded(values: Iterable[str], layouts: Iterable[str]) -> _Values:
    layouts = tuple(layouts)
    different = dict.fromkeys(value.replace(BLOCK, "") for value in (*values, *layouts))
    fold = folded(decoded(BLOCK.join(different)))
    pieces = squeezed(folded(decoded(BLOCK.join(_GAP.sub(BLOCK, layout) for layout in layouts)))).split(BLOCK)
    every = frozenset((*squeezed(fold).split(BLOCK), *pieces, ""))
    lengths: dict[str, set[int]] = {}
    for value in every:
        lengths.setdefault(value[:2], set()).add(len(value))
    return _Values(every, Form.of_public(fold), {first: tuple(sorted(found)) for first, found in lengths.items()})


def _can_be_cut(block: str, values: _Values) -> bool:
    """Tell whether *block* is made of values, signs and small numbers alone."""
    reached, size = {0}, len(block)
    for start in range(size):
        if start in reached:
            for length in values.lengths.get(block[start : start + 2], ()):
                if length > size - start:
                    break
                if block[start : start + length] in values.every:
                    reached.add(start + length)
            if block[start] in values.every:
                reached.add(start + 1)
            small = _SMALL.match(block, start)
            if small:
                reached.add(small.end())
    return size in reached


def _is_in(block: str, own: Sequence[Form]) -> bool:
    return len(block) >= RUN and any(block in form.text for form in own)


def _holds_run(form: Form, run: str) -> bool:
    return run in (form.joined if len(run) >= RUN else form.text)


def _holds_word(form: Form, word: str) -> bool:
    return word.encode() in WORD.findall(form.ascii)


def _holds_number(form: Form, digits: str) -> bool:
    return digits.encode() in numbers_in(form.ascii)
