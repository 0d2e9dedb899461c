"""What several people said about one client, side by side, in the words in which it was asked. Nothing is added up.

By name only: see `rules.askable`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format

from instruments.definition.model import Definition
from instruments.rendering import InstrumentView, QuestionView, render
from instruments.said import in_lines, is_literal
from surveys.choices import Mode, Outcome, Perspective
from surveys.data import Answers
from surveys.definitions import asked_in, render_context
from surveys.models import Case, Submission

FACT, INTERPRETATION = "fact", "interpretation"


@dataclass(frozen=True, slots=True)
class Told:
    """A question and its answer in words: "" with a `declined` reason when somebody rather gave none."""

    question: str
    words: str
    quoted: bool
    declined: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What one observer said about one subject: what was seen and heard, what it may mean, and the rest."""

    facts: tuple[Told, ...]
    readings: tuple[Told, ...]
    others: tuple[Told, ...]

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
    """Return what counts in a case, by side, each with its session, release and invitation. One query."""
    found = Submission.objects.filter(mode=Mode.NAMED, counted_for__case=case)
    people = found.select_related("session__release", "counted_for__relative", "counted_for__staff")
    return list(people.defer("session__release__definition").order_by("counted_for__perspective", "pk"))


def observed(definition: Definition, given: Sequence[Submission]) -> Observed:
    """Return what the observers of a case said, subject by subject; `given` as `given_in` gives it."""
    views = [(_observer(row), _view(row), row.answers) for row in given]
    keys = list(dict.fromkeys(question.domain for question in definition.questions))
    subjects = (_subject(definition, key, views) for key in keys)
    return Observed(
        observers=tuple(observer for observer, _view, _answers in views),
        subjects=tuple(one for one in subjects if any(not seen.is_empty for _observer, seen in one.seen)),
    )


Viewed = tuple[Observer, InstrumentView, Answers]


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
    seen = tuple((observer, _seen(definition, key, view, answers)) for observer, view, answers in views)
    label, picture = "", ""
    for _observer, view, _answers in views:
        domain = next((q.domain for q in view.questions if q.domain and q.domain.key == key), None)
        label, picture = (domain.label, domain.picture or "") if domain else (label, picture)
    return Subject(label, picture, seen)


def _seen(definition: Definition, key: str | None, view: InstrumentView, answers: Answers) -> Seen:
    by_stance: dict[str | None, list[Told]] = {FACT: [], INTERPRETATION: [], None: []}
    for question in view.questions:
        if question.key in answers and (question.domain.key if question.domain else None) == key:
            by_stance[definition.question(question.key).stance].append(told(question))
    return Seen(tuple(by_stance[FACT]), tuple(by_stance[INTERPRETATION]), tuple(by_stance[None]))


def told(question: QuestionView) -> Told:
    """Return a question with its answer in words."""
    return Told(
        question=question.text,
        words="\n".join(in_lines(question, say_day=_day)),
        quoted=is_literal(question),
        declined=question.declined or "",
    )


def _day(day: date) -> str:
    return date_format(day, "j F Y")
