"""Word documents: what a person sees when all changes are accepted."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx as python_docx
import pytest

from builder.importing.readers.numerals import numeral
from builder.importing.text import Line
from tests.documents import codes, cut, docx, paragraph, refusal, shown, source

if TYPE_CHECKING:
    from pathlib import Path


def test_a_document_of_another_maker_is_read(tmp_path: Path) -> None:
    """Headings, line breaks, automatic numbers and tables come in order."""
    document = python_docx.Document()
    document.add_heading("关于加强小区管理的提案", 1)
    document.add_paragraph("现状如下：\n第二行")
    document.add_paragraph("加强巡查", style="List Number")
    document.add_paragraph("公开账目", style="List Number")
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "提案人", "赵一川"
    table.cell(1, 0).merge(table.cell(1, 1)).text = "附注"
    out = io.BytesIO()
    document.save(out)

    found = source(tmp_path, "a.docx", out.getvalue())

    assert (
        Line("关于加强小区管理的提案", 1, 0, "heading"),
        Line("现状如下：", 2, 0, "line"),
        Line("第二行", 3, 0, "line"),
        Line("1. 加强巡查", 4, 0, "paragraph"),
        Line("2. 公开账目", 5, 0, "paragraph"),
        Line("提案人\t赵一川", 6, 0, "row"),
        Line("附注", 7, 0, "paragraph"),
    ) == found.lines
    assert ["I044"] == codes(found)


# --- automatic numbering


def level(depth: int, form: str, text: str, more: str = "") -> str:
    """Write one level of a list."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*levels: str, lists: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    """Write a part with one abstract list."""
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{lists}'


def item(text: str, depth: int = 0, number: int = 1) -> str:
    """Write a paragraph of a list."""
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


CHINESE = (
    level(0, "chineseCountingThousand", "%1、"),
    level(1, "chineseCountingThousand", "（%2）"),
    level(2, "decimal", "%3."),
)


def test_numbers_of_three_levels_become_text(tmp_path: Path) -> None:
    """Deeper levels begin anew below each higher one; plain paragraphs between do not matter."""
    body = "".join(
        [
            item("加强领导"),
            item("明确责任", 1),
            item("定人", 2),
            item("定岗", 2),
            item("强化督查", 1),
            item("定期", 2),
            paragraph("此外，"),
            item("保障经费"),
            item("列入预算", 1),
        ]
    )

    assert [
        "一、加强领导",
        "（一）明确责任",
        "1. 定人",
        "2. 定岗",
        "（二）强化督查",
        "1. 定期",
        "此外，",
        "二、保障经费",
        "（一）列入预算",
    ] == shown(source(tmp_path, "a.docx", docx(body, numbering=numbering(*CHINESE))))


def test_levels_are_joined_and_shown_in_digits_where_the_list_says_so(tmp_path: Path) -> None:
    """`%1.%2` takes the numbers of both levels; a legal level shows all in digits."""
    levels = (level(0, "chineseCounting", "第%1条"), level(1, "decimal", "%1.%2", "<w:isLgl/>"))
    body = item("总则") + item("范围", 1) + item("附则") + item("施行", 1)

    assert ["第一条 总则", "1.1 范围", "第二条 附则", "2.1 施行"] == shown(
        source(tmp_path, "a.docx", docx(body, numbering=numbering(*levels)))
    )


def test_a_list_that_starts_anew_and_one_that_counts_on(tmp_path: Path) -> None:
    """Lists of one abstract list share their count, unless one is told where to start."""
    lists = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    body = item("甲") + item("乙", number=2) + item("丙", number=3) + item("丁", number=3)

    assert ["一、甲", "二、乙", "五、丙", "六、丁"] == shown(
        source(tmp_path, "a.docx", docx(body, numbering=numbering(*CHINESE, lists=lists)))
    )


def test_a_level_that_never_restarts(tmp_path: Path) -> None:
    """Where the list says so, a deeper level counts on over the higher ones."""
    levels = (level(0, "decimal", "%1."), level(1, "decimal", "（%2）", '<w:lvlRestart w:val="0"/>'))
    body = item("甲") + item("乙", 1) + item("丙") + item("丁", 1)

    assert ["1. 甲", "（1）乙", "2. 丙", "（2）丁"] == shown(
        source(tmp_path, "a.docx", docx(body, numbering=numbering(*levels)))
    )


def test_numbers_come_through_styles(tmp_path: Path) -> None:
    """A style names the list, the list's level names the style; a paragraph may take itself out."""
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="Own"/><w:basedOn w:val="H1"/></w:style>'
    )
    levels = (
        level(0, "decimal", "%1、", '<w:pStyle w:val="H1"/>'),
        level(1, "upperLetter", "%2、", '<w:pStyle w:val="H2"/>'),
    )
    out = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = "".join(paragraph(text, f'<w:pStyle w:val="{style}"/>{more}') for text, style, more in
                   [("甲", "H1", ""), ("乙", "H2", ""), ("丙", "H1", out), ("丁", "H1", "")])  # fmt: skip
    found = source(tmp_path, "a.docx", docx(body, styles=styles, numbering=numbering(*levels)))

    assert ["1、甲", "A、乙", "丙", "2、丁"] == shown(found)
    assert {"heading"} == {line.form for line in found.lines}


def test_an_empty_item_counts_and_a_bullet_has_no_text(tmp_path: Path) -> None:
    """As in Word, where the number of an empty item stands alone on its line."""
    bullets = numbering(level(0, "bullet", "\uf0b7"))

    assert ["一、甲", "三、丙"] == shown(
        source(tmp_path, "a.docx", docx(item("甲") + item("") + item("丙"), numbering=numbering(*CHINESE)))
    )
    assert ["甲"] == shown(source(tmp_path, "b.docx", docx(item("甲"), numbering=bullets)))


@pytest.mark.parametrize(
    ("form", "number", "text"),
    [
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 21, "二十一"),
        ("chineseCountingThousand", 11, "十一"),
        ("chineseCountingThousand", 101, "一百零一"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("japaneseCounting", 101, "一百一"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographTraditional", 3, "丙"),
        ("ideographDigital", 12, "一二"),
        ("decimalFullWidth", 12, "１２"),
        ("decimalEnclosedCircleChinese", 3, "③"),
        ("decimalEnclosedCircle", 21, "㉑"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("decimalZero", 7, "07"),
        ("zeros3", 7, "007"),
        ("upperLetter", 27, "AA"),
        ("lowerRoman", 14, "xiv"),
        ("none", 3, ""),
        ("unheardOf", 3, "3"),
    ],
)
def test_a_number_in_each_form(form: str, number: int, text: str) -> None:
    """As Word shows them."""
    assert text == numeral(number, form)


# --- changes, comments, what is hidden


def test_changes_are_accepted_and_deleted_text_is_nowhere(tmp_path: Path) -> None:
    """Neither shown nor among what was left out: it was taken back by its writer."""
    body = (
        "<w:p><w:r><w:t>我局</w:t></w:r>"
        '<w:del w:id="1"><w:r><w:delText>不予</w:delText></w:r></w:del>'
        '<w:ins w:id="2"><w:r><w:t>已经</w:t></w:r></w:ins>'
        '<w:moveFrom w:id="3"><w:r><w:t>移走</w:t></w:r></w:moveFrom>'
        '<w:moveTo w:id="4"><w:r><w:t>办理</w:t></w:r></w:moveTo></w:p>'
    )
    found = source(tmp_path, "a.docx", docx(body))

    assert ["我局已经办理"] == [line.text for line in found.lines]
    assert [("I032", (("inserted", "2"), ("deleted", "2")))] == [(n.code, n.values) for n in found.notes]


def test_paragraphs_whose_end_was_deleted_are_one(tmp_path: Path) -> None:
    """The later paragraph gives number and style, as Word does it."""
    body = paragraph("前半，", '<w:rPr><w:del w:id="1"/></w:rPr>') + item("后半。") + item("另一段")

    assert ["一、前半，后半。", "二、另一段"] == shown(
        source(tmp_path, "a.docx", docx(body, numbering=numbering(*CHINESE)))
    )


def test_comments_are_counted_and_not_read(tmp_path: Path) -> None:
    """A comment is said between colleagues."""
    comments = '<w:comment w:id="1"><w:p><w:r><w:t>这样写行吗</w:t></w:r></w:p></w:comment>'
    body = (
        '<w:p><w:commentRangeStart w:id="1"/><w:r><w:t>正文</w:t></w:r><w:r><w:commentReference w:id="1"/></w:r></w:p>'
    )
    found = source(tmp_path, "a.docx", docx(body, comments=comments))

    assert ["正文"] == [line.text for line in found.lines]
    assert ["I033"] == codes(found)


def test_hidden_text_is_left_out_and_said(tmp_path: Path) -> None:
    """Hidden by itself or by its style."""
    styles = '<w:style w:type="character" w:styleId="X"><w:rPr><w:vanish/></w:rPr></w:style>'
    body = (
        "<w:p><w:r><w:t>看得见</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见</w:t></w:r>"
        '<w:r><w:rPr><w:rStyle w:val="X"/></w:rPr><w:t>也看不见</w:t></w:r></w:p>'
    )
    found = source(tmp_path, "a.docx", docx(body, styles=styles))

    assert (["看得见"], ["看不见也看不见"]) == (shown(found), cut(found, "hidden"))


# --- boxes, tables, notes, fields


def test_a_text_box_is_read_once(tmp_path: Path) -> None:
    """Word writes it twice, for newer and for older programs."""
    box = f"<w:txbxContent>{paragraph('信息公开属性：可以公开')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>正文</w:t></w:r><w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )

    assert ["正文", "信息公开属性：可以公开"] == shown(source(tmp_path, "a.docx", docx(body)))


def cell(*texts: str, properties: str = "") -> str:
    """Write a cell of a table."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(map(paragraph, texts))}</w:tc>"


def test_merged_cells_are_said_once(tmp_path: Path) -> None:
    """Columns stay where they are."""
    first = cell("编号", properties='<w:vMerge w:val="restart"/>')
    wide = cell("承办", properties='<w:gridSpan w:val="2"/>')
    below = cell("编号", properties="<w:vMerge/>")
    rows = (first + wide + cell("结果"), below + cell("主办") + cell("会办") + cell(""))
    body = f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"

    assert ["编号\t承办\t\t结果", "\t主办\t会办"] == shown(source(tmp_path, "a.docx", docx(body)))


def test_a_letter_in_a_cell_is_read_as_paragraphs(tmp_path: Path) -> None:
    """Forms hold a whole proposal in one cell, beside its label, and tables may hold tables."""
    long = "小区的管理问题由来已久，群众反映强烈。" * 8
    inner = f"<w:tbl><w:tr>{cell('甲')}{cell('乙')}</w:tr></w:tbl>"
    body = f"<w:tbl><w:tr>{cell('内容')}<w:tc>{paragraph(long)}{paragraph('建议如下。')}{inner}</w:tc></w:tr></w:tbl>"
    found = source(tmp_path, "a.docx", docx(body))

    assert ["内容", long, "建议如下。", "甲\t乙"] == shown(found)
    assert ["paragraph", "paragraph", "paragraph", "row"] == [line.form for line in found.lines]


def test_notes_stand_at_the_end(tmp_path: Path) -> None:
    """With the number that stands in the text."""
    notes = f'<w:footnote w:id="2">{paragraph("见年度统计。")}</w:footnote>'
    body = '<w:p><w:r><w:t>共五件</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>。</w:t></w:r></w:p>'
    found = source(tmp_path, "a.docx", docx(body, footnotes=notes))

    assert ["共五件[1]。", "[1] 见年度统计。"] == shown(found)
    assert ["I039"] == codes(found)


def test_page_numbers_are_no_text_and_links_are(tmp_path: Path) -> None:
    """A field shows what it was made for: the number of a page is not, the text of a link is."""
    body = (
        '<w:p><w:fldSimple w:instr=" PAGE "><w:r><w:t>7</w:t></w:r></w:fldSimple>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> NUMPAGES </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>9</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "http://x" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>见附件</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        "<w:hyperlink><w:r><w:t>，另见</w:t><w:noBreakHyphen/><w:tab/></w:r></w:hyperlink>"
        '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r></w:p>'
    )

    assert ["见附件，另见-\t☑"] == shown(source(tmp_path, "a.docx", docx(body)))


def test_headers_and_footers_are_running_heads(tmp_path: Path) -> None:
    """Each is said once, as what was left out."""
    found = source(
        tmp_path,
        "a.docx",
        docx(paragraph("正文"), header1=paragraph("澜川市民政局"), header2=paragraph("澜川市民政局")),
    )

    assert (["正文"], ["澜川市民政局"]) == (shown(found), cut(found, "running-head"))


def test_a_document_of_pictures_is_a_scan(tmp_path: Path) -> None:
    """Nothing could be read from it; beside text the pictures are mentioned."""
    picture = "<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>"

    assert "I010" == refusal(tmp_path, "a.docx", docx(picture))
    assert ["I035"] == codes(source(tmp_path, "b.docx", docx(paragraph("正文") + picture)))


def test_a_strict_document_and_one_with_macros_are_read(tmp_path: Path) -> None:
    """Other addresses for the same elements; the macros are mentioned."""
    import zipfile

    usual = docx(item("甲"), numbering=numbering(*CHINESE))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(usual)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name).replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            new.writestr(name, text)
        new.writestr("word/vbaProject.bin", b"Sub AutoOpen")
    found = source(tmp_path, "a.docm", out.getvalue())

    assert ["一、甲"] == shown(found)
    assert "I042" in codes(found)


def test_a_reference_that_leads_nowhere_does_no_harm(tmp_path: Path) -> None:
    """WPS writes such; the text is there all the same."""
    data = docx(paragraph("正文"), styles="")
    data = data.replace(b"word/styles.xml", b"word/stylex.xml")

    assert ["正文"] == shown(source(tmp_path, "a.docx", data))
