"""
Read the layouts: templates, visible words, style sheets, scripts.

A site may lay folders of its own over the shipped one: its templates and assets replace those of the same name, its
words replace single words.  Everything is read once; what a page's look depends on is known from here without the
template engine, so that a build in which nothing changed never loads it.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

_TOP = ("pages", "components", "assets", "i18n")
_TEMPLATE_SUFFIXES = (".html", ".xml", ".txt")
_REFERENCE = re.compile(r"{%[-+]?\s*(?:extends|include|import|from)\s+(?:\"([^\"]*)\"|'([^']*)'|(\S))")
_ROW_CALL = re.compile(r"\brow\(")
ROW_TEMPLATES = {"matter": "components/rows/matter.html", "document": "components/rows/document.html"}


class LayoutFault(Exception):  # noqa: N818 - somebody's layouts, not this program, are wrong
    """A template that cannot be read, or asks for what a page does not have."""

    def __init__(self, path: str, line: int, problem: str) -> None:
        """Name the place in the layouts and what the engine says of it."""
        super().__init__(path, line, problem)
        self.path, self.line, self.problem = path, line, problem


@dataclass(frozen=True)
class Layouts:
    """The layouts of one site."""

    files: Mapping[str, bytes]
    """By path below the folder, such as `pages/reply.html`, in the order of paths."""
    words: Mapping[str, tuple[bytes, ...]]
    """The files of each language, such as `zh-CN`; a later one replaces words of an earlier one."""

    @cached_property
    def templates(self) -> Mapping[str, str]:
        """The source of every template."""
        return MappingProxyType(
            {
                name: data.decode()
                for name, data in self.files.items()
                if name.endswith(_TEMPLATE_SUFFIXES) and not name.startswith("assets/")
            }
        )

    def closure(self, template: str) -> tuple[str, ...]:
        """Name every template that one depends on, itself included."""
        found: dict[str, None] = {}
        waiting = [template]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found[name] = None
                waiting.extend(referenced(self.templates[name], name))
                for other in waiting:
                    if other not in self.templates:
                        raise LayoutFault(f"layouts/{name}", 1, f"{other}?")
        return tuple(sorted(found))

    def closure_digest(self, template: str) -> str:
        """Sum up the source of everything that a template depends on."""
        names = self.closure(template)
        return _digest(part for name in names for part in (name.encode(), self.files[name]))

    def digest(self) -> str:
        """Sum up everything."""
        files = (part for name, data in self.files.items() for part in (name.encode(), data))
        return _digest(chain((self.words_digest().encode(),), files))

    def words_digest(self) -> str:
        """Sum up all visible words."""
        return _digest(part for name, files in self.words.items() for part in (name.encode(), *files))


def read(folders: Sequence[Path]) -> Layouts:
    """Read layout folders, the site's own first and the shipped one last."""
    files: dict[str, bytes] = {}
    words: dict[str, tuple[bytes, ...]] = {}
    for folder in reversed(folders):
        for path in _files(folder):
            name = path.relative_to(folder).as_posix()
            if name.startswith("i18n/"):
                words[path.stem] = (*words.get(path.stem, ()), path.read_bytes())
            else:
                files[name] = path.read_bytes()
    return Layouts(MappingProxyType(dict(sorted(files.items()))), MappingProxyType(dict(sorted(words.items()))))


@lru_cache(maxsize=1 << 8)  # what pages have in common is asked of each kind of them
def referenced(source: str, name: str) -> tuple[str, ...]:
    """
    Name the templates that a source extends, includes or imports, and those of rows if it draws them.

    Raises:
        LayoutFault: A reference is not a plain string, so that nobody can say what the page depends on.
    """
    found = _REFERENCE.findall(source)
    if any(other for _, _, other in found):
        raise LayoutFault(f"layouts/{name}", 1, "templates are named by plain strings")
    named = tuple([double or single for double, single, _ in found])
    return (*named, *ROW_TEMPLATES.values()) if _ROW_CALL.search(source) else named


def _files(folder: Path) -> Iterator[Path]:
    if (folder / "base.html").is_file():
        yield folder / "base.html"
    for top in _TOP:
        yield from (
            path
            for path in sorted((folder / top).rglob("*"))
            if path.is_file() and not path.name.startswith(".") and not path.name.endswith(("~", ".md"))
        )


def _digest(parts: Iterator[bytes]) -> str:
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8))
        whole.update(part)
    return whole.hexdigest()
