"""The worked examples of the documentation are right, plain, and cover every kind and every key of the format."""

import re

import pytest
from pydantic import BaseModel

from instruments.definition.faults import Fault
from instruments.definition.loading import load_bytes, review_bytes
from instruments.definition.model import Definition, Kind
from instruments.definition.question import Question
from instruments.styles.registry import styles_for
from instruments.types.registry import question_types
from tests.instruments.worked_examples import DOCUMENT, worked_examples

EACH = pytest.mark.parametrize("kind", worked_examples())


def told(content: str) -> list[Fault]:
    review = review_bytes(content.encode(), file="docs/instruments.md")
    return [*review.faults, *review.warnings]


def test_there_is_one_of_each_kind() -> None:
    assert set(worked_examples()) == {kind.value for kind in Kind}


@EACH
def test_it_has_no_fault_and_is_plain(kind: str) -> None:
    assert told(worked_examples()[kind]) == []


@EACH
def test_it_is_of_its_kind(kind: str) -> None:
    assert load_bytes(worked_examples()[kind].encode(), file="voorbeeld.yaml").kind == kind


def test_every_question_type_is_explained_with_its_styles() -> None:
    rows = re.findall(r"^\| `(\w+)` \| [^|]+ \| `(\w+)` \|(.*)\|$", DOCUMENT.read_text("utf-8"), re.MULTILINE)
    explained = {name: [default, *re.findall(r"`(\w+)`", others)] for name, default, others in rows}
    assert explained == {kind.name: [style.name for style in styles_for(kind)] for kind in question_types()}


@pytest.mark.parametrize("part", [Definition, Question])
def test_every_key_of_the_format_is_explained(part: type[BaseModel]) -> None:
    explained = set(re.findall(r"`([a-z_]+)`", DOCUMENT.read_text("utf-8")))
    assert set(part.model_fields) - explained - {"media"} == set()
