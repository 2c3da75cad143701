"""
The dictionary of the open data: every table and column, in Chinese and English.

From it come the columns of CSV, JSON Lines and SQLite, `datapackage.json` and the dictionary on `/data/`, so none of
them can differ from another.  What stands in a column is made in `rows`.
"""

from __future__ import annotations

from typing import NamedTuple


class Column(NamedTuple):
    """One column of a table."""

    name: str
    kind: str
    """`text`, `long` (a text of many lines: not in CSV), `integer`, `boolean`, `date`, `list` (of texts) or `json`."""
    zh: str
    en: str
    is_stated: bool = False
    """It is never empty."""
    refers: str = ""
    """The table whose key it holds."""
    words: tuple[str, ...] = ()
    """The values that it can have, where they are few."""


class Table(NamedTuple):
    """One table."""

    name: str
    zh: str
    en: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    is_link: bool = False
    """It joins two tables, and says nothing that a list in another one does not: CSV and SQLite only."""


def table(name: str) -> Table:
    """Find a table by its name."""
    return _BY_NAME[name]


def in_csv(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Leave out what no cell of a sheet holds: texts in full, and lists of more than texts."""
    return tuple(column for column in columns if column.kind not in {"long", "json"})


def in_sqlite(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Leave out lists, which are tables of their own, and texts in full, which are in `documents`."""
    return tuple(column for column in columns if column.kind not in {"long", "json", "list"})


_STATES = ("answered", "partly", "co-handler", "elsewhere", "not-addressed", "unclear")
_RESULTS = ("solved", "in-progress", "planned", "deferred", "reference", "unstated")
_DISCLOSURE = (
    Column("disclosure", "text", "信息公开属性：public 全文公开，summary 摘要公开，redacted 删减后公开；提案栏为空：提案本身没有公开", "what the public sees: in full, a summary, or with passages taken out; empty for a proposal that is not public itself", words=("public", "summary", "redacted")),
    Column("disclosure_printed", "text", "信息公开属性，照文件原文", "the attribute as printed on the document"),
    Column("summary", "text", "摘要，只有摘要公开的文件才有", "the summary, only of a document of which no more is public"),
    Column("text", "long", "公开的全文（Markdown）：不公开的段落已删去，原处写明〔不公开：类别〕；遮盖的个人信息写作 ＊", "the text that is public (Markdown): in place of a removed passage stands the class of the reason in brackets, masked personal data is shown as stars"),
    Column("attachments", "json", "公开的附件：address 地址、name 名称、bytes 字节数", "public attachments: address, name, bytes"),
)
_SESSION = Column("session", "text", "届次的代号", "the session, by its id", is_stated=True, refers="sessions")
_YEAR = Column("year", "integer", "年份", "the year", is_stated=True)
_TITLE = Column("title", "text", "标题", "the title", is_stated=True)
_ADDRESS = Column("address", "text", "网页在本站的地址，从网站根目录起", "the address of its page, from the root of the site", is_stated=True)
_TOPICS = Column("topics", "list", "主题", "topics")
_KEY_ITEM = Column("key_item", "boolean", "是否重点（督办）件；摘要公开的不说明", "whether it is a key item; not told of a summary")
_PLACE = Column("place", "integer", "次序，从 1 数起", "its place, from 1", is_stated=True)
_REPLY = Column("reply", "text", "答复的地址", "the address of the reply", is_stated=True, refers="replies")
_PROPOSAL = Column("proposal", "text", "提案（建议）的地址", "the address of the proposal", is_stated=True, refers="proposals")
_DEPARTMENT = Column("department", "text", "单位的代号", "the unit, by its id", is_stated=True, refers="departments")

TABLES: tuple[Table, ...] = (
    Table(
        "proposals",
        "提案与建议：每个有公开的提案或答复的编号一行；提案本身没有公开的，只有编号和答复",
        "proposals: one row for each number with a public proposal or reply; where the proposal itself is not public, only its number and replies",
        ("address",),
        (
            _ADDRESS,
            _SESSION,
            Column("number", "text", "编号，照原文，如 091", "the number as printed, such as 091", is_stated=True),
            _YEAR,
            _TITLE._replace(is_stated=False, zh="标题；空：提案没有公开", en="the title; empty: the proposal is not public"),
            Column("proposers", "list", "提案人（委员、代表或团体）", "who proposed it: people or bodies"),
            Column("others", "text", "名单之后的 等、等5人", "what stands after the names for further people"),
            Column("lead", "list", "主办单位的代号", "departments that lead, by id"),
            Column("co_handlers", "list", "会办单位的代号", "departments that co-handle, by id"),
            Column("submitted", "date", "提出日期", "date of submission"),
            Column("assigned", "date", "交办日期", "date of assignment"),
            Column("due", "date", "办理期限", "date by which it was due"),
            _TOPICS,
            _KEY_ITEM,
            *_DISCLOSURE,
            Column("replies", "list", "公开的答复的地址，依列表中的次序", "addresses of its public replies, in the order of lists"),
        ),
    ),
    Table(
        "replies",
        "答复：每份公开的答复一行",
        "replies: one row for each public letter",
        ("address",),
        (
            _ADDRESS,
            _SESSION,
            Column("numbers", "list", "所答复的编号，照原文", "the numbers that it answers, as printed"),
            _YEAR,
            _TITLE,
            _DEPARTMENT._replace(zh="答复单位的代号", en="the unit that answers, by id"),
            Column("department_name", "text", "答复单位的名称", "the name of that unit", is_stated=True),
            Column("place", "integer", "同一单位对同一编号的第几次答复，从 1 数起", "which reply of the unit to this number it is, from 1", is_stated=True),
            Column("follows", "text", "所接续的前一次答复的地址（再次答复）；那一次没有公开的，此处为空", "the earlier reply that it continues, where that one is public", refers="replies"),
            Column("role", "text", "办理方式：sole 独办，lead 主办，split 分办，co 会办，assist 协办", "sole, lead, split, co-handling or assisting", words=("sole", "lead", "split", "co", "assist")),
            Column("consulted", "list", "会商单位的代号", "units consulted, by id"),
            Column("doc_number", "text", "文号", "document number"),
            Column("signer", "text", "签发人", "who signed"),
            Column("replied", "date", "答复日期（落款）", "date under the letter"),
            Column("published", "date", "公开日期", "date of publication"),
            Column("result", "text", "办理结果的统一形式：solved 已解决，in-progress 正在解决，planned 列入计划，deferred 因条件所限，reference 留作参考，unstated 没有说明", "the result in its normal form", is_stated=True, words=_RESULTS),
            Column("result_printed", "text", "办理结果，照原文（文字或字母）", "the result as printed: words or a letter"),
            Column("adoption_total", "integer", "答复所称：提案提出的建议条数", "as declared in the letter: suggestions of the proposal"),
            Column("adoption_own", "integer", "答复所称：涉及本单位的条数", "as declared: suggestions for this unit"),
            Column("adoption_co", "integer", "答复所称：涉及会办单位的条数", "as declared: suggestions for co-handlers"),
            Column("adoption_adopted", "integer", "答复所称：已采纳落实的条数", "as declared: suggestions adopted"),
            Column("adoption_rate", "text", "答复所称的落实率，照原文", "the rate as declared, as printed"),
            Column("answered_points", "json", "对应：suggestion 建议在提案中的次序，answer 答复中那一部分的标号或开头", "which part of the letter answers which suggestion, where its editors say so: suggestion, answer"),
            Column("satisfaction", "text", "满意度，照原文", "satisfaction of the proposer, as printed"),
            _TOPICS,
            _KEY_ITEM,
            Column("contact_unit", "text", "联系单位", "the office to ask"),
            Column("contact_phone", "text", "联系电话（办公电话）", "its office line"),
            Column("contact_postcode", "text", "邮政编码", "its postcode"),
            *_DISCLOSURE,
        ),
    ),
    Table(
        "suggestions",
        "建议：公开的提案里的每一条建议一行，以及它怎么样了",
        "suggestions: one row for each suggestion in a public proposal, and what became of it",
        ("id",),
        (
            Column("id", "text", "届次/编号/次序，如 zx-1-1/091/1", "session/number/place, such as zx-1-1/091/1", is_stated=True),
            _PROPOSAL,
            Column("order", "integer", "在提案中的次序，从 1 数起", "its place in the proposal, from 1", is_stated=True),
            Column("text", "text", "建议的文字，照原文，不含序号", "its words as printed, without number", is_stated=True),
            Column("link", "text", "建议所在段落的地址", "the address of its paragraph", is_stated=True),
            Column("state", "text", "answered 已答复，partly 部分答复，co-handler 由会办单位答复，elsewhere 转由其他单位答复，not-addressed 公开的答复没有谈到，unclear 无法判断", "what the public replies do with it", is_stated=True, words=_STATES),
            Column("units", "list", "另由谁答复：公开的答复指明的单位", "who answers instead, as the letters name them"),
        ),
    ),
    Table(
        "answers",
        "逐条答复：答复里回应某一条建议的段落，一处一行；一条建议可以有几处，也可以没有",
        "answers: the passages of replies that answer a suggestion, one to a row; a suggestion may have several, or none",
        ("suggestion", "place"),
        (
            Column("suggestion", "text", "建议的 id", "the id of the suggestion", is_stated=True, refers="suggestions"),
            _PLACE,
            _REPLY,
            Column("anchors", "list", "段落在答复网页上的锚点", "the anchors of its paragraphs on the page of the reply"),
            Column("link", "text", "第一段的地址", "the address of the first paragraph", is_stated=True),
            Column("text", "text", "段落的文字，照原文，一段一行", "its words as printed, one line to a paragraph", is_stated=True),
        ),
    ),
    Table(
        "commitments",
        "承诺：答复的登记里写明的承诺事项，一项一行",
        "commitments: promises as recorded with the reply, one to a row",
        ("reply", "place"),
        (
            _REPLY,
            _PLACE,
            _DEPARTMENT,
            Column("item", "text", "承诺办理的事项", "what was promised", is_stated=True),
            Column("due", "text", "期限：日期，或照原文（年底前）", "the term: a date, or as printed"),
            Column("state", "text", "in-progress 进行中，done 已完成，not-done 未完成，adjusted 已调整；空：没有说明", "its state; empty: not stated", words=("in-progress", "done", "not-done", "adjusted")),
            Column("updated", "date", "最近一次更新的日期", "date of the last word on it"),
            Column("basis", "text", "依据的文件或句子", "the document or sentence behind it"),
        ),
    ),
    Table(
        "departments",
        "承办单位",
        "departments",
        ("id",),
        (
            Column("id", "text", "代号", "its id", is_stated=True),
            Column("name", "text", "全称", "full name", is_stated=True),
            Column("short_name", "text", "简称；没有简称的是全称", "short name; the full one where there is none", is_stated=True),
            Column("aliases", "list", "别名：其他写法、旧名", "other names"),
            Column("parent", "text", "上级单位的代号", "the unit above it, by id", refers="departments"),
            Column("merged_into", "text", "已并入的单位的代号", "the unit it was merged into, by id", refers="departments"),
            Column("phone", "text", "办公电话", "office line"),
            Column("sort", "integer", "列表中的次序，小的在前", "place in lists, smaller first"),
            _ADDRESS,
        ),
    ),
    Table(
        "sessions",
        "届次：政协或人大的一次会议",
        "sessions of the political consultative conference or the people's congress",
        ("id",),
        (
            Column("id", "text", "代号", "its id", is_stated=True),
            Column("body", "text", "cppcc 政协（其文件为提案），npc 人大（其文件为建议）", "cppcc (the political consultative conference) or npc (the people's congress)", is_stated=True, words=("cppcc", "npc")),
            Column("name", "text", "全称", "full name", is_stated=True),
            Column("term", "integer", "第几届", "term"),
            Column("meeting", "integer", "第几次会议", "meeting"),
            _YEAR,
            _ADDRESS,
        ),
    ),
    Table(
        "reports",
        "办理总体情况报告",
        "reports on the year's work",
        ("address",),
        (
            _ADDRESS,
            _YEAR,
            _TITLE,
            Column("unit", "text", "单位的代号；空：全站", "the unit, by id; empty: the whole site", refers="departments"),
            Column("figures", "json", "报告所称的数字，照原文、依原文次序", "figures as declared, in the order of the document"),
            *_DISCLOSURE,
        ),
    ),
    Table(
        "meetings",
        "专题协商",
        "consultations",
        ("address",),
        (
            _ADDRESS,
            _YEAR,
            _TITLE,
            Column("date", "date", "会议日期", "date of the meeting"),
            Column("theme", "text", "主题", "theme"),
            *(column._replace(zh=f"{column.zh}；不含发言", en=f"{column.en}; without the speeches") if column.name == "text" else column for column in _DISCLOSURE),
        ),
    ),
    Table(
        "speeches",
        "专题协商的发言，一次一行",
        "speeches of consultations, one to a row",
        ("meeting", "place"),
        (
            Column("meeting", "text", "会议的地址", "the address of the meeting", is_stated=True, refers="meetings"),
            _PLACE,
            Column("heading", "text", "发言的标题", "its heading", is_stated=True),
            Column("speaker", "text", "发言人", "the speaker"),
            _DEPARTMENT._replace(is_stated=False, zh="发言人是承办单位的，其代号", en="the unit, by id, where the speaker is one"),
            _DISCLOSURE[3]._replace(zh="发言全文（Markdown）", en="its text (Markdown)"),
        ),
    ),
    Table(
        "updates",
        "工作动态",
        "news",
        ("address",),
        (
            _ADDRESS,
            _YEAR,
            _TITLE,
            Column("date", "date", "日期", "date"),
            Column("source", "text", "来源", "source"),
            Column("author", "text", "作者", "author"),
            Column("related", "list", "相关文件的地址", "addresses of related documents"),
            *_DISCLOSURE,
        ),
    ),
    Table("pages", "网站的说明页", "standing pages", ("address",), (_ADDRESS, _TITLE, *_DISCLOSURE)),
    Table(
        "attachments",
        "公开的附件，一份文件名下的一个附件一行",
        "public attachments, one row for each document that names it",
        ("document", "place"),
        (
            Column("document", "text", "所属文件的地址", "the address of the document", is_stated=True),
            _PLACE,
            _ADDRESS._replace(zh="附件的地址", en="the address of the file"),
            Column("name", "text", "名称", "its name", is_stated=True),
            Column("bytes", "integer", "字节数", "its size in bytes", is_stated=True),
        ),
    ),
    Table("topics", "主题，依网站上的次序", "topics, in the order of the site", ("name",), (Column("name", "text", "主题", "the topic", is_stated=True), _PLACE, _ADDRESS)),
    Table(
        "notices",
        "依申请公开的文件目录：只在本站的政策是列目录时有",
        "what is open on request, only where the policy of the site lists it",
        ("place",),
        (
            _PLACE,
            Column("kind", "text", "proposal 提案，reply 答复", "proposal or reply", is_stated=True, words=("proposal", "reply")),
            _SESSION,
            Column("number", "text", "编号，照原文", "the number as printed"),
            _YEAR,
            _TITLE,
            _DEPARTMENT._replace(is_stated=False),
        ),
    ),
    Table(
        "withheld",
        "不予公开的件数：只在本站的政策是计数时有",
        "how many documents are not public, only where the policy of the site counts them",
        ("year", "reason"),
        (
            _YEAR,
            Column("reason", "text", "理由的类别", "the class of the reason", is_stated=True),
            Column("documents", "integer", "件数", "documents", is_stated=True),
        ),
    ),
    Table(
        "redirects",
        "改过的地址",
        "addresses that have moved",
        ("address",),
        (
            _ADDRESS._replace(zh="旧地址", en="the old address"),
            Column("target", "text", "新地址", "the new address", is_stated=True),
        ),
    ),
    Table(
        "site",
        "网站本身，一行",
        "the site itself, one row",
        ("title",),
        (
            Column("title", "text", "网站名称", "its name", is_stated=True),
            Column("base_url", "text", "网址；接上各表的地址（去掉开头的 /）就是完整的网址", "its address; with an address of the tables, less its first /, a whole one"),
            Column("language", "text", "语言", "language", is_stated=True),
            Column("publisher", "text", "主办单位", "publisher"),
            Column("site_id", "text", "网站标识码", "site identification code"),
            Column("icp", "text", "备案号", "ICP record number"),
            Column("police_id", "text", "公安备案号", "police record number"),
            Column("phone", "text", "联系电话", "phone"),
            Column("contact_address", "text", "联系地址", "postal address"),
            Column("postcode", "text", "邮政编码", "postcode"),
            Column("corrections", "text", "报告错误的网址或邮箱", "where to report errors"),
            Column("licence", "text", "许可的名称；空：没有写明", "the name of the licence; empty: none is stated"),
            Column("licence_url", "text", "许可的网址", "the address of the licence"),
            Column("reply_months", "integer", "办理期限（月）", "months to reply", is_stated=True),
            Column("publish_workdays", "integer", "答复后公开的期限（工作日）", "working days to publish", is_stated=True),
            Column("as_of", "date", "截至：公开文件中最晚的日期", "the newest date of a public document"),
        ),
    ),
    Table("proposal_proposers", "提案的提案人", "who proposed what", ("proposal", "place"), (_PROPOSAL, _PLACE, Column("name", "text", "提案人", "the proposer", is_stated=True)), is_link=True),
    Table(
        "proposal_departments",
        "提案的主办、会办单位",
        "departments of proposals",
        ("proposal", "role", "place"),
        (_PROPOSAL, Column("role", "text", "lead 主办，co 会办", "lead or co-handler", is_stated=True, words=("lead", "co")), _PLACE, _DEPARTMENT),
        is_link=True,
    ),
    Table("proposal_topics", "提案的主题", "topics of proposals", ("proposal", "place"), (_PROPOSAL, _PLACE, Column("topic", "text", "主题", "the topic", is_stated=True, refers="topics")), is_link=True),
    Table(
        "reply_numbers",
        "答复所答复的编号；并案答复的一份答复有几行",
        "the numbers that replies answer; a joint reply has several rows",
        ("reply", "place"),
        (_REPLY, _PLACE, _PROPOSAL, Column("number", "text", "编号，照答复原文", "the number as the letter prints it", is_stated=True)),
        is_link=True,
    ),
    Table("department_aliases", "承办单位的别名", "other names of departments", ("department", "place"), (_DEPARTMENT, _PLACE, Column("alias", "text", "别名", "the other name", is_stated=True)), is_link=True),
    Table("reply_consulted", "答复的会商单位", "units consulted for replies", ("reply", "place"), (_REPLY, _PLACE, _DEPARTMENT), is_link=True),
    Table("reply_topics", "答复的主题", "topics of replies", ("reply", "place"), (_REPLY, _PLACE, Column("topic", "text", "主题", "the topic", is_stated=True, refers="topics")), is_link=True),
    Table(
        "report_figures",
        "报告所称的数字，照原文",
        "figures of reports as declared",
        ("report", "place"),
        (
            Column("report", "text", "报告的地址", "the address of the report", is_stated=True, refers="reports"),
            _PLACE,
            Column("figure", "text", "handled 承办，lead 主办，co 会办，sole 独办，split 分办，answered 办复，answer_rate 办复率，solved 已解决，published 公开，satisfaction_rate 满意率", "which figure", is_stated=True),
            Column("value", "text", "照原文", "as printed", is_stated=True),
        ),
        is_link=True,
    ),
)

_BY_NAME = {table.name: table for table in TABLES}
