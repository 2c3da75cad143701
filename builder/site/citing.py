r"""
Say how a document is cited, after GB/T 7714, as BibTeX and as RIS, and a paragraph of it by a link that can be checked.

Every word comes from the document and the settings of the site; there is no clock, so the day of access is left to the
reader.  The date is 公开日期 where it is stated, else the document's own, else none.  Entries are in the language of
the documents, whatever that of the site: 等 for further authors, 第…号 for a number.

A link to a paragraph is `#p12:~:kbmfa`.  `p12` is its place; what follows `:~:` browsers put aside before they look for
the place (https://wicg.github.io/scroll-to-text-fragment/), so the link leads to the paragraph whether or not its words
have changed since.  `kbmfa` is the check code of its words: the same as beside the paragraph, and nothing has changed.
A browser too old for that finds the whole as the id of the link itself, while the paragraph is what was cited.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

from builder.site import routes
from builder.site.views import Citation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.site.context import SiteContext

_CODE = 5
"""Letters of a check code: one change in a million goes unseen.  It finds changes; against forgery it is too short."""
_AS_LETTERS = str.maketrans("0123456789", "ghijklmnop")
"""Digits would sooner or later spell the number of something withheld, which must not stand on any page."""
_NAMED = 3
"""Authors that GB/T 7714-2015 names before 等 (8.1.2)."""
_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # a brace, even escaped, has to have its partner
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "#$%&_"},
}
_TEX_SIGN = re.compile("|".join(map(re.escape, _TEX)))
_NOT_IN_KEYS = re.compile(r"[^0-9A-Za-z]+")


def check_code(text: str) -> str:
    """Give the check code of a paragraph: of its words alone, however they are spaced, marked up or broken."""
    return sha256("".join(text.split()).encode()).hexdigest()[:_CODE].translate(_AS_LETTERS)


def citation(
    context: SiteContext,
    address: str,
    *,
    title: str,
    authors: Sequence[str],
    has_others: bool = False,
    number: str | None = None,
    date: str | None = None,
) -> Citation:
    """
    Write down how a document is cited.

    Args:
        has_others: The document names no more authors, but says that there are.
        number: 文号, or what else it is known by besides its title.
        date: ISO.
    """
    site = context.site
    url = routes.absolute(site.base_url, address) if site.base_url else None
    names = [_line(name) for name in authors]
    title = _line(title)
    number = _line(number) if number else None
    return Citation(
        standard=_standard(names, title, number, date, has_others=has_others),
        address=url,
        bibtex=_bibtex(
            key_of(address),
            (
                ("author", " and ".join([*(f"{{{_tex(name)}}}" for name in names), *["others"] * has_others])),
                ("title", f"{{{_tex(title)}}}"),
                ("date", date),
                ("year", date and date[:4]),
                ("note", number and _tex(number)),
                ("organization", f"{{{_tex(_line(site.title))}}}"),
                ("url", url),
            ),
        ),
        ris=_ris(
            (
                ("TY", "ELEC"),
                *[("AU", name) for name in names],
                ("TI", title),
                ("DA", date and date.replace("-", "/")),
                ("PY", date and date[:4]),
                ("N1", number),
                ("T2", _line(site.title)),
                ("PB", site.publisher and _line(site.publisher)),
                ("UR", url),
                ("ER", ""),
            )
        ),
    )


def key_of(address: str) -> str:
    """Name an entry for BibTeX, which knows no other letters, by the address of its page."""
    plain = _NOT_IN_KEYS.sub("-", address).strip("-")
    return plain if address.isascii() else f"{plain}-{sha256(address.encode()).hexdigest()[:6]}"


def _standard(names: Sequence[str], title: str, number: str | None, date: str | None, *, has_others: bool) -> str:
    """Write an entry after GB/T 7714-2015 (8.2, electronic resources) up to the day of access."""
    is_cut = has_others or len(names) > _NAMED
    named = ", ".join([*names[:_NAMED], *["等"] * is_cut])
    head = f"{named}. " if names else ""
    return f"{head}{title}{f': {number}' if number else ''}[EB/OL]. {f'({date})' if date else ''}"


def _bibtex(key: str, fields: Sequence[tuple[str, str | None]]) -> tuple[str, ...]:
    """Write an entry for biblatex and for programs that follow the old BibTeX, which read `year` and not `date`."""
    return (f"@online{{{key},", *[f"  {name} = {{{value}}}," for name, value in fields if value], "}")


def _ris(fields: Sequence[tuple[str, str | None]]) -> tuple[str, ...]:
    return tuple([f"{tag}  - {value}" for tag, value in fields if value or tag == "ER"])


def _tex(text: str) -> str:
    return _TEX_SIGN.sub(lambda sign: _TEX[sign[0]], text)


def _line(text: str) -> str:
    """Bring a field to one line: a line break would end it."""
    return " ".join(text.split())
