"""Every address of the site against every role: the table says who gets what, and nothing may be missing from it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from organisations.models import Staff
from tests.cast import Cast
from tests.clientvoice.role_table import ROWS, WHO, Row, give_eva_every_role


def names(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from names(pattern, inner)


def test_every_address_stands_in_the_table() -> None:
    assert set(names(get_resolver())) == {row.name for row in ROWS}


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_each_role_gets_what_the_table_says(row: Row, cast: Cast) -> None:
    assert statuses(row, cast, "get") == row.get.split()


@pytest.mark.parametrize("row", [row for row in ROWS if row.post], ids=str)
def test_each_role_may_send_what_the_table_says(row: Row, cast: Cast) -> None:
    assert statuses(row, cast, "post") == row.post.split()


def statuses(row: Row, cast: Cast, method: str) -> list[str]:
    give_eva_every_role(cast)
    address = reverse(row.name, kwargs=dict(row.kwargs(cast)))
    data = dict(row.data(cast))
    found = []
    for who in WHO:
        with undone():
            browser = browser_of(who, cast)
            response = browser.post(address, data) if method == "post" else browser.get(address)
            found.append(str(response.status_code))
    return found


@contextmanager
def undone() -> Iterator[None]:
    """Undo what one visitor changed before the next one comes."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def browser_of(who: str, cast: Cast) -> Client:
    staff: dict[str, Staff | None] = dict(
        zip(WHO, (None, cast.carla, cast.dirk, cast.farid, cast.gerda, cast.hans, cast.eva), strict=True)
    )
    browser = Client()
    if person := staff[who]:
        browser.force_login(person.user)
    return browser
