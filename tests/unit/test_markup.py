"""The letters of `tests/fixtures/markup.md`, and what a page asks of a text besides its HTML."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builder.site.citing import check_code
from builder.site.letter import shown, shown_places
from builder.site.markup import OutlineEntry, passages, plain_text, references, to_letter

FIXTURE = Path(__file__).parent.parent / "fixtures" / "markup.md"
ADDRESSES = {"a.md": "../../a/", "https://example.org/?a=1&b=2": "https://example.org/?a=1&b=2"}


def cases() -> list[tuple[str, str, str]]:
    """Read the fixture file: title, text, what comes out of it; each part ends with a line that is a dot."""
    parts = FIXTURE.read_text("utf-8").split("\n.\n")
    return [
        (title.strip(), text, html) for title, text, html in zip(parts[::3], parts[1::3], parts[2::3], strict=False)
    ]


def resolve(target: str) -> str | None:
    """Know two addresses, and be careless with schemes."""
    return target if ":" in target else ADDRESSES.get(target)


def described(text: str) -> str:
    """Give a text's HTML without the links to its lines, then its outline and what it could not link to."""
    letter = to_letter(text, resolve=resolve, anchor_label="*")
    html = re.sub(r'<a aria-label="\* (\d+) ([a-p]{5})" href="(#p\1:~:\2)" id="p\1:~:\2"></a>', "", letter.html)
    outline = [f"{'#' * entry.level} {entry.label}|{entry.text}|{entry.anchor}" for entry in letter.outline]
    return "\n".join(filter(None, (html, *outline, *(f"refused: {target}" for target in letter.links))))


@pytest.mark.parametrize(("title", "text", "expected"), cases(), ids=lambda part: part.split("\n")[0][:40])
def test_a_letter_of_the_fixture_file(title: str, text: str, expected: str) -> None:
    """The title of each case is the rule."""
    assert expected == described(text), title


def test_every_line_has_a_quiet_link_to_itself() -> None:
    """A paragraph ends with an empty link to its place and its words, named by the label, number and check code."""
    letter = to_letter("一段。", resolve=resolve, prefix="r2-", anchor_label="本段")
    code = check_code("一段。")
    link = f"r2-p1:~:{code}"

    assert f'<p id="r2-p1">一段。<a aria-label="本段 1 {code}" href="#{link}" id="{link}"></a></p>' == letter.html


@pytest.mark.parametrize(
    "text", ["**一、标题。**正文[文](x.md)两句。", "一段", "- 条\n- 项", "# 题", "正文〔不公开：个人隐私〕。"]
)
def test_the_code_beside_a_line_is_that_of_its_words(text: str) -> None:
    """Markup has no part in it, nor where the text stands, nor what a link leads to."""
    letter = to_letter(text, resolve=resolve, prefix="r1-")

    assert [check_code(line.text) for line in letter.lines] == re.findall(r'id="r1-p\d+:~:([a-p]{5})"', letter.html)


def test_a_prefix_and_a_label_are_escaped() -> None:
    """What the caller gives cannot break out of an attribute."""
    letter = to_letter("一段。", resolve=resolve, prefix='"', anchor_label='">')

    assert letter.html.startswith('<p id="&quot;p1">一段。<a aria-label="&quot;&gt; 1 ')
    assert 'href="#&quot;p1:~:' in letter.html


def test_the_outline_of_a_letter_with_headings_of_all_kinds() -> None:
    """Headings alone on a line, headings that run on and hashes stand in one outline."""
    text = (
        "## 发言\n\n1.健全制度\n\n要建章立制。\n\n2.压实责任。每月通报一次。\n\n## 回应\n\n一、已经办结的。一共三件。"
    )

    assert (
        OutlineEntry(1, "", "发言", "p1"),
        OutlineEntry(2, "1.", "健全制度", "p2"),
        OutlineEntry(2, "2.", "压实责任", "p4"),
        OutlineEntry(1, "", "回应", "p5"),
        OutlineEntry(2, "一、", "已经办结的", "p6"),
    ) == to_letter(text, resolve=resolve).outline


@pytest.mark.parametrize("target", ["javascript:x", "JAVASCRIPT:x", "\x01javascript:x", "data:,x", "vbscript:x", "a:b"])
def test_no_scheme_runs_code_even_if_the_resolver_allows_it(target: str) -> None:
    """An address with a scheme that is not http, https or mailto is no link."""
    letter = to_letter("[文](x)", resolve=lambda _: target)

    assert "href" not in letter.html.replace('href="#p1:~:', "")
    assert ("x",) == letter.links


@pytest.mark.parametrize("target", ["../a/", "a/b:c", "?a:b", "#p1", "mailto:a@example.org", "HTTPS://example.org", ""])
def test_other_addresses_are_kept(target: str) -> None:
    """A relative address may hold a colon once a slash, a question mark or a hash stands before it."""
    assert f'href="{target}">文</a>' in to_letter("[文](x)", resolve=lambda _: target).html


def test_an_address_is_escaped() -> None:
    """A resolver's address stays within its attribute."""
    assert 'href="?a=1&amp;b=&quot;&gt;">文</a>' in to_letter("[文](x)", resolve=lambda _: '?a=1&b=">').html


def test_nothing_in_an_address_is_a_mark() -> None:
    """Stars stay stars, also beside strong words, and an address for a removed passage is none."""
    html = to_letter("**粗**[文](x)**粗**", resolve=lambda _: "/a**b/**〔不公开：隐私〕").html

    assert '<strong>粗</strong><a href="/a**b/**〔不公开：隐私〕">文</a><strong>粗</strong>' in html


def test_the_words_of_a_text_are_lines_without_markup() -> None:
    """Search and descriptions read a text as its reader does, one line for each that has an id."""
    text = "# 标题\n\n见[**原文**](x)<!-- 删 -->。\n\n- 甲\n- 乙\n\n| 项 | 数 |\n|---|---|\n| 丙 | 6 |"

    assert "标题\n见原文。\n甲\n乙\n项 数\n丙 6" == plain_text(text)
    assert (("a-p1", "标题"), ("a-p2", "见原文。"), ("a-p3", "甲")) == passages(text, prefix="a-")[:3]


def test_references_stand_at_their_place_in_the_text_as_given() -> None:
    """Lines and columns count from 1, and what is not shown counts as well."""
    text = '甲<!-- [无](no.md)\n-->乙[一](a.md)\r\n\u200b![二](b(1).png "图")\n\\[三](c.md) <https://example.org/>'

    assert (("a.md", 2, 5), ("b(1).png", 3, 2), ("https://example.org/", 4, 12)) == references(text)


def test_the_places_of_what_is_shown_are_those_in_the_text() -> None:
    """Every character that is left stands where its place says, line ends aside."""
    text = "甲\u200b\r\n乙<!-- 丙 -->丁\x0b戊"

    assert "甲\n乙丁\n戊" == shown(text)
    assert [0, 3, 4, 15, 16, 17] == shown_places(text)
