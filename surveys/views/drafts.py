"""Rounds that are being prepared: a new one, and changing or throwing away one."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from organisations.access import requires, rights
from organisations.choices import Role
from organisations.clock import today
from surveys import access
from surveys.choices import RoundStatus
from surveys.forms import RoundForm
from surveys.models import Round
from surveys.operations.rounds import RoundRefusedError, RoundStateError, change_draft, create_round, remove_draft


@requires(Role.QUALITY)
@require_http_methods(["GET", "HEAD", "POST"])
def round_create(request: HttpRequest) -> HttpResponse:
    """Prepare a round."""
    form = RoundForm(request.POST or None, rights=rights(request), on=today())
    made = _kept(form, create_round) if form.is_valid() else None
    if made:
        messages.success(request, _("The round is prepared. Nobody is asked yet."))
        return redirect("surveys:round-detail", made.id)
    return render(request, "surveys/round_create.html", {"form": form})


@requires(Role.QUALITY)
@require_http_methods(["GET", "HEAD", "POST"])
def round_change(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Set a prepared round up anew."""
    draft = access.own_round(rights(request), round_id)
    if draft.status != RoundStatus.DRAFT:
        return redirect("surveys:round-detail", draft.id)
    form = RoundForm(request.POST or None, rights=rights(request), on=today(), draft=draft)
    if form.is_valid() and _kept(form, lambda **plan: change_draft(round_id=draft.id, **plan)):
        messages.success(request, _("The round is changed. Nobody is asked yet."))
        return redirect("surveys:round-detail", draft.id)
    return render(request, "surveys/round_create.html", {"form": form, "round": draft})


def _kept(form: RoundForm, keep: Callable[..., Round]) -> Round | None:
    try:
        return keep(**form.arguments())
    except RoundRefusedError as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
    except RoundStateError as error:
        form.add_error(None, str(error))
    return None


@requires(Role.QUALITY)
@require_http_methods(["GET", "HEAD", "POST"])
def round_remove(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Ask whether a prepared round may go, and throw it away when that is confirmed."""
    draft = access.own_round(rights(request), round_id)
    if draft.status != RoundStatus.DRAFT:
        return redirect("surveys:round-detail", draft.id)
    if request.method != "POST":
        return render(request, "surveys/round_remove.html", {"round": draft})
    try:
        remove_draft(round_id=draft.id)
    except RoundStateError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The prepared round is thrown away."))
    return redirect("surveys:round-list")
