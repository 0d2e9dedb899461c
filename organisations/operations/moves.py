"""A client moves to another team of the same provider; what is open about them goes along."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from organisations.choices import Action
from organisations.data import Actor
from organisations.life.registry import followers
from organisations.models import Client, Placement, Unit
from organisations.operations.departures import LifeRefusedError
from organisations.operations.traces import record
from organisations.rules.placements import PlacementClashError, Stay, next_stays

WEEK = timedelta(days=7)
BATCH = 1000


@transaction.atomic
def move_client(*, placement_id: UUID, unit: Unit, since: date, actor: Actor, at: datetime) -> Placement:
    """End a placement on the day the client moves, and begin the same support in another unit of the provider.

    Answers stay in the frozen unit where they were asked; who may see the client follows the new placement. Raises
    `LifeRefusedError` for another provider, a closed unit, the same unit, a day to come or one that does not fit.
    """
    placement = Placement.objects.select_related("provider", "client").get(pk=placement_id)
    client = Client.objects.select_for_update().get(pk=placement.client_id)
    _check(client, placement, unit, since, localdate(at))
    moved = _store(placement, unit, since)
    for follower in followers:
        follower.moved([client.pk], on=localdate(at))
    record(
        actor=actor,
        action=Action.MOVE,
        client_id=client.pk,
        provider_id=client.provider_id,
        thing=f"placement:{moved.pk}",
    )
    return moved


def follow_moves(*, on: date) -> None:
    """Let what is open about clients go along with placements that began lately. Doing it again changes nothing.

    A file may name a day to come, so that the day itself has to be looked at too; a week, in case of a rest.
    """
    begun = Placement.objects.filter(period__startswith__gt=on - WEEK, period__startswith__lte=on)
    placed = list(begun.order_by("client").values_list("client", flat=True).distinct())
    for start in range(0, len(placed), BATCH):
        with transaction.atomic():
            for follower in followers:
                follower.moved(placed[start : start + BATCH], on=on)


def _check(client: Client, placement: Placement, unit: Unit, since: date, today: date) -> None:
    if client.is_gone:
        raise LifeRefusedError("", _("This client died, or left."))
    if not unit.path.startswith(placement.provider.path):
        raise LifeRefusedError("unit", _("This unit is of another provider. Send a hand-over to that provider."))
    if unit.closed_on:
        raise LifeRefusedError("unit", _("This unit is closed. Choose another one."))
    if unit.pk == placement.unit_id:
        raise LifeRefusedError("unit", _("The client gets this support here already. Choose another unit."))
    if since > today:
        raise LifeRefusedError("since", _("This day is still to come. Note it on the day itself."))


def _store(placement: Placement, unit: Unit, since: date) -> Placement:
    """Write what `next_stays` says of the one product that moves."""
    known = Placement.objects.filter(client=placement.client_id, product=placement.product).select_for_update()
    wanted = Stay(unit_id=unit.pk, since=since, law=placement.law, client_group=placement.client_group)
    try:
        stays = next_stays([stay_of(each) for each in known], wanted)
    except PlacementClashError as error:
        raise LifeRefusedError("since", _("The placement began later than this day. Choose a later day.")) from error
    for stay in stays:
        if stay.id:
            period = DateRange(stay.since, stay.until)
            Placement.objects.filter(pk=stay.id).update(unit_id=stay.unit_id, period=period)
    return _added(placement, stays[-1])


def _added(placement: Placement, stay: Stay) -> Placement:
    if stay.id:
        return Placement.objects.get(pk=stay.id)
    return Placement.objects.create(
        provider_id=placement.provider_id,
        client_id=placement.client_id,
        unit_id=stay.unit_id,
        period=DateRange(stay.since, stay.until),
        law=placement.law,
        product=placement.product,
        client_group=placement.client_group,
    )


def stay_of(placement: Placement) -> Stay:
    """Return a stored placement as the rules know it."""
    return Stay(
        id=placement.pk,
        unit_id=placement.unit_id,
        since=placement.period.lower,
        until=placement.period.upper,
        law=placement.law,
        client_group=placement.client_group,
    )
