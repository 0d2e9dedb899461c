"""Opening a client in an emergency, ending that, and the team leader's note of it."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from organisations import access
from organisations.choices import PERSON_ROLES, EmergencyGround, Role
from organisations.clock import now, today
from organisations.forms.emergencies import EmergencyForm
from organisations.models import Client
from organisations.operations.emergencies import end_emergency, note_emergency, open_in_emergency
from organisations.queries import emergencies as queries
from organisations.throttle import Throttle
from organisations.views.accounts import closed_without_counter

TRIES = Throttle("emergency", "10/hour")
CLIENT_PAGE = "supportplans:client-detail"
"""Where a client is shown; a page of a room on the right, known here by its name alone."""


@access.requires(*PERSON_ROLES)
@closed_without_counter
@require_http_methods(["GET", "HEAD", "POST"])
def emergency_open(request: HttpRequest) -> HttpResponse:
    """Tell what opening a client means, ask for whom and why, and open that client for four hours."""
    form = EmergencyForm(request.POST or None)
    if form.is_valid() and (client := _found(request, form)):
        return _opened(request, client, form)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "organisations/emergency_open.html", {"form": form}, status=status)


def _found(request: HttpRequest, form: EmergencyForm) -> Client | None:
    """Return the client that is meant. Every try counts and is kept: whoever guesses numbers soon has to wait."""
    rights = access.rights(request)
    TRIES.spend(str(rights.staff_id))
    client = queries.to_be_opened(rights, **form.person())
    if client is None:
        for provider_id in rights.providers(*PERSON_ROLES):
            rights.note(None, provider_id, "emergency-tried")
        form.add_error(None, _("Nobody fits this exactly. Look at the number, or at the name and the date of birth."))
    return client


def _opened(request: HttpRequest, client: Client, form: EmergencyForm) -> HttpResponse:
    """Open the client, unless the reader may see this client anyway."""
    rights = access.rights(request)
    if access.reached(rights, on=today()).filter(pk=client.pk).exists():
        return redirect(CLIENT_PAGE, client.pk)
    ground = EmergencyGround(form.cleaned_data["ground"])
    open_in_emergency(rights=rights, client=client, ground=ground, words=form.cleaned_data["words"], at=now())
    messages.warning(request, _("Opened for four hours. It is written down, and the team leader sees it."))
    return redirect(CLIENT_PAGE, client.pk)


@access.requires(*PERSON_ROLES)
@require_POST
def emergency_end(request: HttpRequest, emergency_id: UUID) -> HttpResponse:
    """End what the reader opened."""
    rights = access.rights(request)
    end_emergency(rights=rights, opened=queries.own(rights, emergency_id), at=now())
    messages.success(request, _("Closed again. What you did is in the access log."))
    return redirect("/")


@access.requires(Role.TEAM_LEADER)
@require_POST
def emergency_seen(request: HttpRequest, emergency_id: UUID) -> HttpResponse:
    """Note that the team leader saw that a client was opened."""
    rights = access.rights(request)
    opened = queries.to_note(rights, emergency_id, on=today())
    note_emergency(rights=rights, opened=opened, at=now())
    messages.success(request, _("Noted that you saw it."))
    return redirect(CLIENT_PAGE, opened.client_id)
