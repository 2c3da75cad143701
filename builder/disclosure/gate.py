"""
The one-way door: turn a linked archive of released documents into public records.

What a document's attribute does not allow has no field to go to.  Every decision is written into the ledger.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, assert_never

from builder.content import wordings
from builder.content.checks import result_form
from builder.content.model import Disclosure, Document, Meeting, Page, Proposal, Reply, Report, Update
from builder.disclosure import public
from builder.disclosure.intake import text_name
from builder.disclosure.public import DepartmentSlug, IsoDate, SessionSlug

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from builder.config import Config
    from builder.content.archive import Archive
    from builder.content.model import Department, Session
    from builder.content.words import Redirect
    from builder.disclosure.release import Released


class Decision(NamedTuple):
    """One line of the ledger: what became of a document, and the state that decided it."""

    document: Document
    shown: str
    """`page`, `row` (列目录), `count` (计数) or `nothing`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentFile:
    """What is known of a file below `attachments/`."""

    size: int
    digest: str


def disclose(
    archive: Archive,
    released: Mapping[str, Released],
    attachments: Mapping[str, AttachmentFile],
    config: Config,
    redirects: Iterable[Redirect],
    as_of: str | None,
) -> tuple[public.PublicArchive, tuple[Decision, ...]]:
    """
    Build the public archive from linked documents.

    Args:
        released: By path, what `release` let pass.
        attachments: By path, the files that documents name and that are there.
        redirects: Old addresses, and what took their place.
        as_of: The date by which something is overdue; by default the newest date of a public document.
    """
    door = _Door(archive, released, attachments, config)
    for document in archive.documents:
        door.let_pass(document)
    moved = tuple((redirect.old, redirect.new) for redirect in redirects)
    return door.archive(moved, as_of), tuple(door.ledger)


class _Door:
    """Collect what passes."""

    def __init__(
        self,
        archive: Archive,
        released: Mapping[str, Released],
        attachments: Mapping[str, AttachmentFile],
        config: Config,
    ) -> None:
        self.linked, self.released, self.files, self.config = archive, released, attachments, config
        self.ledger: list[Decision] = []
        self.passed: dict[type, list[Any]] = {kind: [] for kind in (Proposal, Reply, Report, Meeting, Update, Page)}
        self.listed: list[public.ListedNotice] = []
        self.withheld: dict[tuple[int, str], int] = {}
        self.shown_paths = frozenset(
            document.path for document in archive.documents if document.attribute.state.is_shown
        )
        self.by_path = {document.path: document for document in archive.documents}

    def let_pass(self, document: Document) -> None:
        """Decide on one document by its attribute alone, and note the decision."""
        state = document.attribute.state
        match state:
            case Disclosure.PUBLIC | Disclosure.REDACTED | Disclosure.SUMMARY:
                self.passed[type(document)].append(_MAKERS[type(document)](self, document))
                shown = "page"
            case Disclosure.ON_REQUEST:
                shown = self._list(document)
            case Disclosure.WITHHELD:
                shown = self._count(document)
            case _:
                assert_never(state)
        self.ledger.append(Decision(document, shown))

    def _list(self, document: Document) -> str:
        if not self.config.policy.lists_on_request or not isinstance(document, Proposal | Reply):
            return "nothing"
        numbers = (document.number,) if isinstance(document, Proposal) else document.numbers
        units = document.lead if isinstance(document, Proposal) else (document.department,)
        number = numbers[0] if numbers else None
        notice = public.ListedNotice(
            digest="",
            kind=type(document).__name__.lower(),
            session=SessionSlug(document.session),
            year=self.year(document.session),
            number=number,
            key=wordings.number_key(number) if number else None,
            title=self.released[document.path].document.title,
            department=DepartmentSlug(units[0]) if units else None,
        )
        self.listed.append(notice._replace(digest=_digest(notice)))
        return "row"

    def _count(self, document: Document) -> str:
        if not self.config.policy.counts_withheld or not isinstance(document, Proposal | Reply):
            return "nothing"
        key = (self.year(document.session), wordings.reason_class(document.attribute.reason or ""))
        self.withheld[key] = self.withheld.get(key, 0) + 1
        return "count"

    def year(self, session: str) -> int:
        """Take the year of a proposal or reply, which is its session's."""
        return self.linked.vocabulary.sessions[session].year

    def attachments(self, document: Document) -> tuple[public.PublicAttachment, ...]:
        """Let those attachments pass whose own attribute is public."""
        if not document.attachments or document.attribute.state is Disclosure.SUMMARY:
            return ()
        passed = self.released[document.path].document.attachments
        return tuple(
            public.PublicAttachment(
                path=item.file.removeprefix("attachments/"), name=item.name, size=file.size, digest=file.digest
            )
            for item in passed
            if item.attribute.state is Disclosure.PUBLIC and (file := self.files.get(item.file)) is not None
        )

    def archive(self, redirects: tuple[tuple[str, str], ...], as_of: str | None) -> public.PublicArchive:
        """Put everything that passed in the order of its addresses."""
        words = self.linked.vocabulary
        departments = tuple(
            sorted((_department(unit) for unit in words.departments.values()), key=lambda unit: unit.order)
        )
        topics = dict.fromkeys(topic.name for topic in words.topics)
        for record in (*self.passed[Proposal], *self.passed[Reply]):
            topics.update(dict.fromkeys(record.topics))
        return public.PublicArchive(
            site=self.config.site,
            departments=departments,
            sessions=tuple(_session(session) for session in words.sessions.values()),
            topics=tuple(topics),
            proposals=tuple(sorted(self.passed[Proposal], key=lambda record: (record.session, record.key))),
            replies=tuple(sorted(self.passed[Reply], key=lambda record: record.path)),
            reports=tuple(sorted(self.passed[Report], key=lambda record: (record.year, record.name))),
            meetings=tuple(sorted(self.passed[Meeting], key=lambda record: (record.year, record.name))),
            updates=tuple(sorted(self.passed[Update], key=lambda record: (record.year, record.name))),
            pages=tuple(sorted(self.passed[Page], key=lambda record: record.name)),
            listed=tuple(sorted(self.listed, key=lambda notice: (notice.session, notice.key or "", notice.digest))),
            withheld=tuple(
                public.WithheldCount(year, reason, count) for (year, reason), count in sorted(self.withheld.items())
            ),
            redirects=redirects,
            as_of=IsoDate(as_of) if as_of else self._newest_date(),
            terms=public.Terms(self.config.reply_months, self.config.publish_workdays),
        )

    def _newest_date(self) -> IsoDate | None:
        fields = {Proposal: ("submitted",), Reply: ("replied", "published"), Meeting: ("date",), Update: ("date",)}
        dates = (
            getattr(record, field) for kind, names in fields.items() for record in self.passed[kind] for field in names
        )
        return max((date for date in dates if date), default=None)


def _digest(record: tuple[Any, ...]) -> str:
    """Name a record by its content: what two equal records share, in any process."""
    return hashlib.blake2b(repr(tuple(record)).encode(), digest_size=12).hexdigest()


def _named(door: _Door, document: Document, record: Any, *linked: object) -> Any:  # noqa: ANN401 - any public record
    """
    Give a record its digests: of what the document says, as `release` summed it up, and of what linking made of it.

    Args:
        linked: Every value of the record that is not the released document's own.
    """
    passed = door.released[document.path]
    links = repr((record.attachments, linked))
    return record._replace(digest=passed.digest + links, row=passed.row + links)


def _department(unit: Department) -> public.PublicDepartment:
    return public.PublicDepartment(
        slug=DepartmentSlug(unit.slug),
        name=unit.name,
        short_name=unit.short_name or unit.name,
        parent=DepartmentSlug(unit.parent) if unit.parent else None,
        merged_into=DepartmentSlug(unit.merged_into) if unit.merged_into else None,
        phone=unit.phone,
        order=(unit.order if unit.order is not None else 10**9, unit.slug),
        aliases=unit.aliases,
    )


def _session(session: Session) -> public.PublicSession:
    return public.PublicSession(
        slug=SessionSlug(session.slug),
        body=session.body,
        name=session.name,
        term=session.term,
        meeting=session.meeting,
        year=session.year,
    )


def _common(door: _Door, document: Document) -> dict[str, Any]:
    """Fill what every public record has."""
    passed = door.released[document.path]
    is_summary = document.attribute.state is Disclosure.SUMMARY
    return {
        "digest": "",
        "row": "",
        "path": document.path,
        "title": passed.document.title,
        "disclosure": document.attribute.state.value,
        "disclosure_printed": document.attribute.printed,
        "summary": passed.document.summary if is_summary else None,
        "text": text_name(document.path) if passed.text else None,
        "attachments": door.attachments(document),
        "references": passed.references,
    }


def _public_proposal(door: _Door, document: Proposal) -> public.PublicProposal:
    passed = door.released[document.path].document
    assert isinstance(passed, Proposal)  # noqa: S101 - release keeps the kind
    is_summary = document.attribute.state is Disclosure.SUMMARY
    return _named(  # type: ignore[no-any-return] # the same record with its digests
        door,
        document,
        public.PublicProposal(
            **_common(door, document),
            session=SessionSlug(document.session),
            year=door.year(document.session),
            number=document.number,
            key=wordings.number_key(document.number),
            proposers=() if is_summary else passed.proposers,
            others=None if is_summary else passed.others,
            lead=tuple(map(DepartmentSlug, document.lead)),
            co_handlers=tuple(map(DepartmentSlug, document.co_handlers)),
            submitted=_iso(document.submitted),
            assigned=_iso(document.assigned),
            due=_iso(document.due),
            topics=() if is_summary else document.topics,
            key_item=document.key_item and not is_summary,
        ),
        document.session,
        door.year(document.session),
        document.lead,
        document.co_handlers,
        document.topics,
    )


def _public_reply(door: _Door, document: Reply) -> public.PublicReply:
    passed = door.released[document.path].document
    assert isinstance(passed, Reply)  # noqa: S101 - release keeps the kind
    form = result_form(document.result, door.linked, document.session) if document.result else None
    record = public.PublicReply(
        **_common(door, document),
        session=SessionSlug(document.session),
        year=door.year(document.session),
        numbers=document.numbers,
        keys=tuple(map(wordings.number_key, document.numbers)),
        name=_name(document.path),
        department=DepartmentSlug(document.department),
        place=door.linked.places.get(document.path, 1),
        follows=_earlier(door, document),
        role=document.role,
        consulted=tuple(map(DepartmentSlug, document.consulted)),
        doc_number=passed.doc_number,
        signer=passed.signer,
        replied=_iso(document.replied),
        published=_iso(document.published),
        result=form or "unstated",
        result_printed=passed.result,
        adoption=public.Adoption(*document.adoption) if document.adoption else None,
        commitments=tuple(public.Commitment(*item) for item in passed.commitments),  # type: ignore[arg-type] # dates are ISO text
        answered_points=tuple(public.AnsweredPoint(*item) for item in passed.answered_points),
        satisfaction=document.satisfaction,
        topics=document.topics,
        key_item=document.key_item,
        contact=public.Contact(*passed.contact) if passed.contact else None,
    )
    if document.attribute.state is Disclosure.SUMMARY:
        record = record._replace(**_BESIDES_SUMMARY)
    linked = (record.session, record.year, record.department, record.consulted, record.topics)
    chain = (record.place, record.follows, record.result)
    return _named(door, document, record, linked, chain)  # type: ignore[no-any-return] # the same record with its digests


_BESIDES_SUMMARY: dict[str, Any] = {
    "role": None,
    "consulted": (),
    "doc_number": None,
    "signer": None,
    "adoption": None,
    "commitments": (),
    "answered_points": (),
    "satisfaction": None,
    "topics": (),
    "key_item": False,
    "contact": None,
}
"""What the public does not see of a reply of which it sees the summary (design 2.4)."""


def _earlier(door: _Door, document: Reply) -> tuple[SessionSlug, str, DepartmentSlug, int] | None:
    """Address the earlier reply, if that one is public."""
    earlier = door.by_path.get(document.follows or "")
    if not isinstance(earlier, Reply) or earlier.path not in door.shown_paths:
        return None
    number = earlier.numbers[0] if earlier.numbers else f"x-{_name(earlier.path)}"
    place = door.linked.places.get(earlier.path, 1)
    return SessionSlug(earlier.session), number, DepartmentSlug(earlier.department), place


def _public_report(door: _Door, document: Report) -> public.PublicReport:
    is_summary = document.attribute.state is Disclosure.SUMMARY
    return _named(  # type: ignore[no-any-return] # the same record with its digests
        door,
        document,
        public.PublicReport(
            **_common(door, document),
            year=document.year,
            name=_name(document.path),
            unit=DepartmentSlug(document.unit) if document.unit else None,
            figures=() if is_summary else document.figures,
        ),
        document.unit,
    )


def _public_meeting(door: _Door, document: Meeting) -> public.PublicMeeting:
    passed = door.released[document.path]
    assert isinstance(passed.document, Meeting)  # noqa: S101 - release keeps the kind
    speeches = tuple(
        public.Speech(
            heading=speech.heading,
            speaker=speech.speaker,
            department=_unit(door, speech.speaker),
            text=text_name(document.path, place),
        )
        for place, speech in enumerate(passed.speeches, 1)
    )
    return _named(  # type: ignore[no-any-return] # the same record with its digests
        door,
        document,
        public.PublicMeeting(
            **_common(door, document),
            year=_dated_year(document.path, document.date),
            name=_name(document.path),
            date=_iso(document.date),
            theme=passed.document.theme if document.attribute.state is not Disclosure.SUMMARY else None,
            speeches=speeches,
        ),
        speeches,
    )


def _public_update(door: _Door, document: Update) -> public.PublicUpdate:
    passed = door.released[document.path].document
    assert isinstance(passed, Update)  # noqa: S101 - release keeps the kind
    is_summary = document.attribute.state is Disclosure.SUMMARY
    related = tuple(path for path in document.related if path in door.shown_paths)
    return _named(  # type: ignore[no-any-return] # the same record with its digests
        door,
        document,
        public.PublicUpdate(
            **_common(door, document),
            year=_dated_year(document.path, document.date),
            name=_name(document.path),
            date=_iso(document.date),
            source=None if is_summary else passed.source,
            author=None if is_summary else passed.author,
            related=() if is_summary else related,
        ),
        related,
    )


def _public_page(door: _Door, document: Page) -> public.PublicPage:
    record = public.PublicPage(**_common(door, document), name=_name(document.path))
    return _named(door, document, record)  # type: ignore[no-any-return] # the same record with its digests


def _iso(text: str | None) -> IsoDate | None:
    return IsoDate(text) if text else None


def _name(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".md")


def _unit(door: _Door, speaker: str | None) -> DepartmentSlug | None:
    slug = door.linked.vocabulary.department(speaker) if speaker else None
    return DepartmentSlug(slug) if slug else None


def _dated_year(path: str, date: str | None) -> int:
    """Take the year of a meeting or update: of its date, else its folder."""
    return int(date[:4]) if date else int(path.split("/")[1])


_MAKERS: dict[type, Any] = {
    Proposal: _public_proposal,
    Reply: _public_reply,
    Report: _public_report,
    Meeting: _public_meeting,
    Update: _public_update,
    Page: _public_page,
}
