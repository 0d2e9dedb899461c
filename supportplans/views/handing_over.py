"""Giving the tablet to a client."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from organisations import access
from organisations.choices import PERSON_ROLES
from organisations.clock import now, today
from organisations.models import Client
from supportplans.queries.client_file import client_file
from surveys.operations.errors import NotToBeAskedError
from surveys.views.answering import handing_over


@access.requires(*PERSON_ROLES)
@require_POST
def hand_over(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """Give this tablet to the client, who is then asked whether they are the one; no staff sign-in stays behind.

    On a browser that is not a paired tablet, or when the client is not asked (any more), it says so and does nothing.
    """
    on = today()
    client = access.client(access.rights(request), client_id, on=on)
    tablet = access.device(request)
    if tablet is None or not tablet.unit.path.startswith(client.provider.path):
        return _not_now(request, client, _("Make this device a tablet of the team first."))
    invitation = client_file(client, on=on).to_ask
    if invitation is None:
        return _nothing_to_ask(request, client)
    try:
        rights = access.rights(request)
        response = handing_over.hand_over(request, invitation_id=invitation.id, actor=rights.actor, at=now())
    except NotToBeAskedError:
        return _nothing_to_ask(request, client)
    rights.notes.clear()  # handing over kept what there is to keep; of an anonymous round that is nothing
    return response


def _nothing_to_ask(request: HttpRequest, client: Client) -> HttpResponse:
    message = _("There is nothing to ask %(name)s at the moment.") % {"name": client.first_name}
    return _not_now(request, client, message)


def _not_now(request: HttpRequest, client: Client, message: str) -> HttpResponse:
    messages.warning(request, message)
    return redirect("supportplans:client-detail", client.id)
