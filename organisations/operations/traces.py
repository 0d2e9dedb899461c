"""The access log: that somebody saw or did something, kept in the same transaction as what it tells of."""

import re
from collections.abc import Iterable
from uuid import UUID

from organisations.choices import Action
from organisations.clock import now
from organisations.data import SYSTEM, Actor
from organisations.models import AccessEvent

__all__ = ["SYSTEM", "Actor", "BadThingError", "event", "keep", "record"]

THING = re.compile(r"([a-z][a-z0-9_-]{0,39}(:[a-z0-9_-]{1,60})?)?", re.ASCII)
LONGEST_REASON = 400


class BadThingError(ValueError):
    """What an event is about is said as a kind and an id or code, such as `wish:0c9f…`; nothing else fits."""


def record(
    *,
    actor: Actor,
    action: Action,
    client_id: UUID | None,
    provider_id: UUID,
    thing: str = "",
    reason: str = "",
    on_behalf_of: UUID | None = None,
) -> None:
    """Keep that somebody did something. To be called inside the transaction of what it tells of.

    provider_id: whose log it is; where no provider is concerned, the unit at the top. thing: a kind with an id or code,
    such as `wish:<uuid>` or `role:team_leader`. reason: why, as a rule or a member of staff says it; never an answer, a
    name or what a client said. Raises `BadThingError`, and `ValueError` for a reason of more than 400 characters.
    """
    event(
        actor=actor,
        action=action,
        client_id=client_id,
        provider_id=provider_id,
        thing=thing,
        reason=reason,
        on_behalf_of=on_behalf_of,
    ).save(force_insert=True)


def event(
    *,
    actor: Actor,
    action: Action,
    client_id: UUID | None,
    provider_id: UUID,
    thing: str = "",
    reason: str = "",
    page: str = "",
    on_behalf_of: UUID | None = None,
) -> AccessEvent:
    """Return such an event, not kept yet: several go into one statement with `keep`. Raises like `record`."""
    if not THING.fullmatch(thing):
        raise BadThingError(thing)
    if len(reason) > LONGEST_REASON:
        message = f"A reason has at most {LONGEST_REASON} characters."
        raise ValueError(message)
    return AccessEvent(
        at=now(),
        provider_id=provider_id,
        client_id=client_id,
        actor_kind=actor.kind,
        actor_id=actor.id,
        actor_roles=list(actor.roles),
        source=actor.source,
        on_behalf_of=on_behalf_of,
        action=action,
        thing=thing,
        reason=reason,
        page=page,
    )


def keep(events: Iterable[AccessEvent]) -> None:
    """Keep events in one statement."""
    AccessEvent.objects.bulk_create(events)
