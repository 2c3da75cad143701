"""
Find the paragraphs with which a letter opens and that say nothing: receipt, thanks, "our reply is as follows".

On a narrow screen they are folded to one line each (`components/fold`); the text is all there, for search in the page,
links, print and screen readers.  Nothing of substance may be folded, so a paragraph counts only if every clause of it
is one of the set phrases below, and if all that these name (title, number, how the unit takes part, whom it consulted)
stands in the head of the same page.  A wording that is not here is not folded.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.site.markup import Letter, Line

_SHORTEST = 36
"""Characters: what takes no more than two lines of a phone is as short as its fold."""
_OPENING = 6
"""Nobody is polite for longer."""

_ASKER = r"(?:[您你]们?|贵(?:单位|委员会|委|会|党派|支部|总支|社|校))"
_SELF = r"(?:我|本)(?:局|委|办|部|处|会|院|厅|司|中心|单位)"
_NUMBER = r"第?\s*(?P<number>[0-9A-Za-z〔〕-]{1,16})\s*号"
_NOUN = r"(?:政协)?(?:提案|建议|议案)"
_RECEIPT = (
    rf"{_ASKER}(?:在[^，。；：《》“”]{{2,40}}?会议(?:上|期间)?)?(?:所?提出?|提交)?的?{_NOUN}?"
    r"(?:《(?P<title>[^《》]{2,80})》|“(?P<quoted>[^“”]{2,80})”|(?P<topic>关于[^，。；：《》]{2,60}?)的(?=提案|建议|议案))?"
    rf"(?:[（(]{_NUMBER}[）)])?的?{_NOUN}?(?:[（(]{_NUMBER.replace('number', 'after')}[）)])?"
    rf"已?(?:经)?(?:收悉|收到|(?:转|交)由?{_SELF}(?:研究)?(?:办理|承办))"
)
_KINDNESS = r"(?:(?:关心|支持|关注|重视|理解|厚爱|帮助|监督|信任|大力|热情|[与和、])+)"
_WORK = r"(?:[^\W\d]|[、（）“”]){1,30}?"
_THANKS = (
    rf"(?:首先|非常|衷心|十分|诚挚|由衷|在此|{_SELF}|地)*感谢{_ASKER}?(?:多年来|一直以来|长期以来)?(?:对|给予){_WORK}的?{_KINDNESS}"
    rf"|(?:首先)?对{_ASKER}{_WORK}表示(?:衷心|诚挚|由衷)?的?感谢"
)
_STUDY = (
    rf"经(?:认真|专题|深入|{_SELF})*研究"
    rf"|(?:{_SELF}(?:领导)?)?(?:对此|对该提案|对您的(?:提案|建议))?(?:高度|十分|非常)重视"
)
_UNITS = r"(?P<units>[\w、]{2,200}?)"
_CONSULTED = (
    rf"经(?:会商|商|会同|与|征求)(?:[（(](?:会办单位)?{_UNITS}[）)]"
    rf"|{_UNITS.replace('units', 'names')}(?:等(?:会办)?(?:单位|部门))?)(?:意见|会商|商议|研究|办理)?"
)
_REPLY = (
    rf"(?:(?:{_SELF})?作为(?P<role>独办|主办|分办|会办|协办)单位[，,]?)?"
    r"(?:现|特|谨)?(?:就|将)?(?:有关|相关|办理|具体|落实)*(?:情况|意见|事项)?(?:一并)?(?:向[您你]们?)?(?:答复|回复|函复|复函|报告|汇报)如下"
)
_CLAUSE = re.compile(rf"(?:{_RECEIPT}|{_THANKS}|{_STUDY}|{_CONSULTED}|{_REPLY})(?:[，,。：:！!；;]\s*|\Z)")
_ROLES = {"独办": "sole", "主办": "lead", "分办": "split", "会办": "co", "协办": "assist"}
_IS_LINE = re.compile("<(?:p|h[1-6]) ")
_QUOTES = re.compile("[“”‘’《》「」『』\\s]")


class Told(NamedTuple):
    """What the head of a letter's page says."""

    titles: tuple[str, ...]
    """Of the letter, and of what it answers."""
    numbers: tuple[str, ...]
    role: str | None
    """How the unit takes part: `sole`, `lead`, `split`, `co` or `assist`."""
    units: tuple[str, ...]
    """Those consulted, in full and in short."""


def opening(lines: Sequence[Line], told: Told) -> range:
    """Find the courtesies at the beginning of a letter, below its salutation, by their places; empty if it has none."""
    start = next((place for place, line in enumerate(lines[:_OPENING]) if not _greets(line)), 0)
    end = start
    while end < min(len(lines), start + _OPENING) and lines[end].tag == "p" and is_courtesy(lines[end].text, told):
        end += 1
    is_long = sum(len(line.text) for line in lines[start:end]) > _SHORTEST
    return range(start, end) if is_long and end < len(lines) else range(0)


def folded(letter: Letter, told: Told, control: str) -> tuple[str, ...]:
    """Give the blocks of a letter, those that are courtesies in one that a *control* unfolds."""
    places = opening(letter.lines, told)
    blocks = letter.blocks
    # A line has a place of its own among the blocks only while each block is one line.
    if not places or not all(map(_IS_LINE.match, blocks[: places.stop])):
        return blocks
    paragraphs = "\n".join(blocks[places.start : places.stop])
    fold = f'<div class="courtesies">\n{control}\n{paragraphs}\n</div>'
    return (*blocks[: places.start], fold, *blocks[places.stop :])


def is_courtesy(text: str, told: Told) -> bool:
    """Tell whether a paragraph consists of set phrases that name nothing but what the reader was told already."""
    at = 0
    while at < len(text):
        found = _CLAUSE.match(text, at)
        if not found or not _is_told(found, told):
            return False
        at = found.end()
    return at > 0


def _greets(line: Line) -> bool:
    return (
        line.tag == "p" and line.text.endswith(("：", ":")) and len(line.text) <= _SHORTEST and "如下" not in line.text
    )


def _is_told(found: re.Match[str], told: Told) -> bool:
    """Tell whether all that a clause names is known."""
    title = found["title"] or found["quoted"] or found["topic"]
    number = found["number"] or found["after"]
    units = found["units"] or found["names"]
    return (
        (not title or any(_bare(title) in _bare(known) for known in told.titles))
        and (not number or number.lstrip("0") in {known.lstrip("0") for known in told.numbers})
        and (not found["role"] or _ROLES[found["role"]] == told.role)
        and (not units or all(_is_known(name, told.units) for name in units.split("、")))
    )


def _is_known(name: str, units: tuple[str, ...]) -> bool:
    """Tell whether a name is that of a unit, or of two (甲局和乙局)."""
    return name in units or all(part in units for part in re.split("[和与]", name))


def _bare(title: str) -> str:
    return _QUOTES.sub("", title)
