"""What one provider handed over and another received is part of two files: each lets go of it and takes it not away."""

from datetime import timedelta

import pytest
from django.urls import reverse

from organisations.choices import ErasureGround, Role
from organisations.clock import now, today
from organisations.models import AccessEvent, Client, Placement, RemovalCertificate
from organisations.operations.retention import remove_over_term
from organisations.queries.removing import held_about
from supportplans.models import Agreement, HandOver, Wish
from tests.cast import Cast, SignIn
from tests.factories import RoleAssignmentFactory
from tests.life.test_hand_overs import accept, send
from tests.removing.stories import removed
from tests.supportplans.rows import made_agreement, waiting_wish

pytestmark = pytest.mark.django_db
HAND_OVER = "supportplans.HandOver"


@pytest.fixture
def received(cast: Cast) -> Client:
    """Return Anna as the other provider knows her, with what went along."""
    RoleAssignmentFactory(staff=cast.eva, unit=cast.other_provider, role=Role.ADMINISTRATOR)
    waiting_wish(cast.anna)
    made_agreement(cast.anna)
    return accept(cast, send(cast))


def page_of(cast: Cast, signed_in: SignIn) -> int:
    """Return how the page of the hand-over answers who received it."""
    address = reverse("supportplans:hand-over-detail", args=[HandOver.objects.get().pk])
    return signed_in(cast.eva).get(address).status_code


def gone_of(kind: str) -> int:
    counted: int = RemovalCertificate.objects.latest("made_at").content["gone"].get(kind, 0)
    return counted


@pytest.mark.parametrize("ground", [ErasureGround.CARE_FILE, ErasureGround.MISTAKE])
def test_who_received_keeps_what_was_handed_over(
    cast: Cast, received: Client, signed_in: SignIn, ground: ErasureGround
) -> None:
    removed(cast.anna, ground)
    kept = HandOver.objects.get()
    assert (kept.client, kept.received_as) == (None, received)
    assert kept.document["first_name"] == "Anna"
    assert Wish.objects.get().client == Agreement.objects.get().client == received
    assert gone_of(HAND_OVER) == 1
    assert page_of(cast, signed_in) == 200
    assert AccessEvent.objects.filter(client_id=received.pk, thing=f"hand-over:{kept.pk}", action="view").exists()


def test_who_sent_keeps_it_when_who_received_removes_it_and_the_receiver_reads_it_no_more(
    cast: Cast, received: Client, signed_in: SignIn
) -> None:
    removed(received, ErasureGround.MISTAKE)
    kept = HandOver.objects.get()
    assert (kept.client, kept.received_as) == (cast.anna, None)
    assert page_of(cast, signed_in) == 404
    assert Wish.objects.filter(client=cast.anna).exists()


@pytest.mark.parametrize("first", ["sender", "receiver"])
def test_with_the_last_file_it_goes_itself(cast: Cast, received: Client, first: str) -> None:
    both = [cast.anna, received] if first == "sender" else [received, cast.anna]
    for client in both:
        removed(client, ErasureGround.MISTAKE)
    assert not HandOver.objects.exists()


def test_what_is_on_its_way_or_was_sent_back_goes_with_who_sent_it(cast: Cast) -> None:
    send(cast)
    removed(cast.anna, ErasureGround.MISTAKE)
    assert not HandOver.objects.exists()


def test_the_receiver_counts_and_keeps_it_as_part_of_the_file(cast: Cast, received: Client) -> None:
    removed(cast.anna, ErasureGround.MISTAKE)
    Wish.objects.all().delete()
    Agreement.objects.all().delete()
    assert sum(one.count for one in held_about(received) if "provider" in one.label) == 1
    Placement.objects.filter(client=received).update(period=(today() - timedelta(days=900), today()))
    remove_over_term(at=now() + timedelta(days=10 * 366))
    assert Client.objects.filter(pk=received.pk).exists()
    remove_over_term(at=now() + timedelta(days=21 * 366))
    assert not HandOver.objects.exists()
    assert not Client.objects.filter(pk=received.pk).exists()
