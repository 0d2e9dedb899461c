"""Which roles people get who sign in through an identity provider."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organisations import access
from organisations.choices import Role
from organisations.clock import today
from organisations.forms.identity import ClaimRoleForm
from organisations.operations.claimed_roles import AlreadyMappedError, map_claim, unmap_claim
from organisations.queries.identities import (
    administered,
    administered_claim_role,
    administered_one,
    known_value,
    pages_about,
)
from organisations.queries.trees import places_below

administrators = access.requires(Role.ADMINISTRATOR)


@administrators
def connection_list(request: HttpRequest) -> HttpResponse:
    """List the connections of one's units: what stands for which role, and what stands for none yet."""
    context = {"about": pages_about(administered(access.rights(request)))}
    return render(request, "identity/connection_list.html", context)


@administrators
def claim_add(request: HttpRequest, key: str) -> HttpResponse:
    """Let something that the identity provider says stand for a role; it can be one that it said already."""
    rights = access.rights(request)
    one, unit = administered_one(rights, key)
    initial = {"value": known_value(one, request.GET.get("seen", ""))}
    form = ClaimRoleForm(request.POST or None, places=places_below((unit.path,)), initial=initial)
    if request.method == "POST" and form.is_valid():
        place = access.unit(rights, form.cleaned_data["unit"], Role.ADMINISTRATOR)
        try:
            map_claim(
                connection=one,
                value=form.cleaned_data["value"],
                role=Role(form.cleaned_data["role"]),
                unit=place,
                actor=rights.actor,
            )
        except AlreadyMappedError:
            form.add_error("value", _("This stands for this role already."))
        else:
            messages.success(request, _("From their next sign-in on, people get this role."))
            return redirect("organisations:connection-list")
    return render(request, "identity/claim_add.html", {"form": form, "connection": one})


@administrators
def claim_remove(request: HttpRequest, mapping_id: UUID) -> HttpResponse:
    """Ask, and then let something stand for a role no more; people lose that role at once."""
    rights = access.rights(request)
    mapped = administered_claim_role(rights, mapping_id)
    if request.method == "POST":
        count = unmap_claim(mapped=mapped, on=today(), actor=rights.actor)
        words = ngettext(
            "This stands for no role any more. The role ended for %(count)s person.",
            "This stands for no role any more. The role ended for %(count)s people.",
            count,
        )
        messages.success(request, words % {"count": count})
        return redirect("organisations:connection-list")
    return render(request, "identity/claim_remove.html", {"mapped": mapped})
