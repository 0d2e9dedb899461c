"""Who may open which address: one row per address and object, one status per member of the cast.

The statuses stand in the order of `WHO`. An address that is missing here fails the suite. Rows that need an object name
it in `kwargs`, a function of the cast that may also make the object; a second row with a foreign object shows that a
stranger gets 404. `get` is always said (405 for an address that only takes POST), `post` where posting matters.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from organisations.choices import Role
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
]

ORGANISATIONS: list[Row] = []

SURVEYS: list[Row] = []

ANSWERING: list[Row] = []

SUPPORTPLANS: list[Row] = []

REPORTS: list[Row] = []

ROWS = [*CLIENTVOICE, *ORGANISATIONS, *SURVEYS, *ANSWERING, *SUPPORTPLANS, *REPORTS]
