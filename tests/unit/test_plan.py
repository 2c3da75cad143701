"""The plan: which pages there are, in which order rows stand, and what an edit touches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from builder.disclosure.public import ListedNotice, PublicArchive, WithheldCount
from builder.site import paging, plan
from builder.site.inputs import HomeInputs, ListingInputs, ReplyInputs
from builder.site.plan import sitemaps
from builder.site.plan.sources import sources_of
from tests.makers_public import (
    a_department,
    a_meeting,
    a_page,
    a_proposal,
    a_reply,
    a_report,
    an_archive,
    an_attachment,
    an_update,
)

if TYPE_CHECKING:
    from builder.site.plan.values import Page


def pages_of(archive: PublicArchive) -> dict[str, Page]:
    """Plan an archive, and find its pages by their addresses."""
    return {page.url: page for page in plan.make(archive).pages}


def listing(pages: dict[str, Page], url: str) -> ListingInputs:
    """Get the inputs of a page of a list."""
    inputs = pages[url].inputs
    assert isinstance(inputs, ListingInputs)
    return inputs


def titles(inputs: ListingInputs) -> list[str]:
    """Name the rows of a page of a list, oldest first."""
    return [line.title for line in inputs.lines]


def replies_on(days: range) -> tuple[object, ...]:
    """Make a reply to a number of its own for each day of 2022, counted from the first of March."""
    return tuple(
        a_reply(f"{day:03d}", title=f"答复{day}", replied=f"2022-{3 + day // 28:02d}-{1 + day % 28:02d}")
        for day in days
    )


def changed(before: PublicArchive, after: PublicArchive) -> set[str]:
    """Name the addresses whose pages are new or another."""
    old = {page.url: page.digest for page in plan.make(before).pages}
    return {page.url for page in plan.make(after).pages if old.get(page.url) != page.digest}


# --- Documents --------------------------------------------------------------------------------------------------------


def test_a_number_has_a_page_if_its_proposal_or_a_reply_is_public() -> None:
    """A proposal without replies and a reply without proposal both have the page of their number."""
    pages = pages_of(an_archive(proposals=(a_proposal("023"),), replies=(a_reply("24"),)))

    assert {"/proposals/zx-5-1/023/", "/proposals/zx-5-1/24/", "/replies/zx-5-1/24/mzj/"} <= pages.keys()


def test_an_address_has_the_number_as_the_proposal_prints_it() -> None:
    """A reply that writes 23 for 023 stands at the proposal's spelling."""
    pages = pages_of(an_archive(proposals=(a_proposal("023"),), replies=(a_reply("23"),)))

    assert "/replies/zx-5-1/023/mzj/" in pages
    assert "/proposals/zx-5-1/23/" not in pages


def test_without_a_proposal_the_first_reply_by_path_gives_the_spelling() -> None:
    """The order of files decides, not the order of reading."""
    replies = (
        a_reply("7", path="replies/2022/b.md", department="jyj"),
        a_reply("007", path="replies/2022/a.md"),
    )
    pages = pages_of(an_archive(departments=(a_department(), a_department("jyj")), replies=replies))

    assert {"/replies/zx-5-1/007/mzj/", "/replies/zx-5-1/007/jyj/"} <= pages.keys()


def test_a_reply_to_several_numbers_has_one_page_and_stands_under_each() -> None:
    """Its address is that of the first number; the page of every number shows it."""
    archive = an_archive(
        proposals=(a_proposal("1"), a_proposal("2")), replies=(a_reply("1", numbers=("1", "2"), keys=("1", "2")),)
    )
    made = plan.make(archive).pages

    assert ["/replies/zx-5-1/1/mzj/"] == [page.url for page in made if page.kind == "reply"]
    assert [1, 1] == [len(page.inputs.replies) for page in made if page.kind == "proposal"]


def test_a_letter_without_number_has_no_proposal_page() -> None:
    """Its own page stands under the name of its file."""
    pages = pages_of(an_archive(replies=(a_reply("", numbers=(), keys=(), name="来信"),)))

    assert "/replies/zx-5-1/x-来信/mzj/" in pages
    assert not [url for url in pages if url.startswith("/proposals/")]


def test_a_second_reply_knows_the_first_and_the_first_the_second() -> None:
    """再次答复 links both ways."""
    second = a_reply("23", path="replies/2022/z.md", place=2, follows=("zx-5-1", "23", "mzj", 1), title="再次答复")
    pages = pages_of(an_archive(proposals=(a_proposal("023"),), replies=(a_reply("023"), second)))
    first_inputs = pages["/replies/zx-5-1/023/mzj/"].inputs
    second_inputs = pages["/replies/zx-5-1/023/mzj/2/"].inputs

    assert isinstance(first_inputs, ReplyInputs)
    assert isinstance(second_inputs, ReplyInputs)
    assert first_inputs.history == second_inputs.history
    assert ["/replies/zx-5-1/023/mzj/2/", "/replies/zx-5-1/023/mzj/"] == [step.address for step in first_inputs.history]
    assert "/replies/zx-5-1/023/mzj/" == (second_inputs.earlier and second_inputs.earlier.address)


def test_what_is_listed_on_request_has_a_row_and_no_page() -> None:
    """A notice appears in the lists of its year, session and unit."""
    notice = ListedNotice("d", "reply", "zx-5-1", 2022, "55", "55", "依申请公开的答复", "mzj")
    pages = pages_of(an_archive(listed=(notice,)))

    assert ["依申请公开的答复"] == titles(listing(pages, "/departments/mzj/2022/"))
    assert not [url for url in pages if "55" in url]


def test_a_notice_joins_the_row_of_its_number() -> None:
    """A number has one row, whatever of it may be read."""
    notice = ListedNotice("d", "reply", "zx-5-1", 2022, "023", "23", "依申请公开的答复", "mzj")
    pages = pages_of(an_archive(proposals=(a_proposal("023"),), listed=(notice,)))

    assert ["关于第023件事的提案"] == titles(listing(pages, "/years/2022/"))


def test_every_other_document_has_its_address() -> None:
    """Reports, meetings, updates and standing pages have the names of their files."""
    pages = pages_of(
        an_archive(reports=(a_report(),), meetings=(a_meeting(),), updates=(an_update(),), pages=(a_page(),))
    )

    assert {"/reports/2022/zongjie/", "/meetings/2022/xieshang/", "/updates/2022/dongtai/", "/about/"} <= pages.keys()


def test_attachments_are_copied_once() -> None:
    """A file that two documents name is one file."""
    file = an_attachment("2022/表.pdf")
    made = plan.make(an_archive(proposals=(a_proposal(attachments=(file,)),), replies=(a_reply(attachments=(file,)),)))

    assert [("attachments/2022/表.pdf", "attachments/2022/表.pdf")] == [
        (copy.path, copy.source) for copy in made.copies
    ]


# --- Lists ------------------------------------------------------------------------------------------------------------


def test_every_index_holds_its_rows() -> None:
    """A suggestion stands in the lists of its year, units, session, results, topics and proposers."""
    pages = pages_of(
        an_archive(
            departments=(a_department(), a_department("jyj")),
            topics=("教育",),
            proposals=(a_proposal("023", topics=("教育",), co_handlers=("jyj",)),),
            replies=(a_reply("023"),),
        )
    )
    lists = [
        "/years/2022/",
        "/departments/mzj/",
        "/departments/mzj/2022/",
        "/departments/jyj/",
        "/sessions/zx-5-1/",
        "/results/solved/",
        "/topics/教育/",
        "/proposers/周岚/",
    ]

    assert [["关于第023件事的提案"]] * len(lists) == [titles(listing(pages, url)) for url in lists]


def test_a_unit_has_a_list_before_it_has_documents() -> None:
    """One new file in departments/ makes a page."""
    assert "/departments/mzj/" in pages_of(an_archive())


def test_a_short_list_has_no_numbered_pages() -> None:
    """Fifty rows fit on the list's own address."""
    pages = pages_of(an_archive(replies=replies_on(range(50))))

    assert 50 == len(listing(pages, "/years/2022/").lines)
    assert "/years/2022/page/1/" not in pages


def test_pages_are_numbered_from_the_oldest() -> None:
    """Page 1 holds the oldest fifty rows, the list's own address the newest fifty."""
    pages = pages_of(an_archive(replies=replies_on(range(120))))

    assert [f"答复{day}" for day in range(50)] == titles(listing(pages, "/years/2022/page/1/"))
    assert [f"答复{day}" for day in range(100, 120)] == titles(listing(pages, "/years/2022/page/3/"))
    assert [f"答复{day}" for day in range(70, 120)] == titles(listing(pages, "/years/2022/"))


@pytest.mark.parametrize(("rows", "older"), [(51, 1), (99, 1), (100, 1), (101, 2), (120, 2), (150, 2), (151, 3)])
def test_the_link_to_older_rows_leaves_none_out(rows: int, older: int) -> None:
    """The newest row that the list's own address does not show stands on the page that follows."""
    pages = pages_of(an_archive(replies=replies_on(range(rows))))

    assert older == listing(pages, "/years/2022/").older
    assert f"答复{rows - 51}" in titles(listing(pages, f"/years/2022/page/{older}/"))


@pytest.mark.parametrize(
    ("rows", "shown", "numbers"),
    [(0, 3, []), (3, 3, []), (3, 2, [1]), (4, 3, [1, 2]), (6, 3, [1, 2]), (7, 3, [1, 2, 3])],
)
def test_rows_are_dealt_out_to_numbered_pages(rows: int, shown: int, numbers: list[int]) -> None:
    """Every row stands on one page, each page leads to those beside it, and only the newest may have room."""
    pages = paging.numbered(range(rows), 3, shown=shown)

    assert numbers == [page.number for page in pages]
    assert list(range(rows if numbers else 0)) == [row for page in pages for row in page.rows]
    assert all(len(page.rows) == 3 for page in pages[:-1])
    assert numbers[:-1] == [page.older for page in pages[1:]]
    assert numbers[1:] == [page.newer for page in pages[:-1]]
    assert [0] * min(len(numbers), 1) == [page.older for page in pages[:1]] == [page.newer for page in pages[-1:]]


@pytest.mark.parametrize("rows", [70, 120, 149])
def test_a_new_document_at_the_end_touches_only_the_newest_pages(rows: int) -> None:
    """Every full page of every list stays as it is, to the byte."""
    touched = changed(an_archive(replies=replies_on(range(rows))), an_archive(replies=replies_on(range(rows + 1))))
    last = f"page/{rows // 50 + 1}/"

    assert not [url for url in touched if "/page/" in url and not url.endswith(last)]
    assert {"/", "/years/2022/", "/feed.xml", f"/years/2022/{last}", f"/replies/zx-5-1/{rows:03d}/mzj/"} <= touched


def test_a_later_reply_does_not_move_a_row() -> None:
    """A suggestion keeps the place of its own day."""
    proposals = (a_proposal("1", submitted="2022-01-01"), a_proposal("2", submitted="2022-01-02"))
    pages = pages_of(an_archive(proposals=proposals, replies=(a_reply("1", replied="2022-12-30"),)))

    assert ["关于第1件事的提案", "关于第2件事的提案"] == titles(listing(pages, "/years/2022/"))


def test_an_edit_inside_a_text_touches_only_the_pages_that_show_it() -> None:
    """Lists, feeds and sitemap do not depend on a text."""
    replies = replies_on(range(60))
    edited = (a_reply("000", title="答复0", replied="2022-03-01", text="t2"), *replies[1:])

    assert {
        "/proposals/zx-5-1/000/",
        "/proposals/zx-5-1/000/index.json",
        "/replies/zx-5-1/000/mzj/",
        "/replies/zx-5-1/000/mzj/index.json",
    } == changed(an_archive(replies=replies), an_archive(replies=edited))


def test_the_order_of_records_does_not_matter() -> None:
    """The same archive in another order is the same plan."""
    replies = replies_on(range(70))

    assert set() == changed(an_archive(replies=replies), an_archive(replies=replies[::-1]))


def test_withheld_documents_are_counted_on_the_page_of_their_year_only() -> None:
    """The count stands on `/years/2022/`, in the data, and nowhere else."""
    count = WithheldCount(2022, "个人隐私", 2)
    before, after = (
        an_archive(replies=replies_on(range(60))),
        an_archive(replies=replies_on(range(60)), withheld=(count,)),
    )

    assert {"/years/2022/", "/data/"} == changed(before, after)


def test_the_front_page_shows_a_suggestion_once() -> None:
    """Two new replies to one number make one row."""
    second = a_reply("023", path="replies/2022/z.md", place=2, follows=("zx-5-1", "023", "mzj", 1))
    home = pages_of(an_archive(replies=(a_reply("023"), second)))["/"].inputs

    assert isinstance(home, HomeInputs)
    assert 1 == len(home.newest)


# --- Links, redirects, clashes ----------------------------------------------------------------------------------------


def test_links_become_pages_of_the_site_or_plain_text() -> None:
    """Numbers compare as numbers; what leads to nothing is named with its file."""
    written = (
        "/proposals/zx-5-1/0023/#p2",
        "../../proposals/2022/023.md",
        "https://example.org/",
        "/proposals/zx-5-1/99/",
    )
    made = plan.make(an_archive(proposals=(a_proposal("023"),), replies=(a_reply("023", references=written),)))
    reply = next(page for page in made.pages if page.kind == "reply").inputs

    assert isinstance(reply, ReplyInputs)
    assert {
        "/proposals/zx-5-1/0023/#p2": "\x00proposals/zx-5-1/023/#p2",
        "../../proposals/2022/023.md": "\x00proposals/zx-5-1/023/",
        "https://example.org/": "https://example.org/",
    } == dict(reply.reply.links)
    assert (("replies/2022/023-mzj.md", "/proposals/zx-5-1/99/"),) == made.dead_references


def test_an_old_address_leads_to_the_new_one() -> None:
    """A redirect to nothing is reported and makes no page."""
    made = plan.make(an_archive(pages=(a_page(),), redirects=(("/guanyu/", "/about/"), ("/x/", "/nichts/"))))

    assert ["/guanyu/"] == [page.url for page in made.pages if page.kind == "redirect"]
    assert frozenset({"/x/"}) == made.dead_redirects


@pytest.mark.parametrize(
    ("archive", "urls"),
    [
        (
            an_archive(
                replies=(
                    a_reply(numbers=(), keys=(), name="x", path="replies/2022/x.md"),
                    a_reply(numbers=(), keys=(), name="x", path="replies/2022/y/x.md"),
                )
            ),
            ("/replies/zx-5-1/x-x/mzj/", "/replies/zx-5-1/x-x/mzj/"),
        ),
        (an_archive(reports=(a_report("A"), a_report("a"))), ("/reports/2022/a/", "/reports/2022/A/")),
        (an_archive(pages=(a_page("pagefind"),)), ("/pagefind/", "/pagefind/")),
        (an_archive(pages=(a_page(),), redirects=(("/about/", "/search/"),)), ("/about/", "/about/")),
    ],
    ids=["same name", "same but for case", "search index", "redirect"],
)
def test_addresses_that_clash_are_found(archive: PublicArchive, urls: tuple[str, str]) -> None:
    """Two documents at one address, or one that cannot be told from another, are named."""
    assert [urls] == [(clash.url, clash.other) for clash in plan.make(archive).collisions]


def test_a_file_cannot_be_a_folder_as_well() -> None:
    """A redirect from `/about/index.html/x` clashes with the page of `/about/`."""
    made = plan.make(an_archive(pages=(a_page(),), redirects=(("/about/index.html/x", "/search/"),)))

    assert [("/about/index.html/x", "/about/")] == [(clash.url, clash.other) for clash in made.collisions]


# --- What is always there ---------------------------------------------------------------------------------------------


def test_an_empty_archive_is_a_site() -> None:
    """What the foot of every page leads to is always written, and what machines ask for."""
    made = pages_of(an_archive(departments=(), sessions=()))
    for_machines = {"/feed.xml", "/sitemap.xml", "/robots.txt", "/opensearch.xml"}

    assert {"/", "/search/", "/data/", "/numbers/", "/glossary/", "/404.html"} | for_machines == made.keys()


def test_a_large_sitemap_is_cut_by_year(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its index names the parts, and every page stands in one of them."""
    monkeypatch.setattr(sitemaps, "SITEMAP_FILE", 10)
    pages = pages_of(an_archive(replies=replies_on(range(12))))
    parts = pages["/sitemap.xml"].inputs.addresses

    assert ("/sitemap/2022.xml", "/sitemap/pages.xml") == parts
    assert 24 == len(pages["/sitemap/2022.xml"].inputs.addresses)


def test_sources_name_the_files_behind_a_page() -> None:
    """`explain` can say what made a page."""
    pages = pages_of(an_archive(proposals=(a_proposal("023"),), replies=(a_reply("023"),)))

    assert ("proposals/2022/023.md", "replies/2022/023-mzj.md") == sources_of(pages["/proposals/zx-5-1/023/"])


def test_a_year_of_which_nothing_is_public_still_has_its_count() -> None:
    """Where the site counts what is withheld, the count has a page."""
    pages = pages_of(an_archive(withheld=(WithheldCount(2021, "国家秘密", 1),)))

    assert 1 == len(listing(pages, "/years/2021/").withheld)
