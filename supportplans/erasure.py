"""What this room holds about a client: the care file. It is kept for twenty years from its last change.

One date holds for the whole file: as long as one part of it has to stay, the other parts are needed to understand it.
"""

from collections import Counter
from collections.abc import Collection, Iterator
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
from organisations.erasure.tables import about, exported, gone, rows
from organisations.erasure.terms import last_day_over, until
from organisations.models import Client, Placement
from organisations.rules.retention import Term
from supportplans.models import HandOver

BY_LAW = gettext_lazy("the care file is kept for twenty years from its last change (BW 7:454, Jeugdwet 7.3.8)")
LAST_CHANGE = gettext_lazy("the last change of the care file")
WORDS = {
    "answer": gettext_lazy("what the client answered"),
    "created_at": gettext_lazy("noted on"),
    "document": gettext_lazy("what went along"),
    "domain_label": gettext_lazy("what it is about"),
    "ended_at": gettext_lazy("ended on"),
    "made_at": gettext_lazy("noted on"),
    "provider": gettext_lazy("sent by"),
    "receiver": gettext_lazy("sent to"),
    "said_on": gettext_lazy("said on"),
    "sent_at": gettext_lazy("sent on"),
    "state": gettext_lazy("how it stands"),
    "team": gettext_lazy("team"),
    "told_at": gettext_lazy("told on"),
}


def _part(model: str, label: Any, fields: tuple[str, ...], holds: str = "", **more: Any) -> Kind:
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
        **more,
    )


CHANGES = {
    _part(
        "HandOver",
        gettext_lazy("what went along from one provider to another"),
        ("provider", "receiver", "document", "consent_by", "consent_on", "state", "sent_at"),
        or_client="received_as",
        tells_where=("provider", "receiver", "document"),
    ): ("sent_at", "decided_at"),
    _part("Feedback", gettext_lazy("what was told back"), ("told_at", "reply"), "submission"): (
        "told_at",
        "changed_at",
    ),
    _part(
        "Agreement", gettext_lazy("agreements"), ("what", "who", "due_on", "state", "reason", "made_at"), "submission"
    ): ("made_at", "changed_at", "ended_at"),
    _part("Goal", gettext_lazy("goals"), ("words", "made_at", "ended_at")): ("made_at", "ended_at"),
    _part("Wish", gettext_lazy("wishes"), ("text", "team", "created_at", "ended_at"), tells_where=("team",)): (
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
        changed = _last_change(Q(pk=order.subject.client_id)).get(order.subject.client_id)
        if changed is None:
            return Removal()
        stays_until = until(changed, Term.CARE_FILE)
        if order.ground in WITH_THE_FILE or stays_until <= order.on:
            return Removal(_removed({order.subject.client_id}))
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
        return _removed(going)


def _removed(clients: Collection[UUID]) -> tuple[Gone, ...]:
    """Remove the files of some clients. What was handed over stays in the file at the other side, if there is one."""
    went = Counter({HandOver._meta.label: _let_go(clients)})  # noqa: SLF001 -- Django's documented name
    for kind in CHANGES:
        went.update(_model(kind).filter(about(kind, clients, "in")).delete()[1])
    return gone(went, CHANGES)


def _let_go(clients: Collection[UUID]) -> int:
    """Let what was handed over be of the other side alone; returns how many."""
    given = HandOver.objects.filter(client__in=clients).exclude(received_as=None).exclude(received_as__in=clients)
    got = HandOver.objects.filter(received_as__in=clients).exclude(client=None).exclude(client__in=clients)
    return given.update(client=None) + got.update(received_as=None)


def _model(kind: Kind) -> QuerySet[Any]:
    found: QuerySet[Any] = apps.get_model(kind.model)._default_manager.all()  # noqa: SLF001 -- Django's documented name
    return found


def _last_change(which: Q) -> dict[UUID, date]:
    """The day on which the file of each such client changed last. A client without a file is left out."""
    found: dict[UUID, date] = {}
    for client_id, moment in _moments(Client.objects.filter(which)):
        day = timezone.localdate(moment) if isinstance(moment, datetime) else moment
        found[client_id] = max(day, found.get(client_id, day))
    return found


def _moments(clients: QuerySet[Client]) -> Iterator[tuple[UUID, date | datetime]]:
    ways = ((kind, lookup, names) for kind, names in CHANGES.items() for lookup in kind.lookups)
    for part, lookup, moments in ways:
        latest = {f"latest_{name}": Max(name) for name in moments}
        found = _model(part).filter(**{f"{lookup}__in": clients})
        for row in found.values(lookup).annotate(**latest).order_by():
            yield from ((row[lookup], row[name]) for name in latest if row[name] is not None)
