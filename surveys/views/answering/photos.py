"""The pictures of an answering page that stand in the place of drawings: only for whoever holds the session."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from organisations.queries.pictures import photo_content
from organisations.views.serving import served
from surveys.access import answering_session


@require_safe
def photo(request: HttpRequest, photo_id: UUID) -> HttpResponse:
    """Show a picture that the session of this browser shows; raises `Http404` for others and once the session ended."""
    session = answering_session(request)
    if (
        session is None
        or session.ended_at is not None
        or request.path not in session.context.get("photos", {}).values()
    ):
        raise Http404
    content = photo_content(photo_id)
    if content is None:
        raise Http404
    return served(content)
