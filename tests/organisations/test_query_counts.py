"""Every list costs the same number of queries, however many rows it shows."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organisations.choices import Role
from organisations.clock import now
from organisations.operations.devices import pair_device
from tests.cast import Cast, SignIn, staff_with_role
from tests.factories import UnitFactory, placed_client
from tests.organisations.importing.files import SAM, csv_file

MOST = 30


def more_units(cast: Cast, count: int) -> None:
    for _number in range(count):
        placed_client(UnitFactory(parent=cast.location), cast.provider)


def more_staff(cast: Cast, count: int) -> None:
    for number in range(count):
        staff_with_role(f"Nieuw{number}-{count}", cast.team, Role.SUPPORT_WORKER)


def more_tablets(cast: Cast, count: int) -> None:
    for number in range(count):
        pair_device(unit=cast.team, name=f"Tablet {number}", staff=cast.carla, at=now())


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("unit-list", more_units),
        ("staff-list", more_staff),
        ("staff-add", more_units),
        ("device-list", more_tablets),
        ("tablet-pair", more_units),
        ("people-import", more_units),
    ],
)
def test_a_list_costs_the_same_with_3_and_with_60_rows(
    name: str, more: Callable[[Cast, int], None], cast: Cast, signed_in: SignIn
) -> None:
    browser = signed_in(cast.gerda)
    more(cast, 3)
    few = queries(browser, name)
    more(cast, 57)
    assert queries(browser, name) == few <= MOST


@pytest.mark.parametrize("kind", ["good", "bad"])
def test_the_preview_of_an_import_costs_the_same_too(kind: str, cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.gerda)
    found = []
    for count in (3, 60):
        number = "{}" if kind == "good" else "={}"
        people = [{**SAM, "clientnummer": number.format(n)} for n in range(count)]
        file = SimpleUploadedFile("mensen.csv", csv_file(*people))
        browser.post(reverse("organisations:people-import"), {"unit": cast.provider.pk, "file": file})
        found.append(queries(browser, "people-import-preview"))
    assert found[0] == found[1] <= MOST


def queries(browser: Browser, name: str) -> int:
    address = reverse(f"organisations:{name}")
    with CaptureQueriesContext(connection) as found:
        assert browser.get(address).status_code == 200
    return len(found)
