"""The pages of figures as they are built: charts with their data, definitions, links, and nothing by accident."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from bench import make_archive
from tests.conftest import paths_in
from tests.makers import a_document, a_proposal, a_reply, a_site, write_tree
from tests.outputs import Files, built, pages_below, site_of

if TYPE_CHECKING:
    from pathlib import Path

    from builder.pipeline.run import Paths

WEIGHT = 150_000
"""What a page of figures may weigh in HTML and CSS, in bytes."""


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """Name the folders of a build."""
    return paths_in(tmp_path)


def site(paths: Paths, **files: str | bytes | None) -> Files:
    """Build a site with seven proposals, of which five have a reply: 71.4 %."""
    tree = a_site()
    for number in range(1, 7):
        tree[f"proposals/2024/{number}.md"] = a_proposal(编号=f'"{number}"')
    for number in range(1, 5):
        tree[f"replies/2024/{number}-mzj.md"] = a_reply(答复编号=f'"{number}"', 公开日期="2024-07-01")
    tree |= {path: text for path, text in files.items() if text is not None}
    write_tree(paths.content, tree)
    built(paths)
    return site_of(paths.output)


def words(page: bytes) -> str:
    """Give what a page says."""
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", page.decode()))


def test_a_figure_stands_with_its_whole_its_meaning_and_its_records(paths: Paths) -> None:
    """Five of seven, what that is, and the list of the seven."""
    page = site(paths)["statistics/2024/index.html"]

    assert re.search("有公开答复 71.4% 7件中有5件 至少有一份答复", words(page))
    assert b'href="../../years/2024/"' in page


def test_a_list_shows_its_figures_and_where_they_are_explained(paths: Paths) -> None:
    """The head of a unit's year says the same as the page of figures, and leads there."""
    page = site(paths)["departments/mzj/2024/index.html"]

    assert "71.4% 7件中有5件" in words(page)
    assert b'href="../../../statistics/2024/"' in page


def test_a_chart_has_a_title_a_description_and_the_same_data_as_a_table(paths: Paths) -> None:
    """Whoever does not see it reads the table; nothing in it is styled in place."""
    files = site(paths, **{"replies/2024/5-mzj.md": a_reply(答复编号='"5"', 办理结果="列入计划")})
    page = files["statistics/2024/index.html"].decode()
    (chart,) = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    table = page[page.index('id="table-results"') :].partition("</table>")[0]

    assert re.search(r'role="img" aria-labelledby="chart-results" aria-describedby="chart-results-about"', chart)
    assert "<title" in chart
    assert "<desc" in chart
    assert ["已解决", "5件次", "列入计划", "1件次"] == re.findall("<text[^>]*>(.*?)</text>", chart)
    assert ["5", "83.3%", "1", "16.7%"] == re.findall('class="number">([0-9].*?)<', table)
    assert " style=" not in page


def test_declared_figures_are_set_beside_those_on_record(paths: Paths) -> None:
    """The report declares eight of eight; the page says what is seen here, and names the records."""
    report = a_document(
        "情况。\n",
        标题="2024年总体情况",
        年份="2024",
        单位="市民政局",
        数据="{承办: 8, 办复: 5, 办复率: 100%}",
        信息公开属性="可以公开",
    )
    files = site(paths, **{"reports/2024/mzj.md": report})
    page = words(files["reports/2024/mzj/index.html"])
    year = words(files["statistics/2024/index.html"])

    assert re.search(
        "承办（件） 8 7 本站公开记录较少 办复（件） 5 5 相符 办复率 100% 71.4%（5/7） 本站公开记录较少", page
    )
    assert page.count("关于增设信号灯的提案") == 7
    assert "承办（件）：申报8，本站公开记录7（本站公开记录较少）" in year


def test_a_letter_shows_what_it_declares_and_whether_it_adds_up(paths: Paths) -> None:
    """6 + 6 of 6 is told as it is."""
    adoption = "{建议: 6, 涉及本单位: 6, 涉及会办单位: 6, 采纳: 6, 落实率: 100%}"
    files = site(paths, **{"replies/2024/5-mzj.md": a_reply(答复编号='"5"', 建议采纳=adoption)})

    for name in ("replies/zx-5-3/5/mzj/index.html", "statistics/2024/index.html"):
        assert "涉及本单位6条，涉及会办单位6条，相加12条，建议总数6条；同一条建议可能两边都涉及（有出入）" in words(
            files[name]
        )


ASKED = "路灯坏了。建议：\n\n一、沿河装路灯。\n\n二、每季度清淤一次。\n\n三、修好木栏杆。\n"


@pytest.mark.parametrize(
    ("total", "attribute", "expected"),
    [
        (3, "可以公开", "有1份答复写明建议条数，提案正文也公开并且分条：都与程序从正文读出的条数相同。"),
        (5, "可以公开", "答复写建议5条，公开的正文读出3条（数法不同）"),
        (5, "删减后公开", None),
    ],
    ids=["the same", "another", "passages removed"],
)
def test_declared_suggestions_are_counted_in_the_text(
    paths: Paths, total: int, attribute: str, expected: str | None
) -> None:
    """What a letter says of a whole public text is compared with what is read in it; of a cut text nothing is said."""
    is_cut = attribute == "删减后公开"
    text = ASKED.replace("清淤", "[[不公开：个人隐私|清淤]]") if is_cut else ASKED
    proposal = a_proposal(text, 编号='"5"', 信息公开属性=attribute, 不公开理由="个人隐私" if is_cut else None)
    letter = a_reply(答复编号='"5"', 建议采纳=f"{{建议: {total}, 涉及本单位: {total}, 采纳: 2}}")
    files = site(paths, **{"proposals/2024/5.md": proposal, "replies/2024/5-mzj.md": letter})
    page = words(files["statistics/2024/index.html"])

    assert ("申报的建议条数与提案正文" in page) is (expected is not None)
    assert expected is None or expected in page


def test_an_edit_that_changes_no_state_leaves_the_overview_as_it_is(paths: Paths) -> None:
    """Another wording of a suggestion that nobody answers is another row on its own page, and no other figure."""
    before = site(paths, **{"proposals/2024/041.md": a_proposal(ASKED)})
    text = a_proposal(ASKED.replace("修好木栏杆", "修好石栏杆"))
    (paths.content / "proposals/2024/041.md").write_text(text, encoding="utf-8")
    result = built(paths)

    assert "statistics/index.html" not in result.changes.changed
    assert before["statistics/index.html"] == site_of(paths.output)["statistics/index.html"]


def test_a_figure_that_stands_in_a_withheld_document_too_is_no_leak(paths: Paths) -> None:
    """The audit does not take 71.4 % for the withheld rate that it happens to be."""
    secret = a_document(
        "密。\n",
        标题="密件情况",
        年份="2024",
        信息公开属性="不予公开",
        不公开理由="国家秘密",
        数据="{办复率: 71.4%, 满意率: 5/7}",
    )
    letter = a_reply(
        "密。\n", 答复编号='"9"', 信息公开属性="不予公开", 不公开理由="国家秘密", 建议采纳="{落实率: 71.4%}"
    )
    files = site(paths, **{"reports/2024/mi.md": secret, "replies/2024/9-mzj.md": letter})

    assert "71.4%" in words(files["statistics/index.html"])


@pytest.mark.slow
def test_the_pages_of_a_large_archive_are_light(paths: Paths, tmp_path: Path) -> None:
    """Of 5,000 documents the overview and every year weigh under 150 KB with their styles."""
    make_archive.write(paths.content, make_archive.archive(5_000))
    files = pages_below("statistics/", paths, tmp_path / "templates")
    styles = sum(len(data) for path, data in files.items() if path.endswith(".css"))
    pages = {path: len(data) for path, data in files.items() if path.endswith("index.html")}

    assert styles > 5_000
    assert len(pages) > 5
    assert {} == {path: size for path, size in pages.items() if size + styles >= WEIGHT}
