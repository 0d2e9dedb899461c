"""The only getters for who is no staff: a relative who signed in, and a client at a tablet of the team."""

from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from organisations.access import below, device
from organisations.choices import Action, ActorKind
from organisations.data import Actor
from organisations.models import Client, Device, Placement, Relative, Representation, User
from organisations.operations.traces import event, keep
from organisations.queries.relatives import beside, standing_relatives
from organisations.tracing import reference

MINE_COOKIE = "mine"
"""Says which client opened their own page on this tablet."""
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
    held = request.get_signed_cookie(MINE_COOKIE, default="", salt=MINE_COOKIE, max_age=MINE_SECONDS)
    client_id, _dot, device_id = (held or "").partition(".")
    if tablet is None or device_id != str(tablet.pk):
        return None
    here = Placement.objects.filter(
        below((tablet.unit.path,), "unit__path"), client=OuterRef("pk"), period__contains=on
    )
    living = Client.objects.filter(Exists(here), died_on=None, left_on=None)
    return living.select_related("profile", "provider").filter(pk=client_id).first()


def open_own_page(response: HttpResponse, client: Client, tablet: Device) -> None:
    """Let the next pages on this tablet be the client's own, for ten minutes since the last one."""
    response.set_signed_cookie(
        MINE_COOKIE,
        f"{client.pk}.{tablet.pk}",
        salt=MINE_COOKIE,
        max_age=MINE_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def close_own_page(response: HttpResponse) -> None:
    """Leave nothing of the client on this tablet."""
    response.delete_cookie(MINE_COOKIE, samesite="Lax")


def looked(request: HttpRequest, *, kind: ActorKind, who: UUID, client: Client) -> None:
    """Keep in the access log that a relative or the client looked at the page of this request.

    To be called inside the transaction in which the page is made.
    """
    page = request.resolver_match.view_name if request.resolver_match else ""
    actor = Actor(kind, who, (), reference(request))
    seen = event(actor=actor, action=Action.VIEW, client_id=client.pk, provider_id=client.provider_id, page=page)
    keep([seen])
