"""Rounds and answers for tests, made by the same operations that people use."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

from instruments import builtin
from instruments.definition.model import Definition
from instruments.questions import codes_of
from instruments.routing import visible
from organisations.models import Client, Unit
from surveys.access import session_by_secret
from surveys.choices import Audience, Mode
from surveys.data import IncomingSubmission, OpenedSession
from surveys.models import AnsweringSession, Invitation, Round
from surveys.operations.releases import publish_release
from surveys.operations.rounds import create_round, open_round
from surveys.operations.sessions import open_for_device

AT = datetime(2026, 9, 14, 10, 0, tzinfo=UTC)
LATER = AT + timedelta(hours=1)
DAY = date(2026, 9, 14)


def draft_round(owner: Unit, **changes: Any) -> Round:
    """Return a round on a unit that is not open yet, asking clients and relatives."""
    builtins = builtin()
    given: dict[str, Any] = {
        "owner": owner,
        "name": "Najaar 2026",
        "mode": Mode.NAMED,
        "releases": {
            Audience.CLIENT: publish_release(definition=builtins["mijn-leven"], at=AT),
            Audience.RELATIVE: publish_release(definition=builtins["ouders-over-hulp"], at=AT),
        },
        "reference_date": DAY,
        "opens_on": DAY,
        "closes_on": date(2026, 11, 30),
        "norm_percentage": 70,
        "norm_level": "",
        "feedback_on": None,
    }
    return create_round(**given | changes)


def open_test_round(owner: Unit, **changes: Any) -> Round:
    """Return an open round on a unit."""
    return open_round(round_id=draft_round(owner, **changes).id, at=AT)


def invitation_of(client: Client, audience: Audience = Audience.CLIENT) -> Invitation:
    """Return the one invitation about a client."""
    return Invitation.objects.get(frame_member__client=client, audience=audience)


@dataclass(frozen=True)
class Sitting:
    """An open answering session and its secret."""

    session: AnsweringSession
    secret: str

    @property
    def bearer(self) -> dict[str, str]:
        """The header with which the API is called."""
        return {"authorization": f"Bearer {self.secret}"}


def sitting(client: Client, audience: Audience = Audience.CLIENT) -> Sitting:
    """Return a session opened for a client, or for the relative of a client."""
    return _sitting(open_for_device(invitation_id=invitation_of(client, audience).id, device_id=None, at=AT))


def _sitting(opened: OpenedSession) -> Sitting:
    session = session_by_secret(opened.session_id, opened.secret)
    assert session is not None
    return Sitting(session, opened.secret)


def answers_to(definition: Definition, **values: Any) -> dict[str, Any]:
    """Return a whole set of answers: the last code everywhere, `values` where given (None declines)."""
    found: dict[str, Any] = {}
    for key in definition.question_keys:
        if key in visible(definition, found):
            found[key] = _item(definition, key, values)
    return found


def _item(definition: Definition, key: str, values: dict[str, Any]) -> dict[str, Any]:
    name = key.replace("-", "_")
    if name in values:
        return {"declined": "rather_not"} if values[name] is None else {"value": values[name]}
    codes = codes_of(definition, key)
    return {"value": codes[0] if codes and "keep" in codes else codes[-1] if codes else "In eigen woorden."}


def life(**values: Any) -> dict[str, Any]:
    """Return whole answers to the clients' list."""
    return answers_to(builtin()["mijn-leven"], **values)


def incoming(answers: dict[str, Any] | None = None, **changes: Any) -> IncomingSubmission:
    """Return a submission as a device sends it."""
    given: dict[str, Any] = {"id": uuid4(), "answers": life() if answers is None else answers, "style": "faces"}
    return IncomingSubmission(**given | changes)
