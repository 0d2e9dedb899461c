"""Keeps a sign-in alive while it is used, and notes when that was last."""

from collections.abc import Callable
from typing import Any

from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponse

from organisations import sessions
from organisations.clock import now


class SessionUseMiddleware:
    """Note the use of a sign-in, once a minute at most. A page that never looks at who asks does not count as use."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, and put the end of its sign-in off."""
        response = self.get_response(request)
        if request.session.accessed and sessions.note_use(request.session):
            UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=now())
        return response


def begin_session(request: HttpRequest | None, **_signal: Any) -> None:
    """Note in the new session of a sign-in when it began, and among the sign-ins of its owner, who may end it.

    By whatever door: allauth notes by itself only those of its own pages.
    """
    if request is not None:
        sessions.begin(request.session)
        if hasattr(request, "user"):
            UserSession.objects.create_from_request(request)
