"""Cases for tests: rounds that observe or pair, and people who look along, made by the operations that people use."""

from typing import Any

from instruments import builtin
from instruments.definition.model import Definition
from instruments.definition.suiting import Relation
from instruments.questions import codes_of
from instruments.routing import visible
from organisations.models import Client, Staff, Unit
from surveys.access import session_by_secret
from surveys.choices import Audience
from surveys.definitions import asked_in
from surveys.models import AnsweringSession, Case, Invitation, Round
from surveys.operations.cases import add_observer
from surveys.operations.releases import publish_release
from surveys.operations.sessions import open_for_device
from surveys.operations.submissions import submit
from tests.surveys.asking import AT, DAY, incoming, open_test_round

OBSERVATION, PAIR = "ik-laat-zien", "samen-kijken"


def open_observation(owner: Unit, **changes: Any) -> Round:
    """Return an open round that asks people to look along with each client."""
    return open_test_round(owner, releases={Audience.OBSERVER: _release(OBSERVATION)}, **changes)


def open_pair(owner: Unit, **changes: Any) -> Round:
    """Return an open round that asks each client and a support worker the same."""
    return open_test_round(owner, releases={Audience.CLIENT: _release(PAIR)}, **changes)


def _release(key: str) -> Any:
    return publish_release(definition=builtin()[key], at=AT)


def case_of(client: Client) -> Case:
    """Return the one case about a client."""
    return Case.objects.select_related("frame_member__round", "frame_member__client__provider").get(
        frame_member__client=client
    )


def look_along(client: Client, relation: Relation, person: Any) -> Invitation:
    """Let a relative or a member of staff look along with a client."""
    kind = "staff" if isinstance(person, Staff) else "relative"
    return add_observer(case_id=case_of(client).pk, person=f"{kind}:{person.pk}", relation=relation, on=DAY)


def opened(invitation: Invitation) -> AnsweringSession:
    """Return a session in which an invitation is answered."""
    found = open_for_device(invitation_id=invitation.pk, device_id=None, at=AT)
    session = session_by_secret(found.session_id, found.secret)
    assert session is not None
    return session


def answer(invitation: Invitation, **values: Any) -> None:
    """Answer everything that an invitation asks: `values` where given, the last code elsewhere."""
    session = opened(invitation)
    submit(session=session, submission=incoming(whole(asked_in(session), **values)), at=AT)


def whole(definition: Definition, **values: Any) -> dict[str, Any]:
    """Return answers to everything that is shown; what is neither a code nor a word is declined."""
    found: dict[str, Any] = {}
    for key in definition.question_keys:
        if key in visible(definition, found):
            found[key] = _item(definition, key, values)
    return found


def _item(definition: Definition, key: str, values: dict[str, Any]) -> dict[str, Any]:
    name = key.replace("-", "_")
    if name in values:
        return {"value": values[name]}
    codes = codes_of(definition, key)
    if codes:
        return {"value": codes[0] if "keep" in codes else codes[-1]}
    written = definition.question(key).type == "text"
    return {"value": f"Over {key}."} if written else {"declined": "rather_not"}


def half_of(client: Client, audience: Audience) -> Invitation:
    """Return the half of a pair that a client or a support worker answers."""
    return Invitation.objects.get(case=case_of(client), audience=audience)
