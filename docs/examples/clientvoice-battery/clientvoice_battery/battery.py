"""An answer style: a battery that is more or less full, with its word."""

from instruments.definition.texts import Labels
from instruments.styles.base import AnswerStyle


class Battery(AnswerStyle):
    """A battery and a word for each level."""

    name = "battery"
    labels = Labels({"nl": "batterijen", "en": "batteries"})
    question_types = frozenset({"energy"})
    preferable = False


plugin = Battery()
