"""Turn a source into records: cut it into pieces, leave out the page around them, part it, read each part."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from builder.content.printed import people
from builder.content.printed.folding import HAN, closed, folded, squeezed
from builder.importing import furniture, labels, letters, outcomes, papers, parts, restrictions, titles
from builder.importing.markdown import plain
from builder.importing.pieces import Dropped, Piece, pieces_of
from builder.importing.records import LIKELY, Record, Value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.importing.parts import Part
    from builder.importing.restrictions import Restriction
    from builder.importing.text import Source


def records_of(source: Source) -> list[Record]:
    """Read every document of a source; one that is none of ours is a record of type `none`."""
    pieces, dropped = pieces_of(source)
    pieces = _with_whole_greetings(_without_furniture(pieces, dropped))
    restricted = restrictions.found_in(source, (item.line for item in dropped if item.reason == "web"))
    found: list[Record] = []
    found_parts = parts.parts_of(pieces)
    for order, part in enumerate(found_parts):
        reach = _restricted_by(restricted, pieces, found_parts, order)
        found += [_with_restrictions(record, reach) for record in _read(source.name, pieces, part)]
    if not found:
        found = [Record(source=source.name, line=1, type="none", reasons=("nothing",))]
    found = [_examined(record) for record in _without_scraps(found)]
    found[0] = replace(found[0], dropped=(*dropped, *found[0].dropped))
    return _completed(found)


def _restricted_by(
    found: Sequence[Restriction], pieces: Sequence[Piece], found_parts: Sequence[Part], order: int
) -> list[Restriction]:
    """
    Give what may restrict one document of a file.

    Those are its own lines, lines that are of no document (page headers, scraps), and what stands between it and the text of
    the next one, since an attribute there may be of either.
    """
    part = found_parts[order]
    own = {piece.line for other in found_parts if other.type != "none" for piece in pieces[other.start : other.end]}
    next_text = found_parts[order + 1].text if order + 1 < len(found_parts) else len(pieces)
    reach = {piece.line for piece in pieces[part.start : next_text]}
    return [item for item in found if item.line in reach or item.line not in own]


def _with_restrictions(record: Record, reach: Sequence[Restriction]) -> Record:
    found = restrictions.besides(reach, record.get("disclosure") or ())
    record = replace(record, restrictions=found)
    for item in found if record.type != "none" else ():
        record = record.with_doubt("I127", item.line, "disclosure", found=item.text)
    return record


def _without_furniture(pieces: Sequence[Piece], dropped: list[Dropped]) -> list[Piece]:
    """Leave out what the page puts around its texts; a file may hold several pages, each with its own."""
    kept: list[Piece] = []
    in_footer = is_below = False
    for place, piece in enumerate(pieces):
        starts_anew = _starts_anew(piece)
        is_below = not starts_anew and (
            is_below or (place > len(pieces) // 3 and furniture.starts_neighbours(piece.fold))
        )
        if furniture.is_footer(piece.fold):
            in_footer = True
            while kept and furniture.starts_footer(kept[-1].fold):
                dropped.append(Dropped(kept[-1].line, kept.pop().text, "web"))
        else:
            in_footer = in_footer and not starts_anew and furniture.can_follow_footer(piece.fold)
        if furniture.is_page_number(piece.fold):
            dropped.append(Dropped(piece.line, piece.text, "page-number"))
        elif in_footer or is_below or furniture.is_furniture(piece.fold):
            dropped.append(Dropped(piece.line, piece.text, "web"))
        else:
            kept.append(piece)
    return kept


_NAMES_ALONE = re.compile(rf"^(?:尊敬的)?(?:[{HAN}]{{2,4}}[、, ]\s*){{1,12}}$")


def _with_whole_greetings(pieces: Sequence[Piece]) -> list[Piece]:
    """Put a greeting together whose names go over two lines."""
    found: list[Piece] = []
    for piece in pieces:
        joined = found[-1].text + piece.text if found and _NAMES_ALONE.match(found[-1].fold) else ""
        if joined and people.greeted(joined):
            found[-1] = found[-1]._replace(text=joined, fold=folded(joined))
        else:
            found.append(piece)
    return found


def _starts_anew(piece: Piece) -> bool:
    """Tell whether a line begins something: a title, a greeting, the way to a page, a label of a head."""
    return (
        titles.is_reply_title(folded(closed(piece.text)))
        or titles.is_proposal_title(piece.fold)
        or people.greeted(piece.text) is not None
        or bool(re.match(r"(?:您)?(?:当前|现在)?的?位置", piece.fold))
        or bool(labels.attributes(piece.text) or labels.doc_numbers(piece.text))
    )


def _read(name: str, pieces: Sequence[Piece], part: Part) -> list[Record]:
    if part.type == "reply":
        return [letters.read(name, pieces, part)]
    if part.type == "proposal":
        return [papers.proposal(name, pieces, part)]
    if part.type == "report":
        return [papers.report(name, pieces, part)]
    if part.type == "meeting":
        return [papers.meeting(name, pieces, part)]
    if part.type == "update":
        return papers.articles(name, pieces, part)
    run = pieces[part.start : part.end]
    left_out = tuple(Dropped(piece.line, piece.text, "not-a-record") for piece in run)
    return [Record(source=name, line=run[0].line, type="none", reasons=part.reasons, dropped=left_out)]


def _examined(record: Record) -> Record:
    """Note what a person has to decide: attributes that are unknown or differ, letters for results, mobile numbers."""
    printed = record.fields.get("disclosure")
    forms = {outcomes.disclosure_of((word,))[1] for word in printed.value} if printed else set()
    if printed and outcomes.UNKNOWN in forms:
        record = record.with_doubt("I112", printed.line, "disclosure")
    elif printed and len(forms) > 1:
        record = record.with_doubt("I113", printed.line, "disclosure")
    result = record.fields.get("result")
    if result and outcomes.result_of(result.value) == outcomes.LETTER_ONLY:
        record = record.with_doubt("I114", result.line, "result")
    if record.mobiles:
        record = record.with_doubt("I115", record.line, None, count=len(record.mobiles))
    if record.type == "reply" and not record.get("title"):
        record = record.with_doubt("I101", record.line, "title")
    if record.type == "update" and not record.get("date"):
        record = record.with_doubt("I122", record.line, "date")
    return record


def _without_scraps(found: list[Record]) -> list[Record]:
    """List what a few lines beside a document hold with their neighbour: they are no document of their own."""
    kept = [record for record in found if record.type != "none"]
    if not kept:
        return (
            found[:1]
            if len(found) == 1
            else [replace(found[0], dropped=tuple(item for record in found for item in record.dropped))]
        )
    scraps = [item._replace(reason="unplaced") for record in found if record.type == "none" for item in record.dropped]
    if scraps:
        first = kept[0].with_doubt("I119", scraps[0].line, count=len(scraps))
        kept[0] = replace(first, dropped=(*first.dropped, *scraps))
    return kept


# --- documents of one file complete each other ------------------------------------------------------------------
def _completed(found: list[Record]) -> list[Record]:
    """Let a bundle's parts tell each other what only one of them says: session, proposers, unit."""
    replies = {_key(record): record for record in found if record.type == "reply" and record.get("numbers")}
    report = next((record for record in found if record.type == "report" and record.get("unit")), None)
    lone = [record for record in found if record.type == "reply"]
    return [_complete(record, replies, report, lone) for record in found]


def _key(record: Record) -> str:
    return str(record.get("numbers")[0]).lstrip("0")


def _complete(record: Record, replies: dict[str, Record], report: Record | None, lone: list[Record]) -> Record:
    if record.type == "reply" and record.get("department") is None and report:
        unit = report.fields["unit"]
        record = record.with_field("department", unit._replace(confidence=LIKELY))
        record = replace(record, doubts=tuple(item for item in record.doubts if item.code != "I107"))
        return record.with_doubt("I120", record.line, "department", found=unit.value)
    if record.type != "proposal":
        return record
    reply = replies.get(_key(record)) if record.get("numbers") else (lone[0] if len(lone) == 1 else None)
    if reply is None:
        return record
    for name in ("session", "numbers"):
        if name == "numbers" and not _quotes(reply, record):
            continue
        if record.get(name) is None and reply.get(name) is not None:
            value: Value = reply.fields[name]
            record = record.with_field(name, value._replace(confidence=LIKELY))
    if record.get("proposers") is None and reply.get("proposers") is not None and reply.get("proposers").names:
        record = record.with_field("proposers", reply.fields["proposers"]._replace(confidence=LIKELY))
        record = record.with_doubt("I121", record.line, "proposers")
    if not record.kind or (
        reply.kind and record.fields["session"].confidence == LIKELY if record.get("session") else False
    ):
        record = replace(record, kind=reply.kind or record.kind)
    return record


def _quotes(reply: Record, proposal: Record) -> bool:
    """Tell whether a reply names the proposal beside it by its title."""
    title = squeezed(folded(proposal.get("title") or ""))
    return bool(title) and title in squeezed(folded("".join(reply.body[:4]) + (reply.get("title") or "")))


# --- nothing is lost --------------------------------------------------------------------------------------------


def lost(source: Source, found: Sequence[Record]) -> dict[str, int]:
    """
    Count the characters of a source that are in no draft and in no list of what was dropped; empty if all are there.

    A field keeps the words it was read from; text counts without white space, Markdown's marks and escapes.
    """
    counts: dict[str, int] = {}

    def count(text: str, by: int) -> None:
        for sign in squeezed(text):
            counts[sign] = counts.get(sign, 0) + by

    for line in source.lines:
        count(line.text, 1)
    for record in found:
        for item in record.dropped:
            count(item.text, -1)
        for block in record.body:
            count(plain(block), -1)
        for words in record.head:
            count(words, -1)
    return {sign: number for sign, number in counts.items() if number > 0}
