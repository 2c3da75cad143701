"""
Make the files of a half, each with the truth of the documents in it: the same half and count give the same bytes.

    python -m bench.import.documents DIR --half dev
"""

from __future__ import annotations

import argparse
import html
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import files, shapes
from .deal import Dealer
from .letters import Block
from .pools import pools_of
from .truth import Truth, truth

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

COUNT = 180
BY_HAND = ("fresh", "unseen", "third")
"""The sets that were written by people who had seen neither half nor the importer."""
HALVES = ("dev", "test", *BY_HAND)
FORMATS = ("txt", "html", "docx", "pdf", "xlsx")
WRITTEN = Path(__file__).parent / "written"


@dataclass(slots=True, kw_only=True)
class SourceFile:
    """A file as a department hands it in, and what it holds."""

    name: str
    data: bytes
    truths: list[Truth]
    choices: dict[str, str]
    """What was dealt for it, to see which shapes fail."""


def source_files(half: str, count: int = COUNT) -> Iterator[SourceFile]:
    """Make `count` files of a half, one after the other."""
    files_, _ = dealt(half, count)
    yield from files_


def dealt(half: str, count: int = COUNT) -> tuple[list[SourceFile], dict[str, set[str]]]:
    """Make `count` files of a half; give them with every value that was dealt, by dimension."""
    deal = Dealer(f"import {half}")
    pools = pools_of(half)
    made = []
    for index in range(count):
        deal.current = {}
        shape = deal.way("shape", pools.shapes)
        form = deal.way("format", pools.formats)
        is_web = form == "html" or (form == "txt" and deal.way("web", pools.web) == "yes")
        document = shapes.make(deal, pools, shape, is_web=is_web)
        if is_web:
            shapes.dressed(deal, pools, document)
        name = f"{index + 1:04}-{shape}.{form}"
        made.append(SourceFile(name=name, data=b"", truths=document.truths, choices={}))
        if form == "txt":
            noise = deal.way("noise", pools.txt_noise)
            if noise == "half-width":
                files.half_width(document)
            made[-1].data = files.txt(deal, pools, document, noise)
        elif form == "html":
            made[-1].data = files.web_page(deal, pools, document)
        elif form == "docx":
            made[-1].data = files.docx(deal, pools, document)
        else:
            made[-1].data = files.pdf(deal, document)
        made[-1].choices = dict(deal.current)
    made.append(_catalogue(deal, half))
    return made, deal.chosen


def sources_of(half: str, count: int = COUNT) -> list[SourceFile]:
    """Give all files of a half; some are written by hand alone."""
    made = [] if half in BY_HAND else list(source_files(half, count))
    return made + written(half)


def written(half: str) -> list[SourceFile]:
    """Read the documents that were written by hand for a half."""
    deal, made = Dealer(f"written {half}"), []
    for path in sorted(WRITTEN.glob("*.json")):
        given = json.loads(path.read_text(encoding="utf-8"))
        if given["half"] != half:
            continue
        form = given.get("format", "txt")
        source = path.with_suffix(".html" if form == "html" else ".txt")
        text = source.read_text(encoding="utf-8")
        readable = _readable(text, form)
        truths = []
        for each in given["documents"]:
            body = _body(readable, each["body"]) if "body" in each else None
            one = truth(each["type"], **each["fields"], body=body)
            one.unscored = set(each.get("unscored", ()))
            one.accepted = each.get("accepted", {})
            truths.append(one)
        if form == "docx":
            data = files.docx(deal, pools_of("dev"), _marked(text))
        elif form == "pdf":
            data = files.pdf(deal, _marked(text))
        else:
            data = files.encoded(text, given["encoding"]) if "encoding" in given else source.read_bytes()
        choices = {"format": form, "shape": "written"}
        made.append(SourceFile(name=f"{path.stem}.{form}", data=data, truths=truths, choices=choices))
    return made


MARKS = {"! ": "head", "# ": "title", "> ": "sign"}
"""How a block of a document that is to be printed as Word or PDF begins; rows of tables begin with a bar."""


def _marked(text: str) -> shapes.Document:
    """Read the blocks of a document that was written with marks."""
    blocks = []
    for part in text.strip().split("\n\n"):
        if part.startswith("|"):
            rows = (line.strip("| ").split(" | ") for line in part.splitlines())
            blocks.append(Block("table", rows=tuple(map(tuple, rows))))
        else:
            blocks.append(Block(MARKS.get(part[:2], "para"), part[2:] if part[:2] in MARKS else part))
    return shapes.Document(blocks=blocks, truths=[], title="")


def _readable(text: str, form: str) -> str:
    """Give what a person reads of a source: a web page without its tags, a marked text without its marks."""
    if form == "html":
        lines = re.sub(r"(?i)</(p|div|td|tr|h\d|li)>|<br ?/?>", "\n\n", text)
        return html.unescape(re.sub(r"<[^<>]*>", "", lines))
    return re.sub(r"(?m)^[!#>] ", "", text) if form in {"docx", "pdf"} else text


def _body(text: str, cut: dict[str, Any]) -> str:
    """Cut a body out of a source: from the first `from` to the next `to`, both included, `without` what pages add."""
    begin = text.index(cut["from"])
    body = text[begin : text.index(cut["to"], begin) + len(cut["to"])].strip()
    for each in cut.get("without", ()):
        body = body.replace(each, "")
    return body


def _catalogue(deal: Dealer, half: str) -> SourceFile:
    """Make the workbook in which an office keeps its proposals."""
    pools = pools_of(half)
    place = pools.places[0]
    head = ["序号", "提案号", "案由", "提案人", "主办单位", "会办单位", "办理结果"]
    if half == "test":
        head = ["提案编号", "承办单位", "提案题目", "提案者", "协办", "备注", "办理情况"]
    rows, truths = [head], []
    results = (("已解决", "solved"), ("正在解决", "in-progress"), ("", "unstated"))
    for index, topic in enumerate(pools.topics[:6]):
        people = pools.people(deal, 6)[: 1 + index % 3]
        raw, normal = results[index % 3]
        cells = {
            "序号": str(index + 1),
            "备注": "",
            **dict.fromkeys(("提案号", "提案编号"), f"{901 + index}"),
            **dict.fromkeys(("案由", "提案题目"), topic.title),
            **dict.fromkeys(("提案人", "提案者"), "、".join(people)),
            **dict.fromkeys(("主办单位", "承办单位"), place.level + topic.unit),
            **dict.fromkeys(("会办单位", "协办"), ""),
            **dict.fromkeys(("办理结果", "办理情况"), raw),
        }
        rows.append([cells[name] for name in head])
        made = truth(
            "proposal",
            kind="proposal",
            session={"body": f"政协{place.full}委员会", "term": 20, "meeting": 2},
            numbers=[cells["提案号"]],
            proposers=people,
            title=topic.title,
            result_raw=raw or None,
            result=normal,
        )
        made.unscored = {"result", "result_raw", "suggestions", "kind"}
        truths.append(made)
    data = files.xlsx(f"政协{place.full}第二十届委员会第二次会议提案目录", rows)
    return SourceFile(name="catalogue.xlsx", data=data, truths=truths, choices={"format": "xlsx", "shape": "catalogue"})


def write(folder: Path, sources: Sequence[SourceFile]) -> None:
    """Write files into a folder, with `truth.jsonl` beside them in its parent."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder.parent / "truth.jsonl").open("w", encoding="utf-8") as out:
        for source in sources:
            (folder / source.name).write_bytes(source.data)
            for each in source.truths:
                line = {
                    "file": source.name,
                    **each.values,
                    "unscored": sorted(each.unscored),
                    "choices": source.choices,
                }
                out.write(json.dumps(line, ensure_ascii=False) + "\n")


def main() -> None:
    """Write a half to a folder, to look at it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", choices=HALVES, default="dev")
    parser.add_argument("--count", type=int, default=COUNT)
    options = parser.parse_args()
    write(options.folder / "files", sources_of(options.half, options.count))


if __name__ == "__main__":
    main()
