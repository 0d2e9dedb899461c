"""What staff do so that somebody close to a client can look in."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisations import access
from organisations.choices import PERSON_ROLES
from organisations.clock import now, today
from organisations.forms.relatives import SightForm
from organisations.models import Representation
from organisations.operations.relatives import NoAddressError, change_sight, end_code, give_code
from organisations.queries.relatives import representations_of
from organisations.rules.seeing import why_not

carers = access.requires(*PERSON_ROLES)


@carers
@require_safe
def relative_list(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """Show who stands beside a client, what each may see today and why, and who has a letter."""
    on = today()
    client = access.client(access.rights(request), client_id, on=on)
    people = [
        {"representation": one, "why_not": why_not(one.ground, birth_date=client.birth_date, on=on)}
        for one in representations_of(client.pk)
    ]
    return render(request, "organisations/relative_list.html", {"client": client, "people": people})


@carers
@require_http_methods(["GET", "HEAD", "POST"])
def relative_sight(request: HttpRequest, representation_id: UUID) -> HttpResponse:
    """Change what somebody may see, and note what the client says of it."""
    on = today()
    found = access.representation(access.rights(request), representation_id, on=on)
    form = SightForm(request.POST if request.method == "POST" else None, instance=found, on=on)
    if request.method == "POST" and form.is_valid():
        change_sight(representation=found, actor=access.rights(request).actor)
        messages.success(request, _("Kept."))
        return _back(found)
    return render(request, "organisations/relative_sight.html", {"form": form, "representation": found})


@carers
@require_POST
def relative_letter(request: HttpRequest, representation_id: UUID) -> HttpResponse:
    """Make the letter with the code by which somebody signs in. Only by POST: every letter ends the one before."""
    rights = access.rights(request)
    found = access.representation(rights, representation_id, on=today())
    try:
        code = give_code(representation=found, actor=rights.actor, at=now())
    except NoAddressError:
        messages.error(request, _("There is no e-mail address of this person. Import one first: the link goes there."))
        return _back(found)
    context = {
        "representation": found,
        "provider": found.provider,
        "client": found.client,
        "back": reverse("organisations:relative-list", args=[found.client_id]),
        "code": code,
        "address": f"{settings.BASE_URL}{reverse('near-door')}".partition("://")[2],
        "writer": "" if found.hide_places else rights.name,
        "today": today(),
    }
    known = found.relative.language in dict(settings.LANGUAGES)
    with override(found.relative.language if known else settings.LANGUAGE_CODE):
        return render(request, "organisations/relative_letter.html", context)


@carers
@require_POST
def relative_end(request: HttpRequest, representation_id: UUID) -> HttpResponse:
    """Let somebody in no more. A new letter undoes it."""
    rights = access.rights(request)
    found = access.representation(rights, representation_id, on=today())
    end_code(representation=found, actor=rights.actor, at=now())
    messages.success(request, _("This person does not get in any more. A new letter lets them in again."))
    return _back(found)


def _back(found: Representation) -> HttpResponse:
    return redirect("organisations:relative-list", client_id=found.client_id)
