"""Contents into files: text, saved web pages, Word, PDF and a spreadsheet."""

from __future__ import annotations

import html
import io
import re
import zipfile
from typing import TYPE_CHECKING

from .deal import Way
from .letters import CN_DIGITS, Block, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .deal import Dealer
    from .pools import Pools
    from .shapes import Document

HALF_WIDTH = str.maketrans("，；：（）！？", ",;:()!?")
WIDTH = 60
"""Of a line on which a signature stands at the right, in half-width characters."""
HEADING = re.compile(r"^([一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+\.)")
PARTS = re.compile(r"^(?P<mark>[一二三四五六七八九十]+、)(?P<text>.*)$", re.DOTALL)
DECIMALS = re.compile(r"^(?P<mark>[1-9]\.)(?P<text>\D.*)$", re.DOTALL)
CHINESE_ORDER = {"一二三四五六七八九"[at] + "、": at + 1 for at in range(9)}


def half_width(document: Document) -> None:
    """Print the punctuation of a document as a keyboard does; the truth follows."""
    document.blocks = [
        block._replace(text=block.text.translate(HALF_WIDTH)) if block.kind not in {"catalogue", "table"} else block
        for block in document.blocks
    ]
    document.title = document.title.translate(HALF_WIDTH)
    for each in document.truths:
        for name in ("title", "body"):
            if each[name]:
                each.values[name] = each[name].translate(HALF_WIDTH)
        each.values["suggestions"] = [text.translate(HALF_WIDTH) for text in each["suggestions"]]


def printed(document: Document) -> list[Block]:
    """Give the blocks with those of the web page around them, for formats without pages of their own."""
    web = document.web
    if not web:
        return document.blocks
    before = [Block("nav", web["nav"])]
    if document.title:
        before.append(Block("title", document.title))
    before.append(Block("nav", web["meta"]))
    after = [Block("tail", text) for text in _lines(web["tail"])]
    after += [Block("footer", text) for text in _lines(web["footer"]) if text]
    return [*before, *document.blocks, *after]


def _lines(text: str) -> list[str]:
    """Part a wording into its lines; a bar between spaces is printed."""
    return re.split(r"(?<! )\|(?! )", text)


def txt(deal: Dealer, pools: Pools, document: Document, noise: str) -> bytes:
    """Write a text file with the noise of copies."""
    joined = "\n" if deal.way("title line ends", _ENDS) == "line" else " "
    texts = []
    for block in printed(document):
        if block.rows:
            texts.append(_rows(deal, block))
        elif block.kind == "title":
            texts.append(block.text.replace("\n", joined))
        elif block.kind == "para":
            texts.append(_paragraph(deal, block.text, noise))
        elif block.kind == "sign" and noise in {"indented", "wrapped", "narrow"}:
            texts.append(" " * max(4, WIDTH - 2 * len(block.text)) + block.text)
        else:
            texts.append(block.text)
    if noise == "one-line":
        text = _run_on(printed(document), texts)
    elif noise in {"indented", "wrapped", "ragged"}:
        text = "\n".join(texts)
    else:
        text = "\n\n".join(texts)
    return encoded(text + "\n", deal.way("txt encoding", pools.txt_codes))


def _run_on(blocks: Sequence[Block], texts: Sequence[str]) -> str:
    """Print a letter from its greeting to its date on one line."""
    lines, is_letter = [], False
    for block, text in zip(blocks, texts, strict=True):
        if is_letter and block.kind in {"para", "sign"}:
            lines[-1] += " " + text
        else:
            lines.append(text)
        is_letter = block.kind in {"para", "sign"}
    return "\n".join(lines)


def encoded(text: str, code: str) -> bytes:
    """Write a text in an encoding, with the line ends of its system."""
    if code == "crlf":
        return text.replace("\n", "\r\n").encode()
    if code == "gb18030-crlf":
        return text.replace("\n", "\r\n").encode("gb18030")
    return text.encode(code)


def _rows(deal: Dealer, block: Block) -> str:
    """Print a table as text copies have it: cells parted by tabs, or (a catalogue) the values alone."""
    form = deal.way("catalogue in text", _CATALOGUES) if block.kind == "catalogue" else "tabs"
    if form == "pipes":
        return "\n".join(f"| {' | '.join(row)} |" for row in block.rows)
    if form == "bare":
        return "\n".join(row[-1] for row in block.rows if row[-1])
    return "\n".join("\t".join(row) for row in block.rows)


def _paragraph(deal: Dealer, text: str, noise: str) -> str:
    if noise == "indented":
        return "　　" + text
    if noise in {"wrapped", "narrow"}:
        width = deal.one((30, 34, 38)) if noise == "wrapped" else 22
        text = "　　" + text
        return "\n".join(wrapped(text, width))
    if noise == "ragged":
        lines = wrapped("　　" + text, deal.number(26, 40))
        return "".join(line + deal.one(("\n", "\n", "\n\n")) for line in lines[:-1]) + lines[-1]
    if noise == "pages" and len(text) > 110:
        return _broken(deal, text)
    if noise == "bold":
        return re.sub(
            r"^((?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d\.)[^。]{2,40}。?)", r"**\1**", text
        )
    return text


def _broken(deal: Dealer, text: str) -> str:
    """Break a paragraph in the middle of a sentence, as the end of a page does."""
    places = [
        at
        for at in range(40, len(text) - 30)
        if re.fullmatch(r"[\u4e00-\u9fa5]{4}", text[at - 2 : at + 2]) and text[at] not in CN_DIGITS + "十第关附"
    ]
    if not places:
        return text
    at = deal.one(places)
    return f"{text[:at]}\n\n{text[at:]}"


def web_page(deal: Dealer, pools: Pools, document: Document) -> bytes:
    """Write a saved page of a government site."""
    layout = pools.layouts[int(deal.way("layout", _numbered(len(pools.layouts))))]
    style = deal.way("paragraphs of html", _PARAGRAPHS)
    catalogue = "".join(_table(block) for block in document.blocks if block.kind == "catalogue")
    blocks = [block for block in document.blocks if block.kind != "catalogue"]
    if not document.title:
        first = next((block for block in blocks if block.kind == "title"), None)
        document.title = first.text.replace("\n", "") if first else ""
    web = document.web
    charset = deal.way("charset", _CHARSETS)
    page = layout.format(
        charset="gb2312" if charset == "gb18030" else "utf-8",
        title=html.escape(document.title),
        full=web["full"],
        nav=html.escape(web["nav"]).replace(" &gt; ", ' <a href="#">&gt;</a> '),
        meta="".join(f"<span>{html.escape(part)}</span> " for part in re.split("　+", web["meta"])),
        catalogue=catalogue,
        content=_content(blocks, style),
        tail="<br>".join(f"<a href='#'>{html.escape(part)}</a>" for part in _lines(web["tail"])),
        footer="<br>".join(html.escape(part) for part in _lines(web["footer"])),
    )
    if charset == "undeclared":
        page = re.sub(r'<meta [^>]*charset="?utf-8"?[^>]*>', "", page)
    return page.encode("gb18030" if charset == "gb18030" else "utf-8")


def _table(block: Block) -> str:
    cells = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in block.rows)
    return f'<table class="xxgk" border="1">{cells}</table>'


def _content(blocks: Iterable[Block], style: str) -> str:
    parts = []
    for block in blocks:
        if block.rows:
            parts.append(_table(block))
            continue
        text = html.escape(block.text).replace("\n", "<br>")
        styles = {"sign": ' style="text-align:right"', "title": ' align="center"'}
        right = styles.get(block.kind, "")
        if style == "breaks":
            parts.append(f"　　{text}<br><br>\n")
        elif style == "word":
            span = '<span style="font-size:16pt;font-family:仿宋">'
            parts.append(f'<p class="MsoNormal"{right}>{span}{text}<o:p></o:p></span></p>\n')
        elif style == "spaces":
            parts.append(f"<p{right}>&nbsp;&nbsp;&nbsp;&nbsp;{text}</p>\n")
        else:
            parts.append(f"<div{right}>{text}</div>\n" if style == "divs" else f"<p{right}>{text}</p>\n")
    return "".join(parts)


def docx(deal: Dealer, pools: Pools, document: Document) -> bytes:
    """Write a Word file, with numbering that is no text, tracked changes, a header."""
    import docx as word
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    feature = deal.way("docx feature", pools.docx_features)
    made = word.Document()
    numbering = _Numbering(made) if feature == "automatic numbering" else None
    if feature == "header and footer":
        section = made.sections[0]
        section.header.paragraphs[0].text = "建议提案办理文件"
        section.footer.paragraphs[0].text = "— 1 —"
    decimals = _Numbering(made, "decimal", "%1.") if feature == "decimal numbering" else None
    tracked = False
    pasted = None
    for block in printed(document):
        if feature == "soft breaks" and block.kind == "para":
            pasted = pasted or made.add_paragraph()
            if pasted.runs:
                pasted.add_run().add_break()
            pasted.add_run(block.text)
            continue
        pasted = None
        if feature == "text box" and block.kind == "head":
            _box(made.add_paragraph(), block.text)
            feature = "plain"
            continue
        if block.rows:
            table = made.add_table(rows=0, cols=max(len(row) for row in block.rows))
            for row in block.rows:
                for cell, text in zip(table.add_row().cells, row, strict=False):
                    cell.text = text
            continue
        for line in block.text.split("\n"):
            found = PARTS.match(line) if numbering and block.kind == "para" else None
            if numbering and found and found["mark"] in CHINESE_ORDER:
                paragraph = made.add_paragraph(found["text"])
                numbering.number(paragraph, CHINESE_ORDER[found["mark"]])
                continue
            found = DECIMALS.match(line) if decimals and block.kind == "para" else None
            if decimals and found:
                paragraph = made.add_paragraph(found["text"])
                decimals.number(paragraph, int(found["mark"][0]))
                continue
            if feature == "tracked changes" and not tracked and block.kind == "para" and len(line) > 60:
                _track(made.add_paragraph(), line)
                tracked = True
                continue
            paragraph = made.add_paragraph(line)
            if block.kind == "title":
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            elif block.kind == "sign":
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return _fixed_zip(made)


class _Numbering:
    """Automatic numbering 一、 of a Word file; it starts anew wherever 一、 stands."""

    def __init__(self, document: object, form: str = "chineseCounting", text: str = "%1、") -> None:
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls

        self._parse, self._ns = parse_xml, nsdecls("w")
        self._root = document.part.numbering_part.element  # type: ignore[attr-defined]
        abstract = parse_xml(
            f'<w:abstractNum {self._ns} w:abstractNumId="90"><w:multiLevelType w:val="singleLevel"/>'
            f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="nothing"/>'
            f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>'
        )
        self._root.insert(0, abstract)
        self._next = 900

    def number(self, paragraph: object, place: int) -> None:
        """Give a paragraph the next number, or the first one."""
        if place == 1 or self._next == 900:
            self._next += 1
            self._root.append(
                self._parse(
                    f'<w:num {self._ns} w:numId="{self._next}"><w:abstractNumId w:val="90"/><w:lvlOverride w:ilvl="0">'
                    f'<w:startOverride w:val="{place}"/></w:lvlOverride></w:num>'
                )
            )
        properties = paragraph._p.get_or_add_pPr()  # type: ignore[attr-defined] # noqa: SLF001
        properties.append(
            self._parse(f'<w:numPr {self._ns}><w:ilvl w:val="0"/><w:numId w:val="{self._next}"/></w:numPr>')
        )


def _track(paragraph: object, text: str) -> None:
    """Write a paragraph of which a part was inserted and another deleted, with the changes kept."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    ns, at = nsdecls("w"), len(text) // 2
    who = 'w:id="1" w:author="拟稿人" w:date="2021-01-01T00:00:00Z"'
    space = 'xml:space="preserve"'
    element = paragraph._p  # type: ignore[attr-defined] # noqa: SLF001
    for part in (
        f"<w:r {ns}><w:t {space}>{html.escape(text[: at - 12])}</w:t></w:r>",
        f"<w:ins {ns} {who}><w:r><w:t {space}>{html.escape(text[at - 12 : at])}</w:t></w:r></w:ins>",
        f"<w:del {ns} {who}><w:r><w:delText {space}>此句不妥，定稿时删去</w:delText></w:r></w:del>",
        f"<w:r {ns}><w:t {space}>{html.escape(text[at:])}</w:t></w:r>",
    ):
        element.append(parse_xml(part))


def _box(paragraph: object, text: str) -> None:
    """Write a text that stands in a box of its own, as letterheads do."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    paragraph._p.append(  # type: ignore[attr-defined] # noqa: SLF001
        parse_xml(
            f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape style="width:400pt">'
            f"<v:textbox><w:txbxContent><w:p><w:r><w:t>{html.escape(text)}</w:t></w:r></w:p></w:txbxContent></v:textbox>"
            "</v:shape></w:pict></w:r>"
        )
    )


def _fixed_zip(made: object) -> bytes:
    """Save a Word file or workbook without the time at which it was made."""
    first = io.BytesIO()
    made.save(first)  # type: ignore[attr-defined]
    out = io.BytesIO()
    with zipfile.ZipFile(first) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2021-01-01T00:00:00Z", data)
            new.writestr(zipfile.ZipInfo(name, (2021, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def pdf(deal: Dealer, document: Document) -> bytes:
    """Write a PDF with a text layer: lines as wide as the page, page numbers, sometimes a running head."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    feature = deal.way("pdf feature", _PDF_FEATURES)
    left, top, size, leading = 80, 740, 16, 29
    lines = _pdf_lines(printed(document))
    per_page = 22
    for page, start in enumerate(range(0, len(lines), per_page), 1):
        canvas.setFont("STSong-Light", 12)
        if feature == "running head":
            canvas.drawString(left, 790, "建议提案答复")
        canvas.drawCentredString(297, 40, f"— {page} —" if feature != "plain number" else str(page))
        canvas.setFont("STSong-Light", size)
        for row, (align, text) in enumerate(lines[start : start + per_page]):
            y = top - row * leading
            if align == "center":
                canvas.drawCentredString(297, y, text)
            elif align == "right":
                canvas.drawRightString(500, y, text)
            else:
                canvas.drawString(left, y, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _pdf_lines(blocks: Sequence[Block]) -> list[tuple[str, str]]:
    """Break blocks into lines of 27 characters."""
    width, lines = 27, []
    for block in blocks:
        if block.rows:
            lines += [("left", "  ".join(row)) for row in block.rows]
            continue
        align = {"title": "center", "sign": "right"}.get(block.kind, "left")
        for part in block.text.split("\n"):
            text = "　　" + part if block.kind in {"para", "line"} else part
            lines += [(align, line) for line in wrapped(text, width)]
    return lines


def xlsx(title: str, rows: Sequence[Sequence[str]]) -> bytes:
    """Write a catalogue of proposals as a workbook."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "提案目录"
    sheet.append([title])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(rows[0]))
    for row in rows:
        sheet.append(list(row))
    return _fixed_zip(book)


def _numbered(count: int) -> tuple[Way, ...]:
    return tuple(Way(str(at)) for at in range(count))


_ENDS = (Way("line", 2), Way("space", 1))
_CATALOGUES = (Way("tabs", 2), Way("bare", 1), Way("pipes", 1))
_PARAGRAPHS = (Way("p", 3), Way("spaces", 2), Way("word", 2), Way("breaks", 1), Way("divs", 1))
_CHARSETS = (Way("utf-8", 4), Way("gb18030", 2), Way("undeclared", 1))
_PDF_FEATURES = (Way("page number", 3), Way("running head", 1), Way("plain number", 1))
