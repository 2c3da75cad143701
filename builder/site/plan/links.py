"""Find what the links inside texts lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.site import commitments, references, routes
from builder.site.opendata import files
from builder.site.pairs import Asked
from builder.site.plan.lists import SECTION_OF_KIND

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from builder.disclosure.public import (
        PublicArchive,
        PublicMeeting,
        PublicPage,
        PublicProposal,
        PublicReply,
        PublicReport,
        PublicUpdate,
    )
    from builder.site.catalogue import Catalogue, NumberId
    from builder.site.inputs import Links


def targets_of(public: PublicArchive, catalogue: Catalogue) -> references.Targets:
    """Gather what links inside texts may lead to."""
    documents = {entry.path: entry.address for entry in catalogue.entries}
    documents |= {page.path: routes.standing(page.name) for page in public.pages}
    sections = {SECTION_OF_KIND[kind] for kind, _, _ in catalogue.shelves if kind in SECTION_OF_KIND}
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
        *[routes.attachment(file.path) for document in every_document(public) for file in document.attachments],
    ]
    return references.targets(addresses, documents, catalogue.numbers)


def links_of(
    public: PublicArchive, known: references.Targets
) -> tuple[Mapping[str, Links], tuple[tuple[str, str], ...]]:
    """Resolve every link of every text: what they become, and those that become plain text."""
    links: dict[str, Links] = {}
    dead: list[tuple[str, str]] = []
    for document in every_document(public):
        if document.references:
            found = [(target, references.resolve(target, document.path, known)) for target in document.references]
            links[document.path] = tuple((target, link) for target, link in found if link is not None)
            dead += [(document.path, target) for target, link in found if link is None]
    return links, tuple(dead)


def asked_of(public: PublicArchive) -> Mapping[NumberId, Asked]:
    """Gather what every proposal says of itself."""
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


def every_document(
    public: PublicArchive,
) -> Iterator[PublicProposal | PublicReply | PublicReport | PublicMeeting | PublicUpdate | PublicPage]:
    """Give every public document that has a text."""
    yield from public.proposals
    yield from public.replies
    yield from public.reports
    yield from public.meetings
    yield from public.updates
    yield from public.pages
