"""
Name style sheets, scripts and pictures by their content, so that a browser may keep them for ever.

Style sheets become three files, published without comments and indents: the site's, with the tokens first, then the
base, the layout and each component that documents use; that of lists, with all other components, which the page of a
document does not load; and the print sheet, which has to win and comes last.  Scripts stay beside each other in one
folder named by all of them, so that one can import another by its plain name.
"""

from __future__ import annotations

import hashlib
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import rcssmin

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from builder.site.layouts import Layouts

STYLE = "site.css"
LISTS = "lists.css"
PRINT = "print.css"
_FIRST_SHEETS = ("assets/css/tokens.css", "assets/css/base.css", "assets/css/layout.css")
_LAST_SHEETS = ("assets/css/print.css",)
_DOCUMENTS = tuple(f"pages/{kind}.html" for kind in ("proposal", "reply", "report", "meeting", "update", "page"))


class AssetTable(NamedTuple):
    """Every asset under the name by which templates ask for it."""

    addresses: Mapping[str, str]
    """`site.css`, `lists.css`, `print.css`, `js/search.js`, `img/icon.svg`, each with its site address."""
    files: tuple[tuple[str, bytes], ...]
    """Output paths and contents, in the order of paths."""


def table(layouts: Layouts) -> AssetTable:
    """Gather the assets of the layouts."""
    named: dict[str, tuple[str, bytes]] = {}
    for name, sheets in _sheets(layouts).items():
        style = rcssmin.cssmin(b"\n".join(layouts.files[sheet].strip() for sheet in sheets)) + b"\n"
        named[name] = (f"/assets/{name.removesuffix('.css')}.{_digest([style])}.css", style)
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


def _sheets(layouts: Layouts) -> dict[str, list[str]]:
    """Name the sheets of each file, in their order."""
    sheets = [name for name in layouts.files if name.endswith(".css")]
    first = [name for name in _FIRST_SHEETS if name in sheets]
    last = [name for name in _LAST_SHEETS if name in sheets]
    used = {
        template.rpartition("/")[0]
        for name in _DOCUMENTS
        if name in layouts.templates
        for template in layouts.closure(name)
    }
    middle = [name for name in sheets if name not in first + last]
    own = [name for name in middle if name.rpartition("/")[0] in used]
    others = [name for name in middle if name not in own]
    return {STYLE: first + own, LISTS: sorted(others, key=lambda name: not name.startswith("assets/")), PRINT: last}


def _digest(parts: Iterable[bytes]) -> str:
    return hashlib.sha256(b"".join(parts)).hexdigest()[:8]
