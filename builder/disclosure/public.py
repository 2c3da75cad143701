"""
Documents that anyone may read: all that a blind module ever sees of the archive.

None of these types has a place for a secret: a reply that may not be shown is no `PublicReply`, but nothing, a
`ListedNotice` (a row, where the site's policy lists what is on request), or one more in a `WithheldCount`.  What
exists once per document is a `NamedTuple`, since ten thousand of them are made, pickled and compared in a build.

Every record carries a `digest` of its own public content, the characters of texts aside: two records with the same
digest are the same to every list, and to every page whose texts (`TextName`) are the same.  `row` is the digest of what
a list row shows.

Dates are ISO text (`2021-06-10`), which sorts as dates do.  `None` means "not stated"; an empty tuple is empty.
"""

from __future__ import annotations

from typing import NamedTuple, NewType

TextName = NewType("TextName", str)
"""Names a released text (after removal and masking) by its place in the content: an edit of it leaves records alone."""
TextDigest = NewType("TextDigest", str)
"""Names a released text by its characters."""
DepartmentSlug = NewType("DepartmentSlug", str)
SessionSlug = NewType("SessionSlug", str)
IsoDate = NewType("IsoDate", str)


class PublicDepartment(NamedTuple):
    """A unit (承办单位)."""

    slug: DepartmentSlug
    name: str
    short_name: str
    """The name itself where the unit has no short one."""
    parent: DepartmentSlug | None
    merged_into: DepartmentSlug | None
    phone: str | None
    order: tuple[int, str]
    """Sort key: 排序, then slug."""
    aliases: tuple[str, ...] = ()
    """Other names by which letters call it, and by which search knows it too."""


class PublicSession(NamedTuple):
    """A session of the 政协 or the 人大."""

    slug: SessionSlug
    body: str
    """`cppcc` (政协: its documents are 提案) or `npc` (人大: its documents are 建议)."""
    name: str
    term: int | None
    meeting: int | None
    year: int


class PublicAttachment(NamedTuple):
    """A file that is copied byte for byte to `/attachments/{path}`."""

    path: str
    """Below the content folder's `attachments/`."""
    name: str
    size: int
    digest: str


class Adoption(NamedTuple):
    """建议采纳 as declared in the letter, never corrected; `rate` as printed."""

    total: int | None
    own: int | None
    co: int | None
    adopted: int | None
    rate: str | None


class Commitment(NamedTuple):
    """承诺 as recorded in the front matter."""

    item: str
    due: IsoDate | str | None
    state: str | None
    """`in-progress`, `done`, `not-done`, `adjusted`, or not stated."""
    updated: IsoDate | None
    basis: str | None


class AnsweredPoint(NamedTuple):
    """对应: which part of the reply answers which suggestion of the proposal."""

    suggestion: int
    answer: str


class Contact(NamedTuple):
    """An office line; the unit is text, not a reference."""

    unit: str | None
    phone: str | None
    postcode: str | None


class Printed(NamedTuple):
    """
    What a letter that may be read says of itself, in its title and its released text.

    Only what can be told for certain is here; the rest is empty.  Everything is as printed.
    """

    kind: str = ""
    """提案 or 建议, beside the number in its title."""
    numbers: tuple[str, ...] = ()
    """Without 第 and 号; of its title, else of its first sentence."""
    is_title_numbered: bool = False
    """The numbers are those of its title."""
    session: str = ""
    """Of its title, else of its first sentence."""
    body: str = ""
    """Of that session: `cppcc`, `npc`, or empty where it is not named."""
    term: int | None = None
    meeting: int | None = None
    titles: tuple[str, ...] = ()
    """Of the proposals, in its title, else in its first sentence."""
    names: tuple[str, ...] = ()
    """Whom it greets; empty where it greets a unit, which asked for nothing."""
    noun: str = ""
    """委员, 代表 or the like, as it greets them."""
    title_unit: str = ""
    """The unit that its title names."""
    signers: tuple[str, ...] = ()
    """The units under it."""
    signed: IsoDate | None = None
    """The date under it."""


class PublicProposal(NamedTuple):
    """A 提案 or 建议 whose attribute allows at least its summary."""

    digest: str
    row: str
    path: str
    """The content file, for `explain`; never published."""
    session: SessionSlug
    year: int
    number: str
    """As printed."""
    key: str
    """What numbers are compared by: NFKC, upper case, no leading zeros."""
    title: str
    proposers: tuple[str, ...]
    others: str | None
    """`等` or `等5人`, as printed after the names."""
    lead: tuple[DepartmentSlug, ...]
    co_handlers: tuple[DepartmentSlug, ...]
    submitted: IsoDate | None
    assigned: IsoDate | None
    due: IsoDate | None
    disclosure: str
    """`public`, `summary` or `redacted`."""
    disclosure_printed: str
    """The wording of the file, such as 可以公开."""
    summary: str | None
    """Only of a `summary` document, which has no text."""
    text: TextName | None
    topics: tuple[str, ...]
    key_item: bool
    attachments: tuple[PublicAttachment, ...]
    references: tuple[str, ...]
    """Link targets as the released text writes them; what each becomes belongs to a page's inputs."""


class PublicReply(NamedTuple):
    """An 答复 whose attribute allows at least its summary."""

    digest: str
    row: str
    path: str
    session: SessionSlug
    year: int
    numbers: tuple[str, ...]
    """As printed; empty for a letter without one.  The first one is in the address."""
    keys: tuple[str, ...]
    name: str
    """The file name without `.md`: the address of a letter without number."""
    department: DepartmentSlug
    place: int
    """1 for a unit's first reply to a number; 2, 3 … along 再次答复, withheld ones counted."""
    follows: tuple[SessionSlug, str, DepartmentSlug, int] | None
    """Address parts of the earlier reply, where that one is public too."""
    title: str
    role: str | None
    """`sole`, `lead`, `split`, `co` or `assist` (独办 主办 分办 会办 协办)."""
    consulted: tuple[DepartmentSlug, ...]
    doc_number: str | None
    signer: str | None
    replied: IsoDate | None
    published: IsoDate | None
    result: str
    """A normal form of design 2.3: `solved` … `unstated`."""
    result_printed: str | None
    """The place's own wording or letter."""
    printed: Printed
    """What the letter says of itself; nothing where its text may not be read."""
    adoption: Adoption | None
    commitments: tuple[Commitment, ...]
    answered_points: tuple[AnsweredPoint, ...]
    satisfaction: str | None
    disclosure: str
    disclosure_printed: str
    summary: str | None
    text: TextName | None
    topics: tuple[str, ...]
    key_item: bool
    contact: Contact | None
    attachments: tuple[PublicAttachment, ...]
    references: tuple[str, ...]
    """Link targets as the released text writes them; what each becomes belongs to a page's inputs."""


class Speech(NamedTuple):
    """One speech of a meeting."""

    heading: str
    speaker: str | None
    department: DepartmentSlug | None
    """Where the speaker's line is a unit's name."""
    text: TextName


class PublicMeeting(NamedTuple):
    """A 专题协商 with its speeches."""

    digest: str
    row: str
    path: str
    year: int
    name: str
    title: str
    date: IsoDate | None
    theme: str | None
    disclosure: str
    disclosure_printed: str
    summary: str | None
    text: TextName | None
    """What stands before the first speech."""
    speeches: tuple[Speech, ...]
    attachments: tuple[PublicAttachment, ...]
    references: tuple[str, ...]
    """Link targets as the released text writes them; what each becomes belongs to a page's inputs."""


class PublicReport(NamedTuple):
    """办理总体情况 of a unit (or of the whole site: no unit), with its figures as declared."""

    digest: str
    row: str
    path: str
    year: int
    name: str
    title: str
    unit: DepartmentSlug | None
    figures: tuple[tuple[str, str], ...]
    """English key and value as printed, in the order of the file."""
    disclosure: str
    disclosure_printed: str
    summary: str | None
    text: TextName | None
    attachments: tuple[PublicAttachment, ...]
    references: tuple[str, ...]
    """Link targets as the released text writes them; what each becomes belongs to a page's inputs."""


class PublicUpdate(NamedTuple):
    """工作动态."""

    digest: str
    row: str
    path: str
    year: int
    name: str
    title: str
    date: IsoDate | None
    source: str | None
    author: str | None
    related: tuple[str, ...]
    """Content paths of public documents."""
    disclosure: str
    disclosure_printed: str
    summary: str | None
    text: TextName | None
    attachments: tuple[PublicAttachment, ...]
    references: tuple[str, ...]
    """Link targets as the released text writes them; what each becomes belongs to a page's inputs."""


class PublicPage(NamedTuple):
    """A standing page, at `/{name}/`."""

    digest: str
    row: str
    path: str
    name: str
    title: str
    disclosure: str
    disclosure_printed: str
    summary: str | None
    text: TextName | None
    attachments: tuple[PublicAttachment, ...]
    references: tuple[str, ...]
    """Link targets as the released text writes them; what each becomes belongs to a page's inputs."""


class ListedNotice(NamedTuple):
    """A row for what is open on request (依申请公开), where the policy is 列目录: no text, no page of its own."""

    digest: str
    kind: str
    """`proposal` or `reply`."""
    session: SessionSlug
    year: int
    number: str | None
    key: str | None
    title: str
    department: DepartmentSlug | None


class WithheldCount(NamedTuple):
    """How many documents of a year are not public (policy 计数), by the class of the reason."""

    year: int
    reason: str
    """国家秘密, 商业秘密, 个人隐私, 内部事务, 过程性信息 or 其他."""
    documents: int


class Licence(NamedTuple):
    """On what terms the data may be used, as the site states it."""

    title: str
    url: str | None


class Site(NamedTuple):
    """The public settings of the site (`site.yml` less its policies)."""

    title: str
    base_url: str | None
    """Ends in `/`; `None`: every link is relative and there is no canonical address."""
    language: str
    publisher: str | None
    site_id: str | None
    icp: str | None
    police_id: str | None
    contact: tuple[tuple[str, str], ...]
    """`phone`, `address`, `postcode` with their values, those that are set."""
    corrections: str | None
    """An address or e-mail to which readers report errors."""
    masks_personal_data: bool
    licence: Licence | None = None


class Terms(NamedTuple):
    """期限: the site's own terms."""

    reply_months: int = 3
    """办理月数: from 交办, else 提出, to the reply."""
    publish_workdays: int = 20
    """公开工作日: from the reply to its publication."""


class PublicArchive(NamedTuple):
    """Everything that may be read, each kind in the order of its addresses."""

    site: Site
    departments: tuple[PublicDepartment, ...]
    sessions: tuple[PublicSession, ...]
    topics: tuple[str, ...]
    """The controlled vocabulary in its order, then topics used without one."""
    proposals: tuple[PublicProposal, ...]
    replies: tuple[PublicReply, ...]
    reports: tuple[PublicReport, ...]
    meetings: tuple[PublicMeeting, ...]
    updates: tuple[PublicUpdate, ...]
    pages: tuple[PublicPage, ...]
    listed: tuple[ListedNotice, ...]
    withheld: tuple[WithheldCount, ...]
    redirects: tuple[tuple[str, str], ...]
    """Old address to new address."""
    as_of: IsoDate | None
    """The newest date of a public document, or `--as-of`."""
    terms: Terms = Terms()
