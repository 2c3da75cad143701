"""
Find the text in a file of any kind, as deep as it goes: the audit reads built files with it, the door attachments.

A file is taken for what its first bytes say, then for what its name says, then for text, then for bytes in which
every usual encoding is tried.  Unpacking is bounded, and what cannot be read is said (`Unread`), never passed over.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias
from urllib.parse import unquote

from builder.output.plain import APART, BLOCK, CUT, decoded, foreign
from builder.output.sqlite_pages import is_in_one_form
from builder.site.shadow import original

if TYPE_CHECKING:
    import sqlite3
    import zipfile
    from collections.abc import Callable, Iterable, Iterator, Sequence

MAX_UNPACKED = 256 * 2**20
"""Bytes that one file may unpack to in all; an archive of letters stays far below, a zip bomb does not."""
MAX_DEPTH = 5
MAX_MEMBERS = 20_000


class Text(NamedTuple):
    """A piece of text, its blocks parted by `BLOCK`."""

    where: str
    """Place within the file, such as `word/document.xml`; empty: the file itself."""
    text: str
    kind: str = "text"
    """`text`; `tags` (one block each); `guess`: bytes read in some encoding that may not be theirs."""
    address: str | None = None
    """The site's address that the text belongs to, where the file says so."""


class Unread(NamedTuple):
    """A part that could not be read."""

    where: str
    code: str
    """A diagnostic code: A005 damaged, A006 too large or too deep, A007 locked, A008 no PDF reader, A009 no reader."""


Found = Text | Unread
Reader: TypeAlias = "Callable[[_Part], Iterator[Found]]"


class _Stop(Exception):  # noqa: N818 - control flow within this module: it carries what `Unread` will say
    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class _Room:
    """How much may still be unpacked from one file."""

    def __init__(self, size: int) -> None:
        self.left = MAX_UNPACKED + size

    def take(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise _Stop("A006")


def texts(name: str, data: bytes) -> Iterator[Found]:
    """Yield every text in the file *name* holding *data*, and what could not be read."""
    yield from _read("", name, data, 0, _Room(len(data)))


def documents_text(name: str, data: bytes) -> tuple[str, tuple[Unread, ...]]:
    """
    Read the text of an attachment, a block to a line, and what of it could not be read.

    Pictures have no text; a binary format without a reader here (an old .doc) is reported as A009.
    """
    parts, unread = [], []
    for found in texts(name, data):
        if isinstance(found, Unread):
            unread.append(found)
        elif found.kind == "text":
            parts.append(decoded(found.text).replace(BLOCK, "\n"))
    if not parts and not unread and not _is_picture(data):
        unread.append(Unread("", "A009"))
    return "\n".join(parts), tuple(unread)


def _read(where: str, name: str, data: bytes, depth: int, room: _Room) -> Iterator[Found]:
    if depth > MAX_DEPTH:
        yield Unread(where, "A006")
        return
    reader = _reader(name, data)
    try:
        room.take(len(data))
        yield from reader(_Part(where, name, data, depth, room))
    except _Stop as stop:
        yield Unread(where, stop.code)
    if reader in _TEXT_READERS and not _is_utf8(data):
        yield from _guesses(where, data)


class _Part(NamedTuple):
    """A file, or a file within one, on its way to a reader."""

    where: str
    name: str
    data: bytes
    depth: int
    room: _Room

    def inner(self, name: str, data: bytes) -> Iterator[Found]:
        """Read a file that this one holds."""
        return _read(self.place(name), name, data, self.depth + 1, self.room)

    def place(self, name: str) -> str:
        """Say where a file stands that this one holds."""
        return f"{self.where}!{name}" if self.where else name


def _reader(name: str, data: bytes) -> Reader:
    ending = name.lower().rpartition(".")[2]
    if ending.startswith("pf_"):
        return _pagefind
    for magic, reader in _BY_MAGIC:
        if data.startswith(magic):
            return reader
    if data[257:262] == b"ustar":
        return _tar
    for endings, reader in _BY_ENDING:
        if ending in endings:
            return reader
    return _zip if b"PK\x05\x06" in data[-66_000:] else _unnamed


# --- text of known make


_TAG = re.compile(r"(<[^>]*>)")
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|big|cite|code|del|dfn|em|font|i|ins|kbd|mark|q|rp|rt|ruby|s|samp|small|span|strike|strong"
    r"|sub|sup|tt|u|var|wbr)(?:[\s/][^>]*)?>",
    re.IGNORECASE,
)
# Word and its like cut a sentence into any number of runs; only these end a paragraph or a cell.
_OFFICE_BLOCK = re.compile(
    r"</?(?:\w+:)?(?:p|si|c|v|f|is|tr|tc|tab|br|cr|h|row|table-cell|list-item|creator|title|subject|keywords|description"
    r"|lastModifiedBy|category|company|manager|lpwstr|lpstr|definedName)(?:[\s/][^>]*)?>",
    re.IGNORECASE,
)
_DATA_ADDRESS = re.compile(r"data:([\w/+.-]*)[^,\"'\s]*;base64,([\w+/=%]+)")


def _markup(part: _Part) -> Iterator[Found]:
    return _without_tags(part, _as_text(part.data), _gap_of_html)


def _xml(part: _Part) -> Iterator[Found]:
    """Read XML: a feed of the site, or within a container a document of an office program."""
    text = _as_text(part.data)
    if part.depth == 0:
        return _without_tags(part, text, _gap_of_html)
    return _without_tags(part, _OFFICE_BLOCK.sub(lambda m: f"{BLOCK}{m[0]}", text), _no_gap)


def _without_tags(part: _Part, text: str, gap_of: Callable[[str], str], address: str | None = None) -> Iterator[Found]:
    """Yield what a reader sees, then what stands in the tags."""
    hidden: list[str] = []
    if "<!--" in text:
        hidden += _COMMENT.findall(text)
        text = _COMMENT.sub("", text)
    seen, tags = parted(text, gap_of)
    if "&lt;" in seen:  # markup within markup: the entries of a feed
        seen, more = parted(decoded(seen), gap_of)
        tags |= more
    yield Text(part.where, seen, "text", address)
    if tags or hidden:
        yield Text(part.where, BLOCK.join((*tags, *hidden)), "tags")
    if "base64," in text:
        yield from _data_addresses(part, text)


@lru_cache(maxsize=8192)
def _gap_of_html(tag: str) -> str:
    """Tell what stands in the place of a tag: nothing within a sentence."""
    return "" if _INLINE.match(tag) else BLOCK


def parted(text: str, gap_of: Callable[[str], str] = _gap_of_html) -> tuple[str, dict[str, str]]:
    """Take the tags out of text, and give what stands in the place of each."""
    if "<" not in text:
        return text, {}
    pieces = _TAG.split(text)
    tags = {tag: gap_of(tag) for tag in dict.fromkeys(pieces[1::2])}
    scripts = {tag for tag in tags if tag.startswith("<script") and "json" in tag}
    for place in range(1, len(pieces), 2) if scripts else ():
        if pieces[place] in scripts:  # each string of it is a block
            pieces[place + 1] = pieces[place + 1].replace('"', BLOCK)
    pieces[1::2] = map(tags.__getitem__, pieces[1::2])
    return "".join(pieces), tags


def _no_gap(_: str) -> str:
    return ""


def _data_addresses(part: _Part, text: str) -> Iterator[Found]:
    from base64 import b64decode

    for number, (kind, content) in enumerate(_DATA_ADDRESS.findall(text), 1):
        letters = re.sub(r"[^\w+/]", "", unquote(content))
        data = b64decode(letters[: len(letters) - (len(letters) % 4 == 1)] + "==")
        yield from part.inner(f"data-{number}.{kind.rpartition('/')[2]}", data)


def _lines(part: _Part) -> Iterator[Found]:
    text = _as_text(part.data)
    yield Text(part.where, text.replace("\n", BLOCK))
    if "base64," in text:
        yield from _data_addresses(part, text)


def _table(part: _Part) -> Iterator[Found]:
    import csv
    import io

    text = _as_text(part.data)
    lines = io.StringIO(text, newline="")
    rows = csv.reader(lines, delimiter="\t" if part.name.lower().endswith("tsv") else ",")
    try:
        yield from _rows(part, rows)
    except csv.Error:
        yield Text(part.where, text.replace("\n", BLOCK))


_LONG_CELL = 40
"""Characters of a cell that is a text and no name, number or date."""


def _rows(part: _Part, rows: Iterable[Sequence[str]]) -> Iterator[Found]:
    """
    Yield the cells of a table; a row with a text in it, and the address that it belongs to, by itself.

    What is public there is then known from what stands at that address, and a table of any length is read in pieces.
    """
    rest: list[str] = []
    for row in rows:
        address = _address_in(row)
        blocks = BLOCK.join([_parted(cell) for cell in row])
        if address is not None:
            yield Text(part.where, blocks, "text", address)
        else:
            rest.append(blocks)
    yield Text(part.where, BLOCK.join(rest))


def _address_in(cells: Sequence[str]) -> str | None:
    """Find the address that a row with a text belongs to: it stands in the row."""
    if all(len(cell) < _LONG_CELL or cell.startswith("/") for cell in cells):
        return None
    return next((cell.partition("#")[0] for cell in cells if cell.startswith("/") and "\n" not in cell), None)


def _parted(text: str) -> str:
    """Part the paragraphs of a text as a page does."""
    return text.replace("\n\n", BLOCK)


def _json(part: _Part) -> Iterator[Found]:
    """Read a JSON text, or one to a line: keys, strings and numbers; what is no JSON as it stands."""
    import json

    text = _as_text(part.data)
    try:
        yield from _without_tags(part, BLOCK.join(_strings(json.loads(text))), _gap_of_html)
    except (ValueError, RecursionError):
        yield from _json_lines(part, text)


def _json_lines(part: _Part, text: str) -> Iterator[Found]:
    import json

    rest: list[str] = []
    for line in text.split("\n"):
        try:
            strings = [*_strings(json.loads(line))]
        except (ValueError, RecursionError):
            strings = [line]
        address = _address_in(strings)
        blocks = BLOCK.join(map(_parted, strings))
        if address is not None:
            yield from _without_tags(part, blocks, _gap_of_html, address)
        else:
            rest.append(blocks)
    yield from _without_tags(part, BLOCK.join(rest), _gap_of_html)


def _strings(value: object) -> list[str]:
    """List keys, strings and numbers of a JSON value in order."""
    found: list[str] = []
    _collect(value, found)
    together = "".join(found)
    return [*map(foreign, found)] if BLOCK in together or CUT in together else found


def _collect(value: object, found: list[str]) -> None:
    if isinstance(value, str):
        found.append(value)
    elif isinstance(value, dict):
        for key, item in value.items():
            found.append(key)
            _collect(item, found)
    elif isinstance(value, list):
        for item in value:
            _collect(item, found)
    elif value is not None:
        found.append(str(value))


def _as_text(data: bytes) -> str:
    """Decode what should be text: as its mark says, as UTF-8, else as GB18030."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return foreign(data.decode("utf-16", "replace"))
    try:
        return foreign(data.decode())
    except UnicodeDecodeError:
        return foreign(data.decode("gb18030", "replace"))


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


# --- Pagefind


_DECLARED = b"pagefind_dcd"
_LONG_RUN = re.compile("[\u3400-\u9fff]{4,}")


def _pagefind(part: _Part) -> Iterator[Found]:
    """Read a file of the search index: gzip, a mark, then JSON (a page's text) or CBOR (words, filters, sort keys)."""
    data = b"".join(_inflated(part))
    data = data.removeprefix(_DECLARED)
    if data.startswith(b"{"):
        yield from _fragment(part, data)
        return
    words = list(_strings_of_cbor(data))
    if part.name.endswith(".pf_index"):
        # A pair of characters in the vocabulary may come from two sides of a comma.  The text is in the fragments.
        words = [word for word in words if len(word) > 2]
    yield Text(part.where, BLOCK.join(words))


def _fragment(part: _Part, data: bytes) -> Iterator[Found]:
    """Yield a page's text as it was, its passages apart, and whatever in it is not made of tokens."""
    import json

    try:
        page = json.loads(data)
        content = str(page.pop("content", ""))
        # The index knows a page by its date, then its address (`shadow.shadow_name`).
        address = f"/{str(page.get('url', '')).lstrip('/').partition('/')[2]}"
        titles = [str(value) for value in page.pop("meta", {}).values()]
        cuts = [int(anchor["location"]) for anchor in page.get("anchors", ())]
    except (ValueError, AttributeError, KeyError, TypeError) as error:
        raise _Stop("A005") from error
    tokens = content.split()
    passages = (original(" ".join(tokens[a:b])) for a, b in pairwise([0, *sorted(cuts), len(tokens)]))
    yield Text(part.where, BLOCK.join(passages), "text", address)
    rest = (*map(original, titles), *_LONG_RUN.findall(" ".join((content, *titles))), *_strings(page))
    yield Text(part.where, APART.join(rest), "text", address)


def _strings_of_cbor(data: bytes) -> Iterator[str]:
    """
    Yield the text strings of CBOR (RFC 8949), in order.

    Only heads are followed: an array, map or tag is its head and then its items, so no nesting needs to be kept.
    """
    at, size = 0, len(data)
    while at < size:
        major, extra = data[at] >> 5, data[at] & 31
        at += 1
        width = 1 << (extra - 24) if 24 <= extra <= 27 else 0  # the lengths of the argument
        argument = int.from_bytes(data[at : at + width], "big") if width else extra
        at += width
        if major in (2, 3) and extra != 31:  # byte and text strings; 31 opens one in parts
            yield foreign(data[at : at + argument].decode("utf-8", "replace"))
            at += argument


# --- containers


def _compressed(part: _Part) -> Iterator[Found]:
    name = re.sub(r"\.(gz|bz2|xz|tgz)$", "", part.name, flags=re.IGNORECASE)
    yield from part.inner(name, b"".join(_inflated(part)))


def _inflated(part: _Part) -> Iterator[bytes]:
    """Decompress gzip (of several members), bzip2 or xz, within the room that is left."""
    import bz2
    import lzma
    import zlib

    data = part.data
    while data:
        limit = part.room.left + 1
        try:
            if data.startswith(b"\x1f\x8b"):
                gunzip = zlib.decompressobj(31)
                yield _taken(part, gunzip.decompress(data, limit))
                is_whole, data = gunzip.eof, gunzip.unused_data
            else:
                other = bz2.BZ2Decompressor() if data.startswith(b"BZh") else lzma.LZMADecompressor()
                yield _taken(part, other.decompress(data, limit))
                is_whole, data = other.eof, other.unused_data
        except (OSError, ValueError, zlib.error, lzma.LZMAError, EOFError) as error:
            raise _Stop("A005") from error
        if not is_whole:
            raise _Stop("A005")


def _taken(part: _Part, data: bytes) -> bytes:
    part.room.take(len(data))
    return data


def _zip(part: _Part) -> Iterator[Found]:
    """Read a zip (docx, xlsx, odt, ofd …): names, notes and members, and what stands before the first of them."""
    import io
    from zipfile import BadZipFile, ZipFile

    try:
        archive = ZipFile(io.BytesIO(part.data))
    except (BadZipFile, ValueError, NotImplementedError) as error:
        raise _Stop("A005") from error
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise _Stop("A006")
    yield Text(part.where, BLOCK.join(member.filename for member in members))
    first = part.data.find(b"PK\x03\x04")
    notes = [part.data[: max(first, 0)], archive.comment]
    notes += [note for member in members for note in (member.comment, member.extra)]
    yield from _guesses(part.where, b"\n".join(notes))
    for member in members:
        if not member.is_dir():
            yield from _member(part, archive, member)


def _member(part: _Part, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[Found]:
    import zlib
    from zipfile import BadZipFile

    where = part.place(member.filename)
    if member.flag_bits & _LOCKED:
        yield Unread(where, "A007")
        return
    try:
        with archive.open(member) as file:
            data = file.read(part.room.left + 1)
    except (BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError):
        yield Unread(where, "A005")
        return
    yield from part.inner(member.filename, data)


def _tar(part: _Part) -> Iterator[Found]:
    import io
    import tarfile

    try:
        with tarfile.open(fileobj=io.BytesIO(part.data), mode="r:") as archive:
            members = archive.getmembers()
            yield Text(part.where, BLOCK.join(text for m in members for text in (m.name, m.linkname, m.uname)))
            for member in members:
                file = archive.extractfile(member) if member.isfile() else None
                if file is not None:
                    yield from part.inner(member.name, file.read(part.room.left + 1))
    except (tarfile.TarError, EOFError, ValueError) as error:
        raise _Stop("A005") from error


def _sqlite(part: _Part) -> Iterator[Found]:
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
            raise _Stop("A005") from error
        finally:
            database.close()
    if not is_fresh:
        yield from _guesses(part.where, part.data)


def _rows_of_database(part: _Part, database: sqlite3.Connection) -> Iterator[Found]:
    schema = database.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master").fetchall()
    yield Text(part.where, BLOCK.join([foreign(text) for _, name, sql in schema for text in (name, sql)]))
    for kind, name, sql in schema:
        if kind == "table" and "USING FTS5" in sql.upper():
            yield from _words_of_index(part, database, name)
        elif kind == "table" and not sql.upper().startswith("CREATE VIRTUAL"):
            # The rows of a virtual table stand in ordinary ones.
            quoted = name.replace('"', '""')
            rows = database.execute(f'SELECT * FROM "{quoted}"')  # noqa: S608 - quoted, and nothing is written
            yield from _rows(part, ([_cell(value) for value in row] for row in rows))


def _cell(value: object) -> str:
    """Read a cell; of a blob, the text that is in it."""
    if isinstance(value, bytes):
        return foreign(" ".join(_READABLE.findall(value.decode("utf-8", "replace"))))
    return foreign(str(value))


def _words_of_index(part: _Part, database: sqlite3.Connection, name: str) -> Iterator[Found]:
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


def _pdf(part: _Part) -> Iterator[Found]:
    """Read the pages, notes, properties and enclosed files of a PDF with pypdf, where that is installed."""
    import io

    yield from _guesses(part.where, part.data)
    try:
        from pypdf import PdfReader
    except ImportError:
        yield Unread(part.where, "A008")
        return
    try:
        document = PdfReader(io.BytesIO(part.data))
        if document.is_encrypted and not document.decrypt(""):
            raise _Stop("A007")  # noqa: TRY301 - caught below as itself
        pages = [_page_of_pdf(page) for page in document.pages]
        properties = [str(value) for value in (document.metadata or {}).values()]
        enclosed = [(name, data) for name, files in document.attachments.items() for data in files]
    except _Stop:
        raise
    except Exception as error:  # a damaged PDF makes pypdf raise anything, and counts as unread
        raise _Stop("A005") from error
    for number, page in enumerate(pages, 1):
        yield Text(part.place(f"page {number}"), page)
    yield Text(part.where, BLOCK.join(properties))
    for name, data in enclosed:
        yield from part.inner(name, data)


def _page_of_pdf(page: Any) -> str:  # noqa: ANN401 - pypdf is an extra, so its types are not there to name
    """Give the text of a page; a line ends where the paper does, not the sentence, and so is no block."""
    notes = [str(note.get_object().get("/Contents", "")) for note in page.get("/Annots") or ()]
    return BLOCK.join(foreign(text) for text in (page.extract_text(), *notes))


# --- bytes


def _is_picture(data: bytes) -> bool:
    return data.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM")) or data[8:12] == b"WEBP"


def _png(part: _Part) -> Iterator[Found]:
    """Read a picture's bytes, its compressed texts unpacked."""
    import zlib

    yield from _guesses(part.where, part.data)
    at = 8
    while at + 8 <= len(part.data):
        size, kind = int.from_bytes(part.data[at : at + 4], "big"), part.data[at + 4 : at + 8]
        content = part.data[at + 8 : at + 8 + size]
        at += size + 12
        compressed = content.find(b"\x78", content.find(b"\0"))
        if kind in (b"zTXt", b"iTXt", b"iCCP") and compressed > 0:
            try:
                data = zlib.decompressobj().decompress(content[compressed:], part.room.left + 1)
            except zlib.error:
                continue  # an iTXt that is not compressed: its text is among the bytes
            yield from _guesses(part.where, _taken(part, data))


def _no_reader(part: _Part) -> Iterator[Found]:
    yield Unread(part.where, "A009")
    yield from _guesses(part.where, part.data)


def _unnamed(part: _Part) -> Iterator[Found]:
    """Read a file of unknown make: as text if it can be text, else in every encoding."""
    if b"\0" in part.data or not _is_utf8(part.data):
        return _guesses(part.where, part.data)
    return _markup(part) if b"<" in part.data else _lines(part)


_ENCODINGS = (
    *(("utf-8", 0), ("gb18030", 0), ("gb18030", 1)),
    *(("utf-16-le", 0), ("utf-16-le", 1), ("utf-16-be", 0), ("utf-16-be", 1)),
)
# Random bytes read as UTF-16 or GB18030 look like Chinese, so shorter runs than this are only noise.
_READABLE = re.compile("[\u0020-\u007e\u00b7\u200b-\u203b\u3000-\u303f\u3400-\u9fff\ufeff\uff00-\uff5e]{3,}")


def _guesses(where: str, data: bytes) -> Iterator[Found]:
    """Yield what could be read in bytes, in each usual encoding."""
    for encoding, at in _ENCODINGS:
        runs = _READABLE.findall(data[at:].decode(encoding, "replace"))
        if runs:
            yield Text(where, BLOCK.join(runs), "guess")


_LOCKED = 1
"""The bit by which a zip says that a member is encrypted."""
_BY_MAGIC: tuple[tuple[bytes, Reader], ...] = (
    (b"PK\x03\x04", _zip),
    (b"PK\x05\x06", _zip),
    (b"\x1f\x8b", _compressed),
    (b"BZh", _compressed),
    (b"\xfd7zXZ\0", _compressed),
    (b"SQLite format 3\0", _sqlite),
    (b"%PDF-", _pdf),
    (b"\x89PNG\r\n", _png),
    (b"7z\xbc\xaf", _no_reader),
    (b"Rar!", _no_reader),
    (b"\x28\xb5\x2f\xfd", _no_reader),
)
_BY_ENDING: tuple[tuple[frozenset[str], Reader], ...] = (
    (frozenset({"html", "htm", "xhtml", "svg"}), _markup),
    (frozenset({"xml", "rss", "atom", "rdf", "xmp", "rels"}), _xml),
    (frozenset({"json", "jsonl", "ndjson", "geojson", "webmanifest"}), _json),
    (frozenset({"csv", "tsv"}), _table),
    (frozenset({"txt", "css", "js", "mjs", "md", "yml", "yaml"}), _lines),
    (frozenset({"br", "zst", "lzma"}), _no_reader),
)
_TEXT_READERS = (_markup, _xml, _json, _table, _lines)
