"""
Tell the furniture of a web page from its text: navigation, breadcrumbs, share bars, footers.

A letter that lost a paragraph is worse than one with a menu above it.  So the part of the page that holds most of its
sentences is found first; outside it what is named or built like furniture is cut, inside it only what can be nothing
else. Nothing that is cut is lost: it stays as a dropped line.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from builder.importing.readers.page import BLOCKS, Element, measure

if TYPE_CHECKING:
    from builder.importing.readers.flow import Piece

MAIN_SHARE = 0.7
"""Of all sentences of the page: what holds this much of them holds the article."""
LINK_SHARE = 0.6
"""Of the characters of a part: from here on it is a list of links."""
SHORT = 60
"""Characters in sentences that a menu or a footer may hold outside links."""

_NAMED_NAVIGATION = frozenset(
    "nav navi navbar navigation menu submenu breadcrumb breadcrumbs crumb crumbs bread position location"
    " weizhi dqwz curpos share bdshare jiathis social toolbar tools tool print dayin fontsize zihao ziti qrcode"
    " ewm erweima sidebar side related prevnext pager paging pagination search sousuo login topbar top header"
    " head banner logo wza barrier float sitemap friend friendlink links language weather".split()
)
_NAMED_FOOTER = frozenset("foot footer bottom copyright dibu yejiao banquan".split())
_NAVIGATION_ROLES = frozenset({"navigation", "menu", "menubar", "toolbar", "search", "banner", "dialog", "tablist"})
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")

FOOTER = re.compile(r"ICP备|公网安备|网站标识码|版权所有|Copyright|©", re.IGNORECASE)
BREADCRUMB = re.compile(r"(?:您|你)?(?:现在|当前|目前)?的?(?:所在)?位置[：:是]|首页(?:[>»＞›/\-→]|&gt;)")
_TOOL_WORDS = re.compile(
    r"打印(?:本页|正文|此页)?|关闭(?:窗口|本页)?|分享(?:到|至)?|字体?[体号]?|大中小|[大中小默认]|收藏|微信|微博|空间|扫一扫(?:在)?(?:手机)?(?:上)?"
    r"(?:打开|查看)?(?:当前|此)?页?(?:面)?|保存|下载(?:word|pdf)?|复制链接|无障碍(?:浏览)?|长者(?:版|模式)|返回(?:顶部|首页|上一页)?|繁體?|简体?|qq"
    r"|[【】\[\]（）()：:|｜/+\-\s]",
    re.IGNORECASE,
)
_TOOL = re.compile(r"打印|关闭|分享|字[体号]|扫一扫|收藏|大中小")
_NEIGHBOUR = re.compile(r"(?:上一|下一|前一|后一)[篇条页][：:]")
_DATE = re.compile(
    r"[0-9二〇○零一三四五六七八九十]{4}年[0-9一二三四五六七八九十]{1,3}月[0-9一二三四五六七八九十]{1,3}日"
)
_CATALOGUE = re.compile(r"索引号|信息索取号|发布机构|发文机关|公开主体|发文字号|成文日期|生成日期|公开方式")
_FEW = 300
"""Elements; the text of a part that is made of more is not looked at, which keeps a hostile page cheap."""


def mark(body: Element, title: str) -> bool:
    """
    Write on the elements of a page why they are left out.

    Args:
        title: What the head of the page says.  A part that holds it is looked into, and not cut as a whole.

    Returns:
        Whether the article itself was marked as hidden, to be shown by a script, and was taken as text all the same.
    """
    was_hidden = _show_article(body)
    way = _way_to_article(body)
    first = _first_of(title)
    for parent, inner in pairwise(way):
        place = parent.children.index(inner)
        for child in _elements(parent.children[:place]):
            _mark_outside(child, first, "navigation")
        for child in _elements(parent.children[place + 1 :]):
            _mark_outside(child, first, "footer")
    _mark_inside(way[-1])
    return was_hidden


def _show_article(body: Element) -> bool:
    hidden = (
        element for element in body.elements() if element.dropped and element.tag in {"div", "section", "article", "td"}
    )
    largest = max(hidden, key=lambda element: element.prose, default=None)
    if largest is None or largest.prose < 2 * SHORT or largest.prose < 2 * body.prose:
        return False
    largest.dropped = ""
    measure(body)
    return True


def _way_to_article(body: Element) -> list[Element]:
    """Go down from the body as long as one child holds most of all sentences."""
    way = [body]
    while True:
        best = max(_elements(way[-1].children), key=lambda child: child.prose, default=None)
        if best is None or not best.prose or best.prose < MAIN_SHARE * body.prose:
            return way
        way.append(best)


def _mark_outside(part: Element, title: str, side: str) -> None:
    """Mark a part that stands before (`navigation`) or after (`footer`) the article, or else what is in it."""
    stack = [part]
    while stack:
        element = stack.pop()
        reason = _reason_outside(element, title, side)
        if reason:
            element.dropped = reason
        else:
            stack += _elements(element.children)


def _reason_outside(element: Element, title: str, side: str) -> str:
    if not element.chars:
        return ""
    text = element.text() if element.size <= _FEW else ""
    if (title and title in text) or _CATALOGUE.search(text):
        return ""
    if _is_short(element) and (
        _is_named(element, _NAMED_FOOTER) or element.tag == "footer" or _role(element) == "contentinfo"
    ):
        return "footer"
    if side == "footer" and FOOTER.search(text) and len(text) < 800 and not _DATE.search(text):
        return "footer"
    if _is_short(element) and (_is_navigation(element) or _is_named(element, _NAMED_NAVIGATION)):
        return "navigation"
    if element.tag not in BLOCKS:  # a part of a line, which stays with the line
        return ""
    is_list_of_links = element.linked >= LINK_SHARE * element.chars and not element.files
    return "navigation" if is_list_of_links or _is_tool(text) or _NEIGHBOUR.match(text) else ""


def _mark_inside(main: Element) -> None:
    """Mark, within the article, lists of links, breadcrumbs and tools."""
    stack = list(_elements(main.children))
    while stack:
        element = stack.pop()
        if element.chars and element.tag in BLOCKS and _is_furniture_inside(element):
            element.dropped = "navigation"
        else:
            stack += _elements(element.children)


def _is_furniture_inside(element: Element) -> bool:
    is_list_of_links = element.linked >= LINK_SHARE * element.chars and not element.files
    if is_list_of_links and (element.links > 2 or _is_navigation(element) or _is_named(element, _NAMED_NAVIGATION)):
        return True
    if element.chars > 120 or element.size > _FEW or element.prose:
        return False
    text = element.text()
    return _is_tool(text) or (element.links > 0 and bool(_NEIGHBOUR.match(text)))


def _is_tool(text: str) -> bool:
    """Tell whether a text is a toolbar or a breadcrumb and nothing else."""
    if BREADCRUMB.match(text) and len(text) <= 120:
        return True
    return len(text) <= 120 and bool(_TOOL.search(text)) and len(_TOOL_WORDS.sub("", text)) < 3


def _is_short(element: Element) -> bool:
    return element.prose <= SHORT


def _is_navigation(element: Element) -> bool:
    return element.tag in {"nav", "select"} or _role(element) in _NAVIGATION_ROLES


def _role(element: Element) -> str:
    return element.get("role").lower()


def _is_named(element: Element, words: frozenset[str]) -> bool:
    names = f"{element.get('class')} {element.get('id')}"
    return any(word.lower() in words for word in _WORD.findall(names))


def _elements(children: list[Element | str]) -> list[Element]:
    return [child for child in children if isinstance(child, Element) and not child.dropped]


def _first_of(title: str) -> str:
    """Take the title of the article out of that of the page: 关于…的答复 - 澜川市人民政府."""
    first = re.sub(r"\s+", "", re.split(r"\s*[-_|–—]\s*", title)[0])
    return first if len(first) >= 8 else ""


_FOOT_LINE = re.compile(
    r"(?:网站地图|联系我们|关于我们|网站声明|隐私(?:声明|政策|保护)|版权(?:声明|保护)|技术支持|主办|承办|主管|运维)[：:\s|]?"
)


def with_footer(pieces: list[Piece]) -> list[Piece]:
    """
    Mark the lines of a footer in a page without any parts: from the first that can only stand in one to the end.

    Lines just before it that belong to footers go with it.  Nothing is marked where a sentence follows.
    """
    start = next((n for n, piece in enumerate(pieces) if not piece.dropped and _is_footer(piece.text)), len(pieces))
    if any("。" in piece.text for piece in pieces[start:] if not piece.dropped and not _is_footer(piece.text)):
        return pieces
    if start < len(pieces):
        while start and not pieces[start - 1].dropped and _FOOT_LINE.match(pieces[start - 1].text):
            start -= 1
    return [piece if n < start or piece.dropped else piece._replace(dropped="footer") for n, piece in enumerate(pieces)]


def _is_footer(text: str) -> bool:
    return bool(FOOTER.search(text)) and len(text) < 300
