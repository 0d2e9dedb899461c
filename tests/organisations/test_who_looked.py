"""The page on which a client reads who looked."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from organisations.choices import Action, ActorKind, Role
from organisations.clock import now, today
from organisations.models import AccessEvent, Client
from organisations.operations.traces import Actor, event, keep
from organisations.page_names import page_names
from organisations.queries.who_looked import MOST, who_looked
from tests.cast import Cast, SignIn


def looked(cast: Cast, *, days_ago: int = 0, **changes: Any) -> None:
    actor = Actor(ActorKind.STAFF, cast.carla.pk, (Role.SUPPORT_WORKER,))
    known = {"actor": actor, "action": Action.VIEW, "client_id": cast.anna.pk, "provider_id": cast.provider.pk}
    made = event(**known | changes)
    made.at = now() - timedelta(days=days_ago)
    keep([made])


def test_each_day_tells_once_who_did_what(cast: Cast) -> None:
    for days_ago, action in ((0, Action.VIEW), (0, Action.VIEW), (0, Action.PRINT_LETTER), (3, Action.VIEW)):
        looked(cast, days_ago=days_ago, action=action)
    looked(cast, actor=Actor(ActorKind.STAFF, cast.dirk.pk, (Role.TEAM_LEADER,)), days_ago=3)
    looked(cast, client_id=cast.noor.pk)
    first, second = who_looked(cast.anna, on=today()).days
    assert (first.day, second.day) == (today(), today() - timedelta(days=3))
    assert [look.who for look in first.looks] == ["Carla"]
    assert len(first.looks[0].what) == 2
    assert {look.who for look in second.looks} == {"Carla", "Dirk"}


def test_what_was_more_than_a_year_ago_is_not_told(cast: Cast) -> None:
    looked(cast, days_ago=400)
    assert who_looked(cast.anna, on=today()).days == ()


def test_more_than_a_page_says_so(cast: Cast) -> None:
    known = {"actor": Actor(ActorKind.SYSTEM), "client_id": cast.anna.pk, "provider_id": cast.provider.pk}
    keep(event(action=Action.VIEW, **known) for _number in range(MOST + 1))  # type: ignore[arg-type]
    assert who_looked(cast.anna, on=today()).more


def test_an_emergency_is_told_as_such(cast: Cast) -> None:
    looked(cast, reason="emergency")
    assert who_looked(cast.anna, on=today()).days[0].looks[0].hurried


@pytest.mark.parametrize("action", Action)
def test_every_action_has_words(cast: Cast, action: Action) -> None:
    looked(cast, action=action)
    assert all(who_looked(cast.anna, on=today()).days[0].looks[0].what)


@pytest.mark.parametrize("form", ["je", "u"])
def test_the_page_speaks_to_the_client_and_names_no_rule(cast: Cast, signed_in: SignIn, form: str) -> None:
    Client.objects.filter(pk=cast.anna.pk).update(address_form=form)
    looked(cast)
    page = signed_in(cast.carla).get(reverse("organisations:who-looked", args=[cast.anna.pk])).content.decode()
    assert "Carla" in page
    assert "NEN" not in page
    assert AccessEvent.objects.filter(client_id=cast.anna.pk, page="organisations:who-looked").exists()


def test_the_client_reads_what_was_looked_at_in_easy_words(cast: Cast) -> None:
    looked(cast, page="profiles:photo")
    looked(cast, page="profiles:answering", action=Action.CHANGE)
    looked(cast, page="gone:page")
    (look,) = who_looked(cast.anna, on=today()).days[0].looks
    assert set(look.what) == {
        _("looked at %(page)s") % {"page": page_names.easy("profiles:photo")},
        _("changed something about %(page)s") % {"page": page_names.easy("profiles:answering")},
        _("looked at your page"),
    }


@pytest.mark.parametrize(("form", "context"), [("je", "who looked"), ("u", "who looked, formal")])
def test_what_clients_did_themselves_is_a_sentence(cast: Cast, signed_in: SignIn, form: str, context: str) -> None:
    Client.objects.filter(pk=cast.anna.pk).update(address_form=form)
    looked(cast, actor=Actor(ActorKind.CLIENT))
    page = signed_in(cast.carla).get(reverse("organisations:who-looked", args=[cast.anna.pk])).content.decode()
    assert f"<strong>{pgettext(context, 'you').capitalize()}</strong> keek op de pagina." in " ".join(page.split())
