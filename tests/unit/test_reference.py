"""What is documented is there, what is there is documented, and the schemas accept what the builder accepts."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from builder import json_schema, phrases, reference
from builder.cli import VERBS
from builder.codes import CODES
from builder.content import frontmatter, schema
from builder.content.fields import FOLDERS, LABELS, TABLES
from builder.diagnostics import Place, as_text, diagnostic

if TYPE_CHECKING:
    from builder.content.frontmatter import Node

REPOSITORY = Path(__file__).parents[2]
PAGES = reference.pages()
CONTENT = sorted((REPOSITORY / "content").rglob("*.md")) + sorted((REPOSITORY / "content").rglob("*.yml"))
DOCUMENTATION = sorted((*REPOSITORY.glob("*.md"), *REPOSITORY.glob("docs/*.md")))


@pytest.mark.parametrize("name", sorted(PAGES))
def test_reference_page_is_what_the_tables_say(name: str) -> None:
    """A reference page is written by `python -m builder.reference` after each change of its table."""
    assert PAGES[name] == (reference.DOCS / name).read_text(encoding="utf-8")


def test_no_reference_page_is_left_over() -> None:
    """A schema whose table has gone goes too."""
    there = {f"schema/{path.name}" for path in (reference.DOCS / "schema").iterdir()}

    assert {name for name in PAGES if name.startswith("schema/")} == there


@pytest.mark.parametrize("shapes", [json_schema.SHAPES, reference.SHAPE_WORDS])
def test_every_shape_is_described(shapes: dict[str, Any]) -> None:
    """A new way to read a value gets a schema and a word in the documentation."""
    assert schema.SHAPES.keys() == shapes.keys()


def test_every_code_is_reported_somewhere_and_every_reported_code_exists() -> None:
    """The table of diagnostics holds what the program can say, no more and no less."""
    sources = [path for path in (REPOSITORY / "builder").rglob("*.py") if path.name != "codes.py"]
    used = {code for path in sources for code in re.findall(r'"([A-Z]\d{3})"', path.read_text(encoding="utf-8"))}

    assert set(CODES) == used


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_says_the_same_in_both_languages(code: str) -> None:
    """A message and its hint have the same gaps in Chinese and English, and one has a hint if the other has."""
    entry = CODES[code]

    assert _gaps(entry.zh) == _gaps(entry.en)
    assert bool(entry.hint_zh) == bool(entry.hint_en)
    assert entry.severity in {"error", "warning", "note"}


def test_what_is_missing_is_installed_in_one_way() -> None:
    """By the name of an extra that there is: pip knows it from a checkout that is installed as from a package."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    hints = [hint for entry in CODES.values() for hint in (entry.hint_zh, entry.hint_en)]
    commands = [found for hint in hints for found in re.findall(r"pip install \S*\[.*?\]\S?", hint)]

    assert {"pip install 'gongkai[pdf]'", "pip install 'gongkai[import]'"} == set(commands)
    assert {"pdf", "import"} <= project["optional-dependencies"].keys()


@pytest.mark.parametrize("kind", sorted(TABLES))
def test_schema_is_valid_draft_2020_12(kind: str) -> None:
    """A schema is one that a validator of its draft can read."""
    Draft202012Validator.check_schema(json_schema.schema(kind))


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.relative_to(REPOSITORY).as_posix())
def test_schema_accepts_the_sample(path: Path) -> None:
    """Every file of the sample content is valid, read as text and read as an editor reads YAML."""
    kind, value = _front_matter(path)
    validator = Draft202012Validator(json_schema.schema(kind))

    assert [] == [error.message for error in validator.iter_errors(value)]
    assert [] == [error.message for error in validator.iter_errors(_as_an_editor(value))]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("page", {"标题": "关于本站"}),
        ("page", {"标题": "关于本站", "信息公开属性": "也许公开"}),
        ("page", {"标题": "关于本站", "信息公开属性": "涉密"}),
        ("page", {"标题": "关于本站", "信息公开属性": "不予公开"}),
        ("page", {"标题": "关于本站", "信息公开属性": "摘要公开", "不公开理由": "个人隐私"}),
        ("page", {"标题": "关于本站", "title": "关于本站", "信息公开属性": "公开"}),
        ("page", {"标题": "关于本站", "信息公开属性": "公开", "作者": "小王"}),
        ("proposal", {"标题": "关于公交的提案", "届次": "zx-5-1", "编号": "第/1", "信息公开属性": "公开"}),
        ("update", {"标题": "开会", "信息公开属性": "公开", "日期": "昨天"}),
        ("update", {"标题": "开会", "信息公开属性": "公开", "相关": "../x.md"}),
        ("session", {"机构": "工会", "名称": "一次会议", "年份": "2024"}),
        ("session", {"机构": "政协", "名称": "一次会议", "年份": "2024", "届": "0届"}),
        ("site", {"名称": "答复公开", "网址": "www.example.org"}),
        ("topic", [{"别名": "教育"}]),
    ],
)
def test_schema_refuses_what_is_wrong(kind: str, value: object) -> None:
    """A missing, doubled or unknown field, a word that is none of the known ones, a wrong form: each is refused."""
    assert list(Draft202012Validator(json_schema.schema(kind)).iter_errors(value))


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_readme_names_every_command(readme: str) -> None:
    """The table of commands has one line for each verb."""
    text = (REPOSITORY / readme).read_text(encoding="utf-8")

    assert {*VERBS} == set(re.findall(r"^\| `([a-z]+)", text, re.MULTILINE))


def test_every_verb_has_its_phrase() -> None:
    """What a verb does is said in both languages by the help."""
    assert set(VERBS) <= set(phrases.PHRASES)


@pytest.mark.parametrize("page", DOCUMENTATION, ids=lambda page: page.name)
def test_links_between_pages_of_the_documentation_lead_somewhere(page: Path) -> None:
    """A link to a file of the repository names one that is there."""
    prose = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    links = re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", prose)

    assert [] == [link for link in links if not (page.parent / link).exists()]


@pytest.mark.parametrize(("page", "language"), [("editing.md", "en"), ("editing.zh-CN.md", "zh")])
def test_an_editor_finds_problems_by_the_pattern_of_the_documentation(page: str, language: str) -> None:
    """The tasks of VS Code as printed read the place, the code and the message of what `check` prints."""
    text = (REPOSITORY / "docs" / page).read_text(encoding="utf-8")
    task = json.loads(next(block for block in re.findall(r"```json\n(.*?)```", text, re.DOTALL) if "tasks" in block))
    matchers = task["tasks"][0]["problemMatcher"]
    patterns = [matcher["pattern"] for matcher in (matchers if isinstance(matchers, list) else [matchers])]
    found = diagnostic("D001", Place("replies/2024/a.md", 4, 2), found="日期", nearest_key="答复日期")
    head = as_text(found, language).splitlines()[0]

    match, pattern = next((match, p) for p in patterns if (match := re.fullmatch(p["regexp"], head)))
    assert ("replies/2024/a.md", "4", "2") == (match[pattern["file"]], match[pattern["line"]], match[pattern["column"]])
    assert ("D001", found.message(language)) == (match[pattern["code"]], match[pattern["message"]])


def _gaps(text: str) -> set[str]:
    return set(re.findall(r"(?<!\{)\{(\w+)\}", text))


def _front_matter(path: Path) -> tuple[str, Any]:
    text = path.read_text(encoding="utf-8")
    folder = path.relative_to(REPOSITORY / "content").parts[0]
    kind = FOLDERS.get(folder) or {"site.yml": "site", "topics.yml": "topic"}[folder]
    if path.suffix == ".md":
        raw, _ = frontmatter.split(path.name, text, LABELS)
        assert raw is not None
        return kind, _plain(raw.fields)
    node, _ = frontmatter.parse_any(path.name, text, LABELS)
    assert node is not None
    return kind, _plain(node)


def _plain(node: Node) -> Any:
    if isinstance(node, frontmatter.Scalar):
        return node.text
    if isinstance(node, frontmatter.Sequence):
        return [_plain(item) for item in node.items]
    return {key.text: _plain(value) for key, value in node.entries}


def _as_an_editor(value: Any) -> Any:
    """Turn rows of digits into numbers and empty values into null, as YAML 1.2 reads them where nothing is quoted."""
    if isinstance(value, dict):
        return {key: _as_an_editor(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_as_an_editor(inner) for inner in value]
    return int(value) if value.isdecimal() else value or None
