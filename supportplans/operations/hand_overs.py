"""A client goes to another provider: open wishes and agreements go along as a document that both sides read."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from organisations.choices import Action, ConsentBy
from organisations.data import Actor
from organisations.models import Client, Placement, Unit
from organisations.operations.departures import LifeRefusedError, NewPlace, staff_id_of
from organisations.operations.reorganising import provider_path
from organisations.operations.traces import record
from supportplans.choices import AgreementState, HandOverState
from supportplans.models import Agreement, HandOver, Wish


@transaction.atomic
def send_hand_over(
    *, client_id: UUID, receiver: Unit, consent_by: ConsentBy, consent_on: date, actor: Actor, at: datetime
) -> HandOver:
    """Send what is open about a client to another provider, with the yes of the client or the representative.

    Answers never go along. Raises `LifeRefusedError` for the own provider, a yes that is still to come, somebody who
    died, and when one is on its way there already.
    """
    client = Client.objects.select_for_update(of=("self",)).select_related("provider").get(pk=client_id)
    _check_sending(client, receiver, consent_on, localdate(at))
    sent = HandOver.objects.create(
        provider_id=client.provider_id,
        client=client,
        receiver=receiver,
        document=document_of(client),
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


def document_of(client: Client) -> dict[str, Any]:
    """Return what goes along: who it is about, and the open wishes and agreements in the words that are there now."""
    wishes = Wish.objects.filter(client=client, ended_at=None).select_related("flag").order_by("created_at", "pk")
    agreements = Agreement.objects.filter(client=client, state=AgreementState.MADE).order_by("made_at", "pk")
    return {
        "first_name": client.first_name,
        "last_name": client.last_name,
        "birth_date": client.birth_date.isoformat(),
        "from": client.provider.name,
        "wishes": [{"subject": one.flag.domain_label if one.flag else "", "text": one.text} for one in wishes],
        "agreements": [
            {"what": one.what, "who": one.who, "due_on": one.due_on.isoformat() if one.due_on else ""}
            for one in agreements
        ],
    }


@transaction.atomic
def accept_hand_over(
    *, hand_over_id: UUID, number: str, place: NewPlace, since: date, actor: Actor, at: datetime
) -> Client:
    """Make a new record at the provider that receives, with the wishes and agreements of the document.

    Raises `LifeRefusedError` when it was decided before, the number is taken, or the place is of another provider.
    """
    received = _waiting(hand_over_id)
    if provider_path(place.unit) != received.receiver.path:
        raise LifeRefusedError("unit", _("Choose a unit of the provider that receives."))
    if since > localdate(at):
        raise LifeRefusedError("since", _("This day is still to come. Accept on the day itself."))
    client = _new_client(received, number)
    Placement.objects.create(
        provider=received.receiver,
        client=client,
        unit=place.unit,
        period=DateRange(since, None),
        law=place.law,
        product=place.product,
        client_group=place.client_group,
    )
    _write_down(received, client, place.unit, staff_id_of(actor), at)
    received.received_as = client
    _decide(received, HandOverState.ACCEPTED, actor, at)
    _trace(actor, Action.CREATE, client.pk, received.receiver_id, received)
    return client


def _new_client(received: HandOver, number: str) -> Client:
    said = received.document
    try:
        with transaction.atomic():
            return Client.objects.create(
                provider=received.receiver,
                number=number,
                first_name=said["first_name"],
                last_name=said["last_name"],
                birth_date=date.fromisoformat(said["birth_date"]),
            )
    except IntegrityError as error:
        raise LifeRefusedError("number", _("Another client has this number. Choose another one.")) from error


def _write_down(received: HandOver, client: Client, team: Unit, staff_id: UUID | None, at: datetime) -> None:
    own: dict[str, Any] = {"provider": received.receiver, "client": client}
    for wish in received.document["wishes"]:
        words = ": ".join(part for part in (wish["subject"], wish["text"]) if part)
        Wish.objects.create(**own, team=team, text=words, created_at=at)
    for one in received.document["agreements"]:
        due_on = date.fromisoformat(one["due_on"]) if one["due_on"] else None
        Agreement.objects.create(
            **own, what=one["what"], who=one["who"], due_on=due_on, made_by_id=staff_id, made_at=at
        )


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


def _waiting(hand_over_id: UUID) -> HandOver:
    rows = HandOver.objects.select_for_update(of=("self",)).select_related("receiver")
    found = rows.filter(pk=hand_over_id, state=HandOverState.SENT).first()
    if found is None:
        raise LifeRefusedError("", _("This was decided before."))
    return found


def _decide(hand_over: HandOver, state: HandOverState, actor: Actor, at: datetime) -> None:
    hand_over.state, hand_over.decided_by_id, hand_over.decided_at = state, staff_id_of(actor), at
    hand_over.save(update_fields=("state", "decided_by", "decided_at", "document", "received_as"))


def _trace(actor: Actor, action: Action, client_id: UUID, provider_id: UUID, hand_over: HandOver) -> None:
    record(actor=actor, action=action, client_id=client_id, provider_id=provider_id, thing=f"hand-over:{hand_over.pk}")
