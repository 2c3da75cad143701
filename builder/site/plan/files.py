"""Plan the files that are copied, and find addresses that cannot stand beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.site import routes
from builder.site.plan.links import every_document
from builder.site.plan.sources import sources_of
from builder.site.plan.values import Collision, Copy, Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from builder.disclosure.public import PublicArchive, PublicAttachment


_SEARCH_INDEX = Copy("/pagefind/", "", "")


def copies_of(public: PublicArchive) -> tuple[Copy, ...]:
    """Plan the attachments, which are copied byte for byte."""
    files: dict[str, PublicAttachment] = {}
    for document in every_document(public):
        files.update((file.path, file) for file in document.attachments)
    return tuple(
        Copy(routes.attachment(file.path), f"attachments/{file.path}", file.digest) for _, file in sorted(files.items())
    )


def collisions_of(pages: Iterable[Page], copies: Iterable[Copy]) -> Iterator[Collision]:
    """
    Find addresses that cannot stand beside each other.

    Compared as a file system compares that knows no case.  A name that is a file here and a folder there, and
    anything inside the folder of the search index, cannot be written either.
    """
    items: list[Page | Copy] = [*pages, *copies]
    files: dict[str, Page | Copy] = {"pagefind": _SEARCH_INDEX}
    folders: dict[str, Page | Copy] = {}
    for item in items:
        key = routes.clash_key(item.url)
        holder = files.setdefault(key, item)
        if holder is not item and not (_is_data(item) and _is_data(holder)):  # their pages clash, which says it all
            yield Collision(item.url, holder.url, _behind(item, holder))
        folders.setdefault(key.rpartition("/")[0], item)
    for folder, item in folders.items():
        for name in _with_parents(folder):
            if name in files:
                yield Collision(item.url, files[name].url, _behind(item, files[name]))


def _is_data(item: Page | Copy) -> bool:
    return isinstance(item, Page) and item.kind == "data"


def _with_parents(folder: str) -> Iterator[str]:
    """Name a folder and every folder that it lies in."""
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]


def _behind(*items: Page | Copy) -> tuple[str, ...]:
    return tuple(path for item in items if isinstance(item, Page) for path in sources_of(item))
