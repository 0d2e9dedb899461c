"""Scales: stable codes, ends that are read together, and scales that may stand in for each other."""

from collections.abc import Iterator
from itertools import chain

from instruments.definition.faults import Problem
from instruments.definition.model import Definition, Scale


def problems(definition: Definition) -> Iterator[Problem]:
    """Give scales whose codes cannot be told apart or kept."""
    return chain(_scales(definition), _alternatives(definition))


def _scales(definition: Definition) -> Iterator[Problem]:
    for place, scale in enumerate(definition.scales):
        codes = [point.code for point in scale.points]
        if codes != sorted(set(codes)):
            fix = "Number the points upwards, from the negative to the positive end."
            yield Problem(("scales", place, "points"), f"The codes of '{scale.key}' do not rise one by one.", fix)
        if scale.top + scale.bottom > len(codes):
            message = f"Top and bottom of '{scale.key}' overlap: it has {len(codes)} points."
            yield Problem(("scales", place, "top"), message, "Take fewer points together.")


def _alternatives(definition: Definition) -> Iterator[Problem]:
    scales = {scale.key: scale for scale in definition.scales}
    for place, question in enumerate(definition.questions):
        for position, key in enumerate(question.other_scales):
            path = ("questions", place, "other_scales", position)
            if question.scale is None:
                message = f"A question without a scale has no other scale than '{key}'."
                yield Problem(path, message, "Add 'scale:', or remove 'other_scales'.")
            elif key not in scales:
                yield Problem(path, f"There is no scale '{key}'.", f"Use one of: {', '.join(scales)}.")
            else:
                earlier = [question.scale, *question.other_scales[:position]]
                known = [scales[name] for name in earlier if name in scales]
                yield from (Problem(path, *told) for told in _clashes(scales[key], known))


def _clashes(scale: Scale, others: list[Scale]) -> Iterator[tuple[str, str]]:
    codes = {point.code for point in scale.points}
    for other in others:
        shared = sorted(codes & {point.code for point in other.points})
        if shared:
            said = ", ".join(map(str, shared))
            message = f"'{scale.key}' and '{other.key}' share the codes {said}, so an answer would not tell its scale."
            yield message, "Give each scale codes of its own, such as 31, 32, 33."
        elif len(codes) == len(other.points):
            message = f"'{scale.key}' and '{other.key}' have as many points, so nobody needs one rather than the other."
            yield message, "Keep one of them."
