"""Turn a line of a list into what its row shows."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from builder.site import routes
from builder.site.catalogue import Entry
from builder.site.views import AnswerCell, Day, DocumentRow, MatterRow, NoticeCell, Result

if TYPE_CHECKING:
    from builder.site.catalogue import Line, Matter
    from builder.site.context import SiteContext
    from builder.site.views import Row


def row_of(line: Line, context: SiteContext) -> Row:
    """Make the row of a line."""
    return document_row(line, context) if isinstance(line, Entry) else matter_row(line, context)


def matter_row(matter: Matter, context: SiteContext) -> MatterRow:
    """Make the row of a suggestion with its answers."""
    return MatterRow(
        digest=matter.digest,
        address=matter.address,
        number=matter.number,
        title=matter.title,
        named_by=matter.named_by,
        session=context.session_links[matter.session],
        proposers=matter.proposers,
        others=matter.others,
        units=tuple([context.units[slug] for slug in matter.departments]),
        submitted=day(matter.proposal.date) if matter.proposal else None,
        key_item=matter.key_item,
        answers=tuple([_answer(entry, context) for entry in matter.answers]),
        notices=notices_of(matter, context),
        is_answered=bool(matter.answers) or any(notice.kind == "reply" for notice in matter.notices),
    )


def document_row(entry: Entry, context: SiteContext) -> DocumentRow:
    """Make the row of a report, meeting or update."""
    return DocumentRow(
        digest=entry.digest,
        kind=entry.kind,
        address=entry.address,
        title=entry.title,
        year=entry.year,
        date=day(entry.date),
        unit=context.units[entry.department] if entry.department else None,
        note=entry.note,
    )


def notices_of(matter: Matter, context: SiteContext) -> tuple[NoticeCell, ...]:
    """Make the cells of what exists on request."""
    return tuple(
        [
            NoticeCell(notice.kind, notice.title, context.units[notice.department] if notice.department else None)
            for notice in matter.notices
        ]
    )


def result_of(kind: str, printed: str | None) -> Result:
    """Make the mark of a result."""
    return Result(kind, printed, routes.result(kind))


@lru_cache(maxsize=1 << 12)
def day(iso: str | None) -> Day | None:
    """Read a date; `None`, and what is no full date, is no day."""
    if iso is None or len(iso) != len("2021-06-10"):
        return None
    return Day(iso, int(iso[:4]), int(iso[5:7]), int(iso[8:]))


def _answer(entry: Entry, context: SiteContext) -> AnswerCell:
    if entry.department is None:
        message = f"a reply has a unit: {entry.path}"
        raise ValueError(message)
    return AnswerCell(
        context.units[entry.department],
        entry.address,
        entry.role,
        day(entry.date),
        result_of(entry.result, entry.result_printed),
    )
