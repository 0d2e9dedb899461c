"""What the role table is made of: a row, and the statuses that many rows share."""

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
ONLY_ADMINISTRATOR = "302 404 404 404 200 404 404"
ADMINISTRATORS = "302 404 404 404 200 404 200"
FOREIGN = "302 404 404 404 404 404 200"
OWN_TEAM = "302 200 200 404 404 404 404"
OWN_TEAM_DONE = "302 302 302 404 404 404 404"


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


def about(name: str, key: str) -> Callable[[Cast], Mapping[str, Any]]:
    """Return a function that names a member or place of the cast, such as `about("team", "unit_id")`."""
    return lambda cast: {key: getattr(cast, name).pk}
