"""Who and what there is in the fictional cooperative: drawn from one seed, so it is the same each time. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from clientvoice.demo import names

SEED = 2032
COOPERATIVE = "Coöperatie Samen Sterk"
CLIENTS_WITH_RELATIVE = 0.38
SECOND_RELATIVE = 0.25


@dataclass(frozen=True, slots=True)
class RelativePlan:
    """A relative to be: number, name, on what ground they stand beside the client, and where mail would go."""

    number: str
    name: str
    basis: str
    email: str = ""


@dataclass(frozen=True, slots=True)
class ClientPlan:
    """A client to be, with the relatives who may answer."""

    number: str
    first_name: str
    last_name: str
    birth_date: date
    law: str
    product: str
    client_group: str
    since: date
    relatives: tuple[RelativePlan, ...]


@dataclass(frozen=True, slots=True)
class TeamPlan:
    """A team to be."""

    name: str
    clients: tuple[ClientPlan, ...]


@dataclass(frozen=True, slots=True)
class LocationPlan:
    """A location to be."""

    name: str
    teams: tuple[TeamPlan, ...]


@dataclass(frozen=True, slots=True)
class ProviderPlan:
    """A provider to be."""

    name: str
    locations: tuple[LocationPlan, ...]

    @property
    def teams(self) -> tuple[TeamPlan, ...]:
        """The teams of all locations."""
        return tuple(team for location in self.locations for team in location.teams)


class Numbers:
    """Hands out numbers in order: C00001, then C00002."""

    def __init__(self, letter: str) -> None:
        self.letter, self.last = letter, 0

    def next(self) -> str:
        """Return the next number."""
        self.last += 1
        return f"{self.letter}{self.last:05}"


def providers(*, today: date) -> tuple[ProviderPlan, ...]:
    """Return the three providers with everybody in them, as they are on a day."""
    chance, client_numbers, relative_numbers = Random(SEED), Numbers("C"), Numbers("R")  # noqa: S311 -- no secret
    return tuple(
        ProviderPlan(name, tuple(_locations(index, chance, client_numbers, relative_numbers, today)))
        for index, name in enumerate(names.PROVIDERS)
    )


def _locations(
    provider: int, chance: Random, client_numbers: Numbers, relative_numbers: Numbers, today: date
) -> Iterator[LocationPlan]:
    for location, teams in zip(names.LOCATIONS[provider], names.TEAMS[provider], strict=True):
        yield LocationPlan(
            location,
            tuple(_team(name, provider, chance, client_numbers, relative_numbers, today) for name in teams),
        )


def _team(
    name: str, provider: int, chance: Random, client_numbers: Numbers, relative_numbers: Numbers, today: date
) -> TeamPlan:
    size = chance.randint(16, 24) if name in names.BIG_TEAMS else round(chance.triangular(3, 14, 10))
    clients = [_client(name, provider, chance, client_numbers.next(), relative_numbers, today) for _ in range(size)]
    if name == "De Linde":
        clients[:2] = [_named(clients[0], "Sam", relative_numbers), _named(clients[1], "Noor", relative_numbers)]
        clients = [_with_mail(client) for client in clients]
    return TeamPlan(name, tuple(clients))


def _named(plan: ClientPlan, first_name: str, relative_numbers: Numbers) -> ClientPlan:
    """Return the plan with another first name and at least one relative: Sam and Noor are in the story of the walk."""
    relatives = plan.relatives or (RelativePlan(relative_numbers.next(), f"Mieke {plan.last_name}", "parent"),)
    return ClientPlan(
        plan.number,
        first_name,
        plan.last_name,
        plan.birth_date,
        plan.law,
        plan.product,
        plan.client_group,
        plan.since,
        relatives,
    )


def _with_mail(plan: ClientPlan) -> ClientPlan:
    """Return the plan with an address for each relative, so that they can look in: of nobody, as RFC 2606 says."""
    mailed = (replace(one, email=f"{one.name.lower().replace(' ', '.')}@example.org") for one in plan.relatives)
    return replace(plan, relatives=tuple(mailed))


def _client(
    team: str, provider: int, chance: Random, number: str, relative_numbers: Numbers, today: date
) -> ClientPlan:
    youth, ambulant = provider == 1, team.startswith("Ambulant")
    day = team in {"Werkplaats", "Kas en Tuin", "De Winkel", "Dagbehandeling"} or provider == 2  # noqa: PLR2004 -- farms
    last_name = chance.choice(names.LAST_NAMES)
    return ClientPlan(
        number=number,
        first_name=chance.choice(names.FIRST_NAMES),
        last_name=last_name,
        birth_date=today - timedelta(days=round(365.25 * (chance.uniform(8, 18) if youth else chance.uniform(19, 74)))),
        law="jeugdwet" if youth else chance.choice(("wlz", "wlz", "wlz", "wmo")),
        product="ambulant" if ambulant else "day" if day else "living",
        client_group="youth" if youth else "ambulant" if ambulant else chance.choice(("lvb", "lvb", "evb")),
        since=today - timedelta(days=chance.randint(60, 3000)),
        relatives=tuple(_relatives(last_name, chance, relative_numbers, youth=youth)),
    )


def _relatives(last_name: str, chance: Random, numbers: Numbers, *, youth: bool) -> Iterator[RelativePlan]:
    if chance.random() > (0.8 if youth else CLIENTS_WITH_RELATIVE):
        return
    count = 2 if chance.random() < SECOND_RELATIVE else 1
    for _number in range(count):
        basis = "parent" if youth else chance.choice(("parent", "mentor", "family"))
        yield RelativePlan(numbers.next(), f"{chance.choice(names.FIRST_NAMES)} {last_name}", basis)


@dataclass(frozen=True, slots=True)
class StaffPlan:
    """A member of staff to be: user name, role, and the names of the units down to theirs (empty: the cooperative)."""

    username: str
    name: str
    role: str
    place: tuple[str, ...]


NAMED_STAFF = (
    StaffPlan("carla", "Carla Mulder", "support_worker", (names.PROVIDERS[0], "Bosweg", "De Linde")),
    StaffPlan("dirk", "Dirk Postma", "team_leader", (names.PROVIDERS[0], "Bosweg")),
    StaffPlan("eva", "Eva Kramer", "team_leader", (names.PROVIDERS[1], "Noorderlicht")),
    StaffPlan("farid", "Farid Haddad", "quality", ()),
    StaffPlan("ilse", "Ilse Blom", "quality", (names.PROVIDERS[0],)),
    StaffPlan("joost", "Joost Kamphuis", "quality", (names.PROVIDERS[2],)),
    StaffPlan("hans", "Hans Scholten", "council", (names.PROVIDERS[0],)),
    StaffPlan("kim", "Kim Tan", "council", (names.PROVIDERS[1],)),
    StaffPlan("lex", "Lex Keizer", "log_keeper", (names.PROVIDERS[0],)),
    StaffPlan("mia", "Mia Bakker", "administrator", (names.PROVIDERS[0],)),
)
"""The people one signs in as; with the administrator, who is made first, they are in every demonstration."""
STAFF = 80


def staff(planned: tuple[ProviderPlan, ...]) -> tuple[StaffPlan, ...]:
    """Return everybody but the administrator: the named ones, a team leader per location, the rest in teams."""
    chance = Random(SEED + 1)  # noqa: S311 -- no secret
    places = [(provider.name, location.name) for provider in planned for location in provider.locations]
    teams = [
        (provider.name, location.name, team.name)
        for provider in planned
        for location in provider.locations
        for team in location.teams
    ]
    taken = {person.place for person in NAMED_STAFF if person.role == "team_leader"}
    leaders = [(place, "team_leader") for place in places if place not in taken]
    workers = [(place, "support_worker") for place in (*teams, *teams)]
    others = [*leaders, *workers][: STAFF - 1 - len(NAMED_STAFF)]
    return NAMED_STAFF + tuple(
        StaffPlan(f"medewerker{number:02}", _staff_name(chance), role, place)
        for number, (place, role) in enumerate(others, start=1)
    )


def _staff_name(chance: Random) -> str:
    return f"{chance.choice(names.FIRST_NAMES)} {chance.choice(names.LAST_NAMES)}"
