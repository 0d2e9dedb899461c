"""Hand-overs between providers, as an administrator of either side sees them."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from organisations.choices import Role
from organisations.data import Rights
from organisations.life.access import paths_within, people
from organisations.models import Client, Placement, Unit
from organisations.queries.trees import below
from supportplans.choices import HandOverState
from supportplans.models import HandOver

MOST = 100


def sent_by(rights: Rights, *, on: date) -> QuerySet[HandOver]:
    """Return those about clients whom an administrator may change, the newest first."""
    mine = HandOver.objects.filter(client__in=people(rights, Role.ADMINISTRATOR, on=on))
    return mine.select_related("client", "receiver", "provider").order_by("-sent_at")


def sent_list(rights: Rights, *, on: date) -> list[HandOver]:
    """Return the latest of them for a list, which names clients; the access log keeps for which providers."""
    found = list(sent_by(rights, on=on)[:MOST])
    for one in found:
        rights.note(None, one.provider_id, f"unit:{one.provider_id}")
    return found


def received_by(rights: Rights) -> QuerySet[HandOver]:
    """Return those sent to a provider of which somebody is administrator, the newest first.

    One that was accepted is there as long as the record that was made of it.
    """
    mine = HandOver.objects.filter(below(paths_within(rights, Role.ADMINISTRATOR), "receiver__path"))
    mine = mine.exclude(state=HandOverState.ACCEPTED, received_as=None)
    return mine.select_related("client", "receiver", "provider").order_by("-sent_at")


def hand_over(rights: Rights, hand_over_id: UUID, *, on: date) -> tuple[HandOver, bool]:
    """Return one, and whether the reader is at the side that receives; raises `Http404` for a stranger."""
    received = received_by(rights).filter(pk=hand_over_id).first()
    found = received or get_object_or_404(sent_by(rights, on=on), pk=hand_over_id)
    whose = found.receiver_id if received else found.provider_id
    whom = (found.received_as_id if received else None) or found.client_id
    rights.note(whom, whose, f"hand-over:{found.pk}")
    return found, received is not None


def other_providers(client: Client) -> QuerySet[Unit]:
    """Return the open providers of the same tree to which a client may go, by name."""
    top = client.provider.path[: Unit.steplen]
    found: QuerySet[Unit] = Unit.objects.filter(is_provider=True, closed_on=None, path__startswith=top)
    return found.exclude(pk=client.provider_id).order_by("name")


def last_day_here(found: HandOver, *, on: date) -> date | None:
    """Return the day on which support here would end, for one that was accepted while support here goes on; else None.

    It is the day before the client is placed there, and never one that is still to come.
    """
    if found.client is None or found.client.is_gone or found.state != HandOverState.ACCEPTED:
        return None
    there = Placement.objects.filter(client__came_with=found).order_by("period").first()
    return min(on, there.period.lower - timedelta(days=1)) if there else on


def alike(found: HandOver) -> list[str]:
    """Return the client numbers at the receiving side of people with the same name and date of birth, by number."""
    said = found.document
    if not said:
        return []
    same = Client.objects.filter(
        provider=found.receiver_id,
        first_name__iexact=said["first_name"],
        last_name__iexact=said["last_name"],
        birth_date=said["birth_date"],
    )
    return list(same.order_by("number").values_list("number", flat=True))
