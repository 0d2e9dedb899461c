"""The fixed cast of every test: the same people in the same places, so that a test reads like a story.

Anna is a client of team De Linde, Bram her father and representative, Carla her support worker, Dirk Carla's team
leader, Eva works for another provider, Farid is quality staff of Anna's provider, Gerda its administrator, Hans sits on
its council.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.test import Client as Browser

from organisations.choices import Role
from organisations.models import Client, Relative, Staff, Unit
from tests.factories import (
    RelativeFactory,
    RepresentationFactory,
    RoleAssignmentFactory,
    StaffFactory,
    UnitFactory,
    placed_client,
)

SignIn = Callable[[Staff], Browser]
"""The fixture `signed_in`: it signs somebody in and gives the browser back."""


@dataclass(frozen=True)
class Cast:
    """Everybody and every place of the story."""

    cooperative: Unit
    provider: Unit
    location: Unit
    team: Unit
    other_team: Unit
    other_provider: Unit
    foreign_team: Unit
    anna: Client
    noor: Client
    zoe: Client
    bram: Relative
    carla: Staff
    dirk: Staff
    eva: Staff
    farid: Staff
    gerda: Staff
    hans: Staff


def staff_with_role(name: str, unit: Unit, role: Role) -> Staff:
    """Return a new member of staff whose user name is the name in lower case."""
    staff = StaffFactory(name=name, user__username=name.lower())
    RoleAssignmentFactory(staff=staff, unit=unit, role=role)
    return staff


def build_cast() -> Cast:
    """Put the cast, and some noise around it, into the database."""
    cooperative = UnitFactory(name="Coöperatie Samen", level="coöperatie")
    provider = UnitFactory(parent=cooperative, name="Stichting De Hof", level="zorgaanbieder", is_provider=True)
    location = UnitFactory(parent=provider, name="Bosweg", level="locatie")
    team = UnitFactory(parent=location, name="De Linde", level="team")
    other_team = UnitFactory(parent=location, name="De Eik", level="team")
    other_provider = UnitFactory(
        parent=cooperative, name="Zorgboerderij Klaver", level="zorgaanbieder", is_provider=True
    )
    foreign_team = UnitFactory(parent=other_provider, name="Het Erf", level="team")
    anna = placed_client(team, provider, first_name="Anna", last_name="de Wit", number="1001")
    bram = RelativeFactory(provider=provider, name="Bram de Wit", number="2001")
    RepresentationFactory(client=anna, relative=bram)
    _noise(other_team, provider, foreign_team, other_provider)
    return Cast(
        cooperative=cooperative,
        provider=provider,
        location=location,
        team=team,
        other_team=other_team,
        other_provider=other_provider,
        foreign_team=foreign_team,
        anna=anna,
        noor=placed_client(team, provider, first_name="Noor", last_name="Bakker", number="1002"),
        zoe=placed_client(foreign_team, other_provider, first_name="Zoë", last_name="Smit", number="1001"),
        bram=bram,
        carla=staff_with_role("Carla", team, Role.SUPPORT_WORKER),
        dirk=staff_with_role("Dirk", location, Role.TEAM_LEADER),
        eva=staff_with_role("Eva", other_provider, Role.TEAM_LEADER),
        farid=staff_with_role("Farid", provider, Role.QUALITY),
        gerda=staff_with_role("Gerda", provider, Role.ADMINISTRATOR),
        hans=staff_with_role("Hans", provider, Role.COUNCIL),
    )


def _noise(other_team: Unit, provider: Unit, foreign_team: Unit, other_provider: Unit) -> None:
    """Add rows that no test is about, so that a forgotten filter shows."""
    for _number in range(2):
        placed_client(other_team, provider)
        placed_client(foreign_team, other_provider)
