"""Middleware that every page passes: nothing is cached, and who answers is spoken to in their own language."""

from collections.abc import Callable

import structlog
from django.conf import settings
from django.core.exceptions import BadRequest
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

from organisations.sealing import KeyLostError

Handler = Callable[[HttpRequest], HttpResponse]
RETRY_AFTER_SECONDS = 5
FORM_TYPES = frozenset({"multipart/form-data", "application/x-www-form-urlencoded"})
OF_RESPONDENTS = ("/answer/", "/api/v1/answering/")
"""Where people answer; the pages in between, such as a refused form, speak their language too."""
AWAY = (OperationalError, InterfaceError, KeyLostError)
"""What passes when somebody sees to it: nothing may be taken in meanwhile, and nothing is lost by trying again."""
log = structlog.get_logger(__name__)


class NoStoreMiddleware:
    """Keep every page out of caches and the back button: a tablet is shared and a phone is borrowed."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request with `Cache-Control: no-store`, unless the view chose otherwise."""
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response


class RespondentLanguageMiddleware:
    """Speak the languages of respondents where people answer; the pages of staff exist in fewer of them.

    Wanted is what the address says (as the square on a letter does), else what was chosen, else what the browser asks
    for. A page with somebody before it then speaks the language of that person.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request in the first wanted language that we have, else in that of the site."""
        wanted = _wanted(request) if request.path_info.startswith(OF_RESPONDENTS) else None
        if wanted is None:
            return self.get_response(request)
        with translation.override(wanted):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", wanted)
            return response


def _wanted(request: HttpRequest) -> str | None:
    accepted = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    chosen = (request.GET.get("language", ""), request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""))
    tags = (*chosen, *(tag for tag, _weight in accepted))
    known = {*dict(settings.LANGUAGES), *settings.RESPONDENT_LANGUAGES}
    return next((main for tag in tags if (main := tag.lower().partition("-")[0]) in known), None)


class PlainFormsMiddleware:
    """Refuse a form in another encoding than UTF-8: some encodings of Python break whatever reads the form."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; raises `BadRequest`, which becomes 400. Browsers send forms in the page's own UTF-8."""
        charset = (request.content_params or {}).get("charset", "utf-8")
        if request.content_type in FORM_TYPES and charset.lower() not in {"utf-8", "utf8"}:
            message = "A form comes in UTF-8."
            raise BadRequest(message)
        return self.get_response(request)


class DatabaseAwayMiddleware:
    """Turn a database that cannot be reached, or its keys, into 503 with `Retry-After`: the page asks to try again."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; errors of inner middleware arrive here as exceptions when the session cannot be read."""
        try:
            return self.get_response(request)
        except AWAY as error:
            return self.process_exception(request, error) or HttpResponse(status=503)

    def process_exception(self, _request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Return the 503 page for a database or a key that is away, None for any other error."""
        if not isinstance(error, AWAY):
            return None
        log.warning("database_away", error=type(error).__name__, key=getattr(error, "key_id", ""))
        body = render_to_string("database_away.html")
        return HttpResponse(body, status=503, headers={"Retry-After": str(RETRY_AFTER_SECONDS)})
