"""Who may open which address: one row per address and object, one status per member of the cast.

The statuses stand in the order of `WHO`. An address that is missing here fails the suite. Rows that need an object name
it in `kwargs`, a function of the cast that may also make the object; a second row with a foreign object shows that a
stranger gets 404. `get` is always said (405 for an address that only takes POST), `post` where posting matters.
"""

from collections.abc import Callable, Mapping
from typing import Any

from organisations.choices import Role
from organisations.clock import now, today
from organisations.operations.devices import pair_device
from reports.operations.publish import publish_round
from surveys.operations.rounds import close_round
from tests.cast import Cast
from tests.clientvoice.account_rows import ACCOUNTS
from tests.clientvoice.case_rows import CASES
from tests.clientvoice.identity_rows import IDENTITY
from tests.clientvoice.instrument_rows import INSTRUMENTS
from tests.clientvoice.life_rows import LIFE
from tests.clientvoice.media_rows import MEDIA
from tests.clientvoice.near_rows import NEAR
from tests.clientvoice.picture_rows import PICTURES
from tests.clientvoice.removing_rows import REMOVING
from tests.clientvoice.rows import (
    ADMINISTRATORS,
    EVERYBODY,
    FOREIGN,
    NOBODY,
    ONLY_ADMINISTRATOR,
    OWN_TEAM,
    OWN_TEAM_DONE,
    POST_ONLY,
    SIGNED_IN,
    WHO,
    Row,
    give_eva_every_role,
)
from tests.clientvoice.safety_rows import SAFETY
from tests.clientvoice.trace_rows import TRACES
from tests.supportplans.rows import made_agreement, waiting_wish, wanted_goal
from tests.surveys.asking import draft_round, invitation_of, open_test_round, sitting

__all__ = ["ROWS", "WHO", "Row", "give_eva_every_role"]

CLIENTVOICE = [
    #                                anon tea lead qual adm coun other
    Row("health-live", get=EVERYBODY),
    Row("health-ready", get=EVERYBODY),
    Row("organisations:settings", get="302 200 200 404 200 404 200"),
    Row("home", get="200 302 302 302 302 302 302"),
    Row("set_language", get="302 302 302 302 302 302 302", data=lambda _cast: {"language": "en"}),
    Row("api-schema", get=EVERYBODY),
    Row("api-docs", get=EVERYBODY),
]


def _unit(unit: str) -> Callable[[Cast], Mapping[str, Any]]:
    return lambda cast: {"unit_id": getattr(cast, unit).pk}


def _staff(staff: str) -> Callable[[Cast], Mapping[str, Any]]:
    return lambda cast: {"staff_id": getattr(cast, staff).pk}


def _role(staff: str) -> Callable[[Cast], Mapping[str, Any]]:
    return lambda cast: {"role_id": getattr(cast, staff).roles.order_by("pk").first().pk}


def _tablet(unit: str) -> Callable[[Cast], Mapping[str, Any]]:
    def pair(cast: Cast) -> Mapping[str, Any]:
        return {"device_id": pair_device(unit=getattr(cast, unit), name="Tablet", staff=cast.dirk, at=now())[0].pk}

    return pair


def _new_staff(cast: Cast) -> Mapping[str, Any]:
    return {"name": "Nel", "username": "nel", "role": Role.COUNCIL, "unit": cast.team.pk}


ONLY_FOREIGN_ADMINISTRATOR = "302 404 404 404 404 404 200"
TABLET_STAFF = "302 200 200 404 200 404 200"

ORGANISATIONS: list[Row] = [
    #                                                anon tea lead qual adm coun other
    Row("organisations:unit-list", get=ADMINISTRATORS),
    Row("organisations:unit-detail", get=ONLY_ADMINISTRATOR, kwargs=_unit("team")),
    Row("organisations:unit-detail", get=ONLY_FOREIGN_ADMINISTRATOR, kwargs=_unit("foreign_team"), note="foreign"),
    Row("organisations:unit-detail", get="302 404 404 404 404 404 404", kwargs=_unit("cooperative"), note="above"),
    Row("organisations:unit-add", get=ONLY_ADMINISTRATOR, post="302 404 404 404 200 404 404", kwargs=_unit("team")),
    Row(
        "organisations:unit-change",
        get=ONLY_ADMINISTRATOR,
        post="302 404 404 404 302 404 404",
        kwargs=_unit("team"),
        data=lambda _cast: {"name": "De Wilg", "level": "team"},
    ),
    Row("organisations:unit-remove", get=ONLY_ADMINISTRATOR, post="302 404 404 404 409 404 404", kwargs=_unit("team")),
    Row("organisations:wording-change", get=ONLY_ADMINISTRATOR, post=ONLY_ADMINISTRATOR, kwargs=_unit("team")),
    Row("organisations:people-import", get=ADMINISTRATORS, post=ADMINISTRATORS),
    Row("organisations:people-import-preview", get="302 404 404 404 302 404 302", post="302 404 404 404 302 404 302"),
    Row("organisations:people-import-template", get=ADMINISTRATORS),
    Row("organisations:staff-list", get=ADMINISTRATORS, post=ADMINISTRATORS),
    Row("organisations:staff-add", get=ADMINISTRATORS, post=ADMINISTRATORS, data=_new_staff),
    Row("organisations:staff-detail", get=ONLY_ADMINISTRATOR, post=ONLY_ADMINISTRATOR, kwargs=_staff("carla")),
    Row("organisations:staff-detail", get=ONLY_FOREIGN_ADMINISTRATOR, kwargs=_staff("eva"), note="foreign"),
    Row("organisations:password-renew", get=ONLY_ADMINISTRATOR, post=ONLY_ADMINISTRATOR, kwargs=_staff("carla")),
    Row(
        "organisations:role-end",
        get=ONLY_ADMINISTRATOR,
        post="302 404 404 404 302 404 404",
        kwargs=_role("carla"),
    ),
    Row(
        "organisations:role-end",
        get=ONLY_ADMINISTRATOR,
        post="302 404 404 404 409 404 404",
        kwargs=_role("gerda"),
        note="own",
    ),
    Row("organisations:device-list", get=TABLET_STAFF),
    Row(
        "organisations:device-revoke",
        get="302 200 200 404 200 404 404",
        post="302 302 302 404 302 404 404",
        kwargs=_tablet("team"),
    ),
    Row(
        "organisations:device-revoke",
        get="302 404 200 404 200 404 404",
        kwargs=_tablet("other_team"),
        note="of a team beside the own one",
    ),
    Row("organisations:tablet-pair", get=TABLET_STAFF, post=TABLET_STAFF),
    Row("organisations:pin-change", get=SIGNED_IN, post=SIGNED_IN),
]


def _round(unit: str, *, opened: bool = True) -> Callable[[Cast], Mapping[str, Any]]:
    make = open_test_round if opened else draft_round
    return lambda cast: {"round_id": make(getattr(cast, unit)).pk}


def _invitation(client: str) -> Callable[[Cast], Mapping[str, Any]]:
    def invited(cast: Cast) -> Mapping[str, Any]:
        open_test_round(cast.cooperative)
        return {"invitation_id": invitation_of(getattr(cast, client)).pk}

    return invited


def _session(cast: Cast) -> Mapping[str, Any]:
    open_test_round(cast.provider)
    return {"session_id": sitting(cast.anna).session.pk}


READERS = "302 404 200 200 404 200 404"
ONLY_QUALITY = "302 404 404 200 404 404 404"
UNREADABLE = "415 415 415 415 415 415 415"

SURVEYS: list[Row] = [
    #                                            anon tea lead qual adm coun other
    Row("surveys:round-list", get="302 404 200 200 404 200 200"),
    Row("surveys:round-create", get="302 404 404 200 404 404 200", post="302 404 404 200 404 404 200"),
    Row("surveys:round-detail", get=READERS, kwargs=_round("provider")),
    Row(
        "surveys:round-detail", get="302 404 404 200 404 200 404", kwargs=_round("provider", opened=False), note="draft"
    ),
    Row("surveys:round-detail", get="302 404 404 404 404 404 200", kwargs=_round("other_provider"), note="foreign"),
    Row("surveys:round-detail", get="302 404 200 200 404 200 200", kwargs=_round("cooperative"), note="above"),
    Row(
        "surveys:round-open",
        get=ONLY_QUALITY,
        post="302 404 404 302 404 404 404",
        kwargs=_round("provider", opened=False),
    ),
    Row(
        "surveys:round-change",
        get=ONLY_QUALITY,
        post="302 404 404 200 404 404 404",
        kwargs=_round("provider", opened=False),
    ),
    Row("surveys:round-change", get="302 404 404 302 404 404 404", kwargs=_round("provider"), note="opened"),
    Row("surveys:round-change", get=FOREIGN, kwargs=_round("other_provider", opened=False), note="foreign"),
    Row(
        "surveys:round-remove",
        get=ONLY_QUALITY,
        post="302 404 404 302 404 404 404",
        kwargs=_round("provider", opened=False),
    ),
    Row("surveys:round-remove", get=FOREIGN, kwargs=_round("other_provider", opened=False), note="foreign"),
    Row("surveys:round-close", get=ONLY_QUALITY, post="302 404 404 302 404 404 404", kwargs=_round("provider")),
    Row("surveys:round-close", get="302 404 404 404 404 404 404", kwargs=_round("cooperative"), note="above"),
    Row(
        "surveys:invitation-letter",
        get="302 405 405 404 404 404 405",
        post="302 200 200 404 404 404 404",
        kwargs=_invitation("anna"),
    ),
    Row(
        "surveys:invitation-letter",
        get="302 405 405 404 404 404 405",
        post="302 404 404 404 404 404 200",
        kwargs=_invitation("zoe"),
        note="foreign",
    ),
    Row(
        "surveys:invitation-outcome",
        get="302 404 200 404 404 404 404",
        post="302 404 200 404 404 404 404",
        kwargs=_invitation("anna"),
    ),
    Row("surveys:invitation-outcome", get="302 404 404 404 404 404 200", kwargs=_invitation("zoe"), note="foreign"),
    Row("surveys-api:answering-open", get=POST_ONLY, post=UNREADABLE),
    Row("surveys-api:answering-draft", get=POST_ONLY, kwargs=_session),
    Row("surveys-api:answering-submit", get=POST_ONLY, post=UNREADABLE),
    Row("surveys-api:round-response", get="401 404 200 200 404 200 404", kwargs=_round("provider")),
    Row(
        "surveys-api:round-response", get="401 404 404 404 404 404 200", kwargs=_round("other_provider"), note="foreign"
    ),
    Row("surveys-api:instrument-schema", get=EVERYBODY),
]

TO_THE_DOOR = "302 302 302 302 302 302 302"

# No role opens these: a letter's code, a session or a paired tablet does, and without them one is sent to the door.
ANSWERING: list[Row] = [
    Row("answering:code", get=EVERYBODY, post=NOBODY, data=lambda _cast: {"code": "K7QF-M2XW-9AB"}),
    Row("answering:start", get=TO_THE_DOOR, post=TO_THE_DOOR),
    Row("answering:form", get=TO_THE_DOOR, post=TO_THE_DOOR),
    Row("answering:pause", get=TO_THE_DOOR, post=TO_THE_DOOR),
    Row("answering:stop", get=TO_THE_DOOR, post=TO_THE_DOOR),
    Row("answering:done", get=EVERYBODY),
    Row("answering:later", get=EVERYBODY),
    Row("answering:tablet", get=EVERYBODY),
    Row("answering:hello", get=TO_THE_DOOR, post=TO_THE_DOOR),
    Row("answering:unlock", get=TO_THE_DOOR, post=TO_THE_DOOR),
    Row("answering:pick", get=TO_THE_DOOR, post=TO_THE_DOOR),
]


def _client(client: str) -> Callable[[Cast], Mapping[str, Any]]:
    return lambda cast: {"client_id": getattr(cast, client).pk}


def _wish(client: str) -> Callable[[Cast], Mapping[str, Any]]:
    return lambda cast: {"wish_id": waiting_wish(getattr(cast, client)).pk}


def _agreement(client: str) -> Callable[[Cast], Mapping[str, Any]]:
    return lambda cast: {"agreement_id": made_agreement(getattr(cast, client)).pk}


def _goal(client: str) -> Callable[[Cast], Mapping[str, Any]]:
    return lambda cast: {"goal_id": wanted_goal(getattr(cast, client)).pk}


def _new_goal(_cast: Cast) -> Mapping[str, Any]:
    return {"words": "Zelf koken", "whose": "client"}


def _new_agreement(_cast: Cast) -> Mapping[str, Any]:
    return {"what": "Samen wandelen", "who": "Anna", "due_on": today()}


PERSONS = "302 200 200 404 404 404 200"
FOREIGN_DONE = "302 404 404 404 404 404 302"
NOBODY_YET = "302 404 404 404 404 404 404"

SUPPORTPLANS: list[Row] = [
    #                                             anon tea lead qual adm coun other
    Row("supportplans:client-list", get=PERSONS, post=PERSONS),
    Row("supportplans:client-detail", get=OWN_TEAM, kwargs=_client("anna")),
    Row("supportplans:client-detail", get=FOREIGN, kwargs=_client("zoe"), note="foreign"),
    Row("supportplans:client-hand-over", get="302 405 405 404 404 404 405", post=OWN_TEAM_DONE, kwargs=_client("anna")),
    Row(
        "supportplans:client-hand-over",
        get="302 405 405 404 404 404 405",
        post=FOREIGN_DONE,
        kwargs=_client("zoe"),
        note="foreign",
    ),
    Row("supportplans:client-feedback", get=OWN_TEAM, post=OWN_TEAM, kwargs=_client("anna")),
    Row("supportplans:client-feedback", get=FOREIGN, post=FOREIGN, kwargs=_client("zoe"), note="foreign"),
    Row("supportplans:agreement-create", get=OWN_TEAM, post=OWN_TEAM_DONE, kwargs=_client("anna"), data=_new_agreement),
    Row(
        "supportplans:agreement-create",
        get=FOREIGN,
        post=FOREIGN_DONE,
        kwargs=_client("zoe"),
        data=_new_agreement,
        note="foreign",
    ),
    Row("supportplans:goal-create", get=OWN_TEAM, post=OWN_TEAM_DONE, kwargs=_client("anna"), data=_new_goal),
    Row(
        "supportplans:goal-create",
        get=FOREIGN,
        post=FOREIGN_DONE,
        kwargs=_client("zoe"),
        data=_new_goal,
        note="foreign",
    ),
    Row("supportplans:goal-end", get=OWN_TEAM, post=OWN_TEAM_DONE, kwargs=_goal("anna")),
    Row("supportplans:goal-end", get=FOREIGN, post=FOREIGN_DONE, kwargs=_goal("zoe"), note="foreign"),
    Row("supportplans:wish-agreement", get=OWN_TEAM, post=OWN_TEAM_DONE, kwargs=_wish("anna"), data=_new_agreement),
    Row("supportplans:wish-agreement", get=FOREIGN, kwargs=_wish("zoe"), note="foreign"),
    Row(
        "supportplans:wish-assign",
        get=OWN_TEAM,
        post=OWN_TEAM_DONE,
        kwargs=_wish("anna"),
        data=lambda _cast: {"person": "", "deputy": ""},
    ),
    Row(
        "supportplans:wish-assign",
        get=FOREIGN,
        post=FOREIGN_DONE,
        kwargs=_wish("zoe"),
        data=lambda _cast: {"person": "", "deputy": ""},
        note="foreign",
    ),
    Row(
        "supportplans:agreement-close",
        get=OWN_TEAM,
        post=OWN_TEAM_DONE,
        kwargs=_agreement("anna"),
        data=lambda _cast: {"state": "done"},
    ),
    Row("supportplans:agreement-close", get=FOREIGN, kwargs=_agreement("zoe"), note="foreign"),
]


def _results(unit: str) -> Callable[[Cast], Mapping[str, Any]]:
    def published(cast: Cast) -> Mapping[str, Any]:
        asked = open_test_round(getattr(cast, unit))
        close_round(round_id=asked.pk, at=now())
        publish_round(round_id=asked.pk, at=now())
        return {"round_id": asked.pk}

    return published


REPORTS: list[Row] = [
    #                                            anon tea lead qual adm coun other
    Row("reports:result-list", get="302 404 200 200 200 200 200"),
    Row("reports:result-detail", get="302 404 200 200 200 200 404", kwargs=_results("provider")),
    Row("reports:result-detail", get=FOREIGN, kwargs=_results("other_provider"), note="foreign"),
    Row("reports:result-detail", get="302 404 200 200 200 200 200", kwargs=_results("cooperative"), note="above"),
    Row("reports:result-detail", get=NOBODY_YET, kwargs=_round("provider"), note="not published"),
    Row("reports-api:round-publication", get="401 404 200 200 200 200 404", kwargs=_results("provider")),
    Row(
        "reports-api:round-publication",
        get="401 404 404 404 404 404 200",
        kwargs=_results("other_provider"),
        note="foreign",
    ),
]

ROWS = [
    *IDENTITY,
    *ACCOUNTS,
    *TRACES,
    *SAFETY,
    *REMOVING,
    *PICTURES,
    *LIFE,
    *MEDIA,
    *CASES,
    *NEAR,
    *CLIENTVOICE,
    *ORGANISATIONS,
    *SURVEYS,
    *INSTRUMENTS,
    *ANSWERING,
    *SUPPORTPLANS,
    *REPORTS,
]
