"""Giving the tablet to a client."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from organisations import access
from organisations.choices import PERSON_ROLES
from organisations.clock import today
from supportplans.queries.client_file import client_file


@access.requires(*PERSON_ROLES)
@require_POST
def hand_over(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """Give this tablet to the client, who is then asked whether they are the one; no staff sign-in stays behind."""
    on = today()
    client = access.client(access.rights(request), client_id, on=on)
    invitation = client_file(client, on=on).to_ask
    if invitation is None:
        messages.warning(request, _("There is nothing to ask %(name)s at the moment.") % {"name": client.first_name})
    return redirect("supportplans:client-detail", client.id)
