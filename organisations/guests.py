"""The only getters for who is no staff: a relative who signed in, and a client at a tablet of the team."""

from datetime import date
from uuid import UUID

from django.conf import settings
from django.contrib.auth import logout
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from organisations import tablet_cookies
from organisations.access import below, device
from organisations.choices import Action, ActorKind
from organisations.data import Actor
from organisations.models import Client, Device, Placement, Relative, Representation, User
from organisations.operations.traces import event, keep
from organisations.queries.relatives import beside, standing_relatives
from organisations.tablet_cookies import MINE
from organisations.tracing import reference

MINE_SECONDS = 10 * 60


def relative(request: HttpRequest, *, on: date) -> Relative | None:
    """Return the relative who signed in; None for anybody else, and once the letter or the standing ended."""
    if not isinstance(request.user, User):
        return None
    return standing_relatives(on=on).filter(user=request.user).select_related("provider").first()


def representation(somebody: Relative, representation_id: UUID, *, on: date) -> Representation:
    """Return beside whom a relative stands on a day; raises `Http404` for a stranger."""
    return get_object_or_404(beside(somebody, on=on), pk=representation_id)


def client_at_tablet(request: HttpRequest, *, on: date) -> Client | None:
    """Return the living client who opened their own page on this tablet a moment ago and is placed at it; else None."""
    tablet = device(request)
    client_id, _dot, device_id = tablet_cookies.signed(request, MINE, seconds=MINE_SECONDS).partition(".")
    if tablet is None or device_id != str(tablet.pk):
        return None
    return _clients_at(tablet, on=on).select_related("profile", "provider").filter(pk=client_id).first()


def is_at(tablet: Device, client: Client, *, on: date) -> bool:
    """Return whether a client is placed at a tablet on a day."""
    return _clients_at(tablet, on=on).filter(pk=client.pk).exists()


def _clients_at(tablet: Device, *, on: date) -> QuerySet[Client]:
    here = Placement.objects.filter(
        below((tablet.unit.path,), "unit__path"), client=OuterRef("pk"), period__contains=on
    )
    return Client.objects.filter(Exists(here), died_on=None, left_on=None)


def open_own_page(response: HttpResponse, client: Client, tablet: Device) -> None:
    """Let the next pages on this tablet be the client's own, for ten minutes since the last one."""
    tablet_cookies.put_signed(response, MINE, f"{client.pk}.{tablet.pk}", seconds=MINE_SECONDS)


def sign_staff_out(request: HttpRequest) -> None:
    """End a sign-in that this browser may still hold: nobody stays signed in behind a client."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        logout(request)


def looked(request: HttpRequest, *, kind: ActorKind, who: UUID, client: Client) -> None:
    """Keep in the access log that a relative or the client looked at the page of this request.

    To be called inside the transaction in which the page is made.
    """
    page = request.resolver_match.view_name if request.resolver_match else ""
    actor = Actor(kind, who, (), reference(request))
    seen = event(actor=actor, action=Action.VIEW, client_id=client.pk, provider_id=client.provider_id, page=page)
    keep([seen])
