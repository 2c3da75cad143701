"""Say which files make an address, or what a file makes and why something of it is not public."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from builder.cache import Cache
from builder.content.model import place_of
from builder.phrases import say
from builder.pipeline.planning import plan_site
from builder.pipeline.reading import examine
from builder.site.plan.sources import sources_of

if TYPE_CHECKING:
    from builder.disclosure.gate import Decision
    from builder.pipeline.run import Options, Paths, Report


def explain(what: str, paths: Paths, options: Options, report: Report, language: str) -> tuple[list[str], bool]:
    """Explain an address of the site or a content file, in lines, and tell whether it is known at all."""
    examined = examine(paths, options, report, Cache(paths.cache, paths.content))
    plan = plan_site(examined, paths.content, report)
    made = {page.url: sources_of(page) for page in plan.pages}
    made |= {copy.url: (copy.source,) for copy in plan.copies}
    path = _content_path(what, paths)
    decisions = {decision.document.path: decision for decision in examined.ledger}
    if path in decisions:
        return _of_file(decisions[path], made, language), True
    address = _address(what, made, examined.public.site.base_url)
    if address is None:
        return [say("explain.unknown", language, what=what)], False
    lines = [say("explain.made-by", language, address=address)]
    lines += [f"  {source}" for source in made[address]] or [f"  {say('explain.furniture', language)}"]
    return lines, True


def _content_path(what: str, paths: Paths) -> str:
    """Read a path as given, or as one below the content folder."""
    if os.path.isfile(what):  # noqa: PTH113 - a word of the command line, no Path yet
        return os.path.relpath(os.path.realpath(what), os.path.realpath(paths.content)).replace(os.sep, "/")
    return what.strip("/")


def _address(what: str, made: dict[str, tuple[str, ...]], base_url: str | None) -> str | None:
    """Find the address that is meant: with or without the site's own, the slashes, percent signs and index.html."""
    from urllib.parse import unquote

    bare = unquote(what.removeprefix(base_url) if base_url else what).removesuffix("index.html").strip("/")
    candidates = (f"/{bare}/", f"/{bare}", "/" if not bare else f"/{bare}")
    return next((address for address in candidates if address in made), None)


def _of_file(decision: Decision, made: dict[str, tuple[str, ...]], language: str) -> list[str]:
    document = decision.document
    line, state = place_of(document, "disclosure").line, document.attribute.state.value
    lines = [
        f"{document.path}: " + say("explain.attribute", language, line=line, state=state),
        say(f"explain.{decision.shown}", language),
    ]
    addresses = [address for address, sources in made.items() if document.path in sources]
    if addresses and decision.shown == "page":
        lines.append(say("explain.makes", language, path=document.path))
        lines += [f"  {address}" for address in sorted(addresses)]
    return lines
