"""Choices dealt like cards: every value comes as often as its weight says, and none is left out."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

T = TypeVar("T")


class Way(NamedTuple):
    """One way in which something stands in real letters."""

    text: str
    """The wording with its gaps, or a name."""
    weight: int = 1
    """How many cards of a deck show it."""


class Dealer:
    """
    Deals the values of a dimension from a shuffled deck, and a new deck when that is used up.

    Dimensions are dealt independently of each other, so that combinations are those of chance.
    """

    def __init__(self, seed: str) -> None:
        self.random = Random(seed)
        self.chosen: dict[str, set[str]] = {}
        """Every value dealt so far, by dimension."""
        self.current: dict[str, str] = {}
        """The values of the document in hand."""
        self._decks: dict[str, list[str]] = {}

    def way(self, dimension: str, ways: Sequence[Way]) -> str:
        """Deal one of `ways` by its weight."""
        return self.fitting(dimension, ways, [way.text for way in ways])

    def fitting(self, dimension: str, ways: Sequence[Way], fits: Collection[str]) -> str:
        """Deal the next card that is among `fits`; the others keep their places."""
        deck = self._decks.setdefault(dimension, [])
        if not any(text in fits for text in deck):
            fresh = [way.text for way in ways for _ in range(way.weight)]
            self.random.shuffle(fresh)
            deck[:0] = fresh
        at = next(at for at in reversed(range(len(deck))) if deck[at] in fits)
        text = deck.pop(at)
        self.chosen.setdefault(dimension, set()).add(text)
        self.current[dimension] = text
        return text

    def one(self, things: Sequence[T]) -> T:
        """Pick any of `things`: a filling, not a shape."""
        return things[self.random.randrange(len(things))]

    def number(self, low: int, high: int) -> int:
        """Pick a number, both ends included."""
        return self.random.randint(low, high)

    def chance(self, percent: int) -> bool:
        """Tell whether something that is so in `percent` of a hundred is so now."""
        return self.random.randrange(100) < percent
