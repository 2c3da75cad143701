"""
Tell what a web page puts around a letter: tool bars, counters, neighbours, footers, and the line with date and source.

Text files are often copied from such pages, so this works on lines of text; what a reader of HTML could tell from tags
is gone already.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from builder.content.printed import dates
from builder.content.printed.folding import HAN, squeezed

if TYPE_CHECKING:
    from builder.content.printed.dates import Day

_TOOLS = (
    "列印本页|列印|关闭视窗|打印本页|打印正文|打印|关闭窗口|关闭本页|关闭|收藏本页|收藏|返回顶部|返回首页|返回列表|返回|分享到?|微信|微博|QQ空间|QQ好友|朋友圈|复制链接|"
    "大|中|小|特大|字体|字号|放大|缩小|原始|拼音|语音|朗读|听全文|繁体|简体|繁體|无障碍(?:浏览|阅读)?|长者(?:版|模式|专区)?|适老(?:版|化)?|关怀版|老年版|"
    "下载|保存|首页|网站首页|政府信息公开|政务公开|互动交流|网站地图|登录|注册|English|RSS订阅|我要纠错|纠错|下载Word|下载PDF|导出|收听|播放|暂停|"
    "阅读|默认|超大|辅助线|对比度|指读|鼠标样式|帮助|退出服务|扫一扫|手机版|移动端|客户端|打开"
)
_TOOL_LINE = re.compile(rf"^[\s|【】\[\]()/·,、:+\-_>«»<]*(?:(?:{_TOOLS})[\s|【】\[\]()/·,、:+\-_>«»<]*)+[:]?$")
_WHOLE = re.compile(
    r"^\s*(?:您?(?:当前|现在|所在)?的?位置\s*(?:是)?\s*[:].*|(?:首页|网站首页)\s*(?:>|》|/|»|-|\|).*|.{1,12}\s*(?:>|»)\s*.{1,14}\s*(?:>|»).*|"
    r"(?:阅读次数|浏览次数|浏览量|浏览|点击数|点击量|点击率|点击次数|访问次数|访问量|阅读量|阅读数|阅读|点击|人气|累计访问量?)\s*[:].{0,20}|"
    r"(?:字体|字号|文字大小)\s*[:].{0,30}|(?:保护视力色|视力保护色?)\s*[:].{0,20}|"
    r"(?:上一篇|下一篇|上一条|下一条|上一页|下一页|上篇|下篇)\s*[:].*|(?:上一篇|下一篇|上一条|下一条|没有了)\s*$|"
    r"(?:责任编辑|编辑|责编|校对|审核|审稿|录入|供稿|初审|复审|终审|值班编辑|信息员)\s*[:]\s*.{0,20}|"
    r"扫一扫.{0,20}|.{0,10}手机(?:上|端)?(?:打开|浏览|查看|阅读)(?:当前|本)?页.{0,6}|分享(?:到|至).{0,40}|"
    r"附件下载.{0,60}|(?:下载|打印)(?:Word|PDF|word|pdf|本页|正文|此页).{0,40}|"
    r"(?:相关(?:文章|链接|新闻|阅读|信息|文件|解读)|最新(?:信息|文章|发布)|热点(?:新闻|信息)|推荐阅读|友情链接|为您推荐)\s*[:]?\s*.{0,30}|"
    r"您(?:即将|将)离开.{0,40}|【?(?:字体|大\s*中\s*小).{0,20}】?)\s*$"
)
_FOOTER = re.compile(
    r"网站标识码|公网安备|公安备|ICP备|icp备|版权所有|Copyright|COPYRIGHT|copyright|©|技术支持\s*[:]|网站地图|网站声明|隐私(?:声明|保护)|建议使用.{0,12}浏览器|"
    r"^(?:主办单位|主办|承办单位|承办|网站维护|运维单位|运行维护)\s*[:]\s*[^。]{0,24}(?:人民政府|政府办|大数据|信息中心|电子政务|网信|宣传部|融媒体|信息化|技术)"
)
_PAGE_NUMBER = re.compile(r"^(?:-{1,3}\s*\d{1,3}\s*-{1,3}|第\s*\d{1,3}\s*页(?:\s*[,/]?\s*共\s*\d{1,3}\s*页)?)$")
_MASTHEAD = re.compile(
    r"^[^。,]{2,10}(?:日报|晚报|时报|早报|周报|周刊|新闻)\s*(?:(?:19|20)\d\d年\d{1,2}月\d{1,2}日|第?\s*\d+\s*版|[AB]?\d+版)[^。]{0,30}$"
)
_FOOTER_START = re.compile(r"^(?:主办单位|主办|版权所有|关于我们|网站地图|联系我们|Copyright|©|网站标识码)")
_RELATED = re.compile(
    r"^\s*(?:相关(?:文章|链接|新闻|阅读|信息|文件)|最新(?:信息|文章)|上一篇|下一篇|推荐阅读|为您推荐)"
)
_LABELLED_DAY = re.compile(
    rf"(?<![{HAN}])(?:发布时间|发布日期|发表时间|公开日期|公开时间|首次公开|更新时间|日期|时间|发稿时间|信息时间|公布日期|来稿时间)\s*(?:[:]|[\]】]\s*[:]?|\s(?=(?:19|20)\d\d))\s*"
)
_SOURCE = re.compile(
    rf"(?:信息来源|文章来源|稿件来源|发布机构|来源|发布单位|作者)\s*[:]\s*(?P<source>[{HAN}()]{{2,30}})?"
)
_COUNTER = re.compile(
    r"(?:阅读|浏览|点击|访问)(?:次数|量|数)?\s*[:]?|字体|字号|【大|\[大|打印|分享|责任编辑|作者\s*[:]"
)
_HEAD_LENGTH = 160
_FOOTER_LINE = 80


class WebHead(NamedTuple):
    """A line that says when and from whom a page was put on the web."""

    published: Day | None
    source: str


def is_page_number(fold: str) -> bool:
    """Tell whether a line of a text file is the number of a printed page."""
    return bool(_PAGE_NUMBER.match(fold))


def is_furniture(fold: str) -> bool:
    """Tell whether a line is nothing but furniture of a page."""
    return len(fold) <= _HEAD_LENGTH and any(line.match(fold) for line in (_TOOL_LINE, _WHOLE, _MASTHEAD))


def is_footer(fold: str) -> bool:
    """Tell whether a line belongs to the footer of a page by what it says."""
    return len(fold) <= 2 * _HEAD_LENGTH and bool(_FOOTER.search(fold)) and not fold.endswith("。")


def can_follow_footer(fold: str) -> bool:
    """Tell whether a line may be one more of a footer: short, and no start of anything."""
    return len(fold) <= _FOOTER_LINE and not fold.endswith(("。", ":"))


def starts_footer(fold: str) -> bool:
    """Tell whether a line is the first of a footer, if one follows."""
    return bool(_FOOTER_START.match(fold))


def starts_neighbours(fold: str) -> bool:
    """Tell whether a line begins the list of related pages."""
    return bool(_RELATED.match(fold))


def web_head(text: str, fold: str) -> WebHead | None:
    """Read a line like `市民政局: 2023- 10- 07 17:33 来源: 市民政局 阅读次数:`."""
    if len(fold) > _HEAD_LENGTH or fold.endswith(("。", "如下:")):
        return None
    day = dates.find(text)
    label = _LABELLED_DAY.search(fold)
    source = _SOURCE.search(fold)
    has_clock = re.search(rf"(?:{dates.ANY.pattern})\s*{dates.CLOCK}", fold) is not None
    signs = sum((label is not None, source is not None, has_clock, _COUNTER.search(fold) is not None))
    if not signs or (day is None and signs < 2 and not (source and fold.startswith(source[0]))):
        return None
    rest = re.sub(rf"(?:{dates.ANY.pattern})(?:\s*{dates.CLOCK})?", "", fold)
    rest = _COUNTER.sub("", _SOURCE.sub("", _LABELLED_DAY.sub("", rest)))
    if len(re.sub(rf"[^{HAN}A-Za-z]", "", rest)) > 24:
        return None
    name = squeezed(text[source.start("source") : source.end("source")]) if source and source["source"] else ""
    return WebHead(day, name)
