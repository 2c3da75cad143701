"""The audit finds every secret, in whatever dress, and nothing that may be shown."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.codes import CODES
from builder.diagnostics import Severity
from builder.output.audit import AUDITS, Leak, as_diagnostic, inspect, inspect_file, inspect_many
from builder.output.links import DeadLink, dead_links, foreign_requests
from builder.output.plain import BLOCK, normal
from builder.output.runs import RUN
from builder.output.secret import Secret, Secrets
from builder.output.shown import Shown
from builder.output.sweep import Sweep

if TYPE_CHECKING:
    from pathlib import Path

BODY = "鹤鸣里三号楼的地下室渗水已由街道登记在册。\n住户尹问渠的来信一并附上，内容不予公开。"
PUBLIC = "感谢您对我市工作的关心和支持，欢迎继续提出宝贵意见。"


def shown(*values: str, texts: tuple[str, ...] = (), layouts: tuple[str, ...] = (), is_near: bool = False) -> Shown:
    """Say what may be shown."""
    named = {str(number): text for number, text in enumerate(texts)}
    return Shown(lambda: values, lambda: layouts, named, named.__getitem__, lambda _: named if is_near else ())


def prepare(of: Secrets) -> Sweep:
    """Let secrets meet what may be shown, which is worth it before many files."""
    sweep = Sweep(of)
    sweep.leave_out(sweep.meet(sweep.sources))
    sweep.settle()
    return sweep


def a_secret(text: str, kind: str = "text", line: int = 1) -> Secret:
    """Say what may not be shown."""
    return Secret(text, "replies/2024/a.md", line, kind)


def codes(page: str | bytes, *secrets: Secret, of: Shown | None = None, name: str = "x/index.html") -> list[str]:
    """Audit one file and give the codes of what was found."""
    data = page if isinstance(page, bytes) else page.encode()
    return [leak.code for leak in inspect_file(name, data, Secrets.make(secrets, of or shown()))]


def codes_among_many(page: str, *secrets: Secret, of: Shown | None = None) -> list[str]:
    """Audit a page after one that has most of its lines, and give the codes of what was found on it."""
    made = Secrets.make(secrets, of or shown())
    sweep = prepare(made)
    frame = "<!DOCTYPE html>\n<nav title='首页'>\n  <a href='/'>首页</a>\n</nav>\n{}\n<footer>说明</footer>\n"
    pages = {"a/index.html": "<p>没有什么</p>", "b/index.html": page, "c/index.html": "<p>没有什么</p>"}
    files = [(name, frame.format(page).encode()) for name, page in pages.items()]
    leaks = [*inspect_many(files, made, sweep)]
    assert {"b/index.html"} >= {leak.path for leak in leaks}
    return [leak.code for leak in leaks]


RUN_OF_BODY = "地下室渗水已由街道登记在册"


@pytest.mark.parametrize(
    "page",
    [
        f"<p>{RUN_OF_BODY}</p>",
        f"<p>{BODY}</p>",
        f"<p>{RUN_OF_BODY[:3]}<b>{RUN_OF_BODY[3:5]}</b>{RUN_OF_BODY[5:]}</p>",
        "".join(f"<p>{c}</p>" for c in RUN_OF_BODY),
        "<table><tr>" + "".join(f"<td>{c}</td>" for c in RUN_OF_BODY),
        "\u200b".join(RUN_OF_BODY),
        " \n".join(RUN_OF_BODY),
        "\u00ad".join(RUN_OF_BODY),
        "".join(f"&#x{ord(c):x};" for c in RUN_OF_BODY),
        "".join(f"&#{ord(c)};" for c in RUN_OF_BODY),
        "".join(f"&amp;#{ord(c)};" for c in RUN_OF_BODY),
        f"<a href='/{quote(RUN_OF_BODY)}/'>x</a>",
        f"<a href='/{quote(RUN_OF_BODY, encoding='gb18030')}/'>x</a>",
        f"<script type='application/ld+json'>{json.dumps(RUN_OF_BODY)}</script>",
        f"<p title='{RUN_OF_BODY}'>x</p>",
        f"<meta name=description content={RUN_OF_BODY}>",
        f"<!-- {RUN_OF_BODY} -->",
        f"<style>p::before {{content: '{RUN_OF_BODY}'}}</style>",
        f"<p>**{RUN_OF_BODY[:6]}**{RUN_OF_BODY[6:]}</p>",
    ],
)
def test_a_run_of_a_secret_text_is_found_in_every_dress(page: str) -> None:
    """Tags, escapes, width, case, white space and unseen characters hide nothing."""
    assert "A001" in codes(page, a_secret(BODY))
    assert "A001" in codes_among_many(page, a_secret(BODY))


def test_width_and_case_do_not_matter() -> None:
    """A secret is found as it reads, not as it is coded."""
    assert ["A001"] == codes("<p>ＣＯＮＦＩＤＥＮＴＩＡＬ　memo 7</p>", a_secret("see Confidential MEMO ７"))


def test_markdown_of_the_secret_does_not_matter() -> None:
    """The secret is written in Markdown, the page is not; the target of a link is a secret of its own."""
    secret = a_secret("经查，**鹤鸣里**[三号楼](https://example.org/file/778899)的`地下室`渗水")

    assert ["A001"] == codes("<p>鹤鸣里三号楼的地下室渗水</p>", secret)
    assert ["A001"] == codes("<a href='https://example.org/file/778899'>x</a>", secret)


def test_a_run_of_twelve_is_a_secret_and_one_of_eleven_is_not() -> None:
    """Twelve characters in a row are the measure."""
    assert ["A001"] == codes(BODY[3 : 3 + RUN], a_secret(BODY))
    assert [] == codes(BODY[3 : 2 + RUN], a_secret(BODY))


def test_a_run_across_lines_of_the_secret_is_found() -> None:
    """A line break in the secret does not part what a page may join."""
    assert ["A001"] == codes(BODY[14:30].replace("\n", ""), a_secret(BODY))


def test_what_stands_in_a_public_text_is_no_secret() -> None:
    """Letters share sentences; whoever may read one has read it."""
    secret = a_secret(f"{BODY}{PUBLIC}")

    assert [] == codes(f"<p>{PUBLIC}</p>", secret, of=shown(texts=("其他文字", PUBLIC)))
    assert ["A001"] == codes(f"<p>{PUBLIC}</p>", secret, of=shown(texts=("其他文字",)))


def test_a_public_sentence_does_not_cover_what_follows_it() -> None:
    """Where the public text ends the secret begins, even if the rest is shorter than a run."""
    secret = a_secret(f"{PUBLIC}另据来信反映")

    assert ["A001"] == codes(f"<p>{PUBLIC}另据来信</p>", secret, of=shown(texts=(PUBLIC,)))


def test_a_quoted_title_of_a_withheld_document_is_no_secret() -> None:
    """Real replies quote the titles of proposals that are withheld."""
    title = a_secret("关于整治鹤鸣里地下室渗水的提案", "field")
    page = "<h1>关于整治鹤鸣里地下室渗水的提案</h1>"

    assert [] == codes(page, title, of=shown(texts=("您提出的《关于整治鹤鸣里地下室渗水的提案》收悉。",)))
    assert ["A002"] == codes(page, title)


def test_public_values_side_by_side_are_no_secret() -> None:
    """A label, a session and a number make a run that a withheld letter has too; nothing is learnt from it."""
    secret = a_secret("现将澄湖市政协五届一次会议第023号提案办理情况答复如下，内容不予公开。")
    public = shown("澄湖市政协五届一次会议", "023", layouts=("第{number}号", "提案"))

    assert [] == codes("<h1>澄湖市政协五届一次会议第023号提案</h1>", secret, of=public)
    assert [] == codes("<td>澄湖市政协五届一次会议</td><td>第023号</td><td>提案</td>", secret, of=public)
    assert ["A001"] == codes("<h1>澄湖市政协五届一次会议第023号提案办理</h1>", secret, of=public)


def test_a_public_block_does_not_open_its_neighbour() -> None:
    """A run that begins in public text and goes on in another element is found."""
    secret = a_secret("澄湖市政协五届一次会议期间收到举报")
    public = shown("澄湖市政协五届一次会议")

    assert ["A001"] == codes("<b>澄湖市政协五届一次会议</b><p>期间收到举报</p>", secret, of=public)


@pytest.mark.parametrize(
    "page", ["<p>尹问渠</p>", "<p>尹<b>问</b>渠</p>", "<img alt='委员尹问渠'>", "尹 问\u200b渠", "<p>联系尹问渠。"]
)
def test_a_short_field_is_found_as_a_whole(page: str) -> None:
    """A name in the front matter of a withheld document is a secret of any length from two characters."""
    assert ["A002"] == codes(page, a_secret("尹问渠", "field"))


def test_a_short_field_is_not_put_together_from_neighbours() -> None:
    """The end of one cell and the begin of the next make no name."""
    assert [] == codes("<td>尹问</td><td>渠</td>", a_secret("尹问渠", "field"))


def test_a_name_that_stands_in_public_text_is_no_secret() -> None:
    """A proposer of a withheld document may have signed a public one."""
    assert [] == codes("<p>尹问渠</p>", a_secret("尹问渠", "field"), of=shown("尹问渠"))
    assert [] == codes("<p>尹问渠</p>", a_secret("尹问渠", "field"), of=shown(texts=("来信人尹问渠",)))


@pytest.mark.parametrize(
    ("number", "expected"), [("91", []), ("2024", []), ("20240", ["A002"]), ("ab1", []), ("ab12", ["A002"])]
)
def test_numbers_are_searched_as_words_of_five_digits(number: str, expected: list[str]) -> None:
    """A short number stands everywhere, so it cannot be told from a withheld one."""
    assert expected == codes(f"<p>第{number}号</p>", a_secret(number, "field"))


def test_a_number_is_not_found_inside_another() -> None:
    """A number is a whole word."""
    assert [] == codes("<p>2202403 x20240y #120240</p>", a_secret("20240", "field"))
    assert ["A002"] == codes("<a href='/replies/zx-5-1/20240/mzj/'>x</a>", a_secret("20240", "field"))


@pytest.mark.parametrize(
    "written",
    ["13912345678", "139 1234 5678", "139-1234-5678", "１３９１２３４５６７８", "(139)1234–5678", "电话13912345678转1"],
)
def test_a_masked_datum_is_found_however_it_is_grouped(written: str) -> None:
    """What was masked in one place must not stand in another, nor in another spelling."""
    assert "A003" in codes(f"<p>{written}</p>", a_secret("139-12345678", "datum"))


def test_a_datum_that_may_be_shown_is_no_secret() -> None:
    """The same number may be an office line elsewhere."""
    public = shown(texts=("联系电话：139 1234 5678",))

    assert [] == codes("<p>13912345678</p>", a_secret("13912345678", "datum"), of=public)


def test_names_of_files_are_searched_in_runs_of_five() -> None:
    """An address tells more than a page, since it is passed on."""
    secret = a_secret(f"{BODY} see basement-leak for details")

    assert ["A004"] == codes("", secret, name="attachments/鹤鸣里三号.txt")
    assert ["A004"] == codes("", secret, name=f"attachments/{quote('鹤鸣里三号')}.txt")
    assert ["A004"] == codes("", secret, name="attachments/basement.txt")
    assert [] == codes("", secret, name="attachments/鹤鸣里三.txt")
    assert [] == codes("", secret, name="attachments/basement.txt", of=shown("basement.txt"))


def test_a_withheld_number_in_an_address_is_found() -> None:
    """No page of a withheld document exists, not even an empty one."""
    assert ["A004"] == codes("", a_secret("20240137", "field"), name="replies/zx-5-1/20240137/mzj/index.html")


def test_a_page_in_the_search_index_is_found() -> None:
    """The index holds whole texts, cut into pairs and packed."""
    pairs = " ".join(a + b for a, b in zip(RUN_OF_BODY, RUN_OF_BODY[1:] + "\u01c0", strict=True))
    data = gzip.compress(b"pagefind_dcd" + json.dumps({"url": "/a/", "content": pairs, "meta": {}}).encode())

    assert ["A001"] == codes(data, a_secret(BODY), name="pagefind/fragment/und_1.pf_fragment")


def test_guessed_encodings_do_not_find_names_by_chance() -> None:
    """Random bytes read as some encoding hold every pair of characters."""
    data = b"\xff\xd8\xff\0" + "尹渠".encode("utf-16-le") + b"\0\1"

    assert [] == codes(data, a_secret("尹渠", "field"), name="a.jpg")
    assert ["A002"] == codes(data.replace(b"\0\1", "问".encode("utf-16-le")), a_secret("尹渠问", "field"), name="a.jpg")


def test_what_cannot_be_read_counts_as_a_leak() -> None:
    """The audit fails closed."""
    assert ["A005"] == codes(b"PK\x03\x04", a_secret(BODY), name="attachments/a.docx")


def test_a_leak_names_the_line_of_the_secret_and_never_its_text() -> None:
    """Whoever reads the log of a build need not be allowed to read the document."""
    secrets = Secrets.make([a_secret(BODY, line=10)], shown())
    (leak,) = inspect_file("x/index.html", BODY[24:40].encode(), secrets)

    assert Leak("x/index.html", "", "replies/2024/a.md", 11, "A001") == leak
    assert "replies/2024/a.md" == as_diagnostic(leak).place.path
    assert BODY[24:36] not in as_diagnostic(leak).message("zh")


def test_files_are_read_below_the_root(tmp_path: Path) -> None:
    """Each given path is read, and no other."""
    (tmp_path / "a.html").write_text(BODY, encoding="utf-8")
    (tmp_path / "b.html").write_text(BODY, encoding="utf-8")

    assert {"b.html"} == {leak.path for leak in inspect(tmp_path, ["b.html"], Secrets.make([a_secret(BODY)], shown()))}


def test_the_digest_follows_the_secrets() -> None:
    """A file is read again when there is another secret, and only then."""
    one, other = a_secret("甲乙丙"), a_secret("丁戊己")

    assert Secrets.make([one, other], shown()).digest == Secrets.make([other, one, one], shown("甲")).digest
    assert Secrets.make([one], shown()).digest != Secrets.make([other], shown()).digest


def test_a_second_search_finds_the_same() -> None:
    """What the audit remembers does not change what it finds."""
    secrets = Secrets.make([a_secret(BODY), a_secret("尹问渠", "field")], shown())
    page = f"<nav title='首页'>首页</nav><p title='尹问渠'>{RUN_OF_BODY}</p>".encode()

    assert inspect_file("a.html", page, secrets) == inspect_file("a.html", page, secrets)


def test_what_was_clean_before_needs_no_search() -> None:
    """Only what a changed file has gained is searched, and that is found also where it meets what was there."""
    secrets = Secrets.make([a_secret(BODY), a_secret("尹问渠", "field")], shown())
    clean = f"<p>{BODY[:8]}</p><p>别的话</p><b title='尹问渠'>".encode()

    assert () == inspect_file("a.html", clean.replace("别".encode(), "其他".encode()), secrets, clean=clean)
    assert ("A001",) == tuple(
        leak.code
        for leak in inspect_file("a.html", f"<p>{BODY[:8]}</p><p>{BODY[8:14]}</p>".encode(), secrets, clean=clean)
    )
    assert ("A002",) == tuple(
        leak.code for leak in inspect_file("a.html", "<p>尹问渠".encode(), secrets, clean="<p>尹</p><p>问渠".encode())
    )


@pytest.mark.parametrize(
    "page",
    [
        f"<p>{RUN_OF_BODY[:5]}\n{RUN_OF_BODY[5:]}</p>",
        f"<b>{RUN_OF_BODY[:5]}</b>\n<b>{RUN_OF_BODY[5:]}</b>",
        f"<p>{RUN_OF_BODY[:5]}</p>\n\n  <p>{RUN_OF_BODY[5:]}</p>",
        f"<p\ntitle='{RUN_OF_BODY}'>x</p>",
        f"<p title='{RUN_OF_BODY[:5]}\n{RUN_OF_BODY[5:]}'>x</p>",
        f"<!--\n{RUN_OF_BODY[:5]}\n{RUN_OF_BODY[5:]}\n-->",
        f"<script type='application/ld+json'>\n{{'a':\n'{RUN_OF_BODY}'}}\n</script>",
        f"<p>&lt;i>{RUN_OF_BODY[:5]}&lt;/i>\n{RUN_OF_BODY[5:]}",
        f"<p>{RUN_OF_BODY[:5]}\1{RUN_OF_BODY[5:]}</p>",
        f"<p>{RUN_OF_BODY[:5]}</p><p>\1</p><p>{RUN_OF_BODY[5:]}</p>",
    ],
)
def test_the_end_of_a_line_hides_nothing(page: str) -> None:
    """A page is taken apart by its lines, but nothing that goes on in the next one is lost."""
    assert "A001" in codes(page, a_secret(BODY))
    assert "A001" in codes_among_many(page, a_secret(BODY))


def test_a_short_field_on_two_lines_is_found_among_many_files() -> None:
    """A block may go on in the next line."""
    assert ["A002"] == codes_among_many("<p>尹问\n渠</p>", a_secret("尹问渠", "field"))
    assert [] == codes_among_many("<p>尹问</p>\n<p>渠</p>", a_secret("尹问渠", "field"))


def test_a_public_line_is_passed_over_but_not_what_it_meets() -> None:
    """What a document says by lines is known at once, and is searched where it meets what it does not say."""
    secret = a_secret(f"{PUBLIC}另据来信反映")
    public = shown(texts=(f"## {PUBLIC}\n",), is_near=True)

    assert [] == codes_among_many(f"<h2>{PUBLIC}</h2>", secret, of=public)
    assert ["A001"] == codes_among_many(f"<h2>{PUBLIC}</h2>\n<p>另据来信</p>", secret, of=public)


def test_a_public_sentence_that_is_numbered_and_cut_is_passed_over_but_not_one_that_goes_on() -> None:
    """As a table quotes it: `3 感谢您对我市工作的关心…`."""
    secret = a_secret(f"{PUBLIC}另据来信反映")
    public = shown(texts=(PUBLIC,), is_near=True)

    assert [] == codes_among_many(f"<p>3 {PUBLIC[:-4]}…</p>", secret, of=public)
    assert ["A001"] == codes_among_many(f"<p>3 {PUBLIC}另据来…</p>", secret, of=public)
    assert ["A001"] == codes_among_many(f"<p>3 {PUBLIC}</p><p>另据来信…</p>", secret, of=public)
    assert ["A001"] == codes_among_many(f"<p>3 {PUBLIC[:-4]}…</p>", secret)


def test_what_met_before_is_not_clean_in_one_piece() -> None:
    """Public values side by side are no secret; the same characters in a block that says more are."""
    secrets = Secrets.make(
        [a_secret("澄湖市政协五届一次会议期间收到举报")], shown("澄湖市政协五届一次", "会议期间收到")
    )
    clean = "<td>澄湖市政协五届一次</td><td>会议期间收到</td>".encode()

    assert () == inspect_file("a.html", clean, secrets)
    assert () == inspect_file("a.html", clean + "<p>别的话".encode(), secrets, clean=clean)
    assert inspect_file("a.html", "<p>澄湖市政协五届一次会议期间收到举报".encode(), secrets, clean=clean)


def test_few_files_are_searched_as_many_are() -> None:
    """Preparing for many files changes how secrets are found, not which."""
    page = f"<nav>首页</nav><p>{PUBLIC}</p><p>{RUN_OF_BODY}</p><p>联系尹问渠。".encode()
    few = Secrets.make([a_secret(BODY + PUBLIC), a_secret("尹问渠", "field")], shown(texts=(PUBLIC,)))
    many = Secrets.make([a_secret(BODY + PUBLIC), a_secret("尹问渠", "field")], shown(texts=(PUBLIC,)))
    sweep = prepare(many)

    assert {"A001", "A002"} == {leak.code for leak in inspect_file("a.html", page, few)}
    assert inspect_file("a.html", page, few) == tuple(inspect_many([("a.html", page)], many, sweep))


LETTERS = "甲乙丙丁"


CUTS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 50), st.integers(1, 40)), max_size=6)


PAGES_OF_CUTS = {
    "secrets": st.lists(st.text(LETTERS, min_size=2, max_size=60), min_size=1, max_size=3),
    "shared": CUTS,
    "cuts": CUTS,
    "noise": st.text(LETTERS + " ", max_size=30),
    "is_near": st.booleans(),
}


@settings(max_examples=100, deadline=None)
@given(**PAGES_OF_CUTS)
def test_the_fast_search_equals_the_definition(
    secrets: list[str],
    shared: list[tuple[int, int, int]],
    cuts: list[tuple[int, int, int]],
    noise: str,
    *,
    is_near: bool,
) -> None:
    """A page leaks if a run of it stands in a secret and in nothing that may be shown; short secrets as a whole."""
    pieces = [[secrets[which % len(secrets)][start : start + size] for which, start, size in c] for c in (shared, cuts)]
    texts, page = tuple(noise[:3] + piece for piece in pieces[0]), noise.join(pieces[1])
    plain, public = normal(page), [normal(text) for text in texts]
    runs = {plain[i : i + RUN] for i in range(len(plain) - RUN + 1)}
    runs |= {secret for secret in secrets if len(secret) < RUN and secret in plain}
    expected = any(any(run in s for s in secrets) and not any(run in text for text in public) for run in runs)
    made = Secrets.make([a_secret(s) for s in secrets], shown(texts=texts, is_near=is_near))
    if is_near:
        prepare(made)
    found = made.in_text(page)

    assert expected == any(True for _ in found)


CUT_RUNS = {
    "run": st.text(LETTERS, min_size=RUN, max_size=RUN),
    "cuts": st.lists(st.integers(1, RUN - 1), max_size=6),
    "before": st.text("庚辛", max_size=16),
    "around": st.text("戊己", max_size=150),
}


@settings(max_examples=100, deadline=None)
@given(**CUT_RUNS)
def test_a_run_is_found_wherever_it_stands(run: str, cuts: list[int], before: str, around: str) -> None:
    """Elements of a page do not hide what they say together, and no place in the secret or on the page is passed over."""
    blocks = [run[a:b] for a, b in zip([0, *sorted(cuts)], [*sorted(cuts), RUN], strict=True)]
    secrets = Secrets.make([a_secret(f"{before}{run}壬癸")], shown())

    assert [*secrets.in_text(BLOCK.join((around, *blocks, around)))]
    assert [*secrets.in_text(around + run + around)]


@pytest.mark.slow
@settings(max_examples=400, deadline=None)
@given(**PAGES_OF_CUTS)
def test_the_fast_search_equals_the_definition_many_times(**case: Any) -> None:
    """As above, for more pages."""
    test_the_fast_search_equals_the_definition.hypothesis.inner_test(**case)


@pytest.mark.slow
@settings(max_examples=400, deadline=None)
@given(**CUT_RUNS)
def test_a_run_is_found_wherever_it_stands_many_times(**case: Any) -> None:
    """As above, for more runs."""
    test_a_run_is_found_wherever_it_stands.hypothesis.inner_test(**case)


@pytest.mark.parametrize("code", sorted(code for code in CODES if code.startswith("A00")))
def test_every_code_of_a_file_names_the_file(code: str) -> None:
    """The message says which built file it is about."""
    found = as_diagnostic(Leak("x/a.zip", "b.txt", "", 1, code))

    assert "x/a.zip (b.txt)" in found.message("zh")
    assert "x/a.zip (b.txt)" in found.message("en")


def test_only_formats_without_a_reader_are_warnings() -> None:
    """Everything else that the audit finds stops the build."""
    weights = {code: CODES[code].severity for code in CODES if code.startswith("A")}

    assert {"A008", "A009"} == {code for code, weight in weights.items() if weight != Severity.ERROR}


@pytest.mark.parametrize(
    ("found", "planned", "expected"),
    [
        ({"a", "b"}, {"a"}, [("A020", "b")]),
        ({"a"}, {"a", "b"}, [("A021", "b")]),
        ({"x/_a", "b.draft.html"}, {"x/_a", "b.draft.html"}, [("A022", "b.draft.html"), ("A022", "x/_a")]),
        ({"a"}, {"a"}, []),
    ],
)
def test_the_files_are_those_that_were_planned(
    found: set[str], planned: set[str], expected: list[tuple[str, str]]
) -> None:
    """No file is there without a reason, none is missing, and none has the name of a draft."""
    got = [d for audit in AUDITS for d in audit(frozenset(found), frozenset(planned))]

    assert expected == [(d.code, d.place.path) for d in got]


def test_dead_links_are_found(tmp_path: Path) -> None:
    """A link leads to a file below the root and to an anchor in it, however it is written."""
    (tmp_path / "a b").mkdir()
    (tmp_path / "a b" / "index.html").write_text("<h1 id='题'>x</h1><a name=n></a>", encoding="utf-8")
    links = [
        "a%20b/",
        "a%20b/#题",
        "a%20b/#%E9%A2%98",
        "/a%20b/#n",
        "#top",
        "https://example.org/x",
        "mailto:a@example.org",
    ]
    dead = ["a%20b", "a%20b/#none", "no/", "../x/", "#no", "style.css"]
    tags = "".join(f"<a href='{link}'>x</a>" for link in [*links, *dead[:-1]])
    (tmp_path / "index.html").write_text(f"<p id=top>{tags}<link rel=stylesheet href={dead[-1]}>", encoding="utf-8")

    assert [DeadLink("index.html", link) for link in dead] == [*dead_links(tmp_path, ["index.html", "a b/index.html"])]


def test_only_what_is_fetched_is_a_foreign_request() -> None:
    """A reader may click on another host, a page may not ask it by itself."""
    fine = "<a href='https://a.example/'>x</a><link rel=canonical href='https://b.example/'><img src='c.png'>"
    bad = (
        "<img src='//d.example/x'><link rel='stylesheet' href='https://e.example/'><script src='http://f.example/'></script>"
        "<style>@import 'https://g.example/'; p {background: url(https://h.example/i)}</style>"
        "<p style=\"background: url('https://i.example/')\"><img srcset='a.png 1x, https://j.example/ 2x'>"
    )

    assert () == foreign_requests(fine)
    assert list("defghij") == sorted(address.split("//")[1][0] for address in foreign_requests(fine + bad))
