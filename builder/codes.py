"""
Every diagnostic that exists: its code, weight and texts.

The letter says which stage speaks: F files and front matter, D fields of one document, L links between documents,
R rules over the archive, P passages and personal data at the door, A the audit of the output, B the build itself.
A code is never reused for something else.  `docs/diagnostics.md` is generated from this table.
"""

from __future__ import annotations

from typing import NamedTuple


class Code(NamedTuple):
    """One kind of diagnostic; `{name}` marks a gap that the diagnostic's values fill."""

    severity: str
    zh: str
    en: str
    hint_zh: str = ""
    hint_en: str = ""


CODES: dict[str, Code] = {}
