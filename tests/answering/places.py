"""A visitor with an answering session, for tests through HTTP."""

from uuid import uuid4

from django.test import Client as Browser

from organisations.models import Client, Device, Staff, Unit
from organisations.operations.devices import pair_device
from organisations.tablet_cookies import SHARED
from surveys.access import COOKIE
from surveys.choices import Audience
from surveys.models import AnsweringSession
from tests.surveys.asking import AT, sitting


def seat(
    browser: Browser, client: Client, audience: Audience = Audience.CLIENT, *, shared: bool = False
) -> AnsweringSession:
    """Put an open answering session into the browser and return it."""
    held = sitting(client, audience)
    browser.cookies[COOKIE] = f"{held.session.id}.{held.secret}"
    if shared:
        browser.cookies[SHARED] = "1"
    return held.session


def pair(browser: Browser, unit: Unit, staff: Staff) -> Device:
    """Make the browser a paired tablet of a unit."""
    device, token = pair_device(unit=unit, name="Tablet huiskamer", staff=staff, at=AT)
    browser.cookies["device"] = token
    return device


def fields_of(answers: dict[str, dict[str, object]]) -> dict[str, str]:
    """Return the plain form's fields that say these answers."""
    fields = {"submission": str(uuid4()), "revision": "0"}
    for key, item in answers.items():
        fields |= _field(key, item)
    return fields


def _field(key: str, item: dict[str, object]) -> dict[str, str]:
    if "declined" in item:
        return {f"a-{key}": f"d:{item['declined']}"}
    value = item["value"]
    if isinstance(value, int):
        return {f"a-{key}": f"n:{value}"}
    return {f"w-{key}": str(value)} if " " in str(value) else {f"a-{key}": f"s:{value}"}
