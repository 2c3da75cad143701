"""Addresses: readable, one for one thing, and links that work from any depth."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.site import routes


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", "index.html"),
        ("/topics/养老/", "topics/养老/index.html"),
        ("/feed.xml", "feed.xml"),
        ("/attachments/2023/表.csv", "attachments/2023/表.csv"),
    ],
)
def test_an_address_names_one_file(address: str, file: str) -> None:
    """A server sends `index.html` for an address that ends in a slash."""
    assert file == routes.file_path(address)


def test_a_second_reply_goes_on_below_the_first() -> None:
    """The place in the chain follows the unit, but for the first reply."""
    addresses = [routes.reply("zx-5-1", "023", "mzj", place) for place in (1, 2, 3)]

    assert ["/replies/zx-5-1/023/mzj/", "/replies/zx-5-1/023/mzj/2/", "/replies/zx-5-1/023/mzj/3/"] == addresses


def test_a_letter_without_number_is_found_by_its_file() -> None:
    """Where there is no number, the name of the file stands after `x-`."""
    assert "/replies/zx-5-1/x-来信3/mzj/" == routes.letter("zx-5-1", "来信3", "mzj", 1)


@pytest.mark.parametrize("name", ["养老助残", "5G建设", "民盟市委", "张 三", "老旧小区（一期）", "a.b"])
def test_an_ordinary_name_stands_as_it_is(name: str) -> None:
    """What every file system can hold is the address of a topic or proposer, letter by letter."""
    assert f"/topics/{name}/" == routes.topic(name)


@pytest.mark.parametrize(
    "name", ["..", ".", "", "a/b", "a\\b", "50%", " 养老", "养老.", "con", "feed.xml", "字" * 200, "a~b"]
)
def test_a_name_that_cannot_be_a_folder_becomes_one_that_can(name: str) -> None:
    """A slash, dots alone, a percent sign, a device name or a very long name cannot harm the tree."""
    segment = routes.segment(name)

    assert "~" in segment
    assert "/" not in segment
    assert "%" not in segment
    assert len(segment.encode()) <= 255
    assert segment.strip(". ") == segment


@given(st.text(), st.text())
def test_different_names_have_different_segments(one: str, other: str) -> None:
    """No two names share an address."""
    assert (one == other) == (routes.segment(one) == routes.segment(other))


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_a_segment_survives_the_way_through_a_link(name: str) -> None:
    """A link, decoded, is the address again, and begins with the mark for the root."""
    address = routes.topic(name)
    link = routes.href(address)

    assert routes.ROOT + address[1:] == unquote(link)
    assert link.isascii()


@pytest.mark.parametrize(
    ("source", "target", "link"),
    [
        ("/", "/", "./"),
        ("/", "/years/2023/", "./years/2023/"),
        ("/years/2023/", "/", "../../"),
        ("/years/2023/page/2/", "/replies/zx-5-1/023/mzj/", "../../../../replies/zx-5-1/023/mzj/"),
        ("/404.html", "/search/", "./search/"),
        ("/years/", "/topics/养老/", "../topics/%E5%85%BB%E8%80%81/"),
    ],
)
def test_links_are_relative(source: str, target: str, link: str) -> None:
    """A link leads up to the root and down again, so that the site works under any path."""
    assert link == routes.relative(source, target)


@pytest.mark.parametrize(
    ("printed", "key"),
    [("023", "23"), ("０２３", "23"), ("a07-003", "A7-3"), ("000", "0"), ("〔2023〕08", "〔2023〕8")],
)
def test_numbers_compare_without_leading_zeros_width_and_case(printed: str, key: str) -> None:
    """023, 23 and ０２３ are one number."""
    assert key == routes.number_key(printed)


def test_addresses_that_differ_in_case_clash() -> None:
    """On a file system that knows no case, two such pages would overwrite each other."""
    assert routes.clash_key("/topics/5G/") == routes.clash_key("/topics/5g/")
