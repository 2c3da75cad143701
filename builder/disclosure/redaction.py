"""
The marks around passages that are taken out of a text, and their removal.

A mark is `[[不公开：个人隐私|passage]]`, or a block between the lines `::: 不公开 个人隐私` and `:::`.  Removal is
the first thing that happens to a text: Markdown, tables, code and comments do not exist yet, so nothing can hide a
mark or cut one in two, and nothing later can bring a passage back.

Fail closed: what is not exactly a mark is a problem, and a text with problems is not published.  In a text that may
have marks `[[`, `]]` and `:::` mean nothing else (other uses put a space between).

In the place of a passage stands the class of the reason, never its wording: a reason may say too much, and somebody
will write reason and passage the wrong way round.  A reason of no known class is shown as 其他.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from builder.content.wordings import reason_class

if TYPE_CHECKING:
    from collections.abc import Iterable


class Mark(NamedTuple):
    """A passage to be taken out, with all that marks it."""

    start: int
    end: int
    reason: str
    """As written; for the eyes of the editors only."""
    passage: str
    block: bool


class MarkProblem(NamedTuple):
    """Something that is nearly a mark, or a mark where none may stand."""

    code: str
    offset: int


def marks(text: str) -> tuple[tuple[Mark, ...], tuple[MarkProblem, ...]]:
    """Read the marks of a text that may have them, in order; with problems, the text must not be published."""
    if not _is_suspect(text):
        return (), ()
    found, problems, rest = _read(text)
    problems += _near(rest) + [MarkProblem("P008", stray.start()) for stray in _STRAY.finditer(rest)]
    return tuple(found), _in_order(problems)


def near_marks(text: str) -> tuple[MarkProblem, ...]:
    """Find every mark, and whatever is nearly one, in a text that may have none: a field, another attribute."""
    if not _is_suspect(text):
        return ()
    found, problems, rest = _read(text)
    return _in_order([MarkProblem("P012", mark.start) for mark in found] + problems + _near(rest))


def remove(text: str, found: Iterable[Mark]) -> str:
    """Take the passages out; a block leaves a paragraph of its own, and all other text stays as it is."""
    parts: list[str] = []
    at = 0
    for mark in found:
        parts += text[at : mark.start], _in_place(text, mark)
        at = mark.end
    return "".join(parts) + text[at:]


# The start of a mark, exactly; after the words of a block's line only blanks.
_OPENING: Final = re.compile(r"\[\[不公开：|^::: 不公开 (?P<reason>[^\s:：][^\n]*?)[ \t]*(?=\r?$)", re.MULTILINE)
# The line that ends a block.
_CLOSING: Final = re.compile(r"^:::[ \t]*(?=\r?$)", re.MULTILINE)
_COMMENT: Final = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)

# The three characters with a blank or an unseen one between, traditional too.
_WORD: Final = r"不\W{0,2}公\W{0,2}[开開]"
_SQUARE: Final = r"\[［【〖⟦"
_BRACKET: Final = _SQUARE + r"〔(（「『{｛<＜《〈"
_COLON: Final = ":：︰﹕∶"
_BAR: Final = r"|｜¦∣│丨"
# What is nearly a mark wherever it stands.
_NEAR: Final = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        # Two brackets and the word: 【【不公开, [ [不公开, [［不公开.
        rf"(?:[{_SQUARE}]\W{{0,2}}[{_SQUARE}]|([{_BRACKET}])\W{{0,2}}\1|⟦)\W{{0,2}}{_WORD}",
        # One bracket, the word and a bar before any bracket closes: [不公开：个人隐私|.
        rf"[{_BRACKET}]\W{{0,2}}{_WORD}[^\n{_BAR}\]］】〗〕⟧)）」』}}｝>＞》〉]{{0,40}}[{_BAR}]",
        # The word, a colon, a bar and two closing brackets: 不公开：个人隐私|…]].
        rf"{_WORD}\s?[{_COLON}][^\n{_BAR}]{{0,40}}[{_BAR}][^\n]*?(?:[\]］】〗]\s?[\]］】〗]|⟧)",
        # Two brackets and a bar, which no Markdown has: [[不公：个人隐私|, or two with a part of the word.
        rf"[\[［【〖]{{2}}(?:[^\n\]］】〗{_BAR}]{{0,30}}[{_BAR}]|[^\n\]］】〗]{{0,4}}(?:公[开開]|不公|不[开開]))",
        # Three colons of any width, or two and the word: ：：：, ::: note, :: 不公开.
        rf"[{_COLON}]{{3}}|[{_COLON}](?:\s?[{_COLON}])+\W{{0,3}}{_WORD}",
        # Three colons with spaces between at the end of a line.
        rf"(?<![^\s>])[{_COLON}][ \t]*[{_COLON}][ \t]*[{_COLON}][ \t]*$",
    )
)
# Brackets, and two colons after a blank, which belong to marks alone in a text that may have marks.
_STRAY: Final = re.compile(rf"[\[［【〖]{{2}}|[\]］】〗]{{2}}|[⟦⟧]|(?<![^\s>])[{_COLON}]{{2}}")
# Another mark, or the beginning of one, within a passage.
_NESTED: Final = re.compile(rf"[\[［【〖]{{2}}|⟦|[{_COLON}]{{3}}")
_NESTED_IN_BLOCK: Final = re.compile(rf"\[\[不公开|[{_COLON}]{{3}}")
# Without one of these, and without the word, there is neither a mark nor anything near it.
_SIGNS: Final = ("[[", "]]", "【【", "［［", "⟦", "::", "：：", ":：", "：:")
_WORD_ALONE: Final = re.compile(_WORD)


def _is_suspect(text: str) -> bool:
    """Tell cheaply whether there can be anything to report: this runs over every document."""
    # One character is found at the speed of memchr, thirty times as fast as two.
    return (
        any(sign[0] in text and sign[-1] in text and sign in text for sign in _SIGNS)
        or _WORD_ALONE.search(text) is not None
    )


def _read(text: str) -> tuple[list[Mark], list[MarkProblem], str]:
    """Give the exact marks, what is wrong with those that begin like one, and the text with both blotted out."""
    found: list[Mark] = []
    problems: list[MarkProblem] = []
    rest: list[str] = []
    at = 0
    while opening := _OPENING.search(text, at):
        read, end = (_inline if opening[0] == "[[不公开：" else _block)(text, opening)
        if isinstance(read, Mark) and _cuts_comment(text, read):
            read = "P011"
        if isinstance(read, Mark):
            found.append(read)
        else:
            problems.append(MarkProblem(read, opening.start()))
        # A letter in the place of each character: it joins nothing to anything.
        rest += text[at : opening.start()], "x" * (end - opening.start())
        at = end
    return found, problems, "".join(rest) + text[at:]


def _inline(text: str, opening: re.Match[str]) -> tuple[Mark | str, int]:
    """Read from `[[不公开：` on: a mark or what is wrong, and where it ends."""
    end = text.find("]]", opening.end())
    if end < 0:
        return "P001", opening.end()
    reason, bar, passage = text[opening.end() : end].partition("|")
    if _NESTED.search(reason + passage):
        return "P006", opening.end()
    # The dot keeps a line break at the very end from being forgotten.
    if len((reason + passage + ".").splitlines()) > 2:
        return "P005", opening.end()
    if not bar:
        return "P002", end + 2
    if not reason.strip():
        return "P003", end + 2
    if not passage.strip():
        return "P004", end + 2
    return Mark(opening.start(), end + 2, reason.strip(), passage, block=False), end + 2


def _block(text: str, opening: re.Match[str]) -> tuple[Mark | str, int]:
    """Read from the line `::: 不公开 …` on: a mark or what is wrong, and where it ends."""
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        return "P009", opening.end()
    passage = text[opening.end() : closing.start()]
    if _NESTED_IN_BLOCK.search(passage):
        return "P006", opening.end()
    if not passage.strip():
        return "P004", closing.end()
    return Mark(opening.start(), closing.end(), opening["reason"], passage, block=True), closing.end()


def _cuts_comment(text: str, mark: Mark) -> bool:
    """
    Tell whether a comment begins or ends within a mark, and not both.

    After the removal such a comment would end elsewhere, so that its own words appear or the text after it is lost.
    """
    if "<!--" not in text:
        return False
    spans = [comment.span() for comment in _COMMENT.finditer(text)]
    return any((mark.start < start < mark.end) != (mark.start < end <= mark.end) for start, end in spans)


def _near(text: str) -> list[MarkProblem]:
    """Find what is nearly a mark."""
    return [MarkProblem("P007", match.start()) for pattern in _NEAR for match in pattern.finditer(text)]


def _in_order(problems: Iterable[MarkProblem]) -> tuple[MarkProblem, ...]:
    """Sort by place, one problem for each: the first code, which says most."""
    first: dict[int, MarkProblem] = {}
    for problem in sorted(problems, key=lambda found: (found.offset, found.code)):
        first.setdefault(problem.offset, problem)
    return tuple(first.values())


def _in_place(text: str, mark: Mark) -> str:
    """Say what stands in the place of a mark: its class, with blank lines around that of a block."""
    words = f"〔不公开：{reason_class(mark.reason)}〕"
    if not mark.block:
        return words
    before, after = (part.replace("\r", "") for part in (text[: mark.start], text[mark.end :]))
    above = "" if not before or before.endswith("\n\n") else "\n"
    below = "" if not after.strip("\n") or after.startswith("\n\n") else "\n"
    return above + words + below
