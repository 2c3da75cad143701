"""
Bring much text at once to the form in which the audit compares it: arrays of UTF-16 units, without white space.

It is the form of `plain` by other means.  Where characters fold each by itself, one look-up in a table does the work
of `folded` and `squeezed`; where they do not, these do it.  Blocks are joined, so that nothing is lost which `secret`
would find across or within them: what is found here is a reason to look closer, and no more.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

os.environ.setdefault(
    "OPENBLAS_NUM_THREADS", "1"
)  # no linear algebra here, and processes with threads do not fork well
import numpy as np
import numpy.typing as npt

from builder.output.plain import BLOCK, SEAM, decoded, folded, squeezed
from builder.output.runs import RUN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Units: TypeAlias = npt.NDArray[np.uint16]
"""Text in UTF-16."""
Places: TypeAlias = npt.NDArray[np.intp]

_UTF_16 = f"utf-16-{sys.byteorder[0]}e"
"""As this machine orders bytes."""
SEAM_UNIT = ord(SEAM)
_GONE = ord(BLOCK)
"""Stands in the table for what is not compared."""
_LAST = 0xFFFF
_ODD = 7
"""Stands there for what does not fold by itself alone; like `SEAM`, no folded text holds it."""
_LONGEST = 1 << 20
"""Characters that are folded at once: the arrays of a large file need not be in memory together."""


class Stretch(NamedTuple):
    """Texts beside each other, with a seam between any two."""

    units: Units
    owners: Sequence[int]
    """By place, the number of the file that a text belongs to."""

    def owners_at(self, places: Places) -> set[int]:
        """Tell to which files these places belong."""
        return {self.owners[part] for part in set(parts_at(self.units, places))}


def parts_at(units: Units, places: Sequence[int] | Places) -> list[int]:
    """Tell in which of the texts beside each other each of these places is."""
    if not len(places):
        return []
    found: list[int] = np.searchsorted(np.flatnonzero(units == SEAM_UNIT), places).tolist()
    return found


def units_of(text: str) -> Units:
    """Give the units of a text."""
    units: Units = np.frombuffer(text.encode(_UTF_16, "surrogatepass"), np.uint16)
    return units


def text_of(units: Units) -> str:
    """Give the text of units."""
    return units.tobytes().decode(_UTF_16, "surrogatepass")


def flat(text: str) -> Units:
    """Fold decoded text and leave its white space out; blocks are joined, seams stay."""
    text, _, found = _looked_up(text)
    odd = np.flatnonzero(found == _ODD)
    if len(odd):
        seams = np.flatnonzero(found == SEAM_UNIT)
        pieces, parts = [*np.split(found, seams)], text.split(SEAM)
        for number in set(np.searchsorted(seams, odd).tolist()):
            exact = squeezed(folded(parts[number])).replace(BLOCK, "")
            pieces[number] = units_of(SEAM + exact if number else exact)
        found = np.concatenate(pieces)
    folded_units: Units = found[found != _GONE]
    return folded_units


def of_texts(texts: Sequence[tuple[int, str]]) -> Iterator[Stretch]:
    """Fold texts, each given with its owner.  A long one by itself is folded in parts, and none that matters is cut."""
    (owner, text), *others = texts
    start, before = 0, units_of("")
    while not others and len(text) - start > _LONGEST and (end := text.find(BLOCK, start + _LONGEST)) > 0:
        units = np.concatenate([before, flat(decoded(text[start:end]))])
        yield Stretch(units, [owner])
        start, before = end, units[1 - RUN :]
    units = flat(decoded(SEAM.join((text[start:], *(text for _, text in others)))))
    yield Stretch(np.concatenate([before, units]), [owner for owner, _ in texts])


def of_pages(pages: Sequence[tuple[int, str]]) -> Iterator[Stretch]:
    """
    Take the tags out of pages: first what stands between them, page by page, then what stands in them.

    Args:
        pages: Without escapes, each with its owner.  One with a comment, a file within an address or characters that
            do not fold by themselves is left out, and all where not every tag ends before the next one begins.
    """
    owners = [owner for owner, _ in pages]
    text = SEAM.join([page for _, page in pages])
    text, units, found = _looked_up(text)
    edges = np.flatnonzero((units == ord("<")) | (units == ord(">")))
    left_out = np.concatenate(
        [
            np.flatnonzero(found == _ODD),
            _standing("<!--", units, edges),
            _standing(";base64,", units, np.flatnonzero(units == ord(";"))),
        ]
    )
    if len(left_out):
        gone = Stretch(found, owners).owners_at(left_out)
        rest = [page for page in pages if page[0] not in gone]
        yield from of_pages(rest) if rest else ()
        return
    opens, closes = units[edges[::2]], units[edges[1::2]]
    if len(opens) != len(closes) or (opens != ord("<")).any() or (closes != ord(">")).any():
        return
    for start in _standing("<script", units, edges).tolist():
        end = text.find(">", start)
        if "json" in text[start:end]:  # each string of it is a block, as for `unpack`
            stop = text.find("<", end)
            script = slice(end, stop if stop >= 0 else None)
            found[script][units[script] == ord('"')] = _GONE
    lengths = np.diff(edges, prepend=0, append=len(units))
    is_inside = np.repeat(np.arange(len(lengths)) % 2 == 1, lengths)
    is_there = found != _GONE
    yield Stretch(found[is_there & ~is_inside], owners)
    yield Stretch(found[is_there & (is_inside | (found == SEAM_UNIT))], owners)


def _standing(sign: str, units: Units, places: Places) -> Places:
    """Tell at which of these places a sign of several characters stands."""
    places = places[places <= len(units) - len(sign)]
    for at, character in enumerate(sign):
        places = places[units[places + at] == ord(character)]
    return places


def _looked_up(text: str) -> tuple[str, Units, Units]:
    """Look every unit up; those that become several are written out first."""
    table, expansions = _table()
    units = units_of(text)
    found = table.take(units)
    several = {*np.unique(units[found == _ODD]).tolist()} & expansions.keys()
    if several:
        for unit in several:
            text = text.replace(chr(unit), expansions[unit])
        units = units_of(text)
        found = table.take(units)
    return text, units, found


@cache
def _table() -> tuple[Units, dict[int, str]]:
    """
    Say what every unit becomes by folding, and write out those that become several.

    A character is odd that can change what stands beside it, which are marks and the second halves of compositions
    (Unicode Standard Annex 15), or whose lower case depends on that (a capital sigma), and all beyond 16 bits.
    """
    table = np.arange(1 << 16, dtype=np.uint16)
    # Ideographs, syllables and private characters, which this leaves out, stay as they are.
    codes = [code for first, last in _MAY_CHANGE for code in range(first, last)]
    parts = [unicodedata.decomposition(chr(code)).split() for code in codes]
    odd = {int(found[1], 16) for found in parts if len(found) == 2 and found[0][0] != "<"}
    odd.update(code for code in codes if unicodedata.combining(chr(code)))
    odd.update((*range(0x1160, 0x1200), ord("Σ"), _ODD))
    folds = squeezed(folded(BLOCK.join(map(chr, codes)))).split(BLOCK)
    several: dict[int, str] = {}
    for code, fold in zip(codes, folds, strict=True):
        is_odd = code in odd or any(ord(sign) in odd or ord(sign) > _LAST for sign in fold)
        table[code] = _ODD if is_odd or len(fold) > 1 else ord(fold) if fold else _GONE
        if not is_odd and len(fold) > 1:
            several[code] = fold
    table[0xD800:0xE000] = _ODD
    table[SEAM_UNIT] = SEAM_UNIT
    return table, {code: fold for code, fold in several.items() if all(table[ord(sign)] == ord(sign) for sign in fold)}


_MAY_CHANGE = ((1, 0x3400), (0x4DC0, 0x4E00), (0xA000, 0xAC00), (0xD7A4, 0xD800), (0xF900, 0x10000))
