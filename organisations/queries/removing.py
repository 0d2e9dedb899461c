"""Reads about the data of a client that an administrator puts right, exports or removes."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy

from organisations.choices import AddressForm, ExportState, WhyKept
from organisations.erasure.base import Kind
from organisations.erasure.registry import rooms
from organisations.erasure.tables import about, readable
from organisations.models import Client, Correction, ErasureRequest, PersonExport, RemovalCertificate

WORDS = {
    "first_name": gettext_lazy("first name"),
    "last_name": gettext_lazy("last name"),
    "birth_date": gettext_lazy("date of birth"),
    "address_form": gettext_lazy("form of address"),
}
"""The facts that can be put right."""
MOST_FOUND = 20
LATEST = 20


@dataclass(frozen=True, slots=True)
class Held:
    """How many rows of a kind there are about somebody, and for what they are kept."""

    label: str
    count: int
    why: str


@dataclass(frozen=True, slots=True)
class Counted:
    """How many rows of a kind go, went or stay."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Staying:
    """What stays for one reason, until one day; None when no day can be said yet."""

    why: str
    until: date | None
    counted: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class Sums:
    """What goes, or went, and what stays."""

    gone: tuple[Counted, ...]
    stayed: tuple[Staying, ...]


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction in words."""

    what: str
    before: str
    after: str
    row: Correction


def search(clients: QuerySet[Client], words: str) -> list[Client]:
    """Return clients with this number, or whose first or last name begins with these words; none without words."""
    if not words:
        return []
    found = clients.filter(Q(number=words) | Q(last_name__istartswith=words) | Q(first_name__istartswith=words))
    return list(found.order_by("last_name", "first_name", "number")[:MOST_FOUND])


def held_about(client: Client) -> tuple[Held, ...]:
    """Return what every room holds about a client, nothing of which there is none. One query."""
    kinds = [kind for _room, kind in rooms.kinds()]
    counts = {f"count_{place}": Coalesce(_count(kind), 0) for place, kind in enumerate(kinds)}
    found = Client.objects.filter(pk=client.pk).values_list(*counts.values())[0]
    pairs = zip(kinds, found, strict=True)
    return tuple(Held(str(kind.label), count, str(kind.why)) for kind, count in pairs if count)


def _count(kind: Kind) -> Subquery:
    """How many rows of a kind there are about the client of an outer row."""
    found = apps.get_model(kind.model)._default_manager.filter(about(kind, OuterRef("pk"))).order_by()  # noqa: SLF001 -- Django's documented name
    counted = found.annotate(all=Value(1)).values("all").annotate(count=Count("pk", distinct=True)).values("count")
    return Subquery(counted, output_field=IntegerField())


def corrections_of(client: Client) -> list[Corrected]:
    """Return what was put right about a client, newest first."""
    found = Correction.objects.filter(client=client).select_related("corrected_by").order_by("-corrected_at", "pk")
    return [_corrected(row) for row in found]


def _corrected(row: Correction) -> Corrected:
    return Corrected(str(WORDS[row.field]), _said(row.field, row.before), _said(row.field, row.after), row)


def _said(field: str, value: str) -> str:
    if field == "birth_date":
        return readable(date.fromisoformat(value))
    return str(AddressForm(value).label) if field == "address_form" else value


def exports_of(client: Client, *, at: datetime) -> list[PersonExport]:
    """Return the exports of a client that are being made or can still be fetched, newest first."""
    there = PersonExport.objects.filter(client=client).exclude(expires_at__lte=at)
    return list(there.select_related("asked_by").order_by("-asked_at", "pk"))


def person_exports_to_make(*, before: datetime, limit: int) -> list[UUID]:
    """Return the exports that were asked for before a moment and are not made yet."""
    waiting = PersonExport.objects.filter(state=ExportState.WAITING, asked_at__lt=before)
    return list(waiting.order_by("asked_at").values_list("pk", flat=True)[:limit])


def under_way(requests: QuerySet[ErasureRequest]) -> list[ErasureRequest]:
    """Return the removals that are not done and not withdrawn, the nearest day first."""
    found = requests.filter(done_at=None, withdrawn_at=None).select_related("client")
    return list(found.order_by("due_on", "noted_at", "pk")[:LATEST])


def certificates(found: QuerySet[RemovalCertificate]) -> list[RemovalCertificate]:
    """Return the latest certificates."""
    return list(found.order_by("-made_at", "pk")[:LATEST])


def sums(content: Mapping[str, Any]) -> Sums:
    """Return what a certificate counts, in words and in the order of the rules; a kind that is gone keeps its name."""
    labels = {kind.name: str(kind.label) for _room, kind in rooms.kinds()}
    order = {name: place for place, name in enumerate(labels)}

    def counted(counts: Mapping[str, int]) -> tuple[Counted, ...]:
        names = sorted((name for name, count in counts.items() if count), key=lambda name: order.get(name, len(order)))
        return tuple(Counted(labels.get(name, name), counts[name]) for name in names)

    reasons: dict[tuple[str, str | None], dict[str, int]] = defaultdict(dict)
    for name, one in content.get("stayed", {}).items():
        reasons[one["why"], one["until"]][name] = one["count"]
    stayed = (
        Staying(str(WhyKept(why).label), date.fromisoformat(until) if until else None, counted(reasons[why, until]))
        for why, until in sorted(reasons, key=lambda reason: (list(WhyKept).index(WhyKept(reason[0])), str(reason[1])))
    )
    return Sums(counted(content.get("gone", {})), tuple(stayed))
