"""
Read what stands behind a label, or by itself where everyone knows what it is: attribute, result, signer, number.

A line may hold several of these (`澜民复〔2023〕5号  A1类  同意公开`); each is found with the words that name it, so that
what is left of the line can be accounted for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from builder.content import wordings
from builder.content.printed import dates, people
from builder.content.printed.folding import HAN, closed_names, folded, squeezed

if TYPE_CHECKING:
    from collections.abc import Sequence


class Labelled(NamedTuple):
    """One value that a line states."""

    field: str
    value: str
    """As printed."""
    start: int
    end: int
    """What of the line is accounted for by it, label and all."""


def _spaced(words: str) -> str:
    """Let letters of labels stand apart: 签 发 人."""
    return "|".join(r"\s*".join(word) for word in words.split())


_ATTRIBUTE_LABELS = _spaced(
    "信息公开属性 信息公开选项 信息公开类别 公开属性 公开选项 公开类型 公开类别 公开方式 公开形式 是否同意公开 是否公开 公开意见"
)
_LOOSE_ATTRIBUTE_LABELS = _spaced("信息公开 公文范围 公开范围 公开")
_ATTRIBUTE_WORDS = "|".join(
    sorted((re.escape(word) for word in wordings.DISCLOSURE_WORDS if len(word) > 1), key=len, reverse=True)
)
# 不 予 公 开
_SPACED_WORDS = "|".join(
    r"\s*".join(map(re.escape, word))
    for word in sorted(wordings.DISCLOSURE_WORDS, key=len, reverse=True)
    if len(word) > 2
)
_ATTRIBUTE = re.compile(
    rf"[〔\[(【]?\s*(?:{_ATTRIBUTE_LABELS})\s*[:]\s*(?P<value>(?:{_SPACED_WORDS})(?![{HAN}])|[{HAN}、()]{{1,14}})\s*[〕\])】]?"
)
_LOOSE_ATTRIBUTE = re.compile(
    rf"(?:{_LOOSE_ATTRIBUTE_LABELS})\s*[:]\s*(?P<value>{_ATTRIBUTE_WORDS}|是|否|公开)(?![{HAN}])"
)
_BRACKETED_ATTRIBUTE = re.compile(rf"[〔\[(【]\s*(?P<value>(?:此件)?(?:{_ATTRIBUTE_WORDS}|公开))\s*[〕\])】]")
_BARE_ATTRIBUTE = re.compile(rf"(?:^|(?<=\s))(?P<value>(?:此件)?(?:{_ATTRIBUTE_WORDS}))[。.]?(?=\s|$)")

_LETTER = r"[A-Da-d甲乙丙丁][1-9]?"
_RESULT_LABELS = _spaced(
    "办理结果 办理类别 答复类别 答复分类 类别标记 办复类别 结果类别 办理结果分类 办理结果类别 办理情况分类 答复件类别 解决程度 问题解决程度 类别"
)
_RESULT = re.compile(
    rf"(?<!公开)(?:{_RESULT_LABELS})\s*[:]\s*[〔(]?\s*(?P<value>{_LETTER}(?![A-Za-z0-9])(?:\s*类)?|[{HAN}、]{{2,24}})[)〕]?"
)
_BRACKETED_RESULT = re.compile(rf"[〔\[(【]\s*(?P<value>{_LETTER}\s*类?)\s*[〕\])】]")
_BARE_RESULT = re.compile(rf"(?:^|(?<=\s)|(?<=号))(?P<value>{_LETTER}\s*类|[A-D][1-9]?)(?=\s|$)")
_KINDS = re.compile("提案|建议|议案|意见|政协|人大|民政|教育|城建|农业|卫生|交通|综合|社会|经济|文化|科技")
"""类别 also names the kind of a paper (类别:提案) or its subject."""

_SIGNER = re.compile(
    rf"(?:{_spaced('签发领导 签发人 签批人 领导签批 领导署名 领导签字 审签人 签发')})\s*[:]\s*(?P<value>[{HAN}](?:[{HAN}·]| (?=[{HAN}](?:\s|$))){{1,8}})"
)
_DOC_NUMBER = re.compile(
    rf"(?P<value>[{HAN}]{{2,14}}?\s*[〔\[(【]\s*(?:19|20)\d\d\s*(?:年)?[〕\])】]\s*(?:第\s*)?\d{{1,5}}(?:-\d{{1,4}})?\s*号)"
)
_DOC_NUMBER_LABEL = re.compile(rf"(?:{_spaced('发文字号 文件编号 文号')})\s*[:]\s*$")
_CATALOGUE_VALUE = re.compile(
    rf"^(?:(?:现行)?有效|失效|废止|(?:(?:省|市|区|县)?(?:政协|人大)?(?:委员|代表)?(?:提案|建议)[和与及、/ ]?){{1,2}}(?:办理|答复|公开)(?:结果|情况)?(?:公开)?|"
    rf"建议提案(?:办理)?|政务公开|其他|{dates.WEB.pattern})$"
)
_LETTERHEAD = re.compile(rf"^(?P<value>[{HAN}()]{{4,30}}?)\s*(?:文\s*件|\(?函\)?|便\s*函)$")

_COMMON_LABELS = {
    "number": "提案编号 建议编号 提案号 建议号 案号 编号 件号",
    "proposers": "提案人 提案者 提案委员 提出人 建议人 建议代表 领衔代表 领衔人 第一提案人 提案单位 委员姓名 代表姓名 联名提案人 联名人 附议人",
    "subject": "案由 提案名称 建议名称 提案题目 建议题目 提案标题 建议标题 标题",
    "department": "答复单位 承办单位 办理单位 主办单位 主办部门 回复单位",
    "consulted": "会办单位 协办单位 会办部门 协办部门",
    "replied": "答复日期 答复时间 办复日期 办复时间 回复日期 回复时间 办结时间",
    "session_label": "届次 会议届次 会议名称 所属会议 会次",
    "satisfaction": "满意度 委员满意度 代表满意度 测评结果 满意程度",
    "key_item": "是否重点 重点提案 是否重点提案 是否重点建议",
}
_COMMON = re.compile(
    r"(?:^|(?<=\s))(?:"
    + "|".join(f"(?P<{field}>{_spaced(words)})" for field, words in _COMMON_LABELS.items())
    + r")\s*[:]\s*"
)


def attributes(text: str) -> list[Labelled]:
    """Find every attribute that a short line states, with or without a label."""
    fold = folded(text)
    found = [_labelled("disclosure", text, match) for match in _ATTRIBUTE.finditer(fold)]
    if not found:
        found = [_labelled("disclosure", text, match) for match in _LOOSE_ATTRIBUTE.finditer(fold)]
    for pattern in () if found else (_BRACKETED_ATTRIBUTE, _BARE_ATTRIBUTE):
        found += [_labelled("disclosure", text, match) for match in pattern.finditer(fold)]
    if "□" in fold:  # a form: what is not ticked states nothing
        return []
    return [item._replace(value=squeezed(_REMARK.sub("", item.value))) for item in _apart(found)]


_REMARK = re.compile(r"\s*[(（][^()（）]*[)）]?$")
"""不予公开（涉及商业秘密）: the reason is no part of the wording."""


def results(text: str) -> list[Labelled]:
    """Find the result that a line of the head states, as words or a letter."""
    fold = folded(text)
    found = [_labelled("result", text, match) for match in _RESULT.finditer(fold)]
    found = [item._replace(field="paper_kind") if _KINDS.search(item.value) else item for item in found]
    for pattern in () if found else (_BRACKETED_RESULT, _BARE_RESULT):
        found += [_labelled("result", text, match) for match in pattern.finditer(fold)]
    return _apart(found)


def signers(text: str) -> list[Labelled]:
    """Find who signed."""
    found = (_labelled("signer", text, match) for match in _SIGNER.finditer(folded(text)))
    return [item._replace(value=squeezed(closed_names(item.value))) for item in found]


def doc_numbers(text: str) -> list[Labelled]:
    """Find document numbers, in whatever brackets, and give them with 〔〕."""
    found = []
    for match in _DOC_NUMBER.finditer(folded(text)):
        item = _labelled("doc_number", text, match)
        value = re.sub(r"[\[(【〔]\s*(\d{4})\s*年?[\])】〕]", r"〔\1〕", squeezed(folded(item.value)))
        label = _DOC_NUMBER_LABEL.search(folded(text[: item.start]))
        start = label.start() if label else item.start
        found.append(item._replace(value=value, start=start))
    return found


def letterhead(text: str) -> Labelled | None:
    """Read a letterhead: `澜川市民政局文件`; the value is the unit."""
    found = _LETTERHEAD.match(folded(text))
    if found is None or not (people.is_unit_name(found["value"]) or found["value"].endswith("政府")):
        return None
    return _labelled("department", text, found)._replace(end=found.end("value"))


def common(text: str) -> list[Labelled]:
    """Read labels of a record sheet: 案由, 提案人, 承办单位 …; a value goes up to the next label."""
    fold = folded(text)
    labels = list(_COMMON.finditer(fold))
    if not labels:
        return []
    ends = [*(label.start() for label in labels[1:]), len(text)]
    found = []
    for label, end in zip(labels, ends, strict=True):
        value = text[label.end() : end].strip()
        if value and label.lastgroup:
            found.append(Labelled(label.lastgroup, value, label.start(), end))
    return found


def remainder(text: str, items: list[Labelled]) -> str:
    """Give what of a line its items leave over."""
    kept, place = [], 0
    for item in sorted(items, key=lambda item: item.start):
        kept.append(text[place : max(place, item.start)])
        place = max(place, item.end)
    kept.append(text[place:])
    return " ".join(part.strip() for part in kept if part.strip())


def _labelled(field: str, text: str, found: re.Match[str]) -> Labelled:
    value = text[found.start("value") : found.end("value")].strip()
    return Labelled(field, value, found.start(), found.end())


def _apart(found: list[Labelled]) -> list[Labelled]:
    """Leave out what lies inside an earlier one."""
    kept: list[Labelled] = []
    for item in sorted(found, key=lambda item: (item.start, -item.end)):
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept


# --- catalogues -------------------------------------------------------------------------------------------------
_CATALOGUE_LABELS = {
    "": "索引号 信息索取号 信息索引号 索取号 组配分类 信息类别 信息分类 公开目录 体裁分类 主题分类 有效性 时效性 时效 效力状态 信息有效性 失效日期 "
    "废止日期 生效日期 有效日期 公开时限 公开期限 公开载体 主题词 关键词 关键字 内容概述 内容概览 信息名称 责任部门 分类 所属分类 栏目 所属栏目 标签 专题 服务对象 信息来源 语种 生成日期",
    "publisher": "发布机构 发文机关 公开主体 发文机构 发布单位 公开责任部门 制发机关 发文单位",
    "title": "名称 标题 文件名称",
    "doc_number": "文号 发文字号",
    "signed": "成文日期 发文日期 发文时间 印发日期",
    "published": "发布日期 公开日期 首次公开 发布时间 公开时间 公布日期",
    "disclosure": "公开方式 公开类型 公开属性 公文范围 公开范围 公开类别 公开形式",
}
_LABEL_LINE = 60
_CATALOGUE = re.compile(
    "(?:^|(?<=[\\s|;,]))(?:"
    + "|".join(f"(?P<{field or 'other'}>{_spaced(words)})" for field, words in _CATALOGUE_LABELS.items())
    + r")\s*(?P<colon>[:]?)\s*"
)
_SURE_LABELS = re.compile(
    _spaced(
        "索引号 信息索取号 索取号 组配分类 发布机构 发文机关 公开主体 成文日期 生成日期 体裁分类 主题分类 公开目录 信息分类"
    )
)


_START = re.compile(
    r"^(?:"
    + "|".join(_spaced(words) for words in _COMMON_LABELS.values())
    + rf"|{_RESULT_LABELS}|{_ATTRIBUTE_LABELS}|{_LOOSE_ATTRIBUTE_LABELS})\s+(?=\S)"
)
_LEAST_ROWS = 2


def as_rows(texts: Sequence[str]) -> list[str]:
    """Part labels from values by tabs where several lines hold a label, blanks and a value, as tables of a PDF do."""
    found = [_START.match(folded(text)) for text in texts]
    if sum(match is not None for match in found) < _LEAST_ROWS:
        return list(texts)
    return [
        f"{text[: match.end() - 1]}\t{text[match.end() :]}" if match else text
        for text, match in zip(texts, found, strict=True)
    ]


def with_colons(text: str) -> str:
    """Write the cells of a row as labels and values, at the same places: `编号：12  标题：…`."""
    cells = text.split("\t")
    marks = [
        ("：" if number % 2 == 0 and not cell.rstrip().endswith((":", "：")) else " ")
        for number, cell in enumerate(cells)
    ]
    return "".join(cell + mark for cell, mark in zip(cells, marks, strict=True))[: len(text)]


def catalogue(text: str, form: str) -> list[Labelled] | None:
    """
    Read a row of a disclosure catalogue: labels and values, as cells or after colons.

    `None` where the line is no such row; an entry that no field is made from has an empty field.
    """
    fold = folded(text)
    is_table = form == "row" or (_SURE_LABELS.match(fold) is not None and len(_CATALOGUE.findall(fold)) > 1)
    labels = [found for found in _CATALOGUE.finditer(fold) if is_table or found["colon"]]
    if not labels:
        return None
    is_alone = form != "row" and len(labels) < 2 and not _SURE_LABELS.match(fold)
    if is_alone and (labels[0]["published"] or len(fold) > _LABEL_LINE):
        return None
    if labels[0].start():
        return None
    ends = [*(label.start() for label in labels[1:]), len(text)]
    found = []
    for label, end in zip(labels, ends, strict=True):
        field = next((name for name in _CATALOGUE_LABELS if name and label[name]), "")
        found.append(Labelled(field, text[label.end() : end].strip(" |;\t"), label.start(), end))
    return found


_INDEX_NUMBER = re.compile(r"^[0-9A-Za-z]{6,24}\s*[/\\_-]\s*(?:19|20)\d\d\s*[-/_]\s*\d+$|^\d{12,}[A-Z0-9/-]*$")


_LABEL_ALONE = re.compile(rf"^(?:{_spaced(' '.join(_CATALOGUE_LABELS.values()))})\s*[:]?$")


def is_catalogue_value(text: str) -> bool:
    """Tell whether a line is the value of a catalogue whose labels were lost: an index number, a class, 有效."""
    fold = folded(text).strip()
    return any(pattern.match(fold) for pattern in (_INDEX_NUMBER, _CATALOGUE_VALUE, _LABEL_ALONE))
