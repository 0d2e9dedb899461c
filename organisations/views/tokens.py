"""API tokens: the list, a new one, and taking one back."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from organisations import access
from organisations.clock import now, today
from organisations.forms.tokens import TokenForm
from organisations.operations.tokens import BadTokenEndError, make_token, revoke_token
from organisations.queries.tokens import seen_token, tokens_seen_by
from organisations.queries.trees import places_below
from organisations.rules.tokens import TOKEN_MAKERS, last_day

USUAL = timedelta(days=180)
makers = access.requires(*TOKEN_MAKERS)


@makers
def token_list(request: HttpRequest) -> HttpResponse:
    """List one's own tokens and, for an administrator, those of the own units; first those that work."""
    tokens = list(tokens_seen_by(access.rights(request)))
    valid = [token for token in tokens if token.revoked_at is None and token.expires_at > now()]
    over = [token for token in tokens if token not in valid]
    return render(request, "organisations/token_list.html", {"valid": valid, "over": over})


@makers
@sensitive_variables("secret")
def token_add(request: HttpRequest) -> HttpResponse:
    """Make a token that acts for oneself; the answer shows it, once."""
    rights = access.rights(request)
    places = places_below(rights.paths(*TOKEN_MAKERS))
    initial = {"until": today() + USUAL}
    form = TokenForm(request.POST or None, places=places, latest=last_day(today()), initial=initial)
    if request.method == "POST" and form.is_valid():
        wanted = {name: form.cleaned_data[name] for name in ("name", "scopes", "until")}
        unit = access.unit(rights, form.cleaned_data["unit"], *TOKEN_MAKERS)
        try:
            token, secret = make_token(owner=access.myself(request), actor=rights.actor, unit=unit, at=now(), **wanted)
        except BadTokenEndError as error:
            words = _("Choose a day after today, and no later than %(day)s.") % {"day": date_format(error.latest)}
            form.add_error("until", words)
        else:
            return render(request, "organisations/token_made.html", {"token": token, "secret": secret})
    return render(request, "organisations/token_add.html", {"form": form})


@makers
def token_revoke(request: HttpRequest, token_id: UUID) -> HttpResponse:
    """Ask, and then let a token no longer in."""
    rights = access.rights(request)
    token = seen_token(rights, token_id)
    if request.method == "POST":
        revoke_token(token=token, actor=rights.actor, at=now())
        messages.success(request, _("The token “%(name)s” does not work any more.") % {"name": token.name})
        return redirect("organisations:token-list")
    return render(request, "organisations/token_revoke.html", {"token": token})
