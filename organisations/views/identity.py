"""Signing in through the identity provider of an organisation."""

from dataclasses import asdict
from http import HTTPStatus
from time import time
from typing import Any

import structlog
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_POST

from organisations.clock import now, today
from organisations.identity import protocol
from organisations.identity.connections import Connection, connection
from organisations.identity.errors import AwayError, RefusedError
from organisations.identity.keys import LEEWAY
from organisations.identity.protocol import Answer, Attempt
from organisations.identity.sessions import sign_in
from organisations.identity.signing_off import logout_notice
from organisations.operations.identities import Arrival, arrive
from organisations.operations.identity_sessions import Refusal, sign_out_as_told
from organisations.rules.identities import shown_at, strong_enough

ATTEMPTS = "identity_attempts"
MOST_ATTEMPTS = 5
ATTEMPT_SECONDS = 15 * 60
RETRY_AFTER_SECONDS = 30
log = structlog.get_logger(__name__)


@require_GET
def start(request: HttpRequest, key: str) -> HttpResponse:
    """Send a browser to the identity provider; it keeps what the answer must fit."""
    one = _connection(key)
    attempt, again = Attempt(), "again" in request.GET
    try:
        address = protocol.way_there(one, attempt, back=_back(one), again=again)
    except AwayError as error:
        return _away(request, one, error)
    kept = {**asdict(attempt), "key": key, "next": _next(request), "at": time(), "again": again}
    request.session[ATTEMPTS] = [*request.session.get(ATTEMPTS, [])[1 - MOST_ATTEMPTS :], kept]
    return redirect(address)


@require_GET
@sensitive_variables("attempt", "answer")
def come_back(request: HttpRequest, key: str) -> HttpResponse:
    """Let in whoever comes back from the identity provider with a proof that fits what was asked."""
    one = _connection(key)
    attempt = _taken(request, key)
    if request.GET.get("error") == "access_denied" and attempt:
        return redirect("account_login")
    try:
        answer = _answer(request, one, attempt)
    except AwayError as error:
        return _away(request, one, error)
    except RefusedError as error:
        log.warning("identity_refused", connection=one.key, why=error.code)
        return _refused(request, one, "no_proof")
    if not strong_enough(answer.claims, acr=one.required_acr, amr=one.required_amr):
        return _refused(request, one, "not_strong_enough")
    arrival = arrive(connection=one, claims=answer.claims, refresh_token=answer.refresh_token, on=today(), at=now())
    return _let_in(request, one, arrival, attempt or {}, answer)


def _answer(request: HttpRequest, one: Connection, attempt: dict[str, Any] | None) -> Answer:
    """Return what the provider says for the code that a browser brings. Raises `RefusedError` and `AwayError`.

    A provider that names itself in the answer must be the one that was asked (RFC 9207).
    """
    code, issuer = request.GET.get("code"), request.GET.get("iss", one.issuer)
    if attempt is None or not code or issuer != one.issuer:
        raise RefusedError("state")
    proof = Attempt(attempt["state"], attempt["nonce"], attempt["verifier"])
    answer = protocol.way_back(one, proof, code=code, back=_back(one), at=now())
    if attempt["again"] and shown_at(answer.claims, former=None, at=time()) < attempt["at"] - LEEWAY:
        raise RefusedError("auth_time")
    return answer


def _let_in(
    request: HttpRequest, one: Connection, arrival: Arrival, attempt: dict[str, Any], answer: Answer
) -> HttpResponse:
    if arrival.user is None or arrival.session_id is None:
        return _refused(request, one, arrival.refusal or Refusal.NO_ROLES)
    again = bool(attempt.get("again"))
    sign_in(request, arrival.user, arrival.session_id, one.key, claims=answer.claims, again=again)
    return redirect(attempt.get("next", settings.LOGIN_REDIRECT_URL))


@csrf_exempt  # another server calls this, and its token is the proof
@require_POST
@sensitive_post_parameters()
def signed_out_there(request: HttpRequest, key: str) -> HttpResponse:
    """Take the notice of an identity provider that it signed somebody out, and sign them out here."""
    one = _connection(key)
    try:
        notice = logout_notice(one, request.POST.get("logout_token", ""), at=now())
        sign_out_as_told(connection=one, notice=notice)
    except RefusedError as error:
        log.warning("logout_refused", connection=one.key, why=error.code)
        return JsonResponse({"error": "invalid_request"}, status=HTTPStatus.BAD_REQUEST)
    except AwayError as error:
        log.warning("identity_away", connection=one.key, why=str(error))
        return JsonResponse({"error": "temporarily_unavailable"}, status=HTTPStatus.SERVICE_UNAVAILABLE)
    return HttpResponse(status=HTTPStatus.OK)


def _connection(key: str) -> Connection:
    found = connection(key)
    if found is None:
        raise Http404
    return found


def _back(one: Connection) -> str:
    """Return where a browser comes back: by the address of the site in the settings, never by what a request says."""
    return str(settings.BASE_URL) + reverse("identity-back", kwargs={"key": one.key})


def _next(request: HttpRequest) -> str:
    wanted = request.GET.get("next", "")
    own = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None, require_https=request.is_secure())
    return wanted if own else settings.LOGIN_REDIRECT_URL


def _taken(request: HttpRequest, key: str) -> dict[str, Any] | None:
    """Take the attempt that fits what a browser brings: once, and not too long after it began."""
    state, attempts = request.GET.get("state", ""), request.session.get(ATTEMPTS, [])
    found = next((one for one in attempts if one["state"] == state and one["key"] == key), None)
    if found is None:
        return None
    request.session[ATTEMPTS] = [one for one in attempts if one is not found]
    request.session.save()  # at once: a second request with the same state must not find it
    return found if time() - found["at"] < ATTEMPT_SECONDS else None


def _refused(request: HttpRequest, one: Connection, why: str) -> HttpResponse:
    context = {"connection": one, "why": str(why)}
    return render(request, "identity/refused.html", context, status=HTTPStatus.FORBIDDEN)


def _away(request: HttpRequest, one: Connection, error: AwayError) -> HttpResponse:
    log.warning("identity_away", connection=one.key, why=str(error))
    response = render(request, "identity/away.html", {"connection": one}, status=HTTPStatus.SERVICE_UNAVAILABLE)
    response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response
