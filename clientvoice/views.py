"""The first page, which brings everybody to where their work is, and what is said when there is no page."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import defaults

from clientvoice.problems import plain_document
from organisations.access import rights
from organisations.choices import PERSON_ROLES, Role

FIRST_PAGES = (
    (tuple(PERSON_ROLES), "supportplans:client-list"),
    ((Role.QUALITY,), "surveys:round-list"),
    ((Role.COUNCIL,), "reports:result-list"),
    ((Role.ADMINISTRATOR,), "organisations:unit-list"),
)
API = "/api/"


def home(request: HttpRequest) -> HttpResponse:
    """Send staff to the first page of their role; show visitors the two doors: a letter's code, or signing in."""
    for roles, page in FIRST_PAGES:
        if rights(request).has(*roles):
            return redirect(page)
    return render(request, "home.html")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404: programs get a problem document, people a page."""
    if request.path.startswith(API):
        return plain_document(HTTPStatus.NOT_FOUND)
    return defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500: programs get a problem document, people a page."""
    if request.path.startswith(API):
        return plain_document(HTTPStatus.INTERNAL_SERVER_ERROR)
    return defaults.server_error(request)
