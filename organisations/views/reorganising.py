"""A unit is merged, split, moved, closed or opened again, each with what goes along."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from organisations import access
from organisations.choices import Role
from organisations.clock import now, today
from organisations.forms.life import SplitForm, TargetForm, UndoForm
from organisations.models import Placement, RoleAssignment, Unit
from organisations.operations.reorganising import (
    ReorganisationRefusedError,
    UnitPlan,
    close_unit,
    merge_units,
    move_unit,
    provider_path,
    reopen_unit,
    split_unit,
    standing,
)
from organisations.queries.trees import places_below
from organisations.rules.units import Place

administrators = access.requires(Role.ADMINISTRATOR)


def _unit(request: HttpRequest, unit_id: UUID) -> Unit:
    return access.unit(access.rights(request), unit_id, Role.ADMINISTRATOR)


@administrators
def unit_merge(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Bring everybody and everything of a unit into another one, and close it."""
    unit = _unit(request, unit_id)
    form = TargetForm(request.POST or None, places=_others(request, unit))

    plan = standing(unit, on=today())

    def do() -> None:
        merge_units(unit=unit, into=_target(request, form), actor=access.rights(request).actor, at=now())

    context = {
        "title": _("Merge %(unit)s with another unit") % {"unit": unit.name},
        "happens": [*_along(plan), *_from_sign_in(plan), _closes(unit), _is_read(unit), *_whole()],
        "back": _("This cannot be undone by a button. People can be placed in another unit again, one by one."),
        "button": _("Merge"),
    }
    return _step(request, unit, form, do, context)


@administrators
def unit_split(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Bring some clients of a unit into another one."""
    unit = _unit(request, unit_id)
    living = {"client__died_on": None, "client__left_on": None}
    present = Placement.objects.filter(unit=unit, period__contains=today(), **living).select_related("client")
    staff = RoleAssignment.objects.filter(unit=unit, period__contains=today()).select_related("staff")
    if unit.is_provider or provider_path(unit):
        access.rights(request).note(None, _keeper(unit), f"unit:{unit.pk}")
    form = SplitForm(
        request.POST or None,
        places=_others(request, unit),
        present=present.order_by("client__first_name", "client__last_name", "pk"),
        staff=staff.order_by("staff__name", "role"),
    )

    def do() -> None:
        given = form.cleaned_data
        split_unit(
            unit=unit,
            into=_target(request, form),
            placement_ids=given["placements"],
            role_ids=given["roles"],
            actor=access.rights(request).actor,
            at=now(),
        )

    context = {
        "title": _("Split %(unit)s") % {"unit": unit.name},
        "happens": [
            _("The chosen clients get their support in the other unit from today on. Their wishes go along."),
            _("Is there no such unit yet? Add it first, under the unit above this one."),
            *_split_from_sign_in(standing(unit, on=today())),
            *_whole(),
        ],
        "button": _("Split"),
    }
    return _step(request, unit, form, do, context)


@administrators
def unit_move(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Hang a unit under another one."""
    unit = _unit(request, unit_id)
    form = TargetForm(request.POST or None, places=_others(request, unit, under=True))

    def do() -> None:
        move_unit(unit=unit, under=_target(request, form), actor=access.rights(request).actor, at=now())

    context = {
        "title": _("Move %(unit)s to another place in the tree") % {"unit": unit.name},
        "happens": [
            _("Everything below it goes along."),
            _("Roles on a unit above it hold or no longer hold, by its new place."),
            *_whole(),
        ],
        "button": pgettext("a unit", "Move"),
    }
    return _step(request, unit, form, do, context)


@administrators
def unit_close(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Close a unit in which nobody is placed, or open a closed one again."""
    unit = _unit(request, unit_id)
    form = UndoForm(request.POST if request.method == "POST" else None)
    actor = access.rights(request).actor
    if unit.closed_on:
        return _step(request, unit, form, lambda: reopen_unit(unit=unit, actor=actor), _reopening(unit))
    plan = standing(unit, on=today())
    context = {
        "title": _("Close %(unit)s?") % {"unit": unit.name},
        "happens": [
            *_first(plan),
            *_ending(plan),
            _closes(unit),
            _("Does another unit take over the work? Then merge: who leads that one reads what was asked here."),
            *_whole(),
        ],
        "back": _("You can open it again later; roles and tablets are not brought back."),
        "button": _("Close"),
    }
    return _step(request, unit, form, lambda: close_unit(unit=unit, actor=actor, at=now()), context)


def _reopening(unit: Unit) -> dict[str, Any]:
    happens = [_("It is a choice again everywhere. People, roles and tablets are not brought back.")]
    if unit.merged_into_id:
        happens.append(_("What was asked here is no longer read by who leads the unit that took it over."))
    return {
        "title": _("Open %(unit)s again?") % {"unit": unit.name},
        "happens": happens,
        "button": _("Open again"),
    }


def _along(plan: UnitPlan) -> list[str]:
    """What goes along, a sentence each."""
    counts = [
        (
            plan.placements,
            ngettext("%(count)s placement goes along.", "%(count)s placements go along.", plan.placements),
        ),
        (plan.roles, ngettext("%(count)s role goes along.", "%(count)s roles go along.", plan.roles)),
        (plan.devices, ngettext("%(count)s tablet goes along.", "%(count)s tablets go along.", plan.devices)),
    ]
    said = [sentence % {"count": count} for count, sentence in counts if count]
    return said + [
        _("Goes along too: %(label)s (%(count)s).") % {"label": o.label, "count": o.moves} for o in plan.others
    ]


def _first(plan: UnitPlan) -> list[str]:
    """What has to be done before a unit can be closed."""
    if not plan.placements:
        return []
    sentence = ngettext(
        "First give %(count)s client another place, or merge this unit with another one.",
        "First give %(count)s clients another place, or merge this unit with another one.",
        plan.placements,
    )
    return [sentence % {"count": plan.placements}]


def _from_sign_in(plan: UnitPlan) -> list[str]:
    """What becomes of roles that come from the sign-in of an organisation; nothing where there are none."""
    if not plan.claims and not plan.vouched:
        return []
    return [
        _("A role that comes from sign-in still comes from there: what stands for it here stands for the other unit."),
        _("See under Roles from sign-in that it is right, and tell whoever keeps the groups of the organisation."),
    ]


def _split_from_sign_in(plan: UnitPlan) -> list[str]:
    if not plan.vouched:
        return []
    return [
        _("A role that comes from sign-in ends in the other unit at the next sign-in, if nothing stands for it there."),
        _("So say first, under Roles from sign-in, what stands for it in the other unit."),
    ]


def _ending(plan: UnitPlan) -> list[str]:
    """What ends, a sentence each; nothing of what there is none of."""
    counts = [
        (plan.roles, ngettext("%(count)s role ends.", "%(count)s roles end.", plan.roles)),
        (plan.devices, ngettext("%(count)s tablet stops working.", "%(count)s tablets stop working.", plan.devices)),
    ]
    return [sentence % {"count": count} for count, sentence in counts if count]


def _closes(unit: Unit) -> str:
    return _("%(unit)s is closed: it is no choice any more. What was asked there can still be read.") % {
        "unit": unit.name
    }


def _is_read(unit: Unit) -> str:
    return _("Who leads the other unit reads what was asked in %(unit)s, as was done there.") % {"unit": unit.name}


def _whole() -> list[str]:
    return [_("Rounds that are open keep their own tree: response and results still add up.")]


def _others(request: HttpRequest, unit: Unit, *, under: bool = False) -> tuple[Place, ...]:
    """The open units of the same provider that somebody administers; for moving, not those below the unit."""
    places = places_below(access.rights(request).paths(Role.ADMINISTRATOR))
    path = provider_path(unit)
    inside = set(Unit.objects.filter(path__startswith=path or "-").values_list("pk", flat=True))
    barred = set(Unit.objects.filter(path__startswith=unit.path).values_list("pk", flat=True)) if under else {unit.pk}
    return tuple(place for place in places if place.unit_id in inside - barred)


def _target(request: HttpRequest, form: forms.Form) -> Unit:
    return access.unit(access.rights(request), form.cleaned_data["unit"], Role.ADMINISTRATOR)


def _keeper(unit: Unit) -> UUID:
    found: UUID = Unit.objects.values_list("pk", flat=True).get(path=provider_path(unit))
    return found


def _step(
    request: HttpRequest, unit: Unit, form: forms.Form, do: Callable[[], None], context: dict[str, Any]
) -> HttpResponse:
    """Show what would happen, and do it when the form is sent and right."""
    if request.method == "POST" and form.is_valid():
        try:
            do()
        except ReorganisationRefusedError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("It is done."))
            return redirect("organisations:unit-detail", unit_id=unit.pk)
    return render(request, "organisations/unit_step.html", {**context, "form": form, "unit": unit})
