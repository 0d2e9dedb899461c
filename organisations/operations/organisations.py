"""The very first step of an installation: an organisation and somebody who may do the rest."""

from datetime import date

from django.db import transaction

from organisations.choices import Role
from organisations.models import Staff, Unit
from organisations.operations.staff import add_staff


@transaction.atomic
def create_organisation(
    *, name: str, level: str, is_provider: bool, administrator: str, username: str, on: date
) -> tuple[Unit, Staff, str]:
    """Make the top of a new tree with its first administrator; return both and the password, which is shown once.

    `is_provider` says that the organisation itself supports clients, rather than bringing providers together.
    Raises `operations.staff.UserNameTakenError`.
    """
    root: Unit = Unit.objects.add_root({"name": name, "level": level, "is_provider": is_provider})
    staff, password = add_staff(name=administrator, username=username, unit=root, role=Role.ADMINISTRATOR, on=on)
    return root, staff, password
