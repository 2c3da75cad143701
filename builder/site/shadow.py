"""
Rewrite public text so that an engine made for spaced words finds Chinese: the unpublished "shadow" of each page.

Chinese has no spaces, and dictionaries cut the same words differently at build time and in the browser.  So every
Han character becomes a token with the one that follows it (外卖小哥: `外卖 卖小 小哥 哥ǀ`), here and, from the typed
text, in `search.js`; a phrase is then a run of tokens.  What stands between two characters (a comma, a space) stays
inside their token, where the engine passes over it: it never breaks a phrase, and the text can be read back from
the tokens for an excerpt.  Nothing here knows which engine reads the pages, but for the names of its attributes.
"""

from __future__ import annotations

import re
import unicodedata
from html import escape
from typing import NamedTuple

from builder.site.traditional import SIMPLIFIED, TRADITIONAL

FILTERS = (
    ("年份", "year"),
    ("单位", "unit"),
    ("办理结果", "result"),
    ("届次", "session"),
    ("类型", "type"),
    ("主题", "topic"),
)
"""The name of each filter in the index, and in the address of the search page."""

CLOSE = "\u01c0"
"""Ends the token of a Han character that no other follows.  A letter, or the engine would drop it; one of a script
that no official text uses, so that it cannot be typed by accident."""

# Private characters, which the engine drops from its words but keeps in the text that it gives back.
SPACE = "\ue000"
_FORMS = 0xE100
"""The characters from here on say which traditional form of the character before them the text has."""

# 々 and 〇 count as Han; search.js has the same ranges.
_HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_UNIT = re.compile(rf"([{_HAN}][\ue100-\ue1ff]?[\W_]*)(?=([{_HAN}])?)|([^\W_{_HAN}]+[\W_]*)")
_BEFORE_LETTERS = re.compile(r"[\W_]*")
_WHITE = re.compile(r"\s+")
_TRADITIONAL = re.compile(f"[{TRADITIONAL}]")
_FORM = re.compile("(.)([\ue100-\ue1ff])")
_DROPPED_LAST = re.compile(f"[{_HAN}{CLOSE}]")

_NAMES_WEIGHT = 3
"""People and units that a document is about weigh more than a mention in its text."""


class Passage(NamedTuple):
    """A block of the page's text."""

    anchor: str | None
    """The id of its element, for a link to the place; `None`: it has none."""
    text: str


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
    # An anchor without a name ends the block of names, and begins a passage that has no place of its own.
    text = [f'<a id="{escape(p.anchor or "_")}"></a> {escape(" ".join(tokens(p.text)))}' for p in item.passages]
    return (
        f'<!DOCTYPE html>\n<html lang="und"><head><meta charset="utf-8">\n{"".join(head)}</head>\n'
        f'<body data-pagefind-body><span data-pagefind-weight="{_NAMES_WEIGHT}">{escape(names)}</span>\n'
        + "\n".join(text)
        + "\n</body></html>\n"
    )


def tokens(text: str) -> list[str]:
    """Cut text into tokens: each Han character with the next one, runs of other letters and digits whole."""
    text = unicodedata.normalize("NFC", text.strip()).translate(_CHARACTERS)
    text = _TRADITIONAL.sub(_folded, _WHITE.sub(SPACE, text))
    before = _BEFORE_LETTERS.match(text)
    found = [unit + (following or CLOSE) if unit else other for unit, following, other in _UNIT.findall(text)]
    if before and before[0]:
        found[:1] = [before[0] + "".join(found[:1])]
    return found


def original(tokenised: str) -> str:
    """Read text back from its tokens: as it was, but for the width of letters and the kind of white space."""
    text = "".join(token[:-1] if _DROPPED_LAST.match(token[-1]) else token for token in tokenised.split())
    return _FORM.sub(lambda m: FORMS[m[1]][ord(m[2]) - _FORMS], text).replace(SPACE, " ")


def _property(kind: str, name: str, value: str) -> str:
    return f'<meta data-pagefind-{kind}="{name}[content]" content="{escape(value)}">\n' if value else ""


def _number_words(item: Searchable) -> list[str]:
    """Make the words by which a number is found at once, however it is typed; no text contains one of them."""
    words = [CLOSE + re.sub(r"[\W_]+", CLOSE, key).strip(CLOSE).lower() for key in item.keys]
    for printed in item.doc_numbers:
        found = _DOC_NUMBER.match(_fold_letters(printed))
        if found:
            serial = f"{CLOSE}{CLOSE}{found['year']}{CLOSE}{found['serial']}"
            words += [serial, found["issuer"].lower() + serial] if found["issuer"] else [serial]
    return words


def _fold_letters(text: str) -> str:
    """Bring a short text to the form in which search compares: one width, simplified, no white space."""
    return unicodedata.normalize("NFKC", "".join(text.split())).translate(_SIMPLIFIED)


_DOC_NUMBER = re.compile(r"(?P<issuer>\w*?)[\[(〔【](?P<year>\d{4})[\])〕】]第?0*(?P<serial>\d+)号?$")


class _Characters(dict[int, "str | None"]):
    """A `str.translate` table that learns each character when it first meets it."""

    def __missing__(self, code: int) -> str | None:
        self[code] = _plain(chr(code))
        return self[code]


def _plain(character: str) -> str | None:
    """Bring letters and digits to one width; leave punctuation as printed; drop what cannot be seen or is ours."""
    if character.isspace():
        return character
    unseen = unicodedata.category(character) in {"Cc", "Cf", "Cn", "Co", "Cs"}
    if unseen or character == CLOSE or "\ufe00" <= character <= "\ufe0f":
        return None
    compatible = unicodedata.normalize("NFKC", character)
    return compatible if any(c.isalnum() for c in compatible) else character


def _traditional_forms() -> dict[str, str]:
    forms: dict[str, str] = {}
    for traditional, simplified in zip(TRADITIONAL, SIMPLIFIED, strict=True):
        forms[simplified] = forms.get(simplified, "") + traditional
    return forms


FORMS = _traditional_forms()
"""Each simplified character with its traditional forms, in the order of the table."""
_CHARACTERS = _Characters()
_SIMPLIFIED = str.maketrans(TRADITIONAL, SIMPLIFIED)


def _folded(found: re.Match[str]) -> str:
    """Replace a traditional character, and note which form it was, for the excerpt."""
    simplified = found[0].translate(_SIMPLIFIED)
    return simplified + chr(_FORMS + FORMS[simplified].index(found[0]))
