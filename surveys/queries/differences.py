"""The two halves of a pair side by side: what the client said first, what is furthest apart on top. No verdict."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from instruments.definition.model import Code
from instruments.pairing import Meeting, Pair, pairs
from instruments.rendering import InstrumentView, QuestionView, render
from surveys.choices import Perspective
from surveys.definitions import asked_in, definition_of, render_context
from surveys.models import Submission
from surveys.queries.side_by_side import Told, told

STYLE = "faces"
"""Both halves are shown in one style, so that the pictures can be compared too; where it does not fit, in words."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One of two answers, in words and, where there is one, a picture; no `label` when there is none."""

    label: str
    picture: str
    photo: str
    declined: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One question as the client was asked it, with both answers."""

    question: str
    subject: str
    picture: str
    client: Answer
    worker: Answer


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Both halves: where they differ, where one gave no answer, where they are the same, and what has no order."""

    html_lang: str
    apart: tuple[Difference, ...]
    one_sided: tuple[Difference, ...]
    same: tuple[Difference, ...]
    also: tuple[tuple[str, Told | None, Told | None], ...]


def side_by_side(given: Sequence[Submission]) -> SideBySide | None:
    """Return both halves of a pair as `given_in` gives them; None while one of them is not there."""
    halves = {row.counted_for.perspective: row for row in given}
    client, worker = halves.get(Perspective.CLIENT), halves.get(Perspective.SUPPORT_WORKER)
    if client is None or worker is None:
        return None
    found = pairs(definition_of(client.session.release), client.answers, worker.answers)
    return _laid_out(found, _view(client, client.language), _view(worker, client.language))


def _view(row: Submission, language: str) -> InstrumentView:
    """Both halves are read in the language of the client, who sits at the table."""
    definition = asked_in(row.session)
    shown = render_context(definition, row.session.context, answers=row.answers, language=language, style=STYLE)
    return render(definition, shown)


def _laid_out(found: Iterable[Pair], client: InstrumentView, worker: InstrumentView) -> SideBySide:
    asked, beside = _by_key(client), _by_key(worker)
    both = (pair for pair in found if pair.question in asked and pair.question in beside)
    laid = [(pair, _difference(pair, asked[pair.question], beside[pair.question])) for pair in both]
    told_apart = {meeting: tuple(one for pair, one in laid if pair.meeting is meeting) for meeting in Meeting}
    counted = {pair.question for pair, _one in laid}
    return SideBySide(
        html_lang=client.html_lang,
        apart=told_apart[Meeting.APART],
        one_sided=told_apart[Meeting.ONE_SIDED],
        same=told_apart[Meeting.SAME],
        also=tuple(_also(asked, beside, counted)),
    )


def _by_key(view: InstrumentView) -> Mapping[str, QuestionView]:
    return {question.key: question for question in view.questions}


def _difference(pair: Pair, asked: QuestionView, beside: QuestionView) -> Difference:
    return Difference(
        question=asked.text,
        subject=asked.domain.label if asked.domain else "",
        picture=(asked.domain.picture or "") if asked.domain else "",
        client=_answer(asked, pair.client),
        worker=_answer(beside, pair.worker),
    )


def _answer(question: QuestionView, code: Code | None) -> Answer:
    chosen = next((option for option in question.options if option.value == code), None)
    if chosen is None:
        return Answer("", "", "", question.declined or "")
    return Answer(chosen.label, chosen.picture or "", chosen.photo, "")


def _also(
    asked: Mapping[str, QuestionView], beside: Mapping[str, QuestionView], counted: set[str]
) -> Iterable[tuple[str, Told | None, Told | None]]:
    """What both were asked in words or as several choices, where at least one said something."""
    for key, question in asked.items():
        other = beside.get(key)
        if other is None or key in counted:
            continue
        said = [told(one) if one.value is not None else None for one in (question, other)]
        if any(said):
            yield question.text, said[0], said[1]
