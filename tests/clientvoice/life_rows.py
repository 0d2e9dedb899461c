"""Who may open the pages about what happens in lives, and about units that are merged, split, moved and closed."""

from collections.abc import Callable, Mapping
from typing import Any

from organisations.choices import ActorKind, ConsentBy, DepartureKind
from organisations.clock import now, today
from organisations.data import Actor
from organisations.models import Staff
from organisations.operations.departures import note_departure
from supportplans.operations.hand_overs import send_hand_over
from tests.cast import Cast
from tests.clientvoice.rows import FOREIGN, ONLY_ADMINISTRATOR, Row, about
from tests.factories import UnitFactory

KEEPERS = "302 404 200 404 200 404 200"
OWN_KEEPERS = "302 404 200 404 200 404 404"
KEPT = "302 404 302 404 302 404 404"
ADMINISTRATED = "302 404 404 404 302 404 404"
NOT_FOR_GET = "302 404 404 404 405 404 405"
BOTH_SIDES = "302 404 404 404 200 404 200"


def _by(staff: Staff) -> Actor:
    return Actor(ActorKind.STAFF, staff.pk)


def _departed(kind: DepartureKind, key: str) -> Callable[[Cast], Mapping[str, Any]]:
    def depart(cast: Cast) -> Mapping[str, Any]:
        noted = note_departure(client_id=cast.anna.pk, kind=kind, happened_on=today(), actor=_by(cast.dirk), at=now())
        return {key: noted.pk if key == "departure_id" else cast.anna.pk}

    return depart


def _departure_of_zoe(cast: Cast) -> Mapping[str, Any]:
    died = DepartureKind.DIED
    noted = note_departure(client_id=cast.zoe.pk, kind=died, happened_on=today(), actor=_by(cast.eva), at=now())
    return {"departure_id": noted.pk}


def _placement(client: str) -> Callable[[Cast], Mapping[str, Any]]:
    def placed(cast: Cast) -> Mapping[str, Any]:
        person = getattr(cast, client)
        return {"client_id": person.pk, "placement_id": person.placements.get().pk}

    return placed


def _pair(kept: str, gone: str) -> Callable[[Cast], Mapping[str, Any]]:
    return lambda cast: {"client_id": getattr(cast, kept).pk, "other_id": getattr(cast, gone).pk}


def _empty_unit(cast: Cast) -> Mapping[str, Any]:
    return {"unit_id": UnitFactory(parent=cast.location, name="Leeg").pk}


def _sent(cast: Cast) -> Mapping[str, Any]:
    sent = send_hand_over(
        client_id=cast.anna.pk,
        receiver=cast.other_provider,
        consent_by=ConsentBy.CLIENT,
        consent_on=today(),
        actor=_by(cast.gerda),
        at=now(),
    )
    return {"hand_over_id": sent.pk}


def _with_one_sent(cast: Cast) -> Mapping[str, Any]:
    _sent(cast)
    return {}


def _today(_cast: Cast) -> Mapping[str, Any]:
    return {"happened_on": today().isoformat(), "sure": "on"}


def _to_other_team(cast: Cast) -> Mapping[str, Any]:
    return {"unit": cast.other_team.pk, "since": today().isoformat()}


def _to_other_provider(cast: Cast) -> Mapping[str, Any]:
    return {"receiver": cast.other_provider.pk, "consent_by": "client", "consent_on": today().isoformat()}


def _unit_rows(name: str) -> list[Row]:
    return [
        Row(
            f"organisations:unit-{name}",
            get=ONLY_ADMINISTRATOR,
            post=ADMINISTRATED,
            kwargs=about("team", "unit_id"),
            data=lambda cast: {
                "unit": cast.other_team.pk if name != "move" else cast.provider.pk,
                "placements": [str(cast.anna.placements.get().pk)],
            },
        ),
        Row(f"organisations:unit-{name}", get=FOREIGN, kwargs=about("foreign_team", "unit_id"), note="foreign"),
    ]


def _person_rows(name: str, **more: Any) -> list[Row]:
    return [
        Row(f"organisations:{name}", get=OWN_KEEPERS, kwargs=about("anna", "client_id"), **more),
        Row(f"organisations:{name}", get=FOREIGN, kwargs=about("zoe", "client_id"), note="foreign"),
    ]


LIFE: list[Row] = [
    #                                            anon tea lead qual adm coun other
    Row("organisations:life-list", get=KEEPERS, post=KEEPERS, data=lambda _cast: {"search": "Anna"}),
    *_person_rows("life-person"),
    *_person_rows("life-died", post=KEPT, data=_today),
    *_person_rows("life-left", post=KEPT, data=_today),
    Row("organisations:life-return", get=OWN_KEEPERS, kwargs=_departed(DepartureKind.LEFT, "client_id")),
    Row("organisations:life-undo", get=OWN_KEEPERS, post=KEPT, kwargs=_departed(DepartureKind.DIED, "departure_id")),
    Row("organisations:life-undo", get=FOREIGN, kwargs=_departure_of_zoe, note="foreign"),
    Row("organisations:life-move", get=OWN_KEEPERS, post=KEPT, kwargs=_placement("anna"), data=_to_other_team),
    Row("organisations:life-move", get=FOREIGN, kwargs=_placement("zoe"), note="foreign"),
    Row("organisations:merge-choose", get=ONLY_ADMINISTRATOR, kwargs=about("anna", "client_id")),
    Row("organisations:merge-choose", get=FOREIGN, kwargs=about("zoe", "client_id"), note="foreign"),
    Row("organisations:merge-preview", get=ONLY_ADMINISTRATOR, kwargs=_pair("anna", "noor")),
    Row("organisations:merge-preview", get="302 404 404 404 404 404 404", kwargs=_pair("anna", "zoe"), note="both"),
    *_unit_rows("merge"),
    *_unit_rows("split"),
    *_unit_rows("move"),
    Row("organisations:unit-close", get=ONLY_ADMINISTRATOR, post=ADMINISTRATED, kwargs=_empty_unit),
    Row("organisations:unit-close", get=FOREIGN, kwargs=about("foreign_team", "unit_id"), note="foreign"),
    Row(
        "supportplans:client-kept",
        get="302 404 200 404 404 404 404",
        kwargs=_departed(DepartureKind.DIED, "client_id"),
    ),
    Row("supportplans:hand-over-list", get="302 404 404 404 200 404 200", kwargs=_with_one_sent),
    Row(
        "supportplans:hand-over-send",
        get=ONLY_ADMINISTRATOR,
        post=ADMINISTRATED,
        kwargs=about("anna", "client_id"),
        data=_to_other_provider,
    ),
    Row("supportplans:hand-over-send", get=FOREIGN, kwargs=about("zoe", "client_id"), note="foreign"),
    Row("supportplans:hand-over-detail", get=BOTH_SIDES, kwargs=_sent),
    Row("supportplans:hand-over-end", get=NOT_FOR_GET, post="302 404 404 404 302 404 302", kwargs=_sent),
]
