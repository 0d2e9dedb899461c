"""Tablets: which there are, pairing one, taking one away."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from organisations import access, tablet_cookies
from organisations.choices import Role
from organisations.clock import now
from organisations.forms.devices import PairForm
from organisations.operations.devices import pair_device, revoke_device
from organisations.queries.devices import devices_below
from organisations.queries.trees import places_below
from organisations.rules.units import Place

ROLES = (Role.SUPPORT_WORKER, Role.TEAM_LEADER, Role.ADMINISTRATOR)
TABLET_PAGE = "/tablet/"  # a page of a room that is not known here
YEAR_SECONDS = 365 * 24 * 60 * 60
tablet_roles = access.requires(*ROLES)


@tablet_roles
def device_list(request: HttpRequest) -> HttpResponse:
    """List the tablets of one's units: those in use, and those that were taken away."""
    devices = devices_below(access.rights(request).paths(*ROLES))
    context = {
        "in_use": [device for device in devices if not device.revoked_at],
        "revoked": [device for device in devices if device.revoked_at],
    }
    return render(request, "organisations/device_list.html", context)


@tablet_roles
def device_revoke(request: HttpRequest, device_id: UUID) -> HttpResponse:
    """Ask, and then let a tablet no longer in."""
    devices = devices_below(access.rights(request).paths(*ROLES)).filter(revoked_at=None)
    device = get_object_or_404(devices, pk=device_id)
    if request.method == "POST":
        revoke_device(device=device, at=now())
        messages.success(request, _("%(tablet)s can no longer be used.") % {"tablet": device.name})
        return redirect("organisations:device-list")
    return render(request, "organisations/device_revoke.html", {"device": device})


@tablet_roles
def tablet_pair(request: HttpRequest) -> HttpResponse:
    """Make this browser a tablet of a unit. The sign-in ends: none may live on a tablet that clients use."""
    rights = access.rights(request)
    places = places_below(rights.paths(*ROLES))
    form = PairForm(request.POST or None, places=places, initial={"name": _usual_name(places)})
    if request.method == "POST" and form.is_valid():
        unit = access.unit(rights, form.cleaned_data["unit"], *ROLES)
        _device, token = pair_device(unit=unit, name=form.cleaned_data["name"], staff=access.myself(request), at=now())
        logout(request)
        return _with_token(redirect(TABLET_PAGE), token)
    return render(request, "organisations/tablet_pair.html", {"form": form, "device": access.device(request)})


def _usual_name(places: tuple[Place, ...]) -> str:
    """Return a name that will do for the tablet of somebody with one team; with more places they name it themselves."""
    return _("Tablet of %(unit)s") % {"unit": places[0].names[-1]} if len(places) == 1 else ""


def _with_token(response: HttpResponse, token: str) -> HttpResponse:
    tablet_cookies.put(response, tablet_cookies.DEVICE, token, seconds=YEAR_SECONDS)
    return response
