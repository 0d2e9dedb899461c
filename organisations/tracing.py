"""From a request to the access log: what the getters of protected rows noted while a page was made."""

from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from organisations.data import Note, Rights
from organisations.models import AccessEvent
from organisations.operations.traces import event, keep
from organisations.rules.traces import action_of

PURPOSE = "organisations.tracing"
REFERENCE_LENGTH = 16


def reference(request: HttpRequest) -> str:
    """Return a reference to the sign-in that a request comes through: events of one belong together by it."""
    key = request.session.session_key if hasattr(request, "session") else None
    return f"sign-in:{salted_hmac(PURPOSE, key, algorithm='sha256').hexdigest()[:REFERENCE_LENGTH]}" if key else ""


def keep_notes(request: HttpRequest, response: HttpResponse, rights: Rights) -> None:
    """Keep in the access log what was noted for this request, in one statement; what was kept is noted no more.

    To be called inside the transaction in which the page was made.
    """
    found = [_event(note, request, response, rights) for note in rights.notes]
    rights.notes.clear()
    events = [one for one in found if one is not None]
    if events:
        keep(events)


def _event(note: Note, request: HttpRequest, response: HttpResponse, rights: Rights) -> AccessEvent | None:
    page = request.resolver_match.view_name if request.resolver_match else ""
    lists = note.client_id is None
    action = action_of(page=page, method=request.method or "", status=response.status_code, lists=lists)
    if action is None:
        return None
    return event(
        actor=rights.actor,
        action=action,
        client_id=note.client_id,
        provider_id=note.provider_id,
        thing=note.thing,
        page=page,
        reason="emergency" if note.client_id in rights.opened else "",
    )
