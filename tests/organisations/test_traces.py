"""The access log: what is written, that nobody changes it, and that only what is old goes."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from organisations.choices import Action, ActorKind, Role
from organisations.clock import now
from organisations.models import AccessEvent
from organisations.operations.traces import SYSTEM, Actor, BadThingError, record
from tests.cast import Cast

THROUGH_THE_DOOR = """
    SELECT set_config('clientvoice.removes_old_traces', 'yes', true);
    DELETE FROM organisations_accessevent;
"""
FIVE_YEARS = timedelta(days=365 * 5 + 2)


def traced(cast: Cast, **changes: object) -> AccessEvent:
    actor = Actor(ActorKind.STAFF, cast.carla.pk, (Role.SUPPORT_WORKER,), "sign-in:0123456789abcdef")
    wanted = {"actor": actor, "action": Action.VIEW, "client_id": cast.anna.pk, "provider_id": cast.provider.pk}
    record(**wanted | changes)  # type: ignore[arg-type]
    return AccessEvent.objects.latest("at")


def test_an_event_says_who_in_what_role_about_whom_what_and_why(cast: Cast) -> None:
    thing = f"wish:{uuid4()}"
    event = traced(cast, thing=thing, reason="spoed", on_behalf_of=cast.dirk.pk)
    assert (event.actor_kind, event.actor_id, event.actor_roles) == ("staff", cast.carla.pk, ["support_worker"])
    assert (event.client_id, event.provider_id, event.action) == (cast.anna.pk, cast.provider.pk, "view")
    assert (event.thing, event.reason, event.on_behalf_of) == (thing, "spoed", cast.dirk.pk)
    assert event.source == "sign-in:0123456789abcdef"
    assert abs(now() - event.at) < timedelta(minutes=1)


@pytest.mark.parametrize("thing", ["Anna de Wit", "wish:Anna de Wit", "wil zelf koken", "wish:1\nwish:2", "x" * 200])
def test_what_it_is_about_is_a_kind_and_an_id_and_cannot_hold_words(cast: Cast, thing: str) -> None:
    with pytest.raises(BadThingError):
        traced(cast, thing=thing)


def test_a_reason_that_is_too_long_is_refused_before_the_database_does(cast: Cast) -> None:
    with pytest.raises(ValueError, match="at most 400"):
        traced(cast, reason="x" * 401)


def test_what_is_undone_leaves_no_event(cast: Cast) -> None:
    with transaction.atomic():
        traced(cast)
        transaction.set_rollback(True)
    assert not AccessEvent.objects.exists()


def test_an_event_stays_when_client_and_staff_are_gone(cast: Cast) -> None:
    event = traced(cast, actor=SYSTEM)
    cast.noor.delete()
    traced(cast, client_id=cast.noor.pk)
    cast.anna.delete()
    event.refresh_from_db()
    assert event.client_id is not None


@pytest.mark.parametrize("statement", ["UPDATE {} SET action = 'list'", "UPDATE {} SET at = now()", "DELETE FROM {}"])
def test_the_database_refuses_to_change_or_remove_an_event(cast: Cast, statement: str) -> None:
    traced(cast)
    with pytest.raises(IntegrityError, match="only grows"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format("organisations_accessevent"))
    assert AccessEvent.objects.get().action == "view"


def test_the_log_cannot_be_emptied_at_once(cast: Cast) -> None:
    traced(cast)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE organisations_accessevent ENABLE TRIGGER access_event_never_emptied")
        for door in ("no", "yes"):
            cursor.execute("SELECT set_config('clientvoice.removes_old_traces', %s, true)", [door])
            with pytest.raises(IntegrityError, match="only grows"), transaction.atomic():
                cursor.execute("TRUNCATE organisations_accessevent")
    assert AccessEvent.objects.get()


def test_a_young_event_stays_even_for_who_knows_the_door(cast: Cast) -> None:
    traced(cast)
    with pytest.raises(IntegrityError, match="only grows"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(THROUGH_THE_DOOR)


def test_an_old_event_goes_through_the_door_alone(cast: Cast) -> None:
    AccessEvent.objects.create(at=now() - FIVE_YEARS, provider_id=cast.provider.pk, actor_kind="system", action="view")
    with pytest.raises(IntegrityError, match="only grows"), transaction.atomic():
        AccessEvent.objects.all().delete()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(THROUGH_THE_DOOR)
    assert not AccessEvent.objects.exists()
