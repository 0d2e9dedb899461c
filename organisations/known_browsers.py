"""Browsers in which somebody signed in before: wrong passwords typed elsewhere never close their owner out of these.

Tries count apart for each of them, and together for all others, so that guessing stays slow wherever it comes from.
Source: OWASP, Slow Down Online Guessing Attacks with Device Cookies. A tablet of a team remembers nobody of staff.
"""

import secrets
import unicodedata
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from organisations.tablet_cookies import DEVICE, KNOWN, put_signed, signed

KEPT = int(timedelta(days=180).total_seconds())
MOST = 5
"""How many people one browser remembers; the one who came longest ago goes first."""
ID_BYTES, MARK_LENGTH = 16, 24


def place_of_tries(request: HttpRequest, login: str) -> str:
    """Return where wrong passwords for a user name are counted: in this browser, or among all that do not know it."""
    name = _plain(login)
    browser, *marks = _held(request)
    return f"{browser} {name}" if _mark(name) in marks else name


def remember(request: HttpRequest, response: HttpResponse, username: str) -> None:
    """Let this browser know who signed in; it keeps no name, only what fits one."""
    if DEVICE in request.COOKIES:
        return
    browser, *marks = _held(request)
    mine = _mark(_plain(username))
    kept = [mine, *(one for one in marks if one != mine)][:MOST]
    put_signed(response, KNOWN, " ".join((browser or secrets.token_urlsafe(ID_BYTES), *kept)), seconds=KEPT)


def _held(request: HttpRequest) -> list[str]:
    return signed(request, KNOWN, seconds=KEPT).split(" ")


def _plain(login: str) -> str:
    """Return a name without differences that the database does not see: else each spelling has its own tries."""
    return unicodedata.normalize("NFKC", login.strip()).upper().casefold()


def _mark(name: str) -> str:
    return salted_hmac("organisations.known-browser", name, algorithm="sha256").hexdigest()[:MARK_LENGTH]
