"""The door for relatives: a link by mail and the code of the letter, together."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from organisations.addresses import address_of
from organisations.clock import now
from organisations.forms.relatives import DoorForm, LetterCodeForm
from organisations.models import User
from organisations.operations.relatives import NotLetInError, ask_link, enter
from organisations.relative_links import letter_of
from organisations.views.accounts import closed_without_counter

View = Callable[..., HttpResponse]


def _guarded(view: View) -> View:
    """A door answers GET and POST, counts tries, and keeps what is typed out of error reports."""

    @wraps(view)
    @require_http_methods(["GET", "HEAD", "POST"])
    @sensitive_post_parameters()
    @closed_without_counter
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs)

    return guarded


@_guarded
def near_door(request: HttpRequest) -> HttpResponse:
    """Mail a link. The page says the same whether or not anybody has this address."""
    form = DoorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        ask_link(email=form.cleaned_data["email"], address=address_of(request), at=now())
        return render(request, "near/sent.html")
    return render(request, "near/door.html", {"form": form})


@_guarded
def near_code(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for the code of the letter; with the link it signs the relative in."""
    if letter_of(token) is None:
        return render(request, "near/old_link.html", status=404)
    form = LetterCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = enter(token=token, code=form.cleaned_data["code"], address=address_of(request), at=now())
        except NotLetInError:
            form.add_error("code", _("That did not work. Look at the letter again, or ask for a new link."))
        else:
            return _signed_in(request, user)
    return render(request, "near/code.html", {"form": form}, status=422 if form.errors else 200)


def _signed_in(request: HttpRequest, user: User) -> HttpResponse:
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    record_authentication(request, user, method="letter")
    return redirect("near:people")
