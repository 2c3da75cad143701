"""
Look at the built site as a stranger would, and compare it with what must not be there.

The audit does not trust the door: what may not be shown is given by the caller from the raw archive, and every byte
of the output is read, however it is packed.  What cannot be read counts as a leak, since it could be one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from builder.diagnostics import Diagnostic, Place, diagnostic
from builder.output.unpack import Text, Unread, texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from builder.output.secret import Hit, Secrets
    from builder.output.sweep import Sweep

Audit: TypeAlias = Callable[[frozenset[str], frozenset[str]], Iterator[Diagnostic]]
"""Compares the files that are there with the files that should be."""

NAME = "name"
"""Where a leak is that stands in the file's name."""
_CODES = {"text": "A001", "field": "A002", "datum": "A003"}


class Leak(NamedTuple):
    """A secret in a built file, or a part of a file that nobody could read; never the text itself."""

    path: str
    where: str
    """Place within the file; empty: the file itself; `NAME`: its name."""
    origin: str
    """The content file that the secret stands in; empty for what could not be read."""
    line: int
    code: str
    """`A001` to `A004` a secret; the others what could not be read, and why."""


def inspect(root: Path, paths: Iterable[str], secrets: Secrets) -> tuple[Leak, ...]:
    """Look for secrets in the files *paths* below *root*."""
    return tuple(leak for path in paths for leak in inspect_file(path, (root / path).read_bytes(), secrets))


def inspect_many(
    files: Sequence[tuple[str, bytes]],
    secrets: Secrets,
    sweep: Sweep,
    clean: Callable[[str], Path | None] = lambda _: None,
) -> Iterator[Leak]:
    """
    Look for secrets in files *(path, content)*: in their names, and closely where the *sweep* has found reason to.

    Args:
        clean: Says where a file is as it was when it was last found clean against the same secrets, if it was.
    """
    suspects = sweep.suspects(files)
    for number, (path, data) in enumerate(files):
        before = clean(path)
        if number in suspects:
            yield from inspect_file(path, data, secrets, before.read_bytes() if before else b"")
        elif before is None:
            yield from inspect_name(path, secrets)


def inspect_file(path: str, data: bytes, secrets: Secrets, clean: bytes = b"") -> tuple[Leak, ...]:
    """
    Look for secrets in one file, in all that it holds and in its name; each finding once.

    Args:
        clean: The file as it was when it was last found clean against the same secrets, if it was.
    """
    name = path.rpartition("/")[2]
    leaks: list[Leak] = []
    read: Iterable[Text | Unread] = texts(name, data)
    if clean:
        # A text that stood there is clean; of the others, what stands in one that went is trusted.
        before = {found for found in texts(name, clean) if isinstance(found, Text)}
        now = [*read]
        read = [found for found in now if found not in before]
        gone = before.difference(now)
        secrets = secrets.trusting(
            (found.text for found in gone if found.kind == "text"),
            (found.text for found in gone if found.kind == "tags"),
        )
    else:
        leaks += inspect_name(path, secrets)
    for found in read:
        if isinstance(found, Unread):
            leaks.append(Leak(path, found.where, "", 1, found.code))
        else:
            leaks += [
                Leak(path, found.where, hit.origin, hit.line, _CODES[hit.kind]) for hit in _hits(found, path, secrets)
            ]
    return tuple(dict.fromkeys(leaks))


def inspect_name(path: str, secrets: Secrets) -> tuple[Leak, ...]:
    """Look for secrets in the name of a file and of the folders it is in."""
    return tuple(dict.fromkeys(Leak(path, NAME, hit.origin, hit.line, "A004") for hit in secrets.in_name(path)))


def _hits(found: Text, path: str, secrets: Secrets) -> Iterator[Hit]:
    if found.kind == "tags":
        return secrets.in_tags(found.text, path)
    return secrets.in_text(found.text, found.address or path, is_guess=found.kind == "guess")


def as_diagnostic(leak: Leak) -> Diagnostic:
    """Say what was found: at the secret's place in the content, or at the file that could not be read."""
    inside = f"{leak.path} ({leak.where})" if leak.where and leak.where != NAME else leak.path
    return diagnostic(leak.code, Place(leak.origin or leak.path, leak.line), file=inside)


def unplanned(found: frozenset[str], planned: frozenset[str]) -> Iterator[Diagnostic]:
    """Report files that no page, asset or attachment accounts for."""
    return (diagnostic("A020", Place(path), file=path) for path in sorted(found - planned))


def missing(found: frozenset[str], planned: frozenset[str]) -> Iterator[Diagnostic]:
    """Report planned files that are not there."""
    return (diagnostic("A021", Place(path), file=path) for path in sorted(planned - found))


def misnamed(found: frozenset[str], planned: frozenset[str]) -> Iterator[Diagnostic]:  # noqa: ARG001 - an Audit
    """Report names that no published file has: drafts, and what begins with an underscore."""
    for path in sorted(found):
        if any(part.startswith("_") or ".draft." in part for part in path.split("/")):
            yield diagnostic("A022", Place(path), file=path)


AUDITS: tuple[Audit, ...] = (unplanned, missing, misnamed)
