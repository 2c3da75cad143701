"""Old formats through LibreOffice, where it is installed."""

from __future__ import annotations

import random
import stat
import time
from pathlib import Path

import pytest
from docx import Document

from builder.importing.files import read
from builder.importing.limits import Limits
from builder.importing.readers import office
from builder.importing.text import Source, Unreadable
from tests.documents import codes, docx, paragraph, refusal, shown, source

RTF = rb"{\rtf1\ansi\ansicpg936 {\fonttbl{\f0\fcharset134 SimSun;}}\f0\'b4\'f0\'b8\'b4\par GDP\par}"
"""答复."""

needs_office = pytest.mark.skipif(not office.program(), reason="LibreOffice (soffice) is not installed")


@needs_office
def test_rtf_is_converted_and_read(tmp_path: Path) -> None:
    """It is read as what it was converted to, and this is said."""
    found = source(tmp_path, "a.rtf", RTF)

    assert (["答复", "GDP"], "docx", ["I040"]) == (shown(found), found.format, codes(found))


@needs_office
@pytest.mark.parametrize("name", ["a.doc", "a.wps"])
def test_word_files_of_the_old_kind_are_converted_and_read(tmp_path: Path, name: str) -> None:
    """Those of Word 97 and of WPS are one format."""
    made = tmp_path / "in.docx"
    document = Document()
    document.add_paragraph("关于第25号提案的答复")
    document.add_paragraph("正文。")
    document.save(str(made))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    office._run(
        [office.program(), profile, "--headless", "--convert-to", "doc", "--outdir", str(tmp_path), str(made)],
        str(tmp_path),
        Limits(),
    )
    folder = tmp_path / "given"
    folder.mkdir()
    found = source(folder, name, (tmp_path / "in.doc").read_bytes())

    assert ["关于第25号提案的答复", "正文。"] == shown(found)


@pytest.mark.skipif(bool(office.program()), reason="LibreOffice is installed")
def test_without_libreoffice_the_way_out_is_said(tmp_path: Path) -> None:
    """The other files go on."""
    assert "I013" == refusal(tmp_path, "a.rtf", RTF)


@needs_office
def test_what_takes_too_long_is_stopped(tmp_path: Path) -> None:
    """With all the processes that it started."""
    assert "I025" == refusal(tmp_path, "a.rtf", RTF, Limits(seconds=0))


def test_a_child_of_the_converter_does_not_outlive_it(tmp_path: Path) -> None:
    """The whole group is killed, also what went into the background."""
    script = tmp_path / "soffice"
    script.write_text(f"#!/bin/sh\nsleep 60 &\necho $! > {tmp_path}/child\nwait\n")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)

    with pytest.raises(Unreadable, match="I025"):
        office._run([str(script)], str(tmp_path), Limits(seconds=1))

    child = int((tmp_path / "child").read_text())
    status = Path(f"/proc/{child}/stat")
    for _ in range(50):  # the kernel ends it in its own time
        if not status.exists() or status.read_text().split()[2] == "Z":
            return
        time.sleep(0.1)
    pytest.fail("the child still runs")


# --- a second opinion


FORMS = "decimal decimalZero chineseCounting upperLetter lowerLetter upperRoman lowerRoman ideographTraditional".split()


def a_numbered_document(chance: random.Random) -> bytes:
    """Make a document of lists: four levels of any form, lists that count on and one that begins anew."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{a}"><w:multiLevelType w:val="multilevel"/>{"".join(levels)}</w:abstractNum>'
        for a, levels in enumerate([[a_level(chance, depth) for depth in range(4)] for _ in range(2)])
    )
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    lists = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{a}"/>{more}</w:num>'
        for number, a, more in ((1, 0, ""), (2, 1, ""), (3, 0, anew))
    )
    items = "".join(
        paragraph(
            f"段{n}",
            f'<w:numPr><w:ilvl w:val="{chance.choice([0, 0, 1, 1, 2, 3])}"/>'
            f'<w:numId w:val="{chance.choice([1, 1, 1, 2, 3])}"/></w:numPr>',
        )
        for n in range(25)
    )
    return docx(items, numbering=abstract + lists)


def a_level(chance: random.Random, depth: int) -> str:
    """Make a level that shows its own number, or those above it too."""
    own = f"%{depth + 1}"
    text = chance.choice([f"{own}、", f"（{own}）", f"{own}.", ".".join(f"%{n + 1}" for n in range(depth + 1))])
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{chance.choice([1, 1, 3])}"/>'
        f'<w:numFmt w:val="{chance.choice(FORMS)}"/><w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
    )


@pytest.mark.slow
@needs_office
def test_automatic_numbers_are_those_that_libreoffice_shows(tmp_path: Path) -> None:
    """Two programs that were written apart count alike."""
    chance = random.Random(7)
    given = [tmp_path / f"{n}.docx" for n in range(10)]
    for path in given:
        path.write_bytes(a_numbered_document(chance))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office.program(), profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8"]
    office._run([*command, "--outdir", str(tmp_path), *map(str, given)], str(tmp_path), Limits())

    for path in given:
        (found,) = read([path])
        assert isinstance(found, Source)
        theirs = path.with_suffix(".txt").read_text("utf-8-sig").split("\n")

        assert [line.replace(" ", "") for line in theirs if line.strip()] == shown(found)
