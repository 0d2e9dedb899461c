"""A client's own pages on a tablet of the team: what we do with it, what I said, who looked."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from organisations import access, guests
from organisations.choices import PERSON_ROLES, ActorKind
from organisations.clock import today
from organisations.declaring import Door, Rule, declares
from organisations.models import Client
from organisations.queries.who_looked import who_looked
from organisations.reading import language_of, profile_of
from supportplans.queries.client_file import client_file
from surveys.access import media_of
from surveys.queries.given_answers import given_by
from surveys.views.answering.holding import let_go
from surveys.views.serving import media_response

View = Callable[..., HttpResponse]


def own_page(view: View) -> View:
    """Let in the client who opened their own page on this tablet; each page gives ten more minutes. It is traced."""

    @declares(Rule(Door.CLIENT))
    @wraps(view)
    @require_safe
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        tablet, client = access.device(request), guests.client_at_tablet(request, on=today())
        if tablet is None or client is None:
            return redirect("answering:tablet")
        # Somebody of staff signed in since, in another tab: whoever holds the tablet now is the client.
        guests.sign_staff_out(request)
        with transaction.atomic(), override(language_of(client) or settings.LANGUAGE_CODE):
            guests.looked(request, kind=ActorKind.CLIENT, who=client.pk, client=client)
            response = view(request, client, **kwargs)
        guests.open_own_page(response, client, tablet)
        return response

    return guarded


@own_page
def home(request: HttpRequest, client: Client) -> HttpResponse:
    """Show where a client can go."""
    return render(request, "mine/home.html", _frame(client))


@own_page
def promises(request: HttpRequest, client: Client) -> HttpResponse:
    """Show what the client said last, and what we do with it."""
    return render(request, "mine/promises.html", _frame(client) | {"file": client_file(client, on=today())})


@own_page
def answers(request: HttpRequest, client: Client) -> HttpResponse:
    """Show the client's own latest answers by name, one subject at a time."""
    given = given_by(client_id=client.pk, relative_id=None)
    subjects = Paginator(given.subjects if given else (), 1)
    context = {"given": given, "part": subjects.get_page(request.GET.get("part"))}
    return render(request, "mine/answers.html", _frame(client) | context)


@own_page
def looked(request: HttpRequest, client: Client) -> HttpResponse:
    """Show who looked at what is kept of the client."""
    on = today()
    return render(request, "mine/looked.html", _frame(client) | {"looked": who_looked(client, on=on), "today": on})


@own_page
def media(request: HttpRequest, client: Client, media_id: UUID) -> HttpResponse:
    """Show or play what the client gave."""
    return media_response(request, media_of(client.pk, media_id, relative_id=None))


@require_POST
def close(_request: HttpRequest) -> HttpResponse:
    """Put the tablet to rest."""
    return let_go(redirect("answering:tablet"))


@access.requires(*PERSON_ROLES)
@require_POST
def let_look(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """Give this tablet to the client to look at the own pages; no staff sign-in stays behind."""
    client = access.client(access.rights(request), client_id, on=today())
    tablet = access.device(request)
    if tablet is None or not guests.is_at(tablet, client, on=today()):
        messages.warning(request, _("Make this device a tablet of the team first."))
        return redirect("supportplans:client-detail", client.pk)
    guests.sign_staff_out(request)
    # Whoever was answering here before is not to be reached from these pages.
    response = let_go(redirect("mine:home"))
    guests.open_own_page(response, client, tablet)
    return response


def _frame(client: Client) -> dict[str, Any]:
    profile = profile_of(client)
    return {
        "client": client,
        "pictures": profile.symbols,
        "text_size": profile.text_size,
        "page_language": get_language(),
    }
