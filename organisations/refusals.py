"""Refused tries in the log of the server: who asked for which page that is not for them, and never about whom it was.

The access log keeps what somebody got to see; this tells whoever watches over the server of the others. A visitor who
is sent to sign in was not refused yet, and an address that leads nowhere is no try.
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import structlog
from django.http import HttpRequest

from organisations.data import Rights
from organisations.declaring import Door, rule_of
from organisations.tracing import reference

REFUSED = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN})
VISITOR = "visitor"
log = structlog.get_logger(__name__)


def note_refusal(request: HttpRequest, status: int, rights: Rights) -> None:
    """Log a refusal: 401, 403, and the 404 that somebody gets for what is of others. Any other answer costs nothing."""
    if status not in REFUSED and status != HTTPStatus.NOT_FOUND:
        return
    met = request.resolver_match
    if met is None:
        return
    who = _who(request, rights)
    if status in REFUSED or who != VISITOR or _is_guarded(met.func):
        log.warning("refused", page=met.view_name, status=status, who=who, source=reference(request))


def _who(request: HttpRequest, rights: Rights) -> str:
    """Return the kind and id of who asked; for an account without a role, such as that of a relative, its own."""
    if rights.actor.id:
        return f"{rights.actor.kind}:{rights.actor.id}"
    return f"account:{request.user.pk}" if request.user.is_authenticated else VISITOR


def _is_guarded(view: Callable[..., Any]) -> bool:
    rule = rule_of(view)
    return rule is not None and rule.door is not Door.ANYBODY
