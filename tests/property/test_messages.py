"""
What is printed about broken content quotes nothing of what may not be shown.

A document of a random archive is broken in one of many ways, and checked; whatever the message says, in either
language and every form, holds no character of a text that only authorised people may read.
"""

from __future__ import annotations

import re
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from builder.diagnostics import as_github, as_json, as_text
from builder.pipeline import check
from builder.pipeline.run import Options
from tests.conftest import a_report, paths_in
from tests.makers import write_tree
from tests.property.archives import KINDS, STATES, Archive, Draft, mail, mobile, rare_characters

if TYPE_CHECKING:
    from collections.abc import Callable

_RARE = frozenset(rare_characters())
_IN_BODY = frozenset({"text", "heading", "cell", "speaker", "speech"})
_NEVER = frozenset({"reason", "comment", "yaml comment", "passage", "block", "cell passage", "passage reason"})


BREAKS: dict[str, Callable[[str, str], str]] = {
    "misspelt key": lambda label, value: f"{label}乂: {value}",
    "value as key": lambda label, value: f"{label}: {value}\n{value}: {label}",
    "value as key twice": lambda _label, value: f"{value}: 1\n{value}: 2",
    "twice": lambda label, value: f"{label}: {value}\n{label}: {value}",
    "a mapping": lambda label, value: f"{label}: {{{value}: {value}}}",
    "a list of lists": lambda label, value: f"{label}: [[{value}], [{value}]]",
    "unclosed quotation": lambda label, value: f'{label}: "{value}',
    "unclosed list": lambda label, value: f"{label}: [{value}",
    "anchor": lambda label, value: f"{label}: &x {value}",
    "alias": lambda label, value: f"{label}: *{value}",
    "tag": lambda label, value: f"{label}: !x {value}",
    "merge key": lambda label, value: f"<<: {value}\n{label}: {value}",
    "a mark": lambda label, value: f"{label}: “[[不公开：个人隐私|{value}]]”",
    "nearly a mark": lambda label, value: f"{label}: “【【不公开 {value}】】”",
    "gone": lambda _label, _value: "",
    "empty": lambda label, _value: f"{label}:",
    "several in one": lambda label, value: f"{label}: {value}、{value}",
    "no key": lambda _label, value: value,
    "another document": lambda label, value: f"{label}: {value}\n--- {value}",
}
FILES: dict[str, Callable[[bytes], bytes]] = {
    "GBK": lambda data: data.decode().encode("gb18030"),
    "a wrong byte": lambda data: data[:-3] + b"\xff" + data[-3:],
    "a control character": lambda data: data + b"\x07",
    "unclosed front matter": lambda data: data.replace(b"\n---\n", b"\n", 1),
    "no front matter": lambda data: data.removeprefix(b"---\n"),
    "unclosed mark": lambda data: data + "[[不公开：个人隐私|".encode() + data[-30:].split(b"\n")[-1],
    "nearly a mark": lambda data: data + "【【不公开:".encode(),
}


def messages(archive: Archive, path: str, data: bytes) -> str:
    """Check an archive with one file replaced, and give everything that any form of the report says, paths aside."""
    with tempfile.TemporaryDirectory() as folder:
        paths, report = paths_in(Path(folder)), a_report()
        write_tree(paths.content, {**archive.tree(), path: data})
        check(paths, Options(), report)
    forms = (form(found, language) for found in report.diagnostics for form in FORMS for language in ("zh", "en"))
    said = "\n".join(forms)
    for draft in archive.drafts:
        said = said.replace(draft.path, "")
    return said


FORMS = (as_text, as_json, as_github)


def quoted(archive: Archive, said: str) -> set[str]:
    """Name everything that a report may not quote and does."""
    states = {draft.path: draft.state for draft in archive.drafts}
    found = set()
    for token, _ in archive.tokens():
        is_open = states.get(token.path, "public") == "public" and token.part not in _IN_BODY | _NEVER
        if not is_open and token.part != "number" and _RARE.intersection(token.text) & set(said):
            found.add(f"{token.part} of {token.path}")
    digits = re.sub(r"[\s\-]", "", said)
    for draft in archive.drafts:
        found |= {datum for datum in (mobile(draft, 0), mobile(draft, 3), mail(draft)) if datum in digits}
    return found


def broken_line(data: bytes, at: int, how: str, value: str | None) -> bytes:
    """Break one line of a front matter; with a *value*, one that has a text for a name, number or date."""
    lines = data.decode().split("\n")
    head = [index for index, line in enumerate(lines[: lines.index("---", 1)]) if re.match(r"[^\s#\-][^:]*: ", line)]
    index = head[at % len(head)]
    label, _, written = lines[index].partition(": ")
    lines[index] = BREAKS[how](label, value or written)
    return "\n".join(lines).encode()


def an_archive(kind: str, state: str) -> Archive:
    """Make an archive of a document and a public one beside it that has the same number."""
    matter = 1 if kind in {"proposal", "reply"} else 0
    other = "reply" if kind == "proposal" else "proposal" if kind == "reply" else "report"
    beside = Draft(kind=other, serial=2, state="public", matter=matter)
    return Archive(drafts=(Draft(kind=kind, serial=1, state=state, matter=matter, attached=(True, False)), beside))


@pytest.mark.parametrize("how", sorted(FILES))
@pytest.mark.parametrize("state", STATES)
def test_file_that_cannot_be_read_is_not_quoted(how: str, state: str) -> None:
    """A file broken as a whole is reported, and no text of it with it: nobody knows yet what it may show."""
    archive = an_archive("reply", state)
    path = archive.drafts[0].path
    said = messages(archive, path, FILES[how](archive.tree()[path]))

    assert "rror" in said
    assert set() == quoted(archive if how in _READABLE else _closed(archive), said)


_READABLE = frozenset({"unclosed mark", "nearly a mark"})
"""What leaves the attribute to be read."""


def _closed(archive: Archive) -> Archive:
    """Take the first document for one that may not be shown, whatever it says."""
    first, *others = archive.drafts
    return replace(archive, drafts=(replace(first, state="withheld") if first.state == "public" else first, *others))


_SOME = settings(
    max_examples=30,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow],
)
_CASE = {
    "kind": st.sampled_from(KINDS),
    "state": st.sampled_from(STATES),
    "at": st.integers(0, 20),
    "how": st.sampled_from(sorted(BREAKS)),
    "with_title": st.booleans(),
}


def check_break(kind: str, state: str, at: int, how: str, *, with_title: bool) -> None:
    """Break a document, and look for its texts in what is said about it."""
    archive = an_archive(kind, state)
    draft = archive.drafts[0]
    title = next(token.text for token, _ in archive.tokens() if token.path == draft.path and token.part == "title")
    data = broken_line(archive.tree()[draft.path], at, how, title if with_title else None)
    said = messages(archive, draft.path, data)
    attribute = re.search("^(?:信息公开属性|disclosure): *(.*)", data.decode(), re.MULTILINE)
    is_readable = attribute is not None and attribute[1] in {"可以公开", "摘要公开"}
    found = quoted(archive if state == "public" and is_readable else _closed(archive), said)
    wrong_attribute = {f"title of {draft.path}"} if attribute and title in attribute[1] else set()

    assert set() == found - wrong_attribute, said


@given(**_CASE)
@_SOME
def test_no_message_quotes_what_may_not_be_shown(kind: str, state: str, at: int, how: str, with_title: bool) -> None:
    """Whatever is wrong with a line, its report quotes no field of a document that is not public, and no body."""
    check_break(kind, state, at, how, with_title=with_title)


@pytest.mark.slow
@given(**_CASE)
@settings(_SOME, max_examples=400)
def test_no_message_quotes_what_may_not_be_shown_ever(
    kind: str, state: str, at: int, how: str, with_title: bool
) -> None:
    """As above, many times."""
    check_break(kind, state, at, how, with_title=with_title)
