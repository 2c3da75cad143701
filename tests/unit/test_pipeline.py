"""The whole chain on small sites: rules that one sees only on the built pages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from builder.diagnostics import BuildFailed
from builder.pipeline import build, check
from builder.pipeline.run import Options, Paths, Report
from tests.conftest import a_report, paths_in
from tests.makers import SITE, a_document, a_letter, a_proposal, a_reply, a_site, write_tree
from tests.outputs import Files, built, site_of

if TYPE_CHECKING:
    from pathlib import Path

_CLOSED = {"信息公开属性": "不予公开", "不公开理由": "个人隐私"}


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """Name the folders of a build."""
    return paths_in(tmp_path)


def site(paths: Paths, **files: str | bytes | None) -> Files:
    """Build a small site with some more files."""
    write_tree(paths.content, a_site(**files))
    built(paths)
    return site_of(paths.output)


def test_number_in_an_address_is_as_its_proposal_prints_it(paths: Paths) -> None:
    """`{n}` is the proposal's printed form; without one that of the first reply by path."""
    files = {
        "replies/2024/041-mzj.md": a_reply(答复编号='"41"'),
        "replies/2024/a-mzj.md": a_reply(答复编号='"7"'),
        "replies/2024/b-jyj.md": a_reply(答复编号='"007"', 答复单位="市教育局"),
    }
    pages = site(paths, **files)

    assert "replies/zx-5-3/041/mzj/index.html" in pages
    assert {"replies/zx-5-3/7/mzj/index.html", "replies/zx-5-3/7/jyj/index.html"} <= pages.keys()


def test_letter_without_number_has_an_address_of_its_file(paths: Paths) -> None:
    """It has a page of its own and no proposal's."""
    pages = site(paths, **{"replies/2024/laixin.md": a_reply(答复编号=None)})

    assert "replies/zx-5-3/x-laixin/mzj/index.html" in pages


def test_only_named_attachments_are_copied_byte_for_byte(paths: Paths) -> None:
    """What lies beside them stays where it is."""
    reply = a_reply(附件="[{文件: attachments/2024/a.txt, 信息公开属性: 可以公开}]")
    files = {"attachments/2024/a.txt": b"\xef\xbb\xbf\r\nA", "attachments/2024/b.txt": "B"}
    pages = site(paths, **{"replies/2024/041-mzj.md": reply, **files})

    assert b"\xef\xbb\xbf\r\nA" == pages["attachments/2024/a.txt"]
    assert "attachments/2024/b.txt" not in pages


def test_link_to_what_may_not_be_shown_becomes_plain_text(paths: Paths) -> None:
    """The words stay, the target goes, and the editor is warned."""
    text = "详见[前一份答复](/replies/2024/041-jyj.md)与[年度](/years/)。\n"
    files = {
        "replies/2024/041-jyj.md": a_reply(答复单位="市教育局", **_CLOSED),
        "replies/2024/041-mzj.md": a_reply(text),
    }
    page = site(paths, **files)["replies/zx-5-3/041/mzj/index.html"].decode()

    assert "前一份答复" in page
    assert "041-jyj" not in page
    assert "years/" in page


def test_raw_html_is_text_and_comments_are_nothing(paths: Paths) -> None:
    """A tag in a letter is shown as it was typed."""
    page = site(paths, **{"replies/2024/041-mzj.md": a_reply("甲<b>乙</b><!-- 丙丁 --><script>x</script>。\n")})
    text = page["replies/zx-5-3/041/mzj/index.html"].decode()

    assert "甲&lt;b&gt;乙&lt;/b&gt;&lt;script&gt;" in text
    assert "丙丁" not in text


def test_build_with_errors_leaves_the_site_as_it_was(paths: Paths) -> None:
    """Not one file of the output is touched."""
    before = site(paths)
    write_tree(paths.content, {"replies/2024/bad.md": a_reply(信息公开属性="机密")})
    with pytest.raises(BuildFailed):
        built(paths)

    assert before == site_of(paths.output)


def test_second_build_renders_nothing_and_touches_nothing(paths: Paths) -> None:
    """What is known by value is neither made nor written again."""
    site(paths)
    before = {path: path.stat().st_mtime_ns for path in paths.output.rglob("*")}
    result = built(paths)

    assert (0, (), (), ()) == (result.rendered, *result.changes)
    assert before == {path: path.stat().st_mtime_ns for path in paths.output.rglob("*")}


def test_site_that_was_touched_is_put_right_though_nothing_else_changed(paths: Paths) -> None:
    """What somebody altered, removed or put into the output is as it should be after the next build."""
    write_tree(paths.content, a_site())
    built(paths)
    before = site_of(paths.output)
    (paths.output / "index.html").write_text("altered", encoding="utf-8")
    (paths.output / "robots.txt").unlink()
    (paths.output / "stray.html").write_text("stray", encoding="utf-8")

    built(paths)

    assert before == site_of(paths.output)


def test_attachment_that_changed_is_copied_though_nothing_else_changed(paths: Paths) -> None:
    """A file that documents name is an input of the build like they are."""
    attachments = "\n  - {文件: attachments/a.csv, 信息公开属性: 可以公开}"
    tree = a_site(**{"replies/2024/041-mzj.md": a_reply(附件=attachments), "attachments/a.csv": "一,二\n"})
    write_tree(paths.content, tree)
    built(paths)
    (paths.content / "attachments/a.csv").write_text("三,四\n", encoding="utf-8")

    built(paths)

    assert "三,四\n".encode() == site_of(paths.output)["attachments/a.csv"]


def test_edit_of_a_text_leaves_lists_alone(paths: Paths) -> None:
    """A changed letter is a changed page and its proposal's; no index, feed or sitemap."""
    site(paths)
    write_tree(paths.content, {"replies/2024/041-mzj.md": a_reply("另一段正文。\n")})
    changes = built(paths).changes

    assert (
        "proposals/zx-5-3/041/index.html",
        "replies/zx-5-3/041/mzj/index.html",
        "replies/zx-5-3/041/mzj/index.json",
    ) == tuple(path for path in changes.changed if not path.startswith("data/"))


def test_plan_that_is_recalled_says_what_a_new_one_does(paths: Paths) -> None:
    """After an edit of a text, problems are told at their new places, of linking and of planning."""
    path = "replies/2024/041-mzj.md"
    late = {"办理结果": "已解决", "答复日期": "2020-01-01"}
    site(paths, **{path: a_reply("[甲](/none/)\n", **late)})
    write_tree(paths.content, {path: a_reply("又一段。\n\n[甲](/none/)\n", **late)})
    warm, cold = a_report(), a_report()
    build(paths, Options(search=False), warm)
    build(
        replace(paths, output=paths.output.with_name("cold"), cache=paths.cache / "cold"), Options(search=False), cold
    )

    assert {"L020", "R002"} <= {problem.code for problem in warm.diagnostics}
    assert "link" not in warm.seconds
    assert cold.diagnostics == warm.diagnostics


@pytest.mark.parametrize("name", ["plan-*", "words*"])
def test_what_is_kept_and_lost_is_made_again(paths: Paths, name: str) -> None:
    """A damaged cache costs time, and never a page: parts of the plan, the vocabulary, the words of pages."""
    site(paths)
    parts = [*paths.cache.rglob(name)]
    assert len(parts) > 1
    for part in parts:
        part.write_bytes(part.read_bytes()[:-9])
    write_tree(paths.content, {"replies/2024/041-mzj.md": a_reply(a_letter(said="另一段正文。"))})
    report = a_report()
    build(paths, Options(search=False), report)
    files = site_of(paths.output)
    cold = replace(paths, output=paths.output.with_name("cold"), cache=paths.cache / "cold")
    build(cold, Options(search=False), a_report())

    assert "link" not in report.seconds
    assert files == site_of(paths.output.with_name("cold"))


def test_problems_of_the_vocabulary_are_told_by_every_build(paths: Paths) -> None:
    """Also by one that recalls the vocabulary; once mended, they are gone."""
    unit = "departments/mzj.yml"
    write_tree(paths.content, a_site())
    good = (paths.content / unit).read_text("utf-8")
    write_tree(paths.content, {unit: f"{good}\n电化: 010\n"})
    for _ in range(2):
        with pytest.raises(BuildFailed) as failed:
            build(paths, Options(search=False), a_report())
        assert unit in {problem.place.path for problem in failed.value.diagnostics}
    write_tree(paths.content, {unit: good})

    assert build(paths, Options(search=False), a_report()).pages


def test_check_reports_all_that_a_build_would_and_writes_nothing(paths: Paths) -> None:
    """Links and addresses are looked at too."""
    clash = a_document(标题="甲", 年份="2024", 信息公开属性="可以公开")
    write_tree(paths.content, a_site(**{"reports/2024/a/x.md": clash, "reports/2024/b/x.md": clash}))
    report = a_report()
    check(paths, Options(), report)

    assert "L050" in {problem.code for problem in report.diagnostics}
    assert not paths.output.exists()


def test_masked_number_is_masked_on_every_page_feed_and_index(paths: Paths) -> None:
    """遮盖 holds for text, title, rows and feeds."""
    masking = SITE + "公开: {个人信息: 遮盖}\n"
    reply = a_reply("请打 139-1234-5678。\n", 标题="值班13912345678的答复")
    files = site(paths, **{"site.yml": masking, "replies/2024/041-mzj.md": reply})
    everything = b"\n".join(files.values()).decode(errors="replace")

    assert "值班139＊＊＊＊＊＊78" in everything
    assert "13912345678" not in everything
    assert "139-1234-5678" not in everything


def test_as_of_changes_only_what_it_judges(paths: Paths) -> None:
    """A date given from outside is the only clock; pages that judge nothing by it stay the same."""
    before = site(paths)
    build(paths, Options(as_of="2030-01-01", search=False), a_report())

    assert before.keys() == site_of(paths.output).keys()


def test_proposal_alone_is_shown_without_an_answer(paths: Paths) -> None:
    """Every suggestion has a row, answered or not."""
    files = {"replies/2024/041-mzj.md": None, "proposals/2024/042.md": a_proposal(标题="关于养老的提案", 编号='"042"')}
    pages = site(paths, **files)

    assert "关于养老的提案".encode() in pages["years/2024/index.html"]
    assert "proposals/zx-5-3/042/index.html" in pages


_SAID = "经核实该户情况特殊，另有安排，不再一一说明。"


@pytest.mark.parametrize("edit", ["taken away", "says it no more"])
def test_attachment_that_quotes_what_nothing_public_says_any_more_stops_the_build(paths: Paths, edit: str) -> None:
    """It was clean as long as a public letter said the same as a withheld one; then it is looked at again."""
    other = "replies/2024/042-mzj.md"
    files: dict[str, str | bytes | None] = {
        "replies/2024/041-mzj.md": a_reply(附件="[{文件: attachments/2024/a.txt, 信息公开属性: 可以公开}]"),
        "attachments/2024/a.txt": _SAID,
        "replies/2024/043-mzj.md": a_reply(a_letter(said=_SAID), 答复编号='"043"', **_CLOSED),
    }
    site(paths, **files, **{other: a_reply(a_letter(said=_SAID), 答复编号='"042"')})
    if edit == "taken away":
        (paths.content / other).unlink()
    else:
        write_tree(paths.content, {other: a_reply(a_letter(said="另一段正文。"), 答复编号='"042"')})

    with pytest.raises(BuildFailed) as failed:
        build(paths, Options(search=False), a_report())
    leaks = [problem for problem in failed.value.diagnostics if problem.code == "A001"]
    assert ["attachments/2024/a.txt"] == [dict(leak.values)["file"] for leak in leaks]


def test_edit_that_takes_back_no_public_word_of_a_secret_audits_few_files(paths: Paths) -> None:
    """What was found clean is not read again for an edit of something else."""
    other = "replies/2024/042-mzj.md"
    closed = a_reply(a_letter(said=_SAID), 答复编号='"043"', **_CLOSED)
    site(
        paths,
        **{other: a_reply(a_letter(said=f"{_SAID}一段正文。"), 答复编号='"042"'), "replies/2024/043-mzj.md": closed},
    )
    write_tree(paths.content, {other: a_reply(a_letter(said=f"{_SAID}另一段正文。"), 答复编号='"042"')})
    totals: list[int] = []
    build(
        paths,
        Options(search=False, data=False),
        Report(clock=lambda: 0.0, progress=lambda stage, _, total: totals.append(total) if stage == "audit" else None),
    )

    assert max(totals) < 10
