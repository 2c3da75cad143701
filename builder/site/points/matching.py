"""
Find which answer belongs to which suggestion, and say of each suggestion what became of it.

An answer is tied to a suggestion by the surest sign there is: by 对应 in the front matter, by the number that it names
(第二条建议), by the words that it quotes, by the likeness of its heading or of a sentence, and, where a letter has as
many sections as the proposal has suggestions and nothing speaks against it, by its place.  What no sign ties stays
apart: an answer that is not shown misleads nobody, one that is shown beside the wrong suggestion does.

| state           | means                                                                                          |
|-----------------|------------------------------------------------------------------------------------------------|
| `answered`      | a letter speaks to it, be it to refuse                                                         |
| `partly`        | the letter says itself that it takes up only a part                                            |
| `co-handler`    | a co-handler answers it, in its own letter or, as the lead's letter says, elsewhere            |
| `elsewhere`     | a letter leaves it to other units, or counts it among those that are not its own               |
| `not-addressed` | every part of the lead's whole letter answers something else, and no paragraph resembles it    |
| `unclear`       | none of these can be told                                                                      |
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from builder.site.points import wording
from builder.site.points.answers import part_named, share_in
from builder.site.points.likeness import Asked, bare, pairs
from builder.site.points.outline import Outline
from builder.site.routes import number_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.disclosure.public import AnsweredPoint
    from builder.site.points.answers import Answer, Read, Referral
    from builder.site.points.suggestions import Suggestion

_CO_HANDLING = frozenset({"co", "assist"})
_SENTENCES = re.compile("[。；;！？\n]")

# Quoted words and named ones are meant to point at one suggestion, the letter's own headings are not.
_LEAST_QUOTED = 0.5
_LEAST_OWN = 0.5
_LEAD_OVER_NEXT = 0.12
# One pair of characters in common is chance.
_LEAST_PAIRS = 2
# What a suggestion's detail says counts less than its heading, and only where it says nearly the same.
_DETAIL = 0.75
_NEARLY_ALL = 0.8
# How much of an answer's likeness comes from its heading, the rest from the sentence of it that is most alike.
_HEADING_SHARE = 0.6
# A sentence alone counts only where it repeats a suggestion that has words of its own.
_SENTENCE = 0.85
_LEAST_WEIGHT = 5.0
_CONTRADICTION = 0.15
_SUPPORT = 0.15
_LEAST_SUPPORTED = 2 / 3
# An answer to several suggestions names each of them well.
_LEAST_MERGED = 0.55
# A paragraph that has this much of a suggestion may be about it.
_RESEMBLES = 0.5
_LEAST_REFERRED = 0.5


class Letter(NamedTuple):
    """A reply, as the matching sees it."""

    key: str
    """Names the reply to the caller."""
    unit: str
    """The name of the answering unit."""
    role: str | None
    """`sole`, `lead`, `split`, `co`, `assist`, or not stated."""
    numbers: tuple[str, ...]
    """The proposals that it answers."""
    read: Read
    explicit: tuple[AnsweredPoint, ...] = ()
    """对应 of its front matter."""
    co_handlers: tuple[str, ...] = ()
    """Names of the units that were consulted or handle the proposal too."""


class Match(NamedTuple):
    """An answer to a suggestion."""

    letter: str
    answer: Answer
    how: str
    """
    `explicit` (对应), `ordinal` (第二条建议), `quoted` (words that it quotes, or names after 关于), `likeness`,
    `order`, `merged` (it names several) or `referred` (the lead's letter points to its unit).
    """


class Row(NamedTuple):
    """What became of a suggestion."""

    suggestion: Suggestion
    state: str
    units: tuple[str, ...]
    """Who answers instead, for `co-handler` and `elsewhere`; empty where the letters do not say."""
    matches: tuple[Match, ...]
    reason: str
    """
    For a state without matches: `no-reply`, `no-structure`, `referred` (a sentence says so), `own-part` (the letter
    counts its own), `unmatched` (a part of a letter may be its answer), `removed` (a part that is not public may) or
    `all-matched` (none may).
    """
    anchors: tuple[tuple[str, str], ...] = ()
    """Letter and paragraph of the sentence that refers it to others."""


def match(suggestions: Sequence[Suggestion], letters: Sequence[Letter], number: str = "") -> tuple[Row, ...]:
    """
    Say of each suggestion of a proposal what became of it.

    Args:
        suggestions: All of the proposal, in order.
        letters: The replies to it, in the order in which they are shown.
        number: The proposal's, needed where a letter answers several.
    """
    if not suggestions:
        return ()
    asked = Asked(suggestions)
    sorted_out = [_sorted_out(letter, number) for letter in letters]
    ties = [tuple(_ties(asked, suggestions, letter, number)) for letter in sorted_out]
    ties = [
        found or tuple(_pointed_at(letter, sorted_out, ties)) for letter, found in zip(sorted_out, ties, strict=True)
    ]
    return tuple(_row(asked, place, suggestion, sorted_out, ties) for place, suggestion in enumerate(suggestions))


def unresolved(suggestions: Sequence[Suggestion], letter: Letter) -> tuple[AnsweredPoint, ...]:
    """List what 对应 says of suggestions or parts that are not there."""
    numbers = _places(suggestions)
    return tuple(
        [
            point
            for point in letter.explicit
            if point.suggestion not in numbers or not part_named(letter.read, point.answer)
        ]
    )


def _places(suggestions: Sequence[Suggestion]) -> dict[int, int]:
    """Give the place of each number by which a suggestion is called."""
    return {suggestion.number: place for place, suggestion in enumerate(suggestions) if suggestion.number}


class _Tie(NamedTuple):
    """An answer, the place of its suggestion, and the sign that ties them."""

    place: int
    answer: Answer
    how: str


def _sorted_out(letter: Letter, number: str) -> Letter:
    """Leave out of a letter what stands in the section of another proposal, or may be said of any of them."""
    if len(letter.numbers) < 2:
        return letter
    read, key = letter.read, number_key(number)
    others = {number_key(other) for other in letter.numbers} - {key}
    own, theirs = (
        {anchor for printed, anchors in read.sections if number_key(printed) in keys for anchor in anchors}
        for keys in ({key}, others)
    )
    parts = tuple([part for part in read.outline.parts if part.anchor not in theirs])
    return letter._replace(
        read=read._replace(
            answers=tuple([answer for answer in read.answers if theirs.isdisjoint(answer.anchors)]),
            share=share_in("\n".join([part.text for part in parts if part.anchor in own])),
            referrals=tuple(
                [
                    # Whose rest it is that stands outside the sections, the letter does not say.
                    referral._replace(what="") if _is_rest(referral) and referral.anchor not in own else referral
                    for referral in read.referrals
                    if referral.anchor not in theirs
                ]
            ),
            prose=tuple([(anchor, text) for anchor, text in read.prose if anchor not in theirs]),
            outline=Outline(parts),
        )
    )


def _is_rest(referral: Referral) -> bool:
    """Tell whether a sentence speaks of all that is left."""
    return bool(wording.REST.fullmatch(referral.what))


def _ties(asked: Asked, suggestions: Sequence[Suggestion], letter: Letter, number: str) -> Iterator[_Tie]:
    """Tie the answers of one letter to suggestions, surest signs first."""
    if letter.explicit:
        explicit = tuple(_explicit(suggestions, letter, number))
        yield from explicit
        named = {tie.answer.order for tie in explicit}
        settled = {tie.place for tie in explicit}
        answers = [answer for answer in letter.read.answers if answer.order not in named]
    else:
        settled, answers = set(), list(letter.read.answers)
    pointed = [tie for answer in answers for tie in _pointed(asked, answer, _places(suggestions), letter, number)]
    pointed = [tie for tie in pointed if tie.place not in settled]
    yield from pointed
    settled |= {tie.place for tie in pointed}
    tied = {tie.answer.order for tie in pointed}
    loose = [answer for answer in answers if answer.order not in tied]
    open_places = [place for place in range(len(suggestions)) if place not in settled]
    if not loose or not open_places:
        yield from _merged(asked, answers, open_places)
        return
    scores = _Scores(asked, answers)
    alike = tuple(_alike(scores, loose, open_places))
    yield from alike
    settled_pairs = {tie.place: tie.answer.order for tie in (*pointed, *alike)}
    ordered: tuple[_Tie, ...] = ()
    if _may_go_by_place(suggestions, letter):
        ordered = tuple(_in_order(scores, answers, settled_pairs))
        yield from ordered
    done = settled_pairs.keys() | {tie.place for tie in ordered}
    yield from _merged(asked, answers, [place for place in open_places if place not in done])


def _may_go_by_place(suggestions: Sequence[Suggestion], letter: Letter) -> bool:
    """Tell whether a letter has as many answers as there are suggestions, and nothing may be missing on either side."""
    is_simple = not letter.explicit and len(letter.numbers) < 2 and not letter.read.has_removals
    is_whole = all(suggestion.number == suggestion.order for suggestion in suggestions)
    return is_simple and is_whole and len(letter.read.answers) == len(suggestions)


def _explicit(suggestions: Sequence[Suggestion], letter: Letter, number: str) -> Iterator[_Tie]:
    """Follow the front matter."""
    numbered = _places(suggestions)
    is_first = not letter.numbers or number_key(number) == number_key(letter.numbers[0])
    for point in letter.explicit:
        answer = part_named(letter.read, point.answer)
        if answer and point.suggestion in numbered and (answer.proposal or is_first):
            yield _Tie(numbered[point.suggestion], answer, "explicit")


def _pointed(asked: Asked, answer: Answer, numbered: dict[int, int], letter: Letter, number: str) -> Iterator[_Tie]:
    """Follow the number or the words by which an answer names suggestions."""
    is_ours = len(letter.numbers) < 2 or number_key(answer.proposal) == number_key(number)
    if answer.ordinals:
        if is_ours:
            yield from (_Tie(numbered[named], answer, "ordinal") for named in answer.ordinals if named in numbered)
        return
    if not answer.is_framed:
        return
    places = [_named(asked, words) for words in answer.quotes or (answer.text,)]
    yield from (_Tie(place, answer, "quoted") for place in dict.fromkeys(places) if place is not None)


def _named(asked: Asked, words: str) -> int | None:
    """Find the suggestion that words are taken from, or nearly taken from; none where two come close."""
    quoted = bare(words)
    if not quoted:
        return None
    same = [place for place, heading in enumerate(asked.bare_headings) if heading == quoted]
    if len(same) == 1:
        return same[0]
    holding = [
        place
        for place, (heading, core) in enumerate(zip(asked.bare_headings, asked.bare_cores, strict=True))
        if heading and (quoted in heading or heading in quoted or (len(core) > 3 and core in quoted))
    ]
    if len(holding) == 1:
        return holding[0]
    found = pairs(words)
    return _best([_likeness(asked, found, place) for place in range(len(asked.bare_headings))], _LEAST_QUOTED)


def _likeness(asked: Asked, found: frozenset[str], place: int) -> float:
    """Say how like words are to a suggestion: to its heading, or less so to its detail."""
    heading, core = asked.heading_pairs[place], asked.core_pairs[place]
    share = 0.0
    if asked.telling(found & (heading | core)) >= _LEAST_PAIRS:
        share = max(asked.share(found, heading), asked.share(core, found))
    in_detail = asked.share(found, asked.all_pairs[place])
    return max(share, _DETAIL * in_detail if in_detail >= _NEARLY_ALL else 0.0)


def _best(scores: Sequence[float], least: float) -> int | None:
    """Give the place of the highest score, if it is high enough and well above the next."""
    best = max(range(len(scores)), key=scores.__getitem__)
    following = max((score for place, score in enumerate(scores) if place != best), default=0.0)
    return best if scores[best] >= least and scores[best] - following >= _LEAD_OVER_NEXT else None


class _Scores:
    """The likeness of each answer of a letter to each suggestion."""

    def __init__(self, asked: Asked, answers: Sequence[Answer]) -> None:
        self.count = len(asked.bare_headings)
        self._by_order = {answer.order: self._row(asked, answer) for answer in answers}

    def _row(self, asked: Asked, answer: Answer) -> tuple[float, ...]:
        heading = pairs(answer.text)
        sentences = [heading, *(pairs(sentence) for text in answer.detail for sentence in _SENTENCES.split(text))]
        return tuple([self._score(asked, heading, sentences, place) for place in range(self.count)])

    @staticmethod
    def _score(asked: Asked, heading: frozenset[str], sentences: Sequence[frozenset[str]], place: int) -> float:
        core = asked.core_pairs[place]
        said = max(asked.share(core, sentence) for sentence in sentences)
        whole = _HEADING_SHARE * _likeness(asked, heading, place) + (1 - _HEADING_SHARE) * said
        return max(whole, _SENTENCE * said) if asked.weight(core) >= _LEAST_WEIGHT else whole

    def of(self, answer: Answer, place: int) -> float:
        """Give the likeness of an answer to a suggestion."""
        return self._by_order[answer.order][place]

    def row(self, answer: Answer) -> tuple[float, ...]:
        """Give the likeness of an answer to all suggestions."""
        return self._by_order[answer.order]


def _alike(scores: _Scores, loose: Sequence[Answer], open_places: Sequence[int]) -> Iterator[_Tie]:
    """Tie those that are each other's best, well above the next on both sides."""
    for answer in loose:
        place = _best(scores.row(answer), _LEAST_OWN)
        # What quotes something else is about something else, whatever words it uses.
        if answer.quotes or place is None or place not in open_places:
            continue
        column = [scores.of(other, place) for other in loose]
        rival = _best(column, _LEAST_OWN)
        if rival is not None and loose[rival] is answer:
            yield _Tie(place, answer, "likeness")


def _in_order(scores: _Scores, answers: Sequence[Answer], settled: dict[int, int]) -> Iterator[_Tie]:
    """Tie what is left by its place, where every tie so far agrees with it and no likeness contradicts."""
    places = {answer.order: place for place, answer in enumerate(answers)}
    if any(places[order] != place for place, order in settled.items() if order in places):
        return
    own = [scores.of(answer, place) for place, answer in enumerate(answers)]
    supported = sum(score >= _SUPPORT or place in settled for place, score in enumerate(own))
    if supported < _LEAST_SUPPORTED * len(answers):
        return
    for place, answer in enumerate(answers):
        row = scores.row(answer)
        rivals = [row[other] for other in range(len(row)) if other not in settled and other != place]
        rivals += [scores.of(other, place) for other in answers if other is not answer]
        if place not in settled and max(rivals, default=0.0) - own[place] < _CONTRADICTION:
            yield _Tie(place, answer, "order")


def _merged(asked: Asked, answers: Sequence[Answer], open_places: Sequence[int]) -> Iterator[_Tie]:
    """Tie a suggestion to an answer that names it beside others."""
    if not open_places or not answers:
        return
    headings = [pairs(answer.text) for answer in answers]
    for place in open_places:
        best = _best([asked.share(asked.core_pairs[place], heading) for heading in headings], _LEAST_MERGED)
        if best is not None:
            yield _Tie(place, answers[best], "merged")


def _pointed_at(letter: Letter, letters: Sequence[Letter], ties: Sequence[Sequence[_Tie]]) -> Iterator[_Tie]:
    """Tie a co-handler's letter about one point to the one suggestion for which another letter points to that unit."""
    if letter.role not in _CO_HANDLING or len(letter.read.answers) != 1:
        return
    places = {
        tie.place
        for other, found in zip(letters, ties, strict=True)
        for tie in found
        if other is not letter and tie.answer.referral and _is_unit(letter.unit, tie.answer.referral.unit)
    }
    if len(places) == 1:
        yield _Tie(places.pop(), letter.read.answers[0], "referred")


def _is_unit(name: str, other: str) -> bool:
    """Tell whether two names may be one unit's: 市教育局 and 澜川市教育局."""
    return bool(name and other) and (name in other or other in name)


def _row(
    asked: Asked, place: int, suggestion: Suggestion, letters: Sequence[Letter], ties: Sequence[Sequence[_Tie]]
) -> Row:
    """Say what became of one suggestion."""
    matches: list[Match] = []
    states: list[tuple[str, str]] = []
    has_lead = any(letter.role not in _CO_HANDLING for letter in letters)
    for letter, found in zip(letters, ties, strict=True):
        for tie in found:
            if tie.place == place:
                matches.append(Match(letter.key, tie.answer, tie.how))
                states.append(_state(letter, tie.answer, letters, has_lead=has_lead))
    if not matches:
        return _unmatched(asked, place, suggestion, letters, ties)
    state = min((state for state, _ in states), key=("answered", "partly", "co-handler", "elsewhere").index)
    units = dict.fromkeys(unit for found, unit in states if found == state and unit)
    return Row(suggestion, state, tuple(units), tuple(matches), "")


def _state(letter: Letter, answer: Answer, letters: Sequence[Letter], *, has_lead: bool) -> tuple[str, str]:
    """Read an answer's state, and who answers instead of the letter's own unit."""
    if answer.referral and not _is_unit(letter.unit, answer.referral.unit):
        return _referred_to(answer.referral, letter, letters), answer.referral.unit
    if letter.role in _CO_HANDLING and has_lead:
        return "co-handler", letter.unit
    return ("partly" if answer.is_partial else "answered"), ""


def _referred_to(referral: Referral, letter: Letter, letters: Sequence[Letter]) -> str:
    """Tell whether the unit that a sentence names is a co-handler."""
    if not referral.unit:
        return "elsewhere"
    co_handlers = (*letter.co_handlers, *(other.unit for other in letters if other.role in _CO_HANDLING))
    is_known = any(_is_unit(name, referral.unit) for name in co_handlers)
    return "co-handler" if referral.is_co_handled or is_known else "elsewhere"


def _unmatched(
    asked: Asked, place: int, suggestion: Suggestion, letters: Sequence[Letter], ties: Sequence[Sequence[_Tie]]
) -> Row:
    """Say what can be said of a suggestion that no answer is tied to."""
    if not letters:
        return Row(suggestion, "unclear", (), (), "no-reply")
    referred = _referred(asked, place, letters)
    if referred:
        letter, referral = referred
        state = _referred_to(referral, letter, letters)
        anchors = ((letter.key, referral.anchor),)
        return Row(suggestion, state, (referral.unit,), (), "referred", anchors)
    structured = [(letter, found) for letter, found in zip(letters, ties, strict=True) if letter.read.answers]
    if not structured:
        return Row(suggestion, "unclear", (), (), "no-structure")
    open_letters = [
        letter for letter, found in zip(letters, ties, strict=True) if not _has_only_its_own(letter, found, asked)
    ]
    if not open_letters:
        return Row(suggestion, "elsewhere", (), (), "own-part")
    leads = [(letter, found) for letter, found in structured if letter.role not in _CO_HANDLING | {"split"}]
    is_passed_over = bool(leads) and all(
        letter.read.answers and not _may_answer(asked, place, letter, found)
        for letter, found in zip(letters, ties, strict=True)
        if letter in open_letters
    )
    if not is_passed_over:
        return Row(suggestion, "unclear", (), (), "unmatched")
    if any(letter.read.has_removals for letter in open_letters):
        return Row(suggestion, "unclear", (), (), "removed")
    return Row(suggestion, "not-addressed", (), (), "all-matched")


def _referred(asked: Asked, place: int, letters: Sequence[Letter]) -> tuple[Letter, Referral] | None:
    """Find the sentence that leaves a suggestion to others; the rest stands for all that are left."""
    for letter in letters:
        for referral in letter.read.referrals:
            if _is_rest(referral):
                return letter, referral
            found = pairs(referral.what)
            if asked.share(asked.core_pairs[place], found) >= _LEAST_REFERRED or (
                _named(asked, referral.what) == place
            ):
                return letter, referral
    return None


def _has_only_its_own(letter: Letter, found: Sequence[_Tie], asked: Asked) -> bool:
    """Tell whether a letter counts all suggestions and its own, and has answered just as many as its own."""
    share = letter.read.share
    answered = len({tie.place for tie in found})
    return share is not None and share.total == len(asked.bare_headings) > share.own == answered


def _may_answer(asked: Asked, place: int, letter: Letter, found: Sequence[_Tie]) -> bool:
    """Tell whether any part of a letter may yet be about a suggestion."""
    tied = {tie.answer.order for tie in found}
    if any(answer.order not in tied for answer in letter.read.answers):
        return True
    if not all(referral.what for referral in letter.read.referrals):
        return True
    core = asked.core_pairs[place]
    texts = [text for _, text in letter.read.prose]
    texts += [text for answer in letter.read.answers for text in (answer.text, *answer.detail)]
    return any(asked.share(core, pairs(text)) >= _RESEMBLES for text in texts)
