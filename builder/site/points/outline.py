"""
Take a text apart by its printed numbering, whatever styles it uses and however they nest.

The page's own outline (`letter`) knows the three styles that can be headings.  Suggestions and answers are printed with
any style, also several in one paragraph (一是……；二是……), so that numbering is read anew here: each style opens a level
of its own below what is open, and closes again when a style comes back that was open before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from builder.site.inline import REMOVED
from builder.site.letter import EDGES, FIRST_SENTENCE, settings, shown
from builder.site.markup import Line, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_DIGITS = "零一二三四五六七八九十"
_HAN = "一二三四五六七八九十"
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_LONGEST_NUMBER = 4
_NO_NUMERAL = re.compile("[^0-9一二三四五六七八九十①-⑳]")
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
# Without one of these signs there is no second item.
_SECOND = re.compile("二[是要、）]|第二|2[）)、.]|②|其次")
_BEFORE_ITEM = frozenset("。；：;:，,！？”）) \n")
# Styles whose items are short passages of running text, with no lists of paragraphs below them.
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_UNNUMBERED = frozenset({"", "intro", "title"})
_RUNNING = frozenset({"counted", "urged", "sequence", "other"})
_CLOSED_INTRO = "closed intro"
# Styles that may yet stand below such an item.
_WITHIN_RUNNING = _RUNNING | {"digit_bracket", "circle"}
_PUNCTUATION_AT_END = "。；;：:，,、！!"
_INTRODUCES = re.compile(
    r"(?:(?:如下|以下|下列)[^。，]{0,12}(?:建议|意见|对策)|(?:建议|意见|对策|答复)如下)[^。，]{0,6}[。.]?\Z"
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
_HEAD = 3
# Of a letter with no more lines, all may be its closing.
_SHORT_LETTER = 14


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
        return self.number > 0 or self.style in {"li", "sub", "named"}


@dataclass(frozen=True)
class Outline:
    """All parts of a text, in order."""

    parts: tuple[Part, ...]

    @cached_property
    def _tree(self) -> tuple[Sequence[int], Sequence[int]]:
        """Where the part around each one stands (-1: none does), and where its last descendant ends."""
        parents: list[int] = []
        ends = [len(self.parts)] * len(self.parts)
        open_places = [-1]
        for place, part in enumerate(self.parts):
            while len(open_places) > 1 and self.parts[open_places[-1]].depth >= part.depth:
                ends[open_places.pop()] = place
            parents.append(open_places[-1])
            open_places.append(place)
        return parents, ends

    @property
    def has_removals(self) -> bool:
        """Tell whether passages were removed, which may have been whole points."""
        return any("〔" in part.text and _REMOVED.search(part.text) for part in self.parts)

    def end(self, at: int) -> int:
        """Give the place after the part's last descendant; -1 stands for the whole text."""
        return self._tree[1][at] if at >= 0 else len(self.parts)

    def parent(self, at: int) -> int:
        """Give the place of the part that one stands directly below; -1 if there is none."""
        return self._tree[0][at]

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
    signs = _NO_NUMERAL.sub("", printed)
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
    items = [line.tag for line in lines].count("li")
    if not items:
        return lines
    nested = list(_are_nested(shown(text)))
    if not any(nested) or len(nested) != items:
        return lines
    places = iter(nested)
    return [line._replace(tag="sub") if line.tag == "li" and next(places) else line for line in lines]


def _are_nested(text: str) -> Iterator[bool]:
    """Tell of each bullet whether it stands below another: it is indented more than the first of its list."""
    first = -1
    for line in text.split("\n"):
        bullet = _BULLET.match(line)
        if not bullet and (first < 0 or not line.strip()):
            continue
        expanded = line.expandtabs(4)
        indent = len(expanded) - len(expanded.lstrip())
        if bullet:
            first = indent if first < 0 or indent < first else first
            yield indent > first
        elif indent <= first:
            first = -1


def _letter_lines(lines: Sequence[Line]) -> list[Line]:
    """Leave out what a letter begins and ends with."""
    lines = [line for line in lines if line.text.strip()]
    start = _HEAD if len(lines) > _SHORT_LETTER else 0
    # A unit and a date may also stand at its head.
    head = settings([(line.tag, line.text) for line in lines[:start]])
    within = [line for line, setting in zip(lines, head, strict=False) if setting.css not in EDGES]
    return within + [line for line in lines[start:] if not line.is_edge]


def _parts(lines: Sequence[Line]) -> Iterator[Part]:
    """Nest the passages of all lines."""
    open_styles: list[str] = []
    for line in lines:
        passages = _passages(line)
        style, number, _, _ = passages[0]
        depth = _depth(open_styles, style, number)
        for passage in passages:
            yield Part(*passage, line.anchor, depth + (passage[0] != style))
        del open_styles[depth:]
        if style:
            # Where its list stands in its own paragraph, the next paragraph is not below an introduction.
            open_styles.append(_CLOSED_INTRO if style == "intro" and len(passages) > 1 else style)


def _depth(open_styles: Sequence[str], style: str, number: int) -> int:
    """Tell below how many of the open parts a passage stands."""
    styles = open_styles
    if style in _UNNUMBERED and _CLOSED_INTRO in styles:
        styles = styles[: styles.index(_CLOSED_INTRO)]
    depth = len(styles)
    if not style:
        return depth
    if style == "title":
        return sum(map(is_heading, styles))
    if is_heading(style):
        return sum(is_heading(open_style) and open_style < style for open_style in styles)
    if style == "intro":
        while depth and styles[depth - 1] in _RUNNING:
            depth -= 1
        return depth - 1 if depth and styles[depth - 1] == "intro" else depth
    if style in styles:
        # A series that begins again after an introduction of its own is a new one.
        last = depth - 1 - styles[::-1].index(style)
        intro = max((place for place, open_style in enumerate(styles) if open_style == "intro"), default=-1)
        return intro + 1 if number == 1 and intro > last else last
    is_below_running = depth > 0 and styles[-1] in _RUNNING and style not in _WITHIN_RUNNING
    return depth - is_below_running


def is_heading(style: str) -> bool:
    """Tell whether a style is that of a heading written with `#`."""
    return style in _HEADINGS


def _passages(line: Line) -> list[tuple[str, int, str, str]]:
    """Part a line before each item in it: style, number, label and text of each passage."""
    text = line.text.strip()
    if line.tag == "tr":
        return [("", 0, "", text)]
    style, number, label = _label(text)
    if line.tag != "p":
        style = line.tag
    inline_style, cuts = _inline(text)
    if not cuts:
        rest = text[len(label) :].strip()
        return [(style or _unnumbered(rest), number, label, rest)]
    passages = []
    if cuts[0] > 0:
        passages.append((style or "intro", number, label, text[len(label) : cuts[0]].strip()))
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        passage = text[start:end]
        own_style, own_number, own_label = _label(passage)
        label = own_label or passage[:2]
        own_number = own_number or _SEQUENCE.get(label, 0) or number_of(label)
        passages.append((own_style or inline_style, own_number, label, passage[len(label) :].strip()))
    return passages


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


def _unnumbered(text: str) -> str:
    """Tell whether an unnumbered passage introduces what follows, or is a title."""
    # All that can introduce stands at the end, which is all that has to be searched.
    end = text[-_INTRODUCTION:]
    if end.endswith(("：", ":")) or ("下" in end and _INTRODUCES.search(end)):
        return "intro"
    if len(text) <= _TITLE_LENGTH and not _SENTENCE_END.search(text) and _TITLE.fullmatch(text):
        return "title"
    return ""
