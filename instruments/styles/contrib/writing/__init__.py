"""A box to write in."""

from instruments.definition.texts import Labels
from instruments.styles.drawn import Wordy


class Writing(Wordy):
    """Lines to write on."""

    name = "writing"
    labels = Labels({"nl": "schrijven", "en": "writing"})
    question_types = frozenset({"text", "agreement"})
    preferable = False


plugin = Writing()
