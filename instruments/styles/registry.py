"""The answer styles that exist: ours, and those of installed packages."""

from functools import cache

from instruments.registry import Registry
from instruments.styles import contrib
from instruments.styles.base import AnswerStyle
from instruments.types.base import QuestionType


@cache
def answer_styles() -> Registry[AnswerStyle]:
    """Give the one registry of answer styles. Raises DuplicateNameError when two share a name."""
    registry = Registry[AnswerStyle]("answer style")
    registry.register_package(contrib)
    registry.register_entry_points("clientvoice.answer_styles")
    return registry


def preferable_styles() -> tuple[AnswerStyle, ...]:
    """Give the styles that somebody may prefer, in order of their names."""
    return tuple(style for style in answer_styles() if style.preferable)


def reads_aloud(name: str) -> bool:
    """Whether screens in the style of this name are read aloud by themselves; no style of that name reads nothing."""
    return name in answer_styles() and answer_styles().get(name).speaks


def styles_for(question_type: QuestionType) -> tuple[AnswerStyle, ...]:
    """Give every style that can show a question of this type, the default first."""
    fitting = [style for style in answer_styles() if question_type.name in style.question_types]
    return tuple(sorted(fitting, key=lambda style: style.name != question_type.default_style))


def style_for(question_type: QuestionType, preferred: str | None) -> AnswerStyle:
    """Give the preferred style where it can show this type, else the type's default."""
    fitting = styles_for(question_type)
    return next((style for style in fitting if style.name == preferred), fitting[0])
