"""The first page, which brings everybody to where their work is, and what is said when there is no page."""

from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views import defaults

from clientvoice.problems import plain_document
from organisations import guests
from organisations.access import rights
from organisations.choices import PERSON_ROLES, Role
from organisations.clock import today

FIRST_PAGES = (
    (tuple(PERSON_ROLES), "supportplans:client-list"),
    ((Role.QUALITY,), "surveys:round-list"),
    ((Role.COUNCIL,), "reports:result-list"),
    ((Role.ADMINISTRATOR,), "organisations:unit-list"),
    ((Role.LOG_KEEPER,), "organisations:trace-list"),
)
API = "/api/"


def home(request: HttpRequest) -> HttpResponse:
    """Send staff to the first page of their role and relatives to theirs; show visitors the doors."""
    if first := rights(request).waits:
        return redirect(first)
    for roles, page in FIRST_PAGES:
        if rights(request).has(*roles):
            return redirect(page)
    if guests.relative(request, on=today()):
        return redirect("near:people")
    return render(request, "home.html")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 413 for what is too big and 400 for what cannot be read: a problem document for programs, or a page."""
    too_big = isinstance(exception, RequestDataTooBig)
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE if too_big else HTTPStatus.BAD_REQUEST
    what = _("This is too much at once. Send at most 1 MB.") if too_big else _("Please try again")
    if request.path.startswith(API):
        return plain_document(status, what)
    # Without the request: its host may be the very thing that is wrong.
    return HttpResponse(render_to_string("400.html", {"too_big": too_big}), status=status)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404: programs get a problem document, people a page."""
    if request.path.startswith(API):
        return plain_document(HTTPStatus.NOT_FOUND, _("This page does not exist, or is not for you."))
    return defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500: programs get a problem document, people a page."""
    if request.path.startswith(API):
        what = _("That is our fault, not yours. Try again. If it happens again, tell your administrator.")
        return plain_document(HTTPStatus.INTERNAL_SERVER_ERROR, what)
    return defaults.server_error(request)
