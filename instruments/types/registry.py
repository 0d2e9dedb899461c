"""The question types that exist: ours, and those of installed packages."""

from functools import cache

from instruments.registry import Registry
from instruments.types import contrib
from instruments.types.base import QuestionType


@cache
def question_types() -> Registry[QuestionType]:
    """Give the one registry of question types. Raises DuplicateNameError when two share a name."""
    registry = Registry[QuestionType]("question type")
    registry.register_package(contrib)
    registry.register_entry_points("clientvoice.question_types")
    return registry
