"""Rounds in which several people answer about one client: who is asked, what counts, and what lies side by side."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from instruments.definition.loading import load_bytes
from instruments.definition.suiting import Relation
from organisations.choices import AskedBy, RepresentationBasis, Role
from organisations.models import Representation
from reports.models import PublishedGroup
from reports.operations.publish import publish_round
from supportplans.models import ChangeFlag, Wish
from surveys.choices import Audience, CaseKind, FrameEvent, Informant, Mode, Outcome, Perspective
from surveys.definitions import asked_in
from surveys.models import AnswerNote, Case, Draft, FrameMember, Invitation, SnapshotItem, Submission
from surveys.operations.cases import CaseRefusedError, take_back, take_part
from surveys.operations.drafts import save_draft
from surveys.operations.outcomes import prefer_not
from surveys.operations.releases import publish_release
from surveys.operations.rounds import RoundRefusedError, close_round
from surveys.operations.submissions import submit
from surveys.queries import given_answers, last_recognised, response
from surveys.queries.cases import CaseFile, case_file
from surveys.queries.differences import side_by_side
from surveys.queries.recognised import Recognised
from surveys.queries.side_by_side import given_in, observed
from tests.cast import Cast, SignIn, staff_with_role
from tests.factories import placed_client
from tests.surveys.asking import AT, DAY, LATER, incoming, open_test_round
from tests.surveys.looking import (
    answer,
    case_of,
    half_of,
    look_along,
    open_observation,
    open_pair,
    opened,
    whole,
)
from tests.surveys.own_lists import own_file
from workers.jobs.after_submission import follow_up

ROOM_FOR_ONE = 1


def file_of(cast: Cast) -> CaseFile:
    """Return the case of Anna with everybody in it."""
    return case_file(case_of(cast.anna), on=DAY)


def test_an_observation_opens_a_case_for_each_client_with_nobody_in_it(cast: Cast) -> None:
    asking = open_observation(cast.team)
    cases = Case.objects.filter(frame_member__round=asking)
    assert {case.frame_member.client for case in cases} == {cast.anna, cast.noor}
    assert {(case.kind, case.needed, case.finished) for case in cases} == {(CaseKind.OBSERVATION, 2, 0)}
    assert not Invitation.objects.exists()


def test_a_pair_asks_the_client_and_the_own_support_worker(cast: Cast) -> None:
    cast.anna.support_worker = cast.carla
    cast.anna.save()
    asking = open_pair(cast.team)
    assert set(asking.releases.values_list("audience", flat=True)) == {"client", "support-worker"}
    assert half_of(cast.anna, Audience.CLIENT).perspective == Perspective.CLIENT
    assert half_of(cast.anna, Audience.SUPPORT_WORKER).staff == cast.carla
    assert half_of(cast.noor, Audience.SUPPORT_WORKER).staff is None


@pytest.mark.parametrize("opening", [open_observation, open_pair])
def test_opening_takes_the_same_queries_for_many_clients(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries, opening: Callable[..., object]
) -> None:
    for _number in range(20):
        placed_client(cast.team, cast.provider)
    with django_assert_max_num_queries(45):
        opening(cast.team)


@pytest.mark.parametrize("mode", [Mode.CONFIDENTIAL, Mode.ANONYMOUS])
@pytest.mark.parametrize("opening", [open_observation, open_pair])
def test_what_several_answer_is_only_asked_by_name(cast: Cast, opening: Callable[..., object], mode: Mode) -> None:
    with pytest.raises(RoundRefusedError, match="each with who said it"):
        opening(cast.team, mode=mode)


def test_who_lacks_is_said_and_no_family_calls_for_an_outsider(cast: Cast) -> None:
    open_observation(cast.team)
    assert file_of(cast).to_add.relations == (Relation.FAMILY, Relation.TEAM)
    assert not file_of(cast).instead_of_family
    noor = case_file(case_of(cast.noor), on=DAY)
    assert noor.to_add.relations[0] is Relation.OUTSIDE_TEAM
    assert noor.instead_of_family


def test_a_mentor_is_not_the_family(cast: Cast) -> None:
    Representation.objects.filter(client=cast.anna).update(basis=RepresentationBasis.MENTOR)
    open_observation(cast.team)
    assert file_of(cast).instead_of_family


def test_each_answer_counts_the_case_up_and_enough_make_it_complete(cast: Cast) -> None:
    open_observation(cast.team)
    family = look_along(cast.anna, Relation.FAMILY, cast.bram)
    team = look_along(cast.anna, Relation.TEAM, cast.carla)
    answer(family)
    assert (case_of(cast.anna).finished, case_of(cast.anna).is_complete) == (1, False)
    assert file_of(cast).to_look.relations == (Relation.TEAM,)
    answer(team)
    assert case_of(cast.anna).is_complete
    assert file_of(cast).to_look.complete
    assert set(Submission.objects.values_list("informant", flat=True)) == {Informant.OBSERVER}


def test_a_repeat_counts_once(cast: Cast) -> None:
    open_observation(cast.team)
    session = opened(look_along(cast.anna, Relation.TEAM, cast.carla))
    message = incoming(whole(asked_in(session)))
    assert submit(session=session, submission=message, at=AT).created
    assert not submit(session=session, submission=message, at=LATER).created
    assert case_of(cast.anna).finished == 1


@pytest.mark.parametrize(
    ("relation", "person", "said"),
    [
        (Relation.OUTSIDE_TEAM, "carla", "does not know the client from that side"),
        (Relation.FAMILY, "carla", "does not know the client from that side"),
        (Relation.TEAM, "bram", "does not know the client from that side"),
        (Relation.OUTSIDE_TEAM, "dirk", "does not know the client from that side"),
        (Relation.OUTSIDE_TEAM, "eva", "cannot look along with this client"),
        (Relation.OUTSIDE_TEAM, "farid", "cannot look along with this client"),
    ],
)
def test_who_may_not_look_from_a_side_is_refused(cast: Cast, relation: Relation, person: str, said: str) -> None:
    open_observation(cast.team)
    with pytest.raises(CaseRefusedError, match=said):
        look_along(cast.anna, relation, getattr(cast, person))


def test_a_colleague_from_elsewhere_looks_from_outside(cast: Cast) -> None:
    outsider = staff_with_role("Nel", cast.other_team, Role.SUPPORT_WORKER)
    open_observation(cast.team)
    assert look_along(cast.noor, Relation.OUTSIDE_TEAM, outsider).staff == outsider


def test_each_side_and_each_person_is_there_once(cast: Cast) -> None:
    open_observation(cast.team)
    first = look_along(cast.anna, Relation.TEAM, cast.carla)
    assert look_along(cast.anna, Relation.TEAM, cast.carla) == first
    with pytest.raises(CaseRefusedError, match="looks from this side already"):
        look_along(cast.anna, Relation.TEAM, cast.dirk)


def test_the_database_keeps_sides_apart_and_people_what_they_are(cast: Cast) -> None:
    open_observation(cast.team)
    there = look_along(cast.anna, Relation.TEAM, cast.carla)
    wrong = (
        {"staff": cast.dirk},  # the same side twice
        {"staff": cast.carla, "perspective": Perspective.OUTSIDE_TEAM},  # the same person twice
        {"staff": cast.dirk, "relative": cast.bram, "perspective": Perspective.FAMILY},
        {"staff": cast.dirk, "perspective": ""},
        {"staff": cast.dirk, "case": None, "perspective": ""},
        {"staff": cast.dirk, "audience": Audience.CLIENT, "perspective": Perspective.CLIENT},
    )
    for changes in wrong:
        there.pk = uuid4()
        row = {
            "provider_id": there.provider_id,
            "frame_member_id": there.frame_member_id,
            "audience": Audience.OBSERVER,
            "informant": Informant.OBSERVER,
            "case": case_of(cast.anna),
            "perspective": Perspective.TEAM,
        }
        with pytest.raises(IntegrityError), transaction.atomic():
            Invitation.objects.create(**row | changes)


def test_who_has_not_answered_is_taken_back_with_all_they_began(cast: Cast) -> None:
    open_observation(cast.team)
    invitation = look_along(cast.anna, Relation.TEAM, cast.carla)
    save_draft(session=opened(invitation), revision=1, answers={}, at=AT)
    take_back(invitation_id=invitation.pk)
    take_back(invitation_id=invitation.pk)
    assert not Invitation.objects.exists()
    assert not Draft.objects.exists()
    assert look_along(cast.anna, Relation.TEAM, cast.dirk).staff == cast.dirk


def test_what_was_answered_stays(cast: Cast) -> None:
    open_observation(cast.team)
    invitation = look_along(cast.anna, Relation.TEAM, cast.carla)
    answer(invitation)
    with pytest.raises(CaseRefusedError, match="What was said stays"):
        take_back(invitation_id=invitation.pk)


def test_family_that_rather_does_not_calls_for_an_outsider(cast: Cast) -> None:
    open_observation(cast.team)
    prefer_not(session=opened(look_along(cast.anna, Relation.FAMILY, cast.bram)), at=AT)
    assert not file_of(cast).has_family
    assert Relation.OUTSIDE_TEAM in file_of(cast).free


def test_a_closed_round_asks_nobody_more(cast: Cast) -> None:
    asking = open_observation(cast.team)
    invitation = look_along(cast.anna, Relation.TEAM, cast.carla)
    close_round(round_id=asking.pk, at=LATER)
    with pytest.raises(CaseRefusedError, match="has closed"):
        take_back(invitation_id=invitation.pk)
    with pytest.raises(CaseRefusedError, match="has closed"):
        look_along(cast.anna, Relation.FAMILY, cast.bram)


def test_a_half_is_taken_and_what_another_began_is_thrown_away(cast: Cast) -> None:
    open_pair(cast.team)
    half = take_part(case_id=case_of(cast.anna).pk, staff_id=cast.carla.pk)
    save_draft(session=opened(half), revision=1, answers={}, at=AT)
    assert take_part(case_id=case_of(cast.anna).pk, staff_id=cast.carla.pk) == half
    assert Draft.objects.count() == ROOM_FOR_ONE
    assert take_part(case_id=case_of(cast.anna).pk, staff_id=cast.dirk.pk).staff == cast.dirk
    assert not Draft.objects.exists()
    answer(half)
    with pytest.raises(CaseRefusedError, match="has answered"):
        take_part(case_id=case_of(cast.anna).pk, staff_id=cast.carla.pk)


def counts(found: object, audience: Audience) -> dict[Outcome, int]:
    """Return the outcomes of the whole round for one audience, without zeros."""
    whole_round = next(unit for unit in found.units if unit.audience == audience and unit.node.parent_id is None)  # type: ignore[attr-defined]
    return {outcome: count for outcome, count in whole_round.outcomes.items() if count}


def test_the_response_counts_each_client_once(cast: Cast) -> None:
    asking = open_observation(cast.team)
    answer(look_along(cast.anna, Relation.FAMILY, cast.bram))
    assert counts(response(asking.pk), Audience.OBSERVER) == {Outcome.PARTLY: 1, Outcome.OPEN: 1}
    answer(look_along(cast.anna, Relation.TEAM, cast.carla))
    assert counts(response(asking.pk), Audience.OBSERVER) == {Outcome.COMPLETE: 1, Outcome.OPEN: 1}


def test_of_a_pair_the_clients_own_answers_count_as_before(cast: Cast) -> None:
    asking = open_pair(cast.team)
    answer(half_of(cast.anna, Audience.CLIENT))
    assert counts(response(asking.pk), Audience.CLIENT) == {Outcome.COMPLETE: 1, Outcome.OPEN: 1}
    assert counts(response(asking.pk), Audience.SUPPORT_WORKER) == {Outcome.PARTLY: 1, Outcome.OPEN: 1}
    prefer_not(session=opened(half_of(cast.noor, Audience.CLIENT)), at=AT)
    answer(half_of(cast.anna, Audience.SUPPORT_WORKER))
    assert counts(response(asking.pk), Audience.SUPPORT_WORKER) == {Outcome.COMPLETE: 1, Outcome.REFUSED: 1}


def test_nothing_that_observers_or_workers_said_is_in_results(cast: Cast) -> None:
    observation, pair = open_observation(cast.team), open_pair(cast.other_team)
    for relation, person in ((Relation.FAMILY, cast.bram), (Relation.TEAM, cast.carla)):
        answer(look_along(cast.anna, relation, person))
    halves = Invitation.objects.filter(frame_member__round=pair)
    for half in halves:
        answer(half)
    for asking in (observation, pair):
        close_round(round_id=asking.pk, at=LATER)
        publish_round(round_id=asking.pk, at=LATER)
    assert not SnapshotItem.objects.filter(round=observation).exists()
    assert SnapshotItem.objects.filter(round=pair).count() == halves.filter(audience=Audience.CLIENT).count() == 2
    groups = PublishedGroup.objects.filter(publication__round__in=(observation, pair))
    assert set(groups.values_list("audience", "informant")) == {("client", "self")}
    assert {group.n for group in groups.filter(unit_id=cast.other_team.pk)} == {2}


def test_a_page_of_results_says_that_nothing_is_added_up(cast: Cast, signed_in: SignIn) -> None:
    asking = open_observation(cast.provider)
    close_round(round_id=asking.pk, at=LATER)
    publish_round(round_id=asking.pk, at=LATER)
    browser = signed_in(cast.farid)
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = browser.get(reverse("reports:result-detail", args=[asking.pk]))
    assert "Nothing of this round is added up" in page.content.decode()


def test_what_others_say_is_never_the_clients_own_word(cast: Cast) -> None:
    open_pair(cast.team)
    answer(half_of(cast.anna, Audience.SUPPORT_WORKER))
    for submission_id in Submission.objects.values_list("pk", flat=True):
        follow_up(submission_id)
    assert given_answers(cast.anna.pk) == []
    assert not ChangeFlag.objects.exists()
    assert not Wish.objects.exists()


def test_the_answers_of_a_pair_are_side_by_side_furthest_apart_first(cast: Cast) -> None:
    open_pair(cast.team)
    answer(half_of(cast.anna, Audience.CLIENT), rust=4, huis=1)
    assert side_by_side(given_in(case_of(cast.anna))) is None
    answer(half_of(cast.anna, Audience.SUPPORT_WORKER))
    found = side_by_side(given_in(case_of(cast.anna)))
    assert found is not None
    assert [(one.client.label, one.worker.label) for one in found.apart] == [
        ("Heel slecht", "Heel goed"),
        ("Goed", "Heel goed"),
    ]
    assert found.apart[0].question == "Hoe vind je je huis?"
    assert found.apart[0].client.picture != found.apart[0].worker.picture
    assert all(one.client.label == one.worker.label for one in found.same)


def test_fact_and_interpretation_stand_apart_for_each_observer(cast: Cast) -> None:
    open_observation(cast.team)
    answer(look_along(cast.anna, Relation.FAMILY, cast.bram), lichaam_1_zag="Anna lachte.")
    answer(look_along(cast.anna, Relation.TEAM, cast.carla), lichaam_1_betekenis="Ze heeft het naar haar zin.")
    case = case_of(cast.anna)
    found = observed(file_of(cast).definition, given_in(case))
    assert [(one.name, one.perspective) for one in found.observers] == [
        ("Bram de Wit", Perspective.FAMILY),
        ("Carla", Perspective.TEAM),
    ]
    (_bram, seen_by_bram), (_carla, seen_by_carla) = found.subjects[0].seen
    assert seen_by_bram.facts[0].words == "Anna lachte."
    assert "Ze heeft het naar haar zin." in {one.words for one in seen_by_carla.readings}
    assert not {one.question for one in seen_by_carla.facts} & {one.question for one in seen_by_carla.readings}


def test_a_note_stands_beside_the_answer_here_too(cast: Cast) -> None:
    open_pair(cast.team)
    answer(half_of(cast.anna, Audience.CLIENT), huis=1)
    answer(half_of(cast.anna, Audience.SUPPORT_WORKER))
    said = half_of(cast.anna, Audience.CLIENT).counted
    assert said is not None
    note = {"question": "huis", "words": "Ik bedoelde goed.", "said_by": AskedBy.CLIENT, "noted_at": LATER}
    AnswerNote.objects.create(provider=cast.provider, submission=said, **note)
    found = side_by_side(given_in(case_of(cast.anna)))
    assert found is not None
    assert [one.words for one in found.apart[0].client.notes] == ["Ik bedoelde goed."]


def test_a_recognised_instrument_is_asked_again_within_three_years(cast: Cast) -> None:
    assert last_recognised(cast.anna.pk) is None
    definition = load_bytes(own_file(), file="proef.yaml")
    open_test_round(cast.team, releases={Audience.CLIENT: publish_release(definition=definition, at=AT)})
    invitation = Invitation.objects.get(frame_member__client=cast.anna)
    answer(invitation)
    assert last_recognised(cast.anna.pk) == Recognised(DAY, DAY.replace(year=DAY.year + 3))
    assert last_recognised(cast.noor.pk) is None


def test_a_client_who_died_before_anybody_looked_is_asked_no_more(cast: Cast) -> None:
    asking = open_observation(cast.team)
    FrameMember.objects.filter(client=cast.anna).update(happened=FrameEvent.DIED)
    assert counts(response(asking.pk), Audience.OBSERVER) == {Outcome.LEFT: 1, Outcome.OPEN: 1}
