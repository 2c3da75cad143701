"""
Read a reply: its head, its greeting and first sentence, its text, and what stands under it.

A letter is taken apart once; then each field is read by a function of its own, from whatever parts may state it.  What
is doubtful is noted beside the field, never decided here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from builder.content.printed import dates, numbers, people, sessions
from builder.content.printed.folding import folded, squeezed
from builder.importing import closings, figures, heads, labels, markdown, openings, paragraphs, pledges, titles
from builder.importing.pieces import Dropped, Piece
from builder.importing.records import DOUBTFUL, LIKELY, SURE, Record, Value, doubt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from builder.diagnostics import Diagnostic
    from builder.importing.closings import Closing
    from builder.importing.heads import Head, Titled
    from builder.importing.paragraphs import Paragraph
    from builder.importing.parts import Part

_Doubt: TypeAlias = "Callable[..., None]"
"""Notes a doubt: its code, its line, the field it is about."""


class _Letter(NamedTuple):
    """A letter taken apart."""

    head: Head
    titled: Titled
    greeting: people.Addressees | None
    """Whom it answers; `None` where it greets nobody, or a unit that asked for nothing."""
    greeted: Piece
    opening: Paragraph
    """The paragraph with the first sentence."""
    text: tuple[Piece, ...]
    """From the greeting to the date."""
    paragraphs: tuple[Paragraph, ...]
    closing: Closing
    tail: dict[str, list[Value]]
    """What labels under the letter state."""
    tail_words: tuple[str, ...]
    below: tuple[Piece, ...]
    """Lines under the date: contacts, copies, imprint; a contact above the text too."""

    @property
    def title(self) -> Value | None:
        """The letter's own title."""
        return self.titled.title

    def stated(self, name: str) -> list[Value]:
        """Give every statement of a field behind a label, above or under the letter."""
        return [*self.head.all(name), *self.tail.get(name, ())]


_Reader: TypeAlias = "Callable[[_Letter, _Doubt], Iterator[tuple[str, Value]]]"
"""Reads one field, or a few that belong together."""


def read(source: str, pieces: Sequence[Piece], part: Part) -> Record:
    """Read one letter."""
    letter = _taken_apart(pieces, part)
    doubts: list[Diagnostic] = []

    def note(code: str, line: int, name: str | None = None, **values: object) -> None:
        doubts.append(doubt(source, code, line, name, **values))

    fields = dict(found for reader in _FIELDS for found in reader(letter, note))
    for piece in letter.titled.unplaced:
        note("I116", piece.line)
    title = fields["title"].raw if "title" in fields else ""
    unused = letter.head.unused(_USED, title)
    for value in unused:
        note("I116", value.line)
    loose = tuple(piece for piece in letter.below if not _is_of_the_office(piece))
    if sum(len(piece.fold) for piece in loose) > _LONGEST_SCRAP:
        note("I119", loose[0].line, count=len(loose))
    return Record(
        source=source,
        line=pieces[part.start].line,
        type="reply",
        reasons=part.reasons,
        kind=_kind(letter, fields.get("session")),
        fields=fields,
        head=(*letter.head.words, *letter.titled.words, *letter.tail_words),
        body=markdown.blocks(letter.paragraphs),
        pledges=pledges.find(letter.paragraphs, letter.text),
        mobiles=closings.mobiles([piece.text for piece in pieces[part.start : part.end]]),
        dropped=(
            *letter.head.dropped,
            *letter.titled.dropped,
            *(Dropped(piece.line, piece.text, "unplaced" if piece in loose else "imprint") for piece in letter.below),
            *(Dropped(value.line, value.raw, "unplaced") for value in unused),
            *(Dropped(piece.line, piece.text, "unplaced") for piece in letter.titled.unplaced),
        ),
        doubts=tuple(doubts),
    )


# Statements above a letter that fields are made from, or that a web page makes about itself.
_USED = heads.OF_THE_PAGE | {
    "number",
    "proposers",
    "department",
    "consulted",
    "replied",
    "session_label",
    "satisfaction",
    "disclosure",
    "result",
    "signer",
    "doc_number",
}
_LONGEST_SCRAP = 30


def _is_of_the_office(piece: Piece) -> bool:
    """Tell whether a line below the date is a contact, an imprint or a signature, as nearly all are."""
    return (
        closings.is_contact(piece.fold)
        or closings.is_imprint(piece.fold)
        or people.is_unit_name(piece.text)
        or dates.on_a_line(piece.text) is not None
    )


def _taken_apart(pieces: Sequence[Piece], part: Part) -> _Letter:
    head = heads.read(pieces[part.start : part.text])
    titled = heads.titled(head.rest)
    contacts = [piece for piece in titled.unplaced if closings.is_contact(piece.fold)]
    titled = titled._replace(unplaced=tuple(piece for piece in titled.unplaced if piece not in contacts))
    run = pieces[part.text : part.end]
    tail, tail_places = _tail(run)
    kept = [piece for place, piece in enumerate(run) if place not in tail_places]
    closing = closings.read(kept, 0)
    # Above the date only what is surely no text is left out; a form for the member's opinion may stand there.
    is_out = [place >= closing.end or (not closing.signed and place in closing.imprint) for place in range(len(kept))]
    text = tuple(piece for piece, out in zip(kept, is_out, strict=True) if not out)
    whole = tuple(paragraphs.joined(text))
    opening = _opening_of(whole)
    greeting = people.greeted(text[0].text)
    if greeting and (greeting.is_unit or (greeting.is_collective and _is_opinion(titled.title, opening))):
        # A co-handler writes to the lead unit, and names the member in its first sentence.
        greeting = people.named_in(opening.text)
    return _Letter(
        head=head,
        titled=titled,
        greeting=greeting,
        greeted=text[0],
        opening=opening,
        text=text,
        paragraphs=whole,
        closing=closing,
        tail=tail,
        tail_words=tuple(run[place].text for place in sorted(tail_places)),
        below=(*(piece for piece, out in zip(kept, is_out, strict=True) if out), *contacts),
    )


def _opening_of(whole: Sequence[Paragraph]) -> Paragraph:
    """Find the first sentence of a letter among its first paragraphs."""
    found = (paragraph for paragraph in whole[:5] if openings.is_opening(folded(paragraph.text)))
    return next(found, whole[min(1, len(whole) - 1)])


def _is_opinion(title: Value | None, opening: Paragraph) -> bool:
    """Tell whether a letter is the opinion of a co-handler."""
    has_role = title is not None and bool(titles.role_in(title.value))
    return has_role or re.search("(?:会办|协办)(?:的)?意见", folded(opening.text)) is not None


_TAIL_LINES = 14
_LONGEST_TAIL_LINE = 60


def _tail(run: Sequence[Piece]) -> tuple[dict[str, list[Value]], frozenset[int]]:
    """Read attributes and labelled results that stand by themselves under the letter."""
    values: dict[str, list[Value]] = {}
    places: set[int] = set()
    for place in range(max(1, len(run) - _TAIL_LINES), len(run)):
        piece = run[place]
        if len(piece.fold) > _LONGEST_TAIL_LINE:
            continue
        found = [*labels.attributes(piece.text), *(item for item in labels.results(piece.text) if ":" in piece.fold)]
        is_whole = bool(found) and not re.sub(r"[\W_]", "", labels.remainder(piece.text, found))
        if is_whole:
            places.add(place)
        if is_whole or dates.on_a_line(piece.text):
            for item in found:
                heads.add(values, item.field, Value(item.value, piece.text[item.start : item.end].strip(), piece.line))
    return values, frozenset(places)


# --- fields -----------------------------------------------------------------------------------------------------
def _title(letter: _Letter, note: _Doubt) -> Iterator[tuple[str, Value]]:
    if letter.title:
        yield "title", letter.title
        if letter.titled.is_topic:
            note("I102", letter.title.line, "title")
    if letter.title and titles.is_second_reply(letter.title.value):
        yield "second_reply", letter.title._replace(value=True)
    elif _SECOND_REPLY.search(folded(letter.opening.text)):
        yield "second_reply", Value(True, letter.opening.text, letter.opening.line, LIKELY)  # noqa: FBT003


_SECOND_REPLY = re.compile("(?:再次|重新|二次)(?:作出|进行)?答复")


def _proposers(letter: _Letter, note: _Doubt) -> Iterator[tuple[str, Value]]:
    del note
    stated = letter.head.first("proposers")
    named = people.proposers(stated.value) if stated else None
    if letter.greeting:
        yield "proposers", Value(letter.greeting, letter.greeted.text, letter.greeted.line)
    elif stated and named:
        yield "proposers", stated._replace(value=people.Addressees(named.names, named.is_collective, named.others, ""))


def _session(letter: _Letter, note: _Doubt) -> Iterator[tuple[str, Value]]:
    opening = Value(letter.opening.text, letter.opening.text, letter.opening.line)
    own = [source for source in (letter.title, opening) if source]
    sources = [*own, *letter.head.all("session_label"), *letter.head.all("listed_title")]
    named = [(session, source) for source in sources if (session := sessions.find(source.value))]
    if not named:
        note("I103", letter.opening.line, "session")
        return
    first = named[0][0]
    same = [item for item in named if (item[0].term, item[0].meeting) == (first.term, first.meeting)]
    best, place = max(same, key=lambda item: (bool(item[0].kind), len(item[0].body)))
    yield "session", Value(best, best.raw, place.line, SURE if best.kind else DOUBTFUL)
    if any(item not in same for item in named if item[1] in own):
        note("I104", place.line, "session")


_NUMBER_WITHIN = 300


def _numbers(letter: _Letter, note: _Doubt) -> Iterator[tuple[str, Value]]:
    in_title = numbers.find(letter.title.value) if letter.title else None
    in_opening = numbers.find(letter.opening.text[:_NUMBER_WITHIN])
    labelled = [(numbers.after_a_label(value.value), value) for value in letter.head.all("number")]
    found = [
        *([Value(in_title.values, in_title.raw, letter.title.line)] if in_title and letter.title else ()),
        *([letter.titled.numbers] if letter.titled.numbers else ()),
        *([Value(in_opening.values, in_opening.raw, letter.opening.line)] if in_opening else ()),
        *(Value(read.values, value.raw, value.line) for read, value in labelled if read),
    ]
    if not found:
        note("I105", letter.opening.line, "numbers")
        return
    best = max(found, key=lambda value: (len(value.value), -found.index(value)))
    keys = set(map(_key, best.value))
    agree = all(set(map(_key, other.value)) <= keys for other in found)
    yield "numbers", best if agree else best._replace(confidence=DOUBTFUL)
    if not agree:
        note("I106", best.line, "numbers")


def _key(number: str) -> str:
    return squeezed(folded(number)).upper().lstrip("0")


def _department(letter: _Letter, note: _Doubt) -> Iterator[tuple[str, Value]]:
    """Take the unit that signs, in the fullest form that the letter prints of its name."""
    closing, title = letter.closing, letter.title
    in_title = people.unit_in_title(title.value) if title else ""
    firm = [
        *(Value(unit, unit, closing.units_line) for unit in closing.units[:1]),
        *([Value(in_title, in_title, title.line)] if title and in_title else ()),
        *letter.titled.units,
        *(value._replace(value=squeezed(value.value)) for value in letter.head.all("department")),
    ]
    contact = _contact_of(letter, "")
    weak = [
        *([Value(contact.unit, contact.unit, contact.line, LIKELY)] if contact else ()),
        *(value._replace(value=squeezed(value.value), confidence=LIKELY) for value in letter.head.all("publisher")),
    ]
    candidates = [*firm, *(value for value in weak if people.is_unit_name(value.value))]
    if not candidates:
        note("I107", letter.greeted.line, "department")
        return
    chosen = fullest(candidates)
    is_certain = bool(firm) and all(agrees(chosen.value, other.value) for other in firm)
    yield "department", chosen if is_certain else chosen._replace(confidence=DOUBTFUL)
    if not is_certain:
        note("I108", chosen.line, "department", found=chosen.value)
    if len(closing.units) > 1:
        note("I109", closing.units_line, "department", count=len(closing.units))


def fullest(candidates: Sequence[Value]) -> Value:
    """Take the first name of a unit, in the fullest form that any other gives of it."""
    chosen = candidates[0]
    for other in candidates:
        if agrees(chosen.value, other.value) and len(other.value) > len(chosen.value):
            chosen = other
    return chosen


def agrees(one: str, other: str) -> bool:
    """Tell whether one of two names can be a shorter form of the other: 市民政局, 澜川市民政局."""
    short, long = sorted((squeezed(folded(one)), squeezed(folded(other))), key=len)
    rest = iter(long)
    return all(sign in rest for sign in short) and short[-2:] == long[-2:]


def _role(letter: _Letter, note: _Doubt) -> Iterator[tuple[str, Value]]:
    del note
    opening, line = openings.read(letter.opening.text), letter.opening.line
    in_title = titles.role_in(letter.title.value) if letter.title else ""
    if in_title and letter.title:
        yield "role", Value(in_title, letter.title.raw, letter.title.line)
    elif opening.role:
        yield "role", Value(opening.role, opening.role, line)
    elif opening.is_lead:
        yield "role", Value("主办", opening.raw_consulted, line, LIKELY)
    stated = letter.head.first("consulted")
    if opening.consulted:
        yield "consulted", Value(opening.consulted, opening.raw_consulted, line, LIKELY)
    elif stated:
        yield "consulted", stated._replace(value=units_in(stated.value))


def units_in(listed: str) -> tuple[str, ...]:
    """Take a list of units apart."""
    return tuple(filter(None, map(squeezed, re.split("[、,，;；\\n ]", listed))))


def _stated(letter: _Letter, note: _Doubt) -> Iterator[tuple[str, Value]]:
    """Take over what stands behind labels."""
    del note
    for name in ("signer", "doc_number", "satisfaction", "result"):
        stated = next(iter(letter.stated(name)), letter.titled.doc_number if name == "doc_number" else None)
        if stated:
            yield name, stated
    attributes = letter.stated("disclosure")
    if attributes:
        yield "disclosure", wordings_of(attributes)


def wordings_of(attributes: Sequence[Value]) -> Value:
    """Give every wording of the attribute that is printed, each once, as one value."""
    return attributes[0]._replace(value=tuple(dict.fromkeys(value.value for value in attributes)))


def _dates(letter: _Letter, note: _Doubt) -> Iterator[tuple[str, Value]]:
    signed, published = letter.closing.signed, letter.head.first("published")
    labelled = [(dates.find(value.value), value) for value in letter.head.all("replied")]
    replied = [
        *([Value(signed.iso, signed.raw, letter.closing.signed_line)] if signed else ()),
        *(Value(day.iso, value.raw, value.line) for day, value in labelled if day),
        *letter.head.all("signed"),
    ]
    if replied:
        yield "replied", replied[0]
    if published:
        yield "published", published
    if replied and published and replied[0].value > published.value:
        note("I110", replied[0].line, "replied")


_ADOPTION_WITHIN = 12


def _adoption(letter: _Letter, note: _Doubt) -> Iterator[tuple[str, Value]]:
    del note
    for paragraph in letter.paragraphs[:_ADOPTION_WITHIN]:
        declared = figures.adoption(paragraph.text)
        if declared:
            yield "adoption", Value(declared.values, declared.raw, paragraph.line)
            return


def _contact(letter: _Letter, note: _Doubt) -> Iterator[tuple[str, Value]]:
    del note
    units = letter.closing.units
    contact = _contact_of(letter, units[0] if units else "")
    if contact:
        yield "contact", Value(contact, contact.raw, contact.line, SURE if contact.phone else LIKELY)


_CONTACT_LINES = 18


def _contact_of(letter: _Letter, signer: str) -> closings.Contact | None:
    return closings.contact([*letter.text, *letter.below][-_CONTACT_LINES:], signer)


_FIELDS: tuple[_Reader, ...] = (
    _title,
    _proposers,
    _session,
    _numbers,
    _department,
    _role,
    _stated,
    _dates,
    _adoption,
    _contact,
)


def _kind(letter: _Letter, session: Value | None) -> str:
    """Tell a 提案 from a 建议: by the session, else by words that name one, else by the noun of the greeting."""
    if session and session.value.kind:
        return str(session.value.kind)
    greeting = letter.greeting
    bodies = "".join(greeting.names) if greeting and greeting.is_collective else ""
    title = letter.title.value if letter.title else ""
    words = squeezed(folded(bodies + title + letter.opening.text[:200]))
    if re.search("人大|代表建议|代表提出|议案", words):
        return "suggestion"
    if re.search("政协|提案", words):
        return "proposal"
    if greeting and greeting.noun:
        return "suggestion" if "代表" in greeting.noun else "proposal"
    return "suggestion" if "号建议" in words else ""
