"""From the moment that a death is noted, no page, list, letter or tablet names who died, but those that are about it.

Walks every address of the role table, so a new page is looked at too. What may name the dead, and why, stands here.
"""

from collections.abc import Iterator

import pytest
from django.test import Client as Browser
from django.urls import reverse

from organisations.access import DEVICE_COOKIE
from organisations.choices import DepartureKind
from organisations.clock import now
from organisations.models import Client
from organisations.operations.devices import pair_device
from tests.cast import Cast
from tests.clientvoice.role_table import ROWS, WHO, Row, give_eva_every_role
from tests.clientvoice.test_role_table import browser_of, undone
from tests.life.stage import depart
from tests.surveys.asking import open_test_round

NAME = "Zebedeus"
VISITORS = ("support_worker", "team_leader", "administrator")
"""Those who may see or manage persons; quality staff and council see none to begin with (see the role table)."""
MAY_NAME = (
    "organisations:life-",  # noting a death, and taking it back
    "organisations:merge-",  # a record of somebody who died may stand in the list twice
    "supportplans:client-kept",  # what was agreed is kept, for who led the team
    "supportplans:hand-over-",  # what was sent before, for the administrators of both sides
    "organisations:trace",  # the access log outlives whom it is about
    "organisations:correction",  # data of the dead can be put right, taken out and removed
    "organisations:person",
    "organisations:removing",  # a removal that is under way, for whoever has to confirm or withdraw it
    "organisations:removal",
    "organisations:erasure",
)


def looked_at() -> Iterator[Row]:
    seen: set[str] = set()
    for row in ROWS:
        if row.name not in seen and "200" in row.get.split() and not row.name.startswith(MAY_NAME):
            seen.add(row.name)
            yield row


@pytest.mark.parametrize("kind", [DepartureKind.DIED])
def test_no_page_names_who_died(cast: Cast, kind: DepartureKind) -> None:
    give_eva_every_role(cast)
    Client.objects.filter(pk=cast.anna.pk).update(first_name=NAME, last_name=NAME)
    cast.anna.refresh_from_db()
    naming = [found for row in looked_at() for found in named_by(row, cast, kind)]
    assert not naming, "\n".join(naming)


def named_by(row: Row, cast: Cast, kind: DepartureKind) -> list[str]:
    """Return the visitors to whom an address names the dead. What it is about is made while everybody lived."""
    with undone():
        address = reverse(row.name, kwargs=dict(row.kwargs(cast)))
        if not Client.objects.filter(pk=cast.anna.pk, died_on=None, left_on=None).exists():
            return []
        depart(cast.anna, cast.dirk, kind)
        opens = dict(zip(WHO, row.get.split(), strict=True))
        visitors = (who for who in VISITORS if opens[who] == "200")
        visited = ((who, browser_of(who, cast).get(address)) for who in visitors)
        return [f"{row.name} as {who}" for who, page in visited if NAME in shown(page)]


def shown(page: object) -> str:
    return b"".join(page).decode(errors="replace")  # type: ignore[call-overload]  # every response gives its parts


def test_before_the_death_the_walk_would_have_found_the_name(cast: Cast) -> None:
    Client.objects.filter(pk=cast.anna.pk).update(first_name=NAME)
    page = browser_of("team_leader", cast).get(reverse("supportplans:client-list"))
    assert NAME in shown(page)


def test_no_tablet_names_who_died(cast: Cast) -> None:
    Client.objects.filter(pk=cast.anna.pk).update(first_name=NAME)
    open_test_round(cast.provider)
    _device, token = pair_device(unit=cast.team, name="Tablet", staff=cast.carla, at=now())
    depart(cast.anna, cast.dirk)
    browser = Browser()
    browser.cookies[DEVICE_COOKIE] = token
    for name in ("answering:tablet", "answering:unlock", "answering:pick"):
        assert NAME not in shown(browser.get(reverse(name), follow=True))
