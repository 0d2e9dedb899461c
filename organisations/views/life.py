"""What happens in lives: a client dies, leaves, comes back or moves. Each step says beforehand what it does."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from organisations import access
from organisations.choices import DepartureKind, Role
from organisations.clock import now, today
from organisations.forms.life import DepartureForm, FindForm, MoveForm, ReturnForm, UndoForm
from organisations.life import access as lives
from organisations.life.access import KEEPERS
from organisations.models import Client, Departure, Placement
from organisations.operations.departures import LifeRefusedError, NewPlace, note_departure, note_return, undo_departure
from organisations.operations.moves import move_client
from organisations.rules.departures import may_undo

keepers = access.requires(*KEEPERS)


@keepers
def life_list(request: HttpRequest) -> HttpResponse:
    """Find somebody, and see what was noted lately. A search comes with POST and changes nothing."""
    rights = access.rights(request)
    form = FindForm(request.POST or None)
    searched = form.cleaned_data["search"] if form.is_valid() else ""
    context = {
        "form": form,
        "searched": searched,
        "found": lives.found_people(rights, searched, on=today()) if searched else [],
        "administrator": rights.has(Role.ADMINISTRATOR),
        "departures": lives.departures(rights, on=today())[:50],
    }
    return render(request, "organisations/life_list.html", context)


@keepers
def life_person(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """Show one client: where, what was noted, and what can be noted."""
    rights = access.rights(request)
    client = lives.person(rights, client_id, on=today())
    noted = Departure.objects.filter(client=client, undone_at=None, returned_on=None).select_related("noted_by")
    roles = lives.roles_over(rights, client, on=today())
    placements = Placement.objects.filter(client=client).select_related("unit")
    context = {
        "client": client,
        "placements": [(one, _last_day(one)) for one in placements.order_by("-period")],
        "standing": [(one, _may_undo(one, roles)) for one in noted.order_by("-noted_at")],
        "former_numbers": client.former_numbers.order_by("number"),
        "administrator": Role.ADMINISTRATOR in roles,
        "led_team": Role.TEAM_LEADER in roles,
        "today": today(),
    }
    return render(request, "organisations/life_person.html", context)


def _last_day(placement: Placement) -> date | None:
    """The last day on which a placement holds; periods end with the day after it."""
    return placement.period.upper - timedelta(days=1) if placement.period.upper else None


def _may_undo(departure: Departure, roles: Any) -> bool:
    return may_undo(roles, noted_on=localdate(departure.noted_at), today=today())


@keepers
def life_died(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """Note that a client died."""
    client = _person(request, client_id, gone=False)
    words = {"day": _("On which day?"), "sure": _("Yes, %(name)s has died") % {"name": client.first_name}}
    context = {
        "title": _("%(name)s has died") % {"name": client.first_name},
        "happens": [
            _("From now on no letter, no reminder and no invitation is made, and no tablet shows the name."),
            _("Letters that are out there open nothing; who types the code is told kindly that nothing is asked."),
            _("Placements end with this day. Open wishes, agreements and goals end and are kept."),
            _("What was answered before stays counted. What was begun stays sealed."),
        ],
        "back": _("Was it a mistake? You can take it back today; after that an administrator can."),
        "button": _("Note it"),
    }
    return _depart(request, client, DepartureKind.DIED, words, context)


@keepers
def life_left(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """Note that support ended."""
    client = _person(request, client_id, gone=False)
    words = {
        "day": _("Which day was the last?"),
        "sure": _("Yes, support of %(name)s ends") % {"name": client.first_name},
    }
    context = {
        "title": _("Support of %(name)s ends") % {"name": client.first_name},
        "happens": [
            _("Placements end with this day, and from now on nobody is asked about this client."),
            _("Open wishes, agreements and goals end and are kept. When the client comes back they are open again."),
            _("What was answered before stays counted."),
        ],
        "back": _("Does the client go to another provider? Send the hand-over first."),
        "button": _("Note it"),
    }
    return _depart(request, client, DepartureKind.LEFT, words, context)


def _depart(
    request: HttpRequest, client: Client, kind: DepartureKind, words: dict[str, str], context: dict[str, Any]
) -> HttpResponse:
    form = DepartureForm(request.POST or None, initial={"happened_on": _proposed(request)}, **words)

    def note() -> None:
        actor = access.rights(request).actor
        note_departure(
            client_id=client.pk, kind=kind, happened_on=form.cleaned_data["happened_on"], actor=actor, at=now()
        )

    return _step(request, client, form, note, context)


def _proposed(request: HttpRequest) -> date:
    """The day that a link proposes, else today."""
    try:
        return min(today(), date.fromisoformat(request.GET.get("day", "")))
    except ValueError:
        return today()


@keepers
def life_return(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """Note that somebody who left gets support again."""
    client = _person(request, client_id, gone=True)
    if client.died_on or client.left_on is None:
        raise Http404
    form = ReturnForm(
        request.POST or None,
        places=lives.places_of(access.rights(request), client.provider),
        initial={"since": today()},
    )

    def note() -> None:
        given = form.cleaned_data
        unit = access.unit(access.rights(request), given["unit"], *KEEPERS)
        place = NewPlace(unit, given["law"], given["product"], given["client_group"])
        actor = access.rights(request).actor
        note_return(client_id=client.pk, place=place, since=given["since"], actor=actor, at=now())

    context = {
        "title": _("%(name)s gets support again") % {"name": client.first_name},
        "happens": [
            _("What ended with leaving is open again, with the team where the client is now: wishes and goals too."),
            _("In rounds that are still open the client can be asked; make a new letter, the old one stays closed."),
        ],
        "button": _("Note it"),
    }
    return _step(request, client, form, note, context)


@keepers
def life_move(request: HttpRequest, client_id: UUID, placement_id: UUID) -> HttpResponse:
    """Let a client move to another unit of the provider."""
    client = _person(request, client_id, gone=False)
    present = client.placements.filter(period__contains=today()).select_related("unit")
    placement = present.filter(pk=placement_id).first()
    if placement is None:
        raise Http404
    form = MoveForm(
        request.POST or None,
        places=lives.places_of(access.rights(request), client.provider),
        initial={"since": today()},
    )

    def note() -> None:
        unit = access.unit(access.rights(request), form.cleaned_data["unit"], *KEEPERS)
        actor = access.rights(request).actor
        move_client(placement_id=placement.pk, unit=unit, since=form.cleaned_data["since"], actor=actor, at=now())

    context = {
        "title": _("%(name)s moves") % {"name": client.first_name},
        "lead": f"{placement.get_product_display()} · {placement.unit.name}",
        "happens": [
            _("The support goes on in the other unit. Who works there sees this client; who works here no more."),
            _("Open wishes go along. The new team decides who sees to them."),
            _("Answers stay counted in the team where they were asked."),
        ],
        "button": _("Let %(name)s move") % {"name": client.first_name},
    }
    return _step(request, client, form, note, context, done=reverse("organisations:life-list"))


@keepers
def life_undo(request: HttpRequest, departure_id: UUID) -> HttpResponse:
    """Take a note back that was a mistake."""
    rights = access.rights(request)
    departure = lives.departure(rights, departure_id, on=today())
    client = departure.client
    if not _may_undo(departure, lives.roles_over(rights, client, on=today())):
        raise Http404
    form = UndoForm(request.POST if request.method == "POST" else None)

    def note() -> None:
        undo_departure(departure_id=departure.pk, actor=rights.actor, at=now())

    context = {
        "title": _("Take back what was noted about %(name)s?") % {"name": client.first_name},
        "lead": f"{departure.get_kind_display().capitalize()} · {departure.happened_on:%d-%m-%Y}",
        "happens": [
            _("Placements, invitations, letters, wishes, agreements and goals are again as they were before."),
            _("A unit that was closed meanwhile is not opened; then the unit above it gets the placement."),
            _("A hand-over to another provider that was taken back has to be sent again."),
            _("That it was noted, and taken back, stays in the access log."),
        ],
        "button": _("Take it back"),
    }
    return _step(request, client, form, note, context)


def _person(request: HttpRequest, client_id: UUID, *, gone: bool) -> Client:
    client = lives.person(access.rights(request), client_id, on=today())
    if client.is_gone != gone and client.died_on:
        raise Http404
    return client


def _step(
    request: HttpRequest,
    client: Client,
    form: forms.Form,
    note: Callable[[], None],
    context: dict[str, Any],
    done: str = "",
) -> HttpResponse:
    """Show what would happen, and do it when the form is sent and right."""
    if request.method == "POST" and form.is_valid():
        try:
            note()
        except LifeRefusedError as error:
            form.add_error(error.field or None, str(error))
        else:
            messages.success(request, _("It is noted."))
            return redirect(done or reverse("organisations:life-person", args=[client.pk]))
    return render(request, "organisations/life_step.html", {**context, "form": form, "client": client})
