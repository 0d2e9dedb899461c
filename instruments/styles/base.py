"""The contract of an answer style.

A style SHALL have a name and say which question types it can show; for each of them there SHALL be a template
`questions/<type>/<style>.html`. It MAY choose the picture of an answer. It SHALL NOT change an answer's code or label.
"""

from typing import ClassVar

from instruments.types.base import Choosable


class AnswerStyle:
    """How a question shows its answers."""

    name: ClassVar[str]
    question_types: ClassVar[frozenset[str]]

    def template(self, question_type: str) -> str:
        """Template that shows a question of this type."""
        return f"questions/{question_type}/{self.name}.html"

    def picture(self, option: Choosable, place: int, count: int) -> str | None:
        """Key of the picture beside an answer; `place` counts from 0 out of `count`. None for no picture."""
        return option.picture
