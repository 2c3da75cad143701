"""
Find what may restrict disclosure besides a printed attribute: marks of secrecy, forms to tick, words of caution.

Nothing here decides anything.  What is found keeps `--reviewed-as` away from a document, so that a line which nobody
could read as an attribute (`机密★1年`, `□可以公开 ☑不予公开`, a page header) never ends in a public page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from builder.content.printed.folding import folded, squeezed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from builder.importing.text import Source


class Restriction(NamedTuple):
    """Words that may restrict disclosure, and where they stand."""

    source: str
    line: int
    text: str
    """The words with what stands around them, without white space."""


_ANYWHERE = re.compile(
    "(?<!商业)[绝机]密(?!性)|秘密[★☆*]|[★☆]\\d+年|注意保存|内部(?:资料|文件|材料|使用|参考)|限内部|"
    "(?:不得|严禁|请勿)(?:对外)?(?:公开|外传|传播|扩散)|(?:不予|不宜|免予|不同意|不能|暂不|暂缓)(?:对外)?公开|"
    "[此本该](?:件|文|答复|提案|建议)不(?:对外)?公开"
)
# Words that a letter may well use in a sentence, but that restrict it where they stand on a line of their own.
_ON_A_LINE = re.compile(
    "依申请|申请公开|不公开|非公开|不对外|部分公开|删减|摘要公开|秘密|密级|保密|[□☑☐√✓✔■].{0,12}公开|公开[^。]{0,8}:[^。]{0,6}否"
)
_LONGEST_LINE = 60
_AROUND = 8
# Menus of a website, and what it does not show, say nothing about one document.
_OF_THE_SITE = frozenset({"navigation", "footer", "hidden"})


def found_in(source: Source, furniture: Iterable[int]) -> list[Restriction]:
    """
    Find all restricting words of a source, also in what no draft will hold, as page headers.

    Args:
        furniture: The lines that a web page puts around its text.
    """
    of_the_site = frozenset(furniture) if source.format == "html" else frozenset()
    shown = (line for line in source.lines if line.dropped not in _OF_THE_SITE and line.number not in of_the_site)
    return [Restriction(source.name, line.number, words) for line in shown if (words := restricting(line.text))]


def restricting(text: str) -> str:
    """Give the words of a line that may restrict disclosure, with what stands around them; empty where there are none."""
    plain = squeezed(text)
    fold = folded(plain)
    match = _ANYWHERE.search(fold) or (_ON_A_LINE.search(fold) if len(fold) <= _LONGEST_LINE else None)
    return plain[max(0, match.start() - _AROUND) : match.end() + _AROUND] if match else ""


def besides(restrictions: Iterable[Restriction], printed: Sequence[str]) -> tuple[Restriction, ...]:
    """Leave out those that are the printed attributes themselves, and nothing more."""
    return tuple(dict.fromkeys(item for item in restrictions if not _is_stated(item.text, printed)))


def _is_stated(words: str, printed: Sequence[str]) -> bool:
    return any(squeezed(word) in words and not restricting(words.replace(squeezed(word), "")) for word in printed)
