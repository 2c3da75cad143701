from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest

from builder.disclosure.public import Adoption, AnsweredPoint, Commitment, Contact, PublicAttachment, Speech
from builder.pipeline.run import SHIPPED_LAYOUTS
from builder.site import layouts, plan
from builder.site.render import Renderer, Texts
from tests.makers_public import (
    a_department,
    a_meeting,
    a_page,
    a_proposal,
    a_reply,
    a_report,
    an_archive,
    an_update,
)

TEXTS = {"一": "见[报告](reports/2022/zongjie.md)和[那件](replies/2022/x.md)。\n", "二": "发言。\n"}
LETTER = a_reply(
    text="一",
    references=("reports/2022/zongjie.md", "replies/2022/x.md"),
    adoption=Adoption(6, 6, 0, 6, "100%"),
    commitments=(Commitment("装灯", "2022-12-31", "done", None, None),),
    answered_points=(AnsweredPoint(1, "一"),),
    contact=Contact("办公室", "0999-5550100", None),
    attachments=(PublicAttachment("2022/a.pdf", "清单", 12, "d"),),
)


@cache
def site() -> dict[str, Any]:
    """Render every document as data, by the address of its page."""
    archive = an_archive(
        departments=(a_department("mzj"),),
        proposals=(a_proposal("24", disclosure="summary", summary="摘要。"),),
        replies=(LETTER, a_reply(place=2, follows=("zx-5-1", "023", "mzj", 1), path="replies/2022/023-mzj-2.md")),
        reports=(a_report(figures=(("handled", "3"), ("answer_rate", "100%"))),),
        meetings=(a_meeting(speeches=(Speech("养老", "市mzj局", "mzj", "二"),)),),
        updates=(an_update(),),
        pages=(a_page(),),
    )
    made = plan.make(archive)
    design = layouts.read([SHIPPED_LAYOUTS])
    renderer = Renderer(made.context, design, Texts(TEXTS.__getitem__, str), None, "1")
    return {
        page.url.removesuffix("index.json"): json.loads(renderer.page(page))
        for page in made.pages
        if page.kind == "data"
    }


def test_every_document_page_stands_beside_its_data() -> None:
    """Proposals, replies, reports, meetings, updates and standing pages; and each says its own address."""
    assert {
        "/proposals/zx-5-1/023/",
        "/proposals/zx-5-1/24/",
        "/replies/zx-5-1/023/mzj/",
        "/replies/zx-5-1/023/mzj/2/",
        "/reports/2022/zongjie/",
        "/meetings/2022/xieshang/",
        "/updates/2022/dongtai/",
        "/about/",
    } == site().keys()
    assert list(site()) == [data["address"] for data in site().values()]


def test_a_reply_says_all_that_may_be_read_of_it() -> None:
    """Under the English keys of the fields, with its text as a page shows it."""
    data = site()["/replies/zx-5-1/023/mzj/"]

    assert [{"number": "023", "address": "/proposals/zx-5-1/023/"}] == data["answers"]
    assert {"total": 6, "own": 6, "co": 0, "adopted": 6, "rate": "100%"} == data["adoption"]
    assert [{"item": "装灯", "due": "2022-12-31", "state": "done", "updated": None, "basis": None}] == data[
        "commitments"
    ]
    assert [{"suggestion": 1, "answer": "一"}] == data["answered_points"]
    assert {"unit": "办公室", "phone": "0999-5550100", "postcode": None} == data["contact"]
    assert [{"address": "/attachments/2022/a.pdf", "name": "清单", "bytes": 12}] == data["attachments"]
    assert "见[报告](/reports/2022/zongjie/)和那件。" == data["text"]
    assert "/replies/zx-5-1/023/mzj/" == site()["/replies/zx-5-1/023/mzj/2/"]["follows"]


def test_a_number_whose_proposal_is_not_public_says_nothing_of_it() -> None:
    """There is the page of the number, and no title, attribute or text."""
    data = site()["/proposals/zx-5-1/023/"]

    assert {None} == {data[key] for key in ("title", "disclosure", "disclosure_printed", "text", "key_item")}
    assert ["/replies/zx-5-1/023/mzj/", "/replies/zx-5-1/023/mzj/2/"] == [reply["address"] for reply in data["replies"]]


def test_of_a_summary_only_the_summary_is_told() -> None:
    """Whether it is a key item is not known to readers either."""
    data = site()["/proposals/zx-5-1/24/"]

    assert ("摘要。", None, None, []) == tuple(data[key] for key in ("summary", "text", "key_item", "attachments"))


@pytest.mark.parametrize(
    ("address", "key", "expected"),
    [
        ("/reports/2022/zongjie/", "figures", {"handled": "3", "answer_rate": "100%"}),
        (
            "/meetings/2022/xieshang/",
            "speeches",
            [
                {
                    "heading": "养老",
                    "speaker": "市mzj局",
                    "department": {"id": "mzj", "name": "市mzj局"},
                    "text": "发言。",
                }
            ],
        ),
    ],
)
def test_other_documents_say_what_is_their_own(address: str, key: str, expected: object) -> None:
    """Figures of a report as declared, speeches of a meeting with their speakers."""
    assert expected == site()[address][key]
