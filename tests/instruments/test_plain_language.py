"""The words of our own instruments: easy at the easy level, and never one that hurts."""

import pytest

from instruments import builtin
from instruments.definition.faults import Problem, path_text
from instruments.definition.model import Definition
from instruments.language.lint import lint

EVERY = pytest.mark.parametrize("definition", builtin().values(), ids=builtin().keys())


def told(problem: Problem) -> str:
    return f"{path_text(problem.path)}: {problem.message}"


@EVERY
def test_the_texts_leave_nothing_to_remark(definition: Definition) -> None:
    """At any level: a label at B1 serves who reads A2 as well, and is blamed where it is written."""
    assert [told(problem) for problem in lint(definition)] == []


def test_the_list_of_faces_has_ten_core_questions_over_four_domains() -> None:
    definition = builtin()["mijn-leven"]
    core = [question for question in definition.questions if question.core]
    assert len(core) == 10
    assert {question.domain for question in core} == {domain.key for domain in definition.domains}
    assert all(question.texts.wordings["nl-x-eenvoudig"].startswith("Hoe vind je") for question in core)
