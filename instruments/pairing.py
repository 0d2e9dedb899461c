"""A paired instrument: what the client and the support worker each answered, side by side, to talk about.

Neither of the two is right. A difference is where the talk begins; nothing is averaged, and the client stands first.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from instruments.definition.model import Audience, Code, Definition
from instruments.measuring import Measure, measures
from instruments.projection import Situation, is_asked
from instruments.routing import Answers
from instruments.types.base import Choosable


class Meeting(StrEnum):
    """How two answers meet."""

    SAME = "same"
    APART = "apart"
    ONE_SIDED = "one_sided"


@dataclass(frozen=True, slots=True)
class Pair:
    """One question that both were asked.

    client, worker: their codes, None without an answer. steps: how many points apart on one scale; 0 when the same,
    None where the answers have no order, are on two scales, or one of them is missing.
    """

    question: str
    client: Code | None
    worker: Code | None
    meeting: Meeting
    steps: int | None


def pairs(definition: Definition, client: Answers, worker: Answers) -> tuple[Pair, ...]:
    """Give every question that both were asked and at least one answered, furthest apart first.

    Equals stay in the order in which they are asked. Answers are valid ones to the same release; the two may have been
    asked on scales of their own, and then meet where the words are the same.
    """
    by_question = groupby(_shared(definition), key=lambda measure: measure.question.key)
    found = (_pair(key, tuple(measures), client, worker) for key, measures in by_question)
    return tuple(sorted(filter(None, found), key=_furthest_first))


def _shared(definition: Definition) -> Iterator[Measure]:
    both = (Audience.CLIENT, Audience.SUPPORT_WORKER)
    for measure in measures(definition):
        if all(is_asked(measure.question, Situation(audience=audience)) for audience in both):
            yield measure


def _pair(key: str, scales: Sequence[Measure], client: Answers, worker: Answers) -> Pair | None:
    one, other = (_answer(scales, answers.get(key)) for answers in (client, worker))
    if one is None or other is None:
        codes = (one.code if one else None, other.code if other else None)
        return Pair(key, *codes, Meeting.ONE_SIDED, None) if one or other else None
    together = next((scale for scale in scales if {one.code, other.code} <= {*scale.codes}), None)
    same = one.code == other.code if together else one.labels == other.labels
    steps = _steps(together, one.code, other.code) if together and together.numbered else None
    return Pair(key, one.code, other.code, Meeting.SAME if same else Meeting.APART, steps)


def _answer(scales: Sequence[Measure], item: object) -> Choosable | None:
    value = item.get("value") if isinstance(item, Mapping) else None
    options = (option for scale in scales for option in scale.options)
    return next((option for option in options if option.code == value and type(option.code) is type(value)), None)


def _steps(scale: Measure, one: Code, other: Code) -> int:
    return abs(scale.codes.index(one) - scale.codes.index(other))


def _furthest_first(pair: Pair) -> tuple[int, int]:
    order = {Meeting.APART: 0, Meeting.ONE_SIDED: 1, Meeting.SAME: 2}
    return order[pair.meeting], -(pair.steps or 0)
