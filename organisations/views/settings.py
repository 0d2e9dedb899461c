"""One calm page with all that is not for every day."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organisations import access
from organisations.choices import Role
from organisations.navigation import navigation


@access.requires(*Role)
@require_safe
def settings(request: HttpRequest) -> HttpResponse:
    """Show the cards that somebody may open; for who has none the page does not exist."""
    cards = navigation.cards_for(access.rights(request))
    if not cards:
        raise Http404
    return render(request, "organisations/settings.html", {"cards": cards})
