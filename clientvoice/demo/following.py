"""What followed in the demonstration: wishes with a person, agreements, and clients who were told."""

from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from clientvoice.celery import app
from clientvoice.demo import names
from organisations.models import Client
from supportplans.choices import AgreementState, ClientReply
from supportplans.models import ChangeFlag, Wish
from supportplans.operations.agreements import close, make_agreement
from supportplans.operations.feedback import tell
from supportplans.operations.goals import add_goal
from supportplans.operations.wishes import assign
from supportplans.queries.staff import staff_near
from surveys.models import Round, Submission
from workers.queue import Job


def follow_up_all(asking: Round) -> None:
    """Do what the worker does after each answer of a round."""
    app.loader.import_default_modules()
    job = app.tasks[Job.AFTER_SUBMISSION]
    waiting = Submission.objects.filter(session__invitation__frame_member__round=asking, followed_up_at=None)
    for submission_id in waiting.order_by("received_at").values_list("pk", flat=True):
        job.apply(kwargs={"submission_id": str(submission_id)}, throw=True)


def write_down_goals(numbers: frozenset[str], *, staff_id: UUID, at: datetime) -> None:
    """Give these clients goals of their own, as a support worker writes them down."""
    for client in Client.objects.filter(number__in=numbers).order_by("number"):
        for words in names.GOALS:
            add_goal(client=client, words=words, wanted_by_client=True, staff_id=staff_id, at=at)


def see_to_wishes(asking: Round, *, share: float, finished: bool, today: date) -> None:
    """Give this share of the wishes a person and an agreement; in a finished round, close them and tell the client."""
    chance = Random(f"{asking.name} wishes")  # noqa: S311 -- no secret
    for wish in _wishes(asking):
        if chance.random() < share:
            _agree(wish, chance, finished=finished, today=today)
    if finished:
        _tell_everybody(asking, chance)


def _wishes(asking: Round) -> list[Wish]:
    of_round = Wish.objects.filter(flag__submission__session__invitation__frame_member__round=asking)
    return list(
        of_round.select_related("flag", "client", "team", "provider").order_by("client__number", "flag__domain")
    )


def _agree(wish: Wish, chance: Random, *, finished: bool, today: date) -> None:
    on = wish.created_at.date()
    colleagues = list(staff_near(wish, on=today)[:2])
    person = colleagues[0] if colleagues else None
    deputy = colleagues[1].pk if len(colleagues) > 1 else None
    assign(wish_id=wish.pk, person_id=person.pk if person else None, deputy_id=deputy, on=today)
    agreement = make_agreement(
        client=wish.client,
        wish=wish,
        what=names.AGREED[wish.flag.domain] if wish.flag else names.AGREED["hulp"],
        who=person.name if person else wish.client.first_name,
        due_on=on + timedelta(days=chance.randint(10, 60)),
        staff_id=person.pk if person else None,
        on=on,
        at=wish.created_at + timedelta(days=2),
    )
    if finished:
        _finish(agreement.pk, chance)


def _finish(agreement_id: UUID, chance: Random) -> None:
    if chance.random() < 0.85:  # noqa: PLR2004 -- most agreements were kept
        close(agreement_id=agreement_id, state=AgreementState.DONE)
    else:
        close(agreement_id=agreement_id, state=AgreementState.NOT_POSSIBLE, reason="Er was helaas geen plek vrij.")


def _tell_everybody(asking: Round, chance: Random) -> None:
    flags = ChangeFlag.objects.filter(submission__session__invitation__frame_member__round=asking)
    said = flags.order_by("client__number").values_list("client_id", "submission_id", "submission__received_at")
    for client_id, submission_id, received_at in said.distinct():
        _tell(client_id, submission_id, received_at + timedelta(days=30), chance)


def _tell(client_id: UUID, submission_id: UUID, at: datetime, chance: Random) -> None:
    reply = chance.choices((ClientReply.YES, ClientReply.A_BIT, ClientReply.NO), (7, 2, 1))[0]
    tell(client_id=client_id, submission_id=submission_id, staff_id=None, reply=reply, at=at)
