"""Whether a form counts as complete or as partly answered."""

from enum import StrEnum

from instruments.definition.model import Definition, Question
from instruments.routing import Answers, visible
from instruments.types.registry import question_types


class Completeness(StrEnum):
    """How much of a form was answered."""

    COMPLETE = "complete"
    PARTLY = "partly"


def completeness(definition: Definition, answers: Answers) -> Completeness:
    """Judge valid answers by the definition's `complete_when`.

    Complete: of the core and change questions that routing shows, at least that share has an item, be it an answer or
    a decline, and at least one question of any sort has a real answer. A conversation: that many themes have a real
    answer, and the closing question has an item.
    """
    needed = definition.complete_when
    reached = _share_reached if needed.themes is None else _themes_reached
    answered = any("value" in item for item in answers.values())
    return Completeness.COMPLETE if answered and reached(definition, answers) else Completeness.PARTLY


def _share_reached(definition: Definition, answers: Answers) -> bool:
    counting = [key for key in visible(definition, answers) if _counts(definition.question(key))]
    # Divide, not multiply: 7 / 10 is the number that a file writes as 0.7, but 0.7 * 10 is a little more than 7.
    share = definition.complete_when.share or 0
    return not counting or sum(key in answers for key in counting) / len(counting) >= share


def _themes_reached(definition: Definition, answers: Answers) -> bool:
    told = (definition.question(key).domain for key, item in answers.items() if "value" in item)
    themes = set(told) - {None}
    return len(themes) >= (definition.complete_when.themes or 0) and definition.closing.question in answers


def _counts(question: Question) -> bool:
    return question.core or question_types().get(question.type).asks_change
