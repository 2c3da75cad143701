from __future__ import annotations

import csv
import hashlib
import io
import json
import sqlite3
from typing import TYPE_CHECKING, Any

import frictionless
import pytest

from builder.diagnostics import BuildFailed
from builder.output import database, sheets
from builder.pipeline import build
from builder.pipeline.run import Options
from builder.site.opendata import files, tables
from builder.site.opendata.page import _QUERIES
from builder.site.opendata.rows import Row
from tests.conftest import a_report, paths_in
from tests.makers import a_document, a_proposal, a_reply, a_site, write_tree
from tests.outputs import built

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from builder.pipeline.run import Paths

ASKED = "村里老人多。\n\n建议：\n\n一、建设养老服务站。\n\n二、增设信号灯。\n"
LETTER = "现答复如下：\n\n一、关于“建设养老服务站”的建议。已建成，见[第42号](replies/2024/042-jyj.md)。\n"
TREE = {
    "site.yml": (
        "名称: 测试市答复公开（示例）\n网址: https://example.org/open/\n许可: {名称: 署名 4.0, 网址: https://example.org/by/}\n"
        "公开: {依申请公开: 列目录, 不予公开: 计数}\n"
    ),
    "proposals/2024/041.md": a_proposal(ASKED, 分类="[养老]", 会办单位="市教育局"),
    "replies/2024/041-mzj.md": a_reply(LETTER, 承诺="[{事项: 年底前装灯, 期限: 2024-12-31, 状态: 进行中}]"),
    "replies/2024/042-jyj.md": a_reply(
        "不应出现的正文，只有经办的人读过它的每一句。\n",
        答复编号="042",
        答复单位="市教育局",
        标题="=一个像公式的标题",
        信息公开属性="依申请公开",
        不公开理由="内部事务",
    ),
    "replies/2024/043-jyj.md": a_reply(
        "x。\n", 答复编号="043", 答复单位="市教育局", 信息公开属性="不予公开", 不公开理由="个人隐私"
    ),
    "reports/2024/zongti.md": a_document(
        标题="总体情况", 年份="2024", 数据="{承办: 3, 办复率: 100%}", 信息公开属性="主动公开"
    ),
    "meetings/2024/xieshang.md": a_document(
        "开场。\n\n## 养老\n市民政局\n\n会上的发言。\n", 标题="协商会", 日期="2024-05-01", 信息公开属性="主动公开"
    ),
    "pages/about.md": a_document("见[数据](/data/)。\n", 标题="关于本站", 信息公开属性="主动公开"),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    """Build a site with something in most tables."""
    paths = paths_in(tmp_path_factory.mktemp("site"))
    write_tree(paths.content, a_site(**TREE))
    built(paths)
    return paths


@pytest.fixture
def data(made: Paths) -> Path:
    """Give the folder of its data."""
    return made.output / "data"


@pytest.fixture
def base(data: Path) -> Iterator[sqlite3.Connection]:
    """Open its database."""
    connection = sqlite3.connect(f"file:{data / files.DATABASE}?mode=ro", uri=True)
    yield connection
    connection.close()


def sheet(data: Path, name: str) -> list[dict[str, str]]:
    """Read a sheet."""
    return list(csv.DictReader(io.StringIO((data / name).read_text("utf-8"), newline="")))


# --- The whole ----------------------------------------------------------------------------------------------------


def test_the_package_and_all_its_data_are_valid(data: Path) -> None:
    """Frictionless checks descriptor, bytes, digests, types, keys and references."""
    report = frictionless.Package(str(data / files.PACKAGE)).validate()

    assert [] == report.flatten(["name", "type", "message"])
    assert [resource.name for resource in frictionless.Package(str(data / files.PACKAGE)).resources][-1] == "database"


def test_every_file_has_its_size_and_digest(data: Path) -> None:
    """In the package, in the list of digests, and as the file is."""
    resources = json.loads((data / files.PACKAGE).read_bytes())["resources"]
    sums = dict(reversed(line.split("  ")) for line in (data / files.SUMS).read_text().splitlines())

    for resource in resources:
        content = (data / resource["path"]).read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        assert (len(content), f"sha256:{digest}") == (resource["bytes"], resource["hash"])
        assert digest == sums[resource["path"]]
    assert {*files.every(), "index.html"} == {path.name for path in data.iterdir()}


def test_every_column_is_explained_in_both_languages(data: Path) -> None:
    """On the page as in the package."""
    page = (data / "index.html").read_text("utf-8")

    for table in tables.TABLES:
        assert f'id="{table.name}"' in page
        for column in table.columns:
            assert column.zh
            assert column.en
            assert f"<code>{column.name}</code>" in page


def test_the_licence_is_the_one_that_the_site_states(made: Paths, data: Path, tmp_path: Path) -> None:
    """Where it states none, nobody makes one up."""
    paths = paths_in(tmp_path)
    write_tree(paths.content, a_site())
    built(paths)
    without = json.loads((paths.output / "data" / files.PACKAGE).read_bytes())

    assert [{"title": "署名 4.0", "path": "https://example.org/by/"}] == json.loads(
        (data / files.PACKAGE).read_bytes()
    )["licenses"]
    assert "licenses" not in without
    assert "本站没有写明使用许可" in (paths.output / "data/index.html").read_text("utf-8")


# --- CSV and JSON Lines -------------------------------------------------------------------------------------------


def test_sheets_hold_what_a_reader_joins_on(data: Path) -> None:
    """A suggestion leads to its proposal, an answer to its suggestion and its letter."""
    asked = sheet(data, "suggestions.csv")
    (answer,) = sheet(data, "answers.csv")

    assert ["建设养老服务站", "增设信号灯"] == [row["text"].rstrip("。") for row in asked]
    assert ("answered", "/proposals/zx-5-3/041/") == (asked[0]["state"], asked[0]["proposal"])
    assert (asked[0]["id"], "/replies/zx-5-3/041/mzj/") == (answer["suggestion"], answer["reply"])
    assert "已建成，见第42号" in answer["text"]
    assert [("mzj", "lead"), ("jyj", "co")] == [
        (row["department"], row["role"]) for row in sheet(data, "proposal_departments.csv")
    ]
    assert ["年底前装灯"] == [row["item"] for row in sheet(data, "commitments.csv")]
    assert ["handled", "answer_rate"] == [row["figure"] for row in sheet(data, "report_figures.csv")]


def test_full_texts_are_in_json_lines_and_not_in_csv(data: Path) -> None:
    """A link to what is not public is its words there too."""
    (line,) = [json.loads(line) for line in (data / "replies.jsonl").read_text("utf-8").splitlines()]

    assert LETTER.replace("[第42号](replies/2024/042-jyj.md)", "第42号").strip() == line["text"]
    assert "text" not in sheet(data, "replies.csv")[0]


def test_only_rows_and_counts_are_told_of_what_is_not_public(data: Path) -> None:
    """What the policy lists, and how many the policy counts."""
    (notice,) = sheet(data, "notices.csv")

    assert {
        "place": "1",
        "kind": "reply",
        "session": "zx-5-3",
        "number": "042",
        "year": "2024",
        "title": "=一个像公式的标题",
        "department": "jyj",
    } == notice
    assert [{"year": "2024", "reason": "个人隐私", "documents": "1"}] == sheet(data, "withheld.csv")


@pytest.mark.parametrize(
    ("value", "kind", "cell"),
    [
        ("091", "text", "\t091"),
        ("0999-5550100", "text", "\t0999-5550100"),
        ("1-2", "text", "\t1-2"),
        ("100%", "text", "\t100%"),
        ("2024-06-03", "date", "2024-06-03"),
        (2024, "integer", "2024"),
        (True, "boolean", "true"),
        (None, "text", ""),
        ("=HYPERLINK(1)", "text", "'=HYPERLINK(1)"),
        (" +1", "text", "' +1"),
        ("-1", "text", "'-1"),
        ("@SUM(1)", "text", "'@SUM(1)"),
        ("＝1+1", "text", "'＝1+1"),
        ("\t=1", "text", "'\t=1"),
        (["张三", "李四"], "list", "张三|李四"),
        (["=1"], "list", "'=1"),
        ("3号楼的灯", "text", "3号楼的灯"),
    ],
)
def test_nothing_is_a_formula_or_loses_its_zeros_in_a_spreadsheet(value: Any, kind: str, cell: str) -> None:
    """An apostrophe makes a text of what looks like a formula, a tab of what looks like a number."""
    assert cell == sheets.as_excel_cell(value, kind)


def test_the_sheet_for_excel_says_that_it_is_utf_8(data: Path) -> None:
    """It begins with a byte order mark; the other does not; both end lines as RFC 4180 says."""
    excel, plain = ((data / name).read_bytes() for name in ("notices-excel.csv", "notices.csv"))

    assert excel.startswith(b"\xef\xbb\xbfplace,")
    assert "\t042,2024,'=一个像公式的标题" in excel.decode("utf-8-sig")
    assert plain.startswith(b"place,")
    assert 2 == plain.count(b"\r\n") == plain.count(b"\n")


# --- SQLite -------------------------------------------------------------------------------------------------------


def test_the_database_is_whole(base: sqlite3.Connection) -> None:
    """Every reference leads to a row, and nothing is damaged."""
    assert [] == base.execute("PRAGMA foreign_key_check").fetchall()
    assert [("ok",)] == base.execute("PRAGMA integrity_check").fetchall()


@pytest.mark.parametrize(
    ("word", "found"), [("养老", 3), ("发言", 1), ("服务站", 2), ("信号", 1), ("老站", 0), ("养老服务站", 2)]
)
def test_full_text_search_finds_words_of_two_characters_and_more(
    base: sqlite3.Connection, word: str, found: int
) -> None:
    """With the query that Datasette is given, in SQLite as it comes: proposal, letter and speech."""
    assert found == len(base.execute(files.SEARCH, {"word": word}).fetchall())


@pytest.mark.parametrize("key", ["unanswered", "two_characters", "longer", "units"])
def test_the_examples_on_the_page_work(base: sqlite3.Connection, key: str) -> None:
    """Each is answered with something."""
    assert base.execute(_QUERIES[key]).fetchall()


def test_every_document_is_found_by_full_text_search(base: sqlite3.Connection) -> None:
    """Each once, a speech apart from its meeting."""
    kinds = sorted(kind for (kind,) in base.execute("SELECT kind FROM documents"))
    assert ["meeting", "page", "proposal", "reply", "report", "speech"] == kinds


def test_the_header_names_no_version_of_sqlite(data: Path) -> None:
    """Which would differ from machine to machine; readers take it for a hint."""
    header = (data / files.DATABASE).read_bytes()[:100]

    assert (1, 1, 0) == tuple(int.from_bytes(header[at : at + 4], "big") for at in (24, 92, 96))


def test_words_are_pairs_within_a_run_of_characters() -> None:
    """No pair goes over a comma; letters and numbers are words of their own, at one width."""
    assert {"医养", "养", "结合", "合", ",", "A1,"} == {*database.words_of("医养，结合Ａ１，").split()}


# --- Same in, same out --------------------------------------------------------------------------------------------


def test_the_data_do_not_depend_on_processes_or_cache(made: Paths, data: Path, tmp_path: Path) -> None:
    """Byte for byte, made again by two processes from nothing."""
    paths = paths_in(tmp_path)
    write_tree(paths.content, a_site(**TREE))
    built(paths, jobs=2)

    assert {path.name: path.read_bytes() for path in data.iterdir()} == {
        path.name: path.read_bytes() for path in (paths.output / "data").iterdir()
    }


def test_files_stay_while_nothing_in_them_changes(tmp_path: Path) -> None:
    """An edit of a letter touches the letters and the database; what it does not concern is not written again."""
    paths = paths_in(tmp_path)
    write_tree(paths.content, a_site(**TREE))
    built(paths)
    times = {path.name: path.stat().st_mtime_ns for path in (paths.output / "data").iterdir()}
    write_tree(paths.content, {"replies/2024/041-mzj.md": a_reply(LETTER + "\n另起一段。\n")})
    changes = built(paths).changes
    after = {path.name: path.stat().st_mtime_ns for path in (paths.output / "data").iterdir()}

    changed = {name for name in after if after[name] != times[name]}
    assert {"replies.jsonl", "commitments.csv", "commitments.jsonl", "commitments-excel.csv"} <= changed
    assert not changed & {"proposals.csv", "proposals.jsonl", "departments.csv", "reports.jsonl"}
    assert {f"data/{name}" for name in changed} <= {*changes.changed}
    assert () == built(paths).changes.changed


def test_data_may_be_left_out_of_a_draft(tmp_path: Path) -> None:
    """The page says so, and no file of an earlier build stays."""
    paths = paths_in(tmp_path)
    write_tree(paths.content, a_site())
    built(paths)
    result = build(paths, Options(search=False, data=False), a_report())

    assert "absent" == result.data_state
    assert ["index.html"] == [path.name for path in (paths.output / "data").iterdir()]
    assert "--no-data" in (paths.output / "data/index.html").read_text("utf-8")


def test_data_wait_in_a_preview_only_while_nothing_is_withdrawn(tmp_path: Path) -> None:
    """An edit leaves the files of the last build; what is withdrawn takes them away at once."""
    paths = paths_in(tmp_path)
    later = Options(search=False, index_later=True)
    write_tree(paths.content, a_site())
    built(paths)
    write_tree(paths.content, {"replies/2024/041-mzj.md": a_reply("另一封信。\n")})
    edited = build(paths, later, a_report())
    stayed = (paths.output / "data" / files.DATABASE).is_file()
    write_tree(
        paths.content,
        {"replies/2024/041-mzj.md": a_reply("另一封信。\n", 信息公开属性="不予公开", 不公开理由="内部事务")},
    )
    withdrawn = build(paths, later, a_report())

    assert ("renewing", True) == (edited.data_state, stayed)
    assert "renewing" == withdrawn.data_state
    assert ["index.html"] == [path.name for path in (paths.output / "data").iterdir()]
    assert "ready" == built(paths).data_state


# --- Leaks --------------------------------------------------------------------------------------------------------

SECRET = "不应出现的正文，只有经办的人读过它的每一句"


def _leaking(rows: Iterator[Row]) -> Iterator[Row]:
    """Put a secret where a careless program would."""
    for row in rows:
        yield Row(row.table, {**row.values, "name": SECRET}) if row.table == "departments" else row


@pytest.mark.parametrize("leak", ["sheet", "database", "free page", "index"])
def test_a_secret_in_the_data_stops_the_build(leak: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a cell of a sheet or of the database, in what is left of a deleted row, or in the words of its index."""
    paths = paths_in(tmp_path)
    write_tree(paths.content, a_site(**TREE))
    write_sheets, write_database = sheets.write, database.write

    def planted(documents: Any, others: Any, draft: Path, finished: Path) -> None:
        write_database(documents, _leaking(others) if leak == "database" else others, draft, finished)
        connection = sqlite3.connect(finished)
        if leak == "free page":
            connection.execute("PRAGMA secure_delete=OFF")  # some systems turn it on
            connection.execute("CREATE TABLE gone AS SELECT ? AS text", (SECRET,))
            connection.commit()
            connection.execute("DROP TABLE gone")
        if leak == "index":
            connection.execute("INSERT INTO full_text (rowid, words) VALUES (999, ?)", (SECRET.replace("，", ""),))
        connection.commit()
        connection.close()

    monkeypatch.setattr(database, "write", planted)
    if leak == "sheet":
        monkeypatch.setattr(sheets, "write", lambda rows, *more: write_sheets(_leaking(rows), *more))
    with pytest.raises(BuildFailed) as stopped:
        built(paths)

    assert {"A001"} == {problem.code for problem in stopped.value.diagnostics if problem.severity == "error"}
    assert not paths.output.exists() or not (paths.output / "data").exists()


def test_a_full_disk_is_no_fault_of_ours(tmp_path: Path) -> None:
    """What SQLite says of a disk is said as the system says it, so that the command ends as for any other file."""
    with pytest.raises(OSError, match="unable to open"):
        database.write((), (), tmp_path / "none" / "draft", tmp_path / "none" / "finished")
