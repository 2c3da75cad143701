"""
Tell what a file holds: find the letters in it, then what stands before, between and after them.

A letter is recognised by at least two of: the title of a reply, a greeting, a first sentence that acknowledges what was
asked, the words 现答复如下.  A news page or a notice has none of these at the start of its paragraphs, however often it
speaks of proposals and replies.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from builder.content.printed import dates, numbers, people
from builder.content.printed.folding import HAN
from builder.importing import closings, furniture, labels, openings, titles

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.importing.pieces import Piece


class Part(NamedTuple):
    """One document of a file, as a run of its pieces."""

    type: str
    """`reply`, `proposal`, `report`, `meeting`, `update` or `none`."""
    start: int
    text: int
    """Where its text begins; what stands above it is its head."""
    end: int
    reasons: tuple[str, ...]
    """Why it is taken for this (keys of `REASONS`)."""


REASONS = {
    "title": ("有答复的标题", "the title of a reply"),
    "greeting": ("有称呼", "a greeting"),
    "opening": ("首句写明收到提案或建议", "a first sentence that says what was received"),
    "announced": ("写有“现答复如下”", "the words 现答复如下"),
    "record-sheet": ("是登记表，写有答复内容", "a record sheet with the text of the answer"),
    "proposal-title": ("有提案或建议的标题", "the title of a proposal"),
    "number-line": ("标题下有编号", "a number below the title"),
    "proposers": ("写明提案人", "it says who proposes"),
    "suggests": ("提出建议", "it makes suggestions"),
    "report-title": ("有办理情况的标题", "the title of an account of handling"),
    "counts": ("写有承办件数", "it counts what was handled"),
    "speeches": ("有几篇署名的发言", "several speeches with their speakers"),
    "byline": ("有记者或通讯员署名", "a reporter's byline"),
    "work-news": ("有来源和日期的工作动态", "news of the work, with source and date"),
    "notice": ("是通知、公告或制度文件", "a notice, rule or plan"),
    "nothing": (
        "没有答复、提案、报告、发言或动态的特征",
        "nothing that marks a reply, proposal, report, meeting or news",
    ),
    "template": ("是待填写的样式", "a form to fill in"),
}
"""Why a part is taken for what it is, in Chinese and English."""

_WITHIN = 4
_LEAST_LABELS = 3
"""So many of 编号, 案由, 提案人, 界别 … make a form for a proposal."""
_HEAD_LINE = 90
_LEAST_SENTENCE = 14
_MOST_HEAD = 40


def parts_of(pieces: Sequence[Piece]) -> list[Part]:
    """Part a file into its documents, in order; every piece lies in exactly one of them."""
    letters = _letters(pieces)
    parts: list[Part] = []
    place = 0
    for order, letter in enumerate(letters):
        if letter.start > place:
            parts += _others(pieces, place, letter.start, before_letter=True)
        limit = letters[order + 1].start if order + 1 < len(letters) else len(pieces)
        end = next(_proposal_anchors(pieces, letter.text + 1, limit), limit)
        parts.append(letter._replace(end=end))
        place = end
    if place < len(pieces):
        parts += _others(pieces, place, len(pieces), before_letter=False)
    return parts


# --- letters ----------------------------------------------------------------------------------------------------
def _letters(pieces: Sequence[Piece]) -> list[Part]:
    found: list[Part] = []
    place, floor = 0, 0
    while place < len(pieces):
        letter = _letter_at(pieces, place, floor)
        if letter is None:
            place += 1
            continue
        found.append(letter)
        floor = letter.text + 1
        place = letter.text + _WITHIN
    return found


class _Signs(NamedTuple):
    """What marks the beginning of a letter, and what stands above it."""

    greeting: people.Addressees | None
    opening: str
    """The first sentence, folded; empty where none says what was received."""
    is_announced: bool
    has_title: bool
    above: Sequence[Piece]

    @property
    def reasons(self) -> tuple[str, ...]:
        signs = {
            "title": self.has_title,
            "greeting": self.greeting is not None,
            "opening": bool(self.opening),
            "announced": self.is_announced,
        }
        return tuple(name for name, is_there in signs.items() if is_there)


def _letter_at(pieces: Sequence[Piece], place: int, floor: int) -> Part | None:
    """Recognise the letter whose text begins at *place*: with its greeting, or with its first sentence."""
    piece = pieces[place]
    if piece.form == "row":
        return None
    greeting = people.greeted(piece.text) if len(piece.fold) <= 4 * _HEAD_LINE else None
    if greeting and people.is_template(greeting):
        return None
    begin, end = (place + 1, place + _WITHIN) if greeting else (place, place + 1)
    ahead = [_sentence(pieces, at) for at in range(begin, min(len(pieces), end))]
    opening = next((item for item in ahead if openings.is_opening(item)), "")
    if greeting is None and not (opening and _can_open(piece)):
        return None
    start = _head_start(pieces, place, floor)
    above = pieces[start:place]
    signs = _Signs(
        greeting,
        opening,
        any(openings.announces_an_answer(item) for item in ahead),
        bool(titles.reply_titles(above)),
        above,
    )
    if _is_something_else(signs) or not _is_enough(signs) or (greeting is None and _is_quoted(pieces, place)):
        return None
    return Part("reply", start, place, len(pieces), signs.reasons)


def _is_something_else(signs: _Signs) -> bool:
    """Tell whether it only looks like an answer to a proposal: a form, an account, a notice, a citizen's letter."""
    above = [item.fold for item in signs.above if item.form != "row" and ":" not in item.fold]
    if any(_PLACEHOLDER.search(line) for line in (signs.opening, *above)) or any(map(titles.is_report_title, above)):
        return True
    # it was filed, passed on or asked about, and is not answered here
    is_not_answered = any(_NO_ANSWER_TITLE.search(line) for line in above) or _NO_ANSWER.search(signs.opening)
    if is_not_answered and not signs.has_title:
        return True
    is_to_a_member = signs.greeting is not None and bool(signs.greeting.noun or signs.greeting.is_collective)
    return not is_to_a_member and not _CONCERNS.search("".join(item.fold for item in signs.above) + signs.opening)


def _is_enough(signs: _Signs) -> bool:
    """Tell whether the signs make a reply: two of them, and more where no person is greeted."""
    if signs.greeting is None:
        return signs.has_title or (signs.is_announced and bool(re.search("[您你贵]", signs.opening[:120])))
    if signs.greeting.is_unit:
        is_answered = bool(signs.opening) or (signs.has_title and signs.is_announced)
        is_about = signs.has_title or bool(re.search("会办|协办|提案|建议", signs.opening[:200]))
        return is_answered and is_about and not re.search("通知如下|报告如下|请示|交办", signs.opening)
    return len(signs.reasons) > 1


_NO_ANSWER_TITLE = re.compile(
    "立案|转办|交办|催办|退办|征询|征求意见|邀请|座谈会|告知书|通知书|通知|公开信|的一封信|回执|反馈表|意见表|慰问|感谢信"
)
_NO_ANSWER = re.compile(
    "予以立案|不予立案|现(?:转|交)(?!我|由我)|请[^。]{0,20}(?:办理|研究处理|填写|参加|出席)|诚邀|定于|正在办理之中|尚未"
)
_PLACEHOLDER = re.compile(r"[×]{2,}|[xX]{3,}|《[…. ]*》|第\s*[×xX_]+\s*号|_{3,}")
_CONCERNS = re.compile(
    "提案|议案|议事原案|政协|人大|代表建议|委员|会办|协办|建议[^。]{0,12}第[^。]{0,8}号|第[^。]{0,8}号[^。]{0,6}建议"
)
_ADDRESSES = re.compile("[您你贵《“]")


def _can_open(piece: Piece) -> bool:
    """Tell whether a line itself begins a letter without a greeting: it speaks to someone, and is no title or label."""
    fold = piece.fold
    return (
        len(fold) > _LEAST_SENTENCE
        and bool(_ADDRESSES.search(fold))
        and not titles.is_reply_title(fold.replace(" ", ""))
        and not titles.is_proposal_title(fold)
        and labels.catalogue(piece.text, piece.form) is None
        and not furniture.web_head(piece.text, fold)
    )


def _sentence(pieces: Sequence[Piece], place: int) -> str:
    """Give the line at *place*, folded, with those that its first sentence goes on in."""
    joined = pieces[place].fold
    for piece in pieces[place + 1 : place + 5]:
        if "。" in joined or joined.endswith(":") or len(joined) > 200 or people.greeted(piece.text):
            break
        joined += piece.fold
    return joined


def _is_quoted(pieces: Sequence[Piece], place: int) -> bool:
    """Tell whether a paragraph in the middle of a text only sounds like the start of a letter."""
    return place > 0 and pieces[place - 1].fold.endswith(("。", ":")) and len(pieces[place - 1].fold) > _HEAD_LINE


def _head_start(pieces: Sequence[Piece], text: int, floor: int) -> int:
    """Walk up from the text over lines that can stand above a letter."""
    place = text
    while place > floor and text - place < _MOST_HEAD and _is_head_line(pieces[place - 1], has_letter_above=floor > 0):
        place -= 1
    return place


_NOT_HEAD = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|[(][一二三四五六七八九十]{1,3}[)]|\d{1,2}[、.]\s*[一-鿿]|附[:件])"
)
_TAIL = re.compile(r"^(?:专此|特此|此复|此致|敬礼|感谢)")


def _is_head_line(piece: Piece, *, has_letter_above: bool) -> bool:
    if labels.catalogue(piece.text, piece.form) is not None or furniture.web_head(piece.text, piece.fold):
        return True
    if piece.form == "row":
        return not has_letter_above
    if len(piece.fold) > _HEAD_LINE or piece.fold.endswith(("。", ";", "!", ",")) or _NOT_HEAD.match(piece.fold):
        return False
    if _TAIL.match(piece.fold):
        return False
    ends_a_letter = (
        dates.on_a_line(piece.text) is not None or closings.is_contact(piece.fold) or closings.is_imprint(piece.fold)
    )
    return not (has_letter_above and ends_a_letter)


# --- everything else --------------------------------------------------------------------------------------------
def _others(pieces: Sequence[Piece], start: int, end: int, *, before_letter: bool) -> list[Part]:
    """Tell what a run without letters is: accounts and proposals in it, else what it is as a whole."""
    anchors = list(_proposal_anchors(pieces, start, end))
    parts: list[Part] = []
    place = start
    for order, anchor in enumerate(anchors):
        if anchor > place:
            parts.append(_whole(pieces, place, anchor))
        limit = anchors[order + 1] if order + 1 < len(anchors) else end
        parts.append(_proposal(pieces, anchor, limit))
        place = limit
    if place < end:
        whole = _whole(pieces, place, end)
        if whole.type == "update" and not before_letter and parts:
            whole = whole._replace(type="none")
        parts.append(whole)
    return parts


_APPENDED = re.compile(
    r"^(?:附\s*(?:件)?\d?\s*[:]?\s*)?(?:提案|建议|议案)(?:原文|全文|正文|内容)\s*[:]?$|^附\s*[:]\s*.{0,40}(?:提案|建议)(?:原文|全文)?$"
)


def _proposal_anchors(pieces: Sequence[Piece], start: int, end: int) -> Iterator[int]:
    """Give the places where proposals begin: a title with a number, proposers or labels below it."""
    place = start
    while place < end:
        lines = _title_lines(pieces, place, end)
        if lines and _is_named_below(pieces, place + lines, end):
            yield _with_copy(pieces, place, start)
            place += lines
        elif _APPENDED.match(pieces[place].fold) and place > start:
            yield place
        place += 1


def _title_lines(pieces: Sequence[Piece], place: int, end: int) -> int:
    """Count the lines of a proposal's title at *place*; 0 where there is none."""
    joined = ""
    for lines in range(1, 4):
        if place + lines > end:
            return 0
        piece = pieces[place + lines - 1]
        if len(piece.fold) > _HEAD_LINE:
            return 0
        joined += piece.fold.replace(" ", "")
        if titles.is_proposal_title(joined):
            return lines
        if lines == 1 and not re.match(r"^(?:关于|对|建议|加强|推进|进一步|加快)", joined):
            return 0
    return 0


def _with_copy(pieces: Sequence[Piece], place: int, floor: int) -> int:
    """Walk up over what a web page prints above a proposal: the same title once more, its date and source."""
    title, top = pieces[place].fold, place
    for above in range(place - 1, max(floor, place - _MOST_HEAD) - 1, -1):
        piece = pieces[above]
        if piece.fold == title:
            top = above
        elif not (furniture.web_head(piece.text, piece.fold) or labels.catalogue(piece.text, piece.form) is not None):
            break
    return top


_PROPOSER_LABEL = re.compile(
    r"^(?:第一)?(?:提\s*案\s*(?:人|者|单位|委员)|建\s*议\s*人|领\s*衔\s*(?:代\s*表|人)|联\s*名|提\s*出\s*人|附\s*议\s*人|案\s*由|(?:提案|建议)(?:编)?号|案\s*号|编\s*号|界\s*别|代\s*表\s*团)\s*[:]"
)


def _is_named_below(pieces: Sequence[Piece], place: int, end: int) -> bool:
    for piece in pieces[place : min(end, place + 3)]:
        if titles.is_proposal_title(piece.fold):  # the title once more: the number stands below that one
            return False
        if numbers.on_a_line(piece.text) or _PROPOSER_LABEL.match(piece.fold):
            return True
        if len(piece.fold) > _HEAD_LINE:
            return False
    if place < end and len(pieces[place].fold) <= 40:
        names = people.proposers(pieces[place].text)
        return names is not None and (
            len(names.names) > 1
            or names.is_collective
            or not names.is_whole
            or "委员" in pieces[place].fold
            or "代表" in pieces[place].fold
        )
    return False


def _proposal(pieces: Sequence[Piece], start: int, end: int) -> Part:
    reasons = ["proposal-title"]
    if any(numbers.on_a_line(piece.text) for piece in pieces[start : min(end, start + 5)]):
        reasons.append("number-line")
    if any(_PROPOSER_LABEL.match(piece.fold) for piece in pieces[start : min(end, start + 8)]):
        reasons.append("proposers")
    return Part("proposal", start, start, end, tuple(reasons))


_COUNTS = re.compile(r"(?:承办|办理|收到|办复|答复|交办)[^。]{0,40}?[0-9一二三四五六七八九十百]+\s*件")
_SUGGESTS = re.compile(
    r"(?:提出|特提|提|有)[^。]{0,12}(?:以下|如下|几点|几条)[^。]{0,8}建议|^(?:几点|具体|意见|对策|工作)?(?:意见)?建议\s*[:]?$|我(?:们)?(?:建议|提议)|为此[,]?(?:特)?建议|[一二三四五]、[^。]{0,12}建议"
)
_BYLINE = re.compile(
    r"^(?:\(?本报讯|本报记者|本网讯|\(?记者|通讯员|文/|文\s*\||■?\s*记者|特约记者|见习记者|本刊记者|评论员|特约评论员|实习生|特约撰稿人?|摄影|图/|[^。]{0,20}讯\s*\((?:记者|通讯员))"
)
_BYLINE_END = re.compile(r"[(](?:记者|通讯员|本报记者)[^()]{2,40}[)]$")
_LEDE = re.compile(
    r"^(?:(?:(?:19|20)\d\d年)?\d{1,2}月\d{1,2}日(?:上午|下午)?[,至到]|近日[,]?|日前[,]?|本报讯|本网讯|本台消息|[一-鿿]{2,8}讯)\s*(?:\(|[一-鿿]{2}|\d|“|《)"
)
_ABOUT = re.compile("提案|建议办理|代表建议|政协委员|人大代表|政协|建议提案")


def _whole(pieces: Sequence[Piece], start: int, end: int) -> Part:
    """Tell what a run is as a whole."""
    run = pieces[start:end]
    head = run[:8]
    for kind, reasons in (
        ("report", _as_report(run, head)),
        ("meeting", _as_meeting(run)),
        ("none", ("notice",) if _is_notice(head) else ()),
        ("update", ("byline",) if any(is_byline(piece) for piece in run) else ()),
        ("proposal", _as_proposal(run, head)),
        ("update", _as_news(run, head)),
    ):
        if reasons:
            return Part(kind, start, start, end, tuple(reasons))
    return Part("none", start, start, end, ("nothing",))


def _as_report(run: Sequence[Piece], head: Sequence[Piece]) -> tuple[str, ...]:
    has_title = any(titles.is_report_title(joined) for joined in _joined_heads(head))
    has_counts = sum(len(_COUNTS.findall(piece.fold)) for piece in run) > 0
    return ("report-title", "counts") if has_title and has_counts else ()


def _joined_heads(head: Sequence[Piece]) -> Iterator[str]:
    for place in range(len(head)):
        joined = ""
        for piece in head[place : place + 3]:
            joined += piece.fold.replace(" ", "")
            yield joined


def _is_notice(head: Sequence[Piece]) -> bool:
    return any(titles.is_notice_title(piece.fold) and len(piece.fold) > 6 for piece in head[:4])


def is_byline(piece: Piece) -> bool:
    """Tell whether a line names the reporters of an article."""
    if piece.form == "byline":
        return True
    return (
        (len(piece.fold) <= 80 and bool(_BYLINE.match(piece.fold)) and not piece.fold.endswith("。"))
        or bool(re.match(r"^[^。]{0,20}讯\s*[(](?:记者|通讯员)", piece.fold))
        or (bool(_BYLINE_END.search(piece.fold)) and len(piece.fold) < 400)
    )


def _as_proposal(run: Sequence[Piece], head: Sequence[Piece]) -> tuple[str, ...]:
    reasons = []
    if any(_title_lines(head, place, len(head)) for place in range(min(5, len(head)))):
        reasons.append("proposal-title")
    if any(_PROPOSER_LABEL.match(piece.fold) for piece in run[:12]):
        reasons.append("proposers")
    if any(numbers.on_a_line(piece.text) for piece in head):
        reasons.append("number-line")
    if any(_SUGGESTS.search(piece.fold) for piece in run):
        reasons.append("suggests")
    labels_found = {found[0] for piece in run[:12] if (found := _PROPOSER_LABEL.match(piece.fold))}
    is_form = len(labels_found) >= _LEAST_LABELS
    enough = ("proposers" in reasons and len(reasons) > 1) or {"proposal-title", "suggests"} <= set(reasons) or is_form
    return tuple(reasons) if enough else ()


def _as_news(run: Sequence[Piece], head: Sequence[Piece]) -> tuple[str, ...]:
    has_head = any(furniture.web_head(piece.text, piece.fold) or _LEDE.match(piece.fold) for piece in head)
    is_about = any(_ABOUT.search(piece.fold) for piece in run[:4])
    has_text = any(is_text(piece) for piece in run)
    return ("work-news",) if has_head and is_about and has_text else ()


def is_text(piece: Piece) -> bool:
    """Tell whether a line is of a text, not of what stands above it: a sentence, or the indented start of one."""
    fold = piece.fold
    if piece.form == "row" or (_LABELLED.match(fold) and len(fold) <= 60) or furniture.web_head(piece.text, fold):
        return False
    if len(fold) > _HEAD_LINE or (fold.endswith(("。", ";", ":", "!")) and len(fold) > _LEAST_SENTENCE):
        return True
    return (
        len(fold) > _LEAST_SENTENCE
        and ("," in fold or (piece.is_indented and not titles.is_proposal_title(fold)))
        and not fold.startswith("关于")
    )


_LABELLED = re.compile(rf"^[{HAN} ]{{1,10}}:")


# --- speeches ---------------------------------------------------------------------------------------------------
_MEETING = re.compile(
    r"发言摘(?:要|登|编)|协商(?:座谈)?会|议政(?:性)?会|专题协商|对口协商|双周协商|座谈会发言|发言(?:材料|选登)"
)
_SPEAKER = re.compile(
    r"(?:政协|人大|区|市|县|省)?[^。:;!?]{0,50}(?:委员|常委|代表|主席|主任|局长|书记|所长|干部|院长|校长|经理|主委|秘书长|组长|科长|处长|成员|教授|律师|医生)[^。:;!?]{0,30}?\s+[一-鿿]\s?[一-鿿·]{1,4}$|^[一-鿿]{2,4}\s*(?:委员|代表)$"
)
# 某某委员：把蓄水池建到老小区去, with the speaker's offices on the next line
_NAMED_TITLE = re.compile(r"^[一-鿿·]{2,5}(?:委员|代表|常委)?\s*:\s*\S")
_POSITION = re.compile(
    r"(?:委员|常委|代表|主席|主任|局长|书记|院长|校长|经理|主委|秘书长|教授|工程师|律师|医师|处长|科长)$"
)


def speeches(run: Sequence[Piece]) -> list[tuple[int, int]]:
    """Find the speeches of a meeting: the places of each title and of the line below it that names the speaker."""
    found = []
    for place in range(len(run) - 2):
        title, speaker, text = run[place : place + 3]
        if (
            len(title.fold) <= 40
            and not title.fold.endswith(("。", ";", ":"))
            and not _NOT_HEAD.match(title.fold)
            and (
                _is_speaker(speaker)
                or (_NAMED_TITLE.match(title.fold) and _POSITION.search(speaker.fold) and len(speaker.fold) <= 40)
            )
            and len(text.fold) > 20
        ):
            found.append((place, place + 1))
    return found


def _is_speaker(piece: Piece) -> bool:
    return len(piece.fold) <= 80 and (bool(_SPEAKER.search(piece.fold)) or people.is_unit_name(piece.text))


def _as_meeting(run: Sequence[Piece]) -> tuple[str, ...]:
    is_named = any(_MEETING.search(piece.fold) for piece in run[:6])
    return ("speeches",) if is_named and len(speeches(run)) > 1 else ()
