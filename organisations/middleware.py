"""Puts the rights of the visitor on the request, read once and only when somebody asks."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from organisations.access import rights_of
from organisations.clock import now, today
from organisations.data import NOBODY, Rights
from organisations.first_things import held_back
from organisations.identity.sessions import is_through_provider
from organisations.refusals import note_refusal
from organisations.tracing import keep_notes, reference


class RightsMiddleware:
    """Set `request.rights`, lazily: pages of clients never ask for it and pay nothing.

    What the getters noted on them and no page kept, such as a call of the API, is kept here before the answer leaves;
    and a refusal is logged.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request with its rights in reach."""
        asked: list[Rights] = []
        request.rights = SimpleLazyObject(lambda: _rights(request, asked))  # type: ignore[attr-defined]  # our own attribute
        response = self.get_response(request)
        given = request.rights  # type: ignore[attr-defined]  # the same
        if type(given) is Rights:  # those of a token took its place; asking otherwise would look the visitor up
            asked.append(given)
        for rights in asked:
            keep_notes(request, response, rights)
        note_refusal(request, response.status_code, asked[-1] if asked else NOBODY)
        return response


def _rights(request: HttpRequest, asked: list[Rights]) -> Rights:
    found = rights_of(request.user, on=today(), at=now(), source=reference(request))
    if not is_through_provider(request):  # which then sees to the password and the second step
        found = held_back(request.user, found)
    asked.append(found)
    return found
