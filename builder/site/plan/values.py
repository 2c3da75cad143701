"""What a plan is made of, and what it is made from."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from builder.site import routes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from builder.disclosure.public import PublicArchive, PublicReply, TextName
    from builder.site.catalogue import Catalogue, NumberId
    from builder.site.context import SiteContext
    from builder.site.figures.pages import Statistics
    from builder.site.inputs import Inputs, Links
    from builder.site.pairs import Asked


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


def make_page(url: str, kind: str, inputs: Inputs, *digests: str, texts: tuple[TextName | None, ...] = ()) -> Page:
    """Make a page; *digests* stand for all of its inputs."""
    content = "\n".join((url, kind, *digests))
    named = tuple([text for text in texts if text is not None])
    return Page(url, kind, lambda: inputs, hashlib.sha256(content.encode()).hexdigest(), named)


def is_proposal_data(page: Page) -> bool:
    """Tell whether a page is a proposal as data, for which its suggestions are set beside their answers."""
    return page.kind == "data" and routes.is_of_proposal(page.url)


def fetch(pages: Iterable[Page]) -> None:
    """Read what recalled pages are made from, which each process would else do for itself."""
    for page in pages:
        page.give()
