"""OpenID Connect with one identity provider: the way there, the way back, and asking again.

After OpenID Connect Core 1.0 (3.1, code flow), Discovery 1.0, PKCE (RFC 7636) and RFC 9207. Authlib speaks the protocol
and joserfc judges signatures; what is accepted is said here.
"""

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import requests
from authlib.integrations.base_client.errors import OAuthError
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from django.core.cache import cache

from organisations.identity.connections import Connection
from organisations.identity.errors import AwayError, RefusedError
from organisations.identity.keys import judge, signed_claims
from organisations.identity.outgoing import Outgoing

METADATA_SECONDS = 3600
AWAY_SECONDS = 15
"""For so long nobody waits again for a provider that did not answer."""
LONGEST_SUBJECT = 255
NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")


@dataclass(frozen=True, slots=True)
class Attempt:
    """What a browser keeps between leaving for the identity provider and coming back: all of it random, once."""

    state: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    nonce: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(48))


@dataclass(frozen=True, slots=True)
class Answer:
    """What a provider says about somebody: claims whose signature was checked, and the token to ask again with."""

    claims: dict[str, Any] = field(repr=False)
    refresh_token: str = field(repr=False)


def metadata(connection: Connection) -> dict[str, Any]:
    """Return what the provider says about itself, kept for an hour. Raises `AwayError`."""
    place = f"identity:{connection.key}:metadata"
    found: dict[str, Any] | None = cache.get(place)
    if found is None or found.get("issuer", connection.issuer) != connection.issuer:
        try:
            found = _fetched(connection)
        except AwayError:
            cache.set(place, {}, AWAY_SECONDS)
            raise
        cache.set(place, found, METADATA_SECONDS)
    if not found:
        raise AwayError("a moment ago")
    return found


def _fetched(connection: Connection) -> dict[str, Any]:
    with Outgoing(connection) as session:
        found: dict[str, Any] = session.document(connection.issuer.rstrip("/") + "/.well-known/openid-configuration")
    _check(connection, found)
    return found


def _check(connection: Connection, found: dict[str, Any]) -> None:
    if found.get("issuer") != connection.issuer:
        raise AwayError("another issuer")
    if not all(isinstance(found.get(name), str) and connection.may_be_asked(found[name]) for name in NEEDED):
        raise AwayError("an address that is not the provider's own")


def way_there(connection: Connection, attempt: Attempt, *, back: str, again: bool = False) -> str:
    """Return the address to which a browser goes to sign in, and which sends it on to `back`. Raises `AwayError`.

    again: the provider is to ask who it is, also somebody who is signed in there.
    """
    asked = {
        "response_type": "code",
        "client_id": connection.client_id,
        "redirect_uri": back,
        "scope": " ".join(connection.scopes),
        "state": attempt.state,
        "nonce": attempt.nonce,
        "code_challenge": create_s256_code_challenge(attempt.verifier),
        "code_challenge_method": "S256",
        "prompt": "login" if again else connection.prompt,
        "acr_values": " ".join(connection.required_acr),
    }
    address: str = metadata(connection)["authorization_endpoint"]
    joint = "&" if "?" in address else "?"
    return address + joint + urlencode({name: value for name, value in asked.items() if value})


def way_back(connection: Connection, attempt: Attempt, *, code: str, back: str, at: datetime) -> Answer:
    """Return what the provider says for the code that a browser brought. Raises `RefusedError` and `AwayError`."""
    given = _token(connection, grant_type="authorization_code", code=code, redirect_uri=back, attempt=attempt)
    id_token = given.get("id_token")
    if not isinstance(id_token, str):
        raise RefusedError("no_id_token")
    claims = id_token_claims(connection, id_token, at=at, nonce=attempt.nonce)
    return Answer(claims, str(given.get("refresh_token") or ""))


def asked_again(connection: Connection, refresh_token: str, *, subject: str, at: datetime) -> Answer:
    """Return what the provider says now; the claims are empty when it says nothing anew.

    Raises `RefusedError` when it no longer vouches for this person, `AwayError` when it does not answer.
    """
    given = _token(connection, grant_type="refresh_token", refresh_token=refresh_token)
    claims: dict[str, Any] = {}
    if isinstance(given.get("id_token"), str):
        claims = id_token_claims(connection, given["id_token"], at=at, nonce=None)
        if claims["sub"] != subject:
            raise RefusedError("sub")
    return Answer(claims, str(given.get("refresh_token") or refresh_token))


def _token(connection: Connection, *, attempt: Attempt | None = None, **asked: str) -> dict[str, Any]:
    about = metadata(connection)
    methods = about.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    method = "client_secret_basic" if "client_secret_basic" in methods else "client_secret_post"
    proof = {"code_verifier": attempt.verifier} if attempt else {}
    with Outgoing(connection, token_endpoint_auth_method=method) as session:
        try:
            given = session.fetch_token(about["token_endpoint"], **asked, **proof)
        except OAuthError as error:
            raise RefusedError(f"token_{error.error}"[:60]) from None
        except (requests.RequestException, ValueError) as error:
            raise AwayError(type(error).__name__) from None
    return dict(given)


def id_token_claims(connection: Connection, id_token: str, *, at: datetime, nonce: str | None) -> dict[str, Any]:
    """Return the claims of an ID token that this provider made for us and for this attempt. Raises `RefusedError`.

    nonce: that of the attempt; None for a token that came with a refresh, which answers no attempt.
    """
    claims = signed_claims(connection, id_token, kinds=("JWT", ""), jwks_uri=metadata(connection)["jwks_uri"])
    options: dict[str, Any] = {name: {"essential": True} for name in ("sub", "exp", "iat")}
    options |= {"iss": {"essential": True, "value": connection.issuer}}
    options |= {"aud": {"essential": True, "value": connection.client_id}}
    options |= {"nonce": {"essential": True, "value": nonce}} if nonce else {}
    judge(claims, options, at=at)
    if not is_id(claims["sub"]):
        raise RefusedError("sub")
    if not str(claims.get("sid") or "").isprintable():
        raise RefusedError("sid")
    if claims.get("azp", connection.client_id) != connection.client_id:
        raise RefusedError("azp")
    if isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and "azp" not in claims:
        raise RefusedError("azp")
    return claims


def is_id(value: Any) -> bool:
    """Return whether a claim can name somebody, or a sign-in: a text, neither empty nor endless nor unprintable."""
    return isinstance(value, str) and 0 < len(value) <= LONGEST_SUBJECT and value.isprintable()
