"""Reads what is known about the people that a file names, in a fixed number of queries however many there are."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef

from organisations.importing import read_roster
from organisations.importing.base import Roster
from organisations.models import AnsweringProfile, Client, FormerNumber, Placement, Relative, Representation, Unit
from organisations.queries.trees import places
from organisations.rules.import_plan import ImportPlan, Key, KnownPerson, KnownRelative, World
from organisations.rules.placements import Stay
from organisations.rules.roster import plan_import

PERSON_FIELDS = ("first_name", "last_name", "birth_date")
PROFILE_FIELDS = ("style", "scale_points", "language", "level")


def preview_import(*, unit: Unit, content: bytes, on: date) -> ImportPlan:
    """Return what importing a file at or below a unit would do today. Seven queries.

    Raises `importing.RosterRefusedError` for a file that cannot be read at all.
    """
    roster = read_roster(content, on=on)
    return plan_import(roster, known_world(unit, roster))


def known_world(unit: Unit, roster: Roster) -> World:
    """Return the units below `unit`, and the clients and relatives there with a number that the roster names."""
    found = places(unit)
    providers = {place.provider_id for place in found if place.provider_id}
    units = [place.unit_id for place in found]
    return World(places=found, people=_people(providers, roster), relatives=_relatives(providers, roster, units))


def _people(providers: set[UUID], roster: Roster) -> dict[Key, KnownPerson]:
    named = _named(providers, [row.number for row in roster.rows])
    clients = list({client.id: client for client in named.values()}.values())
    ids = [client.id for client in clients]
    stays = _stays(ids)
    profiles = {
        found["client_id"]: found
        for found in AnsweringProfile.objects.filter(client__in=ids).values(
            "client_id", "chosen_by_client", *PROFILE_FIELDS
        )
    }
    representations = _representations(ids)
    return {
        key: KnownPerson(
            id=client.id,
            fields={name: getattr(client, name) for name in PERSON_FIELDS},
            profile={name: profiles[client.id][name] for name in PROFILE_FIELDS} if client.id in profiles else {},
            stays=stays[client.id],
            relatives=representations[client.id],
            died_on=client.died_on,
            left_on=client.left_on,
            own_choices=frozenset(profiles.get(client.id, {}).get("chosen_by_client", ())),
        )
        for key, client in named.items()
    }


def _named(providers: set[UUID], numbers: list[str]) -> dict[Key, Client]:
    """The clients by the number that a file gives, also one that another record of the same person had."""
    former = FormerNumber.objects.filter(provider__in=providers, number__in=numbers).select_related("client")
    found = {(row.provider_id, row.number): row.client for row in former}
    present = Client.objects.filter(provider__in=providers, number__in=numbers)
    return found | {(client.provider_id, client.number): client for client in present}


def _stays(clients: Iterable[UUID]) -> dict[UUID, dict[str, tuple[Stay, ...]]]:
    found: dict[UUID, dict[str, tuple[Stay, ...]]] = defaultdict(dict)
    for placement in Placement.objects.filter(client__in=clients):
        of_product = found[placement.client_id].get(placement.product, ())
        found[placement.client_id][placement.product] = (*of_product, _stay(placement))
    return found


def _stay(placement: Placement) -> Stay:
    return Stay(
        id=placement.id,
        unit_id=placement.unit_id,
        since=placement.period.lower,
        until=placement.period.upper,
        law=placement.law,
        client_group=placement.client_group,
    )


def _representations(clients: Iterable[UUID]) -> dict[UUID, dict[str, tuple[str, bool]]]:
    found: dict[UUID, dict[str, tuple[str, bool]]] = defaultdict(dict)
    rows = Representation.objects.filter(client__in=clients).values_list(
        "client", "relative__number", "basis", "may_answer"
    )
    for client, number, basis, may_answer in rows:
        found[client][number] = (basis, may_answer)
    return found


def _relatives(providers: set[UUID], roster: Roster, units: list[UUID]) -> dict[Key, KnownRelative]:
    numbers = {relative.number for row in roster.rows for relative in row.relatives}
    beside = Representation.objects.filter(relative=OuterRef("pk"))
    here = beside.filter(client__placements__unit__in=units)
    known = Relative.objects.filter(provider__in=providers, number__in=numbers)
    rows = known.annotate(elsewhere=Exists(beside) & ~Exists(here))
    return {
        (provider, number): KnownRelative(pk, name, email, elsewhere)
        for provider, number, pk, name, email, elsewhere in rows.values_list(
            "provider", "number", "pk", "name", "email", "elsewhere"
        )
    }
