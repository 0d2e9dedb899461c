"""Who may open the pages about API tokens and about signing in at one's own organisation."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from organisations.access import rights_of
from organisations.choices import Scope
from organisations.clock import now, today
from organisations.operations.tokens import make_token
from tests.cast import Cast
from tests.clientvoice.rows import ADMINISTRATORS, FOREIGN, NOBODY, ONLY_ADMINISTRATOR, POST_ONLY, Row

MAKERS = "302 404 404 200 200 404 200"
NO_CONNECTION = "302 404 404 404 404 404 404"


def _token(owner: str, unit: str) -> Callable[[Cast], Mapping[str, Any]]:
    def made(cast: Cast) -> Mapping[str, Any]:
        staff = getattr(cast, owner)
        token, _secret = make_token(
            owner=staff,
            actor=rights_of(staff.user, on=today()).actor,
            unit=getattr(cast, unit),
            name="Dashboard",
            scopes=[Scope.RESPONSE_READ],
            until=today() + timedelta(days=30),
            at=now(),
        )
        return {"token_id": token.pk}

    return made


def _new_token(_cast: Cast) -> Mapping[str, Any]:
    """One without a unit: whoever may is told what is missing."""
    return {"name": "Dashboard", "scopes": [Scope.RESPONSE_READ]}


# No connection is described while the table runs: with one, tests/organisations/identity/ look who may do what.
IDENTITY: list[Row] = [
    #                                             anon tea lead qual adm coun other
    Row("organisations:token-list", get=MAKERS),
    Row("organisations:token-add", get=MAKERS, post=MAKERS, data=_new_token),
    Row(
        "organisations:token-revoke",
        get=ONLY_ADMINISTRATOR,
        post="302 404 404 404 302 404 404",
        kwargs=_token("gerda", "team"),
    ),
    Row(
        "organisations:token-revoke",
        get="302 404 404 200 200 404 404",
        post="302 404 404 302 302 404 404",
        kwargs=_token("farid", "provider"),
        note="of quality staff",
    ),
    Row("organisations:token-revoke", get=FOREIGN, kwargs=_token("eva", "other_provider"), note="foreign"),
    Row("organisations:connection-list", get=ADMINISTRATORS),
    Row("organisations:claim-add", get=NO_CONNECTION, post=NO_CONNECTION, kwargs=lambda _cast: {"key": "de-hof"}),
    Row(
        "organisations:claim-remove",
        get=NO_CONNECTION,
        post=NO_CONNECTION,
        kwargs=lambda _cast: {"mapping_id": UUID(int=0)},
    ),
    Row("identity-start", get=NOBODY, kwargs=lambda _cast: {"key": "de-hof"}),
    Row("identity-back", get=NOBODY, kwargs=lambda _cast: {"key": "de-hof"}),
    Row("identity-signed-out", get=POST_ONLY, post=NOBODY, kwargs=lambda _cast: {"key": "de-hof"}),
]
