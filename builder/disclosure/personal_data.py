"""
Personal data in what is about to be published: the second check, independent of the attribute.

`find` looks for what a reply should never show, `mask` covers it.  Both are pure and take one text at a time: a body,
a title, a field.

| looked for      | a finding                                 | fine                           |
|-----------------|-------------------------------------------|--------------------------------|
| mobile number   | anywhere, after 联系电话 too              | in 第…号; part of more digits  |
| landline, 12345 | never                                     | with a label or without        |
| ID card         | 18 characters with a right check digit    | in 第…号 without a birth date  |
| bank card       | 16-19 digits, also in fours, by Luhn      | in 第…号                       |
| e-mail          | anywhere                                  | after an office's label        |
| home address    | beside 家庭住址, 住址, 现住 and the like  | a label without an address     |

The characters are compared in one form without moving any of them (`_folded`), so that every offset is one of the text
as given.  Deliberately absent: numbers spelt in Chinese numerals, and anything that needs to know what a name is.
"""

from __future__ import annotations

import html
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple
from unicodedata import decimal, normalize

from builder.disclosure.check_digits import is_id_card, passes_luhn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

KINDS: Final = ("mobile", "id-card", "bank-card", "email", "home-address")
HOME_LABELS: Final = ("家庭住址", "家庭地址", "现住址", "现居住", "现住", "居住地址", "住址")
"""What announces where somebody lives; longer words first."""
MAIL_LABELS: Final = ("邮箱", "信箱", "邮件", "电邮", "e-?mail")
"""What announces an e-mail address, with 电子 before it or not."""
OFFICE_OWNERS: Final = (
    *(
        "联系",
        "单位",
        "办公",
        "公开",
        "公共",
        "官方",
        "工作",
        "政务",
        "监督",
        "举报",
        "投诉",
        "咨询",
        "受理",
        "征集",
        "意见",
        "反馈",
        "纠错",
    ),
    *("局", "委", "办", "厅", "部", "处", "科", "室", "院", "所", "站", "队", "会", "中心", "政府", "机关", "部门"),
)
"""How the word before 邮箱 ends where the address is an office's (市教育局邮箱); no word is fine too."""
PERSONAL_OWNERS: Final = ("个人", "私人", "本人", "家庭", "联系人", "经办人", "承办人", "提案人", "建议人")
"""How that word begins where it is a person's, whatever its end."""


class Finding(NamedTuple):
    """A personal datum: what it is and where it stands in the text as given."""

    kind: str
    """One of `KINDS`."""
    start: int
    end: int


def find(text: str, *, allowed: frozenset[str] = frozenset()) -> tuple[Finding, ...]:
    """
    Find the personal data of a text, in order and without overlap.

    Args:
        allowed: What the site lets pass (公开/允许): a datum in any spelling, or words that hold it as they stand.
    """
    # What the file itself shows, and what a reader sees without its comments and entities.
    views = (text, _unmarked(text)) if "&" in text or "<" in text else (text,)
    found = {
        Finding(one.kind, one.start + start, one.end + start)
        for view in views
        for parts, search in _SEARCHES
        for start, part in parts(view)
        for one in search(_folded(part))
    }
    if not found:
        return ()
    names = frozenset(map(_bare, allowed))
    return _disjoint(sorted(one for one in found if not _is_allowed(text, one, allowed, names)))


def mask(text: str, findings: Iterable[Finding]) -> str:
    """Cover personal data with ＊, length for length; the first three and last two characters stay."""
    parts: list[str] = []
    at = 0
    for finding in findings:
        parts += text[at : finding.start], _masked(finding.kind, text[finding.start : finding.end])
        at = finding.end
    return "".join(parts) + text[at:]


# Characters that nobody sees: soft hyphen, zero-width and direction marks, variation selectors.
_UNSEEN: Final = "\u00ad\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
# Markdown that vanishes on the page: emphasis, code, backslash escapes.
_MARKUP: Final = r"*_`\\"
# Spaces and hyphens of every kind.
_SPACING: Final = " \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000" + r"\-\u2010-\u2015\u2212\ufe58\ufe63\uff0d"
_LOOSE: Final = _UNSEEN + _MARKUP + _SPACING
# What may stand between two digits of one number: loose characters and at most one line break, with a quotation's >.
_GAP: Final = rf"[{_LOOSE}]*(?:\r?\n[{_LOOSE}>]*)?"

# A place with a digit and ten more digits or characters that join them: without one there is no number to look for.
_SUSPECT: Final = re.compile(rf"[0-9０-９𝟎-𝟿][0-9０-９𝟎-𝟿{_LOOSE}\r\n>.．·•・/()（）]{{10}}")
# A number as written: eleven digits or more, with gaps, and the X of an ID card.
_CHAIN: Final = re.compile(rf"\d(?:{_GAP}\d){{10,}}(?:{_GAP}[xXⅩⅹ](?![a-zA-Z]))?")
_DIGIT: Final = re.compile(r"[\dxXⅩⅹ]")
# A gap that no reader sees.
_UNSEEN_ONLY: Final = re.compile(f"[{_UNSEEN}{_MARKUP}]*")
# A mobile number at the start of the digits, behind the country's prefix or the old long-distance zero.
_MOBILE: Final = re.compile(r"(?:(?:00)?86|0)?(1[3-9]\d{9})")
# The same cut in 3-4-4 by what joins no other number: 138.1234.5678, (138)1234/5678.
_SHAPED: Final = re.compile(
    rf"(?<!\d)1[3-9]\d[{_LOOSE}\s.·•・/()]{{1,3}}\d{{4}}[{_LOOSE}\s.·•・/()]{{0,3}}\d{{4}}(?!\d)"
)
# 第…号 around letters, digits, brackets and spaces: the number of a document, unless it goes on as 号码.
_SERIAL: Final = re.compile(rf"第[\s{_LOOSE}()\[\]〔〕【】﹝﹞a-zA-Z0-9]{{1,60}}号(?!码)")
# Digits 7 to 14 of an ID card.
_BIRTH: Final = re.compile(r"\d{6}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
# A row of years, which has the shape of a card number in fours.
_YEARS: Final = re.compile(r"(?:(?:19|20)\d\d){4}")

# An e-mail address, with unseen characters anywhere and a space beside the sign.
_EMAIL: Final = re.compile(
    rf"(?<![\w.%+\-])[a-zA-Z0-9][\w.%+\-\\{_UNSEEN}]*[ ]?@[ ]?"
    rf"[{_UNSEEN}]*(?:[a-zA-Z0-9\-{_UNSEEN}]+\.)+[{_UNSEEN}]*[a-zA-Z]{{2,}}",
    re.ASCII,
)
_SPACED_MAIL_LABELS: Final = "|".join(r"\s*".join(word) if word.isalpha() else word for word in MAIL_LABELS)
# The label of an e-mail, with the word it ends.
_MAIL_LABEL: Final = re.compile(
    rf"(?P<owner>[\u4e00-\u9fff]*?)(?:电\s*子\s*)?(?i:{_SPACED_MAIL_LABELS})(?:\s*地\s*址)?(?![\u4e00-\u9fff])"
)
# Another label between: the address is that one's.
_LABEL: Final = re.compile(r"[\u4e00-\u9fff]\s*:")

_BLANK: Final = rf"[\s{_UNSEEN}{_MARKUP}]*"
_JOINED_LABELS: Final = "|".join(_BLANK.join(label).replace("现", "[现現]") for label in HOME_LABELS)
# A home label, never 现住建局 or 现住房; then what joins it to the address.
_HOME: Final = re.compile(rf"(?:{_JOINED_LABELS})(?!建|房|宅)(?P<joint>(?:{_BLANK}(?:为|是|在|于|系|:|\|))*{_BLANK})")
# The only labels without 址; looked for by its first character, which is fast.
_LIVES: Final = re.compile(f"现{_BLANK}(?:居{_BLANK})?住")
# What makes words an address: a counted building, door or group …
_DOOR: Final = r"[0-9一二三四五六七八九十百零〇]\s*(?:号|栋|幢|楼|座|单元|室|组|弄|巷|队|社|层|门)"
# … or a place within a place.
_WITHIN: Final = (
    r"[省市县縣区區州旗镇鎮乡鄉村][^\n,;。]{0,20}(?:村|路|街|巷|弄|里|小区|花园|社区|苑|屯|寨|组|庄|公寓|宿舍)"
)
_ADDRESS: Final = re.compile(f"{_DOOR}|{_WITHIN}")
# The address itself: up to the end of the clause, and on over commas as long as doors are counted.
_CLAUSES: Final = re.compile(rf"[^\n|。;,]+(?:[,、][^\n|。;]{{0,40}}?{_DOOR}[^\n|。;,]*)*")
# The next label of the same line, which ends an address.
_NEXT_LABEL: Final = re.compile(r"\s+[\u4e00-\u9fff][\u4e00-\u9fff \u3000]{0,7}:")
# In the place of an address: our own mark, a mask, or nothing at all.
_NO_ADDRESS: Final = re.compile(r"〔不公开|.*＊{3}|(?:略|无|不详|保密|[\W_xX×]*)$", re.DOTALL)
# A row of a table that rules off its head.
_RULE_ROW: Final = re.compile(r"^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t:|-]*)?$")

# Full-width ASCII as ASCII, but for ＊, which is what a mask is made of.
_HALF_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) != "＊"} | {ord("﹫"): "@"}
# What a page does not show as written: comments, entities, and tags pasted between digits.
_UNREAD: Final = re.compile(r"<!--.*?(?:-->|\Z)|&#?[0-9a-zA-Z]{1,31};|</?[a-zA-Z]{1,6} ?/?>", re.DOTALL)
_CHARACTER: Final = re.compile(rf"{_UNREAD.pattern}|.", re.DOTALL)
# Within an address: spaces, unseen characters and emphasis, which would be left half open.
_JOINER: Final = re.compile(rf"[\s{_UNSEEN}{_MARKUP}]|$")
# What does not count when two spellings of a datum are compared.
_INDIFFERENT: Final = re.compile(rf"[\s{_LOOSE}+]|^\+?(?:00)?86(?=[{_LOOSE}]*1[3-9])")


def _parts_with_numbers(text: str) -> Iterator[tuple[int, str]]:
    """
    Give the paragraphs in which a number is possible, with their places; no number goes on over an empty line.

    This and the next two run over every document, so they tell cheaply that there is nothing.
    """
    at = 0
    while suspect := _SUSPECT.search(text, at):
        start = text.rfind("\n\n", 0, suspect.start()) + 1
        end = text.find("\n\n", suspect.start())
        at = len(text) if end < 0 else end
        yield start, text[start:at]


def _text_with_email(text: str) -> Iterator[tuple[int, str]]:
    """Give the text if an e-mail address is possible."""
    if "@" in text or "＠" in text or "﹫" in text:
        yield 0, text


def _text_with_address(text: str) -> Iterator[tuple[int, str]]:
    """Give the text if a home label is possible."""
    if "住" not in text and "庭" not in text:
        return  # every label has one of them
    if ("址" in text and _HOME.search(text)) or ("住" in text and ("現" in text or _LIVES.search(text) is not None)):
        yield 0, text


def _folded(text: str) -> str:
    """Write every character as its plain one, length for length."""
    return text.translate(_HALF_WIDTH)


def _unmarked(text: str) -> str:
    """Put what a reader sees in the place of entities and comments, and fill up with unseen characters."""
    return _UNREAD.sub(lambda match: _shown(match[0]).ljust(len(match[0]), "\u200b"), text)


def _shown(unread: str) -> str:
    """Give the character of an entity (an unknown one is text), and nothing for a comment or a tag."""
    if unread[0] == "<":
        return ""
    character = _folded(html.unescape(unread))
    return character if len(character) == 1 else unread


def _numbers(text: str) -> Iterator[Finding]:
    """Find mobile numbers, ID cards and bank cards."""
    chains = list(_CHAIN.finditer(text))
    serials = [match.span() for match in _SERIAL.finditer(text)] if chains else []
    for chain in chains:
        at = [match.start() for match in _DIGIT.finditer(text, *chain.span())]
        for kind, first, last in _numbers_of_chain(text, at, serials):
            yield Finding(kind, at[first], at[last - 1] + 1)
    for match in _SHAPED.finditer(text):
        if not _is_inside(match.span(), serials):
            yield Finding("mobile", *match.span())


def _numbers_of_chain(text: str, at: list[int], serials: list[tuple[int, int]]) -> Iterator[tuple[str, int, int]]:
    """
    Find the numbers within digits that are joined by gaps.

    Args:
        at: Where each digit stands.

    A number begins and ends where a group of digits does (an X ends one), so that a part of a longer run is none,
    while two numbers side by side are two.
    """
    digits = "".join("X" if text[i] in "xXⅩⅹ" else str(decimal(text[i])) for i in at)
    edges = {0, len(at), *(k for k in range(1, len(at)) if at[k] - at[k - 1] > 1)}
    if digits[-1] == "X":
        edges.add(len(at) - 1)
    for first in sorted(edges):
        if (mobile := _MOBILE.match(digits, first)) and mobile.end() in edges:
            span = mobile.span(1)
            if not _is_inside((at[span[0]], at[span[1] - 1] + 1), serials):
                yield "mobile", *span
        for last in range(first + 16, first + 20):
            if last in edges:
                in_serial = _is_inside((at[first], at[last - 1] + 1), serials)
                if kind := _card(digits[first:last], _groups(text, at[first:last]), in_serial=in_serial):
                    yield kind, first, last


def _is_inside(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    """Tell whether one of the *others* holds this span whole."""
    return any(start <= span[0] and span[1] <= end for start, end in others)


def _card(digits: str, groups: tuple[int, ...], *, in_serial: bool) -> str | None:
    """Tell what card a number is, if any."""
    is_even = len(groups) == 1 or (set(groups[:-1]) == {4} and groups[-1] <= 4 and not _YEARS.match(digits))
    if is_id_card(digits) and (_BIRTH.match(digits) or (is_even and not in_serial)):
        return "id-card"
    if is_even and not in_serial and digits.isdigit() and passes_luhn(digits):
        return "bank-card"
    return None


def _groups(text: str, at: list[int]) -> tuple[int, ...]:
    """Count the digits between visible gaps."""
    breaks = [
        k + 1 for k, (left, right) in enumerate(pairwise(at)) if not _UNSEEN_ONLY.fullmatch(text, left + 1, right)
    ]
    return tuple(right - left for left, right in pairwise((0, *breaks, len(at))))


def _emails(text: str) -> Iterator[Finding]:
    """Find e-mail addresses that no label gives to an office."""
    for match in _EMAIL.finditer(text):
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        if not _is_office_line(line):
            yield Finding("email", *match.span())


def _is_office_line(before: str) -> bool:
    """Tell whether what stands before an address on its line is the label of an office's e-mail."""
    labels = list(_MAIL_LABEL.finditer(before))
    return bool(labels) and _is_office(labels[-1]["owner"]) and not _LABEL.search(before, labels[-1].end())


def _is_office(owner: str) -> bool:
    """Tell whether the word before 邮箱 is an office, or none."""
    return not owner or (owner.endswith(OFFICE_OWNERS) and not owner.startswith(PERSONAL_OWNERS))


def _addresses(text: str) -> Iterator[Finding]:
    """Find home addresses: what follows a label, and the column of a table under one."""
    for label in _HOME.finditer(text):
        joint = label["joint"]
        clauses = _CLAUSES.match(text, label.end())
        # After a colon anything is the address; else, as on the next line or in the next cell, it has to look like one.
        if clauses and (address := _address(clauses[0], is_announced=":" in joint and not set("\n|") & set(joint))):
            start = label.end() + clauses[0].index(address)
            yield Finding("home-address", start, start + len(address))
    if "|" in text:
        yield from _address_columns(text)


def _address(words: str, *, is_announced: bool) -> str:
    """Cut an address out of the words after its label; empty if there is none."""
    following = _NEXT_LABEL.search(words)
    address = (words[: following.start()] if following else words).strip()
    if "(" not in address:
        address = address.rstrip(")")
    if _NO_ADDRESS.match(address):
        return ""
    return address if is_announced or _ADDRESS.search(address) else ""


def _address_columns(text: str) -> Iterator[Finding]:
    """Find the cells under a head such as 家庭住址."""
    head: tuple[int, ...] = ()
    at, above = 0, ""
    for line in text.splitlines(keepends=True):
        if _RULE_ROW.match(line.rstrip()) and "|" in above:
            head = tuple(k for k, cell in enumerate(above.split("|")) if _HOME.search(cell))
        elif "|" not in line:
            head = ()
        else:
            yield from _cells(line, at, head)
        at, above = at + len(line), line


def _cells(line: str, at: int, columns: tuple[int, ...]) -> Iterator[Finding]:
    """Give the filled cells of these columns in a row of a table that begins at *at*."""
    for k, cell in enumerate(line.split("|")):
        if k in columns and not _NO_ADDRESS.match(cell.strip()):
            yield Finding("home-address", start := at + line.index(cell.strip()), start + len(cell.strip()))


_SEARCHES: Final = (
    (_parts_with_numbers, _numbers),
    (_text_with_email, _emails),
    (_text_with_address, _addresses),
)


def _bare(spelling: str) -> str:
    """Give the one form in which spellings of a datum are compared."""
    return _INDIFFERENT.sub("", _unmarked(normalize("NFKC", spelling))).casefold()


def _is_allowed(text: str, finding: Finding, allowed: frozenset[str], names: frozenset[str]) -> bool:
    """Tell whether a finding is one of the names, or stands within allowed words."""
    if not allowed:
        return False
    _, start, end = finding
    return _bare(text[start:end]) in names or any(
        words in text[max(0, end - len(words)) : start + len(words)] for words in allowed if len(words) >= end - start
    )


def _disjoint(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Make one finding of those that overlap, of the longest one's kind, so that a mask covers them all."""
    merged: list[Finding] = []
    for one in sorted(findings, key=lambda found: (found.start, -found.end)):
        if merged and one.start < merged[-1].end:
            merged[-1] = merged[-1]._replace(end=max(one.end, merged[-1].end))
        else:
            merged.append(one)
    return tuple(merged)


def _masked(kind: str, datum: str) -> str:
    """Cover one datum; what separates its characters stays, and an entity counts as one character."""
    characters = [match[0] for match in _CHARACTER.finditer(datum)]
    places = [k for k, character in enumerate(characters) if _is_covered(kind, character)]
    first, last = _kept(kind, datum, len(places))
    for k in places[first : len(places) - last]:
        characters[k] = "＊" * len(characters[k])
    return "".join(characters)


def _is_covered(kind: str, character: str) -> bool:
    """Tell whether a character is part of the datum rather than a separator."""
    shown = _shown(_folded(character)) if len(character) > 1 else character
    if kind == "home-address":
        return _JOINER.match(shown) is None
    return bool(_DIGIT.match(shown)) if kind != "email" else bool(shown) and not shown.isspace()


def _kept(kind: str, datum: str, count: int) -> tuple[int, int]:
    """Say how many characters stay at either end: three and two, none if that were half of it or more."""
    if count < 10:
        return 0, 0
    # A short name before the @ would stay whole.
    name = re.split("[@＠﹫]|&", datum)[0]
    return (min(3, len(name) // 2) if kind == "email" else 3), 2
