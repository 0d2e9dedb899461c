"""Makes the demonstration: a cooperative, last year's round and this year's, and who can sign in."""

from datetime import date, datetime, timedelta
from typing import Any

from clientvoice.demo import names, plan
from clientvoice.demo.cases import look_along, pair_up
from clientvoice.demo.facts import facts
from clientvoice.demo.following import follow_up_all, see_to_wishes, write_down_goals
from clientvoice.demo.people import build_places, import_clients
from clientvoice.demo.rounds import (
    INSTRUMENTS,
    LOOKING,
    PAIRS,
    WORK,
    YOUTH,
    Answering,
    Releases,
    Say,
    asking,
    hold_round,
    publish_instruments,
)
from organisations.choices import Role
from organisations.clock import now, today
from organisations.models import Staff, Unit
from organisations.operations.organisations import create_organisation
from organisations.operations.pins import set_pin
from organisations.operations.staff import add_staff
from organisations.operations.units import set_wording
from reports.operations.publish import publish_round
from surveys.models import Release, Round
from surveys.operations.rounds import close_round

PASSWORD = "samen-sterk-2026"  # noqa: S105 -- of a fictional organisation
PIN = "2468"
DAYS = 56
SINCE = timedelta(days=3650)
THIS_YEAR, LAST_YEAR = timedelta(days=28), timedelta(days=365 + 28)
"""How long ago each round opened."""
WORDS = {
    "adviser": "Yara Lopes, 06 12 34 56 78",
    "complaints_officer": "Ruben Tan, 088 123 45 67",
}
LEFT_OPEN = frozenset({"C00001", "C00002"})
"""Sam and Noor: they have not been asked yet, so that you can."""
OWN_ROUNDS = timedelta(days=10)
OWN = (
    ((names.PROVIDERS[1], "Noorderlicht"), YOUTH, "CTO Noorderlicht"),
    ((names.PROVIDERS[2], "Erve Kamphuis"), WORK, "Werken op Erve Kamphuis"),
)


BOSWEG = (names.PROVIDERS[0], "Bosweg")
"""Where Carla and Dirk work: beside Carla's own team people look along, and pairs are filled in."""


def build(say: Say) -> dict[str, Any]:
    """Make the demonstration in an empty database, telling how far it is; return its facts."""
    at = now()
    planned = plan.providers(today=today())
    cooperative, administrator = _organisation(on=today() - SINCE)
    places = build_places(cooperative, planned)
    say("Clients, relatives and staff")
    # A file a year, each before that year's round: who came later is not in the older round.
    for days in (LAST_YEAR, THIS_YEAR):
        for provider in planned:
            import_clients(places[(provider.name,)], provider, on=(at - days).date() - timedelta(days=1))
    _staff(planned, places, on=today() - SINCE)
    write_down_goals(LEFT_OPEN, staff_id=administrator.pk, at=at)
    published = publish_instruments(at=at - timedelta(days=400))
    _other_rounds(places, administrator, published, at, say)
    _cases(places, published, at)
    say("People who look along")
    rounds = _rounds(cooperative, administrator, asking(published, INSTRUMENTS), at, say)
    return facts(rounds=rounds, at=at, password=PASSWORD, pin=PIN)


def _organisation(*, on: date) -> tuple[Unit, Staff]:
    cooperative, administrator, _password = create_organisation(
        name=plan.COOPERATIVE,
        level="coöperatie",
        is_provider=False,
        administrator="Gerda Visser",
        username="gerda",
        on=on,
    )
    _known_sign_in(administrator)
    set_wording(unit=cooperative, words=WORDS)
    return cooperative, administrator


def _staff(planned: tuple[plan.ProviderPlan, ...], places: dict[tuple[str, ...], Unit], *, on: date) -> None:
    for person in plan.staff(planned):
        staff, _password = add_staff(
            name=person.name, username=person.username, unit=places[person.place], role=Role(person.role), on=on
        )
        if person in plan.NAMED_STAFF:
            _known_sign_in(staff)


def _known_sign_in(staff: Staff) -> None:
    """Replace the random first password by the one that the demonstration tells, and set a PIN for the tablet."""
    staff.user.set_password(PASSWORD)
    staff.user.first_password_until = None
    staff.user.save(update_fields=["password", "first_password_until"])
    set_pin(staff=staff, pin=PIN)


def _rounds(cooperative: Unit, administrator: Staff, releases: Releases, at: datetime, say: Say) -> tuple[Round, Round]:
    last_year, this_year = at - LAST_YEAR, at - THIS_YEAR
    before = hold_round(cooperative, releases, name=_name(last_year), opens_at=last_year, days=DAYS)
    Answering(before, shares=(0.5, 0.95), skip=frozenset(), finished=True, staff_id=administrator.pk).run(say)
    follow_up_all(before)
    see_to_wishes(before, share=0.9, finished=True, today=today())
    closed_at = last_year + timedelta(days=DAYS)
    close_round(round_id=before.pk, at=closed_at)
    publish_round(round_id=before.pk, at=closed_at)
    current = hold_round(cooperative, releases, name=_name(this_year), opens_at=this_year, days=DAYS)
    Answering(current, shares=(0.3, 0.9), skip=LEFT_OPEN, finished=False, staff_id=administrator.pk).run(say)
    follow_up_all(current)
    see_to_wishes(current, share=0.4, finished=False, today=today())
    return before, current


def _other_rounds(
    places: dict[tuple[str, ...], Unit], administrator: Staff, published: dict[str, Release], at: datetime, say: Say
) -> None:
    """Two locations ask with an instrument of their own kind: the young people one, and the farm another."""
    opens_at = at - OWN_ROUNDS
    for place, keys, name in OWN:
        held = hold_round(places[place], asking(published, keys), name=name, opens_at=opens_at, days=DAYS)
        Answering(held, shares=(0.4, 0.8), skip=frozenset(), finished=False, staff_id=administrator.pk).run(say)
        follow_up_all(held)


def _cases(places: dict[tuple[str, ...], Unit], published: dict[str, Release], at: datetime) -> None:
    opens_at, on = at - OWN_ROUNDS, today()
    beech, oak = places[(*BOSWEG, "De Beuk")], places[(*BOSWEG, "De Eik")]
    observed = hold_round(beech, asking(published, LOOKING), name="Meekijken De Beuk", opens_at=opens_at, days=DAYS)
    look_along(observed, guest=Staff.objects.get(user__username="carla"), on=on)
    paired = hold_round(oak, asking(published, PAIRS), name="Samen kijken De Eik", opens_at=opens_at, days=DAYS)
    pair_up(paired, on=on)
    follow_up_all(paired)


def _name(opens_at: datetime) -> str:
    return f"Vraagronde {opens_at.year}"
