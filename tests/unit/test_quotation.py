from __future__ import annotations

import pytest

from builder.site.markup import references, to_letter
from builder.site.quotation import quotation
from builder.site.routes import ROOT

LINKS = (
    ("replies/2022/1.md", f"{ROOT}replies/zx-5-1/1/mzj/"),
    ("https://example.org/a", "https://example.org/a"),
    ("#p2", "#p2"),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("见[第1号](replies/2022/1.md)。", "见[第1号](/replies/zx-5-1/1/mzj/)。"),
        ('见[第1号](replies/2022/1.md "题注")。', "见[第1号](/replies/zx-5-1/1/mzj/)。"),
        (
            "见[别处](https://example.org/a)和<https://example.org/a>。",
            "见[别处](https://example.org/a)和<https://example.org/a>。",
        ),
        ("见[上文](#p2)。", "见[上文](#p2)。"),
        ("见[另一件](replies/2022/不公开的那件.md)。", "见另一件。"),
        ("![附图](replies/2022/不公开.png)", "附图"),
        ("[外面 [里面](replies/2022/不公开的那件.md)](replies/2022/1.md)", "[外面 里面](/replies/zx-5-1/1/mzj/)"),
        (r"\[不是链接](replies/2022/1.md)", r"\[不是链接](replies/2022/1.md)"),
        ("一<!-- 编者按：不给人看 -->二", "一二"),
        ("\n\n第一段。\n\n第二段。\n", "第一段。\n\n第二段。"),
    ],
)
def test_a_text_leaves_the_site_as_its_page_shows_it(text: str, expected: str) -> None:
    """A link leads where it leads on the page, and what no page shows is not there."""
    assert expected == quotation(text, LINKS)


@pytest.mark.parametrize(
    "text",
    [
        "见[第1号](replies/2022/1.md)和[另一件](replies/2022/x.md)。\n\n| 甲 | 乙 |\n|---|---|\n| [丙](#p2) | 丁 |",
        "**见[第1号](replies/2022/1.md)**，\n- [别处](https://example.org/a)\n- <https://example.org/a>",
        "　　一、<!-- x -->王**、李**。\n　　二、〔不公开：个人隐私〕",
    ],
)
def test_what_left_the_site_makes_the_same_page(text: str) -> None:
    """The rewritten text, with its links leading where they say, is typeset in the same way."""
    quoted = quotation(text, LINKS)
    links = {
        target: target.replace("/", ROOT, 1) if target[0] == "/" else target for target, _, _ in references(quoted)
    }

    assert to_letter(text, resolve=dict(LINKS).get).html == to_letter(quoted, resolve=links.get).html
