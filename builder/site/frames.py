"""
Make what stands around a page: heading, breadcrumb, meta tags, canonical address, structured data.

The meta tags are those of the guide for government sites (国办发〔2017〕47号, annex): on columns (lists) their name,
description, keywords and kind; on articles (documents) title, day of publication and source.  Only what is known is
given: without 公开日期 there is no PubDate, and a time of day is never made up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.disclosure.public import DepartmentSlug, SessionSlug
from builder.site import routes
from builder.site.rows import day
from builder.site.translations import CONTENT_LANGUAGE, plain
from builder.site.views import Crumb, Frame, MetaTag, Words

if TYPE_CHECKING:
    from builder.site.context import SiteContext
    from builder.site.inputs import ListHead
    from builder.site.views import Fact, Facts

SHELF_SECTIONS = {
    "year": "years",
    "department": "departments",
    "department-year": "departments",
    "session": "sessions",
    "result": "results",
    "topic": "topics",
    "proposer": "proposers",
    "department-commitments": "commitments",
}
"""The section in which a kind of list stands; reports, meetings and updates are their own."""

_SECTIONS = frozenset({*SHELF_SECTIONS.values(), "reports", "meetings", "updates"})


def document_frame(
    context: SiteContext,
    *,
    address: str,
    column: str,
    section: str | None,
    title: Words,
    trail: tuple[Crumb, ...],
    own_step: Words | None = None,
    published: str | None = None,
    source: str | None = None,
    description: str | None = None,
    dated: tuple[tuple[str, str | None], ...] | None = None,
    facts: Facts,
) -> Frame:
    """
    Make the frame of a document, which stands as data beside its page.

    Args:
        column: Which column it belongs to, for the meta tags.
        trail: The breadcrumb between the home page and the document.
        own_step: What the breadcrumb calls it; else its title.
        published: 公开日期, where it is stated.
        dated: The dates that tell its version, each with its label, the best one first; those not stated are `None`.
    """
    article = [MetaTag("ArticleTitle", title)]
    if published:
        article.append(MetaTag("PubDate", plain(published)))
    if source:
        article.append(MetaTag("ContentSource", plain(source)))
    column_tags = (
        MetaTag("ColumnName", Words(f"column.{column}.name")),
        MetaTag("ColumnType", Words(f"column.{column}.type")),
    )
    return _frame(
        context,
        address=address,
        section=section,
        title=title,
        crumbs=(*trail, Crumb(own_step or title, None)),
        meta=(*column_tags, *article),
        feed=routes.feed(routes.HOME),
        data=routes.data(address),
        dated=_dated(dated) if dated else None,
        description=description,
        facts={
            "@type": "Article",
            "headline": title,
            **({"datePublished": published} if published else {}),
            **({"author": {"@type": "Organization", "name": source}} if source else {}),
            **facts,
        },
        language=CONTENT_LANGUAGE,
    )


def list_frame(context: SiteContext, head: ListHead, number: int | None) -> Frame:
    """Make the frame of a page of a list."""
    section = SHELF_SECTIONS.get(head.kind, head.kind)
    name = heading(head, context)
    trail = [] if section == head.kind else [Crumb(Words(f"section.{section}"), routes.section(section))]
    if head.kind == "department-year":
        unit = context.departments[DepartmentSlug(head.name)]
        trail.append(Crumb(plain(unit.name), routes.department(unit.slug)))
    own_step = list_name(head, context)
    steps = [Crumb(own_step, None if number is None else head.address)]
    if number is not None:
        steps.append(Crumb(Words("heading.page_number", (("number", str(number)),)), None))
        name = Words("heading.page", (("title", name), ("number", str(number))))
    return _frame(
        context,
        address=head.address if number is None else routes.numbered(head.address, number),
        section=section,
        title=name,
        crumbs=(*trail, *steps),
        meta=_column(section, own_step),
        feed=routes.feed(head.address),
        facts={"@type": "CollectionPage", "name": name},
    )


def plain_frame(
    context: SiteContext,
    address: str,
    section: str | None,
    title: Words,
    *,
    trail: tuple[Crumb, ...] = (),
    own_step: Words | None = None,
    feed: str = routes.HOME,
    is_indexed: bool = True,
) -> Frame:
    """
    Make the frame of a page that is neither a document nor a list of records.

    Args:
        trail: The breadcrumb between the home page and the page.
        own_step: What the breadcrumb calls it; else its title.
        feed: The list whose feed tells what is new here.
    """
    column = _column(section, None) if section else ()
    is_home = address == routes.HOME
    site = context.site
    facts: Facts = {"@type": "WebPage", "name": title}
    if is_home:
        facts = {"@type": "WebSite", "name": site.title}
    return _frame(
        context,
        address=address,
        section=section,
        title=title,
        crumbs=() if is_home else (*trail, Crumb(own_step or title, None)),
        meta=column,
        feed=routes.feed(feed),
        facts=facts,
        is_indexed=is_indexed,
    )


def heading(head: ListHead, context: SiteContext) -> Words:
    """Name a list, with the filter that it stands for."""
    if head.kind in _SECTIONS:
        return Words(f"section.{head.kind}")
    if head.kind == "commitments":
        return Words("heading.commitments")
    if head.kind == "department-year":
        unit = context.departments[DepartmentSlug(head.name)].name
        return Words("heading.department-year", (("name", unit), ("year", str(head.year))))
    return Words(f"heading.{head.kind}", (("name", list_name(head, context)),))


def list_name(head: ListHead, context: SiteContext) -> Words:
    """Name what all rows of a list have in common: a year, a unit, a result and so on."""
    match head.kind:
        case "year":
            return Words("value.year", (("year", head.name),))
        case "department-year":
            return Words("value.year", (("year", str(head.year)),))
        case "department" | "department-commitments":
            return plain(context.departments[DepartmentSlug(head.name)].name)
        case "session":
            return plain(context.session_links[SessionSlug(head.name)].name)
        case "result":
            return Words(f"result.{head.name}")
        case "topic" | "proposer":
            return plain(head.name)
        case _:
            return Words(f"section.{head.kind}")


def _column(section: str, own_name: Words | None) -> tuple[MetaTag, ...]:
    return (
        MetaTag("ColumnName", own_name or Words(f"column.{section}.name")),
        MetaTag("ColumnDescription", Words(f"column.{section}.description")),
        MetaTag("ColumnKeywords", Words(f"column.{section}.keywords")),
        MetaTag("ColumnType", Words(f"column.{section}.type")),
    )


def _frame(
    context: SiteContext,
    *,
    address: str,
    section: str | None,
    title: Words,
    crumbs: tuple[Crumb, ...],
    meta: tuple[MetaTag, ...],
    feed: str,
    facts: Facts,
    data: str | None = None,
    dated: Words | None = None,
    description: str | None = None,
    is_indexed: bool = True,
    language: str | None = None,
) -> Frame:
    """Add what is the same for every page: the home page's step, the address in its forms."""
    base = context.site.base_url if is_indexed else None
    return Frame(
        address=address,
        section=section,
        title=title,
        crumbs=(Crumb(Words("section.home"), routes.HOME), *crumbs) if crumbs else (),
        meta=meta,
        description=description,
        canonical=routes.absolute(base, address) if base else None,
        feed=feed,
        data=data,
        dated=dated,
        facts={**facts, **_common_facts(context, address, crumbs, base, language or context.site.language)},
        is_indexed=is_indexed,
    )


def _dated(dates: tuple[tuple[str, str | None], ...]) -> Words:
    """Say which version of a document this is: by the first date that is stated."""
    for label, iso in dates:
        found = day(iso)
        if found:
            parts = (("year", str(found.year)), ("month", str(found.month)), ("day", str(found.day)))
            return Words("frame.dated", (("label", Words(f"label.{label}")), ("date", Words("date.long", parts))))
    return Words("frame.undated")


def _common_facts(
    context: SiteContext, address: str, crumbs: tuple[Crumb, ...], base: str | None, language: str
) -> Facts:
    """Say in the words of schema.org where a page stands; addresses there have to be absolute."""
    site = context.site
    facts: dict[str, Fact] = {
        "@context": "https://schema.org",
        "inLanguage": language,
    }
    if crumbs:
        facts["isPartOf"] = {"@type": "WebSite", "name": site.title}
    if site.publisher:
        facts["publisher"] = {"@type": "Organization", "name": site.publisher}
    if base:
        facts["url"] = routes.absolute(base, address)
        if crumbs:
            facts["breadcrumb"] = {
                "@type": "BreadcrumbList",
                "itemListElement": tuple(
                    {
                        "@type": "ListItem",
                        "position": place,
                        "name": crumb.label,
                        "item": routes.absolute(base, crumb.address or address),
                    }
                    for place, crumb in enumerate(crumbs, 1)
                ),
            }
    return facts
