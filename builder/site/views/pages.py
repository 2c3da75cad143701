"""The pages of which a site has one: the front page, the search, and what needs no document."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from builder.site.views.frame import Frame
    from builder.site.views.lists import DirectoryEntry
    from builder.site.views.rows import DocumentRow, MatterRow
    from builder.site.views.values import Figure, Link


class HomeView(NamedTuple):
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


class SearchView(NamedTuple):
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


class GlossaryView(NamedTuple):
    """What the words of the trade mean, all of it from layouts/i18n."""

    frame: Frame


class NotFoundView(NamedTuple):
    """The page for an address that does not exist."""

    frame: Frame


class RedirectView(NamedTuple):
    """An old address: a link, and a refresh to it after no time."""

    frame: Frame
    target: str
    """Ready for `href`."""
