"""Faces with a word. Sad, not angry; all of one colour, so that none looks better than another."""

from instruments.definition.texts import Labels
from instruments.styles.drawn import DrawnScale


class Faces(DrawnScale):
    """A face and a word for each point."""

    name = "faces"
    labels = Labels({"nl": "gezichten", "en": "faces"})
    question_types = frozenset({"scale", "goals"})
    drawing = "gezicht"


plugin = Faces()
