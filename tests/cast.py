"""The fixed cast of every test: the same people in the same places, so that a test reads like a story.

Anna is a client of team De Linde, Bram her father and representative, Carla her support worker, Dirk Carla's team
leader, Eva works for another provider, Farid is quality staff of Anna's provider, Gerda its administrator, Hans sits on
its council.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

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


def _below(parent: Unit, place: int, name: str, level: str, **fields: Any) -> Unit:
    """Return a unit at a place below another, not stored yet: all at once is much quicker than one by one."""
    path = Unit._get_path(parent.path, parent.depth + 1, place)
    return Unit(path=path, depth=parent.depth + 1, name=name, level=level, **fields)


def build_cast() -> Cast:
    """Put the cast, and some noise around it, into the database."""
    cooperative = UnitFactory(name="Coöperatie Samen", level="coöperatie")
    provider = _below(cooperative, 1, "Stichting De Hof", "zorgaanbieder", is_provider=True, numchild=1)
    location = _below(provider, 1, "Bosweg", "locatie", numchild=2)
    team = _below(location, 1, "De Linde", "team")
    other_team = _below(location, 2, "De Eik", "team")
    other_provider = _below(cooperative, 2, "Zorgboerderij Klaver", "zorgaanbieder", is_provider=True, numchild=1)
    foreign_team = _below(other_provider, 1, "Het Erf", "team")
    cooperative.numchild = 2
    cooperative.save(update_fields=["numchild"])
    Unit.objects.bulk_create([provider, location, team, other_team, other_provider, foreign_team])
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
