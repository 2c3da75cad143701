"""
Turn an archive made by `make_archive` into a Hugo site of the same public documents.

    python -m bench.hugo_content CONTENT DIR

What the disclosure gate does is done here beforehand and by the simplest means, which the format of our own archives
allows; Hugo is handed only what may be public and is not charged for deciding it.  Addresses are set in the front
matter, so that both sites have the same ones.  Names of units and sessions become the slugs that are Hugo's terms.
The working days of China, which no template can know, come as a table of data.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml
from chinese_calendar.constants import holidays, workdays

if TYPE_CHECKING:
    from collections.abc import Iterable

LAYOUTS = Path(__file__).resolve().parent / "hugo"
OUR_LAYOUTS = Path(__file__).resolve().parent.parent / "layouts"
CALENDAR = date(2014, 1, 1), date(2026, 12, 31)
"""The days of which Hugo is told whether they are worked: those of the archive, and some before and after."""
NUMBERS_ON_A_PAGE = 1_500
"""More are shown session by session, as ours are."""

_STATES = {"可以公开": "public", "主动公开": "public", "公开": "public", "摘要公开": "summary"}
_STATES |= {"部分公开": "redacted", "删减后公开": "redacted"}
_RESULTS = {"A": "solved", "B": "in-progress", "C": "planned", "D": "reference"}
_RESULTS |= {"已解决": "solved", "正在解决": "in-progress", "列入计划": "planned", "留作参考": "reference"}
_INLINE = re.compile(r"\[\[不公开：(.*?)\|.*?\]\]", re.DOTALL)
_NOT_IN_SUMMARIES = ("提案人", "分类", "重点", "办理方式", "文号", "建议采纳", "满意度", "联系")
"""Fields that a document of which a summary is public does not show."""
_BLOCK = re.compile(r"^::: 不公开 (.*?)\n.*?^:::$", re.DOTALL | re.MULTILINE)

Fields = dict[str, Any]

_HTML_ALONE: Fields = {"outputs": ["html"]}
"""Of pages that are no documents."""
_ADOPTION = {"建议": "total", "涉及本单位": "own", "涉及会办单位": "co", "采纳": "adopted"}


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
    _copy_assets(site)
    _write_data(site / "data")
    words = Words(_names(content / "departments"), _names(content / "sessions"))
    writer = _Writer(site / "content")
    matters = _matters(content, words)
    for matter in matters.values():
        writer.write(*_proposal_page(matter, words))
    for reply in _replies(matters, words):
        writer.write(*reply)
    _write_articles(content, words, writer)
    _write_terms(words, writer)
    _write_ledgers(matters, writer)
    for section in ("proposals", "replies"):
        writer.write(f"{section}/_index.md", {"title": section, "build": {"render": "never"}}, "")
    writer.write("search/index.md", {"title": "检索", "type": "search", **_HTML_ALONE}, "")
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


def _copy_assets(site: Path) -> None:
    """Give Hugo our style sheets, icon and script."""
    for folder in ("css", "js", "img"):
        (site / "assets" / folder).mkdir(parents=True)
    for sheet in (OUR_LAYOUTS / "assets" / "css").glob("*.css"):
        shutil.copy(sheet, site / "assets" / "css")
    for sheet in (OUR_LAYOUTS / "components").glob("*/style.css"):
        shutil.copy(sheet, site / "assets" / "css" / f"{sheet.parent.name}.css")
    shutil.copy(OUR_LAYOUTS / "assets" / "img" / "icon.svg", site / "assets" / "img")
    shutil.copy(OUR_LAYOUTS / "assets" / "js" / "display.js", site / "assets" / "js")


def _write_data(folder: Path) -> None:
    """Give Hugo the working days, and our own words for figures and for the glossary."""
    folder.mkdir()
    (folder / "workdays.json").write_text(json.dumps(_working_days()), "utf-8")
    shutil.copy(OUR_LAYOUTS / "i18n" / "zh-CN.yml", folder / "words.yml")


def _working_days() -> dict[str, int]:
    """Tell of each day how many working days there have been up to it, so that two of them give those between."""
    found: dict[str, int] = {}
    day, last = CALENDAR
    count = 0
    while day <= last:
        count += day in workdays or (day.weekday() < 5 and day not in holidays)
        found[day.isoformat()] = count
        day += timedelta(days=1)
    return found


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
        if state == "summary":
            fields = {label: value for label, value in fields.items() if label not in _NOT_IN_SUMMARIES}
        if state:
            found.append(Source(path.relative_to(folder).with_suffix("").as_posix(), fields, text.lstrip("\n"), state))
    return found


class _Matter:
    """A number with its public documents."""

    def __init__(self, session: Fields, number: str) -> None:
        self.session, self.number = session, number
        self.proposal: Source | None = None
        self.replies: list[tuple[str, Source]] = []
        """Newest first, each with Hugo's path of its page; that of a unit's second reply ends in `~2`."""

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
    for one in matters.values():
        one.replies.sort(key=lambda found: found[1].fields["答复日期"], reverse=True)
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
        "item": "提案" if matter.session["机构"] == "政协" else "建议",
        "by": "提案人" if matter.session["机构"] == "政协" else "提出人",
        "number": matter.number,
        "place": int(matter.number),
        "sessionname": matter.session["名称"],
        "trail": ["/sessions", f"/sessions/{matter.session['slug']}"],
        "step": f"第{matter.number}号",
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


def _replies(matters: dict[tuple[str, str], _Matter], words: Words) -> list[tuple[str, Fields, str]]:
    """Make the page of every reply."""
    proposals: dict[str, list[_Matter]] = defaultdict(list)
    replies: dict[str, Source] = {}
    for matter in matters.values():
        for path, reply in matter.replies:
            proposals[path].append(matter)
            replies[path] = reply
    return [
        _reply_page(path, reply, proposals[path], words, is_followed=f"{path}~2" in replies)
        for path, reply in replies.items()
    ]


def _reply_page(
    path: str, reply: Source, answered: list[_Matter], words: Words, *, is_followed: bool
) -> tuple[str, Fields, str]:
    """Make the page of a reply, with the terms in whose feeds and figures it counts: its own unit's, not others'."""
    own = reply.fields
    contact = own.get("联系")
    session = answered[0].session
    slug, _, again = path.split("/")[4].partition("~")
    unit = words.units[slug]
    asked = [matter.proposal.fields for matter in answered if matter.proposal]
    fields = {
        "title": own["标题"],
        "url": f"{path.replace('~', '/')}/",
        "date": own["公开日期"],
        "sessionname": session["名称"],
        "trail": ["/sessions", f"/sessions/{session['slug']}", answered[0].path],
        "step": unit["名称"],
        "proposals": [matter.path for matter in sorted(answered, key=lambda matter: int(matter.number))],
        "unit": slug,
        "source": unit["名称"],
        "shortname": unit["简称"],
        "place": int(again or 1),
        "followed": is_followed,
        "role": own.get("办理方式"),
        "docnumber": own.get("文号"),
        "replied": own["答复日期"],
        "publicday": own["公开日期"],
        "result": _result(reply),
        "printed": own.get("办理结果"),
        "adoption": _adoption(own.get("建议采纳")),
        "satisfaction": own.get("满意度"),
        "contact": {"unit": contact["单位"], "phone": contact["电话"]} if contact else None,
        **_attribute(reply),
        "years": [session["年份"]],
        "departments": [slug],
        "unityears": [f"{slug}-{session['年份']}"],
        "sessions": [session["slug"]],
        "results": [_result(reply)],
        "topics": _once(topic for one in asked for topic in _list(one.get("分类"))),
        "proposers": _once(name for one in asked for name in _list(one.get("提案人")) if not name.startswith("等")),
    }
    return f"{path[1:]}.md", fields, _text(reply)


def _adoption(declared: dict[str, str] | None) -> Fields | None:
    if declared is None:
        return None
    counts: Fields = {key: int(declared[label]) for label, key in _ADOPTION.items() if label in declared}
    return counts | {"rate": declared["落实率"]}


def _once(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))


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


def _write_articles(content: Path, words: Words, writer: _Writer) -> None:
    for section, title in (("reports", "总体情况"), ("meetings", "专题协商"), ("updates", "工作动态")):
        writer.write(f"{section}/_index.md", {"title": title}, "")
        for document in _sources(content / section):
            own = document.fields
            year = document.path.partition("/")[0]
            unit = words.units[own["单位"]]["slug"] if "单位" in own else ""
            fields = {
                "title": own["标题"],
                "date": own.get("日期") or f"{year}-01-01",
                "day": own.get("日期"),
                "year": year,
                "unit": unit,
                "source": words.units[unit]["名称"] if unit else "",
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
        unit_fields = {"unit": slug, "name": unit["名称"], "shortname": unit["简称"], "phone": unit["电话"]}
        listed = [{"term": f"/unityears/{term}", "year": term.rpartition("-")[2]} for term in own]
        fields = {"title": unit["名称"], "weight": int(unit["排序"]), **unit_fields, "listed": listed}
        writer.write(f"departments/{slug}/_index.md", fields, "")
        for year in (one["year"] for one in listed):
            trail = ["/departments", f"/departments/{slug}"]
            fields = {"title": f"{unit['名称']}：{year}年", "url": f"/departments/{slug}/{year}/", "trail": trail}
            writer.write(f"unityears/{slug}-{year}/_index.md", fields | unit_fields | {"year": year, "step": year}, "")
    for slug, session in {session["slug"]: session for session in words.sessions.values()}.items():
        body = "cppcc" if session["机构"] == "政协" else "npc"
        data = {"id": slug, "name": session["名称"], "body": body, "year": int(session["年份"])}
        writer.write(f"sessions/{slug}/_index.md", {"title": session["名称"], "data": data}, "")
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


def _write_ledgers(matters: dict[tuple[str, str], _Matter], writer: _Writer) -> None:
    """Write the pages of figures, of all numbers and of words, whose layouts take everything from other pages."""
    years = sorted({matter.session["年份"] for matter in matters.values()}, reverse=True)
    writer.write(
        "statistics/_index.md", {"title": "办理统计", "listed": years, "layout": "statistics", **_HTML_ALONE}, ""
    )
    for year in years:
        fields = {"title": f"{year}年办理统计", "year": year, "step": f"{year}年", "layout": "statistics"}
        writer.write(f"statistics/{year}.md", fields | _HTML_ALONE, "")
    filled = {matter.session["slug"]: matter.session for matter in matters.values()}
    newest_first = sorted(filled, key=lambda slug: (-int(filled[slug]["年份"]), slug))
    apart = len(matters) > NUMBERS_ON_A_PAGE
    fields = {"title": "全部编号", "listed": newest_first, "apart": apart, "layout": "numbers"}
    writer.write("numbers/_index.md", fields | _HTML_ALONE, "")
    for slug in newest_first if apart else ():
        name = filled[slug]["名称"]
        fields = {"title": f"{name}的全部编号", "step": name, "listed": [slug], "layout": "numbers"}
        writer.write(f"numbers/{slug}.md", fields | _HTML_ALONE, "")
    writer.write("glossary/_index.md", {"title": "用语说明", "layout": "glossary", **_HTML_ALONE}, "")


def main() -> None:
    """Convert the archive that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("content", type=Path)
    parser.add_argument("site", type=Path)
    options = parser.parse_args()
    print(f"{convert(options.content, options.site)} files in {options.site}")


if __name__ == "__main__":
    main()
