"""Looking along: what I am asked about clients myself, and for which of my clients somebody lacks."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from organisations.access import requires, rights
from organisations.choices import PERSON_ROLES
from organisations.clock import now, today
from surveys import access
from surveys.operations.errors import NotToBeAskedError
from surveys.operations.sessions import open_for_staff
from surveys.queries.cases import own_parts, unfinished
from surveys.views.answering.holding import hold

PAGE = 50


@requires(*PERSON_ROLES)
@require_safe
def looking(request: HttpRequest) -> HttpResponse:
    """Show what waits for whoever is signed in, and the clients about whom others still have to answer."""
    mine = rights(request)
    waiting = unfinished(access.cases(mine, on=today()))
    page = Paginator(waiting, PAGE).get_page(request.GET.get("page"))
    return render(request, "surveys/looking.html", {"own": own_parts(mine.staff_id), "page": page})


@requires(*PERSON_ROLES)
@require_POST
def answer(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    """Open the questions that somebody is asked as the person they are signed in as, who stays signed in."""
    part = access.own_part(rights(request), invitation_id)
    try:
        opened = open_for_staff(invitation_id=part.pk, at=now())
    except NotToBeAskedError:
        messages.error(request, _("This is not asked any more: there is an answer, or the round is not open."))
        return redirect("surveys:looking")
    return hold(redirect("answering:start"), opened, shared=False)
