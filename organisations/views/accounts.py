"""The own PIN, and what happens where tries cannot be counted."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

import structlog
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from redis.exceptions import RedisError

from organisations import access
from organisations.forms.accounts import PinForm
from organisations.identity.sessions import is_through_provider, to_sign_in_again
from organisations.models import User
from organisations.operations.pins import set_pin
from organisations.throttle import Throttle, ThrottleAwayError, TooManyTriesError

RETRY_AFTER_SECONDS = 30
OWN_PASSWORD = Throttle("own-password", "5/15 minutes")
log = structlog.get_logger(__name__)


def closed_without_counter(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer 503 when Redis is away: tries could not be counted then, so nobody may try."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (RedisError, ThrottleAwayError) as error:
            log.warning("sign_in_closed", error=type(error).__name__)
            return _later(
                request, "organisations/counter_away.html", HTTPStatus.SERVICE_UNAVAILABLE, RETRY_AFTER_SECONDS
            )
        except TooManyTriesError as error:
            return _later(request, "429.html", HTTPStatus.TOO_MANY_REQUESTS, error.retry_after)

    return guarded


def _later(request: HttpRequest, page: str, status: HTTPStatus, seconds: int) -> HttpResponse:
    response = render(request, page, status=status)
    response["Retry-After"] = str(seconds)
    return response


@access.signed_in
@closed_without_counter
@sensitive_post_parameters()
def pin_change(request: HttpRequest) -> HttpResponse:
    """Let a member of staff choose the PIN with which they take a tablet back.

    The password says that it is them or, for who comes through an identity provider, that they just signed in there.
    """
    staff = access.myself(request)
    if again := to_sign_in_again(request, onward=reverse("organisations:pin-change")):
        return redirect(again)
    form = PinForm(request.POST or None, is_own_password=_judge_of(request, staff.user))
    if request.method == "POST" and form.is_valid():
        set_pin(staff=staff, pin=form.cleaned_data["pin"])
        messages.success(request, _("Your PIN is set. You can use it on the tablets of your team."))
        return redirect("account")
    return render(request, "organisations/pin_change.html", {"form": form, "has_pin": bool(staff.pin_hash)})


def _judge_of(request: HttpRequest, user: User) -> Callable[[str], bool] | None:
    return None if is_through_provider(request) else lambda password: is_own_password(user, password)


def is_own_password(user: User, password: str) -> bool:
    """Judge the password of a session that somebody may have left open; wrong ones are counted."""
    OWN_PASSWORD.spend(str(user.pk))
    if not user.check_password(password):
        return False
    OWN_PASSWORD.give_back(str(user.pk))
    return True
