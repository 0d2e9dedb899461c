"""What clients and relatives let see or hear, for who may read their answers."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from organisations.access import requires, rights
from organisations.choices import PERSON_ROLES
from organisations.clock import today
from surveys import access
from surveys.views.serving import media_response


@require_safe
@requires(*PERSON_ROLES)
def given_media(request: HttpRequest, media_id: UUID) -> HttpResponse:
    """Show or play one file."""
    return media_response(request, access.given_media(rights(request), media_id, on=today()))
