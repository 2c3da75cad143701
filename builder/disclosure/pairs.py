"""
Report where a reply and what it answers disagree, whoever may read them; the rules are those of `site.pairs`.

Places are those of the front matter: what a letter prints of itself is compared with a field, which is where one of the
two is mended.  Nothing of a letter's text is quoted, and nothing at all where a document is not public in full.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from builder.content import wordings
from builder.content.model import Disclosure, Reply, place_of
from builder.content.schema import sealed
from builder.diagnostics import Diagnostic, diagnostic
from builder.site.pairs import Asked, differences

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from builder.content.archive import Archive
    from builder.content.model import Document, Proposal
    from builder.disclosure.release import Released


class _Rule(NamedTuple):
    """How a sort of difference is reported."""

    code: str
    field: str
    """Where."""
    quotes_proposal: bool = False
    """What was recorded is the proposal's, not the reply's or the vocabulary's."""


_RULES = {
    "kind": _Rule("R020", "session"),
    "number": _Rule("R021", "answers"),
    "session": _Rule("R022", "session"),
    "title": _Rule("R023", "answers", quotes_proposal=True),
    "addressee": _Rule("R024", "answers", quotes_proposal=True),
    "unit": _Rule("R025", "department"),
    "signed": _Rule("R026", "replied"),
    "submitted": _Rule("R007", "replied", quotes_proposal=True),
    "assigned": _Rule("R027", "replied", quotes_proposal=True),
}
"""公开 before 答复 is a matter of one file, and a rule of `content.checks`."""


def audit(archive: Archive, released: Mapping[str, Released]) -> tuple[Diagnostic, ...]:
    """Compare every reply with what it answers and what it continues."""
    replies = {document.path: document for document in archive.documents if isinstance(document, Reply)}
    found: list[Diagnostic] = []
    for reply in replies.values():
        found.extend(_of_a_reply(reply, archive, released[reply.path]))
        earlier = replies.get(reply.follows or "")
        if earlier and earlier.replied and reply.replied and reply.replied < earlier.replied:
            problem = diagnostic("R028", place_of(reply, "replied"), found=reply.replied, earlier=earlier.replied)
            found.append(_sealed(problem, reply, earlier))
    return tuple(found)


def _of_a_reply(reply: Reply, archive: Archive, released: Released) -> Iterator[Diagnostic]:
    words = archive.vocabulary
    if released.printed is None or reply.department not in words.departments:
        return
    keys = ((reply.session, wordings.number_key(number)) for number in reply.numbers)
    proposals = [archive.proposals[key] for key in keys if key in archive.proposals]
    session = words.sessions.get(reply.session)
    asked = [_asked(proposal) for proposal in proposals]
    for kind, _, recorded in differences(reply, released.printed, asked, session, reply.department, words.departments):
        rule = _RULES.get(kind)
        if rule:
            found = reply.replied if rule.field == "replied" else recorded
            problem = diagnostic(rule.code, place_of(reply, rule.field), found=found, earlier=recorded)
            yield _sealed(problem, reply, *(proposals if rule.quotes_proposal else ()))


def _asked(proposal: Proposal) -> Asked:
    return Asked(
        path=proposal.path,
        title=proposal.title,
        proposers=proposal.proposers,
        others=proposal.others,
        submitted=proposal.submitted,
        assigned=proposal.assigned,
    )


def _sealed(problem: Diagnostic, *quoted: Document) -> Diagnostic:
    """Blank what a message quotes, where one of the documents that it may quote is not public in full."""
    is_open = all(document.attribute.state is Disclosure.PUBLIC for document in quoted)
    return problem if is_open else sealed((problem,))[0]
