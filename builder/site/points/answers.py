"""
Find what a reply answers: its answers, in order, each with the words by which it names the suggestion.

A part of a letter is an answer if it is framed as one (针对“……”的建议, 关于……的问题, 您提出的第一条建议), or, in a
letter without frames, if it is one of the letter's own numbered sections.  Praise, the sentence that counts the
suggestions, what comes next (下步打算) and closings are no answers.  A letter without either is not taken apart.

Beside the answers stands what the letter says about those of others: whose the rest is (错峰到校由市教育局答复), and
how many suggestions are its own (涉及我单位 1 条).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from builder.site.points import wording
from builder.site.points.outline import first_sentence, is_removed, number_of, outline_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from builder.site.markup import Line
    from builder.site.points.outline import Outline, Part

_QUOTES = {"“": "”", "「": "」", "『": "』", "‘": "’", '"': '"'}
_RUNNING = frozenset({"counted", "urged", "sequence", "other", "circle"})
_LONGEST_HEADING = 60
_LONGEST_RANGE = 100
_CLAUSE_BEFORE = re.compile(r"([^。；：:，,]+)[，,]?\Z")
# Words of a referral stand in the first sentences of an answer, or it is no referral.
_OPENING = 60


class Referral(NamedTuple):
    """A sentence that says who answers, or handles, a suggestion."""

    what: str
    """The words for the suggestion; empty where the sentence stands in its answer, or does not say whose it is."""
    unit: str
    """As printed; empty where it only says that it is not ours."""
    is_co_handled: bool
    """The sentence says 会办 or 协办."""
    anchor: str


class Answer(NamedTuple):
    """A part of a reply that answers a suggestion, or several."""

    order: int
    """Its place in the reply, from 1."""
    label: str
    """The number as printed; empty if it has none."""
    text: str
    """What it answers, as printed, without number and without 针对“……”的建议."""
    quotes: tuple[str, ...]
    """The words that it quotes of the suggestions."""
    ordinals: tuple[int, ...]
    """The suggestions that it names by their number (第一条建议)."""
    is_framed: bool
    """It says that it answers a suggestion; otherwise it is a section of the letter."""
    proposal: str
    """The number of the proposal in whose section it stands (一封答复两件提案); else empty."""
    printed: tuple[str, ...]
    """Its paragraphs as printed, without its number."""
    detail: tuple[str, ...]
    """What it says: the same without the words by which it names the suggestion, or without its heading."""
    anchors: tuple[str, ...]
    """The ids of its paragraphs on the page."""
    referral: Referral | None
    """Who handles the suggestion, where its first sentences say so."""
    is_partial: bool
    """It says itself that it takes up only a part."""


class Share(NamedTuple):
    """How many suggestions a letter counts (提案中提出建议 6 条，其中涉及我单位 1 条)."""

    total: int
    own: int


class Read(NamedTuple):
    """What was found in a reply."""

    answers: tuple[Answer, ...]
    share: Share | None
    referrals: tuple[Referral, ...]
    """Outside the answers."""
    prose: tuple[tuple[str, str], ...]
    """Anchor and text of the paragraphs that belong to no answer."""
    outline: Outline
    """All parts, for a 对应 that names one which was not found to be an answer."""
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    """Number and paragraphs of each proposal that has a section of its own (一、对第25号提案的答复)."""
    has_removals: bool
    """Passages were removed, in which anything may be answered."""


class _Frame(NamedTuple):
    """The words at the start of a part by which it names what it answers."""

    text: str
    quotes: tuple[str, ...]
    ordinals: tuple[int, ...]
    rest: str
    is_sure: bool
    """It speaks of a suggestion, or quotes; 关于…… alone may be any heading."""


def answers(text: str) -> tuple[Answer, ...]:
    """Find the answers of a reply; empty where it has no structure."""
    return read_reply(text).answers


def points_answered(text: str) -> tuple[str, ...]:
    """List what a reply answers, without numbering and without 针对“……”的建议; where some are framed, only these."""
    found = answers(text)
    framed = tuple([point for answer in found if answer.is_framed for point in answer.quotes or (answer.text,)])
    return framed or tuple([answer.text for answer in found])


def suggestions_named(text: str) -> tuple[str, ...]:
    """
    List the suggestions that a reply itself names as those it answers, as `points_answered` does where it names some.

    Empty where it names none: the headings of its own sections say what was done, not what was asked.
    """
    return points_answered(text) if any(answer.is_framed for answer in answers(text)) else ()


def read_reply(text: str, lines: Sequence[Line] | None = None) -> Read:
    """
    Find what a reply answers, what it leaves to others, and what it counts.

    Args:
        lines: Of the text, where they are known already.
    """
    outline = outline_of(text, lines)
    frames = {place: frame for place, part in enumerate(outline.parts) if (frame := _frame_of(part))}
    places = _framed(outline, frames)
    is_framed = any(frames[place].is_sure for place in places if place in frames)
    whole = () if is_framed else _whole_letter(outline)
    found = whole or tuple(_answers(outline, places or _sections(outline), frames))
    taken = {anchor for answer in found for anchor in answer.anchors}
    prose = tuple(
        [(part.anchor, part.label + part.text) for part in outline.parts if part.anchor not in taken and part.text]
    )
    sections = tuple(_sections_of_proposals(outline))
    return Read(found, share_in(text), tuple(_referrals(prose)), prose, outline, sections, outline.has_removals)


def part_named(read: Read, words: str) -> Answer | None:
    """Find the part of a reply that 对应 names by its printed label or its first words."""
    words = words.strip()
    bare = words.strip("（()）、．.，, ")
    for answer in read.answers:
        if words and words == answer.label:
            return answer
    for answer in read.answers:
        if bare and bare == answer.label.strip("（()）、．.，, "):
            return answer
    for answer in read.answers:
        if words and any(text.startswith(words) for text in (answer.text, answer.label + answer.text)):
            return answer
    outline = read.outline
    for place, part in enumerate(outline.parts):
        label = part.label.strip("（()）、．.，, ")
        is_named = bool(bare) and label == bare
        if is_named or (words and (part.text.startswith(words) or (part.label + part.text).startswith(words))):
            proposal = next((number for number, anchors in read.sections if part.anchor in anchors), "")
            end = outline.end(place)
            end = next((at for at in range(place + 1, end) if is_removed(outline.parts[at].text)), end)
            return _answer(outline, 0, place, end, None, proposal)
    return None


def _frame_of(part: Part) -> _Frame | None:
    """Read how a part names what it answers: by its first words, or by its label (建议一：)."""
    if part.style == "named":
        text, rest = first_sentence(part.text)
        return _Frame(text, (), (part.number,), rest, is_sure=True)
    return _frame(part.text)


def _frame(text: str) -> _Frame | None:
    """Read the words by which a part names what it answers, if it begins with such words."""
    if text[:1] not in wording.FRAME_STARTS and text[:1] not in _QUOTES:
        return None
    found = wording.ORDINALS.match(text)
    if found and _names_suggestions(found):
        quotes, end = _quotes(text, found.end())
        after = wording.AFTER_QUOTES.match(text, end)
        rest = text[after.end() if after else end :]
        return _Frame("、".join(quotes) or found[0], quotes, _numbers(found["numbers"]), rest, is_sure=True)
    lead = wording.LEAD.match(text)
    if not lead or not (lead["about"] or lead["asker"] or text[:1] in _QUOTES):
        return None
    quotes, end = _quotes(text, lead.end())
    if quotes:
        after = wording.AFTER_QUOTES.match(text, end)
        noun, rest_at = (after["noun"], after.end()) if after else (None, end)
        is_at_end = rest_at == len(text) or text[rest_at - 1] in "。：:，,、 "
        if (lead["about"] and (noun or is_at_end)) or (lead["said"] and noun) or noun in {"建议", "意见"}:
            printed = quotes[0] if len(quotes) == 1 else text[lead.end() : end].strip("，、和与及")
            return _Frame(printed, quotes, (), text[rest_at:], is_sure=True)
    if not lead["about"] and not (lead["asker"] and lead["said"]):
        return None
    named = wording.NAMED.match(text, lead.end())
    if not named or wording.GENERIC.fullmatch(named["words"]) or len(named["words"]) > _LONGEST_HEADING:
        return None
    noun = named["noun"] or ""
    is_sure = bool(wording.SUGGESTS.search(noun)) or bool(lead["asker"] and noun)
    # 关于…… may begin any sentence; as a heading it ends with a full stop, or with a word such as 问题.
    goes_on = not noun and text[named.end() : named.end() + 1] in {"，", ","}
    if not is_sure and (goes_on or lead["about"] not in {"关于", "针对", "对于"}):
        return None
    return _Frame(named["words"], (), (), text[named.end() :].lstrip("。：:；，, "), is_sure)


def _names_suggestions(found: re.Match[str]) -> bool:
    """Tell whether 第二条 is said of a suggestion."""
    if found["named"] or found["noun"] in {"建议", "意见", "提议", "诉求"}:
        return True
    is_of_a_list = bool(found["noun"]) or found["unit"] in {"条", "点", "项", "款"}
    return bool(found["about"] or found["asker"]) and is_of_a_list and found["ends"] is not None


def _quotes(text: str, at: int) -> tuple[tuple[str, ...], int]:
    """Read quotations from a place on, nested ones within their own signs too, and where they end."""
    found: list[str] = []
    end = at
    while at < len(text) and text[at] in _QUOTES:
        closing = _closing_quote(text, at)
        if closing < 0:
            break
        found.append(text[at + 1 : closing].strip("。；，：、 "))
        at = end = closing + 1
        while at < len(text) and text[at] in "、和与及，以":
            at += 1
    return tuple(found), end


def _closing_quote(text: str, at: int) -> int:
    """Find the sign that closes a quotation; -1 where there is none."""
    opening, closing = text[at], _QUOTES[text[at]]
    depth = 0
    for place in range(at, len(text)):
        if text[place] == closing and (opening != closing or place > at):
            depth -= 1
            if depth <= 0:
                return place
        elif text[place] == opening:
            depth += 1
    return -1


def _numbers(printed: str) -> tuple[int, ...]:
    """Read 一、三 and 一至三."""
    numbers = [number_of(part) for part in re.split("[、和与及至到，第以]+", printed) if part]
    if re.search("[至到]", printed) and len(numbers) == 2:
        first, last = numbers
        return tuple(range(first, last + 1)) if 0 < last - first < _LONGEST_RANGE else ()
    return tuple(numbers)


def _framed(outline: Outline, frames: Mapping[int, _Frame]) -> tuple[int, ...]:
    """Choose the frames that are answers, and the unframed sections beside them."""
    chosen = _outermost(outline, [place for place, frame in frames.items() if _counts(outline, place, frame)], frames)
    loose = [place for place in chosen if not outline.parts[place].is_item and not frames[place].is_sure]
    if len(loose) == 1:
        # One paragraph that begins with 关于…… may be about anything.
        chosen.remove(loose[0])
    lists = {(outline.parent(place), outline.parts[place].style) for place in chosen if outline.parts[place].is_item}
    beside = [
        place
        for place, part in enumerate(outline.parts)
        if (outline.parent(place), part.style) in lists and place not in chosen and _is_section(outline, place, chosen)
    ]
    return tuple(sorted((*chosen, *beside)))


def _counts(outline: Outline, place: int, frame: _Frame) -> bool:
    """Tell whether a frame may be that of an answer."""
    part = outline.parts[place]
    if part.style in _RUNNING and not wording.SUGGESTS.search(part.text[: len(part.text) - len(frame.rest)]):
        # 一是针对停车难问题，…… is mostly running text.
        return False
    if not part.is_item and wording.ACKNOWLEDGES.search(part.text.partition("。")[0]):
        return False
    above = outline.parent(place)
    while above >= 0:
        if wording.NEXT_STEPS.fullmatch(_heading(outline.parts[above].text)):
            return False
        above = outline.parent(above)
    return _may_answer(outline, place)


def _outermost(outline: Outline, candidates: Sequence[int], frames: Mapping[int, _Frame]) -> list[int]:
    """Leave out frames within others; but where a heading only gathers frames, or surer ones, it is left out itself."""
    unnumbered = [place for place in candidates if not outline.parts[place].is_item]
    chosen: list[int] = []
    covered = 0
    for place in candidates:
        if place < covered:
            continue
        is_item = outline.parts[place].is_item
        end = outline.end(place) if is_item else _end(outline, place, unnumbered)
        items = outline.items(place)
        gathers = bool(items) and not frames[place].rest and all(item in candidates for item in items)
        holds_surer = any(frames[other].is_sure for other in candidates if place < other < end)
        if frames[place].is_sure or not (gathers or holds_surer):
            chosen.append(place)
            covered = end
    return chosen


def _is_section(outline: Outline, place: int, chosen: Sequence[int]) -> bool:
    """Tell whether an unframed part may be an answer, and holds or is held by none."""
    if not _may_answer(outline, place):
        return False
    return not any(place < other < outline.end(place) or other < place < outline.end(other) for other in chosen)


def _may_answer(outline: Outline, place: int) -> bool:
    """Tell whether a part is neither one of those that answer nothing nor one that only holds answers."""
    heading = _heading(outline.parts[place].text)
    is_other = wording.NO_ANSWER.fullmatch(heading) or wording.HOLDS_ANSWERS.fullmatch(heading)
    return not is_other and not _is_about_proposal(outline, place)


def _is_about_proposal(outline: Outline, place: int) -> bool:
    """Tell whether a part is the section of one proposal in a letter that answers several, point by point."""
    return bool(_number_in_heading(outline.parts[place])) and bool(outline.items(place))


def _number_in_heading(part: Part) -> str:
    """Read the number of the proposal that a heading names; empty where there is none."""
    if "号" not in part.text:
        return ""
    heading = _heading(part.text)
    if len(heading) > _LONGEST_HEADING or "收悉" in heading or "答复如下" in heading:
        return ""
    found = wording.PROPOSAL_NUMBER.search(heading)
    return found[1] if found else ""


def _sections_of_proposals(outline: Outline) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Find the sections that name a proposal, also those in prose."""
    for place, part in enumerate(outline.parts):
        number, end = _number_in_heading(part), outline.end(place)
        if number and (part.is_item or end > place + 1):
            yield number, outline.anchors(place, end)


def _sections(outline: Outline, at: int = -1) -> tuple[int, ...]:
    """Give the letter's own numbered sections, looking into those that only hold others; one alone is none."""
    found: list[int] = []
    for child in outline.children(at):
        part = outline.parts[child]
        heading = _heading(part.text)
        if part.style == "intro" and wording.TELLS_OF_PROBLEMS.search(part.text):
            continue
        is_container = bool(wording.HOLDS_ANSWERS.fullmatch(heading)) or _is_about_proposal(outline, child)
        is_answer = not wording.NO_ANSWER.fullmatch(heading)
        is_heading = part.style[1:].isdigit()
        if outline.items(child) and (is_container or (is_answer and (is_heading or not part.is_item))):
            found += _sections(outline, child)
        elif (part.is_item or is_heading) and is_answer and not is_container:
            found.append(child)
    return tuple(found) if at >= 0 or len(found) > 1 else ()


def _answers(outline: Outline, places: Sequence[int], frames: Mapping[int, _Frame]) -> Iterator[Answer]:
    """Make an answer of each place."""
    ends = [_end(outline, place, places) for place in places]
    lengths = [len(outline.anchors(place, end)) for place, end in zip(places, ends, strict=True)]
    if len(places) > 1 and lengths[-1] > 1 and all(length == 1 for length in lengths[:-1]):
        # Where every point is one paragraph, what follows the last belongs to the letter.
        last, end = places[-1], ends[-1]
        ends[-1] = next((at for at in range(last + 1, end) if not outline.parts[at].style), end)
    for order, (place, end) in enumerate(zip(places, ends, strict=True), 1):
        yield _answer(outline, order, place, end, frames.get(place), _proposal(outline, place))


def _end(outline: Outline, place: int, places: Sequence[int]) -> int:
    """Find where an answer ends: before the next, a part of a higher level, what was removed, or the letter's close."""
    part = outline.parts[place]
    end = outline.end(place)
    if not part.is_item:
        # An unnumbered paragraph goes on until something else begins.
        end = len(outline.parts)
    for at in range(place + 1, end):
        below = outline.parts[at]
        closes = place == places[-1] and not below.style and wording.CLOSING.match(below.text)
        if at in places or below.depth < part.depth or closes or is_removed(below.text):
            return at
        if not part.is_item and below.depth == part.depth and below.is_item:
            return at
    return end


def _answer(outline: Outline, order: int, place: int, end: int, frame: _Frame | None, proposal: str) -> Answer:
    """Make an answer of a part and what stands below it."""
    part = outline.parts[place]
    first, *more = printed = outline.paragraphs(place, end)
    if frame:
        # The frame was read from the words before any list in the paragraph.
        text, rest = frame.text, first[len(part.text) - len(frame.rest) :]
    else:
        text, rest = first_sentence(first)
    detail = (rest, *more) if rest else tuple(more)
    return Answer(
        order,
        part.label.strip(),
        text,
        frame.quotes if frame else (),
        frame.ordinals if frame else (),
        frame is not None,
        proposal,
        printed,
        detail,
        outline.anchors(place, end),
        _referral_here(part.anchor, text, detail),
        _is_partial(detail),
    )


def _is_partial(paragraphs: Sequence[str]) -> bool:
    """Tell whether an answer says that it takes up only a part."""
    text = "\n".join(paragraphs)
    return bool(wording.PARTLY_SIGNS.search(text) and wording.PARTLY.search(text))


def _whole_letter(outline: Outline) -> tuple[Answer, ...]:
    """Read a letter that says at its beginning which suggestion it is about, and is about nothing else."""
    for place, part in enumerate(outline.parts[:3]):
        found = wording.ITS_OWN.search(part.text)
        if not found:
            continue
        quoted = found["quoted"] or found["counted"]
        text = quoted or re.sub(r".*(?:提案|建议)中(?:的|关于)?", "", found["words"])
        if wording.GENERIC.fullmatch(text):
            continue
        end = len(outline.parts)
        end = next((at for at in range(place + 1, end) if _closes_letter(outline.parts[at].text)), end)
        start = place if end == place + 1 else place + 1
        label = outline.parts[start].label if start > place else ""
        first, *more = outline.paragraphs(start, end)
        below = (label + first, *more)
        anchors = outline.anchors(start, end)
        quotes = (quoted,) if quoted else ()
        return (Answer(1, "", text, quotes, (), True, "", below, below, anchors, None, _is_partial(below)),)  # noqa: FBT003 - a tuple's field
    return ()


def _closes_letter(text: str) -> bool:
    return bool(wording.CLOSING.match(text)) or is_removed(text)


def _proposal(outline: Outline, place: int) -> str:
    """Name the proposal in whose section a part stands."""
    above = outline.parent(place)
    while above >= 0 and not _is_about_proposal(outline, above):
        above = outline.parent(above)
    return _number_in_heading(outline.parts[above]) if above >= 0 else ""


def _heading(text: str) -> str:
    return first_sentence(text)[0]


def share_in(text: str) -> Share | None:
    """Read how many suggestions the letter counts, and how many as its own."""
    # Its figures stand shortly before these words.
    own = wording.OWN_SHARE.search(text)
    found = wording.SHARE.search(text, max(0, own.start() - _LONGEST_HEADING)) if own else None
    return Share(number_of(found["total"]), number_of(found["own"])) if found else None


def _referrals(prose: Sequence[tuple[str, str]]) -> Iterator[Referral]:
    """Find the sentences that leave suggestions to others."""
    for anchor, text in prose:
        for found in wording.REFERRED.finditer(text):
            clause = _CLAUSE_BEFORE.search(text[max(0, found.start() - _LONGEST_HEADING) : found.start()])
            what = wording.AROUND_REFERRED.sub("", clause[1].strip() if clause else "")
            if what and (not wording.GENERIC.fullmatch(what) or wording.REST.fullmatch(what)):
                yield Referral(what, found["unit"], bool(wording.CO_HANDLES.search(found["verb"])), anchor)


def _referral_here(anchor: str, text: str, detail: Sequence[str]) -> Referral | None:
    """Find out whether an answer only says who answers instead, be it in its only sentence."""
    opening = detail[0] if detail else ""
    found = wording.REFERRED_HERE.match(opening)
    if not detail:
        found = next((last for last in wording.REFERRED.finditer(text) if last.end() == len(text)), None)
    if found:
        return Referral("", found["unit"], bool(wording.CO_HANDLES.search(found["verb"])), anchor)
    not_ours = wording.NOT_OURS.search(opening[:_OPENING])
    return Referral("", not_ours["unit"] or "", False, anchor) if not_ours else None  # noqa: FBT003 - a tuple's field
