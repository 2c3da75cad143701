"""
Fill the gaps of what the program and its pages say.

`{count}` is a value, `{count:file|files}` the word for one, or for any other number: a value is one if it is written 1,
so that none, 1.5 and 1,234 are several.  Chinese has one form and needs no such choice.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Filling: TypeAlias = "Callable[[Mapping[str, str]], str]"
"""Puts values, by name, into the gaps of one text."""

_CHOICE = re.compile(r"\{\w+:")


class _Gap(str):
    __slots__ = ()

    def __format__(self, words: str) -> str:
        one, _, other = words.partition("|")
        return str(self) if not words else one if self == "1" else other


def fill(text: str, values: Mapping[str, object]) -> str:
    """Put *values* into the gaps of a text, by name."""
    return text.format_map({name: _Gap(value) for name, value in values.items()})


def filling(text: str) -> Filling:
    """Give what does the same for one text again and again; most choose no word, and are filled the short way."""
    return partial(fill, text) if _CHOICE.search(text) else text.format_map
