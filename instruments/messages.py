"""The sentences about answers. They are in English here; who shows them translates them first, then fills them in."""


def gettext_noop(message: str) -> str:
    """Mark a sentence for the message catalogues without translating it, as Django's function of that name does."""
    return message


NOT_AN_OBJECT = gettext_noop("The answers must be an object with one item per question.")
UNKNOWN_QUESTION = gettext_noop("This question is not part of the list.")
MISSING = gettext_noop("This question was shown, so it needs an answer or a reason why there is none.")
NOT_SHOWN = gettext_noop("This question was not shown, so it cannot have an answer.")
WRONG_ITEM = gettext_noop("Give either a value, or a reason why there is no answer.")
UNKNOWN_KEY = gettext_noop("This key is not known here.")
WRONG_DECLINE = gettext_noop("The reason must be one of: %(codes)s.")
NOT_QUOTABLE = gettext_noop("Only a written answer can be quoted.")
WRONG_TYPE = gettext_noop("The answer is of the wrong type.")
WRONG_CODE = gettext_noop("The answer must be one of: %(codes)s.")
TWICE = gettext_noop("The same answer stands here twice.")
ALONE = gettext_noop("The answer %(code)s goes with no other.")
UNKNOWN_ROW = gettext_noop("This is not one of the things that are asked about.")
WRONG_DAY = gettext_noop("A day is written as year, month and day: 2026-09-14.")
NO_WHAT = gettext_noop("Write down what is going to happen.")
NO_WHO = gettext_noop("Choose who is going to do it.")
EMPTY = gettext_noop("The answer is empty.")
TOO_LONG = gettext_noop("The answer is longer than %(limit)s characters.")
UNSTORABLE = gettext_noop("The answer holds a character that cannot be stored.")
TOO_MANY = gettext_noop("The list is longer than %(limit)s questions.")
SHOWN_TWICE = gettext_noop("This question is named twice.")
