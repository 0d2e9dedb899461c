"""The administrator's pages in a real browser, on a tablet and on a phone: nothing overflows, and axe finds nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from organisations.clock import now
from organisations.operations.devices import pair_device, revoke_device
from tests.browser.conftest import Axe, Shot
from tests.cast import Cast
from tests.factories import PASSWORD
from tests.organisations.importing.files import RELATIVE, SAM, csv_file

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SIZES = [(1024, 768), (390, 844), (512, 384)]
NOT_A_DATE = {**SAM, "geboortedatum": "31-02-2001", "eenheid": "De Lind"}
MOVED = {
    **SAM,
    "clientnummer": "1001",
    "voornaam": "Anna",
    "achternaam": "de Wit",
    "eenheid": "De Eik",
    "sinds": "1-11-2026",
}


def pages(cast: Cast) -> dict[str, str]:
    return {
        "units": "/units/",
        "unit": f"/units/{cast.location.pk}/",
        "unit-add": f"/units/{cast.location.pk}/add/",
        "unit-remove": f"/units/{cast.location.pk}/remove/",
        "words": f"/words/{cast.provider.pk}/",
        "staff": "/staff/",
        "staff-add": "/staff/add/",
        "staff-detail": f"/staff/{cast.carla.pk}/",
        "tablets": "/devices/",
        "pair": "/tablet/pair/",
        "pin": "/account/pin/",
        "password": "/account/password/change/",
        "import": "/people/import/",
    }


def judge(page: Page, axe: Axe) -> list[str]:
    """Return what axe finds, and whether the page scrolls sideways."""
    sideways = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return [*axe(page), *(["scrolls sideways"] if sideways else [])]


def sign_in(page: Page) -> None:
    page.goto("/account/login/")
    page.fill("[name=login]", "gerda")
    page.fill("[name=password]", PASSWORD)
    page.click("main button.primary")
    page.wait_for_url("**/units/")


@pytest.mark.proof  # beside `test_every_page`, which opens each of them in a plain run
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_every_page_fits_and_axe_finds_nothing(
    width: int, height: int, cast: Cast, screen: Callable[..., Page], axe: Axe, shot: Shot
) -> None:
    for name in ("Tablet 1", "Tablet 2"):
        device, _token = pair_device(unit=cast.team, name=name, staff=cast.carla, at=now())
    revoke_device(device=device, at=now())
    page = screen(width, height)
    page.goto("/account/login/")
    found = {"login": judge(page, axe)}
    shot(page, f"administration-login-{width}")
    sign_in(page)
    for name, path in pages(cast).items():
        page.goto(path)
        shot(page, f"administration-{name}-{width}")
        found[name] = judge(page, axe)
    assert {name: faults for name, faults in found.items() if faults} == {}


@pytest.mark.parametrize(("width", "height"), SIZES[:2])
def test_a_file_is_mended_and_then_imported(
    width: int, height: int, cast: Cast, screen: Callable[..., Page], axe: Axe, shot: Shot, tmp_path: Path
) -> None:
    page = screen(width, height)
    sign_in(page)
    file = tmp_path / "mensen.csv"
    for kind, people in {"wrong": [SAM, NOT_A_DATE], "right": [{**SAM, **RELATIVE}, MOVED]}.items():
        file.write_bytes(csv_file(*people))
        page.goto("/people/import/")
        page.select_option("[name=unit]", label="Stichting De Hof")
        page.set_input_files("[name=file]", file)
        page.click("main button.primary")
        page.wait_for_url("**/preview/")
        shot(page, f"administration-import-{kind}-{width}")
        assert judge(page, axe) == []
    page.click("main form button.primary")
    page.wait_for_url("**/import/")
    cast.anna.refresh_from_db()
    assert cast.anna.placements.count() == 2


def test_a_wrong_form_says_what_to_mend_and_the_keyboard_reaches_it(
    cast: Cast, screen: Callable[..., Page], axe: Axe, shot: Shot
) -> None:
    page = screen(1024, 768)
    sign_in(page)
    page.goto(f"/units/{cast.location.pk}/add/")
    page.fill("[name=name]", "De Linde")
    page.fill("[name=level]", "team")
    page.press("[name=level]", "Enter")
    page.wait_for_selector(".error-summary")
    shot(page, "administration-error-1024")
    assert judge(page, axe) == []
    page.focus(".error-summary a")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name || location.hash") in {"name", "#id_name"}
