"""
Make content from the open data of a site: the public part of its archive, from which the same pages are built.

    python -m tests.rebuilding SITE CONTENT

It reads the JSON Lines in `SITE/data/`, and `SITE/attachments/` for the files.  What the data cannot say is made up so
that nothing of it shows: a reason (其他) where one has to be given, what stood in a removed passage (■), and withheld
letters where the data count one, or where the place of a reply in its history says that one was before it.
"""

from __future__ import annotations

import json
import re
import sys
from graphlib import TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from builder.disclosure import personal_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_REMOVED = re.compile(r"〔不公开：([^〔〕]+)〕")
_RESULTS = {
    "solved": "已解决",
    "in-progress": "正在解决",
    "planned": "列入计划",
    "deferred": "因条件所限",
    "reference": "留作参考",
}
_LETTER = re.compile(r"([A-Z甲乙丙丁][0-9]?)类?\Z")
_REPLY = re.compile(r"/replies/(?P<session>[^/]+)/(?P<number>[^/]+)/(?P<department>[^/]+)/")
_AS_THEY_ARE = (
    *("title", "session", "proposers", "lead", "co_handlers", "submitted", "assigned", "due", "summary", "topics"),
    *("department", "role", "consulted", "doc_number", "signer", "replied", "published", "answered_points"),
    *("satisfaction", "unit", "date", "theme", "source", "author"),
)
"""Fields that are called the same in the data and in a file."""
Row = dict[str, Any]


def rebuild(site: Path, content: Path) -> str | None:
    """Write the content of a built site into *content*; gives the date by which its figures were made."""
    made = _Rebuilt(site, content)
    made.write()
    return made.site["as_of"] or None


class _Rebuilt:
    """Content in the making."""

    def __init__(self, site: Path, content: Path) -> None:
        self.source, self.content = site, content
        self.tables = {
            path.stem: [json.loads(line) for line in path.read_text("utf-8").splitlines()]
            for path in sorted((site / "data").glob("*.jsonl"))
        }
        (self.site,) = self.tables["site"]
        self.years = {session["id"]: session["year"] for session in self.tables["sessions"]}
        self.attachments: dict[str, list[Row]] = {}
        for file in self.tables["attachments"]:
            self.attachments.setdefault(file["document"], []).append(file)
        self.paths = dict(self._paths())
        self.uncounted = {(row["year"], row["reason"]): row["documents"] for row in self.tables["withheld"]}

    def _paths(self) -> Iterator[tuple[str, str]]:
        """Choose a file for each document; replies stand in the order in which lists show them."""
        for row in self.tables["proposals"]:
            yield row["address"], f"proposals/{row['year']}/{row['session']}-{row['number']}.md"
        order = TopologicalSorter({row["address"]: () for row in self.tables["replies"]})
        for row in self.tables["proposals"]:
            for earlier, later in zip(row["replies"], row["replies"][1:], strict=False):
                order.add(later, earlier)
        rows = {row["address"]: row for row in self.tables["replies"]}
        for place, address in enumerate(order.static_order()):
            name = address.split("/")[3].removeprefix("x-") if not rows[address]["numbers"] else f"{place:06}"
            yield address, f"replies/{rows[address]['year']}/{name}.md"
        for table in ("reports", "meetings", "updates"):
            yield from ((row["address"], f"{row['address'].strip('/')}.md") for row in self.tables[table])
        yield from ((row["address"], f"pages/{row['address'].strip('/')}.md") for row in self.tables["pages"])

    def write(self) -> None:
        """Write every file."""
        self._vocabularies()
        for row in self.tables["proposals"]:
            if row["disclosure"]:
                others = [row["others"]] if row["others"] else []
                self._document({**row, "proposers": row["proposers"] + others}, number=row["number"])
        notices = list(self._notices())
        for row in self.tables["replies"]:
            self._reply(row, notices)
        for row in self.tables["reports"]:
            self._document(
                row, year=row["year"], figures={figure["figure"]: figure["value"] for figure in row["figures"]}
            )
        speeches: dict[str, list[str]] = {}
        for row in self.tables["speeches"]:
            speaker = f"{row['speaker']}\n" if row["speaker"] else ""
            speeches.setdefault(row["meeting"], []).append(f"\n\n## {row['heading']}\n{speaker}\n{row['text']}")
        for row in self.tables["meetings"]:
            text = row["text"] and row["text"] + "".join(speeches.get(row["address"], ()))
            if not row["text"] and row["address"] in speeches:
                text = "".join(speeches[row["address"]])
            self._document({**row, "text": text})
        for row in self.tables["updates"]:
            self._document(row, related=[self.paths[address] for address in row["related"]])
        for row in self.tables["pages"]:
            self._document(row)
        for (year, reason), count in list(self.uncounted.items()):
            for number in range(count):
                session = next(slug for slug, of in self.years.items() if of == year)
                self._withheld(f"replies/{year}/withheld-{reason}-{number}.md", session, [], self._any_unit(), reason)

    def _vocabularies(self) -> None:
        site = self.site
        contact = {"phone": site["phone"], "address": site["contact_address"], "postcode": site["postcode"]}
        names = ("title", "base_url", "language", "publisher", "site_id", "icp", "police_id", "corrections")
        self._yaml(
            "site.yml",
            {
                **{name: site[name] for name in names},
                "contact": _stated(contact),
                "licence": _stated({"title": site["licence"], "url": site["licence_url"]}),
                "deadlines": _stated({name: site[name] for name in ("reply_months", "publish_workdays")}),
                "disclosure": {
                    "on_request": "列目录" if self.tables["notices"] else "不列",
                    "withheld": "计数" if self.tables["withheld"] else "不计",
                    "allow": [{"text": text, "reason": "已经公开"} for text in sorted(self._allowed())],
                },
            },
        )
        for unit in self.tables["departments"]:
            names = ("name", "short_name", "aliases", "parent", "merged_into", "phone")
            self._yaml(f"departments/{unit['id']}.yml", {**{n: unit[n] for n in names}, "order": unit["sort"]})
        for session in self.tables["sessions"]:
            names = ("body", "name", "term", "meeting", "year")
            letters = {
                found[1]: _RESULTS[row["result"]]
                for row in self.tables["replies"]
                if row["session"] == session["id"]
                and (found := _LETTER.match(row["result_printed"] or ""))
                and row["result"] in _RESULTS
            }
            self._yaml(f"sessions/{session['id']}.yml", {**{n: session[n] for n in names}, "result_classes": letters})
        if self.tables["topics"]:
            self._yaml("topics.yml", [{"name": topic["name"]} for topic in self.tables["topics"]])
        if self.tables["redirects"]:
            self._yaml("redirects.yml", {row["address"]: row["target"] for row in self.tables["redirects"]})

    def _allowed(self) -> set[str]:
        """List what the check for personal data would not let pass, and somebody has allowed."""
        texts = [json.dumps(row, ensure_ascii=False) for rows in self.tables.values() for row in rows]
        texts += [row["text"] for rows in self.tables.values() for row in rows if row.get("text")]
        return {text[found.start : found.end] for text in texts for found in personal_data.find(text)}

    def _notices(self) -> Iterator[Row]:
        """Write what is on request, and give where."""
        for row in self.tables["notices"]:
            kind = "proposals" if row["kind"] == "proposal" else "replies"
            path = f"{kind}/{row['year']}/notice-{row['place']}.md"
            own = (
                {"number": row["number"], "lead": [row["department"]] if row["department"] else []}
                if row["kind"] == "proposal"
                else {"answers": [row["number"]] if row["number"] else [], "department": row["department"]}
            )
            front = {"title": row["title"], "session": row["session"], **own}
            self._file(path, {**front, "disclosure": "依申请公开", "reason": "其他"}, "■")
            if row["kind"] == "reply":
                yield {**row, "path": path}

    def _reply(self, row: Row, notices: Iterable[Row]) -> None:
        follows = self.paths[row["follows"]] if row["follows"] else None
        if not follows and row["place"] > 1:
            follows = self._before(row, notices)
        due = {name: row[f"adoption_{name}"] for name in ("total", "own", "co", "adopted", "rate")}
        contact = {name: row[f"contact_{name}"] for name in ("unit", "phone", "postcode")}
        promises = [promise for promise in self.tables["commitments"] if promise["reply"] == row["address"]]
        names = ("item", "due", "state", "updated", "basis")
        self._document(
            row,
            answers=row["numbers"],
            follows=follows,
            result=row["result_printed"],
            adoption=_stated(due),
            contact=_stated(contact),
            commitments=[_stated({name: promise[name] for name in names}) for promise in promises],
        )

    def _before(self, row: Row, notices: Iterable[Row]) -> str:
        """Make the letters that were before a reply, none of which may be read."""
        found = _REPLY.match(row["address"])
        assert found
        path = None
        listed = [
            n["path"] for n in notices if (n["session"], n["number"], n["department"]) == (row["session"], row["numbers"][0] if row["numbers"] else None, row["department"])
        ]  # fmt: skip
        for place in range(1, row["place"]):
            if listed and place == row["place"] - 1:
                return listed[0]
            before, path = (
                path,
                f"replies/{row['year']}/before-{found['session']}-{found['number']}-{found['department']}-{place}.md",
            )
            reason = next((reason for (year, reason), n in self.uncounted.items() if year == row["year"] and n), "其他")
            if (row["year"], reason) in self.uncounted:
                self.uncounted[row["year"], reason] -= 1
            self._withheld(path, row["session"], row["numbers"], row["department"], reason, follows=before)
        assert path
        return path

    def _withheld(
        self, path: str, session: str, numbers: list[str], department: str, reason: str, follows: str | None = None
    ) -> None:
        front = {"title": "■", "session": session, "answers": numbers, "department": department, "follows": follows}
        self._file(path, {**front, "disclosure": "不予公开", "reason": reason}, "■")

    def _any_unit(self) -> str:
        return str(self.tables["departments"][0]["id"])

    def _document(self, row: Row, **more: object) -> None:
        """Write a document that may be read."""
        text = row["text"] or ""
        if row["disclosure"] == "redacted":
            text = _REMOVED.sub(r"[[不公开：\1|■]]", text)
        front = {name: row[name] for name in _AS_THEY_ARE if name in row}
        if row.get("key_item"):
            front["key_item"] = "是"
        if row["disclosure"] != "public":
            front["reason"] = "其他"
        files = [
            {"file": file["address"].strip("/"), "name": file["name"], "disclosure": "可以公开"}
            for file in self.attachments.get(row["address"], ())
        ]
        for file in files:
            copy = self.content / file["file"]
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes((self.source / file["file"]).read_bytes())
        front |= {**more, "disclosure": row["disclosure_printed"], "attachments": files}
        self._file(self.paths[row["address"]], front, text or "■" * (row["disclosure"] == "summary"))

    def _file(self, path: str, front: Mapping[str, object], text: str) -> None:
        lines = [f"{name}: {_flow(value)}" for name, value in front.items() if value not in (None, [], {}, "")]
        self._write(path, "\n".join(["---", *lines, "---", "", text, ""]))

    def _yaml(self, path: str, value: object) -> None:
        if isinstance(value, dict):
            value = {name: item for name, item in value.items() if item not in (None, [], {})}
        self._write(path, _flow(value) + "\n")

    def _write(self, path: str, text: str) -> None:
        file = self.content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def _stated(values: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if value is not None}


def _flow(value: object) -> str:
    """Write YAML as JSON, which it can be read from; every scalar as a text, which is how a field is read."""
    match value:
        case dict():
            return "{" + ", ".join(f"{_flow(name)}: {_flow(item)}" for name, item in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(_flow, value)) + "]"
        case _:
            return json.dumps(str(value), ensure_ascii=False)


if __name__ == "__main__":
    print(rebuild(Path(sys.argv[1]), Path(sys.argv[2])))  # noqa: T201 - a command
