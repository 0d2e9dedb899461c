"""A paired instrument: what the client and the support worker each answered, side by side, to talk about.

Neither of the two is right. A difference is where the talk begins; nothing is averaged, and the client stands first.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from instruments.definition.model import Audience, Code, Definition
from instruments.measuring import Measure, measures
from instruments.projection import Situation, is_asked
from instruments.routing import Answers


class Meeting(StrEnum):
    """How two answers meet."""

    SAME = "same"
    APART = "apart"
    ONE_SIDED = "one_sided"


@dataclass(frozen=True, slots=True)
class Pair:
    """One question that both were asked.

    client, worker: their codes, None without an answer. steps: how many points apart on one scale; 0 when the same,
    None where the answers have no order or one of them is missing.
    """

    question: str
    client: Code | None
    worker: Code | None
    meeting: Meeting
    steps: int | None


def pairs(definition: Definition, client: Answers, worker: Answers) -> tuple[Pair, ...]:
    """Give every question that both were asked and at least one answered, furthest apart first.

    Equals stay in the order in which they are asked. Answers are valid ones to the same release.
    """
    found = [_pair(measure, client, worker) for measure in _shared(definition)]
    return tuple(sorted(filter(None, found), key=_furthest_first))


def _shared(definition: Definition) -> Iterator[Measure]:
    both = (Audience.CLIENT, Audience.SUPPORT_WORKER)
    for measure in measures(definition):
        if all(is_asked(measure.question, Situation(audience=audience)) for audience in both):
            yield measure


def _pair(measure: Measure, client: Answers, worker: Answers) -> Pair | None:
    one, other = _code(measure, client), _code(measure, worker)
    if one is None and other is None:
        return None
    if one is None or other is None:
        return Pair(measure.question.key, one, other, Meeting.ONE_SIDED, None)
    steps = abs(measure.codes.index(one) - measure.codes.index(other)) if measure.numbered else None
    return Pair(measure.question.key, one, other, Meeting.SAME if one == other else Meeting.APART, steps)


def _code(measure: Measure, answers: Answers) -> Code | None:
    item = answers.get(measure.question.key)
    value = item.get("value") if isinstance(item, Mapping) else None
    return next((code for code in measure.codes if code == value and type(code) is type(value)), None)


def _furthest_first(pair: Pair) -> tuple[int, int]:
    order = {Meeting.APART: 0, Meeting.ONE_SIDED: 1, Meeting.SAME: 2}
    return order[pair.meeting], -(pair.steps or 0)
