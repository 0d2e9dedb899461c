"""Who may take a note of death or leaving back. Pure."""

from datetime import date

from organisations.choices import Role


def may_undo(roles: frozenset[Role], *, noted_on: date, today: date) -> bool:
    """Return whether somebody with these roles over the client may: a team leader the same day, an administrator ever.

    A slip is mended at once by who made it; later on others may have acted on it, so it takes the administrator.
    """
    return Role.ADMINISTRATOR in roles or (Role.TEAM_LEADER in roles and noted_on == today)
