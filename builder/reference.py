"""
Write the reference pages of `docs/` from the tables that the program itself reads, so that they cannot be wrong.

    python -m builder.reference

writes them anew; a test compares what is there with what would be written.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from builder.codes import CODES, Code
from builder.content import wordings
from builder.content.fields import TABLES, Field
from builder.content.model import Disclosure
from builder.gaps import fill
from builder.json_schema import schema
from builder.pipeline.run import SHIPPED_LAYOUTS
from builder.site import layouts as shipped
from builder.site import translations
from builder.site.views import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

DOCS = Path(__file__).parents[1] / "docs"
_PACKAGE = Path(__file__).parent
_VIEWS = _PACKAGE / "site" / "views"

_GENERATED = "<!-- Written by `python -m builder.reference`; change the table it is made from, not this page. -->"


def pages() -> Mapping[str, str]:
    """Make every reference page, by its path below `docs/`."""
    return {
        "front-matter.md": front_matter(),
        "diagnostics.md": diagnostics(),
        "figures.md": figures(),
        "layouts.md": layouts(),
        "modules.md": modules(),
        **{f"schema/{kind}.json": _json(schema(kind)) for kind in TABLES},
    }


def main() -> None:
    """Write the pages that have changed."""
    for name, text in pages().items():
        path = DOCS / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(path)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def _read(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Write a Markdown table; a bar inside a cell is escaped."""
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"


# --- front-matter.md ----------------------------------------------------------------------------------------------
class _Title(NamedTuple):
    kind: str
    files: str
    zh: str
    en: str


_TITLES = (
    _Title("proposal", "proposals/<year>/<name>.md", "提案、建议", "proposal"),
    _Title("reply", "replies/<year>/<name>.md", "答复", "reply"),
    _Title("report", "reports/<year>/<name>.md", "办理总体情况", "report"),
    _Title("meeting", "meetings/<year>/<name>.md", "专题协商", "meeting"),
    _Title("update", "updates/<year>/<name>.md", "工作动态", "update"),
    _Title("page", "pages/<name>.md", "固定页面", "standing page"),
    _Title("site", "site.yml", "站点设置", "settings of the site"),
    _Title("department", "departments/<slug>.yml", "单位", "department"),
    _Title("session", "sessions/<slug>.yml", "届次", "session"),
    _Title("topic", "topics.yml", "主题（每项）", "topic (each entry)"),
)

SHAPE_WORDS = {
    "text": "文字",
    "texts": "文字，一个或列表",
    "number": "编号",
    "numbers": "编号，一个或列表",
    "date": "日期",
    "date-or-text": "日期或文字",
    "count": "整数",
    "integer": "整数",
    "ordinal": "整数，从 1 起",
    "year": "年份",
    "flag": "是、否",
    "path": "文件路径",
    "paths": "文件路径，一个或列表",
    "url": "网址",
    "language": "语言",
    "disclosure": "[公开属性](#公开属性--disclosure)",
    "role": "几个词之一",
    "state": "几个词之一",
    "body": "几个词之一",
    "on-request": "几个词之一",
    "withheld": "几个词之一",
    "personal-data": "几个词之一",
    "mapping": "{…}",
    "mappings": "{…} 的列表",
    "allowances": "{…} 的列表",
    "letters": "{字母: 结果}",
}
"""What a value of each shape is; the same shapes as `content.schema.SHAPES`, compared by a test."""

_FRONT_MATTER = """\
# 字段 Front matter

{generated}

每个文件开头两行 `---` 之间写字段（`.yml` 文件整个都是字段）。字段名用**标签**或**键**都可以，同一字段不能两个都写；
不认识的字段名是错误。标签后面的全角冒号（`信息公开属性：可以公开`）也可以。● 必填；其余没有就不写，不要编造。
要填列表的地方只有一个值时，可以直接写（`主办单位: 市教育局`）。日期写成 `2021-06-10`、`2021年6月10日` 或
`二〇二一年六月十日`。路径相对于内容目录。不接受 YAML 的锚点、引用、标签和合并键。

Fields stand between two lines of `---` at the head of a file (a `.yml` file is all fields), each under its **label** or
its **key**, never both; an unknown name is an error. ● is required; what a document does not state is left out. One
value stands for a list of one. Paths are relative to the content folder. YAML anchors, aliases, tags and merge keys are
refused. How to write the text below the fields: [editing.md](editing.md). For editors, the same as JSON Schema:
[schema/](schema/).

`redirects.yml` 没有固定的字段：每行 `旧网址: 新网址或内容文件` · `redirects.yml` maps old addresses to new ones, or to
content files.
"""


def front_matter() -> str:
    """Make the page of all fields and wordings."""
    lines = [_FRONT_MATTER.format(generated=_GENERATED)]
    for title in _TITLES:
        lines += [f"## {title.zh} {title.en}", "", f"`{title.files}` · [schema](schema/{title.kind}.json)", ""]
        lines += [*_fields(TABLES[title.kind]), ""]
    lines += ["## 字段中的字段 fields of fields", ""]
    for (label, key, table), kinds in _inner_tables().items():
        lines += [f"### {label} {key}（{'；'.join(kinds)}）", "", *_fields(table), ""]
    return "\n".join([*lines, *_attributes(), *_results(), *_other_words()]) + "\n"


def _fields(table: tuple[Field, ...]) -> Iterator[str]:
    """Write one table of fields."""
    yield from _table(
        ("标签", "键", "", "值", "说明", "meaning"),
        ((f"`{f.label}`", f"`{f.key}`", "●" * f.required, SHAPE_WORDS[f.shape], f.zh, f.en) for f in table),
    )


def _inner_tables() -> Mapping[tuple[str, str, tuple[Field, ...]], list[str]]:
    """Find each table inside another once, with the kinds of files that have it."""
    found: dict[tuple[str, str, tuple[Field, ...]], list[str]] = defaultdict(list)
    for title in _TITLES:
        pending = list(TABLES[title.kind])
        while pending:
            field = pending.pop(0)
            if field.table:
                found[field.label, field.key, field.table].append(title.zh)
                pending[:0] = field.table
    return found


_STATES = {
    Disclosure.PUBLIC: ("全文", "the full text"),
    Disclosure.SUMMARY: ("只有摘要，正文任何地方都不出现", "the summary; the text is nowhere"),
    Disclosure.REDACTED: ("去掉所标段落的正文，原处注明理由", "the text, a reason in place of each marked passage"),
    Disclosure.ON_REQUEST: ("什么也没有；或按本站政策，目录里一行", "nothing, or by policy one row in lists"),
    Disclosure.WITHHELD: ("什么也没有；或按本站政策，计入件数", "nothing, or by policy one in a count"),
}
_SECRET = ("—", "整个构建停止，指出文件", "the whole build stops and names the file")

_ATTRIBUTES = """\
## 公开属性 / disclosure

写在信上的原话照写，读时不计括号、空格和全角半角，繁体的写法也可以。表里没有的一律是错误，不会公开。

Written as on the letter; brackets, blanks, width and the traditional script do not matter. Nothing else is read.
"""
_REASONS = """
不公开理由（reason）按开头归类：{classes}。它从不发布；计数只用类别。附件只能整份公开、依申请公开或不予公开。

The class of a reason is how it begins; the reason itself is never published. An attachment is public as a whole or not
at all.
"""
_RESULTS = """\
## 办理结果 / result

照信上的词或字母写。字母的意思由届次的 `结果分类` 决定；页面总是同时显示原词。
不认识的词照写显示，作未说明处理，给一个警告。

Words or a letter as printed; a letter is read by the session's `结果分类`, and the page shows the place's own wording
beside it. Unknown words are shown as printed and read as unstated, with a warning.
"""


def _attributes() -> Iterator[str]:
    words: dict[str, list[str]] = defaultdict(list)
    for word, state in wordings.DISCLOSURE_WORDS.items():
        words[state].append(word)
    yield _ATTRIBUTES
    rows = [(f"`{state.value}`", "、".join(words[state]), zh, en) for state, (zh, en) in _STATES.items()]
    name, zh, en = _SECRET
    yield from _table(
        ("", "写法", "公众看到", "the public gets"), [*rows, (name, "、".join(words[wordings.SECRET]), zh, en)]
    )
    yield _REASONS.format(classes="、".join((*wordings.REASON_CLASSES, wordings.OTHER_REASON)))


def _results() -> Iterator[str]:
    words: dict[str, list[str]] = defaultdict(list)
    for word, form in wordings.RESULT_WORDS.items():
        words[form].append(word)
    yield _RESULTS
    yield from _table(("", "写法"), [(f"`{form}`", "、".join(words[form])) for form in wordings.RESULT_FORMS])
    yield ""


def _other_words() -> Iterator[str]:
    tables = {
        "办理方式 / role": wordings.ROLES,
        "承诺状态 / state": wordings.COMMITMENT_STATES,
        "机构 / body": wordings.BODIES,
    }
    rows = [(name, "、".join(f"{word} `{form}`" for word, form in words.items())) for name, words in tables.items()]
    yield from ("## 其他用词 / other words", "")
    yield from _table(("", "写法"), [*rows, ("满意度 / satisfaction", "、".join(wordings.SATISFACTION))])


# --- diagnostics.md -----------------------------------------------------------------------------------------------
_LETTERS = {
    "F": ("文件和 front matter", "files and front matter"),
    "D": ("字段", "fields of one document"),
    "L": ("文件之间的联系", "links between documents"),
    "R": ("内容的规则", "rules over the archive"),
    "P": ("删减标记、个人信息", "marked passages and personal data"),
    "A": ("对输出的审计", "the audit of the output"),
    "B": ("构建本身", "the build itself"),
    "I": ("导入原始文件", "the import of raw documents"),
}

_DIAGNOSTICS = """\
# 诊断 Diagnostics

{generated}

每条诊断都有固定的编号、位置（`文件:行:列`）、发现了什么、应当是什么、怎么办；一次运行报告全部问题。
错误使构建停止，原来的网站不动；警告和提示不影响构建。诊断从不引用正文、删减的段落、个人信息，也不引用不公开文件的字段
（写错的公开属性除外）。`…` 处填具体内容。

Every diagnostic has a fixed code, a place (`file:line:column`), what was found, what was expected and what to do; one
run reports them all. An error stops the build and leaves the previous site as it was; a warning or note does not. No
diagnostic quotes a body, a marked passage, a personal datum, or a field of a document that is not public (but for a
wrong attribute).
"""


def diagnostics() -> str:
    """Make the page of all diagnostics."""
    lines = [_DIAGNOSTICS.format(generated=_GENERATED)]
    for letter, (zh, en) in _LETTERS.items():
        codes = sorted((name, code) for name, code in CODES.items() if name[0] == letter)
        lines += [f"## {letter} {zh} · {en}", ""]
        lines += [*_table(("", "", "诊断", "diagnostic"), (_diagnostic_row(name, code) for name, code in codes)), ""]
    return "\n".join(lines)


def _diagnostic_row(name: str, code: Code) -> tuple[str, ...]:
    weight = {"error": "错误 error", "warning": "警告 warning", "note": "提示 note"}[code.severity]
    return name, weight, _said(code.zh, code.hint_zh), _said(code.en, code.hint_en)


_GAP = re.compile(r"(?<!\{)\{(\w+)")


def _said(message: str, hint: str) -> str:
    """Write a message and its hint, an ellipsis in each gap."""
    both = (fill(text, dict.fromkeys(_GAP.findall(text), "…")) for text in (message, hint) if text)
    return "<br>→ ".join(text.replace("<", "&lt;") for text in both)


# --- figures.md ---------------------------------------------------------------------------------------------------
_FIGURES = """\
# 办理统计 Figures

{generated}

`/statistics/` 是全站的统计，`/statistics/<年份>/` 是一年的统计，各年度、各单位的列表开头有同样的几项。
全部按公开的记录计算：

- **不公开的文件不在任何一个数里**，不作分子，也不作分母；多一份或者少一份不公开的文件，各项数据都不变。
  依申请公开的，只有本站政策是“列目录”时才计入，并且单独列出。
- **件、件次、份。** 件是编号（并案的各算一件），与列表的行数相同；件次是一个单位办理一件；份是一份答复文件。
- **中位数**是从小到大排在中间的数，偶数个时是中间两个的平均；**第90百分位**是至少90%的记录不超过的最小的数。
- **记录不足5件的**，不计算中位数、百分位和比率，只写件数。单位按固定次序（`排序`）排列，从不排名。
- 期限见 `site.yml` 的 `期限`：`办理月数`（缺省 3）和 `公开工作日`（缺省 20）。
  工作日用 chinesecalendar 的数据；它还不知道的年份按周一至周五估算，页面写明。
- **申报与对照。** 报告的 `数据` 与同年、同单位的公开记录对照，答复的 `建议采纳` 与它自己的数字对照。申报的数从不改动。

`/statistics/` is about the whole site, `/statistics/<year>/` about a year; the lists of years and units begin with the
same figures. All of them are made from public records:

- **No figure holds a document that is not public**, neither as a part nor as a whole; one more or one less of them
  changes nothing. What is open on request counts only where the site's policy lists it, and is told apart.
- A number (件) counts once, as in the list; a unit with a number in hand (件次) counts once for that unit; a reply (份)
  is a file.
- The **median** is the middle one, or lies between the two in the middle; the **90th percentile** is the smallest
  number that at least 90 % of the records do not exceed.
- From **fewer than five records** no median, percentile or rate is made. Units stand in a fixed order, never by a
  figure.
- Terms are those of `site.yml` (`deadlines`). Working days come from chinesecalendar; a year that it does not know yet
  is estimated by Monday to Friday, and the page says so.
- **Declared figures** of reports are set beside the public records of the same year and unit, those of a letter beside
  each other. They are never changed.

## 各项 each figure
"""
_VERDICTS = """
## 对照 compared

申报多于本站公开记录（`less`）是常有的：本站只收入可以公开并且送来的文件。记录没有写明、因此说不定的，是 `open`。

`less` is common, since a site holds only what may be public and was handed in. Where records do not say enough it is
`open`.
"""


def figures() -> str:
    """Make the page of all figures from the words that explain them to readers."""
    design = shipped.read((SHIPPED_LAYOUTS,))
    chinese, english = (translations.load(design, language) for language in ("zh-CN", "en"))
    names = re.findall(r"^measure\.(\w+)$", "\n".join(chinese.keys()), re.MULTILINE)

    def row(key: str, *keys: str) -> tuple[str, ...]:
        return f"`{key}`", *[words.say(Words(name, _TERMS)) for name in keys for words in (chinese, english)]

    meanings = [row(name, f"measure.{name}", f"meaning.{name}") for name in names]
    meanings += [row(name, title, f"meaning.{name}") for name, title in _TABLES.items()]
    verdicts = [row(name, f"verdict.{name}") for name in ("same", "less", "more", "open", "differs", "counted")]
    return "\n".join(
        [
            _FIGURES.format(generated=_GENERATED),
            *_table(("", "名称", "name", "含义", "meaning"), meanings),
            _VERDICTS,
            *_table(("", "写作", "written"), verdicts),
            "",
        ]
    )


_TABLES = {"results": "figures.results", "states": "figures.heading_states"}
"""What is shown as a table and not as a figure, and what it is called."""
_TERMS = (("months", "{months}"), ("days", "{days}"))
"""What a site sets stays a gap, as of several."""


# --- layouts.md ---------------------------------------------------------------------------------------------------
_LAYOUTS = """\
# What templates may see

{generated}

How the layouts are ordered, and how to change a part of them for one site: [layouts/README.md](../layouts/README.md).
This page is made from `builder/site/views/`. A field that is not here does not exist; asking for it stops the build.
"""


def layouts() -> str:
    """Make the page of all views: what the package says, then each type with its fields, by rooms in its order."""
    whole = ast.get_docstring(_read(_VIEWS / "__init__.py")) or ""
    rooms = [path for path in _VIEWS.glob("*.py") if path.name != "__init__.py"]
    lines = [_LAYOUTS.format(generated=_GENERATED), whole, ""]
    for room in sorted(rooms, key=lambda path: whole.index(f"`{path.stem}`")):
        module = _read(room)
        lines += [f"## {room.stem}", "", _paragraph(ast.get_docstring(module)), ""]
        for node in module.body:
            if isinstance(node, ast.ClassDef):
                lines += [
                    f"### {node.name}",
                    "",
                    _paragraph(ast.get_docstring(node)),
                    "",
                    *_table(("field", "type", ""), _view_fields(node)),
                    "",
                ]
    return "\n".join(lines)


def _view_fields(view: ast.ClassDef) -> Iterator[tuple[str, str, str]]:
    """List the fields of a view, each with the docstring below it."""
    for statement, after in zip(view.body, [*view.body[1:], None], strict=True):
        if isinstance(statement, ast.AnnAssign):
            says = after.value.value if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant) else ""
            yield f"`{ast.unparse(statement.target)}`", f"`{ast.unparse(statement.annotation)}`", _paragraph(str(says))


def _paragraph(docstring: str | None) -> str:
    return " ".join((docstring or "").split())


# --- modules.md ---------------------------------------------------------------------------------------------------
_MODULES = """\
# Modules

{generated}

What each module is for, and the libraries that it imports. The order in which data travels, and the rules behind the
imports, are in [architecture.md](architecture.md).
"""


def modules() -> str:
    """Make the page of all modules, folder by folder, from their docstrings and imports."""
    lines = [_MODULES.format(generated=_GENERATED)]
    for folder in sorted(path.parent for path in _PACKAGE.rglob("__init__.py")):
        name = ".".join(folder.relative_to(_PACKAGE.parent).parts)
        docstring = ast.get_docstring(_read(folder / "__init__.py")) or ""
        says = docstring.partition("\n\n")[0]
        rows = [_module_row(path) for path in sorted(folder.glob("*.py")) if path.name != "__init__.py"]
        lines += [f"## {name}", "", _paragraph(says), "", *_table(("module", "", "libraries"), rows), ""]
    return "\n".join(lines)


def _module_row(path: Path) -> tuple[str, ...]:
    module = _read(path)
    says = (ast.get_docstring(module) or "").partition("\n\n")[0]
    libraries = set(_imported(module)) - {"builder", "__future__"} - sys.stdlib_module_names
    return f"`{path.stem}`", _paragraph(says), ", ".join(sorted(libraries))


def _imported(module: ast.Module) -> Iterator[str]:
    """Name the package of every import, at any depth and for types only too."""
    for node in ast.walk(module):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        yield from (name.partition(".")[0] for name in names)


if __name__ == "__main__":
    main()
