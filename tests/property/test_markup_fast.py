"""The short way through a text gives exactly the bytes of the long one, and both agree with what is read for search."""

from __future__ import annotations

import html
import random
import re
from itertools import pairwise

import pytest

from builder.site.markup import lines_of, passages, plain_text, references, to_letter, to_letter_reference

# Pieces of which texts are made: whatever a letter, its typist or an extraction program might put next to each other.
WORDS = tuple(
    "近年来 提案 张三委员： 市财政局 （一） (二) 一、 二、总体情况 十一、 第一， 一是 ① （1） 1、 1. 3.5 "
    "， 。 ： ； ！ : , . 、 “甲。乙” 《办法》 〔2024〕 … —— · ％ % A PPP 12 a@b.cn http://a.cn/x 🙂 é 8:30 "
    "2024年5月6日 二〇二四年五月六日 联系人：李四 邮编：100000 13＊＊＊＊＊＊＊11（移动） 此致 敬礼！ 特此答复。 "
    "王* 李** **** **粗** **一、粗体。** **甲 *斜* 〔不公开：个人隐私〕 〔不公开：〕 〔此处不公开：商业秘密〕 〔不公开：".split()
)
STRUCTURE = (
    *"# 题|## |### 标题|#|####### |- |* |-|---|***|___|===|> |>|> > |+ |2. |b c|联系电话:8888 1234|** 不粗**".split(
        "|"
    ),
    *"[文](x.md) ![图](a.png) [文](javascript:a) [ ] ( ) ]( <https://a.cn/?a=1&b=2> < > & &amp; &#60; <b> </p>".split(),
    *"<!-- --> <!--批注--> <script> \\ \\* \\[ ` ``` _ __ ~~~ { } \" ' | |---|---| [1]:http://a.cn [^1] *[甲]:乙".split(),
    "甲 | 乙\n--- | :-:\n丙 | 丁",
    "甲\n: 乙",
    "2024-05-06 17:33",
)
BLANKS = (
    *(
        " ",
        "  ",
        "    ",
        "\t",
        "\u3000",
        "\u3000\u3000",
        "\u00a0",
        "\u2002",
        "\u200b",
        "\ufeff",
        "\u2028",
        "\u0085",
        "\r\n",
    ),
    *("\x00", "\x02", "\x03", "\x0b", "\x0c", "\x1c", "\u202e", "\u2066", "\n \n", "\n\u3000\n", "\n\u3000\u3000"),
    *("\n", "\n", "\n\n", "\n\n", "\n\n", "\n\n\n", "\n- ", "\n\n- ", "\n\n> "),
)
CALM = (
    *WORDS,
    *("\n", "\n\n", "\n\n", "\n\n", "\n\n", "\n\n一、", "\n\n（一）", "\n\n1.", "\n\n\u3000\u3000"),
    *("\n\n## 题\n\n", "\n\n- 条\n\n", "\n- 条", "\n- ", "[文](x.md)", "[](x.md)", "![图](a.png)", "**[文](x.md)**"),
)
WILD = WORDS + STRUCTURE + BLANKS * 2

_TAG = re.compile(r"<[^>]*>")
_BLANKS = re.compile(r"\s+")


def a_text(chance: random.Random) -> str:
    """Make a text of a few pieces, mostly plain or mostly wild."""
    pieces = chance.choice((CALM, CALM, WILD))
    return "".join(chance.choice(pieces) for _ in range(chance.randint(1, 16)))


def naive(target: str) -> str | None:
    """Make a link of anything but pictures, however unwise."""
    return None if target.endswith(".png") else target


def disagreement(text: str) -> str:
    """Name what does not hold for a text; empty if all does."""
    asked: list[str] = []

    def resolve(target: str) -> str | None:
        asked.append(target)
        return naive(target)

    quick = to_letter(text, resolve=resolve, prefix="r-")
    if quick != to_letter_reference(text, resolve=naive, prefix="r-"):
        return "the two ways differ"
    lines = passages(text, prefix="r-")
    if [anchor for anchor, _ in lines] != re.findall(r'<(?:p|h\d|li|tr)(?: class="[^"]*")? id="([^"]*)"', quick.html):
        return "ids are not those of the passages"
    shown = html.unescape(_TAG.sub("", quick.html))
    if _BLANKS.sub("", shown) != _BLANKS.sub("", plain_text(text)):
        return "the words are not those of the passages"
    if quick.lines != lines_of(text):
        return "the lines are not those of the text"
    if not {anchor for anchor, _ in lines}.issuperset(entry.anchor for entry in quick.outline):
        return "the outline leads nowhere"
    if not {target for target, _, _ in references(text)}.issuperset(asked):
        return "a link is missing from the references"
    if re.search(r"<script|<b>|javascript:", quick.html.replace("[文](javascript:a)", "")):
        return "something came through"
    levels = (2, *(int(level) for level in re.findall(r"<h(\d)", quick.html)))
    if any(not 2 < below <= above + 1 for above, below in pairwise(levels)):
        return "a heading level is skipped"
    return ""


def check(cases: int, seed: int) -> None:
    """Try so many texts."""
    chance = random.Random(seed)
    for _ in range(cases):
        text = a_text(chance)

        assert "" == disagreement(text), repr(text)


def test_the_two_ways_agree() -> None:
    """A text made at random comes out the same whether or not the parser is used where it is not needed."""
    check(2_000, seed=1)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 6))
def test_the_two_ways_agree_at_length(seed: int) -> None:
    """The same for a hundred thousand texts."""
    check(25_000, seed=seed)
