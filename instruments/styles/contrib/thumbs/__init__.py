"""Thumbs with a word, for who likes neither faces nor bars."""

from instruments.definition.texts import Labels
from instruments.styles.drawn import DrawnScale


class Thumbs(DrawnScale):
    """A thumb and a word for each point."""

    name = "thumbs"
    labels = Labels({"nl": "duimen", "en": "thumbs"})
    question_types = frozenset({"scale", "goals"})
    drawing = "duim"


plugin = Thumbs()
