"""The only getters of protected rows for views. Whoever may not see something is told that it does not exist (404)."""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from organisations import tablet_cookies
from organisations.choices import PERSON_ROLES, Role
from organisations.data import NOBODY, Grant, Rights
from organisations.declaring import Door, Rule, declares, staff
from organisations.models import (
    Client,
    ClientPhoto,
    Device,
    EmergencyAccess,
    OwnPicture,
    PictureSet,
    Placement,
    Representation,
    RoleAssignment,
    Staff,
    Unit,
    User,
)
from organisations.queries.devices import device_by_token
from organisations.queries.trees import below, paths_above
from organisations.tracing import keep_notes

__all__ = [
    "DEVICE_COOKIE",
    "below",
    "client",
    "client_photo",
    "clients",
    "device",
    "kept_units",
    "myself",
    "own_picture",
    "picture",
    "picture_set",
    "reached",
    "representation",
    "requires",
    "rights",
    "rights_of",
    "signed_in",
    "unit",
    "units",
]

DEVICE_COOKIE = tablet_cookies.DEVICE
NO_ONE = UUID(int=0)
P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def rights_of(user: User | AnonymousUser, *, on: date, at: datetime | None = None, source: str = "") -> Rights:
    """Return what a user may do on a day: the roles of its staff record whose period holds that day. One query.

    at: the moment at which clients who were opened in an emergency count too; without it none does. source: a
    reference to the sign-in, for the access log.
    """
    if not isinstance(user, User) or not user.is_active:
        return NOBODY
    assignments = list(_assignments(user, on, at))
    if not assignments:
        return NOBODY
    staff = assignments[0].staff
    opened: list[UUID] = getattr(assignments[0], "opened")  # noqa: B009 -- an annotation, unknown to the types
    return Rights(
        staff_id=staff.id,
        name=staff.name,
        grants=tuple(map(_grant, assignments)),
        opened=tuple(opened),
        source=source,
    )


def _assignments(user: User, on: date, at: datetime | None) -> QuerySet[RoleAssignment]:
    here = ExpressionWrapper(OuterRef("unit__path"), output_field=CharField())
    providers_above = Unit.objects.filter(is_provider=True).annotate(here=here).filter(here__startswith=F("path"))
    opened = EmergencyAccess.objects.filter(staff=OuterRef("staff"), ends_at__gt=at) if at else _none_opened()
    return (
        RoleAssignment.objects.filter(staff__user=user, period__contains=on)
        .select_related("staff", "unit")
        .annotate(
            provider=Subquery(providers_above.order_by("-depth").values("pk")[:1]),
            opened=ArraySubquery(opened.values("client")),
        )
        .order_by("unit__path", "role")
    )


def _none_opened() -> QuerySet[EmergencyAccess]:
    return EmergencyAccess.objects.filter(pk=NO_ONE)


def _grant(assignment: RoleAssignment) -> Grant:
    provider: UUID | None = getattr(assignment, "provider")  # noqa: B009 -- an annotation, unknown to the types
    return Grant(Role(assignment.role), assignment.unit_id, assignment.unit.path, provider is not None, provider)


def units(rights: Rights, *roles: Role) -> QuerySet[Unit]:
    """Return the units at or below those where one of the roles is held."""
    found: QuerySet[Unit] = Unit.objects.filter(below(rights.paths(*roles)))
    return found


def unit(rights: Rights, unit_id: UUID, *roles: Role) -> Unit:
    """Return one such unit; raises `Http404` for a stranger."""
    return get_object_or_404(units(rights, *roles), pk=unit_id)


def kept_units(rights: Rights) -> QuerySet[Unit]:
    """Return the units of which somebody keeps the access log, by name."""
    kept: QuerySet[Unit] = Unit.objects.filter(pk__in=[grant.unit_id for grant in rights.outermost(Role.LOG_KEEPER)])
    return kept.order_by("name")


def clients(rights: Rights, *, on: date) -> QuerySet[Client]:
    """Return the clients whom somebody may see, for a list; the access log keeps for which units a list was shown."""
    for grant in rights.outermost(*PERSON_ROLES):
        if grant.provider_id:
            rights.note(None, grant.provider_id, f"unit:{grant.unit_id}")
    return reached(rights, on=on)


def reached(rights: Rights, *, on: date) -> QuerySet[Client]:
    """Return the same clients as a condition on what is about one of them; whoever gives that out notes it.

    They have a placement on that day in a unit where a role over persons is held, or were opened in an emergency.

    Who died or left is not among them from the moment that it was noted, also on the last day itself.
    """
    here = Placement.objects.filter(
        below(rights.paths(*PERSON_ROLES), "unit__path"), client=OuterRef("pk"), period__contains=on
    )
    may = Q(Exists(here))
    if rights.opened:
        may |= Q(pk__in=rights.opened, provider__in=rights.providers(*PERSON_ROLES))
    return Client.objects.filter(may, died_on=None, left_on=None)


def client(rights: Rights, client_id: UUID, *, on: date) -> Client:
    """Return one such client; raises `Http404` for a stranger."""
    found = get_object_or_404(reached(rights, on=on).select_related("profile", "provider"), pk=client_id)
    rights.note(found.pk, found.provider_id, "client")
    return found


def representation(rights: Rights, representation_id: UUID, *, on: date) -> Representation:
    """Return who stands beside one such client; raises `Http404` for a stranger."""
    beside = Representation.objects.filter(client__in=reached(rights, on=on))
    found = get_object_or_404(beside.select_related("client", "relative__user", "provider"), pk=representation_id)
    rights.note(found.client_id, found.provider_id, f"representation:{found.pk}")
    return found


def client_photo(rights: Rights, photo_id: UUID, *, on: date) -> ClientPhoto:
    """Return a photo of one such client; raises `Http404` for a stranger."""
    photos = ClientPhoto.objects.filter(client__in=reached(rights, on=on)).select_related("client")
    found = get_object_or_404(photos, pk=photo_id)
    rights.note(found.client_id, found.provider_id, f"photo:{found.pk}")
    return found


def picture_set(rights: Rights, set_id: UUID) -> PictureSet:
    """Return a set of pictures of a unit that somebody administers; raises `Http404` for a stranger."""
    sets = PictureSet.objects.filter(below(rights.paths(Role.ADMINISTRATOR), "unit__path"))
    return get_object_or_404(sets.select_related("unit", "confirmed_by"), pk=set_id)


def own_picture(rights: Rights, picture_id: UUID) -> OwnPicture:
    """Return a picture of such a set; raises `Http404` for a stranger."""
    pictures = OwnPicture.objects.filter(below(rights.paths(Role.ADMINISTRATOR), "picture_set__unit__path"))
    return get_object_or_404(pictures.select_related("picture_set__unit"), pk=picture_id)


def picture(rights: Rights, picture_id: UUID) -> OwnPicture:
    """Return a picture that holds where somebody has any role, or below it; raises `Http404` for a stranger."""
    paths = rights.paths(*Role)
    above = [path for own in paths for path in paths_above(own)]
    holds = below(paths, "picture_set__unit__path") | Q(picture_set__unit__path__in=above)
    return get_object_or_404(OwnPicture.objects.filter(holds), pk=picture_id)


def requires(*roles: Role) -> Callable[[View[P]], View[P]]:
    """Let a view in for any of the roles. Visitors are asked to sign in; for others the page does not exist.

    The page is one transaction, and the access log keeps in it about whom the page was: all of it stands, or nothing.
    """

    def decorate(view: View[P]) -> View[P]:
        @declares(staff(*roles))
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if first := rights(request).waits:
                return redirect(first)
            if not rights(request).has(*roles):
                raise Http404
            with transaction.atomic():
                response = view(request, *args, **kwargs)
                keep_notes(request, response, rights(request))
                return response

        return guarded

    return decorate


def signed_in(view: View[P]) -> View[P]:
    """Let a view in for everybody who is signed in, once what has to be done first is done, perhaps on this page."""

    @declares(Rule(Door.SIGN_IN))
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        first = rights(request).waits
        if first and not (request.resolver_match and request.resolver_match.view_name == first):
            return redirect(first)
        return view(request, *args, **kwargs)

    return guarded


def rights(request: HttpRequest) -> Rights:
    """Return the rights of whoever sends the request, as `RightsMiddleware` put them there."""
    found: Rights = request.rights  # type: ignore[attr-defined]  # set by the middleware
    return found


def device(request: HttpRequest) -> Device | None:
    """Return the paired tablet that sends the request, with its unit; None for a revoked one and any other browser."""
    token = request.COOKIES.get(DEVICE_COOKIE)
    return device_by_token(token) if token else None


def myself(request: HttpRequest) -> Staff:
    """Return the staff record of whoever sends the request, with its account; raises `Http404` without one."""
    return get_object_or_404(Staff.objects.select_related("user"), pk=rights(request).staff_id or NO_ONE)
