"""What stands around the content of every page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from builder.site.views.values import Facts, Link, Words


class Crumb(NamedTuple):
    """One step of the breadcrumb; the last one, the page itself, has no address."""

    label: Words
    address: str | None


class MetaTag(NamedTuple):
    """A `<meta name content>` of the set that government sites carry; only what is known is there."""

    name: str
    content: Words


class SiteView(NamedTuple):
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
    domain: str | None
    """The name of the host, where the site has an address."""
    sections: tuple[str, ...]
    """
    The sections of the menu that hold something, in its order: of `years`, `departments`, `sessions`, `results`,
    `topics`, `statistics`, `unanswered`, `commitments`; the text is `section.{name}`, the address `/{name}/`.
    """
    more: tuple[str, ...]
    """The other sections that hold something: of `proposers`, `reports`, `meetings`, `updates`."""
    pages: tuple[Link, ...]
    """The standing pages, by address."""


class Frame(NamedTuple):
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
    """Of the column and the article; those of the site are the same on every page."""
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
