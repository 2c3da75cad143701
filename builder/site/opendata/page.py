"""Make the view of `/data/`: the files, what every column means, and how to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.site import routes, views
from builder.site.frames import plain_frame
from builder.site.opendata import files, tables
from builder.site.rows import day
from builder.site.views import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from builder.site.context import SiteContext
    from builder.site.inputs import DataFile, OpenDataInputs
    from builder.site.opendata.tables import Column, Table
    from builder.site.views import Fact, Facts

_QUERIES = {
    "unanswered": """\
SELECT state, count(*) AS suggestions FROM suggestions GROUP BY state ORDER BY suggestions DESC;""",
    "two_characters": """\
SELECT address, title FROM documents
WHERE id IN (SELECT rowid FROM full_text WHERE full_text MATCH '养老');""",
    "longer": """\
SELECT address, title FROM documents
WHERE id IN (SELECT rowid FROM full_text WHERE full_text MATCH '养老 老服 服务')
  AND instr(title || char(10) || text, '养老服务');""",
    "units": """\
SELECT d.name, r.year, count(*) AS replies, sum(r.result = 'solved') AS solved
FROM replies r JOIN departments d ON d.id = r.department
GROUP BY d.name, r.year ORDER BY d.name, r.year;""",
    "pandas": """\
import pandas as pd

replies = pd.read_csv("replies.csv", dtype=str)
numbers = pd.read_csv("reply_numbers.csv", dtype=str)
proposals = pd.read_csv("proposals.csv", dtype=str)
joined = numbers.merge(replies, left_on="reply", right_on="address").merge(
    proposals, left_on="proposal", right_on="address", suffixes=("", "_of_proposal")
)""",
    "duckdb": """\
SELECT p.year, count(*) FILTER (s.state = 'answered') AS answered, count(*) AS suggestions
FROM read_csv('suggestions.csv', all_varchar = true) s
JOIN read_csv('proposals.csv', all_varchar = true) p ON p.address = s.proposal
GROUP BY p.year ORDER BY p.year;""",
}
"""Queries by the key of layouts/i18n that says what each asks."""


def open_data_view(inputs: OpenDataInputs, context: SiteContext) -> views.OpenDataView:
    """Make the view of the page."""
    made = {(file.table, file.form): file for file in inputs.files}
    database = made.get(("", "sqlite"))
    frame = plain_frame(context, routes.DATA, "data", Words("section.data"))
    others = (files.PACKAGE, files.METADATA, files.SUMS) if inputs.files else ()
    return views.OpenDataView(
        frame=frame._replace(facts={**frame.facts, **_facts(inputs, context)}),
        state=inputs.state,
        as_of=day(inputs.as_of),
        licence=_licence(inputs),
        database=_file(database) if database else None,
        others=tuple([views.Link(name, routes.data_file(name)) for name in others]),
        tables=tuple([_table(table, made) for table in tables.TABLES]),
        documents=(files.DOCUMENTS_ZH, files.DOCUMENTS_EN),
        queries=tuple([views.DataQuery(key=key, code=code) for key, code in _QUERIES.items()]),
    )


def _licence(inputs: OpenDataInputs) -> views.DataLicence | None:
    licence = inputs.site.licence
    return views.DataLicence(title=licence.title, url=licence.url) if licence else None


def _table(table: Table, made: Mapping[tuple[str, str], DataFile]) -> views.DataTable:
    own = [file for (name, _), file in made.items() if name == table.name]
    return views.DataTable(
        name=table.name,
        zh=table.zh,
        en=table.en,
        key=table.key,
        is_link=table.is_link,
        rows=own[0].rows if own else None,
        files=tuple(map(_file, own)),
        columns=tuple([_column(column) for column in table.columns]),
    )


def _column(column: Column) -> views.DataColumn:
    return views.DataColumn(
        name=column.name, kind=column.kind, zh=column.zh, en=column.en, refers=column.refers or None
    )


def _file(file: DataFile) -> views.DataFile:
    return views.DataFile(
        name=file.name, form=file.form, address=routes.data_file(file.name), size=file.bytes, sha256=file.sha256
    )


def _facts(inputs: OpenDataInputs, context: SiteContext) -> Facts:
    """Describe the data in the words of schema.org; addresses there have to be whole."""
    site = context.site
    facts: dict[str, Fact] = {"@type": "Dataset", "name": Words("data.name", (("site", site.title),))}
    facts["description"] = Words("data.what")
    if inputs.as_of:
        facts["dateModified"] = inputs.as_of
    if inputs.site.licence:
        facts["license"] = inputs.site.licence.url or inputs.site.licence.title
    if site.publisher:
        facts["creator"] = {"@type": "Organization", "name": site.publisher}
    if site.base_url:
        facts["distribution"] = tuple(
            [
                {
                    "@type": "DataDownload",
                    "name": file.name,
                    "encodingFormat": files.media_type(file.form),
                    "contentUrl": routes.absolute(site.base_url, routes.data_file(file.name)),
                    "contentSize": str(file.bytes),
                    "sha256": file.sha256,
                }
                for file in inputs.files
                if file.form in {"csv", "jsonl", "sqlite"}
            ]
        )
    return facts
