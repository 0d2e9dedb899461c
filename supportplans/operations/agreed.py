"""Making agreements of what a client agreed by name while answering."""

from django.db import transaction

from supportplans.models import Agreement, Wish
from supportplans.rules.agreed import Agreed, agreed
from surveys.choices import Audience, Mode
from surveys.data import SubmissionData


@transaction.atomic
def record_agreements(*, submission: SubmissionData) -> tuple[Agreement, ...]:
    """Write down each agreement in a submission; doing it again changes nothing. Returns the agreements.

    Only what the client said by name becomes one. It goes with the wish that the same submission has for its domain, so
    wishes are recorded first; without one it stands by itself.
    """
    if submission.mode != Mode.NAMED or submission.audience != Audience.CLIENT:
        return ()
    wishes = dict(Wish.objects.filter(flag__submission_id=submission.id).values_list("flag__domain", "pk"))
    found = agreed(submission.definition, submission.answers, language=submission.language)
    rows = (_row(submission, one) | {"wish_id": wishes.get(one.domain)} for one in found)
    Agreement.objects.bulk_create((Agreement(**row) for row in rows), ignore_conflicts=True)
    return tuple(Agreement.objects.filter(submission_id=submission.id).order_by("question"))


def _row(submission: SubmissionData, one: Agreed) -> dict[str, object]:
    return {
        "provider_id": submission.provider_id,
        "client_id": submission.client_id,
        "submission_id": submission.id,
        "question": one.question,
        "what": one.what,
        "who": one.who,
        "due_on": one.due_on,
        "made_at": submission.received_at,
    }
