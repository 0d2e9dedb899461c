"""The contract of an answer style.

A style SHALL have a name that never changes, labels for people who choose it, and say which question types it can show;
for each of them there SHALL be a template `questions/<type>/<style>.html`, which works as a plain form. It MAY choose
the picture of an answer. It SHALL NOT change an answer's code, label or place.
"""

from typing import ClassVar

from instruments.definition.texts import Labels
from instruments.types.base import Choosable


class AnswerStyle:
    """How a question shows its answers."""

    name: ClassVar[str]
    labels: ClassVar[Labels]
    """What it is called by people, in Dutch and English at least; also the words that an import knows it by."""
    question_types: ClassVar[frozenset[str]]
    preferable: ClassVar[bool] = True
    """Whether somebody may prefer it. Else it is only the one way in which some type is shown."""
    speaks: ClassVar[bool] = False
    """Whether each screen is read aloud by itself."""

    def template(self, question_type: str) -> str:
        """Template that shows a question of this type."""
        return f"questions/{question_type}/{self.name}.html"

    def picture(self, option: Choosable, place: int, count: int) -> str | None:
        """Key of the picture beside an answer; `place` counts from 0 out of `count`. None for no picture."""
        return option.picture
