"""Events of the access log in words: what their ids mean, looked up once for all of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from organisations.choices import Action, ActorKind, EmergencyGround, Role
from organisations.models import AccessEvent, ApiToken, Client, Relative, Staff, Unit
from organisations.page_names import page_names

REFERENCE_LENGTH = 8
REASONS: dict[str, str | Promise] = {
    "emergency": pgettext_lazy("why in the access log", "in an emergency"),
    "noted": pgettext_lazy("why in the access log", "written down"),
    "taken back": pgettext_lazy("why in the access log", "taken back"),
    "came back": pgettext_lazy("why in the access log", "came back"),
    "asked": pgettext_lazy("why in the access log", "asked for"),
    "confirmed": pgettext_lazy("why in the access log", "confirmed"),
    "withdrawn": pgettext_lazy("why in the access log", "withdrawn"),
    "done": pgettext_lazy("why in the access log", "done"),
    "other name": pgettext_lazy("why in the access log", "another name"),
    "other address": pgettext_lazy("why in the access log", "another e-mail address"),
    "unit merged": pgettext_lazy("why in the access log", "merged with another unit"),
    "unit split": pgettext_lazy("why in the access log", "split"),
    "unit moved": pgettext_lazy("why in the access log", "moved below another unit"),
    "unit closed": pgettext_lazy("why in the access log", "closed"),
    "unit opened again": pgettext_lazy("why in the access log", "opened again"),
}
"""What operations say of why and how, beside the grounds of an emergency and the role that was given."""


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """An event in words. number: the client's, empty for no client, or a reference when the client is not there.

    page: what the page is called on which it was done. place: the unit, and whom: the colleague, that it was about.
    """

    event: AccessEvent
    at: datetime
    who: str
    roles: str
    what: str
    page: str
    number: str
    place: str
    whom: str
    why: str
    on_behalf_of: str


@dataclass(frozen=True, slots=True)
class Names:
    """What the ids in some events mean."""

    people: dict[UUID, str]
    clients: dict[UUID, str]
    units: dict[UUID, str]

    def of_actor(self, event: AccessEvent) -> str:
        """Return who did it. A client is never named; the number stands where it says whom it was about."""
        if event.actor_id is None or event.actor_kind == ActorKind.CLIENT:
            return str(ActorKind(event.actor_kind).label)
        return self.of_person(event.actor_id)

    def of_person(self, some_id: UUID | None) -> str:
        """Return what somebody of staff is called; empty for nobody."""
        return (self.people.get(some_id) or _former(some_id)) if some_id else ""

    def of_unit(self, some_id: UUID | None) -> str:
        """Return what a unit is called; empty for none."""
        return (self.units.get(some_id) or _former(some_id)) if some_id else ""


def told(events: Sequence[AccessEvent]) -> list[ToldEvent]:
    """Return events in words. Five queries."""
    names = names_for(events)
    return [_told(event, names) for event in events]


def names_for(events: Iterable[AccessEvent]) -> Names:
    """Look up what the ids of some events mean. Five queries."""
    listed = list(events)
    staff = {found for event in listed if (found := _id_of("staff", event.thing))}
    actors = {one for event in listed for one in (event.actor_id, event.on_behalf_of) if one} | staff
    units = {found for event in listed for found in (_id_of("unit", event.thing), _role_in(event.reason)[1]) if found}
    clients = Client.objects.filter(pk__in={event.client_id for event in listed if event.client_id})
    return Names(
        people=dict(Staff.objects.filter(pk__in=actors).values_list("pk", "name"))
        | dict(Relative.objects.filter(pk__in=actors).values_list("pk", "name"))
        | dict(ApiToken.objects.filter(pk__in=actors).values_list("pk", "name")),
        clients=dict(clients.values_list("pk", "number")),
        units=dict(Unit.objects.filter(pk__in=units).values_list("pk", "name")),
    )


def _told(event: AccessEvent, names: Names) -> ToldEvent:
    client = names.clients.get(event.client_id) if event.client_id else ""
    return ToldEvent(
        event=event,
        at=event.at,
        who=names.of_actor(event),
        roles=", ".join(str(Role(role).label) for role in event.actor_roles if role in Role.values),
        what=str(Action(event.action).label) if event.action in Action.values else event.action,
        page=page_names.plain(event.page) if event.page else "",
        number=client if client is not None else _former(event.client_id),
        place=names.of_unit(_id_of("unit", event.thing)),
        whom=names.of_person(_id_of("staff", event.thing)),
        why=_why(event.reason, names),
        on_behalf_of=names.people.get(event.on_behalf_of, "") if event.on_behalf_of else "",
    )


def _why(reason: str, names: Names) -> str:
    role, unit = _role_in(reason)
    if role:
        return f"{role.label} · {names.of_unit(unit)}"
    if reason in EmergencyGround.values:
        return str(EmergencyGround(reason).label)
    return str(REASONS.get(reason, reason))


def _role_in(reason: str) -> tuple[Role | None, UUID | None]:
    """Return the role and the unit that a reason says, such as `council <id>`; None and None for any other reason."""
    role, _space, unit = reason.partition(" ")
    found = _id(unit) if role in Role.values else None
    return (Role(role), found) if found else (None, None)


def _id_of(kind: str, thing: str) -> UUID | None:
    """Return the id in what an event is about, when it is of that kind."""
    found, _colon, some_id = thing.partition(":")
    return _id(some_id) if found == kind else None


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _former(some_id: UUID | None) -> str:
    return _("not there any more (%(reference)s)") % {"reference": str(some_id)[:REFERENCE_LENGTH]}
