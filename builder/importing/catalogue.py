"""
Read the catalogue that every office keeps: a table with number, title, proposers, units, result, under any heads.

A row becomes a proposal without text, and fills the gaps of the reply to that number; what a letter says always wins.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from builder.content.printed import dates, numbers, people, sessions
from builder.content.printed.folding import folded, squeezed
from builder.content.printed.people import Addressees
from builder.importing import labels, outcomes
from builder.importing.pieces import Dropped
from builder.importing.records import Record, Value, doubt
from builder.importing.restrictions import Restriction, restricting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.importing.text import Sheet

_COLUMNS = {
    "numbers": "编号|提案号|建议号|案号|提案编号|建议编号|件号|提案序号|建议序号|议案号|案件编号|序列号",
    "title": "案由|标题|题目|提案名称|建议名称|提案题目|建议题目|提案标题|建议标题|提案案由|提案建议标题|名称|提案|建议|提案内容|建议内容|内容",
    "proposers": "提案人|提案者|第一提案人|提出人|建议人|领衔代表|领衔人|委员姓名|代表姓名|提案委员|提案单位|委员|代表|姓名|提案人姓名|提案者姓名|联名人",
    "lead": "主办单位|承办单位|主办|办理单位|主办部门|承办部门|牵头单位|答复单位|主承办单位|责任单位|独办单位",
    "co_handlers": "会办单位|协办单位|会办|协办|协办部门|会办部门|分办单位|配合单位|会协办单位",
    "session": "届次|会议|会议届次|会次|所属会议|会议名称",
    "result": "办理结果|办复结果|结果|答复类别|办理类别|结果分类|办理情况|办复类别|办理情况分类|分类结果|答复分类",
    "replied": "答复日期|答复时间|办复时间|办复日期|办结时间|办结日期|回复日期|复函日期",
    "submitted": "提出日期|提交日期|提出时间|提交时间|提案日期|收到日期",
    "assigned": "交办日期|交办时间|转办日期|立案日期",
    "due": "办理期限|办结期限|应办结日期|截止日期",
    "disclosure": "信息公开属性|公开属性|是否公开|公开方式|公开情况|是否同意公开|公开类型",
    "satisfaction": "满意度|委员满意度|代表满意度|满意情况|测评|反馈意见",
    "topics": "分类|类别|主题|所属分类|提案分类|建议分类|归类|领域",
}
_ROW_NUMBER = "序号"
_LEAST_COLUMNS = 2
_HEAD_WITHIN = 12
_PUBLIC = "可以公开"


class Catalogue(NamedTuple):
    """The rows of a sheet that name a proposal each."""

    records: tuple[Record, ...]
    """Proposals without text."""
    left_out: tuple[Dropped, ...]
    """Cells that go nowhere: heads, other columns, empty rows' remarks."""


def read(sheet: Sheet) -> Catalogue | None:
    """Read a sheet; `None` where no row of it is the head of a catalogue."""
    head = next((place for place, row in enumerate(sheet.rows[:_HEAD_WITHIN]) if _columns(row)), None)
    if head is None:
        return None
    columns = _columns(sheet.rows[head])
    above = [cell for row in sheet.rows[:head] for cell in row if cell.strip()]
    session = next(filter(None, map(sessions.find, [*above, sheet.title, sheet.name])), None)
    left_out = [
        Dropped(place + 1, cell.strip(), "catalogue")
        for place, row in enumerate(sheet.rows[: head + 1])
        for cell in row
        if cell.strip()
    ]
    records = []
    for place, row in enumerate(sheet.rows[head + 1 :], head + 2):
        cells = {
            name: row[column].strip() for name, column in columns.items() if column < len(row) and row[column].strip()
        }
        left_out += [
            Dropped(place, cell.strip(), "catalogue")
            for column, cell in enumerate(row)
            if cell.strip() and column not in columns.values()
        ]
        if "numbers" in cells and numbers.after_a_label(cells["numbers"]):
            records.append(_with_remarks(_record(sheet, place, cells, session), row, columns.get("disclosure")))
        else:
            left_out += [Dropped(place, cell, "catalogue") for cell in cells.values()]
    return Catalogue(tuple(records), tuple(left_out)) if records else None


def _with_remarks(record: Record, row: Sequence[str], attribute: int | None) -> Record:
    """Note what else in a row may restrict disclosure: a remark in any column, an attribute that nobody can read."""
    for column, cell in enumerate(row):
        is_unread = column == attribute and bool(cell.strip()) and record.get("disclosure") is None
        words = " ".join(cell.split()) if is_unread else restricting(cell) if column != attribute else ""
        if words:
            record = _restricted(record, Restriction(record.source, record.line, words))
    return record


def _columns(row: Sequence[str]) -> dict[str, int]:
    """Tell which column holds which field; empty where the row is no head."""
    found: dict[str, int] = {}
    names = [re.sub(r"[\s()（）:：]|\(.*?\)|（.*?）", "", folded(cell)) for cell in row]
    for field, words in _COLUMNS.items():
        for word in words.split("|"):
            if field not in found and word in names:
                found[field] = names.index(word)
    if "numbers" not in found and _ROW_NUMBER in names and "title" in found:
        found["numbers"] = names.index(_ROW_NUMBER)
    return found if "numbers" in found and len(found) > _LEAST_COLUMNS else {}


def _record(sheet: Sheet, line: int, cells: dict[str, str], session: sessions.SessionName | None) -> Record:
    values: dict[str, Value] = {}
    record = Record(source=sheet.name, line=line, type="proposal", reasons=("number-line",))
    for name, cell in cells.items():
        value = _value(name, cell)
        if value is not None:
            values[name] = Value(value, cell, line)
        else:
            record = record.with_doubt("I123", line, name)
    if "session" not in values and session:
        values["session"] = Value(session, session.raw, 1)
    named = values.get("session")
    kind = named.value.kind if named else ""
    doubts = record.doubts if named else (*record.doubts, doubt(sheet.name, "I103", line, "session"))
    return Record(
        source=sheet.name,
        line=line,
        type="proposal",
        kind=kind,
        reasons=("number-line",),
        fields=values,
        head=tuple(cells.values()),
        doubts=doubts,
    )


def _value(name: str, cell: str) -> object:
    if name == "numbers":
        read = numbers.after_a_label(cell)
        return read.values if read else None
    if name == "proposers":
        named = people.proposers(cell)
        return Addressees(named.names, named.is_collective, named.others, "") if named else None
    if name in {"lead", "co_handlers", "topics"}:
        return tuple(filter(None, map(squeezed, re.split(r"[、,，;；\n]", cell))))
    if name == "session":
        return sessions.find(cell)
    if name in {"replied", "submitted", "assigned", "due"}:
        day = dates.find(cell)
        return day.iso if day else None
    if name == "disclosure":
        found = labels.attributes(f"信息公开属性:{cell}")
        return (found[0].value,) if found else None
    if name == "title":
        return " ".join(cell.split())
    return cell


def _restricted(record: Record, restriction: Restriction) -> Record:
    noted = doubt(restriction.source, "I127", restriction.line, "disclosure", found=restriction.text)
    return replace(record, restrictions=(*record.restrictions, restriction), doubts=(*record.doubts, noted))


def filled(record: Record, row: Record) -> Record:
    """
    Fill the gaps of a record from the row of the same number; what the record says stays.

    A row that allows less than the record does not decide, but keeps the record from `--reviewed-as`.
    """
    names = (
        ["session", "result"]
        if record.type == "reply"
        else ["session", "title", "proposers", "lead", "co_handlers", "submitted", "assigned", "due"]
    )
    for name in names:
        if record.get(name) is None and row.get(name) is not None:
            record = record.with_field(name, row.fields[name]._replace(source=row.source))
            record = record.with_doubt("I128", record.line, name, other=row.source, row=row.line)
    printed, listed = record.get("disclosure") or (), row.get("disclosure") or ()
    if listed and outcomes.is_stricter(listed, outcomes.disclosure_of(printed)[0] or _PUBLIC):
        record = _restricted(record, Restriction(row.source, row.line, listed[0]))
    for restriction in row.restrictions:
        record = _restricted(record, restriction)
    lead = row.get("lead")
    if record.type == "reply" and record.get("department") is None and lead and len(lead) == 1:
        record = record.with_field("department", row.fields["lead"]._replace(value=lead[0]))
    return record
