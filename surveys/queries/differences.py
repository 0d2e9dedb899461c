"""The two halves of a pair side by side: what the client said first, what is furthest apart on top. No verdict."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from instruments.definition.model import Code
from instruments.pairing import Meeting, Pair, pairs
from instruments.rendering import QuestionView, render
from surveys.choices import Perspective
from surveys.data import GivenAnswer, GivenNote
from surveys.definitions import asked_in, definition_of, render_context
from surveys.models import Submission
from surveys.queries.given_answers import answer_of

STYLE = "faces"
"""Both halves are shown in one style, so that the pictures can be compared too; where it does not fit, in words."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One of two answers, in words and, where there is one, a picture; no `label` when there is none."""

    label: str
    picture: str
    photo: str
    declined: str
    notes: tuple[GivenNote, ...]


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
    also: tuple[tuple[str, GivenAnswer | None, GivenAnswer | None], ...]


def side_by_side(given: Sequence[Submission]) -> SideBySide | None:
    """Return both halves of a pair as `given_in` gives them; None while one of them is not there."""
    halves = {row.counted_for.perspective: row for row in given}
    client, worker = halves.get(Perspective.CLIENT), halves.get(Perspective.SUPPORT_WORKER)
    if client is None or worker is None:
        return None
    found = pairs(definition_of(client.session.release), client.answers, worker.answers)
    return _laid_out(found, _half(client, client.language), _half(worker, client.language))


@dataclass(frozen=True, slots=True)
class _Half:
    """One half as it is shown: its questions by key, and what was given."""

    row: Submission
    html_lang: str
    questions: Mapping[str, QuestionView]

    def given(self, key: str) -> GivenAnswer:
        """Return the answer to a question, in words and with the notes beside it."""
        return answer_of(self.questions[key], self.row)

    def answer(self, key: str, code: Code | None) -> Answer:
        """Return the answer to a question of which one option is chosen, in words and pictures."""
        chosen = next((option for option in self.questions[key].options if option.value == code), None)
        notes = self.given(key).notes
        if chosen is None:
            return Answer("", "", "", self.questions[key].declined or "", notes)
        return Answer(chosen.label, chosen.picture or "", chosen.photo, "", notes)


def _half(row: Submission, language: str) -> _Half:
    """Both halves are read in the language of the client, who sits at the table."""
    definition = asked_in(row.session)
    shown = render_context(definition, row.session.context, answers=row.answers, language=language, style=STYLE)
    view = render(definition, shown)
    return _Half(row, view.html_lang, {question.key: question for question in view.questions})


def _laid_out(found: Iterable[Pair], client: _Half, worker: _Half) -> SideBySide:
    both = (pair for pair in found if pair.question in client.questions and pair.question in worker.questions)
    laid = [(pair, _difference(pair, client, worker)) for pair in both]
    told_apart = {meeting: tuple(one for pair, one in laid if pair.meeting is meeting) for meeting in Meeting}
    return SideBySide(
        html_lang=client.html_lang,
        apart=told_apart[Meeting.APART],
        one_sided=told_apart[Meeting.ONE_SIDED],
        same=told_apart[Meeting.SAME],
        also=tuple(_also(client, worker, {pair.question for pair, _one in laid})),
    )


def _difference(pair: Pair, client: _Half, worker: _Half) -> Difference:
    asked = client.questions[pair.question]
    return Difference(
        question=asked.text,
        subject=asked.domain.label if asked.domain else "",
        picture=(asked.domain.picture or "") if asked.domain else "",
        client=client.answer(pair.question, pair.client),
        worker=worker.answer(pair.question, pair.worker),
    )


def _also(
    client: _Half, worker: _Half, counted: set[str]
) -> Iterable[tuple[str, GivenAnswer | None, GivenAnswer | None]]:
    """What both were asked in words or as several choices, where at least one said something."""
    for key, question in client.questions.items():
        if key in counted or key not in worker.questions:
            continue
        said = [half.given(key) if half.questions[key].value is not None else None for half in (client, worker)]
        if any(said):
            yield question.text, said[0], said[1]
