"""A question type: how much energy somebody has left, from 0 (empty) to 4 (full)."""

from instruments.definition.model import Definition, Point, Question
from instruments.definition.texts import Labels
from instruments.types.base import CodedType

LEVELS = {
    0: {"nl": "Leeg", "en": "Empty"},
    1: {"nl": "Bijna leeg", "en": "Almost empty"},
    2: {"nl": "Half vol", "en": "Half full"},
    3: {"nl": "Bijna vol", "en": "Almost full"},
    4: {"nl": "Vol", "en": "Full"},
}


class Energy(CodedType):
    """One of five levels. The shape of its value is one code, so the form and the tablet know how to read it."""

    name = "energy"
    default_style = "battery"

    def options(self, definition: Definition, question: Question) -> tuple[Point, ...]:
        """The five levels, from empty to full."""
        return tuple(Point(code=code, labels=Labels(words)) for code, words in LEVELS.items())


plugin = Energy()
