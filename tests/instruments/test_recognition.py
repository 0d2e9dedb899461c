"""What it means to stand on a list of recognised instruments, and who has to look in an observation."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instruments import builtin
from instruments.definition.model import Definition, Kind, Recognition
from instruments.definition.suiting import Criterion, Relation
from instruments.informants import lacking
from instruments.recognition import (
    SENTENCES,
    Standing,
    ask_again_by,
    counts_for_three_years,
    criteria_met,
    criteria_missing,
    standing,
)
from tests.instruments.sample import sample

LISTED = sample().recognition
FAMILY, TEAM, OUTSIDE = Relation


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2025, 12, 31), Standing.NOT_YET),
        (date(2026, 1, 1), Standing.RECOGNISED),
        (date(2028, 12, 31), Standing.RECOGNISED),
        (date(2029, 1, 1), Standing.EXPIRED),
    ],
)
def test_recognition_holds_on_its_first_and_last_day(on: date, expected: Standing) -> None:
    assert standing(LISTED, on) is expected
    assert counts_for_three_years(LISTED, on) == (expected is Standing.RECOGNISED)
    assert SENTENCES[expected]


def test_none_of_ours_is_recognised_nor_counts() -> None:
    for definition in builtin().values():
        assert standing(definition.recognition, date(2026, 9, 1)) is Standing.NOT_LISTED
        assert not counts_for_three_years(definition.recognition, date(2026, 9, 1))


def test_everybody_is_asked_again_within_three_years_of_what_counted() -> None:
    unlisted = Recognition.model_validate({"list": None})
    moments = [(LISTED, date(2026, 3, 1)), (LISTED, date(2027, 5, 2)), (unlisted, date(2028, 1, 1))]
    assert ask_again_by(moments) == date(2030, 5, 2)
    assert ask_again_by([(LISTED, date(2028, 2, 29))]) == date(2031, 2, 28)
    assert ask_again_by([(unlisted, date(2028, 1, 1)), (LISTED, date(2025, 1, 1))]) is None


def test_two_informants_are_only_asked_of_observations() -> None:
    questionnaire, observation = sample(), sample().model_copy(update={"kind": Kind.OBSERVATION})
    assert criteria_met(questionnaire) == (Criterion.PER_PERSON, Criterion.WISHES)
    assert Criterion.TWO_INFORMANTS not in criteria_missing(questionnaire)
    assert Criterion.TWO_INFORMANTS in criteria_missing(observation)


def observation(**changes: Any) -> Definition:
    given_ = {"kind": Kind.OBSERVATION, "informants_needed": 2, "relations": (FAMILY, TEAM, OUTSIDE)}
    return sample().model_copy(update={**given_, "without_family": OUTSIDE, **changes})


@pytest.mark.parametrize(
    ("looked", "has_family", "count", "relations"),
    [
        ((), True, 2, (FAMILY, TEAM, OUTSIDE)),
        ((TEAM,), True, 1, (FAMILY, OUTSIDE)),
        ((TEAM, TEAM), True, 1, (FAMILY, OUTSIDE)),
        ((TEAM, FAMILY), True, 0, ()),
        ((), False, 2, (OUTSIDE, TEAM)),
        ((TEAM,), False, 1, (OUTSIDE,)),
        ((OUTSIDE,), False, 1, (TEAM,)),
        ((TEAM, OUTSIDE), False, 0, ()),
    ],
)
def test_each_looks_from_another_side_and_without_family_somebody_from_outside_the_team(
    *, looked: tuple[Relation, ...], has_family: bool, count: int, relations: tuple[Relation, ...]
) -> None:
    found = lacking(observation(), looked, has_family=has_family)
    assert (found.count, found.relations, found.complete) == (count, relations, count == 0)


@given(
    needed=st.integers(1, 4),
    relations=st.lists(st.sampled_from(Relation), unique=True).map(tuple),
    stands_in=st.none() | st.sampled_from([TEAM, OUTSIDE]),
    has_family=st.booleans(),
)
def test_whoever_is_lacking_can_be_found_until_it_is_complete(
    *, needed: int, relations: tuple[Relation, ...], stands_in: Relation | None, has_family: bool
) -> None:
    """Somebody comes for the first relation that lacks, again and again: it ends, and never asks for one twice."""
    definition = observation(informants_needed=needed, relations=relations, without_family=stands_in)
    looked: list[Relation] = []
    while not (found := lacking(definition, looked, has_family=has_family)).complete:
        assert found.relations
        assert found.relations[0] not in looked
        assert has_family or Relation.FAMILY not in found.relations
        looked.append(found.relations[0])
    assert len(looked) <= len(Relation)
    assert len(looked) >= min(needed, len(relations) or 3, 3 if has_family else 2)
