"""Write what was read of each document as a JSON object, field by field, with evidence and doubts (docs/import.md)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from builder.content import wordings
from builder.content.model import Disclosure
from builder.importing import pieces, text
from builder.importing.markdown import plain
from builder.importing.parts import REASONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.importing.records import Record

UNKNOWN, UNSTATED, LETTER_ONLY = "unknown", "unstated", "letter-only"
_STRICTNESS = (
    Disclosure.PUBLIC.value,
    Disclosure.SUMMARY.value,
    Disclosure.REDACTED.value,
    UNKNOWN,
    Disclosure.ON_REQUEST.value,
    Disclosure.WITHHELD.value,
    wordings.SECRET,
)


def disclosure_of(words: Sequence[str]) -> tuple[str | None, str]:
    """Give the wording that counts and its normal form: of several the strictest; `unstated` where there is none."""
    if not words:
        return None, UNSTATED
    forms = [
        (word, str(wordings.disclosure(word) or wordings.disclosure(word.removeprefix("此件")) or UNKNOWN))
        for word in words
    ]
    return max(forms, key=lambda item: _STRICTNESS.index(item[1]))


def is_stricter(words: Sequence[str], value: str) -> bool:
    """Tell whether what a document prints allows less than *value*."""
    form = disclosure_of(words)[1]
    return form != UNSTATED and _STRICTNESS.index(form) > _STRICTNESS.index(disclosure_of((value,))[1])


def as_known(word: str) -> str:
    """Write an attribute as the builder knows it: 此件不予公开 is 不予公开."""
    plain = word.removeprefix("此件")
    return plain if wordings.disclosure(word) is None and wordings.disclosure(plain) else word


def is_strictest(value: str) -> bool:
    """Tell whether a wording that is known lets nothing be shown."""
    return disclosure_of((value,))[1] == Disclosure.WITHHELD.value


def result_of(words: str | None, classes: dict[str, str] | None = None) -> str:
    """Give the normal form of a result; a letter is read through the session's table, if that is known."""
    if not words:
        return UNSTATED
    letters = wordings.result_letter(words)
    for letter in letters:
        if classes and letter in classes:
            return classes[letter]
    return LETTER_ONLY if letters else (wordings.result_words(words) or UNSTATED)


def as_object(record: Record, language: str, path: str | None, points: Sequence[str]) -> dict[str, Any]:
    """
    Describe one document.

    Args:
        path: The draft that was made of it, relative to the content folder; `None` where none was.
        points: What it asks (a proposal) or answers (a reply), point by point.
    """
    session, people, contact = record.get("session"), record.get("proposers"), record.get("contact")
    raw, form = disclosure_of(record.get("disclosure") or ())
    adoption = record.get("adoption")
    zh = language == "zh"
    reasons = {**text.DROPPED, **pieces.DROPPED}
    return {
        "file": record.source,
        "type": "none" if record.type == "refused" else record.type,
        "kind": record.kind or None,
        "session": {"body": session.body, "term": session.term, "meeting": session.meeting} if session else None,
        "numbers": list(record.get("numbers") or ()),
        "proposers": list(people.names) if people else [],
        "collective": bool(people and people.is_collective),
        "others": people.others if people else 0,
        "department": record.get("department") or record.get("unit"),
        "consulted": list(record.get("consulted") or ()),
        "role": record.get("role"),
        "doc_number": record.get("doc_number"),
        "signer": record.get("signer"),
        "replied": record.get("replied"),
        "published": record.get("published"),
        "disclosure_raw": raw,
        "disclosure": form,
        "result_raw": record.get("result"),
        "result": result_of(record.get("result")),
        "adoption": _adoption(adoption) if adoption else None,
        "suggestions": list(points),
        "contact_phone": contact.phone or None if contact else None,
        "mobiles": list(record.mobiles),
        "pledges": [{"line": pledge.line, "text": pledge.text} for pledge in record.pledges],
        "title": record.get("title"),
        "year": record.get("year"),
        "figures": record.get("figures"),
        "date": record.get("date"),
        "theme": record.get("theme"),
        "source": record.get("source"),
        "author": record.get("author"),
        "satisfaction": record.get("satisfaction"),
        "body": "\n\n".join(map(plain, record.body)),
        "dropped": [
            {"line": item.line, "text": item.text, "reason": reasons[item.reason][0 if zh else 1]}
            for item in record.dropped
        ],
        "doubts": [
            {"code": item.code, "field": item.place.field, "line": item.place.line, "message": item.message(language)}
            for item in record.doubts
        ],
        "evidence": {
            name: {
                **({"file": value.source} if value.source else {}),
                "line": value.line,
                "text": value.raw,
                "confidence": value.confidence,
            }
            for name, value in record.fields.items()
        },
        "reasons": [REASONS[reason][0 if zh else 1] for reason in record.reasons],
        "line": record.line,
        "draft": path,
    }


def _adoption(values: dict[str, str]) -> dict[str, Any]:
    """Give counts as integers and the rate in percent; what is not declared is null."""
    rate = values.get("rate")
    counts = {name: int(values[name]) if name in values else None for name in ("total", "own", "co", "adopted")}
    percent = float(rate.rstrip("%")) if rate else None
    return {**counts, "rate": int(percent) if percent is not None and percent.is_integer() else percent}


def as_line(described: dict[str, Any]) -> str:
    """Write one line of the report."""
    return json.dumps(described, ensure_ascii=False)
