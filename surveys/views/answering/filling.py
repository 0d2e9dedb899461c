"""The questions: one plain form, which the page's script shows one question at a time."""

from uuid import uuid4

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods

from instruments.rendering import InstrumentView
from instruments.types.shape import Shape
from organisations.clock import now
from surveys.data import Answers, IncomingSubmission
from surveys.models import Draft
from surveys.operations.drafts import NewerDraftError, SessionEndedError, UnknownQuestionsError, save_draft
from surveys.operations.submissions import AnswersRejectedError, KeptAsideError, submit
from surveys.views.answering.asking import asked, in_words, torn_in_words, ways_of_help
from surveys.views.answering.reading import answers_in, helped_in, revision_in, submission_id, torn
from surveys.views.answering.sitting import Sitting, door, frame, seated
from surveys.views.answering.uploads import with_uploads


# Compressed here, as a slow phone needs it; Django adds random bytes and masks the token, so the length tells nothing.
@gzip_page
@require_http_methods(["GET", "HEAD", "POST"])
@seated
def form(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """Show the questions with the answers so far, or take in what was sent without script."""
    if request.method == "POST":
        return _send(request, sitting)
    draft = Draft.objects.filter(session=sitting.session).first()
    instrument = sitting.instrument(draft.answers if draft else {})
    return _page(request, sitting, instrument, revision=draft.revision if draft else 0)


@require_http_methods(["GET", "HEAD", "POST"])
@seated
def pause(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """Keep what the plain form holds so far, and let the person rest."""
    if request.method == "POST":
        questions = sitting.instrument().questions
        sent, _refused = with_uploads(request, sitting.session, questions)
        _keep(sitting, answers_in(sent, questions), revision_in(sent))
    return render(request, "answering/pause.html", frame(sitting))


def _keep(sitting: Sitting, answers: Answers, revision: int) -> None:
    """Save the draft. Whatever loses to another page of the same person is kept beside it by the operation."""
    try:
        save_draft(session=sitting.session, revision=revision, answers=answers, at=now())
    except (NewerDraftError, SessionEndedError, UnknownQuestionsError):
        return


def _send(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    questions = sitting.instrument().questions
    sent, refused = with_uploads(request, sitting.session, questions)
    answers = answers_in(sent, questions)
    faults = dict.fromkeys(torn(sent, questions), torn_in_words()) | refused
    try:
        if not faults:
            submit(session=sitting.session, submission=_incoming(sent, sitting, answers), at=now())
            return redirect("answering:done")
    except AnswersRejectedError as error:
        faults = in_words(error.faults, formal=sitting.formal)
    except KeptAsideError:
        return redirect("answering:done")
    return _page(request, sitting, sitting.instrument(answers), faults=faults)


def _incoming(sent: QueryDict, sitting: Sitting, answers: Answers) -> IncomingSubmission:
    return IncomingSubmission(
        id=submission_id(sent),
        answers=answers,
        style=sitting.style,
        helped=helped_in(sent),
        language=sitting.language,
    )


def _away(request: HttpRequest, sitting: Sitting) -> str:
    """The page to which this one goes when nobody touches it, or when the session ended elsewhere."""
    if sitting.staff:
        return "surveys:looking"
    return "answering:hello" if sitting.on_tablet else door(request)


def _page(
    request: HttpRequest,
    sitting: Sitting,
    instrument: InstrumentView,
    *,
    revision: int | None = None,
    faults: dict[str, str] | None = None,
) -> HttpResponse:
    items = asked(instrument, faults)
    context = {
        **frame(sitting),
        "instrument": instrument,
        "asked": items,
        "faults": [item for item in items if item.fault],
        "helped": ways_of_help(request.POST.get("helped", "")),
        "revision": request.POST.get("revision", 0) if revision is None else revision,
        "submission": uuid4(),
        "files": any(question.shape is Shape.FILE for question in instrument.questions),
        "away": reverse(_away(request, sitting)),
    }
    return render(request, "answering/form.html", context, status=422 if faults else 200)
