"""Sound only: for somebody who cannot see the screen. Each answer is heard before it is chosen."""

from instruments.definition.texts import Labels
from instruments.styles.drawn import Wordy


class Sound(Wordy):
    """Wide answers below each other, each read aloud when it is touched or reached by a key."""

    name = "sound"
    labels = Labels({"nl": "alleen geluid", "en": "sound only"})
    question_types = frozenset({"scale", "mark", "choice", "choices", "change", "goals"})
    speaks = True


plugin = Sound()
