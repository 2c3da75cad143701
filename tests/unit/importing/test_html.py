"""Saved web pages: the article whole, the furniture told from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.documents import codes, cut, refusal, shown, source

if TYPE_CHECKING:
    from pathlib import Path

TITLE = "关于对市政协五届二次会议第25号提案的答复"
FIRST = "您提出的《关于加强社区治理的提案》收悉，现答复如下："
SECOND = "我局高度重视，已将社区工作者队伍建设列入计划。"
ARTICLE = f"<p>赵一川委员：</p><p>{FIRST}</p><p>{SECOND}</p><p>澜川市民政局</p><p>2023年6月10日</p>"
LETTER = ["赵一川委员：", FIRST, SECOND, "澜川市民政局", "2023年6月10日"]


def page(body: str, head: str = "") -> bytes:
    """Make a page in UTF-8."""
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


# --- what is cut and what is not


PORTAL = f"""
<div class="header"><div class="logo">澜川市人民政府</div>
<ul class="nav"><li><a href="/">首页</a><li><a href="/zwgk">政务公开</a><li><a href="/bs">办事服务</a></ul></div>
<div class="pos">您当前的位置：<a href="/">首页</a> &gt; <a href="/jy">建议提案</a></div>
<table class="xxgk"><tr><td>索 引 号</td><td>LC-2023-001</td><td>发布机构</td><td>市民政局</td></tr>
<tr><td>名称</td><td colspan="3">{TITLE}</td></tr></table>
<h1>{TITLE}</h1>
<div class="info">来源：市民政局 <span>阅读次数：12</span></div>
<div class="tools">【字体：<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>】 <a href="#">打印本页</a></div>
<div id="zoom">{ARTICLE}</div>
<p>附件：<a href="/files/1.docx">落实情况表.docx</a></p>
<div class="share">分享到：<a href="#">微信</a></div><div>上一篇：<a href="x">关于另一件提案的答复</a></div>
<div class="footer"><p>主办单位：澜川市人民政府办公室</p><p>电话：0000-1234567</p><p>网站标识码：0000000000</p></div>
<script>document.write("不是文字，不要读。")</script><style>p{{content: "也不是。"}}</style>
"""


def test_the_letter_is_kept_and_the_portal_around_it_is_cut(tmp_path: Path) -> None:
    """The catalogue, the attachments and the line below the title stay; nothing that was seen is lost."""
    found = source(tmp_path, "a.html", page(PORTAL))

    assert [
        "索 引 号\tLC-2023-001\t发布机构\t市民政局",
        f"名称\t{TITLE}",
        TITLE,
        "来源：市民政局 阅读次数：12",
        *LETTER,
        "附件：落实情况表.docx",
    ] == shown(found)
    assert [
        "澜川市人民政府",
        "首页",
        "政务公开",
        "办事服务",
        "您当前的位置：首页 > 建议提案",
        "【字体：大 中 小】 打印本页",
        "分享到：微信",
        "上一篇：关于另一件提案的答复",
    ] == cut(found, "navigation")
    assert ["主办单位：澜川市人民政府办公室", "电话：0000-1234567", "网站标识码：0000000000"] == cut(found, "footer")
    assert not [line for line in found.lines if "不是" in line.text]


@pytest.mark.parametrize(
    "around",
    [
        "{}",
        "<form id='aspnetForm'><div>{}</div></form>",
        "<table><tr><td>{}</td></tr></table>",
        "<table><tr><td><a href=/>首页</a></td><td><table><tr><td>{}</td></tr></table></td></tr></table>",
        "<div class='print'><div class='share-content'><div id='main-nav-content'>{}</div></div></div>",
        "<div class='footer'>{}</div>",
        "<nav>{}</nav>",
        "<font size=3><span style='mso-bidi-font-size:16pt'>{}</span></font>",
        "<!--StartFragment-->{}<!--EndFragment-->",
        "<a href='x'>{}",
        "<b><i><div>{}</i></div></b>",
        "<article><header><h2></h2></header>{}</article>",
        "<div style='display:none'></div><div aria-hidden='true'>{}</div>",
        "<ucapcontent><div class=TRS_Editor>{}</div></ucapcontent>",
    ],
)
def test_the_article_is_never_cut(tmp_path: Path, around: str) -> None:
    """Whatever it stands in, and whatever that is called."""
    found = source(tmp_path, "a.html", page(around.format(ARTICLE)))

    assert LETTER == [text for text in shown(found) if text != "首页"]


def test_an_article_nested_deeply(tmp_path: Path) -> None:
    """Neither the parser nor the reader calls itself for each element, and unclosed paragraphs are no nesting."""
    found = source(tmp_path, "a.html", page("<div>" * 2000 + "<p>" * 20_000 + ARTICLE))

    assert LETTER == shown(found)


def test_an_article_that_a_script_would_show_is_read(tmp_path: Path) -> None:
    """Where nothing else on the page says anything, and with a remark."""
    found = source(tmp_path, "a.html", page(f"<p>请稍候</p><div style='display:none'>{ARTICLE * 3}</div>"))

    assert ["请稍候", *LETTER * 3] == shown(found)
    assert ["I047"] == codes(found)


def test_what_is_hidden_is_left_out(tmp_path: Path) -> None:
    """By attribute, by style, as a template, as text that Word has deleted."""
    hidden = (
        "<p hidden>隐一</p><p>可见<span style='DISPLAY: none'>隐二</span>文字</p><template>隐三</template>"
        "<noscript>隐四</noscript><p>保留<del>隐五</del></p>"
    )
    found = source(tmp_path, "a.html", page(ARTICLE + hidden))

    assert [*LETTER, "可见文字", "保留"] == shown(found)
    assert ["隐一", "隐二", "隐四", "隐五"] == cut(found, "hidden")


def test_a_footer_without_any_marks_begins_with_its_first_line(tmp_path: Path) -> None:
    """In a page of bare paragraphs: everything from there on, since no sentence follows."""
    foot = "<p>网站地图 | 联系我们</p><p>版权所有：澜川市人民政府</p><p>电话：0000-7654321</p>"
    found = source(tmp_path, "a.html", page(ARTICLE + foot))

    assert LETTER == shown(found)
    assert ["网站地图 | 联系我们", "版权所有：澜川市人民政府", "电话：0000-7654321"] == cut(found, "footer")


def test_a_list_of_related_pages_is_cut_and_a_list_of_attachments_is_not(tmp_path: Path) -> None:
    """Both are links within the article; one kind leads to documents."""
    related = "<ul>" + "".join(f"<li><a href='{n}.html'>关于第{n}号提案的答复</a></li>" for n in (1, 2, 3)) + "</ul>"
    files = "<ul>" + "".join(f"<li><a href='{n}.pdf'>附件{n}</a></li>" for n in (1, 2, 3)) + "</ul>"
    found = source(tmp_path, "a.html", page(f"<div>{ARTICLE}{related}{files}</div>"))

    assert [*LETTER, "附件1", "附件2", "附件3"] == shown(found)


# --- lines


def test_breaks_make_lines_and_blocks_make_paragraphs(tmp_path: Path) -> None:
    """A line may go on in the next one, a paragraph is whole; an empty line parts paragraphs too; indents stay."""
    body = "<div>甲一，<br>&nbsp;&nbsp;甲二。<br><br>　　乙。</div><p>丙</p><pre>丁\n戊</pre>"
    found = source(tmp_path, "a.html", page(body))

    assert [
        ("甲一，", "line"),
        ("  甲二。", "line"),
        ("乙。", "paragraph"),
        ("丙", "paragraph"),
        ("丁", "line"),
        ("戊", "line"),
    ] == [(line.text, line.form) for line in found.lines]


def test_a_line_break_of_the_source_is_no_space_between_characters(tmp_path: Path) -> None:
    """Nor is an indent; between words it is one."""
    found = source(tmp_path, "a.html", page("<p>社区工\n     作者\n   GDP\n 增长</p>"))

    assert ["社区工作者 GDP 增长"] == shown(found)


def test_the_parts_of_the_line_below_a_title_are_kept_apart(tmp_path: Path) -> None:
    """A browser parts them by margins."""
    body = "<p><span>发布日期：2023-10-07</span><span>来源：市民政局</span><em>浏览次数：12</em></p>"

    assert ["发布日期：2023-10-07 来源：市民政局 浏览次数：12"] == shown(source(tmp_path, "a.html", page(body)))


def test_what_word_makes_of_a_page(tmp_path: Path) -> None:
    """Its numbers are text within conditions, its spans cut words in two."""
    body = (
        "<p class=MsoNormal style='text-indent:32pt;mso-list:l0 level1'><![if !supportLists]><span style='mso-list:Ignore'>"
        "一、<span style='font:7pt'>&nbsp;</span></span><![endif]>加强<span lang=EN-US>社区</span>建设<o:p></o:p></p>"
        "<p class=MsoNormal><o:p>&nbsp;</o:p></p>"
    )

    assert ["一、 加强社区建设"] == shown(source(tmp_path, "a.html", page(body)))


def test_numbers_of_ordered_lists_are_text(tmp_path: Path) -> None:
    """A browser shows them, unless the item brings its own or the list shows none."""
    body = (
        "<ol start=3><li>甲<ol type=a><li><p>乙</p></li></ol></li><li>一、丙</li><li>丁</li></ol>"
        "<ol style='list-style:none'><li>戊</li></ol><ul><li>己</li></ul>"
    )

    assert ["3. 甲", "a. 乙", "一、丙", "5. 丁", "戊", "己"] == shown(source(tmp_path, "a.html", page(body)))


def test_merged_cells_keep_the_columns(tmp_path: Path) -> None:
    """A cell over two rows is said once."""
    body = (
        "<table><tr><th rowspan=2>编号<th colspan=2>承办<th>结果<tr><td>主办<td>会办<td>A"
        "<tr><td>25<td>民政局<td>财政局<td>B</table>"
    )
    found = source(tmp_path, "a.html", page(body))

    assert ["编号\t承办\t\t结果", "\t主办\t会办\tA", "25\t民政局\t财政局\tB"] == shown(found)
    assert {"row"} == {line.form for line in found.lines}


def test_the_head_of_the_page_is_evidence(tmp_path: Path) -> None:
    """As dropped rows at the beginning: what is said, and its value."""
    head = f"<title>{TITLE} - 澜川</title><meta name=PubDate content='2023-10-07 17:33'><meta name=keywords content=x>"
    found = source(tmp_path, "a.html", page(ARTICLE, head))

    assert [(f"title\t{TITLE} - 澜川", "row"), ("PubDate\t2023-10-07 17:33", "row")] == [
        (line.text, line.form) for line in found.lines if line.dropped == "hidden"
    ]


# --- character sets


@pytest.mark.parametrize(
    ("encoding", "declared", "noted"),
    [
        ("utf-8", "utf-8", []),
        ("utf-8", "", []),
        ("gbk", "gb2312", []),
        ("gbk", "GB2312", []),
        ("gbk", "", []),
        ("gbk", "utf-8", ["I031"]),
        ("utf-8", "gb2312", ["I031"]),
        ("utf-16", "utf-16", []),
    ],
)
def test_the_declared_encoding_counts_where_it_fits(
    tmp_path: Path, encoding: str, declared: str, noted: list[str]
) -> None:
    """Pages are converted without their declaration; then they are read as what they are, and it is said."""
    meta = f"<meta http-equiv='Content-Type' content='text/html; charset={declared}'>" if declared else ""
    data = page(ARTICLE, meta).decode().encode(encoding)
    found = source(tmp_path, "a.html", data)

    assert (LETTER, noted) == (shown(found), codes(found))


def test_bad_bytes_count_only_in_the_article(tmp_path: Path) -> None:
    """Old systems cut the titles in their menus off in the middle of a character."""
    head = "<meta charset=gb2312>"
    menu = "<div class=nav><a href=1>首页</a><a href=2>上一个标题很长</a></div>"
    data = page(menu + ARTICLE, head).decode().encode("gbk")
    cut_off = data.replace("很长".encode("gbk"), "很长".encode("gbk")[:-1])
    broken = data.replace("澜川市民政局".encode("gbk"), "澜川市民政局".encode("gbk")[:-1])
    found = source(tmp_path, "a.html", cut_off)

    assert (LETTER, ["I048"]) == (shown(found), codes(found))
    assert "I015" == refusal(tmp_path, "b.html", broken)


def test_a_declared_big5_page_is_read(tmp_path: Path) -> None:
    """It could not be told from its bytes."""
    text = "關於加強社區治理的提案收悉，現答覆如下：各區應當完善管理機制。"
    data = f"<html><meta charset=big5><p>{text}".encode("big5")

    assert [text] == shown(source(tmp_path, "a.html", data))
    assert "I015" == refusal(tmp_path, "b.html", data.replace(b"<meta charset=big5>", b""))


def test_a_page_saved_with_its_pictures_is_read(tmp_path: Path) -> None:
    """One file that holds the page and all that belongs to it, each part encoded."""
    import base64

    body = base64.encodebytes(page(ARTICLE).decode().encode("gbk")).decode()
    data = (
        "From: <Saved by a browser>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=B\n\n"
        f"--B\nContent-Type: text/html; charset=gbk\nContent-Transfer-Encoding: base64\n\n{body}\n"
        "--B\nContent-Type: image/png\n\nx\n--B--\n"
    )

    assert LETTER == shown(source(tmp_path, "a.mht", data.encode()))
