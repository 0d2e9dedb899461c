"""What was answered by name about one client, in the words in which it was asked."""

from collections import defaultdict
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils.formats import date_format

from instruments.rendering import InstrumentView, QuestionView, render
from instruments.said import in_lines, is_literal
from instruments.types.shape import Shape
from organisations.choices import AskedBy
from surveys.choices import IN_RESULTS, Audience, Helped, MediaKind, Mode
from surveys.data import GivenAnswer, GivenAnswers, GivenMedia, GivenNote, GivenSubject
from surveys.definitions import asked_in, render_context, without_places
from surveys.models import AnswerNote, Submission


def given_answers(client_id: UUID) -> list[GivenAnswers]:
    """Return the latest answers by name of each person about a client: the client first, then relatives by name.

    What was said in confidence or anonymously is not even read. What people say who look along stands by itself: see
    `queries.side_by_side`.
    """
    latest = _latest(client_id)
    return sorted(map(_given, latest), key=lambda given: (given.relative_name, given.submission_id))


def given_by(*, client_id: UUID, relative_id: UUID | None, placeless: bool = False) -> GivenAnswers | None:
    """Return the latest answers by name of one person about a client; `relative_id` None is the client's own.

    placeless: the questions name no place and nobody of staff, also where they did so when they were asked.
    """
    whose = Audience.RELATIVE if relative_id else Audience.CLIENT
    found = _latest(client_id).filter(counted_for__audience=whose, counted_for__relative=relative_id).first()
    return _given(found, placeless=placeless) if found else None


def _latest(client_id: UUID) -> QuerySet[Submission]:
    of_whom = "counted_for__relative_id"
    return (
        Submission.objects.filter(
            mode=Mode.NAMED, counted_for__frame_member__client_id=client_id, counted_for__audience__in=IN_RESULTS
        )
        .select_related("session__release", "counted_for__relative")
        .prefetch_related("media", Prefetch("notes", notes_first_to_last()))
        .defer("session__release__definition")
        .order_by(of_whom, "-received_at", "pk")
        .distinct(of_whom)
    )


def subjects_of(row: Submission) -> tuple[GivenSubject, ...]:
    """Return what a submission says, in the words in which it was asked. `row` comes with its session and release."""
    return _subjects(_view(row), row)


def _view(row: Submission, *, placeless: bool = False) -> InstrumentView:
    definition, context = asked_in(row.session), row.session.context
    if placeless:
        context = {**context, "words": without_places(context.get("words", {}))}
    shown = render_context(definition, context, answers=row.answers, language=row.language, style=row.style)
    return render(definition, shown)


def _given(row: Submission, *, placeless: bool = False) -> GivenAnswers:
    view = _view(row, placeless=placeless)
    invitation = row.counted_for
    return GivenAnswers(
        submission_id=row.id,
        relative_name=invitation.relative.name if invitation.relative else "",
        given_at=row.received_at,
        helped=Helped(row.helped) if invitation.audience == Audience.CLIENT else None,
        html_lang=view.html_lang,
        subjects=_subjects(view, row),
    )


def _subjects(view: InstrumentView, row: Submission) -> tuple[GivenSubject, ...]:
    by_domain: dict[tuple[str, str], list[GivenAnswer]] = defaultdict(list)
    for question in _in_order_asked(view, row):
        domain = question.domain
        subject = (domain.label, domain.picture or "") if domain else ("", "")
        by_domain[subject].append(answer_of(question, row))
    return tuple(GivenSubject(label, tuple(answers), picture) for (label, picture), answers in by_domain.items())


def _in_order_asked(view: InstrumentView, row: Submission) -> list[QuestionView]:
    """The questions with an answer; without an order from the device, as the questionnaire has them."""
    place = {key: number for number, key in enumerate(row.order_shown)}
    answered = (question for question in view.questions if question.key in row.answers)
    return sorted(answered, key=lambda question: place.get(question.key, len(place)))


def questions_of(row: Submission) -> list[tuple[str, str]]:
    """Return the key and words of each question that a submission answers, in the order asked."""
    return [(question.key, question.text) for question in _in_order_asked(_view(row), row)]


def answer_of(question: QuestionView, row: Submission) -> GivenAnswer:
    """Return a question with its answer in words, and the notes beside it."""
    notes = tuple(_note(note) for note in row.notes.all() if note.question == question.key)
    if question.shape is Shape.FILE and not question.declined:
        return GivenAnswer(question.text, "", quoted=False, declined="", media=_media(question, row), notes=notes)
    return GivenAnswer(
        question=question.text,
        words="\n".join(in_lines(question, say_day=_day)),
        quoted=is_literal(question),
        declined=question.declined or "",
        notes=notes,
    )


def notes_first_to_last() -> QuerySet[AnswerNote]:
    """Return the notes beside answers as pages show them, each with who noted it."""
    return AnswerNote.objects.select_related("noted_by").order_by("noted_at", "pk")


def _note(note: AnswerNote) -> GivenNote:
    return GivenNote(
        words=note.words,
        said_by=AskedBy(note.said_by),
        noted_at=note.noted_at,
        noted_by=note.noted_by.name if note.noted_by else "",
    )


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def _media(question: QuestionView, row: Submission) -> GivenMedia | None:
    """What can be seen or heard; None when it was removed since."""
    found = (one for one in row.media.all() if one.question == question.key)
    return next((GivenMedia(one.id, MediaKind(one.kind)) for one in found), None)
