"""
Tell of many files which of them have to be looked at closely.

Most files hold no secret, and that is cheaper to see of many at once than of each.  First the secrets that may be shown
after all are left out: those that stand in a public text or value.  Then each file is searched for the others as a
whole, without regard to what parts it.  Whichever holds a piece of one is left to `audit`, and so is every file that
cannot be read to its end.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from builder.output.flat import Stretch, flat, of_pages, of_texts
from builder.output.needles import Needles
from builder.output.plain import BLOCK, CUT, SEAM, decoded, folded, parts_of_markdown
from builder.output.shown import Form, holds_number, holds_word
from builder.output.unpack import Unread, texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from builder.disclosure.public import TextDigest
    from builder.output.secret import Secrets

_ENDINGS = (".html", ".xml")
_ESCAPES = re.compile("%[0-9A-Fa-f]{2}(?:%[0-9A-Fa-f]{2})*")
_ENOUGH = 200_000
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
        """Take all secrets but those that only the name of a file gives away."""
        got = secrets.gathered
        self._shown = secrets.shown
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
        self.sources: tuple[TextDigest | None, ...] = (None, *self._shown.texts)
        """Names what may be shown: the released texts, and `None` for all values together."""

    def meet(self, sources: Iterable[TextDigest | None]) -> list[Met]:
        """Find what may be shown of the secrets in some of it; from then on it is not looked for."""
        parts: list[str] = []
        for source in sources:
            parts += self._shown.every_value() if source is None else parts_of_markdown(self._shown.read(source))
        text = SEAM.join([part.replace(BLOCK, "").replace(SEAM, CUT) for part in parts])
        stretch = Stretch(flat(decoded(text)), range(len(parts)))
        found = self._needles.find(stretch.units)

        def holds_whole(part: int, needle: int) -> bool:
            return needle < self._first_word or holds_word(_form(parts[part]), self._wholes[needle])

        def holds_digits(part: int, needle: int) -> bool:
            return holds_number(_form(parts[part]), self._numbers[needle])

        met = Met(
            np.unique(found.runs).astype(np.uint32).tobytes(),
            _confirmed(found.wholes, stretch, holds_whole),
            _confirmed(found.numbers, stretch, holds_digits),
        )
        self.leave_out([met])
        return [met]

    def leave_out(self, met: Iterable[Met]) -> None:
        """Look no more for what was met."""
        all_runs, all_wholes, all_numbers = zip(*met, strict=True)
        runs = np.frombuffer(b"".join(all_runs), np.uint32).astype(np.intp)
        self._needles = self._needles.without(runs, set[int]().union(*all_wholes), set[int]().union(*all_numbers))

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
        for some in _together(pages.items()):
            for stretch in of_pages(some):
                searched.update(stretch.owners)
                found |= self._owners(stretch)

        def texts_of_files() -> Iterator[tuple[int, str]]:
            for number, (path, data) in enumerate(files):
                if number in searched:
                    yield from ((number, tag) for tag in _escaped_tags(pages[number]))
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


def _form(part: str) -> Form:
    return Form.of(folded(decoded(part.replace(BLOCK, ""))))


def _confirmed(found: Sequence[tuple[int, int]], stretch: Stretch, holds: Callable[[int, int], bool]) -> set[int]:
    """Give the needles that stand where they were found also as *holds(part, needle)* sees it."""
    parts = stretch.parts_at([place for _, place in found])
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


def _plain_page(path: str, data: bytes) -> str:
    """Give the text of a page in which nothing but addresses in tags is escaped or enclosed; empty for any other."""
    if not path.endswith(_ENDINGS) or not data.startswith(b"<"):
        return ""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return ""
    is_special = "&" in text or "\\" in text or "<!--" in text or "base64," in text
    if is_special or BLOCK in text or CUT in text or SEAM in text:
        return ""
    return text if all(start >= 0 for start, _ in _escapes(text)) else ""


def _escaped_tags(page: str) -> set[str]:
    """Give the tags in which something is escaped, parted at their quotes."""
    tags = {page[start:end] for start, end in _escapes(page)}
    return {tag.replace('"', BLOCK).replace("'", BLOCK) for tag in tags}


def _escapes(page: str) -> Iterator[tuple[int, int]]:
    """Find where the tags begin and end in which characters are written with %; -1 where they stand outside of tags."""
    for found in _ESCAPES.finditer(page):
        start, end = page.rfind("<", 0, found.start()), page.find(">", found.end())
        yield (start, end) if end >= 0 and start > page.rfind(">", 0, found.start()) else (-1, -1)
