"""An administrator puts the name and the address of a colleague right."""

import pytest
from django.test import Client as Browser
from django.urls import reverse

from organisations.choices import Action, Role
from organisations.models import AccessEvent, Staff, User
from tests.cast import Cast, SignIn
from tests.factories import RoleAssignmentFactory
from tests.organisations.post import Post, post
from tests.organisations.test_invitations import chosen, invite

__all__ = ["post"]


@pytest.fixture
def gerda(cast: Cast, signed_in: SignIn) -> Browser:
    User.objects.filter(pk=cast.carla.user_id).update(email="carla@old.nl")
    return signed_in(cast.gerda)


def change(browser: Browser, staff: Staff, **wanted: str) -> int:
    address = reverse("organisations:staff-change", args=[staff.pk])
    return browser.post(address, {"name": staff.name, "email": "", "sure": "on"} | wanted).status_code


def address_of(staff: Staff) -> str:
    return User.objects.get(pk=staff.user_id).email


def reasons(staff: Staff) -> list[str]:
    events = AccessEvent.objects.filter(action=Action.CHANGE, thing=f"staff:{staff.pk}").order_by("at")
    return list(events.values_list("reason", flat=True))


def test_a_name_changes_at_once_and_is_in_the_log_without_the_name(cast: Cast, gerda: Browser, post: Post) -> None:
    assert change(gerda, cast.carla, name="Carla  de Boer", email="carla@old.nl", sure="") == 302
    cast.carla.refresh_from_db()
    assert cast.carla.name == "Carla de Boer"
    assert reasons(cast.carla) == ["other name"]
    assert "Boer" not in str(AccessEvent.objects.values_list())
    assert post.bring() == []


def test_an_address_asks_first_and_then_tells_the_former_one(cast: Cast, gerda: Browser, post: Post) -> None:
    assert change(gerda, cast.carla, email="Carla@New.nl", sure="") == 200
    assert address_of(cast.carla) == "carla@old.nl"
    assert change(gerda, cast.carla, email="Carla@New.nl") == 302
    assert address_of(cast.carla) == "carla@new.nl"
    assert reasons(cast.carla) == ["other address"]
    post.bring()
    assert post.recipients == [["carla@old.nl"]]


def test_an_address_can_be_taken_away(cast: Cast, gerda: Browser) -> None:
    assert change(gerda, cast.carla, email="") == 302
    assert address_of(cast.carla) == ""


@pytest.mark.parametrize("sure", ["", "on"])
def test_an_address_of_somebody_else_is_refused(cast: Cast, gerda: Browser, sure: str) -> None:
    User.objects.filter(pk=cast.dirk.user_id).update(email="dirk@x.nl")
    assert change(gerda, cast.carla, email="DIRK@x.nl", name="Anders", sure=sure) == 200
    cast.carla.refresh_from_db()
    assert (cast.carla.name, address_of(cast.carla), reasons(cast.carla)) == ("Carla", "carla@old.nl", [])


def test_who_also_works_elsewhere_is_not_theirs_to_change(cast: Cast, gerda: Browser) -> None:
    RoleAssignmentFactory(staff=cast.carla, unit=cast.foreign_team, role=Role.SUPPORT_WORKER)
    assert change(gerda, cast.carla, name="Anders", email="mine@x.nl") == 409
    assert address_of(cast.carla) == "carla@old.nl"


def test_the_own_address_is_not_changed_here(cast: Cast, gerda: Browser) -> None:
    assert change(gerda, cast.gerda, name="Gerda V.", email="other@x.nl") == 302
    cast.gerda.refresh_from_db()
    assert cast.gerda.name == "Gerda V."
    assert address_of(cast.gerda) != "other@x.nl"


def test_an_open_invitation_follows_the_address(cast: Cast, gerda: Browser, post: Post) -> None:
    nel = invite(gerda, cast)
    first = post.link()
    assert change(gerda, nel, email="") == 200
    assert change(gerda, nel, email="nel@right.nl") == 302
    post.bring()
    assert sorted(post.recipients[1:]) == [["nel@example.nl"], ["nel@right.nl"]]
    _browser, status = chosen(first)
    assert status == 410
