"""How documents are cited: entries that other programs read, and codes that tell whether a paragraph has changed."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import bibtexparser
import pytest
import rispy

from builder.site import citing
from builder.site.context import context_of
from tests.makers_public import a_site, an_archive

if TYPE_CHECKING:
    from builder.site.context import SiteContext
    from builder.site.views import Citation

HOSTILE = ("100% & #1_a$", "甲{乙", "丙}丁{", r"a\b\{c", "x~y^z", '引"号"，@online{x,', "两\n行\tER  - ", "<b>")
"""What a title might hold that means something to one of the formats."""
UNDONE = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    **{f"\\{sign}": sign for sign in "#$%&_"},
}


def a_context(base_url: str | None = "https://example.org/open/") -> SiteContext:
    """Make a site with an address."""
    return context_of(an_archive(site=a_site(base_url=base_url)))


def a_citation(**changes: Any) -> Citation:
    """Cite a reply."""
    given = {
        "title": "关于市政协五届三次会议第008号提案答复的函",
        "authors": ("市民政局",),
        "number": "澜民函〔2024〕8号",
        "date": "2024-07-01",
    }
    return citing.citation(
        changes.pop("context", None) or a_context(),
        changes.pop("address", "/replies/zx-5-3/008/mzj/"),
        **{**given, **changes},
    )


def bibtex(citation: Citation) -> dict[str, str]:
    """Read the entry as a bibliography program does; names the key `key`."""
    library = bibtexparser.parse_string("\n".join(citation.bibtex))
    assert [] == library.failed_blocks
    (entry,) = library.entries
    return {"key": entry.key, "type": entry.entry_type, **{field.key: field.value for field in entry.fields}}


def ris(citation: Citation) -> dict[str, Any]:
    """Read the entry as a bibliography program does."""
    (entry,) = rispy.loads("\n".join(citation.ris))
    return entry


def undone(tex: str) -> str:
    """Read TeX's spelling of characters."""
    for spelled, sign in UNDONE.items():
        tex = tex.replace(spelled, sign)
    return tex


# --- Entries ----------------------------------------------------------------------------------------------------------


def test_an_entry_after_the_national_standard() -> None:
    """Author, title with document number, kind, date; the day of access and the address follow on the page."""
    citation = a_citation()

    assert (
        "市民政局. 关于市政协五届三次会议第008号提案答复的函: 澜民函〔2024〕8号[EB/OL]. (2024-07-01)"
        == citation.standard
    )
    assert "https://example.org/open/replies/zx-5-3/008/mzj/" == citation.address


def test_what_is_not_stated_is_left_out() -> None:
    """No author, number, date or address is made up, in no format."""
    citation = a_citation(authors=(), number=None, date=None, context=a_context(base_url=None))

    assert "关于市政协五届三次会议第008号提案答复的函[EB/OL]. " == citation.standard
    assert citation.address is None
    assert {"author", "note", "date", "year", "url"}.isdisjoint(bibtex(citation))
    assert {"authors", "notes", "date", "year", "urls", "url"}.isdisjoint(ris(citation))


@pytest.mark.parametrize(
    ("names", "has_others", "expected"),
    [
        (("周岚",), False, "周岚. "),
        (("周岚", "温知夏", "许望"), False, "周岚, 温知夏, 许望. "),
        (("周岚", "温知夏", "许望", "何田"), False, "周岚, 温知夏, 许望, 等. "),
        (("周岚",), True, "周岚, 等. "),
    ],
)
def test_the_standard_names_three_authors(names: tuple[str, ...], has_others: bool, expected: str) -> None:
    """Further ones, named or not, are 等."""
    assert a_citation(authors=names, has_others=has_others).standard.startswith(expected + "关于")


def test_bibtex_can_be_read() -> None:
    """Bodies stand in braces of their own, so that no program takes them for a first and a last name."""
    assert {
        "key": "replies-zx-5-3-008-mzj",
        "type": "online",
        "author": "{市民政局} and {市财政局} and others",
        "title": "{关于市政协五届三次会议第008号提案答复的函}",
        "date": "2024-07-01",
        "year": "2024",
        "note": "澜民函〔2024〕8号",
        "organization": "{澜川市建议提案答复公开}",
        "url": "https://example.org/open/replies/zx-5-3/008/mzj/",
    } == bibtex(a_citation(authors=("市民政局", "市财政局"), has_others=True))


def test_ris_can_be_read() -> None:
    """A web page, each author by itself."""
    entry = ris(a_citation(authors=("市民政局", "市财政局")))

    assert "ELEC" == entry["type_of_reference"]
    assert ["市民政局", "市财政局"] == entry["authors"]
    assert "关于市政协五届三次会议第008号提案答复的函" == entry["title"]
    assert "2024/07/01" == entry["date"]
    assert ["https://example.org/open/replies/zx-5-3/008/mzj/"] == entry["urls"]


@pytest.mark.parametrize("title", HOSTILE)
def test_a_title_breaks_no_format(title: str) -> None:
    """Whatever it holds, one entry comes out, with the title that went in."""
    citation = a_citation(title=title, authors=(title,), number=title)
    found = bibtex(citation)
    line = " ".join(title.split())

    assert line == undone(found["title"][1:-1])
    assert line == undone(found["author"][1:-1])
    assert line == undone(found["note"])
    assert line == ris(citation)["title"]


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("/replies/zx-5-3/008/mzj/2/", "replies-zx-5-3-008-mzj-2"),
        (
            "/reports/2024/总体情况/",
            f"reports-2024-{hashlib.sha256('/reports/2024/总体情况/'.encode()).hexdigest()[:6]}",
        ),
    ],
)
def test_a_key_has_plain_letters_only(address: str, key: str) -> None:
    """What BibTeX cannot spell is told apart by a digest of the address."""
    assert key == bibtex(a_citation(address=address))["key"]


# --- Check codes ------------------------------------------------------------------------------------------------------


def test_a_check_code_never_changes() -> None:
    """It stands in what others have printed: the first digits of SHA-256, written as letters."""
    digest = hashlib.sha256("一、关于养老。".encode()).hexdigest()

    assert "".join("ghijklmnop"[int(sign)] if sign.isdigit() else sign for sign in digest[:5]) == citing.check_code(
        "一、关于养老。"
    )
    assert "pkcec" == citing.check_code("一、关于养老。")


def test_a_check_code_has_no_digits() -> None:
    """Or it would one day spell the number of a withheld document."""
    assert all(citing.check_code(str(number)).isalpha() for number in range(500))


def test_spacing_is_no_change() -> None:
    """What was copied from a page with its line breaks has the same code; another sign has not."""
    assert citing.check_code("甲 乙\n丙") == citing.check_code("甲乙丙")
    assert citing.check_code("甲乙丙。") != citing.check_code("甲乙丙，")
