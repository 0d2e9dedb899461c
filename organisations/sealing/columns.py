"""Sealed columns as the database holds them: sealing anew what lies there, in batches, while people go on writing."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection, models

from organisations.sealing import envelope, is_sealed, keyring, open_text, seal_text
from organisations.sealing.errors import SealBrokenError
from organisations.sealing.fields import SealedField, SealedJSONField

Change = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class SealedColumn:
    """A column of a sealed field. `holds_json`: its texts are JSON, and what is sealed is a JSON string."""

    table: str
    pk: str
    name: str
    seal_as: str
    holds_json: bool

    @property
    def label(self) -> str:
        """How it is called in what is kept about it."""
        return f"{self.table}.{self.name}"

    def reseal(self, stored: str) -> str:
        """Return a value sealed with the current key, whether it was sealed before or plain. Raises SealBrokenError."""
        return self._stored(seal_text(self._words(stored), bound_to=self.seal_as))

    def unseal(self, stored: str) -> str:
        """Return a value as it was before anything was sealed. Raises SealBrokenError."""
        return self._words(stored)

    def _words(self, stored: str) -> str:
        value = json.loads(stored) if self.holds_json else stored
        return open_text(value, bound_to=self.seal_as) if is_sealed(value) else stored

    def _stored(self, sealed: str) -> str:
        return json.dumps(sealed) if self.holds_json else sealed


@dataclass(frozen=True, slots=True)
class Batch:
    """What was done at once: the last primary key that was looked at (None: there was nothing more), and how many."""

    last: str | None
    seen: int
    unreadable: int


def columns_of(model: type[models.Model]) -> Iterator[SealedColumn]:
    """Give the sealed columns of a model, which in a migration is the one of that moment."""
    about = model._meta  # noqa: SLF001 -- Django's documented name
    for field in about.local_fields:
        if isinstance(field, SealedField):
            holds_json = isinstance(field, SealedJSONField)
            yield SealedColumn(about.db_table, str(about.pk.column), str(field.column), field.seal_as, holds_json)


def reseal_batch(column: SealedColumn, *, after: str | None, limit: int) -> Batch:
    """Seal the next values that are plain, or sealed with another key than the current one."""
    current = envelope.header(keyring.current().id)
    return _changed(column, column.reseal, f"NOT LIKE '{_beginning(column, current)}%%'", after, limit)


def unseal_batch(column: SealedColumn, *, after: str | None, limit: int) -> Batch:
    """Take the seal from the next values that have one."""
    return _changed(column, column.unseal, f"LIKE '{_beginning(column, envelope.MARK)}%%'", after, limit)


def _beginning(column: SealedColumn, mark: str) -> str:
    return f'"{mark}' if column.holds_json else mark


def _changed(column: SealedColumn, change: Change, condition: str, after: str | None, limit: int) -> Batch:
    """Change values one by one, each only as long as it is still what was read; what cannot be opened stays."""
    unreadable, rows = 0, _read(column, condition, after, limit)
    for pk, stored in rows:
        try:
            _write(column, pk, stored, change(stored))
        except SealBrokenError:
            unreadable += 1
    return Batch(str(rows[-1][0]) if rows else None, len(rows), unreadable)


def _read(column: SealedColumn, condition: str, after: str | None, limit: int) -> list[tuple[Any, str]]:
    beyond = f'AND "{column.pk}" > %(after)s' if after else ""
    statement = f"""
        SELECT "{column.pk}", "{column.name}"::text FROM "{column.table}"
         WHERE "{column.name}"::text {condition} AND "{column.name}"::text NOT IN ('', '{{}}', '[]', 'null') {beyond}
         ORDER BY "{column.pk}" LIMIT %(limit)s
    """  # noqa: S608 -- names of our own columns
    with connection.cursor() as cursor:
        cursor.execute(statement, {"after": after, "limit": limit})
        rows: list[tuple[Any, str]] = cursor.fetchall()
    return rows


def _write(column: SealedColumn, pk: Any, before: str, after: str) -> None:
    kind = "jsonb" if column.holds_json else "text"
    statement = f"""
        UPDATE "{column.table}" SET "{column.name}" = %s::{kind}
         WHERE "{column.pk}" = %s AND "{column.name}" = %s::{kind}
    """  # noqa: S608 -- names of our own columns
    with connection.cursor() as cursor:
        cursor.execute(statement, [after, pk, before])
