"""The page that is shown to the client: what you said, and what we do with it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, override
from django.views.decorators.http import require_http_methods

from organisations import access
from organisations.choices import PERSON_ROLES
from organisations.clock import now, today
from organisations.models import Client
from organisations.reading import language_of, profile_of
from supportplans.choices import ClientReply
from supportplans.forms import ReplyForm
from supportplans.operations.feedback import NothingToTellError, tell
from supportplans.queries.client_file import client_file

FACES = {ClientReply.YES: "gezicht-4", ClientReply.A_BIT: "gezicht-3", ClientReply.NO: "gezicht-2"}


@access.requires(*PERSON_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """Show a client what was said last and what follows; a post records that it was told and what the client says."""
    on = today()
    client = access.client(access.rights(request), client_id, on=on)
    form = ReplyForm(request.POST or None)
    if form.is_valid():
        _told(request, client, form)
        return redirect("supportplans:client-feedback", client.id)
    language = language_of(client) or get_language()
    with override(language):
        context = {
            "file": client_file(client, on=on),
            "client": client,
            "page_language": language,
            "pictures": profile_of(client).symbols,
            "text_size": profile_of(client).text_size,
            "replies": [{"code": reply.value, "words": reply.label, "face": FACES[reply]} for reply in ClientReply],
        }
        return render(request, "supportplans/feedback.html", context)


def _told(request: HttpRequest, client: Client, form: ReplyForm) -> None:
    reply = form.cleaned_data["reply"]
    try:
        tell(
            client_id=client.id,
            submission_id=form.cleaned_data["submission"],
            staff_id=access.rights(request).staff_id,
            reply=ClientReply(reply) if reply else None,
            at=now(),
        )
    except NothingToTellError as error:
        raise Http404 from error
