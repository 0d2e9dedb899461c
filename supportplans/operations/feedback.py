"""Telling the client what is done with the answers."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from supportplans.choices import ClientReply
from supportplans.models import ChangeFlag, Feedback


class NothingToTellError(Exception):
    """The client said nothing by name in this submission, so there is nothing to tell back."""


@transaction.atomic
def tell(
    *, client_id: UUID, submission_id: UUID, staff_id: UUID | None, reply: ClientReply | None, at: datetime
) -> Feedback:
    """Record that the client was told, and what the client said to it (`None`: nothing). Telling again replaces it.

    Raises `NothingToTellError` when the submission is not the client's, or holds nothing that was said by name.
    """
    flag = ChangeFlag.objects.filter(client_id=client_id, submission_id=submission_id).first()
    if flag is None:
        raise NothingToTellError
    told, _created = Feedback.objects.update_or_create(
        submission_id=submission_id,
        defaults={"told_at": at, "told_by_id": staff_id, "reply": reply or ""},
        create_defaults={
            "provider_id": flag.provider_id,
            "client_id": client_id,
            "told_at": at,
            "told_by_id": staff_id,
            "reply": reply or "",
        },
    )
    return told
