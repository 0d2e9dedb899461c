"""What somebody close to a client sees after signing in: no more than the own scope says, today."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from organisations import guests
from organisations.choices import ActorKind
from organisations.clock import today
from organisations.declaring import Door, Rule, declares
from organisations.models import Relative, Representation
from organisations.queries.relatives import beside
from organisations.rules.seeing import why_not
from supportplans.queries.client_file import client_file
from surveys.access import media_of
from surveys.queries.given_answers import given_by
from surveys.views.serving import media_response

View = Callable[..., HttpResponse]


def relatives_only(view: View) -> View:
    """Let in who signed in as a relative and still stands beside a client; the door is shown to visitors."""

    @declares(Rule(Door.RELATIVE))
    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect("near-door")
        somebody = guests.relative(request, on=today())
        if somebody is None:
            raise Http404
        return view(request, somebody, **kwargs)

    return guarded


@require_safe
@relatives_only
def people(request: HttpRequest, somebody: Relative) -> HttpResponse:
    """Show beside whom this relative stands; with one person only, that person at once."""
    found = list(beside(somebody, on=today()))
    if len(found) == 1:
        return redirect("near:person", representation_id=found[0].pk)
    return render(request, "near/people.html", {"relative": somebody, "people": found})


@require_safe
@relatives_only
@transaction.atomic
def person(request: HttpRequest, somebody: Relative, representation_id: UUID) -> HttpResponse:
    """Show what is agreed with one client and what this relative said. Never the client's own words."""
    on = today()
    found = guests.representation(somebody, representation_id, on=on)
    hidden = why_not(found.ground, birth_date=found.client.birth_date, on=on)
    context = {
        "representation": found,
        "client": found.client,
        "why_not": hidden,
        "file": None if hidden else client_file(found.client, on=on),
        "given": given_by(client_id=found.client_id, relative_id=somebody.pk, placeless=found.hide_places),
    }
    _looked(request, found)
    return render(request, "near/person.html", context)


@require_safe
@relatives_only
@transaction.atomic
def media(request: HttpRequest, somebody: Relative, representation_id: UUID, media_id: UUID) -> HttpResponse:
    """Show or play what this relative gave."""
    found = guests.representation(somebody, representation_id, on=today())
    given = media_of(found.client_id, media_id, relative_id=somebody.pk)
    _looked(request, found)
    return media_response(request, given)


def _looked(request: HttpRequest, found: Representation) -> None:
    guests.looked(request, kind=ActorKind.RELATIVE, who=found.relative_id, client=found.client)
