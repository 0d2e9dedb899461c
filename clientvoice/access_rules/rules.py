"""Every address of the site with its rule. Views declare their own; those of others are named here."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.urls import URLPattern, URLResolver, get_resolver

from organisations.api.tokens import token_scope
from organisations.choices import Scope
from organisations.declaring import Door, Rule, rule_of

ANYBODY, SIGN_IN, LINK = Rule(Door.ANYBODY), Rule(Door.SIGN_IN), Rule(Door.LINK)
TABLET, ANSWERING = Rule(Door.TABLET), Rule(Door.ANSWERING)
NAMED: dict[str, Rule] = {
    "api-schema": ANYBODY,
    "api-docs": ANYBODY,
    "home": ANYBODY,
    "set_language": ANYBODY,
    "health-live": ANYBODY,
    "health-ready": ANYBODY,
    "security-txt": ANYBODY,
    "account_login": ANYBODY,
    "account_inactive": ANYBODY,
    "account_reset_password": ANYBODY,
    "account_reset_password_done": ANYBODY,
    "account_reset_password_from_key": LINK,
    "account_reset_password_from_key_done": ANYBODY,
    "account_invitation": LINK,
    "account_invitation_open": LINK,
    "account_logout": SIGN_IN,
    "account_reauthenticate": SIGN_IN,
    "mfa_index": SIGN_IN,
    "mfa_authenticate": ANYBODY,
    "mfa_reauthenticate": SIGN_IN,
    "mfa_activate_totp": SIGN_IN,
    "mfa_deactivate_totp": SIGN_IN,
    "mfa_view_recovery_codes": SIGN_IN,
    "mfa_generate_recovery_codes": SIGN_IN,
    "mfa_list_webauthn": SIGN_IN,
    "mfa_add_webauthn": SIGN_IN,
    "mfa_reauthenticate_webauthn": SIGN_IN,
    "mfa_remove_webauthn": SIGN_IN,
    "mfa_edit_webauthn": SIGN_IN,
    "mfa_login_webauthn": ANYBODY,
    "identity-start": ANYBODY,
    "identity-back": LINK,
    "identity-signed-out": LINK,
    "near-door": ANYBODY,
    "near-code": LINK,
    "organisations:picture-code-tap": TABLET,
    "answering:code": ANYBODY,
    "answering:done": ANYBODY,
    "answering:later": ANYBODY,
    "answering:photo": ANSWERING,
    "answering:tablet": TABLET,
    "answering:unlock": TABLET,
    "answering:pick": TABLET,
    "mine:close": TABLET,
}


class Reach(StrEnum):
    """What somebody with the right role meets about another team, location or provider."""

    NOTHING = "nothing"
    """It does not exist for them: 404."""
    LEFT_OUT = "left out"
    """A list or form in which what is of others does not stand."""
    ABOVE = "from above"
    """As nothing, and what belongs to a unit above holds for all below it."""
    BOTH = "both sides"
    """As nothing, but whom it was sent to sees it too."""


WIDER: dict[str, Reach] = {
    "surveys:round-detail": Reach.ABOVE,
    "surveys-api:round-response": Reach.ABOVE,
    "reports:result-detail": Reach.ABOVE,
    "reports-api:round-publication": Reach.ABOVE,
    "surveys:instrument-detail": Reach.ABOVE,
    "surveys:instrument-preview": Reach.ABOVE,
    "surveys:instrument-paper": Reach.ABOVE,
    "surveys:instrument-template": Reach.ABOVE,
    "organisations:picture": Reach.ABOVE,
    "supportplans:hand-over-detail": Reach.BOTH,
    "supportplans:hand-over-end": Reach.BOTH,
}


class UndeclaredError(Exception):
    """A view that does not say who may open it."""


@dataclass(frozen=True, slots=True)
class Address:
    """One address: its URL name, its shape, who may open it, and the scope that a token needs for it."""

    name: str
    route: str
    rule: Rule
    scope: Scope | None
    reach: Reach


def addresses(resolver: URLResolver | None = None) -> list[Address]:
    """Return every address, as they are tried. Raises `UndeclaredError` for a view without a rule."""
    return list(_addresses(resolver or get_resolver(), "", ""))


def _addresses(resolver: URLResolver, namespace: str, before: str) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        route = f"{before}{pattern.pattern}"
        if isinstance(pattern, URLPattern):
            yield _address(f"{namespace}{pattern.name}", route, pattern)
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _addresses(pattern, inner, route)


def _address(name: str, route: str, pattern: URLPattern) -> Address:
    said = [rule for rule in (rule_of(pattern.callback), NAMED.get(name)) if rule]
    if len(said) != 1:
        how = "says twice" if said else "does not say"
        raise UndeclaredError(f"The view of {name} {how} who may open it; see organisations/declaring.py.")
    reach = WIDER.get(name, Reach.NOTHING if "<" in route else Reach.LEFT_OUT)
    return Address(name, route, said[0], token_scope(getattr(pattern.callback, "cls", None)), reach)
