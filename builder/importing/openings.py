"""Read the first sentence of a letter: what was received, from where, with whom it was talked over, in which part."""

from __future__ import annotations

import re
from typing import NamedTuple

from builder.content.printed.folding import HAN, folded, squeezed
from builder.content.printed.people import UNIT_ENDING

_WHOM = r"(?:[您你]们?|贵[委会局单位代表团办处院部厅党总支]{0,3}|你[局委办厅会处院总支团]{1,2}|该)"
_PAPER = r"(?:提案|建议|议案|议事原案|意见|来函|来信|协办件|会办件)"
_RECEIVED = r"(?:收悉|收到|已阅|(?:转|交)[^。]{0,14}(?:办理|研办|处理)|悉)"
_ANSWERS = r"(?:(?:答复|回复|函复|反馈|函告|回函|复函|复|作(?:以下|如下)?(?:说明|答复)|(?:会办|协办|办理)?(?:意见|情况)(?!报告|汇报|通报)(?:[^。,报]{0,8})?)(?:如下|于后|于下)|如下(?:会办|协办|办理|答复|反馈)?意见|以下(?:会办|协办|办理|答复)?意见)"
# A sentence that quotes another, or is numbered, opens no letter.
_LEAD_IN = r"(?![一二三四五六七八九十]{1,3}、|[(]|\d)[^。“”\"《》]{0,40}?"
_OPENING = re.compile(
    rf"^(?:首先[^。]{{0,40}}。)?(?:感谢[^。]{{0,60}}[。,!])?{_LEAD_IN}(?:{_WHOM}[^。]{{0,160}}?{_PAPER}|关于[^。]{{2,120}}?{_PAPER}|[《“][^》”]{{2,100}}[》”][^。]{{0,30}}|第\s*\w+\s*号[^。]{{0,30}}?{_PAPER})"
    rf"[^。]{{0,100}}?(?:{_RECEIVED}|现[^。]{{0,30}}{_ANSWERS}|{_ANSWERS})"
)
_CO_HANDLING = re.compile(rf"^现就[^。]{{2,160}}?(?:{_PAPER}|》|”)[^。]{{0,80}}?(?:意见|答复|回复|复函)")
_FRIENDLY = re.compile(
    rf"^(?:感谢|非常感谢|衷心感谢)[^。]{{0,50}}。{_WHOM}[^。]{{0,160}}?{_PAPER}[^。]{{0,80}}(?:{_RECEIVED}|{_ANSWERS})"
)
_PLAIN = re.compile(rf"^{_WHOM}(?:在|于|提|反映|所)[^。]{{0,160}}?{_PAPER}")
_NOW = re.compile(rf"现[^。]{{0,40}}?{_ANSWERS}|{_ANSWERS}")


def is_opening(fold: str) -> bool:
    """Tell whether a paragraph begins as a letter does that answers one."""
    head = fold[:400]
    return bool(_OPENING.match(head) or _CO_HANDLING.match(head) or _FRIENDLY.match(head) or _PLAIN.match(head))


def announces_an_answer(fold: str) -> bool:
    """Tell whether a paragraph says 现答复如下."""
    return bool(_NOW.search(fold[:400]))


class Opening(NamedTuple):
    """What the first sentence says."""

    role: str
    """作为会办单位: 会办; empty where it says nothing."""
    consulted: tuple[str, ...]
    is_lead: bool
    """It names its co-handlers (经商会办单位…), so the unit leads."""
    topics: tuple[str, ...]
    """The titles that it quotes."""
    raw_consulted: str


_ROLE = re.compile(
    r"作为(?:[^。,]{0,12}的)?(会办|协办|主办|独办|分办)单位|(?:由|为)[^。,]{0,16}(独办|分办)(?:件|提案|建议)?|由(?:我|本)[^。,]{0,6}(主办|独办|分办|会办|协办)"
)
_UNITS = rf"[{HAN}()、,和及与 ]{{2,240}}?"
_CONSULTED = (
    re.compile(rf"由(?:我|本)[^。,]{{0,6}}主办[,、]\s*(?P<units>{_UNITS})(?:等)?(?:单位|部门)?(?:会办|协办)"),
    re.compile(rf"(?:结合|综合|根据)\s*(?P<units>{_UNITS})(?:等)?(?:单位|部门)?的?(?:会办|协办)(?:单位)?意见"),
    re.compile(rf"综合了?\s*(?P<units>{_UNITS})(?:等)?(?:单位|部门)?的?意见"),
    re.compile(
        rf"(?:^|[,。;])商\s*(?P<units>{_UNITS})(?:等)?(?:会办|协办)?(?:单位|部门)?(?:的?意见)?(?:后|,|。|现|研究)"
    ),
    re.compile(
        rf"会同\s*(?P<units>{_UNITS})(?:等)?(?:单位|部门)?(?:认真|共同|重新|再次|联合)?进行(?:了)?(?:[^。,]{{0,10}})?(?:研究|办理|踏勘|论证|调研|商议|会商)"
    ),
    re.compile(rf"征求了?\s*(?P<units>{_UNITS})(?:等)?(?:单位|部门)?的?(?:会办|协办|书面)?意见"),
    re.compile(
        rf"经?(?:商|会商|商请|征求|与|会同|经|结合)\s*\(?(?:会办单位|协办单位|会办部门|协办部门)[:]?\s*(?P<units>{_UNITS})\)"
    ),
    re.compile(
        rf"(?:经商|会商|经会同|会同|商请|经征求|并?征求|经与|联合)\s*(?P<units>{_UNITS})(?:等)?(?:会办|协办)?(?:单位|部门)?(?:的?意见)?(?:认真|共同|充分)?(?:会商|研究|协商|沟通|商议)?(?:后|,|。|现|研究)"
    ),
    re.compile(rf"经\s*(?P<units>{_UNITS})(?:等)?(?:单位|部门)?(?:会办|协办)[,。]"),
)
_QUOTED = re.compile(r"《([^《》]{4,80}(?:《[^《》]*》[^《》]{0,40})?)》|“([^“”]{6,80})”")
_LONGEST_UNIT = 24
_UNIT = re.compile(
    rf"^[{HAN}()]{{1,30}}?{UNIT_ENDING}$|^[{HAN}]{{1,8}}(?:区|市|县|旗)政府$|^[{HAN}]{{1,4}}(?:区|市|县|旗|镇|乡)$|^海关$"
)
_FRAME = re.compile(
    r"^(?:会办单位|协办单位|有关部门|相关部门|等|我局|本局)|(?:等|等有关|等相关)$|(?:等)?(?:会办|协办)?(?:单位|部门)$"
)


def read(text: str) -> Opening:
    """Read the opening paragraph, or several joined."""
    fold = folded(text)
    role = _ROLE.search(fold)
    consulted, raw = _consulted(text, fold)
    is_lead = bool(consulted) and bool(re.search("会办单位|协办单位", raw))
    topics = tuple(one or two for one, two in _QUOTED.findall(text[:300]))
    return Opening((role[1] or role[2] or role[3]) if role else "", consulted, is_lead, topics, raw)


# The divisions of one unit are no others: 责成规划处牵头，会同水资源处研究办理.
_WITHIN_THE_UNIT = re.compile(r"(?:责成|安排|指定|组织|要求|由)[^。,]{2,14}[处科室股]牵头,?$")


def _consulted(text: str, fold: str) -> tuple[tuple[str, ...], str]:
    head = fold[:600]
    for pattern in _CONSULTED:
        for found in pattern.finditer(head):
            if _WITHIN_THE_UNIT.search(head[: found.start()]):
                continue
            listed = text[found.start("units") : found.end("units")]
            names = tuple(
                dict.fromkeys(
                    filter(None, (_unit(name) for name in re.split(r"[、,，]|(?<=[局委办厅会府])[和及与]", listed)))
                )
            )
            units = [name for name in names if _UNIT.match(folded(name))]
            # One unit whose name ends in no known way does not cost the whole list.
            if names and len(units) * 2 > len(names) and all(len(name) <= _LONGEST_UNIT for name in names):
                return names, text[found.start() : found.end()]
    return (), ""


def _unit(name: str) -> str:
    name = squeezed(name)
    while True:
        shorter = _FRAME.sub("", name)
        if shorter == name or not shorter:
            return shorter
        name = shorter
