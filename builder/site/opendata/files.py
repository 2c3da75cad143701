"""
Name the files of the open data, and describe them: `datapackage.json`, and the metadata that Datasette reads.

`datapackage.json` is a Frictionless Data Package (https://specs.frictionlessdata.io/data-package/): any program that
knows the standard can check a download against it, down to the last byte.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from builder.site import routes
from builder.site.opendata import tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from builder.site.inputs import DataFile, OpenDataInputs
    from builder.site.opendata.tables import Column, Table

DATABASE = "gongkai.sqlite"
PACKAGE = "datapackage.json"
METADATA = "metadata.json"
SUMS = "SHA256SUMS"

_ENDINGS = {"csv": ".csv", "excel": "-excel.csv", "jsonl": ".jsonl"}
_MEDIA = {
    "csv": "text/csv",
    "excel": "text/csv",
    "jsonl": "application/jsonl",
    "sqlite": "application/vnd.sqlite3",
}
_TYPES = {"text": "string", "long": "string", "list": "string", "json": "string"}
_TYPES_OF_LINES = {"text": "string", "long": "string", "list": "array", "json": "array"}


class Named(NamedTuple):
    """A file of a table."""

    table: str
    form: str
    """`csv`, `excel` or `jsonl`."""
    name: str
    """Below the folder of the data."""


def of_tables() -> Iterator[Named]:
    """Name every file that holds one table."""
    for table in tables.TABLES:
        for form in ("csv",) if table.is_link else _ENDINGS:
            yield Named(table.name, form, f"{table.name}{_ENDINGS[form]}")


def every() -> tuple[str, ...]:
    """Name every file of the data."""
    return (*[file.name for file in of_tables()], DATABASE, PACKAGE, METADATA, SUMS)


def media_type(form: str) -> str:
    """Name a form as the web does."""
    return _MEDIA[form]


def sums(files: Sequence[DataFile]) -> str:
    """List the digests, as `sha256sum --check` reads them."""
    return "".join(f"{file.sha256}  {file.name}\n" for file in files)


def package(site: OpenDataInputs, files: Sequence[DataFile]) -> Mapping[str, Any]:
    """Describe the files as a data package."""
    settings = site.site
    described: dict[str, Any] = {
        "profile": "data-package",
        "name": "gongkai",
        "title": settings.title,
        "description": "建议提案与答复的公开数据。各栏的含义见各资源的 schema；网页：data/。",
        "description_en": "Public data on proposals and the replies to them. What each column means: the schemas.",
    }
    if settings.base_url:
        described["homepage"] = routes.absolute(settings.base_url, routes.DATA)
    if settings.publisher:
        described["contributors"] = [{"title": settings.publisher, "role": "publisher"}]
    if settings.licence:
        url = {"path": settings.licence.url} if settings.licence.url else {}
        described["licenses"] = [{"title": settings.licence.title, **url}]
    if site.as_of:
        described["as_of"] = site.as_of
    return {**described, "resources": [_resource(file) for file in files]}


def metadata(site: OpenDataInputs) -> Mapping[str, Any]:
    """Describe the database to Datasette, with its full-text search and a query for words of any length."""
    settings = site.site
    about: dict[str, Any] = {"title": settings.title}
    if settings.base_url:
        about |= {"source": settings.title, "source_url": settings.base_url}
    if settings.licence:
        about["license"] = settings.licence.title
        about |= {"license_url": settings.licence.url} if settings.licence.url else {}
    described = {
        table.name: {
            "description": f"{table.zh}。{table.en}",
            "columns": {column.name: f"{column.zh}。{column.en}" for column in tables.in_sqlite(table.columns)},
        }
        for table in tables.TABLES
    }
    documents = {"description": DOCUMENTS_ZH + "。" + DOCUMENTS_EN, "fts_table": "full_text", "fts_pk": "id"}
    search = {"title": "全文检索 Full-text search", "params": ["word"], "sql": SEARCH}
    database = {"tables": {"documents": documents, **described}, "queries": {"search": search}}
    return {**about, "databases": {DATABASE.partition(".")[0]: database}}


DOCUMENTS_ZH = "所有文件的全文（摘要公开的是摘要），供全文检索；会议的发言各是一份"
DOCUMENTS_EN = "the text of every document (or its summary), for full-text search; each speech of a meeting is one"

SEARCH = """\
WITH RECURSIVE pairs (place, pair) AS (
  SELECT 1, substr(:word, 1, 2)
  UNION ALL SELECT place + 1, substr(:word, place + 1, 2) FROM pairs WHERE place + 2 <= length(:word)
)
SELECT address, kind, title, date FROM documents
WHERE id IN (SELECT rowid FROM full_text
             WHERE full_text MATCH (SELECT group_concat('"' || pair || '"', ' ') FROM pairs))
  AND instr(title || char(10) || text, :word)
ORDER BY date DESC"""
"""Finds a Chinese word of two characters or more, exactly, in SQLite as it comes."""


def _resource(file: DataFile) -> Mapping[str, Any]:
    own = {"bytes": file.bytes, "hash": f"sha256:{file.sha256}"}
    if not file.table:
        return {
            "name": "database",
            "path": file.name,
            "title": "全部各表，SQLite，带全文检索",
            "title_en": "all tables, SQLite, with full-text search",
            "format": "sqlite",
            "mediatype": media_type(file.form),
            **own,
        }
    table = tables.table(file.table)
    is_lines = file.form == "jsonl"
    columns = table.columns if is_lines else tables.in_csv(table.columns)
    types = _TYPES_OF_LINES if is_lines else _TYPES
    schema: dict[str, Any] = {
        "fields": [_field(column, types) for column in columns],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }
    refers = [_foreign_key(column, table, file.form) for column in columns if column.refers]
    if refers:
        schema["foreignKeys"] = refers
    name = table.name if file.form == "csv" else f"{table.name}-{file.form}"
    # Of no lines programs cannot make a table, whatever the schema says.
    kind = {"type": "file"} if is_lines and not file.rows else {"profile": "tabular-data-resource"}
    return {
        "name": name,
        "path": file.name,
        **kind,
        "title": table.zh,
        "title_en": table.en,
        "format": "jsonl" if is_lines else "csv",
        "mediatype": media_type(file.form),
        "encoding": "utf-8-sig" if file.form == "excel" else "utf-8",
        "rows": file.rows,
        **own,
        "schema": schema,
    }


def _field(column: Column, types: Mapping[str, str]) -> Mapping[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.is_stated else {}
    if column.words:
        constraints["enum"] = list(column.words)
    return {
        "name": column.name,
        "type": types.get(column.kind, column.kind),
        "description": column.zh,
        "description_en": column.en,
        **({"constraints": constraints} if constraints else {}),
    }


def _foreign_key(column: Column, table: Table, form: str) -> Mapping[str, Any]:
    other = tables.table(column.refers)
    name = other.name if form == "csv" else f"{other.name}-{form}"
    # The standard calls a table that refers to itself by no name.
    return {
        "fields": [column.name],
        "reference": {"resource": "" if other == table else name, "fields": [other.key[0]]},
    }
