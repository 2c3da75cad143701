"""
Write records as files of the content folder, ready to build once a person has set 信息公开属性.

A draft states what its document states and nothing else.  What a person has to look at stands in a comment beside the
field.  A printed attribute is evidence, not a decision: it stands in a comment too, unless `--reviewed-as` says that a
person has read the documents, and then a stricter one that is printed still wins.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

import yaml

from builder.importing import outcomes
from builder.importing.registry import NewSession, digest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from builder.importing.records import Record
    from builder.importing.registry import NewUnit, Registry

_ONE_LINE = 1_000_000
NO_YEAR = "0000"
"""The folder of what nothing dates."""
_FOLDERS = {
    "proposal": "proposals",
    "reply": "replies",
    "report": "reports",
    "meeting": "meetings",
    "update": "updates",
}
_ADOPTION = {"total": "建议", "own": "涉及本单位", "co": "涉及会办单位", "adopted": "采纳", "rate": "落实率"}
_FIGURES = {
    "handled": "承办",
    "lead": "主办",
    "co": "会办",
    "sole": "独办",
    "split": "分办",
    "answered": "办复",
    "answer_rate": "办复率",
    "solved": "已解决",
    "published": "公开",
    "satisfaction_rate": "满意率",
}
_FIELD_LABELS = {
    "title": "标题",
    "session": "届次",
    "numbers": "编号",
    "proposers": "提案人",
    "department": "答复单位",
    "replied": "答复日期",
    "result": "办理结果",
    "year": "年份",
    "disclosure": "信息公开属性",
    "lead": "主办单位",
    "co_handlers": "会办单位",
    "submitted": "提出日期",
    "assigned": "交办日期",
    "due": "办理期限",
}


def own_year(record: Record) -> str:
    """Tell the year of a record by its own dates, else by the years that its text names, the last of them; else `0000`."""
    for name in ("year", "replied", "published", "date", "submitted"):
        value = record.get(name)
        if value:
            return str(value)[:4]
    years = [int(year) for block in record.body for year in re.findall(r"(?<!\d)(20\d\d)\s*年", block)]
    return str(max(years)) if years else NO_YEAR


def file_name(record: Record, unit: str | None) -> str:
    """Name a draft by what its address will be made from, in ASCII; *unit* is the slug of the unit that answers."""
    number = _ascii(record.get("numbers")[0]) if record.get("numbers") else ""
    body = digest("".join(record.body) + (record.get("title") or ""))
    if record.type == "proposal":
        return number or f"x-{body}"
    if record.type == "reply":
        return f"{number or f'x-{body}'}-{unit or 'unknown'}"
    if record.type == "report":
        return unit or f"all-{body}"
    day = record.get("date")
    return "-".join([*([day] if day else []), digest(record.get("title") or "".join(record.body))])


def _ascii(number: str) -> str:
    plain = re.sub(r"[^0-9A-Za-z-]", "", unicodedata.normalize("NFKC", number))
    return (
        plain
        if re.search("[0-9]", plain) and plain == unicodedata.normalize("NFKC", number)
        else f"{plain}-{digest(number)}".strip("-")
    )


def path_of(kind: str, year: str, name: str) -> str:
    """Give the place of a draft of some type in the content folder."""
    return f"{_FOLDERS[kind]}/{year}/{name}.md"


def document(record: Record, registry: Registry, reviewed_as: str | None, follows: str | None) -> str:
    """Write the file of one record."""
    fields = _FIELDS[record.type](record, registry)
    if follows:
        fields["再次答复"] = follows
    lines = [_line(label, value) for label, value in fields.items() if value not in (None, "", [], {})]
    doubted = {_FIELD_LABELS.get(item.place.field or "", ""): item.message("zh") for item in record.doubts}
    lines = [_with_doubt(line, doubted) for line in lines]
    if not record.get("title"):
        lines.insert(0, "# 标题:    # 原文没有标题，请填写")
    lines += _pledges(record)
    lines += _attribute(record, reviewed_as)
    return (
        "\n".join(["---", *lines, "---", "", "\n\n".join(record.body), ""])
        if record.body
        else "\n".join(["---", *lines, "---", ""])
    )


def _with_doubt(line: str, doubted: Mapping[str, str]) -> str:
    message = doubted.get(line.split(":", 1)[0])
    # It may name a file, and a name may hold a line break: what follows one would be a field.
    return f"{line}    # 请核对：{' '.join(message.split())}" if message else line


def _pledges(record: Record) -> list[str]:
    """Quote what may be promises beside the field that a person may fill from them."""
    if not record.pledges:
        return []
    quoted = [f"#   第 {pledge.line} 行：{' '.join(pledge.text.split())}" for pledge in record.pledges]
    return ["# 下列句子可能是承诺；由人核对后填写（事项、期限照原文）：", *quoted, "# 承诺:"]


def _attribute(record: Record, reviewed_as: str | None) -> list[str]:
    printed = record.get("disclosure") or ()
    word, form = outcomes.disclosure_of(printed)
    if record.restrictions and not (reviewed_as and outcomes.is_strictest(reviewed_as)):
        found = "、".join(
            f"{' '.join(item.source.split())} 第 {item.line} 行“{item.text}”" for item in record.restrictions
        )
        return [
            *([f"# 原文第 {record.fields['disclosure'].line} 行印有“{'、'.join(printed)}”。"] if word else []),
            f"# 另有可能限制公开的字样：{found}。",
            "# 由人读过全文后填写：",
            "# 信息公开属性:",
        ]
    if reviewed_as and not outcomes.is_stricter(printed, reviewed_as):
        return [_line("信息公开属性", reviewed_as)]
    if reviewed_as and form != outcomes.UNKNOWN and word:
        return [
            f"{_line('信息公开属性', outcomes.as_known(word))}    # 请核对：原文印的比“{reviewed_as}”更严，照原文",
            "# 不公开理由:",
        ]
    if not word:
        return ["# 原文没有印信息公开属性；读过全文后填写：", "# 信息公开属性:"]
    line = record.fields["disclosure"].line
    return [
        f"# 原文第 {line} 行印有“{'、'.join(printed)}”；读过全文后去掉下一行的 # 号：",
        f"# {_line('信息公开属性', outcomes.as_known(word))}",
    ]


def _line(label: str, value: Any) -> str:  # noqa: ANN401 - any value of a field
    """Write one field on one line."""
    # Lists and mappings on the line of their field; a field by itself is no such mapping.
    flow = None if isinstance(value, (list, dict)) else False
    written: str = yaml.safe_dump(
        {label: value}, allow_unicode=True, width=_ONE_LINE, default_flow_style=flow, sort_keys=False
    )
    return written.rstrip("\n")


# --- the fields of each kind ------------------------------------------------------------------------------------
def _session_name(record: Record) -> str | None:
    session = record.get("session")
    return session.raw if session else None


def _one_or_more(values: Sequence[str]) -> str | list[str]:
    return values[0] if len(values) == 1 else list(values)


def _proposal(record: Record, registry: Registry) -> dict[str, Any]:
    people = record.get("proposers")
    names = list(people.names) if people else []
    if names and people.others is None:
        names.append("等")
    elif names and people.others:
        names.append(f"等{len(names) + people.others}人")
    return {
        "标题": record.get("title"),
        "届次": _session_name(record),
        "编号": record.get("numbers")[0] if record.get("numbers") else None,
        "提案人": names,
        "主办单位": [registry.name_for(name) for name in record.get("lead") or ()],
        "会办单位": [registry.name_for(name) for name in record.get("co_handlers") or ()],
        "提出日期": record.get("submitted"),
        "交办日期": record.get("assigned"),
        "办理期限": record.get("due"),
    }


def _reply(record: Record, registry: Registry) -> dict[str, Any]:
    adoption, contact, unit = record.get("adoption"), record.get("contact"), record.get("department")
    return {
        "标题": record.get("title"),
        "届次": _session_name(record),
        "答复编号": _one_or_more(record.get("numbers")) if record.get("numbers") else None,
        "答复单位": registry.name_for(unit) if unit else None,
        "办理方式": record.get("role"),
        "会商单位": [registry.name_for(name) for name in record.get("consulted") or ()],
        "文号": record.get("doc_number"),
        "签发人": record.get("signer"),
        "答复日期": record.get("replied"),
        "公开日期": record.get("published"),
        "办理结果": record.get("result"),
        "建议采纳": _counts(adoption, _ADOPTION) if adoption else None,
        "满意度": record.get("satisfaction"),
        "联系": _filled({"单位": contact.unit, "电话": contact.phone, "邮编": contact.postcode}) if contact else None,
    }


def _report(record: Record, registry: Registry) -> dict[str, Any]:
    figures, unit = record.get("figures"), record.get("unit")
    return {
        "标题": record.get("title"),
        "年份": record.get("year"),
        "单位": registry.name_for(unit) if unit else None,
        "数据": _counts(figures, _FIGURES) if figures else None,
    }


def _meeting(record: Record, registry: Registry) -> dict[str, Any]:
    del registry
    return {"标题": record.get("title"), "日期": record.get("date"), "主题": record.get("theme")}


def _update(record: Record, registry: Registry) -> dict[str, Any]:
    del registry
    return {
        "标题": record.get("title"),
        "日期": record.get("date"),
        "来源": record.get("source"),
        "作者": record.get("author"),
    }


_FIELDS = {"proposal": _proposal, "reply": _reply, "report": _report, "meeting": _meeting, "update": _update}


def _counts(values: Mapping[str, str], labels: Mapping[str, str]) -> dict[str, Any]:
    """Give declared figures under their labels: counts as numbers, rates as printed."""
    return {
        label: values[name] if name.endswith("rate") else int(values[name])
        for name, label in labels.items()
        if name in values
    }


def _filled(values: Mapping[str, str]) -> dict[str, str]:
    return {label: value for label, value in values.items() if value}


# --- vocabulary -------------------------------------------------------------------------------------------------
def unit_file(unit: NewUnit) -> str:
    """Write the file of a new unit."""
    lines = [_line("名称", unit.name)]
    if unit.aliases:
        lines.append(f"{_line('别名', unit.aliases)}    # 请核对：来信中的简写")
    lines.append("# 简称:")
    return "\n".join([*lines, ""])


def session_file(session: NewSession) -> str:
    """Write the file of a new session; its year is a guess, marked as one."""
    lines = [_line("机构", "政协" if session.kind == "proposal" else "人大"), _line("名称", session.name.raw)]
    lines += [_line("届", session.name.term)] if session.name.term else []
    lines += [_line("次", session.name.meeting)] if session.name.meeting else []
    if session.year:
        origin = "最早一份有日期的文件" if session.dated else "办理总体情况的年度" if session.stated else "编号中的年份"
        lines.append(f"{_line('年份', session.year)}    # 请核对：取自{origin}")
    else:
        lines.append("# 年份:    # 文件没有说明，请填写")
    if session.aliases:
        lines.append(_line("别名", session.aliases))
    lines.append("# 结果分类: {A: 已解决, B: 正在解决, C: 列入计划, D: 留作参考}")
    return "\n".join([*lines, ""])


def site_file() -> str:
    """Write the site's settings for a folder that has none."""
    return "名称: 提案、建议答复公开    # 请改为本站的名称\n"
