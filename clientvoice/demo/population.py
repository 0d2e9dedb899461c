"""People who answer like the field does: marks cluster at 7 and 8, some do not know, some rather not say. Pure."""

from math import ceil, floor
from random import Random
from typing import Any

from clientvoice.demo import names
from instruments.definition.model import Definition, Question
from instruments.routing import visible

DONT_KNOW = {"declined": "dont_know"}
RATHER_NOT = {"declined": "rather_not"}
SCALE_WEIGHTS = (3, 8, 19, 47, 23)
MARK_WEIGHTS = (0, 0, 1, 2, 5, 12, 32, 33, 11, 4)
CHANGE_WEIGHTS = {"change": 24, "keep": 62}
Answers = dict[str, Any]


def answers(definition: Definition, chance: Random) -> Answers:
    """Return what one simulated person says to every question that is shown, in the form of a submission's answers."""
    said: Answers = {}
    content = chance.gauss(0, 0.7)
    for question in definition.questions:
        if question.key in visible(definition, said):
            said[question.key] = _item(question, content, chance)
    return said


def how_many(size: int, chance: Random, shares: tuple[float, float]) -> int:
    """Return how many of a team of `size` take part: a share between both ends, also when the team is small.

    Where no whole number of people lies between the ends, the nearest below the upper end is taken.
    """
    least, most = ceil(shares[0] * size), floor(shares[1] * size)
    return min(most, max(least, round(chance.uniform(*shares) * size)))


def _item(question: Question, content: float, chance: Random) -> dict[str, Any]:
    draw = chance.random()
    if draw < 0.05:  # noqa: PLR2004 -- one in twenty does not know
        return DONT_KNOW
    if draw < 0.08:  # noqa: PLR2004 -- three in a hundred rather not say
        return RATHER_NOT
    return _ITEMS[question.type](question, content, chance)


def _scale(_question: Question, content: float, chance: Random) -> dict[str, Any]:
    point = chance.choices(range(1, 6), SCALE_WEIGHTS)[0] + round(content)
    return {"value": min(5, max(1, point))}


def _mark(_question: Question, content: float, chance: Random) -> dict[str, Any]:
    mark = chance.choices(range(1, 11), MARK_WEIGHTS)[0] + round(content / 2)
    return {"value": min(10, max(1, mark))}


def _change(_question: Question, content: float, chance: Random) -> dict[str, Any]:
    wants = CHANGE_WEIGHTS["change"] - round(content * 10)
    return {"value": chance.choices(("change", "keep"), (max(5, wants), CHANGE_WEIGHTS["keep"]))[0]}


def _choice(question: Question, _content: float, chance: Random) -> dict[str, Any]:
    first, *others = [option.code for option in question.options]
    return {"value": first if chance.random() < 0.9 else chance.choice(others)}  # noqa: PLR2004 -- nine in ten told all


def _text(question: Question, _content: float, chance: Random) -> dict[str, Any]:
    wants = names.WANTS.get(question.domain or "", (names.CLOSING_REMARK,))
    lines = _REMARKS.get(question.key, wants)
    return {"value": chance.choice(lines)}


_REMARKS: dict[str, tuple[str, ...]] = {"gaat-goed": names.GOOD_THINGS, "tip": names.TIPS}
_ITEMS = {"scale": _scale, "mark": _mark, "change": _change, "choice": _choice, "text": _text}
