"""The search for questions that nobody comes to agrees with trying every answer, and ends whatever it is given."""

from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from instruments.definition.loading import load_bytes
from instruments.definition.model import Audience, Condition, Definition, Operator, Question
from instruments.definition.reachability import MAX_STEPS, Reachability
from instruments.definition.texts import Texts
from instruments.projection import Situation, project
from instruments.routing import visible
from tests.instruments.sample import sample
from tests.instruments.worked_examples import worked_examples

CODES = ("a", "b")
AUDIENCES = (Audience.CLIENT, Audience.RELATIVE)


def asked(number: int, **parts: Any) -> Question:
    options = [{"code": code, "labels": {"nl": code}} for code in CODES]
    text = Texts({"nl": "Hoe is het?"})
    return Question.model_validate(
        {"key": f"q{number}", "type": "choice", "texts": text, "options": options, **parts}, strict=False
    )


def conditions(before: int) -> st.SearchStrategy[Condition]:
    compared = st.builds(
        Condition,
        question=st.integers(0, before - 1).map("q{}".format),
        operator=st.sampled_from([Operator.EQUAL, Operator.NOT_EQUAL]),
        answer=st.sampled_from(CODES),
    )
    existing = st.builds(
        Condition,
        question=st.integers(0, before - 1).map("q{}".format),
        operator=st.just(Operator.EXISTS),
        answer=st.booleans(),
    )
    return compared | existing


@st.composite
def definitions(draw: st.DrawFn) -> Definition:
    """Give up to five choices that wait for each other and are asked of some."""
    waiting = [
        asked(
            number,
            show_when=tuple(draw(st.lists(conditions(number), max_size=3))),
            enable_behavior=draw(st.sampled_from(["all", "any"])),
            audiences=tuple(draw(st.lists(st.sampled_from(AUDIENCES), unique=True, max_size=1))),
        )
        for number in range(1, draw(st.integers(2, 5)))
    ]
    return sample().with_questions((asked(0), *waiting), ())


def tried(definition: Definition, audience: Audience) -> set[str]:
    """Give every question that some combination of answers and declines shows to this audience."""
    for_them = project(definition, Situation(audience))
    items: list[dict[str, str]] = [*({"value": code} for code in CODES), {"declined": "dont_know"}]
    ways = product(items, repeat=len(for_them.questions))
    return {key for way in ways for key in visible(for_them, dict(zip(for_them.question_keys, way, strict=True)))}


@settings(max_examples=150, deadline=None)
@given(definitions(), st.sampled_from(AUDIENCES))
def test_it_agrees_with_trying_every_answer(definition: Definition, audience: Audience) -> None:
    search = Reachability(definition)
    reached = {question.key for question in definition.questions if search.reaches(question, audience)}
    assert reached == tried(definition, audience)


@pytest.mark.parametrize("waited_for", ["huis-vertel", "huis-afspraak"])
def test_own_words_and_agreements_can_be_given(waited_for: str) -> None:
    further = (
        "  - key: verder\n    type: text\n    texts: {nl: Wat nog?, en: What else?}\n"
        f"    show_when: [{{question: {waited_for}, operator: exists, answer: true}}]\n"
    )
    content = worked_examples()["conversation"].replace("complete_when:", f"{further}complete_when:")
    assert load_bytes(content.encode(), file="proef.yaml").question("verder")


def every_earlier(number: int) -> tuple[Condition, ...]:
    """Give conditions that leave the search a great many ways: any answer of any of the nine questions before."""
    before = range(max(1, number - 9), number)
    pairs = product(before, CODES)
    return tuple(Condition(question=f"q{near}", operator=Operator.EQUAL, answer=code) for near, code in pairs)


def test_a_search_without_end_is_ended_and_blames_nobody() -> None:
    never = tuple(Condition(question="q0", operator=Operator.EQUAL, answer=code) for code in CODES)
    tangled = [asked(number, show_when=every_earlier(number), enable_behavior="any") for number in range(2, 100)]
    definition = sample().with_questions((asked(0), asked(1, show_when=never), *tangled), ())
    search = Reachability(definition)
    assert not search.reaches(definition.question("q1"), Audience.CLIENT)
    assert search.reaches(definition.question("q99"), Audience.CLIENT)
    assert search.steps < MAX_STEPS + 2_000
