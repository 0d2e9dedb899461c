"""The sign-in of a browser for which an identity provider vouches."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from organisations.clock import now
from organisations.identity.connections import Connection, connection
from organisations.models import User
from organisations.operations.identity_sessions import stop
from organisations.queries.identities import is_vouched_for
from organisations.rules.identities import shown_at
from organisations.sessions import SHOWN_AT, seconds_since_shown

KEY = "identity_session"
CONNECTION = "identity_connection"
FRESH_SECONDS = 10 * 60
"""For so long after somebody showed it, it is still the same person."""


def sign_in(
    request: HttpRequest,
    user: User,
    session_id: UUID,
    connection_key: str,
    *,
    claims: Mapping[str, Any],
    again: bool = False,
) -> None:
    """Sign somebody in; the key of the session is renewed, and with what strength is the provider's matter.

    again: the provider was asked to ask who it is. Else it may have let in whoever found the browser open.
    """
    former = request.session.get(SHOWN_AT) if is_through_provider(request) and request.user == user else None
    get_adapter().login(request, user)
    request.session[SHOWN_AT] = shown_at(claims, former=None if again else former, at=now().timestamp())
    request.session[KEY], request.session[CONNECTION] = str(session_id), connection_key
    record_authentication(request, user, "socialaccount", provider=connection_key)


def is_through_provider(request: HttpRequest) -> bool:
    """Return whether somebody signed in through an identity provider, who then sees to the second factor."""
    return KEY in request.session


def provider_of(request: HttpRequest) -> Connection | None:
    """Return the connection through which somebody signed in; None for any other way."""
    return connection(request.session[CONNECTION]) if is_through_provider(request) else None


def to_sign_in_again(request: HttpRequest, *, onward: str) -> str | None:
    """Return where somebody shows once more at their provider that it is them, instead of with a password of this site.

    None for whoever did not come through a provider, and for whoever just did.
    """
    if not is_through_provider(request) or seconds_since_shown(request.session) < FRESH_SECONDS:
        return None
    address = reverse("identity-start", kwargs={"key": request.session[CONNECTION]})
    return f"{address}?{urlencode({'next': onward, 'again': 1})}"


def forget_sign_in(request: HttpRequest | None, **_signal: Any) -> None:
    """Ask no longer after somebody who signs out."""
    if request is not None and is_through_provider(request):
        stop(session_id=request.session[KEY])


class IdentityMiddleware:
    """Let a sign-in through a provider hold only while the provider vouches for it.

    It looks when somebody asks who the visitor is, so pages of clients pay nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request as whoever is still vouched for."""
        signed_in: Any = request.user
        request.user = SimpleLazyObject(lambda: _still(request, signed_in))  # type: ignore[assignment]  # as Django does
        return self.get_response(request)


def _still(request: HttpRequest, signed_in: User | AnonymousUser) -> User | AnonymousUser:
    if not isinstance(signed_in, User) or not is_through_provider(request):
        return signed_in
    if is_vouched_for(request.session[KEY], signed_in, at=now()):
        return signed_in
    request.session.flush()
    return AnonymousUser()
