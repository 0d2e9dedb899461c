"""Noting beside an answer what somebody says it should be."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from organisations.access import requires, rights
from organisations.choices import PERSON_ROLES, AskedBy
from organisations.clock import now, today
from surveys import access
from surveys.note_forms import AnswerNoteForm
from surveys.operations.answer_notes import NoteRefusedError, note_beside_answer
from surveys.queries.given_answers import questions_of


@require_http_methods(["GET", "HEAD", "POST"])
@requires(*PERSON_ROLES)
def answer_note(request: HttpRequest, submission_id: UUID) -> HttpResponse:
    """Ask beside which answer, who says so and what it should be; the answer itself stays."""
    row = access.given_submission(rights(request), submission_id, on=today())
    client = row.counted_for.frame_member.client
    form = AnswerNoteForm(
        request.POST or None, questions=questions_of(row), initial={"question": request.GET.get("question", "")}
    )
    if request.method == "POST" and form.is_valid():
        said = {**form.cleaned_data, "said_by": AskedBy(form.cleaned_data["said_by"])}
        try:
            note_beside_answer(submission_id=row.pk, actor=rights(request).actor, at=now(), **said)
            messages.success(request, _("The note stands beside the answer."))
            return redirect("supportplans:client-detail", client.pk)
        except NoteRefusedError as error:
            form.add_error(None, str(error))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "surveys/answer_note.html", {"form": form, "client": client}, status=status)
