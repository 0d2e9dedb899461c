"""The cookies of an answering page: which session this browser holds, and whether it is a shared tablet.

While a browser holds an answering session nobody of staff is signed in there.
"""

from typing import TypeVar

from django.http import HttpRequest, HttpResponse

from organisations import tablet_cookies
from organisations.tablet_cookies import ANSWERING, DEVICE, KNOWN, MINE, SHARED, TAPPED, UNLOCKED
from surveys.data import OpenedSession

ResponseT = TypeVar("ResponseT", bound=HttpResponse)


def hold(response: ResponseT, opened: OpenedSession, *, shared: bool) -> ResponseT:
    """Put the session and its secret into the browser, until it closes."""
    tablet_cookies.put(response, ANSWERING, f"{opened.session_id}.{opened.secret}")
    if shared:
        tablet_cookies.put(response, SHARED, "1")
    return tablet_cookies.forget(response, UNLOCKED, TAPPED, MINE, KNOWN)


def let_go(response: ResponseT) -> ResponseT:
    """Take the session out of the browser: nothing of the person is left there."""
    return tablet_cookies.forget(response)


def is_shared(request: HttpRequest) -> bool:
    """Return whether this is a tablet that more people use, by its own cookies; no query."""
    return bool(request.COOKIES.get(DEVICE) or request.COOKIES.get(SHARED))
