"""Declared figures beside what is on record: differences are told, and nobody is accused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from builder.cache import Cache
from builder.disclosure.public import Adoption
from builder.pipeline.reading import examine
from builder.pipeline.run import Options, Paths
from builder.site.catalogue import arrange
from builder.site.figures.declared import checks
from builder.site.figures.pages import Statistics
from builder.site.figures.summary import Share
from tests.conftest import a_report as a_run
from tests.makers_public import a_department, a_proposal, a_reply, a_report, an_archive

if TYPE_CHECKING:
    from pathlib import Path

    from builder.site.figures.declared import Compared

UNITS = (a_department(), a_department("jyj"))
FIVE = tuple(a_reply(str(n), role="lead" if n < 4 else "co", result="unstated") for n in range(1, 6))


def compared(*figures: tuple[str, str], unit: str | None = "mzj", **parts: Any) -> dict[str, Compared]:
    """Compare the figures of a report with an archive, by default with five replies of its unit, three as lead."""
    report = a_report(figures=figures, unit=unit)
    archive = an_archive(**{"departments": UNITS, "replies": FIVE, **parts}, reports=(report,))
    return {one.key: one for one in Statistics(archive, arrange(archive)).compared(report)}


# --- Reports ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "printed", "found", "verdict"),
    [
        ("handled", "5", 5, "same"),
        ("handled", "6", 5, "less"),
        ("handled", "4", 5, "more"),
        ("lead", "3", 3, "same"),
        ("co", "2", 2, "same"),
        ("answered", "5", 5, "same"),
        ("published", "5", 5, "same"),
        ("answer_rate", "100%", Share(5, 5), "same"),
        ("answer_rate", "１００％", Share(5, 5), "same"),
        ("answer_rate", "98%", Share(5, 5), "more"),
        ("answer_rate", "约九成", Share(5, 5), "open"),
        ("solved", "5", 0, "open"),  # no letter states a result: nothing contradicts five
        ("satisfaction_rate", "100%", None, "open"),
    ],
)
def test_a_declared_figure_stands_beside_the_one_on_record(
    key: str, printed: str, found: int | Share | None, verdict: str
) -> None:
    """`less` says no more than that this site has fewer; what the letters do not say is `open`."""
    one = compared((key, printed))[key]

    assert (found, verdict) == (one.found, one.verdict)


def test_solved_is_compared_with_results_that_are_stated() -> None:
    """Two are solved and one is not; three declared are less on record, and nothing is unsaid."""
    replies = (a_reply("1"), a_reply("2"), a_reply("3", result="planned"))
    one = compared(("solved", "3"), replies=replies)["solved"]

    assert (2, 0, "less") == (one.found, one.unsaid, one.verdict)


def test_lead_takes_in_what_a_report_does_not_list_by_itself() -> None:
    """独办 is 主办 where the report knows no 独办."""
    replies = (a_reply("1", role="sole"), a_reply("2", role="lead"))

    assert "same" == compared(("lead", "2"), replies=replies)["lead"].verdict
    assert {"lead": "same", "sole": "same"} == {
        key: one.verdict for key, one in compared(("lead", "1"), ("sole", "1"), replies=replies).items()
    }


def test_roles_that_nobody_states_may_be_the_missing_ones() -> None:
    """Three as lead are declared, two are on record and one letter does not say: that cannot be told."""
    replies = (a_reply("1", role="lead"), a_reply("2", role="lead"), a_reply("3", role=None))
    one = compared(("lead", "3"), replies=replies)["lead"]

    assert (2, 1, "open") == (one.found, one.unsaid, one.verdict)


def test_satisfaction_is_counted_as_the_report_counts_it() -> None:
    """With 基本满意 three of four, without it two: both are a way of counting, another rate is not."""
    words = ("非常满意", "满意", "基本满意", "不满意")
    replies = tuple(a_reply(str(n), satisfaction=word) for n, word in enumerate(words, 1))
    verdicts = {
        rate: compared(("satisfaction_rate", rate), replies=replies)["satisfaction_rate"].verdict
        for rate in ("75%", "50%", "90%")
    }

    assert {"75%": "same", "50%": "same", "90%": "less"} == verdicts


def test_a_report_of_the_whole_site_is_compared_with_its_year() -> None:
    """Replies of every unit, and numbers rather than hands."""
    replies = (*FIVE, a_reply("1", department="jyj", role="co", path="replies/2022/b.md"))

    assert {"handled": 5, "answered": 5, "co": 3} == {
        key: one.found
        for key, one in compared(("handled", "5"), ("answered", "5"), ("co", "2"), unit=None, replies=replies).items()
    }


def test_a_number_that_two_units_solved_is_solved_once() -> None:
    """A report of the whole site counts numbers."""
    replies = (a_reply("1"), a_reply("1", department="jyj", role="co", path="replies/2022/b.md"))

    assert "same" == compared(("solved", "1"), unit=None, replies=replies)["solved"].verdict


def test_without_records_nothing_is_compared() -> None:
    """A report of a unit that has no letters here is not called wrong."""
    assert (None, "open") == compared(("handled", "6"), unit="jyj")["handled"][2::2]


def test_a_rate_may_be_rounded_or_cut_off() -> None:
    """Two of three are 66.7 %, and 66.6 %, and 66 %, and 67 %; not 68 %."""
    proposals = tuple(a_proposal(str(n)) for n in (1, 2, 3))
    verdicts = [
        compared(("answer_rate", rate), proposals=proposals, replies=FIVE[:2])["answer_rate"].verdict
        for rate in ("66.7%", "66.6%", "66%", "67%", "68%")
    ]

    assert ["same", "same", "same", "same", "less"] == verdicts


# --- Letters ----------------------------------------------------------------------------------------------------------


def told(*adoption: Any) -> dict[str, bool]:
    """Say which reckonings with a letter's figures agree."""
    return {check.key: check.agrees for check in checks(Adoption(*adoption))}


@pytest.mark.parametrize(
    ("adoption", "expected"),
    [
        ((6, 1, None, 1, "100%"), {"adopted": True, "rate": True}),
        ((9, 7, 2, 9, "100%"), {"sum": True, "adopted": True, "rate": True}),
        ((6, 6, 6, 6, "100%"), {"sum": False, "adopted": True, "rate": True}),
        ((4, 3, 1, 3, "75%"), {"sum": True, "adopted": True, "rate": True}),
        ((3, 3, None, 2, "66.7%"), {"adopted": True, "rate": True}),
        ((3, 3, None, 2, "80%"), {"adopted": True, "rate": False}),
        ((3, 4, None, 4, None), {"own": False, "adopted": False}),
        ((None, None, None, 4, "100%"), {}),
        ((4, None, None, None, None), {}),
        ((0, 0, 0, 0, "0%"), {"sum": True, "adopted": True}),
    ],
)
def test_a_letters_figures_are_reckoned_against_each_other(adoption: Any, expected: dict[str, bool]) -> None:
    """Own and co-handlers' make the total, adopted are not more, and the rate is that of one of the wholes."""
    assert expected == told(*adoption)


# --- The real ones ----------------------------------------------------------------------------------------------------


@pytest.fixture
def real(archive_of_seeds: Path, tmp_path: Path) -> Statistics:
    """Make the figures of the real archive."""
    paths = Paths(content=archive_of_seeds, output=tmp_path / "site", cache=tmp_path / "cache", layouts=())
    public = examine(paths, Options(), a_run(), Cache(paths.cache, paths.content)).public
    return Statistics(public, arrange(public))


@pytest.mark.seeds
def test_the_real_report_holds(real: Statistics) -> None:
    """Five are three and two, all answered and public; that five are solved no letter says or denies."""
    page = dict(real.inputs())["/statistics/2024/"]
    (report,) = page.reports

    assert {
        "handled": (5, "same"),
        "lead": (3, "same"),
        "co": (2, "same"),
        "answered": (5, "same"),
        "answer_rate": (Share(5, 5), "same"),
        "solved": (0, "open"),
        "published": (5, "same"),
    } == {one.key: (one.found, one.verdict) for one in report.compared}


@pytest.mark.seeds
def test_the_real_letter_of_six_and_six_is_listed(real: Statistics) -> None:
    """113330 declares 6 + 6 of 6; of the five letters it is the only one whose figures do not fit together."""
    (letter,) = dict(real.inputs())["/statistics/2024/"].letters

    assert "/replies/zz-zx-11-3/113330/zz-shgzb/" == letter.address
    assert [("sum", (("own", "6"), ("co", "6"), ("sum", "12"), ("total", "6")))] == [
        (check.key, check.numbers) for check in letter.checks
    ]
