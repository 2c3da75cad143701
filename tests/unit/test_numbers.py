"""The ledger of all numbers: what stands in it, how it is cut, what a new document touches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.disclosure.public import ListedNotice
from builder.site import numbers, plan
from builder.site.inputs import NumbersInputs
from tests.makers_public import a_proposal, a_reply, a_session, an_archive

if TYPE_CHECKING:
    import pytest

    from builder.disclosure.public import PublicArchive


def ledger(archive: PublicArchive) -> dict[str, NumbersInputs]:
    """Plan an archive, and find its pages of numbers by their addresses."""
    return {page.url: page.inputs for page in plan.make(archive).pages if isinstance(page.inputs, NumbersInputs)}


def printed(inputs: NumbersInputs) -> list[str]:
    """Name the numbers of a page in their order."""
    return [number.label for _, found in inputs.groups for number in found]


def proposals(*printed: str, session: str = "zx-5-1") -> tuple[object, ...]:
    """Make a proposal for each number."""
    return tuple(a_proposal(number, session=session, path=f"proposals/{session}-{number}.md") for number in printed)


def test_every_number_with_a_public_document_has_a_place() -> None:
    """Also one whose proposal is not there, but not a letter without a number, nor what is only listed."""
    notice = ListedNotice("n", "reply", "zx-5-1", 2022, "9", "9", "依申请公开的答复", None)
    letter = a_reply("", numbers=(), keys=(), path="replies/2022/x.md", name="x")
    archive = an_archive(proposals=proposals("023"), replies=(a_reply("7"), letter), listed=(notice,))

    assert ["7", "023"] == printed(ledger(archive)["/numbers/"])


def test_numbers_stand_as_people_count() -> None:
    """9 comes before 10, however many zeros are printed."""
    assert ["9", "010", "0101"] == printed(ledger(an_archive(proposals=proposals("0101", "010", "9")))["/numbers/"])


def test_a_small_archive_has_one_page_with_the_newest_session_first() -> None:
    """A browser's own search then finds every number there is."""
    sessions = (a_session(), a_session("zx-5-2", name="市政协五届二次会议", meeting=2, year=2023))
    archive = an_archive(sessions=sessions, proposals=(*proposals("1"), *proposals("2", session="zx-5-2")))
    found = ledger(archive)

    assert ["/numbers/"] == list(found)
    assert ["zx-5-2", "zx-5-1"] == [session for session, _ in found["/numbers/"].groups]


def test_a_large_archive_is_cut_by_session_and_a_large_session_by_thousand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each number stands on one page only."""
    monkeypatch.setattr(numbers, "FULL", 2)
    sessions = (a_session(), a_session("zx-5-2", name="市政协五届二次会议", meeting=2, year=2023))
    archive = an_archive(
        sessions=sessions, proposals=(*proposals("1", "2"), *proposals("1", "999", "1000", session="zx-5-2"))
    )
    found = ledger(archive)

    assert {
        "/numbers/": [],
        "/numbers/zx-5-2/": [],
        "/numbers/zx-5-2/0/": ["1", "999"],
        "/numbers/zx-5-2/1000/": ["1000"],
        "/numbers/zx-5-1/": ["1", "2"],
    } == {url: printed(inputs) for url, inputs in found.items()}


def test_a_new_number_touches_one_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """No other page counts it."""
    monkeypatch.setattr(numbers, "FULL", 2)
    sessions = (a_session(), a_session("zx-5-2", name="市政协五届二次会议", meeting=2, year=2023))
    known = (*proposals("1", "2"), *proposals("1", "999", "1000", session="zx-5-2"))
    before = ledger(an_archive(sessions=sessions, proposals=known))
    after = ledger(an_archive(sessions=sessions, proposals=(*known, *proposals("998", session="zx-5-2"))))

    assert ["/numbers/zx-5-2/0/"] == [url for url, inputs in after.items() if before[url] != inputs]
