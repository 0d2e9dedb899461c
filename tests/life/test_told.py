"""What the page of the response tells of lives, by who reads it."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from organisations.clock import now, today
from organisations.models import Placement
from organisations.operations.moves import move_client
from surveys.choices import FrameEvent
from surveys.models import FrameMember
from surveys.rules.reasons import SMALLEST, shown_events
from tests.cast import Cast, SignIn
from tests.factories import placed_client
from tests.life.stage import by, depart
from tests.supportplans.rows import waiting_wish
from tests.surveys.asking import open_test_round

COUNTS = st.dictionaries(st.sampled_from(FrameEvent), st.integers(0, 12))


@given(COUNTS)
def test_no_small_number_is_told_to_who_sees_no_persons(counts: dict[FrameEvent, int]) -> None:
    told = shown_events(counts, sees_persons=False)
    assert all(count >= SMALLEST for _event, count in told.apart)
    assert told.together in (0, sum(counts.values()))
    assert told.together == 0 or told.together >= SMALLEST
    assert sum(map(bool, (told.apart, told.together, told.few))) == int(any(counts.values()))


@given(COUNTS)
def test_who_sees_the_persons_is_told_all_of_it(counts: dict[FrameEvent, int]) -> None:
    told = shown_events(counts, sees_persons=True)
    assert dict(told.apart) == {event: count for event, count in counts.items() if count}


@pytest.mark.django_db
def test_the_page_of_the_response_tells_of_those_who_moved_and_died(cast: Cast, signed_in: SignIn) -> None:
    opened = open_test_round(cast.location)
    depart(cast.anna, cast.dirk)
    page = reverse("surveys:round-detail", args=[opened.pk])
    assert dict(signed_in(cast.dirk).get(page).context["events"].apart) == {FrameEvent.DIED: 1}
    told = signed_in(cast.farid).get(page).context["events"]
    assert (told.apart, told.few) == ((), True)
    FrameMember.objects.filter(round=opened, client=cast.anna).update(happened="")
    FrameMember.objects.filter(round=opened).update(happened=FrameEvent.MOVED)
    assert FrameMember.objects.filter(round=opened).count() < SMALLEST
    assert signed_in(cast.farid).get(page).context["events"].few


@pytest.mark.django_db
def test_who_reads_a_part_is_not_told_of_the_whole(cast: Cast, signed_in: SignIn) -> None:
    opened = open_test_round(cast.provider)
    depart(cast.anna, cast.dirk)
    page = reverse("surveys:round-detail", args=[opened.pk])
    assert signed_in(cast.dirk).get(page).context["events"] is None


@pytest.mark.django_db
def test_a_team_leader_sees_which_wishes_came_along(cast: Cast, signed_in: SignIn) -> None:
    placed_client(cast.other_team, cast.provider)
    waiting_wish(cast.anna)
    placement = Placement.objects.get(client=cast.anna)
    move_client(placement_id=placement.pk, unit=cast.other_team, since=today(), actor=by(cast.gerda), at=now())
    shown = signed_in(cast.dirk).get(reverse("supportplans:client-list")).content.decode()
    assert cast.team.name in shown
    browser = signed_in(cast.dirk)
    assert "Iets anders" in browser.get(reverse("supportplans:client-detail", args=[cast.anna.pk])).content.decode()
