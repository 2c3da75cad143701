"""
Take a text apart by its printed numbering, whatever styles it uses and however they nest.

The page's own outline (`letter`) knows the three styles that can be headings.  Suggestions and answers are printed with
any style, also several in one paragraph (一是……；二是……), so that numbering is read anew here: each style opens a level
of its own below what is open, and closes again when a style comes back that was open before.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from builder.site.inline import REMOVED
from builder.site.letter import FIRST_SENTENCE, settings, shown
from builder.site.markup import Line, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_DIGITS = "零一二三四五六七八九十"
_HAN = "一二三四五六七八九十"
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_LONGEST_NUMBER = 4
_REMOVED = re.compile(REMOVED)
_ONLY_REMOVED = re.compile(rf"(?:{REMOVED}[。；，、\s]*)+")
_SEQUENCE = {"首先": 1, "其次": 2, "再次": 3, "最后": 9}

# Each style that a printed number can have, in the order in which they are tried.
_LABEL = re.compile(
    rf"(?:(?P<han>[{_HAN}百]{{1,4}}[、．.](?![{_HAN}]{{1,4}}、))"
    rf"|(?P<bracket>[（(][{_HAN}]{{1,4}}[）)]、?)"
    r"|(?P<digit>[0-9]{1,3}(?:[．、]|\.(?![0-9])))"
    r"|(?P<digit_bracket>[（(][0-9]{1,3}[）)]、?)"
    r"|(?P<digit_half>[0-9]{1,3}[）)]、?)"
    rf"|(?P<circle>[{_CIRCLES}]、?)"
    rf"|(?P<named>[（(【]?建议(?:[{_HAN}]{{1,3}}|[0-9]{{1,3}})(?:[）)】]?[：:、]|[）)】]))"
    rf"|(?P<ordinal>(?:第[{_HAN}]{{1,3}}|头一)(?:[条点项]|方面)?[，,、：:])"
    rf"|(?P<counted>[{_HAN}]{{1,3}}(?:是要|是(?!否)))"
    rf"|(?P<urged>[{_HAN}](?=要(?!求)[^，。]))"
    rf"|(?P<other>其[{_HAN}][，,、：:是])"
    r"|(?P<stem>[甲乙丙丁戊己庚辛]、)"
    r"|(?P<sequence>首先|其次|再次|最后)[，,])\s*"
)
_LABEL_STARTS = frozenset(f"{_HAN}百（(【0123456789{_CIRCLES}建第头其甲乙丙丁戊己庚辛首再最")
# Several items in one paragraph: the sign by which the second is known, the pattern of all, and their style.
_INLINE = (
    ("二是", "counted", re.compile(rf"(?<![{_HAN}第])[{_HAN}]{{1,2}}是(?!否)")),
    ("②", "circle", re.compile(rf"[{_CIRCLES}]")),
    ("第二", "ordinal", re.compile(rf"第[{_HAN}]{{1,2}}[，,、：:]")),
    ("2）", "digit_bracket", re.compile(r"[（(][0-9]{1,2}[）)]")),
    ("2)", "digit_bracket", re.compile(r"[（(][0-9]{1,2}[）)]")),
    ("（二）", "bracket", re.compile(rf"[（(][{_HAN}]{{1,3}}[）)]")),
    ("2、", "digit", re.compile(r"(?<![0-9.])[0-9]{1,2}[、．]")),
    ("2.", "digit", re.compile(r"(?<![0-9.])[0-9]{1,2}[.](?![0-9])")),
    ("二要", "urged", re.compile(rf"(?<![{_HAN}第])[{_HAN}]{{1,2}}(?=要)")),
    ("其次", "sequence", re.compile("首先|其次|再次|最后")),
    ("二、", "han", re.compile(rf"(?<![{_HAN}第])[{_HAN}]{{1,2}}、(?![{_HAN}]{{1,3}}、)")),
)
# Without one of these there is no second item.
_SECOND = re.compile("[二2②]|其次")
_BEFORE_ITEM = frozenset("。；：;:，,！？”）) \n")
# Styles whose items are short passages of running text, with no lists of paragraphs below them.
_RUNNING = frozenset({"counted", "urged", "sequence", "other"})
_CLOSED_INTRO = "closed intro"
# Styles that may yet stand below such an item.
_WITHIN_RUNNING = _RUNNING | {"digit_bracket", "circle"}
_PUNCTUATION_AT_END = "。；;：:，,、！!"
_INTRODUCES = re.compile(
    r"[：:]\s*\Z|(?:(?:如下|以下|下列)[^。，]{0,12}(?:建议|意见|对策)|(?:建议|意见|对策|答复)如下)[^。，]{0,6}[。.]?\s*\Z"
)
_INTRODUCTION = 32
_TITLE = re.compile(
    r"[（(【\[]?(?:(?:提案)?(?:背景|由来|缘由|案由|理由)|.{0,10}(?:背景|现状|问题|原因|困难|不足|分析|意义)"
    r"|.{0,12}(?:建议|对策|措施|办法)|.{0,6}(?:打算|计划|情况|答复))[）)】\]]?"
)
_TITLE_LENGTH = 16
_SENTENCE_END = re.compile("[。；;！？，,：:]")
# Pages set lists flat; whose suggestion a bullet belongs to is told by its indent in the text.
_BULLET = re.compile(r"\s*[-*] +(?=\S)")
_CLOSING = frozenset({"contact", "closing", "signature", "date"})
_CLOSING_LINES = 14
_OPENING_LINES = 3


class Part(NamedTuple):
    """A numbered passage, a title, a sentence that introduces what follows, or plain text (no style)."""

    style: str
    """A style of numbering, `h1` … `h6`, `li`, `sub` (a bullet below another), `title`, `intro`, or empty."""
    number: int
    """0 where it has none."""
    label: str
    """As printed."""
    text: str
    """Without the label; of a passage with items in it, what stands before the first one."""
    anchor: str
    """Of the line that it stands in."""
    depth: int
    """How many parts are open around it."""

    @property
    def is_item(self) -> bool:
        """Tell whether it is one of a list."""
        return self.style not in {"", "intro", "title"} and (self.number > 0 or self.style in {"li", "sub", "named"})


class Outline(NamedTuple):
    """All parts of a text, in order."""

    parts: tuple[Part, ...]

    @property
    def has_removals(self) -> bool:
        """Tell whether passages were removed, which may have been whole points."""
        return any("〔" in part.text and _REMOVED.search(part.text) for part in self.parts)

    def end(self, at: int) -> int:
        """Give the place after the part's last descendant; -1 stands for the whole text."""
        if at < 0:
            return len(self.parts)
        depth = self.parts[at].depth
        for place in range(at + 1, len(self.parts)):
            if self.parts[place].depth <= depth:
                return place
        return len(self.parts)

    def parent(self, at: int) -> int:
        """Give the place of the part that one stands directly below; -1 if there is none."""
        depth = self.parts[at].depth
        if not depth:
            return -1
        return next((place for place in range(at - 1, -1, -1) if self.parts[place].depth < depth), -1)

    def children(self, at: int) -> Iterator[int]:
        """Give the places of the parts directly below one; -1 stands for the whole text."""
        place, end = at + 1, self.end(at)
        while place < end:
            yield place
            place = self.end(place)

    def items(self, at: int) -> tuple[int, ...]:
        """Give the list directly below a part: its items, or those that an introduction below it opens."""
        children = tuple(self.children(at))
        items = tuple(place for place in children if self.parts[place].is_item)
        if items:
            return items
        return tuple(place for child in children if self.parts[child].style == "intro" for place in self.items(child))

    def paragraphs(self, start: int, end: int) -> tuple[str, ...]:
        """Give the lines of parts as printed, the first one without its label."""
        lines: list[str] = []
        for place in range(start, end):
            part = self.parts[place]
            text = part.text if place == start else part.label + part.text
            if lines and part.anchor == self.parts[place - 1].anchor:
                lines[-1] += text
            else:
                lines.append(text)
        return tuple(lines)

    def anchors(self, start: int, end: int) -> tuple[str, ...]:
        """Give the lines that parts stand in, each once."""
        return tuple(dict.fromkeys(part.anchor for part in self.parts[start:end]))


def outline_of(text: str, lines: Sequence[Line] | None = None) -> Outline:
    """
    Take a text apart, without salutation, contact lines, closing words and signature.

    Args:
        lines: Of the text, where they are known already.
    """
    return Outline(tuple(_parts(_letter_lines(_with_nesting(text, lines_of(text) if lines is None else lines)))))


def first_sentence(text: str) -> tuple[str, str]:
    """Part a text after its heading sentence, which is given without the punctuation at its end."""
    found = FIRST_SENTENCE.match(text)
    end = found.end() if found else len(text)
    return text[:end].rstrip(_PUNCTUATION_AT_END).strip(), text[end:].strip()


def is_removed(text: str) -> bool:
    """Tell whether nothing of a paragraph is left but the mark of what was removed."""
    return text[:1] == "〔" and bool(_ONLY_REMOVED.fullmatch(text))


def without_removals(text: str) -> str:
    """Leave out the marks of what was removed, whose words are nobody's."""
    return _REMOVED.sub("", text) if "〔" in text else text


def without_label(text: str) -> str:
    """Leave out the number at the start of a text."""
    return text[len(_label(text)[2]) :].lstrip()


def number_of(printed: str) -> int:
    """Read a number in digits, circles or words; 0 where there is none, or one that nobody counts to."""
    signs = re.sub(r"[^0-9一二三四五六七八九十①-⑳]", "", printed)
    if not 0 < len(signs) <= _LONGEST_NUMBER:
        return 0
    if signs.isascii():
        return int(signs)
    if signs[0] in _CIRCLES:
        return _CIRCLES.index(signs[0]) + 1
    tens, ten, units = signs.rpartition("十")
    if len(tens) > 1 or len(units) > 1:
        return 0
    value = _DIGITS.find(units) if units else 0
    return value + (_DIGITS.find(tens or "一") * 10 if ten else 0)


def _with_nesting(text: str, lines: Sequence[Line]) -> Sequence[Line]:
    """Tell bullets below others from the others, by their indents."""
    if not any(line.tag == "li" for line in lines):
        return lines
    nested = list(_are_nested(shown(text)))
    if not any(nested) or len(nested) != sum(line.tag == "li" for line in lines):
        return lines
    places = iter(nested)
    return [line._replace(tag="sub") if line.tag == "li" and next(places) else line for line in lines]


def _are_nested(text: str) -> Iterator[bool]:
    """Tell of each bullet whether it stands below another: it is indented more than the first of its list."""
    first = -1
    for line in text.split("\n"):
        bullet = _BULLET.match(line)
        indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
        if bullet:
            first = indent if first < 0 or indent < first else first
            yield indent > first
        elif line.strip() and indent <= first:
            first = -1


def _letter_lines(lines: Sequence[Line]) -> list[Line]:
    """Leave out what a letter begins and ends with."""
    lines = [line for line in lines if line.text.strip()]
    classes = {}
    for start in {0, max(0, len(lines) - _CLOSING_LINES)}:
        length = _OPENING_LINES if not start and len(lines) > _CLOSING_LINES else _CLOSING_LINES
        window = lines[start : start + length]
        for place, setting in enumerate(settings([(line.tag, line.text) for line in window]), start):
            classes[place] = setting.css
    unwanted = _CLOSING | {"salutation"}
    return [line for place, line in enumerate(lines) if classes.get(place) not in unwanted]


def _parts(lines: Sequence[Line]) -> Iterator[Part]:
    """Nest the passages of all lines."""
    open_styles: list[str] = []
    for line in lines:
        first, *within = _passages(line)
        depth = _depth(open_styles, *first[:2])
        yield Part(*first, line.anchor, depth)
        del open_styles[depth:]
        if first[0]:
            open_styles.append(first[0])
        for passage in within:
            yield Part(*passage, line.anchor, depth + (passage[0] != first[0]))
        if within and first[0] == "intro":
            # Its list stands in its own paragraph, so that the next paragraph is not below it.
            open_styles[-1] = _CLOSED_INTRO


def _depth(open_styles: Sequence[str], style: str, number: int) -> int:
    """Tell below how many of the open parts a passage stands."""
    styles = list(open_styles)
    if style in {"", "intro", "title"} and _CLOSED_INTRO in styles:
        del styles[styles.index(_CLOSED_INTRO) :]
    headings = [open_style for open_style in styles if _is_heading(open_style)]
    if not style:
        return len(styles)
    if _is_heading(style):
        return sum(heading < style for heading in headings)
    if style == "title":
        return len(headings)
    if style == "intro":
        while styles and styles[-1] in _RUNNING:
            styles.pop()
        return len(styles) - 1 if styles and styles[-1] == "intro" else len(styles)
    if style in styles:
        # A series that begins again after an introduction of its own is a new one.
        last = len(styles) - 1 - styles[::-1].index(style)
        intro = max((place for place, open_style in enumerate(styles) if open_style == "intro"), default=-1)
        return intro + 1 if number == 1 and intro > last else last
    is_below_running = bool(styles) and styles[-1] in _RUNNING and style not in _WITHIN_RUNNING
    return len(styles) - is_below_running


def _is_heading(style: str) -> bool:
    return style[:1] == "h" and style[1:].isdigit()


def _passages(line: Line) -> Iterator[tuple[str, int, str, str]]:
    """Part a line before each item in it: style, number, label and text of each passage."""
    text = line.text.strip()
    if line.tag == "p" and text[:1] not in _LABEL_STARTS and not _SECOND.search(text):
        # Most lines are plain: neither numbered nor with items in them.
        yield _unnumbered(text, is_open=False), 0, "", text
        return
    style, number, label = _label(text)
    if line.tag[0] == "h" or line.tag in {"li", "sub"}:
        style = line.tag
    if line.tag == "tr":
        yield "", 0, "", text
        return
    inline_style, cuts = _inline(text)
    ends = [*cuts[1:], len(text)][: len(cuts)]
    if not cuts or cuts[0] > 0:
        before = text[len(label) : cuts[0] if cuts else len(text)].strip()
        yield style or _unnumbered(before, is_open=bool(cuts)), number, label, before
    for start, end in zip(cuts, ends, strict=True):
        passage = text[start:end]
        own_style, own_number, own_label = _label(passage)
        label = own_label or passage[:2]
        own_number = own_number or _SEQUENCE.get(label, 0) or number_of(label)
        yield own_style or inline_style, own_number, label, passage[len(label) :].strip()


def _label(text: str) -> tuple[str, int, str]:
    """Read the printed number at the start of a text: its style, value and sign."""
    found = _LABEL.match(text) if text[:1] in _LABEL_STARTS else None
    if not found or not found.lastgroup or found.end() == len(text):
        return "", 0, ""
    label = found[found.lastgroup]
    number = _SEQUENCE.get(label) or number_of(label) or (1 if "头一" in label else 0)
    if found.lastgroup == "stem":
        number = "甲乙丙丁戊己庚辛".index(label[0]) + 1
    if found.lastgroup == "counted":
        # 一是要加强 reads 要加强: only the number is numbering.
        label = label.removesuffix("要")
        return "counted", number, label
    return found.lastgroup, number, text[: found.end()]


def _inline(text: str) -> tuple[str, list[int]]:
    """Find the items within a line: their style and where each begins; none unless they count up from one."""
    if not _SECOND.search(text):
        return "", []
    for sign, style, pattern in _INLINE:
        if sign not in text:
            continue
        cuts: list[int] = []
        for found in pattern.finditer(text):
            at = found.start()
            number = _SEQUENCE.get(found[0]) or number_of(found[0])
            is_last = style == "sequence" and number == 9 and len(cuts) > 1
            if (number == len(cuts) + 1 or is_last) and (at == 0 or text[at - 1] in _BEFORE_ITEM):
                cuts.append(at)
        if len(cuts) > 1:
            return style, cuts
    return "", []


def _unnumbered(text: str, *, is_open: bool) -> str:
    """Tell whether an unnumbered passage introduces what follows, or is a title."""
    # All that can introduce stands at the end, which is all that has to be searched.
    if is_open or _INTRODUCES.search(text, max(0, len(text) - _INTRODUCTION)):
        return "intro"
    if len(text) <= _TITLE_LENGTH and not _SENTENCE_END.search(text) and _TITLE.fullmatch(text):
        return "title"
    return ""
