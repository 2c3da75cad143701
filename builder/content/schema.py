"""
Turn front-matter nodes into documents, one table of fields per kind of file.

Every problem of a file is found in one reading.  What a diagnostic quotes from a file that is not public in full is
blanked at the end (`_sealed`), so that no reader of a build log learns from it what the page would not show.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

from builder.content import model, wordings
from builder.content.fields import TABLES, Field
from builder.content.frontmatter import Mapping, Node, Scalar, Sequence
from builder.content.model import Attribute, Disclosure
from builder.diagnostics import Diagnostic, Place, diagnostic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Decoded(NamedTuple):
    """What a file says: its document, or `None` where a field is wrong, and every problem."""

    document: Any
    problems: tuple[Diagnostic, ...]


def decode(kind: str, path: str, fields: Mapping) -> Decoded:
    """Read the front matter of one document or vocabulary file of *kind*."""
    reading = _Reading(path)
    values = reading.table(fields, TABLES[kind], "")
    attribute = None
    if kind in _DOCUMENTS:
        attribute = _attribute(reading, values)
        _check_summary(reading, values, attribute)
    failed = any(problem.severity == "error" for problem in reading.problems)
    if kind == "site":  # what can be read of it still says how to read the rest
        return Decoded(values, tuple(reading.problems))
    document = None if failed else _MAKERS[kind](path, ";".join(reading.marks), attribute, values)
    is_open = kind not in _DOCUMENTS or (attribute is not None and attribute.state is Disclosure.PUBLIC)
    return Decoded(document, tuple(reading.problems) if is_open else sealed(reading.problems))


def values_of(kind: str, path: str, fields: Mapping) -> dict[str, Any]:
    """Read what can be read of a file, by key, also of an undecided draft; for problems see `decode`."""
    return _Reading(path).table(fields, TABLES[kind], "")


def sealed(problems: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Blank what diagnostics quote from a file that is not public in full; places and rules stay."""
    return tuple(
        problem._replace(values=tuple((name, value if name in _HARMLESS else "…") for name, value in problem.values))
        for problem in problems
    )


_HARMLESS = frozenset(
    {"field", "first", "allowed", "attribute", "nearest_attribute", "nearest_key", "other", "limit", "count"}
)
"""Gaps that hold rules, keys or places, or a wrong attribute, which the contract lets be quoted."""


def nearest(word: str, known: Iterable[str]) -> str:
    """Offer the known word that is most like *word*; a dash where none is known."""
    return next(iter(difflib.get_close_matches(word, tuple(known), n=1, cutoff=0.0)), "—")


class _Reading:
    """One file being read: what was wrong, and where each field stands."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Diagnostic] = []
        self.marks: list[str] = []
        self.places: dict[str, tuple[int, int, str]] = {}

    def report(self, code: str, node: Node, label: str | None, /, **values: object) -> None:
        """Note a problem at *node*, which is the value of the key that the file writes as *label*."""
        self.problems.append(diagnostic(code, Place(self.path, node.line, node.column, label), **values))

    def report_at(self, code: str, key: str, /, **values: object) -> None:
        """Note a problem at the field *key*, or at the first line where the file has no such field."""
        line, column, label = self.places.get(key, (1, 1, ""))
        self.problems.append(diagnostic(code, Place(self.path, line, column, label or None), **values))

    def table(self, mapping: Mapping, table: tuple[Field, ...], prefix: str) -> dict[str, Any]:
        """Read the fields of a mapping; absent and empty ones are left out."""
        known = _names(table)
        values: dict[str, Any] = {}
        written: dict[str, str] = {}
        for name, node in mapping.entries:
            field = known.get(name.text)
            if field is None:
                self.report("D001", name, None, found=name.text, nearest_key=nearest(name.text, known))
                continue
            if field.key in written:
                self.report("D002", name, name.text, field=name.text, first=written[field.key])
                continue
            written[field.key] = name.text
            if isinstance(node, Scalar) and not node.text.strip():
                continue
            self._mark(prefix + field.key, name.text, node)
            value = SHAPES[field.shape](self, node, field, prefix + field.key, name.text)
            if value is not None:
                values[field.key] = value
        for field in table:
            if field.required and prefix + field.key not in self.places:
                self._report_missing(mapping, field)
        return values

    def _mark(self, key: str, label: str, node: Node) -> None:
        self.places[key] = (node.line, node.column, label)
        self.marks.append(f"{key}@{node.line}:{node.column}")
        if label != key:
            self.marks.append(f"{key}=@{label}")
        if isinstance(node, Sequence):
            self.marks.extend(f"{key}.{index}@{item.line}:{item.column}" for index, item in enumerate(node.items))

    def _report_missing(self, mapping: Mapping, field: Field) -> None:
        empty = next((name for name, _ in mapping.entries if name.text in {field.key, field.label}), None)
        line = empty.line if empty else 1 if mapping.column == 1 else mapping.line
        place = Place(self.path, line, 1, field.label)
        code = "D021" if field.key == "disclosure" else "D003"
        self.problems.append(diagnostic(code, place, field=field.label))

    def text(self, node: Node, label: str) -> str | None:
        """Read one value as text, white space at its ends aside."""
        if isinstance(node, Scalar):
            return " ".join(node.text.split()) if "\n" in node.text else node.text.strip()
        self.report("D004", node, label, field=label)
        return None


def _names(table: tuple[Field, ...]) -> dict[str, Field]:
    cached = _NAMES.get(id(table))
    if cached is None:
        cached = {name: field for field in table for name in (field.key, field.label)}
        if any(field.key == "co" and field.label == "会办" for field in table):
            cached["协办"] = cached["co"]
        _NAMES[id(table)] = cached
    return cached


_NAMES: dict[int, dict[str, Field]] = {}
"""Memo of `_names`; the tables are constants."""


# --- shapes: how a value is read --------------------------------------------------------------------------------
def _text(reading: _Reading, node: Node, _field: Field, _key: str, label: str) -> str | None:
    return reading.text(node, label)


def _texts(reading: _Reading, node: Node, _field: Field, _key: str, label: str) -> tuple[str, ...] | None:
    if isinstance(node, Mapping):
        reading.report("D005", node, label, field=label)
        return None
    items = node.items if isinstance(node, Sequence) else (node,)
    read = [(item, reading.text(item, label)) for item in items]
    for item, text in read:
        if text and "、" in text:
            reading.report("D029", item, label, field=label, found=text)
    return tuple(text for _, text in read if text)


def _number(reading: _Reading, node: Node, _field: Field, _key: str, label: str) -> str | None:
    text = reading.text(node, label)
    problem = wordings.number_problem(text) if text else None
    if problem:
        reading.report({"characters": "D008", "wrapped": "D009"}[problem], node, label, found=text)
        return None
    return text


def _numbers(reading: _Reading, node: Node, field: Field, key: str, label: str) -> tuple[str, ...] | None:
    if isinstance(node, Mapping):
        reading.report("D005", node, label, field=label)
        return None
    items = node.items if isinstance(node, Sequence) else (node,)
    read = [(item, _number(reading, item, field, key, label)) for item in items]
    seen: set[str] = set()
    for item, text in read:
        if text and wordings.number_key(text) in seen:
            reading.report("D028", item, label, found=text)
        seen.add(wordings.number_key(text or ""))
    return tuple(text for _, text in read if text)


def _date(reading: _Reading, node: Node, _field: Field, _key: str, label: str) -> str | None:
    text = reading.text(node, label)
    if text is None:
        return None
    try:
        day = wordings.iso_date(text)
    except ValueError:
        reading.report("D011", node, label, found=text)
        return None
    if day is None:
        reading.report("D010", node, label, found=text)
    return day


def _date_or_text(reading: _Reading, node: Node, _field: Field, _key: str, label: str) -> str | None:
    text = reading.text(node, label)
    try:
        return text and (wordings.iso_date(text) or text)
    except ValueError:
        reading.report("D011", node, label, found=text)
        return None


_WHOLE = re.compile(r"[0-9]{1,9}\Z")


def _integer(reading: _Reading, node: Node, label: str, *, least: int) -> int | None:
    text = reading.text(node, label)
    if text is None:
        return None
    normal = unicodedata.normalize("NFKC", text)
    if not _WHOLE.match(normal) or int(normal) < least:
        reading.report("D012", node, label, found=text, limit=least)
        return None
    return int(normal)


def _count(reading: _Reading, node: Node, _field: Field, _key: str, label: str) -> int | None:
    return _integer(reading, node, label, least=0)


def _ordinal(reading: _Reading, node: Node, _field: Field, _key: str, label: str) -> int | None:
    return _integer(reading, node, label, least=1)


def _year(reading: _Reading, node: Node, _field: Field, _key: str, label: str) -> int | None:
    text = reading.text(node, label)
    normal = unicodedata.normalize("NFKC", text or "").removesuffix("年")
    if not re.fullmatch(r"(?:19|20|21)[0-9]{2}", normal):
        if text is not None:
            reading.report("D013", node, label, found=text)
        return None
    return int(normal)


def _word(table: dict[str, str]) -> Shape:
    """Make the shape of a value that is one of few words, or the normal form of one."""

    def read(reading: _Reading, node: Node, field: Field, _key: str, label: str) -> str | None:
        text = reading.text(node, label)
        if text is None:
            return None
        form = table.get(wordings.folded(text)) or (text if text in table.values() else None)
        if form is None:
            reading.report("D014", node, label, found=text, allowed="、".join(field.words))
        return form

    return read


def _flag(reading: _Reading, node: Node, _field: Field, _key: str, label: str) -> bool | None:
    text = reading.text(node, label)
    value = _FLAGS.get((text or "").lower())
    if value is None and text is not None:
        reading.report("D015", node, label, found=text)
    return value


_FLAGS = {"是": True, "true": True, "yes": True, "重点": True, "否": False, "false": False, "no": False}


def _path(reading: _Reading, node: Node, _field: Field, _key: str, label: str) -> str | None:
    text = reading.text(node, label)
    if text is None:
        return None
    parts = text.split("/")
    if "\\" in text or text.startswith("/") or ":" in parts[0] or any(part in {"", ".", ".."} for part in parts):
        reading.report("D016", node, label, found=text)
        return None
    return unicodedata.normalize("NFC", text)


def _paths(reading: _Reading, node: Node, field: Field, key: str, label: str) -> tuple[str, ...] | None:
    if isinstance(node, Mapping):
        reading.report("D005", node, label, field=label)
        return None
    items = node.items if isinstance(node, Sequence) else (node,)
    return tuple(path for item in items if (path := _path(reading, item, field, key, label)))


def _url(reading: _Reading, node: Node, _field: Field, _key: str, label: str) -> str | None:
    text = reading.text(node, label)
    if text is None:
        return None
    if not re.fullmatch(r"https?://[^\s/?#]+(?:/[^\s?#]*)?", text):
        reading.report("D017", node, label, found=text)
        return None
    return text if text.endswith("/") else text + "/"


def _language(reading: _Reading, node: Node, field: Field, _key: str, label: str) -> str | None:
    text = reading.text(node, label)
    if text is not None and text not in field.words:
        reading.report("D014", node, label, found=text, allowed="、".join(field.words))
        return None
    return text


def _disclosure(reading: _Reading, node: Node, _field: Field, _key: str, label: str) -> tuple[Disclosure, str] | None:
    if not isinstance(node, Scalar):
        reading.report("D023", node, label, field=label)
        return None
    text = node.text.strip()
    state = wordings.disclosure(text)
    if isinstance(state, Disclosure):
        return state, text
    if state == wordings.SECRET:
        reading.report("D020", node, label)
    elif len({word for part in re.split(r"[、,，;；/和或 ]+", text) if (word := wordings.disclosure(part))}) > 1:
        reading.report("D023", node, label, field=label)
    else:
        close = nearest(wordings.folded(text), wordings.DISCLOSURE_WORDS)
        reading.report("D022", node, label, attribute=text, nearest_attribute=close)
    return None


def _mapping(reading: _Reading, node: Node, field: Field, key: str, label: str) -> dict[str, Any] | None:
    if not isinstance(node, Mapping):
        reading.report("D006", node, label, field=label)
        return None
    return reading.table(node, field.table, f"{key}.")


def _mappings(reading: _Reading, node: Node, field: Field, key: str, label: str) -> tuple[dict[str, Any], ...] | None:
    items = node.items if isinstance(node, Sequence) else (node,)
    found = []
    for index, item in enumerate(items):
        if isinstance(item, Mapping):
            found.append(reading.table(item, field.table, f"{key}.{index}."))
        else:
            reading.report("D006", item, label, field=label)
    return tuple(found)


def _allowances(reading: _Reading, node: Node, field: Field, key: str, label: str) -> tuple[dict[str, Any], ...] | None:
    """Read 允许: `{文字: …, 理由: …}`, or shorter `原文: 理由`."""
    items = node.items if isinstance(node, Sequence) else (node,)
    found: list[dict[str, Any]] = []
    for index, item in enumerate(items):
        known = _names(field.table)
        if isinstance(item, Mapping) and any(name.text in known for name, _ in item.entries):
            found.append(reading.table(item, field.table, f"{key}.{index}."))
        elif isinstance(item, Mapping):
            found.extend({"text": name.text, "reason": reading.text(value, label)} for name, value in item.entries)
        else:
            reading.report("D018", item, label)
    return tuple(found)


def _letters(reading: _Reading, node: Node, _field: Field, _key: str, label: str) -> tuple[tuple[str, str], ...] | None:
    """Read 结果分类: letters and the words that they stand for."""
    if not isinstance(node, Mapping):
        reading.report("D006", node, label, field=label)
        return None
    table = []
    for name, value in node.entries:
        letters = wordings.result_letter(name.text)
        text = reading.text(value, label)
        form = text and (wordings.result_words(text) or (text if text in wordings.RESULT_FORMS else None))
        if not letters:
            reading.report("D019", name, label, found=name.text)
        elif text and not form:
            reading.report("D014", value, label, found=text, allowed="已解决、正在解决、列入计划、因条件所限、留作参考")
        elif form:
            table.append((letters[0], form))
    return tuple(table)


if TYPE_CHECKING:
    Shape = Callable[[_Reading, Node, Field, str, str], Any]

SHAPES: dict[str, Shape] = {
    "text": _text,
    "texts": _texts,
    "number": _number,
    "numbers": _numbers,
    "date": _date,
    "date-or-text": _date_or_text,
    "count": _count,
    "ordinal": _ordinal,
    "integer": _count,
    "year": _year,
    "flag": _flag,
    "path": _path,
    "paths": _paths,
    "url": _url,
    "language": _language,
    "disclosure": _disclosure,
    "role": _word(wordings.ROLES),
    "state": _word(wordings.COMMITMENT_STATES),
    "body": _word(wordings.BODIES),
    "on-request": _word({"列目录": "list", "不列": "omit"}),
    "withheld": _word({"计数": "count", "不计": "omit"}),
    "personal-data": _word({"拒绝": "refuse", "遮盖": "mask"}),
    "mapping": _mapping,
    "mappings": _mappings,
    "allowances": _allowances,
    "letters": _letters,
}


# --- rules within one document ----------------------------------------------------------------------------------
def _attribute(reading: _Reading, values: dict[str, Any]) -> Attribute | None:
    """Join the attribute with its reason: required unless public in full, contradictory where it is."""
    state_and_words = values.get("disclosure")
    if state_and_words is None:
        return None
    state, printed = state_and_words
    reason = values.get("reason")
    if state is Disclosure.PUBLIC and reason:
        reading.report_at("D025", "reason")
    if state is not Disclosure.PUBLIC and not reason:
        reading.report_at("D024", "disclosure", attribute=printed)
    return Attribute(state, printed, reason)


def _check_summary(reading: _Reading, values: dict[str, Any], attribute: Attribute | None) -> None:
    if attribute and attribute.state is Disclosure.SUMMARY and not values.get("summary"):
        reading.report_at("D026", "disclosure", attribute=attribute.printed)
    for index, attachment in enumerate(values.get("attachments", ())):
        state = attachment.get("disclosure")
        if state and state[0] in {Disclosure.SUMMARY, Disclosure.REDACTED}:
            reading.report_at("D027", f"attachments.{index}.disclosure", attribute=state[1])


# --- documents from values --------------------------------------------------------------------------------------
def _attachments(values: dict[str, Any]) -> tuple[model.Attachment, ...]:
    return tuple(
        model.Attachment(
            file=item["file"],
            name=item.get("name") or item["file"].rpartition("/")[2],
            attribute=Attribute(item["disclosure"][0], item["disclosure"][1], item.get("reason")),
        )
        for item in values.get("attachments", ())
    )


def _named(type_: type, values: dict[str, Any] | None) -> Any:  # noqa: ANN401 - one maker for several small records
    """Fill a record whose fields are the keys of a table; what is not stated is `None`."""
    return None if values is None else type_(**{name: values.get(name) for name in type_._fields})  # type: ignore[attr-defined]


def _proposal(path: str, marks: str, attribute: Attribute, values: dict[str, Any]) -> model.Proposal:
    proposers = values.get("proposers", ())
    others = proposers[-1] if proposers and wordings.is_others(proposers[-1]) else None
    return model.Proposal(
        path=path,
        marks=marks,
        attribute=attribute,
        title=values["title"],
        session=values["session"],
        number=values["number"],
        proposers=proposers[:-1] if others else proposers,
        others=others,
        lead=values.get("lead", ()),
        co_handlers=values.get("co_handlers", ()),
        submitted=values.get("submitted"),
        assigned=values.get("assigned"),
        due=values.get("due"),
        summary=values.get("summary"),
        topics=values.get("topics", ()),
        key_item=values.get("key_item", False),
        attachments=_attachments(values),
    )


def _reply(path: str, marks: str, attribute: Attribute, values: dict[str, Any]) -> model.Reply:
    return model.Reply(
        path=path,
        marks=marks,
        attribute=attribute,
        title=values["title"],
        session=values["session"],
        numbers=values.get("answers", ()),
        department=values["department"],
        role=values.get("role"),
        consulted=values.get("consulted", ()),
        doc_number=values.get("doc_number"),
        signer=values.get("signer"),
        replied=values.get("replied"),
        published=values.get("published"),
        result=values.get("result"),
        adoption=_named(model.Adoption, values.get("adoption")),
        commitments=tuple(_named(model.Commitment, item) for item in values.get("commitments", ())),
        answered_points=tuple(_named(model.Point, item) for item in values.get("answered_points", ())),
        satisfaction=values.get("satisfaction"),
        follows=values.get("follows"),
        summary=values.get("summary"),
        topics=values.get("topics", ()),
        key_item=values.get("key_item", False),
        contact=_named(model.Contact, values.get("contact")),
        attachments=_attachments(values),
    )


def _report(path: str, marks: str, attribute: Attribute, values: dict[str, Any]) -> model.Report:
    figures = tuple((key, str(value)) for key, value in values.get("figures", {}).items())
    return model.Report(
        path=path,
        marks=marks,
        attribute=attribute,
        title=values["title"],
        year=values["year"],
        unit=values.get("unit"),
        figures=figures,
        summary=values.get("summary"),
        attachments=_attachments(values),
    )


def _meeting(path: str, marks: str, attribute: Attribute, values: dict[str, Any]) -> model.Meeting:
    return model.Meeting(
        path=path,
        marks=marks,
        attribute=attribute,
        title=values["title"],
        date=values.get("date"),
        theme=values.get("theme"),
        summary=values.get("summary"),
        attachments=_attachments(values),
    )


def _update(path: str, marks: str, attribute: Attribute, values: dict[str, Any]) -> model.Update:
    return model.Update(
        path=path,
        marks=marks,
        attribute=attribute,
        title=values["title"],
        date=values.get("date"),
        source=values.get("source"),
        author=values.get("author"),
        related=values.get("related", ()),
        summary=values.get("summary"),
        attachments=_attachments(values),
    )


def _page(path: str, marks: str, attribute: Attribute, values: dict[str, Any]) -> model.Page:
    return model.Page(
        path=path,
        marks=marks,
        attribute=attribute,
        title=values["title"],
        summary=values.get("summary"),
        attachments=_attachments(values),
    )


def _slug(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".yml")


def _department(path: str, marks: str, _attribute: None, values: dict[str, Any]) -> model.Department:
    return model.Department(
        path=path,
        marks=marks,
        slug=_slug(path),
        name=values["name"],
        short_name=values.get("short_name"),
        aliases=values.get("aliases", ()),
        parent=values.get("parent"),
        merged_into=values.get("merged_into"),
        phone=values.get("phone"),
        order=values.get("order"),
    )


def _session(path: str, marks: str, _attribute: None, values: dict[str, Any]) -> model.Session:
    return model.Session(
        path=path,
        marks=marks,
        slug=_slug(path),
        body=values["body"],
        name=values["name"],
        term=values.get("term"),
        meeting=values.get("meeting"),
        year=values["year"],
        aliases=values.get("aliases", ()),
        result_classes=values.get("result_classes", ()),
    )


def _topic(_path: str, _marks: str, _attribute: None, values: dict[str, Any]) -> model.Topic:
    return model.Topic(name=values["name"], aliases=values.get("aliases", ()))


_DOCUMENTS = frozenset({"proposal", "reply", "report", "meeting", "update", "page"})
_MAKERS: dict[str, Callable[..., Any]] = {
    "proposal": _proposal,
    "reply": _reply,
    "report": _report,
    "meeting": _meeting,
    "update": _update,
    "page": _page,
    "department": _department,
    "session": _session,
    "topic": _topic,
}
