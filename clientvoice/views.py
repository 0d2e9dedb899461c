"""The first page: it brings everybody to where their work is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from organisations.access import rights
from organisations.choices import PERSON_ROLES, Role

FIRST_PAGES = (
    (tuple(PERSON_ROLES), "supportplans:client-list"),
    ((Role.QUALITY,), "surveys:round-list"),
    ((Role.COUNCIL,), "reports:result-list"),
    ((Role.ADMINISTRATOR,), "organisations:unit-list"),
)


def home(request: HttpRequest) -> HttpResponse:
    """Send staff to the first page of their role; show visitors the two doors: a letter's code, or signing in."""
    for roles, page in FIRST_PAGES:
        if rights(request).has(*roles):
            return redirect(page)
    return render(request, "home.html")
