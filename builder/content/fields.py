"""
The table of fields: one line for each, from which files are read, and the JSON Schema and `docs/front-matter.md` made.

A field has a Chinese label, as printed on the documents, and an English key, as in the exported data; a file uses
either.  `shape` names how its value is read (`schema.SHAPES`).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of one or more kinds of file."""

    key: str
    label: str
    shape: str
    zh: str
    en: str
    required: bool = False
    table: tuple[Field, ...] = ()
    """The fields of a value that is a mapping, or a list of mappings."""
    words: tuple[str, ...] = ()
    """The values a file may write, where they are few."""


def _field(key: str, label: str, shape: str, zh: str, en: str, **more: object) -> Field:
    return Field(key=key, label=label, shape=shape, zh=zh, en=en, **more)  # type: ignore[arg-type] # checked by the dataclass


ADOPTION = (
    _field("total", "建议", "count", "提案提出的建议条数", "suggestions in the proposal"),
    _field("own", "涉及本单位", "count", "涉及本单位的条数", "those for this unit"),
    _field("co", "涉及会办单位", "count", "涉及会办单位的条数", "those for co-handlers"),
    _field("adopted", "采纳", "count", "已采纳落实的条数", "those adopted"),
    _field("rate", "落实率", "text", "照原文，如 100%", "as printed, such as 100%"),
)
POINT = (
    _field("suggestion", "建议", "ordinal", "建议在提案中的次序，从 1 数起", "place in the proposal, from 1", required=True),
    _field("answer", "答复", "text", "答复中那一部分的标号（一）或开头几个字", "label or first words of the part that answers it", required=True),
)
COMMITMENT = (
    _field("item", "事项", "text", "承诺办理的事项", "what was promised", required=True),
    _field("due", "期限", "date-or-text", "日期，或照原文（年底前）", "a date, or as printed"),
    _field("state", "状态", "state", "进行中、已完成、未完成、已调整", "in progress, done, not done, adjusted", words=("进行中", "已完成", "未完成", "已调整")),
    _field("updated", "更新", "date", "最近一次更新的日期", "date of the last word on it"),
    _field("basis", "依据", "text", "依据的文件或句子", "the document or sentence behind it"),
)
CONTACT = (
    _field("unit", "单位", "text", "联系单位（文字，不必是承办单位）", "text, not a reference"),
    _field("phone", "电话", "text", "办公电话，不得填写手机", "office line, never a mobile"),
    _field("postcode", "邮编", "text", "邮政编码", "postcode"),
)
_DISCLOSURE = _field("disclosure", "信息公开属性", "disclosure", "决定公众能看到什么，如 可以公开", "decides what the public sees, such as 可以公开", required=True)
_REASON = _field("reason", "不公开理由", "text", "凡不是全文公开的必填；从不发布", "required unless public in full; never published")
ATTACHMENT = (
    _field("file", "文件", "path", "相对于内容目录，在 attachments/ 之下", "relative to the content folder, below attachments/", required=True),
    _field("name", "名称", "text", "页面上显示的名称；缺省为文件名", "shown on the page; the file name by default"),
    _DISCLOSURE,
    _REASON,
)
FIGURES = (
    _field("handled", "承办", "count", "承办件数", "handled"),
    _field("lead", "主办", "count", "主办件数", "as lead"),
    _field("co", "会办", "count", "会办件数（协办也写在这里）", "as co-handler (协办 is read as this)"),
    _field("sole", "独办", "count", "独办件数", "alone"),
    _field("split", "分办", "count", "分办件数", "shared out"),
    _field("answered", "办复", "count", "已办复件数", "answered"),
    _field("answer_rate", "办复率", "text", "照原文", "as printed"),
    _field("solved", "已解决", "count", "已解决或基本解决的件数", "solved"),
    _field("published", "公开", "count", "公开的答复件数", "replies published"),
    _field("satisfaction_rate", "满意率", "text", "照原文", "as printed"),
)

_TITLE = _field("title", "标题", "text", "照文件标题", "the document's title", required=True)
_SUMMARY = _field("summary", "摘要", "text", "摘要公开的必填；其他不填", "required for 摘要公开")
_ATTACHMENTS = _field("attachments", "附件", "mappings", "附件清单，各有各的公开属性", "files, each with an attribute of its own", table=ATTACHMENT)
_TOPICS = _field("topics", "分类", "texts", "主题；有 topics.yml 时必须是其中之一", "topics; from topics.yml where that exists")
_KEY_ITEM = _field("key_item", "重点", "flag", "是否重点（督办）件：是、否", "a key item: 是 or 否", words=("是", "否"))
_SESSION = _field("session", "届次", "text", "届次的代号、名称或别名", "slug, name or alias of a session", required=True)
_YEAR = _field("year", "年份", "year", "四位年份", "four digits", required=True)

PROPOSAL = (
    _TITLE,
    _SESSION,
    _field("number", "编号", "number", "照原文，如 091；按数字比较，一届次内不重复", "as printed, compared as a number, unique in its session", required=True),
    _field("proposers", "提案人", "texts", "委员、代表或团体；最后一项可以是 等 或 等5人", "people or bodies; the last may be 等 or 等5人"),
    _field("lead", "主办单位", "texts", "主办单位的代号、名称、简称或别名", "departments that lead"),
    _field("co_handlers", "会办单位", "texts", "会办单位", "departments that co-handle"),
    _field("submitted", "提出日期", "date", "提出的日期", "date of submission"),
    _field("assigned", "交办日期", "date", "交办的日期", "date of assignment"),
    _field("due", "办理期限", "date", "应当办复的日期", "date by which it is due"),
    _DISCLOSURE,
    _REASON,
    _SUMMARY,
    _TOPICS,
    _KEY_ITEM,
    _ATTACHMENTS,
)
REPLY = (
    _TITLE,
    _SESSION,
    _field("answers", "答复编号", "numbers", "所答复的编号，一个或几个（并案）", "the proposal numbers it answers"),
    _field("department", "答复单位", "text", "答复的单位", "the unit that answers", required=True),
    _field("role", "办理方式", "role", "独办、主办、分办、会办、协办", "sole, lead, split, co, assist", words=("独办", "主办", "分办", "会办", "协办")),
    _field("consulted", "会商单位", "texts", "会商过的单位", "units consulted"),
    _field("doc_number", "文号", "text", "如 澜教函〔2023〕5号", "document number"),
    _field("signer", "签发人", "text", "签发人", "who signed"),
    _field("replied", "答复日期", "date", "落款日期", "date under the letter"),
    _field("published", "公开日期", "date", "公开的日期", "date of publication"),
    _DISCLOSURE,
    _REASON,
    _SUMMARY,
    _field("result", "办理结果", "text", "文字（正在解决）或字母（B，由届次的 结果分类 解释）", "words or a letter"),
    _field("adoption", "建议采纳", "mapping", "照原文的采纳数字", "adoption figures as declared", table=ADOPTION),
    _field("answered_points", "对应", "mappings", "自动对应有误时，指明哪条建议由哪部分答复", "which part answers which suggestion", table=POINT),
    _field("commitments", "承诺", "mappings", "信里答应的事，一项一条，状态随办理更新", "what the letter promises, item by item; the state follows the work", table=COMMITMENT),
    _field("satisfaction", "满意度", "text", "非常满意、满意、基本满意、不满意", "satisfaction of the proposer", words=("非常满意", "满意", "基本满意", "不满意")),
    _field("follows", "再次答复", "path", "所接续的前一次答复的文件", "the earlier reply that this one continues"),
    _TOPICS,
    _KEY_ITEM,
    _field("contact", "联系", "mapping", "联系方式，只写办公电话", "office lines only", table=CONTACT),
    _ATTACHMENTS,
)
REPORT = (
    _TITLE,
    _YEAR,
    _field("unit", "单位", "text", "报告的单位；缺省为全站", "the unit; absent: the whole site"),
    _field("figures", "数据", "mapping", "照原文的数字", "figures as declared", table=FIGURES),
    _DISCLOSURE,
    _REASON,
    _SUMMARY,
    _ATTACHMENTS,
)
MEETING = (
    _TITLE,
    _field("date", "日期", "date", "会议日期", "date of the meeting"),
    _field("theme", "主题", "text", "协商主题", "theme"),
    _DISCLOSURE,
    _REASON,
    _SUMMARY,
    _ATTACHMENTS,
)
UPDATE = (
    _TITLE,
    _field("date", "日期", "date", "发布日期", "date"),
    _field("source", "来源", "text", "来源", "source"),
    _field("author", "作者", "text", "作者", "author"),
    _field("related", "相关", "paths", "相关文件，相对于内容目录", "related files, relative to the content folder"),
    _DISCLOSURE,
    _REASON,
    _SUMMARY,
    _ATTACHMENTS,
)
PAGE = (_TITLE, _DISCLOSURE, _REASON, _SUMMARY, _ATTACHMENTS)

DEPARTMENT = (
    _field("name", "名称", "text", "全称", "full name", required=True),
    _field("short_name", "简称", "text", "简称", "short name"),
    _field("aliases", "别名", "texts", "其他写法、旧名", "other names"),
    _field("parent", "上级", "text", "上级单位", "parent unit"),
    _field("merged_into", "并入", "text", "已并入的单位", "unit it was merged into"),
    _field("phone", "电话", "text", "办公电话", "office line"),
    _field("order", "排序", "integer", "列表中的次序，小的在前", "place in lists, smaller first"),
)
SESSION = (
    _field("body", "机构", "body", "政协（其文件为提案）或 人大（其文件为建议）", "政协 or 人大", required=True, words=("政协", "人大")),
    _field("name", "名称", "text", "全称", "full name", required=True),
    _field("term", "届", "ordinal", "第几届", "term"),
    _field("meeting", "次", "ordinal", "第几次会议", "meeting"),
    _YEAR,
    _field("aliases", "别名", "texts", "信中的其他写法", "other names in letters"),
    _field("result_classes", "结果分类", "letters", "字母的含义，如 {A: 已解决, B: 正在解决}", "what a letter means"),
)
TOPIC = (
    _field("name", "名称", "text", "主题", "topic", required=True),
    _field("aliases", "别名", "texts", "其他写法", "other names"),
)
SITE = (
    _field("title", "名称", "text", "网站名称，每页可见", "the site's name", required=True),
    _field("base_url", "网址", "url", "含路径的网址；缺省时全部链接为相对链接", "with path; absent: relative links"),
    _field("language", "语言", "language", "zh-CN（缺省）或 en", "zh-CN (default) or en", words=("zh-CN", "en")),
    _field("publisher", "主办单位", "text", "主办单位", "publisher"),
    _field("site_id", "网站标识码", "text", "政府网站标识码", "site identification code"),
    _field("icp", "备案号", "text", "ICP 备案号", "ICP record number"),
    _field("police_id", "公安备案号", "text", "公安备案号", "police record number"),
    _field(
        "contact",
        "联系",
        "mapping",
        "联系方式",
        "how to reach the publisher",
        table=(
            _field("phone", "电话", "text", "电话", "phone"),
            _field("address", "地址", "text", "地址", "address"),
            _field("postcode", "邮编", "text", "邮政编码", "postcode"),
        ),
    ),
    _field(
        "disclosure",
        "公开",
        "mapping",
        "公开政策",
        "policies of disclosure",
        table=(
            _field("on_request", "依申请公开", "on-request", "列目录 或 不列（缺省）", "list or omit (default)", words=("列目录", "不列")),
            _field("withheld", "不予公开", "withheld", "计数 或 不计（缺省）", "count or omit (default)", words=("计数", "不计")),
            _field("personal_data", "个人信息", "personal-data", "拒绝（缺省）或 遮盖", "refuse (default) or mask", words=("拒绝", "遮盖")),
            _field(
                "allow",
                "允许",
                "allowances",
                "个人信息检查放过的原文及理由",
                "exact strings that the personal-data check passes over, with the reason",
                table=(
                    _field("text", "文字", "text", "原文，一字不差", "the exact string", required=True),
                    _field("reason", "理由", "text", "放过的理由", "why", required=True),
                ),
            ),
        ),
    ),
    _field("corrections", "纠错", "text", "读者报告错误的网址或邮箱", "address or e-mail for corrections"),
    _field(
        "licence",
        "许可",
        "mapping",
        "使用开放数据的许可；缺省时网站说明没有写明，不代为编造",
        "the terms on which the open data may be used; absent: the site says that none is stated",
        table=(
            _field("title", "名称", "text", "许可的名称，如 知识共享 署名 4.0", "its name, such as CC BY 4.0", required=True),
            _field("url", "网址", "text", "许可全文的网址", "where its text is"),
        ),
    ),
    _field(
        "deadlines",
        "期限",
        "mapping",
        "本站的期限",
        "the site's own terms",
        table=(
            _field("reply_months", "办理月数", "count", "办理期限（月），缺省 3", "months to reply, 3 by default"),
            _field("publish_workdays", "公开工作日", "count", "答复后公开的期限（工作日），缺省 20", "working days to publish, 20 by default"),
        ),
    ),
)

DOCUMENT_TABLES = {
    "proposal": PROPOSAL,
    "reply": REPLY,
    "report": REPORT,
    "meeting": MEETING,
    "update": UPDATE,
    "page": PAGE,
}
VOCABULARY_TABLES = {"site": SITE, "department": DEPARTMENT, "session": SESSION, "topic": TOPIC}
TABLES = DOCUMENT_TABLES | VOCABULARY_TABLES

FOLDERS = {
    "proposals": "proposal",
    "replies": "reply",
    "reports": "report",
    "meetings": "meeting",
    "updates": "update",
    "pages": "page",
    "departments": "department",
    "sessions": "session",
}
"""The folder gives the type of a document."""


def _names(table: tuple[Field, ...]) -> set[str]:
    names = {name for field in table for name in (field.key, field.label)}
    return names.union(*(_names(field.table) for field in table))


LABELS = frozenset(set().union(*(_names(table) for table in TABLES.values())) | {"协办"})
"""Every name a key may have, in any table."""
