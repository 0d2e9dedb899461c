"""One calm page with all that is not for every day."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organisations import access
from organisations.choices import Role
from organisations.navigation import navigation

ROLES = (Role.SUPPORT_WORKER, Role.TEAM_LEADER, Role.ADMINISTRATOR, Role.LOG_KEEPER)
"""Who has at least one card."""


@access.requires(*ROLES)
@require_safe
def settings(request: HttpRequest) -> HttpResponse:
    """Show the cards that somebody may open."""
    return render(request, "organisations/settings.html", {"cards": navigation.cards_for(access.rights(request))})
