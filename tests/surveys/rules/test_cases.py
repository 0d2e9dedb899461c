"""Who may look along, and how a whole case stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instruments.definition.suiting import Relation
from organisations.choices import RepresentationBasis
from surveys.choices import COUNTED_OUTCOMES, Outcome
from surveys.rules.cases import Known, has_family, may_look_from, whole

C, P, N, R, L = Outcome.COMPLETE, Outcome.PARTLY, Outcome.OPEN, Outcome.REFUSED, Outcome.LEFT


@pytest.mark.parametrize(
    ("outcomes", "may_grow", "became"),
    [
        ([], True, N),
        ([N, N], True, N),
        ([C, N], True, P),
        ([C, P], True, P),
        ([C, C], True, C),
        ([C, C, R], True, C),
        ([R], True, R),
        ([R, N], True, N),
        ([L, L], True, L),
        ([R, C], False, R),
        ([C, R], False, R),
        ([N, C], False, P),
        ([L, N], False, L),
        ([C, C], False, C),
    ],
)
def test_a_case_is_what_its_people_make_of_it(outcomes: list[Outcome], *, may_grow: bool, became: Outcome) -> None:
    assert whole(outcomes, needed=2, may_grow=may_grow) == became


@given(outcomes=st.lists(st.sampled_from(list(Outcome)), max_size=5), needed=st.integers(2, 4), may_grow=st.booleans())
def test_only_enough_whole_answers_make_a_case_complete(
    *, outcomes: list[Outcome], needed: int, may_grow: bool
) -> None:
    became = whole(outcomes, needed=needed, may_grow=may_grow)
    assert (became == C) is (outcomes.count(C) >= needed)
    assert became in {*outcomes, N, P}
    assert became != P or set(outcomes) & COUNTED_OUTCOMES


@pytest.mark.parametrize(
    ("known", "sides"),
    [
        (Known.RELATIVE, {Relation.FAMILY, Relation.OUTSIDE_TEAM}),
        (Known.IN_TEAM, {Relation.TEAM}),
        (Known.ELSEWHERE, {Relation.OUTSIDE_TEAM}),
    ],
)
def test_nobody_of_the_team_comes_from_outside(known: Known, sides: set[Relation]) -> None:
    assert {relation for relation in Relation if may_look_from(known, relation)} == sides


def test_a_mentor_is_no_family() -> None:
    assert not has_family([RepresentationBasis.MENTOR, RepresentationBasis.CURATOR])
    assert has_family([RepresentationBasis.MENTOR, RepresentationBasis.PARENT])
