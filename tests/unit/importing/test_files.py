"""Files, folders and archives: in order, one at a time, each taken for what its bytes say."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from builder.importing.files import read
from builder.importing.limits import Limits
from builder.importing.text import Refused, Source
from tests.documents import codes, docx, packed, paragraph, refusal, results, shown, source

if TYPE_CHECKING:
    from pathlib import Path

LETTER = docx(paragraph("正文。"))
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORD = "WordDocument".encode("utf-16-le") + b"\0\0"


def test_paths_come_in_the_order_given_and_folders_by_name(tmp_path: Path) -> None:
    """Hidden files, lock files and the clutter of other systems are passed over; a missing file is an error."""
    for name in ["b.txt", "a/2.txt", "a/1.txt", "a/.hidden.txt", "a/~$1.docx", "a/Thumbs.db", "a/.git/x.txt"]:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(name)

    found = list(read([tmp_path / "b.txt", f"{tmp_path}/a/", tmp_path / "none.txt"]))

    assert ["b.txt", "a/1.txt", "a/2.txt", "none.txt"] == [r.name.removeprefix(f"{tmp_path}/") for r in found]
    assert Refused(f"{tmp_path}/none.txt", "I001") == found[-1]


def test_a_file_is_read_when_it_is_asked_for(tmp_path: Path) -> None:
    """One is in memory at a time: what comes later need not even be there yet."""
    (tmp_path / "a.txt").write_text("甲")
    found = read([tmp_path / "a.txt", tmp_path / "b.txt"])
    next(found)
    (tmp_path / "b.txt").write_text("乙")

    assert isinstance(next(found), Source)


def test_a_link_in_a_folder_is_not_followed(tmp_path: Path) -> None:
    """It may lead anywhere."""
    folder = tmp_path / "a"
    folder.mkdir()
    (folder / "x.txt").symlink_to("/etc/passwd")

    assert [Refused(f"{folder}/x.txt", "I021")] == list(read([folder]))


def test_archives_are_read_by_name_also_within_archives(tmp_path: Path) -> None:
    """A file in a zip is called by both names."""
    inner = packed({"z.txt": "丙"})
    data = packed({"b.txt": "乙", "a/a.txt": "甲", "c.zip": inner, "a/": "", ".x": "", "__MACOSX/a.txt": ""})

    found = results(tmp_path, "all.zip", data)

    assert ["all.zip/a/a.txt", "all.zip/b.txt", "all.zip/c.zip/z.txt"] == [r.name for r in found]


def test_names_in_gbk_are_read(tmp_path: Path) -> None:
    """Windows in China does not say that it writes them so."""
    data = packed({"XXXX.txt": "甲"}).replace(b"XXXX", "答复".encode("gbk"))

    assert ["a.zip/答复.txt"] == [r.name for r in results(tmp_path, "a.zip", data)]
    assert ["b.zip/答复.txt"] == [r.name for r in results(tmp_path, "b.zip", packed({"答复.txt": "甲"}))]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.docx", b"\xff\xd8\xff\xe0" + b"x" * 100, "I012"),
        ("a.jpg", b"\xff\xd8\xff\xe0" + b"x" * 100, "I012"),
        ("a.pdf", b"MZ\x90\0" + b"x" * 100, "I009"),
        ("a.zip", b"Rar!\x1a\x07" + b"x" * 100, "I009"),
        ("a.ofd", packed({"OFD.xml": "<ofd/>"}), "I011"),
        ("a.pptx", packed({"[Content_Types].xml": "<x/>", "ppt/x.xml": "<x/>"}), "I009"),
        ("a.xml", b"<?xml version='1.0'?><data/>", "I009"),
        ("a.dat", b"\0\x01\x02" * 100, "I009"),
        ("a.docx", b"", "I020"),
        ("a.docx", COMPOUND + "EncryptedPackage".encode("utf-16-le") + b"\0\0", "I007"),
        ("a.doc", COMPOUND + b"\xff" * 504 + b"\xec\xa5" + b"\0" * 9 + b"\x01" + WORD, "I007"),
        ("a.ppt", COMPOUND + "PowerPoint Document".encode("utf-16-le") + b"\0\0", "I009"),
    ],
)
def test_what_cannot_be_imported_is_refused(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    """Whatever it is called."""
    assert code == refusal(tmp_path, name, data)


@pytest.mark.parametrize(
    ("name", "data", "form"),
    [
        ("a.doc", LETTER, "docx"),
        ("a.doc", b"<html><body><p>\xe6\xad\xa3\xe6\x96\x87\xe3\x80\x82</p></body></html>", "html"),
        ("a.pdf", "正文。".encode(), "txt"),
        ("a.html", "正文。".encode(), "txt"),
        ("a.txt", LETTER, "docx"),
    ],
)
def test_a_misnamed_file_is_read_as_what_it_is(tmp_path: Path, name: str, data: bytes, form: str) -> None:
    """And it is said."""
    found = source(tmp_path, name, data)

    assert (form, ["正文。"], ["I030"]) == (found.format, shown(found), codes(found))


def test_a_name_without_an_ending_says_nothing_wrong(tmp_path: Path) -> None:
    """Nor does one whose ending means nothing here."""
    assert [] == codes(source(tmp_path, "答复", LETTER))
    assert [] == codes(source(tmp_path, "答复.2023版", LETTER))


def test_a_large_archive_is_read_where_it_lies(tmp_path: Path) -> None:
    """Only what is held in memory has a limit."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for n in range(3):
            archive.writestr(f"{n}.txt", "甲" * 300)

    found = results(tmp_path, "a.zip", out.getvalue(), Limits(file_bytes=1000))

    assert [True] * 3 == [isinstance(result, Source) for result in found]
    assert "I003" == refusal(tmp_path, "b.txt", b"x" * 1001, Limits(file_bytes=1000))


def test_ten_files_and_one_that_is_broken(tmp_path: Path) -> None:
    """The others go on."""
    parts: dict[str, str | bytes] = {f"{n}.docx": LETTER for n in range(10)}
    parts["5.docx"] = LETTER[: len(LETTER) // 2]

    found = results(tmp_path, "a.zip", packed(parts))

    assert ["I008"] == [result.code for result in found if isinstance(result, Refused)]
    assert 9 == sum(isinstance(result, Source) for result in found)
