"""
What can be wrong with content, where, and how to mend it.

A content problem is a value: it is collected, never raised, so that one run reports them all.  The texts stand in
`codes`, in Chinese and English; a diagnostic carries only the code and what fills the text's gaps, so that the
language is chosen when it is printed.  A gap is never filled with a body, a marked passage, a personal datum or a
field of a document that is not public (`docs/diagnostics.md`, checked by a test).
"""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from builder.codes import CODES
from builder.gaps import fill

if TYPE_CHECKING:
    from collections.abc import Iterable


class Severity(StrEnum):
    """How much a diagnostic weighs: an error stops the build, a warning does not, a note only informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Place(NamedTuple):
    """Where in the content something stands; lines and columns count from 1, columns in characters."""

    path: str
    """Relative to the content folder, with `/` between the parts."""
    line: int = 1
    column: int = 1
    field: str | None = None
    """The label or key as the file writes it, if the place is a front-matter field."""


class Diagnostic(NamedTuple):
    """One problem: a code, a place, and the values that fill the gaps of the code's text."""

    code: str
    place: Place
    values: tuple[tuple[str, str], ...] = ()

    @property
    def severity(self) -> Severity:
        """How much this code weighs."""
        return Severity(CODES[self.code].severity)

    def message(self, language: str) -> str:
        """Say what was found and what was expected, in `zh` or `en`."""
        code = CODES[self.code]
        return fill(code.zh if language == "zh" else code.en, dict(self.values))

    def hint(self, language: str) -> str:
        """Say what to do about it; empty where the message says it all."""
        code = CODES[self.code]
        return fill(code.hint_zh if language == "zh" else code.hint_en, dict(self.values))


def diagnostic(code: str, place: Place, /, **values: object) -> Diagnostic:
    """Make a diagnostic whose text has its gaps filled with *values*."""
    return Diagnostic(code, place, tuple((name, str(value)) for name, value in values.items()))


class BuildFailed(Exception):  # noqa: N818 - it names what happened to the build, and carries no more than that
    """The content has errors; the diagnostics say which, and nothing was changed."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Keep the diagnostics for whoever prints them."""
        super().__init__("the content has errors")
        self.diagnostics = tuple(diagnostics)


class EnvironmentProblem(Exception):  # noqa: N818 - not a fault of ours, and not an error in the content either
    """A missing program, a full disk, a folder in use: something outside the content that stops the command."""


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sort by file and place, each problem once."""
    return sorted(set(diagnostics), key=lambda d: (d.place.path, d.place.line, d.place.column, d.code, d.values))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether any of them stops the build."""
    return any(d.severity is Severity.ERROR for d in diagnostics)


def as_text(found: Diagnostic, language: str) -> str:
    """Write it for people: `path:line:column: error D021 message`, the hint indented below."""
    place = found.place
    head = f"{place.path}:{place.line}:{place.column}: {_SEVERITY[language][found.severity]} {found.code} "
    hint = found.hint(language)
    return head + found.message(language) + (f"\n    {hint}" if hint else "")


def as_json(found: Diagnostic, language: str) -> str:
    """Write it for machines: one JSON object on one line."""
    place = found.place
    return json.dumps(
        {
            "code": found.code,
            "severity": found.severity.value,
            "path": place.path,
            "line": place.line,
            "column": place.column,
            "field": place.field,
            "message": found.message(language),
            "hint": found.hint(language),
        },
        ensure_ascii=False,
    )


def as_github(found: Diagnostic, language: str) -> str:
    """Write it as a workflow command, which a forge shows beside the line."""
    level = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}[found.severity]
    text = " ".join(filter(None, (found.message(language), found.hint(language))))
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    place = found.place
    return f"::{level} file={place.path},line={place.line},col={place.column},title={found.code}::{text}"


_SEVERITY = {
    "zh": {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTE: "提示"},
    "en": {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"},
}
