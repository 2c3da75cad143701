"""
Turn a planned page into bytes: the only module that knows the template engine.

A template is given its view, the site, and five functions (`views` lists them); undefined names are errors, and
everything is escaped that is not markup already.  What a page looks like is known by value (`fingerprint`),
without the engine: a page whose fingerprint is that of the last build is not rendered again.
"""

from __future__ import annotations

import hashlib
import json
from functools import cached_property, lru_cache, partial
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup, escape

from builder.site import assets, courtesies, exports, findable, layouts, routes, rows, translations
from builder.site.compose import view_of
from builder.site.compose.desk import Desk
from builder.site.inputs import ProposalInputs
from builder.site.markup import to_letter
from builder.site.points import beside
from builder.site.views import Letter, MatterRow, OutlineEntry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from jinja2 import Environment

    from builder.disclosure.public import TextName
    from builder.site.catalogue import Line
    from builder.site.context import SiteContext
    from builder.site.inputs import Links
    from builder.site.layouts import Layouts
    from builder.site.markup import Letter as Typeset
    from builder.site.plan.values import Page, SitePlan
    from builder.site.points.register import Folio
    from builder.site.shadow import Searchable
    from builder.site.translations import Translations
    from builder.site.views import Facts, Row

TEMPLATES = MappingProxyType(
    {
        "home": "pages/home.html",
        "proposal": "pages/proposal.html",
        "reply": "pages/reply.html",
        "listing": "pages/listing.html",
        "directory": "pages/directory.html",
        "unanswered": "pages/unanswered.html",
        "numbers": "pages/numbers.html",
        "commitments": "pages/commitments.html",
        "report": "pages/report.html",
        "meeting": "pages/meeting.html",
        "update": "pages/update.html",
        "page": "pages/page.html",
        "statistics": "pages/statistics.html",
        "search": "pages/search.html",
        "glossary": "pages/glossary.html",
        "open-data": "pages/data.html",
        "404": "pages/404.html",
        "redirect": "pages/redirect.html",
        "feed": "pages/feed.xml",
        "sitemap": "pages/sitemap.xml",
        "sitemap-index": "pages/sitemap-index.xml",
        "opensearch": "pages/opensearch.xml",
        "robots": "pages/robots.txt",
    }
)
"""The template of each kind of page; `data` has none."""

_to_json = partial(json.JSONEncoder, ensure_ascii=False, check_circular=False, separators=(",", ":"))
"""Makes what writes JSON, of values that cannot hold themselves."""
_JSON = _to_json()
_PREFIX = "\x01"
"""Stands for what begins the anchors of a letter; like the mark for the root, no text can hold it."""
_FOLD = "components/fold/macro.html"
"""What courtesies are folded with, inside the HTML of a letter."""
_LETTERS = 16
"""Letters that are remembered, the last ones."""
_FOR_MACHINES = frozenset({"feed", "sitemap", "sitemap-index", "opensearch", "robots"})


class Texts(NamedTuple):
    """Where released texts come from."""

    read: Callable[[TextName], str]
    digest: Callable[[TextName], str]
    """Names the characters of a text."""


class Renderer:
    """
    Renders the pages of one site; a process has its own.

    The template engine is loaded when the first page is rendered (or by `prepare`, before processes part), so that a
    run in which nothing changed does not pay for it.
    """

    def __init__(
        self,
        context: SiteContext,
        shipped: Layouts,
        texts: Texts,
        cache: Path | None,
        code: str,
        words: Callable[[Layouts, str], Translations] = translations.load,
    ) -> None:
        """
        Keep what pages are rendered with.

        Args:
            cache: A private folder for compiled templates, which saves the time to compile them.
            code: The version of the program, down to the byte.
            words: Reads the words of a language, when they are first asked for.
        """
        table = assets.table(shipped)
        self.files = table.files
        """Output paths and contents of the assets."""
        self._context = context
        self._shipped = shipped
        self._texts = texts
        self._load_words = words
        self._cache = cache
        self._assets = table.addresses
        self._stamp = _digest(
            code, context.digest, shipped.words_digest(), assets.names_digest(table), shipped.closure_digest(_FOLD)
        )
        self._stamps = {kind: _digest(self._stamp, shipped.closure_digest(name)) for kind, name in TEMPLATES.items()}
        self._stamps["data"] = self._stamp
        # Once for the page of a proposal, its points and the page of the reply, which are neighbours in a plan.
        self._typeset = lru_cache(maxsize=_LETTERS)(self._to_letter)
        self._rows: dict[str, Row] = {}
        self._row_html: dict[str, Markup] = {}
        self._parts: dict[tuple[Callable[[object], Markup], object], Markup] = {}
        self._points: tuple[str, beside.Points] | None = None
        self._desk = Desk(context=context, letter=self._letter, row=self._row_of, points=self._points_of)

    def fingerprint(self, page: Page) -> str:
        """Name everything that a page is made from; two pages with the same fingerprint have the same bytes."""
        return _digest(self._stamps[page.kind], page.digest, *map(self._texts.digest, page.texts))

    def prepare(self, kinds: Iterable[str]) -> None:
        """Load what rendering these kinds of pages takes."""
        try:
            for kind in sorted(TEMPLATES.keys() & set(kinds)):
                for name in self._shipped.closure(TEMPLATES[kind]):
                    self._engine.get_template(name)
        except Exception as error:
            _raise_as_fault(error)
            raise

    def page(self, page: Page) -> bytes:
        """
        Render a page.

        Raises:
            LayoutFault: A template is wrong.
        """
        try:
            return self._page(page)
        except Exception as error:
            _raise_as_fault(error)
            raise

    def _page(self, page: Page) -> bytes:
        if page.kind == "data":
            data = exports.data_of(routes.page_of_data(page.url), page.inputs, self._desk, self._texts.read)
            return _JSON.encode(data).encode() + b"\n"
        view = view_of(page, self._desk)
        frame = getattr(view, "frame", None)
        facts = self._json(frame.facts) if frame else ""
        html = self._engine.get_template(TEMPLATES[page.kind]).render(view=view, json_ld=facts)
        return routes.finished(html.strip(), self._way_to_root(page)) + b"\n"

    def folio(self, page: Page) -> Folio | None:
        """File what became of the suggestions of a proposal, whose data the page is."""
        match page.inputs:
            case ProposalInputs() as inputs:
                return beside.filed(inputs, self._points_of(inputs))
            case _:
                return None

    def searchables(self, plan: SitePlan) -> list[Page]:
        """List the pages that search knows, each with a digest of all that it may know."""
        return [
            page._replace(digest=_digest(self._stamp, page.digest, *map(self._texts.digest, page.texts)))
            for page in plan.pages
            if findable.is_findable(page)
        ]

    def searchable(self, page: Page) -> Searchable:
        """Give what search may know of a page."""
        return findable.searchable(
            page, findable.Sources(self._context, self._texts.read, self._words.say, self._points_of)
        )

    @cached_property
    def _words(self) -> Translations:
        return self._load_words(self._shipped, self._context.site.language)

    @cached_property
    def _facts(self) -> json.JSONEncoder:
        """Writes structured data, with words in the place of their keys."""
        return _to_json(default=self._words.say)

    @cached_property
    def _paragraph_label(self) -> str:
        return str(self._words.t("reply.anchor"))

    @cached_property
    def _fold(self) -> str:
        """The control by which courtesies are unfolded: the same component as in other folds."""
        macros = vars(self._engine.get_template(_FOLD).module)
        return str(macros["fold"](label=self._words.t("reply.courtesies")))

    @cached_property
    def _engine(self) -> Environment:
        from builder.site.engine import engine_of

        functions = {
            "t": self._words.t,
            "say": self._words.html,
            "text": self._words.say,
            "zh": self._words.zh,
            "url": _url,
            "asset": self._asset,
            "row": self._row,
            "once": self._once,
        }
        # What is fixed when a template is compiled must be part of the name of what was compiled.
        cache = self._cache / self._stamp[:16] if self._cache else None
        return engine_of(self._shipped.templates, {"site": self._context.view, **functions}, cache)

    def _way_to_root(self, page: Page) -> str:
        """
        Lead from a page to the root of its site.

        Machines get whole addresses where there are any.  The page for what does not exist is shown at any depth, so
        it cannot count its way up; without a base address it only works at the top.
        """
        base = self._context.site.base_url
        if base and page.kind in _FOR_MACHINES:
            return base
        if base and page.kind == "404":
            return routes.base_path(base)
        return routes.way_to_root(page.url)

    def _letter(self, text: TextName, links: Links, prefix: str, told: courtesies.Told | None) -> Letter:
        """Give a letter with the anchors of its page, and its courtesies folded."""
        known = self._typeset(text, links)
        blocks = courtesies.folded(known, told, self._fold) if told else known.blocks
        outline = [OutlineEntry(e.level, e.anchor.replace(_PREFIX, prefix), e.label + e.text) for e in known.outline]
        html = translations.as_markup("\n".join(blocks).replace(_PREFIX, prefix))  # `markup` escapes what it is given
        return Letter(html, tuple(outline))

    def _to_letter(self, text: TextName, links: Links) -> Typeset:
        return to_letter(
            self._texts.read(text), resolve=dict(links).get, prefix=_PREFIX, anchor_label=self._paragraph_label
        )

    def _points_of(self, inputs: ProposalInputs) -> beside.Points:
        """Match a proposal's points, once for its page and its data, which are neighbours."""
        address = inputs.matter.address or ""
        if self._points is None or self._points[0] != address:
            self._points = (address, beside.points_of(inputs, self._typeset, self._context.units))
        return self._points[1]

    def _row_of(self, line: Line) -> Row:
        found = self._rows.get(line.digest)
        if found is None:
            found = self._rows[line.digest] = rows.row_of(line, self._context)
        return found

    def _row(self, row: Row) -> Markup:
        """Render a row, once for all the lists in which it stands."""
        found = self._row_html.get(row.digest)
        if found is None:
            kind = "matter" if isinstance(row, MatterRow) else "document"
            html = self._engine.get_template(layouts.ROW_TEMPLATES[kind]).render(row=row).strip()
            found = self._row_html[row.digest] = translations.as_markup(html)
        return found

    def _once(self, macro: Callable[[object], Markup], value: object) -> Markup:
        """Call a macro that depends on nothing but the site and this value, once for all pages."""
        found = self._parts.get((macro, value))
        if found is None:
            found = self._parts[macro, value] = macro(value)
        return found

    def _asset(self, name: str) -> Markup:
        return _url(self._assets[name])

    def _json(self, facts: Facts) -> Markup:
        """Write structured data so that it can stand in a script element."""
        text = self._facts.encode(facts)
        return translations.as_markup(text.replace("&", r"\u0026").replace("<", r"\u003c").replace(">", r"\u003e"))


@lru_cache(maxsize=1 << 16)
def _url(address: str) -> Markup:
    """Link to an address of this site or of another."""
    return escape(routes.href(address) if address.startswith("/") else address)


def _raise_as_fault(error: Exception) -> None:
    """Raise what the engine refuses as a fault of the layouts, with its place in them."""
    from builder.site.engine import fault_of

    fault = fault_of(error)
    if fault:
        raise fault from error


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
