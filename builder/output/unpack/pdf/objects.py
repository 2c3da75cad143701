"""
Walk all objects of a PDF: what hangs on its trailer, then what its table lists and nothing leads to.

The library's own ways to outlines, fields and attachments follow what a viewer would show.  A text can hang anywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from builder.output.unpack.parts import Stop
from builder.output.unpack.pdf.listening import code_of

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_OBJECTS = 1_000_000
"""Of one document, those within others counted; one of a thousand pages has some ten thousand."""


Object: TypeAlias = Any
"""An object of pypdf, which is an extra: its types are not there to name.  Dictionaries, lists, strings and numbers are
those of Python; a reference is followed by `get_object`, which what is no reference has too."""


class Held(NamedTuple):
    """A dictionary, stream, list, string or name of a document."""

    value: Object
    key: str
    """The key under which it hangs, be it within a list; empty: nothing leads to it."""


def objects_of(document: Object, codes: set[str]) -> tuple[Held, ...]:
    """Give every object once, each before what it holds; add to *codes* why one could not be read."""
    from pypdf.generic import IndirectObject

    trailer = dict(document.trailer)
    met = {_name(trailer.pop("/Encrypt", None))}  # its strings are keys
    waiting: list[tuple[Object, str]] = [(IndirectObject(*name, document), "") for name in _listed(document)]
    waiting.append((trailer, ""))
    seen: dict[int, Object] = {}  # by identity, and alive as long as that counts
    held: list[Held] = []
    while waiting:
        value, key = waiting.pop()
        if isinstance(value, IndirectObject):
            if _name(value) in met:
                continue
            met.add(_name(value))
            value = _read(value, codes)
        if isinstance(value, dict | list):
            if id(value) in seen:
                continue
            seen[id(value)] = value
            waiting += reversed([(v, k) for k, v in _within(value, key) if not isinstance(v, int | float)])
        elif not isinstance(value, str | bytes):
            continue
        held.append(Held(value, key))
        if len(held) + len(waiting) > MAX_OBJECTS:
            raise Stop("A006")
    return tuple(held)


def strings_in(value: Object) -> Iterable[Object]:
    """Give the strings of an object that holds no references."""
    waiting = [value]
    while waiting:
        found = waiting.pop()
        if isinstance(found, dict):
            waiting += reversed([*found.values()])
        elif isinstance(found, list):
            waiting += reversed(found)
        elif is_string(found):
            yield found


def is_string(value: Object) -> bool:
    """Tell a string from a name, which is text too, and from anything else."""
    return isinstance(value, str | bytes) and hasattr(value, "original_bytes")


def entry(value: Object, key: str) -> Object:
    """Give what a dictionary holds under a key; nothing for a null, or where it is no dictionary."""
    return resolved(value.get(key)) if isinstance(value, dict) else None


def resolved(value: Object) -> Object:
    """Follow a reference; nothing for a null, and for one that leads nowhere, of which the walk has told."""
    try:
        found = value.get_object() if hasattr(value, "get_object") else value
    except Exception:  # noqa: BLE001 - a damaged PDF makes pypdf raise anything
        return None
    return None if type(found).__name__ == "NullObject" else found


def is_stream(value: Object) -> bool:
    """Tell a stream from a mere dictionary."""
    return isinstance(value, dict) and hasattr(value, "get_data")


def _listed(document: Object) -> list[tuple[int, int]]:
    """Name the objects in the table, the last one first; generation 65535 is that of free numbers."""
    listed = {(number, generation) for generation, row in document.xref.items() for number in row if generation < 65535}
    return sorted(listed | {(number, 0) for number in document.xref_objStm}, reverse=True)


def _name(reference: Object) -> tuple[int, int] | None:
    number = getattr(reference, "idnum", None)
    return None if number is None else (number, reference.generation)


def _read(reference: Object, codes: set[str]) -> Object:
    try:
        return reference.get_object()
    except Exception as error:  # noqa: BLE001 - a damaged PDF makes pypdf raise anything
        codes.add(code_of(error))
        return None


def _within(value: Object, key: str) -> Iterable[tuple[str, Object]]:
    """Give what a dictionary or list holds, references as they are."""
    return value.items() if isinstance(value, dict) else ((key, item) for item in value)
