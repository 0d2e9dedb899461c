"""A drawing and a word for each answer."""

from instruments.styles.base import AnswerStyle


class Pictures(AnswerStyle):
    """Big drawings with a word."""

    name = "pictures"
    question_types = frozenset({"change"})


plugin = Pictures()
