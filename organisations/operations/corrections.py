"""Putting facts about a client right, with what they were before."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from organisations.choices import Action, AskedBy
from organisations.data import Actor
from organisations.models import Client, Correction
from organisations.operations.traces import record

FIELDS = ("first_name", "last_name", "birth_date", "address_form")
"""What can be put right here; where somebody lives and who stands beside them have pages of their own."""


@transaction.atomic
def correct_client(
    *, client_id: UUID, facts: Mapping[str, str | date], asked_by: AskedBy, actor: Actor, at: datetime
) -> tuple[Correction, ...]:
    """Put facts right, by field; returns a correction for each that changed. Nothing changed: nothing is written."""
    client = Client.objects.select_for_update().get(pk=client_id)
    changed = {name: facts[name] for name in FIELDS if name in facts and facts[name] != getattr(client, name)}
    rows = [_correction(client, name, value, asked_by, actor, at) for name, value in changed.items()]
    for name, value in changed.items():
        setattr(client, name, value)
    if changed:
        client.save(update_fields=tuple(changed))
        record(
            actor=actor,
            action=Action.CORRECT,
            client_id=client.pk,
            provider_id=client.provider_id,
            thing="client",
        )
    return tuple(Correction.objects.bulk_create(rows))


def _correction(
    client: Client, name: str, after: str | date, asked_by: AskedBy, actor: Actor, at: datetime
) -> Correction:
    return Correction(
        provider_id=client.provider_id,
        client=client,
        field=name,
        before=str(getattr(client, name)),
        after=str(after),
        asked_by=asked_by,
        corrected_by_id=actor.id,
        corrected_at=at,
    )
