"""Who may open which address: one row per address and object, one status per member of the cast.

The statuses stand in the order of `WHO`. An address that is missing here fails the suite. Rows that need an object name
it in `kwargs`, a function of the cast that may also make the object; a second row with a foreign object shows that a
stranger gets 404. `get` is always said (405 for an address that only takes POST), `post` where posting matters.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from organisations.choices import Role
from organisations.clock import now
from organisations.operations.devices import pair_device
from tests.cast import Cast
from tests.factories import RoleAssignmentFactory

WHO = ("anonymous", "support_worker", "team_leader", "quality", "administrator", "council", "other_provider")
"""`other_provider` is Eva with every role at the other provider: she may do everything, elsewhere."""

EVERYBODY = "200 200 200 200 200 200 200"
NOBODY = "404 404 404 404 404 404 404"
SIGNED_IN = "302 200 200 200 200 200 200"
POST_ONLY = "405 405 405 405 405 405 405"


def nothing(_cast: Cast) -> Mapping[str, Any]:
    """Return no arguments and no fields."""
    return {}


@dataclass(frozen=True)
class Row:
    """One address: its URL name, the statuses for GET and POST, and the objects it is about."""

    name: str
    get: str
    post: str = ""
    kwargs: Callable[[Cast], Mapping[str, Any]] = nothing
    data: Callable[[Cast], Mapping[str, Any]] = nothing
    note: str = ""

    def __str__(self) -> str:
        return f"{self.name} {self.note}".strip()


def give_eva_every_role(cast: Cast) -> None:
    """Make Eva the all-round stranger of the table: every role, at the other provider."""
    for role in set(Role) - {Role.TEAM_LEADER}:
        RoleAssignmentFactory(staff=cast.eva, unit=cast.other_provider, role=role)


CLIENTVOICE = [
    #                                anon tea lead qual adm coun other
    Row("health-live", get=EVERYBODY),
    Row("health-ready", get=EVERYBODY),
    Row("home", get="200 302 302 302 302 302 302"),
    Row("set_language", get="302 302 302 302 302 302 302", data=lambda _cast: {"language": "en"}),
    Row("api-schema", get=EVERYBODY),
    Row("api-docs", get=EVERYBODY),
]


def _unit(unit: str) -> Callable[[Cast], Mapping[str, Any]]:
    return lambda cast: {"unit_id": getattr(cast, unit).pk}


def _staff(staff: str) -> Callable[[Cast], Mapping[str, Any]]:
    return lambda cast: {"staff_id": getattr(cast, staff).pk}


def _role(staff: str) -> Callable[[Cast], Mapping[str, Any]]:
    return lambda cast: {"role_id": getattr(cast, staff).roles.order_by("pk").first().pk}


def _tablet(unit: str) -> Callable[[Cast], Mapping[str, Any]]:
    def pair(cast: Cast) -> Mapping[str, Any]:
        return {"device_id": pair_device(unit=getattr(cast, unit), name="Tablet", staff=cast.dirk, at=now())[0].pk}

    return pair


def _new_staff(cast: Cast) -> Mapping[str, Any]:
    return {"name": "Nel", "username": "nel", "role": Role.COUNCIL, "unit": cast.team.pk}


ONLY_ADMINISTRATOR = "302 404 404 404 200 404 404"
ONLY_FOREIGN_ADMINISTRATOR = "302 404 404 404 404 404 200"
ADMINISTRATORS = "302 404 404 404 200 404 200"
TABLET_STAFF = "302 200 200 404 200 404 200"

ORGANISATIONS: list[Row] = [
    #                                                anon tea lead qual adm coun other
    Row("organisations:unit-list", get=ADMINISTRATORS),
    Row("organisations:unit-detail", get=ONLY_ADMINISTRATOR, kwargs=_unit("team")),
    Row("organisations:unit-detail", get=ONLY_FOREIGN_ADMINISTRATOR, kwargs=_unit("foreign_team"), note="foreign"),
    Row("organisations:unit-detail", get="302 404 404 404 404 404 404", kwargs=_unit("cooperative"), note="above"),
    Row("organisations:unit-add", get=ONLY_ADMINISTRATOR, post="302 404 404 404 200 404 404", kwargs=_unit("team")),
    Row(
        "organisations:unit-change",
        get=ONLY_ADMINISTRATOR,
        post="302 404 404 404 302 404 404",
        kwargs=_unit("team"),
        data=lambda _cast: {"name": "De Wilg", "level": "team"},
    ),
    Row("organisations:unit-remove", get=ONLY_ADMINISTRATOR, post="302 404 404 404 409 404 404", kwargs=_unit("team")),
    Row("organisations:wording-change", get=ONLY_ADMINISTRATOR, post=ONLY_ADMINISTRATOR, kwargs=_unit("team")),
    Row("organisations:people-import", get=ADMINISTRATORS, post=ADMINISTRATORS),
    Row("organisations:people-import-preview", get="302 404 404 404 302 404 302", post="302 404 404 404 302 404 302"),
    Row("organisations:people-import-template", get=ADMINISTRATORS),
    Row("organisations:staff-list", get=ADMINISTRATORS, post=ADMINISTRATORS),
    Row("organisations:staff-add", get=ADMINISTRATORS, post=ADMINISTRATORS, data=_new_staff),
    Row("organisations:staff-detail", get=ONLY_ADMINISTRATOR, post=ONLY_ADMINISTRATOR, kwargs=_staff("carla")),
    Row("organisations:staff-detail", get=ONLY_FOREIGN_ADMINISTRATOR, kwargs=_staff("eva"), note="foreign"),
    Row("organisations:password-renew", get=ONLY_ADMINISTRATOR, post=ONLY_ADMINISTRATOR, kwargs=_staff("carla")),
    Row(
        "organisations:role-end",
        get=ONLY_ADMINISTRATOR,
        post="302 404 404 404 302 404 404",
        kwargs=_role("carla"),
    ),
    Row("organisations:role-end", get=ONLY_ADMINISTRATOR, post="302 404 404 404 409 404 404", kwargs=_role("gerda"), note="own"),
    Row("organisations:device-list", get=TABLET_STAFF),
    Row(
        "organisations:device-revoke",
        get="302 200 200 404 200 404 404",
        post="302 302 302 404 302 404 404",
        kwargs=_tablet("team"),
    ),
    Row(
        "organisations:device-revoke",
        get="302 404 200 404 200 404 404",
        kwargs=_tablet("other_team"),
        note="of a team beside the own one",
    ),
    Row("organisations:tablet-pair", get=TABLET_STAFF, post=TABLET_STAFF),
    Row("organisations:pin-change", get=SIGNED_IN, post=SIGNED_IN),
    Row("account_login", get="200 302 302 302 302 302 302"),
    Row("account_logout", get="302 200 200 200 200 200 200", post="302 302 302 302 302 302 302"),
    Row("account_inactive", get=EVERYBODY),
    Row("account_change_password", get=SIGNED_IN, post=SIGNED_IN),
]

SURVEYS: list[Row] = []

ANSWERING: list[Row] = []

SUPPORTPLANS: list[Row] = []

REPORTS: list[Row] = []

ROWS = [*CLIENTVOICE, *ORGANISATIONS, *SURVEYS, *ANSWERING, *SUPPORTPLANS, *REPORTS]
