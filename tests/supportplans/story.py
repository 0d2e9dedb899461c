"""What happened before: a round was opened, somebody was asked and answered. Made by the operations that people use."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from instruments.catalogue import builtin
from instruments.definition.model import Definition, Question
from instruments.questions import change_questions
from instruments.routing import visible
from organisations.clock import now, today
from organisations.models import Client, Unit
from surveys.choices import Audience, Mode, Outcome
from surveys.data import IncomingSubmission
from surveys.models import AnsweringSession, Invitation, Round
from surveys.operations.outcomes import prefer_not
from surveys.operations.rounds import open_round
from surveys.operations.sessions import open_for_device
from surveys.operations.submissions import submit
from tests.surveys.asking import draft_round

INSTRUMENT = "mijn-leven"
OTHER_WORDS = "Ik wil een huisdier."


def opened_round(owner: Unit, *, mode: Mode = Mode.NAMED, name: str = "Najaar", closes_on: date | None = None) -> Round:
    """Open a round for clients and relatives of a unit today."""
    day = today()
    days = {"reference_date": day, "opens_on": day, "closes_on": closes_on or day + timedelta(days=30)}
    return open_round(round_id=draft_round(owner, mode=mode, name=name, **days).id, at=now())


def invitation_of(asking: Round, client: Client, audience: Audience = Audience.CLIENT) -> Invitation:
    """Return the invitation of a client, or of the client's relative."""
    return Invitation.objects.get(frame_member__round=asking, frame_member__client=client, audience=audience)


def session_of(invitation: Invitation) -> AnsweringSession:
    """Open an answering session as a tablet does."""
    opened = open_for_device(invitation_id=invitation.id, device_id=None, at=now())
    return AnsweringSession.objects.get(pk=opened.session_id)


def answered(
    invitation: Invitation,
    changes: Mapping[str, str] | None = None,
    *,
    words: str = OTHER_WORDS,
    at: datetime | None = None,
) -> UUID:
    """Let somebody answer everything; `changes` says `change` or a reason to decline per domain, else all stays so."""
    definition = builtin()[INSTRUMENT if invitation.audience == Audience.CLIENT else "ouders-over-hulp"]
    sent = IncomingSubmission(id=uuid4(), answers=answers_to(definition, changes or {}, words))
    submit(session=session_of(invitation), submission=sent, at=at or now())
    return sent.id


def refused(invitation: Invitation) -> None:
    """Let somebody say: no, I prefer not to."""
    prefer_not(session=session_of(invitation), at=now())
    invitation.refresh_from_db()
    assert invitation.outcome == Outcome.REFUSED


def answers_to(definition: Definition, changes: Mapping[str, str], words: str) -> dict[str, Any]:
    """Return an answer to every question that is shown."""
    domains = {question: domain for domain, question in change_questions(definition).items()}
    answers: dict[str, Any] = {}
    for question in definition.questions:
        if question.key in visible(definition, answers):
            answers[question.key] = _item(question, changes.get(domains.get(question.key, ""), "keep"), words)
    return answers


def _item(question: Question, change: str, words: str) -> dict[str, Any]:
    if question.type == "change":
        return {"value": change} if change in {"keep", "change"} else {"declined": change}
    return {
        "value": {"scale": 4, "mark": 8, "choice": question.options[0].code if question.options else ""}.get(
            question.type, words
        )
    }
