"""Who sees to a wish."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from organisations import access
from organisations.choices import PERSON_ROLES
from organisations.clock import today
from supportplans import access as plans
from supportplans.errors import RejectedError
from supportplans.forms import AssignForm, add_faults
from supportplans.models import Wish
from supportplans.operations import wishes as operations
from supportplans.queries.staff import staff_near


@access.requires(*PERSON_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def assign(request: HttpRequest, wish_id: UUID) -> HttpResponse:
    """Name the person who sees to a wish, and the deputy."""
    wish = plans.wish(access.rights(request), wish_id, on=today())
    form = AssignForm(request.POST or None, wish=wish, candidates=staff_near(wish, on=today()))
    if form.is_valid() and _assigned(form, wish):
        messages.success(request, _("Kept."))
        return redirect("supportplans:client-detail", wish.client_id)
    return render(request, "supportplans/wish_assign.html", {"form": form, "wish": wish, "client": wish.client})


def _assigned(form: AssignForm, wish: Wish) -> bool:
    person, deputy = form.cleaned_data["person"], form.cleaned_data["deputy"]
    try:
        operations.assign(
            wish_id=wish.id,
            person_id=person.id if person else None,
            deputy_id=deputy.id if deputy else None,
            on=today(),
        )
    except RejectedError as error:
        add_faults(form, error.faults)
        return False
    return True
