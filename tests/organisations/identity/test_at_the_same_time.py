"""Somebody who comes for the first time in several windows at once gets one account."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection as database

from organisations.choices import Role
from organisations.clock import now, today
from organisations.identity.connections import connection
from organisations.models import ClaimRole, ExternalIdentity, RoleAssignment, Staff
from organisations.operations.identities import Arrival, arrive
from tests.organisations.identity.conftest import KEY

WINDOWS = 6


def come(_window: int) -> Arrival:
    one = connection(KEY)
    assert one is not None
    claims = {"sub": "anna-1", "name": "Anna Jansen", "roles": ["begeleiders"]}
    try:
        return arrive(connection=one, claims=claims, refresh_token="x", on=today(), at=now())
    finally:
        database.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("configure")
def test_one_person_one_account() -> None:
    unit = Staff.objects.get(name="Carla").roles.get().unit
    ClaimRole.objects.create(connection=KEY, value="begeleiders", role=Role.SUPPORT_WORKER, unit=unit)
    with ThreadPoolExecutor(WINDOWS) as windows:
        arrivals = list(windows.map(come, range(WINDOWS)))
    assert all(arrival.refusal is None for arrival in arrivals)
    assert ExternalIdentity.objects.count() == 1
    assert Staff.objects.filter(name="Anna Jansen").count() == 1
    assert RoleAssignment.objects.filter(connection=KEY).count() == 1
