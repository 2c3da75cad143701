"""
Bring before the audit what it judges by: the secrets of the raw archive, and what may be shown of it.

Both are given lazily, and what was gathered once is kept in the private cache under the digests of the files it came
from: after a small edit the bodies of withheld documents are not read again.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from builder.cache import code_version
from builder.disclosure import intake
from builder.disclosure.secrets import may_hold_secrets, public_values, secrets_of
from builder.output.secret import Gathered, Secret, Secrets, digest_of, gather
from builder.output.shown import Shown
from builder.site.plan.sources import sources_of
from builder.site.traditional import SIMPLIFIED, TRADITIONAL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from builder.cache import Cache
    from builder.config import Policy
    from builder.content.model import Document
    from builder.disclosure.public import PublicArchive, TextDigest
    from builder.site.layouts import Layouts
    from builder.site.plan.values import Page, SitePlan


_SITE = Path(__file__).parents[1] / "site"
_WRITERS = (_SITE, *(_SITE / name for name in ("compose", "plan", "views")))
"""The folders of the program that write pages."""
_STRING = re.compile(r'"([^"\n]+)"')
"""A string in the program: what it writes into pages by itself, such as the keys of structured data."""


def secrets(
    documents: Iterable[Document], digests: Mapping[str, str], policy: Policy, content: Path, cache: Cache, shown: Shown
) -> Secrets:
    """
    Give what may not be shown of *documents*.

    Args:
        digests: By path, of the bytes of every document.
        content: The folder from which their bodies are read where they have changed.
    """
    fresh: dict[str, list[Secret]] = {}

    def of(document: Document) -> list[Secret]:
        if document.path in fresh:
            return fresh.pop(document.path)
        head, body = intake.parts_of(content, document.path)
        return list(secrets_of(document, head, body, policy))

    version = f"{code_version()} {policy!r}"
    known: Mapping[str, tuple[str, str]] = cache.value("secret-digests", version) or {}
    found: dict[str, tuple[str, str]] = {}
    holding: list[Document] = []
    for document in documents:
        if may_hold_secrets(document, policy):
            source = digests[document.path]
            held = known.get(document.path, ("", ""))
            if held[0] != source:
                fresh[document.path] = of(document)
                held = source, digest_of(fresh[document.path])
            found[document.path] = held
            if found[document.path][1]:
                holding.append(document)
    if found != known:
        cache.keep("secret-digests", version, found)
    sources = sha256("".join(f"{d.path}\n{found[d.path][0]}\n" for d in holding).encode()).hexdigest()

    def gathered() -> Gathered:
        got: Gathered | None = cache.value("secrets", f"{version} {sources}")
        if got is None:
            got = gather(secret for document in holding for secret in of(document))
            cache.keep("secrets", f"{version} {sources}", got)
        return got

    name = sha256("".join(sorted({found[document.path][1] for document in holding})).encode()).hexdigest()
    return Secrets(name, gathered, shown)


def shown(public: Callable[[], PublicArchive], plan: SitePlan, design: Layouts, texts: intake.ReleasedTexts) -> Shown:
    """Give what may be shown: public records, addresses, the program's own strings, and the released texts."""
    places: dict[str, Page] = {}

    @lru_cache(maxsize=2)
    def near(place: str) -> tuple[TextDigest, ...]:
        if not places:
            places.update((name, page) for page in plan.pages if page.texts for name in (page.url, page.path))
        page = places.get(place)
        return tuple(name for path in (sources_of(page) if page else ()) for name in texts.of(path))

    def values() -> Iterator[str]:
        base = (plan.context.site.base_url or "").rstrip("/")
        addresses = [*(page.url for page in plan.pages), *(copy.url for copy in plan.copies)]
        whole = (f"{base}{address}" for address in addresses)
        return chain(public_values(public()), whole, (part for address in addresses for part in address.split("/")))

    def layouts() -> Iterator[str]:
        files = chain(design.files.values(), *design.words.values())
        program = [path.read_text(encoding="utf-8") for folder in _WRITERS for path in sorted(folder.glob("*.py"))]
        strings = ("\n".join(_STRING.findall(source)) for source in program)
        return chain((data.decode() for data in files), program, strings, (TRADITIONAL, SIMPLIFIED))

    return Shown(values, layouts, texts.digests, texts.read, near)
