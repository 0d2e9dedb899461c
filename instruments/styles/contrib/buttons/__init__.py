"""A button for each answer."""

from instruments.styles.base import AnswerStyle


class Buttons(AnswerStyle):
    """Wide buttons with a word, and a drawing where there is one."""

    name = "buttons"
    question_types = frozenset({"choice"})


plugin = Buttons()
