"""Who may open the pages about pictures and about how a client answers."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.cast import Cast
from tests.clientvoice.rows import FOREIGN, NOBODY, ONLY_ADMINISTRATOR, OWN_TEAM, OWN_TEAM_DONE, Row, about
from tests.organisations.pictures import client_photo, own_picture

SEND_ONLY = "302 405 405 404 404 404 405"
EVERY_ROLE_HERE = "302 200 200 200 200 200 404"
ADMINISTRATOR_DONE = "302 404 404 404 302 404 404"


def _picture(unit: str) -> Callable[[Cast], Mapping[str, Any]]:
    return lambda cast: {"picture_id": own_picture(getattr(cast, unit), cast.gerda).pk}


def _set(unit: str) -> Callable[[Cast], Mapping[str, Any]]:
    return lambda cast: {"set_id": own_picture(getattr(cast, unit), cast.gerda).picture_set_id}


def _photo(client: str) -> Callable[[Cast], Mapping[str, Any]]:
    return lambda cast: {"photo_id": client_photo(getattr(cast, client)).pk}


def _new_set(_cast: Cast) -> Mapping[str, Any]:
    return {"name": "Picto's", "credit": "Studio Zon", "licence": "CC BY 4.0", "may_use": "on"}


def _half_a_photo(_cast: Cast) -> Mapping[str, Any]:
    """A file can be sent once only, so the table sends none: whoever may is told what is missing."""
    return {"key": "kamer", "consent_by": "client"}


def _described(_cast: Cast) -> Mapping[str, Any]:
    return {"alt_nl": "Een kamer met een bed"}


def _profile(_cast: Cast) -> Mapping[str, Any]:
    return {"language": "nl", "address_form": "je", "text_size": "100", "access_mode": "touch"}


PICTURES: list[Row] = [
    #                                                     anon tea lead qual adm coun other
    Row("organisations:picture-set-list", get=ONLY_ADMINISTRATOR, kwargs=about("team", "unit_id")),
    Row("organisations:picture-set-list", get=FOREIGN, kwargs=about("foreign_team", "unit_id"), note="foreign"),
    Row(
        "organisations:picture-set-add",
        get=ONLY_ADMINISTRATOR,
        post=ADMINISTRATOR_DONE,
        kwargs=about("team", "unit_id"),
        data=_new_set,
    ),
    Row("organisations:picture-set-detail", get=ONLY_ADMINISTRATOR, kwargs=_set("team")),
    Row("organisations:picture-set-detail", get=FOREIGN, kwargs=_set("foreign_team"), note="foreign"),
    Row("organisations:picture-set-remove", get=ONLY_ADMINISTRATOR, post=ADMINISTRATOR_DONE, kwargs=_set("team")),
    Row("organisations:picture-set-remove", get=FOREIGN, kwargs=_set("foreign_team"), note="foreign"),
    Row("organisations:picture", get=EVERY_ROLE_HERE, kwargs=_picture("provider")),
    Row("organisations:picture", get=FOREIGN, kwargs=_picture("foreign_team"), note="foreign"),
    Row(
        "organisations:picture-change",
        get=ONLY_ADMINISTRATOR,
        post=ADMINISTRATOR_DONE,
        kwargs=_picture("team"),
        data=_described,
    ),
    Row("organisations:picture-change", get=FOREIGN, kwargs=_picture("foreign_team"), note="foreign"),
    Row("profiles:answering", get=OWN_TEAM, post=OWN_TEAM_DONE, kwargs=about("anna", "client_id"), data=_profile),
    Row("profiles:answering", get=FOREIGN, kwargs=about("zoe", "client_id"), note="foreign"),
    Row("profiles:put-back", get=SEND_ONLY, post=OWN_TEAM_DONE, kwargs=about("anna", "client_id")),
    Row(
        "profiles:photo-add",
        get=OWN_TEAM,
        post="302 422 422 404 404 404 404",
        kwargs=about("anna", "client_id"),
        data=_half_a_photo,
    ),
    Row("profiles:photo-add", get=FOREIGN, kwargs=about("zoe", "client_id"), note="foreign"),
    Row("profiles:photo", get=OWN_TEAM, kwargs=_photo("anna")),
    Row("profiles:photo", get=FOREIGN, kwargs=_photo("zoe"), note="foreign"),
    Row("profiles:photo-remove", get=OWN_TEAM, post=OWN_TEAM_DONE, kwargs=_photo("anna")),
    Row("profiles:photo-remove", get=FOREIGN, kwargs=_photo("zoe"), note="foreign"),
    # No role opens this: only the answering session that shows the picture does.
    Row("answering:photo", get=NOBODY, kwargs=_photo("anna")),
]
