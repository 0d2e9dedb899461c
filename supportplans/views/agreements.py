"""Making and closing agreements."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from organisations import access
from organisations.choices import PERSON_ROLES
from organisations.clock import now, today
from organisations.models import Client
from organisations.queries.relatives import readers_of
from supportplans import access as plans
from supportplans.choices import AgreementState
from supportplans.errors import RejectedError
from supportplans.forms import AgreementForm, CloseForm, add_faults
from supportplans.models import Agreement, Wish
from supportplans.operations import agreements as operations


@access.requires(*PERSON_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """Make an agreement with a client that comes from no wish."""
    client = access.client(access.rights(request), client_id, on=today())
    return _agree(request, client, None)


@access.requires(*PERSON_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def create_for_wish(request: HttpRequest, wish_id: UUID) -> HttpResponse:
    """Make an agreement about a wish."""
    wish = plans.wish(access.rights(request), wish_id, on=today())
    return _agree(request, wish.client, wish)


@access.requires(*PERSON_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Say what became of an agreement."""
    agreement = plans.agreement(access.rights(request), agreement_id, on=today())
    form = CloseForm(request.POST or None)
    if form.is_valid() and _closed(form, agreement):
        messages.success(request, _("Kept. The client sees it on the page about what we do with the answers."))
        return redirect("supportplans:client-detail", agreement.client_id)
    readers = readers_of(agreement.client, on=today())
    context = {"form": form, "agreement": agreement, "client": agreement.client, "readers": readers}
    return render(request, "supportplans/agreement_close.html", context)


def _agree(request: HttpRequest, client: Client, wish: Wish | None) -> HttpResponse:
    name = access.rights(request).name
    form = AgreementForm(request.POST or None, who=name, on=today())
    if form.is_valid() and _made(form, request, client, wish):
        messages.success(request, _("The agreement is made."))
        return redirect("supportplans:client-detail", client.id)
    readers, people = readers_of(client, on=today()), (client.first_name, name)
    context = {"form": form, "client": client, "wish": wish, "people": people, "readers": readers}
    return render(request, "supportplans/agreement_create.html", context)


def _made(form: AgreementForm, request: HttpRequest, client: Client, wish: Wish | None) -> bool:
    try:
        operations.make_agreement(
            client=client,
            wish=wish,
            staff_id=access.rights(request).staff_id,
            on=today(),
            at=now(),
            **form.cleaned_data,
        )
    except RejectedError as error:
        add_faults(form, error.faults)
        return False
    return True


def _closed(form: CloseForm, agreement: Agreement) -> bool:
    state = AgreementState(form.cleaned_data["state"])
    try:
        operations.close(agreement_id=agreement.id, state=state, reason=form.cleaned_data["reason"])
    except RejectedError as error:
        add_faults(form, error.faults)
        return False
    return True
