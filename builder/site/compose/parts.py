"""Make the parts of views that several kinds of documents have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.site import routes, views
from builder.site.views import Crumb, Link, Words

if TYPE_CHECKING:
    from builder.disclosure.public import DepartmentSlug, PublicAttachment, TextName
    from builder.site.compose.desk import Desk
    from builder.site.courtesies import Told
    from builder.site.inputs import Links
    from builder.site.views import Letter, Unit


def letter_of(
    text: TextName | None, links: Links, desk: Desk, prefix: str = "", told: Told | None = None
) -> Letter | None:
    """Typeset a text, where there is one."""
    return desk.letter(text, links, prefix, told) if text else None


def units_of(slugs: tuple[DepartmentSlug, ...], desk: Desk) -> tuple[Unit, ...]:
    """Give units as links."""
    return tuple([desk.context.units[slug] for slug in slugs])


def topics_of(names: tuple[str, ...]) -> tuple[Link, ...]:
    """Give topics as links."""
    return tuple([Link(name, routes.topic(name)) for name in names])


def attachments_of(files: tuple[PublicAttachment, ...]) -> tuple[views.Attachment, ...]:
    """Give files to download."""
    return tuple([_attachment(file) for file in files])


def section_step(name: str) -> Crumb:
    """Give the step of the breadcrumb for a section."""
    return Crumb(Words(f"section.{name}"), routes.section(name))


def _attachment(file: PublicAttachment) -> views.Attachment:
    name = file.path.rpartition("/")[2]
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    return views.Attachment(file.name, routes.attachment(file.path), extension, file.size)
