"""The page of what is unsafe, and where a leak can be reported."""

from datetime import UTC, datetime, time

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from clientvoice.safety.records import from_records
from clientvoice.safety.settings import from_settings
from organisations import access
from organisations.choices import Role
from organisations.clock import now


@access.requires(Role.ADMINISTRATOR)
@require_safe
def safety(request: HttpRequest) -> HttpResponse:
    """Show what is unsafe in this installation, each with its mend, and below it what is in order.

    Settings and backups are those of the whole installation; people and tokens are counted in one's own units.
    """
    at, paths = now(), access.rights(request).paths(Role.ADMINISTRATOR)
    found = [*from_settings(at=at), *from_records(paths, at=at)]
    context = {
        "unsafe": [one for one in found if one.grade == "error"],
        "look": [one for one in found if one.grade == "warning"],
        "fine": [one for one in found if one.grade == "ok"],
        "at": at,
    }
    return render(request, "safety.html", context)


@require_safe
def security_txt(_request: HttpRequest) -> HttpResponse:
    """Say where a leak can be reported (RFC 9116); 404 as long as nobody set an address and its last day."""
    if not settings.SECURITY_CONTACT or settings.SECURITY_EXPIRES is None:
        raise Http404
    contact = settings.SECURITY_CONTACT
    lines = (
        f"Contact: {contact if ':' in contact else f'mailto:{contact}'}",
        f"Expires: {datetime.combine(settings.SECURITY_EXPIRES, time(), UTC):%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.BASE_URL}/.well-known/security.txt",
    )
    return HttpResponse("".join(f"{line}\n" for line in lines), content_type="text/plain; charset=utf-8")


urlpatterns = [
    path("safety/", safety, name="safety"),
    path(".well-known/security.txt", security_txt, name="security-txt"),
]
