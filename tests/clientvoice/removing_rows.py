"""Who may open the pages about putting right, exporting and removing what is kept about somebody."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from organisations import files
from organisations.choices import AskedBy, ErasureGround, ExportState, RemovalCause
from organisations.clock import now, today
from organisations.data import SYSTEM
from organisations.models import ErasureRequest, PersonExport, RemovalCertificate
from organisations.operations.erasure import request_erasure
from organisations.operations.person_exports import FOLDER, ask_for_person_export
from surveys.models import Submission
from tests.cast import Cast
from tests.clientvoice.rows import (
    ADMINISTRATORS,
    FOREIGN,
    ONLY_ADMINISTRATOR,
    OWN_TEAM,
    OWN_TEAM_DONE,
    Row,
    about,
)
from tests.supportplans.story import answered, invitation_of, opened_round

ADMINISTRATOR_DONE = "302 404 404 404 302 404 404"
SEND_ONLY = "302 404 404 404 405 404 405"


def request_about(cast: Cast, client: str) -> ErasureRequest:
    """Return a request to remove the data of a member of the cast."""
    return request_erasure(
        client=getattr(cast, client),
        asked_by=AskedBy.CLIENT,
        asked_on=today(),
        ground=ErasureGround.NO_LONGER,
        actor=SYSTEM,
        at=now(),
    )


def _request(client: str) -> Callable[[Cast], Mapping[str, Any]]:
    return lambda cast: {"request_id": request_about(cast, client).pk}


def _with_one_under_way(cast: Cast) -> Mapping[str, Any]:
    request_about(cast, "anna")
    return {}


def _export(client: str) -> Callable[[Cast], Mapping[str, Any]]:
    def made(cast: Cast) -> Mapping[str, Any]:
        whom = getattr(cast, client)
        asked = ask_for_person_export(client=whom, for_whom=AskedBy.CLIENT, language="nl", actor=SYSTEM, at=now())
        file = files.keep(b"all that is kept", folder=FOLDER, sealed=True)
        ready = {"state": ExportState.READY, "file": file, "expires_at": now() + timedelta(days=7)}
        PersonExport.objects.filter(pk=asked.pk).update(**ready)
        return {"export_id": asked.pk}

    return made


def _certificate(unit: str) -> Callable[[Cast], Mapping[str, Any]]:
    content = {
        "gone": {"surveys.Draft": 3},
        "stayed": {"supportplans.Wish": {"count": 1, "until": "2046-03-02", "why": "care_file"}},
    }

    def written(cast: Cast) -> Mapping[str, Any]:
        kept = RemovalCertificate.objects.create(
            provider=getattr(cast, unit), cause=RemovalCause.TERM, made_at=now(), content=content
        )
        return {"certificate_id": kept.pk}

    return written


def _answers(client: str) -> Callable[[Cast], Mapping[str, Any]]:
    def given(cast: Cast) -> Mapping[str, Any]:
        asking = opened_round(cast.cooperative)
        return {"submission_id": answered(invitation_of(asking, getattr(cast, client)))}

    return given


def _note(_cast: Cast) -> Mapping[str, Any]:
    question = min(Submission.objects.get().answers)
    return {"question": question, "words": "Het was anders bedoeld.", "said_by": "client"}


def _right(_cast: Cast) -> Mapping[str, Any]:
    return {
        "first_name": "Annie",
        "last_name": "de Wit",
        "birth_date": "1990-05-17",
        "address_form": "u",
        "asked_by": "client",
    }


def _asked(_cast: Cast) -> Mapping[str, Any]:
    return {"asked_by": "client", "asked_on": today(), "ground": "no_longer"}


REMOVING: list[Row] = [
    #                                                     anon tea lead qual adm coun other
    Row(
        "organisations:removing",
        get=ADMINISTRATORS,
        post=ADMINISTRATORS,
        kwargs=_with_one_under_way,
        data=lambda _cast: {"q": "1002"},
    ),
    Row("organisations:personal-data", get=ONLY_ADMINISTRATOR, kwargs=about("anna", "client_id")),
    Row("organisations:personal-data", get=FOREIGN, kwargs=about("zoe", "client_id"), note="foreign"),
    Row(
        "organisations:person-export",
        get=SEND_ONLY,
        post=ADMINISTRATOR_DONE,
        kwargs=about("anna", "client_id"),
        data=lambda _cast: {"for_whom": "client"},
    ),
    Row("organisations:person-export-fetch", get=ONLY_ADMINISTRATOR, kwargs=_export("anna")),
    Row("organisations:person-export-fetch", get=FOREIGN, kwargs=_export("zoe"), note="foreign"),
    Row(
        "organisations:correction",
        get=ONLY_ADMINISTRATOR,
        post=ADMINISTRATOR_DONE,
        kwargs=about("anna", "client_id"),
        data=_right,
    ),
    Row("organisations:correction", get=FOREIGN, kwargs=about("zoe", "client_id"), note="foreign"),
    Row(
        "organisations:erasure-ask",
        get=ONLY_ADMINISTRATOR,
        post=ADMINISTRATOR_DONE,
        kwargs=about("anna", "client_id"),
        data=_asked,
    ),
    Row("organisations:erasure-ask", get=FOREIGN, kwargs=about("zoe", "client_id"), note="foreign"),
    Row(
        "organisations:erasure",
        get=ONLY_ADMINISTRATOR,
        post=ADMINISTRATOR_DONE,
        kwargs=_request("anna"),
        data=lambda _cast: {"do": "confirm"},
    ),
    Row("organisations:erasure", get=FOREIGN, kwargs=_request("zoe"), note="foreign"),
    Row("organisations:certificate", get=ONLY_ADMINISTRATOR, kwargs=_certificate("provider")),
    Row("organisations:certificate", get=FOREIGN, kwargs=_certificate("other_provider"), note="foreign"),
    Row("organisations:certificate-data", get=ONLY_ADMINISTRATOR, kwargs=_certificate("provider")),
    Row("organisations:certificate-data", get=FOREIGN, kwargs=_certificate("other_provider"), note="foreign"),
    Row(
        "surveys:answer-note",
        get=OWN_TEAM,
        post=OWN_TEAM_DONE,
        kwargs=_answers("anna"),
        data=_note,
    ),
    Row("surveys:answer-note", get=FOREIGN, kwargs=_answers("zoe"), note="foreign"),
]
