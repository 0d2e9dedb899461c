"""Two imports at the same moment: both come through, and nobody is there twice."""

import threading
from datetime import date

import pytest
from django.db import connection

from organisations.models import Client
from organisations.operations.people_import import import_people
from organisations.rules.import_plan import Status
from tests.cast import Cast
from tests.organisations.importing.files import SAM, csv_file


@pytest.mark.django_db(transaction=True)
def test_the_same_file_twice_at_the_same_moment_is_stored_once(cast: Cast) -> None:
    content = csv_file(*({**SAM, "clientnummer": str(number)} for number in range(5000, 5040)))
    start = threading.Barrier(2)
    found: list[set[Status]] = []

    def run() -> None:
        start.wait()
        plan = import_people(unit=cast.location, content=content, on=date(2026, 11, 1))
        found.append({person.status for person in plan.people})
        connection.close()

    threads = [threading.Thread(target=run) for _import in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found, key=str) == sorted([{Status.NEW}, {Status.UNCHANGED}], key=str)
    assert Client.objects.filter(number__startswith="50", provider=cast.provider).count() == 40
