"""What this room holds about a client: the care file. It is kept for twenty years from its last change.

One date holds for the whole file: as long as one part of it has to stay, the other parts are needed to understand it.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy

from organisations.choices import WhyKept
from organisations.erasure.base import WITH_THE_FILE, Export, Gone, Kind, Order, Removal, Stayed, Subject
from organisations.erasure.tables import exported, removed, rows
from organisations.erasure.terms import last_day_over, until
from organisations.models import Placement
from organisations.rules.retention import Term

BY_LAW = gettext_lazy("the care file is kept for twenty years from its last change (BW 7:454, Jeugdwet 7.3.8)")
LAST_CHANGE = gettext_lazy("the last change of the care file")
WORDS = {
    "answer": gettext_lazy("what the client answered"),
    "created_at": gettext_lazy("noted on"),
    "document": gettext_lazy("what went along"),
    "domain_label": gettext_lazy("what it is about"),
    "ended_at": gettext_lazy("ended on"),
    "made_at": gettext_lazy("noted on"),
    "receiver": gettext_lazy("sent to"),
    "said_on": gettext_lazy("said on"),
    "sent_at": gettext_lazy("sent on"),
    "state": gettext_lazy("how it stands"),
    "team": gettext_lazy("team"),
    "told_at": gettext_lazy("told on"),
}


def _part(model: str, label: Any, fields: tuple[str, ...], holds: str = "") -> Kind:
    return Kind(
        model=f"supportplans.{model}",
        label=label,
        client="client",
        term=Term.CARE_FILE,
        counts_from=LAST_CHANGE,
        why=BY_LAW,
        goes_on=WITH_THE_FILE,
        fields=fields,
        holds=holds,
    )


CHANGES = {
    _part(
        "HandOver",
        gettext_lazy("what went along to another provider"),
        ("receiver", "document", "consent_by", "consent_on", "state", "sent_at"),
    ): ("sent_at", "decided_at"),
    _part("Feedback", gettext_lazy("what was told back"), ("told_at", "reply"), "submission"): (
        "told_at",
        "changed_at",
    ),
    _part(
        "Agreement", gettext_lazy("agreements"), ("what", "who", "due_on", "state", "reason", "made_at"), "submission"
    ): ("made_at", "changed_at", "ended_at"),
    _part("Goal", gettext_lazy("goals"), ("words", "made_at", "ended_at")): ("made_at", "ended_at"),
    _part("Wish", gettext_lazy("wishes"), ("text", "team", "created_at", "ended_at")): (
        *("created_at", "changed_at", "ended_at"),
    ),
    _part(
        "ChangeFlag",
        gettext_lazy("what stays and what the client wants different"),
        ("domain_label", "answer", "words", "said_on"),
        "submission",
    ): ("said_on",),
}
"""The parts of the care file in the order in which they can go, each with the moments at which it changed."""


class CareFileRule:
    """The rule of this room."""

    name = "supportplans"
    kinds = tuple(CHANGES)

    def export(self, subject: Subject, *, at: datetime) -> Export:
        """Return the whole care file."""
        return exported(reversed(self.kinds), subject, WORDS)

    @transaction.atomic
    def erase(self, order: Order) -> Removal:
        """Remove the care file when somebody asks for that or its term is over; else all of it stays."""
        changed = _last_change(Q(client=order.subject.client_id)).get(order.subject.client_id)
        if changed is None:
            return Removal()
        stays_until = until(changed, Term.CARE_FILE)
        if order.ground in WITH_THE_FILE or stays_until <= order.on:
            return Removal(removed((rows(kind, order.subject) for kind in self.kinds), self.kinds))
        counts = ((kind, rows(kind, order.subject).count()) for kind in self.kinds)
        return Removal(
            stayed=tuple(Stayed(k.name, count, stays_until, WhyKept.CARE_FILE) for k, count in counts if count)
        )

    @transaction.atomic
    def expire(self, *, provider_id: UUID, on: date, limit: int) -> tuple[Gone, ...]:
        """Remove the files of those who get no support any more and whose file did not change within the term."""
        last = last_day_over(Term.CARE_FILE, on=on)
        over = sorted(client for client, day in _last_change(Q(provider=provider_id)).items() if day <= last)[:limit]
        supported = Placement.objects.filter(Q(period__upper_inf=True) | Q(period__endswith__gt=on), client__in=over)
        going = set(over) - set(supported.values_list("client", flat=True))
        return removed((_model(kind).filter(client__in=going) for kind in self.kinds if going), self.kinds)


def _model(kind: Kind) -> QuerySet[Any]:
    found: QuerySet[Any] = apps.get_model(kind.model)._default_manager.all()  # noqa: SLF001 -- Django's documented name
    return found


def _last_change(about: Q) -> dict[UUID, date]:
    """The day on which the file of each client changed last. A client without a file is left out."""
    found: dict[UUID, date] = {}
    for client_id, moment in _moments(about):
        day = timezone.localdate(moment) if isinstance(moment, datetime) else moment
        found[client_id] = max(day, found.get(client_id, day))
    return found


def _moments(about: Q) -> Iterator[tuple[UUID, date | datetime]]:
    for kind, names in CHANGES.items():
        latest = {f"latest_{name}": Max(name) for name in names}
        for row in _model(kind).filter(about).values("client").annotate(**latest).order_by():
            yield from ((row["client"], row[name]) for name in latest if row[name] is not None)
