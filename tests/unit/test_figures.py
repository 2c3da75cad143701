"""Figures: what the public records come to, worked out by hand beside each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from builder.disclosure.public import Adoption, ListedNotice, Terms, WithheldCount
from builder.site.catalogue import arrange
from builder.site.figures.pages import Statistics, with_states
from builder.site.figures.present import halved, measures
from builder.site.figures.summary import Adopted, Share, Spread
from builder.site.points import register
from builder.site.points.register import Binding, FiledPoint, Folio
from tests.makers_public import a_department, a_proposal, a_reply, a_report, an_archive

if TYPE_CHECKING:
    from builder.disclosure.public import PublicArchive
    from builder.site.catalogue import ShelfKey
    from builder.site.figures.summary import Figures

YEAR: ShelfKey = ("year", "2022", None)
UNIT: ShelfKey = ("department", "mzj", None)
UNIT_YEAR: ShelfKey = ("department-year", "mzj", 2022)
UNITS = (a_department(), a_department("jyj"))


def statistics(**parts: Any) -> Statistics:
    """Make the figures of an archive."""
    archive: PublicArchive = an_archive(**{"departments": UNITS, **parts})
    return Statistics(archive, arrange(archive))


def figures(scope: ShelfKey = YEAR, /, **parts: Any) -> Figures:
    """Make the figures of one scope."""
    found = statistics(**parts).figures(scope)
    assert found is not None
    return found


def replied_on(*days: str, **changes: Any) -> dict[str, tuple[Any, ...]]:
    """Make proposals of the first of March, each with a reply on one of these days."""
    numbers = [str(number) for number in range(1, len(days) + 1)]
    return {
        "proposals": tuple(a_proposal(number, submitted="2022-03-01") for number in numbers),
        "replies": tuple(
            a_reply(number, replied=f"2022-{day}", **changes) for number, day in zip(numbers, days, strict=True)
        ),
    }


# --- How many ---------------------------------------------------------------------------------------------------------


def test_handled_is_what_the_list_shows() -> None:
    """A proposal, a reply to a number without proposal, and a letter without number are three."""
    parts = {
        "proposals": (a_proposal("1"),),
        "replies": (a_reply("2"), a_reply("", numbers=(), keys=(), name="来信", path="replies/2022/x.md")),
    }

    assert 3 == figures(**parts).matters
    assert 3 == figures(UNIT_YEAR, **parts).matters
    assert 3 == figures(("site", "", None), **parts).matters


def test_a_letter_to_three_numbers_counts_three_and_is_one_letter() -> None:
    """Numbers are counted, not files, but a file is published once."""
    found = figures(replies=(a_reply("1", numbers=("1", "2", "3"), keys=("1", "2", "3")),))

    assert (3, Share(3, 3), 1) == (found.matters, found.answered, found.letters)


def test_two_units_of_one_number_have_it_in_hand_twice() -> None:
    """For the year it is one number, in two hands: one leads and one supports."""
    parts = {"proposals": (a_proposal("1", co_handlers=("jyj",)),), "replies": (a_reply("1", role=None),)}

    assert (1, (("lead", 1), ("co", 1), ("unstated", 0))) == figures(**parts)[:2]


@pytest.mark.parametrize(
    ("role", "lead", "co_handlers", "expected"),
    [
        ("sole", (), (), "lead"),
        ("split", (), (), "lead"),
        ("assist", ("mzj",), (), "co"),
        (None, ("mzj",), (), "lead"),
        (None, (), ("mzj",), "co"),
        (None, ("jyj",), (), "unstated"),
    ],
)
def test_the_letter_says_the_role_and_else_the_proposal(
    role: str | None, lead: tuple[str, ...], co_handlers: tuple[str, ...], expected: str
) -> None:
    """What the unit itself states goes before what it was asked to do."""
    parts = {"proposals": (a_proposal("1", lead=lead, co_handlers=co_handlers),), "replies": (a_reply("1", role=role),)}

    assert 1 == dict(figures(UNIT, **parts).roles)[expected]


def test_the_answer_rate_is_out_of_what_can_be_answered_in_public() -> None:
    """One of three has a published reply; one whose reply is listed as open on request is left out of the whole."""
    notice = ListedNotice("d", "reply", "zx-5-1", 2022, "3", "3", "依申请公开的答复", "mzj")
    parts = {
        "proposals": (a_proposal("1"), a_proposal("2"), a_proposal("3")),
        "replies": (a_reply("1"),),
        "listed": (notice,),
    }
    found = figures(**parts)

    assert (3, Share(1, 2), 1) == (found.matters, found.answered, found.on_request)
    assert Share(1, 2) == figures(UNIT, **parts).answered


def test_a_co_handler_need_not_publish_an_opinion() -> None:
    """Without one the number is no part of the unit's whole; with one it counts."""
    proposals = (a_proposal("1", co_handlers=("jyj",)), a_proposal("2", co_handlers=("jyj",)))
    replies = (a_reply("1"), a_reply("2"), a_reply("2", department="jyj", role="co", path="replies/2022/b.md"))

    assert Share(1, 1) == figures(("department", "jyj", None), proposals=proposals, replies=replies).answered
    assert Share(2, 2) == figures(UNIT, proposals=proposals, replies=replies).answered


def test_the_newest_reply_gives_the_result() -> None:
    """A second reply that says solved takes the place of the first; an opinion that states nothing is left out."""
    replies = (
        a_reply("1", result="in-progress"),
        a_reply("1", path="replies/2022/z.md", place=2, follows=("zx-5-1", "1", "mzj", 1), result="solved"),
        a_reply("2", department="jyj", role="co", result="unstated", path="replies/2022/b.md"),
        a_reply("3", result="unstated"),
    )

    assert (("solved", 1), ("unstated", 1)) == figures(replies=replies).results


def test_published_replies_are_told_by_how_much_of_them_is_public() -> None:
    """In full, with passages removed, as a summary."""
    forms = ("public", "public", "redacted", "summary")
    replies = tuple(a_reply(str(number), disclosure=form) for number, form in enumerate(forms, 1))

    assert (("public", 2), ("redacted", 1), ("summary", 1)) == figures(replies=replies).disclosures


def test_declared_adoption_is_added_up_and_never_corrected() -> None:
    """The real five: 1 of 1, 1 of 1, 9 of 9, 6 of 6 (declared 6 + 6 of 6) and 4 of 4 are 21 of 21."""
    declared = (
        Adoption(6, 1, None, 1, "100%"),
        Adoption(2, 1, None, 1, "100%"),
        Adoption(9, 7, 2, 9, "100%"),
        Adoption(6, 6, 6, 6, "100%"),
        Adoption(4, 4, None, 4, "100%"),
    )
    replies = tuple(a_reply(str(number), adoption=adoption) for number, adoption in enumerate(declared, 1))

    assert Adopted(5, 21, 21) == figures(replies=replies).adopted


def test_of_a_continued_letter_the_later_adoption_counts() -> None:
    """The same suggestions are not counted twice."""
    replies = (
        a_reply("1", adoption=Adoption(4, 4, None, 2, None)),
        a_reply(
            "1",
            path="replies/2022/z.md",
            place=2,
            follows=("zx-5-1", "1", "mzj", 1),
            adoption=Adoption(4, 4, None, 3, None),
        ),
    )

    assert Adopted(1, 4, 3) == figures(replies=replies).adopted


# --- How long ---------------------------------------------------------------------------------------------------------


def test_median_and_ninetieth_percentile_of_the_days_to_reply() -> None:
    """Of 1, 2, 3, 4, 10 days the middle one is 3, and within 10 at least 90 % were done."""
    assert Spread(5, 6, 10) == figures(**replied_on("03-02", "03-03", "03-04", "03-05", "03-11")).reply_days


def test_an_even_number_of_records_has_its_median_between_two() -> None:
    """Of 1, 2, 3, 4, 5, 10 days it is 3.5."""
    found = figures(**replied_on("03-02", "03-03", "03-04", "03-05", "03-06", "03-11")).reply_days

    assert Spread(6, 7, 10) == found
    assert "3.5" == halved(7)


def test_the_ninetieth_percentile_is_a_record() -> None:
    """Of the days 1 to 20 it is the eighteenth."""
    days = [f"03-{day:02d}" for day in range(2, 22)]

    assert Spread(20, 21, 18) == figures(**replied_on(*days)).reply_days


def test_fewer_than_five_records_have_no_median() -> None:
    """They are counted, and that is all that is said."""
    assert Spread(4, None, None) == figures(**replied_on("03-02", "03-03", "03-04", "03-05")).reply_days


def test_days_run_from_assignment_where_it_is_stated() -> None:
    """交办 on the tenth, reply on the twelfth: two days, whenever it was submitted."""
    parts = replied_on(*["03-12"] * 5)
    parts["proposals"] = tuple(a_proposal(str(n), submitted="2022-01-05", assigned="2022-03-10") for n in range(1, 6))

    assert Spread(5, 4, 2) == figures(**parts).reply_days


@pytest.mark.parametrize(
    "changes",
    [{"role": "co"}, {"role": "assist"}, {"place": 2}, {"replied": None}, {"replied": "2022-02-01"}],
    ids=["opinion", "opinion of an assistant", "second reply", "no date", "before its proposal"],
)
def test_what_says_nothing_of_the_time_is_left_out(changes: dict[str, Any]) -> None:
    """Opinions have a term of their own; a later reply tells nothing of the first; dates may be missing or wrong."""
    reply = a_reply("1", **changes)
    found = figures(proposals=(a_proposal("1", submitted="2022-03-01"),), replies=(reply,))

    assert (0, Share(0, 0)) == (found.reply_days.records, found.reply_in_time)


@pytest.mark.parametrize(
    ("replied", "due", "months", "is_in_time"),
    [
        ("2022-06-01", None, 3, True),
        ("2022-06-02", None, 3, False),
        ("2022-06-02", None, 5, True),
        ("2022-06-02", "2022-06-02", 3, True),
        ("2022-05-31", "2022-05-30", 3, False),
    ],
)
def test_a_reply_is_in_time_by_its_own_term_and_else_by_the_sites(
    replied: str, due: str | None, months: int, is_in_time: bool
) -> None:
    """办理期限 goes before 办理月数; the last day is in time."""
    found = figures(
        proposals=(a_proposal("1", submitted="2022-03-01", due=due),),
        replies=(a_reply("1", replied=replied),),
        terms=Terms(months, 20),
    )

    assert Share(int(is_in_time), 1) == found.reply_in_time


@pytest.mark.parametrize(("workdays", "in_time"), [(54, 1), (53, 0)])
def test_a_reply_is_published_in_time_by_the_sites_term(workdays: int, in_time: int) -> None:
    """The real letter of 2023 took 54 working days."""
    reply = a_reply("1", replied="2023-07-17", published="2023-10-07")

    assert Share(in_time, 1) == figures(replies=(reply,), terms=Terms(3, workdays)).publish_in_time


def test_working_days_of_an_unknown_year_are_told_apart() -> None:
    """One of the two is an estimate."""
    replies = (
        a_reply("1", replied="2022-05-20", published="2022-06-01"),
        a_reply("2", replied="2090-05-20", published="2090-06-01"),
    )
    found = figures(replies=replies)

    assert (2, 1) == (found.publish_days.records, found.estimates)


def test_every_letter_is_published_once_whatever_it_is() -> None:
    """Opinions and second replies too; a letter to two numbers counts once, one with dates out of order not at all."""
    replies = (
        a_reply("1", numbers=("1", "2"), keys=("1", "2"), published="2022-05-23"),
        a_reply("1", department="jyj", role="co", path="replies/2022/b.md", published="2022-05-23"),
        a_reply("3", published="2022-05-19"),
    )

    assert Share(2, 2) == figures(replies=replies).publish_in_time


# --- What is withheld -------------------------------------------------------------------------------------------------


def test_no_figure_knows_how_much_is_withheld() -> None:
    """With and without the counts of the policy every page of figures is the same."""
    parts = replied_on("03-02", "03-03")
    before = list(statistics(**parts).inputs())

    assert before == list(statistics(**parts, withheld=(WithheldCount(2022, "国家秘密", 1),)).inputs())


def test_an_archive_without_suggestions_has_no_figures() -> None:
    """Also where the policy counts what is withheld, whose count would be all that there is."""
    assert [] == list(statistics(withheld=(WithheldCount(2022, "国家秘密", 1),), reports=(a_report(),)).inputs())


def test_few_records_have_no_rate() -> None:
    """One in time of one is shown as one; from five on it is a rate."""
    few = {measure.key: measure.value for measure in measures(figures(**replied_on("03-02")))}
    more = {measure.key: measure.value for measure in measures(figures(**replied_on(*["03-02"] * 5)))}

    assert ("figures.items", "figures.handlings") == (few["answered"].key, few["reply_in_time"].key)
    assert (("text", "100%"),) == more["answered"].values


# --- Pages ------------------------------------------------------------------------------------------------------------


def test_units_stand_in_their_own_order() -> None:
    """排序 and nothing else, however they compare."""
    units = (a_department("a", order=(2, "a")), a_department("b", order=(1, "b")))
    replies = (a_reply("1", department="a"), a_reply("2", department="a"), a_reply("3", department="b"))
    pages = dict(statistics(departments=units, replies=replies).inputs())

    assert ["b", "a"] == [unit for unit, _ in pages["/statistics/"].units]
    assert ["b", "a"] == [unit for unit, _ in pages["/statistics/2022/"].units]


def test_each_year_has_a_page_with_what_was_late() -> None:
    """The one late record of 2022 is named there, with its days."""
    pages = dict(statistics(**replied_on("03-02", "07-01")).inputs())
    (late,) = pages["/statistics/2022/"].late

    assert ("关于第2件事的提案", "/proposals/zx-5-1/2/", 122) == (late.title, late.address, late.days)
    assert () == pages["/statistics/"].late


def test_states_of_suggestions_are_counted_by_year_and_unit() -> None:
    """A suggestion of a proposal that two units answered counts for both, and once for the year."""
    points = tuple(FiledPoint(order, "", state, (), ()) for order, state in enumerate(("answered", "unclear"), 1))
    folio = Folio("/proposals/zx-5-1/1/", "1", "题目", "zx-5-1", 2022, ("jyj", "mzj"), points)
    binding = Binding("zx-5-1", 2022, "", register.tally([folio]), lambda: [folio])
    replies = (a_reply("1"), a_reply("1", department="jyj", path="replies/2022/b.md"))
    inputs = dict(statistics(replies=replies).inputs())["/statistics/"]
    found = with_states(inputs, [binding])
    expected = {"answered": 1, "unclear": 1}

    assert [(2022, expected)] == [(year, {k: n for k, n in counts if n}) for year, counts in found.states]
    assert [("jyj", expected), ("mzj", expected)] == [
        (unit, {k: n for k, n in counts if n}) for unit, counts in found.states_of_units
    ]
