"""Read who is addressed: members by name, a body, or (in a co-handler's opinion) a unit."""

from __future__ import annotations

import re
from typing import NamedTuple

from builder.content.printed.folding import HAN, NUMERAL, closed_names, folded, number_of, squeezed


class Addressees(NamedTuple):
    """Whom a line greets."""

    names: tuple[str, ...]
    is_collective: bool
    """The one name is a body's."""
    others: int | None
    """How many more there are (等5位 less those named); 0 without 等, `None` for 等 alone."""
    noun: str
    """委员 or 代表, as printed; empty for a body or unit."""
    is_unit: bool = False
    """A unit is addressed, as by a co-handler: it asked for nothing."""


_NOUN = rf"(?:政协[{HAN}]{{2,6}}委员|政协委员|人大代表|委员|代表)"
_GREETING = re.compile(
    rf"^\s*(?:尊敬的?|敬爱的)?\s*(?P<names>[^:,。;!?]{{0,200}}?)\s*"
    rf"(?:(?P<others>\(?等\)?)\s*(?P<count>{NUMERAL}{{1,3}})?\s*(?:位|名|个|人)?|(?P<all>{NUMERAL}{{1,3}})(?:位|名|个|人))?"
    rf"\s*(?:的)?(?P<noun>{_NOUN})们?\s*[,]?\s*(?:[您你]们?好)?\s*(?P<end>[:!])?\s*$"
)
_TITLE_FIRST = re.compile(
    rf"^\s*(?:尊敬的?)?\s*(?:[{HAN}]{{0,4}}?)(?P<noun>政协委员|人大代表|委员|代表)\s*(?P<names>[{HAN}、 ]{{2,40}}?)(?:同志|先生|女士)?\s*[,]?(?:[您你]们?好)?\s*(?P<end>[:!])\s*$"
)
_COURTESY = re.compile(
    rf"^\s*尊敬的\s*(?P<names>[{HAN}、 ]{{2,40}}?)(?:同志|先生|女士)\s*[,]?(?:[您你]们?好)?\s*[:!]\s*$"
)
_BODY_ENDING = (
    r"(?:委员会|委会|总支部?|支部|工委|联络组|联络委|界别组?|界|代表团|工商联|总工会|团委|妇联|科协|侨联|青联|文联|社联|残联|"
    r"民革|民盟|民建|民进|农工党|致公党|九三学社|台盟|小组|[省市区县旗州]委)"
)
_BODY = re.compile(
    rf"^\s*(?:尊敬的)?(?P<name>[{HAN}()]{{1,30}}?{_BODY_ENDING}(?:[、 ]+[{HAN}()]{{1,30}}?{_BODY_ENDING}){{0,5}})\s*[,]?(?:[您你]们?好)?\s*[:]\s*$"
)
_PARTIES = re.compile(
    "民革|民盟|民建|民进|农工党|致公党|九三学社|台盟|工商联|界|联络|代表团|小组|社会和法制|专门?委员会|专委会"
)
UNIT_ENDING = (
    r"(?:委员会|办公室|办事处|管委会|管理局|分局|局|厅|处|委|办|院|中心|公司|政府|街道|社区|镇|乡|大队|支队|总队|总工会|工会|团委|妇联|"
    r"残联|科协|侨联|文联|红十字会|供销社|集团|站|所|大学|学院|学校|银行|支行|分行|支公司|邮政|电网|校|合作社|馆|部|联合会|协会|商会|基金会|法院|检察院|园区|开发区|高新区|新区|海关|厂|队)"
)
_GOVERNMENT = re.compile(
    "(?:卫生健康|卫健|发展和改革|发展改革|发改|国有资产|国资|民族|宗教|管理|建设|信息化|政法|编制|工作)委"
)
"""Commissions of a government answer proposals; those of a 政协 or 人大 make them."""
_UNIT = re.compile(rf"^\s*(?P<name>[{HAN}()]{{2,30}}?{UNIT_ENDING})\s*[:]\s*$")
_SEPARATOR = re.compile(r"[、,，;；/]|\s+|(?<=[\u3400-\u9fff]{2})[和及与](?=[\u3400-\u9fff]{2})")
_NAME = re.compile(rf"^(?:[{HAN}]{{1,4}}(?:[·•][{HAN}]{{1,8}}){{0,3}}|[{HAN}]{{1,3}}[*xX某×]{{1,2}}|[xX×*]{{2,3}})$")
# 斯琴格日乐: names of other languages, where the line says 委员 or 代表 and nothing in them is of a body.
_LONG_NAME = re.compile(rf"(?:(?![省市区县旗州盟镇乡村组界会局厅处室院校党团站所部街道领域专家各们等])[{HAN}]){{5,7}}")
_LONGEST_NAME = 4
_NOT_A_NAME = re.compile(
    r"各|全体|有关|关于|提案|建议|答复|办理|会议|政府|人民|代表团|联系|以上|上述|列席|出席|广大|部分|专职"
)
_ANONYMOUS = re.compile(r"^(?:[xX×*某]{1,4}|[○〇]{2,4}|_+)$")


def greeted(text: str) -> Addressees | None:
    """Read a greeting; `None` where the line is none."""
    fold = folded(text)
    for read in (_members, _title_first, _body, _mixed, _unit):
        found = read(text, fold)
        if found:
            return found
    return None


def is_template(addressees: Addressees) -> bool:
    """Tell whether a greeting is a form to fill in (×××委员), not a letter."""
    return bool(addressees.names) and all(
        _ANONYMOUS.match(folded(name)) and name not in {"xx", "XX"} for name in addressees.names
    )


def _members(text: str, fold: str) -> Addressees | None:
    found = _GREETING.match(fold)
    if found is None:
        return None
    names = _names(text[found.start("names") : found.end("names")])
    count = number_of(found["count"] or found["all"] or "")
    if not names:
        return Addressees((), False, count, found["noun"]) if count and found["end"] else None  # noqa: FBT003
    if any(_NOT_A_NAME.search(name) or name.endswith(("政协", "人大")) for name in names):
        return None
    are_names = all(_NAME.match(folded(name)) or (found["end"] and _LONG_NAME.fullmatch(name)) for name in names)
    if not are_names:
        is_body = len(names) == 1 and found["end"] and _PARTIES.search(names[0])
        return Addressees(names, True, 0, "") if is_body else None  # noqa: FBT003 - a field of a tuple
    return Addressees(names, False, _others(found["others"], count, len(names)), found["noun"])  # noqa: FBT003


def _others(others: str | None, count: int | None, named: int) -> int | None:
    if count is not None:
        return max(0, count - named)
    return None if others else 0


def _title_first(text: str, fold: str) -> Addressees | None:
    found = _TITLE_FIRST.match(fold) or _COURTESY.match(fold)
    if found is None:
        return None
    names = _names(text[found.start("names") : found.end("names")])
    if not names or not all(_NAME.match(folded(name)) and not _NOT_A_NAME.search(name) for name in names):
        return None
    return Addressees(names, False, 0, found.groupdict().get("noun") or "")  # noqa: FBT003


def _body(text: str, fold: str) -> Addressees | None:
    found = _BODY.match(fold)
    if found is None or _NOT_A_NAME.search(found["name"].removesuffix("代表团")):
        return None
    if _GOVERNMENT.search(found["name"]) and not re.search("政协|人大", found["name"]):
        return None
    names = tuple(filter(None, re.split(r"[、\s]+", text[found.start("name") : found.end("name")])))
    return Addressees(names, True, 0, "")  # noqa: FBT003


_PART = re.compile(rf"(?P<name>[{HAN}()]{{2,24}}?)(?P<noun>{_NOUN})?们?$")


def _mixed(text: str, fold: str) -> Addressees | None:
    """Read a greeting of members and bodies together: `于静、白朗、县工商联：`, `曾晚委员，市政协教卫体界别组：`."""
    if not fold.rstrip().endswith(":") or len(fold) > _LONGEST_MIXED:
        return None
    names: list[str] = []
    noun = ""
    for part in re.split(r"[、,，]", text.rstrip().rstrip("：:").removeprefix("尊敬的")):
        found = _PART.match(folded(part.strip()))
        if found is None:
            return None
        is_body = bool(_PARTIES.search(found["name"])) or bool(re.search(f"{_BODY_ENDING}$", found["name"]))
        if not is_body and not (_NAME.match(found["name"]) and not _NOT_A_NAME.search(found["name"])):
            return None
        noun = noun or found["noun"] or ""
        if not (found["name"].endswith(("代表团全体", "全体"))):
            names.append(squeezed(part.strip())[: len(squeezed(found["name"]))])
    has_body = any(_PARTIES.search(name) for name in names) or "代表团" in fold
    return Addressees(tuple(names), False, 0, noun) if len(names) > 1 and has_body else None  # noqa: FBT003


_LONGEST_MIXED = 120


def _unit(text: str, fold: str) -> Addressees | None:
    found = _UNIT.match(fold)
    if found is None or _NOT_A_NAME.search(found["name"].replace("人民政府", "")):
        return None
    name = squeezed(text[found.start("name") : found.end("name")])
    return Addressees((name,), False, 0, "", is_unit=True)  # noqa: FBT003


_NAMED = re.compile(
    rf"(?:^(?:现就)?|[的由对就,(、“《号来]|关于|转来|交办)\s*(?P<names>[{HAN}]{{2,4}}(?:[、, ]\s*[{HAN}]{{2,4}}){{0,12}}?)(?:(?P<others>等)(?P<count>{NUMERAL}{{1,3}})?(?:位|名|个|人)?)?"
    rf"(?P<noun>{_NOUN})(?:在|于|提出|所提|提交|关于|的|反映|《|“|\()"
)
_NAMED_WITHIN = 200


def named_in(text: str) -> Addressees | None:
    """Read whom the first sentence of a co-handler's opinion names: `某某委员在……提出的`."""
    for found in _NAMED.finditer(folded(text[:_NAMED_WITHIN])):
        names = _names(text[found.start("names") : found.end("names")])
        if names and all(_NAME.match(folded(name)) and not _NOT_A_NAME.search(name) for name in names):
            count = number_of(found["count"]) if found["count"] else None
            return Addressees(names, False, _others(found["others"], count, len(names)), found["noun"])  # noqa: FBT003
    return None


_NOUN_AT_END = re.compile(rf"{_NOUN}$")


def _names(text: str) -> tuple[str, ...]:
    """Take names apart; a name of two characters may be spaced, and each may carry its noun."""
    text = closed_names(text.replace("\u3000", " ").replace("\u00a0", " "))
    names = (_NOUN_AT_END.sub("", name.strip("()（） ")) for name in _SEPARATOR.split(text))
    return tuple(dict.fromkeys(squeezed(name) for name in names if name.strip() and name not in {"等", "和"}))


# --- the line of a proposal that says who makes it --------------------------------------------------------------
class Proposers(NamedTuple):
    """Who makes a proposal."""

    names: tuple[str, ...]
    is_collective: bool
    others: int | None
    is_whole: bool
    """The line holds nothing else, so it need not stay in the text."""


_OTHERS = re.compile(
    rf"\s*\(?等\)?\s*(?P<count>{NUMERAL}{{1,3}})?\s*(?:位|名|个|人)?(?:政协委员|委员|人大代表|代表)?\s*$"
)
_IN_PARENTHESES = re.compile(r"^\([^()]{2,60}\)$")
_ROLE_AFTER = re.compile(r"[(（][^()（）]{0,30}[)）]")


_AFFILIATED = re.compile(
    rf"^[{HAN}、()]{{2,30}}(?:委员|代表|常委|主席|主任|教师|教授|医生|医师|经理|校长|院长|局长|工程师|律师|书记|董事长|会长|干部|所长)\s+(?P<name>[{HAN}]{{2,4}})$"
)


def proposers(value: str) -> Proposers | None:
    """Read the value of a field 提案人, or a line of names: `陈一 李二 等3人`, `民盟澜川市委`, `市政协人资环委 周三`."""
    whole = _IN_PARENTHESES.match(folded(value.strip()))
    text = value.strip()[1:-1] if whole else _ROLE_AFTER.sub("", value).strip()
    fold = folded(text)
    end = _OTHERS.search(fold)
    if end and end.start():
        text, count = text[: end.start()], number_of(end["count"]) if end["count"] else None
    else:
        end = None
    affiliated = _AFFILIATED.match(folded(text))
    if affiliated and _NAME.match(affiliated["name"]):
        return Proposers((text[affiliated.start("name") : affiliated.end("name")],), False, 0, False)  # noqa: FBT003
    names = _names(_NOUN_AT_END.sub("", text.strip()))
    if names and all(
        _NAME.match(folded(name)) and not _NOT_A_NAME.search(name) and not _is_unit_like(name) for name in names
    ):
        return Proposers(names, False, _others("等" if end else None, count if end else None, len(names)), True)  # noqa: FBT003
    if (
        len(names) > 1
        and _NAME.match(folded(names[-1]))
        and not _is_unit_like(names[-1])
        and all(_is_unit_like(name) for name in names[:-1])
    ):
        return Proposers(names[-1:], False, 0, False)  # noqa: FBT003
    if names and all(_is_unit_like(name) for name in names):
        return Proposers(names, True, _others("等" if end else None, count if end else None, len(names)), True)  # noqa: FBT003
    return None


_UNIT_LIKE = re.compile(rf"^[{HAN}()]{{0,30}}?(?:{_BODY_ENDING}|{UNIT_ENDING})$")


def _is_unit_like(name: str) -> bool:
    fold = folded(name)
    return len(fold) > 2 and bool(_UNIT_LIKE.match(fold)) and (len(fold) > _LONGEST_NAME or bool(_PARTIES.search(fold)))


_NOT_A_UNIT = re.compile(
    "关于|对(?!外|口|台)|第(?![一二三四五六七八九十]{1,3}(?:师|[中小]学|医院|人民医院|支队|大队))|届|会议|提案|建议|的|答复|办理"
)


def is_unit_name(text: str) -> bool:
    """Tell whether a line is the name of a unit and nothing else."""
    fold = squeezed(folded(text))
    return (
        3 <= len(fold) <= 32
        and not _NOT_A_UNIT.search(fold)
        and bool(re.fullmatch(rf"[{HAN}()]{{1,31}}?{UNIT_ENDING}(?:\(盖?章?\))?", fold))
    )


def units_on_a_line(text: str) -> tuple[str, ...]:
    """Read a line of one unit, or of several that sign together; empty where it is anything else."""
    text = re.sub(r"[(（]\s*(?:盖\s*章|公\s*章|印\s*章|章)\s*[)）]", "", text).strip()
    if is_unit_name(text):
        parts = [part for part in re.split(r"\s{1,}", text.replace("\u3000", " ")) if part]
        if len(parts) > 1 and all(is_unit_name(part) and len(part) > 3 for part in parts):
            return tuple(parts)
        return (squeezed(text),)
    return ()


_UNIT_FIRST = re.compile(
    rf"^(?:(?:政协|人大)?[A-Za-z]?\d{{1,6}}号?)?(?P<unit>[{HAN}()]{{2,30}}?{UNIT_ENDING})(?:关于|对|就|办理)"
)
_UNIT_LAST = re.compile(rf"[(](?P<unit>[{HAN}]{{1,24}}{UNIT_ENDING})[)]$")


def unit_in_title(title: str) -> str:
    """Give the unit that a title names: before 关于, or in parentheses at its end."""
    fold = folded(title)
    first = _UNIT_FIRST.match(fold)
    if first and not re.search("人大|政协|会议", first["unit"]):
        return title[first.start("unit") : first.end("unit")]
    last = _UNIT_LAST.search(fold)
    return title[last.start("unit") : last.end("unit")] if last else ""
