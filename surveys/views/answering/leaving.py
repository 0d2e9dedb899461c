"""Leaving: for today, for good, or because all is said. Afterwards nothing of the person is left in the browser."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_http_methods, require_safe

from organisations.clock import now
from surveys.operations.outcomes import withdraw
from surveys.operations.sessions import close_session
from surveys.operations.submissions import KeptAsideError
from surveys.views.answering.closing_words import Ending, ending_of, whom_to_talk_to, words_of
from surveys.views.answering.holding import is_shared, let_go
from surveys.views.answering.sitting import Sitting, frame, seated, sitting_of


@require_http_methods(["GET", "HEAD", "POST"])
@seated
def stop(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """Stop for today, or for good; then the person says what becomes of the answers so far."""
    choice = request.POST.get("choice")
    if choice == "today":
        close_session(session_id=sitting.session_id, at=now())
        return let_go(redirect(_away(sitting)))
    if choice in {"keep", "delete"}:
        _withdraw(sitting, keep=choice == "keep")
        return redirect("answering:done")
    return render(request, "answering/stop.html", frame(sitting))


def _away(sitting: Sitting) -> str:
    """Where somebody goes who stops for today.

    The goodbye knows nothing of the person any more, so its address says the language.
    """
    if sitting.staff:
        return reverse("surveys:looking")
    if sitting.on_tablet:
        return reverse("answering:tablet")
    return reverse("answering:later", query={"language": sitting.page_language})


def _withdraw(sitting: Sitting, *, keep: bool) -> None:
    try:
        withdraw(session=sitting.session, keep=keep, at=now())
    except KeptAsideError:
        return  # somebody answered meanwhile; what was said is kept for a human


@require_safe
def done(request: HttpRequest) -> HttpResponse:
    """Thank, say what happens next and whom one may talk to; then forget the session."""
    sitting = sitting_of(request)
    if sitting is None:
        return let_go(_end(request, Ending.UNKNOWN, None))
    if sitting.session.ended_at is None:
        return redirect("answering:form")
    close_session(session_id=sitting.session_id, at=now())
    with translation.override(sitting.page_language):
        return let_go(_end(request, ending_of(sitting), sitting))


@require_safe
def later(request: HttpRequest) -> HttpResponse:
    """Say goodbye until another day, on the person's own phone."""
    return _end(request, Ending.LATER, None)


def no_longer_asked(request: HttpRequest) -> HttpResponse:
    """Tell whoever holds a letter about somebody who left or died that nothing is asked any more. Names nobody."""
    return _end(request, Ending.NO_LONGER, None)


def _end(request: HttpRequest, ending: Ending, sitting: Sitting | None) -> HttpResponse:
    formal = ending is Ending.NO_LONGER if sitting is None else sitting.formal
    shared = sitting.on_tablet if sitting else is_shared(request)
    context = {
        **words_of(ending, sitting),
        "formal": formal,
        "on_tablet": shared,
        "talk_to": whom_to_talk_to(sitting),
        **(frame(sitting) if sitting else {}),
        "idle": "answering:tablet" if shared else "",
    }
    return render(request, "answering/end.html", context)
