"""Read declared figures: the adoption sentence of a reply, and the counts of a year's account."""

from __future__ import annotations

import re
from typing import NamedTuple

from builder.content.printed.folding import NUMERAL, folded, number_of

_N = rf"\s*({NUMERAL}{{1,5}})\s*"
_PERCENT = r"\s*(\d{1,3}(?:\.\d{1,2})?)\s*%"


class Figures(NamedTuple):
    """Declared figures by key, and the sentence that declares them."""

    values: dict[str, str]
    """Counts as digits, rates as printed with %."""
    raw: str


_ADOPTION = re.compile(
    rf"(?:提案|建议|议案)(?:中|共|内)?[^。]{{0,12}}?(?:提出|含有?|包含|有)[^。]{{0,8}}?(?:意见)?建议{_N}[条项个][^。]*"
)
_ADOPTION_PARTS = {
    "total": re.compile(rf"建议{_N}[条项个]"),
    "own": re.compile(
        rf"涉及(?:到)?(?:我|本)(?:单位|局|委|办|部|厅|院|中心|镇|街道|部门|会|司|校|处){_N}[条项个]|涉及(?:到)?(?:我|本)[^,，。0-9]{{0,8}}?的?{_N}[条项个]"
    ),
    "co": re.compile(rf"涉及(?:到)?(?:其他)?(?:会办|协办)(?:单位|部门)?(?:的)?{_N}[条项个]"),
    "adopted": re.compile(rf"(?:已)?(?:采纳落实|采纳并落实|采纳|落实|吸收采纳){_N}[条项个]"),
    "rate": re.compile(rf"(?:采纳)?(?:落实率|采纳率)(?:为|达到|达)?{_PERCENT}"),
}


def adoption(text: str) -> Figures | None:
    """Read `提案中提出建议 6 条，其中涉及我单位 1 条，已采纳落实 1 条，落实率 100%`."""
    fold = folded(text)
    found = _ADOPTION.search(fold)
    if found is None:
        return None
    values = _values(found[0], _ADOPTION_PARTS)
    return Figures(values, text[found.start() : found.end()]) if len(values) > 1 else None


_REPORT_PARTS = {
    "handled": re.compile(
        rf"(?:承办|办理|收到|承接|接收|交办)(?:了)?[^。,]{{0,24}}?(?:提案|建议|议案|件)[^。,0-9一二三四五六七八九十]{{0,8}}(?:共|合计|总计)?{_N}件|共(?:承办|办理|收到)[^。,]{{0,20}}?{_N}件"
    ),
    "lead": re.compile(rf"(?<!会)主办(?:件|提案|建议)?(?:的)?{_N}件"),
    "co": re.compile(rf"(?:协办|会办)(?:件|提案|建议)?(?:的)?{_N}件"),
    "sole": re.compile(rf"独办(?:件|提案|建议)?(?:的)?{_N}件"),
    "split": re.compile(rf"分办(?:件|提案|建议)?(?:的)?{_N}件"),
    "answered": re.compile(rf"(?:办理答复|办复|答复|办结)(?:完毕)?(?:的)?{_N}件"),
    "answer_rate": re.compile(rf"(?:办复率|答复率|办结率)(?:为|达到|达|均为|均达)?{_PERCENT}"),
    "solved": re.compile(
        rf"(?:已解决或基本解决|已经解决或基本解决|已解决或已基本解决|解决或基本解决|已解决)(?:的)?(?:有|共)?(?:\([A-Z]类\))?{_N}件"
    ),
    "published": re.compile(rf"公开(?:发布|答复|的)?(?:有|共)?{_N}件|(?:答复件|复文|答复)公开{_N}件"),
    "satisfaction_rate": re.compile(rf"满意率(?:为|达到|达|均为|均达)?{_PERCENT}"),
}


def report(text: str) -> Figures | None:
    """Read the counts of an annual statement; `None` where it declares none."""
    values = _values(folded(text), _REPORT_PARTS)
    return Figures(values, "") if values else None


def _values(fold: str, parts: dict[str, re.Pattern[str]]) -> dict[str, str]:
    values: dict[str, str] = {}
    for key, pattern in parts.items():
        found = pattern.search(fold)
        if found:
            printed = next(group for group in found.groups() if group)
            values[key] = f"{printed}%" if key.endswith("rate") else str(number_of(printed))
    return values
