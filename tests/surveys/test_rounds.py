"""Preparing, opening and closing a round."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from pytest_django import DjangoAssertNumQueries

from instruments import builtin
from organisations.choices import Product, RepresentationBasis
from organisations.models import Representation, Unit
from surveys.choices import Audience, Mode, RoundStatus
from surveys.models import FrameMember, Invitation, Round, RoundUnit
from surveys.operations.releases import ReleaseConflictError, publish_release
from surveys.operations.rounds import (
    AnonymousNotYetError,
    RoundRefusedError,
    RoundStateError,
    change_draft,
    close_round,
    open_round,
    remove_draft,
)
from tests.cast import Cast
from tests.factories import PlacementFactory, RelativeFactory, RepresentationFactory, placed_client
from tests.surveys.asking import AT, DAY, LATER, draft_round, invitation_of, open_test_round


@pytest.mark.django_db
def test_publishing_the_same_definition_twice_gives_the_same_release() -> None:
    definition = builtin()["mijn-leven"]
    assert publish_release(definition=definition, at=AT) == publish_release(definition=definition, at=LATER)


@pytest.mark.django_db
def test_the_same_version_can_never_mean_two_contents() -> None:
    definition = builtin()["mijn-leven"]
    publish_release(definition=definition, at=AT)
    with pytest.raises(ReleaseConflictError):
        publish_release(definition=definition.model_copy(update={"owner": "iemand anders"}), at=AT)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"closes_on": date(2026, 9, 1)}, "closes_on"),
        ({"feedback_on": date(2026, 9, 1)}, "feedback_on"),
        ({"norm_level": "planeet"}, "norm_level"),
        ({"norm_percentage": 101}, "norm_percentage"),
        ({"releases": {}}, "releases"),
    ],
)
def test_a_round_that_cannot_be_is_refused_naming_the_field(cast: Cast, changes: dict[str, object], field: str) -> None:
    with pytest.raises(RoundRefusedError) as refused:
        draft_round(cast.provider, **changes)
    assert refused.value.field == field
    assert not Round.objects.exists()


def test_a_questionnaire_for_relatives_is_not_given_to_clients(cast: Cast) -> None:
    form = publish_release(definition=builtin()["ouders-over-hulp"], at=AT)
    with pytest.raises(RoundRefusedError):
        draft_round(cast.provider, releases={Audience.CLIENT: form})


def test_opening_freezes_the_tree_below_the_owner_and_nothing_beside_it(cast: Cast) -> None:
    opened = open_test_round(cast.provider)
    assert opened.status == RoundStatus.OPEN
    names = dict(RoundUnit.objects.values_list("name", "parent__name"))
    assert names == {"Stichting De Hof": None, "Bosweg": "Stichting De Hof", "De Linde": "Bosweg", "De Eik": "Bosweg"}


def test_a_team_that_moves_later_changes_nothing_in_the_round(cast: Cast) -> None:
    open_test_round(cast.provider)
    cast.team.refresh_from_db()
    Unit.objects.move(cast.team, cast.foreign_team, "last-child")
    assert RoundUnit.objects.get(name="De Linde").parent.name == "Bosweg"  # type: ignore[union-attr]  # it has one


def test_everybody_placed_on_the_reference_date_is_asked_once(cast: Cast) -> None:
    PlacementFactory(client=cast.anna, unit=cast.other_team, product=Product.DAY)
    placed_client(cast.team, cast.provider, number="gone").placements.update(
        period=DateRange(date(2020, 1, 1), date(2026, 9, 1))
    )
    open_test_round(cast.provider)
    assert FrameMember.objects.get(client=cast.anna).round_unit.name == "De Linde"
    assert FrameMember.objects.count() == Invitation.objects.filter(audience=Audience.CLIENT).count() == 4
    assert not FrameMember.objects.filter(client=cast.zoe).exists()


def test_each_relative_who_may_answer_has_an_invitation_of_their_own(cast: Cast) -> None:
    RepresentationFactory(client=cast.anna, relative=RelativeFactory(provider=cast.provider), may_answer=False)
    RepresentationFactory(client=cast.anna, relative=RelativeFactory(provider=cast.provider), client_agrees=False)
    guardian = RepresentationFactory(
        client=cast.anna,
        relative=RelativeFactory(provider=cast.provider),
        basis=RepresentationBasis.GUARDIAN,
        client_agrees=False,
    )
    RepresentationFactory(
        client=cast.anna,
        relative=RelativeFactory(provider=cast.provider),
        period=DateRange(date(2020, 1, 1), date(2021, 1, 1)),
    )
    open_test_round(cast.provider)
    invited = set(Invitation.objects.filter(audience=Audience.RELATIVE).values_list("relative_id", flat=True))
    assert invited == {cast.bram.id, guardian.relative_id}


def test_a_round_that_asks_only_clients_invites_no_relative(cast: Cast) -> None:
    release = publish_release(definition=builtin()["mijn-leven"], at=AT)
    open_test_round(cast.provider, releases={Audience.CLIENT: release})
    assert not Invitation.objects.filter(audience=Audience.RELATIVE).exists()


def test_opening_takes_the_same_number_of_queries_for_many_people(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(30):
        RepresentationFactory(
            client=placed_client(cast.team, cast.provider), relative=RelativeFactory(provider=cast.provider)
        )
    made = draft_round(cast.provider)
    with django_assert_max_num_queries(16):
        open_round(round_id=made.id, at=AT)
    assert Representation.objects.count() == Invitation.objects.filter(audience=Audience.RELATIVE).count() == 31


def test_an_anonymous_round_cannot_be_opened_and_says_why(cast: Cast) -> None:
    made = draft_round(cast.provider, mode=Mode.ANONYMOUS)
    with pytest.raises(AnonymousNotYetError, match=r"\w+ \w+"):
        open_round(round_id=made.id, at=AT)
    made.refresh_from_db()
    assert made.status == RoundStatus.DRAFT
    assert not RoundUnit.objects.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.update(status=RoundStatus.OPEN)


def test_a_round_is_opened_once(cast: Cast) -> None:
    opened = open_test_round(cast.provider)
    with pytest.raises(RoundStateError):
        open_round(round_id=opened.id, at=AT)


def test_a_round_that_was_never_opened_cannot_be_closed(cast: Cast) -> None:
    with pytest.raises(RoundStateError):
        close_round(round_id=draft_round(cast.provider).id, at=AT)


def test_closing_twice_keeps_the_first_moment(cast: Cast) -> None:
    opened = open_test_round(cast.provider)
    close_round(round_id=opened.id, at=AT)
    assert close_round(round_id=opened.id, at=LATER).closed_at == AT


def test_the_reference_date_and_not_today_decides(cast: Cast) -> None:
    cast.noor.placements.update(period=DateRange(date(2026, 9, 15), None))
    open_test_round(cast.provider, reference_date=DAY)
    assert not FrameMember.objects.filter(client=cast.noor).exists()
    assert invitation_of(cast.anna).outcome == "open"


def test_a_draft_is_thrown_away_and_is_then_gone(cast: Cast) -> None:
    draft = draft_round(cast.provider)
    remove_draft(round_id=draft.id)
    assert not Round.objects.exists()
    with pytest.raises(RoundStateError):
        remove_draft(round_id=draft.id)
    with pytest.raises(RoundStateError):
        open_round(round_id=draft.id, at=AT)


def test_an_opened_round_is_neither_thrown_away_nor_set_up_anew(cast: Cast) -> None:
    asking = open_test_round(cast.provider)
    with pytest.raises(RoundStateError):
        remove_draft(round_id=asking.id)
    with pytest.raises(RoundStateError):
        change_draft(
            round_id=asking.id,
            owner=cast.provider,
            name="Anders",
            mode=Mode.CONFIDENTIAL,
            releases={},
            reference_date=DAY,
            opens_on=DAY,
            closes_on=DAY,
        )
    asking.refresh_from_db()
    assert (asking.name, asking.mode, asking.releases.count()) == ("Najaar 2026", Mode.NAMED, 2)


def test_a_change_that_cannot_be_leaves_the_draft_as_it_was(cast: Cast) -> None:
    draft = draft_round(cast.provider)
    with pytest.raises(RoundRefusedError):
        change_draft(
            round_id=draft.id,
            owner=cast.team,
            name="Anders",
            mode=Mode.CONFIDENTIAL,
            releases={},
            reference_date=DAY,
            opens_on=DAY,
            closes_on=DAY,
        )
    draft.refresh_from_db()
    assert (draft.name, draft.owner, draft.releases.count()) == ("Najaar 2026", cast.provider, 2)
