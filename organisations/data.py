"""What leaves this room: frozen values without a database behind them."""

from dataclasses import dataclass
from uuid import UUID

from organisations.choices import PERSON_ROLES, Role


@dataclass(frozen=True, slots=True)
class Grant:
    """A role on a unit and all below it.

    `path` is the unit's materialised path: everything below starts with it. `within_provider` says that the unit is a
    provider or lies below one; only there can a role reach persons.
    """

    role: Role
    unit_id: UUID
    path: str
    within_provider: bool


@dataclass(frozen=True, slots=True)
class Rights:
    """What somebody may do today. Built once per request; every decision about access reads it."""

    staff_id: UUID | None = None
    name: str = ""
    grants: tuple[Grant, ...] = ()

    def has(self, *roles: Role) -> bool:
        """Return whether any of the roles is held anywhere."""
        return any(grant.role in roles for grant in self.grants)

    def paths(self, *roles: Role) -> tuple[str, ...]:
        """Return the tree paths below which one of the roles holds; roles over persons only count within a provider."""
        return tuple(grant.path for grant in self.grants if grant.role in roles and _reaches(grant))


def _reaches(grant: Grant) -> bool:
    return grant.within_provider or grant.role not in PERSON_ROLES


NOBODY = Rights()
"""The rights of a visitor without a sign-in, or without a staff record."""
