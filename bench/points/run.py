"""
Judge the matching by pairs that were written for it: what is found, what is not, what is wrong.

    python -m bench.points.run                 # the half that may be looked at
    python -m bench.points.run --half test     # the half kept aside
    python -m bench.points.run --half both --check
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from builder.disclosure.public import AnsweredPoint
from builder.site.points.answers import read_reply
from builder.site.points.matching import Letter, match
from builder.site.points.suggestions import read_proposal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from builder.site.points.answers import Answer
    from builder.site.points.matching import Row

HALVES = ("dev", "test")
ROLES = {"主办": "lead", "独办": "sole", "分办": "split", "会办": "co", "协办": "assist"}
LEAST_PRECISION, LEAST_RECALL = 0.97, 0.90
_FIELD = re.compile(r"^--- (\w+) ?(.*)$", re.MULTILINE)


class Truth(NamedTuple):
    """What is true of one suggestion."""

    order: int
    begins: str
    state: str
    answers: frozenset[tuple[str, str]]
    """Unit, and label or first words of the answer."""


class Case(NamedTuple):
    """Proposals, the replies to them, and the truth."""

    name: str
    proposals: tuple[tuple[str, str], ...]
    """Number and text."""
    replies: tuple[tuple[str, str, str], ...]
    """Role, unit and text."""
    explicit: dict[str, tuple[AnsweredPoint, ...]]
    truths: dict[str, tuple[Truth, ...]]
    """By the number of the proposal."""
    answers: dict[str, tuple[str, ...]]
    """The answers of each unit's letter, by label or first words."""


class Score:
    """How many were found, how many of them rightly, and how many there are."""

    def __init__(self) -> None:
        self.found = self.right = self.true = 0

    def add(self, found: int, right: int, true: int) -> None:
        """Count another case."""
        self.found, self.right, self.true = self.found + found, self.right + right, self.true + true

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of what is true that was found."""
        return self.right / self.true if self.true else 1.0


def cases(half: str) -> tuple[Case, ...]:
    """Read the cases of a half."""
    text = (Path(__file__).parent / f"{half}.txt").read_text("utf-8")
    return tuple(_case(*part.split("\n", 1)) for part in text.split("=== ")[1:])


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures and every error; with `--check` the exit status says whether the goals are met."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[1] if __doc__ else "")
    parser.add_argument("--half", choices=(*HALVES, "both"), default="dev")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args(arguments)
    halves = HALVES if options.half == "both" else (options.half,)
    is_good = True
    for half in halves:
        scores, errors = judge(cases(half))
        print(f"{half}: {len(cases(half))} cases")
        for name, score in scores.items():
            print(
                f"  {name:12} precision {score.precision:6.1%}  recall {score.recall:6.1%}"
                f"  ({score.right} right of {score.found} found, {score.true} true)"
            )
        print("\n".join(f"  - {error}" for error in errors))
        is_good &= scores["matching"].precision >= LEAST_PRECISION and scores["matching"].recall >= LEAST_RECALL
    print(f"{_milliseconds():.2f} ms of CPU time for a document")
    return 0 if is_good or not options.check else 1


def judge(given: Iterable[Case]) -> tuple[dict[str, Score], list[str]]:
    """Compare what is found with the truth."""
    scores = {name: Score() for name in ("suggestions", "answers", "matching", "states")}
    errors: list[str] = []
    for case in given:
        errors += (f"{case.name}: {error}" for error in _judge_answers(case, scores["answers"]))
        for number, text in case.proposals:
            errors += (f"{case.name}: {error}" for error in _judge_proposal(case, number, text, scores))
    return scores, errors


def _judge_answers(case: Case, score: Score) -> Iterator[str]:
    for _, unit, text in case.replies:
        found = list(read_reply(text).answers)
        right = [true for true in case.answers.get(unit, ()) if any(_is(answer, true) for answer in found)]
        score.add(len(found), len(right), len(case.answers.get(unit, ())))
        if len(right) != len(found) or len(right) != len(case.answers.get(unit, ())):
            yield f"answers of {unit}: {[answer.label + answer.text for answer in found]}"


def _judge_proposal(case: Case, number: str, text: str, scores: dict[str, Score]) -> Iterator[str]:
    suggestions = read_proposal(text).suggestions
    truths = case.truths[number]
    right = [
        truth
        for truth in truths
        if len(suggestions) >= truth.order and suggestions[truth.order - 1].text.startswith(truth.begins)
    ]
    scores["suggestions"].add(len(suggestions), len(right), len(truths))
    if len(right) != len(suggestions) or len(right) != len(truths):
        yield f"suggestions: {[suggestion.label + suggestion.text for suggestion in suggestions]}"
    rows = match(suggestions, _letters(case), number)
    for row in rows:
        truth = next((truth for truth in truths if truth.order == row.suggestion.order), None)
        yield from _judge_row(row, truth, scores)
    for truth in truths[len(rows) :]:
        scores["matching"].add(0, 0, len(truth.answers))
        scores["states"].add(0, 0, 1)


def _judge_row(row: Row, truth: Truth | None, scores: dict[str, Score]) -> Iterator[str]:
    true = truth.answers if truth else frozenset()
    right = {
        (unit, words)
        for unit, words in true
        if any(matched.letter == unit and _is(matched.answer, words) for matched in row.matches)
    }
    scores["matching"].add(len(row.matches), len(right), len(true))
    if len(right) != len(row.matches) or len(right) != len(true):
        shown = [(matched.letter, matched.answer.label + matched.answer.text, matched.how) for matched in row.matches]
        yield f"{row.suggestion.order} {row.suggestion.text[:20]}: {shown}, should be {sorted(true)}"
    is_right = truth is not None and row.state == truth.state
    scores["states"].add(1, int(is_right), int(truth is not None))
    if not is_right:
        state = truth.state if truth else "no suggestion"
        yield f"{row.suggestion.order} {row.suggestion.text[:20]}: {row.state} ({row.reason}), should be {state}"


def _letters(case: Case) -> tuple[Letter, ...]:
    numbers = tuple(number for number, _ in case.proposals)
    return tuple(
        Letter(unit, unit, ROLES.get(role), numbers, read_reply(text), case.explicit.get(unit, ()))
        for role, unit, text in case.replies
    )


def _is(answer: Answer, words: str) -> bool:
    """Tell whether an answer is the one that the truth names."""
    label = answer.label.strip("（()）、．.，, ")
    return words.strip("（()）") == label or answer.text.startswith(words)


def _case(name: str, text: str) -> Case:
    """Read a case."""
    fields = [*_FIELD.finditer(text)]
    ends = [field.start() for field in fields[1:]] + [len(text)]
    proposals: list[tuple[str, str]] = []
    replies: list[tuple[str, str, str]] = []
    explicit: dict[str, tuple[AnsweredPoint, ...]] = {}
    truths: dict[str, tuple[Truth, ...]] = {}
    answers: dict[str, tuple[str, ...]] = {}
    for field, end in zip(fields, ends, strict=True):
        kind, head = field[1], field[2]
        body = text[field.end() : end].strip("\n")
        if kind == "proposal":
            proposals.append((head, body))
        elif kind == "reply":
            role, unit = head.split(" ", 1)
            replies.append((role, unit, body))
        elif kind == "explicit":
            pairs = (line.split(" ", 1) for line in body.split("\n"))
            explicit[head] = tuple(AnsweredPoint(int(order), words) for order, words in pairs)
        else:
            lines = [line for line in body.split("\n") if line]
            truths[head] = tuple(_truth(line) for line in lines if not line.startswith("answers"))
            for line in lines:
                if line.startswith("answers"):
                    unit, _, words = line.removeprefix("answers ").partition(" = ")
                    answers[unit] = tuple(word for word in words.split() if word != "-")
    return Case(name, tuple(proposals), tuple(replies), explicit, truths, answers)


def _truth(line: str) -> Truth:
    """Read `1 first words = state < unit label + unit label`."""
    head, _, rest = line.partition(" = ")
    order, begins = head.split(" ", 1)
    state, _, printed = rest.partition(" < ")
    answers = (pair.rsplit(" ", 1) for pair in printed.split(" + ") if printed)
    return Truth(int(order), begins, state.strip(), frozenset((unit, words) for unit, words in answers))


def _milliseconds(rounds: int = 20) -> float:
    """Measure reading and matching, divided by the number of documents."""
    given = [case for half in HALVES for case in cases(half)]
    documents = sum(len(case.proposals) + len(case.replies) for case in given)
    start = time.process_time()
    for _ in range(rounds):
        for case in given:
            letters = _letters(case)
            for number, text in case.proposals:
                match(read_proposal(text).suggestions, letters, number)
    return (time.process_time() - start) * 1000 / rounds / documents


if __name__ == "__main__":
    sys.exit(main())
