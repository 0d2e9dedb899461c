"""The words of our own instruments at the easy level: short, without negation, frequency or comparison."""

import re
from collections.abc import Iterator

import pytest

from instruments import builtin
from instruments.definition.texts import Texts

EASY = "nl-x-eenvoudig"
LONGEST_SENTENCE = 10
NEGATIONS = {"niet", "geen", "nooit", "niemand", "nergens", "zonder"}
FREQUENCIES = {"vaak", "soms", "altijd", "meestal", "hoeveel", "keer", "regelmatig"}
COMPARISONS = {"vergeleken", "dan", "vorig", "vroeger", "liever", "beter", "meer", "minder"}
FORBIDDEN = {"klant", "weigering", "weigeren", "afnemen", "dagbesteding", "mentor"}
FORBIDDEN_SENTENCES = ("kan beter", "niet in staat", "eens of oneens", "bent u tevreden", "ben je tevreden")

QUESTIONS = [
    pytest.param(question.texts.root[EASY], id=f"{key}-{question.key}")
    for key, definition in builtin().items()
    for question in definition.questions
]


def every_text() -> Iterator[tuple[str, str]]:
    for key, definition in builtin().items():
        stack: list[object] = [definition]
        while stack:
            part = stack.pop()
            if isinstance(part, Texts):
                yield from ((key, text) for tag, text in part.root.items() if tag.startswith("nl"))
            elif isinstance(part, tuple):
                stack.extend(part)
            elif hasattr(part, "model_fields_set"):
                stack.extend(getattr(part, name) for name in part.model_fields_set)


def sentences(text: str) -> list[list[str]]:
    return [re.findall(r"[\w'-]+", sentence.lower()) for sentence in re.split(r"[.!?]", text) if sentence.strip()]


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_sentence_is_short(text: str) -> None:
    assert all(len(words) <= LONGEST_SENTENCE for words in sentences(text))


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_question_asks_for_no_negation_frequency_or_comparison(text: str) -> None:
    words = {word for sentence in sentences(text) for word in sentence}
    assert words & (NEGATIONS | FREQUENCIES | COMPARISONS) == set()


def test_no_text_holds_a_forbidden_word() -> None:
    texts = list(every_text())
    assert len(texts) > 50
    for _, text in texts:
        assert not any(sentence in text.lower() for sentence in FORBIDDEN_SENTENCES), text
        assert not FORBIDDEN & {word for sentence in sentences(text) for word in sentence}, text


def test_clients_are_told_je_and_relatives_u() -> None:
    for key, text in every_text():
        words = {word for sentence in sentences(text) for word in sentence}
        if "relative" in builtin()[key].audiences:
            assert not words & {"je", "jij", "jouw", "jou"}, text
        else:
            assert not words & {"u", "uw"}, text


def test_the_list_of_faces_has_ten_core_questions_over_four_domains() -> None:
    definition = builtin()["mijn-leven"]
    core = [question for question in definition.questions if question.core]
    assert len(core) == 10
    assert {question.domain for question in core} == {domain.key for domain in definition.domains}
    assert all(question.texts.root[EASY].startswith("Hoe vind je") for question in core)
