"""
Fill the gaps of what the program says: `{count}` is a value, `{count:file|files}` the word for one, or for any other.

Chinese has one form and needs no such choice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class _Gap(str):
    __slots__ = ()

    def __format__(self, words: str) -> str:
        one, _, other = words.partition("|")
        return str(self) if not words else one if self == "1" else other


def fill(text: str, values: Iterable[tuple[str, object]]) -> str:
    """Put *values* into the gaps of a text, by name."""
    return text.format_map({name: _Gap(value) for name, value in values})
