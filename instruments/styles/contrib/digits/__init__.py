"""Digits: the marks from 1 to 10, and the points of a scale counted from 1."""

from instruments.definition.texts import Labels
from instruments.styles.drawn import Wordy


class Digits(Wordy):
    """A digit for each point or mark."""

    name = "digits"
    labels = Labels({"nl": "cijfers", "en": "digits"})
    question_types = frozenset({"scale", "mark", "goals"})


plugin = Digits()
