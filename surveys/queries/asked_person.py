"""What is known of a client on a day that matters for how they are asked."""

from dataclasses import dataclass
from datetime import date

from instruments.advice import Person
from instruments.definition.suiting import ClientGroup, Product
from instruments.styles.registry import reads_aloud
from organisations.choices import AddressForm
from organisations.choices import Product as Placed
from organisations.models import AnsweringProfile, Client, Placement
from organisations.reading import profile_of
from organisations.rules.ages import age_on


@dataclass(frozen=True, slots=True)
class AskedPerson:
    """A client as an instrument has to know them.

    person: for the proposal, with what was chosen. house: the name of the unit where the client lives, else empty.
    path: the tree path of the unit whose words and pictures hold. profile: as stored, or an empty one.
    """

    person: Person
    profile: AnsweringProfile
    house: str
    path: str


def asked_person(client: Client, *, on: date) -> AskedPerson:
    """Return what is known of a client, with profile and provider at hand. One query."""
    placements = list(_placements(client, on))
    home = next((one for one in placements if one.product == Placed.LIVING), None)
    profile = profile_of(client)
    return AskedPerson(
        person=_person(client, profile, placements, on),
        profile=profile,
        house=home.unit.name if home else "",
        path=(home or placements[0]).unit.path if placements else client.provider.path,
    )


def _placements(client: Client, on: date) -> list[Placement]:
    found = Placement.objects.filter(client=client, period__contains=on).select_related("unit")
    return list(found.order_by("unit__path", "product"))


def _person(client: Client, profile: AnsweringProfile, placements: list[Placement], on: date) -> Person:
    return Person(
        age=age_on(client.birth_date, on),
        client_groups=tuple(dict.fromkeys(ClientGroup(one.client_group) for one in placements)),
        products=tuple(dict.fromkeys(Product(one.product) for one in placements)),
        points=profile.scale_points,
        style=profile.style or None,
        language=profile.language,
        level=profile.level or None,
        formal=client.address_form == AddressForm.U,
        read_aloud=profile.read_aloud,
        sound_only=reads_aloud(profile.style),
    )
