"""People who answer like the field does: marks cluster at 7 and 8, some do not know, some rather not say. Pure."""

from collections.abc import Callable
from math import ceil, floor
from random import Random
from typing import Any

from clientvoice.demo import names
from instruments.definition.model import Code, Definition, Question
from instruments.routing import visible
from instruments.types.registry import question_types
from instruments.types.shape import Shape, Value

DONT_KNOW = {"declined": "dont_know"}
RATHER_NOT = {"declined": "rather_not"}
WEIGHTS = {
    2: (2, 8),
    3: (1, 3, 6),
    4: (3, 15, 55, 27),
    5: (3, 8, 19, 47, 23),
    10: (0, 0, 1, 2, 5, 12, 32, 33, 11, 4),
}
"""How often each answer is given, by the number of answers."""
MOOD = {2: 0.2, 3: 0.5, 4: 0.7, 5: 1, 10: 0.5}
"""How many answers up or down the mood of a person carries, by the number of answers."""
CHANGE_WEIGHTS = {"change": 24, "keep": 62}
Answers = dict[str, Any]


def answers(definition: Definition, chance: Random) -> Answers:
    """Return what one simulated person says to every question that is shown, in the form of a submission's answers."""
    said: Answers = {}
    content = chance.gauss(0, 0.7)
    for question in definition.questions:
        if question.key in visible(definition, said):
            said[question.key] = _item(definition, question, content, chance)
    return said


def how_many(size: int, chance: Random, shares: tuple[float, float]) -> int:
    """Return how many of a team of `size` take part: a share between both ends, also when the team is small.

    Where no whole number of people lies between the ends, the nearest below the upper end is taken.
    """
    least, most = ceil(shares[0] * size), floor(shares[1] * size)
    return min(most, max(least, round(chance.uniform(*shares) * size)))


def _item(definition: Definition, question: Question, content: float, chance: Random) -> dict[str, Any]:
    draw = chance.random()
    if draw < 0.05:  # noqa: PLR2004 -- one in twenty does not know
        return DONT_KNOW
    if draw < 0.08:  # noqa: PLR2004 -- three in a hundred rather not say
        return RATHER_NOT
    question_type = question_types().get(question.type)
    if question_type.asks_change:
        return {"value": _change(content, chance)}
    say = _BY_SHAPE.get(question_type.shape)
    return {"value": say(definition, question, content, chance)} if say else RATHER_NOT


def _one(definition: Definition, question: Question, content: float, chance: Random) -> Code:
    codes = question_types().get(question.type).codes(definition, question) or ()
    if not isinstance(codes[0], int):
        first, *others = codes
        return first if chance.random() < 0.9 else chance.choice(others)  # noqa: PLR2004 -- nine in ten told all
    place = chance.choices(range(len(codes)), WEIGHTS[len(codes)])[0] + round(content * MOOD[len(codes)])
    return codes[min(len(codes) - 1, max(0, place))]


def _several(_definition: Definition, question: Question, _content: float, chance: Random) -> list[str]:
    codes = [option.code for option in question.options if not option.alone]
    drawn = chance.sample(codes, min(len(codes), chance.randint(1, 3)))
    return [code for code in codes if code in drawn]


def _change(content: float, chance: Random) -> str:
    wants = CHANGE_WEIGHTS["change"] - round(content * 10)
    return chance.choices(("change", "keep"), (max(5, wants), CHANGE_WEIGHTS["keep"]))[0]


def _words(_definition: Definition, question: Question, _content: float, chance: Random) -> str:
    wants = names.WANTS.get(question.domain or "", (names.CLOSING_REMARK,))
    return chance.choice(_REMARKS.get(question.key, wants))


def _rows(definition: Definition, question: Question, content: float, chance: Random) -> dict[str, Code]:
    rows = question_types().get(question.type).rows(definition, question)
    return {row.id: _one(definition, question, content, chance) for row in rows}


def _record(_definition: Definition, question: Question, _content: float, chance: Random) -> dict[str, Any]:
    who = chance.choice(question.options).code
    return {"what": chance.choice(tuple(names.AGREED.values())), "who": [who], "when": None}


_REMARKS: dict[str, tuple[str, ...]] = {"gaat-goed": names.GOOD_THINGS, "tip": names.TIPS}
_BY_SHAPE: dict[Shape, Callable[[Definition, Question, float, Random], Value]] = {
    Shape.ONE: _one,
    Shape.SEVERAL: _several,
    Shape.WORDS: _words,
    Shape.ROWS: _rows,
    Shape.RECORD: _record,
}
