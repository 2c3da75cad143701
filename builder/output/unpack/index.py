"""Read the files of the search index, Pagefind's."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from builder.output.plain import APART, BLOCK, foreign
from builder.output.unpack.containers import inflated
from builder.output.unpack.parts import Stop, Text
from builder.output.unpack.records import strings_of
from builder.site.shadow import original

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.output.unpack.parts import Found, Part


_DECLARED = b"pagefind_dcd"
_LONG_RUN = re.compile("[\u3400-\u9fff]{4,}")


def read_index(part: Part) -> Iterator[Found]:
    """Read a file of the search index: gzip, a mark, then JSON (a page's text) or CBOR (words, filters, sort keys)."""
    data = b"".join(inflated(part))
    data = data.removeprefix(_DECLARED)
    if data.startswith(b"{"):
        yield from _fragment(part, data)
        return
    words = list(_strings_of_cbor(data))
    if part.name.endswith(".pf_index"):
        # A pair of characters in the vocabulary may come from two sides of a comma.  The text is in the fragments.
        words = [word for word in words if len(word) > 2]
    yield Text(part.where, BLOCK.join(words))


def _fragment(part: Part, data: bytes) -> Iterator[Found]:
    """Yield a page's text as it was, its passages apart, and whatever in it is not made of tokens."""
    import json

    try:
        page = json.loads(data)
        content = str(page.pop("content", ""))
        # The index knows a page by its date, then its address (`shadow.shadow_name`).
        address = f"/{str(page.get('url', '')).lstrip('/').partition('/')[2]}"
        titles = [str(value) for value in page.pop("meta", {}).values()]
        cuts = [int(anchor["location"]) for anchor in page.get("anchors", ())]
    except (ValueError, AttributeError, KeyError, TypeError) as error:
        raise Stop("A005") from error
    tokens = content.split()
    passages = (original(" ".join(tokens[a:b])) for a, b in pairwise([0, *sorted(cuts), len(tokens)]))
    yield Text(part.where, BLOCK.join(passages), "text", address)
    rest = (*map(original, titles), *_LONG_RUN.findall(" ".join((content, *titles))), *strings_of(page))
    yield Text(part.where, APART.join(rest), "text", address)


def _strings_of_cbor(data: bytes) -> Iterator[str]:
    """
    Yield the text strings of CBOR (RFC 8949), in order.

    Only heads are followed: an array, map or tag is its head and then its items, so no nesting needs to be kept.
    """
    at, size = 0, len(data)
    while at < size:
        major, extra = data[at] >> 5, data[at] & 31
        at += 1
        width = 1 << (extra - 24) if 24 <= extra <= 27 else 0  # the lengths of the argument
        argument = int.from_bytes(data[at : at + width], "big") if width else extra
        at += width
        if major in (2, 3) and extra != 31:  # byte and text strings; 31 opens one in parts
            yield foreign(data[at : at + argument].decode("utf-8", "replace"))
            at += argument
