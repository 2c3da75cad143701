"""What the functions that make views work with."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from builder.disclosure.public import TextName
    from builder.site.catalogue import Line
    from builder.site.context import SiteContext
    from builder.site.courtesies import Told
    from builder.site.inputs import Links, ProposalInputs
    from builder.site.points.beside import Points
    from builder.site.views import Letter, Row


class Desk(NamedTuple):
    """What a view function works with, besides its page's inputs."""

    context: SiteContext
    letter: Callable[[TextName, Links, str, Told | None], Letter]
    """Typesets a text, with its links, what begins its anchors, and, for a reply, what the page's head says."""
    row: Callable[[Line], Row]
    """Makes the row of a line."""
    points: Callable[[ProposalInputs], Points]
    """Sets the suggestions of a proposal beside their answers."""
