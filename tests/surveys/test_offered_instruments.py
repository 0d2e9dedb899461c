"""What a round can ask, as its form offers it, and what it cannot."""

import re

import pytest
from django.urls import reverse

from surveys.models import Release, Round
from tests.cast import Cast, SignIn
from tests.surveys.round_forms import fields, release_of, text_of

pytestmark = pytest.mark.usefixtures("in_english")


MEDIA = (
    "  - key: cijfer\n    type: mark\n    core: true\n    texts: {nl: Welk cijfer geef je?, en: Which mark?}\n",
    "  - key: cijfer\n    type: media\n    media: [photo]\n    texts: {nl: Laat je kamer zien., en: Show your room.}\n",
)


def test_a_round_is_offered_what_it_can_ask_and_told_why_not_the_rest(
    cast: Cast, signed_in: SignIn, releases: dict[str, Release]
) -> None:
    page = signed_in(cast.farid).get(reverse("surveys:round-create"))
    offered = re.findall(r'<option value="([0-9a-f-]{36})"', page.content.decode())
    assert str(releases["mijn-leven"].pk) in offered
    for_observers = page.content.decode().partition('name="release_observer"')[2].partition("</select>")[0]
    assert str(releases["ik-laat-zien"].pk) in for_observers
    assert str(releases["mijn-leven"].pk) not in for_observers
    for_clients = page.content.decode().partition('name="release_client"')[2].partition("</select>")[0]
    assert str(releases["samen-kijken"].pk) in for_clients
    assert str(releases["ik-laat-zien"].pk) not in for_clients


def test_what_nobody_can_be_asked_is_not_offered(cast: Cast, signed_in: SignIn) -> None:
    release_of(cast.provider, ("audiences: [client, relative]", "audiences: [support-worker]"))
    page = signed_in(cast.farid).get(reverse("surveys:round-create"))
    assert "It is made only for people whom no round asks by themselves" in text_of(page)


def test_the_newest_version_comes_first(cast: Cast, signed_in: SignIn) -> None:
    for version in ("1.9", "1.10", "1.2"):
        release_of(cast.provider, ('version: "1.0"', f'version: "{version}"'))
    page = signed_in(cast.farid).get(reverse("surveys:round-create")).content.decode()
    assert re.findall(r"Trial · ([0-9.]+)", page)[:3] == ["1.10", "1.9", "1.2"]


@pytest.mark.parametrize(
    ("edits", "owner", "mode", "said"),
    [
        ([], "other_team", "named", "This list is of De Eik"),
        ([MEDIA], "provider", "confidential", "that shows who it is"),
    ],
)
def test_what_a_round_cannot_ask_is_refused(
    cast: Cast, signed_in: SignIn, edits: list[tuple[str, str]], owner: str, mode: str, said: str
) -> None:
    release = release_of(getattr(cast, owner), *edits)
    given = fields(cast, {}, release_client=release.pk, release_relative="", mode=mode, owner=cast.provider.pk)
    assert said in text_of(signed_in(cast.farid).post(reverse("surveys:round-create"), given))
    assert not Round.objects.exists()


@pytest.mark.parametrize(("key", "field"), [("samen-kijken", "release_client"), ("ik-laat-zien", "release_observer")])
def test_what_several_answer_is_asked_by_name_only(
    cast: Cast, signed_in: SignIn, releases: dict[str, Release], key: str, field: str
) -> None:
    chosen = {"release_client": "", "release_relative": "", field: releases[key].pk}
    given = fields(cast, releases, **chosen, mode="confidential")
    page = signed_in(cast.farid).post(reverse("surveys:round-create"), given)
    assert "Several people answer this list about one client" in text_of(page)
    assert not Round.objects.exists()
    signed_in(cast.farid).post(reverse("surveys:round-create"), given | {"mode": "named"})
    assert Round.objects.exists()


def test_a_list_of_a_unit_above_is_asked_below_it(cast: Cast, signed_in: SignIn) -> None:
    release = release_of(cast.cooperative)
    given = fields(cast, {}, release_client=release.pk, release_relative="", owner=cast.team.pk)
    signed_in(cast.farid).post(reverse("surveys:round-create"), given)
    assert Round.objects.get().releases.get().release == release
