"""
Make the JSON Schema of each kind of file from the table of fields, for editors.

A schema knows less than the builder, which is the judge: it sees one file and no other, only the plain spelling of a
word (no brackets, no full width), and no full-width colon.  What it accepts may still be wrong; what it refuses is
wrong, or unusual.  Only keywords that draft-07 has too are used, since not every editor reads 2020-12.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any, TypeAlias

from builder.content import wordings
from builder.content.fields import DOCUMENT_TABLES, TABLES, Field
from builder.content.model import Disclosure

if TYPE_CHECKING:
    from collections.abc import Callable

Schema: TypeAlias = dict[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema(kind: str) -> Schema:
    """Describe the front matter of a document, or a vocabulary file, of one *kind* (`fields.TABLES`)."""
    described = _mapping(TABLES[kind])
    if kind in DOCUMENT_TABLES:
        described["allOf"] += [_requires("reason", _words_but(Disclosure.PUBLIC), TABLES[kind])]
        described["allOf"] += [_requires("summary", _words_of(Disclosure.SUMMARY), TABLES[kind])]
    if kind == "topic":
        described = _listed({"anyOf": [_text(None), described]})
    return {"$schema": DRAFT, "title": f"Gongkai: {kind}", **described}


def _mapping(table: tuple[Field, ...]) -> Schema:
    """Describe a mapping: every field under its label or its key, never both, and no other."""
    return {
        "type": "object",
        "properties": {name: _described(field) for field in table for name in _names(field)},
        "additionalProperties": False,
        "allOf": [_once(field) for field in table],
    }


def _once(field: Field) -> Schema:
    """Want the label or the key of a required field, and not both of any."""
    names = _names(field)
    if field.required:
        return {"oneOf": [{"required": [name]} for name in names]}
    return {"not": {"anyOf": [{"required": list(pair)} for pair in combinations(names, 2)]}}


def _names(field: Field) -> tuple[str, ...]:
    """Name a field in every way a file may, 协办 for 会办 件数 among them (`content.schema`)."""
    is_co_count = (field.key, field.label, field.shape) == ("co", "会办", "count")
    return (field.label, field.key, "协办") if is_co_count else (field.label, field.key)


def _requires(key: str, words: list[str], table: tuple[Field, ...]) -> Schema:
    """Want the field *key* where the attribute is one of *words*."""
    disclosure = next(field for field in table if field.key == "disclosure")
    wanted = next(field for field in table if field.key == key)
    holds = [{"required": [name], "properties": {name: {"enum": words}}} for name in (disclosure.label, disclosure.key)]
    return {"if": {"anyOf": holds}, "then": {"anyOf": [{"required": [wanted.label]}, {"required": [wanted.key]}]}}


def _words_of(state: Disclosure) -> list[str]:
    return [word for word, meant in wordings.DISCLOSURE_WORDS.items() if meant is state]


def _words_but(state: Disclosure) -> list[str]:
    return [
        word
        for word, meant in wordings.DISCLOSURE_WORDS.items()
        if isinstance(meant, Disclosure) and meant is not state
    ]


def _described(field: Field) -> Schema:
    return {"description": f"{field.label} / {field.key}: {field.zh} — {field.en}", **SHAPES[field.shape](field)}


# --- shapes: the values that a field may have ---------------------------------------------------------------------
# An empty value is an absent one.  The builder reads every value as text; an editor takes `91` for a number.


def _text(field: Field | None) -> Schema:
    examples = {"examples": list(field.words)} if field and field.words else {}
    return {"type": ["string", "number", "boolean", "null"], **examples}


def _pattern(pattern: str) -> Callable[[Field], Schema]:
    return lambda _field: {"type": ["string", "number", "null"], "pattern": f"^(?:{pattern})?$"}


def _whole(least: int) -> Callable[[Field], Schema]:
    """Describe a whole number; text is matched by the pattern, a number by its bound."""
    return lambda _field: {"type": ["string", "integer", "null"], "pattern": "^[0-9０-９]{0,9}$", "minimum": least}


def _listed(item: Schema) -> Schema:
    """Describe a list; one value is a list of one."""
    return {"anyOf": [item, {"type": "array", "items": item}]}


def _one_of(field: Field, *more: str) -> Schema:
    return {"anyOf": [{"enum": [*field.words, *more]}, {"type": "null"}]}


def _word(table: dict[str, str]) -> Callable[[Field], Schema]:
    return lambda field: _one_of(field, *(form for form in table.values() if form not in field.words))


def _disclosure(_field: Field) -> Schema:
    return {"enum": _words_of(Disclosure.PUBLIC) + _words_but(Disclosure.PUBLIC)}


def _flag(field: Field) -> Schema:
    return {"anyOf": [{"enum": [*field.words, "重点", "true", "false", "yes", "no"]}, {"type": ["boolean", "null"]}]}


def _allowances(field: Field) -> Schema:
    """Describe 允许: full entries, or shorter `原文: 理由`."""
    return _listed({"anyOf": [_mapping(field.table), {"type": "object", "additionalProperties": {"type": "string"}}]})


def _letters(_field: Field) -> Schema:
    results = [*wordings.RESULT_WORDS, *wordings.RESULT_FORMS]
    return {"type": "object", "additionalProperties": {"enum": list(dict.fromkeys(results))}}


_DATE = (
    "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{4} ?年 ?[0-9]{1,2} ?月 ?[0-9]{1,2} ?日"
    "|[〇零○一二三四五六七八九]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日"
)
_PATH = r"(?!/)(?!.*//)(?!(?:.*/)?\.{1,2}(?:/|$))[^\\:]+"

SHAPES: dict[str, Callable[[Field], Schema]] = {
    "text": _text,
    "texts": lambda _field: _listed(_text(None)),
    "number": _pattern(r"[^\s/\\.]+"),
    "numbers": lambda field: _listed(_pattern(r"[^\s/\\.]+")(field)),
    "date": _pattern(_DATE),
    "date-or-text": _text,
    "count": _whole(0),
    "integer": _whole(0),
    "ordinal": _whole(1),
    "year": _pattern("(?:19|20|21)[0-9]{2}年?"),
    "flag": _flag,
    "path": _pattern(_PATH),
    "paths": lambda field: _listed(_pattern(_PATH)(field)),
    "url": _pattern(r"https?://[^\s/?#]+(?:/[^\s?#]*)?"),
    "language": _one_of,
    "disclosure": _disclosure,
    "role": _word(wordings.ROLES),
    "state": _word(wordings.COMMITMENT_STATES),
    "body": _word(wordings.BODIES),
    "on-request": _word({"列目录": "list", "不列": "omit"}),
    "withheld": _word({"计数": "count", "不计": "omit"}),
    "personal-data": _word({"拒绝": "refuse", "遮盖": "mask"}),
    "mapping": lambda field: _mapping(field.table),
    "mappings": lambda field: _listed(_mapping(field.table)),
    "allowances": _allowances,
    "letters": _letters,
}
"""The same shapes as `content.schema.SHAPES`; a test compares."""
