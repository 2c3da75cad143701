"""
Bring text to the form in which it is searched, character by character, so that places in it are places in the text.

Letters come with full-width and half-width signs, traditional characters and every kind of bracket and dash; the
patterns of this package are written once, against the folded form: ASCII signs, simplified characters, `〔〕` for the
brackets of document numbers.  What is kept of a document is always cut from the text as it stands, never from this.
"""

from __future__ import annotations

import re

from builder.site.traditional import SIMPLIFIED, TRADITIONAL

HAN = "\u3400-\u9fff〇"
"""What counts as a Chinese character inside a character class of a pattern."""

_SIGNS = str.maketrans(
    {
        **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
        **dict(zip("\u3000\u00a0\u2002\u2003\u2009\t", " " * 6, strict=True)),
        **dict(zip("﹝﹞〔〕﹙﹚﹕﹐﹒", "〔〕〔〕():,.", strict=True)),
        **dict(zip("\u2010\u2011\u2012\u2013\u2014\u2015\u2212－", "-" * 8, strict=True)),
        **dict(zip("○◯", "〇〇", strict=True)),
    }
)
_SIMPLE = str.maketrans(TRADITIONAL, SIMPLIFIED)

_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_UNITS = {"十": 10, "百": 100}
NUMERAL = "[0-9〇零一二三四五六七八九十百两]"
"""One sign of a number in folded text, Chinese or Arabic."""


def folded(text: str) -> str:
    """Fold a text; the result has the same length."""
    return text.translate(_SIGNS).translate(_SIMPLE)


def squeezed(text: str) -> str:
    """Remove all white space."""
    return "".join(text.split())


def number_of(numeral: str) -> int | None:
    """Read a number in Arabic or Chinese signs (十一, 二十三, 一百零二, 二〇二一); `None` where it is none."""
    numeral = squeezed(folded(numeral))
    if numeral.isascii() and numeral.isdecimal():
        return int(numeral)
    if not numeral or set(numeral) - _DIGITS.keys() - _UNITS.keys() - set("0123456789"):
        return None
    if not set(numeral) & _UNITS.keys():
        return int("".join(str(_DIGITS.get(sign, sign)) for sign in numeral))
    total, digit = 0, 0
    for sign in numeral:
        if sign in _UNITS:
            total += (digit or 1) * _UNITS[sign]
            digit = 0
        else:
            digit = int(_DIGITS.get(sign, sign))
    return total + digit


_GAP_IN_NAME = re.compile(rf"(?<![{HAN}])([{HAN}]) +([{HAN}])(?![{HAN}])")
_GAP_BESIDE_HAN = re.compile(
    rf"(?<=[{HAN}\u3000-\u303f\uff00-\uffef“”‘’()〔〕]) +| +(?=[{HAN}\u3000-\u303f\uff00-\uffef“”‘’()〔〕])"
)


def closed_names(text: str) -> str:
    """Close up names of two characters that are spaced to the width of three: `商 莉`."""
    return _GAP_IN_NAME.sub(r"\1\2", text)


def closed(text: str) -> str:
    """Close up the spaces beside Chinese characters and signs, as a title is written: `第 25 号 提案`."""
    return _GAP_BESIDE_HAN.sub("", text.replace("\u3000", " ").replace("\u00a0", " ").strip())
