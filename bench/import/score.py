"""Compare what the importer says with what is true, field by field."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, NamedTuple

from .truth import BLANK, Truth

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .documents import SourceFile

PARTS = ("body", "term", "meeting")
EMPTY = ("unstated", None, [], "", False, 0)
NEVER_INVENTED = ("disclosure", "disclosure_raw", "replied", "published", "numbers")
FOLDED = {"disclosure_raw", "result_raw", "numbers", "title", "suggestions", "contact_phone", "signer", "proposers"}
"""Fields of which only the characters count, not their width."""


class Slip(NamedTuple):
    """A value that is not right."""

    file: str
    field: str
    what: str
    """`wrong`, `missed` or `invented`."""
    expected: Any
    found: Any
    shape: str
    doubted: bool
    """The importer said that it was unsure of something in this document."""


@dataclass(slots=True)
class Tally:
    """How often a field was …."""

    stated: int = 0
    right: int = 0
    wrong: int = 0
    missed: int = 0
    invented: int = 0
    silent: int = 0
    """Neither stated nor found."""


@dataclass(slots=True)
class Result:
    """What a run came to."""

    fields: dict[str, Tally] = field(default_factory=dict)
    types: Counter[tuple[str, str]] = field(default_factory=Counter)
    slips: list[Slip] = field(default_factory=list)
    turned: list[str] = field(default_factory=list)
    """Files that hold no reply (or fewer), of which the importer made one."""
    bodies: int = 0
    bodies_exact: int = 0
    paragraphs_exact: int = 0
    ratios: list[float] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    per_format: dict[str, Tally] = field(default_factory=dict)
    per_shape: dict[str, Tally] = field(default_factory=dict)


def compare(sources: Iterable[SourceFile], report: dict[str, list[dict[str, Any]]]) -> Result:
    """Compare a whole report; `report` is by file name."""
    result = Result()
    for source in sources:
        found = report.get(source.name, [])
        paired, left = pairs(source.truths, found)
        for one, other in paired:
            _compare_one(result, source, one, other)
        for other in left:
            if other.get("type") != "none":
                result.extra.append(f"{source.name}: {other.get('type')} {other.get('title')}")
                result.types["(nothing)", other["type"]] += 1
                if other["type"] == "reply":
                    result.turned.append(source.name)
    return result


def pairs(
    expected: Sequence[Truth], found: Sequence[dict[str, Any]]
) -> tuple[list[tuple[Truth, dict[str, Any] | None]], list[dict[str, Any]]]:
    """Pair documents of one file: by type and number, type and title, type in their order, then in their order."""
    left = list(found)
    partners: dict[int, dict[str, Any]] = {}
    tests = (
        lambda one, other: same_type(one, other) and one["numbers"] and one["numbers"] == other.get("numbers"),
        lambda one, other: (
            same_type(one, other) and one["title"] and plain(one["title"]) == plain(other.get("title") or "")
        ),
        same_type,
        lambda _one, _other: True,
    )
    for test in tests:
        for at, one in enumerate(expected):
            if at in partners:
                continue
            other = next((other for other in left if test(one, other)), None)
            if other is not None:
                partners[at] = other
                left.remove(other)
    return [(one, partners.get(at)) for at, one in enumerate(expected)], left


def same_type(one: Truth, other: dict[str, Any]) -> bool:
    """Tell whether a document has the type that is expected, or one that is as right."""
    return other.get("type") in {one.type, *one.accepted.get("type", ())}


def _compare_one(result: Result, source: SourceFile, one: Truth, other: dict[str, Any] | None) -> None:
    said = "(missing)" if other is None else str(other.get("type"))
    if other is not None and same_type(one, other):
        said = one.type
    result.types[one.type, said] += 1
    if other is None:
        result.missing.append(f"{source.name}: {one.type} {one['title']}")
    if said == "reply" and one.type != "reply":
        result.turned.append(source.name)
    shape = source.choices.get("shape", "")
    per_format = result.per_format.setdefault(source.choices.get("format", ""), Tally())
    per_shape = result.per_shape.setdefault(shape, Tally())
    for name, expected, given, accepted in _values(one, other):
        tally = result.fields.setdefault(name, Tally())
        what = verdict(name, expected, given, accepted)
        for each in (tally, per_format, per_shape):
            setattr(each, what, getattr(each, what) + 1)
            each.stated += expected != 0 if name == "others" else not is_empty(expected)
        if what in {"wrong", "missed", "invented"}:
            doubted = bool(other and other.get("doubts"))
            result.slips.append(Slip(source.name, name, what, expected, given, shape, doubted))
    if one["body"] and "body" not in one.unscored and other is not None:
        result.bodies += 1
        ratio = likeness(one["body"], other.get("body") or "")
        result.ratios.append(ratio)
        result.bodies_exact += ratio == 1
        result.paragraphs_exact += _paragraphs(one["body"]) == _paragraphs(other.get("body") or "")


def _values(one: Truth, other: dict[str, Any] | None) -> Iterable[tuple[str, Any, Any, list[Any]]]:
    """List what is compared: name, expected, found, other right values; a session by its parts."""
    other = other or BLANK
    for name in one.scored():
        expected, found = one[name], other.get(name, BLANK[name])
        accepted = one.accepted.get(name, [])
        if name != "session":
            yield name, expected, found, accepted
            continue
        for part in PARTS:
            if f"session.{part}" not in one.unscored:
                alternatives = [value.get(part) for value in accepted]
                yield f"session.{part}", (expected or {}).get(part), (found or {}).get(part), alternatives


def verdict(name: str, expected: Any, found: Any, accepted: Sequence[Any] = ()) -> str:  # noqa: ANN401 - of every kind
    """Judge one value."""
    if name == "others":
        if is_same(name, expected, found) or any(is_same(name, each, found) for each in accepted):
            return "silent" if expected == 0 else "right"
        return "invented" if expected == 0 else "missed" if found == 0 else "wrong"
    if any(is_same(name, each, found) for each in (expected, *accepted)):
        return "silent" if is_empty(expected) else "right"
    if is_empty(expected):
        return "invented"
    return "missed" if is_empty(found) else "wrong"


def is_empty(value: Any) -> bool:  # noqa: ANN401 - of every kind
    """Tell whether a value says nothing."""
    return any(value is each or value == each for each in EMPTY)


def is_same(name: str, expected: Any, found: Any) -> bool:  # noqa: ANN401 - of every kind
    """Compare two values of a field: text without white space, lists of names in any order."""
    if name == "others":
        return expected is found or (expected == found and (expected is None) == (found is None))
    if is_empty(expected) or is_empty(found):
        return is_empty(expected) and is_empty(found)
    if name == "body":
        return likeness(expected, found) == 1
    if isinstance(expected, list) and isinstance(found, list):
        mine, theirs = [normal(name, each) for each in expected], [normal(name, each) for each in found]
        return mine == theirs if name == "suggestions" else sorted(mine) == sorted(theirs)
    if isinstance(expected, dict) and isinstance(found, dict):
        return all(_number(expected.get(key)) == _number(found.get(key)) for key in {*expected, *found})
    return bool(normal(name, expected) == normal(name, found))


def normal(name: str, value: Any) -> str:  # noqa: ANN401 - of every kind
    """Give what counts of a value."""
    text = plain(str(value)) if name in FOLDED else re.sub(r"\s+", "", str(value))
    return text.strip("。()（）〔〕") if name in {"disclosure_raw", "result_raw", "suggestions"} else text


def plain(text: str) -> str:
    """Give a text without white space and without a difference of width."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).replace("—", "-")


def likeness(expected: str, found: str) -> float:
    """Give 1 where two texts are the same but for white space, else less."""
    mine, theirs = re.sub(r"\s+", "", expected), re.sub(r"\s+", "", found)
    if mine == theirs:
        return 1.0
    return min(0.9999, SequenceMatcher(None, mine, theirs, autojunk=False).ratio())


def _paragraphs(text: str) -> list[str]:
    return [re.sub(r"\s+", "", part) for part in re.split(r"\n\s*\n", text.strip())]


def _number(value: Any) -> Any:  # noqa: ANN401 - as printed or as a number
    return float(value) if isinstance(value, int | float) else value
