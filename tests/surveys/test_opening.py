"""What an answering session is opened with: words, variant, pictures, and a profile that fits."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from instruments import builtin
from instruments.definition.model import Definition
from instruments.definition.suiting import Ages, Suits, Variant, VariantValue
from instruments.definition.texts import Labels
from organisations.choices import Role
from organisations.models import AnsweringProfile, Client, Placement, Representation
from organisations.operations.pictures import remove_client_photo
from organisations.operations.profiles import save_profile
from organisations.operations.units import set_wording
from surveys.access import COOKIE
from surveys.choices import Audience, Mode
from surveys.operations.releases import publish_release
from surveys.queries.opening import opening
from tests.cast import Cast, SignIn, staff_with_role
from tests.factories import PlacementFactory
from tests.organisations.pictures import client_photo, own_picture
from tests.surveys.asking import AT, Sitting, invitation_of, open_test_round, sitting


def context_of(client: Client, audience: Audience = Audience.CLIENT) -> dict[str, Any]:
    context: dict[str, Any] = sitting(client, audience).session.context
    return context


def ask(cast: Cast, definition: Definition, **changes: Any) -> None:
    releases = {Audience.CLIENT: publish_release(definition=definition, at=AT)}
    open_test_round(cast.provider, releases=releases, **changes)


def test_the_words_are_of_this_person_and_this_organisation(cast: Cast) -> None:
    wording = {"client": "bewoner", "clients": "bewoners", "plan": "Mijn Plan", "support": "zorg"}
    set_wording(unit=cast.provider, words=wording)
    save_profile(client_id=cast.anna.pk, wanted={"support_worker_id": cast.carla.pk})
    open_test_round(cast.provider)
    assert context_of(cast.anna)["words"] == {
        "name": "Anna",
        "house": "De Linde",
        "worker": "Carla",
        "worker_role": "begeleider",
        "organisation": "Stichting De Hof",
        "plan": "Mijn Plan",
        "support": "zorg",
        "client": "bewoner",
    }


def test_in_another_language_dutch_words_stay_out(cast: Cast) -> None:
    set_wording(unit=cast.provider, words={"plan": "Mijn Plan"})
    save_profile(client_id=cast.anna.pk, wanted={"support_worker_id": cast.carla.pk, "language": "ar"})
    open_test_round(cast.provider)
    words = context_of(cast.anna)["words"]
    assert words == {"name": "Anna", "house": "De Linde", "worker": "Carla", "organisation": "Stichting De Hof"}


def test_a_relative_from_whom_the_address_is_secret_reads_no_place_and_no_name_of_staff(cast: Cast) -> None:
    save_profile(client_id=cast.anna.pk, wanted={"support_worker_id": cast.carla.pk})
    Representation.objects.filter(client=cast.anna, relative=cast.bram).update(hide_places=True)
    open_test_round(cast.provider)
    assert context_of(cast.anna, Audience.RELATIVE)["words"] == {"name": "Anna", "organisation": "Stichting De Hof"}
    assert context_of(cast.anna)["words"]["house"] == "De Linde"


def test_where_somebody_works_is_not_called_their_house(cast: Cast) -> None:
    Placement.objects.filter(client=cast.anna).update(product="day")
    open_test_round(cast.provider)
    assert "house" not in context_of(cast.anna)["words"]


def test_a_role_above_the_provider_or_over_is_not_named(cast: Cast) -> None:
    for worker in (staff_with_role("Boven", cast.cooperative, Role.TEAM_LEADER), cast.eva):
        save_profile(client_id=cast.anna.pk, wanted={"support_worker_id": worker.pk})
        assert Client.objects.get(pk=cast.anna.pk).support_worker == worker
    open_test_round(cast.provider)
    assert "worker_role" not in context_of(cast.anna)["words"]


@pytest.mark.parametrize(
    ("changes", "placed", "expected"),
    [
        ({}, {}, (5, "faces", "a2")),
        ({}, {"client_group": "evb"}, (3, "faces", "a2")),
        ({}, {"client_group": "ambulant", "product": "ambulant"}, (5, "words", "b1")),
        ({"style": "thumbs", "scale_points": 4, "level": "a2"}, {"client_group": "ambulant"}, (4, "thumbs", "a2")),
    ],
    ids=str,
)
def test_what_nobody_chose_is_as_proposed_and_a_choice_wins(
    changes: dict[str, Any], placed: dict[str, Any], expected: tuple[int, str, str], cast: Cast
) -> None:
    Placement.objects.filter(client=cast.anna).update(**placed)
    save_profile(client_id=cast.anna.pk, wanted=changes)
    five = builtin()["moment"]
    ask(cast, five)
    profile = context_of(cast.anna)["profile"]
    asked = (profile["scale_points"], profile["style"], profile["level"])
    assert asked == (min(expected[0], asked[0]), *expected[1:])


def test_a_client_without_a_profile_answers_as_proposed(cast: Cast) -> None:
    AnsweringProfile.objects.filter(client=cast.anna).delete()
    open_test_round(cast.provider)
    profile = context_of(cast.anna)["profile"]
    expected = {"scale_points": 5, "style": "faces", "level": "a2", "language": "nl"}
    assert expected.items() <= profile.items()


def test_the_variant_follows_from_the_age_on_the_day(cast: Cast) -> None:
    label = Labels({"nl": "x", "en": "x"})
    young = VariantValue(key="jong", labels=label, suits=Suits(ages=Ages(until=11)))
    older = VariantValue(key="ouder", labels=label, suits=Suits(ages=Ages(**{"from": 12})))
    variant = Variant(key="leeftijd", labels=label, values=(young, older))
    Client.objects.filter(pk=cast.anna.pk).update(birth_date=date(2014, 9, 14))
    Client.objects.filter(pk=cast.noor.pk).update(birth_date=date(2014, 9, 15))
    ask(cast, builtin()["mijn-leven"].model_copy(update={"key": "proef", "variants": (variant,)}))
    assert context_of(cast.anna)["variant"] == {"leeftijd": "ouder"}
    assert context_of(cast.noor)["variant"] == {"leeftijd": "jong"}


def looks(sitting_: Sitting, address: str) -> int:
    browser = Browser()
    browser.cookies[COOKIE] = f"{sitting_.session.pk}.{sitting_.secret}"
    return browser.get(address).status_code


def test_the_own_photo_stands_where_the_drawing_would_and_only_that_session_sees_it(
    cast: Cast, signed_in: SignIn
) -> None:
    picture = own_picture(cast.provider, cast.gerda, "eten")
    own_picture(cast.provider, cast.gerda, "kamer", "Kamers")
    photo, _unused = client_photo(cast.anna), client_photo(cast.anna, key="boerderij")
    foreign = client_photo(cast.noor)
    open_test_round(cast.provider)
    anna, noor = sitting(cast.anna), sitting(cast.noor)
    addresses = {key: reverse("answering:photo", args=[one.pk]) for key, one in (("eten", picture), ("kamer", photo))}
    assert anna.session.context["photos"] == addresses
    assert [looks(anna, address) for address in addresses.values()] == [200, 200]
    assert looks(noor, addresses["kamer"]) == 404
    assert looks(anna, reverse("answering:photo", args=[foreign.pk])) == 404
    assert Browser().get(addresses["kamer"]).status_code == 404
    assert signed_in(cast.carla).get(addresses["kamer"]).status_code == 404
    browser = Browser()
    browser.cookies[COOKIE] = f"{anna.session.pk}.{anna.secret}"
    assert f'src="{addresses["kamer"]}"'.encode() in browser.get(reverse("answering:form")).content
    remove_client_photo(photo=photo)
    assert looks(anna, addresses["kamer"]) == 404


def test_a_relative_sees_the_pictures_of_the_organisation_and_not_the_clients_own(cast: Cast) -> None:
    client_photo(cast.anna, key="samen")
    client_photo(cast.anna, key="begeleider")
    open_test_round(cast.provider)
    assert context_of(cast.anna, Audience.RELATIVE)["photos"] == {}


def test_in_an_anonymous_round_nothing_points_at_a_person(cast: Cast) -> None:
    client_photo(cast.anna)
    save_profile(client_id=cast.anna.pk, wanted={"support_worker_id": cast.carla.pk})
    open_test_round(cast.provider)
    invitation = invitation_of(cast.anna)
    invitation.frame_member.round.mode = Mode.ANONYMOUS
    context = opening(invitation, builtin()["mijn-leven"], on=AT.date())
    assert context["words"] == {"organisation": "Stichting De Hof"}
    assert context["photos"] == {}


def test_opening_costs_the_same_however_much_is_known(cast: Cast) -> None:
    open_test_round(cast.provider)
    few = queries(cast.noor)
    save_profile(client_id=cast.anna.pk, wanted={"support_worker_id": cast.carla.pk})
    for key in ("kamer", "eten", "huis"):
        own_picture(cast.provider, cast.gerda, key, key)
        client_photo(cast.anna, key=key)
    PlacementFactory(client=cast.anna, unit=cast.other_team, product="day")
    assert queries(cast.anna) <= few + 1  # the role of the own support worker


def queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as found:
        sitting(client)
    return len(found)
