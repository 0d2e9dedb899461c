"""Model fields whose content is sealed in the database and plain in Python.

Nothing can be searched, sorted or compared by them in the database; what is empty stays empty there, so "is there any"
can be asked. What cannot be opened reads as `unreadable.Unreadable`, and is written back as it was.
"""

import json
from typing import Any

from django.core.exceptions import FieldError
from django.db import models
from django.db.models.fields.json import JSONExact
from django.db.models.lookups import Exact, IsNull

from organisations.sealing import SealBrokenError, is_sealed, open_text, seal_text
from organisations.sealing.unreadable import UnreadableData, UnreadableText, unreadable_data, unreadable_text


class SealedField(models.Field):  # type: ignore[type-arg]  # generic in the types alone
    """What both share. `seal_as`: the place that the content is bound to, which never changes once used."""

    def __init__(self, *args: Any, seal_as: str, **kwargs: Any) -> None:
        self.seal_as = seal_as
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Give migrations the place as well."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "seal_as": self.seal_as}

    def get_transform(self, lookup_name: str) -> Any:
        """Refuse whatever looks into the content. Raises FieldError."""
        raise FieldError(f"{self.name} is sealed: the database cannot look into it ({lookup_name}).")


class _Emptiness:
    """Asks whether there is nothing; anything else would compare with what is sealed, and never find it."""

    rhs: Any

    def get_prep_lookup(self) -> Any:
        """Give the empty value. Raises FieldError for any other."""
        if self.rhs:
            raise FieldError("This field is sealed: only whether it is empty can be asked.")
        return super().get_prep_lookup()  # type: ignore[misc]  # of the lookup that this is mixed into


class _EmptyText(_Emptiness, Exact):
    """For a text."""


class _EmptyData(_Emptiness, JSONExact):
    """For JSON data."""


class SealedTextField(SealedField, models.TextField):  # type: ignore[type-arg]  # generic in the types alone
    """A text. `max_length` is for forms; the database holds more, because what is sealed is longer."""

    def get_lookup(self, lookup_name: str) -> Any:
        """Give the two questions that can be asked; None, and so a FieldError of Django's, for any other."""
        return {"exact": _EmptyText, "isnull": IsNull}.get(lookup_name)

    def get_prep_value(self, value: Any) -> Any:
        """Seal the text."""
        if isinstance(value, UnreadableText):
            return value.sealed
        words = super().get_prep_value(value)
        return seal_text(words, bound_to=self.seal_as) if words else words

    def from_db_value(self, value: Any, _expression: Any, _connection: Any) -> Any:
        """Open the text; one from before there were seals is given as it is."""
        if not is_sealed(value):
            return value
        try:
            return open_text(value, bound_to=self.seal_as)
        except SealBrokenError as error:
            return unreadable_text(value, error)


class SealedJSONField(SealedField, models.JSONField):
    """JSON data, sealed as a whole: the database holds one JSON string."""

    def get_lookup(self, lookup_name: str) -> Any:
        """Give the two questions that can be asked; None, and so a FieldError of Django's, for any other."""
        return {"exact": _EmptyData, "isnull": IsNull}.get(lookup_name)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:  # noqa: FBT001, FBT002 -- Django's own signature
        """Seal the data."""
        if isinstance(value, UnreadableData):
            value = value.sealed
        elif value:
            value = seal_text(json.dumps(value, cls=self.encoder), bound_to=self.seal_as)
        return super().get_db_prep_value(value, connection, prepared)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """Open the data."""
        stored = super().from_db_value(value, expression, connection)
        try:
            return self.opened(stored)
        except SealBrokenError as error:
            return unreadable_data(stored, error)

    def opened(self, stored: Any) -> Any:
        """Return the data of a stored value, as also a written-out statement reads it. Raises SealBrokenError.

        What is from before there were seals is given as it is.
        """
        if not is_sealed(stored):
            return stored
        return json.loads(open_text(stored, bound_to=self.seal_as), cls=self.decoder)
