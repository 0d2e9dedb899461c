"""Rounds: all of them, one of them, and the steps in the life of one."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from organisations.access import requires, rights
from organisations.choices import PERSON_ROLES, Role
from organisations.clock import now
from organisations.queries.taking_over import with_past
from surveys import access
from surveys.access import READERS
from surveys.choices import Mode, RoundStatus
from surveys.forms import FindForm
from surveys.models import Round
from surveys.operations.rounds import (
    RoundStateError,
    close_round,
    open_round,
    why_anonymous_is_closed,
)
from surveys.queries.frame import expected
from surveys.queries.readable import readable_response
from surveys.queries.since_opening import since_opening
from surveys.rules.reasons import Events, shown_events
from surveys.views.response_page import response_page

PAGE = 50


@requires(*READERS)
@require_safe
def round_list(request: HttpRequest) -> HttpResponse:
    """Show the rounds somebody may read, the newest first."""
    found = access.rounds(rights(request)).order_by("-opens_on", "name", "pk")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    may_prepare = rights(request).has(Role.QUALITY)
    return render(request, "surveys/round_list.html", {"page": page, "may_prepare": may_prepare})


@requires(*READERS)
@require_safe
def round_detail(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Show one round: how it was set up, and who answered so far."""
    asking = access.round_(rights(request), round_id)
    own = access.own_rounds(rights(request)).filter(pk=asking.pk).exists()
    find = FindForm(request.GET)
    context = {
        "round": asking,
        "own": own,
        "asked": asking.releases.select_related("release").defer("release__definition"),
    }
    if asking.status == RoundStatus.DRAFT:
        return render(request, "surveys/round_draft.html", context)
    find.is_valid()
    found = readable_response(asking, rights(request))
    closed = asking.status == RoundStatus.CLOSED
    shown = response_page(found, find.cleaned_data, request.GET.get("page"), closed=closed)
    results = bool(found.units) and asking.snapshot.exists()
    reads_all = shown.whole is not None and shown.whole.unit.node.unit_id == asking.owner_id
    events = _events(request, asking) if reads_all else None
    context |= {"shown": shown, "find": find, "results": results, "events": events}
    return render(request, "surveys/round_detail.html", context)


def _events(request: HttpRequest, asking: Round) -> Events:
    """What happened since the round opened, for who reads the whole of it."""
    paths = with_past(rights(request)).paths(*PERSON_ROLES)
    return shown_events(since_opening(asking.pk), sees_persons=asking.owner.path.startswith(paths or ("-",)))


@requires(Role.QUALITY)
@require_http_methods(["GET", "HEAD", "POST"])
def round_open(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Say how many people will be asked, and open the round when that is confirmed."""
    asking = access.own_round(rights(request), round_id)
    if asking.status != RoundStatus.DRAFT:
        return redirect("surveys:round-detail", asking.id)
    if request.method == "POST" and _opened(request, asking):
        return redirect("surveys:round-detail", asking.id)
    why_not = why_anonymous_is_closed() if asking.mode == Mode.ANONYMOUS else ""
    context = {"round": asking, "expected": expected(asking), "why_not": why_not}
    return render(request, "surveys/round_open.html", context)


def _opened(request: HttpRequest, asking: Round) -> bool:
    try:
        open_round(round_id=asking.id, at=now())
    except RoundStateError as error:
        messages.error(request, str(error))
        return False
    messages.success(request, _("The round is open. Support workers now see whom they can ask."))
    return True


@requires(Role.QUALITY)
@require_http_methods(["GET", "HEAD", "POST"])
def round_close(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Say what closing means, and close the round when that is confirmed."""
    asking = access.own_round(rights(request), round_id)
    if asking.status != RoundStatus.OPEN:
        return redirect("surveys:round-detail", asking.id)
    if request.method == "POST":
        close_round(round_id=asking.id, at=now())
        messages.success(request, _("The round is closed. The results are being made."))
        return redirect("surveys:round-detail", asking.id)
    return render(request, "surveys/round_close.html", {"round": asking})
