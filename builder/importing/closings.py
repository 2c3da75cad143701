"""Read the end of a letter: the unit and date under it, the office's contact, copies and other imprint."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from builder.content.printed import dates, people
from builder.content.printed.folding import HAN, folded, squeezed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.content.printed.dates import Day
    from builder.importing.pieces import Piece


class Contact(NamedTuple):
    """The office that answers questions; never a person's mobile."""

    unit: str
    phone: str
    postcode: str
    line: int
    raw: str


class Closing(NamedTuple):
    """What stands under the text of a letter, by place among its pieces."""

    signed: Day | None
    signed_line: int
    units: tuple[str, ...]
    """Who signed; several where it is a joint letter."""
    units_line: int
    end: int
    """Where the letter ends: one past its last piece."""
    imprint: tuple[int, ...]
    """Pieces that are no part of the letter: copies, printing, forms for feedback."""


_CONTACT_WORDS = (
    "联系单位 联系部门 联系科室 联系人 联系电话 联系方式 联系地址 办公电话 电话 手机 移动电话 传真 邮编 邮政编码 邮箱 电子邮箱 通讯地址 地址 经办人 "
    "具体经办人 承办人 承办科室 承办单位 承办责任人 承办负责人 主管领导 主管负责人 分管领导 单位负责人 责任人 主要负责人 经办单位 联络人 联系人及电话 "
    "办公地址 固定电话 座机 咨询电话 姓名 职务"
)
_CONTACT_LABEL = "|".join(r"\s*".join(word) for word in sorted(_CONTACT_WORDS.split(), key=len, reverse=True))
_CONTACT_LINE = re.compile(rf"^[(]?\s*(?:{_CONTACT_LABEL})[^:。,;]{{0,14}}[:]")
_PHONE_LINE = re.compile(r"^[(]?[0-9*][0-9*\s()、,\-]{6,}(?:\([^()]{1,10}\))?[)]?$")
_IMPRINT = re.compile(
    rf"^(?:抄\s*送|抄\s*报|主\s*送|报\s*送|送\s*[:]|分\s*送|主\s*题\s*词|校\s*对|打\s*字|打\s*印\s*[:]|共\s*印|印\s*发|[{HAN}()]{{4,30}}\s*(?:{dates.PRINTED.pattern})\s*印发|"
    r"附\s*件\s*[:]?$|(?:附\s*件\s*\d*\s*[:])?\s*\S.{{0,80}}\.(?:docx?|pdf|xlsx?|wps|rar|zip|ofd|jpg|png)$|(?:委员|代表)?反馈意见|(?:委员|代表)(?:对办理|对答复|意见)|征询意见表|(?:\()?注\s*[:]|附件?\s*\d*\s*[:].{0,60}(?:表|单|回执)|审核人|拟稿|核稿|办公室拟)"
)
_THANKS = re.compile(r"感谢|专此|特此|此复|此致|敬礼|以上答复|如有不妥|不妥之处|批评指正|敬请")
_LONGEST_TAIL_LINE = 80
_MOST_TAIL = 24


def is_contact(fold: str) -> bool:
    """Tell whether a line gives a contact."""
    return len(fold) <= _LONGEST_TAIL_LINE and bool(_CONTACT_LINE.match(fold) or _PHONE_LINE.match(fold))


def is_imprint(fold: str) -> bool:
    """Tell whether a line is an imprint: copies, printing, forms."""
    return len(fold) <= 2 * _LONGEST_TAIL_LINE and bool(_IMPRINT.match(fold))


def read(pieces: Sequence[Piece], start: int) -> Closing:
    """Read the closing of the letter whose text begins at *start* and ends with the last piece."""
    imprint = tuple(place for place in range(start, len(pieces)) if _is_imprint_at(pieces, place, start))
    rest = [place for place in range(start, len(pieces)) if place not in imprint]
    tail = _tail(pieces, rest)
    for place in reversed(tail):
        signed = dates.on_a_line(pieces[place].text)
        if signed:
            units, line = (
                (people.units_on_a_line(signed.unit), pieces[place].line)
                if signed.unit
                else _signers(pieces, tail, place)
            )
            if not units:
                units, line = _signers(pieces, tail, len(pieces))
            return Closing(signed.day, pieces[place].line, units, line, place + 1, imprint)
    for place in reversed(tail):
        web = dates.web_on_a_line(pieces[place].text)
        if web and place and people.is_unit_name(pieces[place - 1].text):
            return Closing(
                web,
                pieces[place].line,
                people.units_on_a_line(pieces[place - 1].text),
                pieces[place - 1].line,
                place + 1,
                imprint,
            )
    units, line = _signers(pieces, tail, len(pieces))
    return Closing(None, 0, units, line, len(pieces), imprint)


def _is_imprint_at(pieces: Sequence[Piece], place: int, start: int) -> bool:
    return place > start + 1 and is_imprint(pieces[place].fold) and place >= len(pieces) - _MOST_TAIL


def _tail(pieces: Sequence[Piece], rest: Sequence[int]) -> list[int]:
    """Give the short lines at the end: no sentences, apart from thanks and contacts among them."""
    tail: list[int] = []
    for place in reversed(rest):
        fold = pieces[place].fold
        is_short = len(fold) <= _LONGEST_TAIL_LINE and not (fold.endswith(("。", ";", ":")) and not is_contact(fold))
        if len(tail) >= _MOST_TAIL or not (is_short or (_THANKS.search(fold) and len(fold) <= 2 * _LONGEST_TAIL_LINE)):
            break
        tail.insert(0, place)
    return tail


def _signers(pieces: Sequence[Piece], tail: Sequence[int], before: int) -> tuple[tuple[str, ...], int]:
    for place in reversed([place for place in tail if place < before]):
        units = people.units_on_a_line(pieces[place].text)
        if units and not is_contact(pieces[place].fold):
            return units, pieces[place].line
    return (), 0


# --- contact ----------------------------------------------------------------------------------------------------
_MOBILE = re.compile(r"(?<![\d*-])1[3-9]\d(?:[ -]?\d{4}){2}(?![\d*])")
_LANDLINE = re.compile(
    r"(?<![\d*])(?:(?:\(0\d{2,3}\)|0\d{2,3})\s*-?\s*)?[2-9]\d{6,7}(?:\s*(?:-|转)\s*\d{1,5})?(?![\d*])"
)
_PHONE_LABEL = re.compile(r"(?:联\s*系\s*)?电\s*话|联系方式|座机|固话|咨询电话")
_UNIT_LABEL = re.compile(
    rf"(?:联\s*系\s*(?:单\s*位|部\s*门|科\s*室)|承\s*办\s*(?:单\s*位|科\s*室)|经\s*办\s*单\s*位)\s*[:]\s*(?P<value>[{HAN}()]{{2,30}})"
)
_POSTCODE = re.compile(r"邮\s*(?:政\s*)?编\s*(?:码)?\s*[:]\s*(?P<value>\d{6})(?!\d)")
_NUMBER_OF_PAPER = re.compile(r"第\s*[A-Za-z0-9]+\s*号")


def mobiles(texts: Sequence[str]) -> tuple[str, ...]:
    """Give every personal mobile number, without spaces and hyphens, wherever it stands but in 第…号."""
    found: dict[str, None] = {}
    for text in texts:
        fold = _NUMBER_OF_PAPER.sub(lambda match: " " * len(match[0]), folded(text))
        for match in _MOBILE.finditer(fold):
            found[re.sub(r"[ -]", "", match[0])] = None
    return tuple(found)


def contact(pieces: Sequence[Piece], signer: str) -> Contact | None:
    """Read the office's contact among the last lines; the unit is the one named there, else the one that signs."""
    unit = phone = postcode = ""
    line, raws = 0, []
    for piece in sorted(pieces, key=lambda piece: not is_contact(piece.fold)):  # a contact line before a sentence
        if not (
            _PHONE_LABEL.search(piece.fold)
            or _POSTCODE.search(piece.fold)
            or _UNIT_LABEL.search(piece.fold)
            or is_contact(piece.fold)
        ):
            continue
        named, code = _UNIT_LABEL.search(piece.fold), _POSTCODE.search(piece.fold)
        unit = unit or (squeezed(piece.text[named.start("value") : named.end("value")]) if named else "")
        postcode = postcode or (code["value"] if code else "")
        line = line or piece.line
        raws.append(piece.text)
        if not phone:
            phone = _landline(piece)
    if not phone and not postcode:
        return None
    return Contact(unit or signer, phone, postcode, line, " / ".join(raws))


def _landline(piece: Piece) -> str:
    fold = _NUMBER_OF_PAPER.sub(lambda match: " " * len(match[0]), piece.fold)
    label = _PHONE_LABEL.search(fold)
    fax = re.search(r"传\s*真", fold)
    start = label.end() if label else 0
    if not label and not is_contact(piece.fold):
        return ""
    fold = _MOBILE.sub(lambda match: " " * len(match[0]), fold)
    fold = _POSTCODE.sub(lambda match: " " * len(match[0]), fold)
    for found in _LANDLINE.finditer(fold, start):
        if fax and fax.start() < found.start() and (not label or label.start() < fax.start()) and start < fax.start():
            break
        return squeezed(piece.text[found.start() : found.end()])
    return ""
