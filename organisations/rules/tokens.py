"""What an API token may do: never more than its owner may today. Pure."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from organisations.choices import Role
from organisations.data import NOBODY, Grant, Rights

TOKEN_MAKERS = (Role.ADMINISTRATOR, Role.QUALITY)
"""Who may make tokens of their own. What such a token reaches follows from all roles of its owner."""
LONGEST = timedelta(days=366)
"""A token lasts a year at most, a leap year too."""
USE_NOTED_EVERY = timedelta(hours=1)


def narrowed(rights: Rights, *, token_id: UUID, unit_id: UUID, path: str) -> Rights:
    """Return the rights of a token's owner as they hold within the token's unit; `NOBODY` once the owner lost them.

    A role from above is held on the unit itself, and still reaches no person when it was given above the provider; a
    role below it stays as it is; others fall away. The owner must still be one who may make tokens there.
    """
    within = (_within(grant, unit_id, path) for grant in rights.grants)
    grants = tuple(grant for grant in within if grant is not None)
    if not any(grant.role in TOKEN_MAKERS and grant.path == path for grant in grants):
        return NOBODY
    return replace(rights, grants=grants, token_id=token_id, notes=[])


def _within(grant: Grant, unit_id: UUID, path: str) -> Grant | None:
    if path.startswith(grant.path):
        return replace(grant, unit_id=unit_id, path=path)
    return grant if grant.path.startswith(path) else None


def last_day(on: date) -> date:
    """Return the last day that a token made on a day can be valid."""
    return on + LONGEST - timedelta(days=1)


def use_is_due(last_used_at: datetime | None, *, at: datetime) -> bool:
    """Return whether the moment of the last use is to be noted again; an hour is exact enough to find idle ones."""
    return last_used_at is None or at - last_used_at >= USE_NOTED_EVERY
