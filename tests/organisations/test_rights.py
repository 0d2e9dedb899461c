"""Who reaches whom: roles hold on a unit and all below it, and rights over persons stop at the provider."""

from organisations import access
from organisations.choices import Role
from organisations.clock import today
from organisations.models import Client, Staff
from tests.cast import Cast, staff_with_role


def seen_by(staff: Staff) -> set[str]:
    """Return the first names of the clients that somebody sees."""
    rights = access.rights_of(staff.user, on=today())
    return {client.first_name for client in access.clients(rights, on=today())}


def test_a_support_worker_sees_the_clients_of_the_own_team(cast: Cast) -> None:
    assert seen_by(cast.carla) == {"Anna", "Noor"}


def test_a_team_leader_sees_all_below_the_own_unit(cast: Cast) -> None:
    assert seen_by(cast.dirk) == set(Client.objects.filter(provider=cast.provider).values_list("first_name", flat=True))


def test_quality_staff_administrators_and_council_see_no_person(cast: Cast) -> None:
    assert [seen_by(staff) for staff in (cast.farid, cast.gerda, cast.hans)] == [set(), set(), set()]


def test_a_role_over_persons_above_the_provider_reaches_nobody(cast: Cast) -> None:
    assert seen_by(staff_with_role("Ida", cast.cooperative, Role.TEAM_LEADER)) == set()


def test_another_provider_sees_only_its_own(cast: Cast) -> None:
    assert "Anna" not in seen_by(cast.eva)
    assert "Zoë" in seen_by(cast.eva)
