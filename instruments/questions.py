"""What results and follow-up need to know of questions, without knowing any question type by name."""

from collections.abc import Mapping

from instruments.definition.model import Code, Definition
from instruments.types.registry import question_types


def change_questions(definition: Definition) -> Mapping[str, str]:
    """Give the key of the change question by domain, in the order in which they are asked."""
    types = question_types()
    asking = (question for question in definition.questions if types.get(question.type).asks_change)
    return {question.domain: question.key for question in asking if question.domain}


def codes_of(definition: Definition, key: str) -> tuple[Code, ...] | None:
    """Give the codes of a question in order, for counting; None for own words. Raises LookupError for no question."""
    question = definition.question(key)
    return question_types().get(question.type).codes(definition, question)
