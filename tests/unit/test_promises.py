"""Promises: shown as recorded, reckoned with as of a day, in lists that stay light and change little."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree  # noqa: ICN001 - its own name

import pytest

from builder.disclosure.public import Commitment, ListedNotice
from builder.site import commitments, layouts, plan, promises
from builder.site.catalogue import arrange
from builder.site.days import days_between, is_day
from builder.site.inputs import CommitmentsInputs, ListingInputs
from builder.site.render import Renderer, Texts
from tests.makers_public import a_department, a_proposal, a_reply, a_site, an_archive

if TYPE_CHECKING:
    from builder.disclosure.public import PublicArchive, PublicReply
    from builder.site.plan.values import Page
    from builder.site.promises import Promise

DESIGN = layouts.read([Path(__file__).parents[2] / "layouts"])
ATOM = {"a": "http://www.w3.org/2005/Atom"}
AS_OF = "2024-06-30"
HEAVY = 150_000
"""What a page of promises may weigh, in bytes."""


def a_promise(item: str = "装灯", **changes: object) -> Commitment:
    """Make a promise with nothing but its item."""
    return Commitment(item, None, None, None, None)._replace(**changes)


def promising(number: str, *recorded: Commitment, **changes: object) -> PublicReply:
    """Make a reply that promises something."""
    return a_reply(number, commitments=recorded, **changes)


def gathered(archive: PublicArchive) -> tuple[Promise, ...]:
    """Gather the promises of an archive."""
    return promises.gather(archive, arrange(archive))


def one(recorded: Commitment, **changes: object) -> Promise:
    """Gather the only promise of an archive."""
    [found] = gathered(an_archive(replies=(promising("1", recorded, **changes),)))
    return found


def pages_of(archive: PublicArchive) -> dict[str, Page]:
    """Plan an archive, and find its pages by their addresses."""
    return {page.url: page for page in plan.make(archive).pages}


def inputs_of(archive: PublicArchive, url: str = "/commitments/") -> CommitmentsInputs:
    """Get what a page of promises is made from."""
    inputs = pages_of(archive)[url].inputs
    assert isinstance(inputs, CommitmentsInputs)
    return inputs


def shown(archive: PublicArchive, url: str = "/commitments/") -> str:
    """Render a page."""
    made = plan.make(archive)
    page = next(page for page in made.pages if page.url == url)
    return Renderer(made.context, DESIGN, Texts(lambda _: "", str), None, "1").page(page).decode()


def groups(archive: PublicArchive) -> dict[str, list[str]]:
    """Name the promises of each group, in order."""
    return {group.kind: [p.recorded.item for p in group.promises] for group in inputs_of(archive).groups}


def changed(before: PublicArchive, after: PublicArchive) -> set[str]:
    """Name the pages and feeds that an edit touches."""
    old = {url: page.digest for url, page in pages_of(before).items()}
    return {url for url, page in pages_of(after).items() if old.get(url) != page.digest}


# --- Days -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [("2024-06-30", "2024-06-30", 0), ("2024-02-28", "2024-03-01", 2), ("2023-12-31", "2024-12-31", 366)],
)
def test_days_are_counted_from_one_to_the_other(first: str, last: str, days: int) -> None:
    """Leap years count, and the other way round it is as many below zero."""
    assert (days, -days) == (days_between(first, last), days_between(last, first))


@pytest.mark.parametrize(
    "text", [None, "", "2024", "年底前", "二〇二四年十二月底前", "２０２４-１２-３１", "2024-12-31前"]
)
def test_what_is_no_whole_day_is_none(text: str | None) -> None:
    """Not even where it is as long as one."""
    assert not is_day(text)


# --- Reckoning --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("recorded", "group", "overdue", "left"),
    [
        (a_promise(due="2024-06-29"), "overdue", 1, None),
        (a_promise(due="2024-06-29", state="in-progress"), "overdue", 1, None),
        (a_promise(due="2024-06-29", state="not-done"), "overdue", 1, None),
        (a_promise(due="2024-06-29", state="adjusted"), "overdue", 1, None),
        (a_promise(due="2024-06-29", state="done"), "done", None, None),
        (a_promise(due="2024-06-30"), "upcoming", None, 0),
        (a_promise(due="2024-07-10"), "upcoming", None, 10),
        (a_promise(due="年底前"), "undated", None, None),
        (a_promise(due="二〇二四年十二月底前"), "undated", None, None),
        (a_promise(), "undated", None, None),
        (a_promise(state="done"), "done", None, None),
    ],
)
def test_a_term_has_passed_when_its_day_is_over(
    recorded: Commitment, group: str, overdue: int | None, left: int | None
) -> None:
    """The last day itself is not late; what is recorded as done is not, whatever the term; what is no day is not reckoned."""
    promise = one(recorded)

    assert (group, overdue, left) == (
        promises.group_of(promise, AS_OF),
        promises.overdue(promise, AS_OF),
        promises.left(promise, AS_OF),
    )


def test_without_a_day_to_reckon_by_nothing_is_reckoned() -> None:
    """An archive in which no document has a date says nothing of terms."""
    promise = one(a_promise(due="2024-06-29"))

    assert ("undated", None, None, None) == (
        promises.group_of(promise, None),
        promises.overdue(promise, None),
        promises.left(promise, None),
        promises.silent(promise, None),
    )


@pytest.mark.parametrize(
    ("recorded", "changes", "days"),
    [
        (a_promise(updated="2024-06-20"), {}, 10),
        (a_promise(updated="2022-05-01"), {"replied": "2024-06-20"}, 10),
        (a_promise(), {"replied": None, "published": "2024-06-20"}, 10),
        (a_promise(), {"replied": None}, None),
        (a_promise(updated="2024-07-01"), {}, None),
        (a_promise(updated="2024-06-20", state="done"), {}, None),
    ],
    ids=["update", "reply after it", "day of publication", "no day", "after the day to reckon by", "done"],
)
def test_silence_lasts_from_the_last_word(recorded: Commitment, changes: dict[str, object], days: int | None) -> None:
    """That is 更新 or the reply, whichever is later; what is done is asked nothing more."""
    assert days == promises.silent(one(recorded, **changes), AS_OF)


def test_a_later_reply_of_the_chain_is_the_last_word() -> None:
    """The promise of the first letter names the newest of those that go on from it, and its day counts."""
    chain = (
        promising("1", a_promise(), replied="2024-01-01"),
        a_reply("1", path="replies/2022/y.md", place=2, follows=("zx-5-1", "1", "mzj", 1), replied="2024-03-01"),
        a_reply("1", path="replies/2022/z.md", place=3, follows=("zx-5-1", "1", "mzj", 2), replied="2024-06-20"),
    )
    [promise] = gathered(an_archive(replies=chain))

    assert "/replies/zx-5-1/1/mzj/3/" == (promise.newest and promise.newest.address)
    assert 10 == promises.silent(promise, AS_OF)


# --- Lists ------------------------------------------------------------------------------------------------------------


def test_what_is_urgent_stands_first() -> None:
    """Terms that have passed longest, then the next terms, then no term (newest reply first), then the last done."""
    archive = an_archive(
        as_of=AS_OF,
        replies=(
            promising("1", a_promise("二", due="2024-02-01"), a_promise("一", due="2024-01-01"), replied="2024-01-05"),
            promising("2", a_promise("四", due="2024-09-01"), a_promise("三", due="2024-08-01"), replied="2024-01-05"),
            promising("3", a_promise("六"), replied="2024-01-05"),
            promising("4", a_promise("五", due="年底前"), replied="2024-02-05"),
            promising("5", a_promise("八", state="done", updated="2024-03-01"), replied="2024-01-05"),
            promising("6", a_promise("七", state="done", updated="2024-04-01"), replied="2024-01-05"),
        ),
    )

    assert {"overdue": ["一", "二"], "upcoming": ["三", "四"], "undated": ["五", "六"], "done": ["七", "八"]} == groups(
        archive
    )
    assert list(commitments.GROUPS) == list(groups(archive))


def test_each_unit_that_promised_something_has_a_list_and_a_feed() -> None:
    """Others have none, and the list of the site leads to those that are there."""
    archive = an_archive(
        departments=(a_department("mzj"), a_department("jyj"), a_department("wjw")),
        replies=(promising("1", a_promise("甲"), a_promise("乙")), promising("2", a_promise("丙"), department="jyj")),
    )
    pages = pages_of(archive)

    assert {"/commitments/", "/commitments/jyj/", "/commitments/mzj/"} == {
        url for url, page in pages.items() if page.kind == "commitments"
    }
    assert {f"{url}feed.xml" for url, page in pages.items() if page.kind == "commitments"} <= pages.keys()
    assert (("mzj", 2), ("jyj", 1)) == inputs_of(archive).units
    assert ["丙"] == [p.recorded.item for p in inputs_of(archive, "/commitments/jyj/").shown]


def test_an_archive_without_promises_has_no_list_of_them() -> None:
    """Neither a page nor an entry of the menu."""
    made = plan.make(an_archive(replies=(a_reply(),)))

    assert [] == [page.url for page in made.pages if "commitments" in page.url]
    assert "commitments" not in made.context.view.sections


def test_the_list_of_a_unit_says_how_much_it_has_promised() -> None:
    """A unit that promised nothing says nothing."""
    archive = an_archive(
        departments=(a_department("mzj"), a_department("jyj")), replies=(promising("1", a_promise(), a_promise("乙")),)
    )
    listed = {url: page.inputs for url, page in pages_of(archive).items() if isinstance(page.inputs, ListingInputs)}

    assert 2 == listed["/departments/mzj/"].promised
    assert 0 == listed["/departments/jyj/"].promised
    assert 'href="../../commitments/mzj/"' in shown(archive, "/departments/mzj/")


def test_the_title_of_a_proposal_comes_from_the_proposal_alone() -> None:
    """What is listed on request lends a row of promises no title; the number stands there instead."""
    archive = an_archive(
        proposals=(a_proposal("1", title="公开的提案"),),
        replies=(promising("1", a_promise("甲")), promising("2", a_promise("乙")), a_reply("3")),
        listed=(ListedNotice("d", "proposal", "zx-5-1", 2022, "2", "2", "依申请公开的提案", "mzj"),),
    )
    html = shown(archive)

    assert "公开的提案" in html
    assert "依申请公开的提案" not in html
    assert "第2号提案" in html


def test_a_letter_without_number_promises_too() -> None:
    """It leads to the letter, and to no proposal."""
    [promise] = gathered(an_archive(replies=(promising("", a_promise(), numbers=(), keys=(), name="来信"),)))

    assert ("/replies/zx-5-1/x-来信/mzj/", None, ()) == (promise.reply.address, promise.proposal, promise.numbers)


def test_a_page_shows_words_as_recorded_and_reckons_apart() -> None:
    """The term that is no day stands as printed, the state in the words of the record, the day of reckoning beside it."""
    html = shown(
        an_archive(
            as_of=AS_OF,
            replies=(
                promising(
                    "1", a_promise("装<灯>", due="2024-06-28", state="adjusted", updated="2024-06-01", basis="改期")
                ),
                promising("2", a_promise("修桥", due="汛期以前")),
            ),
        )
    )

    assert '截至<time datetime="2024-06-30">' in html
    assert "装&lt;灯&gt;" in html
    assert "<strong>过期2天</strong>" in html
    assert all(words in html for words in ("已调整", "依据：改期", "汛期以前", "状态未登记", "已29天没有新消息"))


def test_a_reply_shows_its_own_promises_and_no_day_of_reckoning() -> None:
    """Its page changes when the record does, and never because a day has passed."""
    before = an_archive(as_of=AS_OF, replies=(promising("1", a_promise(due="2024-06-28", basis="会议纪要")),))
    html = shown(before, "/replies/zx-5-1/1/mzj/")

    assert 'id="c1"' in html
    assert "依据：会议纪要" in html
    assert "过期" not in html
    assert "/replies/zx-5-1/1/mzj/" not in changed(before, before._replace(as_of="2025-06-30"))


# --- Many -------------------------------------------------------------------------------------------------------------


def many(count: int, as_of: str = AS_OF, **changes: object) -> PublicArchive:
    """Make an archive of replies with a promise each, of all groups, in words as long as real ones."""
    states = (None, "in-progress", "done", "not-done", "adjusted")
    item = "完成全部老旧小区雨污分流管网改造并向提案人书面通报改造前后的水质对比情况"
    basis = "截至九月底已完成管道敷设百分之三十一，其余路段因管线迁改推迟到明年一季度"
    return an_archive(
        as_of=as_of,
        proposals=tuple(
            a_proposal(str(n), title=f"关于加快第{n}批老旧小区雨污分流改造、从源头治理河道污染的提案")
            for n in range(count)
        ),
        replies=tuple(
            promising(
                str(n),
                a_promise(
                    f"{item}{n}",
                    due=("2023-01-01", "2025-01-01", "明年汛期以前")[n % 3],
                    state=states[n % 5],
                    updated="2024-01-01",
                    basis=basis,
                ),
                replied=f"20{20 + n * 4 // max(count, 1)}-{1 + n % 12:02d}-11",
            )
            for n in range(count)
        ),
        **changes,
    )


@pytest.mark.parametrize(
    ("promised", "last"),
    [
        pytest.param(1_000, "/commitments/page/20/", id="a thousand"),
        pytest.param(5_000, "/commitments/page/100/", id="five thousand", marks=pytest.mark.slow),
    ],
)
def test_thousands_of_promises_make_light_pages(promised: int, last: str) -> None:
    """The list shows the first of each group, and all of them stand on numbered pages."""
    archive = many(promised)
    pages = pages_of(archive)

    assert last in pages
    assert [30, 30, 30, 30] == [len(group.promises) for group in inputs_of(archive).groups]
    assert promised == sum(group.total for group in inputs_of(archive).groups)
    assert all(
        len(shown(archive, url).encode()) < HEAVY
        for url in ("/commitments/", "/commitments/mzj/", "/commitments/page/7/")
    )


def test_numbered_pages_hold_every_promise_once() -> None:
    """None is lost between the groups, whose rows are cut."""
    archive = many(120)
    numbered = [page.inputs for url, page in pages_of(archive).items() if url.startswith("/commitments/page/")]

    assert sorted(p.digest for p in gathered(archive)) == sorted(p.digest for page in numbered for p in page.shown)


def test_another_day_changes_only_what_shows_days() -> None:
    """The lists' own addresses; no numbered page, no feed, no reply, no list of documents."""
    before = many(120)

    assert {"/commitments/", "/commitments/mzj/"} == changed(before, before._replace(as_of="2024-07-01"))


def test_a_list_in_which_all_is_done_does_not_change_with_the_day() -> None:
    """Nothing in it is reckoned, and it names no day."""
    before = an_archive(as_of=AS_OF, replies=(promising("1", a_promise(state="done", due="2024-01-01")),))

    assert set() == changed(before, before._replace(as_of="2024-07-01"))
    assert "截至" not in shown(before)


def test_a_new_promise_changes_few_pages_of_promises() -> None:
    """The own addresses, the last numbered page of each list, and the feeds."""
    before = many(120)
    added = promising("500", a_promise("新的"), replied="2024-06-30")
    touched = {
        url
        for url in changed(before, before._replace(replies=(*before.replies, added)))
        if url.startswith("/commitments/")
    }

    assert {f"/commitments/{unit}{end}" for unit in ("", "mzj/") for end in ("", "page/3/", "feed.xml")} == touched


@pytest.mark.parametrize("field", ["item", "due", "state", "updated", "basis"])
def test_every_recorded_word_is_part_of_the_pages_that_show_it(field: str) -> None:
    """An edit of any of them makes the lists, the feeds and the page of the reply anew."""
    recorded = a_promise("装灯", due="2024-01-01", state="in-progress", updated="2024-01-02", basis="批复")
    other = "not-done" if field == "state" else "2024-01-03" if field in ("due", "updated") else "别的"
    before = an_archive(as_of=AS_OF, replies=(promising("1", recorded),))
    after = an_archive(as_of=AS_OF, replies=(promising("1", recorded._replace(**{field: other})),))
    pages = {"/commitments/", "/commitments/mzj/", "/commitments/feed.xml", "/commitments/mzj/feed.xml"}

    assert pages | {"/replies/zx-5-1/1/mzj/"} <= changed(before, after)


# --- Feeds ------------------------------------------------------------------------------------------------------------


def feed_of(archive: PublicArchive, url: str = "/commitments/feed.xml") -> ElementTree.Element:
    """Read a feed."""
    return ElementTree.fromstring(shown(archive, url))


def test_an_entry_of_the_feed_is_a_promise() -> None:
    """It was updated when its record was, else when the reply became public, and leads to the row on the reply's page."""
    archive = an_archive(
        site=a_site(base_url="https://example.org/"),
        replies=(
            promising(
                "1", a_promise("甲", due="2024-12-31"), a_promise("乙", updated="2024-03-01"), replied="2024-01-05"
            ),
            promising("2", a_promise("丙", due="年底前", basis="批复"), replied="2024-01-05", published="2024-02-01"),
        ),
    )
    feed = feed_of(archive)
    entries = feed.findall("a:entry", ATOM)

    assert ["乙", "丙", "甲"] == [entry.findtext("a:title", "", ATOM) for entry in entries]
    assert ["2024-03-01", "2024-02-01", "2024-01-05"] == [
        entry.findtext("a:updated", "", ATOM)[:10] for entry in entries
    ]
    assert "https://example.org/replies/zx-5-1/1/mzj/#c2" == entries[0].findtext("a:id", "", ATOM)
    assert "https://example.org/replies/zx-5-1/1/mzj/#c2" == entries[0].find("a:link", ATOM).attrib["href"]
    assert "2024-03-01" == feed.findtext("a:updated", "", ATOM)[:10]
    assert "市mzj局承诺，期限：年底前，状态未登记，依据：批复" == entries[1].findtext("a:summary", "", ATOM)
    assert "期限：2024年12月31日" in entries[2].findtext("a:summary", "", ATOM)


def test_a_feed_of_a_unit_holds_only_what_it_promised() -> None:
    """Without an address of the site ids are names made from it, one for each promise."""
    archive = an_archive(
        departments=(a_department("mzj"), a_department("jyj")),
        replies=(promising("1", a_promise("甲"), a_promise("乙")), promising("2", a_promise("丙"), department="jyj")),
    )
    entries = feed_of(archive, "/commitments/mzj/feed.xml").findall("a:entry", ATOM)

    assert {"甲", "乙"} == {entry.findtext("a:title", "", ATOM) for entry in entries}
    assert 2 == len({entry.findtext("a:id", "", ATOM) for entry in entries})
