"""The tree of units, and the organisation's own words."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from organisations import access
from organisations.choices import Role
from organisations.clock import today
from organisations.forms.units import NewUnitForm, UnitForm, WordingForm
from organisations.models import Unit, Wording
from organisations.operations.units import (
    NameTakenError,
    UnitInUseError,
    add_unit,
    change_unit,
    remove_unit,
    set_wording,
)
from organisations.queries.units import branches, chain, clients_per_unit, holds_anybody, within_provider

administrators = access.requires(Role.ADMINISTRATOR)


def _unit(request: HttpRequest, unit_id: UUID) -> Unit:
    return access.unit(access.rights(request), unit_id, Role.ADMINISTRATOR)


def _way_back(request: HttpRequest, unit: Unit) -> list[Unit]:
    return chain(unit, access.rights(request).paths(Role.ADMINISTRATOR))


@administrators
def unit_list(request: HttpRequest) -> HttpResponse:
    """Show the whole tree below the units that somebody administers."""
    units = access.units(access.rights(request), Role.ADMINISTRATOR)
    return render(request, "organisations/unit_list.html", {"branches": branches(units, on=today())})


@administrators
def unit_detail(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Show one unit, what lies directly below it, and what can be done with it."""
    unit = _unit(request, unit_id)
    below = Unit.objects.filter(path__startswith=unit.path)
    context = {
        "unit": unit,
        "chain": _way_back(request, unit),
        "children": below.filter(depth=unit.depth + 1).order_by("name"),
        "clients": sum(clients_per_unit(below, on=today()).values()),
    }
    return render(request, "organisations/unit_detail.html", context)


@administrators
def unit_add(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Add a unit below another."""
    parent = _unit(request, unit_id)
    form = NewUnitForm(request.POST or None, within_provider=within_provider(parent))
    if request.method == "POST" and form.is_valid():
        try:
            child = add_unit(parent=parent, **form.cleaned_data)
        except NameTakenError:
            form.add_error("name", _("There is a unit with this name here already. Choose another name."))
        else:
            messages.success(request, _("%(unit)s is added.") % {"unit": child.name})
            return redirect("organisations:unit-detail", unit_id=child.pk)
    context = {"unit": parent, "chain": [*_way_back(request, parent), parent], "form": form}
    return render(request, "organisations/unit_add.html", context)


@administrators
def unit_change(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Change the name of a unit, or what its level is called."""
    unit = _unit(request, unit_id)
    name = unit.name
    form = UnitForm(request.POST or None, instance=unit)
    if request.method == "POST" and form.is_valid():
        try:
            change_unit(unit=unit, **form.cleaned_data)
        except NameTakenError:
            form.add_error("name", _("There is a unit with this name here already. Choose another name."))
        else:
            messages.success(request, _("The change is saved."))
            return redirect("organisations:unit-detail", unit_id=unit.pk)
    context = {"unit": unit, "name": name, "chain": _way_back(request, unit), "form": form}
    return render(request, "organisations/unit_change.html", context)


@administrators
def unit_remove(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Ask, and then remove a unit that nothing hangs on."""
    unit = _unit(request, unit_id)
    context = {"unit": unit, "chain": _way_back(request, unit), "in_use": holds_anybody(unit)}
    if request.method == "POST":
        try:
            remove_unit(unit=unit)
        except UnitInUseError:
            return render(request, "organisations/unit_remove.html", {**context, "in_use": True}, status=409)
        messages.success(request, _("%(unit)s is removed.") % {"unit": unit.name})
        return redirect("organisations:unit-list")
    return render(request, "organisations/unit_remove.html", context)


@administrators
def wording_change(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Set the organisation's own words on a unit and all below it."""
    unit = _unit(request, unit_id)
    form = WordingForm(request.POST or None, instance=Wording.objects.filter(unit=unit).first())
    if request.method == "POST" and form.is_valid():
        set_wording(unit=unit, words=form.cleaned_data)
        messages.success(request, _("The words are saved. They hold here and everywhere below."))
        return redirect("organisations:unit-detail", unit_id=unit.pk)
    context = {"unit": unit, "chain": [*_way_back(request, unit), unit], "form": form}
    return render(request, "organisations/wording_change.html", context)
