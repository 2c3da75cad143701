"""The open data: files, dictionary, examples."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from builder.site.views.frame import Frame
    from builder.site.views.values import Day, Link


class DataFile(NamedTuple):
    """A file of the open data."""

    name: str
    form: str
    """`csv`, `excel`, `jsonl` or `sqlite`: the text is `data.form_{form}`."""
    address: str
    size: int
    """In bytes."""
    sha256: str


class DataColumn(NamedTuple):
    """A column, explained in both languages."""

    name: str
    kind: str
    """`text`, `long`, `integer`, `boolean`, `date`, `list` or `json`: the text is `data.kind_{kind}`."""
    zh: str
    en: str
    refers: str | None
    """The table whose key it holds."""


class DataTable(NamedTuple):
    """A table of the open data, explained in both languages."""

    name: str
    zh: str
    en: str
    key: tuple[str, ...]
    """The columns that tell its rows apart."""
    is_link: bool
    """It only joins two others."""
    rows: int | None
    """`None`: no files were made."""
    files: tuple[DataFile, ...]
    columns: tuple[DataColumn, ...]


class DataLicence(NamedTuple):
    """On what terms the data may be used."""

    title: str
    url: str | None


class DataQuery(NamedTuple):
    """An example of how to ask; what it asks is `data.query_{key}`."""

    key: str
    code: str


class OpenDataView(NamedTuple):
    """The open data: files, dictionary, examples."""

    frame: Frame
    state: str
    """`ready`, `absent` (the site was built without) or `renewing` (`serve` is making them)."""
    as_of: Day | None
    """The newest date of a public document."""
    licence: DataLicence | None
    """`None`: the site states none."""
    database: DataFile | None
    others: tuple[Link, ...]
    """The descriptions and digests of all files."""
    tables: tuple[DataTable, ...]
    documents: tuple[str, str]
    """What the table `documents` of the database is, in Chinese and English."""
    queries: tuple[DataQuery, ...]
