"""
All that a template may see: one frozen value per kind of page.

A template gets `view` (its value below), `site` (`SiteView`), `json_ld` (a ready string for
`<script type="application/ld+json">`) and these functions, and nothing else:

- `t("reply.replied_on", date=…)`: the text of layouts/i18n under that key, its `{gaps}` filled and escaped; a value
  that is already markup (a macro's result) stays markup, and `{count:day|days}` is the word for one or for any other;
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

The values stand in rooms, and are known by the name of this package (`views.ReplyView`): `values`, of which the others
are made, `frame`, around the content of a page, `rows` of lists, `documents` (proposals and replies), `articles`
(reports, meetings, news, standing pages), `lists`, `unanswered`, `commitments`, `figures`, `opendata`, `pages` of which
a site has one, and `feeds`, which machines read.
"""

from __future__ import annotations

from typing import TypeAlias

from builder.site.views.articles import (
    HandledRow,
    MeetingView,
    ReportFigure,
    ReportView,
    SpeechPart,
    StandingView,
    UpdateView,
)
from builder.site.views.commitments import CommitmentRow, CommitmentRows, CommitmentsView, LaterWord
from builder.site.views.documents import (
    AdoptionCheck,
    AdoptionPart,
    Difference,
    Outcome,
    Point,
    PointAnswer,
    PointsPart,
    ProposalPart,
    ProposalView,
    ReplyPart,
    ReplyView,
    Sibling,
    Step,
    point_anchor,
)
from builder.site.views.feeds import FeedEntry, FeedView, OpenSearchView, RobotsView, SitemapIndexView, SitemapView
from builder.site.views.figures import (
    Bar,
    Chart,
    ComparedReport,
    FigureRow,
    FigureTable,
    LateRow,
    Measure,
    StatisticsView,
    UnevenLetter,
)
from builder.site.views.frame import Crumb, Frame, MetaTag, SiteView
from builder.site.views.lists import (
    DirectoryEntry,
    DirectoryView,
    ListingView,
    NumberGroup,
    NumberPart,
    NumbersView,
    UnitCard,
    WithheldFigure,
)
from builder.site.views.opendata import DataColumn, DataFile, DataLicence, DataQuery, DataTable, OpenDataView
from builder.site.views.pages import GlossaryView, HomeView, NotFoundView, RedirectView, SearchView
from builder.site.views.rows import AnswerCell, DocumentRow, MatterRow, NoticeCell, PageNumber, Paging, Row
from builder.site.views.unanswered import UnansweredPoint, UnansweredRow, UnansweredView, YearOfStates
from builder.site.views.values import (
    Attachment,
    Citation,
    Commitment,
    Contact,
    Day,
    Disclosure,
    Fact,
    Facts,
    Figure,
    Letter,
    Link,
    OutlineEntry,
    Result,
    SessionLink,
    Unit,
    Words,
)

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
