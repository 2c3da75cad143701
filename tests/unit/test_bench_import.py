"""The figures of the import evaluation can be trusted: the same files every time, true truths, honest counting."""

from __future__ import annotations

import html
import importlib
import io
import re
import unicodedata
import zipfile
from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING, Any

import pypdf
import pytest

if TYPE_CHECKING:
    from pathlib import Path

documents = importlib.import_module("bench.import.documents")
pools = importlib.import_module("bench.import.pools")
score = importlib.import_module("bench.import.score")
truth = importlib.import_module("bench.import.truth")


HALVES = ("dev", "test")


@cache
def made(half: str) -> tuple[list[Any], dict[str, set[str]]]:
    """Make a half once."""
    if half in documents.BY_HAND:
        return documents.written(half), {}
    files, chosen = documents.dealt(half)
    return files + documents.written(half), chosen


def text_of(source: Any) -> str:
    """Read a file without regard to its form: text of any encoding, a web page or Word file without its marks."""
    form = source.name.rsplit(".", 1)[-1]
    if form == "docx":
        with zipfile.ZipFile(io.BytesIO(source.data)) as parts:
            data = parts.read("word/document.xml")
        data = re.sub(rb"<w:delText.*?</w:delText>", b"", data)
    elif form == "pdf":
        pages = pypdf.PdfReader(io.BytesIO(source.data)).pages
        data = "".join(re.sub(r"— \d+ —", "", page.extract_text()) for page in pages).encode()
    else:
        data = source.data
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030")
    return squeezed(html.unescape(re.sub(r"<[^<>]*>", "", text)) if form in {"html", "docx"} else text)


def squeezed(text: str) -> str:
    """Drop white space and what tells widths, quotes and bold print apart."""
    return re.sub(r"\s+|\*\*", "", unicodedata.normalize("NFKC", text))


def test_the_same_half_gives_the_same_bytes() -> None:
    """A file depends on its half and place alone."""
    assert documents.dealt("dev", 60)[0] == documents.dealt("dev", 60)[0]
    assert documents.dealt("dev", 5)[0] != documents.dealt("test", 5)[0]


@pytest.mark.parametrize("half", HALVES)
def test_a_half_has_every_format_and_enough_files(half: str) -> None:
    """No half is small, and none lacks a format."""
    files = made(half)[0]

    assert len(files) >= 120
    assert set(documents.FORMATS) == {source.name.rsplit(".", 1)[-1] for source in files}


@pytest.mark.parametrize("half", HALVES)
def test_every_way_of_every_dimension_occurs(half: str) -> None:
    """What the catalogue has stands in some file of the half that is to have it."""
    dealt = made(half)[1]
    seen = set().union(*dealt.values())

    missing = {
        name: ways
        for name, all_ways in pools.pools_of(half).ways.items()
        if (ways := {way.text for way in all_ways} - seen)
    }

    assert {} == missing


@pytest.mark.parametrize(
    "dimension", ["titles", "openings", "contacts", "greetings", "meta", "sessions_npc", "web_tails"]
)
def test_the_half_kept_aside_has_ways_of_its_own(dimension: str) -> None:
    """A third of the wordings of the test half occur nowhere in the other."""
    dev, test = ({way.text for way in pools.pools_of(half).ways[dimension]} for half in HALVES)

    assert len(test - dev) >= len(test) / 3


def test_the_halves_share_no_topic_and_no_person() -> None:
    """What a program learns by heart from one half is of no use in the other."""
    dev, test = (pools.pools_of(half) for half in HALVES)

    assert len(dev.topics) + len(test.topics) >= 40
    assert set() == {topic.title for topic in dev.topics} & {topic.title for topic in test.topics}
    assert set() == set(dev.surnames) & set(test.surnames)


@pytest.mark.parametrize("half", documents.HALVES)
def test_what_is_true_stands_in_the_file(half: str) -> None:
    """Each stated text of a truth can be read in its file."""
    unread = []
    for source in made(half)[0]:
        if source.name.endswith(".xlsx"):
            continue
        text = text_of(source)
        for one in source.truths:
            names = ["department", "signer", "disclosure_raw", "result_raw", "title", "contact_phone"]
            lists = ["proposers", "consulted", "mobiles", "suggestions", "numbers"]
            stated = [(name, one[name]) for name in names if one[name] and name not in one.unscored]
            stated += [(name, value) for name in lists for value in one[name] if name not in one.unscored]
            unread += [
                (source.name, name, value)
                for name, value in stated
                if squeezed(value) not in text and not any(squeezed(str(v)) in text for v in one.accepted.get(name, ()))
            ]

    # The numbers of a range (第5-7号) are worked out, not read.
    assert [] == [each for each in unread if not (each[1] == "numbers" and each[2].isdigit())]


@pytest.mark.parametrize("half", ["dev", *documents.BY_HAND])
def test_a_perfect_report_is_wholly_right(half: str) -> None:
    """The truth itself, given as the report, has no slip."""
    sources = made(half)[0]

    result = score.compare(sources, {s.name: [deepcopy(one.values) for one in s.truths] for s in sources})

    assert [] == result.slips + result.turned + result.extra + result.missing
    assert all(tally.right == tally.stated for tally in result.fields.values())


def test_an_empty_report_has_missed_everything() -> None:
    """Nothing is right by silence but what is not stated."""
    result = score.compare(made("dev")[0], {})

    assert 0 == sum(tally.right + tally.wrong + tally.invented for tally in result.fields.values())


@pytest.mark.parametrize(
    ("name", "expected", "found", "verdict"),
    [
        ("title", "关于25号提案的答复（一）", "关于 25 号提案的答复(一)", "right"),
        ("numbers", ["12", "45"], ["45", "12"], "right"),
        ("numbers", [], ["12"], "invented"),
        ("numbers", ["091"], ["91"], "wrong"),
        ("replied", "2021-06-10", None, "missed"),
        ("replied", None, "2021-06-10", "invented"),
        ("others", 0, 0, "silent"),
        ("others", 0, None, "invented"),
        ("others", None, None, "right"),
        ("others", None, 0, "missed"),
        ("disclosure", "unstated", "public", "invented"),
        ("doc_number", "澜教〔2021〕5号", "澜教〔2021〕 5 号", "right"),
        ("doc_number", "澜教〔2021〕5号", "澜教[2021]5号", "wrong"),
        ("suggestions", ["甲", "乙"], ["乙", "甲"], "wrong"),
        ("adoption", {"total": 2, "co": None}, {"total": 2}, "right"),
        ("body", "一 二\n\n三", "一二三", "right"),
    ],
)
def test_values_are_judged(name: str, expected: Any, found: Any, verdict: str) -> None:
    """White space and width do not count where a reader would not count them; all else does."""
    assert verdict == score.verdict(name, expected, found)


def test_another_right_value_is_right() -> None:
    """Where two readings are as good, both are right."""
    assert "right" == score.verdict("result_raw", "B", "B类", ["B类"])
    assert "silent" == score.verdict("replied", None, "2021-06-10", ["2021-06-10"])


def test_a_notice_that_became_a_reply_is_told() -> None:
    """The worst mistake has a count of its own."""
    source = documents.SourceFile(name="a.txt", data=b"", truths=[truth.truth("none")], choices={})

    assert ["a.txt"] == score.compare([source], {"a.txt": [truth.BLANK | {"type": "reply"}]}).turned


@pytest.mark.seeds
def test_nothing_is_copied_from_real_documents(archive_of_seeds: Path) -> None:
    """No twelve characters in a row of what we wrote stand in a real document (formulas of letters aside)."""
    real = "".join(path.read_text(encoding="utf-8") for path in (archive_of_seeds.parent / "seeds").glob("*.txt"))
    real = re.sub(r"\W+", "", real)
    ours = [text for half in HALVES for topic in pools.pools_of(half).topics for text in _texts(topic)]
    ours += [text for half in HALVES for text in _texts(pools.pools_of(half).texts.ARTICLES)]

    runs = {text[at : at + 12] for each in ours for text in [re.sub(r"\W+", "", each)] for at in range(len(text) - 11)}

    assert set() == {run for run in runs if run in real}


def _texts(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else [text for each in value for text in _texts(each)]
