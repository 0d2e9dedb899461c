"""Whatever the tree and the roles: nobody sees a person from above a provider, or beside their own units."""

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from organisations import access
from organisations.choices import PERSON_ROLES, Role
from organisations.clock import today
from organisations.data import Grant, Rights
from organisations.models import Unit
from tests.factories import RoleAssignmentFactory, StaffFactory, UnitFactory, placed_client

grants = st.builds(
    Grant,
    role=st.sampled_from(Role),
    unit_id=st.uuids(),
    path=st.text("0123", min_size=4, max_size=8),
    within_provider=st.booleans(),
)


@given(st.lists(grants, max_size=8))
def test_a_role_over_persons_counts_only_within_a_provider(held: list[Grant]) -> None:
    rights = Rights(grants=tuple(held))
    reached = rights.paths(*PERSON_ROLES)
    assert set(reached) == {grant.path for grant in held if grant.role in PERSON_ROLES and grant.within_provider}


@given(st.lists(grants, max_size=8), st.sets(st.sampled_from(Role), min_size=1))
def test_roles_combine_and_never_lend_each_other_a_place(held: list[Grant], roles: set[Role]) -> None:
    rights = Rights(grants=tuple(held))
    apart = [path for role in roles for path in rights.paths(role)]
    assert sorted(rights.paths(*roles)) == sorted(apart)
    assert rights.has(*roles) == any(grant.role in roles for grant in held)


# Each unit is made below an earlier one; the number says below which, and whether it is a provider.
trees = st.lists(st.tuples(st.integers(0, 10), st.booleans()), min_size=2, max_size=6)


class AnyTree(TestCase):
    """Any tree with a client in every unit of a provider, and anybody with any role anywhere."""

    @settings(max_examples=30, deadline=None)
    @given(trees, st.lists(st.tuples(st.integers(0, 10), st.sampled_from(Role)), max_size=3))
    def test_clients_are_seen_exactly_below_a_role_over_persons_within_their_provider(
        self, tree: list[tuple[int, bool]], roles: list[tuple[int, Role]]
    ) -> None:
        units = self.build(tree)
        staff = StaffFactory()
        given_roles = {(units[place % len(units)], role) for place, role in roles}
        for unit, role in given_roles:
            RoleAssignmentFactory(staff=staff, unit=unit, role=role)
        homes = {unit: placed_client(unit, provider) for unit in units if (provider := self.provider_of(unit, units))}
        seen = set(access.clients(access.rights_of(staff.user, on=today()), on=today()))
        assert seen == {client for home, client in homes.items() if self.reached(home, given_roles, units)}

    def build(self, tree: list[tuple[int, bool]]) -> list[Unit]:
        units = [UnitFactory(is_provider=tree[0][1])]
        for below, is_provider in tree[1:]:
            units.append(UnitFactory(parent=units[below % len(units)], is_provider=is_provider))
        return units

    def provider_of(self, unit: Unit, units: list[Unit]) -> Unit | None:
        above = [one for one in units if one.is_provider and unit.path.startswith(one.path)]
        return max(above, key=lambda one: one.depth, default=None)

    def reached(self, home: Unit, roles: set[tuple[Unit, Role]], units: list[Unit]) -> bool:
        return any(
            role in PERSON_ROLES and home.path.startswith(unit.path) and self.provider_of(unit, units) is not None
            for unit, role in roles
        )
