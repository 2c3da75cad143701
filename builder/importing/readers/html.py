"""
Saved web pages: the article as a browser shows it, what stands around it as dropped lines.

Nothing is fetched and nothing is run.  selectolax builds the tree that browsers build (HTML5), however broken the
page; lxml's parser loses the text of a page that is nested deeply, and html5lib takes a hundred times as long.
"""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from typing import TYPE_CHECKING

from builder.importing.readers import furniture
from builder.importing.readers.flow import Flow
from builder.importing.readers.page import parse
from builder.importing.readers.plain import decoded
from builder.importing.text import Line, Note, Source, Unreadable, note

if TYPE_CHECKING:
    from email.message import EmailMessage

    from builder.importing.limits import Limits

EVIDENCE = ("title", "ArticleTitle", "PubDate", "ContentSource", "Author", "ColumnName", "SiteName")
"""What the head of a page says of it; the rest is for search engines."""

_DECLARED = re.compile(
    rb"""<meta[^>]+?charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]+?encoding\s*=\s*["']([\w-]+)""", re.IGNORECASE
)
_CODECS = {
    "utf8": "utf-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "xgbk": "gb18030",
    "cp936": "gb18030",
    "hzgb2312": "hz",
    "big5": "big5hkscs",
    "big5hkscs": "big5hkscs",
}


def read(name: str, data: bytes, _: Limits) -> Source:
    """Read a saved page.  The first lines say what its head says, as dropped rows: `PubDate`, a tab, the value."""
    return _source(name, data, "")


def read_saved_with_pictures(name: str, data: bytes, _: Limits) -> Source:
    """Read a page that a browser saved into one file with its pictures (MHTML)."""
    message = message_from_bytes(data, policy=policy.default)
    page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    content = _content(page) if page is not None else b""
    if page is None or not content:
        raise Unreadable("I008", reason="MHTML")
    return _source(name, content, page.get_content_charset() or "")


def _content(page: EmailMessage) -> bytes:
    content = page.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _source(name: str, data: bytes, charset: str) -> Source:
    text, remarks = _text(data, charset)
    body, head = parse(text)
    said = dict(reversed(head))  # the first of each counts
    if furniture.mark(body, said.get("ArticleTitle") or said.get("title", "")):
        remarks.append(note("I047"))
    lines = [(f"{key}\t{said[key]}", "row", "hidden") for key in EVIDENCE if said.get(key)]
    lines += furniture.with_footer(Flow().read(body))
    if any("\ufffd" in text for text, _, dropped in lines if not dropped):
        decoded(data)  # the damage is in the article: this says where, and refuses the page
    return Source(
        name,
        "html",
        tuple(Line(text, number, 0, form, dropped) for number, (text, form, dropped) in enumerate(lines, 1)),
        tuple(remarks),
    )


def _text(data: bytes, outer: str) -> tuple[str, list[Note]]:
    """
    Decode a page: by its mark, as UTF-8 where it is that, else as declared (outside or by itself), else as GB18030.

    Chinese text in another encoding is never valid UTF-8 by chance, but pages are often converted without their
    declaration.  Single bad bytes are let pass here, since menus cut titles off in the middle of a character.
    """
    match = _DECLARED.search(data[:8192])
    declared = outer or ((match[1] or match[2]).decode() if match else "")
    codec = _CODECS.get(re.sub(r"[-_]", "", declared.lower()), "")
    if codec not in {"", "utf-8", "gb18030"} and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            return data.decode(codec), []
        except UnicodeDecodeError:
            pass
    try:
        text = decoded(data)
    except Unreadable:
        if codec not in {"utf-8", "gb18030"}:
            raise
        return data.decode(codec, "replace"), [note("I048")]
    used = _used(data)
    if text.isascii() or codec in {"", used}:
        return text, []
    return text, [note("I031", declared=declared, used=used.upper())]


def _used(data: bytes) -> str:
    """Name the encoding by which text was decoded."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        data.decode()
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"
