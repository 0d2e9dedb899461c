"""A published round of the cast's cooperative, answered by hand: teams of 14, 7 and 6 people, one elsewhere."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from organisations.models import Client, Unit
from reports.models import Publication
from reports.operations.publish import publish_round
from surveys.access import session_by_secret
from surveys.choices import Audience, Helped, Mode
from surveys.models import Invitation, Round
from surveys.operations.rounds import close_round
from surveys.operations.sessions import open_for_device
from surveys.operations.submissions import submit
from tests.cast import Cast
from tests.factories import UnitFactory, placed_client
from tests.surveys.asking import AT, LATER, incoming, life, open_test_round

CLOSED = LATER + timedelta(days=60)


@dataclass(frozen=True)
class Published:
    """The round, its publication, and its teams by name."""

    round: Round
    publication: Publication
    small: Unit
    large: Unit


def answer(client: Client, **values: Any) -> None:
    """Let a client send answers."""
    helped = values.pop("helped", Helped.ALONE)
    invitation = Invitation.objects.get(frame_member__client=client, audience=Audience.CLIENT)
    opened = open_for_device(invitation_id=invitation.id, device_id=None, at=AT)
    session = session_by_secret(opened.session_id, opened.secret)
    assert session is not None
    submit(session=session, submission=incoming(life(**values), helped=helped), at=LATER)


def publish_for(cast: Cast) -> Published:
    """Return a closed round on the cooperative; in De Linde nobody answered."""
    large = UnitFactory(parent=cast.location, name="De Populier", level="team")
    small = UnitFactory(parent=cast.location, name="De Wilg", level="team")
    many = [placed_client(large, cast.provider) for _ in range(16)]
    some = [placed_client(small, cast.provider) for _ in range(7)]
    others = [placed_client(cast.other_team, cast.provider) for _ in range(6)]
    elsewhere = [placed_client(cast.foreign_team, cast.other_provider) for _ in range(11)]
    asking = open_test_round(cast.cooperative, mode=Mode.CONFIDENTIAL)
    for number, client in enumerate([*many[:14], *some, *others, *elsewhere]):
        answer(client, **varied(number))
    close_round(round_id=asking.id, at=CLOSED)
    publication = publish_round(round_id=asking.id, at=CLOSED)
    return Published(asking, publication, small, large)


def varied(number: int) -> dict[str, Any]:
    """Answers that differ from one person to the next."""
    return {
        "kamer": 1 + number % 5,
        "eten": 3 + number % 3,
        "wonen_anders": ("change", "keep", "keep", "change", "keep")[number % 5],
        "dag_anders": ("keep", "change", "keep")[number % 3],
        "helped": Helped.TOGETHER if number % 3 == 0 else Helped.ALONE,
    }
