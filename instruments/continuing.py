"""Which questions of a version go on from an earlier one, and which start anew.

Two answers may stand side by side over the years only where the author says so, in `continues`, and where the answers
that could be given are the same. Everything else starts anew, so that no result compares what cannot be compared.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest

from instruments.definition.model import Definition, Question
from instruments.definition.texts import Texts
from instruments.types.base import Choosable
from instruments.types.registry import question_types


class Why(StrEnum):
    """Why a question starts anew."""

    NEW = "new"
    """It was not asked before."""
    UNMAPPED = "unmapped"
    """The version does not say that it goes on."""
    TYPE = "type"
    """It is answered in another way."""
    SCALE = "scale"
    """It has another scale."""
    ANSWERS = "answers"
    """The answers have other codes or labels."""


@dataclass(frozen=True, slots=True)
class Break:
    """A question of the new version whose answers cannot be compared with those to the old one."""

    question: str
    why: Why


def breaks(old: Definition, new: Definition) -> tuple[Break, ...]:
    """Give the questions of the new version that start anew, in the order in which they are asked.

    A question goes on when `continues` of the new version maps it to one of the old version, and both have the same
    type, scale, codes and labels. A label that only one of them has, in a language that came later, breaks nothing.
    Between the same versions nothing breaks.
    """
    if old.version == new.version:
        return ()
    mapped = _mapped(old, new)
    found = ((question.key, _why(old, new, question, mapped)) for question in new.questions)
    return tuple(Break(key, why) for key, why in found if why)


def goes_on(old: Definition, new: Definition) -> Mapping[str, str]:
    """Give the questions of the new version that can be compared with the old one, each with its key there."""
    anew = {one.question for one in breaks(old, new)}
    mapped = _mapped(old, new) if old.version != new.version else {key: key for key in new.question_keys}
    return {key: before for key, before in mapped.items() if key not in anew}


def _mapped(old: Definition, new: Definition) -> Mapping[str, str]:
    return next((each.questions for each in new.continues if each.version == old.version), {})


def _why(old: Definition, new: Definition, question: Question, mapped: Mapping[str, str]) -> Why | None:
    before = old.by_key.get(mapped.get(question.key, ""))
    if before is None:
        return Why.UNMAPPED if question.key in old.by_key else Why.NEW
    if before.type != question.type:
        return Why.TYPE
    if before.scale != question.scale:
        return Why.SCALE
    same = _alike(_answers(old, before), _answers(new, question))
    return None if same else Why.ANSWERS


def _answers(definition: Definition, question: Question) -> tuple[Choosable, ...]:
    return question_types().get(question.type).options(definition, question)


def _alike(old: Iterable[Choosable], new: Iterable[Choosable]) -> bool:
    return all(
        was is not None and now is not None and was.code == now.code and _same_words(was.labels, now.labels)
        for was, now in zip_longest(old, new)
    )


def _same_words(old: Texts, new: Texts) -> bool:
    shared = old.wordings.keys() & new.wordings.keys()
    return bool(shared) and all(old.wordings[tag] == new.wordings[tag] for tag in shared)
