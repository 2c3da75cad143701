"""
Make the rows of the tables from documents as data, which `index.json` holds beside each page.

Nothing else of a document is known here: what a table says, the page of the document said before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from builder.site import routes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from builder.site.inputs import OpenDataInputs

Document: TypeAlias = "Mapping[str, Any]"
"""An `index.json`."""
Value: TypeAlias = "str | int | bool | Sequence[object] | None"


class Row(NamedTuple):
    """A row, and the table in which it stands."""

    table: str
    values: Mapping[str, Value]


class Found(NamedTuple):
    """A text that the full-text search of the database finds."""

    address: str
    kind: str
    """`proposal`, `reply`, `report`, `meeting`, `speech`, `update` or `page`."""
    title: str
    date: str | None
    text: str
    """The text, or the summary where that is all there is."""


def rows_of(document: Document) -> Iterator[Row]:
    """Make the rows that a document gives."""
    match routes.kind_of_document(document["address"]):
        case "proposal":
            yield from _proposal(document)
        case "reply":
            yield from _reply(document)
        case "report":
            yield from _report(document)
        case "meeting":
            yield from _meeting(document)
        case "update":
            related = [item["address"] for item in document["related"]]
            yield Row("updates", {**document, "related": related})
        case _:
            yield Row("pages", document)
    yield from (
        Row("attachments", {"document": document["address"], "place": place, **file})
        for place, file in enumerate(document["attachments"], 1)
    )


def rows_of_site(site: OpenDataInputs) -> Iterator[Row]:
    """Make the rows that stand in no document: of the vocabularies, of what is listed or counted, and of the site."""
    settings, contact = site.site, dict(site.site.contact)
    licence = settings.licence
    yield Row(
        "site",
        {
            **settings._asdict(),
            "phone": contact.get("phone"),
            "contact_address": contact.get("address"),
            "postcode": contact.get("postcode"),
            "licence": licence.title if licence else None,
            "licence_url": licence.url if licence else None,
            "as_of": site.as_of,
            **site.terms._asdict(),
        },
    )
    for unit in site.departments:
        sort, _ = unit.order
        own = {"id": unit.slug, "address": routes.department(unit.slug), "sort": None if sort == _UNSORTED else sort}
        yield Row("departments", {**unit._asdict(), **own})
        yield from _list("department_aliases", {"department": unit.slug}, "alias", unit.aliases)
    for session in site.sessions:
        yield Row("sessions", {**session._asdict(), "id": session.slug, "address": routes.session(session.slug)})
    for place, topic in enumerate(site.topics, 1):
        yield Row("topics", {"name": topic, "place": place, "address": routes.topic(topic)})
    for place, notice in enumerate(site.listed, 1):
        yield Row("notices", {**notice._asdict(), "place": place})
    for count in site.withheld:
        yield Row("withheld", count._asdict())
    for old, new in site.redirects:
        yield Row("redirects", {"address": old, "target": new})


def found_in(document: Document) -> Iterator[Found]:
    """Give what full-text search may find of a document; a number without a public proposal is not found."""
    kind = routes.kind_of_document(document["address"])
    date = document.get({"proposal": "submitted", "reply": "replied"}.get(kind, "date"))
    if document["disclosure"]:
        text = document["text"] or document["summary"] or ""
        yield Found(document["address"], kind, document["title"], date, text)
    for place, speech in enumerate(document.get("speeches", ()), 1):
        yield Found(f"{document['address']}#s{place}", "speech", speech["heading"], date, speech["text"])


_UNSORTED = 10**9
"""What stands for no 排序 in the order of units."""


def _proposal(document: Document) -> Iterator[Row]:
    address, session, number = document["address"], document["session"], document["number"]
    units = {role: [unit["id"] for unit in document[key]] for role, key in (("lead", "lead"), ("co", "co_handlers"))}
    yield Row(
        "proposals",
        {
            **document,
            "session": session["id"],
            "year": session["year"],
            "lead": units["lead"],
            "co_handlers": units["co"],
            "replies": [reply["address"] for reply in document["replies"]],
        },
    )
    yield from _list("proposal_proposers", {"proposal": address}, "name", document["proposers"])
    for role, slugs in units.items():
        yield from _list("proposal_departments", {"proposal": address, "role": role}, "department", slugs)
    yield from _list("proposal_topics", {"proposal": address}, "topic", document["topics"])
    for asked, detail in zip(document["suggestions"], document["suggestion_details"], strict=True):
        name = f"{session['id']}/{number}/{asked['order']}"
        link = f"{address}#{detail['anchor']}"
        yield Row("suggestions", {**asked, "id": name, "proposal": address, "link": link, "units": detail["units"]})
        for place, answer in enumerate(asked["answers"], 1):
            link = f"{answer['reply']}#{answer['anchors'][0]}"
            yield Row("answers", {**answer, "suggestion": name, "place": place, "link": link})


def _reply(document: Document) -> Iterator[Row]:
    address, department = document["address"], document["department"]
    consulted = [unit["id"] for unit in document["consulted"]]
    adoption, contact = document["adoption"] or {}, document["contact"] or {}
    yield Row(
        "replies",
        {
            **document,
            "session": document["session"]["id"],
            "year": document["session"]["year"],
            "numbers": [item["number"] for item in document["answers"]],
            "department": department["id"],
            "department_name": department["name"],
            "consulted": consulted,
            **{f"adoption_{name}": value for name, value in adoption.items()},
            **{f"contact_{name}": value for name, value in contact.items()},
        },
    )
    for place, item in enumerate(document["answers"], 1):
        numbered = {"reply": address, "place": place, "proposal": item["address"], "number": item["number"]}
        yield Row("reply_numbers", numbered)
    yield from _list("reply_consulted", {"reply": address}, "department", consulted)
    yield from _list("reply_topics", {"reply": address}, "topic", document["topics"])
    for place, promise in enumerate(document["commitments"], 1):
        yield Row("commitments", {**promise, "reply": address, "place": place, "department": department["id"]})


def _report(document: Document) -> Iterator[Row]:
    figures, unit = document["figures"], document["unit"]
    listed = [{"figure": figure, "value": value} for figure, value in figures.items()]
    yield Row("reports", {**document, "unit": unit["id"] if unit else None, "figures": listed})
    for place, item in enumerate(listed, 1):
        yield Row("report_figures", {**item, "report": document["address"], "place": place})


def _meeting(document: Document) -> Iterator[Row]:
    yield Row("meetings", document)
    for place, speech in enumerate(document["speeches"], 1):
        unit = speech["department"]["id"] if speech["department"] else None
        yield Row("speeches", {**speech, "meeting": document["address"], "place": place, "department": unit})


def _list(table: str, row: Mapping[str, Value], column: str, values: Iterable[str]) -> Iterator[Row]:
    for place, value in enumerate(values, 1):
        yield Row(table, {**row, "place": place, column: value})
