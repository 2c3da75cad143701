"""Files that are made to harm: each is refused or read without harm, and nothing else happens."""

from __future__ import annotations

import io
import random
import resource
import socket
import time
import zipfile
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook
from openpyxl.xml.functions import fromstring

from builder.importing.files import read
from builder.importing.limits import MIB, Limits
from builder.importing.text import Refused, Source
from tests.documents import docx, packed, paragraph, refusal, results, shown, source

if TYPE_CHECKING:
    from pathlib import Path

LETTER = docx(paragraph("正文。"))


# --- archives


def test_a_bomb_is_refused_before_it_unpacks(tmp_path: Path) -> None:
    """By its proportion, and by the size of all in it together."""
    bomb = packed({"a.txt": b"0" * 30 * MIB})
    many = packed({f"{n}.txt": random.Random(n).randbytes(1000) for n in range(9)})

    assert "I004" == refusal(tmp_path, "a.zip", bomb)
    assert 4 == sum(r.code == "I004" for r in results(tmp_path, "b.zip", many, Limits(archive_bytes=5000))
                    if isinstance(r, Refused))  # fmt: skip


def test_archives_in_archives_end(tmp_path: Path) -> None:
    """At a depth that nobody reaches by honest means."""
    data = packed({"a.txt": "甲"})
    for _ in range(10):
        data = packed({"a.zip": data})

    assert "I006" == refusal(tmp_path, "a.zip", data)


def test_too_many_files_are_refused(tmp_path: Path) -> None:
    """Counted over all archives in one."""
    inner = packed({f"{n}.txt": "甲" for n in range(6)})

    assert "I005" == refusal(tmp_path, "a.zip", inner, Limits(archive_files=5))
    found = results(tmp_path, "b.zip", packed({"1.zip": inner, "2.zip": inner}), Limits(archive_files=10))
    assert {"I005"} == {result.code for result in found if isinstance(result, Refused)}


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("../../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("..\\..\\windows\\a.txt", "windows/a.txt"),
        ("C:\\a.txt", "a.txt"),
        ("a/./b/../c.txt", "a/b/c.txt"),
    ],
)
def test_a_name_in_an_archive_is_no_path(tmp_path: Path, name: str, told: str) -> None:
    """Nothing is written, and the name that is told leads nowhere."""
    info = zipfile.ZipInfo("x")
    info.filename = name
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(info, "甲")
    folder = tmp_path / "in"
    folder.mkdir()

    assert [f"a.zip/{told}"] == [result.name for result in results(folder, "a.zip", out.getvalue())]
    assert ["in/a.zip"] == [str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*") if p.is_file()]


def test_a_link_in_an_archive_is_refused(tmp_path: Path) -> None:
    """What it holds is the place it leads to."""
    info = zipfile.ZipInfo("a.txt")
    info.external_attr = 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(info, "/etc/passwd")

    assert "I021" == refusal(tmp_path, "a.zip", out.getvalue())


def test_a_locked_member_is_refused_and_the_others_go_on(tmp_path: Path) -> None:
    """Its bit says that it is encrypted."""
    data = bytearray(packed({"a.txt": "甲", "b.txt": "乙"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1

    first, second = results(tmp_path, "a.zip", bytes(data))

    assert Refused("a.zip/a.txt", "I007") == first
    assert isinstance(second, Source)


# --- XML


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY i SYSTEM "file:///etc/passwd">]>'
ELSEWHERE = '<?xml version="1.0"?><!DOCTYPE w SYSTEM "http://127.0.0.1:9/x.dtd">'


def with_prolog(data: bytes, part: str, prolog: str, encoding: str = "utf-8") -> bytes:
    """Put a prolog before the XML of a part, and its last entity into the first text."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        parts: dict[str, str | bytes] = {name: old.read(name) for name in old.namelist()}
    text = parts[part]
    assert isinstance(text, bytes)
    xml = text.decode().partition("?>")[2] if text.startswith(b"<?xml") else text.decode()
    parts[part] = (prolog + xml.replace("正文", "&i;正文")).encode(encoding)
    return packed(parts)


@pytest.mark.parametrize("prolog", [LAUGHS, OUTSIDE, ELSEWHERE])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_in_a_word_document_are_refused(tmp_path: Path, prolog: str, encoding: str) -> None:
    """A billion laughs, a file of this machine, a document type from elsewhere."""
    assert "I017" == refusal(tmp_path, "a.docx", with_prolog(LETTER, "word/document.xml", prolog, encoding))


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
def test_entities_in_a_workbook_are_refused(tmp_path: Path, part: str) -> None:
    """In any part, since another library parses them."""
    book = Workbook()
    book.active.append(["正文"])
    out = io.BytesIO()
    book.save(out)

    assert "I017" == refusal(tmp_path, "a.xlsx", with_prolog(out.getvalue(), part, LAUGHS))


def test_an_encoding_that_could_hide_a_document_type_is_refused(tmp_path: Path) -> None:
    """UTF-7 writes its brackets as letters."""
    xml = '<?xml version="1.0" encoding="UTF-7"?>'

    assert "I017" == refusal(tmp_path, "a.docx", with_prolog(LETTER, "word/document.xml", xml))


def test_the_library_of_workbooks_resolves_no_entities_either() -> None:
    """A second wall behind ours."""
    assert "root:" not in (fromstring(OUTSIDE.encode() + b"<w>&i;</w>").text or "")


def test_a_document_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    """A picture of zeros, or many parts; pictures that are large are never unpacked."""
    body = paragraph("正文。")

    assert "I004" == refusal(tmp_path, "a.docx", docx(body + " " * 30 * MIB))
    assert "I004" == refusal(tmp_path, "b.docx", LETTER, Limits(unpacked_bytes=100))


def test_nesting_of_xml_ends(tmp_path: Path) -> None:
    """The parser stops before the reader would call itself too often."""
    assert "I008" == refusal(tmp_path, "a.docx", docx("<w:sdt>" * 5000 + "</w:sdt>" * 5000))


# --- pages


def test_a_page_runs_and_fetches_nothing(tmp_path: Path) -> None:
    """Scripts, forms, frames and pictures of other hosts are markup like any other: nobody knocks at that host."""
    with socket.create_server(("127.0.0.1", 0)) as host:
        host.settimeout(0)
        address = f"http://127.0.0.1:{host.getsockname()[1]}"
        page = (
            f"<html><body onload='x()'><script src='{address}/a.js'>alert(1)</script>"
            f"<link rel=stylesheet href='{address}/a.css'><img src={address}/a.png onerror='x()'>"
            f"<iframe src='{address}'></iframe><form action='{address}'><input name=a value=b></form>"
            "<object data='file:///etc/passwd'></object><p>正文&lt;script&gt;。</p></body></html>"
        )

        assert ["正文<script>。"] == shown(source(tmp_path, "a.html", page.encode()))
        with pytest.raises(BlockingIOError):
            host.accept()


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 100_000,
        "".join(f"<font size={n}>" for n in range(2500)) + "<p>甲" * 3000,
        "<a href=x>" * 4000,
    ],
)
def test_a_page_that_would_take_minutes_is_refused_at_once(tmp_path: Path, body: str) -> None:
    """Building its tree grows with the square of its size."""
    before = time.process_time()

    assert "I023" == refusal(tmp_path, "a.html", f"<html><body>{body}".encode())
    assert time.process_time() - before < 2


def test_a_cell_over_a_million_columns(tmp_path: Path) -> None:
    """Is as wide as a cell may be."""
    page = "<html><table><tr><td colspan=1000000 rowspan=1000000>甲<td>乙</table>"

    assert 60 > source(tmp_path, "a.html", page.encode()).lines[0].text.count("\t")


# --- damage


@pytest.mark.parametrize("kind", ["docx", "xlsx", "html", "txt", "pdf"])
def test_no_damage_stops_the_others(tmp_path: Path, kind: str) -> None:
    """Bytes changed at random, files cut off: each is read or refused, none raises."""
    book = Workbook()
    book.active.append(["编号", "标题", 25])
    out = io.BytesIO()
    book.save(out)
    whole = {
        "docx": LETTER,
        "xlsx": out.getvalue(),
        "html": "<html><table><tr><td>甲<td>乙</table><p>正文。".encode(),
        "txt": "正文。\n第二行。".encode("gb18030"),
        "pdf": b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF",
    }[kind]
    chance = random.Random(kind)
    for n in range(60):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        (tmp_path / f"{n}.{kind}").write_bytes(data[: chance.randint(1, len(data))] if n % 3 == 0 else data)

    assert 60 <= len(list(read([tmp_path])))


def test_memory_stays_flat_over_many_files(tmp_path: Path) -> None:
    """One is held at a time."""
    data = docx(paragraph("我局高度重视社区工作者队伍建设。" * 100))
    (tmp_path / "a.zip").write_bytes(packed({f"{n}.docx": data for n in range(300)}))
    found = read([tmp_path])
    for _ in range(30):
        next(found)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert 270 == sum(1 for _ in found)

    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 8 * 1024
