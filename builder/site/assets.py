"""
Name style sheets, scripts and pictures by their content, so that a browser may keep them for ever.

All style sheets become one file: the tokens first, then the base, the layout, each component's own, and the print
sheet, which has to win, last.  It is published without comments and indents.  Scripts stay beside each other in one
folder named by all of them, so that one can import another by its plain name.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import rcssmin

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from builder.site.layouts import Layouts

STYLE = "site.css"
_FIRST_SHEETS = ("assets/css/tokens.css", "assets/css/base.css", "assets/css/layout.css")
_LAST_SHEETS = ("assets/css/print.css",)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetTable:
    """Every asset under the name by which templates ask for it."""

    addresses: Mapping[str, str]
    """`site.css`, `js/search.js`, `img/icon.svg`, each with its site address."""
    files: tuple[tuple[str, bytes], ...]
    """Output paths and contents, in the order of paths."""


def table(layouts: Layouts) -> AssetTable:
    """Gather the assets of the layouts."""
    style = rcssmin.cssmin(b"\n".join(layouts.files[name].strip() for name in _sheets(layouts))) + b"\n"
    named = {STYLE: (f"/assets/site.{_digest([style])}.css", style)}
    scripts = {name: data for name, data in layouts.files.items() if name.startswith("assets/js/")}
    folder = _digest([part for name, data in scripts.items() for part in (name.encode(), data)])
    for name, data in scripts.items():
        own_name = name.removeprefix("assets/js/")
        named[f"js/{own_name}"] = (f"/assets/js-{folder}/{own_name}", data)
    for name, data in layouts.files.items():
        if name.startswith("assets/") and not name.startswith(("assets/js/", "assets/css/")):
            own_name = name.removeprefix("assets/")
            stem, dot, suffix = own_name.rpartition(".")
            named[own_name] = (f"/assets/{stem}.{_digest([data])}{dot}{suffix}", data)
    return AssetTable(
        addresses=MappingProxyType({name: address for name, (address, _) in named.items()}),
        files=tuple(sorted((address[1:], data) for address, data in named.values())),
    )


def names_digest(assets: AssetTable) -> str:
    """Sum up the names that pages link to."""
    return _digest([f"{name} {address}\n".encode() for name, address in assets.addresses.items()])


def _sheets(layouts: Layouts) -> list[str]:
    sheets = [name for name in layouts.files if name.endswith(".css")]
    middle = [name for name in sheets if name not in _FIRST_SHEETS + _LAST_SHEETS]
    own = [name for name in middle if name.startswith("assets/")]
    components = [name for name in middle if not name.startswith("assets/")]
    return [name for name in (*_FIRST_SHEETS, *own, *components, *_LAST_SHEETS) if name in layouts.files]


def _digest(parts: Iterable[bytes]) -> str:
    return hashlib.sha256(b"".join(parts)).hexdigest()[:8]
