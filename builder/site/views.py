"""
All that a template may see: one frozen value per kind of page.

A template gets `view` (its value below), `site` (`SiteView`), `json_ld` (a ready string for
`<script type="application/ld+json">`) and these functions, and nothing else:

- `t("reply.replied_on", date=…)`: the text of layouts/i18n under that key, its `{gaps}` filled and escaped; a value
  that is already markup (a macro's result) stays markup;
- `say(words)`: a `Words` value of a view as HTML, and `text(words)` as plain text, for attributes, `<title>` and feeds;
- `zh(value)`: a value of a document as HTML: where the site's own words are not Chinese, marked as Chinese.  `t` and
  `say` do so with what fills their gaps;
- `url(address)`: the relative link from this page to a site address (`/replies/zx-5-1/023/mzj/`); an address with a
  scheme (`https:`, `mailto:`) is left as it is;
- `asset("site.css")`, `asset("lists.css")` (what only lists need: the block `sheets` of base.html, which the pages of
  documents leave empty), `asset("print.css")`, `asset("js/search.js")`: the relative link to an asset, whose real name
  holds its digest;
- `row(value)`: the list row of a `MatterRow` or `DocumentRow`, rendered once from `components/rows/matter.html` or
  `components/rows/document.html` (which see `row` instead of `view`) and reused on every page that lists it;
- `once(macro, value)`: what a macro makes of one value, for macros that depend on nothing else and values
  that come back: a day, a unit, the menu.

Views hold values, never words: what is visible is a field of a document, or a key of layouts/i18n.  The templates:

| template (in layouts/)   | view             | pages                                                                  |
|--------------------------|------------------|------------------------------------------------------------------------|
| pages/home.html          | HomeView         | `/`                                                                    |
| pages/proposal.html      | ProposalView     | `/proposals/{session}/{n}/`                                            |
| pages/reply.html         | ReplyView        | `/replies/{session}/{n}/{department}/`                                 |
| pages/listing.html       | ListingView      | every paged list: a year, unit, unit's year, session, result, topic,   |
|                          |                  | proposer, and `/reports/`, `/meetings/`, `/updates/`                   |
| pages/directory.html     | DirectoryView    | `/years/`, `/departments/`, `/sessions/`, `/results/`, `/topics/`,     |
|                          |                  | `/proposers/`                                                          |
| pages/commitments.html   | CommitmentsView  | `/commitments/` and `/commitments/{department}/`, with their pages     |
| pages/unanswered.html    | UnansweredView   | `/unanswered/`, `/unanswered/{year}/`                                  |
| pages/numbers.html       | NumbersView      | `/numbers/`; of a large archive `/numbers/{session}/` (`{thousand}/`)  |
| pages/report.html        | ReportView       | `/reports/{year}/{name}/`                                              |
| pages/meeting.html       | MeetingView      | `/meetings/{year}/{name}/`                                             |
| pages/update.html        | UpdateView       | `/updates/{year}/{name}/`                                              |
| pages/page.html          | StandingView     | `/{page}/`                                                             |
| pages/statistics.html    | StatisticsView   | `/statistics/`, `/statistics/{year}/`                                  |
| pages/search.html        | SearchView       | `/search/`                                                             |
| pages/glossary.html      | GlossaryView     | `/glossary/`, unless the site has a standing page of that name         |
| pages/data.html          | OpenDataView     | `/data/`                                                               |
| pages/404.html           | NotFoundView     | `/404.html`                                                            |
| pages/redirect.html      | RedirectView     | an old address                                                         |
| pages/feed.xml           | FeedView         | `…/feed.xml`                                                           |
| pages/sitemap.xml        | SitemapView      | `/sitemap.xml`; on a large site `/sitemap/{part}.xml`                  |
| pages/sitemap-index.xml  | SitemapIndexView | `/sitemap.xml` of a large site                                         |
| pages/opensearch.xml     | OpenSearchView   | `/opensearch.xml`                                                      |
| pages/robots.txt         | RobotsView       | `/robots.txt`                                                          |

Dates are `Day`; `components/date` writes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

# --- Small values -----------------------------------------------------------------------------------------------------


class Words(NamedTuple):
    """Something visible: a key of layouts/i18n with what fills its gaps, or, where the key is empty, a plain text."""

    key: str
    values: tuple[tuple[str, str | Words], ...] = ()


Fact: TypeAlias = "str | int | Words | Facts | tuple[Facts, ...]"
Facts: TypeAlias = "Mapping[str, Fact]"
"""Properties in the words of schema.org."""


class Day(NamedTuple):
    """A calendar day as a document states it."""

    iso: str
    year: int
    month: int
    day: int


class Link(NamedTuple):
    """A name and the site address that it leads to (`url(link.address)`)."""

    label: str
    address: str


class Crumb(NamedTuple):
    """One step of the breadcrumb; the last one, the page itself, has no address."""

    label: Words
    address: str | None


class MetaTag(NamedTuple):
    """A `<meta name content>` of the set that government sites carry; only what is known is there."""

    name: str
    content: Words


class Result(NamedTuple):
    """What became of a suggestion."""

    kind: str
    """`solved`, `in-progress`, `planned`, `deferred`, `reference` or `unstated`: the text is `result.{kind}`."""
    printed: str | None
    """The place's own wording or letter, shown beside it; `None`: not stated."""
    address: str
    """The list of everything with this result."""


class Unit(NamedTuple):
    """A department as a link."""

    name: str
    short_name: str
    """The name itself where there is no short one."""
    address: str


class SessionLink(NamedTuple):
    """A session as a link."""

    name: str
    body: str
    """`cppcc` (its documents are 提案, proposals) or `npc` (建议, suggestions): texts are `document.{body}` …"""
    year: int
    address: str


class Attachment(NamedTuple):
    """A file to download."""

    name: str
    address: str
    extension: str
    """Lower case without the dot, such as `pdf`; empty if there is none."""
    size: int
    """In bytes."""


class OutlineEntry(NamedTuple):
    """One line of a letter's outline."""

    level: int
    """Counted from 1."""
    anchor: str
    """Without `#`."""
    text: str
    """With its printed number."""


class Letter(NamedTuple):
    """A text, typeset: paragraphs with anchors, two-character indents, signature at the right."""

    html: Markup
    outline: tuple[OutlineEntry, ...]
    """Empty where the text has no parts."""


class Citation(NamedTuple):
    """How a document is cited, ready to copy."""

    standard: str
    """After GB/T 7714, up to the day of access, which is the reader's to fill in."""
    address: str | None
    """The absolute address, which ends that entry; `None`: the site does not know where it stands."""
    bibtex: tuple[str, ...]
    ris: tuple[str, ...]
    """Line by line."""


class Contact(NamedTuple):
    """An office line; what is not stated is `None`."""

    unit: str | None
    phone: str | None
    postcode: str | None


class Disclosure(NamedTuple):
    """The attribute of the document, as it stands on the letter."""

    kind: str
    """`public`, `summary` (no text, only the summary) or `redacted` (passages taken out): `disclosure.{kind}`."""
    printed: str
    """The wording of the file, such as 可以公开."""


class Commitment(NamedTuple):
    """One 承诺, as it is recorded with the reply."""

    anchor: str
    """Of its row on the page of the reply: `c1`, `c2` …"""
    item: str
    due: Day | None
    due_printed: str | None
    """A term that is no day, as printed (年底前)."""
    state: str
    """`in-progress`, `done`, `not-done`, `adjusted` or `unstated`: the text is `commitment.{state}`."""
    updated: Day | None
    basis: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A count of records, with the page that lists them."""

    label: Words
    count: int
    address: str


# --- Rows of lists ----------------------------------------------------------------------------------------------------


class AnswerCell(NamedTuple):
    """One published reply inside a row."""

    unit: Unit
    address: str
    role: str | None
    """`sole`, `lead`, `split`, `co` or `assist`: `role.{role}`; `None`: not stated."""
    replied: Day | None
    result: Result


class NoticeCell(NamedTuple):
    """A document that is open on request only: it is named, has no page, and can be applied for."""

    kind: str
    """`proposal` or `reply`."""
    title: str
    unit: Unit | None


class MatterRow(NamedTuple):
    """
    One suggestion with its answers.

    A suggestion has one row in a list however many replies it has; without a published reply `answers` is empty,
    which says no more than that (a reply may exist that may not be shown).
    """

    digest: str
    """Names the row's content; nothing to show."""
    address: str | None
    """The proposal's page (or the letter's, where it has no number); `None`: only notices, nothing to open."""
    number: str | None
    title: str
    named_by: str
    """Whose title it is: `proposal` (its own), else `reply`, which the row has to say."""
    session: SessionLink
    proposers: tuple[str, ...]
    others: str | None
    """`等` or `等5人`, as printed after the names."""
    units: tuple[Unit, ...]
    """Who handles it (主办, then 会办), shown where there is no answer yet."""
    submitted: Day | None
    key_item: bool
    answers: tuple[AnswerCell, ...]
    notices: tuple[NoticeCell, ...]
    is_answered: bool
    """A reply is published, or listed as open on request."""


class DocumentRow(NamedTuple):
    """A report, meeting or update in a list."""

    digest: str
    kind: str
    """`report`, `meeting` or `update`."""
    address: str
    title: str
    year: int
    date: Day | None
    unit: Unit | None
    """Of a report; `None`: of the whole site."""
    note: str | None
    """The theme of a meeting, the source of an update."""


Row: TypeAlias = MatterRow | DocumentRow


class PageNumber(NamedTuple):
    """A numbered page of a list."""

    number: int
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """
    The pages of a list, numbered from the oldest rows (1) to the newest, so that a full page never changes.

    The list's own address shows the newest rows.  A numbered page knows only its neighbours, since a count of pages
    on it would change whenever a document is added.
    """

    number: int | None
    """`None` on the list's own address."""
    newest: str
    """The list's own address."""
    newer: str | None
    older: str | None
    pages: tuple[PageNumber, ...]
    """All numbered pages, newest first, on the list's own address; empty on a numbered page and for a short list."""


# --- Furniture --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteView:
    """The site, the same on every page: no counts and no latest documents here, or every page would change daily."""

    title: str
    language: str
    """For `<html lang>`, such as `zh-CN`."""
    content_language: str | None
    """The language of documents, where it is not that of the site's own words."""
    publisher: str | None
    site_id: str | None
    """网站标识码."""
    icp: str | None
    police_id: str | None
    phone: str | None
    address: str | None
    """The postal address of the office."""
    postcode: str | None
    corrections: str | None
    """Where to report an error, ready for `href` (`https:` or `mailto:`)."""
    base_url: str | None
    sections: tuple[str, ...]
    """
    The sections of the menu that hold something, in its order: of `years`, `departments`, `sessions`, `results`,
    `topics`, `statistics`, `unanswered`, `commitments`; the text is `section.{name}`, the address `/{name}/`.
    """
    more: tuple[str, ...]
    """The other sections that hold something: of `proposers`, `reports`, `meetings`, `updates`."""
    pages: tuple[Link, ...]
    """The standing pages, by address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What every HTML page has around its content."""

    address: str
    """The site address of this page, such as `/years/2023/`."""
    section: str | None
    """The entry of the menu to mark as current, `search`, `home`, or `None`."""
    title: Words
    """The heading of the page, and the first part of `<title>`."""
    crumbs: tuple[Crumb, ...]
    """From the home page down to this one; empty on the home page."""
    meta: tuple[MetaTag, ...]
    description: str | None
    """For `<meta name="description">`: a document's summary, where it has one."""
    canonical: str | None
    """The absolute address; only where the site has one."""
    feed: str | None
    """The site address of the Atom feed of this list; on documents, of the site."""
    data: str | None
    """The site address of the same document as data (`index.json`), where there is one."""
    facts: Facts
    """What the page is in the words of schema.org; templates have it as the ready string `json_ld`."""
    dated: Words | None
    """Of a document: which of its dates tells the version, for print; `None`: no document."""
    is_indexed: bool
    """False: `<meta name="robots" content="noindex">` (404, redirects, search)."""


# --- Documents --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalPart:
    """The proposal itself, where it may be read."""

    title: str
    proposers: tuple[Link, ...]
    others: str | None
    lead: tuple[Unit, ...]
    co_handlers: tuple[Unit, ...]
    submitted: Day | None
    assigned: Day | None
    due: Day | None
    disclosure: Disclosure
    summary: str | None
    """Only of a document with the attribute `summary`, which has no text."""
    letter: Letter | None
    """Paragraphs are `#p1`, `#p2` …"""
    topics: tuple[Link, ...]
    key_item: bool
    attachments: tuple[Attachment, ...]


class Difference(NamedTuple):
    """What a letter says of itself, and what its records or the proposal say instead: `difference.{kind}`."""

    kind: str
    """`kind`, `number`, `session`, `title`, `addressee`, `unit`, `signed`, `submitted`, `assigned` or `published`."""
    printed: str
    recorded: str
    days: tuple[Day, Day] | None
    """Both, where they are dates."""


class Step(NamedTuple):
    """One reply of a unit that answered more than once, as a line."""

    address: str
    place: int
    """1 for the first reply, 2 for the second …"""
    replied: Day | None
    result: Result
    doc_number: str | None
    is_here: bool
    """It is the one on the page."""


class Outcome(NamedTuple):
    """What the newest public reply of a unit says became of the suggestion."""

    unit: Unit
    result: Result
    replied: Day | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyPart:
    """One reply, in full; the same value on its own page and under its proposal."""

    address: str
    anchor: str
    """For `id` on the proposal's page: `r1`, `r2` …"""
    title: str
    numbers: tuple[Link, ...]
    """The numbers it answers, each with the page of its proposal; empty for a letter without one."""
    unit: Unit
    place: int
    """1 for the unit's first reply to the number, 2 for the second …"""
    role: str | None
    """`sole`, `lead`, `split`, `co` or `assist`: `role.{role}`."""
    consulted: tuple[Unit, ...]
    doc_number: str | None
    signer: str | None
    replied: Day | None
    published: Day | None
    result: Result
    satisfaction: str | None
    adoption: AdoptionPart | None
    disclosure: Disclosure
    summary: str | None
    letter: Letter | None
    """On the reply's own page paragraphs are `#p1`, `#p2` …; under the proposal `#r1-p1` …"""
    is_apart: bool
    """The page of the proposal has no room for the letter, which is `None` there and stands on the reply's own."""
    topics: tuple[Link, ...]
    key_item: bool
    commitments: tuple[Commitment, ...]
    all_commitments: str
    """The list of all that the unit has promised, where this reply promises something."""
    contact: Contact | None
    attachments: tuple[Attachment, ...]
    is_newest: bool
    """No later reply of the unit is public."""
    differences: tuple[Difference, ...]
    """Where the letter disagrees with what it answers, or with its records; of public documents only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sibling:
    """The reply of another unit to the same suggestion: enough for a link."""

    address: str
    title: str
    unit: Unit
    place: int
    replied: Day | None
    result: Result


class PointAnswer(NamedTuple):
    """Where a reply answers a suggestion, or says who does."""

    unit: Unit
    address: str | None
    """Of the reply, where its letter does not stand on this page."""
    anchor: str
    """Of its first paragraph, on this page or on that of the reply."""
    text: str
    """Its first sentence, as printed."""
    paragraphs: int


class Point(NamedTuple):
    """A suggestion, what became of it, and where the replies say so."""

    order: int
    row: str
    """The anchor of its row, `point-1`."""
    anchor: str
    """Of the paragraph in the proposal's text."""
    text: str
    """As printed, without its number."""
    state: str
    """`answered`, `partly`, `co-handler`, `elsewhere`, `not-addressed` or `unclear`: its mark."""
    units: tuple[str, ...]
    """Who answers instead, by name; the text is `state.{state}-by`, without units `state.{state}`."""
    reason: str | None
    """Why that cannot be told, or from what it follows (`points.{reason}`); `None`: the answers show it."""
    answers: tuple[PointAnswer, ...]


def point_anchor(order: int) -> str:
    """Name the row of a suggestion on the page of its proposal."""
    return f"point-{order}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsPart:
    """Each suggestion of a proposal beside its answers."""

    points: tuple[Point, ...]
    none: str | None
    """Why there are none to show: `points.{none}`."""
    about: Link | None
    """The page about the site, where it has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalView:
    """A suggestion with its answers; also where only the answers may be read."""

    frame: Frame
    number: str
    session: SessionLink
    proposal: ProposalPart | None
    """`None`: its text is not published, or not in the archive."""
    points: PointsPart
    replies: tuple[ReplyPart, ...]
    """By unit, the newest of each first; empty: none is published, which says nothing about whether there is one."""
    outcomes: tuple[Outcome, ...]
    """Of each unit whose newest reply states a result."""
    notices: tuple[NoticeCell, ...]
    """What exists on request (only where the site lists it)."""
    citation: Citation | None
    """Of the proposal; `None` where it is not published: then its replies are to be cited, on their own pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyView:
    """One reply as a document."""

    frame: Frame
    session: SessionLink
    reply: ReplyPart
    proposal: Link | None
    """The suggestion that it answers first, by its own title; `None` where that is not known here."""
    proposers: tuple[str, ...]
    """Of that proposal, where it may be read."""
    others: str | None
    history: tuple[Step, ...]
    """All public replies of this unit that belong together, the newest first; empty where it is the only one."""
    siblings: tuple[Sibling, ...]
    """The replies of other units to the same number."""
    citation: Citation


class ReportFigure(NamedTuple):
    """A declared figure, as printed; the text is `figure.{key}`."""

    key: str
    value: str
    found: Words | None
    """What the public records of its year and unit come to; `None`: nothing on record can be compared."""
    verdict: str
    """`same`, `less`, `more` or `open`: the text is `verdict.{verdict}`."""


class HandledRow(NamedTuple):
    """A record behind the figures of a report."""

    title: str
    number: str | None
    address: str | None
    unit: Unit
    role: str
    """`role.{role}`; empty: not stated."""
    result: str | None
    """`result.{result}`; `None`: none to show."""
    state: str
    """`answered`, `on-request` or `unanswered`."""


class AdoptionCheck(NamedTuple):
    """A reckoning with what a letter declares; the words say what was reckoned, and the mark what came of it."""

    words: Words
    verdict: str
    """`same`, `differs`, or `counted` otherwise: the text is `verdict.{verdict}`."""


class AdoptionPart(NamedTuple):
    """建议采纳 as a letter declares it, and whether its figures fit together."""

    figures: tuple[tuple[str, str], ...]
    """Those stated: `adoption.{key}` and the value as printed."""
    checks: tuple[AdoptionCheck, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """The general report of a unit, or of the whole site."""

    frame: Frame
    title: str
    year: int
    unit: Unit | None
    figures: tuple[ReportFigure, ...]
    records: tuple[HandledRow, ...]
    """What the figures were compared with; empty where a list says it all (`list`)."""
    list: Link | None
    """The list of the same year and unit, where it has records."""
    disclosure: Disclosure
    summary: str | None
    letter: Letter | None
    attachments: tuple[Attachment, ...]
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechPart:
    """One speech of a meeting."""

    anchor: str
    """`s1`, `s2` …; its paragraphs are `#s1-p1` …"""
    heading: str
    speaker: str | None
    """As printed."""
    unit: Unit | None
    """Where the speaker is a unit of this site."""
    letter: Letter


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingView:
    """A 专题协商 meeting."""

    frame: Frame
    title: str
    year: int
    date: Day | None
    theme: str | None
    disclosure: Disclosure
    summary: str | None
    letter: Letter | None
    """What stands before the first speech."""
    speeches: tuple[SpeechPart, ...]
    attachments: tuple[Attachment, ...]
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateView:
    """A piece of news about the handling (工作动态)."""

    frame: Frame
    title: str
    year: int
    date: Day | None
    source: str | None
    author: str | None
    related: tuple[Link, ...]
    disclosure: Disclosure
    summary: str | None
    letter: Letter | None
    attachments: tuple[Attachment, ...]
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingView:
    """A standing page, such as how to apply for a document."""

    frame: Frame
    title: str
    disclosure: Disclosure
    summary: str | None
    letter: Letter | None
    attachments: tuple[Attachment, ...]


# --- Figures ----------------------------------------------------------------------------------------------------------


class Measure(NamedTuple):
    """A figure that is defined: its name is `measure.{key}`, its meaning `meaning.{key}`, its anchor the key."""

    key: str
    value: Words
    """The figure, or why there is none."""
    of: Words | None
    """What it is out of."""
    meaning: Words


class Bar(NamedTuple):
    """A line of a chart: a frame, and within it a filled bar, both as parts of the whole width (`62.5%`)."""

    label: Words
    value: Words
    frame: str
    filled: str


class Chart(NamedTuple):
    """Bars below each other; the words are `chart.{key}` and `chart.{key}_about`, its data the table beside it."""

    key: str
    bars: tuple[Bar, ...]


class FigureRow(NamedTuple):
    """A year or a unit in a table of figures."""

    label: Words
    address: str
    cells: tuple[Words, ...]


class FigureTable(NamedTuple):
    """Figures of years or units, beside each other; never in the order of a figure."""

    key: str
    """The caption is `figures.{key}`."""
    anchor: str
    """Where on the page of a row its details stand; may be empty."""
    head: str
    """What stands in the first column: `label.{head}`."""
    columns: tuple[Words, ...]
    rows: tuple[FigureRow, ...]


class ComparedReport(NamedTuple):
    """A report, with those of its declared figures that are not the same on record."""

    title: str
    address: str
    unit: Unit | None
    figures: int
    same: int
    others: tuple[ReportFigure, ...]


class UnevenLetter(NamedTuple):
    """A reply whose declared figures do not fit together."""

    title: str
    address: str
    unit: Unit
    checks: tuple[AdoptionCheck, ...]


class LateRow(NamedTuple):
    """A record that was not in time."""

    title: str
    address: str | None
    unit: Unit
    days: Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsView:
    """The figures of the whole site, or of one year in detail."""

    frame: Frame
    year: int | None
    records: str
    """The list behind the figures."""
    measures: tuple[Measure, ...]
    charts: tuple[Chart, ...]
    """Each stands before the table of the same key."""
    results: FigureTable | None
    years: tuple[FigureTable, ...]
    """Only of the whole site."""
    units: tuple[FigureTable, ...]
    states: tuple[FigureTable, ...]
    """What became of suggestions; empty where none can be read."""
    declared: FigureTable | None
    """Of the whole site: how many declared figures of each year were compared."""
    reports: tuple[ComparedReport, ...]
    letters: tuple[UnevenLetter, ...]
    counted: int
    """Letters whose declared number of suggestions was compared with the text of the proposal."""
    recounted: tuple[UnevenLetter, ...]
    """Those of them in which another number was read."""
    late: tuple[LateRow, ...]
    late_published: tuple[LateRow, ...]


# --- Lists ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitCard:
    """What is known of a unit, at the head of its list."""

    name: str
    phone: str | None
    parent: Unit | None
    merged_into: Unit | None
    children: tuple[Unit, ...]
    """Units that name this one as 上级."""
    predecessors: tuple[Unit, ...]
    """Units that were merged into this one."""
    years: tuple[Link, ...]
    """The lists of single years, newest first; empty on those lists themselves."""
    commitments: Figure | None
    """What it has promised, on its own list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithheldFigure:
    """How many documents of the year are not public, for one class of reasons."""

    reason: str
    """国家秘密, 商业秘密, 个人隐私, 内部事务, 过程性信息 or 其他: a value, printed as it is."""
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingView:
    """A list of rows, fifty to a page."""

    frame: Frame
    kind: str
    """
    `year`, `department`, `department-year`, `session`, `result`, `topic`, `proposer`, `reports`, `meetings` or
    `updates`: the text for an empty list is `empty.{kind}`.
    """
    count: int | None
    """All rows of the list; `None` on a numbered page, which must not change when a row is added elsewhere."""
    figures: tuple[Figure, ...]
    """Counts of records that say something of this kind of list, none of them zero; only on its own address."""
    measures: tuple[Measure, ...]
    """Of a year, a unit or a unit's year, on its own address."""
    statistics: str | None
    """The page that explains them."""
    withheld: tuple[WithheldFigure, ...]
    """Only on a year's own address, and only where the site's policy counts."""
    unit: UnitCard | None
    """Of `department` and `department-year`, on the list's own address."""
    rows: tuple[Row, ...]
    """Newest first; write each with `row(value)`."""
    paging: Paging


class YearOfStates(NamedTuple):
    """What became of the suggestions of a year."""

    year: int
    address: str | None
    """Of the year's list; `None` on that list."""
    suggestions: int
    counts: tuple[int, ...]
    """In the order of the view's `states`."""


class UnansweredPoint(NamedTuple):
    """A suggestion without an answer here."""

    order: int
    anchor: str
    """Of its row on the page of the proposal."""
    text: str
    """As printed, without its number; its beginning, if it is long."""
    state: str
    """`not-addressed` or `elsewhere`: its mark."""
    units: tuple[str, ...]
    """Who answers instead, by name; the text is `state.{state}-by`, without units `state.{state}`."""


class UnansweredRow(NamedTuple):
    """A proposal some of whose suggestions have no answer here."""

    address: str
    number: str
    title: str
    session: SessionLink
    units: tuple[Unit, ...]
    """That replied."""
    suggestions: int
    points: tuple[UnansweredPoint, ...]
    unclear: int
    """How many more there are of which it cannot be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnansweredView:
    """Suggestions that no public reply answers: how many in each year, or those of a year."""

    frame: Frame
    year: int | None
    """`None`: all years, without rows."""
    states: tuple[str, ...]
    """The rows of the table (`state.{state}`)."""
    years: tuple[YearOfStates, ...]
    """Newest first; of a year's list itself alone."""
    rows: tuple[UnansweredRow, ...]
    """Newest first."""
    paging: Paging


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryEntry:
    """A way in: a year, a unit, a session, a result, a topic or a proposer."""

    label: Words
    address: str
    count: int
    """Rows of its list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryView:
    """All lists of one sort."""

    frame: Frame
    kind: str
    """`years`, `departments`, `sessions`, `results`, `topics` or `proposers`."""
    entries: tuple[DirectoryEntry, ...]


class NumberGroup(NamedTuple):
    """The public numbers of a session."""

    session: SessionLink
    numbers: tuple[Link, ...]
    """As printed, each with the page of its proposal."""


class NumberPart(NamedTuple):
    """Another page of numbers."""

    label: Words
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NumbersView:
    """All public numbers, for readers who know nothing else; a large archive has a page for each session."""

    frame: Frame
    groups: tuple[NumberGroup, ...]
    """Empty where there are none, or where they stand on the pages of `parts`."""
    parts: tuple[NumberPart, ...]


class LaterWord(NamedTuple):
    """A reply that goes on from the one in which a promise stands."""

    address: str
    replied: Day | None


class CommitmentRow(NamedTuple):
    """A promise in a list, with the days that were reckoned; on a numbered page there are none."""

    commitment: Commitment
    reply: str
    """The address of the reply in which it stands."""
    unit: Unit
    numbers: tuple[str, ...]
    """Which the reply answers."""
    proposal: Link | None
    """What it answers first; the label is empty where the title cannot be read here."""
    body: str
    """Of the session, for what such a proposal is called."""
    replied: Day | None
    later: LaterWord | None
    """The last reply of the unit that goes on from it."""
    overdue: int | None
    """Days since its term."""
    left: int | None
    """Days to its term."""
    silent: int | None
    """Days since the last word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentRows:
    """Promises of one kind."""

    kind: str
    """`overdue`, `upcoming`, `undated` or `done`: the heading is `commitments.{kind}`."""
    count: int
    """All of them, of which the list's own address shows the first."""
    rows: tuple[CommitmentRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentsView:
    """What was promised: as of a day on the list's own address, as recorded on numbered pages."""

    frame: Frame
    as_of: Day | None
    """The day by which days are reckoned; `None` where none are."""
    unit: Unit | None
    """Whose list it is; `None`: of the whole site."""
    figures: tuple[Figure, ...]
    """The groups, each with its count."""
    groups: tuple[CommitmentRows, ...]
    """On the list's own address, none of them empty."""
    rows: tuple[CommitmentRow, ...]
    """On a numbered page, newest first."""
    units: tuple[DirectoryEntry, ...]
    """The lists of single units, on that of the whole site."""
    paging: Paging


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """The front page."""

    frame: Frame
    year: int | None
    """The newest year of the archive; `None` for an empty one."""
    figures: tuple[Figure, ...]
    """That year: proposals, replies, units that replied, replies that solved it."""
    newest: tuple[MatterRow, ...]
    """The suggestions with the newest replies; write each with `row(value)`."""
    updates: tuple[DocumentRow, ...]
    """The newest news, at most three."""
    years: tuple[DirectoryEntry, ...]
    departments: tuple[DirectoryEntry, ...]
    sessions: tuple[DirectoryEntry, ...]
    topics: tuple[DirectoryEntry, ...]
    results: tuple[DirectoryEntry, ...]
    """The ways in, those that hold something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView:
    """The search page; its script draws the rest."""

    frame: Frame
    state: str
    """`ready`, `absent` (the site was built without an index) or `renewing` (`serve` is making it)."""
    filters: tuple[tuple[str, str], ...]
    """The name of each filter in the index, and its parameter in the address."""
    units: tuple[tuple[str, ...], ...]
    """The names by which search knows each unit, the one in the index first."""
    years: tuple[Link, ...]
    departments: tuple[Link, ...]
    """Lists to use where script is off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryView:
    """What the words of the trade mean, all of it from layouts/i18n."""

    frame: Frame


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFile:
    """A file of the open data."""

    name: str
    form: str
    """`csv`, `excel`, `jsonl` or `sqlite`: the text is `data.form_{form}`."""
    address: str
    size: int
    """In bytes."""
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DataColumn:
    """A column, explained in both languages."""

    name: str
    kind: str
    """`text`, `long`, `integer`, `boolean`, `date`, `list` or `json`: the text is `data.kind_{kind}`."""
    zh: str
    en: str
    refers: str | None
    """The table whose key it holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataTable:
    """A table of the open data, explained in both languages."""

    name: str
    zh: str
    en: str
    key: tuple[str, ...]
    """The columns that tell its rows apart."""
    is_link: bool
    """It only joins two others."""
    rows: int | None
    """`None`: no files were made."""
    files: tuple[DataFile, ...]
    columns: tuple[DataColumn, ...]


class DataLicence(NamedTuple):
    """On what terms the data may be used."""

    title: str
    url: str | None


class DataQuery(NamedTuple):
    """An example of how to ask; what it asks is `data.query_{key}`."""

    key: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDataView:
    """The open data: files, dictionary, examples."""

    frame: Frame
    state: str
    """`ready`, `absent` (the site was built without) or `renewing` (`serve` is making them)."""
    as_of: Day | None
    """The newest date of a public document."""
    licence: DataLicence | None
    """`None`: the site states none."""
    database: DataFile | None
    others: tuple[Link, ...]
    """The descriptions and digests of all files."""
    tables: tuple[DataTable, ...]
    documents: tuple[str, str]
    """What the table `documents` of the database is, in Chinese and English."""
    queries: tuple[DataQuery, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFoundView:
    """The page for an address that does not exist."""

    frame: Frame


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectView:
    """An old address: a link, and a refresh to it after no time."""

    frame: Frame
    target: str
    """Ready for `href`."""


# --- Machine-readable pages -------------------------------------------------------------------------------------------


class FeedEntry(NamedTuple):
    """One document in a feed; `url(address)` is absolute here where the site has an address, else relative."""

    id: str
    address: str
    anchor: str | None
    """Where on the page it stands; `None`: it is all of it."""
    title: str
    updated: str
    """RFC 3339; the document's own date, never the clock's."""
    published: str | None
    """RFC 3339; only where the document states it."""
    author: str
    summary: Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedView:
    """An Atom feed."""

    id: str
    title: Words
    updated: str
    """Of the newest entry."""
    self_address: str
    page_address: str
    author: str
    entries: tuple[FeedEntry, ...]
    """Newest first, at most thirty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapView:
    """Addresses of pages for crawlers; no dates of change, since none are known."""

    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapIndexView:
    """The parts of a large sitemap."""

    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSearchView:
    """How a browser adds the site's search."""

    search_address: str
    self_address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsView:
    """What crawlers may read: everything."""

    sitemap: str


View: TypeAlias = (
    HomeView
    | ProposalView
    | ReplyView
    | ReportView
    | MeetingView
    | UpdateView
    | StandingView
    | ListingView
    | UnansweredView
    | DirectoryView
    | NumbersView
    | StatisticsView
    | CommitmentsView
    | SearchView
    | GlossaryView
    | OpenDataView
    | NotFoundView
    | RedirectView
    | FeedView
    | SitemapView
    | SitemapIndexView
    | OpenSearchView
    | RobotsView
)
