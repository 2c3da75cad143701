"""Numbers as Word writes them in automatic numbering (ECMA-376, part 1, 17.18.59)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"


def numeral(number: int, form: str) -> str:
    """
    Write *number* in the form that Word calls *form*; one that is not known here is written in plain digits.

    `zeros3` is for forms of its user's own: 001, 002.
    """
    if form.startswith("zeros"):
        return str(number).zfill(int(form.removeprefix("zeros")))
    return _FORMS.get(form, str)(max(number, 0))


def _chinese(number: int, digits: str, units: str, zero: str) -> str:
    """Write a number below ten thousand with its units: 一百零一; between 10 and 19 the one is not said."""
    if number >= 10_000 or number == 0:
        return str(number) if number else zero
    out, gap = "", False
    for power, unit in zip((1000, 100, 10, 1), units, strict=True):
        digit = number // power % 10
        if digit:
            out += (zero if gap else "") + digits[digit] + unit.strip()
        gap = bool(out) and not digit
    return out


def _counting_thousand(number: int) -> str:
    text = _chinese(number, _DIGITS, "千百十 ", "零")
    return text.removeprefix("一") if 10 <= number < 20 else text


def _counting(number: int) -> str:
    """Write 一 to 九十九 with 十, larger numbers digit by digit."""
    return _counting_thousand(number) if 0 < number < 100 else _digital(number)


def _digital(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _formal(number: int) -> str:
    return _chinese(number, _FORMAL, "仟佰拾 ", "零")


def _in_turn(characters: str) -> Callable[[int], str]:
    return lambda number: characters[number - 1] if 0 < number <= len(characters) else str(number)


def _letters(number: int) -> str:
    """Write a to z, then aa to zz: the letter is repeated, not counted on."""
    return chr(97 + (number - 1) % 26) * min((number - 1) // 26 + 1, 20) if number else ""


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    out = ""
    for value, letters in _ROMAN:
        out += letters * (number // value)
        number %= value
    return out


def _circled(number: int) -> str:
    for first, last, start in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if first <= number <= last:
            return chr(start + number - first)
    return "⓪" if not number else f"({number})"


def _wide(number: int) -> str:
    return str(number).translate({48 + digit: 0xFF10 + digit for digit in range(10)})


def _ordinal(number: int) -> str:
    endings = {1: "st", 2: "nd", 3: "rd"}
    return f"{number}{'th' if number % 100 in {11, 12, 13} else endings.get(number % 10, 'th')}"


_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    )
)
_FORMS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": _wide,
    "decimalFullWidth2": _wide,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": lambda number: chr(0x2474 + number - 1) if 0 < number <= 20 else f"({number})",
    "decimalEnclosedFullstop": lambda number: chr(0x2488 + number - 1) if 0 < number <= 20 else f"{number}.",
    "numberInDash": lambda number: f"- {number} -",
    "ordinal": _ordinal,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "chineseCounting": _counting,
    "taiwaneseCounting": _counting,
    "chineseCountingThousand": _counting_thousand,
    "taiwaneseCountingThousand": _counting_thousand,
    "japaneseCounting": lambda number: _counting_thousand(number).replace("零", ""),
    "chineseLegalSimplified": _formal,
    "ideographLegalTraditional": _formal,
    "ideographDigital": _digital,
    "japaneseDigitalTenThousand": _digital,
    "taiwaneseDigital": _digital,
    "ideographEnclosedCircle": lambda number: chr(0x3280 + number - 1) if 0 < number <= 10 else _counting(number),
    "ideographTraditional": _in_turn("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _in_turn("子丑寅卯辰巳午未申酉戌亥"),
    "none": lambda _: "",
    "bullet": lambda _: "",
}
