"""People with a past: answers, wishes, photos and recordings, made by the operations that people use."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from organisations.choices import AskedBy, ErasureGround
from organisations.clock import now, today
from organisations.data import SYSTEM
from organisations.models import Client, ErasureRequest, Placement
from organisations.operations.erasure import confirm_erasure, erase, request_erasure
from supportplans.operations.agreements import make_agreement
from supportplans.operations.flags import record_change_answers
from surveys.choices import Audience, MediaKind, Mode
from surveys.models import MediaItem, Round
from surveys.operations.drafts import save_draft
from surveys.operations.rounds import close_round
from surveys.queries import submission_for_follow_up
from tests.cast import Cast
from tests.organisations.pictures import client_photo
from tests.supportplans.story import answered, invitation_of, opened_round, session_of

WORDS = "Een geheim zinnetje van Anna"


@dataclass(frozen=True)
class Past:
    """Two closed rounds: one by name that fed the care file, one in confidence; and one that is still open."""

    named: Round
    confidential: Round
    still_open: Round
    submission_id: UUID


def build_past(cast: Cast) -> Past:
    """Let Anna answer by name and in confidence, make wishes, agree something, and begin once more."""
    named = opened_round(cast.provider, name="Voorjaar")
    submission_id = answered(invitation_of(named, cast.anna), {"wonen": "change"}, words=WORDS)
    answered(invitation_of(named, cast.anna, Audience.RELATIVE))
    answered(invitation_of(named, cast.noor))
    record_change_answers(submission=submission_for_follow_up(submission_id))
    close_round(round_id=named.pk, at=now())
    confidential = opened_round(cast.provider, mode=Mode.CONFIDENTIAL, name="Zomer")
    answered(invitation_of(confidential, cast.anna), words=WORDS)
    answered(invitation_of(confidential, cast.anna, Audience.RELATIVE))
    close_round(round_id=confidential.pk, at=now())
    still_open = opened_round(cast.provider, name="Najaar")
    session = session_of(invitation_of(still_open, cast.anna))
    save_draft(session=session, revision=1, answers={"kamer": {"value": 3}}, at=now())
    client_photo(cast.anna)
    make_agreement(
        client=cast.anna,
        wish=cast.anna.wishes.get(),
        what="Een kat zoeken",
        who="Anna",
        due_on=today(),
        staff_id=cast.carla.pk,
        on=today(),
        at=now(),
    )
    return Past(named, confidential, still_open, submission_id)


def recorded(session_id: UUID, submission_id: UUID, provider_id: UUID, file: str) -> MediaItem:
    """Return a drawing that came with answers."""
    return MediaItem.objects.create(
        provider_id=provider_id,
        session_id=session_id,
        submission_id=submission_id,
        question="kamer",
        kind=MediaKind.DRAWING,
        content_type="image/webp",
        file=file,
        consented_at=now(),
    )


def asked_to_remove(client: Client, ground: ErasureGround) -> ErasureRequest:
    """Return a confirmed request to remove a client's data."""
    made = request_erasure(
        client=client, asked_by=AskedBy.CLIENT, asked_on=today(), ground=ground, actor=SYSTEM, at=now()
    )
    return confirm_erasure(request_id=made.pk, actor=SYSTEM, at=now())


def removed(client: Client, ground: ErasureGround, *, at: datetime | None = None) -> ErasureRequest:
    """Remove a client's data, after the days in which it could be withdrawn."""
    made = asked_to_remove(client, ground)
    assert erase(request_id=made.pk, at=at or now() + timedelta(days=8))
    made.refresh_from_db()
    return made


def leave(client: Client) -> None:
    """End all support of a client, yesterday."""
    for placement in Placement.objects.filter(client=client):
        placement.period = (placement.period.lower, today() - timedelta(days=1))
        placement.save()
