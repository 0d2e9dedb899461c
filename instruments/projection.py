"""A definition as one person is asked it: their audience, variant, number of points and goals.

What comes out is a definition again, so routing, validation, completeness and rendering need not know of any of these.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from instruments.definition.model import Audience, Definition, Goal, Question
from instruments.types.registry import question_types

SOME_GOALS = (Goal(id="goal", words=""),)
"""Stand for the goals of whoever has any, where it is not yet known who is asked."""


@dataclass(frozen=True, slots=True)
class Situation:
    """Who is asked. What is None or empty leaves the definition as it is.

    variant: chosen value by the key of each variant. points: how many points on a scale suit this person. named:
    whether answers are kept by name.
    """

    audience: Audience | None = None
    variant: Mapping[str, str] = field(default_factory=dict)
    points: int | None = None
    goals: tuple[Goal, ...] = ()
    named: bool = True


def project(definition: Definition, situation: Situation) -> Definition:
    """Give the definition with the questions, wording and scales of this situation, in the same order."""
    questions = tuple(
        _asked(definition, question, situation)
        for question in definition.questions
        if is_asked(question, situation) and _can_be_asked(question, situation)
    )
    return definition.with_questions(questions, situation.goals)


def is_asked(question: Question, situation: Situation) -> bool:
    """Whether this question is for this audience and these values of the variants."""
    if situation.audience and question.audiences and situation.audience not in question.audiences:
        return False
    chosen = situation.variant
    return all(chosen[key] in values for key, values in question.only_for.items() if key in chosen)


def _can_be_asked(question: Question, situation: Situation) -> bool:
    question_type = question_types().get(question.type)
    has_goals = bool(situation.goals) or not question_type.needs_goals
    return has_goals and (situation.named or not (question.only_named or question_type.needs_names))


def _asked(definition: Definition, question: Question, situation: Situation) -> Question:
    changes: dict[str, Any] = {}
    if situation.audience in question.texts_for:
        changes["texts"] = question.texts_for[situation.audience]
    if situation.points and question.other_scales:
        changes |= {"scale": _scale(definition, question, situation.points), "other_scales": ()}
    return question.model_copy(update=changes) if changes else question


def _scale(definition: Definition, question: Question, points: int) -> str | None:
    """The scale with this many points, else the nearest one with fewer, else the question's own."""
    keys = [question.scale, *question.other_scales]
    lengths = {key: len(definition.scale(key).points) for key in keys}
    fitting = [key for key in keys if lengths[key] <= points]
    return max(fitting, key=lambda key: lengths[key]) if fitting else min(keys, key=lambda key: lengths[key])


def chosen(definition: Definition, variant: Mapping[str, str]) -> dict[str, str]:
    """Give a value for every variant: the chosen one where it exists, else the first."""
    known = {each.key: tuple(value.key for value in each.values) for each in definition.variants}
    return {key: variant[key] if variant.get(key) in values else values[0] for key, values in known.items()}


def variant_words(definition: Definition, variant: Mapping[str, str], language: str) -> dict[str, str]:
    """Give the words with which the chosen values of the variants fill the texts, by the name of the place."""
    values = chosen(definition, variant)
    words = (value.words for each in definition.variants for value in each.values if value.key == values[each.key])
    return {name: labels.in_language(language) for those in words for name, labels in those.items()}


def every_word(definition: Definition, language: str) -> dict[str, str]:
    """Give what the texts say to anybody: in each place the words of all values of its variant, as in farm / shop."""
    found: dict[str, list[str]] = {}
    for value in (value for variant in definition.variants for value in variant.values):
        for name, labels in value.words.items():
            found.setdefault(name, []).append(labels.in_language(language))
    return {name: " / ".join(dict.fromkeys(words)) for name, words in found.items()}
