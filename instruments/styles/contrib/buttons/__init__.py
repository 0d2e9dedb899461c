"""A button for each answer."""

from instruments.definition.texts import Labels
from instruments.styles.base import AnswerStyle


class Buttons(AnswerStyle):
    """Wide buttons with a word, and a drawing where there is one."""

    name = "buttons"
    labels = Labels({"nl": "knoppen", "en": "buttons"})
    question_types = frozenset({"choice", "choices"})
    preferable = False


plugin = Buttons()
