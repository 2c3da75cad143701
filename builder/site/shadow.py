"""
Rewrite public text so that an engine made for spaced words finds Chinese: the unpublished "shadow" of each page.

Chinese has no spaces, and dictionaries cut the same words differently at build time and in the browser.  So every
Han character becomes a token with the one that follows it (外卖小哥: `外卖 卖小 小哥 哥ǀ`), here and, from the typed
text, in `search.js`; a phrase is then a run of tokens.  Commas and spaces never break a phrase: what a token stands
for, where that is more than its first character, is spelled behind it in signs that the engine passes over, so that
an excerpt can be read back exactly.  Nothing here knows which engine reads the pages, but for its attributes.

A suggestion is a result of its own, but no page of its own: as one it would cost the engine a third more memory and
every reader a table twice as long (measured).  It is a stretch of the tokens of its proposal's page, and beside the
shadow page lies what the search page shows of it (`shadow_points`).
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache, lru_cache
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from builder.site.traditional import SIMPLIFIED, TRADITIONAL

if TYPE_CHECKING:
    from builder.site.points.places import Extent, Spot

FILTERS = (
    ("年份", "year"),
    ("单位", "unit"),
    ("办理结果", "result"),
    ("届次", "session"),
    ("类型", "type"),
    ("主题", "topic"),
)
"""The name of each filter in the index, and in the address of the search page."""

STATE = ("答复情况", "state")
"""The same of the filter that only suggestions have."""
KIND = FILTERS[4][0]
"""The filter by which suggestions are told from documents."""

CLOSE = "\u01c0"
"""Ends the token of a Han character that no other follows.  A letter, or the engine would drop it; one of a script
that no official text uses, so that it cannot be typed by accident."""

# Sixteen ASCII signs, as hexadecimal digits of UTF-16.  The engine makes no second word of ASCII signs at the end of a
# token; left as they are, commas and quotation marks would cost it a third more memory (measured).
_SIGNS = "!$%()+,-./:;=?@~"
_SPELL = str.maketrans("0123456789abcdef", _SIGNS)
_READ = str.maketrans(_SIGNS, "0123456789abcdef")
_TOKEN = re.compile(f"([^{re.escape(_SIGNS)}]*)([{re.escape(_SIGNS)}]*)$")

# 々 and 〇 count as Han, and so do the radicals that PDF files put for whole characters; search.js has the same ranges,
# less the radicals, which it has folded before it looks.
_HAN = "\u2f00-\u2fd5\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_OTHER = rf"[^\W_{_HAN}]+"
_BETWEEN = rf"(?:[^\w{_HAN}]|_)*"


@cache
def _pattern(source: str) -> re.Pattern[str]:
    """Compile a pattern when it is needed: sets of this size take a while, and most builds make no index."""
    return re.compile(source)


_UNITS = rf"([{_HAN}])({_BETWEEN})(?=([{_HAN}])?)|({_OTHER})({_BETWEEN})"
_LETTERS = rf"[{_HAN}]|{_OTHER}"
_IS_HAN = f"[{_HAN}]"

_REMEMBERED = 1 << 16
"""Tokens."""
_PASSAGES = 256
"""Those of one page: its suggestions are placed by the tokens before them."""
_NAMES_WEIGHT = 3
"""People and units that a document is about weigh more than a mention in its text."""


class Passage(NamedTuple):
    """A block of the page's text."""

    anchor: str | None
    """The id of its element, for a link to the place; `None`: it has none."""
    text: str


class SearchableAnswer(NamedTuple):
    """Where a suggestion is answered."""

    unit: str
    path: str
    """The reply's address, from the site's root without the slash."""
    anchor: str
    text: str
    """Its first sentence."""


class SearchablePoint(NamedTuple):
    """What search may know of a suggestion."""

    text: str
    """As printed, without number."""
    anchor: str
    """Of its row among the points of its proposal."""
    extent: Extent
    """Where it stands among the passages of the page."""
    kind: str
    """What the filter of kinds calls it."""
    state: str
    """What became of it, in the words of the filter."""
    sign: str
    said: str
    """What became of it, with the units that answer instead."""
    reason: str
    """Why no answer is shown; empty where one is."""
    number: str
    """Of its proposal, as a reader calls it."""
    answers: tuple[SearchableAnswer, ...]


class Searchable(NamedTuple):
    """What search may know of one public page."""

    url: str
    """From the site's root, as text: `/replies/zx-5-1/023/mzj/`."""
    title: str
    passages: tuple[Passage, ...]
    names: tuple[str, ...] = ()
    """Other public words to find it by: proposers, units, document numbers."""
    keys: tuple[str, ...] = ()
    """Numbers in the form in which they compare: `91` for 第091号."""
    doc_numbers: tuple[str, ...] = ()
    """As printed: 西民发〔2021〕62号."""
    filters: tuple[tuple[str, str], ...] = ()
    """Names from `FILTERS` and the words shown to readers; a name may come several times."""
    date: str | None = None
    year: int | None = None
    """Where it stands among the others if it has no date."""
    points: tuple[SearchablePoint, ...] = ()
    """The suggestions in it."""


def shadow_name(item: Searchable) -> str:
    """
    Name the shadow file, below the shadow folder: when, then the page's address.

    The search page reads the date and the address from it.  Names sort by age, so that a new document comes last.
    """
    return f"{item.date or item.year or '0000'}{item.url}index.html"


def shadow_page(item: Searchable) -> str:
    """Write the page that the engine reads in place of the real one."""
    head = [
        _property("meta", "title", " ".join(tokens(item.title))),
        _property("meta", "keys", " ".join(_number_words(item))),
        _property("sort", "日期", str(item.date or item.year or "0000")),
        *(_property("filter", name, value) for name, value in item.filters),
    ]
    names = " ".join(token for name in item.names for token in tokens(name))
    # An anchor ends the part before it; `_` begins a passage that has no place of its own.
    text = [f'<a id="{escape(p.anchor or "_")}"></a> {" ".join(tokens(p.text))}' for p in item.passages]
    return (
        f'<!DOCTYPE html>\n<html lang="und"><head><meta charset="utf-8">\n{"".join(head)}</head>\n'
        f'<body data-pagefind-body><span data-pagefind-weight="{_NAMES_WEIGHT}">{names}</span>\n'
        + "\n".join(text)
        + "\n</body></html>\n"
    )


def shadow_points(item: Searchable) -> str:
    """
    Write what the search page shows of the suggestions on a page, as JSON: a list of objects.

    `at` holds three places among the tokens of the shadow page: where it starts, where its heading ends, where it ends.
    """
    before = [sum(len(tokens(name)) for name in item.names)]
    for passage in item.passages:
        before.append(before[-1] + len(tokens(passage.text)))

    def place(spot: Spot) -> int:
        return before[spot.line] + _letters(item.passages[spot.line].text[: spot.character])

    points = [
        {
            "at": [place(spot) for spot in point.extent],
            "kind": point.kind,
            "state": point.state,
            "card": {
                "text": point.text,
                "anchor": point.anchor,
                "sign": point.sign,
                "said": point.said,
                "reason": point.reason,
                "number": point.number,
                "answers": [answer._asdict() for answer in point.answers],
            },
        }
        for point in item.points
    ]
    return json.dumps(points, ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=_PASSAGES)
def tokens(text: str) -> tuple[str, ...]:
    """Cut text into tokens: each Han character with the next one, runs of other letters and digits whole."""
    text = " ".join(text.split())
    before = _pattern(_BETWEEN).match(text)
    printed = before[0] if before else ""
    found: list[str] = []
    for han, after, following, other, other_after in _pattern(_UNITS).findall(text):
        letter = _FOLDED[han] if han else ""
        if letter == han and not (printed or after or other):
            # Most characters stand for themselves, and nothing comes between them and the next one.
            found.append(letter + (_FOLDED[following] if following else CLOSE))
            continue
        printed += han + after + other + other_after
        for letter in (_FOLDED[han],) if han else _pattern(_LETTERS).findall(fold(other)):
            token = letter if other else letter + (_FOLDED[following] if following else CLOSE)
            found.append(token if printed == letter else token + _spelled(printed))
            printed = ""
    return (*found, _spelled(printed)) if printed else tuple(found)


def fold(text: str) -> str:
    """Bring text to the form in which search compares it, but for capitals: one width, simplified characters."""
    return "".join(map(_FOLDED.__getitem__, unicodedata.normalize("NFC", text)))


def original(tokenised: str) -> str:
    """Read text back from its tokens, exactly but for the kind of white space."""
    return "".join(map(_printed, tokenised.split()))


def han(tokenised: str) -> set[str]:
    """List the Han characters that the text of these tokens holds, folded."""
    return set(_pattern(_IS_HAN).findall("".join(set(tokenised))))


def _letters(text: str) -> int:
    """Count the tokens of text that stand for a letter: a sign at its start has one of its own only where it ends."""
    return sum(1 for token in tokens(text) if token[0] not in _SIGNS)


@lru_cache(maxsize=_REMEMBERED)
def _printed(token: str) -> str:
    found = _TOKEN.match(token)
    if found is None or not found[2]:
        return token[0] if _pattern(_IS_HAN).match(token) else token
    # A sign alone says that the token stands for nothing, because the one before it stands for both.
    return bytes.fromhex(found[2][: len(found[2]) // 4 * 4].translate(_READ)).decode("utf-16-be")


def _spelled(printed: str) -> str:
    return printed.encode("utf-16-be").hex().translate(_SPELL) or _SIGNS[0]


def _property(kind: str, name: str, value: str) -> str:
    return f'<meta data-pagefind-{kind}="{name}[content]" content="{escape(value)}">\n' if value else ""


def _number_words(item: Searchable) -> list[str]:
    """Make the words by which a number is found at once, however it is typed; no text contains one of them."""
    words = [CLOSE + re.sub(r"[\W_]+", CLOSE, key).strip(CLOSE).lower() for key in item.keys]
    for printed in item.doc_numbers:
        found = _DOC_NUMBER.match(fold("".join(printed.split())))
        if found:
            serial = f"{CLOSE}{CLOSE}{found['year']}{CLOSE}{found['serial']}"
            words += [serial, found["issuer"].lower() + serial] if found["issuer"] else [serial]
    return words


_DOC_NUMBER = re.compile(r"(?P<issuer>\w*?)[\[(〔【（](?P<year>\d{4})[\])〕】）]第?0*(?P<serial>\d+)号?$")


class _Folded(dict[str, str]):
    """The folded form of each character, worked out when it is first met."""

    def __missing__(self, character: str) -> str:
        self[character] = _fold(character)
        return self[character]


def _fold(character: str) -> str:
    """Fold one character; punctuation stays as printed, and ours is no letter of anybody's text."""
    if character == CLOSE:
        return ""
    compatible = unicodedata.normalize("NFKC", character)
    return compatible.translate(_SIMPLIFIED) if any(c.isalnum() for c in compatible) else character


_SIMPLIFIED = str.maketrans(TRADITIONAL, SIMPLIFIED)
_FOLDED = _Folded()
