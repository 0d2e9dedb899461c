"""What results and follow-up need to know of questions, without knowing any question type by name."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

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


def files_in(definition: Definition, answers: Mapping[str, Any]) -> dict[str, UUID]:
    """Give the ids of the files that valid answers name, by question."""
    asking = (q.key for q in definition.questions if question_types().get(q.type).shape is Shape.FILE)
    given = {key: answers[key]["value"] for key in asking if "value" in answers.get(key, {})}
    return {key: UUID(value["media"]) for key, value in given.items()}


def takes_file(definition: Definition, key: str, kind: str) -> bool:
    """Whether this question exists and may be answered with a file of this kind: photo, drawing or voice."""
    question = definition.by_key.get(key)
    if question is None or question_types().get(question.type).shape is not Shape.FILE:
        return False
    return kind in {each.value for each in question.media}
