"""Middleware that every page passes: nothing is cached, and a database that is away is said kindly."""

from collections.abc import Callable

import structlog
from django.core.exceptions import BadRequest
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

Handler = Callable[[HttpRequest], HttpResponse]
RETRY_AFTER_SECONDS = 5
FORM_TYPES = frozenset({"multipart/form-data", "application/x-www-form-urlencoded"})
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
    """Turn a database that cannot be reached into 503 with `Retry-After`: the page asks to try again."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; errors of inner middleware arrive here as exceptions when the session cannot be read."""
        try:
            return self.get_response(request)
        except (OperationalError, InterfaceError) as error:
            return self.process_exception(request, error) or HttpResponse(status=503)

    def process_exception(self, _request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Return the 503 page for a database that is away, None for any other error."""
        if not isinstance(error, OperationalError | InterfaceError):
            return None
        log.warning("database_away", error=type(error).__name__)
        body = render_to_string("database_away.html")
        return HttpResponse(body, status=503, headers={"Retry-After": str(RETRY_AFTER_SECONDS)})
