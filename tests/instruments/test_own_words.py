"""Which texts within an answer people wrote themselves: those are changed, and nothing that is counted."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from instruments.definition.model import Definition
from instruments.own_words import with_own_words
from instruments.types.registry import question_types
from instruments.types.shape import Shape
from tests.instruments.population import respondents
from tests.instruments.test_contract import AS_ASKED


def texts(value: Any) -> Iterator[str]:
    """Give every text in a value; the names of fields and rows are no answer."""
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from texts(inner)


def is_coded(definition: Definition, key: str, text: str) -> bool:
    """Whether a text is a code of the question, the id of a file, or a day."""
    question = definition.question(key)
    question_type = question_types().get(question.type)
    shapes = {question_type.shape, *(part.shape for part in question_type.parts)}
    try:
        return text in question_type.accepted(definition, question) or (
            bool(Shape.FILE in shapes and UUID(text)) or (Shape.DAY in shapes and len(text) == 10 and text[4] == "-")
        )
    except ValueError:
        return False


@AS_ASKED
@settings(max_examples=5)
@given(data=st.data())
def test_all_that_is_left_in_an_answer_of_any_type_can_be_counted(definition: Definition, data: st.DataObject) -> None:
    answers = data.draw(respondents(definition))
    changed: list[str] = []

    def seal(key: str, words: str) -> str:
        changed.append(words)
        return f"sealed {key}"

    sealed = with_own_words(definition, answers, seal)
    assert list(sealed) == list(answers)
    for key, item in sealed.items():
        assert {name: each for name, each in item.items() if name != "value"} == {
            name: each for name, each in answers[key].items() if name != "value"
        }
        assert all(text == f"sealed {key}" or is_coded(definition, key, text) for text in texts(item.get("value")))
    back = iter(changed)
    assert with_own_words(definition, sealed, lambda _key, _words: next(back)) == answers


@pytest.mark.parametrize("value", [4, "keep", ["werk"], {"doel": 3}, {"media": "x"}])
def test_what_holds_no_words_is_the_same_value(value: Any) -> None:
    for question_type in question_types():
        if question_type.shape not in {Shape.WORDS, Shape.RECORD}:
            assert question_type.with_words(value, str.upper) is value
