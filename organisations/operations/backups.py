"""That a backup was made, so that the site can say how old the last one is."""

from datetime import datetime

from organisations.models import Backup


def note_backup(*, name: str, made_at: datetime, size: int, tried_at: datetime | None) -> Backup:
    """Note a backup that is whole; `size` in bytes, `tried_at` when it was restored elsewhere and compared."""
    return Backup.objects.create(name=name, made_at=made_at, size=size, tried_at=tried_at)
