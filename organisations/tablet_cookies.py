"""The cookies of a browser that more people use: which tablet it is, and who sits before it.

One place puts, reads and removes them. All but `DEVICE` tell of one person and go when somebody else comes.
"""

from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse

DEVICE = f"{settings.COOKIE_PREFIX}device"
"""Which tablet this is; it stays for a year, until it is revoked."""
ANSWERING = f"{settings.COOKIE_PREFIX}answering"
"""Whose answers this browser takes."""
SHARED = f"{settings.COOKIE_PREFIX}shared"
"""Says only that staff handed this browser over, so that it goes back to rest afterwards."""
UNLOCKED = f"{settings.COOKIE_PREFIX}unlocked"
"""Says that staff gave their PIN on this tablet a moment ago."""
TAPPED = f"{settings.COOKIE_PREFIX}tapped"
"""Which pictures somebody tapped so far, to open their own page."""
MINE = f"{settings.COOKIE_PREFIX}mine"
"""Says which client opened their own page on this tablet."""
KNOWN = f"{settings.COOKIE_PREFIX}known"
"""Says that somebody of staff signed in here before, not who; see `known_browsers`."""
OF_WHO_SITS_THERE = (ANSWERING, SHARED, UNLOCKED, TAPPED, MINE, KNOWN)

ResponseT = TypeVar("ResponseT", bound=HttpResponse)


def put(response: HttpResponse, name: str, value: str, *, seconds: int | None = None) -> None:
    """Put a cookie that no script reads; without `seconds` it stays until the browser closes."""
    response.cookies.pop(name, None)  # Else the end of one that was just forgotten would stay on it.
    response.set_cookie(name, value, max_age=seconds, httponly=True, samesite="Lax", secure=settings.HTTPS)


def put_signed(response: HttpResponse, name: str, value: str, *, seconds: int) -> None:
    """Put one that nobody can make, and that `signed` reads for so many seconds."""
    response.cookies.pop(name, None)
    response.set_signed_cookie(
        name, value, salt=name, max_age=seconds, httponly=True, samesite="Lax", secure=settings.HTTPS
    )


def signed(request: HttpRequest, name: str, *, seconds: int) -> str:
    """Return what `put_signed` put at most so many seconds ago; empty for anything else."""
    return request.get_signed_cookie(name, default="", salt=name, max_age=seconds) or ""


def forget(response: ResponseT, *names: str) -> ResponseT:
    """Take cookies out of the browser; without names all that tell who sits there."""
    for name in names or OF_WHO_SITS_THERE:
        response.delete_cookie(name, samesite="Lax")
    return response
