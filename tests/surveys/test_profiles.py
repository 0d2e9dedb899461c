"""The page on which is chosen with a client how they answer best."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from instruments import builtin
from organisations.choices import Role
from organisations.models import AnsweringProfile, Client, ClientPhoto, Placement
from organisations.operations.people_import import import_people
from surveys.operations.releases import publish_release
from tests.cast import Cast, SignIn, staff_with_role
from tests.organisations.importing.files import SAM, csv_file
from tests.organisations.pictures import client_photo, drawn
from tests.surveys.asking import AT

MOST = 30
ENGLISH = {"accept-language": "en"}


def given(**changes: Any) -> dict[str, Any]:
    """What the form sends when nothing is chosen."""
    nothing = {"scale_points": "", "style": "", "level": "", "language": "nl", "address_form": "je"}
    return nothing | {"text_size": "100", "access_mode": "touch", "symbols": "on"} | changes


def page_of(client: Client) -> str:
    return reverse("profiles:answering", args=[client.pk])


def test_what_is_chosen_together_is_kept_with_what_the_client_chose(cast: Cast, signed_in: SignIn) -> None:
    chosen = given(
        scale_points="3",
        style="words",
        level="b1",
        address_form="u",
        language="tr",
        text_size="150",
        access_mode="switch",
        read_aloud="on",
        support_worker=str(cast.carla.pk),
        own=["style", "language"],
    )
    response = signed_in(cast.carla).post(page_of(cast.anna), chosen, follow=True, headers=ENGLISH)
    assert response.status_code == 200
    anna = Client.objects.select_related("profile").get(pk=cast.anna.pk)
    profile = anna.profile
    assert (profile.scale_points, profile.style, profile.level, profile.language) == (3, "words", "b1", "tr")
    assert (profile.text_size, profile.access_mode, profile.read_aloud, profile.symbols) == (150, "switch", True, True)
    assert (anna.address_form, anna.support_worker) == ("u", cast.carla)
    assert profile.chosen_by_client == ["style", "language"]
    assertContains(response, "texts not yet checked")


def test_following_the_proposal_is_nobodys_own_choice(cast: Cast, signed_in: SignIn) -> None:
    signed_in(cast.carla).post(page_of(cast.anna), given(own=["style", "scale_points", "language"]))
    profile = AnsweringProfile.objects.get(client=cast.anna)
    assert (profile.style, profile.scale_points, profile.chosen_by_client) == ("", None, ["language"])


def test_what_was_saved_can_be_put_back_once(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.carla)
    browser.post(page_of(cast.anna), given(style="thumbs", own=["style"], support_worker=str(cast.carla.pk)))
    browser.post(page_of(cast.anna), given(style="digits"))
    assertContains(browser.get(page_of(cast.anna)), reverse("profiles:put-back", args=[cast.anna.pk]))
    browser.post(reverse("profiles:put-back", args=[cast.noor.pk]))
    browser.post(page_of(cast.anna), given(style="words"))
    for _time in range(2):
        response = browser.post(reverse("profiles:put-back", args=[cast.anna.pk]), follow=True)
    anna = Client.objects.select_related("profile").get(pk=cast.anna.pk)
    assert (anna.profile.style, anna.support_worker) == ("digits", None)
    assertNotContains(response, reverse("profiles:put-back", args=[cast.anna.pk]))


@pytest.mark.parametrize(
    "wrong",
    [
        {"scale_points": "7"},
        {"scale_points": "x"},
        {"style": "writing"},
        {"style": "<b>"},
        {"language": "xx"},
        {"access_mode": ""},
        {"text_size": "1000"},
        {"support_worker": "00000000-0000-0000-0000-000000000000"},
        {"own": ["number"]},
    ],
    ids=str,
)
def test_what_makes_no_sense_is_told_and_changes_nothing(wrong: dict[str, Any], cast: Cast, signed_in: SignIn) -> None:
    response = signed_in(cast.carla).post(page_of(cast.anna), given(level="b1", **wrong) | wrong)
    assert response.status_code == 422
    assert AnsweringProfile.objects.get(client=cast.anna).level == ""


def test_only_who_supports_the_client_can_be_the_own_support_worker(cast: Cast, signed_in: SignIn) -> None:
    other = staff_with_role("Otto", cast.other_team, Role.SUPPORT_WORKER)
    above = staff_with_role("Boven", cast.cooperative, Role.TEAM_LEADER)
    browser = signed_in(cast.carla)
    offered = browser.get(page_of(cast.anna)).context["form"].fields["support_worker"].queryset
    assert set(offered) == {cast.carla, cast.dirk}
    for stranger in (other, above, cast.eva, cast.farid):
        assert browser.post(page_of(cast.anna), given(support_worker=str(stranger.pk))).status_code == 422


def test_the_page_says_what_is_proposed_and_why(cast: Cast, signed_in: SignIn) -> None:
    Placement.objects.filter(client=cast.anna).update(product="ambulant", client_group="ambulant")
    response = signed_in(cast.carla).get(page_of(cast.anna), headers=ENGLISH)
    proposed = response.context["proposed"]
    assert proposed["style"] == {"value": "words", "reason": "Adults with ambulant support often find faces childish."}
    assert proposed["scale_points"]["value"] == "5 answers"
    assertContains(response, "Adults with ambulant support often find faces childish.")


def test_it_lists_what_fits_and_says_of_the_rest_why_not(cast: Cast, signed_in: SignIn) -> None:
    publish_release(definition=builtin()["mijn-leven"], at=AT, owner=cast.foreign_team)
    own = builtin()["mijn-leven"].model_copy(update={"key": "van-ons", "title": builtin()["moment"].title})
    publish_release(definition=own, at=AT, owner=cast.provider)
    Placement.objects.filter(client=cast.anna).update(client_group="emb")
    response = signed_in(cast.carla).get(page_of(cast.anna), headers=ENGLISH)
    fitting, others = response.context["fitting"], response.context["others"]
    assert len(fitting) + len(others) == len(builtin()) + 1
    assert fitting
    self_report = next(one for one in others if one.title == own.title.in_language("en"))
    assert self_report.reasons == ("This person shows it and does not say it: others look together instead.",)


def test_a_client_without_a_profile_gets_one(cast: Cast, signed_in: SignIn) -> None:
    AnsweringProfile.objects.filter(client=cast.noor).delete()
    browser = signed_in(cast.carla)
    assert browser.get(page_of(cast.noor)).status_code == 200
    browser.post(page_of(cast.noor), given(style="faces"))
    assert AnsweringProfile.objects.get(client=cast.noor).style == "faces"


def test_the_page_costs_the_same_with_many_photos_and_colleagues(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.carla)
    few = queries(browser, cast.anna)
    for number, key in enumerate(("kamer", "huis", "eten", "werk")):
        staff_with_role(f"Collega{number}", cast.team, Role.SUPPORT_WORKER)
        client_photo(cast.anna, cast.carla, key)
    assert queries(browser, cast.anna) == few <= MOST


def queries(browser: Browser, client: Client) -> int:
    browser.get(page_of(client))
    with CaptureQueriesContext(connection) as found:
        assert browser.get(page_of(client)).status_code == 200
    return len(found)


def test_a_photo_of_the_clients_own_is_kept_with_who_said_yes(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.carla)
    address = reverse("profiles:photo-add", args=[cast.anna.pk])
    photo = SimpleUploadedFile("../Anna de Wit.jpg", drawn("JPEG"), content_type="image/jpeg")
    browser.post(address, {"key": "kamer", "file": photo, "consent_by": "representative"})
    kept = ClientPhoto.objects.get()
    assert (kept.client, kept.key, kept.consent_by, kept.noted_by) == (cast.anna, "kamer", "representative", cast.carla)
    assert "Anna" not in kept.file
    page = browser.get(page_of(cast.anna))
    assertContains(page, reverse("profiles:photo", args=[kept.pk]))
    browser.post(reverse("profiles:photo-remove", args=[kept.pk]))
    assert not ClientPhoto.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [{"consent_by": ""}, {"key": "gezicht-1"}, {"key": ""}, {"file": b"<svg onload=alert(1)>"}, {"file": b""}],
    ids=str,
)
def test_a_photo_without_a_yes_a_place_or_a_picture_is_told(
    wrong: dict[str, Any], cast: Cast, signed_in: SignIn
) -> None:
    sent = {"key": "kamer", "file": drawn("JPEG"), "consent_by": "client"} | wrong
    sent["file"] = SimpleUploadedFile("foto.jpg", sent["file"], content_type="image/jpeg")
    response = signed_in(cast.carla).post(reverse("profiles:photo-add", args=[cast.anna.pk]), sent)
    assert response.status_code == 422
    assert not ClientPhoto.objects.exists()


def test_an_import_does_not_change_what_the_client_chose(cast: Cast) -> None:
    AnsweringProfile.objects.filter(client=cast.anna).update(style="thumbs", chosen_by_client=["style"])
    row = {**SAM, "clientnummer": cast.anna.number, "antwoordvorm": "woorden", "punten": "3", "sinds": "2020-01-01"}
    import_people(unit=cast.provider, content=csv_file(row), on=AT.date())
    profile = AnsweringProfile.objects.get(client=cast.anna)
    assert (profile.style, profile.scale_points) == ("thumbs", 3)
