"""That a backup was made or put back: for who asks how old the last one is, and for the access log."""

from datetime import datetime

from django.db import transaction

from organisations.choices import Action
from organisations.data import SYSTEM
from organisations.models import Backup, Unit
from organisations.operations.traces import event, keep


@transaction.atomic
def note_backup(*, name: str, made_at: datetime, size: int, tried_at: datetime | None) -> Backup:
    """Note a backup that is whole; `size` in bytes, `tried_at` when it was restored elsewhere and compared."""
    _trace(Action.BACKUP, made_at)
    return Backup.objects.create(name=name, made_at=made_at, size=size, tried_at=tried_at)


def note_restored(*, made_at: datetime) -> None:
    """Keep in the access log that all data are those of a backup of this moment."""
    _trace(Action.RESTORE, made_at)


def _trace(action: Action, made_at: datetime) -> None:
    thing = f"backup:{made_at:%Y%m%d-%H%M%S}"
    tops = Unit.objects.filter(depth=1).values_list("pk", flat=True)
    keep(event(actor=SYSTEM, action=action, client_id=None, provider_id=top, thing=thing) for top in tops)
