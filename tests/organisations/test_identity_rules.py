"""What the word of an identity provider means: whatever it says, nobody loses what was given by hand."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from organisations.choices import Role
from organisations.clock import today
from organisations.models import Unit
from organisations.rules.identities import HeldRole, RoleOnUnit, changes, claim_values, strong_enough

values = st.one_of(st.none(), st.integers(), st.text(), st.lists(st.one_of(st.text(), st.integers(), st.none())))


@given(values)
def test_whatever_a_claim_holds_its_values_are_plain_short_texts(said: Any) -> None:
    for found in claim_values({"roles": said}, "roles"):
        assert found == found.strip()
        assert 0 < len(found) <= 200
        assert "\x00" not in found


@given(st.recursive(values, lambda inner: st.dictionaries(st.sampled_from(["a", "b", "a.b"]), inner)))
def test_a_path_into_claims_never_fails(said: Any) -> None:
    claim_values({"a": said}, "a.b")
    claim_values({"a": said}, "a.b.a.b")


UNITS = [Unit(name=name).pk for name in "abc"]
some_roles = st.frozensets(st.tuples(st.sampled_from(Role), st.sampled_from(UNITS)), max_size=6)


@given(some_roles, some_roles, some_roles)
def test_afterwards_somebody_has_what_is_said_and_what_was_given_by_hand(
    by_hand: frozenset[RoleOnUnit], by_provider: frozenset[RoleOnUnit], wanted: frozenset[RoleOnUnit]
) -> None:
    ours = by_provider - by_hand
    held = [HeldRole(role, None, by_provider=False) for role in by_hand]
    held += [HeldRole(role, None, by_provider=True) for role in ours]
    todo = changes(held, wanted, on=today())
    assert (by_hand | ours | todo.give) - todo.end == by_hand | wanted
    assert not todo.end & by_hand
    assert todo.keep_on == ours & wanted


def test_a_demand_is_met_by_one_of_the_ways() -> None:
    assert strong_enough({}, acr=(), amr=())
    assert not strong_enough({"amr": [["mfa"]]}, acr=(), amr=("mfa",))
