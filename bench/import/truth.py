"""What a document says, field by field, in the form of the importer's report."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

BLANK: dict[str, Any] = {
    "type": "none",
    "kind": None,
    "session": None,
    "numbers": [],
    "proposers": [],
    "collective": False,
    "others": 0,
    "department": None,
    "consulted": [],
    "role": None,
    "doc_number": None,
    "signer": None,
    "replied": None,
    "published": None,
    "disclosure_raw": None,
    "disclosure": "unstated",
    "result_raw": None,
    "result": "unstated",
    "adoption": None,
    "suggestions": [],
    "contact_phone": None,
    "mobiles": [],
    "title": None,
    "body": None,
}
"""A document that states nothing."""

FIELDS = tuple(name for name in BLANK if name != "type")

SCORED = {
    "reply": FIELDS,
    "proposal": tuple(name for name in FIELDS if name not in {"replied", "published", "consulted", "department"}),
    "report": ("department", "numbers", "doc_number", "disclosure", "disclosure_raw", "title", "body"),
    "meeting": ("numbers", "doc_number", "disclosure", "disclosure_raw", "title", "mobiles"),
    "update": ("numbers", "doc_number", "disclosure", "disclosure_raw", "title", "mobiles"),
    "none": (),
}
"""What is looked at in a document of each type; what a type is not asked for cannot be wrong."""


@dataclass(slots=True, kw_only=True)
class Truth:
    """One document that a file holds."""

    values: dict[str, Any]
    unscored: set[str] = field(default_factory=set)
    """Fields about which reasonable people may differ, here."""
    accepted: dict[str, list[Any]] = field(default_factory=dict)
    """Other values that are as right as the one of `values`; of `type`, too."""

    @property
    def type(self) -> str:
        """Give the type that is expected."""
        return str(self.values["type"])

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - fields are of every kind
        """Give the expected value of a field."""
        return self.values[name]

    def scored(self) -> tuple[str, ...]:
        """List the fields that are looked at."""
        return tuple(name for name in SCORED[self.type] if name not in self.unscored)


def truth(kind_of_document: str, **values: Any) -> Truth:  # noqa: ANN401 - fields are of every kind
    """Make the truth of a document that states nothing but `values`."""
    unknown = values.keys() - BLANK.keys()
    if unknown:
        raise KeyError(f"no field of the report: {', '.join(sorted(unknown))}")
    blank = {name: list(value) if isinstance(value, list) else value for name, value in BLANK.items()}
    return Truth(values=blank | {"type": kind_of_document} | values)
