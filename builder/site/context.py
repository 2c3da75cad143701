"""What every page may know besides its own inputs: the site's settings and its small vocabularies."""

from __future__ import annotations

import hashlib
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from builder.site import routes
from builder.site.translations import CONTENT_LANGUAGE
from builder.site.views import Link, SessionLink, SiteView, Unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from builder.disclosure.public import (
        DepartmentSlug,
        PublicArchive,
        PublicDepartment,
        PublicSession,
        SessionSlug,
        Site,
    )

MENU = (
    "years",
    "departments",
    "sessions",
    "results",
    "topics",
    "statistics",
    "unanswered",
    "commitments",
)
"""The sections in the menu, in its order; two lines on a phone hold no more."""
MORE = (
    "proposers",
    "reports",
    "meetings",
    "updates",
    "data",
)
"""The sections at the foot of every page, in their order."""


class SiteContext(NamedTuple):
    """The site, its units and its sessions; part of every page's fingerprint."""

    site: Site
    view: SiteView
    departments: Mapping[DepartmentSlug, PublicDepartment]
    units: Mapping[DepartmentSlug, Unit]
    sessions: Mapping[SessionSlug, PublicSession]
    session_links: Mapping[SessionSlug, SessionLink]
    digest: str


def context_of(public: PublicArchive) -> SiteContext:
    """Gather what every page of an archive may know."""
    return make_context(public.site, _site_view(public), public.departments, public.sessions)


def make_context(
    site: Site, view: SiteView, departments: tuple[PublicDepartment, ...], sessions: tuple[PublicSession, ...]
) -> SiteContext:
    """Make a context of its parts."""
    known = repr((site, departments, sessions, view))
    return SiteContext(
        site=site,
        view=view,
        departments=MappingProxyType({unit.slug: unit for unit in departments}),
        units=MappingProxyType(
            {unit.slug: Unit(unit.name, unit.short_name, routes.department(unit.slug)) for unit in departments}
        ),
        sessions=MappingProxyType({session.slug: session for session in sessions}),
        session_links=MappingProxyType(
            {s.slug: SessionLink(s.name, s.body, s.year, routes.session(s.slug)) for s in sessions}
        ),
        digest=hashlib.sha256(known.encode()).hexdigest(),
    )


def _site_view(public: PublicArchive) -> SiteView:
    site = public.site
    contact = dict(site.contact)
    filled = _filled(public)
    return SiteView(
        title=site.title,
        language=site.language,
        content_language=CONTENT_LANGUAGE if site.language != CONTENT_LANGUAGE else None,
        publisher=site.publisher,
        site_id=site.site_id,
        icp=site.icp,
        police_id=site.police_id,
        phone=contact.get("phone"),
        address=contact.get("address"),
        postcode=contact.get("postcode"),
        corrections=_contact_link(site.corrections),
        base_url=site.base_url,
        domain=urlsplit(site.base_url).hostname if site.base_url else None,
        sections=tuple(name for name in MENU if name in filled),
        more=tuple(name for name in MORE if name in filled),
        pages=tuple(Link(page.title, routes.standing(page.name)) for page in public.pages),
    )


def _contact_link(written: str | None) -> str | None:
    """Make an e-mail address a link to write to; a web address is one already."""
    return f"mailto:{written}" if written and "@" in written and ":" not in written else written


def _filled(public: PublicArchive) -> frozenset[str]:
    """Name the sections that hold something."""
    dated = (public.proposals, public.replies, public.listed, public.reports, public.meetings, public.updates)
    filled = {
        "years": any(dated) or bool(public.withheld),
        "departments": bool(public.departments),
        "sessions": bool(public.sessions),
        "results": bool(public.replies),
        "commitments": any(reply.commitments for reply in public.replies),
        "topics": any(proposal.topics for proposal in public.proposals) or any(r.topics for r in public.replies),
        "proposers": any(proposal.proposers for proposal in public.proposals),
        "statistics": bool(public.proposals or public.replies or public.listed),
        "reports": bool(public.reports),
        "meetings": bool(public.meetings),
        "updates": bool(public.updates),
        "data": True,
        "unanswered": bool(public.replies) and any(proposal.text for proposal in public.proposals),
    }
    return frozenset(name for name, is_filled in filled.items() if is_filled)
