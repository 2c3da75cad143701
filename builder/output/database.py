"""
Write the tables as one SQLite database, whose bytes depend on the rows alone.

Page size and encoding are fixed, there are no statistics, the finished tables are copied into a fresh file (`VACUUM
INTO`), so that no order of writing is left in it, and its pages are brought to one form.

Full-text search has to find words of two characters, without an extension that a reader would have to install.  So
`full_text` holds, of each text, every pair of neighbouring Chinese characters as a word of its own (养老服务: 养老 老服
服务 务), and every other word as it is.  It holds no places (`detail=none`): what is typed as several pairs is found in
texts with all of them, and `instr(text, …)` on those few tells the rest.
"""

from __future__ import annotations

import errno
import re
import sqlite3
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

from builder.output.sqlite_pages import bring_to_one_form
from builder.site.opendata import tables
from builder.site.opendata.rows import found_in, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from builder.site.opendata.rows import Document, Row, Value
    from builder.site.opendata.tables import Column, Table

APPLICATION = 0x474B4F44
"""`GKOD`, by which programs that know it tell the file."""

_HAN = re.compile("[\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]+")
_TYPES = {"integer": "INTEGER", "boolean": "INTEGER"}
_BATCH = 1000

_DOCUMENTS = (
    "CREATE TABLE documents (id INTEGER PRIMARY KEY, address TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, "
    "title TEXT NOT NULL, date TEXT, text TEXT NOT NULL)"
)
_FULL_TEXT = (
    "CREATE VIRTUAL TABLE full_text USING fts5(words, content='', columnsize=0, detail=none, "
    "tokenize='unicode61 remove_diacritics 0')"
)
_VIEW = (
    'CREATE VIEW points AS SELECT s.id, p.session, p.number, p.title, s."order", s.text AS suggestion, s.state, '
    "a.text AS answer, r.department_name AS answered_by, r.replied, coalesce(a.link, s.link) AS link "
    "FROM suggestions s JOIN proposals p ON p.address = s.proposal "
    "LEFT JOIN answers a ON a.suggestion = s.id LEFT JOIN replies r ON r.address = a.reply"
)
_INDEXES = (
    "CREATE INDEX proposals_number ON proposals (session, number)",
    "CREATE INDEX replies_department ON replies (department, year)",
    "CREATE INDEX replies_replied ON replies (replied)",
    "CREATE INDEX replies_result ON replies (result)",
    "CREATE INDEX suggestions_proposal ON suggestions (proposal)",
    "CREATE INDEX suggestions_state ON suggestions (state)",
    "CREATE INDEX answers_reply ON answers (reply)",
    "CREATE INDEX commitments_department ON commitments (department)",
    "CREATE INDEX proposal_departments_department ON proposal_departments (department)",
    "CREATE INDEX proposal_topics_topic ON proposal_topics (topic)",
    "CREATE INDEX reply_numbers_proposal ON reply_numbers (proposal)",
    "CREATE INDEX reply_topics_topic ON reply_topics (topic)",
)


_OF_THE_DISK = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN)
_KIND = 0xFF
"""What of an error's code says its kind: https://www.sqlite.org/rescode.html."""


def write(documents: Iterable[Document], others: Iterable[Row], draft: Path, finished: Path) -> None:
    """
    Write a database.

    Args:
        others: The rows that stand in no document.
        draft: Where it may be put together.

    Raises:
        OSError: The disk is full, or cannot be written to.
    """
    try:
        _make(documents, others, draft, finished)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & _KIND not in _OF_THE_DISK:
            raise
        raise OSError(errno.ENOSPC, str(error), str(finished)) from error
    bring_to_one_form(finished)


def _make(documents: Iterable[Document], others: Iterable[Row], draft: Path, finished: Path) -> None:
    database = sqlite3.connect(draft, isolation_level=None)
    try:
        for setting in (
            "page_size=4096",
            "encoding='UTF-8'",
            "auto_vacuum=NONE",
            "journal_mode=OFF",
            "synchronous=OFF",
            "secure_delete=ON",
        ):
            database.execute(f"PRAGMA {setting}")
        database.execute(f"PRAGMA application_id={APPLICATION}")
        for statement in schema():
            database.execute(statement)
        database.execute("BEGIN")
        _fill(database, documents, others)
        database.execute("INSERT INTO full_text (full_text) VALUES ('optimize')")
        database.execute("COMMIT")
        database.execute("VACUUM INTO ?", (str(finished),))
    finally:
        database.close()
        draft.unlink(missing_ok=True)


def schema() -> Iterator[str]:
    """Give the statements that make the empty database."""
    yield _DOCUMENTS
    yield from map(_create, tables.TABLES)
    yield from _INDEXES
    yield _VIEW
    yield _FULL_TEXT


def words_of(text: str) -> str:
    """Give the words under which full-text search finds a text, each once."""
    plain = unicodedata.normalize("NFKC", text)
    found: set[str] = set()
    for run in _HAN.findall(plain):
        found.update(map("".join, pairwise(run)))
        found.add(run[-1])
    found.update(_HAN.sub(" ", plain).split())
    return " ".join(sorted(found))


def _create(table: Table) -> str:
    columns = [_definition(column) for column in tables.in_sqlite(table.columns)]
    key = ", ".join(map(_quoted, table.key))
    return f"CREATE TABLE {table.name} ({', '.join((*columns, f'PRIMARY KEY ({key})'))}) WITHOUT ROWID"


def _definition(column: Column) -> str:
    parts = [_quoted(column.name), _TYPES.get(column.kind, "TEXT")]
    if column.is_stated:
        parts.append("NOT NULL")
    if column.refers:
        parts.append(f"REFERENCES {column.refers} ({tables.table(column.refers).key[0]})")
    return " ".join(parts)


def _quoted(name: str) -> str:
    return f'"{name}"' if name == "order" else name


def _fill(database: sqlite3.Connection, documents: Iterable[Document], others: Iterable[Row]) -> None:
    inserts = {table.name: _insert(table) for table in tables.TABLES}
    waiting: dict[str, list[tuple[Value, ...]]] = {table.name: [] for table in tables.TABLES}

    def put(rows: Iterable[Row]) -> None:
        for name, values in rows:
            columns, statement = inserts[name]
            waiting[name].append(tuple([values.get(column) for column in columns]))
            if len(waiting[name]) >= _BATCH:
                database.executemany(statement, waiting[name])
                waiting[name].clear()

    put(others)
    number = 0
    for document in documents:
        put(rows_of(document))
        for found in found_in(document):
            number += 1
            database.execute("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?)", (number, *found))
            words = words_of(f"{found.title}\n{found.text}")
            database.execute("INSERT INTO full_text (rowid, words) VALUES (?, ?)", (number, words))
    for name, rows in waiting.items():
        database.executemany(inserts[name][1], rows)


def _insert(table: Table) -> tuple[tuple[str, ...], str]:
    columns = tuple([column.name for column in tables.in_sqlite(table.columns)])
    return columns, f"INSERT INTO {table.name} VALUES ({', '.join('?' * len(columns))})"  # noqa: S608 - names of ours
