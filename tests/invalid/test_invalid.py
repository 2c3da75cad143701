r"""
Broken sites and the exact report on each.

A case is a text file: the files that differ from a small valid site, each under `== path`, and under `== expected`
what the command line prints.  `\x` escapes in a file make bytes.  `pytest --update-invalid` writes the reports anew.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from builder.diagnostics import Diagnostic, as_text
from tests.makers import a_site

if TYPE_CHECKING:
    from collections.abc import Callable

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))


def _sections(case: Path) -> dict[str, str]:
    parts = case.read_text(encoding="utf-8").split("\n== ")
    assert parts[0].startswith("# ")  # the rule in one sentence

    return dict(part.split("\n", 1) if "\n" in part else (part, "") for part in parts[1:])


def _as_bytes(text: str) -> bytes:
    if "\\x" not in text:
        return text.encode()
    pieces = text.split("\\x")
    return pieces[0].encode() + b"".join(bytes.fromhex(piece[:2]) + piece[2:].encode() for piece in pieces[1:])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_broken_site_is_reported_exactly(
    case: Path,
    read: Callable[[dict[str, str | bytes]], tuple[object, list[Diagnostic]]],
    request: pytest.FixtureRequest,
) -> None:
    """Every problem of a site is reported in one run, with place, finding and remedy, and nothing secret."""
    sections = _sections(case)
    expected = sections.pop("expected")
    files = {path: None if text.strip() == "(absent)" else _as_bytes(text) for path, text in sections.items()}

    _, found = read(a_site(**files))

    printed = "".join(as_text(item, "zh") + "\n" for item in found)
    if request.config.getoption("--update-invalid"):
        head = case.read_text(encoding="utf-8").rpartition("\n== expected\n")[0]
        case.write_text(f"{head}\n== expected\n{printed}", encoding="utf-8")
    else:
        assert expected == printed
