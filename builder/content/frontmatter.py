"""
Split a file into front-matter nodes with their places, and a body.

Front matter is a small part of YAML: mappings, lists and scalars that stay text.  Anchors, tags, merge keys and
duplicate keys are refused, since a reader of the file would not see what they do.  Most files hold nothing but
`key: value` lines and `- item` lists; those are read by a short scanner of our own, eight times faster than a YAML
parser.  Whatever it is not sure of goes to PyYAML, and a property test holds the two together.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from builder.diagnostics import Diagnostic, Place, diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator

FENCE = "---"


class Scalar(NamedTuple):
    """A value as the file writes it, always text."""

    text: str
    line: int
    column: int


class Sequence(NamedTuple):
    """A list."""

    items: tuple[Node, ...]
    line: int
    column: int


class Mapping(NamedTuple):
    """Keys and values in the order of the file; keys are distinct."""

    entries: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int


Node: TypeAlias = Scalar | Sequence | Mapping
"""Lines and columns are those of the file, from 1."""


class RawDocument(NamedTuple):
    """A Markdown file taken apart; nothing of it is understood yet."""

    fields: Mapping
    body: str
    body_line: int


def decode_text(path: str, data: bytes) -> tuple[str, tuple[Diagnostic, ...]]:
    """Read bytes as UTF-8 with Unix line ends; a wrong encoding is an error at its byte, by name where it is known."""
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line, column = _place_of_byte(data, error.start)
        name = _encoding_name(data)
        code = "F002" if name else "F001"
        return "", (diagnostic(code, Place(path, line, column), byte=f"0x{data[error.start]:02X}", encoding=name),)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    # Bytes are sorted out at a tenth of the price of a look at every character.
    if not data.translate(None, _NO_CONTROLS) and "\ufffe" not in text and "\uffff" not in text:
        return text, ()
    control = _CONTROL.search(text)
    if control is None:
        return text, ()
    before = text[: control.start()]
    place = Place(path, before.count("\n") + 1, control.start() - before.rfind("\n"))
    return "", (diagnostic("F003", place, character=f"U+{ord(control[0]):04X}"),)


def split(path: str, text: str, labels: frozenset[str]) -> tuple[RawDocument | None, tuple[Diagnostic, ...]]:
    """
    Take a Markdown file apart.

    Args:
        labels: The known keys, after which a full-width colon is as good as a half-width one.
    """
    if not _OPENING.match(text):
        return None, (diagnostic("F004", Place(path)),)
    start = text.index("\n") + 1
    closing = _CLOSING.search(text, start - 1)
    if closing is None:
        return None, (diagnostic("F005", Place(path)),)
    head, body = text[start : closing.start() + 1], text[closing.end() :]
    fields, found = parse(path, head, labels, first_line=2)
    if fields is None:
        return None, found
    return RawDocument(fields, body, 2 + head.count("\n") + 1), found


def parse(
    path: str, text: str, labels: frozenset[str], *, first_line: int = 1
) -> tuple[Mapping | None, tuple[Diagnostic, ...]]:
    """Read YAML text into nodes; `None` where the text is no mapping at all."""
    node, found = parse_any(path, text, labels, first_line=first_line)
    if node is None or isinstance(node, Mapping):
        return node, found
    return None, (*found, diagnostic("F011", Place(path, node.line, node.column)))


def parse_any(
    path: str, text: str, labels: frozenset[str], *, first_line: int = 1
) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """Read YAML text whose top may be a list or a single value too."""
    simple = _scan(text, first_line)
    if simple is not None:
        return simple, ()
    return _parse_yaml(path, text, labels, first_line)


_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_NO_CONTROLS = bytes(byte for byte in range(256) if byte >= 0x80 or not _CONTROL.match(chr(byte)))
"""Every byte that is no control, nor part of a character that is one."""
_OPENING = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)")


def _place_of_byte(data: bytes, offset: int) -> tuple[int, int]:
    """Line and column of a byte, both from 1, columns in characters of what could be read before it."""
    line_start = data.rfind(b"\n", 0, offset) + 1
    return data.count(b"\n", 0, offset) + 1, len(data[line_start:offset].decode(errors="replace")) + 1


def _encoding_name(data: bytes) -> str:
    """Name the encoding of bytes that are not UTF-8: UTF-16 by its mark, GBK where all of it reads as Chinese."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "UTF-16"
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    han = sum("\u4e00" <= character <= "\u9fff" for character in text)
    other = sum(character > "\x7f" and not _CHINESE_SIGN.match(character) for character in text)
    return "GBK" if han > other else ""


_CHINESE_SIGN = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef—‘’“”…·]")

# --- the scanner ------------------------------------------------------------------------------------------------
# A plain scalar that no YAML parser reads as anything but these characters: it begins with a letter, digit or Han
# character (or a Chinese bracket or quotation mark), and holds neither `: ` nor ` #` nor a line end.
_PLAIN = re.compile(r"[^\W_《“（〔【][^\n\t\x85\u2028\u2029]*|[《“（〔【][^\n\t\x85\u2028\u2029]*")
_KEY_LINE = re.compile(r"([A-Za-z_\u4e00-\u9fff]+):(?: +(\S.*))?\Z")
_ITEM_LINE = re.compile(r"( *)- +(\S.*)\Z")
_QUOTED = re.compile(r'"([^"\\]*)"\Z|\'([^\']*)\'\Z')
_PAIR = re.compile(r" *([A-Za-z_\u4e00-\u9fff]+): +(\"[^\"\\]*\"|[^\[\]{}\"'#:&*!|>@`,]+?) *[,}]")
_FLOW = re.compile(r"\[([^\[\]{}\"'#:&*!|>%@`]*)\]\Z")


def _scan(text: str, first_line: int) -> Mapping | None:
    """Read `key: scalar`, `key: [a, b]` and `key:` with `- scalar` lines; `None` at the first line that is more."""
    entries: list[tuple[Scalar, Node]] = []
    seen: set[str] = set()
    items: list[Node] | None = None
    opened: Scalar | None = None
    indent = 0
    for number, line in enumerate(text.split("\n"), first_line):
        if not line or line[0] == "#":
            continue
        match = _KEY_LINE.match(line)
        if match is None:
            item = _ITEM_LINE.match(line)
            node = item and _scalar(item[2], number, item.start(2) + 1)
            if items is None or item is None or not node or (items and len(item[1]) != indent):
                return None
            indent = len(item[1])
            items.append(node)
            continue
        if opened is not None and items is not None:
            entries.append((opened, _closed(opened, items, indent)))
        key, value = match.groups()
        if key in seen:
            return None
        seen.add(key)
        name = Scalar(key, number, 1)
        opened, items = (name, []) if value is None else (None, None)
        if value is not None:
            place = (number, match.start(2) + 1)
            stated = _scalar(value, *place) or _flow(value, *place) or _flow_mapping(value, *place)
            if stated is None:
                return None
            entries.append((name, stated))
    if opened is not None and items is not None:
        entries.append((opened, _closed(opened, items, indent)))
    return Mapping(tuple(entries), first_line, 1) if entries else None


def _closed(key: Scalar, items: list[Node], indent: int) -> Node:
    """Make the list that stood below *key*; without items the key has an empty value, which stands after the colon."""
    if not items:
        return Scalar("", key.line, len(key.text) + 2)
    return Sequence(tuple(items), items[0].line, indent + 1)


def _scalar(text: str, line: int, column: int) -> Scalar | None:
    """Read a plain or simply quoted scalar; `None` where only a YAML parser can be sure."""
    if text[0] in "\"'":
        quoted = _QUOTED.match(text)
        return Scalar(quoted[1] or quoted[2] or "", line, column) if quoted else None
    text = text.rstrip(" ")
    if not _PLAIN.fullmatch(text) or ": " in text or " #" in text or text[-1] == ":":
        return None
    return Scalar(text, line, column)


def _flow(text: str, line: int, column: int) -> Sequence | None:
    """Read `[a, b]` where the items are plain."""
    flow = _FLOW.match(text)
    if flow is None:
        return None
    items: list[Node] = []
    offset = column + 1
    for part in flow[1].split(","):
        stripped = part.strip(" ")
        item = _scalar(stripped, line, offset + len(part) - len(part.lstrip(" "))) if stripped else None
        if item is None:
            return None
        items.append(item)
        offset += len(part) + 1
    return Sequence(tuple(items), line, column)


def _flow_mapping(text: str, line: int, column: int) -> Mapping | None:
    """Read `{a: 1, b: "2"}` where the values are plain or simply quoted."""
    if text[0] != "{":
        return None
    entries: list[tuple[Scalar, Node]] = []
    seen: set[str] = set()
    at = 1
    while pair := _PAIR.match(text, at):
        key, value = pair.groups()
        node = _scalar(value, line, column + pair.start(2))
        if node is None or key in seen:
            return None
        seen.add(key)
        entries.append((Scalar(key, line, column + pair.start(1)), node))
        at = pair.end()
        if text[at - 1] == "}":
            return Mapping(tuple(entries), line, column) if at == len(text) else None
    return None


# --- YAML -------------------------------------------------------------------------------------------------------
_WIDE_COLON = re.compile(r"^( *(?:- )?)([^\s:：#'\"\[\]{}]{1,12}) ?：[ \u3000]*", re.MULTILINE)


class _Refused(Exception):  # noqa: N818 - ends the reading of one file
    def __init__(self, code: str, line: int, column: int, **values: str) -> None:
        super().__init__(code)
        self.code, self.line, self.column, self.values = code, line, column, values


class _Composer:
    """Turn YAML events into nodes, collecting what is refused but can be read past."""

    def __init__(
        self, events: Iterator[object], first_line: int, shifts: dict[int, int], labels: frozenset[str]
    ) -> None:
        self.events = events
        self.labels = labels
        self.first_line = first_line
        self.shifts = shifts
        self.problems: list[_Refused] = []

    def place(self, mark: object) -> tuple[int, int]:
        line, column = mark.line, mark.column  # type: ignore[attr-defined] # PyYAML has no types for marks
        return line + self.first_line, max(1, column + 1 - self.shifts.get(line, 0) * (column > 0))

    def node(self, event: object) -> Node:
        kind = type(event).__name__
        line, column = self.place(event.start_mark)  # type: ignore[attr-defined]
        if kind == "AliasEvent" or getattr(event, "anchor", None):
            raise _Refused("F008", line, column)
        if getattr(event, "tag", None):
            raise _Refused("F009", line, column)
        if kind == "ScalarEvent":
            return Scalar(event.value, line, column)  # type: ignore[attr-defined]
        if kind == "SequenceStartEvent":
            return Sequence(tuple(self.items("SequenceEndEvent")), line, column)
        return Mapping(tuple(self.entries()), line, column)

    def items(self, end: str) -> Iterator[Node]:
        for event in self.events:
            if type(event).__name__ == end:
                return
            yield self.node(event)

    def entries(self) -> Iterator[tuple[Scalar, Node]]:
        seen: dict[str, int] = {}
        nodes = self.items("MappingEndEvent")
        for key in nodes:
            value = next(nodes)
            if not isinstance(key, Scalar):
                raise _Refused("F006", key.line, key.column)
            if key.text == "<<":
                raise _Refused("F010", key.line, key.column)
            if key.text in seen:
                # Nobody knows yet whether the file is public: of what it says only a known key is quoted.
                shown = key.text if key.text in self.labels else "…"
                self.problems.append(_Refused("F007", key.line, key.column, key=shown, first=str(seen[key.text])))
                continue
            seen[key.text] = key.line
            yield key, value


def _parse_yaml(
    path: str, text: str, labels: frozenset[str], first_line: int
) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    import yaml

    shifts: dict[int, int] = {}
    text = _halve_colons(text, labels, shifts)
    events = yaml.parse(text, Loader=yaml.CSafeLoader)
    composer = _Composer(iter(events), first_line, shifts, labels)
    try:
        node = _document(composer)
    except _Refused as refused:
        return None, (_as_diagnostic(path, refused),)
    except yaml.MarkedYAMLError as error:
        opened = str(error.context).startswith(("while scanning a quoted", "while parsing a flow"))
        line, column = composer.place(error.context_mark if opened else error.problem_mark or error.context_mark)
        return None, (diagnostic("F006", Place(path, line, column)),)
    except (yaml.YAMLError, RecursionError):  # brackets within brackets without end
        return None, (diagnostic("F006", Place(path, first_line)),)
    found = tuple(_as_diagnostic(path, problem) for problem in composer.problems)
    if node is None or node == Scalar("", node.line, node.column):
        return Mapping((), first_line, 1), found
    return node, found


def _document(composer: _Composer) -> Node | None:
    """Read the first document of the stream; more than one is refused."""
    node: Node | None = None
    for event in composer.events:
        kind = type(event).__name__
        if kind in {"StreamStartEvent", "DocumentEndEvent", "StreamEndEvent"}:
            continue
        if kind == "DocumentStartEvent":
            if node is not None:
                raise _Refused("F006", *composer.place(event.start_mark))  # type: ignore[attr-defined]
            continue
        node = composer.node(event)
    return node


def _halve_colons(text: str, labels: frozenset[str], shifts: dict[int, int]) -> str:
    """Make `标题：x` read `标题: x` where 标题 is a known key, and note by how much the rest of the line moved."""
    if "：" not in text:
        return text

    def halve(match: re.Match[str]) -> str:
        if match[2] not in labels:
            return match[0]
        halved = f"{match[1]}{match[2]}: "
        shifts[text.count("\n", 0, match.start())] = len(halved) - len(match[0])
        return halved

    return _WIDE_COLON.sub(halve, text)


def _as_diagnostic(path: str, refused: _Refused) -> Diagnostic:
    return diagnostic(refused.code, Place(path, refused.line, refused.column), **refused.values)
