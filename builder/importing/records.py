"""What was read of one document: its fields with their evidence, its text, what was left out, and what is doubtful."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from builder.diagnostics import Diagnostic, Place, diagnostic

if TYPE_CHECKING:
    from collections.abc import Mapping

    from builder.importing.pieces import Dropped
    from builder.importing.pledges import Pledge
    from builder.importing.restrictions import Restriction

SURE, LIKELY, DOUBTFUL = "sure", "likely", "doubtful"


class Value(NamedTuple):
    """The value of a field, and the words it was read from."""

    value: Any
    raw: str
    """As the source has it."""
    line: int
    confidence: str = SURE
    """`sure` (stated in a place of its own), `likely` (from the wording of a sentence), `doubtful` (a person must look)."""
    source: str = ""
    """The file that it was read from, where that is another than the document's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """
    One document as it was read.

    Fields, by key: `title`, `session` (a `SessionName`), `numbers`, `proposers` (a `people.Addressees`), `department`,
    `consulted`, `role`, `doc_number`, `signer`, `replied`, `published`, `disclosure` (every wording printed), `result`,
    `adoption`, `contact` (a `closings.Contact`), `satisfaction`, `second_reply`; of a report `year`, `unit`, `figures`;
    of a meeting `date`, `theme`; of an update `date`, `source`, `author`; of a proposal `lead`, `co_handlers`.
    """

    source: str
    line: int
    """Where it begins."""
    type: str
    kind: str = ""
    """`proposal`, `suggestion`, or empty where nothing tells."""
    reasons: tuple[str, ...] = ()
    fields: Mapping[str, Value] = field(default_factory=dict)
    head: tuple[str, ...] = ()
    """Words above or below the text that went into fields, as the source has them, each once."""
    body: tuple[str, ...] = ()
    """Paragraphs in Markdown."""
    pledges: tuple[Pledge, ...] = ()
    """Sentences of a reply that may promise something."""
    mobiles: tuple[str, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    doubts: tuple[Diagnostic, ...] = ()
    restrictions: tuple[Restriction, ...] = ()
    """What may restrict disclosure besides `disclosure`."""

    def get(self, name: str) -> Any:  # noqa: ANN401 - the value of any field
        """Give the value of a field, or `None`."""
        found = self.fields.get(name)
        return found.value if found else None

    def with_field(self, name: str, value: Value) -> Record:
        """Give the record with one field more."""
        return replace(self, fields={**self.fields, name: value})

    def with_doubt(self, code: str, line: int, name: str | None = None, **values: object) -> Record:
        """Give the record with one doubt more."""
        return replace(self, doubts=(*self.doubts, doubt(self.source, code, line, name, **values)))


def doubt(source: str, code: str, line: int, name: str | None = None, **values: object) -> Diagnostic:
    """Say what is doubtful, at its line of the source."""
    return diagnostic(code, Place(source, max(1, line), 1, name), **values)
