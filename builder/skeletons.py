"""Write the skeleton of a new file: the fields that it needs, the others as comments, made from the table of fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.content.fields import DEPARTMENT, FOLDERS, PROPOSAL, REPLY, SESSION, SITE, Field

if TYPE_CHECKING:
    from pathlib import Path

_TABLES = {"proposal": PROPOSAL, "reply": REPLY, "department": DEPARTMENT, "session": SESSION, "site": SITE}
_COMMON = {
    "proposal": ("proposers", "lead", "submitted"),
    "reply": ("answers", "role", "doc_number", "replied", "result", "contact"),
    "department": ("short_name", "aliases", "phone"),
    "session": ("term", "meeting", "aliases", "result_classes"),
    "site": ("base_url", "publisher", "disclosure"),
}
"""Optional fields that a file of this kind mostly has."""
_SLUG = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")


class NewProblem(Exception):  # noqa: N818 - wrong usage, said in a phrase of the command line
    """The file cannot be written."""

    def __init__(self, phrase: str, **values: object) -> None:
        """Name the phrase that says why, and what fills its gaps."""
        super().__init__(phrase)
        self.phrase, self.values = phrase, values


def write(kind: str, name: str | None, content: Path) -> tuple[str, Path | None]:
    """Make the skeleton of a *kind* of file, and write it below *content* if it has a name; nothing is overwritten."""
    text = skeleton(kind)
    if kind == "site":
        path = content / "site.yml"
    elif name is None:
        return text, None
    else:
        path = content / _relative_path(kind, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise NewProblem("exists", path=path) from None
    return text, path


def skeleton(kind: str) -> str:
    """Write all fields of a *kind*, the ones to fill in first, the rest commented out."""
    table, common = _TABLES[kind], _COMMON[kind]
    needed = [field for field in table if field.required or field.key in common]
    rest = [field for field in table if field not in needed]
    lines = [*map(_line, needed), "# 以下按需要填写，去掉行首的 # 号：", *(f"# {_line(field)}" for field in rest)]
    if kind in {"proposal", "reply"}:
        return "\n".join(["---", *lines, "---", "", "正文写在这里，段与段之间空一行。", ""])
    return "\n".join([*lines, ""])


def _line(field: Field) -> str:
    if field.shape in {"mapping", "mappings"}:
        inner = "{" + ", ".join(f'{item.label}: ""' for item in field.table) + "}"
        return f"{field.label}: {inner if field.shape == 'mapping' else f'[{inner}]'}    # {field.zh}"
    return f"{field.label}:    # {field.zh}"


def _relative_path(kind: str, name: str) -> str:
    folder = next(folder for folder, held in FOLDERS.items() if held == kind)
    name = name.removeprefix(f"{folder}/")
    extension = ".yml" if kind in {"department", "session"} else ".md"
    stem = name.removesuffix(extension)
    parts = stem.split("/")
    if extension == ".yml":
        if not stem or not set(stem) <= _SLUG:
            raise NewProblem("bad-name", found=name, why="slug-rule")
    elif len(parts) < 2 or not (parts[0].isdecimal() and len(parts[0]) == 4) or ".." in parts or "" in parts:
        raise NewProblem("bad-name", found=name, why="document-rule")
    return f"{folder}/{stem}{extension}"
