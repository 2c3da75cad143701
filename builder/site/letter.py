"""
Read a released text as what it is: a letter with printed numbering, a salutation and a closing.

Everything here is a rule on plain strings.  `blocks_of` cuts a text into blocks, `settings` says how each is set; both
ways of making HTML (`markup`) ask these two, so they cannot disagree about a letter.  Inline markup and HTML are not
known here.

What stays text: 第一， and 一是 (running text), （1） and ① (enumerations), a line above `===` or `---`, and `#`
without a blank after it.  Indents never mean code, so lists are flat.  Two blanks at a line's end are noise.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Controls are invalid in HTML, and those that turn the direction of writing can make a text read other than it is.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_LINE_ENDS = frozenset("\r\x0b\x0c\x85\u2028\u2029")
# An unclosed comment stays as text, so that a slip of the pen cannot swallow the rest of a letter.
_COMMENT = re.compile(r"<!--(?:-?>|.*?-->)", re.DOTALL)
# Typed letters often part their paragraphs by an indent alone.
_INDENTED_LINE = re.compile(r"\n[^\S\n]*\u3000\s*")
_BLANK_LINES = re.compile(r"\n\s*\n")

_HAN = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff\u00b7\u2014\u2018-\u201d\u2026"
_BREAK_IN_HAN = re.compile(rf"(?<=[{_HAN}])\n(?=[{_HAN}])")

EDGES = frozenset({"salutation", "contact", "closing", "signature", "date"})
"""The classes of what a letter begins and ends with."""

HEADING = re.compile(r"(#{1,6}) +(\S[^\n]*)\Z")
BULLET = re.compile(r"[-*] +(?=\S)")

_NUMERAL = "一二三四五六七八九十"
# The three styles that can be headings, in the order in which official papers nest them.
_LABEL = re.compile(
    rf"(?:(?P<first>[{_NUMERAL}百]{{1,4}}[、．.](?![{_NUMERAL}]{{1,4}}、))"
    rf"|(?P<second>[（(][{_NUMERAL}]{{1,4}}[）)]、?)"
    r"|(?P<third>[0-9]{1,2}[.．、](?![0-9])))\s*"
)
_LABEL_STARTS = frozenset(_NUMERAL + "百（(0123456789*")
# `#` headings of depth 1-6 stand above every printed number.
_RANKS = {"first": 10, "second": 11, "third": 12}
# Extracted letters carry their bold headings as `**一、……**`; the page sets headings bold itself.
_BOLD_START = re.compile(r"\*\*(?=\S)([^*\n]+)(?<=\S)\*\*(?!\*)")
# What is quoted or in brackets does not end a heading; nor does the colon of 8:30 or of an address.
FIRST_SENTENCE = re.compile(
    r"(?:“[^”]{0,80}”|‘[^’]{0,80}’|《[^》]{0,80}》|（[^）]{0,80}）|〔[^〕]{0,80}〕|[^。：:]|:(?=[0-9/])){0,80}+[。：:]"
)
# Longer than this, a sentence is no heading.  Arabic numbers mostly count things in running text: they get less, and
# one comma.  A sentence that stands alone is mostly an item of a list.
_HEADING_LENGTHS = {"first": 60, "second": 60, "third": 30}
_SENTENCE_HEADING_LENGTH = 40
_FIRST_NUMBERS = frozenset({"一", "1"})
_COMMA = re.compile("[，,]")
_NOT_A_HEADINGS_END = ("；", ";", "，", ",", "、")
_MARKUP = re.compile(r"[\\*\[<|]")

_SALUTATION = re.compile(
    r"(?!.*[。！？；])"
    r"(?:.*(?:委员|代表|同志|先生|女士)|.*(?:[会局委办府院部社处室组厅校]|公司|民革|民盟|民建|民进|农工党|致公党|台盟|工商联))们?"
    r"(?:（[^）]*）|\([^)]*\))?(?:等.{0,8})?(?:[，,]?[您你们]+好)?[：:]"
)
_DATE = (
    r"(?:[0-9０-９]{4}\s*年\s*[0-9０-９]{1,2}\s*月\s*(?:[0-9０-９]{1,2}\s*日)?"
    rf"|[{_NUMERAL}〇○零０0]{{4}}年[{_NUMERAL}]{{1,3}}月(?:[{_NUMERAL}]{{1,3}}日)?"
    r"|[0-9]{4}\s*[-/.]\s*[0-9]{1,2}\s*[-/.]\s*[0-9]{1,2}(?:\s+[0-9]{1,2}\s*:\s*[0-9]{1,2}(?:\s*:\s*[0-9]{1,2})?)?)"
)
_DATE_LINE = re.compile(_DATE + r"\s*\Z")
_CONTACT_LABELS = (
    *("联系人", "联系单位", "联系部门", "联系电话", "联系方式", "联系地址", "办公电话", "电话", "手机", "传真", "邮编"),
    *("邮政编码", "邮箱", "电子邮箱", "通讯地址", "地址", "经办人", "具体经办人", "承办人", "承办单位", "承办责任人"),
    *("承办负责人", "主管领导", "主管负责人", "分管领导", "单位负责人", "责任人"),
)
# Printed labels are letter-spaced (邮　　编) and carry additions (经办人姓名职务、联系人及电话).
_CONTACT_LINE = re.compile(
    r"[（(]?(?:" + "|".join(r"\s*".join(label) for label in _CONTACT_LABELS) + r")[^：:。，；]{0,10}[：:].{0,70}\Z"
)
_SECOND_PHONE = re.compile(r"[0-9＊*（(][0-9＊*\s（）()、,，—–－-]{6,}(?:[（(][^（()）]{1,10}[）)])?\Z")
_CLOSING_LINE = re.compile(
    r"(?:此致|敬礼|(?:特|专|谨|现)?此(?:复|函|(?:函|答|回|批)复|函告|报告)|以上(?:答复|意见)，?(?:供参考|如有不妥.*))\s*[。！!.]?\Z"
)
_SIGNATURE_LINE = re.compile(r"[^。，；：！？,;:!?|]{2,40}\Z")
# A closing is short lines, and not many.
_CLOSING_LINE_LENGTH = 80
_CLOSING_LINES = 20
_SALUTATION_LENGTH = 80
_SALUTATION_WITHIN = 3

_H2 = 2
_H3 = 3
_H6 = 6


class Setting(NamedTuple):
    """How one block is set."""

    tag: str
    css: str
    run_in: str
    """The heading at the start of a paragraph that goes on after it; empty if there is none."""
    body: str
    """The rest, in Markdown."""
    level: int = 0
    """Its place in the outline, counted from 1; 0: not in the outline."""
    label: str = ""
    """The printed number, if it has one."""


class _Kind(Enum):
    """What a block with a printed number is."""

    HEADING = auto()
    RUN_IN = auto()
    """A paragraph that begins with a heading."""
    ITEM = auto()
    """A numbered paragraph, which the outline names by its first words."""
    TEXT = auto()


class _Numbered(NamedTuple):
    """A block with a printed number, taken apart."""

    kind: _Kind
    rank: int
    label: str
    run_in: str
    body: str


def blocks_of(text: str) -> list[str]:
    """Cut a text into blocks without indents, comments and characters that no page should hold."""
    text = shown(text).strip()
    if "\u3000" in text:
        text = _INDENTED_LINE.sub("\n\n", text)
    blocks: list[str] = []
    for block in _BLANK_LINES.split(text) if text else ():
        if "\n" in block:
            blocks += _split_lines([line.strip() for line in block.split("\n")])
        else:
            blocks.append(block.strip())
    return _join_lists(blocks) if any(block[0] in "-*" for block in blocks) else blocks


def shown(text: str) -> str:
    """Leave out of a text what no page shows: comments, and unwanted characters."""
    if _UNWANTED.search(text):
        text = _without_unwanted(text)
    return _COMMENT.sub("", text) if "<!--" in text and "-->" in text else text


def shown_places(text: str) -> Sequence[int]:
    """Give, for every character of `shown`, its place in the text as it was."""
    if shown(text) == text:
        return range(len(text))
    places = [
        at
        for at, sign in enumerate(text)
        if not _UNWANTED.match(sign) or (sign in _LINE_ENDS and not text.startswith("\r\n", at))
    ]
    for comment in reversed(tuple(_COMMENT.finditer(_without_unwanted(text)))):
        del places[comment.start() : comment.end()]
    return places


def join_lines(source: str) -> str:
    """Close up the line breaks between two Chinese characters."""
    return _BREAK_IN_HAN.sub("", source) if "\n" in source else source


def items_of(lines: Sequence[str]) -> list[str]:
    """Part the lines of a list into its items: a line with a bullet, as the first has, and those after it without."""
    items: list[str] = []
    for line in lines:
        bullet = BULLET.match(line)
        if bullet:
            items.append(line[bullet.end() :])
        else:
            items[-1] += "\n" + line
    return items


def settings(blocks: Sequence[tuple[str, str]]) -> list[Setting]:
    """
    Say how each block is set.

    Args:
        blocks: Tag and source, in order: `p`, `h1` … `h6` for headings written with `#`, or anything else.
    """
    result: list[Setting] = []
    series: set[int] = set()
    open_ranks: list[int] = []
    html_level = _H2
    for place, (tag, source) in enumerate(blocks):
        if tag == "p":
            found = _numbered(source, blocks[place + 1 : place + 2], series) if source[0] in _LABEL_STARTS else None
            if found:
                level = _nest(open_ranks, found.rank)
                if found.kind is _Kind.HEADING:
                    html_level = min(_H2 + level, html_level + 1, _H6)
                    tag = f"h{html_level}"  # noqa: PLW2901 - the printed number makes a heading of the paragraph
                setting = Setting(tag, f"n{min(level, 3)}", found.run_in, found.body, level, found.label)
            else:
                setting = Setting(tag, "", "", source)
        elif tag[0] == "h" and tag != "hr":
            depth = int(tag[1])
            level = _nest(open_ranks, depth)
            html_level = min(max(depth + 1, _H3), html_level + 1, _H6)
            series.clear()
            number = _LABEL.match(source)
            setting = Setting(f"h{html_level}", "", "", source, level, number[0].rstrip() if number else "")
        else:
            setting = Setting(tag, "", "", source)
        result.append(setting)
    _set_salutation(result)
    _set_closing(result)
    return result


def _without_unwanted(text: str) -> str:
    """Leave out the unwanted characters; those that end a line do so in our way."""
    return _UNWANTED.sub(lambda found: "\n" * (found[0] in _LINE_ENDS), text.replace("\r\n", "\n"))


def _join_lists(blocks: Iterable[str]) -> list[str]:
    """Make one list of bullets with blank lines between them."""
    joined: list[str] = []
    for block in blocks:
        if joined and BULLET.match(block) and BULLET.match(joined[-1]):
            joined[-1] += "\n" + block
        else:
            joined.append(block)
    return joined


def _split_lines(lines: Sequence[str]) -> list[str]:
    """Part a block before each line that begins something new, and around each that stands alone."""
    parts: list[str] = []
    previous = ""
    for line in lines:
        is_open = bool(parts) and not _stands_alone(previous)
        if is_open and not _begins_something(line, is_in_list=BULLET.match(parts[-1]) is not None):
            parts[-1] += "\n" + line
        elif parts and _DATE_LINE.match(line) and parts[-1] != previous and _SIGNATURE_LINE.match(previous):
            parts[-1] = parts[-1].removesuffix("\n" + previous)
            parts += (previous, line)
        else:
            parts.append(line)
        previous = line
    return parts


def _begins_something(line: str, *, is_in_list: bool) -> bool:
    """Tell whether a line cannot go on with the paragraph or list above it."""
    if "|" in line:
        return False
    return _stands_alone(line) or bool(_LABEL.match(line)) or (not is_in_list and bool(BULLET.match(line)))


def _stands_alone(line: str) -> bool:
    """Tell whether a line is a heading, a salutation or one of those that close a letter, and no row of a table."""
    return "|" not in line and bool(
        HEADING.match(line)
        or _CONTACT_LINE.match(line)
        or _DATE_LINE.match(line)
        or _CLOSING_LINE.match(line)
        or line.endswith(("委员：", "委员:", "代表：", "代表:"))
    )


def _numbered(source: str, following: Sequence[tuple[str, str]], series: set[int]) -> _Numbered | None:
    """
    Read a block with a printed number; `None` if it has none, or is text in spite of it.

    Args:
        source: The block.
        following: The block after it, if there is one: a sentence is a heading only if something stands below it.
        series: The ranks whose last block was an item or text: the next one is no heading either.  Kept up to date.
    """
    bold = _BOLD_START.match(source)
    head, more = (bold[1], source[bold.end() :]) if bold else (source, "")
    number = _LABEL.match(head)
    if not number or not number.lastgroup or number.end() == len(head):
        return None
    style, label = number.lastgroup, number[number.lastgroup]
    rank = _RANKS[style]
    series -= {below for below in series if below > rank}
    if label.strip("（()）、．.") in _FIRST_NUMBERS:
        series.discard(rank)
    kind, end = _kind(style, head, number.end(), rank in series, following)
    if more and kind is not _Kind.RUN_IN:
        # Set in bold, it is meant as a heading even if it is not written as one.
        kind, end = (_Kind.RUN_IN, len(head)) if len(head) <= _HEADING_LENGTHS[style] else (_Kind.TEXT, 0)
    if kind is _Kind.HEADING:
        return _Numbered(kind, rank, label, "", head)
    if kind is _Kind.RUN_IN:
        return _Numbered(kind, rank, label, head[:end], head[end:] + more)
    series.add(rank)
    return _Numbered(kind, rank, label, "", source) if kind is _Kind.ITEM else None


def _kind(
    style: str,
    head: str,
    start: int,
    in_series: bool,  # noqa: FBT001
    following: Sequence[tuple[str, str]],
) -> tuple[_Kind, int]:
    """Tell what a block is by its first sentence, which begins at *start*, and where its heading ends."""
    sentence = FIRST_SENTENCE.match(head, start)
    end = sentence.end() if sentence else len(head)
    is_arabic = style == "third"
    no_heading = _Kind.TEXT if is_arabic else _Kind.ITEM
    if end - start > _HEADING_LENGTHS[style] or (is_arabic and (in_series or _COMMA.subn("", head[:end])[1] > 1)):
        return no_heading, 0
    if end < len(head):
        return (no_heading, 0) if _MARKUP.search(head, 0, end) else (_Kind.RUN_IN, end)
    if head.endswith("。"):
        may_be_heading = not is_arabic and not in_series and end - start <= _SENTENCE_HEADING_LENGTH
        is_heading = may_be_heading and _has_text_below(_RANKS[style], following)
        return (_Kind.HEADING, end) if is_heading else (no_heading, 0)
    return (no_heading, 0) if in_series or head.endswith(_NOT_A_HEADINGS_END) else (_Kind.HEADING, end)


def _has_text_below(rank: int, following: Sequence[tuple[str, str]]) -> bool:
    """Tell whether what follows a number belongs to it: it has no number, or one of a lower rank."""
    if not following:
        return False
    tag, source = following[0]
    number = _LABEL.match(source.removeprefix("**"))
    return tag in {"p", "ul", "table", "blockquote"} and (not number or _RANKS[number.lastgroup or ""] > rank)


def _nest(open_ranks: list[int], rank: int) -> int:
    """Close what this heading ends, open its own level, and give it, counted from 1."""
    while open_ranks and open_ranks[-1] >= rank:
        open_ranks.pop()
    open_ranks.append(rank)
    return len(open_ranks)


def _set_salutation(result: list[Setting]) -> None:
    """Mark the first paragraph that greets someone, if it is among the first of the letter."""
    for place, (tag, _, _, body, level, _) in enumerate(result[:_SALUTATION_WITHIN]):
        if tag == "p" and not level and len(body) <= _SALUTATION_LENGTH and _SALUTATION.fullmatch(body):
            result[place] = Setting(tag, "salutation", "", body)
            return


def _set_closing(result: list[Setting]) -> None:
    """Mark contact lines, closing words, units and date at the end of the letter."""
    start = len(result)
    while start > max(0, len(result) - _CLOSING_LINES) and _may_close(result[start - 1]):
        start -= 1
    lines = [setting.body for setting in result[start:]]
    classes = [_closing_class(line) for line in lines]
    for place, line in enumerate(lines):
        if place and classes[place - 1] == "contact" and not classes[place] and _SECOND_PHONE.match(line):
            classes[place] = "contact"
    for place in _signatures(lines, classes):
        classes[place] = "signature"
    for place, (line, css) in enumerate(zip(lines, classes, strict=True), start):
        if css and result[place].css != "salutation":
            result[place] = Setting("p", css, "", line)


def _may_close(setting: Setting) -> bool:
    """Tell whether a block is short enough for a closing and not numbered."""
    return setting.tag == "p" and not setting.level and len(setting.body) <= _CLOSING_LINE_LENGTH


def _closing_class(line: str) -> str:
    """Name the kind of a closing line; empty if it is none that can be told by itself."""
    if _CONTACT_LINE.match(line):
        return "contact"
    if _DATE_LINE.match(line):
        return "date"
    return "closing" if _CLOSING_LINE.match(line) else ""


def _signatures(lines: Sequence[str], classes: Sequence[str]) -> Iterable[int]:
    """Find the units directly above the last date."""
    place = max((place for place, css in enumerate(classes) if css == "date"), default=0) - 1
    while place >= 0 and not classes[place] and _SIGNATURE_LINE.match(lines[place]):
        yield place
        place -= 1
