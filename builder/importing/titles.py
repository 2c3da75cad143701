"""Read titles: of replies in all their forms, of proposals, reports and notices; over several lines, or printed twice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from builder.content.printed.folding import HAN, closed, folded, squeezed
from builder.content.printed.people import UNIT_ENDING, is_unit_name, unit_in_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.importing.pieces import Piece

_LETTER_WORD = (
    r"(?:答\s*复\s*意\s*见(?:的?函|书)?|答\s*复\s*的?\s*函|答\s*复\s*摘\s*要|答\s*复\s*情\s*况|答\s*复\s*件|答\s*复(?:稿|书)?|复\s*函|函\s*复|回\s*复(?:意见|函)?|"
    r"(?:会办|协办|办理)(?:意见|情况)(?:的?(?:复)?函|的?答复|的?回复|的?反馈|报告)?|(?:会办|协办|办理)函|办理意见的?函|反馈意见|(?:再次|二次)答复(?:意见)?|跟踪办理情况(?:的?(?:答复|函|报告))?|(?:(?<=提案)|(?<=建议)|(?<=议案)|(?<=[》”号件]))(?:有关)?(?:情况|问题|事宜)?的函)"
)
_AFTER = r"(?:\s*[(\[〔【][^()\[\]〔〕【】]{1,40}(?:[〔\[(]\d{4}[〕\])]\d+号)?[)\]〕】])*"
_SUBJECT = r"(?:提\s*案|建\s*议|议\s*案|议事原案|第\s*[A-Za-z0-9]+\s*号|委\s*员|代\s*表|协\s*办\s*件|来\s*函)"
_REPLY_TITLE = re.compile(rf"^(?=.{{0,200}}{_SUBJECT})[^。;!?]{{4,200}}{_LETTER_WORD}{_AFTER}$")
_NO_TITLE_START = re.compile(
    r"^(?:您|你|现|感谢|根据|按照|特此|专此|以上|此|附|抄|送|联系|如|为|请|经|我|一、|二、|三、|[(]?[一二三四五六七八九十]+[)、]|\d+[.、])"
)
_SECOND_REPLY = re.compile("再次答复|二次答复|再次办理|重新答复|跟踪办理|续办|第二次答复|二次办理")
_ROLE = re.compile("(会办|协办)(?:意见|情况|件)")


def is_reply_title(fold: str) -> bool:
    """Tell whether a line, or joined lines, are the title of a reply."""
    return bool(_REPLY_TITLE.match(fold)) and not _NO_TITLE_START.match(fold) and not _is_about_replies(fold)


_ABOUT_REPLIES = re.compile(
    r"通知|公告|公示|通报|总结|汇编|办法|规定|工作(?:方案|要点|报告)|(?:提案|建议)(?:办理)?答复(?:工作|率|情况|选登|目录|一览|名单)|办理工作|总体情况|座谈会|邀请|立案|转办|交办|催办|退办|征询|征求|模板|格式|样本|范本|须知"
)


def _is_about_replies(fold: str) -> bool:
    """Tell whether a title is that of a notice about answering, which has the words of a reply's title, and more."""
    return bool(_ABOUT_REPLIES.search(re.sub(r"《[^》]*》|“[^”]*”", "", fold)))


def is_second_reply(title: str) -> bool:
    """Tell whether a title says that an earlier reply is continued."""
    return bool(_SECOND_REPLY.search(squeezed(folded(title))))


def role_in(title: str) -> str:
    """Give the role that a title states: 会办 or 协办."""
    found = _ROLE.search(squeezed(folded(title)))
    return found[1] if found else ""


class Title(NamedTuple):
    """A title and where it stands among the pieces that it was looked for in."""

    text: str
    """In one line, without spaces beside Chinese characters."""
    places: tuple[int, ...]
    is_complete: bool
    """It ends as the title of a reply does."""


_MOST_LINES = 4
_LONGEST_LINE = 90


def reply_titles(pieces: Sequence[Piece]) -> list[Title]:
    """Find the titles of replies among the lines above a letter, each over up to four lines, in order."""
    found: list[Title] = []
    place = 0
    while place < len(pieces):
        title = _longest_title(pieces, place)
        if title:
            found.append(title)
            place = title.places[-1] + 1
        else:
            place += 1
    return found


def _longest_title(pieces: Sequence[Piece], start: int) -> Title | None:
    best = None
    joined = ""
    for end in range(start, min(len(pieces), start + _MOST_LINES)):
        piece = pieces[end]
        if len(piece.fold) > _LONGEST_LINE or (
            end > start and (_NO_TITLE_START.match(piece.fold) or piece.fold.endswith((":", "。")))
        ):
            break
        if end > start and best and not _goes_on(piece.fold):
            break
        begins = _BEGINS.match(piece.fold) or unit_in_title(closed(piece.text))
        if (
            end > start
            and begins
            and is_reply_title(folded(closed(piece.text)))
            and not is_unit_name(pieces[start].text)
        ):
            break  # a title of its own, with a stranger above it
        if end == start and _LABEL_LINE.match(piece.fold):
            break
        if end > start and _BEGINS.match(piece.fold) and not is_unit_name(pieces[start].text):
            break
        joined += piece.text if not joined else f" {piece.text}"
        if is_reply_title(folded(closed(joined))):
            best = Title(closed(joined), tuple(range(start, end + 1)), is_complete=True)
    return best


_LABEL_LINE = re.compile(rf"^[{HAN}]{{2,6}}\s*:\s*[^。:]{{1,16}}$")


def is_unfinished(fold: str) -> bool:
    """Tell whether a line begins a title that the next one goes on with."""
    return (
        bool(re.match(r"^(?:[^。;!?]{0,30})(?:关于|对)", fold))
        and not is_reply_title(fold)
        and not fold.endswith((")", ":"))
    )


_BEGINS = re.compile("^(?:关于|对)")
_CONTINUES = re.compile(rf"^(?:的?{_LETTER_WORD}|的|函|意见|[(]{UNIT_ENDING})")


def _goes_on(fold: str) -> bool:
    """Tell whether a line only finishes a title that could have ended before it."""
    return bool(_CONTINUES.match(fold)) and len(fold) < 16


def distinct(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """Part lines into those that stand there for the last time, and earlier ones that they repeat, alone or together."""
    lines = [squeezed(piece.fold) for piece in pieces]
    below = ["".join(lines[start:end]) for start in range(len(lines)) for end in range(start + 1, start + _MOST_LINES)]
    starts = [start for start in range(len(lines)) for _ in range(start + 1, start + _MOST_LINES)]
    is_repeat = [
        any(at > place and text == line for at, text in zip(starts, below, strict=True))
        for place, line in enumerate(lines)
    ]
    kept = [piece for piece, repeated in zip(pieces, is_repeat, strict=True) if not repeated]
    return kept, [piece for piece, repeated in zip(pieces, is_repeat, strict=True) if repeated]


_PROPOSAL_TITLE = re.compile(
    r"^[^。;!?:]{4,80}(?:提案|建议|议案|建言|的意见建议|意见和建议|的思考与建议|的几点建议)(?:\([^()]{1,20}\))?$"
)
_TOPIC = re.compile(r"^[《“\"]?(?:[一-鿿]{0,20})?关于[^。;!?:]{4,70}$")


def is_proposal_title(fold: str) -> bool:
    """Tell whether a line can be the title of a proposal."""
    return (
        bool(_PROPOSAL_TITLE.match(fold))
        and not _NO_TITLE_START.match(fold)
        and not is_reply_title(fold)
        and not re.search("答复|复函|回复|办理情况|收悉|会议第|针对“", fold)
    )


def is_topic_title(fold: str) -> bool:
    """Tell whether a line can be a title that is no more than a topic: 关于……."""
    return bool(_TOPIC.match(fold)) and not _NO_TITLE_START.match(fold)


_SPEAKS_OF_ONE = re.compile(
    r"(?:提案|建议|议案)(?:的?办理)?$|(?:提案|建议|议案)[^。:;]{0,4}第?\s*[A-Za-z0-9]+\s*号|第\s*\S{1,12}\s*号[^。:;]{0,6}(?:提案|建议|议案)|关于[^。:;]{4,60}(?:的|函|复)"
)


def speaks_of_one(fold: str) -> bool:
    """Tell whether a line above a letter speaks of one proposal, as titles of all kinds do: 李某委员提案, 代表建议第43号."""
    return bool(_SPEAKS_OF_ONE.search(fold)) and len(fold) <= _LONGEST_LINE and not _is_about_replies(fold)


_REPORT_TITLE = re.compile(
    r"^[^。;!?:]{0,60}(?:提案|建议|议案|提案和建议|建议提案)[^。;!?:]{0,24}(?:办理|答复|承办)[^。;!?:]{0,12}(?:总体情况|工作情况|情况|总结|报告|情况说明|情况通报|情况汇报|情况公示|情况的报告|工作的报告)(?:\([^()]{1,20}\))?$"
)


def is_report_title(fold: str) -> bool:
    """Tell whether a line is the title of an account of a year's handling."""
    return bool(_REPORT_TITLE.match(fold)) and not re.search("通知|收悉|第[0-9]+号", fold)


_NOTICE_TITLE = re.compile(
    r"(?:通知|公告|公示|通告|办法|规定|细则|实施意见|指导意见|方案|条例|决定|批复|预案|纲要|规划|要点|须知|启事|名单|目录|指南|公报|令|制度|规则|清单|计划|请示|纪要)(?:\([^()]{1,20}\))?$"
)


def is_notice_title(fold: str) -> bool:
    """Tell whether a line is the title of a notice, rule or plan."""
    return bool(_NOTICE_TITLE.search(fold)) and len(fold) < _LONGEST_LINE
