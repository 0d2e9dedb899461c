"""A camera, a sheet to draw on and a microphone."""

from instruments.definition.texts import Labels
from instruments.styles.drawn import Wordy


class Capturing(Wordy):
    """A button for each of what may be given; what was made is seen or heard before it is kept."""

    name = "capturing"
    labels = Labels({"nl": "foto, tekening of opname", "en": "photo, drawing or recording"})
    question_types = frozenset({"media"})
    preferable = False


plugin = Capturing()
