"""Where sign-ins are kept: in the database, with an end that comes by itself.

A sign-in ends `SESSION_IDLE_MINUTES` after it was last used, and in any case `SESSION_HOURS` after it began. Both ends
stand in the date on which the row expires, so that keeping to them costs no query.
"""

from typing import Any

from django.conf import settings
from django.contrib.sessions.backends import db

from organisations.clock import now

SIGNED_IN_AT = "signed_in_at"
SEEN_AT = "seen_at"
SHOWN_AT = "shown_at"
NOTED_EVERY = 60
"""Seconds between two notes of the last use: a page must not cost a write each time."""


class SessionStore(db.SessionStore):
    """A session in the database, with both ends of a sign-in."""

    def get_session_cookie_age(self) -> int:
        """Return after how many seconds it ends if nobody uses it again; one without a sign-in lasts its own time."""
        began: float | None = self.get(SIGNED_IN_AT)
        if began is None:
            return int(super().get_session_cookie_age())
        left = began + settings.SESSION_HOURS * 3600 - now().timestamp()
        return int(max(0, min(settings.SESSION_IDLE_MINUTES * 60, left)))


def begin(session: Any) -> None:
    """Note that a sign-in begins now."""
    session[SIGNED_IN_AT] = session[SEEN_AT] = session[SHOWN_AT] = now().timestamp()


def note_use(session: Any) -> bool:
    """Note that a sign-in is used, once a minute at most; return whether that was done. It ends later then."""
    seen: float | None = session.get(SEEN_AT)
    if seen is None or now().timestamp() - seen < NOTED_EVERY:
        return False
    session[SEEN_AT] = now().timestamp()
    return True


def seconds_since_sign_in(session: Any) -> float:
    """Return how long ago the sign-in began; endless without one."""
    return _seconds_since(session, SIGNED_IN_AT)


def seconds_since_shown(session: Any) -> float:
    """Return how long ago somebody last showed that it is them; endless without a sign-in.

    That is the sign-in itself, but for one through an identity provider where nobody was asked anything again.
    """
    return _seconds_since(session, SHOWN_AT)


def _seconds_since(session: Any, what: str) -> float:
    moment: float | None = session.get(what)
    return float("inf") if moment is None else now().timestamp() - moment
