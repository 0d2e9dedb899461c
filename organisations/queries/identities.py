"""Reads about sign-in through identity providers."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from organisations.choices import Role
from organisations.data import Rights
from organisations.identity.connections import Connection, connections
from organisations.models import ClaimRole, ExternalIdentity, IdentitySession, Unit, UnknownClaim, User

MOST_SHOWN = 200


def claim_roles(connection: Connection) -> QuerySet[ClaimRole]:
    """Return what stands for which role: only roles on the connection's unit and below it count."""
    top = Unit.objects.filter(pk=connection.unit).values_list("path", flat=True).first()
    found = ClaimRole.objects.filter(connection=connection.key).select_related("unit").order_by("value", "role", "pk")
    return found.filter(unit__path__startswith=top) if top else found.none()


def mapped_values(connection: Connection) -> set[str]:
    """Return the values that stand for a role."""
    return set(claim_roles(connection).values_list("value", flat=True))


@dataclass(frozen=True, slots=True)
class ConnectionPage:
    """A connection as administrators see it: what stands for which role, and what stands for none, the latest first."""

    connection: Connection
    unit: Unit
    mapped: list[ClaimRole]
    unknown: list[UnknownClaim]


def pages_about(found: Sequence[tuple[Connection, Unit]]) -> list[ConnectionPage]:
    """Return what there is to see of each connection. Two queries."""
    keys = [one.key for one, _unit in found]
    mapped: dict[str, list[ClaimRole]] = defaultdict(list)
    for row in ClaimRole.objects.filter(connection__in=keys).select_related("unit").order_by("value", "role", "pk"):
        mapped[row.connection].append(row)
    unknown: dict[str, list[UnknownClaim]] = defaultdict(list)
    for claim in UnknownClaim.objects.filter(connection__in=keys).order_by("-last_seen_on", "value")[:MOST_SHOWN]:
        unknown[claim.connection].append(claim)
    return [ConnectionPage(one, unit, mapped[one.key], unknown[one.key]) for one, unit in found]


def known_value(connection: Connection, claim_id: str) -> str:
    """Return what an unknown claim says, by its id as an address tells it; empty for any other text."""
    try:
        found = UnknownClaim.objects.filter(connection=connection.key, pk=UUID(claim_id)).first()
    except ValueError:
        return ""
    return found.value if found else ""


def without_unit() -> list[Connection]:
    """Return the connections whose unit does not exist: nobody gets a role by them. One query."""
    found = connections()
    there = (
        set(Unit.objects.filter(pk__in=[one.unit for one in found]).values_list("pk", flat=True)) if found else set()
    )
    return [one for one in found if one.unit not in there]


def administered(rights: Rights) -> list[tuple[Connection, Unit]]:
    """Return the connections, each with its unit, of the units that somebody administers. One query."""
    units = Unit.objects.in_bulk([one.unit for one in connections()])
    paths = rights.paths(Role.ADMINISTRATOR)
    with_units = ((one, units[one.unit]) for one in connections() if one.unit in units)
    return [(one, unit) for one, unit in with_units if unit.path.startswith(paths)] if paths else []


def administered_one(rights: Rights, key: str) -> tuple[Connection, Unit]:
    """Return one such connection with its unit; raises `Http404` for a stranger."""
    found = next(((one, unit) for one, unit in administered(rights) if one.key == key), None)
    if found is None:
        raise Http404
    return found


def administered_claim_role(rights: Rights, mapping_id: UUID) -> ClaimRole:
    """Return what stands for a role within such a connection; raises `Http404` for a stranger."""
    keys = [one.key for one, _unit in administered(rights)]
    return get_object_or_404(ClaimRole.objects.select_related("unit").filter(connection__in=keys), pk=mapping_id)


def is_vouched_for(session_id: str, user: User, *, at: datetime) -> bool:
    """Return whether a sign-in through a provider still holds, for this person. One query."""
    return IdentitySession.objects.filter(pk=session_id, ends_at__gt=at, identity__staff__user=user).exists()


def signs_in_only_at(user: User) -> Connection | None:
    """Return the connection through which alone somebody signs in; None for who may use a password here too."""
    strict = [one for one in connections() if not one.local_password]
    if not strict:
        return None
    keys = set(ExternalIdentity.objects.filter(staff__user=user).values_list("connection", flat=True))
    return next((one for one in strict if one.key in keys), None)
