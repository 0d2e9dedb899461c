"""Every page that shows a client, or does something about one, leaves an event: a new page without one fails here."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.core.exceptions import FieldError
from django.db.models import Model, QuerySet
from django.urls import reverse

from organisations.data import Rights
from organisations.models import AccessEvent, Client
from tests.cast import Cast
from tests.clientvoice.role_table import ROWS, WHO, Row, give_eva_every_role
from tests.clientvoice.test_role_table import browser_of, undone

ROOMS = ("organisations", "surveys", "supportplans", "reports")
WAYS = ("pk", "client", "frame_member__client", "invitation__frame_member__client")
"""How one gets from what an address names to the client whom it is about."""
DONE = {"200", "302", "422"}
OF_CLIENTS = ("answering", "surveys-api:answering", "health")
"""Pages on which clients answer themselves: nobody else looks there."""


def asked() -> Iterator[tuple[Row, str, str]]:
    """Yield each address once per method, with the first one who signs in and gets something."""
    met = set()
    for row in ROWS:
        for method, statuses, wanted in (("get", row.get, {"200"}), ("post", row.post, DONE)):
            who = visitor(statuses, wanted)
            if who and (row.name, method) not in met and not row.name.startswith(OF_CLIENTS):
                met.add((row.name, method))
                yield row, method, who


def visitor(statuses: str, wanted: set[str]) -> str | None:
    both = zip(WHO, statuses.split(), strict=False)
    return next((who for who, status in both if who != "anonymous" and status in wanted), None)


@cache
def ways_to_clients() -> list[tuple[type[Model], str]]:
    """Return every table from which such a way leads to a client, with its way."""
    found: list[tuple[type[Model], str]] = [(Client, "pk")]
    for model in (model for room in ROOMS for model in apps.get_app_config(room).get_models()):
        for way in WAYS[1:]:
            try:
                leads = model._default_manager.filter(**{f"{way}__number": ""}) is not None
            except (FieldError, ValueError):
                continue
            found += [(model, way)] if leads else []
    return found


def about(kwargs: Mapping[str, Any]) -> set[UUID]:
    """Return the clients whom the objects in an address are about."""
    ids = [value for value in kwargs.values() if isinstance(value, UUID)]
    rows: list[QuerySet[Any]] = [
        model._default_manager.filter(pk__in=ids).values_list(way, flat=True) for model, way in ways_to_clients()
    ]
    return {client for some in rows for client in some if client}


def named() -> dict[str, Client]:
    """Give every client a name that stands nowhere else, and return who is called what."""
    for number, client in enumerate(Client.objects.all()):
        client.first_name, client.last_name = f"Qz{number}vornaam", f"Qz{number}achter"
        client.save()
    return {client.first_name: client for client in Client.objects.all()}


def without_trace(row: Row, method: str, who: str, cast: Cast) -> set[UUID]:
    """Return the clients whom a page shows or is about without an event: about them, or about a list they stand in."""
    kwargs, data = dict(row.kwargs(cast)), dict(row.data(cast))
    names, meant = named(), about(kwargs)
    browser = browser_of(who, cast)
    before = list(AccessEvent.objects.values_list("pk", flat=True))
    response = getattr(browser, method)(reverse(row.name, kwargs=kwargs), data)
    assert response.status_code < 500
    text = response.content.decode("utf-8", "ignore")
    after = AccessEvent.objects.exclude(pk__in=before)
    people = set(after.values_list("client_id", flat=True))
    lists = set(after.filter(client_id=None).values_list("provider_id", flat=True))
    shown = {client for name, client in names.items() if name in text}
    return (meant - people) | {one.pk for one in shown if one.pk not in people and one.provider_id not in lists}


def room_of(row: Row) -> str:
    return row.name.partition(":")[0]


@pytest.mark.parametrize("room", sorted({room_of(row) for row, _method, _who in asked()}))
def test_whom_a_page_shows_stands_in_the_log(room: str, cast: Cast) -> None:
    give_eva_every_role(cast)
    forgetful = {}
    for row, method, who in asked():
        if room_of(row) == room:
            with undone():
                forgetful[f"{method} {row.name}"] = without_trace(row, method, who, cast)
    assert not {page for page, clients in forgetful.items() if clients}


@pytest.mark.parametrize(
    "name", ["supportplans:client-detail", "supportplans:client-list", "surveys:invitation-letter"]
)
def test_a_page_that_forgets_would_be_found(name: str, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Rights, "note", lambda *_arguments: None)
    give_eva_every_role(cast)
    row, method, who = next(one for one in asked() if one[0].name == name)
    assert without_trace(row, method, who, cast)
