"""Read the numbers of the proposals that a title, a sentence or a line of its own names."""

from __future__ import annotations

import re
from typing import NamedTuple

from builder.content.printed.folding import HAN, folded, squeezed


class Numbers(NamedTuple):
    """Printed numbers, without 第 and 号, and the words that name them."""

    values: tuple[str, ...]
    raw: str


# A delegation's sign stands before a number; these characters stand there for other reasons (会议205号, 对36号).
_NO_PREFIX = "第并含同与及和议案会对的于次届间表大协员政年月日共计为号是达约办复函字关就将其等等中上下该本各每、"
# 113134, 091, D022, 温36 (the delegation), B〔2017〕062, 2023-088, 15-02-066 (term, meeting, number)
_ONE = rf"(?:[A-Za-z]{{1,3}}\s*[〔\[(]\s*\d{{4}}\s*[〕\])]\s*\d{{1,5}}|[A-Za-z]{{1,3}}-?\d{{1,6}}|(?:\d{{1,4}}-){{0,2}}\d{{1,10}}|(?![{_NO_PREFIX}])[{HAN}]\d{{1,4}})"
_NEXT = r"\s*(?:号\s*)?(?:提案|建议)?(?:[、,和及与]|\((?:并|含|同)?|并)\s*第?\s*"
_TO = r"\s*(?:号\s*)?(?:-|~|至|到)\s*(?:第\s*)?\d{1,6}"
_LIST = rf"{_ONE}(?:{_TO})?(?:{_NEXT}{_ONE}(?:{_TO})?)*"
# A document number (…〔2021〕62号) names another paper, and 1号楼, 2号线, 46号文 are no proposals.
_PATTERN = re.compile(
    rf"(?<![\d〔〕\]])(?P<ordinal>第\s*)?(?<![〔〕\]\d])(?P<list>{_LIST})\s*号(?!楼|线|院|路|文|令|公告|桥|地块|机|仓)"
)
_RANGE = re.compile(r"(\d{1,6})\s*(?:-|~|至|到)\s*(?:第\s*)?(\d{1,6})")
_KIND = r"(?:政协)?(?:委员|代表)?(?:的)?(?:提案|建议|议案|批评|议事原案|件)"
_BESIDE_KIND = re.compile(rf"{_KIND}[》”\"]?[(,\s]*$"), re.compile(rf"^\s*\)?(?:号)?\s*(?:{_KIND}|《|“|\"|关于)")
_LARGEST_RANGE = 20


def find(text: str) -> Numbers | None:
    """
    Find the numbers by which a text names proposals.

    With 第 they are taken wherever they stand; without, beside the word for what they number, or alone in parentheses.
    """
    fold = folded(text)
    best: Numbers | None = None
    for found in _PATTERN.finditer(fold):
        before, after = fold[: found.start()], fold[found.end() :]
        is_beside = _BESIDE_KIND[0].search(before) or _BESIDE_KIND[1].search(after)
        is_alone = not before.strip(" (") and not after.strip(" )")
        if found["ordinal"] or is_beside or is_alone:
            values = _values(text[found.start("list") : found.end("list")])
            if values and (best is None or (is_beside and found["ordinal"] and not best.values)):
                best = Numbers(values, text[found.start() : found.end()].strip())
    return best


_LINE = re.compile(
    rf"[(\[]?\s*(?:提案|建议|议案|案号|编号|提案号|建议号|提案编号|建议编号)?\s*[:]?\s*第?\s*{_LIST}\s*号\s*[)\]]?$"
)


def on_a_line(text: str) -> Numbers | None:
    """Read a line that holds nothing but the number: `(第 113134 号)`."""
    return find(text) if _LINE.match(folded(text)) else None


_LABELLED = re.compile(rf"第?\s*(?P<list>{_LIST})\s*号?$")


def after_a_label(value: str) -> Numbers | None:
    """Read the value of a field 编号: `第 12 号`, `12`, `D022`."""
    found = _LABELLED.match(folded(value))
    if found is None:
        return None
    values = _values(value[found.start("list") : found.end("list")])
    return Numbers(values, value) if values else None


_ONE_OR_RANGE = re.compile(rf"(?P<range>\d{{1,6}}{_TO})(?!-?\d)|{_ONE}")


def _values(listed: str) -> tuple[str, ...]:
    values: list[str] = []
    for found in _ONE_OR_RANGE.finditer(folded(listed)):
        between = _range(found["range"]) if found["range"] else ()
        values += between or [squeezed(listed[found.start() : found.end()])]
    return tuple(dict.fromkeys(values))


def _range(written: str) -> tuple[str, ...]:
    """Give every number of a range; empty where it is none (a number with a hyphen in it)."""
    found = _RANGE.search(written.replace("号", ""))
    if found is None:
        return ()
    first, last = int(found[1]), int(found[2])
    if not first < last <= first + _LARGEST_RANGE:
        return ()
    width = len(found[1]) if found[1].startswith("0") else 0
    return tuple(f"{number:0{width}d}" for number in range(first, last + 1))
