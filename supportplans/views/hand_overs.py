"""A client goes to another provider: sent by one administrator, accepted by the other."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisations import access
from organisations.choices import ConsentBy, Role
from organisations.clock import now, today
from organisations.life.access import person, places_of
from organisations.models import Client
from organisations.operations.departures import LifeRefusedError, NewPlace
from supportplans.choices import HandOverState
from supportplans.hand_over_forms import AcceptForm, SendForm
from supportplans.hand_over_words import how_it_answers
from supportplans.models import HandOver
from supportplans.operations import hand_overs as operations
from supportplans.operations.hand_over_documents import document_of
from supportplans.queries import hand_overs as queries

administrators = access.requires(Role.ADMINISTRATOR)


@administrators
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Show what came and what went."""
    rights = access.rights(request)
    context = {
        "received": queries.received_by(rights)[: queries.MOST],
        "sent": queries.sent_list(rights, on=today()),
    }
    return render(request, "supportplans/hand_over_list.html", context)


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """Show what would go along, and send it once somebody said yes."""
    client = person(access.rights(request), client_id, Role.ADMINISTRATOR, on=today())
    if client.died_on:
        raise Http404
    receivers = queries.other_providers(client)
    form = SendForm(request.POST or None, receivers=receivers, initial={"consent_on": today()})
    sent = _sent(request, client, form) if form.is_valid() else None
    if sent:
        messages.success(request, _("The hand-over is sent. The administrator there accepts it."))
        return redirect("supportplans:hand-over-detail", sent.pk)
    document = _readable(document_of(client, with_profile=True))
    context = {"client": client, "form": form, "document": document, "possible": receivers.exists(), "asked": True}
    return render(request, "supportplans/hand_over_send.html", context)


def _sent(request: HttpRequest, client: Client, form: SendForm) -> HandOver | None:
    given = form.cleaned_data
    try:
        return operations.send_hand_over(
            client_id=client.pk,
            receiver=given["receiver"],
            consent_by=ConsentBy(given["consent_by"]),
            consent_on=given["consent_on"],
            with_profile=given["with_profile"],
            actor=access.rights(request).actor,
            at=now(),
        )
    except LifeRefusedError as error:
        form.add_error(error.field or None, str(error))
        return None


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def detail(request: HttpRequest, hand_over_id: UUID) -> HttpResponse:
    """Show the document to both sides; who receives it accepts it with a number and a place."""
    rights = access.rights(request)
    found, receives = queries.hand_over(rights, hand_over_id, on=today())
    form = AcceptForm(
        request.POST or None,
        places=places_of(rights, found.receiver) if receives else (),
        initial={"since": today()},
    )
    waits = found.state == HandOverState.SENT
    if receives and waits and form.is_valid() and _accepted(request, found, form):
        messages.success(request, _("Accepted. The wishes and agreements are with the new team."))
        return redirect("supportplans:hand-over-detail", found.pk)
    context = {
        "hand_over": found,
        "document": _readable(found.document),
        "receives": receives,
        "waits": waits,
        "form": form,
        "alike": queries.alike(found) if receives and waits else [],
        "last_day": None if receives else queries.last_day_here(found, on=today()),
    }
    return render(request, "supportplans/hand_over_detail.html", context)


def _readable(document: dict[str, Any]) -> dict[str, Any]:
    """The document with its days as days and codes as words, in the language of the reader."""
    agreements = [
        {**one, "due_on": date.fromisoformat(one["due_on"]) if one["due_on"] else None}
        for one in document.get("agreements", ())
    ]
    answers = list(how_it_answers(document.get("profile") or {}))
    return {**document, "agreements": agreements, "profile": answers} if document else {}


def _accepted(request: HttpRequest, found: HandOver, form: AcceptForm) -> bool:
    given = form.cleaned_data
    unit = access.unit(access.rights(request), given["unit"], Role.ADMINISTRATOR)
    try:
        operations.accept_hand_over(
            hand_over_id=found.pk,
            number=given["number"],
            place=NewPlace(unit, given["law"], given["product"], given["client_group"]),
            since=given["since"],
            actor=access.rights(request).actor,
            at=now(),
        )
    except LifeRefusedError as error:
        form.add_error(error.field or None, str(error))
        return False
    return True


@administrators
@require_POST
def end(request: HttpRequest, hand_over_id: UUID) -> HttpResponse:
    """Send a hand-over back, or take it back: by which side somebody is on."""
    rights = access.rights(request)
    found, receives = queries.hand_over(rights, hand_over_id, on=today())
    state = HandOverState.DECLINED if receives else HandOverState.WITHDRAWN
    try:
        operations.turn_down(hand_over_id=found.pk, state=state, actor=rights.actor, at=now())
    except LifeRefusedError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("It is noted."))
    return redirect("supportplans:hand-over-list")
