"""One invitation: its letter, and what became of it."""

from urllib.parse import urlencode
from uuid import UUID

import segno
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST

from organisations.access import requires, rights
from organisations.choices import PERSON_ROLES, Role
from organisations.clock import now, today
from organisations.queries.relatives import hides_places
from organisations.sealing.unreadable import UnreadableText
from surveys import access
from surveys.choices import Outcome
from surveys.forms import OutcomeForm
from surveys.models import Invitation
from surveys.operations.codes import issue_code
from surveys.operations.errors import NotToBeAskedError
from surveys.operations.outcomes import CorrectionRefusedError, correct_outcome


@requires(*PERSON_ROLES)
@require_POST
def letter(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    """Make a code and the letter that carries it. Only ever by POST: every letter voids the one before."""
    mine = rights(request)
    invitation = access.invitation(mine, invitation_id, on=today())
    try:
        code = issue_code(invitation_id=invitation.id, at=now())
    except NotToBeAskedError:
        messages.error(request, _("This person is not asked any more: there is an answer, or the round is not open."))
        return redirect(_back(request))
    secret = hides_places(client_id=invitation.frame_member.client_id, relative_id=invitation.relative_id)
    address = f"{settings.BASE_URL}/answer/"
    context = {
        "invitation": invitation,
        "provider": invitation.provider,
        "round": invitation.frame_member.round,
        "client": invitation.frame_member.client,
        "code": code,
        "address": address.partition("://")[2],
        # In the fragment, which browsers keep to themselves: no server and no log ever sees it.
        "qr": segno.make(f"{address}{_spoken(invitation)}#{code}", error="m").svg_data_uri(scale=5, border=2),
        "writer": "" if secret else mine.name,
        "today": today(),
        "back": _back(request),
    }
    with override(_language(invitation)):
        return render(request, "surveys/letter.html", context)


def _spoken(invitation: Invitation) -> str:
    """The part of the address that opens the page of the code in the language of a relative."""
    language = invitation.relative.language if invitation.relative else ""
    return f"?{urlencode({'language': language})}" if language in settings.RESPONDENT_LANGUAGES else ""


def _language(invitation: Invitation) -> str:
    """The language of the letter: the reader's, as far as there is a catalogue for it."""
    wanted = invitation.relative.language if invitation.relative else settings.LANGUAGE_CODE
    known = {code for code, _name in settings.LANGUAGES}
    return wanted if wanted in known else settings.LANGUAGE_CODE


@requires(Role.TEAM_LEADER)
@require_http_methods(["GET", "HEAD", "POST"])
def outcome(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    """Write down what became of an invitation."""
    invitation = access.invitation(rights(request), invitation_id, Role.TEAM_LEADER, on=today())
    former = "" if isinstance(invitation.reason, UnreadableText) else invitation.reason
    form = OutcomeForm(request.POST or None, initial={"outcome": invitation.outcome, "reason": former})
    if form.is_valid() and _corrected(request, form, invitation):
        messages.success(request, _("Kept."))
        return redirect(_back(request))
    context = {"form": form, "invitation": invitation, "client": invitation.frame_member.client, "back": _back(request)}
    return render(request, "surveys/outcome.html", context)


def _corrected(request: HttpRequest, form: OutcomeForm, invitation: Invitation) -> bool:
    staff_id = rights(request).staff_id
    chosen = Outcome(form.cleaned_data["outcome"])
    reason = form.cleaned_data["reason"]
    try:
        correct_outcome(invitation_id=invitation.id, outcome=chosen, reason=reason, staff_id=staff_id, at=now())
    except CorrectionRefusedError as error:
        form.add_error(None, str(error))
        return False
    return True


def _back(request: HttpRequest) -> str:
    """The page somebody came from, if it is one of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else "/"
