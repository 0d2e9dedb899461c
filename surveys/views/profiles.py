"""How a client answers best: what is proposed and why, what the client chose, and which instruments fit."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from instruments.advice import Advice, Advised
from instruments.fitting import Proposal
from organisations import access
from organisations.choices import PERSON_ROLES
from organisations.clock import today
from organisations.models import Client
from organisations.operations.profiles import save_profile
from organisations.queries.pictures import photos_of
from organisations.queries.staff import workers_for
from surveys.fitting_words import in_words, language_name, level_name, points_name
from surveys.instrument_words import style_name
from surveys.profile_forms import ProfileForm, drawing_name
from surveys.queries.asked_person import AskedPerson, asked_person
from surveys.queries.fitting import Fitting, fitting
from surveys.style_previews import previews

FORMER = "former-answering-profile"
"""Where the sign-in keeps how the profile was saved last was before, so that it can be put back."""


@access.requires(*PERSON_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def answering_profile(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """Show how a client answers, with a proposal and its reason; what is sent is stored and can be put back."""
    on = today()
    client = access.client(access.rights(request), client_id, on=on)
    asked = asked_person(client, on=on)
    found = fitting(asked)
    workers = workers_for(asked.path, within=client.provider.path, on=on)
    form = ProfileForm(request.POST or None, client=client, asked=asked, workers=workers, unchecked=found.unchecked)
    if request.method == "POST" and form.is_valid():
        former = save_profile(client_id=client.pk, wanted=form.wanted())
        request.session[FORMER] = {"client": str(client.pk), "settings": former}
        messages.success(
            request, _("Saved. It holds from the next time that %(name)s answers.") % {"name": client.first_name}
        )
        return redirect("profiles:answering", client.pk)
    status = 422 if form.errors else 200
    return render(
        request, "surveys/answering_profile.html", _context(request, client, asked, found, form), status=status
    )


@access.requires(*PERSON_ROLES)
@require_POST
def put_back(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """Put the profile back as it was before it was saved last in this sign-in."""
    client = access.client(access.rights(request), client_id, on=today())
    former = request.session.pop(FORMER, None)
    if former and former["client"] == str(client.pk):
        save_profile(client_id=client.pk, wanted=former["settings"])
        messages.success(request, _("It is again as it was before."))
    else:
        messages.warning(request, _("There is nothing to put back any more."))
    return redirect("profiles:answering", client.pk)


def _context(
    request: HttpRequest, client: Client, asked: AskedPerson, found: Fitting, form: ProfileForm
) -> dict[str, Any]:
    former = request.session.get(FORMER)
    return {
        "client": client,
        "form": form,
        "own": form["own"].value() or [],
        "proposed": _proposed(found.advice),
        "styles": list(previews(form["style"])),
        "may_put_back": bool(former and former["client"] == str(client.pk)),
        "photos": [(photo, drawing_name(photo.key)) for photo in photos_of(client.pk)],
        "fitting": [_shown(one) for one in found.fitting],
        "others": [_shown(one) for one in found.others],
        "unchecked": asked.profile.language in found.unchecked,
        "read_in": language_name(asked.profile.language),
    }


@dataclass(frozen=True, slots=True)
class ShownProposal:
    """A proposal in words. `how`: short words on how the instrument is asked."""

    title: str
    how: tuple[str, ...]
    reasons: tuple[str, ...]
    checked: bool


def _proposed(advice: Advice) -> dict[str, dict[str, str]]:
    return {
        "scale_points": _in_words(advice.points, points_name(advice.points.value)),
        "style": _in_words(advice.style, style_name(advice.style.value)),
        "level": _in_words(advice.level, level_name(advice.level.value)),
    }


def _in_words(advised: Advised[Any], value: str) -> dict[str, str]:
    return {"value": value, "reason": in_words(advised.reason)}


def _shown(found: Proposal) -> ShownProposal:
    return ShownProposal(
        title=found.definition.title.in_language(get_language() or "nl"),
        how=tuple(_how(found)) if found.fits else (),
        reasons=tuple(map(in_words, found.reasons)),
        checked=found.checked,
    )


def _how(found: Proposal) -> Iterable[str]:
    if found.points:
        yield points_name(found.points.value)
    yield style_name(found.style.value)
    yield level_name(found.level.value)
