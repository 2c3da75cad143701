"""Say what an import did: what was read, what was written, what is unsure, and what to look at first."""

from __future__ import annotations

import shlex
from collections import Counter
from typing import TYPE_CHECKING, Any

from builder.diagnostics import Severity, in_order
from builder.phrases import say

if TYPE_CHECKING:
    from builder.diagnostics import Diagnostic
    from builder.importing.importer import Outcome

_MOST_SHOWN = 30
_MOST_FIRST = 10
_TYPES = ("reply", "proposal", "report", "meeting", "update", "none", "refused")


def worth_showing(outcome: Outcome) -> list[Diagnostic]:
    """Give every error, and as many of the doubts as a person reads; notes are in the report."""
    found = in_order(outcome.diagnostics)
    errors = [item for item in found if item.severity is Severity.ERROR]
    warnings = [item for item in found if item.severity is Severity.WARNING]
    return [*errors, *warnings[: max(0, _MOST_SHOWN - len(errors))]]


def lines(outcome: Outcome, into: str, program: str, language: str) -> list[str]:
    """Write the summary for a terminal."""
    types = say("between", language).join(
        say(f"import.type.{kind}", language, count=outcome.types[kind]) for kind in _TYPES if outcome.types[kind]
    )
    found = [say("import.read", language, files=outcome.files, types=types or say("import.nothing", language))]
    counts = {name: len(getattr(outcome, name)) for name in ("written", "same", "conflicts")}
    found.append(say("import.written", language, into=into, **counts))
    if outcome.new_units or outcome.new_sessions:
        numbers = {"units": len(outcome.new_units), "sessions": len(outcome.new_sessions)}
        found.append(say("import.vocabulary", language, into=into, **numbers))
    if outcome.made_site:
        found.append(say("import.site", language, into=into))
    hidden = sum(item.severity is Severity.WARNING for item in in_order(outcome.diagnostics)) - sum(
        item.severity is Severity.WARNING for item in worth_showing(outcome)
    )
    if hidden:
        found.append(say("import.more", language, count=hidden))
    if outcome.first_to_look_at:
        found.append(say("import.first", language))
        found += [f"  {into}/{path}" for path, _ in outcome.first_to_look_at[:_MOST_FIRST]]
    if outcome.written:
        found.append(say("import.next", language, command=f"{program} check --content {shlex.quote(into)}"))
    return found


def as_object(outcome: Outcome) -> dict[str, Any]:
    """Write the summary for machines."""
    codes = Counter(item.code for item in outcome.diagnostics)
    return {
        "files": outcome.files,
        "documents": {kind: outcome.types[kind] for kind in _TYPES},
        "written": outcome.written,
        "same": outcome.same,
        "conflicts": outcome.conflicts,
        "departments": outcome.new_units,
        "sessions": outcome.new_sessions,
        "codes": dict(sorted(codes.items())),
    }
