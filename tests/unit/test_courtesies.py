"""Courtesies at the beginning of a letter: folded only where they say nothing that the head of the page does not say."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from builder.pipeline import build
from builder.pipeline.run import Options
from builder.site.courtesies import Told, folded, is_courtesy, opening
from builder.site.markup import lines_of, to_letter
from tests.conftest import a_report, paths_in

CONTENT = Path(__file__).parents[2] / "content"
TOLD = Told(
    titles=("市民政局关于第012号提案的答复", "关于推广“一键呼叫”的提案"),
    numbers=("012",),
    role="co",
    units=("澜川市财政局", "市财政局", "澜川市卫生健康委员会", "市卫健委"),
)
RECEIPT = "您在市政协五届三次会议上提出的《关于推广“一键呼叫”的提案》（第12号）收悉，感谢您对养老工作的关心和支持。"
REPLY = "现将办理情况答复如下："


def read(text: str, told: Told = TOLD) -> list[str]:
    """List the paragraphs that are folded."""
    lines = lines_of(text)
    return [lines[place].text for place in opening(lines, told)]


@pytest.mark.parametrize(
    "text",
    [
        "您提出的《关于推广“一键呼叫”的提案》收悉，现答复如下：",
        "你们提出的关于推广“一键呼叫”的提案已转我局办理。经认真研究，现函复如下：",
        "贵单位提出的提案（第012号）收悉。经商市财政局、市卫健委，现答复如下：",
        "您的提案收悉。经商（会办单位市财政局和市卫健委），现答复如下：",
        "您提出的提案《关于推广“一键呼叫”的提案》收悉，感谢对养老服务的关心。作为会办单位现答复如下：",
        "感谢您对社区食堂建设的支持！",
        "首先对您长期以来关心和支持我市养老事业表示衷心感谢！",
        "我局高度重视，经我局研究，现将有关情况答复如下:",
        RECEIPT + REPLY,
    ],
)
def test_set_phrases_are_courtesies(text: str) -> None:
    """Receipt, thanks, study and announcement are courtesies, in every order and with either punctuation."""
    assert is_courtesy(text, TOLD)


@pytest.mark.parametrize(
    "text",
    [
        "您提出的《关于增加公园长椅的提案》收悉，现答复如下：",
        "您提出的《关于推广“一键呼叫”的建议》收悉，现答复如下：",
        "您提出的提案（第13号）收悉，现答复如下：",
        "您的提案收悉。经商市财政局、市教育局，现答复如下：",
        "您的提案收悉。作为主办单位现答复如下：",
        "您的提案收悉。作为承办单位现答复如下：",
        "您的提案收悉。错峰到校由市教育局答复，现答复如下：",
        "您的提案收悉。因方案反复商量，答复比规定期限晚了两周，现答复如下：",
        "感谢您三次沿岸踏勘，并把断点位置标到了图上。",
        "感谢您对我局2023年3月新开两条线路的支持。",
        "您提出5条建议，其中3条涉及我局，已采纳落实2条。",
        "我局高度重视，召开了专题研讨会。",
        "您的提案收悉。今年已为1200户装好。",
        "现将我局承担的两项工作答复如下：",
        "",
    ],
)
def test_whatever_says_something_is_none(text: str) -> None:
    """Another title, number, unit or part in the handling, a fact, an excuse, thanks for a deed: all of it is shown."""
    assert not is_courtesy(text, TOLD)


def test_courtesies_stand_at_the_beginning_below_the_salutation() -> None:
    """They are folded up to the first paragraph that says something; later ones are not."""
    text = f"沈知微委员：\n\n{RECEIPT}\n\n{REPLY}\n\n一、已装好。\n\n{RECEIPT}"

    assert [RECEIPT, REPLY] == read(text)
    assert [RECEIPT] == read(f"{RECEIPT}\n\n今年已装好。")
    assert [] == read(f"沈知微委员：\n\n今年已装好。\n\n{RECEIPT}")
    assert [] == read(f"# 答复\n\n{RECEIPT}\n\n今年已装好。")


def test_short_ones_are_left_alone() -> None:
    """What takes two lines of a phone is not folded, nor a letter that is nothing but a courtesy."""
    assert [] == read("沈知微委员：\n\n您的提案收悉，现答复如下：\n\n一、已装好。")
    assert [] == read(f"沈知微委员：\n\n{RECEIPT}")


@pytest.mark.parametrize("before", ["", "沈知微委员：\n\n", "---\n\n", "- 一\n- 二\n\n", "沈知微委员：\n\n***\n\n"])
def test_a_fold_changes_no_word(before: str) -> None:
    """With and without the fold a letter has the same words and the same anchors, and its control stands before it."""
    letter = to_letter(f"{before}{RECEIPT}\n\n一、已装好。", resolve=lambda _: None)
    html = "\n".join(folded(letter, TOLD, "<details></details>"))

    assert letter.html.replace("\n", "") == re.sub(r'<div class="courtesies">|<details></details>|</div>|\n', "", html)
    assert ("courtesies" in html) == (before in {"", "沈知微委员：\n\n"})


def test_what_a_fold_names_stands_at_the_head_of_its_page(tmp_path: Path) -> None:
    """On every page of the sample archive each title and number in a fold is also said outside the letters."""
    paths = replace(paths_in(tmp_path), content=CONTENT)
    build(paths, Options(search=False), a_report())
    seen = 0
    for path in paths.output.rglob("index.html"):
        html = path.read_text("utf-8")
        folds = re.findall(r'<div class="courtesies">(.*?)</div>', html, re.DOTALL)
        outside = re.sub(r'<div class="letter">.*?\n</div>\n(?!<p|<h|<ul|<table)', "", html, flags=re.DOTALL)
        for fold in folds:
            assert fold not in outside
            named = re.findall("《([^》]+)》", fold) + re.findall("第([0-9]+)号", fold)
            assert [] == [words for words in named if words not in outside]
            seen += len(named)

    assert seen > 10


@pytest.mark.seeds
def test_in_the_real_letters_nothing_is_folded_that_is_news(archive_of_seeds: Path, tmp_path: Path) -> None:
    """
    Of the seven real letters three open with nothing but courtesies.

    Two name a title that is nowhere else, one calls the proposal by another name than its own, and one consulted a
    unit whose name is misprinted: these stay open.
    """
    paths = replace(paths_in(tmp_path), content=archive_of_seeds)
    build(paths, Options(search=False), a_report())
    letters = {path.parts[-3]: path.read_text("utf-8") for path in paths.output.glob("replies/*/*/*/index.html")}

    assert {"113138", "113330", "113371"} == {number for number, html in letters.items() if "courtesies" in html}
    assert {"113134", "113202", "2023128", "25"} == {n for n, html in letters.items() if "courtesies" not in html}
