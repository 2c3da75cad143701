"""
No figure tells of a document that may not be shown.

Every example is a random archive of proposals and replies.  Where one of them is withheld, every page of figures is what
it would be if the document did not exist: no part, no whole, no median and no list has changed by it, whatever the
site's policy counts elsewhere.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.cache import Cache
from builder.pipeline.reading import examine
from builder.pipeline.run import Options
from builder.site.catalogue import arrange
from builder.site.figures.pages import Statistics
from tests.conftest import a_report, paths_in
from tests.makers import a_document, a_proposal, a_reply, a_site, write_tree

if TYPE_CHECKING:
    from builder.site.inputs import StatisticsInputs

Tree = dict[str, str | bytes]

_NUMBERS = ("1", "2", "3", "4", "5", "6")
_UNITS = {"mzj": "市民政局", "jyj": "市教育局"}
_DAYS = st.sampled_from(("2024-01-20", "2024-03-01", "2024-05-30", "2024-06-03", "2024-11-11", None))
_SITE = "名称: 测试市答复公开（示例）\n公开: {{依申请公开: {on_request}, 不予公开: {withheld}}}\n"


@st.composite
def proposals(draw: Any, number: str) -> str:
    """Write a proposal of a random unit."""
    return a_proposal(
        编号=f'"{number}"',
        主办单位=draw(st.sampled_from(tuple(_UNITS.values()))),
        会办单位=draw(st.sampled_from((None, *_UNITS.values()))),
        提出日期=draw(st.sampled_from(("2024-01-05", "2024-01-20", None))),
        办理期限=draw(st.sampled_from(("2024-06-01", None))),
    )


@st.composite
def replies(draw: Any, number: str, unit: str) -> str:
    """Write a reply with random figures."""
    return a_reply(
        答复编号=f'"{number}"',
        答复单位=unit,
        办理方式=draw(st.sampled_from(("独办", "主办", "会办", None))),
        答复日期=draw(_DAYS),
        公开日期=draw(_DAYS),
        办理结果=draw(st.sampled_from(("已解决", "列入计划", None))),
        满意度=draw(st.sampled_from(("满意", None))),
        建议采纳=draw(st.sampled_from(("{建议: 6, 涉及本单位: 6, 涉及会办单位: 6, 采纳: 6, 落实率: 100%}", None))),
    )


@st.composite
def trees(draw: Any) -> tuple[Tree, str]:
    """Draw an archive, and the path of one of its documents."""
    site = _SITE.format(
        on_request=draw(st.sampled_from(("列目录", "不列"))), withheld=draw(st.sampled_from(("计数", "不计")))
    )
    tree = a_site(**{"site.yml": site, "proposals/2024/041.md": None, "replies/2024/041-mzj.md": None})
    documents: Tree = {}
    for number in draw(st.sets(st.sampled_from(_NUMBERS), min_size=1)):
        if draw(st.booleans()):
            documents[f"proposals/2024/{number}.md"] = draw(proposals(number))
        for slug in draw(st.sets(st.sampled_from(tuple(_UNITS)), min_size=1)):
            documents[f"replies/2024/{number}-{slug}.md"] = draw(replies(number, _UNITS[slug]))
    documents["reports/2024/mzj.md"] = a_document(
        "情况。\n",
        标题="总体情况",
        年份="2024",
        单位="市民政局",
        数据="{承办: 6, 主办: 3, 会办: 2, 办复: 5, 办复率: 83.3%, 已解决: 5, 公开: 5, 满意率: 100%}",
        信息公开属性="可以公开",
    )
    return {**tree, **documents}, draw(st.sampled_from(sorted(documents)))


def figures(tree: Tree) -> list[tuple[str, StatisticsInputs]]:
    """Let an archive pass the door, and make its pages of figures."""
    with tempfile.TemporaryDirectory() as folder:
        paths = paths_in(Path(folder))
        write_tree(paths.content, tree)
        public = examine(paths, Options(), a_report(), Cache(paths.cache, paths.content)).public
        return list(Statistics(public, arrange(public)).inputs())


@given(case=trees())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_withheld_document_is_in_no_figure(case: tuple[Tree, str]) -> None:
    """Withheld is the same as not there."""
    tree, path = case
    text = str(tree[path])
    withheld = text.replace("信息公开属性: 可以公开", "信息公开属性: 不予公开\n不公开理由: 国家秘密")

    assert withheld != text
    assert figures({**tree, path: withheld}) == figures({name: data for name, data in tree.items() if name != path})
