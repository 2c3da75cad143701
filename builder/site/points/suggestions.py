"""
Find what a proposal asks for: its suggestions, in order, each with its paragraphs.

A proposal tells of a background and of problems, numbered like its suggestions.  So first the places are found that
announce suggestions (三、意见建议; 几点建议：; 特提出以下建议：), then the list below each.  Where nothing announces
them, a list counts only if its headings are demands (加强……, 建立……) and not problems.  Where there is no list, there
are no suggestions but a reason: a sentence that may be one is never made into one, unless it stands alone under 建议.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from builder.site.points import wording
from builder.site.points.outline import first_sentence, outline_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.site.markup import Line
    from builder.site.points.outline import Outline


# Running items announce nothing, and a heading without number may be the proposal's own title.
_NO_SECTIONS = frozenset({"counted", "urged", "circle", "li", "sub", "other", "sequence"})
_UNNUMBERED = frozenset({"title", "h1", "h2", "h3", "h4", "h5", "h6"})
_ANNOUNCEMENT = 80
_WORD = re.compile(r"\w")


class Suggestion(NamedTuple):
    """One thing that a proposal asks for."""

    order: int
    """Its place in the proposal, from 1."""
    label: str
    """The number as printed (`（一）`, `一是`, `①`); empty if it has none."""
    text: str
    """Its heading sentence as printed, without number and closing punctuation."""
    detail: tuple[str, ...]
    """The rest of its first paragraph as printed, and the paragraphs below it."""
    anchors: tuple[str, ...]
    """The ids of its paragraphs on the page."""
    number: int
    """
    What 第二条建议 and 对应 call it: its printed number, or its place where those tell nothing; 0 where passages were
    removed and it has none, since the ones that were removed are counted too.
    """


class Asked(NamedTuple):
    """What a proposal was found to ask for."""

    suggestions: tuple[Suggestion, ...]
    reason: str
    """Why there are none: `no-section` (nothing announces suggestions) or `no-list`; else empty."""


def suggestions(text: str) -> tuple[Suggestion, ...]:
    """Find the suggestions of a proposal; empty where it has no structure."""
    return read_proposal(text).suggestions


def points_asked(text: str) -> tuple[str, ...]:
    """List what a proposal asks for, without numbering."""
    return tuple([suggestion.text for suggestion in suggestions(text)])


def read_proposal(text: str, lines: Sequence[Line] | None = None) -> Asked:
    """
    Find the suggestions of a proposal, or say why there are none.

    Args:
        lines: Of the text, where they are known already.
    """
    outline = outline_of(text, lines)
    asks = tuple(_asks(outline))
    # 建议一：, 建议二： need no announcement.
    places = tuple(place for place, part in enumerate(outline.parts) if part.style == "named")
    places = places or tuple(place for ask in asks for place in _carriers(outline, ask))
    if not places:
        places = _lone_sentence(outline, asks) if asks else _demands(outline)
    places = tuple(place for place in places if _WORD.search(_printed(outline, place)[0]))
    if not places:
        return Asked((), "no-list" if asks else "no-section")
    numbers = _numbers(outline, places)
    found = [
        _suggestion(outline, order, place, places, number)
        for order, (place, number) in enumerate(zip(places, numbers, strict=True), 1)
    ]
    return Asked(tuple(found), "")


def _numbers(outline: Outline, places: Sequence[int]) -> Sequence[int]:
    """Give the number by which each suggestion is called."""
    printed = [outline.parts[place].number for place in places]
    is_cut = outline.has_removals
    # Where they go on from a list of problems, the third item is the first suggestion.
    if len(set(printed)) == len(printed) and 0 not in printed and (is_cut or printed[0] == 1):
        return printed
    return [0] * len(printed) if is_cut else range(1, len(printed) + 1)


def _asks(outline: Outline) -> Iterator[int]:
    """Find the places that announce suggestions; not those below another."""
    announcing = [place for place, part in enumerate(outline.parts) if _announces(part.style, part.text)]
    with_list = [place for place in announcing if outline.items(place)]
    end = 0
    # A section is surer than a sentence: a sentence before it tells of what others suggest.
    sections = [place for place in with_list if outline.parts[place].style != "intro"]
    # 三、建议 says it more clearly than 二、主要措施.
    named = [place for place in sections if wording.SUGGESTIONS_NAMED.search(outline.parts[place].text)]
    for place in named or sections or with_list or announcing:
        if place >= end:
            yield place
            end = outline.end(place)


def _announces(style: str, text: str) -> bool:
    """Tell whether a part announces suggestions."""
    if style in {"", "intro"}:
        if style == "" and not wording.ASK_AT_START.match(text):
            return False
        if text[-1:] in {"，", ","}:
            # Its list goes on in the same sentence: 我建议，首先……
            text = text[:-1] + "："
        if wording.TELLS.search(text) and not wording.SUGGESTIONS_NAMED.search(text.rpartition("，")[2]):
            return False
        return style == "" or _asks_at_end(text)
    bare = text.rstrip("。：: ").strip("（）()【】[]")
    if style in _NO_SECTIONS or (style in _UNNUMBERED and wording.DOCUMENT_TITLE.fullmatch(bare)):
        return False
    if text.endswith(("：", ":")) and _asks_at_end(text) and not wording.TELLS.search(text):
        return True
    return len(bare) <= 60 and bool(wording.NAMES_SECTION.fullmatch(bare))


def _asks_at_end(text: str) -> bool:
    """Tell whether a text ends with words that announce suggestions, which are all that has to be searched."""
    return bool(wording.ASKS.search(text, max(0, len(text) - _ANNOUNCEMENT)))


def _carriers(outline: Outline, ask: int) -> tuple[int, ...]:
    """Find the level below an announcement that carries the suggestions."""
    items = outline.items(ask)
    below = [outline.items(place) for place in items]
    headings = [first_sentence(outline.parts[place].text) for place in items]
    if items and all(below) and all(wording.CATEGORY.fullmatch(heading) and not rest for heading, rest in headings):
        return tuple(place for places in below for place in places)
    return items


def _lone_sentence(outline: Outline, asks: tuple[int, ...]) -> tuple[int, ...]:
    """Take what stands under 建议 for a suggestion if it is one sentence."""
    if len(asks) != 1:
        return ()
    ask = asks[0]
    part = outline.parts[ask]
    own = wording.ASK_AT_START.sub("", part.text) if part.style == "" else ""
    below = [place for place in range(ask + 1, outline.end(ask)) if not _is_afterword(outline.parts[place].text)]
    if own and not below:
        return (ask,) if _is_one_sentence(own) else ()
    if part.style == "intro" and not below:
        # The sentence may stand beside the announcement instead of below it.
        below = [place for place in range(ask + 1, min(ask + 3, len(outline.parts))) if outline.parts[place].text]
        below = [place for place in below if not _is_afterword(outline.parts[place].text)]
    if not own and len(below) == 1 and _is_one_sentence(outline.parts[below[0]].text):
        return (below[0],)
    return ()


def _demands(outline: Outline) -> tuple[int, ...]:
    """Take a list that nothing announces for suggestions if it demands and does not tell of problems."""
    items = outline.items(-1)
    demanding = tuple(place for place in items if _demands_something(outline.parts[place].text))
    before = [place for place in items if place not in demanding]
    tell_of_problems = all(wording.PROBLEM.search(first_sentence(outline.parts[place].text)[0]) for place in before)
    if len(demanding) > 1 and tell_of_problems and items[len(before) :] == demanding:
        return demanding
    asking = [place for place in items if wording.DEMAND_IN_BODY.search(" ".join(_printed(outline, place)))]
    return items if len(items) > 1 and len(asking) == len(items) else ()


def _demands_something(text: str) -> bool:
    return bool(wording.DEMAND.match(text)) and not wording.FALLS_SHORT.search(first_sentence(text)[0])


def _printed(outline: Outline, place: int) -> tuple[str, ...]:
    return outline.paragraphs(place, outline.end(place))


def _suggestion(outline: Outline, order: int, place: int, places: Sequence[int], number: int) -> Suggestion:
    """Make a suggestion of a part and what stands below it."""
    part = outline.parts[place]
    end = _end(outline, place) if place == places[-1] else outline.end(place)
    first, *more = outline.paragraphs(place, end)
    text, rest = first_sentence(first if part.is_item else wording.ASK_AT_START.sub("", first))
    detail = (rest, *more) if rest else tuple(more)
    return Suggestion(order, part.label.strip(), text, detail, outline.anchors(place, end), number)


def _end(outline: Outline, place: int) -> int:
    """Leave out what closes the proposal and only seems to stand below its last suggestion."""
    end = outline.end(place)
    for below in range(place + 1, end):
        part = outline.parts[below]
        if not part.style and _is_afterword(part.text):
            return below
    return end


def _is_afterword(text: str) -> bool:
    return bool(wording.AFTERWORD.match(text))


def _is_one_sentence(text: str) -> bool:
    return text.count("。") <= 1 and "；" not in text and len(text) <= 120
