"""Events of the access log in words: what their ids mean, looked up once for all of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from organisations.choices import Action, ActorKind, EmergencyGround, Role
from organisations.models import AccessEvent, ApiToken, Client, Relative, Staff, Unit

REFERENCE_LENGTH = 8


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """An event in words. number: the client's, empty for no client, or a reference when the client is not there."""

    event: AccessEvent
    at: datetime
    who: str
    roles: str
    what: str
    number: str
    place: str
    why: str
    on_behalf_of: str


@dataclass(frozen=True, slots=True)
class Names:
    """What the ids in some events mean."""

    people: dict[UUID, str]
    clients: dict[UUID, str]
    units: dict[str, str]

    def of_actor(self, event: AccessEvent) -> str:
        """Return who did it."""
        if event.actor_id is None:
            return str(ActorKind(event.actor_kind).label)
        return self.people.get(event.actor_id) or _former(event.actor_id)


def told(events: Sequence[AccessEvent]) -> list[ToldEvent]:
    """Return events in words. Five queries."""
    names = names_for(events)
    return [_told(event, names) for event in events]


def names_for(events: Iterable[AccessEvent]) -> Names:
    """Look up what the ids of some events mean. Five queries."""
    listed = list(events)
    actors = {one for event in listed for one in (event.actor_id, event.on_behalf_of) if one}
    units = {event.thing.removeprefix("unit:") for event in listed if event.thing.startswith("unit:")}
    clients = Client.objects.filter(pk__in={event.client_id for event in listed if event.client_id})
    return Names(
        people=dict(Staff.objects.filter(pk__in=actors).values_list("pk", "name"))
        | dict(Relative.objects.filter(pk__in=actors).values_list("pk", "name"))
        | dict(ApiToken.objects.filter(pk__in=actors).values_list("pk", "name")),
        clients=dict(clients.values_list("pk", "number")),
        units={str(pk): name for pk, name in Unit.objects.filter(pk__in=units).values_list("pk", "name")},
    )


def _told(event: AccessEvent, names: Names) -> ToldEvent:
    client = names.clients.get(event.client_id) if event.client_id else ""
    return ToldEvent(
        event=event,
        at=event.at,
        who=names.of_actor(event),
        roles=", ".join(str(Role(role).label) for role in event.actor_roles if role in Role.values),
        what=str(Action(event.action).label) if event.action in Action.values else event.action,
        number=client if client is not None else _former(event.client_id),
        place=names.units.get(event.thing.removeprefix("unit:"), ""),
        why=_why(event.reason),
        on_behalf_of=names.people.get(event.on_behalf_of, "") if event.on_behalf_of else "",
    )


def _why(reason: str) -> str:
    if reason == "emergency":
        return _("in an emergency")
    return str(EmergencyGround(reason).label) if reason in EmergencyGround.values else reason


def _former(some_id: UUID | None) -> str:
    return _("not there any more (%(reference)s)") % {"reference": str(some_id)[:REFERENCE_LENGTH]}
