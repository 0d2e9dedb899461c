"""A provider tells that it signed somebody out (OpenID Connect Back-Channel Logout 1.0)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from organisations.identity.connections import Connection
from organisations.identity.errors import RefusedError
from organisations.identity.keys import judge, signed_claims
from organisations.identity.protocol import is_id, metadata

EVENT = "http://schemas.openid.net/event/backchannel-logout"
OLDEST = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class LogoutNotice:
    """Who was signed out: `subject`, or the sign-in `sid`, or both. It counts once; remember it until `until`."""

    subject: str
    sid: str
    token_id: str
    until: datetime


def logout_notice(connection: Connection, token: str, *, at: datetime) -> LogoutNotice:
    """Return what a logout token says (section 2.6). Raises `RefusedError` and `AwayError`.

    It must be signed by the provider, for us, of the last five minutes, name the event and whom it is about, and hold
    no nonce: an ID token is never taken for one.
    """
    about = metadata(connection)
    claims = signed_claims(connection, token, kinds=("logout+jwt", "JWT", ""), jwks_uri=about["jwks_uri"])
    options: dict[str, Any] = {name: {"essential": True} for name in ("iat", "jti")}
    options |= {"iss": {"essential": True, "value": connection.issuer}}
    options |= {"aud": {"essential": True, "value": connection.client_id}}
    judge(claims, options, at=at)
    _check_shape(claims)
    if at - datetime.fromtimestamp(claims["iat"], UTC) > OLDEST:
        raise RefusedError("iat")
    return LogoutNotice(str(claims.get("sub", "")), str(claims.get("sid", "")), claims["jti"], at + 2 * OLDEST)


def _check_shape(claims: Mapping[str, Any]) -> None:
    events = claims.get("events")
    if not isinstance(events, Mapping) or not isinstance(events.get(EVENT), Mapping):
        raise RefusedError("events")
    if "nonce" in claims:
        raise RefusedError("nonce")
    about = [claims[name] for name in ("sub", "sid") if name in claims]
    if not about or not all(map(is_id, about)):
        raise RefusedError("sub")
