"""Big pictures: the subject or the person's own photo, and a drawing for each answer."""

from instruments.definition.texts import Labels
from instruments.styles.drawn import DrawnScale


class Pictures(DrawnScale):
    """A big picture of what is asked, and a face or a drawing with a word for each answer."""

    name = "pictures"
    labels = Labels({"nl": "plaatjes", "en": "pictures"})
    question_types = frozenset({"scale", "choice", "choices", "change", "goals"})
    drawing = "gezicht"


plugin = Pictures()
