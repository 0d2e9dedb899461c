"""Whether any way of answering leads to a question.

A question is reached when somebody of one audience, with one value of each variant, can give answers (or give none:
every question may be declined) with which routing shows it. Conditions look only at earlier questions, so the search
goes backwards: what must be answered must itself be shown, and so on until nothing is demanded any more.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from instruments.definition.answer_codes import possible_values
from instruments.definition.model import Audience, Condition, Definition, Operator, Question
from instruments.routing import holds

MAX_STEPS = 10_000
"""Steps for all questions of a definition together. Only `any` with several conditions makes the search branch: real
instruments take a few per question. A file made to take more is not searched to the end, and its questions count as
reached: the bound may miss a fault, but never invents one."""

Demands = Mapping[str, tuple[Condition, ...]]
"""Conditions that must hold, by the question whose answer they are about."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a way to a question asks for: answers, and who is asked."""

    answers: Demands
    audience: Audience
    variants: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass
class Reachability:
    """The search over one definition, whose conditions are known to be right one by one."""

    definition: Definition
    steps: int = 0

    def reaches(self, question: Question, audience: Audience, given: Demands | None = None) -> bool:
        """Whether somebody of this audience can come to the question, while also the `given` conditions hold."""
        earlier = {key: conditions for key, conditions in (given or {}).items() if self._is_before(key, question.key)}
        return any(self._can_be(wanted) for wanted in self._ways_to(question, Wanted(earlier, audience)))

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {key: place for place, key in enumerate(self.definition.question_keys)}

    def _is_before(self, key: str, other: str) -> bool:
        return self._places[key] < self._places[other]

    def _can_be(self, wanted: Wanted) -> bool:
        """Settle the last question that must have an answer, and go on with those before it."""
        self.steps += 1
        latest = self._latest_demand(wanted)
        if latest is None or self.steps > MAX_STEPS:
            return True
        if not self._can_be_answered(self.definition.by_key[latest], wanted.answers[latest]):
            return False
        before = {key: conditions for key, conditions in wanted.answers.items() if self._is_before(key, latest)}
        ways = self._ways_to(self.definition.by_key[latest], replace(wanted, answers=before))
        return any(self._can_be(further) for further in ways)

    def _can_be_answered(self, question: Question, conditions: tuple[Condition, ...]) -> bool:
        mentioned = [one.answer for one in conditions if one.operator is Operator.EQUAL]
        values = possible_values(self.definition, question, mentioned)
        return any(_all_hold(conditions, value) for value in values)

    def _latest_demand(self, wanted: Wanted) -> str | None:
        """The last question that must have an answer; where none will do, none is given."""
        needed = (key for key, conditions in wanted.answers.items() if not _all_hold(conditions, None))
        return max(needed, key=self._places.__getitem__, default=None)

    def _ways_to(self, question: Question, wanted: Wanted) -> Iterator[Wanted]:
        """Every way in which routing can show the question; none when it is not asked of these people."""
        if question.audiences and wanted.audience not in question.audiences:
            return
        variants = dict(wanted.variants)
        for key, values in question.only_for.items():
            variants[key] = variants.get(key, frozenset(values)) & frozenset(values)
        if not all(variants.values()):
            return
        together = [question.show_when] if question.enable_behavior == "all" else [(one,) for one in question.show_when]
        for conditions in together or [()]:
            yield Wanted(_with(wanted.answers, conditions), wanted.audience, variants)


def _with(demands: Demands, conditions: tuple[Condition, ...]) -> Demands:
    more = dict(demands)
    for condition in conditions:
        more[condition.question] = (*more.get(condition.question, ()), condition)
    return more


def _all_hold(conditions: tuple[Condition, ...], value: object) -> bool:
    return all(holds(condition, None if value is None else {"value": value}) for condition in conditions)
