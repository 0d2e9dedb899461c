"""A client opens the own page on a tablet of the team, with pictures or through staff, and sees the own things only."""

import re

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client as Browser
from django.urls import reverse

from organisations.access import DEVICE_COOKIE
from organisations.clock import now
from organisations.data import SYSTEM
from organisations.models import AccessEvent, Client, Device, PictureCode
from organisations.operations.devices import pair_device, revoke_device
from organisations.operations.picture_codes import TRIES_A_DAY, check_pictures, set_picture_code
from organisations.tablet_cookies import MINE, TAPPED, UNLOCKED, put_signed
from organisations.throttle import TooManyTriesError
from surveys.choices import Audience
from surveys.models import Round
from tests.cast import Cast, SignIn
from tests.supportplans.rows import made_agreement
from tests.supportplans.story import answered, invitation_of

ORDER = ("huis", "muziek", "eten", "huis")
TAPS = "/tablet/mine/"


@pytest.fixture
def tablet(cast: Cast, client: Browser) -> Device:
    """A tablet of Anna's team, which the test client is."""
    device, token = pair_device(unit=cast.team, name="Woonkamer", staff=cast.dirk, at=now())
    client.cookies[DEVICE_COOKIE] = token
    return device


@pytest.fixture
def at_tablet(client: Browser, tablet: Device) -> Browser:
    """The browser of that tablet."""
    assert tablet.revoked_at is None
    return client


@pytest.fixture
def code(cast: Cast) -> PictureCode:
    """The pictures of Anna."""
    set_picture_code(client=cast.anna, sign="tuin", order=ORDER, actor=SYSTEM, at=now())
    return PictureCode.objects.get(client=cast.anna)


def tap(browser: Browser, code: PictureCode, order: tuple[str, ...]) -> int:
    """Tap the pictures one by one as the page lets one; return the last status."""
    browser.post(TAPS, {"who": str(code.pk)})
    return [browser.post(TAPS, {"tap": picture}).status_code for picture in order][-1]


def test_the_pictures_open_the_own_page(at_tablet: Browser, code: PictureCode) -> None:
    assert "gieter" in at_tablet.get(TAPS).content.decode()
    assert tap(at_tablet, code, ORDER) == 302
    html = at_tablet.get("/mine/").content.decode()
    assert "Anna" in html
    assert "de Wit" not in html


def test_no_name_stands_on_the_tablet_before(at_tablet: Browser, code: PictureCode) -> None:
    assert "Anna" not in at_tablet.get(TAPS).content.decode()
    assert "Anna" not in at_tablet.post(TAPS, {"who": str(code.pk)}, follow=True).content.decode()


def test_wrong_pictures_open_nothing_and_five_close_the_door(at_tablet: Browser, code: PictureCode) -> None:
    for _try in range(5):
        assert tap(at_tablet, code, ("eten", "huis", "muziek", "huis")) == 422
    assert tap(at_tablet, code, ORDER) == 429
    assert at_tablet.get("/mine/").status_code == 302


def test_one_who_taps_wrong_does_not_close_the_door_for_the_next(
    at_tablet: Browser, cast: Cast, code: PictureCode
) -> None:
    set_picture_code(client=cast.noor, sign="dieren", order=ORDER[::-1], actor=SYSTEM, at=now())
    wrong = ("eten", "huis", "muziek", "huis")
    assert [tap(at_tablet, code, wrong) for _try in range(6)] == [422] * 5 + [429]
    assert tap(at_tablet, PictureCode.objects.get(client=cast.noor), ORDER[::-1]) == 302


def test_thirty_wrong_tries_close_the_door_for_a_day(code: PictureCode, tablet: Device) -> None:
    for _try in range(30):
        TRIES_A_DAY.spend(str(code.pk))
    with pytest.raises(TooManyTriesError) as closed:
        check_pictures(code_id=code.pk, order=ORDER, device=tablet, at=now())
    assert closed.value.retry_after > 15 * 60


def test_the_order_is_hashed_slowly(code: PictureCode) -> None:
    assert code.order_hash.startswith("argon2")
    assert "muziek" not in code.order_hash


def test_on_a_tablet_of_another_team_the_pictures_open_nothing(cast: Cast, client: Browser, code: PictureCode) -> None:
    _device, token = pair_device(unit=cast.other_team, name="Ander", staff=cast.dirk, at=now())
    client.cookies[DEVICE_COOKIE] = token
    assert "gieter" not in client.get(TAPS).content.decode()
    assert tap(client, code, ORDER) == 422


def test_another_browser_gets_nowhere(client: Browser) -> None:
    assert client.get(TAPS).status_code == 302
    assert client.get("/mine/").status_code == 302


def test_a_stolen_tablet_shows_nothing_more(at_tablet: Browser, tablet: Device, code: PictureCode) -> None:
    tap(at_tablet, code, ORDER)
    revoke_device(device=tablet, at=now())
    assert at_tablet.get("/mine/").status_code == 302


def test_the_resting_tablet_forgets_who_looked(at_tablet: Browser, code: PictureCode) -> None:
    tap(at_tablet, code, ORDER)
    at_tablet.get(reverse("answering:tablet"))
    assert at_tablet.get("/mine/").status_code == 302


def test_the_next_client_meets_nothing_of_the_one_before(
    at_tablet: Browser, cast: Cast, code: PictureCode, asking: Round
) -> None:
    tap(at_tablet, code, ORDER)
    at_tablet.force_login(cast.carla.user)
    assert asking.pk
    given = at_tablet.post(reverse("supportplans:client-hand-over", args=[cast.noor.pk]))
    assert given.url == reverse("answering:hello")
    assert at_tablet.get("/mine/").url == reverse("answering:tablet")


def test_whoever_looks_meets_nothing_of_who_was_answering(at_tablet: Browser, cast: Cast, asking: Round) -> None:
    assert asking.pk
    at_tablet.force_login(cast.carla.user)
    at_tablet.post(reverse("supportplans:client-hand-over", args=[cast.noor.pk]))
    at_tablet.force_login(cast.carla.user)
    at_tablet.post(reverse("mine:let-look", args=[cast.anna.pk]))
    assert "Noor" not in at_tablet.get(reverse("answering:hello"), follow=True).content.decode()


def test_the_page_and_the_way_back_keep_nothing_of_the_pictures(at_tablet: Browser, code: PictureCode) -> None:
    at_tablet.post(TAPS, {"who": str(code.pk)})
    for picture in ORDER[:3]:
        assert at_tablet.post(TAPS, {"tap": picture}).url == TAPS
    html = at_tablet.get(TAPS).content.decode()
    assert html.count('class="filled"') == 3
    assert "muziek eten" not in html
    assert at_tablet.post(TAPS, {"tap": ORDER[3]}).url == "/mine/"
    assert not at_tablet.cookies[TAPPED].value
    assert "gieter" in at_tablet.get(TAPS).content.decode()


def test_taps_count_for_the_sign_that_was_chosen_last(at_tablet: Browser, cast: Cast, code: PictureCode) -> None:
    set_picture_code(client=cast.noor, sign="dieren", order=ORDER[::-1], actor=SYSTEM, at=now())
    at_tablet.post(TAPS, {"who": str(code.pk)})
    at_tablet.post(TAPS, {"tap": ORDER[0]})
    assert tap(at_tablet, PictureCode.objects.get(client=cast.noor), ORDER[::-1]) == 302
    assert "Noor" in at_tablet.get("/mine/").content.decode()


@pytest.mark.parametrize("fields", [{"who": "x"}, {"tap": "x"}, {"tap": "huis"}, {}])
def test_what_is_no_tap_leads_back_to_the_signs(at_tablet: Browser, fields: dict[str, str]) -> None:
    assert "gieter" not in at_tablet.post(TAPS, fields, follow=True).content.decode()
    at_tablet.cookies[TAPPED] = "made-up"
    assert at_tablet.post(TAPS, fields, follow=True).status_code == 200


def test_whoever_left_a_sign_in_or_a_pin_on_the_tablet_is_gone(
    at_tablet: Browser, cast: Cast, code: PictureCode, tablet: Device
) -> None:
    at_tablet.force_login(cast.carla.user)
    unlocked = HttpResponse()
    put_signed(unlocked, UNLOCKED, f"{tablet.pk} {cast.carla.pk}", seconds=60)
    at_tablet.cookies[UNLOCKED] = unlocked.cookies[UNLOCKED].value
    assert tap(at_tablet, code, ORDER) == 302
    assert not at_tablet.cookies[settings.SESSION_COOKIE_NAME].value
    assert at_tablet.get("/tablet/pick/").url == "/tablet/unlock/"


def test_a_colleague_who_signs_in_beside_an_open_page_does_not_stay(
    at_tablet: Browser, cast: Cast, code: PictureCode
) -> None:
    tap(at_tablet, code, ORDER)
    at_tablet.force_login(cast.carla.user)
    assert at_tablet.get("/mine/").status_code == 200
    assert at_tablet.get(reverse("supportplans:client-list")).status_code == 302


def test_staff_give_no_tablet_of_another_team(cast: Cast, client: Browser) -> None:
    _device, token = pair_device(unit=cast.other_team, name="Ander", staff=cast.dirk, at=now())
    client.cookies[DEVICE_COOKIE] = token
    client.force_login(cast.carla.user)
    given = client.post(reverse("mine:let-look", args=[cast.anna.pk]))
    assert given.url == reverse("supportplans:client-detail", args=[cast.anna.pk])
    assert client.cookies[settings.SESSION_COOKIE_NAME].value


def test_done_puts_the_tablet_to_rest(at_tablet: Browser, code: PictureCode) -> None:
    tap(at_tablet, code, ORDER)
    assert at_tablet.post("/mine/close/").status_code == 302
    assert at_tablet.cookies[MINE].value == ""


def test_a_client_sees_the_own_answers_and_agreements(
    at_tablet: Browser, cast: Cast, code: PictureCode, asking: Round
) -> None:
    answered(invitation_of(asking, cast.anna), {"wonen": "change"}, words="Ik wil een huisdier.")
    answered(invitation_of(asking, cast.anna, Audience.RELATIVE), words="Bram zegt iets.")
    made_agreement(cast.anna)
    tap(at_tablet, code, ORDER)
    assert "Ik wil een huisdier." in at_tablet.get("/mine/answers/").content.decode()
    promises = at_tablet.get("/mine/promises/").content.decode()
    assert "Samen wandelen" in promises
    assert "Bram zegt iets." not in promises + at_tablet.get("/mine/answers/").content.decode()


def test_who_likes_it_formal_reads_u(at_tablet: Browser, cast: Cast, code: PictureCode) -> None:
    Client.objects.filter(pk=cast.anna.pk).update(address_form="u")
    tap(at_tablet, code, ORDER)
    for page in ("", "promises/", "answers/", "looked/"):
        html = at_tablet.get(f"/mine/{page}").content.decode().partition("<main")[2]
        assert not re.search(r"\b(je|jij|jouw)\b", html), page


def test_answers_stand_there_one_subject_at_a_time(
    at_tablet: Browser, cast: Cast, code: PictureCode, asking: Round
) -> None:
    answered(invitation_of(asking, cast.anna), {"wonen": "change"}, words="Ik wil een huisdier.")
    tap(at_tablet, code, ORDER)
    first, last = (at_tablet.get(f"/mine/answers/?part={part}").content.decode() for part in ("1", "99"))
    assert first.count("<dl") == last.count("<dl") == 1
    assert "?part=2" in first
    assert "Ik wil een huisdier." not in last
    assert at_tablet.get("/mine/answers/?part=<b>").status_code == 200


def test_who_looked_is_told(at_tablet: Browser, cast: Cast, code: PictureCode) -> None:
    staff = Browser()
    staff.force_login(cast.carla.user)
    assert staff.get(reverse("supportplans:client-detail", args=[cast.anna.pk])).status_code == 200
    tap(at_tablet, code, ORDER)
    assert "Carla" in at_tablet.get("/mine/looked/").content.decode()


def test_a_look_of_the_client_is_kept_as_the_clients_own(at_tablet: Browser, cast: Cast, code: PictureCode) -> None:
    tap(at_tablet, code, ORDER)
    at_tablet.get("/mine/")
    assert AccessEvent.objects.filter(actor_kind="client", actor_id=cast.anna.pk, client_id=cast.anna.pk).exists()


def test_staff_give_the_tablet_and_are_signed_out(cast: Cast, at_tablet: Browser) -> None:
    browser = at_tablet
    browser.force_login(cast.carla.user)
    response = browser.post(reverse("mine:let-look", args=[cast.anna.pk]))
    assert (response.status_code, response.url) == (302, "/mine/")
    assert AccessEvent.objects.filter(action="hand_over", actor_id=cast.carla.pk, client_id=cast.anna.pk).exists()
    assert "Anna" in browser.get("/mine/").content.decode()
    assert not browser.cookies[settings.SESSION_COOKIE_NAME].value


def test_a_sign_is_not_given_twice_in_a_team(cast: Cast, signed_in: SignIn, code: PictureCode) -> None:
    browser, address = signed_in(cast.carla), reverse("organisations:picture-code", args=[cast.noor.pk])
    assert 'value="tuin"' not in browser.get(address).content.decode()
    assert not browser.post(address, {"sign": code.sign}).context["sign"]
    own = reverse("organisations:picture-code", args=[cast.anna.pk])
    assert 'value="tuin"' in browser.get(own).content.decode()


def test_choosing_pictures_asks_them_twice(cast: Cast, signed_in: SignIn) -> None:
    browser, address = signed_in(cast.carla), reverse("organisations:picture-code", args=[cast.anna.pk])
    tapped: list[str] = []
    assert browser.post(address, {"sign": "tuin"}).status_code == 200
    for picture in (*ORDER, *ORDER):
        response = browser.post(address, {"sign": "tuin", "tapped": " ".join(tapped), "tap": picture})
        tapped.append(picture)
    assert response.status_code == 302
    assert PictureCode.objects.get(client=cast.anna).sign == "tuin"


@pytest.mark.parametrize(
    ("first", "again"), [(ORDER, ("eten", "huis", "muziek", "huis")), (("huis",) * 4, ("huis",) * 4)]
)
def test_pictures_that_differ_or_are_all_one_are_not_kept(
    cast: Cast, signed_in: SignIn, first: tuple[str, ...], again: tuple[str, ...]
) -> None:
    tapped = [*first, *again]
    fields = {"sign": "tuin", "tapped": " ".join(tapped[:-1]), "tap": tapped[-1]}
    response = signed_in(cast.carla).post(reverse("organisations:picture-code", args=[cast.anna.pk]), fields)
    assert response.status_code == 200
    assert not PictureCode.objects.exists()
