"""The text of every kind of file is found, and what cannot be read is said."""

import bz2
import gzip
import io
import json
import lzma
import sqlite3
import sys
import tarfile
import zipfile
import zlib
from base64 import b64encode, urlsafe_b64encode

import pytest

from builder.output.plain import BLOCK, decoded
from builder.output.unpack import Text, Unread, documents_text, parts, texts

SENTENCE = "鹤鸣里三号楼的地下室渗水已由街道登记在册"


def a_zip(**members: bytes | str) -> bytes:
    """Make a zip; `__` in a name stands for `/`, `_` for `.`."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return file.getvalue()


def a_docx(*paragraphs: str) -> bytes:
    """Make the part of a docx that holds text, each character in a run of its own."""
    runs = ("".join(f"<w:r><w:rPr/><w:t>{c}</w:t></w:r>" for c in paragraph) for paragraph in paragraphs)
    body = "".join(f'<w:p w:rsidR="00A1">{run}</w:p>' for run in runs)
    return a_zip(
        word__document_xml=f'<?xml version="1.0" encoding="UTF-8"?><w:document><w:body>{body}</w:body></w:document>'
    )


def a_database() -> bytes:
    """Make a database that holds the sentence."""
    database = sqlite3.connect(":memory:")
    database.execute('CREATE TABLE "答复" (id INTEGER, text TEXT)')
    database.execute('INSERT INTO "答复" VALUES (1, ?)', (SENTENCE,))
    data = database.serialize()
    database.close()
    return data


def a_tar() -> bytes:
    """Make an archive that holds the sentence."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        info = tarfile.TarInfo("a.txt")
        info.size = len(SENTENCE.encode())
        archive.addfile(info, io.BytesIO(SENTENCE.encode()))
    return file.getvalue()


def a_png() -> bytes:
    """Make the part of a picture that holds the sentence as a comment."""
    content = b"Comment\0\0" + zlib.compress(SENTENCE.encode())
    chunk = len(content).to_bytes(4, "big") + b"zTXt" + content + b"\0\0\0\0"
    return b"\x89PNG\r\n\x1a\n" + chunk


def a_fragment(**page: object) -> bytes:
    """Pack a page as the search index does."""
    return gzip.compress(b"pagefind_dcd" + json.dumps(page, ensure_ascii=False).encode())


def pairs(text: str) -> str:
    """Write text as the search index has it: each character with the next one."""
    return " ".join(a + b for a, b in zip(text, text[1:] + "\u01c0", strict=True))


def a_cbor_index(*words: str) -> bytes:
    """Pack words as the search index does."""
    strings = b"".join(
        b"\x83\x78" + bytes([len(w.encode())]) + w.encode() + b"\x81\x83\x00\x82\x38\x18\x0a\x80\x80" for w in words
    )
    return gzip.compress(b"pagefind_dcd\x81\x90" + strings)


def all_text(name: str, data: bytes) -> str:
    """Join everything that was found, without what parts it."""
    found = (f.text for f in texts(name, data) if isinstance(f, Text))
    return "".join(decoded("\n".join(found)).replace(BLOCK, "\n").split("\n"))


def problems(name: str, data: bytes) -> list[str]:
    """Give the codes of what could not be read."""
    return [f.code for f in texts(name, data) if isinstance(f, Unread)]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.html", f"<p>{SENTENCE[:5]}<b>{SENTENCE[5:9]}</b>{SENTENCE[9:]}</p>".encode()),
        ("a.html", f'<img alt="{SENTENCE}">'.encode()),
        ("a.html", f"<!-- {SENTENCE} > -->".encode()),
        ("a.html", f"<script>var a = '{SENTENCE}'</script>".encode()),
        ("a.html", b"<img src='data:text/plain;base64," + b64encode(SENTENCE.encode()) + b"'>"),
        ("a.html", b"<p>data:text/plain;base64," + b64encode(SENTENCE.encode()) + "，等等</p>".encode()),
        (
            "a.html",
            b"<img src='data:text/plain;base64," + urlsafe_b64encode(b"~~~?" + SENTENCE.encode()) + b"'>",
        ),
        ("feed.xml", f"<content>&lt;p&gt;{SENTENCE[:7]}&lt;i&gt;{SENTENCE[7:]}</content>".encode()),
        ("a.svg", f"<svg><title>{SENTENCE}</title></svg>".encode()),
        ("a.json", json.dumps({"a": [1, {"b": SENTENCE}]}).encode()),
        ("a.json", json.dumps({SENTENCE: None}).encode()),
        ("a.json", f'{{"a": {{"b": "{SENTENCE}", "b": 1}}}}'.encode()),
        ("a.jsonl", f'{{"a": 1}}\n{{"b": "{SENTENCE}", "b": 1}}'.encode()),
        ("a.jsonl", b'{"a": 1}\n' + json.dumps([SENTENCE]).encode()),
        ("a.json", f"not JSON: {SENTENCE}".encode()),
        ("a.csv", f'a,"{SENTENCE}"\n'.encode()),
        ("a.tsv", f"a\t{SENTENCE}\n".encode()),
        ("a.js", f"const a = '{SENTENCE}'".encode()),
        ("a.txt", SENTENCE.encode()),
        ("a.txt", SENTENCE.encode("gb18030")),
        ("a.txt", SENTENCE.encode("utf-16")),
        ("a.txt", SENTENCE.encode("utf-16-be")),
        ("no-ending", SENTENCE.encode()),
        ("a.jpg", b"\xff\xd8\xff\x00\x01" + SENTENCE.encode("utf-16-le") + b"\0\0"),
        ("a.bin", b"\0\1" + SENTENCE.encode("gb18030") + b"\0"),
        ("a.png", a_png()),
        ("a.docx", a_docx("其他", SENTENCE)),
        (
            "a.xlsx",
            a_zip(
                xl__sharedStrings_xml=f"<sst><si><r><t>{SENTENCE[:4]}</t></r><r><t>{SENTENCE[4:]}</t></r></si></sst>"
            ),
        ),
        ("renamed.txt", a_docx(SENTENCE)),
        ("a.zip", a_zip(inner_docx=a_docx(SENTENCE))),
        ("a.zip", SENTENCE.encode() + a_zip(a_txt="x")),
        ("a.gz", gzip.compress(SENTENCE[:8].encode()) + gzip.compress(SENTENCE[8:].encode())),
        ("a.bz2", bz2.compress(SENTENCE.encode())),
        ("a.xz", lzma.compress(SENTENCE.encode())),
        ("a.tar", a_tar()),
        ("a.tgz", gzip.compress(a_tar())),
        ("a.sqlite", a_database()),
        ("a.pf_fragment", a_fragment(url="/a/", content=pairs("题目") + " " + pairs(SENTENCE), meta={})),
        ("a.pf_fragment", a_fragment(url="/a/", content="", meta={"title": pairs(SENTENCE)})),
        ("a.pf_fragment", a_fragment(url="/a/", content=SENTENCE, meta={})),
        ("a.pf_filter", a_cbor_index(SENTENCE)),
        ("a.pf_index", a_cbor_index("ab", SENTENCE)),
    ],
)
def test_a_sentence_is_found_in_every_kind_of_file(name: str, data: bytes) -> None:
    """What a reader, a program or a curious person could read in a file is among its texts, in one piece."""
    assert SENTENCE in all_text(name, data)


def test_the_name_of_a_member_is_text() -> None:
    """A zip tells the names of what it holds."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(f"{SENTENCE}.txt", "")

    assert SENTENCE in all_text("a.zip", file.getvalue())


def test_names_in_a_database_are_text() -> None:
    """A table's name can say what its rows do not."""
    assert "答复" in all_text("a.sqlite", a_database())


def test_a_deleted_row_is_found() -> None:
    """A database keeps what was deleted until its page is used again."""
    database = sqlite3.connect(":memory:")
    database.execute("PRAGMA secure_delete = off")
    database.execute("CREATE TABLE a (text TEXT)")
    database.execute("INSERT INTO a VALUES (?)", (SENTENCE,))
    database.execute("DELETE FROM a")
    data = database.serialize()
    database.close()

    assert SENTENCE in all_text("a.sqlite", data)


def test_pairs_of_the_vocabulary_are_no_text() -> None:
    """Two characters in the index may have had a comma between them, so they say nothing."""
    assert all_text("a.pf_index", a_cbor_index("王华", "王")) == ""


def test_a_fragment_says_which_page_it_belongs_to() -> None:
    """The audit asks first whether the page's own text holds what a fragment holds."""
    found = texts("a.pf_fragment", a_fragment(url="/2024-05-06/a/b/", content="甲乙", meta={}))

    assert {"/a/b/"} == {f.address for f in found if isinstance(f, Text)}


def test_passages_of_a_fragment_are_blocks() -> None:
    """The names before a text and its first sentence are two things, as on the page."""
    data = a_fragment(url="/", content=f"{pairs('市局')} {pairs('来信收悉')}", meta={}, anchors=[{"location": 2}])
    first = next(f for f in texts("a.pf_fragment", data) if isinstance(f, Text))

    assert ["市局", "来信收悉"] == first.text.split(BLOCK)


def test_what_is_no_base64_is_nothing() -> None:
    """A letter may speak of such addresses, and whatever follows must not stop the audit."""
    for content in ("中文", "A", "A_", "%E4%B8%AD", "=", "QUJDR"):
        assert not problems("a.html", f"<p>data:text/plain;base64,{content}</p>".encode())


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.zip", b"PK\x03\x04 cut off", "A005"),
        ("a.gz", gzip.compress(SENTENCE.encode())[:-9], "A005"),
        ("a.gz", gzip.compress(b"") + b"more", "A005"),
        ("a.sqlite", b"SQLite format 3\0 and nothing", "A005"),
        ("a.pf_fragment", b"not packed", "A005"),
        ("a.pf_fragment", gzip.compress(b"pagefind_dcd{"), "A005"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c", "A009"),
        ("a.br", b"\x0b\x02", "A009"),
    ],
)
def test_what_cannot_be_read_is_said(name: str, data: bytes, code: str) -> None:
    """A file that cannot be looked into is never taken for one that holds nothing."""
    assert [code] == problems(name, data)


def test_a_locked_member_is_said() -> None:
    """A password keeps the audit out as well."""
    data = bytearray(a_zip(a_txt="x"))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1

    assert ["A007"] == problems("a.zip", bytes(data))


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unpacking stops at a limit, also for a small file that grows without end."""
    monkeypatch.setattr(parts, "MAX_UNPACKED", 100_000)

    assert ["A006"] == problems("a.gz", gzip.compress(bytes(1_000_000)))
    assert ["A006"] == problems("a.zip", a_zip(a_txt=bytes(1_000_000)))


def test_boxes_within_boxes_end() -> None:
    """Archives are opened to a certain depth."""
    data = SENTENCE.encode()
    for _ in range(parts.MAX_DEPTH + 2):
        data = a_zip(a_zip=data)

    assert ["A006"] == problems("a.zip", data)


def test_the_text_of_an_attachment_keeps_lines_apart() -> None:
    """Paragraphs of a docx are lines, however many runs a paragraph is cut into."""
    text, unread = documents_text("a.docx", a_docx("电话13800138000", "地址"))

    assert ["电话13800138000", "地址"] == [line for line in text.split("\n") if line and "xml" not in line]
    assert () == unread


def test_a_number_in_a_cell_is_text() -> None:
    """A table keeps numbers as they are, each apart from the next."""
    sheet = "<sheetData><row><c><v>13800138000</v></c><c><v>12</v></c></row></sheetData>"
    text, _ = documents_text("a.xlsx", a_zip(xl__worksheets__sheet1_xml=sheet))

    assert "13800138000" in text.split("\n")


def test_a_picture_has_no_text() -> None:
    """For the check of personal data a picture is empty, not unreadable."""
    assert ("", ()) == documents_text("a.png", a_png())


def test_an_old_binary_document_cannot_be_read() -> None:
    """A .doc is said to be unread, so that nobody takes it for checked."""
    text, unread = documents_text("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))

    assert ("", ["A009"]) == (text, [u.code for u in unread])


def a_pdf(text: str) -> bytes:
    """Make the smallest PDF that shows *text*."""
    content = f"BT /F 12 Tf 9 9 Td ({text}) Tj ET".encode()
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 5 0 R/Resources<</Font<</F 4 0 R>>>>>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream"
        % (len(zlib.compress(content)), zlib.compress(content)),
    ]
    data, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(data))
        data += b"%d 0 obj%b endobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + b"xref\n0 6\n0000000000 65535 f \n%btrailer<</Root 1 0 R/Size 6>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(data),
    )


def test_a_pdf_is_read_where_its_reader_is_installed() -> None:
    """The text of a PDF is packed, so that its bytes alone tell nothing."""
    pytest.importorskip("pypdf")

    assert "leaky basement" in all_text("a.pdf", a_pdf("The leaky basement"))
    assert [] == problems("a.pdf", a_pdf("The leaky basement"))


def test_a_damaged_pdf_is_said() -> None:
    """A PDF that its reader does not understand counts as unread."""
    pytest.importorskip("pypdf")

    assert ["A005"] == problems("a.pdf", b"%PDF-1.4\nnothing")


def test_a_pdf_without_its_reader_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra a PDF is a warning, not a silent pass."""
    monkeypatch.setitem(sys.modules, "pypdf", None)

    assert ["A008"] == problems("a.pdf", a_pdf("The leaky basement"))


def test_random_bytes_are_never_an_exception() -> None:
    """Whatever a file holds, it is read or said to be unreadable."""
    for magic in (
        b"",
        b"PK\x03\x04",
        b"\x1f\x8b",
        b"BZh9",
        b"\xfd7zXZ\0",
        b"SQLite format 3\0",
        b"%PDF-1.7\n",
        b"\x89PNG\r\n",
    ):
        for name in ("a.html", "a.json", "a.csv", "a.pf_index", "a.bin"):
            assert [*texts(name, magic + bytes(range(256)) * 3)]
