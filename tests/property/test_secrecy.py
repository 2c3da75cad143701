"""
The first and the third promise: what may not be shown is nowhere in the output, and what is withdrawn leaves it.

Every example is a random archive (`archives`) whose texts are tokens of characters that nothing else has, so that a
single character of a secret in any file, packed or not, is a leak.  The door has to hold by itself: most examples are
rendered without the audit; others are built as the command builds, to see that the audit finds nothing to object to.
"""

from __future__ import annotations

import json
import re
import tempfile
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from builder.output import search
from builder.pipeline.run import SHIPPED_LAYOUTS
from builder.site.shadow import original
from tests.conftest import paths_in
from tests.makers import write_tree
from tests.outputs import Files, built, readings, site_of, without_audit
from tests.property.archives import (
    KINDS,
    MUST_BE_SEEN,
    SHOWN,
    STATES,
    Archive,
    Draft,
    archives,
    rare_characters,
    with_state,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from builder.pipeline.run import Paths

_RARE = frozenset(rare_characters())
# A failure names file and field; to shrink it would take minutes of building.
_PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
_SOME = settings(max_examples=5, deadline=None, phases=_PHASES, suppress_health_check=[HealthCheck.too_slow])
_MANY = settings(_SOME, max_examples=60)


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder for compiled templates, which saves most of the time."""
    return tmp_path_factory.mktemp("templates")


@contextmanager
def laid_out(archive: Archive) -> Iterator[Paths]:
    """Write an archive into a folder that does not last."""
    with tempfile.TemporaryDirectory() as folder:
        paths = paths_in(Path(folder))
        write_tree(paths.content, archive.tree())
        yield paths


def whereabouts(files: Mapping[str, bytes]) -> dict[str, str]:
    """Tell for each rare character of an output a file in which it stands."""
    found: dict[str, str] = {}
    for name, text in readings(files):
        if not name.startswith("pagefind/wasm."):  # the engine's own program, no text
            found.update(dict.fromkeys(_RARE.intersection(text), name))
    return found


def leaks(archive: Archive, files: Mapping[str, bytes]) -> set[str]:
    """Name everything of an archive that may not be seen and is."""
    seen = whereabouts(files)
    found = {
        f"{token.part} of {token.path} in {seen[character]}"
        for token, may_be_seen in archive.tokens()
        for character in _RARE.intersection(token.text)
        if character in seen and not may_be_seen
    }
    plain = {name: normalize("NFKC", text) for name, text in readings(files)}
    digits = {name: re.sub(r"[\s\-]", "", text) for name, text in plain.items()}
    for datum, path in archive.data():
        found |= {f"{datum} of {path} in {name}" for name in plain if datum in digits[name] or datum in plain[name]}
    for day, draft in archive.days():
        if draft.state not in SHOWN:
            forms = (day.isoformat(), f"{day.year}年{day.month}月{day.day}日")
            found |= {
                f"{day} of {draft.path} in {name}" for name in plain if any(form in plain[name] for form in forms)
            }
    return found


def absent(archive: Archive, files: Mapping[str, bytes]) -> set[str]:
    """Name what has to be seen and is not, lest an empty output pass for a discreet one."""
    seen = whereabouts(files)
    states = {draft.path: draft.state for draft in archive.drafts}
    return {
        f"{token.part} of {token.path}"
        for token, may_be_seen in archive.tokens()
        if may_be_seen and (token.part in MUST_BE_SEEN or (token.part == "summary" and states[token.path] == "summary"))
        if not _RARE.intersection(token.text) <= seen.keys()
    }


def every_kind_in_every_state(**policies: Any) -> Archive:
    """Make an archive in which no combination of kind and attribute is missing, each with two attachments."""
    drafts: list[Draft] = []
    for kind in KINDS:
        for state in STATES:
            serial = len(drafts) + 1
            matter = serial if kind in {"proposal", "reply"} else 0
            links = tuple(draft.path for draft in drafts[-6:])
            attached = (True, False)
            drafts.append(
                Draft(kind=kind, serial=serial, state=state, matter=matter, attached=attached, links_to=links)
            )
    return Archive(drafts=tuple(drafts), **policies)


POLICIES = (
    {},
    {"lists_on_request": True, "counts_withheld": True},
    {"masks": True},
    {"lists_on_request": True, "masks": True, "base_url": "https://www.example.gov.cn/dafu/"},
)


@pytest.mark.parametrize("policies", POLICIES, ids=str)
def test_every_kind_in_every_state_shows_what_it_may_and_no_more(policies: dict[str, Any], templates: Path) -> None:
    """The door alone lets out every part that design 2.2 and 2.4 allow, and no character of another."""
    archive = every_kind_in_every_state(**policies)
    with laid_out(archive) as paths:
        files = without_audit(paths, templates)

    assert set() == leaks(archive, files)
    assert set() == absent(archive, files)


@given(archive=archives())
@_SOME
def test_door_alone_lets_no_secret_out(archive: Archive, templates: Path) -> None:
    """No character of what may not be shown is in any page, asset, copy or search text, with the audit switched off."""
    with laid_out(archive) as paths:
        files = without_audit(paths, templates)

    assert set() == leaks(archive, files)
    assert set() == absent(archive, files)


@given(archive=archives())
@settings(_SOME, max_examples=2)
def test_built_site_holds_no_secret(archive: Archive) -> None:
    """What the command writes holds no secret either, and its audit objects to nothing."""
    with laid_out(archive) as paths:
        built(paths)
        files = site_of(paths.output)

    assert set() == leaks(archive, files)
    assert set() == absent(archive, files)


def test_search_index_holds_no_secret() -> None:
    """No secret, nor a pair of characters with one of a secret's, is in any file of the index, unpacked."""
    archive = every_kind_in_every_state(masks=True, lists_on_request=True)
    with laid_out(archive) as paths:
        built(paths, search=True)
        files = site_of(paths.output)
        told = "".join(original(page["content"]) for _, page in search.fragments(paths.output / "pagefind"))
    index = {name: data for name, data in files.items() if name.startswith("pagefind/")}

    in_index = whereabouts(index).keys()
    shown = [token.text for token, may_be_seen in archive.tokens() if may_be_seen and token.part == "text"]

    assert set() == leaks(archive, files)
    assert [] == [text for text in shown if text not in told or not _RARE.intersection(text) <= in_index]


# --- suggestions beside answers ---------------------------------------------------------------------------------
def pairs(reply_states: tuple[str, ...] = STATES, **policies: Any) -> Archive:
    """Make a proposal in every state with a reply in each of these states."""
    drafts: list[Draft] = []
    for matter, (asked, answered) in enumerate(((one, other) for one in STATES for other in reply_states), 1):
        drafts.append(Draft(kind="proposal", serial=2 * matter, state=asked, matter=matter))
        drafts.append(Draft(kind="reply", serial=2 * matter + 1, state=answered, matter=matter))
    return Archive(drafts=tuple(drafts), **policies)


@pytest.mark.parametrize("policies", POLICIES, ids=str)
def test_suggestions_stand_beside_answers_that_may_be_read(policies: dict[str, Any], templates: Path) -> None:
    """The points of every pair hold what both sides may show and no more; a summary has no points."""
    archive = pairs(**policies)
    with laid_out(archive) as paths:
        files = without_audit(paths, templates)
    numbers = [name for name in files if name.startswith("proposals/") and name.endswith("index.json")]
    data = [json.loads(files[name]) for name in numbers]
    found = {
        item["number"]: [(point["state"], len(point["answers"])) for point in item["suggestions"]] for item in data
    }
    read = {"public", "redacted"}
    proposals, replies = archive.drafts[::2], archive.drafts[1::2]

    assert set() == leaks(archive, files)
    assert set() == absent(archive, files)
    assert all("[[" not in text.decode() for name, text in files.items() if name.endswith("index.json"))
    for asked, answered in zip(proposals, replies, strict=True):
        points = next((points for number, points in found.items() if number.endswith(f"{asked.matter:03}")), None)
        if asked.state in read:
            assert points == [("answered", 1) if answered.state in read else ("unclear", 0)]
        else:
            assert not points


def test_a_reply_that_may_not_be_shown_is_the_same_as_none(templates: Path) -> None:
    """With a withheld reply, page and data of a proposal are, byte for byte, those of one without a reply."""
    archive = pairs(("withheld", "on-request"))
    alone = replace(archive, drafts=tuple(draft for draft in archive.drafts if draft.kind == "proposal"))
    with laid_out(archive) as paths:
        files = without_audit(paths, templates)
    with laid_out(alone) as paths:
        expected = without_audit(paths, templates)

    assert [name for name in expected if name.startswith("proposals/")]
    assert {name: data for name, data in expected.items() if name.startswith("proposals/")} == {
        name: data for name, data in files.items() if name.startswith("proposals/")
    }


# --- withholding one more document ------------------------------------------------------------------------------
def texts_of(files: Mapping[str, bytes]) -> set[str]:
    """Cut what can be read in an output into the texts between its signs, digits aside."""
    pieces = (piece for _, text in readings(files) for piece in re.split(r"[\n<>\"'/]+", text))
    return {re.sub(r"[\d:.\-]+", "#", piece).strip() for piece in pieces}


@st.composite
def withdrawals(draw: Any) -> tuple[Archive, Archive, Draft]:
    """Draw an archive that mentions nothing withheld, and the same with one shown document less."""
    archive = replace(draw(archives()), lists_on_request=False, counts_withheld=False)
    shown = [draft for draft in archive.drafts if draft.state in SHOWN]
    if not shown:
        archive = (
            with_state(archive, archive.drafts[0].serial, "public")
            if archive.drafts
            else Archive(drafts=(Draft(kind="report", serial=1, state="public"),))
        )
        shown = [draft for draft in archive.drafts if draft.state in SHOWN]
    draft = draw(st.sampled_from(shown))
    return archive, with_state(archive, draft.serial, draw(st.sampled_from(("withheld", "on-request")))), draft


def ghosts(before: Files, after: Files, archive: Archive, draft: Draft) -> set[str]:
    """
    Name every trace that a document left by being withheld.

    There is no new address; no file holds a character of it (its number aside, if other documents show that); and a
    file that differs holds no text that the old site did not hold somewhere, figures and the layouts' words aside.
    """
    traces = {f"new address {name}" for name in after.keys() - before.keys()}
    traces |= leaks(archive, after)
    words = texts_of(
        {
            path.name: path.read_bytes()
            for path in SHIPPED_LAYOUTS.rglob("*")
            if path.suffix in {".yml", ".html", ".xml", ".txt"}
        }
    )
    known = texts_of(before) | words
    changed = {name: data for name, data in after.items() if before.get(name) != data}
    everything = "\n".join(known)
    new = (text for text in texts_of(changed) - known if any(word not in everything for word in _words(text)))
    return traces | {f"new text {text!r}" for text in new}


def _words(text: str) -> list[str]:
    """
    Cut a text into its words, tokens aside, of which `leaks` knows whether they may be seen.

    第 and 号 part words too, and so do Chinese brackets and commas: layouts put a session's name and a number, a unit and
    its part together with them.  Other brackets and commas part those of data, where an empty list or cell says no more
    than that nothing is shown.
    """
    return "".join(
        " " if character in _RARE or character in "#第号（），[]{}," else character for character in text
    ).split()


@given(case=withdrawals())
@settings(_SOME, max_examples=3)
def test_withholding_one_more_document_never_adds_a_byte_about_it(
    case: tuple[Archive, Archive, Draft], templates: Path
) -> None:
    """Every file of the second site is that of the first, or says less; no address and no text is new."""
    before, after, draft = case
    with laid_out(before) as paths:
        first = without_audit(paths, templates)
    with laid_out(after) as paths:
        second = without_audit(paths, templates)

    assert set() == ghosts(first, second, after, draft)


@given(case=withdrawals())
@settings(_SOME, max_examples=2)
def test_withdrawn_document_leaves_page_list_feed_and_sitemap_in_the_same_build(
    case: tuple[Archive, Archive, Draft],
) -> None:
    """Built over the old site, the new one holds nothing of a document that was withdrawn."""
    before, after, draft = case
    with laid_out(before) as paths:
        built(paths)
        first = site_of(paths.output)
        write_tree(paths.content, after.tree())
        built(paths)
        second = site_of(paths.output)

    # What holds digests or binary pages has other characters after any change; all that it says is in other files.
    opaque = {"data/gongkai.sqlite", "data/SHA256SUMS", "data/datapackage.json", "data/index.html"}
    first, second = ({name: data for name, data in each.items() if name not in opaque} for each in (first, second))

    assert set() == ghosts(first, second, after, draft)


def test_withdrawn_document_leaves_the_search_index_in_the_same_build() -> None:
    """The fragments and words of a withdrawn document are gone from an index that is built over the old one."""
    drafts = tuple(Draft(kind="reply", serial=n, state="public", matter=n, attached=(True,)) for n in (1, 2))
    before = Archive(drafts=drafts)
    after = with_state(before, 2, "withheld")
    with laid_out(before) as paths:
        built(paths, search=True)
        first = site_of(paths.output)
        write_tree(paths.content, after.tree())
        built(paths, search=True)
        second = site_of(paths.output)

    assert {"text of " + drafts[1].path} <= {leak.partition(" in ")[0] for leak in leaks(after, first)}
    assert set() == leaks(after, second)


# --- the same with many examples ----------------------------------------------------------------------------------
@pytest.mark.slow
@given(archive=archives(most_matters=4, most_others=8))
@_MANY
def test_door_alone_lets_no_secret_out_of_many_archives(archive: Archive, templates: Path) -> None:
    """As above, for larger archives and more of them."""
    with laid_out(archive) as paths:
        files = without_audit(paths, templates)

    assert set() == leaks(archive, files)
    assert set() == absent(archive, files)


@pytest.mark.slow
@given(archive=archives(most_matters=3, most_others=5), search_too=st.booleans())
@settings(_MANY, max_examples=15)
def test_many_built_sites_hold_no_secret(archive: Archive, search_too: bool) -> None:
    """As above, with the index in half of them."""
    with laid_out(archive) as paths:
        built(paths, search=search_too)
        files = site_of(paths.output)

    assert set() == leaks(archive, files)


@pytest.mark.slow
@given(case=withdrawals())
@settings(_MANY, max_examples=40)
def test_withholding_never_adds_a_byte_in_many_archives(case: tuple[Archive, Archive, Draft], templates: Path) -> None:
    """As above, many times."""
    before, after, draft = case
    with laid_out(before) as paths:
        first = without_audit(paths, templates)
    with laid_out(after) as paths:
        second = without_audit(paths, templates)

    assert set() == ghosts(first, second, after, draft)
