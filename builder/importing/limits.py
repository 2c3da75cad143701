"""How large, deep and slow a file may be before it is refused: letters stay far below, bombs do not."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds on what is read; beyond them a file is refused, and the others go on."""

    file_bytes: int = 100 * MIB
    """Of one file; it is held in memory."""
    unpacked_bytes: int = 300 * MIB
    """Of the parts of one file that is a package (docx, xlsx), together."""
    xml_bytes: int = 48 * MIB
    """Of one part that is parsed; its tree takes up to ten times as much memory."""
    archive_bytes: int = 20_000 * MIB
    """Unpacked, of all files in one zip archive and the archives in it; they are in memory one at a time."""
    archive_files: int = 20_000
    archive_depth: int = 3
    """Of zip archives within zip archives; 1: none within another."""
    ratio: int = 200
    """Unpacked to packed, of what unpacks to more than `MIB`.  The text of a letter packs to a tenth or a twentieth."""
    pages: int = 2_000
    rows: int = 200_000
    """Of one sheet."""
    columns: int = 200
    seconds: int = 90
    """For one conversion by another program."""
