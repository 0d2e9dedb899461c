"""Words with bars, for adults who find faces childish."""

from instruments.definition.texts import Labels
from instruments.styles.drawn import Wordy


class Words(Wordy):
    """A word for each answer, and on a scale bars that grow with it."""

    name = "words"
    labels = Labels({"nl": "woorden", "en": "words"})
    question_types = frozenset({"scale", "choice", "choices", "change", "goals"})


plugin = Words()
