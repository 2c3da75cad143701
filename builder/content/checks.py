"""
The rules that content must obey beyond its fields: one function each, none stops the others.

Each takes the archive and yields diagnostics; the messages of what is not public in full are sealed by `run`.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from builder.content import wordings
from builder.content.model import Disclosure, Document, Proposal, Reply, place_of
from builder.content.schema import sealed
from builder.diagnostics import Diagnostic, diagnostic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from builder.content.archive import Archive

    Check: TypeAlias = Callable[[Document, Archive], Iterator[Diagnostic]]


def run(archive: Archive) -> tuple[Diagnostic, ...]:
    """Check every document against every rule."""
    found: list[Diagnostic] = []
    for document in archive.documents:
        for check in CHECKS.get(type(document), ()):
            problems = tuple(check(document, archive))
            if problems:
                is_open = document.attribute.state is Disclosure.PUBLIC
                found.extend(problems if is_open else sealed(problems))
    return tuple(found)


def dates_in_order(document: Document, _archive: Archive) -> Iterator[Diagnostic]:
    """提出 ≤ 交办 ≤ 办理期限, and 答复 ≤ 公开."""
    fields = ("submitted", "assigned", "due") if isinstance(document, Proposal) else ("replied", "published")
    stated = [(field, value) for field in fields if (value := getattr(document, field))]
    for (_, earlier), (field, later) in pairwise(stated):
        if later < earlier:
            yield diagnostic("R001", place_of(document, field), found=later, earlier=earlier)


def reply_after_proposal(document: Document, archive: Archive) -> Iterator[Diagnostic]:
    """A reply is not dated before its session's year."""
    if not isinstance(document, Reply) or document.replied is None:
        return
    session = archive.vocabulary.sessions.get(document.session)
    if session and int(document.replied[:4]) < session.year:
        yield diagnostic("R002", place_of(document, "replied"), found=document.replied, limit=session.year)


def numbers_alike(document: Document, archive: Archive) -> Iterator[Diagnostic]:
    """A reply writes its number as the proposal does."""
    if not isinstance(document, Reply):
        return
    for index, number in enumerate(document.numbers):
        proposal = archive.proposals.get((document.session, wordings.number_key(number)))
        if proposal is not None and number != proposal.number:
            place = place_of(document, "answers", index)
            yield _quoting(proposal, diagnostic("L018", place, found=number, nearest=proposal.number))


def _quoting(quoted: Document, problem: Diagnostic) -> Diagnostic:
    """Blank what a message quotes, where the document that it quotes is not public in full."""
    return problem if quoted.attribute.state is Disclosure.PUBLIC else sealed((problem,))[0]


def adoption_adds_up(document: Document, _archive: Archive) -> Iterator[Diagnostic]:
    """Not more suggestions are adopted, or concern a unit, than there are."""
    adoption = document.adoption if isinstance(document, Reply) else None
    if adoption is None or adoption.total is None:
        return
    for field in ("adopted", "own", "co"):
        value = getattr(adoption, field)
        if value is not None and value > adoption.total:
            place = place_of(document, f"adoption.{field}")
            yield diagnostic("R003", place, found=value, total=adoption.total)


def known_result(document: Document, archive: Archive) -> Iterator[Diagnostic]:
    """A result is one of the known words, or a letter that the session explains."""
    if not isinstance(document, Reply) or document.result is None:
        return
    if result_form(document.result, archive, document.session) is None:
        code = "R005" if wordings.result_letter(document.result) else "R004"
        yield diagnostic(code, place_of(document, "result"), found=document.result)


def known_satisfaction(document: Document, _archive: Archive) -> Iterator[Diagnostic]:
    """满意度 is one of four words."""
    if isinstance(document, Reply) and document.satisfaction and document.satisfaction not in wordings.SATISFACTION:
        allowed = "、".join(wordings.SATISFACTION)
        yield diagnostic("R006", place_of(document, "satisfaction"), found=document.satisfaction, allowed=allowed)


def result_form(printed: str, archive: Archive, session: str) -> str | None:
    """Read a result as printed: words, or a letter through the session's 结果分类; `None` where neither is known."""
    form = wordings.result_words(printed)
    letters = wordings.result_letter(printed)
    if form is not None or not letters or session not in archive.vocabulary.sessions:
        return form
    classes = dict(archive.vocabulary.sessions[session].result_classes)
    return next((classes[letter] for letter in letters if letter in classes), None)


CHECKS: dict[type, tuple[Check, ...]] = {
    Proposal: (dates_in_order,),
    Reply: (
        dates_in_order,
        reply_after_proposal,
        numbers_alike,
        adoption_adds_up,
        known_result,
        known_satisfaction,
    ),
}
