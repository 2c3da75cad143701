"""Read the vocabulary files: the site's settings, units, sessions, topics and redirects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from builder.content import frontmatter, schema, sources
from builder.content.fields import LABELS
from builder.content.frontmatter import Mapping, Scalar, Sequence
from builder.diagnostics import Diagnostic, Place, diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from builder.content.model import Department, Session, Topic


KINDS = frozenset({"site", "department", "session", "topics", "redirects"})
"""Kinds of `sources.Source` that are read here."""


class Redirect(NamedTuple):
    """An old address, and the address or document that took its place."""

    old: str
    new: str
    line: int


class Words(NamedTuple):
    """Everything that the files beside the documents say; what could not be read is left out."""

    site: dict[str, Any]
    departments: tuple[Department, ...]
    sessions: tuple[Session, ...]
    topics: tuple[Topic, ...]
    redirects: tuple[Redirect, ...]
    problems: tuple[Diagnostic, ...]


def read_words(root: Path, listed: Iterable[sources.Source]) -> Words:
    """Read every vocabulary file of the tree."""
    site: dict[str, Any] = {}
    read: dict[str, list[Any]] = {"department": [], "session": [], "topics": [], "redirects": []}
    problems: list[Diagnostic] = []
    for source in listed:
        if source.kind not in KINDS:
            continue
        node = _yaml(root, source.path, problems)
        if node is None:
            continue
        if source.kind == "topics":
            read["topics"].extend(_topics(source.path, node, problems))
        elif not isinstance(node, Mapping):
            problems.append(diagnostic("F011", Place(source.path, node.line, node.column)))
        elif source.kind == "redirects":
            read["redirects"].extend(_redirects(source.path, node, problems))
        else:
            decoded = schema.decode(source.kind, source.path, node)
            problems.extend(decoded.problems)
            if decoded.document is not None and source.kind == "site":
                site = decoded.document
            elif decoded.document is not None:
                read[source.kind].append(decoded.document)
    return Words(
        site,
        tuple(read["department"]),
        tuple(read["session"]),
        tuple(read["topics"]),
        tuple(read["redirects"]),
        tuple(problems),
    )


def _yaml(root: Path, path: str, problems: list[Diagnostic]) -> frontmatter.Node | None:
    try:
        data = sources.read(root, path)
    except OSError as error:
        problems.append(diagnostic("F012", Place(path), reason=error.strerror or "?"))
        return None
    text, found = frontmatter.decode_text(path, data)
    problems.extend(found)
    if found:
        return None
    node, found = frontmatter.parse_any(path, text, LABELS)
    problems.extend(found)
    return node


def _topics(path: str, node: frontmatter.Node, problems: list[Diagnostic]) -> list[Topic]:
    """Read a list of `{名称, 别名}`; an entry may also be just a name."""
    if isinstance(node, Mapping) and not node.entries:
        return []
    if not isinstance(node, Sequence):
        problems.append(diagnostic("D005", Place(path, node.line, node.column), field="topics.yml"))
        return []
    topics = []
    for item in node.items:
        entry = item
        if isinstance(item, Scalar):
            name = Scalar("名称", item.line, item.column)
            entry = Mapping(((name, item),), item.line, item.column)
        if not isinstance(entry, Mapping):
            problems.append(diagnostic("D006", Place(path, item.line, item.column), field="topics.yml"))
            continue
        decoded = schema.decode("topic", path, entry)
        problems.extend(decoded.problems)
        if decoded.document is not None:
            topics.append(decoded.document)
    return topics


def _redirects(path: str, node: Mapping, problems: list[Diagnostic]) -> list[Redirect]:
    redirects = []
    for old, new in node.entries:
        if not isinstance(new, Scalar):
            problems.append(diagnostic("D004", Place(path, new.line, new.column), field=old.text))
        elif not old.text.startswith("/") or ".." in old.text.split("/") or "//" in old.text:
            problems.append(diagnostic("L023", Place(path, old.line, old.column), found=old.text))
        else:
            redirects.append(Redirect(old.text, new.text.strip(), new.line))
    return redirects
