"""A published round of the cast's cooperative, answered by hand: teams of 14, 7 and 6 people, one elsewhere."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from instruments import builtin
from organisations.models import Client, Unit
from reports.models import Publication
from reports.operations.publish import publish_round
from surveys.choices import Audience, Helped, Mode
from surveys.models import Round
from surveys.operations.rounds import close_round
from surveys.operations.submissions import submit
from tests.cast import Cast
from tests.factories import RelativeFactory, RepresentationFactory, UnitFactory, placed_client
from tests.surveys.asking import LATER, answers_to, incoming, life, open_test_round, sitting

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
    submit(session=sitting(client).session, submission=incoming(life(**values), helped=helped), at=LATER)


def answer_as_relative(client: Client, mark: int) -> None:
    """Let the relative of a client send a mark."""
    given = answers_to(builtin()["ouders-over-hulp"], cijfer=mark)
    session = sitting(client, Audience.RELATIVE).session
    submit(session=session, submission=incoming(given, style="digits"), at=LATER)


def publish_for(cast: Cast) -> Published:
    """Return a closed round on the cooperative; in De Linde nobody answered."""
    large = UnitFactory(parent=cast.location, name="De Populier", level="team")
    small = UnitFactory(parent=cast.location, name="De Wilg", level="team")
    many = [placed_client(large, cast.provider) for _ in range(16)]
    some = [placed_client(small, cast.provider) for _ in range(7)]
    others = [placed_client(cast.other_team, cast.provider) for _ in range(6)]
    elsewhere = [placed_client(cast.foreign_team, cast.other_provider) for _ in range(11)]
    family = [
        RepresentationFactory(client=client, relative=RelativeFactory(provider=cast.provider)) for client in many[:11]
    ]
    asking = open_test_round(cast.cooperative, mode=Mode.CONFIDENTIAL)
    for number, client in enumerate([*many[:14], *some, *others, *elsewhere]):
        answer(client, **varied(number))
    for number, one in enumerate(family):
        answer_as_relative(one.client, 6 + number % 4)
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
