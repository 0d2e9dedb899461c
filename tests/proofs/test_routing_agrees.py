"""The server and the tablet show the same questions: 10,000 generated definitions and answers, decided by both."""

import json
import os
import random
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from instruments.answers import Decline
from instruments.definition.model import Operator, Question
from instruments.routing import visible_among
from instruments.types.registry import question_types

pytestmark = pytest.mark.proof

ROOT = Path(__file__).parents[2]
CASES = 10_000
KEYS = ("dag", "menu", "werk-en-geld", "constructor", "doel", "afspraak", "x", "eind")
CODES = ("werk", "geld", "keep", "change", "ja")
SAFE = 2**53 - 1
"""Beyond this a number of JSON is not the same number on the tablet; no code comes near it."""

Case = tuple[list[Question], dict[str, Any]]

numbers = st.integers(-1, 5) | st.integers(-SAFE, SAFE) | st.sampled_from([0.5, 3.0, -0.0, 1e300])
words = st.sampled_from([*CODES, "", "3", "Ja", "werk ", "__proto__", "é"]) | st.text(max_size=3)
scalars = st.none() | st.booleans() | numbers | words
names = st.sampled_from(["value", "declined", "__proto__", "constructor", "length", "0"])
junk = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3), max_leaves=5
)
values = (
    st.sampled_from(CODES)
    | st.integers(1, 5)
    | st.lists(st.sampled_from(CODES), max_size=3)
    | st.lists(scalars, max_size=3)
    | st.dictionaries(st.sampled_from(["doel", "what", "who"]), scalars | st.lists(words, max_size=2), max_size=2)
    | junk
)
items = (
    st.fixed_dictionaries({"value": values}, optional={"quotable": st.booleans()})
    | st.sampled_from([{"declined": reason.value} for reason in Decline])
    | junk
)
conditions = st.fixed_dictionaries(
    {
        "operator": st.sampled_from([operator.value for operator in Operator]),
        "answer": st.sampled_from(CODES) | st.integers(1, 5) | st.booleans() | st.just("3"),
    }
)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Questions of every type whose conditions name earlier ones, and whatever may come in as answers to them."""
    keys = draw(st.lists(st.sampled_from(KEYS), min_size=2, max_size=6, unique=True))
    questions = [_question(draw, key, keys[:place]) for place, key in enumerate(keys)]
    answers = {key: draw(items) for key in keys if draw(st.booleans()) or draw(st.booleans())}
    return questions, answers | draw(st.dictionaries(names, items, max_size=1))


def _question(draw: st.DrawFn, key: str, earlier: list[str]) -> Question:
    given: dict[str, Any] = {
        "key": key,
        "type": draw(st.sampled_from(question_types().names())),
        "texts": {"nl": "Wat?"},
    }
    if earlier:
        found = draw(st.lists(conditions, max_size=3))
        given["show_when"] = [{"question": draw(st.sampled_from(earlier)), **one} for one in found]
        given["enable_behavior"] = draw(st.sampled_from(["all", "any"]))
    return Question.model_validate_json(json.dumps(given))


def generated(number: int) -> list[Case]:
    """Return the cases of one seed."""
    found: list[Case] = []

    @seed(number)
    @settings(
        max_examples=CASES,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(cases())
    def collect(case: Case) -> None:
        found.append(case)

    collect()
    return found


def on_the_tablet(found: list[Case], folder: Path) -> list[list[str]]:
    """Return what the tablet's own routing shows, in one process."""
    node = shutil.which("node") or pytest.fail("node is not installed; the tablet's routing cannot run without it.")
    asked = [
        {
            "questions": [json.loads(question.model_dump_json(include=_ROUTED)) for question in questions],
            "answers": answers,
        }
        for questions, answers in found
    ]
    (folder / "cases.json").write_text(json.dumps(asked), "utf-8")
    script = ROOT / "tests" / "tablet" / "visible_all.ts"
    command = [node, "--import=tsx", str(script), str(folder / "cases.json"), str(folder / "shown.json")]
    subprocess.run(command, cwd=ROOT, check=True, timeout=300)
    return [list(shown) for shown in json.loads((folder / "shown.json").read_text("utf-8"))]


_ROUTED = {"key", "show_when", "enable_behavior"}


def test_python_and_typescript_show_the_same_questions(tmp_path: Path) -> None:
    number = int(os.environ.get("ROUTING_SEED", random.SystemRandom().randrange(2**32)))
    found = generated(number)
    ours = [list(visible_among(questions, answers)) for questions, answers in found]
    theirs = on_the_tablet(found, tmp_path)
    apart = [
        {"questions": [question.model_dump(include=_ROUTED) for question in case[0]], "answers": case[1], "both": both}
        for case, *both in zip(found, ours, theirs, strict=True)
        if both[0] != both[1]
    ]
    assert apart == [], f"{len(apart)} of {len(found)} cases differ; run again with ROUTING_SEED={number}. {apart[0]}"
    _assert_it_is_a_hard_test(found, ours)


def _assert_it_is_a_hard_test(found: list[Case], ours: list[list[str]]) -> None:
    """Thousands of cases hide something, and thousands decide by a list."""
    assert len(found) >= CASES
    hiding = sum(len(shown) < len(case[0]) for case, shown in zip(found, ours, strict=True))
    lists = sum(
        any(isinstance(one, dict) and isinstance(one.get("value"), list) for one in case[1].values()) for case in found
    )
    assert min(hiding, lists) > CASES // 10
