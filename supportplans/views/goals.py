"""The goals of a client."""

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
from supportplans import access as plans
from supportplans.errors import RejectedError
from supportplans.forms import GoalForm, add_faults
from supportplans.operations.goals import add_goal, end_goal


@access.requires(*PERSON_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """Write down a goal that the client wants."""
    client = access.client(access.rights(request), client_id, on=today())
    form = GoalForm(request.POST or None)
    if form.is_valid() and _added(form, request, client):
        messages.success(request, _("The goal is written down."))
        return redirect("supportplans:client-detail", client.id)
    return render(request, "supportplans/goal_create.html", {"form": form, "client": client})


@access.requires(*PERSON_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, goal_id: UUID) -> HttpResponse:
    """Ask whether this is no goal any more, and end it."""
    goal = plans.goal(access.rights(request), goal_id, on=today())
    if request.method == "POST":
        end_goal(goal_id=goal.id, at=now())
        messages.success(request, _("This is no goal any more. What was said about it stays."))
        return redirect("supportplans:client-detail", goal.client_id)
    return render(request, "supportplans/goal_end.html", {"goal": goal, "client": goal.client})


def _added(form: GoalForm, request: HttpRequest, client: Client) -> bool:
    words, wanted = form.cleaned_data["words"], form.cleaned_data["whose"] == "client"
    try:
        add_goal(
            client=client, words=words, wanted_by_client=wanted, staff_id=access.rights(request).staff_id, at=now()
        )
    except RejectedError as error:
        add_faults(form, error.faults)
        return False
    return True
