"""What several people said about one client, side by side, in the words in which it was asked. Nothing is added up.

By name only: see `rules.askable`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from instruments.definition.model import Definition
from instruments.rendering import InstrumentView, render
from surveys.choices import Mode, Outcome, Perspective
from surveys.data import GivenAnswer
from surveys.definitions import asked_in, render_context
from surveys.models import Case, Submission
from surveys.queries.given_answers import answer_of, notes_first_to_last

FACT, INTERPRETATION = "fact", "interpretation"


@dataclass(frozen=True, slots=True)
class Seen:
    """What one observer said about one subject: what was seen and heard, what it may mean, and the rest."""

    facts: tuple[GivenAnswer, ...]
    readings: tuple[GivenAnswer, ...]
    others: tuple[GivenAnswer, ...]

    @property
    def is_empty(self) -> bool:
        """Whether this observer said nothing about the subject."""
        return not (self.facts or self.readings or self.others)


@dataclass(frozen=True, slots=True)
class Observer:
    """Somebody who looked along: name, from which side, when."""

    name: str
    perspective: Perspective
    at: datetime
    whole: bool
    html_lang: str


@dataclass(frozen=True, slots=True)
class Subject:
    """One subject with what each observer said about it, in the order of the observers."""

    label: str
    picture: str
    seen: tuple[tuple[Observer, Seen], ...]


@dataclass(frozen=True, slots=True)
class Observed:
    """All that was observed: by whom, and subject by subject."""

    observers: tuple[Observer, ...]
    subjects: tuple[Subject, ...]


def given_in(case: Case) -> list[Submission]:
    """Return what counts in a case, by side, each with its session, release and invitation. Three queries."""
    found = Submission.objects.filter(mode=Mode.NAMED, counted_for__case=case)
    people = found.select_related("session__release", "counted_for__relative", "counted_for__staff")
    noted = people.prefetch_related("media", Prefetch("notes", notes_first_to_last()))
    return list(noted.defer("session__release__definition").order_by("counted_for__perspective", "pk"))


def observed(definition: Definition, given: Sequence[Submission]) -> Observed:
    """Return what the observers of a case said, subject by subject; `given` as `given_in` gives it."""
    views = [(_observer(row), _view(row), row) for row in given]
    keys = list(dict.fromkeys(question.domain for question in definition.questions))
    subjects = (_subject(definition, key, views) for key in keys)
    return Observed(
        observers=tuple(observer for observer, _view, _row in views),
        subjects=tuple(one for one in subjects if any(not seen.is_empty for _observer, seen in one.seen)),
    )


Viewed = tuple[Observer, InstrumentView, Submission]


def _observer(row: Submission) -> Observer:
    invitation = row.counted_for
    person = invitation.relative or invitation.staff
    return Observer(
        name=person.name if person else "",
        perspective=Perspective(invitation.perspective),
        at=row.received_at,
        whole=invitation.outcome == Outcome.COMPLETE,
        html_lang=row.language.partition("-")[0],
    )


def _view(row: Submission) -> InstrumentView:
    shown = render_context(
        asked_in(row.session), row.session.context, answers=row.answers, language=row.language, style=row.style
    )
    return render(asked_in(row.session), shown)


def _subject(definition: Definition, key: str | None, views: Iterable[Viewed]) -> Subject:
    seen = tuple((observer, _seen(definition, key, view, row)) for observer, view, row in views)
    label, picture = "", ""
    for _observer, view, _row in views:
        domain = next((q.domain for q in view.questions if q.domain and q.domain.key == key), None)
        label, picture = (domain.label, domain.picture or "") if domain else (label, picture)
    return Subject(label, picture, seen)


def _seen(definition: Definition, key: str | None, view: InstrumentView, row: Submission) -> Seen:
    by_stance: dict[str | None, list[GivenAnswer]] = {FACT: [], INTERPRETATION: [], None: []}
    for question in view.questions:
        if question.key in row.answers and (question.domain.key if question.domain else None) == key:
            by_stance[definition.question(question.key).stance].append(answer_of(question, row))
    return Seen(tuple(by_stance[FACT]), tuple(by_stance[INTERPRETATION]), tuple(by_stance[None]))
