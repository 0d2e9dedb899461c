"""Other people's places, for tests in which somebody asks for what is theirs.

The functions of the role table name an object of the cast. Given the cast of another place, they make the same object
there: the neighbours of the cast live the same story elsewhere.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from django.db.models import Model
from django.test import Client as Browser

from clientvoice.access_rules.rules import WIDER, Reach, addresses
from organisations.access import rights_of
from organisations.choices import Role, Scope
from organisations.clock import now, today
from organisations.declaring import Door
from organisations.models import Relative, Staff, Unit, User
from organisations.operations.tokens import make_token
from tests.cast import Cast, staff_with_role
from tests.clientvoice.role_table import ROWS, Row
from tests.factories import (
    RelativeFactory,
    RepresentationFactory,
    RoleAssignmentFactory,
    StaffFactory,
    UnitFactory,
    UserFactory,
    placed_client,
)

RULES = {address.name: address for address in addresses()}
MARK = "Qzxv"
"""Stands in the name of every neighbour, and in no other word. Colleagues within a provider know each other's names."""


@dataclass(frozen=True)
class Place:
    """Somewhere else: the unit that owns what is there, and the cast of its story."""

    name: str
    cast: Cast


def _other_team(cast: Cast) -> Place:
    return Place("other team", _story(cast, cast.other_team, cast.other_team))


def _other_location(cast: Cast) -> Place:
    location = UnitFactory(parent=cast.provider, name="Dorpsweg", level="locatie")
    return Place("other location", _story(cast, location, UnitFactory(parent=location, name="De Beuk")))


def _other_provider(cast: Cast) -> Place:
    return Place("other provider", _story(cast, cast.other_provider, cast.foreign_team))


PLACES: dict[str, Callable[[Cast], Place]] = {
    "other team": _other_team,
    "other location": _other_location,
    "other provider": _other_provider,
}


def _story(cast: Cast, top: Unit, team: Unit) -> Cast:
    """Return the cast of a place; `top` owns its rounds, lists and tokens, as the provider of the cast does."""
    provider = Unit.objects.get(pk=cast.provider.pk if top.path.startswith(cast.provider.path) else top.pk)
    anna, noor = (placed_client(team, provider, first_name=f"{MARK}{one}", last_name=MARK) for one in "ab")
    bram = RelativeFactory(provider=provider, name=f"{MARK} vader")
    RepresentationFactory(client=anna, relative=bram)
    known = "" if top.path.startswith(cast.provider.path) else MARK
    people = {
        "carla": staff_with_role(f"{known}c{top.pk}", team, Role.SUPPORT_WORKER),
        "dirk": staff_with_role(f"{known}d{top.pk}", team, Role.TEAM_LEADER),
        "farid": staff_with_role(f"{known}f{top.pk}", top, Role.QUALITY),
        "gerda": staff_with_role(f"{known}g{top.pk}", top, Role.ADMINISTRATOR),
        "hans": staff_with_role(f"{known}h{top.pk}", top, Role.COUNCIL),
    }
    units = {
        "provider": top,
        "location": top,
        "team": team,
        "other_team": UnitFactory(parent=top, name="Ernaast"),
        "other_provider": UnitFactory(parent=cast.cooperative, name="Een derde", is_provider=True),
    }
    return replace(cast, anna=anna, noor=noor, bram=bram, **people, **units)


def everything_here(cast: Cast, *roles: Role) -> Browser:
    """Return a browser of somebody with all of the roles, each one when none is named, at the team of the cast."""
    staff: Staff = StaffFactory(name="Aanvaller")
    for role in roles or tuple(Role):
        RoleAssignmentFactory(staff=staff, unit=cast.team, role=role)
    return signed_in_as(staff.user)


def a_program_here(cast: Cast) -> Browser:
    """Return a browser that calls the API with a token of somebody with every role, for all that tokens are for."""
    staff: Staff = StaffFactory(name="Eigenaar")
    for role in Role:
        RoleAssignmentFactory(staff=staff, unit=cast.team, role=role)
    actor, until = rights_of(staff.user, on=today()).actor, today() + timedelta(days=30)
    _token, secret = make_token(
        owner=staff, actor=actor, unit=cast.team, name="Dashboard", scopes=list(Scope), until=until, at=now()
    )
    return Browser(headers={"Authorization": f"Bearer {secret}"})


def a_relative_here(cast: Cast) -> Browser:
    """Return a browser of the father of Anna, who signed in."""
    user: User = UserFactory()
    Relative.objects.filter(pk=cast.bram.pk).update(user=user)
    return signed_in_as(user)


def signed_in_as(user: User) -> Browser:
    """Return a browser in which somebody signed in."""
    browser = Browser()
    browser.force_login(user)
    return browser


VISITOR, RELATIVE, PROGRAM, EVERY_ROLE = "visitor", "relative", "program", "every role"


def attackers(cast: Cast) -> dict[str, Browser]:
    """Return who asks for what is not theirs: visitors, a relative, a program, each role alone, and all together."""
    alone = {role.value: everything_here(cast, role) for role in Role}
    others = {VISITOR: Browser(), RELATIVE: a_relative_here(cast), PROGRAM: a_program_here(cast)}
    return {EVERY_ROLE: everything_here(cast)} | others | alone


ELSEWHERE = {"foreign", "above", "of a unit above", "both"}
"""Notes of rows whose object lies elsewhere by itself."""


FOR_EVERYBODY = {name for name in WIDER if name.startswith("surveys:instrument-")} | {"organisations:claim-add"}
"""Instruments that come with the program, and identity providers, belong to nobody."""
OF_AN_OWN_LIST = {"own", "on its way"}
"""Notes of rows about an instrument of an organisation."""


def targets() -> list[Row]:
    """Return the rows about an object that belongs to a place: the addresses that an attacker puts an id in."""
    return [row for row in ROWS if names_an_object(row)]


def names_an_object(row: Row) -> bool:
    """Return whether the address of a row names something that belongs to somebody."""
    address = RULES[row.name]
    if address.rule.door not in {Door.ROLE, Door.RELATIVE} or address.reach is Reach.LEFT_OUT or row.note in ELSEWHERE:
        return False
    return row.note in OF_AN_OWN_LIST or row.name not in FOR_EVERYBODY


def rows_of(model: type[Model]) -> str:
    """Return everything that stands in a table, as one text."""
    return repr(list(model._default_manager.values_list()))
