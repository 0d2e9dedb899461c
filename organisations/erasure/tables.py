"""What every rule does with the rows of a kind: find them, count what went, give them to the person."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from organisations.erasure.base import Entry, Export, Gone, Kind, Line, Section, Subject

Rows = QuerySet[Model]


def about(kind: Kind, client: Any, how: str = "exact") -> Q:
    """Return the condition that a row of a kind is about a client, or with "in" about one of them."""
    return reduce(or_, (Q(**{f"{lookup}__{how}": client}) for lookup in kind.lookups))


def rows(kind: Kind, subject: Subject) -> Rows:
    """Return the rows of a kind about a client, each once, oldest id first."""
    model: type[Model] = apps.get_model(kind.model)
    found = model._default_manager.filter(about(kind, subject.client_id))  # noqa: SLF001 -- Django's documented name
    return model._default_manager.filter(pk__in=found.values("pk")).order_by("pk")  # noqa: SLF001 -- the same


def removed(found: Iterable[QuerySet[Any]], kinds: Iterable[Kind]) -> tuple[Gone, ...]:
    """Delete rows, and return how many went of each kind, those that go along with others included."""
    went: Counter[str] = Counter()
    for one in found:
        went.update(one.delete()[1])
    return gone(went, kinds)


def gone(went: Mapping[str, int], kinds: Iterable[Kind]) -> tuple[Gone, ...]:
    """Return counts by the label of a model as counts by kind, without those of which nothing went."""
    return tuple(Gone(kind.name, went[kind.model]) for kind in kinds if went.get(kind.model))


def exported(kinds: Iterable[Kind], subject: Subject, words: Mapping[str, Promise]) -> Export:
    """Return the rows of those kinds of which fields are given, for a reader and for a machine, the newest first.

    `words` says what a reader calls the fields that have no name of their own.
    """
    sections, data = [], {}
    for kind in (_as_given(kind, subject) for kind in kinds):
        found = _newest_first(_with_relations(rows(kind, subject), kind), kind) if kind.fields else []
        if found:
            sections.append(Section(str(kind.label), tuple(_entry(kind, row, words) for row in found)))
            data[kind.name] = [{name: _plain(getattr(row, name)) for name in kind.fields} for row in found]
    return Export(tuple(sections), data)


def _as_given(kind: Kind, subject: Subject) -> Kind:
    """A kind with the fields that this reader may have."""
    hidden = kind.tells_where if subject.hide_places else ()
    return replace(kind, fields=tuple(name for name in kind.fields if name not in hidden))


def _with_relations(found: Rows, kind: Kind) -> Rows:
    """Return the rows with what they refer to. Asked for nothing by name, Django would join every table in reach."""
    meta = apps.get_model(kind.model)._meta  # noqa: SLF001 -- Django's documented name
    named = [name for name in kind.fields if meta.get_field(name).is_relation]
    return found.select_related(*named) if named else found


def _newest_first(found: Rows, kind: Kind) -> list[Model]:
    """Return the rows by their first day or moment, if they have one; those without it come last."""
    return sorted(found, key=lambda row: _when(getattr(row, name) for name in kind.fields), reverse=True)


def _when(values: Iterable[Any]) -> str:
    starts = (getattr(value, "lower", value) if hasattr(value, "upper_inf") else value for value in values)
    return next((start.isoformat() for start in starts if isinstance(start, date)), "")


def _entry(kind: Kind, row: Model, words: Mapping[str, Promise]) -> Entry:
    lines = (_line(row, row._meta.get_field(name), words) for name in kind.fields)  # noqa: SLF001 -- the same
    return Entry("", tuple(line for line in lines if line.text))


def _line(row: Model, field: Any, words: Mapping[str, Promise]) -> Line:
    return Line(str(capfirst(words.get(field.name, field.verbose_name))), readable(_shown(row, field)))


def _shown(row: Model, field: Any) -> Any:
    """The value in words where it is a code of a list, or several of them."""
    if field.choices:
        return getattr(row, f"get_{field.name}_display")()
    value = getattr(row, field.name)
    codes = dict(getattr(getattr(field, "base_field", None), "choices", None) or ())
    return [codes.get(one, one) for one in value] if codes else value


def readable(value: Any) -> str:
    """Return a value as somebody reads it; empty for what is empty."""
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "j F Y, H:i")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if hasattr(value, "lower") and hasattr(value, "upper_inf"):
        return _period(value)
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _period(value: Any) -> str:
    start = date_format(value.lower, "j F Y") if value.lower else "…"
    return f"{start} – {date_format(value.upper, 'j F Y')}" if value.upper else _("since %(day)s") % {"day": start}


def _plain(value: Any) -> Any:
    """The value as JSON has it: numbers, texts, lists; days and moments as ISO 8601; a period as from and until."""
    if hasattr(value, "lower") and hasattr(value, "upper_inf"):
        return {"from": _plain(value.lower), "until": _plain(value.upper)}
    if isinstance(value, date | datetime):
        return value.isoformat()
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return value
    return str(value)
