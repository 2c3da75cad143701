"""
Where a letter and what it answers disagree: what it prints of itself, against the records it is filed under.

One rule for each sort of difference, each sure enough to be worth a look: where a letter, the record or the proposal
does not say something, where a list of proposers ends in 等, or where a name may be short for the other, there is none.
Mostly both sides say the same, letter for letter; each rule asks that first.
Which of the two is right is not known here, and nothing is corrected.

Both sides of the door ask these rules: `disclosure.pairs` of all documents, for those who keep the archive, and pages
of public records alone, for their readers.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, Protocol

from builder.site.points.likeness import pairs
from builder.site.routes import number_key
from builder.site.traditional import SIMPLIFIED, TRADITIONAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from builder.disclosure.public import Printed


class Asked(NamedTuple):
    """What a proposal says of itself."""

    path: str
    """The content file; never compared, and never published."""
    title: str
    proposers: tuple[str, ...]
    others: str | None
    submitted: str | None
    assigned: str | None


class Difference(NamedTuple):
    """Two statements that do not agree, each as it stands in its place."""

    kind: str
    """
    `kind`, `number`, `session`, `title`, `addressee`, `unit`, `signed` (the letter's own words against the records), or
    `submitted`, `assigned`, `published` (a date before the one that has to come first).
    """
    printed: str
    recorded: str


class Reply(Protocol):
    """A reply on either side of the door."""

    @property
    def numbers(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def replied(self) -> str | None: ...  # noqa: D102
    @property
    def published(self) -> str | None: ...  # noqa: D102


class Session(Protocol):
    """A session on either side of the door."""

    @property
    def body(self) -> str: ...  # noqa: D102
    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def term(self) -> int | None: ...  # noqa: D102
    @property
    def meeting(self) -> int | None: ...  # noqa: D102


class Unit(Protocol):
    """A unit on either side of the door."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def short_name(self) -> str | None: ...  # noqa: D102
    @property
    def aliases(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def parent(self) -> str | None: ...  # noqa: D102
    @property
    def merged_into(self) -> str | None: ...  # noqa: D102


def differences(
    reply: Reply,
    printed: Printed,
    asked: Sequence[Asked],
    session: Session | None,
    unit: str,
    units: Mapping[str, Unit],
) -> tuple[Difference, ...]:
    """
    Compare a reply with the proposals that it answers, as far as they are given, and with the records.

    Args:
        unit: The slug of the unit that answers, one of *units*.
    """
    return (
        *_kinds(printed, session),
        *_numbers(printed, reply.numbers),
        *_sessions(printed, session),
        *_titles(printed, asked, len(reply.numbers)),
        *_addressees(printed, asked, len(reply.numbers)),
        *_units(printed, unit, units),
        *_dates(reply, printed, asked),
    )


# --- what the letter says of the session and the number ---------------------------------------------------------
_BODY_OF_WORD = {"提案": "cppcc", "建议": "npc", "政协委员": "cppcc", "人大代表": "npc", "代表": "npc"}
"""What can only be said of one body; 委员 are in both, since a congress has a standing committee."""


def _kinds(printed: Printed, session: Session | None) -> Iterator[Difference]:
    """Compare 提案 and 建议, and who is greeted, with the body; where its session is another's, that says it all."""
    if session is None or (printed.body and printed.body != session.body):
        return
    for word in (printed.kind, printed.noun):
        body = _BODY_OF_WORD.get(word)
        if body and body != session.body:
            yield Difference("kind", word, session.name)
            return


def _numbers(printed: Printed, numbers: Sequence[str]) -> Iterator[Difference]:
    """Find numbers that are not its own: in a title any, in a first sentence, which may name others, if none is."""
    strange = [
        one
        for one in printed.numbers
        if one not in numbers and not any(_is_same_number(one, number) for number in numbers)
    ]
    if numbers and strange and (printed.is_title_numbered or len(strange) == len(printed.numbers)):
        yield Difference("number", "、".join(strange), "、".join(numbers))


_SIGNS = re.compile(r"[^0-9]+")
_CODED = 5
"""A number this long holds the session or the year (113134, 2023128), which letters may leave out."""


def _is_same_number(one: str, other: str) -> bool:
    """Compare as numbers; the session's code and a letter before the digits may be left out on one side."""
    if number_key(one) == number_key(other):
        return True
    short, long = sorted((_SIGNS.sub("", one).lstrip("0"), _SIGNS.sub("", other).lstrip("0")), key=len)
    return bool(short) and (short == long or (len(long) >= _CODED and long.endswith(short)))


def _sessions(printed: Printed, session: Session | None) -> Iterator[Difference]:
    """Compare body, term and meeting, as far as both sides state them."""
    if session is None or not printed.session:
        return
    stated = ((printed.body, session.body), (printed.term, session.term), (printed.meeting, session.meeting))
    if any(one and other and one != other for one, other in stated):
        yield Difference("session", printed.session, session.name)


# --- what the letter says of the proposal -----------------------------------------------------------------------
def _titles(printed: Printed, asked: Sequence[Asked], numbers: int) -> Iterator[Difference]:
    """Find titles that are those of none of the proposals, which can only be told where all of them are known."""
    if not asked or len(asked) != numbers:
        return
    known = [each.title for each in asked]
    strange = [
        title
        for title in printed.titles
        if title not in known and not any(_is_same_title(title, other) for other in known)
    ]
    if strange and (len(printed.titles) <= len(asked) or len(strange) == len(printed.titles)):
        yield Difference("title", "》《".join(strange), "》《".join(known))


_SIMPLE = str.maketrans(TRADITIONAL, SIMPLIFIED)
_ENDINGS = re.compile(r"(?:的?(?:政协)?(?:提案|建议|议案|意见|几点|思考|对策|和|与|及|之))+$")
_LIKE = 0.5
"""Of the pairs of characters of the shorter title, how many at least the other one has: both are about one thing."""


def _is_same_title(one: str, other: str) -> bool:
    first, second = _title_core(one), _title_core(other)
    if not first or not second or first in second or second in first:
        return True
    these, those = pairs(first), pairs(second)
    return len(these & those) >= _LIKE * min(len(these), len(those))


@lru_cache(maxsize=1 << 10)
def _title_core(title: str) -> str:
    """Leave of a title what it is about: no punctuation, no 关于, no 的提案."""
    words = re.sub(r"[\W_]+", "", _folded(title)).removeprefix("关于")
    return _ENDINGS.sub("", words)


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).translate(_SIMPLE).split())


_PARTIES = tuple("民革 民盟 民建 民进 农工 致公 九三 台盟 工商联 共青团 工会 妇联 科协 侨联".split())
_PERSON = re.compile(r"[\u3400-\u9fff〇]{2,4}|[\u3400-\u9fff〇]+(?:[·•・][\u3400-\u9fff〇]+)+")
_NO_PERSON = re.compile(r"[委会盟联社党界组团局]$|支部")
_LONGEST_NAME = 4
"""Of a name of one part."""
_HIDDEN = re.compile(r"[某×xX*＊〇○□]")


def _addressees(printed: Printed, asked: Sequence[Asked], numbers: int) -> Iterator[Difference]:
    """
    Find those who are greeted and are none of the proposers.

    A letter may greet some of them only.  Behind 等 anybody may stand, and a person may receive what a body asked for.
    """
    known = [name for each in asked for name in each.proposers]
    is_whole = len(asked) == numbers and all(each.proposers and not each.others for each in asked)
    if not known or not is_whole or set(printed.names) <= set(known):
        return
    if all(map(_is_person, (*printed.names, *known))):
        is_strange = not all(any(_is_same_person(name, one) for one in known) for name in printed.names)
    else:
        these, those = (_parties(printed.names), _parties(known))
        is_strange = bool(these and those) and not these & those
    if is_strange:
        yield Difference("addressee", "、".join(printed.names), "、".join(known))


def _is_person(name: str) -> bool:
    return _PERSON.fullmatch(_folded(name)) is not None and not _NO_PERSON.search(name)


def _is_same_person(one: str, other: str) -> bool:
    """Compare names; one of which letters are hidden (张某某) may be anybody's, and the dots of a long one vary."""
    if _HIDDEN.search(one) or _HIDDEN.search(other):
        return True
    first, second = (re.sub("[·•・]", "", _folded(name)) for name in (one, other))
    is_long = min(len(first), len(second)) > _LONGEST_NAME
    return first == second or (is_long and (first.startswith(second) or second.startswith(first)))


def _parties(names: Sequence[str]) -> frozenset[str]:
    return frozenset(party for name in names for party in _PARTIES if party in name) if names else frozenset()


# --- who signs --------------------------------------------------------------------------------------------------
def _units(printed: Printed, unit: str, units: Mapping[str, Unit]) -> Iterator[Difference]:
    """Find that another unit signs, or is named by the title, than the one that answers, or one that belongs to it."""
    own = units.get(unit)
    if own is None:
        return
    if printed.signers and not any(_may_be(name, unit, units) for name in printed.signers):
        yield Difference("unit", "、".join(printed.signers), own.name)
    elif printed.title_unit and not _may_be(printed.title_unit, unit, units):
        yield Difference("unit", printed.title_unit, own.name)


def _may_be(name: str, unit: str, units: Mapping[str, Unit]) -> bool:
    """Tell whether a printed name may be that of a unit, of one above or below it, or of one that it merged with."""
    if name == units[unit].name:
        return True
    folded, own = _folded(name), _names(units[unit])
    if folded in own:
        return True
    other = next((slug for slug, known in units.items() if folded in _names(known)), None)
    if other:
        is_in_line = unit in _line(other, units) or other in _line(unit, units)
        return is_in_line or _heir(other, units) == _heir(unit, units)
    is_like = any(known in folded or _is_short_for(folded, known) for known in own)
    return is_like or any(_unit_core(folded) & _unit_core(known) for known in own)


def _names(unit: Unit) -> tuple[str, ...]:
    return tuple(_folded(name) for name in (unit.name, unit.short_name, *unit.aliases) if name)


def _is_short_for(short: str, long: str) -> bool:
    """Tell whether the characters of one name stand in another in their order: 市民政局 in 澜川市民政局."""
    rest = iter(long)
    return all(sign in rest for sign in short)


_AREA = re.compile(r"^(?:中共)?(?:.{0,8}?(?:省|自治区|市|区|县|州|盟|旗|镇|乡|街道))+")
_FORM = re.compile(
    r"(?:委员会|管委会|办公室|人民政府|政府|管理局|分局|局|委|厅|办|处|部|院|会|中心|公司|站|所|队|和|与|(?:盖章))+$"
)


@lru_cache(maxsize=1 << 10)
def _unit_core(name: str) -> frozenset[str]:
    """Give the characters that say what a unit is for, without its area and its form; of one without, all it has."""
    return frozenset(_FORM.sub("", _AREA.sub("", name))) or frozenset(name)


def _line(unit: str, units: Mapping[str, Unit]) -> frozenset[str]:
    """Give the units above a unit, and those that it merged into, over all steps."""
    found: set[str] = set()
    open_ends = [unit]
    while open_ends:
        known = units.get(open_ends.pop())
        for slug in (known.parent, known.merged_into) if known else ():
            if slug and slug not in found:
                found.add(slug)
                open_ends.append(slug)
    return frozenset(found)


def _heir(unit: str, units: Mapping[str, Unit]) -> str:
    """Give the unit of today that a unit has become part of."""
    seen = {unit}
    while (known := units.get(unit)) and known.merged_into and known.merged_into not in seen:
        unit = known.merged_into
        seen.add(unit)
    return unit


# --- dates ------------------------------------------------------------------------------------------------------
def _dates(reply: Reply, printed: Printed, asked: Sequence[Asked]) -> Iterator[Difference]:
    if printed.signed and reply.replied and printed.signed != reply.replied:
        yield Difference("signed", printed.signed, reply.replied)
    for field in ("submitted", "assigned"):
        stated = [day for each in asked if (day := getattr(each, field))]
        if reply.replied and stated and reply.replied < max(stated):
            yield Difference(field, reply.replied, max(stated))
            break  # what is assigned has been submitted
    if reply.replied and reply.published and reply.published < reply.replied:
        yield Difference("published", reply.published, reply.replied)
