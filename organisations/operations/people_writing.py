"""Writes an import plan with one statement per table and kind of change. Only `people_import` calls this."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID, uuid4

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Model

from organisations.clock import now
from organisations.data import SYSTEM, Actor
from organisations.importing.base import RelativeRow
from organisations.life.registry import followers
from organisations.models import AnsweringProfile, Client, Placement, Relative, Representation
from organisations.operations.departures import welcome_back
from organisations.rules.import_plan import ImportPlan, Key, PlannedPerson
from organisations.rules.placements import Stay

Ids = Mapping[Key, UUID]


def write_people(plan: ImportPlan, *, on: date, actor: Actor = SYSTEM) -> None:
    """Store everything that changes; new representations hold from the day `on`.

    Who left and is placed again is welcomed back; what is open about who moved goes along.
    """
    touched = [person for person in plan.people if person.known is None or person.changes]
    ids = {person.key: person.known.id if person.known else uuid4() for person in touched}
    _put(
        Client, [_client(person, ids) for person in touched if person.fields], ("first_name", "last_name", "birth_date")
    )
    profiles = [_profile(person, ids) for person in touched if person.profile or person.known is None]
    _put(AnsweringProfile, profiles, ("style", "scale_points", "language", "level"), key=("client",))
    _write_placements(touched, ids)
    _write_relatives(touched, ids, on)
    placed = [person.known for person in touched if person.known and person.stays]
    welcome_back([known.id for known in placed if known.left_on], since=on, actor=actor, at=now())
    for follower in followers:
        follower.moved([known.id for known in placed], on=on)


def _put(model: type[Model], rows: Iterable[Model], fields: tuple[str, ...], *, key: tuple[str, ...] = ("id",)) -> None:
    """Insert rows, or update the named fields of those that exist, in one statement."""
    model._default_manager.bulk_create(rows, update_conflicts=True, unique_fields=key, update_fields=fields)  # noqa: SLF001 -- Django's own name


def _client(person: PlannedPerson, ids: Ids) -> Client:
    provider, number = person.key
    row = person.row
    return Client(
        id=ids[person.key],
        provider_id=provider,
        number=number,
        first_name=row.first_name,
        last_name=row.last_name,
        birth_date=row.birth_date,
    )


def _profile(person: PlannedPerson, ids: Ids) -> AnsweringProfile:
    known = person.known.profile if person.known else {}
    return AnsweringProfile(client_id=ids[person.key], **{**known, **person.profile})


def _write_placements(people: list[PlannedPerson], ids: Ids) -> None:
    """End and correct what is stored before adding what is new, so that no two overlap in between."""
    stays = [(person, stay) for person in people for stay in person.stays]
    known = [_placement(person, stay, ids) for person, stay in stays if stay.id]
    _put(Placement, known, ("unit", "period", "law", "client_group"))
    Placement.objects.bulk_create(_placement(person, stay, ids) for person, stay in stays if not stay.id)


def _placement(person: PlannedPerson, stay: Stay, ids: Ids) -> Placement:
    return Placement(
        id=stay.id or uuid4(),
        provider_id=person.key[0],
        client_id=ids[person.key],
        unit_id=stay.unit_id,
        period=DateRange(stay.since, stay.until),
        law=stay.law,
        product=person.row.product,
        client_group=stay.client_group,
    )


def _write_relatives(people: list[PlannedPerson], ids: Ids, on: date) -> None:
    """Store relatives and on what ground they stand beside a client; an empty cell leaves what was stored."""
    said = {(person.key[0], relative.number): relative for person in people for relative in person.relatives}
    relatives = [_relative(key, row) for key, row in said.items()]
    _put(Relative, [one for one in relatives if one.email], ("name", "email"), key=("provider", "number"))
    _put(Relative, [one for one in relatives if not one.email], ("name",), key=("provider", "number"))
    new = [(person, row) for person in people for row in person.representations]
    relative_ids = _relative_ids(new)
    known = ("client", "relative")
    rows = [(_representation(person, row, ids, relative_ids, on), row.may_answer is not None) for person, row in new]
    _put(Representation, [one for one, said_so in rows if said_so], ("basis", "may_answer"), key=known)
    _put(Representation, [one for one, said_so in rows if not said_so], ("basis",), key=known)


def _relative(key: Key, row: RelativeRow) -> Relative:
    return Relative(provider_id=key[0], number=key[1], name=row.name, email=row.email)


def _relative_ids(named: list[tuple[PlannedPerson, RelativeRow]]) -> Ids:
    providers = {person.key[0] for person, _row in named}
    numbers = {row.number for _person, row in named}
    found = Relative.objects.filter(provider__in=providers, number__in=numbers)
    return {(provider, number): pk for pk, provider, number in found.values_list("pk", "provider", "number")}


def _representation(person: PlannedPerson, row: RelativeRow, ids: Ids, relatives: Ids, on: date) -> Representation:
    """Somebody may answer only where the file says so."""
    provider = person.key[0]
    return Representation(
        provider_id=provider,
        client_id=ids[person.key],
        relative_id=relatives[provider, row.number],
        basis=row.basis,
        may_answer=bool(row.may_answer),
        period=DateRange(on, None),
    )
