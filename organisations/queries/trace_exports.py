"""Reads about files of the access log."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from organisations.choices import Role
from organisations.data import Rights
from organisations.models import TraceExport, Unit
from organisations.queries.trees import below

MOST = 10
UNITS = "units"
"""Where a file says of which units it holds the log."""


def own_exports(rights: Rights, *, at: datetime) -> QuerySet[TraceExport]:
    """Return the files that somebody asked for and that are still there, newest first."""
    mine = TraceExport.objects.filter(staff=rights.staff_id, ends_at__gt=at)
    return mine.order_by("-asked_at")[:MOST]


def own_export(rights: Rights, export_id: UUID, *, at: datetime) -> TraceExport:
    """Return one of them that is ready.

    Raises `Http404` for anybody else's, and for one with the log of a unit of which they keep the log no more.
    """
    mine = TraceExport.objects.filter(staff=rights.staff_id, ends_at__gt=at, ready_at__isnull=False)
    found = get_object_or_404(mine, pk=export_id)
    units = found.selection.get(UNITS, [])
    if not units or Unit.objects.filter(below(rights.paths(Role.LOG_KEEPER)), pk__in=units).count() < len(units):
        raise Http404
    return found


def exports_to_make(*, before: datetime, limit: int) -> Iterable[UUID]:
    """Return the ids of files that were asked for before a moment and never made, at most `limit`."""
    waiting = TraceExport.objects.filter(ready_at=None, asked_at__lt=before, ends_at__gt=before)
    return waiting.order_by("asked_at").values_list("pk", flat=True)[:limit]
