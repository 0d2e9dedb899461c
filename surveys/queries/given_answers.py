"""What was answered by name about one client, in the words in which it was asked."""

from collections import defaultdict
from uuid import UUID

from instruments.rendering import InstrumentView, QuestionView, render
from surveys.choices import Audience, Helped, Mode
from surveys.data import GivenAnswer, GivenAnswers, GivenSubject
from surveys.definitions import asked_in, render_context
from surveys.models import Submission


def given_answers(client_id: UUID) -> list[GivenAnswers]:
    """Return the latest answers by name of each person about a client: the client first, then relatives by name.

    What was said in confidence or anonymously is not even read.
    """
    of_whom = "counted_for__relative_id"
    latest = (
        Submission.objects.filter(mode=Mode.NAMED, counted_for__frame_member__client_id=client_id)
        .select_related("session__release", "counted_for__relative")
        .defer("session__release__definition")
        .order_by(of_whom, "-received_at", "pk")
        .distinct(of_whom)
    )
    return sorted(map(_given, latest), key=lambda given: (given.relative_name, given.submission_id))


def _given(row: Submission) -> GivenAnswers:
    definition, context = asked_in(row.session), row.session.context
    shown = render_context(definition, context, answers=row.answers, language=row.language, style=row.style)
    view = render(definition, shown)
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
    by_label: dict[str, list[GivenAnswer]] = defaultdict(list)
    for question in _in_order_asked(view, row):
        by_label[question.domain.label if question.domain else ""].append(_answer(question))
    return tuple(GivenSubject(label, tuple(answers)) for label, answers in by_label.items())


def _in_order_asked(view: InstrumentView, row: Submission) -> list[QuestionView]:
    """The questions with an answer; without an order from the device, as the questionnaire has them."""
    place = {key: number for number, key in enumerate(row.order_shown)}
    answered = (question for question in view.questions if question.key in row.answers)
    return sorted(answered, key=lambda question: place.get(question.key, len(place)))


def _answer(question: QuestionView) -> GivenAnswer:
    labels = (option.label for option in question.options if option.chosen)
    literal = "" if question.value is None else str(question.value)
    return GivenAnswer(
        question=question.text,
        words=next(labels, literal),
        quoted=not question.options,
        declined=question.declined or "",
    )
