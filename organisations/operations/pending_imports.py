"""Keeping a file with people on the server between its preview and the yes."""

from datetime import date, datetime, timedelta

from django.db import transaction

from organisations.data import Actor
from organisations.importing import read_roster
from organisations.models import PendingImport, Staff, Unit
from organisations.operations.people_import import RosterChangedError, import_people
from organisations.rules.import_plan import ImportPlan

KEPT = timedelta(hours=1)


@transaction.atomic
def keep_file(*, staff: Staff, unit: Unit, content: bytes, on: date, at: datetime) -> PendingImport:
    """Keep a file that can be read; it replaces an earlier one of the same person. After an hour it goes.

    Raises `importing.RosterRefusedError`.
    """
    read_roster(content, on=on)
    values = {"unit": unit, "content": content, "created_at": at}
    pending, _created = PendingImport.objects.update_or_create(staff=staff, defaults=values)
    return pending


@transaction.atomic
def confirm_import(*, pending: PendingImport, shown: str, actor: Actor, on: date) -> ImportPlan:
    """Import the kept file and forget it. `shown` is the fingerprint of the preview that the person said yes to.

    Raises `RosterChangedError` when that is not what would be done now (another file came in between, or the people
    changed), and `RosterFaultsError`.
    """
    locked = PendingImport.objects.select_for_update(of=("self",)).select_related("unit").filter(pk=pending.pk).first()
    if locked is None:
        raise RosterChangedError
    plan = import_people(unit=locked.unit, content=bytes(locked.content), on=on, shown=shown, actor=actor)
    locked.delete()
    return plan


def forget_old_files(*, at: datetime) -> int:
    """Remove the files to which nobody said yes within the hour; returns how many."""
    _rows, kinds = PendingImport.objects.filter(created_at__lt=at - KEPT).delete()
    return sum(kinds.values())
