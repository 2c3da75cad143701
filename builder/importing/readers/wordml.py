"""The elements of WordprocessingML and short ways to ask them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OFF = frozenset({"0", "false", "off", "none"})


def child(item: _Element | None, name: str) -> _Element | None:
    """Find the first child of that name."""
    return None if item is None else item.find(W + name)


def children(item: _Element | None, name: str) -> Iterator[_Element]:
    """Yield the children of that name."""
    return iter(()) if item is None else item.iterchildren(W + name)


def value_of(item: _Element | None, attribute: str = "val") -> str:
    """Read an attribute; empty where element or attribute are not there."""
    return "" if item is None else str(item.get(W + attribute) or "")


def number_of(item: _Element | None, attribute: str = "val", default: int = 0) -> int:
    """Read an attribute as a whole number; what is none, or far too large to be meant, is the default."""
    text = value_of(item, attribute).strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else default


def is_on(item: _Element | None) -> bool | None:
    """Read a property that is on where it stands, unless it says otherwise; `None` where it is not there."""
    return None if item is None else value_of(item) not in OFF
