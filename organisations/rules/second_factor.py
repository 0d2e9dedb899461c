"""Who has to use a second step when signing in. Pure."""

from collections.abc import Iterable

from organisations.choices import Role
from organisations.data import Grant

WITHOUT = frozenset({Role.SUPPORT_WORKER, Role.TEAM_LEADER, Role.COUNCIL})
"""Roles that may do with a password alone; every other role, one that comes later too, needs a second step."""


def is_needed(grants: Iterable[Grant]) -> bool:
    """Return whether one of the roles that somebody holds asks for a second step."""
    return any(grant.role not in WITHOUT for grant in grants)
