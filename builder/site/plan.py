"""
Decide which pages exist, and what each is made from.

Nothing is rendered and no text is read here: a plan of ten thousand documents is a matter of a moment, and a page's
digest says whether the page of the last build still stands.  `PAGE_KINDS` holds one generator for each sort of page.

Lists show the newest rows first, but their pages are numbered from the oldest, fifty rows to a page, so that a full
page never changes.  The list's own address shows the newest fifty rows; its link to older rows leads to the numbered
page that holds the next one.  A new document at the end touches the list's own address and the last numbered page.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from builder.disclosure.public import DepartmentSlug, PublicMeeting, PublicReport, PublicUpdate, SessionSlug
from builder.site import chains, commitments, numbers, promises, references, routes, unanswered
from builder.site.catalogue import RESULTS, Catalogue, Entry, Matter, Shelf, arrange, entry_place
from builder.site.context import SiteContext, context_of
from builder.site.figures.pages import Statistics, with_states
from builder.site.histories import histories, newest_first
from builder.site.inputs import (
    AddressInputs,
    CommitmentFeedInputs,
    CommitmentsInputs,
    DirectoryInputs,
    FeedInputs,
    HomeInputs,
    ListHead,
    ListingInputs,
    MeetingInputs,
    OpenDataInputs,
    PlacedReply,
    ProposalInputs,
    ReplyInputs,
    ReportInputs,
    SearchInputs,
    StandingInputs,
    StatisticsInputs,
    Tally,
    UnansweredInputs,
    UpdateInputs,
    Way,
)
from builder.site.opendata import files
from builder.site.pairs import Asked
from builder.site.views import Link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from builder.disclosure.public import (
        PublicArchive,
        PublicAttachment,
        PublicPage,
        PublicProposal,
        PublicReply,
        TextName,
    )
    from builder.site.catalogue import NumberId
    from builder.site.histories import Step
    from builder.site.inputs import DataFile, Inputs, Links
    from builder.site.points.register import Register

ROWS = 50
"""Rows of a page of a list."""
BLOCK = 60
"""Proposals whose suggestions without an answer stand on one page."""
FEED_ENTRIES = 30
NEWEST = 10
"""Rows of the front page."""
SITEMAP_FILE = 5_000
"""Addresses that one sitemap holds before it is cut by year, so that one more document does not rewrite them all."""
SITEMAP_LIMIT = 50_000
"""The protocol's limit for a file: https://www.sitemaps.org/protocol.html."""

_DIRECTORIES = ("years", "departments", "sessions", "results", "topics", "proposers")
_SECTION_OF_KIND = {section.removesuffix("s"): section for section in _DIRECTORIES}
"""The directory in which a kind of list stands."""


FROM_REGISTER = frozenset({"statistics", "unanswered"})
"""Kinds of pages that are complete only with the register of suggestions (`with_register`)."""


class Page(NamedTuple):
    """A file of the site that is made from a template."""

    url: str
    kind: str
    give: Callable[[], Inputs]
    """Gives the inputs; of a plan that was recalled they are not read before."""
    digest: str
    """Of the address, the kind and everything in the inputs."""
    texts: tuple[TextName, ...] = ()
    """The texts that stand in it: besides what the digest says, the page is made from their characters."""

    @property
    def inputs(self) -> Inputs:
        """What the page is made from."""
        return self.give()

    @property
    def path(self) -> str:
        """Name the file, below the output folder."""
        return routes.file_path(self.url)


class Copy(NamedTuple):
    """A file that is copied byte for byte."""

    url: str
    source: str
    """Below the content folder."""
    digest: str

    @property
    def path(self) -> str:
        """Name the file, below the output folder."""
        return routes.file_path(self.url)


class Collision(NamedTuple):
    """Two files that one file system cannot hold, or that one server cannot tell apart."""

    url: str
    other: str
    sources: tuple[str, ...]
    """The content files behind them; empty where a vocabulary or a redirect is."""


class Pointing(NamedTuple):
    """A reply with 对应, and the proposals that it answers, all of which can be read."""

    reply: PublicReply
    proposals: tuple[TextName, ...]


class SitePlan(NamedTuple):
    """All that the site will be."""

    context: SiteContext
    pages: tuple[Page, ...]
    copies: tuple[Copy, ...]
    collisions: tuple[Collision, ...]
    dead_references: tuple[tuple[str, str], ...]
    """Content path and target of every link that becomes plain text."""
    dead_redirects: frozenset[str]
    """Old addresses whose new one does not exist."""
    pointing: tuple[Pointing, ...]
    """Replies whose 对应 can be followed."""


class Ground(NamedTuple):
    """What the generators stand on."""

    public: PublicArchive
    catalogue: Catalogue
    links: Mapping[str, Links]
    """Of every document whose text links to something, by content path."""
    statistics: Statistics
    asked: Mapping[NumberId, Asked]
    """What every proposal says of itself."""


PageKind: TypeAlias = "Callable[[Ground], Iterator[Page]]"


def make(public: PublicArchive) -> SitePlan:
    """Plan the site of a public archive."""
    catalogue = arrange(public)
    known = _targets(public, catalogue)
    links, dead = _links(public, known)
    ground = Ground(public, catalogue, links, Statistics(public, catalogue), _asked(public))
    pages = [page for kind in PAGE_KINDS for page in kind(ground)]
    moved = _redirects(public, known)
    pages += moved.values()
    pages.append(_open_data_page(_open_data(ground, moved)))
    pages += _sitemaps(pages)
    copies = _copies(public)
    return SitePlan(
        context=context_of(public),
        pages=tuple(pages),
        copies=copies,
        collisions=tuple(_collisions(pages, copies)),
        dead_references=dead,
        dead_redirects=frozenset(old for old, _ in public.redirects if old not in moved),
        pointing=tuple(_pointing(public)),
    )


def with_search_state(site_plan: SitePlan, state: str) -> SitePlan:
    """Let the search page say of its index that it is `ready`, `absent` or `renewing`; no other page changes."""
    pages = tuple(
        [
            _search_page(state, page.inputs.directories)
            if page.kind == "search" and isinstance(page.inputs, SearchInputs)
            else page
            for page in site_plan.pages
        ]
    )
    return site_plan._replace(pages=pages)


def with_open_data(site_plan: SitePlan, state: str, files: tuple[DataFile, ...]) -> SitePlan:
    """Let the page of the open data name the files that were made; no other page changes."""
    pages = tuple(
        [
            _open_data_page(page.inputs._replace(state=state, files=files))
            if page.kind == "open-data" and isinstance(page.inputs, OpenDataInputs)
            else page
            for page in site_plan.pages
        ]
    )
    return site_plan._replace(pages=pages)


def open_data_of(site_plan: SitePlan) -> tuple[OpenDataInputs, tuple[Page, ...]]:
    """Give what the open data are made from: what stands in no document, and every document as data."""
    found = (page.inputs for page in site_plan.pages if page.kind == "open-data")
    site = next(inputs for inputs in found if isinstance(inputs, OpenDataInputs))
    return site, tuple([page for page in site_plan.pages if page.kind == "data"])


def with_register(site_plan: SitePlan, register: Register) -> SitePlan:
    """Fill in what became of suggestions where a page speaks of many proposals; no other page changes."""
    pages = tuple(
        [_registered(page, register) if page.kind in FROM_REGISTER else page for page in site_plan.pages],
    )
    return site_plan._replace(pages=pages)


def _registered(page: Page, register: Register) -> Page:
    year = routes.year_of(page.url)
    bindings = register.bindings if year is None else register.of_year(year)
    # Figures of all years show counts alone, so an edit that changes no state leaves them as they are.
    is_counts = page.kind == "statistics" and year is None
    known = "\n".join((page.digest, *[repr((b.year, b.tally)) if is_counts else b.digest for b in bindings]))

    def give() -> Inputs:
        match page.inputs:
            case UnansweredInputs() as inputs:
                return unanswered.filled(inputs, bindings)
            case StatisticsInputs() as inputs:
                return with_states(inputs, bindings)
            case inputs:
                return inputs

    return page._replace(give=give, digest=hashlib.sha256(known.encode()).hexdigest())


def is_proposal_data(page: Page) -> bool:
    """Tell whether a page is a proposal as data, for which its suggestions are set beside their answers."""
    return page.kind == "data" and routes.is_of_proposal(page.url)


def fetch(pages: Iterable[Page]) -> None:
    """Read what recalled pages are made from, which each process would else do for itself."""
    for page in pages:
        page.give()


def sources(page: Page) -> tuple[str, ...]:
    """Name the content files that a page shows, in full or as a line."""
    match page.inputs:
        case ProposalInputs(_, proposal, _, replies):
            asked = [each.path for reply in replies for each in reply.asked]
            own = [proposal.path] if proposal else []
            return tuple(dict.fromkeys((*own, *[reply.record.path for reply in replies], *asked)))
        case ReplyInputs(reply, matter, _, history):
            others = [entry.path for entry in (matter.proposal, *matter.answers) if entry]
            beside = [step.path for step in history] + [each.path for each in reply.asked]
            return tuple(dict.fromkeys((reply.record.path, *others, *beside)))
        case ReportInputs(record) | MeetingInputs(record) | UpdateInputs(record) | StandingInputs(record):
            return (record.path,)
        case ListingInputs() as listing:
            return _paths(listing.lines)
        case HomeInputs() as home:
            return _paths((*home.newest, *home.updates))
        case FeedInputs() as feed:
            return _paths(feed.entries)
        case CommitmentsInputs() | CommitmentFeedInputs():
            return _paths([promise.reply for promise in page.inputs.shown])
        case _:
            return ()


def _paths(lines: Iterable[Matter | Entry]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for line in lines:
        entries = (line,) if isinstance(line, Entry) else (line.proposal, *line.answers)
        found.update((entry.path, None) for entry in entries if entry)
    return tuple(found)


def _page(url: str, kind: str, inputs: Inputs, *digests: str, texts: tuple[TextName | None, ...] = ()) -> Page:
    """Make a page; *digests* stand for all of its inputs."""
    content = "\n".join((url, kind, *digests))
    named = tuple([text for text in texts if text is not None])
    return Page(url, kind, lambda: inputs, hashlib.sha256(content.encode()).hexdigest(), named)


# --- Links inside texts -----------------------------------------------------------------------------------------------


def _targets(public: PublicArchive, catalogue: Catalogue) -> references.Targets:
    documents = {entry.path: entry.address for entry in catalogue.entries}
    documents |= {page.path: routes.standing(page.name) for page in public.pages}
    sections = {_SECTION_OF_KIND[kind] for kind, _, _ in catalogue.shelves if kind in _SECTION_OF_KIND}
    addresses = [
        routes.HOME,
        routes.SEARCH,
        routes.GLOSSARY,
        routes.numbers(None, None),
        *[routes.STATISTICS for _ in catalogue.groups[:1]],
        *{routes.statistics_year(group.matter.year) for group in catalogue.groups},
        routes.DATA,
        *[routes.data_file(name) for name in files.every()],
        *documents.values(),
        routes.SITEMAP,
        routes.feed(routes.HOME),
        *[shelf.address for shelf in catalogue.shelves.values()],
        *[routes.feed(shelf.address) for shelf in catalogue.shelves.values()],
        *[routes.feed(routes.section(name)) for name in sections],
        *commitments.addresses(public),
        *[group.matter.address for group in catalogue.groups if group.matter.address],
        *[routes.section(name) for name in sections],
        *[routes.attachment(file.path) for document in _documents(public) for file in document.attachments],
    ]
    return references.targets(addresses, documents, catalogue.numbers)


def _links(public: PublicArchive, known: references.Targets) -> tuple[Mapping[str, Links], tuple[tuple[str, str], ...]]:
    """Resolve every link of every text: what they become, and those that become plain text."""
    links: dict[str, Links] = {}
    dead: list[tuple[str, str]] = []
    for document in _documents(public):
        if document.references:
            found = [(target, references.resolve(target, document.path, known)) for target in document.references]
            links[document.path] = tuple((target, link) for target, link in found if link is not None)
            dead += [(document.path, target) for target, link in found if link is None]
    return links, tuple(dead)


def _asked(public: PublicArchive) -> Mapping[NumberId, Asked]:
    return {
        (asked.session, asked.key): Asked(
            path=asked.path,
            title=asked.title,
            proposers=asked.proposers,
            others=asked.others,
            submitted=asked.submitted,
            assigned=asked.assigned,
        )
        for asked in public.proposals
    }


def _documents(
    public: PublicArchive,
) -> Iterator[PublicProposal | PublicReply | PublicReport | PublicMeeting | PublicUpdate | PublicPage]:
    yield from public.proposals
    yield from public.replies
    yield from public.reports
    yield from public.meetings
    yield from public.updates
    yield from public.pages


# --- Documents --------------------------------------------------------------------------------------------------------


def matter_pages(ground: Ground) -> Iterator[Page]:
    """Plan a page for every number with a public proposal or reply, the same as data, and those of its replies."""
    neighbours = chains.neighbours(ground.public, ground.catalogue)
    addresses = {path: entry.address for path, entry in ground.catalogue.reply_entries.items()}
    before = {path: entry.path for path, entry in neighbours.earlier.items()}
    told = histories(ground.public.replies, addresses, before)
    for matter, proposal, replies in ground.catalogue.groups:
        placed = [_placed(reply, ground) for reply in newest_first(replies)]
        if matter.address and matter.number is not None:
            yield from _with_data(_proposal_page(matter.address, matter, proposal, tuple(placed), ground))
        for reply in placed:
            # A reply to several numbers stands in several matters, and has one page, with the first.
            if not reply.numbers or ground.catalogue.matters_of_reply[reply.record.path] is matter:
                earlier = neighbours.earlier.get(reply.record.path)
                yield from _with_data(_reply_page(reply, matter, earlier, told.get(reply.record.path, ())))


def _with_data(page: Page) -> Iterator[Page]:
    """Plan the page of a document, and the document as data."""
    yield page
    yield _page(routes.data(page.url), "data", page.inputs, page.digest, texts=page.texts)


def _proposal_page(
    url: str, matter: Matter, proposal: PublicProposal | None, replies: tuple[PlacedReply, ...], ground: Ground
) -> Page:
    links = ground.links.get(proposal.path, ()) if proposal else ()
    return _page(
        url,
        "proposal",
        ProposalInputs(matter, proposal, links, replies),
        matter.digest,
        proposal.digest if proposal else "",
        repr(links) if links else "",
        *[_placed_digest(reply) for reply in replies],
        texts=(proposal.text if proposal else None, *[reply.record.text for reply in replies]),
    )


def _reply_page(reply: PlacedReply, matter: Matter, earlier: Entry | None, history: tuple[Step, ...]) -> Page:
    inputs = ReplyInputs(reply, matter, earlier, history)
    chain = (earlier.digest if earlier else "", repr(history) if history else "")
    digests = (_placed_digest(reply), matter.digest, *chain)
    return _page(reply.address, "reply", inputs, *digests, texts=(reply.record.text,))


def _placed(reply: PublicReply, ground: Ground) -> PlacedReply:
    numbers = ground.catalogue.numbers
    return PlacedReply(
        reply,
        ground.catalogue.reply_entries[reply.path].address,
        tuple(
            [
                Link(printed, routes.proposal(reply.session, numbers[reply.session, key]))
                for key, printed in zip(reply.keys, reply.numbers, strict=True)
            ]
        ),
        ground.links.get(reply.path, ()),
        tuple([ground.asked[reply.session, key] for key in reply.keys if (reply.session, key) in ground.asked]),
    )


def _placed_digest(reply: PlacedReply) -> str:
    addresses = [number.address for number in reply.numbers]
    links = repr(reply.links) if reply.links else ""
    return "\n".join((reply.record.digest, reply.address, *addresses, links, repr(reply.asked)))


def _pointing(public: PublicArchive) -> Iterator[Pointing]:
    texts = {(proposal.session, proposal.key): proposal.text for proposal in public.proposals if proposal.text}
    for reply in public.replies:
        if reply.answered_points and reply.text and reply.keys:
            found = tuple([texts[reply.session, key] for key in reply.keys if (reply.session, key) in texts])
            if len(found) == len(reply.keys):
                yield Pointing(reply, found)


def article_pages(ground: Ground) -> Iterator[Page]:
    """Plan the pages of reports, meetings and updates."""
    titles = {entry.path: Link(entry.title, entry.address) for entry in ground.catalogue.entries}
    titles |= {page.path: Link(page.title, routes.standing(page.name)) for page in ground.public.pages}
    for _, record, entry in ground.catalogue.articles:
        links = ground.links.get(record.path, ())
        own = (record.digest, repr(links))
        match record:
            case PublicReport():
                compared, behind = ground.statistics.compared(record), ground.statistics.records(record)
                inputs = ReportInputs(record, links, compared, behind)
                page = _page(entry.address, "report", inputs, *own, repr((compared, behind)), texts=(record.text,))
            case PublicMeeting():
                texts = (record.text, *[speech.text for speech in record.speeches])
                page = _page(entry.address, "meeting", MeetingInputs(record, links), *own, texts=texts)
            case PublicUpdate():
                related = tuple(titles[path] for path in record.related if path in titles)
                news = UpdateInputs(record, links, related)
                page = _page(entry.address, "update", news, *own, repr(related), texts=(record.text,))
        yield from _with_data(page)


def standing_pages(ground: Ground) -> Iterator[Page]:
    """Plan the standing pages."""
    for record in ground.public.pages:
        links = ground.links.get(record.path, ())
        inputs = StandingInputs(record, links)
        own = (record.digest, repr(links))
        yield from _with_data(_page(routes.standing(record.name), "page", inputs, *own, texts=(record.text,)))


# --- Lists ------------------------------------------------------------------------------------------------------------


def listing_pages(ground: Ground) -> Iterator[Page]:
    """Plan every list: its own address, and numbered pages where it is long."""
    years = _years_of_units(ground.catalogue)
    promised = promises.counts(ground.public)
    for key, shelf in ground.catalogue.shelves.items():
        head = _head(shelf)
        total = len(shelf.lines)
        pages = -(-total // ROWS) if total > ROWS else 0
        # The page of the newest row that the list's own address does not show.
        older = (total - ROWS - 1) // ROWS + 1 if pages else 0
        withheld = tuple(w for w in ground.public.withheld if shelf.kind == "year" and str(w.year) == shelf.name)
        tally = None if shelf.kind in ("reports", "meetings", "updates") else _tally(shelf.entries)
        own_years = years.get(shelf.name, ()) if shelf.kind == "department" else ()
        figures = ground.statistics.figures(key)
        own_promises = promised.get(DepartmentSlug(shelf.name), 0) if shelf.kind == "department" else 0
        newest = ListingInputs(
            head, shelf.lines[-ROWS:], None, 0, older, pages, total, tally, withheld, own_years, own_promises, figures
        )
        yield _listing(shelf.address, newest)
        for number in range(1, pages + 1):
            lines = shelf.lines[(number - 1) * ROWS : number * ROWS]
            newer = number + 1 if number < pages else 0
            full = ListingInputs(head, lines, number, newer, number - 1, 0, None, None, (), (), 0)
            yield _listing(routes.numbered(shelf.address, number), full)


def _listing(url: str, inputs: ListingInputs) -> Page:
    known = repr((inputs.head, inputs[2:]))
    return _page(url, "listing", inputs, known, "".join([line.digest for line in inputs.lines]))


def _head(shelf: Shelf) -> ListHead:
    return ListHead(shelf.kind, shelf.name, shelf.year, shelf.address)


def _tally(entries: Iterable[Entry]) -> Tally:
    replies = [entry for entry in entries if entry.kind == "reply"]
    results = Counter([entry.result for entry in replies])
    return Tally(
        proposals=sum([entry.kind == "proposal" for entry in entries]),
        replies=len(replies),
        units=len({entry.department for entry in replies}),
        results=tuple((kind, results[kind]) for kind in RESULTS if results[kind]),
    )


def _years_of_units(catalogue: Catalogue) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for shelf in catalogue.shelves.values():
        if shelf.kind == "department-year" and shelf.year is not None:
            found.setdefault(shelf.name, []).append(shelf.year)
    return {slug: tuple(years) for slug, years in found.items()}


def unanswered_pages(ground: Ground) -> Iterator[Page]:
    """Plan the lists of suggestions without an answer: one of all years, and for each year its proposals in blocks."""
    years: dict[int, list[str]] = {}
    for matter, proposal, replies in ground.catalogue.groups:
        if matter.address and proposal and proposal.text and replies:
            years.setdefault(matter.year, []).append(matter.address)
    if years:
        yield _unanswered(routes.UNANSWERED, UnansweredInputs(None, (), None, 0, 0, 0))
    for year in sorted(years, reverse=True):
        address, found = routes.unanswered_year(year), tuple(years[year])
        pages = -(-len(found) // BLOCK) if len(found) > BLOCK else 0
        older = (len(found) - BLOCK - 1) // BLOCK + 1 if pages else 0
        yield _unanswered(address, UnansweredInputs(year, found[-BLOCK:], None, 0, older, pages))
        for number in range(1, pages + 1):
            block = found[(number - 1) * BLOCK : number * BLOCK]
            newer = number + 1 if number < pages else 0
            url = routes.numbered(address, number)
            yield _unanswered(url, UnansweredInputs(year, block, number, newer, number - 1, 0))


def _unanswered(url: str, inputs: UnansweredInputs) -> Page:
    return _page(url, "unanswered", inputs, repr(inputs))


def directory_pages(ground: Ground) -> Iterator[Page]:
    """Plan the lists of lists: all years, all units and so on."""
    for directory in _directories(ground.catalogue):
        if directory.ways:
            yield _page(routes.section(directory.kind), "directory", directory, repr(directory))


def _directories(catalogue: Catalogue) -> tuple[DirectoryInputs, ...]:
    ways: dict[str, list[Way]] = {section: [] for section in _DIRECTORIES}
    for shelf in catalogue.shelves.values():
        if shelf.kind in _SECTION_OF_KIND:
            ways[_SECTION_OF_KIND[shelf.kind]].append(Way(_head(shelf), len(shelf.lines)))
    return tuple(DirectoryInputs(section, tuple(found)) for section, found in ways.items())


def number_pages(ground: Ground) -> Iterator[Page]:
    """Plan the ledger of all numbers."""
    sessions = [session for kind, session, _ in ground.catalogue.shelves if kind == "session"]
    for inputs in numbers.ledger(ground.catalogue.groups, map(SessionSlug, sessions)):
        yield _page(numbers.address_of(inputs), "numbers", inputs, repr(inputs))


def commitment_pages(ground: Ground) -> Iterator[Page]:
    """Plan the lists of promises, of the whole site and of each unit, with their feeds."""
    for sketch in commitments.sketches(ground.public, promises.gather(ground.public, ground.catalogue)):
        yield _page(sketch.url, sketch.kind, sketch.inputs, *sketch.digests)


def feed_pages(ground: Ground) -> Iterator[Page]:
    """Plan the feed of the site, of every list, and of every list of lists."""
    yield _feed(None, ground.catalogue.entries)
    newest: dict[str, set[Entry]] = {}
    for shelf in ground.catalogue.shelves.values():
        yield _feed(_head(shelf), shelf.entries)
        if shelf.kind in _SECTION_OF_KIND:
            newest.setdefault(_SECTION_OF_KIND[shelf.kind], set()).update(shelf.entries[-FEED_ENTRIES:])
    for name, entries in newest.items():
        yield _feed(ListHead(name, name, None, routes.section(name)), tuple(sorted(entries, key=entry_place)))


def _feed(head: ListHead | None, entries: tuple[Entry, ...]) -> Page:
    inputs = FeedInputs(head, entries[: -FEED_ENTRIES - 1 : -1])
    address = routes.feed(head.address if head else routes.HOME)
    return _page(address, "feed", inputs, repr(head), "".join([entry.digest for entry in inputs.entries]))


# --- Single pages -----------------------------------------------------------------------------------------------------


def home_page(ground: Ground) -> Iterator[Page]:
    """Plan the front page."""
    catalogue = ground.catalogue
    latest = next((shelf for shelf in catalogue.shelves.values() if shelf.kind == "year"), None)
    replies = (entry for entry in reversed(catalogue.entries) if entry.kind == "reply")
    newest: dict[str, Matter] = {}
    for reply in replies:
        matter = catalogue.matters_of_reply[reply.path]
        newest.setdefault(matter.digest, matter)
        if len(newest) == NEWEST:
            break
    inputs = HomeInputs(
        int(latest.name) if latest else None,
        _tally(latest.entries) if latest else None,
        tuple(newest.values()),
        tuple(entry for _, _, entry in reversed(catalogue.articles) if entry.kind == "update")[:3],
        _directories(catalogue),
    )
    shown = "".join([*newest, *[entry.digest for entry in inputs.updates]])
    yield _page(routes.HOME, "home", inputs, repr((inputs.year, inputs.tally, inputs.directories)), shown)


def statistics_pages(ground: Ground) -> Iterator[Page]:
    """Plan the figures of the whole site and of each year."""
    for url, inputs in ground.statistics.inputs():
        yield _page(url, "statistics", inputs, repr(inputs))


def search_page(ground: Ground) -> Iterator[Page]:
    """Plan the search page, with the lists that stand in where script is off."""
    lists = tuple(d for d in _directories(ground.catalogue) if d.kind in ("years", "departments"))
    yield _search_page("ready", lists)


def _search_page(state: str, lists: tuple[DirectoryInputs, ...]) -> Page:
    return _page(routes.SEARCH, "search", SearchInputs(state, lists), state, repr(lists))


def plain_pages(ground: Ground) -> Iterator[Page]:
    """Plan what is made from the site's settings alone; a site may write a glossary of its own."""
    if routes.GLOSSARY not in [routes.standing(page.name) for page in ground.public.pages]:
        yield _page(routes.GLOSSARY, "glossary", AddressInputs(()))
    for url, kind in ((routes.NOT_FOUND, "404"), (routes.ROBOTS, "robots"), (routes.OPEN_SEARCH, "opensearch")):
        yield _page(url, kind, AddressInputs(()))


PAGE_KINDS: tuple[PageKind, ...] = (
    home_page,
    matter_pages,
    article_pages,
    standing_pages,
    listing_pages,
    unanswered_pages,
    directory_pages,
    commitment_pages,
    number_pages,
    statistics_pages,
    search_page,
    plain_pages,
    feed_pages,
)


def _redirects(public: PublicArchive, known: references.Targets) -> dict[str, Page]:
    """
    Plan a page for every old address whose new one exists.

    It is a page that refreshes itself, not a rule for a server, since the site has to work from any server and disk.
    """
    found = {old: references.resolve(new, "redirects.yml", known) for old, new in public.redirects}
    return {old: _page(old, "redirect", AddressInputs((link,)), link) for old, link in found.items() if link}


def _open_data(ground: Ground, moved: Mapping[str, Page]) -> OpenDataInputs:
    """Gather what of the open data stands in no document."""
    public = ground.public
    used = {name for kind, name, _ in ground.catalogue.shelves if kind == "topic"}
    targets = {old: page.inputs.addresses[0] for old, page in moved.items() if isinstance(page.inputs, AddressInputs)}
    return OpenDataInputs(
        public.site,
        public.departments,
        public.sessions,
        tuple(topic for topic in public.topics if topic in used),
        public.listed,
        public.withheld,
        tuple((old, routes.from_root(link, "/")) for old, link in targets.items()),
        _newest_date(public),
        public.terms,
    )


def _newest_date(public: PublicArchive) -> str | None:
    """Find the newest date of a public document: the data do not change with the day for which figures are made."""
    dates = [proposal.submitted for proposal in public.proposals]
    dates += [date for reply in public.replies for date in (reply.replied, reply.published)]
    dates += [meeting.date for meeting in public.meetings]
    dates += [update.date for update in public.updates]
    return max((date for date in dates if date), default=None)


def _open_data_page(inputs: OpenDataInputs) -> Page:
    return _page(routes.DATA, "open-data", inputs, repr(inputs))


# --- The whole site ---------------------------------------------------------------------------------------------------

_SEARCH_INDEX = Copy("/pagefind/", "", "")
_NOT_IN_SITEMAP = ("404", "redirect", "feed", "robots", "opensearch", "data")


def _sitemaps(pages: Iterable[Page]) -> list[Page]:
    """Plan `/sitemap.xml`: all addresses, or, for a large site, the parts that hold them."""
    listed = [page for page in pages if page.kind not in _NOT_IN_SITEMAP]
    if len(listed) <= SITEMAP_FILE:
        return [_addresses(routes.SITEMAP, "sitemap", [page.url for page in listed])]
    years: dict[str, list[str]] = {}
    for page in listed:
        years.setdefault(_sitemap_year(page), []).append(page.url)
    parts = [
        _addresses(routes.sitemap_part(name if start == 0 else f"{name}-{start // SITEMAP_LIMIT + 1}"), "sitemap", cut)
        for name, urls in sorted(years.items())
        for start in range(0, len(urls), SITEMAP_LIMIT)
        if (cut := urls[start : start + SITEMAP_LIMIT])
    ]
    return [_addresses(routes.SITEMAP, "sitemap-index", [part.url for part in parts]), *parts]


def _sitemap_year(page: Page) -> str:
    match page.inputs:
        case ProposalInputs(matter) | ReplyInputs(_, matter):
            return str(matter.year)
        case _:
            return "pages"


def _addresses(url: str, kind: str, addresses: Iterable[str]) -> Page:
    inputs = AddressInputs(tuple(addresses))
    return _page(url, kind, inputs, *inputs.addresses)


def _copies(public: PublicArchive) -> tuple[Copy, ...]:
    files: dict[str, PublicAttachment] = {}
    for document in _documents(public):
        files.update((file.path, file) for file in document.attachments)
    return tuple(
        Copy(routes.attachment(file.path), f"attachments/{file.path}", file.digest) for _, file in sorted(files.items())
    )


def _collisions(pages: Iterable[Page], copies: Iterable[Copy]) -> Iterator[Collision]:
    """
    Find addresses that cannot stand beside each other.

    Compared as a file system compares that knows no case.  A name that is a file here and a folder there, and
    anything inside the folder of the search index, cannot be written either.
    """
    items: list[Page | Copy] = [*pages, *copies]
    files: dict[str, Page | Copy] = {"pagefind": _SEARCH_INDEX}
    folders: dict[str, Page | Copy] = {}
    for item in items:
        key = routes.clash_key(item.url)
        holder = files.setdefault(key, item)
        if holder is not item and not (_is_data(item) and _is_data(holder)):  # their pages clash, which says it all
            yield Collision(item.url, holder.url, _sources_of(item, holder))
        folders.setdefault(key.rpartition("/")[0], item)
    for folder, item in folders.items():
        for name in _with_parents(folder):
            if name in files:
                yield Collision(item.url, files[name].url, _sources_of(item, files[name]))


def _is_data(item: Page | Copy) -> bool:
    return isinstance(item, Page) and item.kind == "data"


def _with_parents(folder: str) -> Iterator[str]:
    """Name a folder and every folder that it lies in."""
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]


def _sources_of(*items: Page | Copy) -> tuple[str, ...]:
    return tuple(path for item in items if isinstance(item, Page) for path in sources(item))
