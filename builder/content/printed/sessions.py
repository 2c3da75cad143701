"""Read the session of a 政协 or 人大 in whatever order of words it is written."""

from __future__ import annotations

import re
from typing import NamedTuple

from builder.content.printed.folding import HAN, NUMERAL, folded, number_of, squeezed


class SessionName(NamedTuple):
    """A session as a text names it."""

    raw: str
    """As written: 市政协十一届三次会议."""
    body: str
    """Its body, the numerals taken out: 市政协."""
    kind: str
    """`proposal` (a 政协), `suggestion` (a 人大), or empty where the body is not named."""
    term: int | None
    meeting: int | None


_AREA = f"[{HAN}]{{0,12}}?(?:省|市|区|县|州|盟|旗|镇|乡|自治区)"
_N = f"{NUMERAL}{{1,4}}"
_MEETING = rf"第?\s*(?P<meeting>{_N})\s*次(?:全体)?(?:会议|全会)?"
_BODIES = "人民代表大会|人代会|人大|政治协商会议|政协"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # 市五届人大五次会议, 市十四届人大闭会期间, 区九届政协二次会议, 第十八届人民代表大会第七次会议, 蒙自市第三届政协第四次会议
        rf"(?P<before>{_AREA}|全国)?\s*第?\s*(?P<term>{_N})\s*届\s*(?P<area>{_AREA})??(?P<body>全国人大|全国政协|{_BODIES})(?P<after>委员会)?\s*(?:{_MEETING}|闭会期间)",
        # 十四届三次政协会议
        rf"(?P<before>{_AREA}|全国)?\s*第?\s*(?P<term>{_N})\s*届\s*第?\s*(?P<meeting>{_N})\s*次\s*(?P<body>{_BODIES})(?:会议|全会)",
        # 市政协十一届三次会议, 政协隆阳区五届四次会议, 政协子洲县第十届委员会第二次会议, 市人大第五届五次会议
        rf"(?P<before>{_AREA}|全国)?\s*(?P<body>中国人民政治协商会议|{_BODIES})(?P<area>[{HAN}]{{0,12}}?)\s*第?\s*(?P<term>{_N})\s*届\s*(?P<after>(?:全国|{_AREA})?委员会)?\s*(?:{_MEETING})?",
        # 15届3次会议: which body it is of has to be told from elsewhere
        rf"第?(?P<term>{_N})\s*届\s*{_MEETING}",
    )
)
# What stands before the name of a place in a sentence or a title: 关于对市政协…, 您在区政协….
_LEAD_IN = re.compile(
    r"^.*(?:关于|对于|针对|对|就|在|的|由|答复|回复|办理|按照|根据|列为|出席|参加|作为|转来|交办|提交|协办|会办|主办|承办|局|委员会|办公室|厅)(?=.)"
)


def find(text: str) -> SessionName | None:
    """Find the first session that a text names; `None` where it names none."""
    fold = folded(text)
    for pattern in _PATTERNS:
        for found in pattern.finditer(fold):
            session = _session(text, found)
            if session:
                return session
    return None


def _session(text: str, found: re.Match[str]) -> SessionName | None:
    parts = found.groupdict()
    start = found.start()
    before, name = parts.get("before") or "", parts.get("body") or ""
    lead = _LEAD_IN.match(before)
    if lead:
        start, before = start + lead.end(), before[lead.end() :]
    term = number_of(parts["term"])
    if term is None:
        return None
    area = parts.get("area") or ""
    names_area_first = area and found.start("area") < found.start("body")
    body = squeezed(before + (area + name if names_area_first else name + area) + (parts.get("after") or ""))
    kind = ("suggestion" if name.startswith(("人", "全国人大")) else "proposal") if name else ""
    meeting = number_of(parts["meeting"]) if parts["meeting"] else None
    return SessionName(squeezed(text[start : found.end()]), body, kind, term, meeting)
