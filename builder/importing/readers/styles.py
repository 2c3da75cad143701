"""What the styles of a Word document say of its paragraphs: headings, lists, hidden text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from builder.importing.readers.wordml import child, children, is_on, number_of, value_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_HEADING = re.compile(r"(?:heading|标题)\s*[1-9]|title|标题|subtitle|副标题", re.IGNORECASE)
_BODY_LEVEL = 9
"""The level of the outline that says: body text."""


class Styles:
    """The styles of one document by their ids, each with those that it is based on."""

    def __init__(self, root: _Element | None) -> None:
        self._styles = {value_of(item, "styleId"): item for item in children(root, "style")}
        self._default = next(
            (key for key, item in self._styles.items() if value_of(item, "type") == "paragraph" and _is_default(item)),
            "",
        )

    def list_of_style(self) -> dict[str, str]:
        """Give the list that each style names."""
        lists = {key: child(child(child(item, "pPr"), "numPr"), "numId") for key, item in self._styles.items()}
        return {key: value_of(item) for key, item in lists.items() if item is not None}

    def list_of(self, style: str, properties: _Element | None) -> tuple[str, int]:
        """Find list and level of a paragraph; -1 is the level where only a style names the list."""
        own = child(properties, "numPr")
        list_id, level = value_of(child(own, "numId")), child(own, "ilvl")
        if list_id:
            return list_id, number_of(level)
        for item in self._chain(style):
            inherited = child(child(item, "pPr"), "numPr")
            if found := value_of(child(inherited, "numId")):
                level = child(inherited, "ilvl") if level is None else level
                return found, -1 if level is None else number_of(level)
        return "", 0

    def is_heading(self, style: str, properties: _Element | None) -> bool:
        """Tell whether a paragraph is a heading, by its level in the outline or by the name of its style."""
        for holder in (properties, *(child(item, "pPr") for item in self._chain(style))):
            level = child(holder, "outlineLvl")
            if level is not None:
                return number_of(level, default=_BODY_LEVEL) < _BODY_LEVEL
        return any(_HEADING.fullmatch(value_of(child(item, "name"))) for item in self._chain(style))

    def is_hidden(self, style: str, properties: _Element | None) -> bool:
        """Tell whether a run is hidden, by itself, by its style or by that of its paragraph."""
        own = value_of(child(properties, "rStyle"))
        holders = [properties]
        holders += [child(item, "rPr") for key in (own, style) for item in self._chain(key)]
        for holder in holders:
            said = is_on(child(holder, "vanish"))
            if said is not None:
                return said
        return False

    def _chain(self, style: str) -> Iterator[_Element]:
        seen: set[str] = set()
        key = style or self._default
        while key in self._styles and key not in seen:
            seen.add(key)
            yield self._styles[key]
            key = value_of(child(self._styles[key], "basedOn"))


def _is_default(item: _Element) -> bool:
    return value_of(item, "default") in {"1", "true", "on"}
