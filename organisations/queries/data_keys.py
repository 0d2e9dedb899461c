"""The data keys as they stand, for whoever looks after this installation."""

from dataclasses import dataclass
from datetime import datetime

from organisations.choices import KeyKind
from organisations.models import DataKey
from organisations.sealing import KeyLostError
from organisations.sealing.wrapping import is_present, unwrapped


@dataclass(frozen=True, slots=True)
class KeptKey:
    """A data key. `opens`: now, with the settings of this process; `present`: with `DATA_KEY` itself."""

    id: str
    kind: KeyKind
    made_at: datetime
    opens: bool
    present: bool
    seals: bool
    resealed_at: datetime | None


def kept_keys() -> list[KeptKey]:
    """Return every data key, oldest first; `seals` marks the one with which new texts and files are sealed."""
    rows = list(DataKey.objects.order_by("made_at", "pk"))
    usable = [row.id for row in rows if row.kind == KeyKind.SEALING and _opens(row)]
    return [
        KeptKey(
            id=row.id,
            kind=KeyKind(row.kind),
            made_at=row.made_at,
            opens=_opens(row),
            present=is_present(bytes(row.wrapped)),
            seals=row.id in usable[-1:],
            resealed_at=row.resealed_at,
        )
        for row in rows
    ]


def _opens(row: DataKey) -> bool:
    try:
        unwrapped(row.id, bytes(row.wrapped))
    except KeyLostError:
        return False
    return True
