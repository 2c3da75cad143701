"""Read SQLite: what its rows say, and what its bytes still hold of rows that were deleted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from builder.output.plain import BLOCK, foreign
from builder.output.sqlite_pages import is_in_one_form
from builder.output.unpack.encodings import READABLE, guesses
from builder.output.unpack.parts import Stop, Text
from builder.output.unpack.records import read_rows

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from builder.output.unpack.parts import Found, Part


def read_sqlite(part: Part) -> Iterator[Found]:
    """
    Read every cell and name of a database, then its bytes: deleted rows stay in free pages.

    The bytes of one that is as a fresh copy of its rows would be have nothing more to say.
    """
    import sqlite3
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path, copy = Path(folder, "database"), Path(folder, "copy")
        path.write_bytes(part.data)
        database = sqlite3.connect(path)
        database.text_factory = lambda data: data.decode("utf-8", "replace")
        try:
            yield from _rows_of_database(part, database)
            is_fresh = _is_fresh(part.data, database, copy)
        except (sqlite3.Error, OverflowError) as error:
            raise Stop("A005") from error
        finally:
            database.close()
    if not is_fresh:
        yield from guesses(part.where, part.data)


def _rows_of_database(part: Part, database: sqlite3.Connection) -> Iterator[Found]:
    schema = database.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master").fetchall()
    yield Text(part.where, BLOCK.join([foreign(text) for _, name, sql in schema for text in (name, sql)]))
    for kind, name, sql in schema:
        if kind == "table" and "USING FTS5" in sql.upper():
            yield from _words_of_index(part, database, name)
        elif kind == "table" and not sql.upper().startswith("CREATE VIRTUAL"):
            # The rows of a virtual table stand in ordinary ones.
            quoted = name.replace('"', '""')
            rows = database.execute(f'SELECT * FROM "{quoted}"')  # noqa: S608 - quoted, and nothing is written
            yield from read_rows(part, ([_cell(value) for value in row] for row in rows))


def _cell(value: object) -> str:
    """Read a cell; of a blob, the text that is in it."""
    if isinstance(value, bytes):
        return foreign(" ".join(READABLE.findall(value.decode("utf-8", "replace"))))
    return foreign(str(value))


def _words_of_index(part: Part, database: sqlite3.Connection, name: str) -> Iterator[Found]:
    """Read the words of a full-text index, which cuts them where they begin alike."""
    quoted = name.replace('"', '""')
    database.execute(f'CREATE VIRTUAL TABLE temp.words_of_index USING fts5vocab(main, "{quoted}", row)')
    terms = database.execute("SELECT term FROM temp.words_of_index")
    yield Text(part.where, BLOCK.join([foreign(term) for (term,) in terms]))
    database.execute("DROP TABLE temp.words_of_index")


def _is_fresh(data: bytes, database: sqlite3.Connection, copy: Path) -> bool:
    """Tell whether a database is, byte for byte, what copying its rows into a new one gives, in one form."""
    import sqlite3

    try:
        database.execute("VACUUM INTO ?", (str(copy),))
    except sqlite3.Error:
        return False
    return is_in_one_form(data, copy)
