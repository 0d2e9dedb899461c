"""Puts the rights of the visitor on the request, read once and only when somebody asks."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from organisations.access import rights_of
from organisations.clock import today
from organisations.data import Rights


class RightsMiddleware:
    """Set `request.rights`, lazily: pages of clients never ask for it and pay nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request with its rights in reach."""
        request.rights = SimpleLazyObject(lambda: _rights(request))  # type: ignore[attr-defined]  # our own attribute
        return self.get_response(request)


def _rights(request: HttpRequest) -> Rights:
    return rights_of(request.user, on=today())
