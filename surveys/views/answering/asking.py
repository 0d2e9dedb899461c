"""The questions with what belongs to them on the page: when they are asked, and what is still wrong."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from instruments.answers import AnswerFault
from instruments.rendering import InstrumentView, QuestionView
from surveys.choices import Helped

HELPED_PICTURES = {Helped.ALONE: "alleen", Helped.READ_ALOUD: "voorlezen", Helped.TOGETHER: "hulp"}
"""The drawing beside each way of being helped."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on the page. `only_if` is the question and the answer it depends on, empty when it always comes."""

    question: QuestionView
    only_if: tuple[str, str] | None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class HelpChoice:
    """One way of being helped, ready for the page."""

    code: str
    label: str
    picture: str
    chosen: bool


def asked(instrument: InstrumentView, faults: Mapping[str, str] | None = None) -> list[Asked]:
    """Return every question of the page, also those that depend on another answer."""
    by_key = {question.key: question for question in instrument.questions}
    return [Asked(q, _only_if(q, by_key), (faults or {}).get(q.key, "")) for q in instrument.questions]


def _only_if(question: QuestionView, by_key: Mapping[str, QuestionView]) -> tuple[str, str] | None:
    """Say the first condition that one chosen answer meets; who is not asked the other question is told nothing."""
    for condition in question.show_when:
        other = by_key.get(str(condition["question"]))
        if other and condition["operator"] == "=":
            labels = (option.label for option in other.options if option.value == condition["answer"])
            return other.text, next(labels, str(condition["answer"]))
    return None


def in_words(faults: list[AnswerFault], *, formal: bool) -> dict[str, str]:
    """Return one plain sentence per question that is wrong, by its key."""
    return {_key(fault): _sentence(fault, formal=formal) for fault in reversed(faults)}


def _key(fault: AnswerFault) -> str:
    _root, _answers, key, *_rest = [*fault.pointer.split("/"), "", ""]
    return key


def _sentence(fault: AnswerFault, *, formal: bool) -> str:
    """Say it for somebody who answers; rare faults keep the sentence of the engine."""
    if fault.code == "missing" and formal:
        return pgettext("formal", "Choose an answer. You may also choose: I don't know.")
    if fault.code == "missing":
        return _("Choose an answer. You may also choose: I don't know.")
    if fault.code == "not_shown":
        return _("You wrote or chose something here, but the question before it says otherwise. Change one of the two.")
    if fault.code == "alone":
        return _("One of these answers goes with no other. Choose only that one, or only the others.")
    return _(fault.message) % fault.params


def torn_in_words() -> str:
    """Say that there are both an answer and a reason for none."""
    return _("You gave an answer, and also chose to give none. Choose one of the two.")


def ways_of_help(said: str) -> list[HelpChoice]:
    """Return the ways of being helped, none of them chosen beforehand."""
    words = {
        Helped.ALONE: _("I did it myself"),
        Helped.READ_ALOUD: _("Somebody read it aloud"),
        Helped.TOGETHER: _("Somebody helped me"),
    }
    return [HelpChoice(way, words[way], picture, way == said) for way, picture in HELPED_PICTURES.items()]
