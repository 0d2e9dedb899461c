"""What goes along with a client to another provider, and what is made of it there."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from organisations.models import Client, FormerNumber, Unit
from organisations.operations.departures import LifeRefusedError
from organisations.operations.profiles import OF_PROFILE, save_profile
from organisations.reading import profile_of
from supportplans.choices import AgreementState
from supportplans.models import Agreement, HandOver, Wish


def document_of(client: Client, *, with_profile: bool = False) -> dict[str, Any]:
    """Return what goes along: who it is about, and the open wishes and agreements in the words that are there now.

    with_profile: also how the client answers, as `operations.profiles` writes it.
    """
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
        "profile": _profile(client) if with_profile else {},
    }


def _profile(client: Client) -> dict[str, Any]:
    profile = profile_of(client)
    return {name: getattr(profile, name) for name in OF_PROFILE} | {"address_form": client.address_form}


def new_client(received: HandOver, number: str) -> Client:
    """Make the record at the provider that receives. Raises `LifeRefusedError` for a number that means somebody."""
    said, taken = received.document, _("Another client has this number. Choose another one.")
    if FormerNumber.objects.filter(provider=received.receiver, number=number).exists():
        raise LifeRefusedError("number", taken)
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
        raise LifeRefusedError("number", taken) from error


def write_down(received: HandOver, client: Client, team: Unit, *, staff_id: UUID | None, at: datetime) -> None:
    """Make the wishes and agreements of the document those of the new record, and let it answer as it did before."""
    own: dict[str, Any] = {"provider": received.receiver, "client": client}
    for wish in received.document["wishes"]:
        words = ": ".join(part for part in (wish["subject"], wish["text"]) if part)
        Wish.objects.create(**own, team=team, text=words, created_at=at)
    for one in received.document["agreements"]:
        due_on = date.fromisoformat(one["due_on"]) if one["due_on"] else None
        Agreement.objects.create(
            **own, what=one["what"], who=one["who"], due_on=due_on, made_by_id=staff_id, made_at=at
        )
    if profile := received.document.get("profile"):
        save_profile(client_id=client.pk, wanted=profile)
