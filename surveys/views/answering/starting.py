"""Before the first question: what it is about, who reads it, and that it may also not."""

from collections.abc import Mapping
from math import ceil

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from instruments.rendering import InstrumentView
from instruments.unchecked import not_checked
from organisations.clock import now
from surveys.models import Draft
from surveys.operations.outcomes import prefer_not
from surveys.views.answering.sitting import Sitting, frame, seated

QUESTIONS_A_MINUTE = 2
"""Somebody who reads slowly, or has it read aloud, answers about two questions a minute."""
TURKISH = {"I": "ı", "İ": "i"}
"""The small letters of two capitals that are others in Turkish than elsewhere."""


@require_http_methods(["GET", "HEAD", "POST"])
@seated
def start(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """Ask whether this person takes part. "No" is recorded as such, and nothing else is asked."""
    if request.POST.get("choice") == "yes":
        return redirect("answering:form")
    if request.POST.get("choice") == "no":
        prefer_not(session=sitting.session, at=now())
        return redirect("answering:done")
    return render(request, "answering/start.html", _context(sitting))


def _context(sitting: Sitting) -> dict[str, object]:
    instrument = sitting.instrument()
    return {
        **frame(sitting),
        "instrument": instrument,
        "not_checked": "" if _checked(sitting, instrument) else not_checked(instrument.language),
        "subjects": _subjects(instrument),
        "minutes": max(2, ceil(sum(not q.show_when for q in instrument.questions) / QUESTIONS_A_MINUTE)),
        "begun": Draft.objects.filter(session=sitting.session).exclude(answers={}).exists(),
    }


def _checked(sitting: Sitting, instrument: InstrumentView) -> bool:
    """Whether both the questions and the words around them were checked by somebody who speaks the language."""
    return instrument.checked and sitting.page_language not in settings.UNCHECKED_LANGUAGES


def _subjects(instrument: InstrumentView) -> str:
    """The subjects in order, once each, as they read within a sentence."""
    labels = dict.fromkeys(question.domain.label for question in instrument.questions if question.domain)
    capitals = TURKISH if instrument.language == "tr" else {}
    return pgettext("between subjects", ", ").join(_small(label, capitals) for label in labels)


def _small(label: str, capitals: Mapping[str, str]) -> str:
    return capitals.get(label[:1], label[:1].lower()) + label[1:]
