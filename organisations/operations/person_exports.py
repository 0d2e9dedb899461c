"""All that is kept about a client, as one file for that person: asked for, and fetched within some days."""

from datetime import datetime

from django.db import transaction

from organisations.choices import Action, AskedBy, ExportState
from organisations.data import Actor
from organisations.models import Client, PersonExport
from organisations.operations.traces import record
from workers.queue import Job, enqueue

FOLDER = "personal-exports"


@transaction.atomic
def ask_for_person_export(
    *, client: Client, for_whom: AskedBy, language: str, actor: Actor, at: datetime
) -> PersonExport:
    """Have a file made of all that is kept about a client; asked twice while one is being made, it is that one."""
    Client.objects.select_for_update().get(pk=client.pk)
    waiting = PersonExport.objects.filter(client=client, state=ExportState.WAITING).first()
    if waiting:
        return waiting
    made = PersonExport.objects.create(
        provider_id=client.provider_id,
        client=client,
        for_whom=for_whom,
        language=language,
        asked_by_id=actor.id,
        asked_at=at,
    )
    _trace(made, actor)
    enqueue(Job.EXPORT_PERSON, export_id=made.pk)
    return made


@transaction.atomic
def note_fetched(*, export: PersonExport, actor: Actor) -> None:
    """Keep in the access log that the file was fetched."""
    _trace(export, actor)


def _trace(export: PersonExport, actor: Actor) -> None:
    record(
        actor=actor,
        action=Action.EXPORT,
        client_id=export.client_id,
        provider_id=export.provider_id,
        thing=f"person-export:{export.pk}",
    )
