"""Scores: how answers are spread, per domain and scale, and what is wanted.

Three rules hold everywhere. Answers on different scales are never added up, and no mean is taken over scales. "It stays
like this" is as full an answer as "I want something else": neither ranks below the other. And nothing is derived from a
low score: change is wanted when somebody said so, and by nothing else.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from instruments.answers import Decline
from instruments.definition.model import Definition, Scale
from instruments.measuring import Measure, measures
from instruments.questions import change_questions
from instruments.routing import Answers

CHANGE, KEEP = "change", "keep"


@dataclass(frozen=True, slots=True)
class Shares:
    """How answers on one scale are spread.

    top, bottom: share of the answers at either end, from 0 to 1; None when there are no answers.
    """

    n: int
    top: float | None
    bottom: float | None


@dataclass(frozen=True, slots=True)
class DomainScore:
    """Answers of one domain on one scale.

    people: who answered at least as many of its questions as the definition asks. counts: their answers by code.
    """

    domain: str
    scale: str
    people: int
    counts: Mapping[int, int]
    shares: Shares


@dataclass(frozen=True, slots=True)
class ChangeAnswers:
    """How many people want something else in a domain, keep it as it is, or don't know."""

    change: int
    keep: int
    dont_know: int


def shares(scale: Scale, counts: Mapping[int, int]) -> Shares:
    """Give which share of the answers lies at the top and at the bottom of their scale (top-box and bottom-box)."""
    return end_shares([counts.get(point.code, 0) for point in scale.points], top=scale.top, bottom=scale.bottom)


def end_shares(counts: Sequence[int], *, top: int, bottom: int) -> Shares:
    """Do the same for counts in the order of the points, of which so many at either end are read together."""
    n = sum(counts)
    return Shares(n, sum(counts[-top:]) / n, sum(counts[:bottom]) / n) if n else Shares(0, None, None)


def score(definition: Definition, answered: Iterable[Answers]) -> tuple[DomainScore, ...]:
    """Score valid answers, one set per person, by domain and scale in the order of the definition."""
    by_place: dict[tuple[str, str], list[Measure]] = defaultdict(list)
    for measure in measures(definition):
        if measure.scale and measure.question.domain:
            by_place[measure.question.domain, measure.scale].append(measure)
    everybody = list(answered)
    return tuple(_score(definition, place, found, everybody) for place, found in by_place.items())


def _score(
    definition: Definition, place: tuple[str, str], found: list[Measure], answered: list[Answers]
) -> DomainScore:
    minimum = definition.scoring.minimum_answered if definition.scoring else 1
    given = [_codes(found, answers) for answers in answered]
    # A domain with fewer questions than that asks for all of them.
    counting = [codes for codes in given if len(codes) >= min(minimum, len(found))]
    counts = Counter(code for codes in counting for code in codes)
    domain, scale = place
    people = sum(bool(codes) for codes in counting)
    return DomainScore(domain, scale, people, counts, shares(definition.scale(scale), counts))


def _codes(found: list[Measure], answers: Answers) -> list[int]:
    values = (answers.get(measure.question.key, {}).get("value") for measure in found)
    return [value for value, measure in zip(values, found, strict=True) if value in measure.codes]


def wanted_changes(definition: Definition, answers: Answers) -> frozenset[str]:
    """Give the domains in which this person said that they want something else. No score has a say in it."""
    asked = change_questions(definition)
    return frozenset(domain for domain, key in asked.items() if answers.get(key, {}).get("value") == CHANGE)


def change_answers(definition: Definition, answered: Iterable[Answers]) -> Mapping[str, ChangeAnswers]:
    """Count the change answers per domain. Whoever would rather not say is in none of the three."""
    everybody = list(answered)
    return {domain: _changes(key, everybody) for domain, key in change_questions(definition).items()}


def _changes(key: str, answered: list[Answers]) -> ChangeAnswers:
    items = [answers.get(key, {}) for answers in answered]
    said = Counter(item.get("value", item.get("declined")) for item in items)
    return ChangeAnswers(said[CHANGE], said[KEEP], said[Decline.DONT_KNOW.value])
