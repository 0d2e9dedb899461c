"""Removing somebody while others are at work: two workers at once, and somebody who writes something down meanwhile."""

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from pytest_django import Settings

from organisations.choices import ErasureGround
from organisations.clock import now
from organisations.erasure import tombstones
from organisations.models import AccessEvent, Client, ErasureRequest, RemovalCertificate, Tombstone
from organisations.operations.erasure import erase, erase_again, erase_due
from supportplans.models import Wish
from tests.cast import Cast
from tests.removing.stories import asked_to_remove, build_past

pytestmark = pytest.mark.django_db(transaction=True)
LATER = timedelta(days=8)


@pytest.fixture(autouse=True)
def _own_tombstones(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    settings.TOMBSTONE_FILE = tmp_path_factory.mktemp("stones") / "tombstones.jsonl"
    yield
    connection.close()


def at_once(*work: Callable[[], object]) -> list[object]:
    """Do several things in threads that start together; returns what each returned or raised."""
    barrier, found = threading.Barrier(len(work)), [object()] * len(work)

    def run(place: int) -> None:
        barrier.wait()
        try:
            found[place] = work[place]()
        except Exception as error:  # noqa: BLE001 -- what it was is asserted
            found[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(work))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_two_workers_remove_somebody_once(cast: Cast) -> None:
    build_past(cast)
    made, later = asked_to_remove(cast.anna, ErasureGround.MISTAKE), now() + LATER
    found = at_once(*[lambda: erase(request_id=made.pk, at=later)] * 3)
    assert sorted(map(str, found)) == ["False", "False", "True"]
    assert RemovalCertificate.objects.get().content["gone"] == made.foreseen["gone"]
    assert AccessEvent.objects.filter(action="erase", reason="done").count() == 1
    assert Tombstone.objects.count() == 1
    assert len({stone.mark for stone in tombstones.read()}) == 1
    assert not Client.objects.filter(pk=cast.anna.pk).exists()


def test_two_workers_erase_again_once(cast: Cast) -> None:
    build_past(cast)
    tombstones.write(tombstones.Stone(tombstones.mark(cast.anna.pk, cast.provider.pk), ErasureGround.MISTAKE, now()))
    assert sorted(map(str, at_once(erase_again, erase_again, erase_again))) == ["0", "0", "1"]
    assert RemovalCertificate.objects.count() == 1
    assert not Client.objects.filter(pk=cast.anna.pk).exists()


def test_what_is_written_down_meanwhile_goes_too_or_is_refused(cast: Cast) -> None:
    asked_to_remove(cast.anna, ErasureGround.MISTAKE)
    later, begun = now() + LATER, threading.Event()

    def write() -> None:
        with transaction.atomic():
            Wish.objects.create(
                provider=cast.provider, client=cast.anna, team=cast.team, text="Nog iets", created_at=now()
            )
            begun.set()
            threading.Event().wait(0.3)

    def remove() -> int:
        begun.wait()
        return erase_due(at=later)

    wrote, removed = at_once(write, remove)
    assert wrote is None or isinstance(wrote, IntegrityError)
    assert removed == 1
    assert not Wish.objects.filter(client_id=cast.anna.pk).exists()
    assert not Client.objects.filter(pk=cast.anna.pk).exists()
    assert ErasureRequest.objects.get().done_at
