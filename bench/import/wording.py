"""
How the parts of real letters are worded, in both halves: from the catalogue of shapes, in our own words.

Gaps: `{u}` the unit, `{s}` the session, `{n}` the number as a phrase (第25号), `{k}` 提案 or 建议, `{m}` 委员 or 代表,
`{t}` the topic in its quotes, `{b}` the topic bare (without 关于 and 的建议), `{name}` a proposer, `{you}` 您 or 你们, `{doc}` a document
number.  What occurs in one half only stands in `wording_dev` and `wording_test`.
"""

from __future__ import annotations

from .deal import Way

TITLES = (
    Way("关于{s}{n}{k}的答复", 5),
    Way("对{s}{n}{k}的答复", 6),
    Way("关于对{s}{n}{k}的答复", 4),
    Way("{u}关于{s}{n}{k}答复的函", 4),
    Way("{u}关于{s}{n}{m}{k}的答复函", 3),
    Way("关于{s}{n}{k}的复函", 3),
    Way("关于对{s}{n}{k}{t}的答复意见", 2),
    Way("{u}对{s}{m}{k}{n}的答复", 2),
    Way("关于对{s}{k}{n}答复的函", 1),
    Way("", 8),
    Way("{t}", 3),
)

OPENINGS = (
    Way("{you}提出的{titles3}（{n}）收悉，因内容相近，合并答复如下：", 2),
    Way("{you}在{s}上提出的{t}({n})收悉。经研究，现答复如下：", 4),
    Way("{you}提出的{t}收悉，现答复如下：", 8),
    Way("{you}提出的{t}的{k}收悉，现将办理情况答复如下：", 4),
    Way("{you}在{s}期间提出的{t}（{n}）已收悉，首先感谢{you}对我们工作的关心。现答复如下：", 3),
    Way("{you}所提的{t}已转我局办理，现就有关情况答复如下：", 3),
    Way("{you}提出的{t}交我局研究办理，经研究，现函复如下：", 2),
    Way("{you}在{s}上提出的关于{b}的{k}收悉。{consult}现答复如下：", 5),
    Way("{you}提出的“关于{b}”的{k}已收悉，{role}现答复如下：", 3),
)

CONSULTS = (
    Way("经商{list}，", 3),
    Way("经商（会办单位{list}），", 1),
    Way("经会同{list}认真研究，", 1),
    Way("", 5),
)

ROLES = (Way("作为主办单位，", 2), Way("作为会办单位，", 1), Way("作为独办单位，", 1), Way("", 4))

SESSIONS_CPPCC = (
    Way("{lv}政协{T}届{M}次会议", 8),
    Way("{full}政协{T}届{M}次会议", 3),
    Way("政协{full}{T}届{M}次会议", 2),
    Way("{lv}{T}届政协{M}次会议", 2),
    Way("政协{full}第{T}届委员会第{M}次会议", 3),
    Way("政协第{T}届{full}委员会第{M}次会议", 1),
)
SESSIONS_NPC = (
    Way("{lv}{T}届人大{M}次会议", 6),
    Way("{full}第{T}届人民代表大会第{M}次会议", 3),
    Way("{lv}人大{T}届{M}次会议", 2),
    Way("第{T}届人民代表大会第{M}次会议", 1),
    Way("{full}{T}届人大{M}次会议", 2),
)
DIGITS = (Way("chinese", 12), Way("arabic", 2), Way("full-width", 1))

NUMBERS = (
    Way("plain", 12),
    Way("padded", 3),
    Way("code", 3),
    Way("year", 3),
    Way("letter", 1),
    Way("no-di", 2),
    Way("brackets", 1),
    Way("spaced", 2),
    Way("list-one-di", 1),
    Way("list-each-di", 1),
    Way("and", 1),
)

GREETINGS = (
    Way("{A}{m}：", 14),
    Way("尊敬的{A}{m}：", 6),
    Way("{A}、{B}、{C}{m}：", 4),
    Way("{A}等{m}：", 2),
    Way("{A}、{B}等{N}位{m}：", 2),
    Way("{A}、{B}、{C}等3位{m}：", 1),
    Way("{A}{m}，您好：", 1),
    Way("{body}：", 3),
    Way("{A} {B}{m}：", 1),
)

CLOSINGS = (
    Way("感谢{you}对{subject}的关心和支持！", 10),
    Way("感谢{you}对我市{subject}的关心、理解与支持，欢迎继续提出宝贵意见。|专此答复。", 2),
    Way("此复。", 2),
    Way("特此函复。", 1),
    Way("以上答复，如有不妥，请批评指正。", 2),
    Way("", 2),
)

DATES = (
    Way("{y}年{mo}月{d}日", 12),
    Way("{y}年 {mo}月{d}日", 1),
    Way("cn〇", 1),
    Way("{y}年{mo:02}月{d:02}日", 1),
    Way("none", 4),
)

SIGNATURES = (Way("full", 9), Way("short", 4), Way("none", 3))

CONTACTS = (
    Way("", 12),
    Way("联系人：{person}，联系电话：{phone}", 3),
    Way("联系单位：{u}　　联系人：{person}|联系电话：{phone}          邮  编：{post}", 2),
    Way("（联系人：{person}；联系电话：{phone}）", 2),
    Way("联系人及电话：{person}，{mobile}", 1),
    Way("经办人：{person}|联系电话：{phone}（办公电话）|{mobile}（移动电话）", 1),
)

COPIES = (Way("", 10), Way("抄送：{lv}政府办公室、{lv}政府督查室。", 2))

DISCLOSURE_PLACES = (
    Way("none", 20),
    Way("label", 4),
    Way("label-bracket", 2),
    Way("tail", 3),
    Way("question", 1),
    Way("catalogue", 4),
)
DISCLOSURES = (
    Way("主动公开|public", 5),
    Way("可以公开|public", 3),
    Way("公开|public", 2),
    Way("依申请公开|on-request", 2),
    Way("同意公开|public", 1),
    Way("全文公开|public", 1),
    Way("不予公开|withheld", 1),
    Way("摘要公开|summary", 1),
    Way("部分公开|redacted", 1),
)
TAILS = (Way("此件主动公开|public", 3), Way("此件公开发布|public", 2), Way("依申请公开|on-request", 1))

RESULT_PLACES = (
    Way("none", 14),
    Way("label-result", 3),
    Way("label-class", 3),
    Way("bracket", 1),
    Way("kind-of-document", 1),
    Way("lone", 1),
)
RESULTS = (
    Way("A|letter-only", 4),
    Way("B|letter-only", 3),
    Way("C|letter-only", 1),
    Way("正在解决|in-progress", 2),
    Way("已解决|solved", 2),
    Way("列入计划|planned", 1),
    Way("留作参考|reference", 1),
)

DOC_NUMBERS = (
    Way("none", 10),
    Way("{mark}〔{y}〕{no}号", 5),
    Way("{mark}[{y}]{no}号", 1),
    Way("{mark}（{y}）{no}号", 1),
    Way("{mark}﹝{y}﹞{no}号", 1),
)
SIGNERS = (Way("none", 6), Way("签发人：{person}", 2), Way("签 发 人：{person}", 1))
LETTERHEADS = (Way("none", 8), Way("{u}文件", 1), Way("{u}", 1))

BODIES = (
    Way("none", 6),
    Way("against", 4),
    Way("about", 3),
    Way("inline", 4),
    Way("paren", 2),
    Way("arabic-about", 2),
)
ADOPTIONS = (
    Way("", 7),
    Way("提案中提出建议{total}条，其中涉及我单位{own}条，已采纳落实{adopted}条，落实率{rate}%。", 2),
    Way(
        "{k}中提出建议 {total} 条，其中涉及我单位 {own} 条，涉及会办单位 {co} 条，已采纳落实 {adopted} 条，落实率 {rate}%。",
        1,
    ),
)

TXT_NOISE = (
    Way("clean", 6),
    Way("indented", 4),
    Way("wrapped", 4),
    Way("pages", 4),
    Way("one-line", 1),
    Way("half-width", 2),
    Way("bold", 1),
)
TXT_CODES = (Way("utf-8", 6), Way("utf-8-sig", 2), Way("gb18030", 3), Way("crlf", 2))
WEB = (Way("no", 5), Way("yes", 4))
WEB_TITLES = (Way("once", 5), Way("twice", 3))

NAV = (
    Way("当前位置：首页 > 政务公开 > 建议提案办理", 3),
    Way("首页 > 信息公开 > 法定主动公开内容 > 人大代表建议和政协提案办理", 2),
)
META = (
    Way("发布时间：{web} 来源：{short} 浏览次数：{few}", 3),
    Way("{web}　　来源：{short}　　阅读次数：{few}　　字体：【大 中 小】", 2),
    Way("{short}: {web} 来源: {short} 阅读次数:", 1),
)
WEB_TIMES = (Way("{d:%Y-%m-%d} 17:33", 4), Way("{d:%Y-%m-%d}", 2), Way("{d:%Y- %m- %d} 09:05", 1))
WEB_TAILS = (
    Way("打印本页 关闭窗口", 3),
    Way("扫一扫在手机打开当前页|上一篇：{other}|下一篇：{other2}", 2),
    Way("责任编辑：{editor}|【打印】【关闭】", 2),
)
FOOTERS = (
    Way("", 2),
    Way(
        "主办：{full}人民政府办公室　网站标识码：0000000001　澜ICP备00000000号　澜公网安备 00000000000001号　联系电话：0999-5559999",
        2,
    ),
)
CATALOGUES = (
    Way(
        "索引号|{index};发布机构|{short};组配分类|{column};名称|{title};文号|;生成日期|{made};发布日期|{pub};有效性|有效;公开方式|{way}",
        2,
    ),
    Way(
        "索 引 号|{index};信息分类|{column};发文机关|{u};成文日期|{made};标题|{title};公开日期|{pub};公开类型|{way}", 1
    ),
)

SHAPES = (
    Way("letter", 62),
    Way("bundle", 3),
    Way("proposal+reply", 4),
    Way("reply+proposal", 2),
    Way("field-table", 4),
    Way("several-letters", 3),
    Way("co-handling", 6),
    Way("proposal", 4),
    Way("overview", 4),
    Way("handling-notice", 3),
    Way("work-news", 4),
    Way("newspaper", 3),
    Way("meeting", 2),
    Way("policy-notice", 3),
    Way("hearing", 2),
    Way("work-report", 2),
    Way("foreword", 2),
    Way("quoting-notice", 2),
    Way("letter-like", 5),
)
FORMATS = (Way("txt", 5), Way("html", 4), Way("docx", 3), Way("pdf", 2))
LENGTHS = (Way("short", 4), Way("middle", 4), Way("long", 2))
TITLE_LINES = (Way("1", 6), Way("2", 2), Way("3", 1))
AFFILIATIONS = (
    Way("none", 4),
    Way("{lv}政协委员 {name}", 2),
    Way("{lv}政协经济委 {name}", 2),
    Way("提案人：{name}、{name2}", 1),
    Way("{lv}人大代表 {name}", 2),
)
PROPOSAL_BODIES = (Way("dun", 2), Way("heads", 2), Way("arabic", 1), Way("inline", 1))

CO_TITLES = (
    Way("关于{s}{n}{k}的会办意见", 3),
    Way("{u}关于{s}{n}{k}的协办意见", 2),
)
CO_OPENINGS = (
    Way("{name}{m}在{s}上提出的{t}收悉。我局作为会办单位，现将会办意见函告如下：", 2),
    Way("现就{name}{m}提出的{t}（{n}），结合我局职能提出如下会办意见：", 2),
)

STATEMENTS = (
    Way(
        "{s}以来，{u}共承办{kk} {all} 件，目前已按时办理答复 {all} 件，办复率为 100%，其中主办 {lead} 件，协办 {co} 件，"
        "涉及{fields}等 {all} 个方面。已解决或基本解决的有 {solved} 件，占 {percent}%。按要求答复件公开 {all} 件。",
        2,
    ),
)
DOCX_FEATURES = (Way("plain", 4), Way("automatic numbering", 3), Way("tracked changes", 2), Way("header and footer", 2))
