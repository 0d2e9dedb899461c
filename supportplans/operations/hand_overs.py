"""A client goes to another provider: open wishes and agreements go along as a document that both sides read."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from organisations.choices import Action, ActorKind, ConsentBy
from organisations.data import SYSTEM, Actor
from organisations.models import Client, Placement, Unit
from organisations.operations.departures import LifeRefusedError, NewPlace, staff_id_of
from organisations.operations.reorganising import provider_path
from organisations.operations.traces import record
from supportplans.choices import HandOverState
from supportplans.models import HandOver
from supportplans.operations.hand_over_documents import document_of, new_client, write_down

WAITS = timedelta(days=90)
"""How long a hand-over waits for an answer."""


@transaction.atomic
def send_hand_over(
    *,
    client_id: UUID,
    receiver: Unit,
    consent_by: ConsentBy,
    consent_on: date,
    actor: Actor,
    at: datetime,
    with_profile: bool = False,
) -> HandOver:
    """Send what is open about a client to another provider, with the yes of the client or the representative.

    with_profile: whether that yes is also for how the client answers. Answers never go along.

    Raises `LifeRefusedError` for the own provider, a yes that is still to come, somebody who died, and when one is on
    its way there already.
    """
    client = Client.objects.select_for_update(of=("self",)).select_related("provider").get(pk=client_id)
    _check_sending(client, receiver, consent_on, localdate(at))
    sent = HandOver.objects.create(
        provider_id=client.provider_id,
        client=client,
        receiver=receiver,
        document=document_of(client, with_profile=with_profile),
        consent_by=consent_by,
        consent_on=consent_on,
        sent_by_id=staff_id_of(actor),
        sent_at=at,
    )
    _trace(actor, Action.EXPORT, client.pk, client.provider_id, sent)
    return sent


def _check_sending(client: Client, receiver: Unit, consent_on: date, today: date) -> None:
    if not receiver.is_provider or receiver.closed_on or receiver.pk == client.provider_id:
        raise LifeRefusedError("receiver", _("Choose another provider."))
    if consent_on > today:
        raise LifeRefusedError("consent_on", _("This day is still to come. Ask first, then send."))
    if client.died_on:
        raise LifeRefusedError("", _("This client died."))
    if HandOver.objects.filter(client=client, receiver=receiver, state=HandOverState.SENT).exists():
        raise LifeRefusedError("receiver", _("A hand-over is on its way to this provider already."))


@transaction.atomic
def accept_hand_over(
    *, hand_over_id: UUID, number: str, place: NewPlace, since: date, actor: Actor, at: datetime
) -> Client:
    """Make a new record at the provider that receives, with what the document holds.

    Raises `LifeRefusedError` when it was decided before, the client died, the number is taken, or the place is closed
    or of another provider.
    """
    _hold_client(hand_over_id)
    received = _waiting(hand_over_id)
    _check_place(received, place, since, localdate(at))
    client = new_client(received, number)
    Placement.objects.create(
        provider=received.receiver,
        client=client,
        unit=place.unit,
        period=DateRange(since, None),
        law=place.law,
        product=place.product,
        client_group=place.client_group,
    )
    write_down(received, client, place.unit, staff_id=staff_id_of(actor), at=at)
    received.received_as = client
    _decide(received, HandOverState.ACCEPTED, actor, at)
    _trace(actor, Action.CREATE, client.pk, received.receiver_id, received)
    return client


def _hold_client(hand_over_id: UUID) -> None:
    """Hold the client, so that a death is either noted before, which took the hand-over back, or waits for this."""
    Client.objects.select_for_update(of=("self",)).filter(hand_overs=hand_over_id).first()


def _check_place(received: HandOver, place: NewPlace, since: date, today: date) -> None:
    if provider_path(place.unit) != received.receiver.path or place.unit.closed_on:
        raise LifeRefusedError("unit", _("Choose a unit of the provider that receives."))
    if since > today:
        raise LifeRefusedError("since", _("This day is still to come. Accept on the day itself."))


@transaction.atomic
def turn_down(*, hand_over_id: UUID, state: HandOverState, actor: Actor, at: datetime) -> HandOver:
    """Send a hand-over back (DECLINED, by who receives) or take it back (WITHDRAWN, by who sent). The document goes.

    Raises `LifeRefusedError` when it was decided before.
    """
    waiting = _waiting(hand_over_id)
    # Nobody else has anything to do with it now; the rows it was made of are where they were.
    waiting.document = {}
    _decide(waiting, state, actor, at)
    _trace(actor, Action.CHANGE, waiting.client_id, waiting.provider_id, waiting)
    return waiting


def take_back_waiting(*, client_id: UUID, staff_id: UUID | None, at: datetime) -> None:
    """Take back whatever is on its way about a client: nobody accepts somebody who died."""
    waiting = HandOver.objects.select_for_update(of=("self",)).filter(client=client_id, state=HandOverState.SENT)
    for hand_over in waiting:
        hand_over.document = {}
        _decide(hand_over, HandOverState.WITHDRAWN, Actor(ActorKind.STAFF, staff_id), at)


@transaction.atomic
def take_back_unanswered(*, at: datetime) -> int:
    """Take back what nobody accepted or sent back for three months: it was meant for now. Returns how many."""
    old = HandOver.objects.select_for_update(of=("self",), skip_locked=True).filter(state=HandOverState.SENT)
    found = list(old.filter(sent_at__lt=at - WAITS))
    for hand_over in found:
        hand_over.document = {}
        _decide(hand_over, HandOverState.WITHDRAWN, SYSTEM, at)
        _trace(SYSTEM, Action.CHANGE, hand_over.client_id, hand_over.provider_id, hand_over)
    return len(found)


def _waiting(hand_over_id: UUID) -> HandOver:
    rows = HandOver.objects.select_for_update(of=("self",)).select_related("receiver")
    found = rows.filter(pk=hand_over_id, state=HandOverState.SENT).first()
    if found is None:
        raise LifeRefusedError("", _("This was decided before."))
    return found


def _decide(hand_over: HandOver, state: HandOverState, actor: Actor, at: datetime) -> None:
    hand_over.state, hand_over.decided_by_id, hand_over.decided_at = state, staff_id_of(actor), at
    hand_over.save(update_fields=("state", "decided_by", "decided_at", "document", "received_as"))


def _trace(actor: Actor, action: Action, client_id: UUID | None, provider_id: UUID, hand_over: HandOver) -> None:
    record(actor=actor, action=action, client_id=client_id, provider_id=provider_id, thing=f"hand-over:{hand_over.pk}")
