"""What somebody said for each domain, read out of the answers to an instrument."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from instruments.definition.model import Definition
from instruments.questions import change_questions, codes_of
from supportplans.choices import ChangeAnswer

Answers = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Said:
    """The answer for one domain, with the domain's name and picture as they were shown, and the words added to it."""

    domain: str
    label: str
    picture: str
    answer: ChangeAnswer
    words: str


def said(definition: Definition, answers: Answers, *, language: str) -> tuple[Said, ...]:
    """Return one `Said` per change question that was answered, in the order of the questions.

    `answers` has the shape `{key: {"value": …} | {"declined": …}}`. Who declined, or was not asked, said nothing, and
    nothing is made of it.
    """
    return tuple(
        _said(definition, domain, question, answers, language)
        for domain, question in change_questions(definition).items()
        if _value(answers, question) in ChangeAnswer.values
    )


def _said(definition: Definition, domain_key: str, question: str, answers: Answers, language: str) -> Said:
    domain = definition.domain(domain_key)
    answer = ChangeAnswer(str(_value(answers, question)))
    return Said(
        domain=domain.key,
        label=domain.labels.in_language(language),
        picture=domain.picture or "",
        answer=answer,
        words="\n".join(_words(definition, question, answers)) if answer is ChangeAnswer.CHANGE else "",
    )


def _words(definition: Definition, change: str, answers: Answers) -> Iterator[str]:
    """Give what was written in answer to the questions that show because of this change question."""
    for question in definition.questions:
        follows = any(condition.question == change for condition in question.show_when)
        words = _value(answers, question.key)
        if follows and isinstance(words, str) and codes_of(definition, question.key) is None:
            yield words


def _value(answers: Answers, key: str) -> object:
    return answers.get(key, {}).get("value")
