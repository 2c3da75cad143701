"""Make the views of the pages of which a site has one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.site import feeds, routes, views
from builder.site.compose.lists import entries_of, filled
from builder.site.frames import plain_frame
from builder.site.rows import document_row, matter_row
from builder.site.shadow import FILTERS, STATE
from builder.site.views import Link, Words

if TYPE_CHECKING:
    from builder.disclosure.public import PublicDepartment
    from builder.site.compose.desk import Desk
    from builder.site.inputs import AddressInputs, HomeInputs, SearchInputs, Tally, Way
    from builder.site.plan.values import Page
    from builder.site.views import View


def home_view(inputs: HomeInputs, desk: Desk) -> views.HomeView:
    """Make the view of the front page."""
    directories = {directory.kind: filled(directory) for directory in inputs.directories}
    return views.HomeView(
        frame=plain_frame(desk.context, routes.HOME, "home", Words("section.home")),
        year=inputs.year,
        figures=_home_figures(inputs.tally, inputs.year) if inputs.tally and inputs.year else (),
        newest=tuple([matter_row(matter, desk.context) for matter in inputs.newest]),
        updates=tuple([document_row(entry, desk.context) for entry in inputs.updates]),
        years=entries_of(directories["years"], desk),
        departments=entries_of(directories["departments"], desk),
        sessions=entries_of(directories["sessions"], desk),
        topics=entries_of(directories["topics"], desk),
        results=entries_of(directories["results"], desk),
    )


def search_view(inputs: SearchInputs, desk: Desk) -> views.SearchView:
    """Make the view of the search page."""
    lists = {directory.kind: filled(directory).ways for directory in inputs.directories}
    return views.SearchView(
        frame=plain_frame(desk.context, routes.SEARCH, "search", Words("search.title")),
        state=inputs.state,
        filters=(*FILTERS[:3], STATE, *FILTERS[3:]),
        units=tuple([_names_of(unit) for unit in desk.context.departments.values()]),
        years=tuple([Link(way.head.name, way.head.address) for way in lists["years"]]),
        departments=tuple([Link(_unit_name(way, desk), way.head.address) for way in lists["departments"]]),
    )


def address_view(page: Page, inputs: AddressInputs, desk: Desk) -> View:
    """Make the view of a page that is made from addresses, or from nothing but the site's settings."""
    match page.kind:
        case "sitemap":
            return feeds.sitemap_view(inputs)
        case "sitemap-index":
            return feeds.sitemap_index_view(inputs)
        case "robots":
            return feeds.robots_view()
        case "opensearch":
            return feeds.open_search_view()
        case "glossary":
            return views.GlossaryView(frame=plain_frame(desk.context, page.url, None, Words("glossary.title")))
        case "redirect":
            frame = plain_frame(desk.context, page.url, None, Words("heading.redirect"), is_indexed=False)
            return views.RedirectView(frame=frame, target=inputs.addresses[0])
        case _:
            frame = plain_frame(desk.context, page.url, None, Words("not_found.title"), is_indexed=False)
            return views.NotFoundView(frame=frame)


def _home_figures(tally: Tally, year: int) -> tuple[views.Figure, ...]:
    counts = (
        ("proposals", tally.proposals, routes.year(year)),
        ("replies", tally.replies, routes.year(year)),
        ("units", tally.units, routes.section("departments")),
        ("solved", dict(tally.results).get("solved", 0), routes.section("results")),
    )
    return tuple([views.Figure(label=Words(f"tally.{name}"), count=n, address=to) for name, n, to in counts])


def _names_of(unit: PublicDepartment) -> tuple[str, ...]:
    return tuple(dict.fromkeys((unit.name, unit.short_name, *unit.aliases)))


def _unit_name(way: Way, desk: Desk) -> str:
    return next(unit.name for unit in desk.context.departments.values() if unit.slug == way.head.name)
