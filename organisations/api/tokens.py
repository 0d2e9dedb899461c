"""Who calls the API: somebody who is signed in, or a program with a token. One place, which every view passes."""

from http import HTTPStatus
from typing import Any

from allauth.account.adapter import get_adapter
from django.utils.translation import gettext_lazy as _
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import APIException, AuthenticationFailed, PermissionDenied, Throttled
from rest_framework.request import Request

from organisations.access import rights_of
from organisations.choices import Scope
from organisations.clock import now, today
from organisations.data import NOBODY, Rights
from organisations.first_things import held_back
from organisations.models import ApiToken, User
from organisations.operations.tokens import note_use
from organisations.queries.tokens import token_by_secret
from organisations.rules.tokens import narrowed
from organisations.throttle import Throttle, ThrottleAwayError, TooManyTriesError

CALLS = Throttle("api-token", "600/minute")
WRONG = Throttle("wrong-api-token", "30/minute")
CHALLENGE = 'Bearer realm="clientvoice"'


class UnknownToken(AuthenticationFailed):
    """No such token, or it ended, was revoked, or its owner may do nothing here any more. Which one is not told."""

    default_code = "unknown_token"
    default_detail = _("This token does not work. It may have ended. Ask the person who made it for another one.")


class ScopeNeeded(PermissionDenied):
    """A token that is valid, but not for this."""

    default_code = "scope_needed"

    def __init__(self, scope: Scope | None) -> None:
        words = _("This token may not be used for this. It needs the scope %(scope)s.") % {"scope": scope}
        super().__init__(words if scope else _("This call takes no tokens."))


class CannotCount(APIException):
    """Redis is away, so calls cannot be counted and none is allowed."""

    status_code = HTTPStatus.SERVICE_UNAVAILABLE
    default_code = "try_again"
    default_detail = _("We cannot answer this right now. Try again in a moment.")
    wait = 30


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer cv_…`. Lets a token in where the view names a `token_scope` that it has.

    That is judged here and not in a permission, so that a view with permissions of its own cannot forget it. The rights
    of the request become those of the owner today, within the unit of the token.
    """

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        """Return the owner and the token; None without a token. Raises UnknownToken, ScopeNeeded, Throttled."""
        secret = _secret(request)
        if secret is None:
            return None
        token = _known(request, secret)
        # At once, so that a refusal is known to be that of this token.
        request._request.rights = _rights(token)  # type: ignore[attr-defined]  # noqa: SLF001 -- DRF's own name; as RightsMiddleware sets it
        _spend(CALLS, str(token.pk))
        _check_scope(request, token)
        note_use(token=token, at=now())
        return token.owner.user, token

    def authenticate_header(self, request: Request) -> str:
        """Return what a refused caller is told to bring."""
        return CHALLENGE


def _secret(request: Request) -> str | None:
    scheme, _blank, secret = request.headers.get("Authorization", "").partition(" ")
    return secret.strip() if scheme.lower() == "bearer" else None


def _known(request: Request, secret: str) -> ApiToken:
    token = token_by_secret(secret, at=now())
    if token is None:
        address: str = get_adapter().get_client_ip(request._request) or "unknown"  # noqa: SLF001 -- DRF's own name
        _spend(WRONG, address)
        raise UnknownToken
    return token


def _rights(token: ApiToken) -> Rights:
    owned = rights_of(token.owner.user, on=today())
    if token.owner.user.has_usable_password():  # else the own organisation sees to the second step
        owned = held_back(token.owner.user, owned)
    rights = narrowed(owned, token_id=token.pk, unit_id=token.unit_id, path=token.unit.path)
    if rights is NOBODY:
        raise UnknownToken
    return rights


def _check_scope(request: Request, token: ApiToken) -> None:
    scope = token_scope(request.parser_context["view"])
    if scope is None or scope not in token.scopes:
        raise ScopeNeeded(scope)


def _spend(throttle: Throttle, one: str) -> None:
    try:
        throttle.spend(one)
    except TooManyTriesError as error:
        raise Throttled(error.retry_after) from error
    except ThrottleAwayError as error:
        raise CannotCount from error


def token_scope(view: Any) -> Scope | None:
    """Return the scope that a token needs for a view; None for a view that takes no tokens."""
    found: Scope | None = getattr(view, "token_scope", None)
    return found
