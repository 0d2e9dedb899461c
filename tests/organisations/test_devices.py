"""A tablet belongs to a unit by a token; staff take it back with a PIN that cannot be guessed."""

from datetime import timedelta

import pytest
from django.test import RequestFactory

from organisations import access
from organisations.choices import Role
from organisations.clock import now, today
from organisations.models import Device, Staff
from organisations.operations.devices import pair_device, revoke_device
from organisations.operations.pins import BadPinError, WrongPinError, check_pin, set_pin
from organisations.queries.devices import device_by_token, unlockers
from organisations.throttle import ThrottleAwayError, TooManyTriesError
from tests.cast import Cast, staff_with_role


@pytest.fixture
def tablet(cast: Cast) -> Device:
    for staff in (cast.carla, cast.dirk, cast.eva, cast.gerda):
        set_pin(staff=staff, pin="4711")
        staff.refresh_from_db()
    return pair_device(unit=cast.team, name="Tablet", staff=cast.carla, at=now())[0]


def attempt(staff: Staff, pin: str, device: Device) -> Staff:
    return check_pin(staff_id=staff.pk, pin=pin, device=device, at=now())


def test_a_token_finds_its_tablet_and_is_not_stored(cast: Cast) -> None:
    device, token = pair_device(unit=cast.team, name="Tablet", staff=cast.carla, at=now())
    assert device_by_token(token) == device
    assert token not in device.token_hash


def test_a_revoked_tablet_is_no_longer_known_and_keeps_its_first_moment(cast: Cast) -> None:
    device, token = pair_device(unit=cast.team, name="Tablet", staff=cast.carla, at=now())
    at = now()
    revoke_device(device=device, at=at)
    revoke_device(device=device, at=at + timedelta(hours=1))
    device.refresh_from_db()
    assert device_by_token(token) is None
    assert device.revoked_at == at


def test_the_cookie_says_which_tablet_asks(cast: Cast) -> None:
    device, token = pair_device(unit=cast.team, name="Tablet", staff=cast.carla, at=now())
    request = RequestFactory().get("/")
    assert access.device(request) is None
    request.COOKIES["device"] = token
    assert access.device(request) == device
    request.COOKIES["device"] = "\ud800 niet goed"
    assert access.device(request) is None


def test_only_staff_over_these_persons_with_a_pin_may_unlock(cast: Cast, tablet: Device) -> None:
    above = staff_with_role("Ida", cast.cooperative, Role.SUPPORT_WORKER)
    set_pin(staff=above, pin="4711")
    staff_with_role("Job", cast.team, Role.SUPPORT_WORKER)
    assert [staff.name for staff in unlockers(tablet, on=today())] == ["Carla", "Dirk"]


def test_the_right_pin_unlocks(cast: Cast, tablet: Device) -> None:
    assert attempt(cast.dirk, "4711", tablet) == cast.dirk


def test_a_wrong_pin_and_a_stranger_with_the_right_one_are_refused_alike(cast: Cast, tablet: Device) -> None:
    with pytest.raises(WrongPinError):
        attempt(cast.carla, "4712", tablet)
    with pytest.raises(WrongPinError):
        attempt(cast.eva, "4711", tablet)


def test_five_wrong_tries_close_the_door_even_for_the_right_pin(cast: Cast, tablet: Device) -> None:
    for _ in range(5):
        with pytest.raises(WrongPinError):
            attempt(cast.carla, "0000", tablet)
    with pytest.raises(TooManyTriesError) as refused:
        attempt(cast.carla, "4711", tablet)
    assert 0 < refused.value.retry_after <= 15 * 60
    with pytest.raises(TooManyTriesError):
        attempt(cast.dirk, "4711", tablet)


def test_right_pins_do_not_spend_the_limit(cast: Cast, tablet: Device) -> None:
    for _ in range(7):
        attempt(cast.carla, "4711", tablet)


@pytest.mark.usefixtures("_redis_away")
def test_without_redis_nobody_unlocks(cast: Cast, tablet: Device) -> None:
    with pytest.raises(ThrottleAwayError):
        attempt(cast.carla, "4711", tablet)


@pytest.mark.parametrize("pin", ["", "123", "1234567", "12a4", "١٢٣٤", "1234\n"])
def test_a_pin_is_four_to_six_digits(cast: Cast, pin: str) -> None:
    with pytest.raises(BadPinError):
        set_pin(staff=cast.carla, pin=pin)


@pytest.mark.usefixtures("tablet")
def test_a_pin_is_stored_as_an_argon2_hash(cast: Cast) -> None:
    assert cast.carla.pin_hash.startswith("argon2")
