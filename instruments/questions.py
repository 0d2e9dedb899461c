"""What results and follow-up need to know of questions, without knowing any question type by name."""

from collections.abc import Mapping

from instruments.definition.model import Code, Definition, Question
from instruments.types.registry import question_types
from instruments.types.shape import Shape


def change_questions(definition: Definition) -> Mapping[str, str]:
    """Give the key of the change question by domain, in the order in which they are asked."""
    types = question_types()
    asking = (question for question in definition.questions if types.get(question.type).asks_change)
    return {question.domain: question.key for question in asking if question.domain}


def codes_of(definition: Definition, key: str) -> tuple[Code, ...] | None:
    """Give the codes of a question that is answered with one of them, in order, for counting; None for any other.

    Raises LookupError when there is no such question.
    """
    question = definition.question(key)
    question_type = question_types().get(question.type)
    return question_type.codes(definition, question) if question_type.shape is Shape.ONE else None


def asks_goals(definition: Definition) -> bool:
    """Whether a question needs the goals of the client who answers."""
    return any(question_types().get(question.type).needs_goals for question in definition.questions)


def agreements_in(definition: Definition) -> tuple[Question, ...]:
    """Give the questions whose answer says what is going to happen, who does it and when."""
    return tuple(question for question in definition.questions if question_types().get(question.type).makes_agreement)
