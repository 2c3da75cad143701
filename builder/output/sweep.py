"""
Tell of many files which of them have to be looked at closely.

Most files hold no secret, and that is cheaper to see of many at once than of each.  First the secrets that may be shown
after all are left out: those that stand in a public text or value.  Then each file is searched for the others as a
whole, without regard to what parts it.  Whichever holds a piece of one is left to `audit`, and so is every file that
cannot be read to its end.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from builder.output.flat import flat, of_pages, of_texts, parts_at, units_of
from builder.output.needles import Needles
from builder.output.plain import BLOCK, CUT, SEAM, decoded, folded, parts_of_markdown
from builder.output.shown import Form, holds_number, holds_word
from builder.output.unpack import Unread, texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from builder.disclosure.public import TextDigest
    from builder.output.flat import Stretch, Units
    from builder.output.secret import Secrets

_ENDINGS = (".html", ".xml")
_SPECIAL = (b"&", b"\\", *(sign.encode() for sign in (BLOCK, CUT, SEAM)))
"""Signs that part what is beside them, or with which escapes begin; with % others do."""
_ESCAPES = re.compile("%[0-9A-Fa-f]{2}(?:%[0-9A-Fa-f]{2})*|%[0-9A-Fa-f]?(?:<[^>]*>)+[0-9A-Fa-f]")
"""What is written with %, and what may be so when the tags in it are gone."""
_SIGNS = re.compile(r'[%&\\<>"\0-\7]')
_VALUES_AT_ONCE = 10_000
_ENOUGH = 300_000
"""Characters that are searched at once; many more do not fit into a processor's cache."""


class Met(NamedTuple):
    """Needles that were met in what may be shown, by their numbers."""

    runs: bytes
    """Of 32 bits each."""
    wholes: set[int]
    numbers: set[int]


class Sweep:
    """Secrets, to be looked for in many files when they have met all that may be shown."""

    def __init__(self, secrets: Secrets) -> None:
        """Take all secrets but those that only the name of a file gives away, and those that are public values."""
        got = secrets.gathered
        self._secrets, self._shown = secrets, secrets.shown
        short = [text for found in got.short.values() for text in found]
        words = sorted(word.decode() for word in got.words)
        self._wholes = (*short, *words)
        self._first_word = len(short)
        self._numbers = tuple(sorted(digits.decode() for digits in got.numbers))
        self._numbered = {
            **{("run", text): number for number, text in enumerate(short)},
            **{("word", word): number for number, word in enumerate(words, len(short))},
            **{("number", digits): number for number, digits in enumerate(self._numbers)},
        }
        self._needles = Needles.of(got.text, self._wholes, self._numbers)
        self.sources = self._shown.texts
        """Names what else may be shown: the released texts."""
        values = self._shown.values.parts()
        while some := [*islice(values, _VALUES_AT_ONCE)]:
            self._meet(units_of(SEAM.join([value.text for value in some])), some.__getitem__)

    def meet(self, sources: Iterable[TextDigest]) -> list[Met]:
        """Find what may be shown of the secrets in some of it; from then on it is not looked for."""
        texts = [self._shown.read(source) for source in sources]
        parts = [part.replace(BLOCK, "") for text in texts for part in parts_of_markdown(text)]
        units = flat(decoded(SEAM.join([part.replace(SEAM, CUT) for part in parts])))
        return [self._meet(units, lambda part: Form.of(folded(decoded(parts[part]))))]

    def _meet(self, units: Units, form_of: Callable[[int], Form]) -> Met:
        """Leave out what stands in parts of which *form_of* gives each, by its place."""
        found = self._needles.find(units)

        def holds_whole(part: int, needle: int) -> bool:
            return needle < self._first_word or holds_word(form_of(part), self._wholes[needle])

        def holds_digits(part: int, needle: int) -> bool:
            return holds_number(form_of(part), self._numbers[needle])

        met = Met(
            np.unique(found.runs).astype(np.uint32).tobytes(),
            _confirmed(found.wholes, units, holds_whole),
            _confirmed(found.numbers, units, holds_digits),
        )
        self.leave_out([met])
        return met

    def leave_out(self, met: Iterable[Met]) -> None:
        """Look no more for what was met."""
        met = tuple(met)
        runs = np.frombuffer(b"".join([one.runs for one in met]), np.uint32).astype(np.intp)
        wholes = set[int]().union(*(one.wholes for one in met))
        numbers = set[int]().union(*(one.numbers for one in met))
        self._needles = self._needles.without(runs, wholes, numbers)

    def settle(self) -> None:
        """Say of the secrets which are left, when everything was met."""
        self._secrets.settle(self._needles.runs.text_left(), self.may_be_shown)

    def may_be_shown(self, kind: str, what: str) -> bool | None:
        """Answer for `Shown` when everything was met; `None` for what was not looked for."""
        left = self._needles
        number = self._numbered.get((kind, what))
        if number is not None:
            return number not in (left.numbers if kind == "number" else left.wholes).texts
        is_left = left.runs.is_left(what) if kind == "run" else None
        return None if is_left is None else not is_left

    def suspects(self, files: Sequence[tuple[str, bytes]]) -> set[int]:
        """
        Tell which files have to be looked at closely, by place.

        Args:
            files: Paths and contents.
        """
        found, searched = set[int](), set[int]()
        pages = {number: page for number, file in enumerate(files) if (page := _plain_page(*file))}
        for some in _together((number, page.text) for number, page in pages.items()):
            for stretch in of_pages(some):
                searched.update(stretch.owners)
                found |= self._owners(stretch)

        def texts_of_files() -> Iterator[tuple[int, str]]:
            for number, (path, data) in enumerate(files):
                if number in searched:
                    yield from ((number, tag.replace('"', BLOCK).replace("'", BLOCK)) for tag in pages[number].escaped)
                    continue
                for text in texts(path.rpartition("/")[2], data):
                    if isinstance(text, Unread):
                        found.add(number)
                    else:
                        yield number, text.text.replace(SEAM, CUT)

        for some in _together(texts_of_files()):
            for stretch in of_texts(some):
                found |= self._owners(stretch)
        return found

    def _owners(self, stretch: Stretch) -> set[int]:
        return stretch.owners_at(self._needles.find(stretch.units).places)


def _confirmed(found: Sequence[tuple[int, int]], units: Units, holds: Callable[[int, int], bool]) -> set[int]:
    """Give the needles that stand where they were found also as *holds(part, needle)* sees it."""
    parts = parts_at(units, [place for _, place in found])
    confirmed = set[int]()
    for part, needle in dict.fromkeys(zip(parts, (needle for needle, _ in found), strict=True)):
        if needle not in confirmed and holds(part, needle):
            confirmed.add(needle)
    return confirmed


def _together(texts: Iterable[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    """Group texts so that each group is worth searching at once; a long one is a group of its own."""
    group: list[tuple[int, str]] = []
    size = 0
    for owner, text in texts:
        if group and size + len(text) > _ENOUGH:
            yield group
            group, size = [], 0
        group.append((owner, text))
        size += len(text)
    if group:
        yield group


class _Page(NamedTuple):
    """A page in which nothing is escaped but in tags."""

    text: str
    escaped: tuple[str, ...]
    """The tags in which something is."""


def _plain_page(path: str, data: bytes) -> _Page | None:
    """Read a page in which nothing is escaped but with %; `None` for any other file."""
    if not path.endswith(_ENDINGS) or not data.startswith(b"<") or any(sign in data for sign in _SPECIAL):
        return None
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    pieces, tags, done = list[str](), list[str](), 0
    for found in _ESCAPES.finditer(text):
        first, last = found.span()
        start, end = text.rfind("<", done, first), text.find(">", last)
        if end >= 0 and start > text.rfind(">", done, first):
            tags.append(text[start:end])
            continue
        plain = decoded(found[0])
        # What is beside a tag, or becomes part of one or of another escape, is more than meets the eye.
        if text[first - 1] == ">" or text[last : last + 1] == "<" or _SIGNS.search(plain):
            return None
        pieces += text[done:first], plain
        done = last
    return _Page("".join((*pieces, text[done:])), tuple(dict.fromkeys(tags)))
