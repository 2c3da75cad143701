"""
How like two passages are: the share of the pairs of characters that one has of the other.

A pair counts less the more suggestions of the same proposal have it, since it then tells nothing about which one is
meant; and pairs of the words that any official sentence has (加强, 完善, 工作) count little.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from itertools import chain
from math import fsum
from typing import TYPE_CHECKING

from builder.site.points.outline import without_removals

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from builder.site.points.suggestions import Suggestion

_WORDS = re.compile(r"\w+")
_NOT_WORDS = re.compile(r"\W+")
_CLAUSE_ENDS = re.compile("[，,；;：:。]")
_FORMAL = frozenset(
    "加强 强化 加大 加快 完善 健全 建立 建设 推进 推动 推行 推广 促进 提高 提升 开展 落实 实施 实行 积极 "
    "切实 进一 一步 不断 持续 大力 全面 工作 建议 意见 问题 方面 关于 针对 力度 机制 制度 体系 管理 服务 "
    "优化 改善 增加 增设 设立 设置 组织 统一 明确 规范 制定 出台 做好 抓好 有关 相关 情况 我市 全市 本市 "
    "我局 单位 部门 继续 深入 充分 以及 可以 应当 使用".split()
)
_FORMAL_WEIGHT = 0.2
_SHORTEST_CLAUSE = 4


def bare(text: str) -> str:
    """Leave only what is read aloud: no punctuation, quotation marks, blanks or marks of what was removed."""
    return _NOT_WORDS.sub("", without_removals(text)).lower()


def pairs(text: str) -> frozenset[str]:
    """Give the pairs of neighbouring characters, none across punctuation."""
    words = _WORDS.findall(without_removals(text).lower())
    return frozenset([word[at : at + 2] for word in words for at in range(max(1, len(word) - 1))])


class Asked:
    """The suggestions of a proposal, made ready for comparing; what is not asked for is not computed."""

    def __init__(self, suggestions: Sequence[Suggestion]) -> None:
        self._suggestions = suggestions

    @cached_property
    def bare_headings(self) -> tuple[str, ...]:
        """Their headings, without punctuation."""
        return tuple([bare(suggestion.text.removeprefix("要")) for suggestion in self._suggestions])

    @cached_property
    def cores(self) -> tuple[str, ...]:
        """The first clauses of their headings."""
        return tuple([_core(suggestion.text) for suggestion in self._suggestions])

    @cached_property
    def bare_cores(self) -> tuple[str, ...]:
        """The first clauses, without punctuation."""
        return tuple(map(bare, self.cores))

    @cached_property
    def core_pairs(self) -> tuple[frozenset[str], ...]:
        """The pairs of each first clause."""
        return tuple(map(pairs, self.cores))

    @cached_property
    def heading_pairs(self) -> tuple[frozenset[str], ...]:
        """The pairs of each heading."""
        return tuple([pairs(suggestion.text) for suggestion in self._suggestions])

    @cached_property
    def all_pairs(self) -> tuple[frozenset[str], ...]:
        """The pairs of each suggestion with its detail."""
        return tuple(
            [
                heading | pairs("\n".join(suggestion.detail))
                for heading, suggestion in zip(self.heading_pairs, self._suggestions, strict=True)
            ]
        )

    @cached_property
    def _shared_by(self) -> Counter[str]:
        return Counter(chain.from_iterable(self.all_pairs))

    def weight(self, found: Iterable[str]) -> float:
        """Weigh pairs by how much they tell; exactly, since a set has no order and must not change the sum."""
        shared_by = self._shared_by
        return fsum((_FORMAL_WEIGHT if pair in _FORMAL else 1.0) / shared_by.get(pair, 1) for pair in found)

    @staticmethod
    def telling(found: Iterable[str]) -> int:
        """Count the pairs that are more than official wording."""
        return sum(pair not in _FORMAL for pair in found)

    def share(self, part: frozenset[str], whole: frozenset[str]) -> float:
        """Give how much of the pairs of *part* the pairs of *whole* hold, from 0 to 1."""
        common = part & whole
        return self.weight(common) / self.weight(part) if common else 0.0


def _core(text: str) -> str:
    """Give the first clause that is long enough to say something."""
    text = text.removeprefix("要")
    for found in _CLAUSE_ENDS.finditer(text):
        if found.start() >= _SHORTEST_CLAUSE:
            return text[: found.start()]
    return text
