"""
The words that documents use, and the normal form of each: attributes, results, roles, dates, numbers.

Sources: the wordings seen in real letters and rules (国办发〔2014〕46号, 政府信息公开条例 and local rules); nothing that
is not listed is read as permission to publish.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from builder.content.model import Disclosure

SECRET = "secret"
"""What 涉密 and the grades of secrecy are read as: such a file stops the whole build."""

_DISCLOSURE = {
    Disclosure.PUBLIC: (
        "主动公开 可以公开 公开 同意公开 同意对外公开 是 是否同意公开:是 此件公开发布 此件主动公开 全文公开 全部公开"
    ),
    Disclosure.SUMMARY: "摘要公开 答复摘要 公开办理复文的主要内容",
    Disclosure.REDACTED: "删减后公开 区分处理后公开 区分处理 部分公开 部分内容公开",
    Disclosure.ON_REQUEST: "依申请公开",
    Disclosure.WITHHELD: "不予公开 不公开 不宜公开 不同意公开 否 暂不公开 内部公开 面向代表委员公开 定向公开",
}
DISCLOSURE_WORDS: dict[str, Disclosure | str] = {
    **{word: state for state, words in _DISCLOSURE.items() for word in words.split()},
    **dict.fromkeys(("涉密", "秘密", "机密", "绝密"), SECRET),
}

_RESULTS = {
    "solved": (
        "已解决 基本解决 已经解决 已基本解决 解决采纳 采纳 已采纳 得到采纳 已落实 解决或基本解决 已解决或基本解决 "
        "已经解决或基本解决 通过其他途径解决"
    ),
    "in-progress": "正在解决 正在办理 已启动 正在解决或已启动 部分解决 部分采纳 基本落实",
    "planned": "列入计划 列入规划 列入计划解决 列入规划解决 计划解决 拟解决 拟采纳 计划落实 列入计划逐步解决 列入规划逐步解决",
    "deferred": (
        "因条件所限 因条件限制 受条件限制 因条件所限暂难解决 因条件限制待以后解决 因目前条件限制需以后解决 暂时难以解决 "
        "暂难解决 无法解决 待以后解决 因条件限制暂时难以解决 因条件限制暂难解决 因条件限制无法解决 因客观条件限制暂难解决 因客观条件无法解决 "
        "因条件所限暂难解决已作解释"
    ),
    "reference": "留作参考 供参考 列入工作参考 列入部门工作参考 留作工作参考 不可行 解释说明",
    "unstated": "未说明",
}
RESULT_WORDS = {word: form for form, words in _RESULTS.items() for word in words.split()}
RESULT_FORMS = tuple(_RESULTS)

ROLES = {"独办": "sole", "主办": "lead", "分办": "split", "会办": "co", "协办": "assist"}
SATISFACTION = ("非常满意", "满意", "基本满意", "不满意")
COMMITMENT_STATES = {"进行中": "in-progress", "已完成": "done", "未完成": "not-done", "已调整": "adjusted"}
BODIES = {"政协": "cppcc", "人大": "npc"}
REASON_CLASSES = ("国家秘密", "商业秘密", "个人隐私", "内部事务", "过程性信息")
OTHER_REASON = "其他"

# Documents of the traditional script write the same attributes; only these characters of theirs differ.
_SIMPLIFIED = str.maketrans("開動內請減後區處複對參與發佈暫來", "开动内请减后区处复对参与发布暂来")
_BRACKETS = str.maketrans("", "", "()[]{}〔〕【】「」『』﹝﹞〈〉《》<> \t\u3000")


def folded(text: str) -> str:
    """Bring a wording into the form in which wordings are compared: NFKC, no brackets, no white space, simplified."""
    return unicodedata.normalize("NFKC", text).translate(_BRACKETS).translate(_SIMPLIFIED)


def disclosure(text: str) -> Disclosure | str | None:
    """Read an attribute: a state, `SECRET`, or `None` where the wording is not known."""
    return DISCLOSURE_WORDS.get(text) or DISCLOSURE_WORDS.get(folded(text))


def reason_class(reason: str) -> str:
    """Read the class of a reason by how it begins; whatever else is 其他."""
    normal = folded(reason)
    return next((name for name in REASON_CLASSES if normal.startswith(name)), OTHER_REASON)


def result_words(text: str) -> str | None:
    """Read words of a result, also as a sentence (所提问题已经解决); `None` where they are not known."""
    return RESULT_WORDS.get(text) or RESULT_WORDS.get(folded(text).removesuffix("类").removeprefix("所提问题"))


_LETTER = re.compile(r"([A-Z甲乙丙丁])([0-9]?)类?\Z")


def result_letter(text: str) -> tuple[str, ...]:
    """Read a letter of a result as the keys to look up, the finer one first (`A1`, `A`); empty if it is none."""
    match = _LETTER.match(folded(text).upper())
    if match is None:
        return ()
    return (match[1] + match[2], match[1]) if match[2] else (match[1],)


_OTHERS = re.compile(r"等(?:[0-9一二三四五六七八九十百]+(?:位|名|人|个)?(?:委员|代表|同志)?)?\Z")


def is_others(text: str) -> bool:
    """Tell whether the last of the proposers stands for more of them: 等, 等5人."""
    return _OTHERS.match(unicodedata.normalize("NFKC", text)) is not None


# Letters and digits (Han included), hyphens, 〔〕 and parentheses; judged after NFKC.
_NUMBER = re.compile(r"(?=.*[^\W_])(?:[^\W_]|[-〔〕()])+\Z")
_WRAPPED_NUMBER = re.compile(r"第.*号?\Z|.*号\Z")


def number_problem(text: str) -> str | None:
    """Name what is wrong with a printed number: `wrapped` (第25号), `characters`, or nothing."""
    normal = unicodedata.normalize("NFKC", text)
    if not _NUMBER.match(normal):
        return "characters"
    return "wrapped" if _WRAPPED_NUMBER.match(normal) else None


_DIGITS = re.compile(r"[0-9]+")


def number_key(text: str) -> str:
    """Bring a number into the form in which numbers are compared: NFKC, upper case, digits without leading zeros."""
    if text.isdecimal() and text.isascii():
        return text.lstrip("0") or "0"
    return _DIGITS.sub(lambda digits: digits[0].lstrip("0") or "0", unicodedata.normalize("NFKC", text).upper())


_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})\Z", re.ASCII)
_PRINTED = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日\Z", re.ASCII)
_SPELT = re.compile(
    r"([〇零○０0一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日\Z"
)
_SPELT_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")


def iso_date(text: str) -> str | None:
    """
    Read a date as `2021-06-10`, `2021年6月10日` or `二〇二一年六月十日`.

    `None` if it is none of these; a day that no calendar has raises `ValueError`.
    """
    compact = unicodedata.normalize("NFKC", text).replace(" ", "")
    match = _ISO.match(compact) or _PRINTED.match(compact)
    if match:
        return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    spelt = _SPELT.match(compact)
    if spelt is None:
        return None
    return date(int(spelt[1].translate(_SPELT_DIGITS)), _spelt_number(spelt[2]), _spelt_number(spelt[3])).isoformat()


def _spelt_number(text: str) -> int:
    """Read a Chinese number from 1 to 99; 0, which no date has, for what is none."""
    tens, ten, ones = text.rpartition("十")
    digits = "〇一二三四五六七八九"
    if len(tens) > 1 or len(ones) > 1 or "十" in tens:
        return 0
    return (digits.index(tens) if tens else 1) * 10 * bool(ten) + (digits.index(ones) if ones else 0)
