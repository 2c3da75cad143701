"""PDF files: lines and paragraphs by their place, and what cannot be read."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

from builder.importing.limits import Limits
from tests.documents import codes, cut, refusal, shown, source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WIDTH, HEIGHT = A4
FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))

SENTENCE = "我局高度重视社区工作者队伍建设，2023年以来新增专职人员120名，开展培训36场次，"
LONG = f"一、加强社区工作者队伍建设。{SENTENCE * 8}成效明显。"
TITLE = ("关于对澜川市政协五届二次会议第25号", "提案的答复")


def drawn(draw: Callable[[Canvas], None], **options: object) -> bytes:
    """Make a file of what is drawn on a canvas."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, **options)
    canvas.setFont(FONT, 16)
    draw(canvas)
    canvas.save()
    return out.getvalue()


def letter(*paragraphs: str, furniture: Callable[[Canvas], None] = lambda _: None) -> bytes:
    """Set a letter by the measures of official documents: a centred title, two characters of indent, 28 to a line."""
    out = io.BytesIO()
    frame = Frame(79, 99, WIDTH - 79 - 68, HEIGHT - 105 - 99, 0, 0, 0, 0)

    def on_page(canvas: Canvas, _: object) -> None:
        furniture(canvas)

    document = BaseDocTemplate(out, pagesize=A4, pageTemplates=[PageTemplate("p", [frame], onPage=on_page)])
    title = ParagraphStyle("t", fontName=FONT, fontSize=22, leading=36, alignment=1)
    body = ParagraphStyle("b", fontName=FONT, fontSize=16, leading=29, firstLineIndent=32, wordWrap="CJK", alignment=4)
    flush = ParagraphStyle("f", parent=body, firstLineIndent=0)
    sign = ParagraphStyle("s", parent=flush, alignment=2, rightIndent=64)
    document.build(
        [Paragraph(line, title) for line in TITLE]
        + [Paragraph("赵一川委员：", flush)]
        + [Paragraph(text, body) for text in paragraphs]
        + [Paragraph("澜川市民政局", sign), Paragraph("2023年6月10日", sign)]
    )
    return out.getvalue()


def head_and_number(canvas: Canvas) -> None:
    """Draw what stands on every page outside the text."""
    canvas.setFont(FONT, 12)
    canvas.drawString(79, HEIGHT - 40, "澜川市民政局")
    canvas.drawCentredString(WIDTH / 2, 70, f"— {canvas.getPageNumber()} —")


def test_a_letter_of_several_pages(tmp_path: Path) -> None:
    """Paragraphs are whole, over the ends of lines and pages; a title of two lines stays two lines."""
    found = source(tmp_path, "a.pdf", letter(*[LONG] * 5, furniture=head_and_number))

    assert [*TITLE, "赵一川委员：", *[LONG] * 5, "澜川市民政局", "2023年6月10日"] == shown(found)
    assert ["line"] * 2 + ["paragraph"] * 8 == [line.form for line in found.lines if not line.dropped]
    assert ["澜川市民政局"] * 4 == cut(found, "running-head")
    assert ["— 1 —", "— 2 —", "— 3 —", "— 4 —"] == cut(found, "page-number")
    assert {1, 2, 3, 4} == {line.page for line in found.lines}
    assert [] == codes(found)


@pytest.mark.parametrize("number", ["-1-", "1", "第1页 共3页", "第 1 页", "1/3", "Page 1 of 3", "— 1 —", "·1·"])
def test_a_page_number_in_any_form(tmp_path: Path, number: str) -> None:
    """At the foot of a page."""

    def foot(canvas: Canvas) -> None:
        canvas.setFont(FONT, 12)
        canvas.drawCentredString(WIDTH / 2, 60, number)

    data = letter("正文。", furniture=foot)
    found = source(tmp_path, "a.pdf", data)

    assert number.replace(" ", "") == "".join(cut(found, "page-number")).replace(" ", "")


def test_a_date_at_the_right_is_not_joined_with_what_stands_below(tmp_path: Path) -> None:
    """A signature that reaches the margin ends there."""

    def draw(canvas: Canvas) -> None:
        for line, text in enumerate((SENTENCE[:28], SENTENCE[:28], SENTENCE[:9])):
            canvas.drawString(79, 700 - 29 * line, text)
        canvas.drawRightString(WIDTH - 68, 610, "2023年6月10日")
        canvas.drawString(79, 581, "联系人及电话：何田田，0999-5550123")

    assert ["2023年6月10日", "联系人及电话：何田田，0999-5550123"] == shown(source(tmp_path, "a.pdf", drawn(draw)))[-2:]


def test_a_number_in_the_text_is_no_page_number(tmp_path: Path) -> None:
    """It stands where text stands."""
    found = source(tmp_path, "a.pdf", drawn(lambda c: c.drawString(79, 500, "25")))

    assert ["25"] == shown(found)


def test_a_letterhead_on_two_letters_is_no_running_head(tmp_path: Path) -> None:
    """It is larger than the text, or stands where text stands."""

    def draw(canvas: Canvas) -> None:
        for number in (1, 2):
            canvas.setFont(FONT, 30)
            canvas.drawCentredString(WIDTH / 2, HEIGHT - 70, "澜川市民政局文件")
            canvas.setFont(FONT, 16)
            for line in range(5):
                canvas.drawString(79, 500 - 29 * line, f"第{number}件的正文。")
            canvas.showPage()

    assert 2 == shown(source(tmp_path, "a.pdf", drawn(draw))).count("澜川市民政局文件")


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    """And the person is asked to look."""
    left = [f"左栏第{n}行的文字写到这里还没有完" for n in "一二三四五六七八"] + ["左栏完。"]
    right = [f"右栏第{n}行的文字写到这里还没有完" for n in "一二三四五六七八"] + ["右栏完。"]

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, 12)
        for n, (a, b) in enumerate(zip(left, right, strict=True)):
            canvas.drawString(60, 700 - 20 * n, a)
            canvas.drawString(320, 700 - 20 * n, b)

    found = source(tmp_path, "a.pdf", drawn(draw))

    assert ["".join(left), "".join(right)] == shown(found)
    assert ["I037"] == codes(found)


def test_a_table_is_read_by_rows(tmp_path: Path) -> None:
    """Cells are parted by tabs."""
    rows = [("编号", "标题", "承办单位"), ("025", "关于社区治理的提案", "民政局"), ("026", "关于公交的提案", "交通局")]

    def draw(canvas: Canvas) -> None:
        for n, row in enumerate(rows):
            for x, cell in zip((79, 180, 420), row, strict=True):
                canvas.drawString(x, 700 - 30 * n, cell)

    found = source(tmp_path, "a.pdf", drawn(draw))

    assert ["\t".join(row) for row in rows] == shown(found)
    assert {"row"} == {line.form for line in found.lines}


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_turned_page_is_read_upright(tmp_path: Path, angle: int) -> None:
    """A landscape table, a page that was put in upside down."""  # in Latin: the engine turns only embedded fonts

    def draw(canvas: Canvas) -> None:
        canvas.translate(WIDTH / 2, HEIGHT / 2)
        canvas.rotate(angle)
        canvas.drawString(-200, 100, "GDP growth of the year, and more")
        canvas.drawString(-200, 60, "of it.")

    assert ["GDP growth of the year, and more of it."] == shown(source(tmp_path, "a.pdf", drawn(draw)))


def test_a_watermark_is_no_text(tmp_path: Path) -> None:
    """It stands at an angle, and is said."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(79, 500, "这里是正文。")
        canvas.translate(300, 400)
        canvas.rotate(45)
        canvas.drawString(0, 0, "内部资料")

    found = source(tmp_path, "a.pdf", drawn(draw))

    assert (["这里是正文。"], ["内部资料"], ["I043"]) == (shown(found), cut(found, "running-head"), codes(found))


def test_text_printed_twice_to_look_bold_is_read_once(tmp_path: Path) -> None:
    """As some programs make bold type."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(79, 500, "答复函")
        canvas.drawString(79.4, 500, "答复函")

    assert ["答复函"] == shown(source(tmp_path, "a.pdf", drawn(draw)))


def test_spaces_of_the_text_stay(tmp_path: Path) -> None:
    """Those that were typed; wide gaps part what stands side by side."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(79, 500, "第 25 号 GDP growth")
        canvas.drawString(79, 400, "澜民发〔2023〕62号")
        canvas.drawString(380, 400, "签发人：钱二山")

    assert ["第 25 号 GDP growth", "澜民发〔2023〕62号\t签发人：钱二山"] == shown(
        source(tmp_path, "a.pdf", drawn(draw))
    )


# --- what cannot be read


def picture(canvas: Canvas) -> None:
    """Draw a page that is a picture."""
    from reportlab.lib.utils import ImageReader

    png = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8ffff3f0005fe02fea73581e4"
        "0000000049454e44ae426082"
    )
    canvas.drawImage(ImageReader(io.BytesIO(png)), 0, 0, WIDTH, HEIGHT)


def test_a_scan_is_refused_and_a_scanned_page_among_others_is_named(tmp_path: Path) -> None:
    """With the way out, since nothing in it can be read."""

    def mixed(canvas: Canvas) -> None:
        canvas.drawString(79, 500, "这一页有文字，读得出来。")
        for _ in range(2):
            canvas.showPage()
            picture(canvas)

    found = source(tmp_path, "b.pdf", drawn(mixed))

    assert "I010" == refusal(tmp_path, "a.pdf", drawn(picture))
    assert [("I036", (("pages", "2-3"), ("count", "2")))] == [(remark.code, remark.values) for remark in found.notes]


def test_recognised_text_over_a_scan_is_said(tmp_path: Path) -> None:
    """It is drawn invisibly, and errs."""

    def draw(canvas: Canvas) -> None:
        picture(canvas)
        text = canvas.beginText(79, 500)
        text.setFont(FONT, 16)
        text.setTextRenderMode(3)
        text.textOut("这里的文字是识别出来的。")
        canvas.drawText(text)

    assert ["I034"] == codes(source(tmp_path, "a.pdf", drawn(draw)))


def test_characters_that_mean_nothing(tmp_path: Path) -> None:
    """A few are a remark; where they are many, the whole layer is no text."""
    few = drawn(lambda c: c.drawString(79, 500, "这里是正文，其中一个字\ue123读不出来。"))
    many = drawn(lambda c: c.drawString(79, 500, "\ue101\ue102\ue103\ue104\ue105\ue106\ue107\ue108正文。"))

    assert ["I038"] == codes(source(tmp_path, "a.pdf", few))
    assert "I018" == refusal(tmp_path, "b.pdf", many)


def test_a_password_is_respected(tmp_path: Path) -> None:
    """A file that anyone may open, but not change, is read."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(79, 500, "这里是正文。")

    assert "I007" == refusal(tmp_path, "a.pdf", drawn(draw, encrypt=StandardEncryption("geheim", "o")))
    assert ["这里是正文。"] == shown(source(tmp_path, "b.pdf", drawn(draw, encrypt=StandardEncryption("", "o"))))


def test_broken_files_are_refused(tmp_path: Path) -> None:
    """Cut off at the head, or of too many pages."""
    data = letter("正文。")

    assert "I008" == refusal(tmp_path, "a.pdf", data[:200])
    assert "I019" == refusal(tmp_path, "b.pdf", letter(LONG, LONG, LONG), Limits(pages=1))
