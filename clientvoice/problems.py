"""Every error of the API is a problem document (RFC 9457): a code for programs, a plain sentence for people.

`{"type", "title", "status", "detail", "code"}` and, where fields are wrong, `errors: [{pointer, code, message}]`.
"""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, NoReturn

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, ParseError, ValidationError
from rest_framework.parsers import JSONParser
from rest_framework.response import Response
from rest_framework.views import exception_handler as drf_exception_handler
from rest_framework.views import set_rollback

from organisations.sealing import KeyLostError

CONTENT_TYPE = "application/problem+json"
RETRY_AFTER_SECONDS = 5
MAX_BODY_BYTES = 1_000_000
MAX_DEPTH = 20


class Problem(APIException):
    """An error with a status, a code, a sentence, and optionally the fields that are wrong.

    `errors` is a list of `{"pointer", "code", "message"}`, the pointer being a JSON pointer into the request body.
    """

    def __init__(
        self,
        *,
        status: int,
        code: str,
        detail: str,
        errors: list[dict[str, str]] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail=detail, code=code)
        self.status_code = status
        self.code = code
        self.errors = errors or []
        self.headers = headers or {}


class StrictJSONParser(JSONParser):
    """JSON as the standard has it: no NaN, no double keys, no lone surrogates or NUL, not too deep, not too big."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None) -> Any:
        """Return the parsed body; raises `ParseError` with a plain sentence for anything that is no clean JSON."""
        try:
            body = stream.read(MAX_BODY_BYTES + 1)
        except RequestDataTooBig as error:
            raise _too_large() from error
        if len(body) > MAX_BODY_BYTES:
            raise _too_large()
        return _clean(body)


def _clean(body: bytes) -> Any:
    try:
        data = json.loads(body.decode("utf-8"), parse_constant=_no_constant, object_pairs_hook=_no_double_keys)
        _check_values(data)
        if b"\\u" in body:  # only an escape brings signs that UTF-8 and JSON do not allow as they are
            _check_texts(data)
    except (ValueError, RecursionError) as error:
        raise ParseError(_("This is not valid JSON. Check the commas, the quotes and the encoding (UTF-8).")) from error
    return data


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _no_double_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("double key")
    return found


def _check_values(value: Any, depth: int = 0) -> None:
    """Refuse what is nested too deep and numbers without end; raises `ValueError`."""
    if depth > MAX_DEPTH:
        raise ValueError("too deep")
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            _check_values(item, depth + 1)
    elif isinstance(value, float) and value in (float("inf"), float("-inf")):
        raise ValueError("infinite")


def _check_texts(value: Any) -> None:
    """Refuse text that PostgreSQL cannot store, keys too; raises `ValueError`."""
    if isinstance(value, str):
        value.encode("utf-8")
        if "\x00" in value:
            raise ValueError("NUL")
    elif isinstance(value, dict | list):
        for item in (*value, *value.values()) if isinstance(value, dict) else value:
            _check_texts(item)


def exception_handler(error: Exception, context: Mapping[str, Any]) -> Response | None:
    """Return the problem document for an error, or None to let it become a 500.

    Works for DRF's own errors, `Http404`, `PermissionDenied`, `Problem`, and a database or a key that is away (503).
    """
    if isinstance(error, OperationalError | InterfaceError | KeyLostError):
        set_rollback()
        return _document(_database_away())
    if isinstance(error, RequestDataTooBig):
        set_rollback()
        return _document(_too_large())
    if isinstance(error, Problem):
        set_rollback()
        return _document(error)
    response = drf_exception_handler(_not_found(error), dict(context))
    return None if response is None else _from_drf(error, response)


def _not_found(error: Exception) -> Exception:
    """Strangers get 404: a refusal by permission of a signed-in user never says that something exists."""
    return Http404() if isinstance(error, PermissionDenied) else error


def _too_large() -> Problem:
    return Problem(
        status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        code="too_large",
        detail=_("This is too much at once. Send at most 1 MB."),
    )


def _database_away() -> Problem:
    return Problem(
        status=HTTPStatus.SERVICE_UNAVAILABLE,
        code="try_again",
        detail=_("We cannot save this right now. Keep it and try again in a moment."),
        headers={"Retry-After": str(RETRY_AFTER_SECONDS)},
    )


def plain_document(status: HTTPStatus, detail: str) -> JsonResponse:
    """Return a problem document for what went wrong outside every call of the API."""
    problem = Problem(status=status, code=status.name.lower(), detail=detail)
    return JsonResponse(_body(problem), status=status, content_type=CONTENT_TYPE)


def _document(problem: Problem) -> Response:
    headers = dict(problem.headers)
    return Response(_body(problem), status=problem.status_code, headers=headers, content_type=CONTENT_TYPE)


def _body(problem: Problem) -> dict[str, Any]:
    body: dict[str, Any] = {
        "type": f"urn:clientvoice:problem:{problem.code}",
        "title": HTTPStatus(problem.status_code).phrase,
        "status": problem.status_code,
        "detail": str(problem.detail),
        "code": problem.code,
    }
    return body | {"errors": problem.errors} if problem.errors else body


def _from_drf(error: Exception, response: Response) -> Response:
    """Rewrite one of DRF's error responses as a problem document, keeping its headers (`Retry-After`, `Allow`)."""
    if isinstance(error, ValidationError):
        problem = Problem(
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
            code="invalid",
            detail=_("Some of this is not right. See each field."),
            errors=list(_field_errors(error.detail, "")),
        )
    else:
        code = error.default_code if isinstance(error, APIException) else "not_found"
        detail = getattr(error, "detail", None) or _("This page does not exist, or is not for you.")
        problem = Problem(status=response.status_code, code=code, detail=str(detail))
    problem.headers = {name: value for name, value in response.items() if name not in {"Content-Type", "Vary"}}
    return _document(problem)


def _field_errors(detail: Any, pointer: str) -> list[dict[str, str]]:
    """Flatten DRF's nested error detail into `{pointer, code, message}` records."""
    if isinstance(detail, Mapping):
        return [found for key, item in detail.items() for found in _field_errors(item, f"{pointer}/{_escaped(key)}")]
    if isinstance(detail, list):
        return [found for item in detail for found in _field_errors(item, pointer)]
    return [{"pointer": pointer.removesuffix("/non_field_errors"), "code": detail.code, "message": str(detail)}]


def _escaped(key: Any) -> str:
    """Escape a key for a JSON pointer (RFC 6901)."""
    return str(key).replace("~", "~0").replace("/", "~1")
