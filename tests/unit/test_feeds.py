"""Feeds and sitemaps: valid, and with no date that the documents do not state."""

from __future__ import annotations

import re
import uuid
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree  # noqa: ICN001 - its own name

import pytest

from builder.site import feeds, layouts, plan
from builder.site.render import Renderer, Texts
from tests.makers_public import a_reply, a_site, an_archive, an_update

if TYPE_CHECKING:
    from builder.disclosure.public import PublicArchive

DESIGN = layouts.read([Path(__file__).parents[2] / "layouts"])
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def rendered(archive: PublicArchive, url: str) -> ElementTree.Element:
    """Render the machine-readable page at an address and read it."""
    made = plan.make(archive)
    page = next(page for page in made.pages if page.url == url)
    return ElementTree.fromstring(Renderer(made.context, DESIGN, Texts(lambda _: "", str), None, "1").page(page))


def texts(feed: ElementTree.Element, path: str) -> list[str | None]:
    """Read the elements at a path."""
    return [element.text for element in feed.findall(path, ATOM)]


def test_entries_stand_newest_first() -> None:
    """The day on which a document became public counts, else its own day."""
    archive = an_archive(
        replies=(a_reply("1", replied="2022-05-01"), a_reply("2", replied="2022-04-01", published="2022-06-01")),
        updates=(an_update(date="2022-05-15"),),
    )

    assert ["对第2号提案的答复", "交办会召开", "对第1号提案的答复"] == texts(
        rendered(archive, "/feed.xml"), "a:entry/a:title"
    )


def test_a_feed_was_updated_when_its_newest_document_was() -> None:
    """The clock has no part in it."""
    feed = rendered(an_archive(replies=(a_reply("1", replied="2022-05-01"),)), "/feed.xml")

    assert ["2022-05-01T00:00:00+08:00"] == texts(feed, "a:updated")


def test_published_stands_only_where_it_is_stated() -> None:
    """The day of a reply is not the day on which it became public."""
    feed = rendered(an_archive(replies=(a_reply("1"), a_reply("2", published="2022-06-01"))), "/feed.xml")

    assert ["2022-06-01T00:00:00+08:00"] == texts(feed, "a:entry/a:published")


@pytest.mark.parametrize(
    ("first", "moment"), [("2022-05-01", "2022-05-01T00:00:00+08:00"), ("2022", "2022-01-01T00:00:00+08:00")]
)
def test_a_document_without_a_day_has_the_first_of_its_year(first: str, moment: str) -> None:
    """Atom wants a moment; the year is all that is known."""
    assert moment == feeds.moment(first)


def test_an_empty_feed_is_valid() -> None:
    """A unit without documents has a feed without entries."""
    feed = rendered(an_archive(), "/departments/mzj/feed.xml")

    assert ["1970-01-01T00:00:00Z"] == texts(feed, "a:updated")
    assert [] == feed.findall("a:entry", ATOM)


def test_ids_are_addresses_where_the_site_has_one() -> None:
    """They are permanent, as addresses are."""
    feed = rendered(an_archive(site=a_site(base_url="https://example.org/"), replies=(a_reply("1"),)), "/feed.xml")

    assert ["https://example.org/replies/zx-5-1/1/mzj/"] == texts(feed, "a:entry/a:id")
    assert "https://example.org/replies/zx-5-1/1/mzj/" == feed.find("a:entry/a:link", ATOM).attrib["href"]


def test_ids_are_uuids_of_the_address_where_it_has_none() -> None:
    """The same document has the same id in every build."""
    archive = an_archive(replies=(a_reply("1"),))
    once, again = (texts(rendered(archive, "/feed.xml"), "a:entry/a:id") for _ in range(2))

    assert once == again
    assert uuid.UUID(once[0])


def test_a_feed_of_a_result_holds_only_that_result() -> None:
    """Other replies to the same number stay in their own lists."""
    archive = an_archive(replies=(a_reply("1"), a_reply("2", result="planned")))

    assert ["对第2号提案的答复"] == texts(rendered(archive, "/results/planned/feed.xml"), "a:entry/a:title")


def test_every_index_has_a_feed() -> None:
    """A list, or list of lists, and its feed stand side by side."""
    pages = plan.make(an_archive(replies=(a_reply("1"),))).pages
    lists = {page.url for page in pages if page.kind in {"listing", "directory"}}
    own = {page.url for page in pages if page.kind == "feed"}

    assert {f"{url}feed.xml" for url in lists} | {"/feed.xml"} == own


def test_a_feed_of_lists_holds_the_newest_of_any() -> None:
    """A document that stands in no list of the sort is not in it, and one that stands in several is there once."""
    archive = an_archive(
        topics=("养老", "交通"),
        replies=(
            a_reply("1", topics=("养老", "交通")),
            a_reply("2"),
            a_reply("3", topics=("交通",), replied="2022-06-01"),
        ),
    )
    feed = rendered(archive, "/topics/feed.xml")

    assert ["对第3号提案的答复", "对第1号提案的答复"] == texts(feed, "a:entry/a:title")
    assert ["主题 - 澜川市建议提案答复公开"] == texts(feed, "a:title")


def test_a_sitemap_says_nothing_about_dates() -> None:
    """The day on which a page last changed is not known."""
    sitemap = rendered(an_archive(replies=(a_reply("1"),)), "/sitemap.xml")

    assert {"urlset", "url", "loc"} == {re.sub(r"{.*}", "", element.tag) for element in sitemap.iter()}


def test_a_sitemap_holds_absolute_addresses_where_there_are_any() -> None:
    """Chinese names are percent-encoded."""
    archive = an_archive(
        site=a_site(base_url="https://example.org/a/"), replies=(a_reply("1", topics=("养老",)),), topics=("养老",)
    )
    found = [element.text for element in rendered(archive, "/sitemap.xml").iter() if element.tag.endswith("loc")]

    assert "https://example.org/a/topics/%E5%85%BB%E8%80%81/" in found
