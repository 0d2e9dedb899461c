"""The signing keys of an identity provider, and what is signed with them."""

from datetime import datetime
from typing import Any

from django.core.cache import cache
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry
from joserfc.jwt import JWTClaimsRegistry, Token, decode

from organisations.identity.connections import Connection
from organisations.identity.errors import RefusedError
from organisations.identity.outgoing import Outgoing

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
"""Signatures that only the holder of a private key can make. Never `none`, and never a shared secret."""
KINDS = ("RSA", "EC")
LEEWAY = 60
"""Seconds by which the clocks of two machines may differ."""
KEYS_SECONDS = 3600
REFETCH_SECONDS = 60
"""A token with an unknown key makes us look for new keys, but not more often than this: anybody can send one."""


def signed_claims(connection: Connection, token: str, *, kinds: tuple[str, ...], jwks_uri: str) -> dict[str, Any]:
    """Return the claims of a token that the provider signed, not yet judged. Raises `RefusedError` and `AwayError`.

    kinds: what the header may call itself (`typ`), so that a token of one kind is not taken for another.
    """
    try:
        found = _opened(connection, token, jwks_uri)
    except (JoseError, TypeError, ValueError) as error:  # a header may hold anything, and anybody can send one
        raise RefusedError(getattr(error, "error", "") or "not_a_token") from None
    if str(found.header.get("typ", "")).lower() not in {kind.lower() for kind in kinds}:
        raise RefusedError("typ")
    return found.claims


def _opened(connection: Connection, token: str, jwks_uri: str) -> Token:
    rules = JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
    try:
        return decode(token, _keys(connection, jwks_uri), registry=rules)
    except InvalidKeyIdError:
        if not cache.add(f"identity:{connection.key}:refetched", 1, REFETCH_SECONDS):
            raise
        cache.delete(_place(connection))
        return decode(token, _keys(connection, jwks_uri), registry=rules)


def _keys(connection: Connection, jwks_uri: str) -> KeySet:
    found: dict[str, Any] | None = cache.get(_place(connection))
    if found is None:
        with Outgoing(connection) as session:
            found = session.document(jwks_uri)
        cache.set(_place(connection), found, KEYS_SECONDS)
    usable = [key for key in found.get("keys", []) if key.get("use", "sig") == "sig" and key.get("kty") in KINDS]
    return KeySet.import_key_set({"keys": usable})


def _place(connection: Connection) -> str:
    return f"identity:{connection.key}:keys"


def judge(claims: dict[str, Any], options: dict[str, Any], *, at: datetime) -> None:
    """Judge claims against what each must be. Raises `RefusedError` with the name of the claim that is wrong."""
    try:
        JWTClaimsRegistry(now=int(at.timestamp()), leeway=LEEWAY, **options).validate(claims)
    except JoseError as error:
        raise RefusedError(getattr(error, "claim", None) or error.error) from None
