"""Who has which role until when, and what happens to the work of somebody who leaves."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organisations.choices import Action, Role
from organisations.clock import today
from organisations.models import AccessEvent, Client, RoleAssignment, Staff
from organisations.operations.staff import RoleNeverHoldsError, give_role
from supportplans.choices import AgreementState
from supportplans.models import Wish
from tests.cast import Cast, SignIn, staff_with_role
from tests.factories import PASSWORD, UnitFactory, placed_client
from tests.supportplans.rows import made_agreement, waiting_wish

MOST = 30


@pytest.fixture
def gerda(cast: Cast, signed_in: SignIn) -> Browser:
    return signed_in(cast.gerda)


@pytest.fixture
def kim(cast: Cast) -> Staff:
    """A colleague of Carla in her team."""
    return staff_with_role("Kim", cast.team, Role.SUPPORT_WORKER)


def give_work(cast: Cast) -> tuple[Wish, Wish]:
    """Make Carla Anna's own support worker, the person of one wish and the deputy of another."""
    Client.objects.filter(pk=cast.anna.pk).update(support_worker=cast.carla)
    own, other = waiting_wish(cast.anna), waiting_wish(cast.noor)
    Wish.objects.filter(pk=own.pk).update(person=cast.carla)
    Wish.objects.filter(pk=other.pk).update(deputy=cast.carla)
    return own, other


class TestLeaving:
    def leave(self, gerda: Browser, staff: Staff, **heirs: object) -> int:
        address = reverse("organisations:staff-leave", args=[staff.pk])
        return gerda.post(address, heirs).status_code

    def test_the_page_tells_what_there_is_by_team_and_no_client(self, cast: Cast, gerda: Browser, kim: Staff) -> None:
        give_work(cast)
        page = gerda.get(reverse("organisations:staff-leave", args=[cast.carla.pk]))
        [(team, _field)] = page.context["work"]
        assert team.team == cast.team
        assert [count for _label, count in team.counts] == [1, 1, 1]
        assert {heir.name for heir in team.heirs} == {"Kim", "Dirk"}
        assert "Anna" not in page.content.decode()

    def test_all_goes_over_at_once_and_the_account_closes(self, cast: Cast, gerda: Browser, kim: Staff) -> None:
        own, other = give_work(cast)
        browser = Browser()
        browser.post(reverse("account_login"), {"login": "carla", "password": PASSWORD})
        assert self.leave(gerda, cast.carla, **{str(cast.team.pk): kim.pk}) == 302
        own.refresh_from_db()
        other.refresh_from_db()
        cast.anna.refresh_from_db()
        assert (own.person, other.deputy, cast.anna.support_worker) == (kim, kim, kim)
        assert not cast.carla.roles.filter(period__contains=today()).exists()
        assert browser.get(reverse("account")).status_code == 302
        assert not Browser().login(username="carla", password=PASSWORD)
        trace = AccessEvent.objects.get(action=Action.ROLE_ENDED)
        assert (trace.actor_id, trace.thing) == (cast.gerda.pk, f"staff:{cast.carla.pk}")

    def test_work_that_nobody_takes_stays_with_the_team(self, cast: Cast, gerda: Browser) -> None:
        own, other = give_work(cast)
        assert self.leave(gerda, cast.carla, **{str(cast.team.pk): ""}) == 302
        own.refresh_from_db()
        other.refresh_from_db()
        assert (own.person, own.team, other.deputy) == (None, cast.team, None)

    def test_somebody_of_another_team_cannot_take_it_and_nothing_changes(self, cast: Cast, gerda: Browser) -> None:
        own, _other = give_work(cast)
        stranger = staff_with_role("Zoe", cast.other_team, Role.SUPPORT_WORKER)
        for heir in (stranger, cast.eva, cast.carla, cast.farid):
            assert self.leave(gerda, cast.carla, **{str(cast.team.pk): heir.pk}) == 200
        own.refresh_from_db()
        assert own.person == cast.carla
        assert cast.carla.roles.filter(period__contains=today()).exists()

    def test_the_deputy_who_takes_over_is_not_both(self, cast: Cast, gerda: Browser, kim: Staff) -> None:
        own, other = give_work(cast)
        Wish.objects.filter(pk=own.pk).update(deputy=kim)
        Wish.objects.filter(pk=other.pk).update(person=kim)
        self.leave(gerda, cast.carla, **{str(cast.team.pk): kim.pk})
        own.refresh_from_db()
        other.refresh_from_db()
        assert (own.person, own.deputy) == (kim, None)
        assert (other.person, other.deputy) == (kim, None)

    def test_what_is_done_stays_as_it_was(self, cast: Cast, gerda: Browser, kim: Staff) -> None:
        own, _other = give_work(cast)
        made = made_agreement(cast.anna)
        type(made).objects.filter(pk=made.pk).update(wish=own, state=AgreementState.DONE)
        self.leave(gerda, cast.carla, **{str(cast.team.pk): kim.pk})
        own.refresh_from_db()
        assert own.person == cast.carla

    def test_a_role_elsewhere_and_its_work_stay(self, cast: Cast, gerda: Browser, kim: Staff) -> None:
        give_role(staff=cast.carla, unit=cast.foreign_team, role=Role.SUPPORT_WORKER, on=today())
        Client.objects.filter(pk=cast.zoe.pk).update(support_worker=cast.carla)
        self.leave(gerda, cast.carla, **{str(cast.foreign_team.pk): cast.eva.pk})
        cast.zoe.refresh_from_db()
        assert cast.zoe.support_worker == cast.carla
        assert cast.carla.roles.filter(period__contains=today()).get().unit == cast.foreign_team
        assert Browser().login(username="carla", password=PASSWORD)

    def test_a_role_that_would_begin_later_never_does(self, cast: Cast, gerda: Browser) -> None:
        give_role(staff=cast.carla, unit=cast.other_team, role=Role.TEAM_LEADER, on=today() + timedelta(days=9))
        self.leave(gerda, cast.carla)
        assert not RoleAssignment.objects.filter(staff=cast.carla, unit=cast.other_team).exists()

    def test_who_comes_back_gets_a_new_password(self, cast: Cast, gerda: Browser) -> None:
        self.leave(gerda, cast.carla)
        assert (
            "has left"
            in gerda.get(reverse("organisations:staff-list"), headers={"accept-language": "en"}).content.decode()
        )
        shown = gerda.post(reverse("organisations:password-renew", args=[cast.carla.pk]))
        assert Browser().login(username="carla", password=shown.context["password"])


class TestRoles:
    def rows(self, gerda: Browser, **chosen: object) -> list[tuple[str, str]]:
        page = gerda.post(reverse("organisations:role-list"), chosen)
        return [(row.assignment.staff.name, row.assignment.role) for row in page.context["rows"]]

    def give(self, gerda: Browser, cast: Cast, last_day: date | str) -> int:
        fields = {"role": Role.TEAM_LEADER, "unit": cast.team.pk, "until": last_day}
        return gerda.post(reverse("organisations:staff-detail", args=[cast.carla.pk]), fields).status_code

    def test_a_role_is_given_up_to_and_with_a_day(self, cast: Cast, gerda: Browser) -> None:
        last = today() + timedelta(days=10)
        assert self.give(gerda, cast, last) == 302
        role = cast.carla.roles.get(role=Role.TEAM_LEADER)
        assert role.last_day == last
        assert RoleAssignment.objects.filter(pk=role.pk, period__contains=last).exists()
        assert not RoleAssignment.objects.filter(pk=role.pk, period__contains=last + timedelta(days=1)).exists()

    @pytest.mark.parametrize("day", ["2020-01-01", "morgen", "9999-12-31", "0000-00-00"])
    def test_an_impossible_last_day_is_told(self, cast: Cast, gerda: Browser, day: str) -> None:
        assert self.give(gerda, cast, day) == 200
        assert not cast.carla.roles.filter(role=Role.TEAM_LEADER).exists()

    def test_a_new_end_keeps_the_beginning(self, cast: Cast) -> None:
        before = cast.carla.roles.get().period.lower
        end = today() + timedelta(days=5)
        role = give_role(staff=cast.carla, unit=cast.team, role=Role.SUPPORT_WORKER, on=today(), until=end)
        assert (role.period.lower, role.period.upper) == (before, end)
        with pytest.raises(RoleNeverHoldsError):
            give_role(staff=cast.carla, unit=cast.team, role=Role.COUNCIL, on=today(), until=today())

    def test_they_are_found_by_name_kind_and_end(self, cast: Cast, gerda: Browser) -> None:
        soon = staff_with_role("Sil", cast.team, Role.COUNCIL)
        give_role(staff=soon, unit=cast.team, role=Role.COUNCIL, on=today(), until=today() + timedelta(days=20))
        ended = staff_with_role("Els", cast.team, Role.COUNCIL)
        RoleAssignment.objects.filter(staff=ended).update(period=(date(2020, 1, 1), today()))
        assert self.rows(gerda, state="soon") == [("Sil", "council")]
        assert self.rows(gerda, state="ended") == [("Els", "council")]
        assert self.rows(gerda, q="far") == [("Farid", "quality")]
        assert self.rows(gerda, role="team_leader") == [("Dirk", "team_leader")]
        assert "Eva" not in str(self.rows(gerda, state="all"))

    def test_the_page_of_a_leaver_costs_the_same_with_more(self, cast: Cast, gerda: Browser) -> None:
        give_work(cast)
        few = self.cost(gerda, cast)
        for team in (cast.other_team, *(UnitFactory(parent=cast.location) for _more in range(3))):
            client = placed_client(team, cast.provider)
            Client.objects.filter(pk=client.pk).update(support_worker=cast.carla)
        assert self.cost(gerda, cast) == few <= MOST

    def cost(self, gerda: Browser, cast: Cast) -> int:
        with CaptureQueriesContext(connection) as found:
            gerda.get(reverse("organisations:staff-leave", args=[cast.carla.pk]))
        return len(found)
