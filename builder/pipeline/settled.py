"""Tell whether a build would come to what the last one came to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from builder.cache import code_version
from builder.content import sources

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from builder.cache import Cache
    from builder.diagnostics import Diagnostic
    from builder.output.staging import Stage
    from builder.pipeline.run import BuildResult, Options
    from builder.site import layouts


class Settled(NamedTuple):
    """What a build would come to that has the same inputs as the last one, and finds its output as that one left it."""

    result: BuildResult
    diagnostics: tuple[Diagnostic, ...]
    attached: Mapping[str, str]
    """The attachments that were named, with their digests."""


def name_of_inputs(listing: sources.Listing, design: layouts.Layouts, options: Options) -> str:
    """Name everything that a build is made from, but for attachments, which only reading the documents tells."""
    chosen = (options.as_of, options.search, options.data, options.index_later)
    return sources.digest_of(
        repr((code_version(), listing.sources, listing.problems, design.digest(), chosen)).encode()
    )


def recall_settled(inputs: str, stage: Stage, cache: Cache, content: Path) -> Settled | None:
    """Tell what came of the same inputs, if the output is as that build left it and the attachments are the same."""
    kept: Settled | None = cache.value("settled", inputs)
    if kept is None or stage.previous.extra.get("inputs") != inputs or not stage.is_intact:
        return None
    return kept if are_unchanged(kept.attached, cache, content) else None


def are_unchanged(attached: Mapping[str, str], cache: Cache, content: Path) -> bool:
    """Tell whether attachments still have these digests, as far as the file system can say."""
    known = cache.stats("attachments")
    return all(sources.is_unchanged(content, path, digest, known) for path, digest in attached.items())
