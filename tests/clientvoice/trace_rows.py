"""Who may open the pages of the access log, of emergencies, and of who looked."""

from collections.abc import Callable, Mapping
from typing import Any

from organisations.access import rights_of
from organisations.choices import EmergencyGround, FileKind, Role
from organisations.clock import now, today
from organisations.models import Client, EmergencyAccess, Staff, TraceExport
from organisations.operations.emergencies import open_in_emergency
from organisations.operations.trace_exports import ask_for_export
from organisations.operations.trace_files import make_export
from organisations.queries.traces import Selection
from tests.cast import Cast
from tests.clientvoice.rows import FOREIGN, OWN_TEAM, Row, about
from tests.factories import RoleAssignmentFactory

REASON = "Niemand van het team is te bereiken."
PERSON_PAGE = "302 200 200 404 404 404 200"
KEEPER = "302 404 404 404 404 404 200"
SEND_ONLY_PERSONS = "302 405 405 404 404 404 405"


def opened(staff: Staff, client: Client) -> EmergencyAccess:
    """Let somebody open a client in an emergency."""
    rights = rights_of(staff.user, on=today())
    return open_in_emergency(rights=rights, client=client, ground=EmergencyGround.NOBODY_THERE, words=REASON, at=now())


def exported(staff: Staff, kind: FileKind = FileKind.CSV) -> TraceExport:
    """Let a keeper of the log have a file made of everything."""
    asked = ask_for_export(rights=rights_of(staff.user, on=today()), selection=Selection(), kind=kind, at=now())
    make_export(export_id=asked.pk, at=now())
    return asked


def _emergency(staff: str, client: str) -> Callable[[Cast], Mapping[str, Any]]:
    return lambda cast: {"emergency_id": opened(getattr(cast, staff), getattr(cast, client)).pk}


def _file(cast: Cast) -> Mapping[str, Any]:
    RoleAssignmentFactory(staff=cast.eva, unit=cast.foreign_team, role=Role.LOG_KEEPER)
    return {"export_id": exported(cast.eva).pk}


def _who(cast: Cast) -> Mapping[str, Any]:
    return {"number": cast.anna.number, "ground": "crisis", "words": REASON}


TRACES: list[Row] = [
    #                                          anon tea lead qual adm coun other
    Row(
        "organisations:emergency-open",
        get=PERSON_PAGE,
        post="302 302 302 404 404 404 302",
        data=_who,
        note="own client, or a namesake number elsewhere",
    ),
    Row(
        "organisations:emergency-end",
        get=SEND_ONLY_PERSONS,
        post="302 302 404 404 404 404 404",
        kwargs=_emergency("carla", "noor"),
    ),
    Row(
        "organisations:emergency-seen",
        get="302 404 405 404 404 404 405",
        post="302 404 302 404 404 404 404",
        kwargs=_emergency("carla", "noor"),
    ),
    Row("organisations:trace-list", get=KEEPER, post=KEEPER),
    Row("organisations:trace-export", get="302 404 404 404 404 404 405", post="302 404 404 404 404 404 302"),
    Row("organisations:trace-download", get=KEEPER, kwargs=_file),
    Row("organisations:who-looked", get=OWN_TEAM, kwargs=about("anna", "client_id")),
    Row("organisations:who-looked", get=FOREIGN, kwargs=about("zoe", "client_id"), note="foreign"),
]
