"""The place of the whole way: a provider with last year's round published and this year's open."""

from dataclasses import dataclass
from datetime import date, timedelta

from clientvoice.demo.rounds import INSTRUMENTS, Answering, asking, hold_round, publish_instruments
from organisations.clock import now
from organisations.models import Client, Staff
from organisations.operations.pins import set_pin
from reports.operations.publish import publish_round
from surveys.choices import Audience
from surveys.models import Invitation, Round
from surveys.operations.codes import issue_code
from surveys.operations.rounds import close_round
from tests.cast import Cast, build_cast
from tests.factories import RelativeFactory, RepresentationFactory, placed_client

PIN = "2468"


@dataclass(frozen=True)
class Story:
    """The cast with Sam, both rounds, and the code in the letter of Sam's mother."""

    cast: Cast
    sam: Client
    last_year: Round
    this_year: Round
    code: str

    @property
    def noor(self) -> Client:
        """Noor, who prefers not to."""
        return self.cast.noor


def build_story() -> Story:
    """Put the story into the database, by the operations that people use."""
    cast, at = build_cast(), now()
    for number in range(14):
        placed_client(cast.other_team, cast.provider, number=f"N{number}", birth_date=date(1980, 1, 1))
    releases = asking(publish_instruments(at=at - timedelta(days=500)), INSTRUMENTS)
    last_year = _last_year(cast, releases)
    sam = placed_client(cast.team, cast.provider, first_name="Sam", last_name="Visser", number="1003")
    mother = RelativeFactory(provider=cast.provider, name="Mieke Visser", number="2003")
    RepresentationFactory(client=sam, relative=mother)
    this_year = hold_round(
        cast.provider, releases, name="Vraagronde dit jaar", opens_at=at - timedelta(days=7), days=56
    )
    set_pin(staff=Staff.objects.get(pk=cast.carla.pk), pin=PIN)
    letter = Invitation.objects.get(frame_member__round=this_year, audience=Audience.RELATIVE, relative=mother)
    code = issue_code(invitation_id=letter.pk, at=at)
    return Story(cast=cast, sam=sam, last_year=last_year, this_year=this_year, code=code)


def _last_year(cast: Cast, releases: dict) -> Round:
    opened_at = now() - timedelta(days=400)
    asked = hold_round(cast.provider, releases, name="Vraagronde vorig jaar", opens_at=opened_at, days=56)
    everybody = Answering(asked, shares=(1.0, 1.0), skip=frozenset(), finished=True, staff_id=cast.gerda.pk)
    everybody.run(lambda _said: None)
    close_round(round_id=asked.pk, at=opened_at + timedelta(days=56))
    publish_round(round_id=asked.pk, at=opened_at + timedelta(days=56))
    return asked
