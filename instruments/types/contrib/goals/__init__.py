"""The same question about each goal of the client, on a scale or with options of its own.

The goals are no part of a file: they come with the person, when a definition is projected. Without goals the question
is not asked. A goal about which somebody does not know is left out of the answer; at least one is in it, else the
whole question is declined.
"""

from collections.abc import Iterator, Mapping

from instruments.definition.faults import Problem
from instruments.definition.model import Code, Definition, Question
from instruments.messages import EMPTY, UNKNOWN_ROW, WRONG_TYPE
from instruments.types.base import Choosable, InvalidAnswerError, QuestionType, accepted_code
from instruments.types.from_scale import option_problems, points, points_accepted, scale_problems
from instruments.types.shape import Row, Shape


class Goals(QuestionType):
    """A code by the id of each goal, in the order of the goals."""

    name = "goals"
    shape = Shape.ROWS
    default_style = "faces"
    uses = frozenset({"scale", "options"})
    needs_goals = True
    tidies = True

    def validate(self, definition: Definition, question: Question, value: object) -> dict[str, Code]:
        """Give the codes in the order of the goals.

        Raises InvalidAnswerError when there are none, one is about something else than a goal, or is no code.
        """
        if not isinstance(value, Mapping):
            raise InvalidAnswerError("wrong_type", WRONG_TYPE)
        if not value:
            raise InvalidAnswerError("empty", EMPTY)
        ids = [goal.id for goal in definition.goals]
        for goal_id in value:
            if goal_id not in ids:
                raise InvalidAnswerError("unknown_row", UNKNOWN_ROW, path=(str(goal_id),))
        codes = self.accepted(definition, question)
        return {goal_id: accepted_code(codes, value[goal_id], goal_id) for goal_id in ids if goal_id in value}

    def options(self, definition: Definition, question: Question) -> tuple[Choosable, ...]:
        """Points of the scale, or the options."""
        return points(definition, question) if question.scale else question.options

    def rows(self, definition: Definition, question: Question) -> tuple[Row, ...]:
        """The goals in the client's own words."""
        return tuple(Row(goal.id, goal.words) for goal in definition.goals)

    def accepted(self, definition: Definition, question: Question) -> tuple[Code, ...]:
        """Codes of the options, or of every scale that may be asked."""
        return points_accepted(definition, question) if question.scale else self.codes(definition, question) or ()

    def problems(self, definition: Definition, question: Question) -> Iterator[Problem]:
        """Say that there is neither a scale nor options, or both, or that they are not right."""
        if question.scale and question.options:
            yield Problem(("options",), "A question about goals has a scale or options, not both.", "Remove one.")
        elif question.options:
            yield from option_problems(question)
        else:
            yield from scale_problems(definition, question)


plugin = Goals()
