"""Own pictures in the lists of an organisation, and what is said of texts that nobody checked."""

import pytest
from django.test import Client as Browser
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from instruments import builtin
from instruments.definition.faults import DefinitionError
from instruments.unchecked import NOT_CHECKED, not_checked
from organisations.operations.profiles import save_profile
from surveys.choices import Audience
from surveys.operations.releases import publish_release
from surveys.operations.submissions import submit
from tests.answering.places import seat
from tests.cast import Cast, SignIn
from tests.organisations.pictures import client_photo, own_picture
from tests.surveys.asking import AT, incoming, open_test_round
from tests.surveys.own_lists import proposal_of, published

OWN_PICTURES = (
    ("picture: {key: kamer, alt", "picture: {key: mijn-bus, alt"),
    ('en: "Yes"}, picture: klaar}', 'en: "Yes"}, picture: duim-omhoog}'),
)


def test_a_list_names_the_pictures_of_its_organisation_once_they_are_there(cast: Cast) -> None:
    with pytest.raises(DefinitionError):
        proposal_of(cast.team, cast.gerda, *OWN_PICTURES)
    own_picture(cast.provider, cast.gerda, "mijn-bus", "Vervoer")
    own_picture(cast.team, cast.gerda, "duim-omhoog", "Duimen")
    assert proposal_of(cast.team, cast.gerda, *OWN_PICTURES).pk
    with pytest.raises(DefinitionError):
        proposal_of(cast.foreign_team, cast.eva, *OWN_PICTURES)


def test_own_pictures_stand_beside_questions_and_answers_and_in_the_preview(
    client: Browser, cast: Cast, signed_in: SignIn
) -> None:
    bus = own_picture(cast.provider, cast.gerda, "mijn-bus", "Vervoer")
    thumb = own_picture(cast.provider, cast.gerda, "duim-omhoog", "Duimen")
    release = published(cast.provider, cast.gerda, *OWN_PICTURES)
    address = reverse("surveys:instrument-preview", kwargs={"key": release.key, "owner_id": release.owner_id})
    preview = signed_in(cast.gerda).get(address)
    for picture in (bus, thumb):
        assertContains(preview, f'src="{reverse("organisations:picture", args=[picture.pk])}"')
    save_profile(client_id=cast.anna.pk, wanted={"style": "pictures"})
    open_test_round(cast.provider, releases={Audience.CLIENT: release})
    seat(client, cast.anna)
    page = client.get("/answer/form/")
    for picture in (bus, thumb):
        assertContains(page, f'src="{reverse("answering:photo", args=[picture.pk])}"')


def test_a_photo_of_the_client_is_seen_until_the_answers_are_sent(client: Browser, cast: Cast) -> None:
    photo = client_photo(cast.anna)
    open_test_round(cast.provider)
    who = seat(client, cast.anna)
    address = reverse("answering:photo", args=[photo.pk])
    assert client.get(address).status_code == 200
    submit(session=who, submission=incoming(), at=AT)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("language", ["nl", "ar"])
def test_the_start_says_in_that_language_that_nobody_checked_the_texts(
    client: Browser, cast: Cast, language: str
) -> None:
    release = publish_release(definition=builtin()["vertel"], at=AT)
    open_test_round(cast.provider, releases={Audience.CLIENT: release})
    save_profile(client_id=cast.anna.pk, wanted={"language": language})
    seat(client, cast.anna)
    page = client.get("/answer/start/")
    if language == "nl":
        assertNotContains(page, NOT_CHECKED["nl"])
    else:
        assertContains(page, NOT_CHECKED[language])


def test_every_level_has_a_sentence_in_its_language() -> None:
    assert not_checked("nl-x-eenvoudig-u") == NOT_CHECKED["nl"]
    assert not_checked("fr") == NOT_CHECKED["en"]
