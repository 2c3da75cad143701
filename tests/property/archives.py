"""
Random archives in which every text is a token of characters that nothing else has.

A token is three Han characters which no layout, no table of ours and no other token uses, so that one character of it
anywhere in the output, whole, cut up or in a pair of the search index, says which field of which document is there.
What may be seen of a document is written down here once more, in `is_shown`, from the contract and not from the code.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from hypothesis import strategies as st

from builder.pipeline.run import SHIPPED_LAYOUTS
from tests.makers import SESSIONS, UNITS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SHOWN = ("public", "summary", "redacted")
STATES = (*SHOWN, "on-request", "withheld")
_WORDINGS = {
    "public": "可以公开",
    "summary": "摘要公开",
    "redacted": "删减后公开",
    "on-request": "依申请公开",
    "withheld": "不予公开",
}
KINDS = ("proposal", "reply", "report", "meeting", "update", "page")
_FOLDERS = {"proposal": "proposals", "reply": "replies", "page": "pages"}
UNITS_OF_SITE = ("市民政局", "市教育局")


class Token(NamedTuple):
    """A text that occurs once in an archive, and where."""

    text: str
    path: str
    part: str


class Attached(NamedTuple):
    """A file that a document names."""

    path: str
    is_public: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A document to be written; its tokens are made from its serial number when it is."""

    kind: str
    serial: int
    """Distinct in an archive: names, numbers, dates and tokens come from it."""
    state: str
    matter: int = 0
    """The number that a proposal has, or a reply answers; 0: a letter without one."""
    unit: int = 0
    follows: str | None = None
    attached: tuple[bool, ...] = ()
    """Of each attachment, whether it is public itself."""
    links_to: tuple[str, ...] = ()
    edition: int = 0
    """Another one has another text, at the same address."""
    files_edition: int = 0
    """Another one has attachments of another length under the same names."""
    subfolder: str = ""
    """Below the year, where folders are free."""

    @property
    def path(self) -> str:
        """Name the file."""
        if self.kind == "page":
            return f"pages/zq{self.serial}xk.md"
        folder = _FOLDERS.get(self.kind, f"{self.kind}s")
        return f"{folder}/2024/{self.subfolder}{_word(self.serial, 'path')}.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """A site to be written."""

    drafts: tuple[Draft, ...]
    lists_on_request: bool = False
    counts_withheld: bool = False
    masks: bool = False
    base_url: str | None = None

    def tree(self) -> dict[str, bytes]:
        """Write every file."""
        files = {path: text.encode() for path, text in {**UNITS, **SESSIONS}.items()}
        files["site.yml"] = self._settings().encode()
        files["_drafts/note.md"] = files["README"] = _word(0, "ignored").encode()
        files["attachments/" + _word(0, "unnamed file") + ".txt"] = _word(0, "unnamed content").encode()
        for draft in self.drafts:
            files[draft.path] = written(draft, masks=self.masks).encode()
            for index, _ in enumerate(draft.attached):
                files[attachment_path(draft, index)] = _attachment(draft, index)
        return files

    def _settings(self) -> str:
        policy = (
            f"依申请公开: {'列目录' if self.lists_on_request else '不列'}",
            f"不予公开: {'计数' if self.counts_withheld else '不计'}",
            f"个人信息: {'遮盖' if self.masks else '拒绝'}",
            f"允许: [{{文字: 13900000000, 理由: {_word(0, 'reason to allow')}}}]",
        )
        lines = ["名称: 测试市答复公开", f"# {_word(0, 'comment of the settings')}", f"公开: {{{', '.join(policy)}}}"]
        return "\n".join([*lines, *([f"网址: {self.base_url}"] if self.base_url else []), ""])

    def tokens(self) -> Iterator[tuple[Token, bool]]:
        """Give every token with whether it may be seen."""
        for part in ("ignored", "unnamed file", "unnamed content", "reason to allow", "comment of the settings"):
            yield Token(_word(0, part), "", part), False
        seen_matters = {
            draft.matter
            for draft in self.drafts
            if is_shown("number", draft, lists=self.lists_on_request) and draft.matter
        }
        for matter in {draft.matter for draft in self.drafts if draft.matter}:
            yield Token(_matter(matter), "", "number"), matter in seen_matters
        for draft in self.drafts:
            for part in parts_of(draft):
                token = Token(_word(draft.serial, part, draft.edition), draft.path, part)
                yield token, is_shown(part, draft, lists=self.lists_on_request)

    def data(self) -> Iterator[tuple[str, str]]:
        """Give every personal datum, which may never be seen whole, with the document that holds it."""
        for draft in self.drafts:
            for place in range(4):
                yield mobile(draft, place), draft.path
            yield mail(draft), draft.path

    def days(self) -> Iterator[tuple[date, Draft]]:
        """Give the day that stands in each document and in no other."""
        for draft in self.drafts:
            yield day_of(draft), draft


# --- what may be seen (design 2.2 and 2.4) ------------------------------------------------------------------------
_NEVER = frozenset(
    {"reason", "comment", "yaml comment", "passage", "block", "cell passage", "point passage", "passage reason"}
)
_OF_SUMMARY = frozenset({"title", "number", "summary", "result"})
_ON_A_ROW = frozenset({"title", "number"})
_IN_AN_ADDRESS = frozenset({"report", "meeting", "update"})


def is_shown(part: str, draft: Draft, *, lists: bool) -> bool:
    """Tell whether a part of a document may be seen."""
    if part in _NEVER:
        return False
    if part == "path":
        has_own = draft.kind in _IN_AN_ADDRESS or (draft.kind == "reply" and not draft.matter)
        return draft.state in SHOWN and has_own
    if part.startswith("attachment"):
        index = int(part.split()[1])
        is_reason = part.endswith("reason")
        return draft.state in {"public", "redacted"} and draft.attached[index] and not is_reason
    match draft.state:
        case "public" | "redacted":
            return part != "summary"
        case "summary":
            return part in _OF_SUMMARY
        case "on-request":
            return lists and draft.kind in {"proposal", "reply"} and part in _ON_A_ROW
        case _:
            return False


_POINTS = ("asked", "answered")
"""Stands in the suggestion of a proposal, and in the answer of a reply."""
MUST_BE_SEEN = frozenset(
    {"title", "number", "text", "heading", "cell", "proposer", "doc number", "contact", "topic", *_POINTS}
)
"""Parts that a page shows whenever they may be seen; 摘要 too, of a `summary` document."""

# --- how documents are written ------------------------------------------------------------------------------------
_FIELDS: dict[str, tuple[tuple[str, str], ...]] = {
    "proposal": (("proposer", "提案人: [{}{mobile0}, 张文]"), ("topic", "分类: [{}]")),
    "reply": (
        ("doc number", "文号: 测民函〔2024〕{}号"),
        ("signer", "签发人: {}"),
        ("result", "办理结果: {}"),
        ("topic", "分类: [{}]"),
        ("satisfaction", "满意度: {}"),
        ("rate", "建议采纳: {{建议: 3, 采纳: 2, 落实率: {}}}"),
        ("point", "对应: [{{建议: 1, 答复: {}}}]"),
        ("commitment", "承诺: [{{事项: {}{mobile1}, 期限: 年底前}}]"),
        ("contact", "联系: {{单位: {}, 电话: 0999-5550101}}"),
    ),
    "report": (("figures", "数据: {{承办: 3, 办复率: {}}}"),),
    "meeting": (("theme", "主题: {}"),),
    "update": (("source", "来源: {}"), ("author", "作者: {}{mobile1}")),
    "page": (),
}
_DATES = {"proposal": "提出日期", "reply": "答复日期", "meeting": "日期", "update": "日期"}
_OF_EVERY = ("path", "title", "reason", "summary", "comment", "yaml comment", "text", "heading", "cell")
_OF_REDACTED = ("passage", "block", "cell passage", "point passage", "passage reason")


def parts_of(draft: Draft) -> Iterator[str]:
    """Name the parts of a document that are tokens; the name of a standing page's file is none."""
    yield from (part for part in _OF_EVERY if (part, draft.kind) != ("path", "page"))
    yield from (part for part, _ in _FIELDS[draft.kind])
    yield from {"proposal": _POINTS[:1], "reply": _POINTS[1:]}.get(draft.kind, ())
    yield from _OF_REDACTED
    for index, _ in enumerate(draft.attached):
        yield from (f"attachment {index} {what}" for what in ("file", "name", "content", "reason"))
    if draft.kind == "meeting":
        yield from ("speaker", "speech")


def written(draft: Draft, *, masks: bool) -> str:
    """Write a document; personal data stands in it where it is masked, or may not be seen anyway."""
    has_data = masks or draft.state not in SHOWN

    def word(part: str) -> str:
        return _word(draft.serial, part, draft.edition)

    def datum(text: str) -> str:
        return text if has_data else ""

    mobiles = {f"mobile{place}": datum(mobile(draft, place)) for place in range(4)}
    in_title = mobiles["mobile2"] if masks or draft.state == "withheld" else ""  # 列目录 shows the title
    lines = [f"标题: {word('title')}关于此事{in_title}", f"信息公开属性: {_WORDINGS[draft.state]}"]
    lines += [f"# {word('yaml comment')}"]
    lines += [pattern.format(word(part), **mobiles) for part, pattern in _FIELDS[draft.kind]]
    if draft.kind in _DATES:
        lines.append(f"{_DATES[draft.kind]}: {day_of(draft)}")
    if draft.kind == "proposal":
        lines += ["届次: zx-5-3", f"编号: {_matter(draft.matter)}", f"主办单位: {UNITS_OF_SITE[draft.unit]}"]
    elif draft.kind == "reply":
        lines += ["届次: zx-5-3", f"答复单位: {UNITS_OF_SITE[draft.unit]}"]
        lines += [f"答复编号: {_matter(draft.matter)}"] if draft.matter else []
        lines += [f"再次答复: {draft.follows}"] if draft.follows else []
    elif draft.kind == "report":
        lines.append("年份: 2024")
    if draft.state != "public":
        lines.append(f"不公开理由: 个人隐私，{word('reason')}")
    if draft.state != "public" or draft.serial % 2:
        lines.append(f"摘要: {word('summary')}摘要")
    for index, is_public in enumerate(draft.attached):
        lines += ["附件:"] if not index else []
        state = "可以公开" if is_public else "不予公开"
        lines.append(f"  - 文件: {attachment_path(draft, index)}")
        lines.append(f"    名称: {word(f'attachment {index} name')}")
        lines.append(f"    信息公开属性: {state}")
        lines += [] if is_public else [f"    不公开理由: {word(f'attachment {index} reason')}"]
    return "\n".join(["---", *lines, "---", "", *_body(draft, word, mobiles, datum(mail(draft)))])


def _body(draft: Draft, word: Callable[[str], str], mobiles: dict[str, str], address: str) -> list[str]:
    def marked(part: str, public: str) -> str:
        if draft.state != "redacted":
            return public
        return f"{public}[[不公开：个人隐私{word('passage reason')}|{word(part)}{mobiles['mobile3']}]]"

    links = "".join(f"，见[前文](/{target})" for target in draft.links_to)
    lines = [
        f"一、{word('heading')}{marked('passage', '的事')}",
        "",
        f"此事{word('text')}已办<!-- {word('comment')} -->，来电{mobiles['mobile3']}，写信{address}{links}。",
        "",
        "| 项 | 数 |",
        "|---|---|",
        f"| {word('cell')} | {marked('cell passage', '三')} |",
        "",
    ]
    if draft.state == "redacted":
        lines += [f"::: 不公开 商业秘密{word('passage reason')}", word("block"), "", "又一段", ":::", ""]
    if draft.kind == "proposal":
        lines += ["为此建议：", "", f"（一）增设站点{word('asked')}{marked('point passage', '')}。", ""]
    if draft.kind == "reply":
        lines += [f"（一）针对“增设站点”的建议。{word('answered')}{marked('point passage', '')}已办。", ""]
    if draft.kind == "meeting":
        lines += [f"## 发言{marked('passage', '')}", f"{word('speaker')}", "", f"{word('speech')}。", ""]
    return lines


def attachment_path(draft: Draft, index: int) -> str:
    """Name an attachment's file."""
    suffix = ("txt", "docx", "zip")[(draft.serial + index) % 3]
    return f"attachments/2024/{_word(draft.serial, f'attachment {index} file', draft.edition)}.{suffix}"


def _attachment(draft: Draft, index: int) -> bytes:
    text = (_word(draft.serial, f"attachment {index} content") + "。" * 999 * draft.files_edition).encode()
    if attachment_path(draft, index).endswith(".txt"):
        return text
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(zipfile.ZipInfo("word/document.xml"), b"<w:t>" + text + b"</w:t>")
    return packed.getvalue()


def day_of(draft: Draft) -> date:
    """Give a document a day of its own; of those without a page, in a century of their own."""
    return date(2024 if draft.state in SHOWN else 1724, 1, 1) + timedelta(days=draft.serial)


def mobile(draft: Draft, place: int) -> str:
    """Give a mobile number that no other place has."""
    return f"138{draft.serial * 10 + place + 4_000:05}{(draft.serial * 7919 + place * 613) % 1000:03}"


def mail(draft: Draft) -> str:
    """Give an e-mail address that no other document has."""
    return f"qvxjwk{draft.serial}zpfhm@example.org"


# --- tokens -------------------------------------------------------------------------------------------------------
_LENGTH = 3
_PARTS = (
    *_OF_EVERY,
    *_OF_REDACTED,
    *dict.fromkeys(part for fields in _FIELDS.values() for part, _ in fields),
    *("speaker", "speech", *_POINTS),
    *(f"attachment {index} {what}" for index in range(2) for what in ("file", "name", "content", "reason")),
)
_OF_SITE = ("ignored", "unnamed file", "unnamed content", "reason to allow", "comment of the settings")
_MOST_MATTERS = 30


def _word(serial: int, part: str, edition: int = 0) -> str:
    """Give the token of a part of a document; only texts have editions."""
    if not serial:
        return _token(_OF_SITE.index(part))
    place = _PARTS.index(part)
    first = len(_OF_SITE) + _MOST_MATTERS + serial * len(_PARTS)
    word = _token(first + place)
    return word + f"第{edition}版" if edition and part == "text" else word


def _matter(number: int) -> str:
    return f"{_token(len(_OF_SITE) + number)}{number:03}"


def _token(index: int) -> str:
    return rare_characters()[index * _LENGTH : (index + 1) * _LENGTH]


@cache
def rare_characters() -> str:
    """Give the Han characters that neither our layouts nor our sources have, nor anything that tests write here."""
    root = Path(__file__).parents[2]
    texts = [path.read_text(encoding="utf-8", errors="ignore") for path in SHIPPED_LAYOUTS.rglob("*") if path.is_file()]
    texts += [path.read_text(encoding="utf-8") for path in (root / "builder").rglob("*.py")]
    texts += [Path(__file__).read_text(encoding="utf-8"), (root / "tests" / "makers.py").read_text(encoding="utf-8")]
    used = set().union(*texts)
    return "".join(character for character in map(chr, range(0x4E00, 0x9FA6)) if character not in used)


# --- strategies ---------------------------------------------------------------------------------------------------
@st.composite
def archives(draw: Any, *, most_matters: int = 2, most_others: int = 3, states: tuple[str, ...] = STATES) -> Archive:
    """Draw an archive: matters with their replies, other documents, attachments, links between them, policies."""
    drafts: list[Draft] = []
    state = st.sampled_from(states)

    def add(kind: str, **more: Any) -> Draft:
        attached = tuple(draw(st.lists(st.booleans(), max_size=2)))
        targets = [draft.path for draft in drafts]
        links = tuple(draw(st.lists(st.sampled_from(targets), max_size=2, unique=True))) if targets else ()
        draft = Draft(kind=kind, serial=len(drafts) + 1, state=draw(state), attached=attached, links_to=links, **more)
        drafts.append(draft)
        return draft

    for matter in range(1, draw(st.integers(1, most_matters)) + 1):
        if draw(st.booleans()):
            add("proposal", matter=matter, unit=draw(st.integers(0, 1)))
        for unit in range(draw(st.integers(0, 2))):
            first = add("reply", matter=matter, unit=unit)
            if draw(st.booleans()):
                add("reply", matter=matter, unit=unit, follows=first.path)
    for kind in draw(st.lists(st.sampled_from(KINDS[1:]), max_size=most_others)):
        add(kind)
    return Archive(
        drafts=tuple(drafts),
        lists_on_request=draw(st.booleans()),
        counts_withheld=draw(st.booleans()),
        masks=draw(st.booleans()),
        base_url=draw(st.sampled_from((None, "https://www.example.gov.cn/dafu/"))),
    )


def with_state(archive: Archive, serial: int, state: str) -> Archive:
    """Change the attribute of one document."""
    changed = (replace(draft, state=state) if draft.serial == serial else draft for draft in archive.drafts)
    return replace(archive, drafts=tuple(changed))
