"""
Turn an archive made by `make_archive` into a Hugo site of the same public documents.

    python -m bench.hugo_content CONTENT DIR

What the disclosure gate does is done here beforehand and by the simplest means, which the format of our own archives
allows; Hugo is handed only what may be public and is not charged for deciding it.  Addresses are set in the front
matter, so that both sites have the same ones.  Names of units and sessions become the slugs that are Hugo's terms.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
from collections import defaultdict
from pathlib import Path
from typing import Any, NamedTuple

import yaml

LAYOUTS = Path(__file__).resolve().parent / "hugo"
ASSETS = Path(__file__).resolve().parent.parent / "layouts" / "assets"

_STATES = {"可以公开": "public", "主动公开": "public", "公开": "public", "摘要公开": "summary"}
_STATES |= {"部分公开": "redacted", "删减后公开": "redacted"}
_RESULTS = {"A": "solved", "B": "in-progress", "C": "planned", "D": "reference"}
_RESULTS |= {"已解决": "solved", "正在解决": "in-progress", "列入计划": "planned", "留作参考": "reference"}
_INLINE = re.compile(r"\[\[不公开：(.*?)\|.*?\]\]", re.DOTALL)
_BLOCK = re.compile(r"^::: 不公开 (.*?)\n.*?^:::$", re.DOTALL | re.MULTILINE)

Fields = dict[str, Any]


class Source(NamedTuple):
    """One public document of the archive."""

    path: str
    fields: Fields
    text: str
    state: str


class Words(NamedTuple):
    """Units and sessions by each of their names."""

    units: dict[str, Fields]
    sessions: dict[str, Fields]


def convert(content: Path, site: Path) -> int:
    """Write the Hugo site into *site*, which is emptied first; tells how many pages have a source."""
    shutil.rmtree(site, ignore_errors=True)
    shutil.copytree(LAYOUTS, site)
    _copy_assets(site / "static")
    words = Words(_names(content / "departments"), _names(content / "sessions"))
    writer = _Writer(site / "content")
    matters = _matters(content, words)
    for matter in matters.values():
        writer.write(*_proposal_page(matter, words))
    for reply in _replies(matters):
        writer.write(*reply)
    _write_articles(content, words, writer)
    _write_terms(words, writer)
    for section in ("proposals", "replies"):
        writer.write(f"{section}/_index.md", {"title": section, "build": {"render": "never"}}, "")
    writer.write("search/index.md", {"title": "检索", "type": "search"}, "")
    return writer.count


class _Writer:
    """Writes content files and counts them."""

    def __init__(self, root: Path) -> None:
        self.root, self.count = root, 0
        self.unit_years: set[str] = set()
        """The terms of the lists of a unit's year, as they came up."""

    def write(self, path: str, fields: Fields, text: str) -> None:
        """Write front matter as YAML (a JSON value is one) and a text."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        head = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in fields.items() if value)
        target.write_text(f"---\n{head}---\n\n{text}", encoding="utf-8")
        self.unit_years |= set(fields.get("unityears", ()))
        self.count += 1


def _copy_assets(static: Path) -> None:
    """Give Hugo our style sheet, icon and script as files to copy."""
    static.mkdir(parents=True)
    sheets = sorted((ASSETS / "css").glob("*.css"))
    (static / "site.css").write_text("".join(sheet.read_text("utf-8") for sheet in sheets), "utf-8")
    shutil.copy(ASSETS / "img" / "icon.svg", static)
    shutil.copy(ASSETS / "js" / "display.js", static)


# --- Reading ----------------------------------------------------------------------------------------------------------


def _names(folder: Path) -> dict[str, Fields]:
    """Read a vocabulary; its values are found by slug, name, short name and alias."""
    found: dict[str, Fields] = {}
    for path in sorted(folder.glob("*.yml")):
        fields = _yaml(path.read_text("utf-8")) | {"slug": path.stem}
        names = (path.stem, fields["名称"], fields.get("简称", ""), *fields.get("别名", ()))
        found |= dict.fromkeys(names, fields)
    return found


def _yaml(text: str) -> Fields:
    """Read YAML whose scalars stay text, as ours do."""
    fields: Fields = yaml.load(text, Loader=_TextLoader)  # noqa: S506 - makes text only
    return fields


class _TextLoader(yaml.CBaseLoader):
    """Reads every scalar as text."""


def _sources(folder: Path) -> list[Source]:
    """Read the public documents of a section in the order of their paths, with marked passages taken out."""
    found = []
    for path in sorted(folder.rglob("*.md")):
        _, head, text = path.read_text("utf-8").split("---\n", 2)
        fields = _yaml(head)
        state = _STATES.get(fields["信息公开属性"])
        if state == "redacted":
            text = _BLOCK.sub(r"〔不公开：\1〕", _INLINE.sub(r"〔不公开：\1〕", text))
        if state:
            found.append(Source(path.relative_to(folder).with_suffix("").as_posix(), fields, text.lstrip("\n"), state))
    return found


class _Matter:
    """A number with its public documents."""

    def __init__(self, session: Fields, number: str) -> None:
        self.session, self.number = session, number
        self.proposal: Source | None = None
        self.replies: list[tuple[str, Source]] = []
        """Each with Hugo's path of its page; that of a unit's second reply ends in `~2`."""

    @property
    def path(self) -> str:
        return f"/proposals/{self.session['slug']}/{self.number}"


def _matters(content: Path, words: Words) -> dict[tuple[str, str], _Matter]:
    matters: dict[tuple[str, str], _Matter] = {}

    def matter(fields: Fields, number: str) -> _Matter:
        session = words.sessions[fields["届次"]]
        return matters.setdefault((session["slug"], number), _Matter(session, number))

    for proposal in _sources(content / "proposals"):
        matter(proposal.fields, proposal.fields["编号"]).proposal = proposal
    for reply in _sources(content / "replies"):
        numbers = _list(reply.fields["答复编号"])
        unit = words.units[reply.fields["答复单位"]]["slug"]
        again = "~2" if "再次答复" in reply.fields else ""
        path = f"/replies/{words.sessions[reply.fields['届次']]['slug']}/{numbers[0]}/{unit}{again}"
        for number in numbers:
            matter(reply.fields, number).replies.append((path, reply))
    return matters


def _list(value: str | list[str] | None) -> list[str]:
    return value if isinstance(value, list) else [value] if value else []


# --- Pages ------------------------------------------------------------------------------------------------------------


def _proposal_page(matter: _Matter, words: Words) -> tuple[str, Fields, str]:
    """Make the page of a number, which carries all terms that its lists are made of."""
    proposal = matter.proposal
    own = proposal.fields if proposal else {}
    names = _list(own.get("提案人"))
    others = names.pop() if names and names[-1].startswith("等") else ""
    lead = [words.units[name]["slug"] for name in _list(own.get("主办单位"))]
    co_handlers = [words.units[name]["slug"] for name in _list(own.get("会办单位"))]
    answering = [words.units[reply.fields["答复单位"]]["slug"] for _, reply in matter.replies]
    units = list(dict.fromkeys((*lead, *co_handlers, *answering)))
    year = matter.session["年份"]
    first_reply = matter.replies[0][1].fields if matter.replies else {}
    fields = {
        "title": own.get("标题") or first_reply["标题"],
        "url": f"{matter.path}/",
        "date": own.get("提出日期") or first_reply["答复日期"],
        "kind": "政协提案" if matter.session["机构"] == "政协" else "人大代表建议",
        "number": matter.number,
        "sessionname": matter.session["名称"],
        "trail": [f"/sessions/{matter.session['slug']}"],
        "others": others,
        "lead": lead,
        "cohandlers": co_handlers,
        "submitted": own.get("提出日期"),
        "assigned": own.get("交办日期"),
        "due": own.get("办理期限"),
        "keyitem": own.get("重点"),
        **(_attribute(proposal) if proposal else {}),
        "replies": [path for path, _ in matter.replies],
        "years": [year],
        "departments": units,
        "unityears": [f"{unit}-{year}" for unit in units],
        "sessions": [matter.session["slug"]],
        "results": list(dict.fromkeys(_result(reply) for _, reply in matter.replies)),
        "topics": _list(own.get("分类")),
        "proposers": names,
    }
    return f"{matter.path[1:]}.md", fields, _text(proposal) if proposal else ""


def _replies(matters: dict[tuple[str, str], _Matter]) -> list[tuple[str, Fields, str]]:
    """Make the page of every reply."""
    proposals: dict[str, list[_Matter]] = defaultdict(list)
    replies: dict[str, Source] = {}
    for matter in matters.values():
        for path, reply in matter.replies:
            proposals[path].append(matter)
            replies[path] = reply
    return [_reply_page(path, reply, proposals[path]) for path, reply in replies.items()]


def _reply_page(path: str, reply: Source, answered: list[_Matter]) -> tuple[str, Fields, str]:
    own = reply.fields
    contact = own["联系"]
    fields = {
        "title": own["标题"],
        "url": f"{path.replace('~', '/')}/",
        "date": own["答复日期"],
        "sessionname": answered[0].session["名称"],
        "trail": [f"/sessions/{answered[0].session['slug']}", answered[0].path],
        "proposals": [matter.path for matter in answered],
        "unit": path.split("/")[4].partition("~")[0],
        "source": contact["单位"],
        "shortname": contact["单位"].removeprefix("澜川"),
        "role": own["办理方式"],
        "docnumber": own["文号"],
        "replied": own["答复日期"],
        "publicday": own["公开日期"],
        "result": _result(reply),
        "printed": _printed(own.get("办理结果")),
        "satisfaction": own.get("满意度"),
        "contact": {"unit": contact["单位"], "phone": contact["电话"]},
        **_attribute(reply),
    }
    return f"{path[1:]}.md", fields, _text(reply)


def _attribute(document: Source) -> Fields:
    return {
        "disclosure": document.state,
        "attribute": document.fields["信息公开属性"],
        "summary": document.fields["摘要"] if document.state == "summary" else None,
    }


def _text(document: Source) -> str:
    return "" if document.state == "summary" else document.text


def _result(reply: Source) -> str:
    return _RESULTS.get(reply.fields.get("办理结果", ""), "unstated")


def _printed(result: str | None) -> str | None:
    """Give a result that says something else than the word it is read as, which is what ours shows beside it."""
    return f"（原文：{result}）" if result and len(result) == 1 else None


def _write_articles(content: Path, words: Words, writer: _Writer) -> None:
    for section, title in (("reports", "总体情况"), ("meetings", "专题协商"), ("updates", "工作动态")):
        writer.write(f"{section}/_index.md", {"title": title}, "")
        for document in _sources(content / section):
            own = document.fields
            year = document.path.partition("/")[0]
            unit = words.units[own["单位"]]["slug"] if "单位" in own else ""
            fields = {
                "title": own["标题"],
                "date": own.get("日期") or f"{year}-12-31",
                "day": own.get("日期"),
                "theme": own.get("主题"),
                "figures": own.get("数据"),
                "years": [year],
                "departments": [unit] if unit else [],
                "unityears": [f"{unit}-{year}"] if unit else [],
                **_attribute(document),
            }
            writer.write(f"{section}/{document.path}.md", fields, document.text)
    for document in _sources(content / "pages"):
        writer.write(f"{document.path}.md", {"title": document.fields["标题"], **_attribute(document)}, document.text)


def _write_terms(words: Words, writer: _Writer) -> None:
    """Name the terms, and say which of them are lists of a unit's year."""
    for slug, unit in {unit["slug"]: unit for unit in words.units.values()}.items():
        own = sorted((term for term in writer.unit_years if term.rpartition("-")[0] == slug), reverse=True)
        writer.write(f"departments/{slug}/_index.md", {"title": unit["名称"], "phone": unit["电话"], "listed": own}, "")
        for term in own:
            year = term.rpartition("-")[2]
            trail = ["/departments", f"/departments/{slug}"]
            fields = {"title": f"{unit['名称']}：{year}年", "url": f"/departments/{slug}/{year}/", "trail": trail}
            writer.write(f"unityears/{term}/_index.md", fields, "")
    for slug, session in {session["slug"]: session for session in words.sessions.values()}.items():
        writer.write(f"sessions/{slug}/_index.md", {"title": session["名称"]}, "")
    results = {
        "solved": "已解决",
        "in-progress": "正在解决",
        "planned": "列入计划",
        "reference": "留作参考",
        "unstated": "未标明",
    }
    for kind, name in results.items():
        writer.write(f"results/{kind}/_index.md", {"title": f"办理结果：{name}"}, "")
    writer.write("unityears/_index.md", {"title": "单位年度", "build": {"render": "never"}}, "")
    titles = {"years": "年度", "departments": "承办单位", "sessions": "届次", "results": "办理结果", "topics": "主题"}
    for section, title in (titles | {"proposers": "提案人"}).items():
        writer.write(f"{section}/_index.md", {"title": title}, "")


def main() -> None:
    """Convert the archive that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("content", type=Path)
    parser.add_argument("site", type=Path)
    options = parser.parse_args()
    print(f"{convert(options.content, options.site)} files in {options.site}")


if __name__ == "__main__":
    main()
