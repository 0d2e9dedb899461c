"""The cookies of an answering page: which session this browser holds, and whether it is a shared tablet.

While a browser holds an answering session nobody of staff is signed in there.
"""

from typing import TypeVar

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from organisations.access import DEVICE_COOKIE
from organisations.guests import close_own_page
from surveys.access import COOKIE
from surveys.data import OpenedSession

SHARED_COOKIE = "shared"
"""Says only that staff handed this browser over, so that it goes back to rest afterwards."""
UNLOCKED_COOKIE = "unlocked"
"""Says that staff gave their PIN on this tablet a moment ago; it goes as soon as somebody sits before it."""

ResponseT = TypeVar("ResponseT", bound=HttpResponse)


def hold(response: ResponseT, opened: OpenedSession, *, shared: bool) -> ResponseT:
    """Put the session and its secret into the browser, until it closes."""
    _set(response, COOKIE, f"{opened.session_id}.{opened.secret}")
    response.delete_cookie(UNLOCKED_COOKIE, samesite="Lax")
    close_own_page(response)
    if shared:
        _set(response, SHARED_COOKIE, "1")
    return response


def let_go(response: ResponseT) -> ResponseT:
    """Take the session out of the browser: nothing of the person is left there."""
    response.delete_cookie(COOKIE, samesite="Lax")
    response.delete_cookie(SHARED_COOKIE, samesite="Lax")
    close_own_page(response)
    return response


def is_shared(request: HttpRequest) -> bool:
    """Return whether this is a tablet that more people use, by its own cookies; no query."""
    return bool(request.COOKIES.get(DEVICE_COOKIE) or request.COOKIES.get(SHARED_COOKIE))


def sign_staff_out(request: HttpRequest) -> None:
    """End a sign-in that this browser may still hold."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        logout(request)


def _set(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(name, value, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
