"""Two records turn out to be one person: what the preview says is what happens, and nothing is lost."""

from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client as Browser
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from organisations.choices import AddressForm, Product
from organisations.clock import now, today
from organisations.merging.base import Pair
from organisations.merging.registry import parts
from organisations.models import AnsweringProfile, Client, FormerNumber, Placement, Representation
from organisations.operations.merging import (
    MergeChangedError,
    MergeRefusedError,
    about_clients,
    foresee,
    merge_clients,
)
from organisations.operations.people_import import RosterFaultsError, import_people
from organisations.rules.merging import Span, left_over
from supportplans.models import Agreement, Wish
from surveys.choices import Audience, FrameEvent, Outcome
from surveys.models import FrameMember, Invitation, Submission
from surveys.operations.outcomes import prefer_not
from surveys.operations.rounds import close_round
from surveys.operations.submissions import submit
from surveys.queries.response import response
from tests.cast import Cast, SignIn
from tests.factories import PlacementFactory, RepresentationFactory
from tests.life.stage import by, depart, merge
from tests.organisations.importing.files import SAM, csv_file
from tests.supportplans.rows import made_agreement, waiting_wish, wanted_goal
from tests.surveys.asking import incoming, open_test_round, sitting

pytestmark = pytest.mark.django_db


def test_every_model_about_a_client_has_a_rule_and_only_one() -> None:
    ruled = [model for part in parts for model in part.models]
    assert len(ruled) == len(set(ruled))
    assert {model for model, _field in about_clients()} == set(ruled)


def test_a_row_that_no_room_merged_stops_everything(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting_wish(cast.noor)
    supportplans = next(part for part in parts if Wish in part.models)
    monkeypatch.setattr(supportplans, "merge", lambda *_args, **_named: None)
    with pytest.raises(RuntimeError, match="Wish"):
        merge(cast, cast.anna, cast.noor)
    assert Client.objects.filter(pk=cast.noor.pk).exists()


def test_a_secret_address_and_a_no_hold_whichever_record_says_so(cast: Cast) -> None:
    RepresentationFactory(client=cast.noor, relative=cast.bram, hide_places=True, client_agrees=False, said_on=today())
    merge(cast, cast.anna, cast.noor)
    kept = Representation.objects.get(client=cast.anna)
    assert (kept.hide_places, kept.client_agrees, kept.said_on) == (True, False, today())


def test_what_hangs_on_both_hangs_on_one(cast: Cast) -> None:
    waiting_wish(cast.noor), made_agreement(cast.noor), wanted_goal(cast.noor), waiting_wish(cast.anna)
    RepresentationFactory(client=cast.noor, relative=cast.bram)
    plan = foresee(Pair(cast.anna, cast.noor))
    merge(cast, cast.anna, cast.noor)
    assert not Client.objects.filter(pk=cast.noor.pk).exists()
    assert Wish.objects.filter(client=cast.anna).count() == 2
    assert Agreement.objects.filter(client=cast.anna).count() == 1
    assert Representation.objects.get(client=cast.anna).relative == cast.bram
    assert AnsweringProfile.objects.filter(client=cast.anna).count() == 1
    said = {line.label: (line.moves, line.dropped) for line in plan.lines}
    assert said["wishes"] == (1, 0)
    assert said["relatives"] == (0, 1)
    assert FormerNumber.objects.get().number == "1002"


@pytest.mark.parametrize(("ours", "stays"), [(None, "carla"), ("eva", "eva")])
def test_the_own_support_worker_and_the_address_are_told_and_not_lost(cast: Cast, ours: str | None, stays: str) -> None:
    cast.anna.support_worker = getattr(cast, ours) if ours else None
    cast.noor.support_worker, cast.noor.address_form = cast.carla, AddressForm.U
    cast.anna.save()
    cast.noor.save()
    said = {
        line.label: (line.moves, line.dropped, bool(line.note)) for line in foresee(Pair(cast.anna, cast.noor)).lines
    }
    assert said["own support worker"] == ((0, 1, True) if ours else (1, 0, False))
    assert said["je or u"] == (0, 1, True)
    merge(cast, cast.anna, cast.noor)
    cast.anna.refresh_from_db()
    assert (cast.anna.support_worker, cast.anna.address_form) == (getattr(cast, stays), AddressForm.JE)


def test_nothing_is_told_of_what_both_say(cast: Cast) -> None:
    labels = {line.label for line in foresee(Pair(cast.anna, cast.noor)).lines}
    assert labels.isdisjoint({"own support worker", "je or u"})


def test_days_that_both_tell_are_told_once(cast: Cast) -> None:
    Placement.objects.filter(client=cast.noor).update(period=DateRange(date(2019, 1, 1), date(2021, 1, 1)))
    PlacementFactory(client=cast.noor, unit=cast.other_team, product=Product.DAY)
    merge(cast, cast.anna, cast.noor)
    found = {(row.product, row.period.lower, row.period.upper) for row in Placement.objects.filter(client=cast.anna)}
    assert found == {
        ("living", date(2019, 1, 1), date(2020, 1, 1)),
        ("living", date(2020, 1, 1), None),
        ("day", date(2020, 1, 1), None),
    }


def test_in_a_round_the_one_who_answered_counts(cast: Cast) -> None:
    opened = open_test_round(cast.provider)
    submit(session=sitting(cast.noor).session, submission=incoming(), at=now())
    before = counted(opened.pk)
    merge(cast, cast.anna, cast.noor)
    members = FrameMember.objects.filter(round=opened, client=cast.anna)
    assert sorted((member.eligible, member.happened) for member in members) == [
        (False, FrameEvent.DUPLICATE),
        (True, ""),
    ]
    outcomes = Invitation.objects.filter(frame_member__in=members, audience=Audience.CLIENT)
    assert set(outcomes.values_list("outcome", flat=True)) == {Outcome.COMPLETE, Outcome.DUPLICATE}
    assert counted(opened.pk) == before
    whole = response(opened.pk).units[0]
    assert whole.eligible == FrameMember.objects.filter(round=opened, eligible=True).count()


def test_two_answers_are_both_kept_and_one_counts(cast: Cast) -> None:
    opened = open_test_round(cast.provider)
    for client in (cast.anna, cast.noor):
        submit(session=sitting(client).session, submission=incoming(), at=now())
    notes = " ".join(line.note for line in foresee(Pair(cast.anna, cast.noor)).lines)
    assert "Both are kept; one counts." in notes
    merge(cast, cast.anna, cast.noor)
    assert Submission.objects.count() == 2
    assert counted(opened.pk) == 1


def counted(round_id: object) -> int:
    return Invitation.objects.filter(frame_member__round_id=round_id, counted__isnull=False).count()


def test_a_word_of_the_person_weighs_more_than_an_open_question(cast: Cast) -> None:
    open_test_round(cast.provider)
    prefer_not(session=sitting(cast.noor).session, at=now())
    merge(cast, cast.anna, cast.noor)
    outcomes = Invitation.objects.filter(frame_member__client=cast.anna, audience=Audience.CLIENT)
    assert set(outcomes.values_list("outcome", flat=True)) == {Outcome.REFUSED, Outcome.DUPLICATE}


def test_a_closed_round_stays_as_it_was_published(cast: Cast) -> None:
    opened = open_test_round(cast.provider)
    before = response(close_round(round_id=opened.pk, at=now()).pk).units[0].outcomes
    merge(cast, cast.anna, cast.noor)
    assert response(opened.pk).units[0].outcomes == before


def test_the_former_number_is_still_known_to_a_file(cast: Cast) -> None:
    merge(cast, cast.anna, cast.noor)
    line = {**SAM, "clientnummer": "1002", "voornaam": "Anna", "sinds": "2020-01-01"}
    import_people(unit=cast.provider, content=csv_file(line), on=today())
    assert Client.objects.filter(provider=cast.provider, last_name="Groen").get() == cast.anna
    with pytest.raises(RosterFaultsError):
        import_people(unit=cast.provider, content=csv_file(line, {**line, "clientnummer": "1001"}), on=today())


def test_a_former_number_goes_along_with_a_second_merge(cast: Cast) -> None:
    third = Client.objects.filter(provider=cast.provider).exclude(pk__in=[cast.anna.pk, cast.noor.pk]).first()
    assert third is not None
    merge(cast, cast.anna, cast.noor)
    merge(cast, third, cast.anna)
    assert set(third.former_numbers.values_list("number", flat=True)) == {"1001", "1002"}


@pytest.mark.parametrize("other", ["zoe", "anna"])
def test_two_providers_and_one_record_are_refused(cast: Cast, other: str) -> None:
    with pytest.raises(MergeRefusedError):
        merge(cast, cast.anna, getattr(cast, other))


def test_a_death_is_settled_first(cast: Cast) -> None:
    depart(cast.noor, cast.dirk)
    cast.noor.refresh_from_db()
    with pytest.raises(MergeRefusedError):
        merge(cast, cast.anna, cast.noor)


def test_what_changed_since_it_was_shown_is_shown_again(cast: Cast) -> None:
    shown = foresee(Pair(cast.anna, cast.noor)).fingerprint
    waiting_wish(cast.noor)
    with pytest.raises(MergeChangedError):
        merge_clients(kept_id=cast.anna.pk, gone_id=cast.noor.pk, shown=shown, actor=by(cast.gerda), at=now())
    assert Client.objects.filter(pk=cast.noor.pk).exists()


def test_the_page_wants_the_number_that_goes(cast: Cast, signed_in: SignIn) -> None:
    browser: Browser = signed_in(cast.gerda)
    choose = reverse("organisations:merge-choose", args=[cast.anna.pk])
    assert browser.post(choose, {"number": "9999"}).status_code == 200
    preview = reverse("organisations:merge-preview", args=[cast.anna.pk, cast.noor.pk])
    assert browser.post(choose, {"number": "1002"}).headers["Location"] == preview
    shown = browser.get(preview).context["plan"].fingerprint
    assert browser.post(preview, {"number": "1001", "shown": shown}).status_code == 200
    assert browser.post(preview, {"number": "1002", "shown": "else"}).status_code == 200
    assert Client.objects.filter(pk=cast.noor.pk).exists()
    assert browser.post(preview, {"number": "1002", "shown": shown}).status_code == 302
    assert not Client.objects.filter(pk=cast.noor.pk).exists()


DAYS = st.dates(date(2020, 1, 1), date(2020, 3, 1))
SPANS = st.builds(
    lambda since, days: Span(since, since + timedelta(days=days) if days else None), DAYS, st.integers(0, 30)
)


@given(SPANS, st.lists(SPANS, max_size=4))
def test_what_is_left_over_and_what_others_tell_are_the_whole_and_share_no_day(span: Span, others: list[Span]) -> None:
    left = left_over(span, others)
    for number in range(140):
        day = date(2020, 1, 1) + timedelta(days=number)
        told = any(other.since <= day < other.end for other in others)
        mine = span.since <= day < span.end
        assert sum(one.since <= day < one.end for one in left) == int(mine and not told)
